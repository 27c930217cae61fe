"""Layout of the exceedance curve: the chance that the total is higher than an amount."""

from collections.abc import Iterator

from dsa_sim.language import Language, formats
from dsa_sim.language.translation import mark
from dsa_sim.report.charts.axes import Scale, gridlines
from dsa_sim.report.charts.exposure_data import (
    LINE_NAMES,
    POINT_NAMES,
    ExceedanceCurve,
    ExceedanceData,
    ExceedanceLine,
    LineName,
    PlacedPoint,
    PointName,
)
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import drawable, elided, width, wrapped
from dsa_sim.report.charts.marks import arrow, drawn_mark
from dsa_sim.report.charts.native import Marker, Meaning, NativeChart, Series, Side
from dsa_sim.report.charts.placing import Board, Rect, Spot
from dsa_sim.report.charts.scene import Area, Curve, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height
from dsa_sim.report.charts.value_axis import Span, share_room, upright_shares

_RADIUS = 3.2
_WEIGHTIEST_FIRST = ("maximum", "P95", "mean", "reserve", "tolerance", "P50")
_NOMINAL: dict[PointName, float] = {"P50": 0.5, "P95": 0.05}
_TOPS = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8)
_STRIPS = 80
_NEAR = 60.0
"""Farther than that from the start of the curve its label would seem to mean something else."""
_LEAST_PLOT = 84.0
"""A plot is not made lower than this for the sake of what stands below it."""


