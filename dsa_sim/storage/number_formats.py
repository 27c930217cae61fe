"""The number formats of cells: that -0.05 is shown as "-5%", or a day as its year alone.

The reader of workbooks gives values; what a sheet knows beside them is read here, as format
codes in Excel's language ("0%", "mmm-yy", "[$£-809]#,##0"), for ODS files too.
"""

from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from dsa_sim.storage.table_errors import TableFileError

Formats = Mapping[tuple[int, int], str]
"""The format code of a cell by its row and column, counted from 0; cells without one lack."""

_BUILT_IN = {9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 17: "mmm-yy", 22: "d/m/yyyy"}
"""The formats that every workbook has by number (ECMA-376 Part 1, 18.8.30), where they matter."""

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"


def elements(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of an XML file in its order, with their attributes.

    Raises:
        TableFileError: `damaged`: it is no XML, or defines entities.
    """
    found: list[tuple[str, dict[str, str]]] = []
    read_through(content, start=lambda name, attributes: found.append((name, attributes)))
    return iter(found)


_CHUNK, _LONGEST_TAG = 2**19, 2**21
"""Bytes: a tag that does not end is looked at again from its beginning with each chunk."""


def read_through(
    content: bytes,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read through XML without keeping it; a name has its namespace and a space before it.

    Raises:
        TableFileError: `damaged`: it is no XML, or defines entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse
    try:
        for at in range(0, len(content), _CHUNK):
            parser.Parse(content[at : at + _CHUNK])
            if at - parser.CurrentByteIndex > _LONGEST_TAG:
                raise TableFileError("damaged")
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        # an encoding that there is not is a LookupError or a ValueError
        raise TableFileError("damaged") from error


def _refuse(*_: object) -> None:
    raise TableFileError("damaged")


def sheet_paths(files: Mapping[str, bytes]) -> dict[str, str]:
    """Where the sheets of an XLSX file lie inside it, by their names."""
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in elements(files.get("xl/_rels/workbook.xml.rels", b"<none/>"))
        if _local(name) == "Relationship"
    }
    paths = {}
    for name, attributes in elements(files.get("xl/workbook.xml", b"<none/>")):
        if _local(name) == "sheet":
            relation = attributes.get(f"{_RELATION} id") or attributes.get(
                f"{_RELATION_STRICT} id", ""
            )
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            paths[attributes.get("name", "")] = path
    return paths


def cell_styles(files: Mapping[str, bytes]) -> list[str]:
    """The format code of each style of an XLSX file, by its number; "" where it has none."""
    own: dict[int, str] = {}
    codes: list[str] = []
    within = ""
    for name, attributes in elements(files.get("xl/styles.xml", b"<none/>")):
        kind = _local(name)
        if kind == "numFmt":
            own[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif kind in ("cellStyleXfs", "cellXfs", "cellStyles"):
            within = kind
        elif kind == "xf" and within == "cellXfs":
            number = _whole(attributes.get("numFmtId", ""))
            codes.append(own.get(number, _BUILT_IN.get(number, "")))
    return codes


class OpenDocumentFormats:
    """Collects what the styles of an ODS file say, while its content is read through."""

    def __init__(self) -> None:
        self._data: dict[str, str] = {}
        self._cells: dict[str, str] = {}
        self._open = ""

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        space, _, kind = name.rpartition(" ")
        if space == _STYLE and kind == "style":
            data = attributes.get(f"{_STYLE} data-style-name", "")
            self._cells[attributes.get(f"{_STYLE} name", "")] = data
        elif space == _NUMBER and kind == "date-style":
            self._open = attributes.get(f"{_STYLE} name", "")
            self._data[self._open] = ""
        elif space == _NUMBER and kind in ("day", "month", "year") and self._open:
            self._data[self._open] += f"-{kind[0] * 2}"

    def of(self, style: str) -> str:
        """The format code of a style of cells; "" where it says nothing of days."""
        return self._data.get(self._cells.get(style, ""), "").lstrip("-")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
