"""Layout of the tornado: how far each input moves the result, the widest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from dsa_sim.language import Language, formats
from dsa_sim.language.result_words import is_chance, result_name, result_value
from dsa_sim.language.translation import mark
from dsa_sim.report.charts.drivers_data import (
    TornadoData,
    TornadoRow,
    exact_result,
    rest_words,
    result_title,
)
from dsa_sim.report.charts.input_names import fitted_name
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.legend import Entry, drawn_legend, legend_lines
from dsa_sim.report.charts.lettering import drawable, elided, width, wrapped
from dsa_sim.report.charts.native import NativeChart, Series
from dsa_sim.report.charts.scene import Area, Box, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height
from dsa_sim.report.charts.value_axis import Span, level_values

_NAME_SHARE = 0.38
_LONG_NAME_SHARE = 0.47
_THICKEST = 15.0
_GAP = 3.5
_ROUNDS = 6
"""How often the room for the labels is worked out again for the bars it leaves."""
_LOWEST_FOR_ALL = 170.0
"""Below this height in points the foot is a legend and one line."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row of the chart on its place."""

    row: TornadoRow
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top - self.height / 2

    @property
    def bar(self) -> float:
        return min(_THICKEST, self.height * 0.62)


class _Layout(Layout[TornadoData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        data, lang, look = self.data, self.lang, self.look
        self.top = self.height - PAD - title_height(self.titles, look) - 2
        self.legend = legend_lines(self._entries(), look, self.room)
        self.ends = [end for row in data.rows for end in (row.low, row.high)] + [data.base]
        self.unit = formats.unit_for(lang, max(self.ends))
        self.caption_lines = 3 if self.height > _LOWEST_FOR_ALL else 1
        self.bottom = PAD + self.line * (1.5 + len(self.legend) + len(self._captions(0)))
        self.shown = self._fitting()
        self.captions = self._captions(len(data.rows) - len(self.shown))
        self.left = self._left_end()
        self.span = self._span() if self.shown else Span(start=0, end=1, low=0, high=1)

    def _items(self) -> Iterator[Item]:
        yield from drawn_title(self.titles, self.look, x=PAD, top=self.height - PAD)
        yield from self._axis()
        for strip in self._strips():
            yield from self._row(strip)
        yield from (*self._base(), *self._foot())

    def _areas(self) -> Iterator[Area]:
        return map(self._area, self._strips())

    # From the outside in.

    def _entries(self) -> Iterator[Entry]:
        lang, look = self.lang, self.look
        if not self.data.rows:
            return
        low, high = held_words(self.data, lang)
        yield Entry(form="square", words=low, fill=look.soft)
        yield Entry(form="square", words=high, fill=look.accent)

    def _captions(self, hidden: int) -> tuple[str, ...]:
        """What the axis and the line mean, and how many inputs are not shown."""
        lang, data, size = self.lang, self.data, self.look.small_size
        name = result_name(lang, data.result)
        base = result_value(lang, data.result, data.base)
        axis = (
            lang.tr("{result}; line: as assumed, {base}", result=name, base=base)
            if is_chance(data.result)
            else lang.tr(
                "{result}, {unit}; line: as assumed, {base}",
                result=name, unit=self.unit.label, base=base,
            )
        )  # fmt: skip
        rest = tuple(rest_words(lang, data.more + hidden, data.still))
        if self.caption_lines == 1:
            unit = "" if is_chance(data.result) else f"{self.unit.label}; "
            short = unit + lang.tr("line: as assumed, {base}", base=base)
            return wrapped(". ".join((short, *rest)), size, self.room, lines=1)
        made = wrapped(axis, size, self.room, lines=2)
        # The line of the rest is always kept free, so that rows never depend on it.
        return (*made, elided(" ".join(rest), size, self.room))

    def _fitting(self) -> tuple[TornadoRow, ...]:
        most = max(1, int((self.top - self.bottom) / (self.line + 1.5)))
        return self.data.rows[:most]

    def _left_end(self) -> float:
        size = self.look.small_size
        two = self._row_height() >= 2 * self.line + 2
        texts = [
            text
            for row in self.shown
            for text in ((row.owner, row.field) if two else (row.name,))
        ]  # fmt: skip
        widest = max((width(drawable(text), size) for text in texts), default=0.0)
        share = _NAME_SHARE if two else _LONG_NAME_SHARE
        return PAD + min(widest, share * self.width) + 8

    def _row_height(self) -> float:
        return (self.top - self.bottom) / max(1, len(self.shown))

    def _span(self) -> Span:
        """The values of the axis, with room at both ends for what is held."""
        low, high = min(self.ends), max(self.ends)
        if high <= low:
            low, high = (0.0, high) if high > 0 else (0.0, 1.0)
        start, end = self.left, self.width - PAD
        for _ in range(_ROUNDS):
            span = Span(start=start, end=end, low=low, high=high)
            lefts, rights = zip(*(self._needed(row, span) for row in self.shown), strict=True)
            start = min(start + max(0.0, self.left - min(lefts)), self.left + 0.3 * self.width)
            over = max(0.0, max(rights) - (self.width - PAD))
            end = max(end - over, start + 0.12 * self.width)
        return Span(start=start, end=end, low=low, high=high)

    def _needed(self, row: TornadoRow, span: Span) -> tuple[float, float]:
        """From where to where a row reaches with what it is held at."""
        (low, before), (high, after) = self._ends_of(row)
        size = self.look.small_size
        left = span.at(low) - _GAP - 1 - width(before, size)
        return left, span.at(high) + _GAP + 1 + width(after, size)

    def _ends_of(self, row: TornadoRow) -> tuple[tuple[float, str], tuple[float, str]]:
        """The left and the right end of a row with what the input is held at there.

        Where both lie on one side of the line the inner end is told on the other side of it.
        """
        low, high = (row.low, row.low_words), (row.high, row.high_words)
        left, right = (low, high) if row.low <= row.high else (high, low)
        base = self.data.base
        return (min(left[0], base), left[1]), (max(right[0], base), right[1])

    def _strips(self) -> list[_Strip]:
        height = self._row_height()
        return [_Strip(row, self.top - n * height, height) for n, row in enumerate(self.shown)]

    # Parts.

    def _axis(self) -> Iterator[Item]:
        if not self.shown:
            text = self.lang.tr("No uncertain input moves the result.")
            yield Label(
                x=PAD, y=(self.top + self.bottom) / 2, size=self.look.small_size,
                text=elided(text, self.look.small_size, self.room), color=self.look.quiet,
                role="empty",
            )  # fmt: skip
            return
        yield from level_values(
            self.span, self._tick, look=self.look, bottom=self.bottom, top=self.top,
            limit=self.width - 2,
        )  # fmt: skip

    def _tick(self, value: float) -> str:
        if is_chance(self.data.result):
            return formats.share(self.lang, value)
        return formats.amount_in(self.lang, value, self.unit.code)

    def _row(self, strip: _Strip) -> Iterator[Item]:
        yield from self._names(strip)
        row, look = strip.row, self.look
        ends = [(row.low, look.soft, "low"), (row.high, look.accent, "high")]
        # Where both ends lie on one side the shorter bar stays in sight.
        ends.sort(key=lambda end: -abs(end[0] - self.data.base))
        base = self.span.at(self.data.base)
        for value, fill, role in ends:
            x = self.span.at(value)
            yield Box(
                x=min(x, base), y=strip.middle - strip.bar / 2, width=abs(x - base),
                height=strip.bar, fill=fill, role=f"{role} {row.path}",
            )  # fmt: skip
        yield from self._end_labels(strip)

    def _names(self, strip: _Strip) -> Iterator[Item]:
        look, size = self.look, self.look.small_size
        room = self.left - PAD - 8
        owner, field = drawable(strip.row.owner), drawable(strip.row.field)
        y = strip.middle - 0.36 * size
        if strip.height < 2 * self.line + 2 or not owner:
            name = fitted_name(self.lang, owner, field, size=size, room=room)
            yield self._name(name, y, look.text)
            return
        most = min(3, int((strip.height - 2) / self.line) - 1)
        lines = wrapped(owner, size, room, lines=most)
        y += len(lines) * self.line / 2
        for n, text in enumerate(lines):
            yield self._name(text, y - n * self.line, look.text)
        yield self._name(elided(field, size, room), y - len(lines) * self.line, look.quiet)

    def _name(self, text: str, y: float, color: str) -> Label:
        return Label(
            x=self.left - 8, y=y, text=text, size=self.look.small_size, color=color,
            place="right", role="input",
        )  # fmt: skip

    def _end_labels(self, strip: _Strip) -> Iterator[Item]:
        """What the input is held at, beyond the end of each bar."""
        (at_left, before), (at_right, after) = self._ends_of(strip.row)
        size = self.look.small_size
        y = strip.middle - 0.36 * size
        x = self.span.at(at_left) - _GAP
        yield self._end(elided(before, size, x - self.left), x, y, right=True)
        x = self.span.at(at_right) + _GAP
        yield self._end(elided(after, size, self.width - PAD - x), x, y, right=False)

    def _end(self, text: str, x: float, y: float, *, right: bool) -> Label:
        return Label(
            x=x, y=y, text=text, size=self.look.small_size, color=self.look.text,
            place="right" if right else "left", role="held at",
        )  # fmt: skip

    def _base(self) -> Iterator[Item]:
        if self.shown:
            x = self.span.at(self.data.base)
            yield Rule(
                x1=x, x2=x, y1=self.bottom, y2=self.top, color=self.look.text, width=1.2,
                role="base",
            )  # fmt: skip

    def _foot(self) -> Iterator[Item]:
        look = self.look
        y = self.bottom - 2.4 * self.line
        yield from drawn_legend(self.legend, look, x=PAD, y=y, room=self.room)
        y -= len(self.legend) * self.line
        for n, text in enumerate(self.captions):
            yield Label(
                x=PAD, y=y - n * self.line, text=text, size=look.small_size, color=look.quiet,
                role="caption",
            )  # fmt: skip

    def _area(self, strip: _Strip) -> Area:
        row, lang, result = strip.row, self.lang, self.data.result
        lines = [row.name]
        for words, value in ((row.low_words, row.low), (row.high_words, row.high)):
            exact = exact_result(lang, result, value)
            lines.append(lang.tr("{held}: {result}", held=words, result=exact))
        return area(
            (self.width, self.height), x=0, y=strip.top - strip.height, width=self.width,
            height=strip.height, text="\n".join(lines), key=row.path,
        )  # fmt: skip


def _native(data: TornadoData, lang: Language) -> NativeChart:
    """Bars from the result as assumed to that of each input held low, and held high."""
    share = data.result.startswith("chance")
    largest = max((max(abs(r.low), abs(r.high)) for r in data.rows), default=0.0)
    unit = formats.unit_for(lang, largest)
    divisor = 0.01 if share else float(unit.divisor)
    low, high = held_words(data, lang)
    return NativeChart(
        kind="bar", categories=tuple(row.name for row in data.rows),
        series=(
            Series(name=low, meaning="soft", values=tuple(r.low / divisor for r in data.rows)),
            Series(name=high, values=tuple(r.high / divisor for r in data.rows)),
        ),
        unit="%" if share else unit.label, stands_on=data.base / divisor,
    )  # fmt: skip


def held_words(data: TornadoData, lang: Language) -> tuple[str, str]:
    """What it means that an input is held low, and high."""
    if any(row.is_point_chance for row in data.rows):
        return lang.tr("input low: P10, chances 0 %"), lang.tr("input high: P90, chances 100 %")
    return lang.tr("input low: P10"), lang.tr("input high: P90")


CHART = ChartKind(
    code="tornado",
    section="drivers",
    name=mark("What drives it"),
    data=TornadoData,
    scene=_Layout.laid_out,
    title=lambda data, lang: result_title(lang, data.result),
    height=lambda data: 1.3 + 0.31 * max(1, len(data.rows)),
    native=_native,
)
