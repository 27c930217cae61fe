"""Workbooks (XLSX, ODS) as tables: first measured, then read.

A workbook is a ZIP file, and its reader lays every sheet out whole in memory. So what a file
unpacks to, and how far its cells lie apart, is measured before the reader sees it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from dsa_sim.language.tables import Sheet, Value
from dsa_sim.storage.number_formats import (
    Formats,
    OpenDocumentFormats,
    cell_styles,
    read_through,
    sheet_paths,
)
from dsa_sim.storage.sheets import MOST_COLUMNS, MOST_ROWS, make_table
from dsa_sim.storage.table_errors import TableFileError

LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_CELLS = 2_000_000
"""A sheet spans no more than this, from its first cell to its last, empty ones included."""

_MOST_FILES = 2000
_DIGITS = 15
"""As many significant digits as a spreadsheet keeps and shows."""
_LONGEST_NUMBER = 12
_PLACE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,12})", re.ASCII)
_COUNTS = re.compile(rb"""(?<![\w:-])(?:uniqueC|c)ount\s*=\s*["'][+ ]*([0-9]+)""")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SHEET = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def decode_spreadsheet(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook that can be seen, in its order.

    Raises:
        TableFileError: `not_a_table`, `password`, `damaged`, `too_large_inside`, `too_wide`.
    """
    return _read(data, _measure(_unpacked(data)))


def decode_cells(data: bytes) -> dict[str, list[list[Value]]]:
    """Every cell of every sheet that can be seen, by their names; nothing is cut.

    Raises:
        TableFileError: as `decode_spreadsheet`.
    """
    _measure(_unpacked(data))
    return {
        name: [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        for name, sheet in _worksheets(data)
    }


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Every file inside, its checksum proved; sizes are counted, not believed."""
    files: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_kind({e.filename for e in entries})
            for entry in entries:
                if entry.flag_bits & 1:
                    raise TableFileError("password")
                with archive.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0 or len(files) > _MOST_FILES:
                    raise TableFileError("too_large_inside", limit_mb=LARGEST_UNPACKED // 1024**2)
                files[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise TableFileError("damaged") from error
    except (ValueError, RuntimeError) as error:
        raise TableFileError("damaged") from error
    return files


def _require_kind(names: set[str]) -> None:
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise TableFileError("not_a_table")


def _measure(files: dict[str, bytes]) -> dict[str, Formats]:
    """The number formats by the names of the sheets, whose size was found bearable."""
    if any(b"\x00" in c[:200] for n, c in files.items() if n.endswith((".xml", ".rels"))):
        raise TableFileError("damaged")
    if any(_promises_too_much(content) for content in files.values()):
        raise TableFileError("damaged")
    if "content.xml" in files:
        if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
            raise TableFileError("password")
        document = _OpenDocument()
        document.measure(files["content.xml"])
        return dict(document.formats)
    styles: dict[str, dict[tuple[int, int], int]] = {}
    for path, content in files.items():
        if b"sheetData" in content:
            sheet = _Worksheet()
            sheet.measure(content)
            styles[path] = sheet.styles
    codes = dict(enumerate(cell_styles(files)))
    return {
        name: {place: code for place, n in styles.get(path, {}).items() if (code := codes.get(n))}
        for name, path in sheet_paths(files).items()
    }


def _promises_too_much(content: bytes) -> bool:
    """True where a file says that it holds more things than it has bytes: readers make room."""
    return any(
        len(digits) > _LONGEST_NUMBER or int(digits) > len(content)
        for digits in _COUNTS.findall(content)
    )


class _Span:
    """Reads through XML without keeping it, to learn how far its cells lie apart."""

    def measure(self, content: bytes) -> None:
        """Refuse what is no XML, defines entities, or spans too much."""
        read_through(content, start=self._start, end=self._end, text=self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _end(self, name: str) -> None:
        """Take the end of an element."""

    def _text(self, text: str) -> None:
        """Take text."""


class _Worksheet(_Span):
    """A sheet of XLSX: a cell stands where it says, or behind the one before it."""

    def __init__(self) -> None:
        self._row = self._column = self._height = self._width = 0
        self.styles: dict[tuple[int, int], int] = {}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "row":
            self._row = _number(attributes.get("r", str(self._row + 1)))
            self._column = 0
        elif kind == "c":
            self._place(attributes.get("r", ""))
            if "s" in attributes and _is_read(self._row - 1, self._column - 1):
                self.styles[self._row - 1, self._column - 1] = _number(attributes["s"])
        elif kind in ("v", "is", "f"):
            # what has only a format is no part of the table
            self._height = max(self._height, self._row)
            self._width = max(self._width, self._column)
            if self._height * self._width > MOST_CELLS:
                raise TableFileError("too_wide")

    def _place(self, place: str) -> None:
        found = _PLACE.fullmatch(place)
        if found is None:
            self._column += 1
            return
        self._column, self._row = _column(found[1]), int(found[2])


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(text: str) -> int:
    if not text.strip().isdecimal() or len(text) > _LONGEST_NUMBER:
        raise TableFileError("damaged")
    return int(text)


class _OpenDocument(_Span):
    """The content of an ODS file: rows and cells may be repeated."""

    def __init__(self) -> None:
        self._rows = self._columns = self._width = 0
        self._row_times = 1
        self._last = 0
        self._styles = OpenDocumentFormats()
        self._defaults: list[str] = []
        self.formats: dict[str, dict[tuple[int, int], str]] = {}
        self._name = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._styles.take(name, attributes)
        if name == f"{_SHEET} table":
            self._rows = self._width = 0
            self._name = attributes.get(f"{_SHEET} name", "")
            self._defaults = []
            self.formats[self._name] = {}
        elif name == f"{_SHEET} table-column":
            style = attributes.get(f"{_SHEET} default-cell-style-name", "")
            times = min(_times(attributes, "columns"), MOST_COLUMNS)
            self._defaults += [style] * times if len(self._defaults) < MOST_COLUMNS else []
        elif name == f"{_SHEET} table-row":
            self._columns = self._last = 0
            self._row_times = _times(attributes, "rows")
        elif name in (f"{_SHEET} table-cell", f"{_SHEET} covered-table-cell"):
            self._take_format(attributes)
            self._columns += _times(attributes, "columns")
            if f"{_OFFICE} value-type" in attributes or f"{_SHEET} formula" in attributes:
                self._last = self._columns

    def _take_format(self, attributes: dict[str, str]) -> None:
        code = self._format(attributes)
        if not code:
            return
        down = range(self._rows, min(self._rows + self._row_times, MOST_ROWS))
        times = _times(attributes, "columns")
        across = range(self._columns, min(self._columns + times, MOST_COLUMNS))
        for row in down:
            self.formats[self._name].update(dict.fromkeys(((row, n) for n in across), code))

    def _format(self, attributes: dict[str, str]) -> str:
        kind = attributes.get(f"{_OFFICE} value-type", "")
        if kind == "percentage":
            return "0%"
        if kind == "currency":
            return f"[${attributes.get(f'{_OFFICE} currency', '')}]0"
        default = self._defaults[self._columns] if self._columns < len(self._defaults) else ""
        return self._styles.of(attributes.get(f"{_SHEET} style-name", default))

    def _text(self, text: str) -> None:
        if text.strip():
            self._last = self._columns

    def _end(self, name: str) -> None:
        if name != f"{_SHEET} table-row":
            return
        self._rows += self._row_times
        if self._last:
            self._width = max(self._width, self._last)
            if self._rows * self._width > MOST_CELLS:
                raise TableFileError("too_wide")


def _times(attributes: dict[str, str], what: str) -> int:
    return _number(attributes.get(f"{_SHEET} number-{what}-repeated", "1"))


def _is_read(row: int, column: int) -> bool:
    return 0 <= row < MOST_ROWS and 0 <= column < MOST_COLUMNS


def _read(data: bytes, formats: dict[str, Formats]) -> tuple[Sheet, ...]:
    return tuple(_table(name, sheet, formats.get(name, {})) for name, sheet in _worksheets(data))


def _worksheets(data: bytes) -> Iterator[tuple[str, Any]]:
    """The sheets that can be seen, as the reader has them."""
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                if (
                    sheet.typ == calamine.SheetTypeEnum.WorkSheet
                    and sheet.visible == calamine.SheetVisibleEnum.Visible
                ):
                    yield sheet.name, book.get_sheet_by_name(sheet.name)
    except calamine.PasswordError as error:
        raise TableFileError("password") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise TableFileError("damaged") from error


def _table(name: str, sheet: Any, formats: Formats) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    return make_table(name, [[_value(cell) for cell in row] for row in rows], formats)


def _value(cell: object) -> Value:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        if not isfinite(cell):
            # an amount that no program could compute is a text that says so
            return str(cell)
        return Decimal(f"{cell:.{_DIGITS}g}")
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return str(cell)
