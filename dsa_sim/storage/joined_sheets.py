"""Several sheets of a file as one table: joined by their years, or one below the other.

Figures of a company often lie on a sheet a figure, or a sheet a period. Nothing is computed:
every cell keeps its number format, and what a title or a note says of a column's unit moves into
its heading, so that it still speaks for that column alone.
"""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from dsa_sim.language import Language
from dsa_sim.language.field_problems import FieldProblem
from dsa_sim.language.tables import Sheet, Value
from dsa_sim.language.year_tables.days import read_day
from dsa_sim.language.year_tables.headings import NO_HEADING, matched
from dsa_sim.language.year_tables.layout import Layout, is_across, laid_out
from dsa_sim.language.year_tables.money_words import said_in

if TYPE_CHECKING:
    import pandas as pd

_KEY = "\nyear"
_OTHER = "\nyear of the other"
"""Names that no heading has: a line break in front."""


def joinable(sheets: Sequence[Sheet]) -> bool:
    """True where at least two sheets have headings and a column of years."""
    return len([s for s in sheets if _years_column(_layout(s)) is not None]) > 1


def joined(sheets: Sequence[Sheet]) -> Sheet:
    """The sheets that have years as one: a row a year, the columns of all, units in headings.

    Sheets with the same headings are put below each other.

    Raises:
        ValueError: fewer than two sheets have years.
    """
    import pandas as pd

    frames = [f for sheet in sheets if (f := _frame(_layout(sheet))) is not None]
    if len(frames) < 2:
        raise ValueError("fewer than two sheets have years")
    if all(list(f.columns) == list(frames[0].columns) for f in frames):
        table = pd.concat(frames, ignore_index=True)
    else:
        table = reduce(_merged, frames)
    return _sheet(table.drop(columns=_KEY))


def _merged(left: "pd.DataFrame", right: "pd.DataFrame") -> "pd.DataFrame":
    """Both tables by year; a year's own cell is that of the first table that has it."""
    label = right.columns[1]
    both = left.merge(right.rename(columns={label: _OTHER}), on=_KEY, how="outer", sort=False)
    first = left.columns[1]
    both[first] = both[first].where(both[first].notna(), both[_OTHER])
    return both.drop(columns=_OTHER)


def _layout(sheet: Sheet) -> Layout:
    return laid_out(sheet, across=is_across(sheet))


def _years_column(layout: Layout) -> int | None:
    if layout.heading == NO_HEADING:
        return None
    columns = matched(layout.sheet, layout.heading, across=layout.across)
    return columns.index("ends_on") if "ends_on" in columns else None


def _frame(layout: Layout) -> "pd.DataFrame | None":
    """The rows of years with their key first, then the years' column, then the others.

    A cell is its value with its number format.
    """
    import pandas as pd

    years = _years_column(layout)
    if years is None:
        return None
    order = [years, *(n for n in range(len(layout.sheet.rows[0])) if n != years)]
    heads = [_heading(layout, n) for n in order]
    kept = [(n, head) for n, head in zip(order, heads, strict=True) if head or n == years]
    cells = [
        [_key(layout, row, years), *((layout.sheet.rows[row][n], _code(layout, row, n))
                                     for n, _ in kept)]
        for row in layout.body
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=[_KEY, *(head for _, head in kept)], dtype=object)


def _heading(layout: Layout, column: int) -> str:
    """The heading of a column with what notes beside the table say of its unit."""
    heading = layout.heading_of(column)
    if column == _years_column(layout) or not said_in(heading).is_nothing:
        return heading
    said = [n.text for n in layout.notes if n.is_over(column) and not said_in(n.text).is_nothing]
    return f"{heading} ({'; '.join(said)})" if heading and said else heading


def _key(layout: Layout, row: int, column: int) -> str:
    """What tells a year from others: its last day where it can be read, else as it is written."""
    cell, code = layout.sheet.rows[row][column], _code(layout, row, column)
    day = read_day(Language(), cell, code=code)
    return str(cell) if isinstance(day, FieldProblem) else day.isoformat()


def _code(layout: Layout, row: int, column: int) -> str:
    return layout.sheet.formats.get((row, column), "")


def _sheet(table: "pd.DataFrame") -> Sheet:
    rows: list[tuple[Value, ...]] = [tuple(str(name) for name in table.columns)]
    formats: dict[tuple[int, int], str] = {}
    for n, row in enumerate(table.itertuples(index=False), start=1):
        cells = [cell if isinstance(cell, tuple) else ("", "") for cell in row]
        rows.append(tuple(value for value, _ in cells))
        formats |= {(n, column): code for column, (_, code) in enumerate(cells) if code}
    return Sheet(name="", rows=tuple(rows), formats=formats)
