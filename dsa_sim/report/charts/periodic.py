"""Layout of the running total of a periodic penalty by day."""

from collections.abc import Iterator
from dataclasses import dataclass

from dsa_sim.language import Language, formats, mark
from dsa_sim.model.running_total import LEVELS, Level, RunningTotal
from dsa_sim.report.charts.chart_data import Rows
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import width, wrapped
from dsa_sim.report.charts.native import NativeChart, Series
from dsa_sim.report.charts.placing import Board, Rect, Spot
from dsa_sim.report.charts.scene import Area, Box, Curve, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height
from dsa_sim.report.charts.value_axis import Span, level_values

DAY_NAMES: dict[Level, str] = {"low": mark("P10"), "likely": mark("Likely"), "high": mark("P90")}
LEVEL_NAMES: dict[Level, str] = {
    "low": mark("Low"), "likely": mark("Likely"), "high": mark("High"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PeriodicData:
    """The running total of one penalty."""

    total: RunningTotal

    def table(self, lang: Language) -> Rows:
        """The totals on the days of compliance, amounts to the cent."""
        tr, total = lang.tr, self.total
        head = (tr("Compliance"), tr("Days"), *(tr(LEVEL_NAMES[level]) for level in LEVELS))
        rows = [
            (
                tr(DAY_NAMES[name]),
                formats.number(lang, round(total.days[name])),
                *(
                    formats.exact_amount(lang, total.total_eur(total.days[name], level))
                    for level in LEVELS
                ),
            )
            for name in LEVELS
        ]
        return (head, *rows)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        total = self.total
        return lang.tr(
            "{title}: after {days} days (likely) {likely}, between {low} and {high}.",
            title=total.title,
            days=formats.number(lang, round(total.days["likely"])),
            **{
                level: formats.amount(lang, total.total_eur(total.days["likely"], level))
                for level in LEVELS
            },
        )


_STRIPS = 60


def periodic_title(data: PeriodicData, lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("Running total by day: {title}", title=data.total.title)


class _Layout(Layout[PeriodicData]):
    """One layout in the making: days go across, euro up."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        lang, look = self.lang, self.look
        self.total = self.data.total
        self.captions = wrapped(self._meaning(), look.small_size, self.room, lines=2)
        self.bottom = PAD + self.line * (len(self.captions) + 1.5)
        top = self.height - PAD - title_height(self.titles, look) - 2.2 * self.line
        self.reach = max(1.0, self.total.days["high"] * 1.15)
        highest = max(1.0, self.total.total_eur(self.reach, "high"))
        self.unit = formats.unit_for(lang, highest)
        self.up = Span(start=self.bottom, end=top, low=0.0, high=highest)
        most = max(1, min(5, int((top - self.bottom) / (2.2 * look.small_size))))
        self.ticks = [(t, formats.amount_in(lang, t, self.unit.code)) for t in self.up.ticks(most)]
        left = PAD + max(width(text, look.small_size) for _, text in self.ticks) + 5
        names = max(width(lang.tr(n), look.small_size) for n in LEVEL_NAMES.values())
        self.across = Span(start=left, end=self.width - PAD - names - 6, low=0, high=self.reach)

    def _meaning(self) -> str:
        lang, total = self.lang, self.total
        text = lang.tr("Days from the day appointed; shaded: compliance between P10 and P90.")
        if total.starts_on is None:
            return text
        day = formats.day(lang, total.starts_on)
        appointed = lang.tr("Day appointed: {day}.", day=day)
        return f"{text} {appointed}"

    def _items(self) -> Iterator[Item]:
        look, lang = self.look, self.lang
        yield from drawn_title(self.titles, look, x=PAD, top=self.height - PAD)
        low, high = (self.across.at(self.total.days[n]) for n in ("low", "high"))
        yield Box(
            x=low, y=self.bottom, width=max(1.0, high - low), height=self.up.end - self.bottom,
            fill=look.grid, role="window",
        )  # fmt: skip
        for tick, text in self.ticks:
            y = self.up.at(tick)
            yield Rule(
                x1=self.across.start, x2=self.across.end, y1=y, y2=y, width=0.7,
                color=look.axis, role="grid",
            )  # fmt: skip
            yield Label(
                x=self.across.start - 5, y=y - 0.36 * look.small_size, text=text,
                size=look.small_size, color=look.quiet, place="right", role="tick",
            )  # fmt: skip
        yield from level_values(
            self.across, lambda n: formats.number(lang, round(n)), look=look, bottom=self.bottom,
            top=self.up.end, limit=self.width - 2,
        )  # fmt: skip
        for n, text in enumerate(reversed(self.captions)):
            yield Label(
                x=PAD, y=PAD + n * self.line, text=text, size=look.small_size,
                color=look.quiet, role="caption",
            )  # fmt: skip
        yield Label(
            x=PAD, y=self.up.end + 1.4 * self.line, text=self.unit.label, size=look.small_size,
            color=look.quiet, role="unit",
        )  # fmt: skip
        yield from self._lines()
        yield from self._days()

    def _lines(self) -> Iterator[Item]:
        board = Board(Rect(0, self.bottom - 4, self.width, self.height))
        start = (self.across.start, self.bottom)
        shown = LEVELS if len(set(self.total.daily_eur.values())) > 1 else LEVELS[1:2]
        for level in ("likely", "high", "low"):
            if level not in shown:
                continue
            strong = level == "likely"
            end = (self.across.end, self.up.at(self.total.total_eur(self.reach, level)))
            yield Curve(
                points=(start, end), color=self.look.accent if strong else self.look.quiet,
                width=2.0 if strong else 1.0, role=f"total {level}",
            )  # fmt: skip
            text, size = self.lang.tr(LEVEL_NAMES[level]), self.look.small_size
            spot = board.place([Spot(end[0] + 5, end[1] - 0.36 * size, text, size)], crossing=True)
            if spot is not None:
                yield spot.label(self.look.text, f"name {level}")

    def _days(self) -> Iterator[Item]:
        """The days of compliance above the plot, each with its total at the likely daily amount."""
        size, top = self.look.small_size, self.up.end
        unit_end = PAD + width(self.unit.label, size) + 8
        board = Board(Rect(unit_end, top, self.width - 2, self.height))
        distinct = len({round(n) for n in self.total.days.values()}) > 1
        for name in ("likely", "high", "low"):
            if name != "likely" and not distinct:
                continue
            days = self.total.days[name]
            x = self.across.at(days)
            yield Rule(
                x1=x, x2=x, y1=self.bottom, y2=top + 2, width=1.3 if name == "likely" else 0.9,
                color=self.look.text, role=f"day {name}",
            )  # fmt: skip
            amount = formats.amount(self.lang, self.total.total_eur(days))
            day_name = self.lang.tr(DAY_NAMES[name])
            words = f"{day_name} {amount}"
            half = width(words, size) / 2
            rows = (top + 0.4 * self.line, top + 1.4 * self.line)
            beside = {"low": -2 * half - 2, "likely": -half, "high": 2.0}[name]
            starts = (x - half, x + beside)
            spots = (Spot(at, y, words, size) for y in rows for at in starts)
            spot = board.place(spots, crossing=True)
            if spot is not None:
                yield spot.label(self.look.text, f"label {name}")

    def _areas(self) -> Iterator[Area]:
        wide = (self.across.end - self.across.start) / _STRIPS
        for n in range(_STRIPS):
            days = round((n + 0.5) / _STRIPS * self.reach)
            low, likely, high = (
                formats.exact_amount(self.lang, self.total.total_eur(days, level))
                for level in LEVELS
            )
            text = self.lang.tr(
                "After {days} days: {likely} (low {low}, high {high})",
                days=formats.number(self.lang, days), likely=likely, low=low, high=high,
            )  # fmt: skip
            yield area(
                (self.width, self.height), x=self.across.start + n * wide, y=self.bottom,
                width=wide, height=self.up.end - self.bottom, text=text, key=str(days),
            )  # fmt: skip


def _native(data: PeriodicData, lang: Language) -> NativeChart:
    total = data.total
    days = sorted({0.0, *total.days.values()})
    largest = max(total.total_eur(day, level) for day in days for level in LEVELS)
    unit = formats.unit_for(lang, largest)
    return NativeChart(
        kind="line", categories=tuple(formats.number(lang, round(day)) for day in days),
        series=tuple(
            Series(
                name=lang.tr(LEVEL_NAMES[level]),
                meaning="accent" if level == "likely" else "quiet",
                values=tuple(total.total_eur(day, level) / unit.divisor for day in days),
            )
            for level in LEVELS
        ),
        unit=unit.label,
    )  # fmt: skip


CHART = ChartKind(
    code="periodic",
    section="periodic",
    name=mark("Running total by day"),
    data=PeriodicData,
    scene=_Layout.laid_out,
    title=periodic_title,
    height=lambda _: 2.8,
    native=_native,
)
