"""The proceedings of the case: choose one, name it, say whose it is, and see its strands."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.parsing import parse_date
from dsa_sim.language.tables import Cell, Column, Row, day_cell, number_cell
from dsa_sim.language.words import choices, word
from dsa_sim.model.case import NamedPart, Proceeding, Strand
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.strand_inspector import state_choices
from dsa_sim.ui.widgets.cards import clear, label, unmarked
from dsa_sim.ui.widgets.fields import ChipField, ChoiceField, Form, TextField, TypedField
from dsa_sim.ui.widgets.part_panel import PartPanel


class ProceedingsPanel(PartPanel):
    """Commission and national proceedings; the one chosen is the one whose events are shown."""

    shown = Signal(str)
    """Another proceeding is chosen; empty where the case has none."""

    collection = "proceedings"
    most = 50

    def __init__(self, context: Context):
        tr = context.lang.tr
        self._told: str | None = None
        columns = (
            Column(title=tr("Proceeding"), wide=True),
            Column(title=tr("Authority")),
            Column(title=tr("Opened on")),
            Column(title=tr("Strands"), right=True),
            Column(title=tr("Events"), right=True),
        )
        nothing = tr("No proceeding yet. Add one, or add an event below.")
        super().__init__(context, tr("Proceedings"), columns, nothing)
        self.remove_button.setToolTip(
            tr(
                "Removes its events, strands and alleged infringements too; "
                "undo brings all back"
            )
        )  # fmt: skip

    def add_words(self) -> str:
        """What the button that adds a proceeding says."""
        return self.lang.tr("+ Add a proceeding")

    def change_words(self, field: str) -> str:
        """How the undo menu calls a change of that field."""
        tr = self.lang.tr
        return {
            "title": tr("Name of a proceeding"),
            "authority": tr("Authority of a proceeding"),
            "member_state": tr("Member State of a proceeding"),
            "opened_on": tr("Opening of a proceeding"),
        }[field]

    def remove_words(self) -> str:
        """How the undo menu calls the removal of a proceeding."""
        return self.lang.tr("Removal of a proceeding")

    def new_part(self) -> NamedPart:
        """A proceeding of the Commission."""
        title = self.lang.tr("New proceeding")
        return Proceeding(id=self.new_identifier(title), title=title)

    def rows(self) -> tuple[Row, ...]:
        """One row a proceeding."""
        return tuple(self._row(proceeding) for proceeding in self.parts)

    def _row(self, proceeding: Proceeding) -> Row:
        lang, opened = self.lang, proceeding.opened_on
        authority = word(lang, "authority", proceeding.authority)
        if proceeding.member_state:
            authority = f"{authority}, {proceeding.member_state}"
        return Row(
            key=proceeding.id,
            cells=(
                Cell(text=proceeding.title),
                Cell(text=authority),
                day_cell(lang, opened),
                number_cell(lang, len(proceeding.strands)),
                number_cell(lang, len(proceeding.events)),
            ),
        )

    def heading_of(self, part: Any) -> str:
        """The proceeding by its title."""
        return str(part.title)

    def build_form(self) -> None:
        """Make the fields of a proceeding, and the place for its strands."""
        tr, lang = self.lang.tr, self.lang
        form = Form(label_width=104)
        self._bind(form, "title", tr("Name"), TextField(tr("Name of the proceeding")))
        self._bind(
            form, "authority", tr("Authority"),
            ChipField(tr("Authority"), choices(lang, "authority")),
        )  # fmt: skip
        state = ChoiceField(tr("Member State"))
        caption = self._bind(form, "member_state", tr("Member State"), state)
        self._state = (caption, state)
        self._opened = TypedField(
            tr("Opened on"), parse=partial(parse_date, lang), show=partial(formats.day, lang),
            optional=tr("not stated"),
        )  # fmt: skip
        self._bind(form, "opened_on", tr("Opened on"), self._opened)
        self._strands = QVBoxLayout()
        self._strands.setSpacing(2)
        self._strands_shown: tuple[Strand, ...] | None = None
        row = form.rowCount()
        name = label(tr("Strands"), name="fieldLabel")
        form.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        form.addLayout(self._strands, row, 1)
        self.fields_layout.addLayout(form)

    def _bind(self, form: Form, name: str, caption: str, field: Any) -> Any:
        return form.add_row(caption, self.binder.bind(name, field))

    def show_part(self, part: Any) -> None:
        """Fill the fields with a proceeding."""
        fields: dict[str, Any] = self.binder.fields
        fields["member_state"].set_choices(state_choices(self.lang, part.member_state))
        for name in ("title", "authority", "member_state", "opened_on"):
            fields[name].set_value(getattr(part, name))
        for widget in self._state:
            widget.setVisible(part.authority == "national" or bool(part.member_state))
        self._show_strands(part.strands)

    def _show_strands(self, strands: tuple[Strand, ...]) -> None:
        if strands == self._strands_shown:
            return
        self._strands_shown = strands
        clear(self._strands)
        before: QWidget = self._opened.line
        for words, target in self._strand_words(strands):
            link = self._link(words, target)
            self._strands.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(before, link)
            before = link

    def _strand_words(self, strands: tuple[Strand, ...]) -> Iterator[tuple[str, str]]:
        tr = self.lang.tr
        for strand in strands:
            day = formats.day(self.lang, strand.decision_on)
            yield tr("{strand}, decision {day}", strand=strand.title, day=day), strand.id
        if not strands:
            yield tr("None yet: add one on the page of alleged infringements"), "case.proceedings"

    def _link(self, words: str, target: str) -> QPushButton:
        link = QPushButton(unmarked(words))
        link.setObjectName("link")
        link.setProperty("target", target)
        link.clicked.connect(self._follow)
        return link

    @Slot()
    def _follow(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.context.place_asked.emit(str(link.property("target")))

    def show_surroundings(self) -> None:
        """Tell which proceeding is chosen, where it is another than before."""
        if self._current != self._told:
            self._told = self._current
            self.shown.emit(self._current)

    @property
    def current(self) -> str:
        """The identifier of the proceeding chosen; empty where there is none."""
        return self._current

    def choose(self, identifier: str) -> None:
        """Choose a proceeding without moving the focus."""
        if identifier != self._current:
            self._current = identifier
            self.refresh()
