"""Tables of typed cells, and how they are written for other programs.

A table is one value: the window shows it, and every writer writes it. A cell has the text that is
read, in the language of the table, and the exact value that it stands for, by which it is sorted,
copied and computed with.

What is copied goes to a spreadsheet: numbers with the decimal sign of the person's language and
all their digits, days as 2026-03-31 (which every spreadsheet takes), and no text that a
spreadsheet would run as a formula.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from dsa_sim.language import formats
from dsa_sim.language.quantities import Real, decimals_of, rounded, scaled, trimmed
from dsa_sim.language.symbols import number_symbols
from dsa_sim.language.translation import Language

Value = str | Decimal | date
"""What stands in a cell; an empty cell is an empty text."""

_FORMULA_SIGNS = frozenset("=+-@\t\r＝＋－＠")


Tone = Literal["", "muted", "warning"]
TableFormat = Literal["csv", "xlsx", "parquet", "json"]
TABLE_FORMATS: tuple[TableFormat, ...] = ("csv", "xlsx", "parquet", "json")
"""In which a table is written to a file of its own (see `report.writers.table_file`)."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The cells of a sheet of a file, all rows of one length; `cut` where there are more.

    `formats` are the number formats of cells, as Excel writes them, by row and column.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    cut: bool = False
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share, read as a percentage: 0.06 is "6%"."""

    value: Real


@dataclass(frozen=True, kw_only=True)
class Amount:
    """An amount in euro."""

    value: Real


Written = Value | Share | Amount
"""What a cell may stand for."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: `right` ones hold figures.

    On paper `share` is its part of the width, relative to the others; in the window `wide` ones
    share the room that is left. `name` tells it from others, for those who show only some.
    """

    title: str
    name: str = ""
    share: float = 1.0
    right: bool = False
    wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in a cell; a tone never says what the text does not say too.

    `value` is what the text stands for: an exact amount, a share, a day; None where the text is
    all there is.
    """

    text: str = ""
    value: Written | None = None
    tone: Tone = ""
    bold: bool = False
    tooltip: str = ""

    @property
    def exact(self) -> Written:
        """What the cell is sorted by, and copied as."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: `key` names what it stands for.

    `quiet` rows are those that add nothing to the result; `strong` ones hold totals.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    tooltip: str = ""
    quiet: bool = False
    strong: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The row as it is read."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; `summary` says what it shows.

    Raises:
        ValueError: a row has another number of cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    summary: str

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row of “{self.summary}” has {len(self.columns)} cells")

    @property
    def heads(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return tuple(column.title for column in self.columns)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are read."""
        return tuple(row.texts for row in self.rows)

    @property
    def values(self) -> tuple[tuple[Written, ...], ...]:
        """The headings, and the rows by what their cells stand for."""
        return (self.heads, *(tuple(cell.exact for cell in row.cells) for row in self.rows))

    def only(self, *names: str) -> "Table":
        """The same table with the columns of those names alone, in that order."""
        known = [column.name for column in self.columns]
        places = [known.index(name) for name in names]
        return replace(
            self,
            columns=tuple(self.columns[n] for n in places),
            rows=tuple(replace(r, cells=tuple(r.cells[n] for n in places)) for r in self.rows),
        )

    def exactly(self, lang: Language) -> tuple[tuple[str, ...], ...]:
        """The headings and the rows with all the digits that matter."""
        return (
            self.heads,
            *(tuple(exact_text(lang, cell) for cell in row.cells) for row in self.rows),
        )


def exact_text(lang: Language, cell: Cell) -> str:
    """A cell with the cents of an amount, or six digits of a share."""
    match cell.value:
        case Amount(value=eur):
            return formats.exact_amount(lang, eur)
        case Share(value=share):
            return formats.share(lang, share, 6)
    return cell.text


def amount_cell(lang: Language, eur: Real | None) -> Cell:
    """An amount as it is read, with its exact value; a dash where there is none."""
    value = None if eur is None else Amount(value=eur)
    return Cell(text=formats.amount(lang, eur), value=value)


def share_cell(lang: Language, share: Real | None) -> Cell:
    """A share as it is read, with its exact value; a dash where there is none."""
    if share is None:
        return Cell(text="–")
    return Cell(text=formats.share(lang, share), value=Share(value=share))


def day_cell(lang: Language, day: date | None) -> Cell:
    """A day as it is read, with its exact value; a dash where there is none."""
    return Cell(text="–") if day is None else Cell(text=formats.day(lang, day), value=day)


def number_cell(lang: Language, number: Decimal | int | None) -> Cell:
    """A number as it is read, with its exact value; a dash where there is none."""
    if number is None:
        return Cell(text="–")
    return Cell(text=formats.number(lang, number), value=Decimal(number))


def rows_of(
    lines: Iterable[Sequence[str | Cell]], *, strong: Container[int] = ()
) -> tuple[Row, ...]:
    """Rows from lines of cells, or of texts where the text is all there is."""
    return tuple(row_of(*line, strong=n in strong) for n, line in enumerate(lines))


def row_of(
    *cells: str | Cell, key: str = "", tooltip: str = "", quiet: bool = False, strong: bool = False
) -> Row:
    """A row from cells, or from texts where the text is all there is."""
    typed = tuple(Cell(text=cell) if isinstance(cell, str) else cell for cell in cells)
    return Row(cells=typed, key=key, tooltip=tooltip, quiet=quiet, strong=strong)


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
    """A cell as it is copied: amounts to the cent, shares to eight decimals of a percent."""
    if isinstance(value, Share):
        return f"{plain_number(lang, scaled(rounded(value.value, 10), 2))}%"
    if isinstance(value, Amount):
        return plain_number(lang, rounded(value.value, 2))
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


def _rank(cell: Written | None) -> tuple[int, tuple[tuple[Fraction, str], ...]]:
    """Where a cell sorts: numbers first, then days, then texts, each compared with its like."""
    if isinstance(cell, Share | Amount):
        return 0, ((Fraction(cell.value), ""),)
    if isinstance(cell, Decimal):
        return 0, ((Fraction(cell), ""),)
    if isinstance(cell, date):
        return 1, ((Fraction(cell.toordinal()), ""),)
    pieces = re.findall(r"[0-9]+|[^0-9]+", str(cell).casefold())
    return 2, tuple((Fraction(p), "") if p.isdecimal() else (Fraction(-1), p) for p in pieces)


def _begins_formula(text: str) -> bool:
    return text[:1] in _FORMULA_SIGNS and bool(text)


def _quoted(text: str) -> str:
    if any(sign in text for sign in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
