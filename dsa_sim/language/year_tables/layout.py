"""Where the years of a table are: down or across, under which headings, beside which notes.

Annual reports have a year a column; what reads years wants a year a row, so such a table is
turned. Lines that are no years (titles, units below the headings, notes at the foot) are kept
apart, with the columns they stand over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dsa_sim.language.tables import Sheet, Value
from dsa_sim.language.year_tables.cells import has_digits, is_nothing
from dsa_sim.language.year_tables.days import is_period
from dsa_sim.language.year_tables.headings import NO_HEADING, fields_of, heading_row
from dsa_sim.language.year_tables.money_words import said_in

Place = Literal["heading", "below", "corner", "title", "foot", "sheet"]
"""Where something is said of amounts."""

_EARLIEST_ROWS = 30
_LONGEST_NOTE = 300


@dataclass(frozen=True, kw_only=True)
class Note:
    """A text beside the years; `columns` are those it stands over, None: the whole table."""

    text: str
    place: Place
    columns: frozenset[int] | None = None

    def is_over(self, column: int) -> bool:
        """True where what the text says holds for a column."""
        return self.columns is None or column in self.columns


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A table with a row a year. `heading` is its row of headings (`NO_HEADING`: none).

    `across`: the file has a year a column and the table was turned; `names` are what the rows
    of the table are called in the file ("3" or "C"). `skipped` rows are no years.
    """

    sheet: Sheet
    heading: int
    across: bool
    notes: tuple[Note, ...]
    names: tuple[str, ...]
    skipped: frozenset[int] = frozenset()

    @cached_property
    def body(self) -> tuple[int, ...]:
        """The rows that may be years."""
        first = self.heading + 1 if self.heading != NO_HEADING else 0
        return tuple(
            n
            for n in range(first, len(self.sheet.rows))
            if n not in self.skipped and any(cell != "" for cell in self.sheet.rows[n])
        )

    def cells(self, column: int) -> list[Value]:
        """What stands in a column of the rows that may be years."""
        return [self.sheet.rows[n][column] for n in self.body]

    def codes(self, column: int) -> list[str]:
        """The number formats of those cells."""
        return [self.sheet.formats.get((n, column), "") for n in self.body]

    def heading_of(self, column: int) -> str:
        """The heading of a column; "" where there is none."""
        return "" if self.heading == NO_HEADING else str(self.sheet.rows[self.heading][column])


def is_across(sheet: Sheet) -> bool:
    """True where the years stand side by side and the items below each other."""
    return _years_row(sheet) is not None


def laid_out(sheet: Sheet, *, across: bool, heading: int | None = None) -> Layout:
    """The table with a row a year; `heading` is the row of headings where the person chose it."""
    if across:
        return _turned(sheet)
    row = heading_row(sheet) if heading is None else heading
    below, feet = _rows_below(sheet, row), _foot_rows(sheet, row)
    return Layout(
        sheet=sheet,
        heading=row,
        across=False,
        notes=(
            *_titles(sheet, row),
            *_units_below(sheet, below),
            *(_note(sheet.rows[n], "foot") for n in feet),
            *_named(sheet),
        ),
        names=tuple(str(n + 1) for n in range(len(sheet.rows))),
        skipped=frozenset({*below, *feet}),
    )


def _units_below(sheet: Sheet, below: Sequence[int]) -> list[Note]:
    """What the lines below the headings say, each cell of its own column."""
    return [
        Note(text=str(cell), place="below", columns=frozenset({column}))
        for n in below
        for column, cell in enumerate(sheet.rows[n])
        if cell != ""
    ]


def _named(sheet: Sheet) -> list[Note]:
    said = said_in(sheet.name)
    sure = said.powers and said.currencies and said.understood
    return [Note(text=sheet.name, place="sheet")] if sure else []


def _titles(sheet: Sheet, heading: int) -> list[Note]:
    """What the lines above the headings say, each over the columns it stands for.

    In a line of several units each holds until the next; a lone one at the left holds for the
    whole table, one further right for what stands under it and behind.
    """
    notes = []
    for row in sheet.rows[: max(heading, 0)]:
        texts = [(n, str(cell)) for n, cell in enumerate(row) if isinstance(cell, str) and cell]
        units = [n for n, text in texts if not said_in(text).is_nothing]
        for n, text in texts:
            later = [m for m in units if m > n]
            alone = units == [n] and (n == texts[0][0] or n == 0)
            columns = frozenset(range(n, min(later, default=len(row))))
            whole = alone or n not in units
            notes.append(Note(text=text, place="title", columns=None if whole else columns))
    return notes


