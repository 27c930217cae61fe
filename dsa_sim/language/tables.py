"""Tables of text, numbers and days, and how they are written for other programs.

What is copied goes to a spreadsheet: numbers with the decimal sign of the person's language and
all their digits, days as 2026-03-31 (which every spreadsheet takes), and no text that a
spreadsheet would run as a formula.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dsa_sim.language.quantities import Real, decimals_of, rounded, scaled, trimmed
from dsa_sim.language.symbols import number_symbols
from dsa_sim.language.translation import Language

Value = str | Decimal | date
"""What stands in a cell; an empty cell is an empty text."""

_FORMULA_SIGNS = frozenset("=+-@\t\r＝＋－＠")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The cells of a sheet, every row as long as the longest; `cut` where there are more."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share to be written as a percentage: 0.06 is "6%"."""

    value: Decimal


Written = Value | Share
"""What a cell that is copied may be."""


def money(x: Real | None) -> Written | None:
    """An amount as a cell, exact to the cent; None where there is none."""
    return None if x is None else trimmed(rounded(x, 2))


def percentage(x: Real | None) -> Share | None:
    """A share as a cell, to eight decimals of a percent; None where there is none."""
    return None if x is None else Share(value=rounded(x, 10))


def plain_number(lang: Language, x: Decimal) -> str:
    """All digits with the decimal sign of the language and no groups: "1023,67".

    "1,234" could be read as a thousand elsewhere, so it is written "1,2340".
    """
    short = trimmed(x)
    digits = f"{short:f}"
    if decimals_of(short) == 3:
        digits += "0"
    return digits.replace(".", number_symbols(lang).decimal)


def written(lang: Language, value: Written) -> str:
    """A cell as it is copied."""
    if isinstance(value, Share):
        return f"{plain_number(lang, scaled(value.value, 2))}%"
    if isinstance(value, Decimal):
        return plain_number(lang, value)
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before its sign."""
    return f"'{text}" if _begins_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    if text.startswith("'") and _begins_formula(text.lstrip("'")):
        return text[1:]
    return text


def to_tsv(lang: Language, rows: Iterable[Sequence[Written]]) -> str:
    """Rows as spreadsheets exchange them: tabs between cells, a line for each row."""
    return "\n".join("\t".join(_quoted(written(lang, cell)) for cell in row) for row in rows)


def in_order(cells: Sequence[Written | None], *, descending: bool = False) -> list[int]:
    """The places of the cells sorted by what stands in them; empty ones come last either way.

    Numbers and days go by their size, texts as a person sorts them: "Art. 9" before "Art. 34".
    """
    filled = [n for n, cell in enumerate(cells) if cell not in (None, "", "–")]
    empty = [n for n in range(len(cells)) if n not in set(filled)]
    ranked = sorted(filled, key=lambda n: _rank(cells[n]), reverse=descending)
    return ranked + empty


def _rank(cell: Written | None) -> tuple[int, tuple[tuple[Decimal, str], ...]]:
    """Where a cell sorts: numbers first, then days, then texts, each compared with its like."""
    if isinstance(cell, Share):
        return 0, ((cell.value, ""),)
    if isinstance(cell, Decimal):
        return 0, ((cell, ""),)
    if isinstance(cell, date):
        return 1, ((Decimal(cell.toordinal()), ""),)
    pieces = re.findall(r"[0-9]+|[^0-9]+", str(cell).casefold())
    return 2, tuple((Decimal(p), "") if p.isdecimal() else (Decimal(-1), p) for p in pieces)


def _begins_formula(text: str) -> bool:
    return text[:1] in _FORMULA_SIGNS and bool(text)


def _quoted(text: str) -> str:
    if any(sign in text for sign in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
