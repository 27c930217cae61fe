"""Ties between a field and one input of a part: it shows the input, and edits apply to it."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dsa_sim.language import Language
from dsa_sim.model.case import Case, Source
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.judgements import confirmed_at, is_for_earlier
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import Path, ReasonField, TextField, TypedField, ended, is_typed
from dsa_sim.ui.widgets.source_field import SourceField

LONGEST_REASON = 10_000
"""As many characters as a reason may have in a case."""

NARROWEST = 148
"""Pixels in which a low, a likely and a high value can be read side by side."""

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], Mapping[str, Any]]

_NOTHING_YET = object()


class PartLink(QObject):
    """Shows one input of a part in a field and applies what is typed there to the case.

    `read` takes the value from the part; `write` gives the fields of the part to change for a
    value. While a person types, edits of the same input become one undo step. `refusal` is what
    the field says where the part does not take a value.
    """

    def __init__(
        self,
        context: Context,
        widget: Any,
        *,
        name: str,
        label: str,
        read: Read | None = None,
        write: Write | None = None,
        refusal: str = "",
    ):
        super().__init__(widget)
        self.name, self.widget = name, widget
        self._context, self._label, self._refusal = context, label, refusal
        self._read: Read = read or attrgetter(name)
        self._write: Write = write or (lambda _part, value: {name: value})
        self._identifier = ""
        self._shown: object = _NOTHING_YET
        self._typed = is_typed(widget)
        widget.edited.connect(self._apply)
        if (signal := ended(widget)) is not None:
            signal.connect(self._end)
        if isinstance(widget, ReasonField):
            widget.confirmed.connect(self._confirm)

    def show_part(self, part: Any, identifier: str) -> None:
        """Show the part's input; what was typed wrongly for another part is forgotten."""
        value = self._read(part)
        if isinstance(self.widget, ReasonField):
            self.widget.show_mark(is_for_earlier=is_for_earlier(part, self.widget.signed))
        if identifier != self._identifier:
            self._identifier = identifier
            forget(self.widget)
        elif value == self._shown:
            return
        self._shown = value
        self.widget.set_value(value)

    @Slot(object)
    def _apply(self, value: object) -> None:
        target = f"{self._identifier}.{self.name}"
        edit = partial(_edited, identifier=self._identifier, write=self._write, value=value)
        # Several fields may share a target (those of a reference share): each has its own steps.
        key = f"{target} {id(self)}"
        merge = key if self._typed else self._typed_in_source(key, value)
        try:
            self._context.apply(self._label, edit, merge=merge, where=target)
        except ValueError:
            refuse(self._context.lang, self.widget, self._refusal)

    def _typed_in_source(self, key: str, value: object) -> str:
        """The merge key while somebody types in a source; none when they choose its status."""
        shown = self._shown
        if not isinstance(value, Source) or not isinstance(shown, Source):
            return ""
        if value.status != shown.status:
            return ""
        return key if value.checked_on == shown.checked_on else f"{key}.checked_on"

    @Slot()
    def _confirm(self) -> None:
        confirm_reason(
            self._context, self._identifier, self.widget.signed, f"{self._identifier}.{self.name}"
        )

    @Slot()
    def _end(self) -> None:
        self._context.document.end_merge()


def _edited(case: Case, *, identifier: str, write: Write, value: Any) -> Case:
    return change(case, identifier, **write(find_part(case, identifier), value))


def confirm_reason(context: Context, owner: str, signed: Path, where: str) -> None:
    """Say that the reason of a judgement holds for its value as it is now."""
    edit = partial(confirmed_at, owner=owner, signed=signed)
    context.apply(context.lang.tr("Confirmation of a reason"), edit, where=where)


def read_note(name: str) -> Read:
    """How to read the reason of an assumption note."""
    return attrgetter(f"{name}.reason")


def write_note(name: str) -> Write:
    """How to write the reason of an assumption note; author and review stay."""
    return partial(_note_field, name)


def _note_field(name: str, part: Any, reason: str) -> Mapping[str, Any]:
    return {name: msgspec.structs.replace(getattr(part, name), reason=reason)}


def write_note_within(owner: str) -> Write:
    """How to write the reason in the note of a value that the part has."""
    return partial(_note_within, owner)


def _note_within(owner: str, part: Any, reason: str) -> Mapping[str, Any]:
    value = getattr(part, owner)
    return {owner: msgspec.structs.replace(value, **_note_field("note", value, reason))}


def forget(widget: QWidget) -> None:
    """Drop a text that was not understood, so that the field can show another part."""
    if isinstance(widget, SourceField):
        widget = widget.day
    if isinstance(widget, TypedField):
        if widget.line.hasFocus():
            widget.line.clearFocus()
        widget.refuse("")
    elif isinstance(widget, TextField):
        widget.refuse("")


def refuse(lang: Language, widget: QWidget, words: str = "") -> None:
    """Mark a field whose value was understood but makes no sense in this place."""
    if isinstance(widget, TypedField | TextField):
        widget.refuse(words or lang.tr("The case cannot take this value here."))


class FieldRow(QWidget):
    """Widgets side by side, each with its share of the room (0: as little as it needs).

    Where the row is too narrow, the parts from `breaks_at` on go into a second line. What a
    field has to say stands below the whole row, where it has room.
    """

    NARROW = 340

    def __init__(self, *parts: tuple[QWidget, int], breaks_at: int = 0):
        super().__init__()
        self._parts, self._breaks_at = parts, breaks_at
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._in_two: bool | None = None
        self._arrange(in_two=False)
        self.setFocusProxy(parts[0][0])

    def _arrange(self, *, in_two: bool) -> None:
        if in_two == self._in_two:
            return
        self._in_two = in_two
        lines = [self._parts]
        if in_two:
            lines = [self._parts[: self._breaks_at], self._parts[self._breaks_at :]]
        columns = max(len(line) for line in lines)
        for column in range(len(self._parts)):
            stretch = lines[-1][column][1] if column < len(lines[-1]) else 0
            self._grid.setColumnStretch(column, stretch)
        for row, line in enumerate(lines):
            for column, (widget, _) in enumerate(line):
                span = columns - column if widget is line[-1][0] else 1
                place = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(widget, row, column, 1, span, place)
        for row, (widget, _) in enumerate(self._parts, start=2):
            if isinstance(widget, TypedField):
                self._grid.addWidget(widget.message, row, 0, 1, columns)
            elif isinstance(widget, ReasonField):
                self._grid.addWidget(widget.mark, row, 0, 1, columns)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two lines can be."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), NARROWEST + 30), hint.height()) if self._breaks_at else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go into two lines, or back into one."""
        super().resizeEvent(event)
        if self._breaks_at:
            self._arrange(in_two=self.width() < self.NARROW)


def because(lang: Language, field: QWidget, reason: QWidget) -> QWidget:
    """A field and, beside it, the reason for what it holds."""
    word = label(lang.tr("because"), name="fieldLabel")
    word.setContentsMargins(0, 7, 0, 0)
    field.setMinimumWidth(NARROWEST)
    return FieldRow((field, 3), (word, 0), (reason, 5), breaks_at=1)


def reason_field(lang: Language, name: str, *signed: str | int) -> ReasonField:
    """A line for the reason of an assumption; `signed` leads to its signature in its part."""
    return ReasonField(
        lang, name, signed=signed, placeholder=lang.tr("reason"), longest=LONGEST_REASON
    )
