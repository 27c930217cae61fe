"""The law data as a workbook that a person keeps in a spreadsheet, and back.

Each table is a sheet: the first line says what a column holds, the second has the headings, the
rows follow. A sheet of a list within rows begins with the row that each belongs to. What is wrong
on the way back is named by sheet, row and column.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dsa_sim.language.tables import Value
from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.checked import load_everything
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.schemas import SHAPES
from dsa_sim.storage.law_cells import Cell, CellError, cells_of, languages_of, row_of
from dsa_sim.storage.law_layout import law_file_text
from dsa_sim.storage.law_tables import Field, Table, expected, headings, law_tables
from dsa_sim.storage.spreadsheets import decode_cells

_EXPLAINED, _HEADINGS, _FIRST = 0, 1, 2
_CONTENTS = "contents"
_WIDTHS = {"text": 24, "number": 9, "amount": 18, "day": 12, "yes_no": 9, "list": 24}
_LONG_TEXT = 40
_SPARE_ROWS = 500
_LONGEST_LIST = 255
"""Characters that a spreadsheet takes as the choices of a cell."""

Key = tuple[object, ...]
Documents = dict[str, dict[str, Any]]


class LawWorkbookError(Exception):
    """A workbook is no law data: sheet, row and column of what is wrong, and what to do."""

    def __init__(self, sheet: str, reason: str, *, row: int = 0, column: str = "") -> None:
        place = [f"sheet {sheet}"] if sheet else []
        place += [f"row {row}"] if row else []
        place += [f"column {column}"] if column else []
        super().__init__(f"{', '.join(place)}: {reason}" if place else reason)


def write_workbook(documents: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The workbook of the data files, as plain values by their names."""
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        languages = languages_of(list(documents.values()))
        writer = _Writer(book, languages)
        writer.write_contents()
        for table in law_tables():
            writer.write(table, _rows_of(table, documents[table.file]))
    return made.getvalue()


def _rows_of(table: Table, document: Mapping[str, Any]) -> list[tuple[Key, Any]]:
    """The rows of a table, each with the key of the row that it belongs to."""
    if table.parent is None:
        return [((), document)]
    rows: list[tuple[Key, Any]] = []
    for around, row in _rows_of(table.parent, document):
        key = (*around, *(row[k.name] for k in table.parent.keys)) if table.ancestors else ()
        inner = row[table.list_of]
        if table.of == "names":
            inner = [{"key": name} | texts for name, texts in inner.items()]
        rows += [(key, item) for item in inner]
    return rows


class _Writer:
    """Puts tables into sheets of a workbook."""

    def __init__(self, book: Any, languages: tuple[str, ...]) -> None:
        self._book = book
        self._languages = languages
        wrapped = {"text_wrap": True, "valign": "top"}
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._explained = book.add_format({"italic": True, "font_color": "#555555", **wrapped})
        # As text, a spreadsheet leaves what is typed as it is: 03-31 is no date, 1.10 keeps its 0.
        self._text = book.add_format({"num_format": "@", **wrapped})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._whole = book.add_format({"num_format": "0", "valign": "top"})
        self._yes_no = book.add_format({"valign": "top"})

    def write_contents(self) -> None:
        """A first sheet that says what the others hold; nothing of it is read."""
        sheet = self._book.add_worksheet(_CONTENTS)
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, 1, 110, self._text)
        for n, heading in enumerate(("sheet", "what a row of it is")):
            sheet.write_string(0, n, heading, self._head)
        for n, table in enumerate(law_tables(), start=1):
            sheet.write_url(n, 0, f"internal:'{table.sheet}'!A1", string=table.sheet)
            sheet.write_string(n, 1, table.about, self._text)

    def write(self, table: Table, rows: list[tuple[Key, Any]]) -> None:
        """The sheet of a table."""
        sheet = self._book.add_worksheet(table.sheet)
        columns = _columns(table, self._languages)
        for n, (heading, of) in enumerate(columns):
            self._write_column(sheet, n, heading, of, last=_FIRST + len(rows) + _SPARE_ROWS)
        for n, (key, row) in enumerate(rows, start=_FIRST):
            around: dict[str, Any] = dict(
                zip((name for name, _ in table.references), key, strict=True)
            )
            cells = around | cells_of(table.own, row)
            for m, (heading, of) in enumerate(columns):
                self._write_cell(sheet, n, m, cells.get(heading), of)
        sheet.set_row(_EXPLAINED, 60)
        sheet.freeze_panes(_FIRST, max(1, len(table.references)))
        sheet.autofilter(_HEADINGS, 0, _FIRST + max(0, len(rows) - 1), len(columns) - 1)

    def _write_column(self, sheet: Any, n: int, heading: str, of: Field, *, last: int) -> None:
        sheet.write_string(_EXPLAINED, n, expected(of, heading), self._explained)
        sheet.write_string(_HEADINGS, n, heading, self._head)
        width = _LONG_TEXT if of.shape == "by_language" else _WIDTHS[of.kind]
        sheet.set_column(n, n, max(width, len(heading) + 3), self._format(of))
        choices = [choice for choice in of.choices if choice]
        if choices and len(",".join(choices)) <= _LONGEST_LIST:
            sheet.data_validation(_FIRST, n, last, n, {"validate": "list", "source": choices})

    def _format(self, of: Field) -> Any:
        formats = {"day": self._day, "number": self._whole, "yes_no": self._yes_no}
        return formats.get(of.kind, self._text)

    def _write_cell(self, sheet: Any, row: int, column: int, value: Cell, of: Field) -> None:
        match value:
            case bool():
                sheet.write_boolean(row, column, value, self._yes_no)
            case int():
                sheet.write_number(row, column, value, self._whole)
            case date():
                sheet.write_datetime(row, column, value, self._day)
            case str() if value:
                sheet.write_string(row, column, value, self._format(of))


