"""What is typed or pasted into the list of alleged infringements: starting amounts and chances.

A text that is not understood stays in its cell, with what is wrong, until another takes its place,
it is given up or the value of the cell changes; the case never has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from dsa_sim.language.input_text import parse_input, show_input
from dsa_sim.language.parsing import FieldProblem
from dsa_sim.model.address import changes_at, split
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.inputs import input_of, read
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.input_fields import change_of


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A text that is in no case: what is wrong with it, and the value that its cell has."""

    text: str
    message: str
    value: Any


class Cells(QObject):
    """Reads texts for the cells of the list; a cell is named by the address of its input."""

    changed = Signal()
    """Other texts are refused than before."""

    def __init__(self, context: Context, parent: QObject):
        super().__init__(parent)
        self._context, self._lang = context, context.lang
        self.refused: dict[str, Refused] = {}

    def text(self, address: str) -> str:
        """What stands in a cell while one types there."""
        if address in self.refused:
            return self.refused[address].text
        case = self._context.case
        return show_input(self._lang, case, address, read(case, address))

    def take(self, texts: Sequence[tuple[str, str]]) -> None:
        """Give cells what their texts say, in one step of undo; an empty one is open."""
        values: dict[str, Any] = {}
        for address, text in texts:
            if text == self.text(address):
                # Written values are rounded: a text left alone is no edit.
                continue
            value = self._read(address, text.strip())
            if isinstance(value, FieldProblem):
                now = read(self._context.case, address)
                self.refused[address] = Refused(text=text, message=value.message, value=now)
            else:
                self.refused.pop(address, None)
                values[address] = value
        self._apply(values)
        self.changed.emit()

    def give_up(self, addresses: Iterable[str]) -> bool:
        """Let refused texts of cells go; True where there was one."""
        gone = [address for address in addresses if self.refused.pop(address, None)]
        if gone:
            self.changed.emit()
        return bool(gone)

    def keep_true(self) -> None:
        """Let refused texts go whose cells have another value now, or are no more."""
        case = self._context.case
        for address, refused in tuple(self.refused.items()):
            try:
                same = read(case, address) == refused.value
            except KeyError:
                same = False
            if not same:
                del self.refused[address]

    def _read(self, address: str, text: str) -> Any:
        case = self._context.case
        value = parse_input(self._lang, case, address, text) if text else None
        if not isinstance(value, FieldProblem):
            try:
                _with_values(case, {address: value})
            except ValueError:
                words = self._lang.tr("The case cannot take this value here.")
                return FieldProblem(code="not_taken", message=words)
        return value

    def _apply(self, values: dict[str, Any]) -> None:
        if not values:
            return
        first = next(iter(values))
        words = change_of(self._lang, input_of(self._context.case, first))
        if len(values) > 1:
            words = self._lang.ntr("{n} cell of the list", "{n} cells of the list", len(values))
        # Undo leads back to the row in the list, where it was typed, not to the field beside it.
        where = split(first)[0]
        self._context.apply(words, lambda case: _with_values(case, values), where=where)


def _with_values(case: Case, values: dict[str, Any]) -> Case:
    for address, value in values.items():
        identifier, path = split(address)
        changes = changes_at(find_part(case, identifier), path, value)
        case = change(case, identifier, **changes)
    return case
