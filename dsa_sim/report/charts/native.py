"""Charts as office programs draw them: a type, categories and the plotted values alone.

Amounts are in the unit that the chart's axis names, so that the values read as on the page. A chart
that no office program knows (timeline, decision tree, heat map) has no native form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dsa_sim.language.amounts import AmountUnit

Kind = Literal["bar", "stacked_bar", "column", "stacked_column", "line", "scatter"]


@dataclass(frozen=True, kw_only=True)
class Series:
    """A named row of values, one for each category; None where there is none.

    `x` are the places of a scatter chart; `is_hidden` marks a row that only lifts the next one.
    """

    name: str
    values: tuple[float | None, ...]
    x: tuple[float, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class NativeChart:
    """A chart for an office program; `unit` says what the values are in ("€ m", "%")."""

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw; office programs take no such chart."""
        return not any(value is not None for row in self.series for value in row.values)


def scaled(amounts: Iterable[Decimal | float | None], unit: AmountUnit) -> tuple[float | None, ...]:
    """Amounts in euro in the unit of the axis."""
    return tuple(None if a is None else float(a) / unit.divisor for a in amounts)