def _columns(table: Table, languages: tuple[str, ...]) -> list[tuple[str, Field]]:
    return [*table.references, *headings(table.own, languages)]


def read_workbook(data: bytes) -> dict[str, str]:
    """The texts of the data files that a workbook makes, each read as strictly as by the program.

    Raises:
        TableFileError: the file is no workbook.
        LawWorkbookError: a sheet or a column is missing, or what is in a cell is refused.
    """
    sheets = decode_cells(data)
    reader = _Reader()
    for table in law_tables():
        if table.sheet not in sheets:
            raise LawWorkbookError(
                table.sheet, "is missing. Take it from a workbook that --to-xlsx has just written."
            )
        reader.read(table, sheets[table.sheet])
    texts = {name: law_file_text(name, reader.documents[name]) for name in sorted(SHAPES)}
    _check(texts, reader)
    return texts


def _check(texts: Mapping[str, str], reader: _Reader) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        try:
            load_everything(folder)
        except LawDataError as error:
            raise reader.placed(error) from error


@dataclass
class _Reader:
    """The documents so far, and where in the workbook each of their rows stands."""

    documents: Documents = field(default_factory=dict)
    _rows: dict[str, dict[Key, tuple[dict[str, Any], str]]] = field(default_factory=dict)
    """By sheet and key: the row that others belong to, and its path in the file."""
    _places: dict[tuple[str, str], tuple[Table, int]] = field(default_factory=dict)
    """By file and path: the table and the row of its sheet."""

    def read(self, table: Table, rows: list[list[Value]]) -> None:
        """Take the rows of a sheet into the documents."""
        if table.parent is not None:
            for parent, _ in self._around(table):
                parent[table.list_of] = {} if table.of == "names" else []
        languages, columns = _found_columns(table, rows)
        for number, cells in enumerate(rows[_FIRST:], start=_FIRST + 1):
            if any(cell != "" for cell in cells):
                filled = [*cells, *[""] * (len(columns) - len(cells))]
                row = {name: filled[n] for n, name in enumerate(columns) if name}
                try:
                    self._take(table, row, languages, number)
                except CellError as error:
                    raise LawWorkbookError(
                        table.sheet, str(error), row=number, column=error.heading
                    ) from error

    def _around(self, table: Table) -> list[tuple[dict[str, Any], str]]:
        assert table.parent is not None
        if not table.parent.list_of:
            return [(self.documents.setdefault(table.file, {}), "$")]
        return list(self._rows[table.parent.sheet].values())

    def _take(self, table: Table, cells: dict[str, Value], languages: Any, number: int) -> None:
        row = row_of(table.fields, cells, languages)
        if table.parent is None:
            self.documents[table.file] = row
            self._places[table.file, "$"] = (table, number)
            return
        around = row_of([_referring(name, of) for name, of in table.references], cells, languages)
        key: Key = tuple(around.values())
        parent, path = self._parent(table, key)
        listed = parent[table.list_of]
        if table.of == "names":
            name = row.pop("key")
            listed[name] = row[""]
            path = f"{path}.{table.list_of}.{name}"
        else:
            path = f"{path}.{table.list_of}[{len(listed)}]"
            listed.append(row[""] if table.of == "words" else row)
        self._places[table.file, path] = (table, number)
        self._remember(
            table, (*key, *(row[k.name] for k in table.keys if k.name in row)), row, path
        )

    def _parent(self, table: Table, key: Key) -> tuple[dict[str, Any], str]:
        if not table.ancestors:
            return self._around(table)[0]
        assert table.parent is not None
        found = self._rows[table.parent.sheet].get(key)
        if found is None:
            named = ", ".join(map(str, key))
            raise CellError(
                table.references[-1][0],
                f"no row of the sheet {table.parent.sheet} is “{named}”: correct the cell, or add "
                "the row there.",
            )
        return found

    def _remember(self, table: Table, key: Key, row: dict[str, Any], path: str) -> None:
        known = self._rows.setdefault(table.sheet, {})
        inner = any(of.shape == "rows" for of in table.fields)
        if inner and key in known:
            named = ", ".join(map(str, key))
            raise CellError(table.keys[0].name, f"“{named}” is already taken by an earlier row.")
        known[key] = (row, path)

    def placed(self, error: LawDataError) -> LawWorkbookError:
        """What a strict reader refuses, by its place in the workbook."""
        path = error.path
        while path and (error.file, path) not in self._places:
            path = re.sub(r"(\[[^\]]*\]|\.[^.\[]*|\$)$", "", path)
        if not path:
            return LawWorkbookError(_sheet_of(error), error.reason)
        table, number = self._places[error.file, path]
        column = re.sub(r"\[\d+\]", "", error.path[len(path) :]).removeprefix(".")
        reason = error.reason
        of = dict(headings(table.own, (ENGLISH,))).get(column)
        if of is not None and reason.startswith("invalid"):
            reason = f"{reason}: expected {expected(of, column)}"
        return LawWorkbookError(table.sheet, reason, row=number, column=column)


