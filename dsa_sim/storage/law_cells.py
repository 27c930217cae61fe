"""From the rows of a law data file to cells and back; what a cell may not hold is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dsa_sim.language.tables import Value
from dsa_sim.language_folders import ENGLISH
from dsa_sim.storage.law_tables import CellKind, Field, expected

Row = Mapping[str, Any]
Cells = Mapping[str, Value]
Cell = str | int | bool | date | None
"""What is written: an amount is text, so that it stays exact."""

_BETWEEN = ";"
_NO_LETTER = re.compile("[\ud800-\udfff]")
_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
"""A spreadsheet may save TRUE as 1."""


class CellError(ValueError):
    """A cell holds what its column cannot: the heading of the column, and what is wrong."""

    def __init__(self, heading: str, reason: str) -> None:
        super().__init__(reason)
        self.heading = heading


def languages_of(value: object) -> tuple[str, ...]:
    """The languages of the texts in a value, English first."""
    found: dict[str, None] = {ENGLISH: None}
    if isinstance(value, Mapping):
        if ENGLISH in value:
            found |= dict.fromkeys(value)
        for inner in value.values():
            found |= dict.fromkeys(languages_of(inner))
    elif isinstance(value, list):
        for inner in value:
            found |= dict.fromkeys(languages_of(inner))
    return tuple(found)


def cells_of(fields: Iterable[Field], row: Row, prefix: str = "") -> dict[str, Cell]:
    """The cells of a row, by their headings."""
    cells: dict[str, Cell] = {}
    for field in fields:
        name, value = f"{prefix}{field.name}", row.get(field.name) if field.name else row
        if field.shape == "cell":
            cells[name] = _cell(field.kind, value)
        elif field.shape == "by_language":
            dot = f"{name}." if field.name else prefix
            cells |= {
                f"{dot}{code}": _cell(field.kind, text) for code, text in (value or {}).items()
            }
        elif field.shape == "group" and value is not None:
            cells |= cells_of(field.inner, value, f"{name}.")
    return cells


def _cell(kind: CellKind, value: Any) -> Cell:
    if kind == "day" and value is not None:
        return date.fromisoformat(value)
    if kind == "list" and value is not None:
        return f"{_BETWEEN} ".join(value)
    return value  # type: ignore[no-any-return]


def row_of(
    fields: Sequence[Field], cells: Cells, languages: Sequence[str], prefix: str = ""
) -> dict[str, Any]:
    """The row that cells make, with its tables still to come as empty lists.

    Raises:
        CellError: a cell that must be filled is empty, or what is in it is not of its kind.
    """
    row: dict[str, Any] = {}
    for field in fields:
        value = _value(field, cells, languages, f"{prefix}{field.name}")
        if value != "" or not field.may_be_left_out:
            row[field.name] = value
    return row


def _value(field: Field, cells: Cells, languages: Sequence[str], name: str) -> Any:
    if field.shape == "rows":
        return []
    if field.shape == "group":
        dot = f"{name}."
        empty = all(cell == "" for heading, cell in cells.items() if heading.startswith(dot))
        if empty and field.may_be_nothing:
            return None
        return row_of(field.inner, cells, languages, dot)
    if field.shape == "by_language":
        return _texts(field, cells, languages, f"{name}." if field.name else name)
    return _plain(field, cells[name], name)


def _texts(field: Field, cells: Cells, languages: Sequence[str], dot: str) -> dict[str, Any] | None:
    found = {
        code: _plain(field, cells[f"{dot}{code}"], f"{dot}{code}")
        for code in languages
        if cells.get(f"{dot}{code}", "") != ""
    }
    if not found and field.may_be_nothing:
        return None
    if ENGLISH not in found:
        raise CellError(f"{dot}{ENGLISH}", "is empty: English must always be there.")
    return found


def _plain(field: Field, cell: Value, heading: str) -> Any:
    """The value of one cell as it stands in the file."""
    if cell == "":
        return _nothing(field, heading)
    if isinstance(cell, str) and _NO_LETTER.search(cell):
        raise CellError(heading, "holds a character that no file can hold: type the text anew.")
    if field.kind == "list":
        return [part.strip() for part in _text(cell).split(_BETWEEN) if part.strip()]
    if field.kind == "number":
        return _whole(cell, heading)
    if field.kind == "yes_no":
        return _yes_no(cell, heading)
    return _text(cell)


def _nothing(field: Field, heading: str) -> Any:
    if field.kind == "list":
        return []
    if field.may_be_nothing:
        return None
    if field.may_be_left_out or (
        field.kind == "text" and (not field.choices or "" in field.choices)
    ):
        return ""
    raise CellError(heading, f"is empty: expected {expected(field, heading)}.")


def _text(cell: Value) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else cell


def _whole(cell: Value, heading: str) -> int:
    text = _text(cell).strip()
    if not text.removeprefix("-").isdecimal():
        raise CellError(heading, f"holds “{text}”: expected a whole number such as 12.")
    return int(text)


def _yes_no(cell: Value, heading: str) -> bool:
    text = _text(cell).strip()
    if text.lower() not in _YES_NO:
        raise CellError(heading, f"holds “{text}”: expected TRUE or FALSE.")
    return _YES_NO[text.lower()]
