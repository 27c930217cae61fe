"""What a briefing should be: its format, its template, and what is hidden in it."""

from functools import partial
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
from dsa_sim.storage.briefed import attachable, before_of
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
        self._firm: dict[str, Path] = {}
        self._is_template_chosen = False
        tr = self._lang.tr
        self.setWindowTitle(tr("Export the briefing"))
        self.setMinimumWidth(600)
        self.format = ChoiceField(tr("Format"), [(row.ending, tr(row.title)) for row in FORMATS])
        self.format.set_value(FORMATS[0].ending)
        self.template = ChoiceField(tr("Template"), choices(self._lang, "template"))
        self.template.edited.connect(self._keep_template)
        self.language = ChoiceField(
            tr("Language"), [(row.code, row.name) for row in LANGUAGES.values()]
        )
        self.language.set_value(self._lang.code)
        self.pictures = QCheckBox(tr("Charts as pictures"))
        self.firm_file = QPushButton()
        self.firm_file.clicked.connect(self._ask_firm_file)
        self.firm_name = label(name="caption")
        self.attach = QCheckBox(tr("Attach the case to the PDF, in plain text"))
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
        for part in (self.pictures, self.firm_file, self.firm_name):
            across.addWidget(part)
        across.addStretch(1)
        layout.addLayout(form)
        layout.addWidget(self.slide_row)
        layout.addWidget(self.attach)
        layout.addWidget(label(tr("Leave out of this export"), name="sectionTitle"))
        for hide_box in self.hide_boxes.values():
            layout.addWidget(hide_box)
        layout.addWidget(self.told)
        self.accept_button = QPushButton(tr("Export…"))
        layout.addWidget(dialog_buttons(self, self._lang, self.accept_button))

    @Slot()
    def _keep_template(self) -> None:
        """What a person chose stays, whichever format follows."""
        self._is_template_chosen = True

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
            before=partial(before_of, self._context.case),
            hidden=self.hidden,
            house=self._context.house,
            deck=self._firm.get("pptx") if self.chosen.kind == "pptx" else None,
            document=self._firm.get("docx") if self.chosen.kind == "docx" else None,
            pictures=self.pictures.isChecked(),
            attached=attachable(self._context.case) if self._is_attached else "",
        )

    @property
    def _is_attached(self) -> bool:
        """Whether the file carries its case: none that is locked, nor where something is hidden."""
        return self.attach.isChecked() and self.attach.isEnabled() and self.chosen.kind == "pdf"

    @Slot()
    def _ask_firm_file(self) -> None:
        """Ask for the file of the firm in whose look the export is made."""
        tr, kind = self._lang.tr, self.chosen.kind
        title, kinds = {
            "pptx": (
                tr("Presentation of the firm"),
                tr("Presentations (*.pptx *.potx *.ppsx *.pptm *.potm)"),
            ),
            "docx": (tr("Document of the firm"), tr("Documents (*.docx *.dotx *.docm *.dotm)")),
        }[kind]  # fmt: skip
        name, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self._firm[kind] = Path(name)
            self._show()

    def _allow_attaching(self) -> None:
        """A locked case stays locked, and what is left out stays out."""
        tr, said = self._lang.tr, ""
        if self._context.document.place.seal is not None:
            said = tr("A locked case is not attached: the PDF would hold it in plain text.")
        elif self.hidden:
            said = tr("A case is not attached to a briefing that leaves something out.")
        self.attach.setEnabled(not said)
        self.attach.setToolTip(said)

    @Slot()
    def _show(self) -> None:
        """Say what will be hidden before anything is written."""
        tr, kind = self._lang.tr, self.chosen.kind
        self.slide_row.setVisible(kind in ("pptx", "docx"))
        self.pictures.setVisible(self.chosen.has_slides)
        is_deck = kind == "pptx"
        self.firm_file.setText(
            tr("Presentation of the firm…") if is_deck else tr("Document of the firm…")
        )
        self.firm_name.setText(self._firm[kind].name if kind in self._firm else "")
        self.attach.setVisible(self.chosen.kind == "pdf")
        self._allow_attaching()
        if not self._is_template_chosen:
            self.template.set_value(self.chosen.template(self._context.case.plan))
        listed = hidden_list(self._context.case, self.hidden, self._lang)
        nothing = self._lang.tr("Nothing is left out.")
        head = self._lang.tr("Left out:")
        self.told.setText("\n".join([head, *(f"• {s}" for s in listed)]) if listed else nothing)
        self.adjustSize()
