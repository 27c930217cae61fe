"""The events of one proceeding: a table by date, and the fields of the event chosen."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot

from dsa_sim.language import formats, mark
from dsa_sim.language.deadline_words import RELIABLE, event_day
from dsa_sim.language.parsing import EventDate
from dsa_sim.language.tables import Cell, Column, Row
from dsa_sim.language.words import word
from dsa_sim.model.case import Case, Event, NamedPart, Proceeding
from dsa_sim.model.edits import add_event, add_proceeding, change, new_identifier
from dsa_sim.model.requests import (
    answer_becomes_infringement,
    answer_identifier,
    answer_infringement,
)
from dsa_sim.ui.context import Context
from dsa_sim.ui.document import Edit
from dsa_sim.ui.pages.proceedings.event_form import EventForm, show_provisions
from dsa_sim.ui.pages.proceedings.requests import answer_words
from dsa_sim.ui.widgets.part_panel import PartPanel
from dsa_sim.ui.widgets.table_view import PartTable

_UNDO: Mapping[str, str] = {
    "on": mark("Date of an event"),
    "precision": mark("Date of an event"),
    "notified_on": mark("Notification of an event"),
    "kind": mark("Kind of an event"),
    "title": mark("Title of an event"),
    "provisions": mark("Provisions of an event"),
    "request": mark("Kind of a request"),
    "answer": mark("Answer to a request"),
    "amount_eur": mark("Fine of an event"),
    "note": mark("Note of an event"),
    "source": mark("Source of an event"),
    "due": mark("Due dates of an event"),
}
"""How the undo menu calls a change of each field."""

_SHOWN_PROVISIONS = 4
_WIDTHS = {0: 112, 1: -3, 2: -5, 3: -2, 4: 112, 5: 96}


class EventsPanel(PartPanel):
    """The events of the proceeding that is shown; it edits the base case."""

    completing = "on"
    most = 500

    def __init__(self, context: Context):
        tr = context.lang.tr
        self._proceeding = ""
        self._begun: dict[str, Event] = {}
        columns = (
            Column(title=tr("Date")),
            Column(title=tr("Kind")),
            Column(title=tr("What happened"), wide=True),
            Column(title=tr("Provisions")),
            Column(title=tr("Due")),
            Column(title=tr("Source")),
        )
        nothing = tr("No event is entered yet. Letters, requests and decisions belong here.")
        super().__init__(context, tr("Events"), columns, nothing)

    def make_table(self, title: str, columns: Sequence[Column]) -> PartTable:
        """A table in which no title is cut."""
        return PartTable(self.context, title, columns, widths=_WIDTHS)

    # Whose events

    def show_proceeding(self, identifier: str) -> None:
        """Show the events of that proceeding from now on; what was begun elsewhere waits there."""
        if identifier == self._proceeding:
            return
        if self.draft is not None:
            self._begun[self._proceeding] = self.draft
        self._proceeding = identifier
        self.draft = self._begun.pop(identifier, None)

    def present(self) -> tuple[Event, ...]:
        """The events of the proceeding, the oldest first."""
        owner = self._owner()
        return tuple(sorted(owner.events, key=lambda e: e.on)) if owner else ()

    def _owner(self) -> Proceeding | None:
        there = self.context.case.proceedings
        return next((p for p in there if p.id == self._proceeding), None)

    def adding(self, part: NamedPart) -> Edit:
        """Add an event to the proceeding; where the case has none, with a first one."""
        assert isinstance(part, Event)
        if self._owner() is not None:
            return partial(add_event, event=part, proceeding=self._proceeding)
        return partial(_with_first_proceeding, event=part, title=self.lang.tr("Proceedings"))

    # Words

    def add_words(self) -> str:
        """What the button that adds an event says."""
        return self.lang.tr("+ Add an event")

    def change_words(self, field: str) -> str:
        """How the undo menu calls a change of that field."""
        return self.lang.tr(_UNDO[field])

    def remove_words(self) -> str:
        """How the undo menu calls the removal of an event."""
        return self.lang.tr("Removal of an event")

    def heading_of(self, part: Any) -> str:
        """The event by its date and title."""
        if self.is_draft:
            return self.lang.tr("New event: enter its date")
        day = event_day(self.lang, part.on, part.precision)
        return self.lang.tr("{day}: {title}", day=day, title=part.title)

    def new_part(self) -> NamedPart:
        """An event that still needs its date."""
        title = self.lang.tr("New event")
        return Event(id=self.new_identifier(title), on=self.context.case.as_of, title=title)

    # The table

    def rows(self) -> tuple[Row, ...]:
        """One row an event; one without a date says that it does not count yet."""
        return tuple(self._row(event) for event in self.parts)

    def _row(self, event: Event) -> Row:
        lang, tr = self.lang, self.lang.tr
        draft = self.draft is not None and event.id == self.draft.id
        status = word(lang, "source_status", event.source.status)
        reliable = event.source.status in RELIABLE
        day = event_day(lang, event.on, event.precision)
        return Row(
            key=event.id,
            cells=(
                Cell(text=tr("enter the date"), tone="warning")
                if draft
                else Cell(text=day, value=event.on),
                Cell(text=word(lang, "event_kind", event.kind)),
                Cell(text=event.title, tooltip=f"{event.title}\n{event.note}".strip()),
                Cell(text=self._codes(event), tooltip=show_provisions(event.provisions)),
                Cell(text=self._due(event), tooltip=self._due_in_full(event)),
                Cell(
                    text=status, tone="" if reliable else "warning", tooltip=event.source.text
                ),
            ),
        )  # fmt: skip

    def _codes(self, event: Event) -> str:
        codes, lang = event.provisions, self.lang
        if not codes:
            return "–"
        shown = ", ".join(codes[:_SHOWN_PROVISIONS])
        more = len(codes) - _SHOWN_PROVISIONS
        return lang.tr("{codes} and {n} more", codes=shown, n=more) if more > 0 else shown

    def _due(self, event: Event) -> str:
        days = [formats.day(self.lang, d.on) for d in sorted(event.due, key=lambda d: d.on)]
        return "\n".join(days) or "–"

    def _due_in_full(self, event: Event) -> str:
        lines = (
            (formats.day(self.lang, d.on), d.what, d.note)
            for d in sorted(event.due, key=lambda d: d.on)
        )
        return "\n".join(self.lang.info.colon.join(p for p in line if p) for line in lines)

    # The form

    def build_form(self) -> None:
        """Make the fields of an event."""
        self.fields = EventForm(self.lang, self.binder)
        self.fields.due.changed.connect(self._take_due)
        self.fields.answer_box.record_asked.connect(self.record_answer)
        self.fields.answer_box.shown_asked.connect(self._show_recorded)
        self.fields_layout.addWidget(self.fields)

    def show_part(self, part: Any) -> None:
        """Fill the fields with an event."""
        owner = self._owner()
        authority = owner.authority if owner else "commission"
        self.fields.show_event(part, authority, dated=not self.is_draft)
        self.table.scrollTo(self.table.currentIndex())

    def show_surroundings(self) -> None:
        """Show what the answer of the event became, or may become."""
        part = self.part
        if part is not None:
            recorded = answer_infringement(self.context.case, part.id)
            owner = self._owner()
            authority = owner.authority if owner else "commission"
            shown = None if self.is_draft else recorded
            self.fields.answer_box.show_answer(part, shown, authority)

    def take(self, field: str, value: Any) -> None:
        """Enter what a field understood, in the draft or in the case."""
        if isinstance(value, EventDate):
            self.change(field, on=value.on, precision=value.precision)
            return
        if field == "precision":
            value = "month" if value else "day"
        if field == "provisions":
            value = value or ()
        super().take(field, value)

    @Slot(str, object)
    def _take_due(self, which: str, dates: Any) -> None:
        if self.part is None:
            return
        if self.is_draft:
            self.change("due", due=dates)
            return
        target = f"{self.part.id}.due"
        edit = partial(change, identifier=self.part.id, due=dates)
        merge = f"{target}.{which}" if which else ""
        self.context.apply(self.change_words("due"), edit, merge=merge, where=merge or target)

    # From an answer to an infringement

    @Slot()
    def record_answer(self) -> None:
        """Make the answer an alleged infringement, and lead there; say where it is one already."""
        case, tr, event = self.context.case, self.lang.tr, self.part
        if event is None or self.is_draft:
            return
        recorded = answer_infringement(case, event.id)
        if recorded is not None:
            text = tr("This answer is alleged already: {title}.", title=recorded.title)
            self.context.message_given.emit(text)
            return
        if not case.platforms:
            text = tr("Add a platform first: an infringement is alleged on one.")
            self.context.message_given.emit(text)
            self.context.place_asked.emit("provider.platforms")
            return
        new = answer_identifier(event.id)
        words = answer_words(self.lang, event)
        edit = partial(answer_becomes_infringement, event=event.id, words=words)
        label_ = tr("Procedural infringement from an answer")
        self.context.apply(label_, edit, where=f"{event.id}.answer")
        self.context.place_asked.emit(new)

    @Slot()
    def _show_recorded(self) -> None:
        if self.part is not None:
            self.context.place_asked.emit(answer_identifier(self.part.id))

    def go_to(self, identifier: str, field: str) -> None:
        """Choose an event and focus one of its fields, or the table."""
        name, _, which = field.partition(".")
        super().go_to(identifier, name)
        if name != "due" or self.part is None:
            return
        position, _, input_ = which.partition(".")
        self.fields.due.focus_field(int(position) if position.isdigit() else 0, input_ or "on")


def _with_first_proceeding(case: Case, *, event: Event, title: str) -> Case:
    """The case with a proceeding that begins with an event."""
    name = new_identifier(case, title)
    name = f"{name}-1" if name == event.id else name
    return add_proceeding(case, Proceeding(id=name, title=title, events=(event,)))
