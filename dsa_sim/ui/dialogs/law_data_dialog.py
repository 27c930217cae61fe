"""The law data: which are in use, how much they hold, and where others come from."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import formats
from dsa_sim.language.law_data_words import law_data_facts
from dsa_sim.language.law_pack_words import (
    doubts,
    law_data_notes,
    refusal_words,
    version_words,
)
from dsa_sim.law.kept import kept_path
from dsa_sim.law.pack import SUFFIX, Pack, PackError
from dsa_sim.storage import CaseFileError, describe
from dsa_sim.storage.law_pack import (
    age_in_use,
    built_in_version,
    checked_pack,
    keep_pack,
    let_pack_go,
)
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.facts_view import FactsView

WIDTH, HEIGHT, TITLE_BAR = 620, 560, 40


class LawDataDialog(QDialog):
    """What the law data in use are; a pack can be taken, and let go again.

    Either counts from the next start: every figure of a running window rests on one set of data.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._lang = context.lang
        tr = self._lang.tr
        self.setWindowTitle(tr("Law data"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(tr("Law data"), name="cardTitle"))
        self.facts = FactsView(tr("Law data"), context.theme)
        self.facts.show_facts(law_data_facts(self._lang))
        layout.addWidget(self.facts, 1)
        notes = " ".join(law_data_notes(self._lang, built_in_version()))
        self.note = label(notes, name="problem", wrap=True)
        self.note.setVisible(bool(notes))
        layout.addWidget(self.note)
        about = tr(
            "A pack is one file with all law data. It is kept for you on this computer, beside the "
            "program and in no case."
        )
        layout.addWidget(label(about, name="muted", wrap=True))
        self.said = label(name="caption", wrap=True)
        self.said.hide()
        layout.addWidget(self.said)
        layout.addLayout(self._buttons())
        room = self.screen().availableGeometry().height() - TITLE_BAR
        self.resize(WIDTH, min(HEIGHT, room))

    def _buttons(self) -> QHBoxLayout:
        tr = self._lang.tr
        self.take = QPushButton(tr("Import a pack…"))
        self.take.clicked.connect(self._choose)
        self.go_back = QPushButton(tr("Use those of the program"))
        self.go_back.clicked.connect(self._let_go)
        self.go_back.setEnabled(kept_path().exists())
        box = QDialogButtonBox()
        close = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("primary")
        box.rejected.connect(self.reject)
        across = QHBoxLayout()
        across.addWidget(self.take)
        across.addWidget(self.go_back)
        across.addStretch(1)
        across.addWidget(box)
        return across

    @Slot()
    def _choose(self) -> None:
        tr = self._lang.tr
        kinds = tr("Packs of law data (*{suffix})", suffix=SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self, tr("Import a pack of law data"), "", kinds)
        if name:
            self.import_pack(Path(name))

    def import_pack(self, path: Path) -> bool:
        """Keep the pack in a file, once a person knows what speaks against it."""
        try:
            pack, data = checked_pack(path)
            if not self._is_wanted(pack):
                return False
            keep_pack(data)
        except PackError as error:
            self._refuse(refusal_words(self._lang, error))
            return False
        except CaseFileError as error:
            self._refuse(describe(error, self._lang))
            return False
        self._say(
            self._lang.tr(
                "Imported: law data up to {day}.", day=formats.day(self._lang, pack.law_version)
            )
        )
        return True

    def _is_wanted(self, pack: Pack) -> bool:
        said = doubts(self._lang, pack, age_in_use())
        if not said:
            return True
        text = "\n\n".join((*said, self._lang.tr("Import it all the same?")))
        answer = QMessageBox.question(
            self,
            self._lang.tr("Import a pack of law data"),
            text,
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            QMessageBox.StandardButton.No,
        )
        return answer == QMessageBox.StandardButton.Yes

    @Slot()
    def _let_go(self) -> None:
        try:
            let_pack_go()
        except OSError as error:
            self._refuse(error.strerror or "")
            return
        self._say(self._lang.tr("The law data that came with the program are used again."))

    def _say(self, done: str) -> None:
        tr = self._lang.tr
        until = tr("Until then those of {version} stay in use.", version=version_words(self._lang))
        start = tr("Counts from the next start of the program.")
        self.said.setText(f"{done} {start} {until}")
        self.said.show()
        self.go_back.setEnabled(kept_path().exists())

    def _refuse(self, reason: str) -> None:
        QMessageBox.warning(self, self._lang.tr("The pack was not imported"), reason)