def exceedance_title(lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("Chance of exceeding an amount")


class _Layout(Layout[ExceedanceData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        lang, look = self.lang, self.look
        self.top = self.height - PAD - title_height(self.titles, look) - 4
        reach = self.data.near_eur
        self.unit = formats.unit_for(lang, reach)
        self.captions = self._captions(self.room)
        self.bottom = PAD + self.line * (1.5 + len(self.captions))
        self.span = Span(start=self.bottom, end=self.top, low=0.0, high=self._highest())
        self.left = PAD + share_room(self.span.high, lang, look)
        self.right = self.width - PAD - 8
        self.scale = Scale(left=self.left, right=self.right, reach=reach)
        inside = Rect(self.left + 1, self.bottom + 1, self.width - 4, self.top + 4)
        self.board = Board(inside)

    # From the outside in.

    def _highest(self) -> float:
        starts = [c.chance_of_payment for c in self.data.curves]
        return next((top for top in _TOPS if top >= 1.2 * max(starts, default=1.0)), 1.0)

    def _captions(self, room: float) -> tuple[str, ...]:
        """What the axis and the figures mean; in a low chart no more than that."""
        size = self.look.small_size
        axis = self.lang.tr(
            "Total, {unit}; in brackets the chance that it is higher", unit=self.unit.label
        )
        made = wrapped(axis, size, room, lines=2 if self.height > 150 else 1)
        if any(line.name == "maximum" for line in self.data.lines):
            more = wrapped(self.data.beside_the_maximum(self.lang), size, room, lines=3)
            spare = self.top - PAD - self.line * (1.5 + len(made) + len(more))
            if spare >= _LEAST_PLOT:
                return (*made, *more)
        return made

    # Parts.

    def _items(self) -> Iterator[Item]:
        look = self.look
        yield from drawn_title(self.titles, look, x=PAD, top=self.height - PAD)
        yield from upright_shares(
            self.span, lang=self.lang, look=look, left=self.left, right=self.right
        )
        yield from gridlines(
            self.scale, lang=self.lang, look=look, bottom=self.bottom, top=self.top,
            limit=self.width - 2,
        )  # fmt: skip
        yield from self._foot()
        for n, curve in reversed(list(enumerate(self.data.curves))):
            yield from self._curve(curve, chosen=n == 0)
        yield from self._lines()
        yield from self._points()
        yield from self._labels()
        yield from self._names()

    def _foot(self) -> Iterator[Item]:
        for n, text in enumerate(self.captions):
            yield Label(
                x=PAD, y=self.bottom - (2.3 + n) * self.line, text=text,
                size=self.look.small_size, color=self.look.quiet, role="caption",
            )  # fmt: skip

    def _path(self, curve: ExceedanceCurve) -> tuple[tuple[float, float], ...]:
        """The curve in points, cut where it leaves the plot on the right."""
        made = []
        for amount, chance in curve.steps:
            x = self.scale.at(amount)
            if x > self.right:
                break
            made.append((x, self.span.at(chance)))
        return tuple(made)

    def _curve(self, curve: ExceedanceCurve, *, chosen: bool) -> Iterator[Item]:
        path = self._path(curve)
        self.board.avoid(path)
        if len(path) > 1:
            yield Curve(
                points=path, color=self.look.accent if chosen else self.look.quiet,
                width=2.0 if chosen else 1.0, role=f"curve {curve.scenario}",
            )  # fmt: skip

    def _lines(self) -> Iterator[Item]:
        for line in self.data.lines:
            if line.amount_eur > self.scale.reach:
                continue
            x = self.scale.at(line.amount_eur)
            room = Rect(x - 2, self.bottom, x + 2, self.top)
            if line.name == "maximum":
                self.board.take(room)
            else:
                self.board.take_softly(room)
            yield Rule(
                x1=x, x2=x, y1=self.bottom, y2=self.top, color=self._line_color(line),
                width=1.4, role=f"{line.name} line",
            )  # fmt: skip

    def _line_color(self, line: ExceedanceLine) -> str:
        look = self.look
        return {"maximum": look.mark, "reserve": look.down, "tolerance": look.up}[line.name]

    def _line_texts(self, line: ExceedanceLine) -> tuple[str, str]:
        """The name of a line with its chance, then without it."""
        return f"{line.words} ({formats.share(self.lang, line.chance, 2)})", line.words

    def _line_spots(self, line: ExceedanceLine) -> Iterator[Spot]:
        x, size = self.scale.at(line.amount_eur), self.look.small_size
        for text in self._line_texts(line):
            wide = width(text, size)
            y = self.top - size + 3.5
            while y > self.bottom + 3:
                for at in (x + 5, x - 5 - wide):
                    yield Spot(at, y, text, size)
                y -= self.line + 1

    def _beyond(self, line: ExceedanceLine) -> Iterator[Item]:
        """An arrow for a line that is far beyond, after its label: at the right end if it can."""
        size = self.look.small_size
        rows = [self.top - size + 3.5 - k * (self.line + 1) for k in range(8)]
        spots = (
            Spot(edge - 4 - width(text, size), y, text, size)
            for text in self._line_texts(line)
            for edge in self._edges()
            for y in rows
        )
        spot = self.board.place(spots, crossing=False)
        if spot is not None:
            y, edge = spot.y + 0.36 * size, spot.x + width(spot.text, size) + 4
            self.board.take(Rect(edge, y - 5, edge + 8, y + 5))
            yield from self.board.backing(spot, self.look.surface)
            yield arrow(edge, y, fill=self._line_color(line))
            yield spot.label(self.look.text, f"{line.name} label")

    def _edges(self) -> Iterator[float]:
        """Where an arrow may stand: at the right end, or short of a maximum."""
        yield self.right - 2
        for line in self.data.lines:
            if line.name == "maximum" and line.amount_eur <= self.scale.reach:
                yield self.scale.at(line.amount_eur) - 12

    def _points(self) -> Iterator[Item]:
        if not self._is_paid():
            return
        look, curve = self.look, self.data.curves[0]
        for point in curve.points:
            x, y = self._place(point)
            self.board.take(Rect(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS))
            yield from drawn_mark(
                "diamond" if point.name == "mean" else "circle", x, y, radius=_RADIUS,
                fill=look.accent, hollow=look.surface, role=f"point {point.name}",
            )  # fmt: skip

    def _is_paid(self) -> bool:
        """False where nothing is ever paid, so that there is nothing to mark on the curve."""
        return any(curve.chance_of_payment > 0 for curve in self.data.curves[:1])

    def _place(self, point: PlacedPoint) -> tuple[float, float]:
        """Where a point is: a quantile at its own chance, which the curve passes or falls by."""
        start = self.data.curves[0].chance_of_payment
        chance = min(_NOMINAL.get(point.name, point.chance), start)
        return self.scale.at(point.amount_eur), self.span.at(chance)

    def _labels(self) -> Iterator[Item]:
        """The labels, the weightiest first: in a small chart the last ones find no room."""
        if not self.data.curves:
            return
        points = {p.name: p for p in self.data.curves[0].points if self._is_paid()}
        lines = {line.name: line for line in self.data.lines}
        for name in _WEIGHTIEST_FIRST:
            if name in points:
                yield from self._point_label(points[name])
            elif name in lines:
                yield from self._line_label(lines[name])
        yield from self._start_label(self.data.curves[0])

    def _point_label(self, point: PlacedPoint) -> Iterator[Item]:
        x, y = self._place(point)
        spots = (s for text in self._point_texts(point) for s in self._around(x, y, text))
        yield from self._said(spots, self.look.text, f"label {point.name}")

    def _line_label(self, line: ExceedanceLine) -> Iterator[Item]:
        if line.amount_eur > self.scale.reach:
            yield from self._beyond(line)
        else:
            yield from self._said(self._line_spots(line), self.look.text, f"{line.name} label")

    def _start_label(self, curve: ExceedanceCurve) -> Iterator[Item]:
        y = self.span.at(curve.chance_of_payment)
        chance = formats.share(self.lang, curve.chance_of_payment, 2)
        words = self.lang.tr("any payment {chance}", chance=chance)
        made = tuple(self._said(self._around(self.left, y, words), self.look.text, "label start"))
        if not made:
            spots = self._right_of(curve, y, words)
            made = tuple(self._said(spots, self.look.text, "label start"))
        yield from made

    def _right_of(self, curve: ExceedanceCurve, y: float, text: str) -> Iterator[Spot]:
        """Places right of a curve that falls from the start on, a little lower than that."""
        path = self._path(curve)
        for n in range(1, 4):
            level = y - n * self.line
            x = next((px for px, py in path if py <= level), None)
            if x is not None and x < self.left + _NEAR:
                yield Spot(x + 6, level, text, self.look.small_size)

    def _point_texts(self, point: PlacedPoint) -> tuple[str, ...]:
        """Its name and amount, with the chance first where the name does not say it."""
        words = self.lang.tr(POINT_NAMES[point.name])
        words = f"{words} {formats.amount(self.lang, point.amount_eur)}"
        if abs(point.chance - _NOMINAL.get(point.name, -1.0)) < 0.005:
            return (words,)
        return f"{words} ({formats.share(self.lang, point.chance, 2)})", words

    def _around(self, x: float, y: float, text: str) -> Iterator[Spot]:
        """Places beside a point, those above on the right first: a falling curve is not there."""
        size = self.look.small_size
        wide = width(text, size)
        away = _RADIUS + 3
        level = y - 0.36 * size
        for n in range(4):
            up = n * 0.6 * self.line
            yield Spot(x + away + n * 2, level + up + 2, text, size)
        yield Spot(x + away, level, text, size)
        for n in range(1, 8):
            yield Spot(x - away - wide - n, level - n * 0.5 * self.line, text, size)
            yield Spot(x - away - wide, level + n * 0.5 * self.line, text, size)
        for part in (0.2, 0.4, 0.6, 0.8, 1.0):
            yield Spot(x - part * wide, y - away - size, text, size)
            yield Spot(x - part * wide, y + away, text, size)
            yield Spot(x - part * wide, y + away + self.line, text, size)
        for n in range(2, 5):
            yield Spot(x + away, level + n * self.line, text, size)
            yield Spot(x + away, level - n * self.line, text, size)

    def _names(self) -> Iterator[Item]:
        """The scenarios at their curves, where two are drawn."""
        if len(self.data.curves) < 2:
            return
        size = self.look.small_size
        for n, curve in enumerate(self.data.curves):
            text = elided(drawable(curve.title), size, (self.right - self.left) * 0.45)
            color = self.look.accent if n == 0 else self.look.quiet
            yield from self._said(self._along(curve, text), color, "curve name")

    def _along(self, curve: ExceedanceCurve, text: str) -> Iterator[Spot]:
        """Places along a curve, above it on the right, then below it on the left."""
        size = self.look.small_size
        path = self._path(curve)
        wide = width(text, size)
        for part in (0.35, 0.5, 0.2, 0.65, 0.8, 0.1, 0.9):
            x, y = path[int(part * (len(path) - 1))]
            yield Spot(x + 5, y + 3, text, size)
            yield Spot(x - 5 - wide, y - size - 3, text, size)

    def _said(self, spots: Iterator[Spot], color: str, role: str) -> Iterator[Item]:
        """A label that never hides a curve; what finds no room is told by the pointer."""
        spot = self.board.place(spots, crossing=False)
        if spot is not None:
            yield from self.board.backing(spot, self.look.surface)
            yield spot.label(color, role)

    # Under the pointer.

    def _areas(self) -> Iterator[Area]:
        if not self.data.curves:
            return
        curve = self.data.curves[0]
        wide = (self.right - self.left) / _STRIPS
        place = 0
        for n in range(_STRIPS):
            end = (n + 1) / _STRIPS * self.scale.reach
            while place + 1 < len(curve.steps) and curve.steps[place + 1][0] <= end:
                place += 1
            yield self._area(self.left + n * wide, wide, *curve.steps[place], curve.scenario)
        for line in self.data.lines:
            x = self.scale.at(line.amount_eur)
            if x <= self.right:
                text = self._told(line.amount_eur, line.chance)
                yield self._strip(x - 3, 6, f"{line.words}\n{text}", line.name)
        for point in curve.points:
            x, y = self._place(point)
            name = self.lang.tr(POINT_NAMES[point.name])
            yield area(
                (self.width, self.height), x=x - 5, y=y - 5, width=10, height=10,
                text=f"{name}\n{self._told(point.amount_eur, point.chance)}", key=point.name,
            )  # fmt: skip

    def _area(self, x: float, wide: float, amount: float, chance: float, key: str) -> Area:
        return self._strip(x, wide, self._told(amount, chance), key)

    def _strip(self, x: float, wide: float, text: str, key: str) -> Area:
        return area(
            (self.width, self.height), x=x, y=self.bottom, width=wide,
            height=self.top - self.bottom, text=text, key=key,
        )  # fmt: skip

    def _told(self, amount: float, chance: float) -> str:
        return self.lang.tr(
            "Higher than {amount}: {chance} of outcomes",
            amount=formats.exact_amount(self.lang, amount),
            chance=formats.share(self.lang, chance, 4),
        )


def _native(data: ExceedanceData, lang: Language) -> NativeChart:
    """The curves, the named amounts of the first of them, and the lines it is held against."""
    reach = data.near_eur
    unit = formats.unit_for(lang, reach)
    series = [
        Series(
            name=curve.title, meaning="quiet" if n else "accent",
            x=tuple(amount / unit.divisor for amount, _ in curve.steps),
            values=tuple(chance for _, chance in curve.steps),
        )
        for n, curve in enumerate(data.curves)
    ]  # fmt: skip
    for curve in data.curves[:1]:
        series += [_native_point(point, reach, unit.divisor, lang) for point in curve.points]
    for line in data.lines:
        x = line.amount_eur / unit.divisor
        side: Side = "left" if line.amount_eur > 0.6 * reach else "right"
        series.append(
            Series(
                name=lang.tr(LINE_NAMES[line.name]), meaning=_LINE_MEANINGS[line.name],
                x=(x, x), values=(0.0, 1.0), labels=("", line.words), sides=(side, side),
            )
        )  # fmt: skip
    far = [line.words for line in data.lines if line.amount_eur > reach]
    return NativeChart(
        kind="scatter", categories=(), series=tuple(series),
        unit="   →   ".join((unit.label, *far)), ends=(0.0, reach / unit.divisor),
    )  # fmt: skip


def _native_point(point: PlacedPoint, reach: float, divisor: float, lang: Language) -> Series:
    """A named amount on the curve: what is expected stands above it, where there is room."""
    side: Side = "above" if point.name == "mean" and point.amount_eur > 0.1 * reach else "right"
    name = lang.tr(POINT_NAMES[point.name])
    label = f"{name} {formats.amount(lang, point.amount_eur)}"
    return Series(
        name=name, x=(point.amount_eur / divisor,), values=(point.chance,), labels=(label,),
        sides=(side,), marker=_POINT_MARKERS[point.name],
        meaning="accent" if point.name == "mean" else "mark",
    )  # fmt: skip


_LINE_MEANINGS: dict[LineName, Meaning] = {
    "maximum": "mark", "reserve": "down", "tolerance": "up",
}  # fmt: skip
_POINT_MARKERS: dict[PointName, Marker] = {
    "mean": "circle", "P50": "square", "P95": "diamond",
}  # fmt: skip


CHART = ChartKind(
    code="exceedance",
    section="exposure",
    name=mark("Chance of exceeding an amount"),
    data=ExceedanceData,
    scene=_Layout.laid_out,
    title=lambda _, lang: exceedance_title(lang),
    height=lambda _: 2.9,
    native=_native,
)
