"""What a briefing should be: its format, its template, and what is hidden in it."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import LANGUAGES, Language, mark
from dsa_sim.language.words import choices
from dsa_sim.report.redaction.hiding import ALL, Hidden, Hide, hidden_list
from dsa_sim.report.writers.formats import FORMATS, Format, Wanted, format_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import dialog_buttons, label
from dsa_sim.ui.widgets.fields import ChoiceField, Form

HIDE: dict[Hide, str] = {
    "chances": mark("Chances, and amounts that depend on them"),
    "reasons": mark("Reasons"),
    "names": mark("Names"),
    "notes": mark("Notes, facts alleged, authors"),
}


class ExportDialog(QDialog):
    """The choices of one export; `chosen` and `wanted` are there once it was accepted."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._lang = context, context.lang
        self._deck: Path | None = None
        tr = self._lang.tr
        self.setWindowTitle(tr("Export the briefing"))
        self.setMinimumWidth(600)
        self.format = ChoiceField(tr("Format"), [(row.ending, tr(row.title)) for row in FORMATS])
        self.format.set_value(FORMATS[0].ending)
        self.template = ChoiceField(tr("Template"), choices(self._lang, "template"))
        self.template.set_value(context.case.plan.template)
        self.language = ChoiceField(
            tr("Language"), [(row.code, row.name) for row in LANGUAGES.values()]
        )
        self.language.set_value(self._lang.code)
        self.pictures = QCheckBox(tr("Charts as pictures"))
        self.deck = QPushButton(tr("Presentation of the firm…"))
        self.deck.clicked.connect(self._ask_deck)
        self.deck_name = label(name="caption")
        self.hide_boxes = {hide: QCheckBox(tr(HIDE[hide])) for hide in ALL}
        self.told = label(name="caption", wrap=True)
        self._arrange()
        for box in self.hide_boxes.values():
            box.toggled.connect(self._show)
        self.format.edited.connect(self._show)
        self._show()

    def _arrange(self) -> None:
        tr = self._lang.tr
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        form = Form(label_width=130)
        form.add_row(tr("Format"), self.format)
        form.add_row(tr("Template"), self.template)
        form.add_row(tr("Language"), self.language)
        self.slide_row = QWidget()
        across = QHBoxLayout(self.slide_row)
        across.setContentsMargins(0, 0, 0, 0)
        for part in (self.pictures, self.deck, self.deck_name):
            across.addWidget(part)
        across.addStretch(1)
        layout.addLayout(form)
        layout.addWidget(self.slide_row)
        layout.addWidget(label(tr("Leave out of this export"), name="sectionTitle"))
        for hide_box in self.hide_boxes.values():
            layout.addWidget(hide_box)
        layout.addWidget(self.told)
        self.accept_button = QPushButton(tr("Export…"))
        layout.addWidget(dialog_buttons(self, self._lang, self.accept_button))

    @property
    def chosen(self) -> Format:
        """The format of the file."""
        return format_of(str(self.format.value))

    @property
    def hidden(self) -> Hidden:
        """What is left out."""
        return frozenset(hide for hide, box in self.hide_boxes.items() if box.isChecked())

    @property
    def wanted(self) -> Wanted:
        """The export as it was chosen."""
        code = str(self.language.value)
        return Wanted(
            scenario=self._context.document.scenario,
            lang=Language(code, numbers=self._lang.numbers),
            template=self.template.value,  # type: ignore[arg-type]
            hidden=self.hidden,
            house=self._context.house,
            deck=self._deck if self.chosen.has_slides else None,
            pictures=self.pictures.isChecked(),
        )

    @Slot()
    def _ask_deck(self) -> None:
        tr = self._lang.tr
        kinds = tr("Presentations (*.pptx *.potx *.ppsx *.pptm *.potm)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Presentation of the firm"), "", kinds)
        if name:
            self._deck = Path(name)
            self.deck_name.setText(self._deck.name)

    @Slot()
    def _show(self) -> None:
        """Say what will be hidden before anything is written."""
        self.slide_row.setVisible(self.chosen.has_slides)
        listed = hidden_list(self._context.case, self.hidden, self._lang)
        nothing = self._lang.tr("Nothing is left out.")
        head = self._lang.tr("Left out:")
        self.told.setText("\n".join([head, *(f"• {s}" for s in listed)]) if listed else nothing)
        self.adjustSize()
