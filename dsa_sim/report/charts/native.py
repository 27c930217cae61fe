"""Charts as office programs draw them: a type, categories, the plotted values and their marks.

Amounts are in the unit that the chart's axis names, so that the values read as on the page. What
a picture says with marks, a native chart says with series: a range is an error bar, a percentile
or a maximum a series of marks with labels. A chart that no office program knows (decision tree,
heat map) has no native form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from dsa_sim.language.amounts import AmountUnit

Kind = Literal["bar", "column", "stacked_column", "line", "scatter", "dots"]
Meaning = Literal["accent", "soft", "mark", "quiet", "procedural", "periodic", "up", "down"]
"""What a colour stands for, as in `style.Look`."""
Marker = Literal["circle", "diamond", "triangle", "square", "dash", "none"]
Side = Literal["above", "below", "left", "right"]


@dataclass(frozen=True, kw_only=True)
class Series:
    """A named row of values, one for each category; None where there is none.

    `x` are the places of a scatter chart; `is_hidden` marks a row that only lifts the next one.
    With a `marker` the values are marks without a line or bar, those of the numbers in `hollow`
    empty; the marker "none" leaves ranges and labels alone. Bars may differ in their `meanings`.
    `low` and `high` are the ends of a range around each value: along x in charts with `x`, else
    along the values. A series with `labels` is named by them and not by a legend; they stand on
    their `sides`, or all on the first of these.
    """

    name: str
    values: tuple[float | None, ...]
    x: tuple[float, ...] = ()
    is_hidden: bool = False
    meaning: Meaning = "accent"
    meanings: tuple[Meaning, ...] = ()
    marker: Marker | None = None
    hollow: frozenset[int] = frozenset()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ("right",)

    def side(self, number: int) -> Side:
        """Where the label of a value stands."""
        return self.sides[number] if len(self.sides) > 1 else self.sides[0]


@dataclass(frozen=True, kw_only=True)
class NativeChart:
    """A chart for an office program; `unit` says what the values are in ("€ m", "%").

    `dots` are marks in rows counted from 1, the first on top. Categories that are days stand on
    an axis of dates; so do the places of a chart that `is_dated` (see `serial`). `ends` and
    `step` are those of the axis of amounts or dates, where the program should not choose them.
    Bars that stand on a value reach from it to either side, those of a category on one line. The
    `note` stands below the categories.
    """

    kind: Kind
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    unit: str
    is_dated: bool = False
    is_of_shares: bool = False
    ends: tuple[float | None, float | None] = (None, None)
    step: float | None = None
    stands_on: float | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw; office programs take no such chart."""
        return not any(value is not None for row in self.series for value in row.values)


def dot(row: int, x: float, reach: float, label: str, *, name: str = "", **look: Any) -> Series:
    """A mark in a row of its own, its label on the side that has more room."""
    side: Side = "left" if x > 0.6 * reach else "right"
    return Series(
        name=name or label, x=(x,), values=(float(row),), labels=(label,), sides=(side,), **look
    )  # fmt: skip


def scaled(amounts: Iterable[Decimal | float | None], unit: AmountUnit) -> tuple[float | None, ...]:
    """Amounts in euro in the unit of the axis."""
    return tuple(None if a is None else float(a) / unit.divisor for a in amounts)


def serial(day: date) -> float:
    """A day as spreadsheets count it."""
    return float((day - date(1899, 12, 30)).days)
