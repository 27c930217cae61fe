"""How a law data file is laid out as text: as the file that came with the program is.

Rows of some files take a line each, those of others a line for each field. Who changes one row
then changes the lines of that row alone, whether with an editor or through a workbook.
"""

import json
from collections.abc import Iterable
from typing import Any

from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.reading import DATA_FOLDER

_DEEPEST = 5
_INDENT = "  "


def law_file_text(name: str, document: dict[str, Any]) -> str:
    """The text of a data file, laid out as the file of that name in the program."""
    shipped = (DATA_FOLDER / name).read_text(encoding="utf-8")
    return _laid_out(document, _depth(shipped))


def _depth(shipped: str) -> int:
    """Down to which depth objects have a line for each field, by most of the lines there are."""
    lines = set(shipped.splitlines())
    document = json.loads(shipped)
    return min(
        range(_DEEPEST), key=lambda depth: len(lines ^ set(_laid_out(document, depth).splitlines()))
    )


def _laid_out(document: dict[str, Any], depth: int) -> str:
    return _text(document, depth, 0) + "\n"


def _text(value: Any, depth: int, level: int) -> str:
    if isinstance(value, dict) and value and ENGLISH not in value and level <= depth:
        fields = (f"{_line(k)}: {_text(inner, depth, level + 1)}" for k, inner in value.items())
        return _block("{", fields, "}", level)
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return _block("[", (_text(item, depth, level + 1) for item in value), "]", level)
    return _line(value)


def _block(start: str, parts: Iterable[str], end: str, level: int) -> str:
    inner = _INDENT * (level + 1)
    return f"{start}\n" + ",\n".join(inner + part for part in parts) + f"\n{_INDENT * level}{end}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
