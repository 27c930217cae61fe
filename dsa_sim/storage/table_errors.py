"""What can be wrong with a file of a table: codes with parameters, and their sentences.

As in `errors`: the program works with codes, and `describe_table` words them.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dsa_sim.language import Language, mark
from dsa_sim.storage.errors import Parameter, one_line

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "not_found": mark("There is no such file."),
        "no_permission": mark("You are not allowed to use this file or its folder."),
        "not_a_file": mark("This is not a file but a folder or a device."),
        "cannot_read": mark("The file cannot be read: {reason}."),
        "empty": mark("The file is empty."),
        "too_large": mark(
            "The file is larger than {limit_mb} MB. Copy the table into a file of its own."
        ),
        "too_large_inside": mark(
            "Unpacked, the file is larger than {limit_mb} MB. Copy the table into a file of its "
            "own."
        ),
        "too_wide": mark(
            "The cells of a sheet lie too far apart. Copy the table into a file of its own."
        ),
        "password": mark(
            "The file is protected with a password. Open it in the spreadsheet program and save "
            "a copy without the password."
        ),
        "old_excel": mark(
            "This is a file of an old version of Excel. Open it in Excel and save it as XLSX."
        ),
        "damaged": mark(
            "The file is damaged or not a spreadsheet. Open it in the spreadsheet program and "
            "save it again."
        ),
        "not_a_table": mark("This is not a table: XLSX, ODS and CSV files can be read."),
        "no_sheet": mark("The file has no sheet with cells in it."),
    }
)
"""English sentences for the codes."""

EXAMPLES: Mapping[str, Mapping[str, Parameter]] = MappingProxyType(
    {code: {} for code in SENTENCES}
    | {
        "cannot_read": {"reason": "Input/output error"},
        "too_large": {"limit_mb": 16},
        "too_large_inside": {"limit_mb": 64},
    }
)
"""One set of parameters for every code."""


class TableFileError(Exception):
    """A file of which no table can be read; `code` is a key of `SENTENCES`.

    `params` fill the sentence; `path` is the file. `str()` is one English line.
    """

    def __init__(self, code: str, *, path: Path | None = None, **params: Parameter) -> None:
        super().__init__(code)
        self.code = code
        self.path = path
        self.params: dict[str, Parameter] = params

    def at(self, path: Path) -> "TableFileError":
        """The same error, naming the file."""
        return TableFileError(self.code, path=path, **self.params)

    def __str__(self) -> str:
        return describe_table(self)


def describe_table(error: TableFileError, lang: Language | None = None) -> str:
    """One line in the reader's language (English by default): file, what is wrong, what to do."""
    sentence = (lang or Language()).tr(SENTENCES[error.code], **error.params)
    name = error.path.name if error.path else ""
    return ": ".join(one_line(text) for text in (name, sentence) if text)
