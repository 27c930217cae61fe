"""Workbooks (XLSX, ODS) as tables: first measured, then read.

A workbook is a ZIP file, and its reader lays every sheet out whole in memory. So what a file
unpacks to, and how far its cells lie apart, is measured before the reader sees it.
"""

import io
import re
import zipfile
import zlib
from datetime import date, datetime
from decimal import Decimal
from xml.parsers import expat

from dsa_sim.language.tables import Table, Value
from dsa_sim.storage.table_errors import TableFileError
from dsa_sim.storage.tables import MOST_ROWS, make_table

LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_CELLS = 2_000_000
"""A sheet spans no more than this, from its first cell to its last, empty ones included."""

_MOST_FILES = 2000
_DIGITS = 15
"""As many significant digits as a spreadsheet keeps and shows."""
_PLACE = re.compile(rb"""[\s]r\s*=\s*["']([A-Za-z]{0,7})([0-9]{1,12})["']""")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SHEET = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def decode_spreadsheet(data: bytes) -> tuple[Table, ...]:
    """The sheets of a workbook that can be seen, in its order.

    Raises:
        TableFileError: `not_a_table`, `password`, `damaged`, `too_large_inside`, `too_wide`.
    """
    _measure(_unpacked(data))
    return _read(data)


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


def _measure(files: dict[str, bytes]) -> None:
    if "content.xml" in files:
        if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
            raise TableFileError("password")
        _OpenDocument().measure(files["content.xml"])
        return
    for content in files.values():
        _require_near(content)


def _require_near(content: bytes) -> None:
    """Refuse a sheet of XLSX whose cells span more than any table does."""
    width = height = 1
    for letters, digits in _PLACE.findall(content):
        height = max(height, int(digits))
        width = max(width, _column(letters))
    if width * height > MOST_CELLS and (width > 1000 or height > MOST_CELLS // 10):
        raise TableFileError("too_wide")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


class _OpenDocument:
    """Counts what the cells of an ODS file span, repetitions included."""

    def __init__(self) -> None:
        self._rows = self._columns = self._width = 0
        self._row_times = self._times = 1
        self._last = 0

    def measure(self, content: bytes) -> None:
        """Read through the content; refuse what is no XML or spans too much."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes no keyword
        except expat.ExpatError as error:
            raise TableFileError("damaged") from error

    def _refuse(self, *_: object) -> None:
        raise TableFileError("damaged")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_SHEET} table":
            self._rows = self._width = 0
        elif name == f"{_SHEET} table-row":
            self._columns = self._last = 0
            self._row_times = _times(attributes, "rows")
        elif name in (f"{_SHEET} table-cell", f"{_SHEET} covered-table-cell"):
            self._columns += _times(attributes, "columns")
            if f"{_OFFICE} value-type" in attributes or f"{_SHEET} formula" in attributes:
                self._last = self._columns

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
    text = attributes.get(f"{_SHEET} number-{what}-repeated", "1")
    if not text.strip().isdecimal() or len(text) > 12:
        raise TableFileError("damaged")
    return int(text)


def _read(data: bytes) -> tuple[Table, ...]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
                and sheet.visible == calamine.SheetVisibleEnum.Visible
            ]
            return tuple(_table(book.get_sheet_by_name(name)) for name in names)
    except calamine.PasswordError as error:
        raise TableFileError("password") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise TableFileError("damaged") from error


def _table(sheet: object) -> Table:
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)  # type: ignore[attr-defined]
    name = str(sheet.name)  # type: ignore[attr-defined]
    return make_table(name, [[_value(cell) for cell in row] for row in rows])


def _value(cell: object) -> Value:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return Decimal(f"{cell:.{_DIGITS}g}")
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return str(cell)
