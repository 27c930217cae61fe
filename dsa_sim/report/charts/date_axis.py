"""A scale of dates with ticks at years, quarters or months, drawn as plain lines and texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dsa_sim.language import Language
from dsa_sim.language.symbols import symbols
from dsa_sim.report.charts.lettering import LINE_HEIGHT, width
from dsa_sim.report.charts.scene import Item, Label, Rule
from dsa_sim.report.charts.style import Look

_STEPS = (1, 3, 12, 24, 60, 120)
_MOST_TICKS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class DateScale:
    """The days from `first` to `last` between two places in points."""

    left: float
    right: float
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day is; it may lie beyond either end."""
        days = max(1, (self.last - self.first).days)
        return self.left + (self.right - self.left) * (day - self.first).days / days

    def holds(self, day: date) -> bool:
        """True where the day is in view."""
        return self.first <= day <= self.last

    def clamped(self, day: date) -> float:
        """Where a day is, or the end of the scale nearest to it."""
        return min(self.right, max(self.left, self.at(day)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day with its name; `strong` where a year begins."""

    on: date
    text: str
    strong: bool


def date_ticks(scale: DateScale, lang: Language, size: float) -> tuple[Tick, ...]:
    """The finest ticks whose names fit beside each other."""
    for step in _STEPS:
        ticks = _ticks(scale, lang, step)
        if len(ticks) < 2 or (len(ticks) > _MOST_TICKS and step != _STEPS[-1]):
            continue
        apart = min(scale.at(b.on) - scale.at(a.on) for a, b in pairwise(ticks))
        if max(width(t.text, size, "semibold") for t in ticks) + 7 <= apart:
            return ticks
    return _ticks(scale, lang, _STEPS[-1])[:1]


def date_gridlines(
    scale: DateScale, *, lang: Language, look: Look, bottom: float, top: float, limit: float
) -> Iterator[Item]:
    """Lines where years, quarters or months begin, with their names to the right of their feet."""
    for tick in date_ticks(scale, lang, look.small_size):
        x = scale.at(tick.on)
        yield Rule(
            x1=x, x2=x, y1=bottom - 3, y2=top, width=0.9 if tick.strong else 0.6,
            color=look.axis if tick.strong else look.grid, role="grid",
        )  # fmt: skip
        if x + 3 + width(tick.text, look.small_size, "semibold") > limit:
            continue
        yield Label(
            x=x + 3, y=bottom - look.small_size * LINE_HEIGHT, text=tick.text,
            size=look.small_size, color=look.quiet, role="tick",
            weight="semibold" if tick.strong else "regular",
        )  # fmt: skip
    yield Rule(
        x1=scale.left, x2=scale.right, y1=bottom, y2=bottom, width=0.9, color=look.axis, role="axis"
    )


def _ticks(scale: DateScale, lang: Language, step: int) -> tuple[Tick, ...]:
    days = tuple(_days(scale, step))
    has_year = any(day.month == 1 for day in days)
    return tuple(
        _tick(day, lang, step, with_year=n == 0 and not has_year) for n, day in enumerate(days)
    )


def _tick(day: date, lang: Language, step: int, *, with_year: bool) -> Tick:
    if day.month == 1 or step >= 12:
        return Tick(on=day, text=str(day.year), strong=True)
    if step == 3:
        text = lang.ptr("quarter of a year", "Q{n}", n=day.month // 3 + 1)
    else:
        text = symbols(lang.code).short_months[day.month - 1]
    return Tick(on=day, text=f"{text} {day.year}" if with_year else text, strong=False)


def _days(scale: DateScale, step: int) -> Iterator[date]:
    """The first days of every so many months, years counted from 2000."""
    months = scale.first.year * 12 + scale.first.month - 1
    months = -(-months // step) * step
    while True:
        day = date(months // 12, months % 12 + 1, 1)
        if day > scale.last:
            return
        if day >= scale.first:
            yield day
        months += step