def _sheet_of(error: LawDataError) -> str:
    """The sheet of a whole list, or of the first table of the file."""
    tables = [table for table in law_tables() if table.file == error.file]
    named = (t.sheet for t in tables if t.list_of and error.path == f"$.{t.list_of}")
    return next(named, tables[0].sheet)


def _referring(name: str, of: Field) -> Field:
    return Field(name=name, shape="cell", kind=of.kind, choices=of.choices)


def _languages_in(head: list[str]) -> tuple[str, ...]:
    """The languages in which a sheet has columns beside those in English."""
    around = {name.removesuffix(ENGLISH) for name in head if name.split(".")[-1] == ENGLISH}
    found = (name[-2:] for name in head if name[:-2] in around and name[-2:] != ENGLISH)
    return (ENGLISH, *dict.fromkeys(found))


def _found_columns(table: Table, rows: list[list[Value]]) -> tuple[tuple[str, ...], list[str]]:
    """The languages of a sheet and its columns in their order; a column may stand anywhere."""
    head = [str(cell).strip() for cell in rows[_HEADINGS]] if len(rows) > _HEADINGS else []
    languages = _languages_in(head)
    known = [name for name, _ in _columns(table, languages)]
    for name, _ in _columns(table, (ENGLISH,)):
        if name not in head:
            raise LawWorkbookError(
                table.sheet, "the heading is missing in row 2. Put it back.", column=name
            )
    for n, name in enumerate(head):
        filled = any(len(row) > n and row[n] != "" for row in rows)
        if filled and (name not in known or head.index(name) != n):
            raise LawWorkbookError(
                table.sheet,
                "is no column of this sheet. Correct the heading in row 2, or move the column to "
                "a sheet of your own.",
                column=name or f"number {n + 1}",
            )
    return languages, head
