"""The law data as a workbook for tests: its cells, another program's file of them, and slips."""

import io
import json
from collections.abc import Callable
from typing import Any

import python_calamine
import xlsxwriter

from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.schemas import SHAPES

Sheets = dict[str, list[list[Any]]]


def shipped() -> dict[str, Any]:
    return {name: json.loads((DATA_FOLDER / name).read_text("utf-8")) for name in SHAPES}


def cells(data: bytes) -> Sheets:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def saved(sheets: Sheets) -> bytes:
    """As another program saves it: numbers as numbers, days as days, nothing formatted as text."""
    made = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(made, options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return made.getvalue()


def change(sheet: str, heading: str, value: object, row: int = 2) -> Callable[[Sheets], None]:
    def apply(sheets: Sheets) -> None:
        sheets[sheet][row][sheets[sheet][1].index(heading)] = value

    return apply


def heading(sheet: str, old: str, new: str) -> Callable[[Sheets], None]:
    def apply(sheets: Sheets) -> None:
        sheets[sheet][1][sheets[sheet][1].index(old)] = new

    return apply
