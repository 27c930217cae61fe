"""A card with a table of parts above and the fields of the chosen one below.

A part that means nothing yet without one figure (a financial year without revenue) starts as a
draft: it stands in the table, marked as not counted, and enters the case with that figure.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language.parsing import FieldProblem
from dsa_sim.language.tables import Column, Row
from dsa_sim.model.case import Case, NamedPart, Part, identifiers
from dsa_sim.model.edits import add, change, new_identifier, remove
from dsa_sim.ui.context import Context
from dsa_sim.ui.document import Edit
from dsa_sim.ui.widgets.binder import FieldBinder
from dsa_sim.ui.widgets.cards import Card, label, line
from dsa_sim.ui.widgets.fields import Form, TextField, TypedField
from dsa_sim.ui.widgets.input_fields import caption_of, change_of, judgement_fields, rows_in
from dsa_sim.ui.widgets.part_link import PartLink
from dsa_sim.ui.widgets.table_view import PartTable


class PartPanel(Card):
    """What the lists of platforms, financial years and exchange rates have in common.

    Subclasses say which collection of the case they edit, make rows and new parts, build the
    form and fill it. `completing` names the field that makes a draft a part of the case.
    """

    reveal_asked = Signal(QWidget)
    """That widget should come into view."""

    collection: ClassVar[str]
    completing: ClassVar[str] = ""
    most: ClassVar[int]

    def __init__(self, context: Context, title: str, columns: Sequence[Column], nothing: str):
        super().__init__(title)
        self.context = context
        self.lang = context.lang
        self.draft: Any = None
        self._current = ""
        self._shown: object = None
        self._added = ""
        self._adding: Edit | None = None
        self._rows: tuple[Row, ...] = ()
        self.binder = FieldBinder(self)
        self.links: list[PartLink] = []
        self.add_button = self._flat(self.add_words())
        self.remove_button = self._flat(self.lang.tr("Remove"))
        self.table = self.make_table(title, columns)
        self.nothing = label(nothing, name="muted", wrap=True)
        self.heading = label(name="sectionTitle", wrap=True)
        self.form = QWidget()
        self.fields_layout = QVBoxLayout(self.form)
        self._arrange()
        self.build_form()
        self._connect()

    def _flat(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("flat")
        return button

    def _arrange(self) -> None:
        self.head.addWidget(self.add_button)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        self.body.addWidget(self.form)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.remove_button)
        self.fields_layout.setContentsMargins(0, 0, 0, 0)
        self.fields_layout.setSpacing(10)
        self.fields_layout.addWidget(line())
        self.fields_layout.addLayout(top)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove_current)
        self.table.chosen.connect(self._choose)
        self.table.removal_asked.connect(self._remove)
        self.binder.edited.connect(self.take)
        self.binder.ended.connect(self.context.document.end_merge)

    # What a subclass says

    def add_words(self) -> str:
        """What the button that adds a part says."""
        raise NotImplementedError

    def change_words(self, field: str) -> str:
        """How the undo menu calls a change of that field."""
        raise NotImplementedError

    def new_part(self) -> NamedPart:
        """A part to begin with."""
        raise NotImplementedError

    def rows(self) -> tuple[Row, ...]:
        """The rows of the table, the draft's among them."""
        raise NotImplementedError

    def heading_of(self, part: Any) -> str:
        """What stands above the fields of a part."""
        raise NotImplementedError

    def make_table(self, title: str, columns: Sequence[Column]) -> PartTable:
        """Make the table; called once."""
        return PartTable(self.context, title, columns)

    def build_form(self) -> None:
        """Make the fields; called once."""
        raise NotImplementedError

    def show_part(self, part: Any) -> None:
        """Fill the fields with a part; called where it is another than before."""
        raise NotImplementedError

    def show_surroundings(self) -> None:
        """Show what depends on other parts of the case; called at every refresh."""

    def present(self) -> tuple[Any, ...]:
        """The parts that the case has; another place than a collection of the case says where."""
        there: tuple[Any, ...] = getattr(self.context.case, self.collection)
        return there

    def adding(self, part: NamedPart) -> Edit:
        """The edit that puts a new part into the case."""
        return partial(add, collection=self.collection, part=part)

    # What they all do

    @property
    def parts(self) -> tuple[Any, ...]:
        """The parts in the case, and the draft behind them."""
        there = self.present()
        return there if self.draft is None else (*there, self.draft)

    @property
    def part(self) -> Any:
        """The part that is chosen; None where there is none."""
        return next((p for p in self.parts if p.id == self._current), None)

    @property
    def is_draft(self) -> bool:
        """True where the chosen part is not in the case yet."""
        return self.draft is not None and self._current == self.draft.id

    def refresh(self) -> None:
        """Show the case as it is now."""
        rows = self._rows = self.rows()
        if self._current not in {r.key for r in rows}:
            self._current = rows[self._next_place(len(rows))].key if rows else ""
        self.table.set_rows(rows, self._current)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.form.setVisible(bool(rows))
        self.add_button.setEnabled(len(rows) < self.most)
        self._show_current()
        self.show_surroundings()

    def _next_place(self, count: int) -> int:
        place = getattr(self, "_place", 0)
        return min(max(place, 0), count - 1)

    def _show_current(self) -> None:
        part = self.part
        self._place = next((n for n, r in enumerate(self._rows) if r.key == self._current), 0)
        if part is None or part is self._shown:
            return
        if getattr(self._shown, "id", "") != part.id:
            self._forget_typing()
        self._shown = part
        self.heading.setText(self.heading_of(part))
        self.show_part(part)
        for link in self.links:
            # A judgement is about a part of the case: a draft has none yet.
            link.widget.setEnabled(not self.is_draft)
            link.show_part(part, part.id)

    def add_judgements(self, form: Form, owner: type[Part], section: str) -> None:
        """Add the inputs of a section with the reasons behind them."""
        lang = self.lang
        for row in rows_in(owner, section):
            words = change_of(lang, row)
            field, reason, links = judgement_fields(self.context, row, reason_change=words)
            field.setToolTip(lang.tr(row.hint) if row.hint else "")
            form.add_row(caption_of(lang, row), field)
            form.add_row(lang.tr("because"), reason)
            self.binder.fields |= {row.field: field, row.note: reason}
            self.links += links

    def _forget_typing(self) -> None:
        # a text that was not understood belongs to the part it was typed for
        for field in self.form.findChildren(TypedField):
            field.forget()

    def drop_draft(self) -> None:
        """Let go of what was begun: another case was opened."""
        self.draft, self._current, self._added, self._shown = None, "", "", None

    def take(self, field: str, value: Any) -> None:
        """Enter what a field understood, in the draft or in the case."""
        self.change(field, **{field: value})

    def change(self, field: str, **changes: Any) -> None:
        """Change some values of the chosen part; `field` names where undo returns to."""
        if self.part is None:
            return
        target = f"{self._current}.{field}"
        if self.is_draft:
            self._change_draft(field, target, changes)
            return
        if target == self._added:
            self._go_on_adding(field, target, changes)
            return
        self._added = ""
        edit = partial(change, identifier=self._current, **changes)
        self.apply(self.change_words(field), edit, target)

    def _go_on_adding(self, field: str, target: str, changes: dict[str, Any]) -> None:
        """Go on typing the figure with whose first digit the part entered the case.

        Without the figure (the text is not understood any more) the part is a draft again.
        """
        identifier, adding = self._current, self._adding
        if changes[field] is None:
            self.draft, self._added = self.part, ""
            self.apply(self._added_words(), partial(_without, identifier=identifier), target)
            self.refresh()
            return

        def edit(case: Case) -> Case:
            # The step that goes on begins before the part was there.
            if adding is not None and not _has(case, identifier):
                case = adding(case)
            return change(case, identifier, **changes)

        self.apply(self._added_words(), edit, target)

    def _change_draft(self, field: str, target: str, changes: dict[str, Any]) -> None:
        changed = msgspec.structs.replace(self.draft, **changes)
        if field != self.completing:
            self.draft = changed
            self.refresh()
            return
        if changes[field] is None:
            return
        self.draft = None
        self._added, self._adding = target, self.adding(changed)
        self.apply(self._added_words(), self._adding, target)

    def _added_words(self) -> str:
        """How the undo menu calls an addition: as the button does, without its plus sign."""
        return self.add_words().lstrip("+ ")

    def apply(self, words: str, edit: Callable[[Any], Any], target: str) -> None:
        """Apply an edit; where the case refuses it the field says so and keeps its text."""
        name = target.partition(".")[2]
        merge = target if self.binder.merges(name) else ""
        try:
            self.context.apply(words, edit, merge=merge, where=target)
        except ValueError:
            field = self.binder.fields.get(name)
            if isinstance(field, TypedField | TextField):
                field.refuse(self.lang.tr("The case does not take this value here."))

    def reading(self, field: str, parse: Callable[[str], Any], refusal: str) -> Callable:
        """A parser that also refuses, in words, what the chosen part does not take there."""

        def read(text: str) -> Any:
            value = parse(text)
            if isinstance(value, FieldProblem) or self.part is None:
                return value
            try:
                msgspec.structs.replace(self.part, **{field: value})
            except ValueError:
                return FieldProblem(code="refused", message=refusal)
            return value

        return read

    def begin(self, part: NamedPart) -> None:
        """Begin a part: as a draft where it needs a figure first, else in the case."""
        self._current = part.id
        if self.completing:
            self.draft = part
            self.refresh()
        else:
            self.context.apply(self._added_words(), self.adding(part), where=part.id)
            self.refresh()
        self.go_to(part.id, self.completing)

    def new_identifier(self, stem: str) -> str:
        """An identifier that no part of the case carries yet."""
        return new_identifier(self.context.case, stem)

    @Slot()
    def _add(self) -> None:
        self.begin(self.new_part())

    @Slot(str)
    def _choose(self, identifier: str) -> None:
        self._current = identifier
        self._show_current()
        self.show_surroundings()

    @Slot()
    def _remove_current(self) -> None:
        self._remove(self._current)

    @Slot(str)
    def _remove(self, identifier: str) -> None:
        if self.draft is not None and identifier == self.draft.id:
            self.draft = None
            self.refresh()
            return
        words = self.remove_words()
        self.context.apply(words, partial(remove, identifier=identifier), where=identifier)
        self.context.message_given.emit(self.lang.tr("Removed. Undo brings it back."))
        self.refresh()

    def remove_words(self) -> str:
        """How the undo menu calls the removal of a part."""
        return self.lang.tr("Removal")

    def go_to(self, identifier: str, field: str) -> None:
        """Choose a part and focus one of its fields, or the table."""
        if identifier in {p.id for p in self.parts}:
            self._current = identifier
            self.refresh()
        widget = self.binder.fields.get(field)
        if widget is None or not widget.isEnabled():
            widget = self.table if self.part is not None else self.add_button
        self.reveal_asked.emit(widget)
        widget.setFocus()
        proxy = widget.focusProxy()
        if isinstance(proxy, QLineEdit):
            proxy.selectAll()


def _has(case: Case, identifier: str) -> bool:
    return any(known == identifier for known, _ in identifiers(case))


def _without(case: Case, identifier: str) -> Case:
    return remove(case, identifier) if _has(case, identifier) else case
