"""Layout of the distribution: how the totals spread, with no payment as a bar of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import named
from dsa_sim.language.quantities import decimals_of, exactly_decimal, rounded
from dsa_sim.language.translation import mark
from dsa_sim.report.charts.axes import Scale, gridlines
from dsa_sim.report.charts.exposure_data import (
    POINT_NAMES,
    DistributionData,
    PlacedPoint,
    PointName,
)
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import width, wrapped
from dsa_sim.report.charts.native import Meaning, NativeChart, Series, Side
from dsa_sim.report.charts.placing import Board, Rect, Spot
from dsa_sim.report.charts.scene import Area, Box, Item, Label, Rule, Shape, area
from dsa_sim.report.charts.titles import drawn_title, title_height
from dsa_sim.report.charts.value_axis import Span, share_room, upright_shares

_ZERO_WIDTH = 12.0
_SLOT = _ZERO_WIDTH + 14.0
_SPIKE_WIDTH = 5.0
_TALL = 2.5
"""A single bar that many times as high as the rest is cut, so that the rest can be read."""


def distribution_title(lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("How the total is distributed")


@dataclass(frozen=True, slots=True)
class _Single:
    """A bar of one amount: where it stands, what it is in words and in fewer words."""

    x0: float
    x1: float
    share: float
    fill: str
    role: str
    texts: tuple[str, str]


class _Layout(Layout[DistributionData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        lang, look = self.lang, self.look
        self.top = self.height - PAD - title_height(self.titles, look) - 4
        reach = self._reach()
        self.unit = formats.unit_for(lang, reach)
        self.captions = self._captions(self.room)
        self.bottom = PAD + self.line * (1.5 + len(self.captions))
        self.span = Span(start=self.bottom, end=self.top, low=0.0, high=self._highest())
        self.left = PAD + share_room(self.span.high, lang, look)
        self.right = self.width - PAD - 8
        self.scale = Scale(left=self.left + _SLOT, right=self.right, reach=reach)
        self.board = Board(Rect(self.left + 1, self.bottom + 1, self.width - 4, self.top + 4))

    # From the outside in.

    def _reach(self) -> float:
        spike = self.data.spike.amount_eur if self.data.spike else 0.0
        return max(self.data.reach_eur, spike * 1.03, 1.02 * self._last_point()) or 1e6

    def _last_point(self) -> float:
        return max(p.amount_eur for p in self.data.points)

    def _highest(self) -> float:
        """The share at the top: above every bar, but for one that towers above the rest."""
        peak = max((b.share for b in self.data.bars), default=0.0)
        single = max(self.data.zero, self.data.spike.share if self.data.spike else 0.0)
        if not peak or single <= _TALL * peak:
            return max(peak, single) * 1.18
        return peak * 1.7

    def _captions(self, room: float) -> tuple[str, ...]:
        """What the axes mean, and what lies beyond, where there is room for that."""
        size, lines = self.look.small_size, 2 if self.height > 150 else 1
        axis = self.lang.tr("Total, {unit}; height: share of outcomes", unit=self.unit.label)
        beyond = self.lang.tr(
            "{share} of outcomes lie further right",
            share=formats.share(self.lang, self.data.beyond, 2),
        )
        whole = f"{axis}; {beyond}"
        fits = self.data.beyond > 0 and width(whole, size) <= 0.95 * lines * room
        return wrapped(whole if fits else axis, size, room, lines=lines)

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
        for n, text in enumerate(self.captions):
            yield Label(
                x=PAD, y=self.bottom - (2.3 + n) * self.line, text=text, size=look.small_size,
                color=look.quiet, role="caption",
            )  # fmt: skip
        yield from self._bars()
        singles = tuple(self._singles())
        for single in singles:
            yield from self._single_bar(single)
        yield from self._marks()
        for single in singles:
            yield from self._single_label(single)
        yield from self._mark_labels()

    def _bars(self) -> Iterator[Item]:
        gap = 0.7 if (self.right - self.scale.left) / max(1, len(self.data.bars)) > 5 else 0.0
        for bar in self.data.bars:
            x0, x1 = self.scale.at(bar.from_eur), self.scale.at(bar.to_eur)
            top = self.span.at(bar.share)
            if bar.share <= 0:
                continue
            self.board.take(Rect(x0, self.bottom, x1, top))
            yield Box(
                x=x0, y=self.bottom, width=x1 - x0 - gap, height=top - self.bottom,
                fill=self.look.soft, role="bar",
            )  # fmt: skip

    def _singles(self) -> Iterator[_Single]:
        """The bars of one amount each: no payment, and the maximum."""
        look, lang, spike = self.look, self.lang, self.data.spike
        if self.data.zero > 0:
            share = formats.share(lang, self.data.zero, 2)
            words = (lang.tr("no payment {share}", share=share), share)
            x0, x1 = self.left + 4, self.left + 4 + _ZERO_WIDTH
            yield _Single(x0, x1, self.data.zero, look.quiet, "zero", words)
        if spike is not None:
            share = formats.share(lang, spike.share, 2)
            words = (
                lang.tr("{maximum}: {share}", maximum=spike.words, share=share),
                lang.tr("at the maximum {share}", share=share),
            )
            x = self.scale.at(spike.amount_eur)
            x0, x1 = x - _SPIKE_WIDTH / 2, x + _SPIKE_WIDTH / 2
            yield _Single(x0, x1, spike.share, look.mark, "spike", words)

    def _single_bar(self, single: _Single) -> Iterator[Item]:
        """The bar, cut where it towers above the rest."""
        top = min(self.span.at(single.share), self.top)
        self.board.take(Rect(single.x0, self.bottom, single.x1, top))
        yield Box(
            x=single.x0, y=self.bottom, width=single.x1 - single.x0, height=top - self.bottom,
            fill=single.fill, role=single.role,
        )  # fmt: skip
        if self.span.at(single.share) > self.top:
            yield self._cut(single.x0, single.x1 - single.x0)

    def _single_label(self, single: _Single) -> Iterator[Item]:
        """What the bar is, with a thin line to it where it stands far above."""
        top = min(self.span.at(single.share), self.top)
        spots = self._beside(single.x0, single.x1, top, single.texts)
        spot = self.board.place(spots, crossing=True)
        if spot is None:
            return
        if spot.y > top + 1.5 * self.line:
            x = (single.x0 + single.x1) / 2
            yield Rule(
                x1=x, x2=x, y1=top + 2, y2=spot.y - 3, color=self.look.quiet, width=0.7,
                role="leader",
            )  # fmt: skip
        yield from self.board.backing(spot, self.look.surface)
        yield spot.label(self.look.text, f"{single.role} label")

    def _cut(self, x: float, wide: float) -> Item:
        """A slanted gap that says that the bar goes on."""
        y = self.top - 0.16 * (self.top - self.bottom)
        corners = (
            (x - 1, y), (x + wide + 1, y + 4), (x + wide + 1, y + 7), (x - 1, y + 3),
        )  # fmt: skip
        return Shape(corners=corners, fill=self.look.surface, role="cut")

    def _beside(
        self, left: float, right: float, top: float, texts: tuple[str, ...]
    ) -> Iterator[Spot]:
        """Above a bar, then beside its upper end from the top down, in fewer words at last."""
        size = self.look.small_size
        for text in texts:
            wide = width(text, size)
            for x in (left, right - wide):
                yield Spot(x, top + 3, text, size)
        for text in texts:
            wide = width(text, size)
            for n in range(8):
                y = min(top, self.top) - size - n * (self.line + 1)
                yield Spot(right + 4, y, text, size)
                yield Spot(left - 4 - wide, y, text, size)
            for n in range(1, int((self.top - top) / self.line) + 1):
                yield Spot(left, top + 3 + n * self.line, text, size)

    def _marks(self) -> Iterator[Item]:
        look = self.look
        for point in self.data.points:
            x = self._at(point)
            yield Rule(
                x1=x, x2=x, y1=self.bottom, y2=self.top, width=1.3 if point.name == "P95" else 1.0,
                color=look.accent if point.name == "mean" else look.text,
                role=f"point {point.name}",
            )  # fmt: skip
            self.board.take_softly(Rect(x - 1.5, self.bottom, x + 1.5, self.top))

    def _mark_labels(self) -> Iterator[Item]:
        for point in self.data.points:
            spot = self.board.place(self._mark_spots(point), crossing=True)
            if spot is not None:
                yield from self.board.backing(spot, self.look.surface)
                yield spot.label(self.look.text, f"label {point.name}")

    def _at(self, point: PlacedPoint) -> float:
        if point.amount_eur > 0:
            return self.scale.at(point.amount_eur)
        return self.left + 4 + _ZERO_WIDTH / 2

    def _mark_spots(self, point: PlacedPoint) -> Iterator[Spot]:
        size, x = self.look.small_size, self._at(point)
        name = self.lang.tr(POINT_NAMES[point.name])
        amount = formats.amount(self.lang, point.amount_eur)
        for text in (f"{name} {amount}", name):
            wide = width(text, size)
            y = self.top - size
            while y > self.bottom + 3:
                for at in (x + 4, x - 4 - wide):
                    yield Spot(at, y, text, size)
                y -= self.line + 1

    # Under the pointer.

    def _areas(self) -> Iterator[Area]:
        lang = self.lang
        for bar in self.data.bars:
            x0, x1 = self.scale.at(bar.from_eur), self.scale.at(bar.to_eur)
            told = lang.tr(
                "Above {low} and up to {high}: {share} of outcomes",
                low=formats.exact_amount(lang, bar.from_eur),
                high=formats.exact_amount(lang, bar.to_eur),
                share=formats.share(lang, bar.share, 4),
            )
            yield self._area(x0, x1 - x0, told, "bar")
        share = formats.share(lang, self.data.zero, 4)
        words = lang.tr("No payment: {share} of outcomes", share=share)
        yield self._area(self.left + 4, _ZERO_WIDTH, words, "zero")
        if self.data.spike is not None:
            spike = self.data.spike
            told = lang.tr(
                "Exactly at the maximum, {amount}: {share} of outcomes",
                amount=formats.exact_amount(lang, spike.amount_eur),
                share=formats.share(lang, spike.share, 4),
            )
            x = self.scale.at(spike.amount_eur)
            yield self._area(x - _SPIKE_WIDTH, 2 * _SPIKE_WIDTH, told, "spike")
        for point in self.data.points:
            name = lang.tr(POINT_NAMES[point.name])
            told = named(lang, name, formats.exact_amount(lang, point.amount_eur))
            yield self._area(self._at(point) - 2, 4, told, point.name)

    def _area(self, x: float, wide: float, text: str, key: str) -> Area:
        return area(
            (self.width, self.height), x=x, y=self.bottom, width=wide,
            height=self.top - self.bottom, text=text, key=key,
        )  # fmt: skip


def _native(data: DistributionData, lang: Language) -> NativeChart:
    """The bars, and over them what is expected and the quantiles as marks."""
    unit = formats.unit_for(lang, data.reach_eur)
    edges = [b.from_eur for b in data.bars] + [b.to_eur for b in data.bars[-1:]]
    said = _edges([edge / unit.divisor for edge in edges], lang)
    found: list[tuple[str, float, Meaning, float]] = [
        (f"{low} – {high}", bar.share, "soft", bar.to_eur)
        for (low, high), bar in zip(pairwise(said), data.bars, strict=True)
    ]
    if data.zero:
        found.insert(0, (formats.number(lang, 0), data.zero, "quiet", 0.0))
    if data.spike is not None:
        found.append((data.spike.words, data.spike.share, "mark", data.spike.amount_eur))
    names, shares, meanings, ends = zip(*found, strict=True) if found else ((), (), (), ())
    bars = Series(
        name=lang.tr("Share of outcomes"), values=tuple(shares), meanings=tuple(meanings)
    )  # fmt: skip
    marks = (_native_mark(point, shares, ends, lang) for point in data.points)
    return NativeChart(
        kind="column", categories=tuple(names), series=(bars, *marks) if found else (bars,),
        unit=unit.label, is_of_shares=True,
    )  # fmt: skip


_SIDES: dict[PointName, Side] = {"mean": "left", "P50": "above", "P95": "right"}


def _native_mark(
    point: PlacedPoint, shares: Sequence[float], ends: Sequence[float], lang: Language
) -> Series:
    """A named amount on the bar in which it lies."""
    at = next((n for n, end in enumerate(ends) if point.amount_eur <= end), len(ends) - 1)
    name = lang.tr(POINT_NAMES[point.name])
    label = f"{name} {formats.amount(lang, point.amount_eur)}"
    return Series(
        name=name, values=tuple(share if n == at else None for n, share in enumerate(shares)),
        labels=tuple(label if n == at else "" for n in range(len(shares))),
        sides=(_SIDES[point.name],), marker="diamond",
        meaning="accent" if point.name == "mean" else "mark",
    )  # fmt: skip


def _edges(edges: Sequence[float], lang: Language) -> list[str]:
    """Edges of bars with as many decimals as tell one from the next, and no more."""
    narrowest = min((high - low for low, high in pairwise(edges)), default=1.0)
    # Two significant digits of the width of a bar.
    decimals = max(0, 1 - floor(log10(narrowest))) if narrowest > 0 else 0
    near = [rounded(exactly_decimal(edge), decimals) for edge in edges]
    shown = max(map(decimals_of, near), default=0)
    return [formats.number(lang, edge, decimals=shown) for edge in near]


CHART = ChartKind(
    code="distribution",
    section="exposure",
    name=mark("How the total is distributed"),
    data=DistributionData,
    scene=_Layout.laid_out,
    title=lambda _, lang: distribution_title(lang),
    height=lambda _: 2.6,
    native=_native,
)
