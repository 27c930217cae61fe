"""Plain text for a terminal: paragraphs and tables that keep to a width."""

import shutil
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsa_sim.language.register_words import Fact

NARROWEST, WIDEST = 60, 100
_GAP = 2


def width() -> int:
    """The columns to write in: those of the terminal, as far as lines read well."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def paragraph(text: str, *, indent: int = 0, hanging: int = 0) -> str:
    """A text wrapped to the width, later lines indented by `hanging` more."""
    return textwrap.fill(
        text,
        width(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, narrow: int) -> str:
    """Rows under their heads; the column `narrow` wraps where the whole would be too wide."""
    whole = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(row[column]) for row in whole) for column in range(len(heads))]
    room = width() - sum(widths) - _GAP * (len(widths) - 1) + widths[narrow]
    widths[narrow] = max(len(heads[narrow]), min(widths[narrow], room), 12)
    lines = [line for row in whole for line in _row(row, widths)]
    return "\n".join(lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    tallest = max(len(lines) for lines in wrapped)
    padded = [lines + [""] * (tallest - len(lines)) for lines in wrapped]
    joined = (
        (" " * _GAP).join(text.ljust(size) for text, size in zip(line, widths, strict=True))
        for line in zip(*padded, strict=True)
    )
    return [line.rstrip() for line in joined]


def print_fact(fact: "Fact") -> None:
    """Print a fact after an empty line: its name, its lines, and what stands behind it."""
    print()
    print(paragraph(fact.name))
    for line in fact.lines:
        print(paragraph(line, indent=2, hanging=2))
    if fact.behind:
        print(paragraph(f"[{fact.behind}]", indent=2, hanging=2))
