"""Tables from files of other programs: CSV by the standard library, XLSX and ODS.

Reading changes nothing, runs no formula (a cell is the value last calculated) and is limited:
whatever a file claims, it takes little memory and time.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from dsa_sim.language.tables import Sheet, Value, unguarded
from dsa_sim.storage.errors import CaseFileError
from dsa_sim.storage.files import LARGEST_BYTES, read_bytes
from dsa_sim.storage.sheets import MOST_ROWS, make_table
from dsa_sim.storage.spreadsheets import decode_spreadsheet
from dsa_sim.storage.table_errors import TableFileError

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt")
"""The endings of files that may hold a table; what a file is, its content tells."""

_DELIMITERS = ";\t,|"
_LONGEST_CELL = 10_000
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_KNOWN = {"not_found", "no_permission", "not_a_file", "too_large", "cannot_read"}


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The sheets of a file, in its order; a text file has one, without a name."""

    sheets: tuple[Sheet, ...]


def read_tables(path: Path) -> Tables:
    """The tables of a file, whatever its ending says.

    Raises:
        TableFileError: the file cannot be read, is no table, protected, damaged or too large.
    """
    try:
        data, _ = read_bytes(path)
        return decode_tables(data)
    except CaseFileError as error:
        code = error.code if error.code in _KNOWN else "cannot_read"
        raise TableFileError(code, path=path, **error.params) from error
    except TableFileError as error:
        raise error.at(path) from error


def decode_tables(data: bytes) -> Tables:
    """The tables in the content of a file.

    Raises:
        TableFileError: as `read_tables`.
    """
    if len(data) > LARGEST_BYTES:
        raise TableFileError("too_large", limit_mb=LARGEST_BYTES // 1024**2)
    if not data.strip():
        raise TableFileError("empty")
    if data.startswith(_ZIP):
        return Tables(sheets=_filled(decode_spreadsheet(data)))
    if data.startswith(_COMPOUND):
        raise TableFileError("password" if _ENCRYPTED in data else "old_excel")
    return Tables(sheets=_filled((table_of_text(_decoded(data)),)))


def table_of_text(text: str) -> Sheet:
    """The table in a text, such as of a CSV file or as Excel puts it on the clipboard.

    What stands between cells is found by trying: a tab, a semicolon or a comma (Excel's first
    line "sep=;" decides). Every cell is text.
    """
    named = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(body)
    try:
        rows = _split(body, delimiter, MOST_ROWS + 1)
    except csv.Error as error:
        raise TableFileError("not_a_table") from error
    return make_table("", rows)


def _filled(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    filled = tuple(s for s in sheets if s.rows)
    if not filled:
        raise TableFileError("no_sheet")
    return filled


def _decoded(data: bytes) -> str:
    """The text of a file: Unicode where it says or proves so, else Western European."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "") or _guess(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableFileError("not_a_table") from error
    if _NO_TEXT.search(text):
        raise TableFileError("not_a_table")
    return text


def _guess(data: bytes) -> str:
    head = data[:2000]
    if b"\x00" in head:
        # half of the bytes of Western text in UTF-16 are zero: the first or the second of each
        return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of cells, more than one."""
    best, found = (0, 0), ","
    for sign in _DELIMITERS:
        try:
            widths = [len(row) for row in _split(text, sign, 40) if any(row)]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        score = (widths.count(usual), usual) if usual > 1 else (0, 0)
        if score > best:
            best, found = score, sign
    return found


def _split(text: str, delimiter: str, most: int) -> list[list[Value]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[Value]] = []
    for row in lines:
        rows.append([unguarded(cell[:_LONGEST_CELL]) for cell in row])
        if len(rows) >= most:
            break
    return rows
