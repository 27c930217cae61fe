"""A frame as a file of its own: CSV, XLSX, Parquet or JSON.

CSV is international (commas, decimal points) or in the form of a language, which its spreadsheets
open at once. No text becomes a formula: in CSV an apostrophe stands before its sign, in XLSX it is
written as text. The same frame gives the same bytes.
"""

import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dsa_sim.language.quantities import number
from dsa_sim.language.symbols import number_symbols
from dsa_sim.language.tables import (
    TABLE_FORMATS,
    Amount,
    Share,
    TableFormat,
    guarded,
    written,
)
from dsa_sim.language.translation import Language
from dsa_sim.report.writers.office import PROGRAM, clean_archive, readable, stamp

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 1_048_575
"""The rows that a sheet holds below its headings."""

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ENGLISH = Language("en")
_WIDEST, _LOOKED_AT = 60, 200
_NUMBERS = {"EUR": "#,##0.00", "0-1": "0.00##%", "day": "yyyy-mm-dd"}


class UnwritableTableError(ValueError):
    """The frame cannot be written in that format; the sentence says why."""


def can_write_parquet() -> bool:
    """Whether the package that writes Parquet is there: it is no requirement."""
    return find_spec("pyarrow") is not None


def format_of(path: Path) -> TableFormat | None:
    """The format that the ending of a name stands for; None for another ending."""
    return next((kind for kind in TABLE_FORMATS if path.suffix.lower() == f".{kind}"), None)


def table_bytes(frame: "pd.DataFrame", kind: TableFormat, lang: Language | None = None) -> bytes:
    """The frame as a file; `lang` is whose separators a CSV has (None: the international form).

    Raises:
        UnwritableTableError: Parquet without pyarrow, or more rows than a sheet holds.
    """
    return _WRITERS[kind](frame, lang)


def csv_text(frame: "pd.DataFrame", lang: Language | None = None) -> str:
    """The frame as CSV: with commas and decimal points, or as the language has them.

    A language with a decimal comma has semicolons between the cells.
    """
    decimal = number_symbols(lang).decimal if lang else "."
    plain = frame.copy(deep=False)
    for n, dtype in enumerate(frame.dtypes):
        if str(dtype) in ("object", "string"):
            cells = [_csv_cell(value, lang, decimal) for value in frame.iloc[:, n]]
            plain.isetitem(n, cells)
    return str(
        plain.to_csv(
            None, sep=";" if decimal == "," else ",", decimal=decimal, index=False,
            header=[guarded(str(name)) for name in frame.columns], lineterminator="\n",
            date_format="%Y-%m-%d",
        )
    )  # fmt: skip


def _csv_cell(value: Any, lang: Language | None, decimal: str) -> str | None:
    if isinstance(value, Amount | Share | date):
        return written(lang or _ENGLISH, value)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", decimal)
    return guarded(value) if isinstance(value, str) else None


def _csv(frame: "pd.DataFrame", lang: Language | None) -> bytes:
    # Spreadsheets know by this sign that the letters are in UTF-8; other programs stumble on it.
    return f"{_BOM if lang else ''}{csv_text(frame, lang)}".encode()


def plain_rows(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of the frame as `--json` and JSON files have them."""
    return [
        dict(zip(frame.columns, map(_json_cell, row), strict=True))
        for row in frame.itertuples(index=False, name=None)
    ]


def _json(frame: "pd.DataFrame", _lang: Language | None) -> bytes:
    record = {**frame.attrs, "rows": plain_rows(frame)}
    return f"{json.dumps(record, ensure_ascii=False, indent=2)}\n".encode()


def _json_cell(value: Any) -> Any:
    """A cell as `--json` has it: exact amounts as text, days as 2026-03-31, nothing as null."""
    import pandas as pd

    if isinstance(value, Amount | Share):
        return float(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if pd.isna(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value if isinstance(value, str | bool | int | float) else value.item()


def _parquet(frame: "pd.DataFrame", lang: Language | None) -> bytes:
    if not can_write_parquet():
        raise UnwritableTableError(
            (lang or _ENGLISH).tr("Parquet needs the package pyarrow, which is not installed.")
        )
    made = frame.copy(deep=False)
    for n, dtype in enumerate(frame.dtypes):
        values = frame.iloc[:, n]
        if str(dtype) == "object" and not all(v is None or isinstance(v, Decimal) for v in values):
            # A column of several kinds is text there.
            cells = [None if v is None else written(lang or _ENGLISH, v) for v in values]
            made.isetitem(n, cells)
    file = io.BytesIO()
    made.to_parquet(file, engine="pyarrow", index=False)
    return file.getvalue()


def _xlsx(frame: "pd.DataFrame", lang: Language | None) -> bytes:
    import xlsxwriter

    said = lang or _ENGLISH
    if len(frame) > MOST_ROWS:
        raise UnwritableTableError(
            said.tr("A sheet holds {most} rows, this table has {rows}: take CSV or Parquet.",
                    most=number(said, MOST_ROWS), rows=number(said, len(frame)))
        )  # fmt: skip
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    on = date.fromisoformat(frame.attrs.get("as_of") or frame.attrs["law_version"])
    book.set_properties({"author": PROGRAM, "created": stamp(on).replace(tzinfo=None)})
    _fill_sheet(book, book.add_worksheet(said.tr("Table")), frame)
    _fill_about(book, book.add_worksheet(said.tr("About")), frame)
    book.close()
    return clean_archive(made.getvalue())


def _fill_sheet(book: Any, sheet: Any, frame: "pd.DataFrame") -> None:
    formats = {unit: book.add_format({"num_format": text}) for unit, text in _NUMBERS.items()}
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    units = frame.attrs.get("units", {})
    sheet.freeze_panes(1, 0)
    for n, name in enumerate(frame.columns):
        sheet.write_string(0, n, readable(str(name)), head)
        values = frame.iloc[:, n].tolist()
        for row, value in enumerate(values, start=1):
            _write(sheet, row, n, value, formats, units.get(name, ""))
        sheet.set_column(n, n, _width(str(name), values))


def _write(
    sheet: Any, row: int, column: int, value: Any, formats: Mapping[str, Any], unit: str
) -> None:
    match value:
        case str():
            sheet.write_string(row, column, readable(value))
        case bool():
            sheet.write_boolean(row, column, value)
        case Amount(value=eur):
            sheet.write_number(row, column, float(eur), formats["EUR"])
        case Share(value=share):
            sheet.write_number(row, column, float(share), formats["0-1"])
        case date() if value == value:
            sheet.write_datetime(row, column, value, formats["day"])
        case int() | float() | Decimal() if value == value:
            sheet.write_number(row, column, float(value), formats.get(unit))


def _width(name: str, values: list[Any]) -> int:
    longest = max((len(str(value)) for value in values[:_LOOKED_AT]), default=0)
    return min(max(longest, len(name) // 2, 8), _WIDEST) + 2


def _fill_about(book: Any, sheet: Any, frame: "pd.DataFrame") -> None:
    """What the table is of: its `attrs`, a row each."""
    strong = book.add_format({"bold": True})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, _WIDEST)
    for row, (name, value) in enumerate(frame.attrs.items()):
        sheet.write_string(row, 0, name, strong)
        sheet.write_string(row, 1, readable(_said(value)))


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {unit}" for name, unit in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


_WRITERS: Mapping[TableFormat, Callable[["pd.DataFrame", Language | None], bytes]] = (
    MappingProxyType({"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json})
)