def _rows_below(sheet: Sheet, heading: int) -> list[int]:
    """The rows under the headings that hold units alone."""
    if heading == NO_HEADING:
        return []
    rows = []
    for n in range(heading + 1, len(sheet.rows)):
        filled = [cell for cell in sheet.rows[n] if cell != ""]
        if not filled:
            continue
        if not all(isinstance(c, str) and _is_unit(c) for c in filled):
            break
        rows.append(n)
    return rows


def _is_unit(text: str) -> bool:
    said = said_in(text)
    # a code such as "EUR" alone may stand in a column of currencies, but no year is beside it
    return not said.is_nothing and not said.rest and not is_period(text)


def _foot_rows(sheet: Sheet, heading: int) -> list[int]:
    """The rows below that hold words alone: notes."""
    first = heading + 1 if heading != NO_HEADING else 0
    return [n for n in range(first, len(sheet.rows)) if _is_words(sheet.rows[n])]


def _is_words(row: Sequence[Value]) -> bool:
    filled = [cell for cell in row if not is_nothing(cell)]
    return (
        bool(filled)
        and all(
            isinstance(c, str) and not is_period(c) and (len(c) > 25 or not has_digits(c))
            for c in filled
        )
        and not any(_is_unit(str(c)) and len(filled) > 1 for c in filled)
    )


def _note(row: Sequence[Value], place: Place) -> Note:
    text = " ".join(str(cell) for cell in row if cell != "")
    return Note(text=text[:_LONGEST_NOTE], place=place)


def _years_row(sheet: Sheet) -> int | None:
    """The row of years of a table that has the years across."""
    for n, row in enumerate(sheet.rows[:_EARLIEST_ROWS]):
        first = _first_year(row, 0)
        if first == 0 or not all(is_period(cell) for cell in row[first:] if cell != ""):
            continue
        if _label_column(sheet, n, first) is not None:
            return n
    return None


def _first_year(row: Sequence[Value], otherwise: int) -> int:
    """The column of the first year in a row."""
    return next((c for c, cell in enumerate(row) if cell != "" and is_period(cell)), otherwise)


def _label_column(sheet: Sheet, years: int, first: int) -> int | None:
    """The column left of the years that names the turnover among the items below."""
    for column in range(first):
        labels = [str(row[column]) for row in sheet.rows[years + 1 :]]
        if any("revenue" in fields_of(label) for label in labels):
            return column
    return None


def _turned(sheet: Sheet) -> Layout:
    found = _years_row(sheet)
    top = 0 if found is None else found
    head = sheet.rows[top] if sheet.rows else ()
    first = _first_year(head, 1)
    label = _label_column(sheet, top, first) or 0
    items = [top]
    feet = []
    for n in range(top + 1, len(sheet.rows)):
        row = sheet.rows[n]
        if any(cell != "" for cell in row[first:]):
            items.append(n)
        elif any(cell != "" for cell in row):
            feet.append(n)
    order = [label, *(c for c in range(len(head)) if c != label)]
    rows = tuple(tuple(sheet.rows[n][c] for n in items) for c in order)
    formats = {
        (new, item): code
        for new, c in enumerate(order)
        for item, n in enumerate(items)
        if (code := sheet.formats.get((n, c)))
    }
    turned = replace(sheet, rows=rows, formats=formats)
    below = _rows_below(turned, 0)
    others = frozenset(n for n in range(1, first) if n not in below)
    return Layout(
        sheet=turned,
        heading=0,
        across=True,
        notes=(
            *(_note(row, "title") for row in sheet.rows[:top] if any(c != "" for c in row)),
            *_corner(rows[0][0] if rows else ""),
            *_units_below(turned, below),
            *(_note(sheet.rows[n], "foot") for n in feet),
            *_named(sheet),
        ),
        names=tuple(_letters(c) for c in order),
        skipped=frozenset(below) | others,
    )


def _corner(cell: Value) -> list[Note]:
    said = isinstance(cell, str) and not said_in(cell).is_nothing
    return [Note(text=str(cell), place="corner")] if said else []


def _letters(column: int) -> str:
    """The name of a column in a spreadsheet: 0 is "A", 26 is "AA"."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
