"""The range of outcomes against the maximum: the figures of a briefing's first sentence, drawn.

Where the maximum lies far beyond every likely amount, the range stands on a scale of its own, and
below it the whole way to the maximum, so that neither is a speck beside the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.exposure_words import if_paid_words, one_in_twenty
from dsa_sim.language.joining import named
from dsa_sim.language.maximum_words import maximum_label
from dsa_sim.marking import mark
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.charts.axes import Scale, gridlines
from dsa_sim.report.charts.chart_data import Rows
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import width
from dsa_sim.report.charts.marks import drawn_mark
from dsa_sim.report.charts.native import Marker, Meaning, NativeChart, Series, dot
from dsa_sim.report.charts.placing import Board, Rect, Spot
from dsa_sim.report.charts.scene import Area, Box, Curve, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height

_FAR = 2.5
"""A maximum so many times as high as the range gets a scale of its own."""

_BAR = 16.0
_LANE = 9.0
_ROWS_ABOVE, _ROWS_BELOW = 4, 2


@dataclass(frozen=True, kw_only=True)
class OutcomeRangeData:
    """What a scenario may cost, in euro: the points of its distribution that a board is told.

    `low`, `typical` and `high` are P10, P50 and P90 of what is paid if anything is; `severe` is
    P95 of all outcomes; `none` the share (0–1) in which nothing is paid.
    """

    title: str
    expected_eur: float
    low_eur: float
    typical_eur: float
    high_eur: float
    severe_eur: float
    none: float
    paid_words: str
    severe_words: str
    maximum_eur: float | None = None
    maximum_words: str = ""
    foot: str = ""

    @property
    def points(self) -> tuple[tuple[str, float], ...]:
        """The amounts by name, in the order in which they are told."""
        return (
            (mark("Expected"), self.expected_eur),
            (mark("If anything is paid: P10"), self.low_eur),
            (mark("If anything is paid: P50"), self.typical_eur),
            (mark("If anything is paid: P90"), self.high_eur),
            (mark("P95 of all outcomes"), self.severe_eur),
        )

    def expected_words(self, lang: Language) -> str:
        """What is expected, in words."""
        return lang.tr("expected {mean}", mean=formats.amount(lang, self.expected_eur))

    def range_words(self, lang: Language) -> tuple[str, ...]:
        """What is paid if anything is, in many words and in fewer."""
        low, high = (formats.amount(lang, eur) for eur in (self.low_eur, self.high_eur))
        typical = formats.amount(lang, self.typical_eur)
        if self.high_eur - self.low_eur < 0.01:
            return (lang.tr("if anything is paid: {amount}", amount=typical),)
        both = {"low": low, "high": high, "typical": typical}
        return (
            lang.tr("if paid, 8 in 10 from {low} to {high}, typically {typical}", **both),
            lang.tr("if paid: {low} to {high}, typically {typical}", **both),
            lang.tr("if paid: {low} to {high}", low=low, high=high),
        )

    def table(self, lang: Language) -> Rows:
        """The amounts to the cent with a heading row, for copying and CSV."""
        tr = lang.tr
        rows = [(tr(name), formats.exact_amount(lang, eur)) for name, eur in self.points]
        if self.maximum_eur is not None:
            rows.append((tr("Maximum"), formats.exact_amount(lang, self.maximum_eur)))
        rows.append((tr("Outcomes in which nothing is paid"), formats.share(lang, self.none)))
        return ((tr("Amount of"), self.title), *rows)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        expected = formats.amount(lang, self.expected_eur)
        parts = [
            lang.tr("Expected {mean}", mean=expected), self.paid_words, self.severe_words,
            self.maximum_words,
        ]  # fmt: skip
        return lang.info.semicolon.join(part for part in parts if part) + "."


def outcome_range_data(
    exposure: Exposure, view: Assessment, lang: Language, *, title: str
) -> OutcomeRangeData | None:
    """What the chart shows; None where no outcome brings a payment."""
    if not exposure.coverage.is_modelled or not exposure.chance_of_payment:
        return None
    found = view.maximum
    return OutcomeRangeData(
        title=title,
        expected_eur=exposure.mean_eur,
        low_eur=exposure.paid_quantile_eur(0.1),
        typical_eur=exposure.paid_quantile_eur(0.5),
        high_eur=exposure.paid_quantile_eur(0.9),
        severe_eur=exposure.quantile_eur(0.95),
        none=exposure.chance_of_none,
        paid_words=if_paid_words(exposure, lang),
        severe_words=one_in_twenty(exposure, lang),
        maximum_eur=None if found is None else float(found.amount),
        maximum_words="" if found is None else maximum_label(found, lang),
        foot=left_out_words(view, lang),
    )


def outcome_range_title(lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("Range of outcomes and the maximum")


class _Layout(Layout[OutcomeRangeData]):
    """One layout in the making: the range above, the way to the maximum below it."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        data, line = self.data, self.line
        self.left, self.right = PAD + 4, self.width - PAD - 8
        self.top = self.height - PAD - title_height(self.titles, self.look) - 2
        self.apart = data.maximum_eur is not None and data.maximum_eur > _FAR * self._reach()
        lane = (_LANE + 2.6 * line) if self.apart else 0.0
        self.bottom = PAD + 1.3 * line + lane
        reach = self._reach() * 1.12
        if data.maximum_eur is not None and not self.apart:
            reach = max(reach, data.maximum_eur * 1.06)
        self.scale = Scale(left=self.left, right=self.right, reach=reach)
        whole = (data.maximum_eur or 1.0) * 1.02
        self.whole = Scale(left=self.left, right=self.right, reach=whole)
        self.middle = self.bottom + _ROWS_BELOW * line + 6 + _BAR / 2
        self.board = Board(Rect(2, self.bottom + 2, self.width - 2, self.top + 2))

    def _reach(self) -> float:
        data = self.data
        return max(data.severe_eur, data.high_eur, data.expected_eur, 1.0)

    def _items(self) -> Iterator[Item]:
        look = self.look
        yield from drawn_title(self.titles, look, x=PAD, top=self.height - PAD)
        unit = formats.unit_for(self.lang, self.scale.reach).label
        yield from gridlines(
            self.scale, lang=self.lang, look=look, bottom=self.bottom, top=self.top,
            limit=self.right - width(unit, look.small_size) - 8,
        )  # fmt: skip
        yield Label(x=self.right, y=self.bottom - self.line, text=unit, size=look.small_size,
                    color=look.quiet, place="right", role="unit")  # fmt: skip
        yield from self._range()
        if self.data.maximum_eur is not None:
            yield from self._lane() if self.apart else self._maximum_line()
        yield from self._labels()

    def _range(self) -> Iterator[Item]:
        data, look, at = self.data, self.look, self.scale.at
        y, half = self.middle, _BAR / 2
        x0, x1 = at(data.low_eur), at(data.high_eur)
        wide = max(2.0, x1 - x0)
        yield Box(x=x0, y=y - half, width=wide, height=_BAR, fill=look.soft, role="range")
        x = at(data.typical_eur)
        yield Rule(x1=x, x2=x, y1=y - half - 2, y2=y + half + 2, color=look.accent, width=2.4,
                   role="typical")  # fmt: skip
        yield from drawn_mark(
            "diamond", at(data.severe_eur), y, radius=5.0, fill=look.mark, hollow="", role="severe"
        )
        yield from drawn_mark(
            "circle", at(data.expected_eur), y, radius=4.6, fill=look.accent, hollow=look.surface,
            role="expected",
        )  # fmt: skip
        first, last = min(x0, at(data.expected_eur)) - 6, max(x1, at(data.severe_eur)) + 6
        self.board.take(Rect(first, y - half - 3, last, y + half + 3))

    def _maximum_line(self) -> Iterator[Item]:
        x = self.scale.at(self.data.maximum_eur or 0.0)
        yield Rule(x1=x, x2=x, y1=self.bottom, y2=self.top, color=self.look.mark, width=1.8,
                   role="maximum")  # fmt: skip
        self.board.take(Rect(x - 2, self.bottom, x + 2, self.middle + _BAR))

    def _lane(self) -> Iterator[Item]:
        """The whole way to the maximum, and which part of it the range above takes."""
        look, data = self.look, self.data
        y = PAD + 1.35 * self.line
        end, reach = self.whole.at(data.maximum_eur or 0.0), self.whole.at(self.scale.reach)
        yield Box(x=self.left, y=y, width=end - self.left, height=_LANE, fill=look.grid,
                  role="to the maximum")  # fmt: skip
        yield Box(x=self.left, y=y, width=max(2.0, reach - self.left), height=_LANE,
                  fill=look.soft, role="range to the maximum")  # fmt: skip
        yield Rule(x1=end, x2=end, y1=y - 4, y2=y + _LANE + 4, color=look.mark, width=1.8,
                   role="maximum")  # fmt: skip
        foot = self.bottom - 1.45 * self.line
        for x0, x1 in ((self.left, self.left), (self.right, reach)):
            yield Curve(points=((x0, foot), (x1, y + _LANE + 1)), color=look.axis, width=0.7,
                        role="zoom")  # fmt: skip
        size = look.small_size
        yield Label(x=end, y=PAD, text=data.maximum_words, size=size, color=look.text,
                    place="right", role="maximum label")  # fmt: skip
        yield Label(x=self.left, y=PAD, text=formats.amount(self.lang, 0), size=size,
                    color=look.quiet, role="tick")  # fmt: skip

    def _labels(self) -> Iterator[Item]:
        """The words of each mark, above or below it, none across another."""
        for words, amount, role, color in self._told():
            x = self.scale.at(amount)
            spot = self.board.place(self._spots(words, x, role), crossing=True)
            if spot is None:
                continue
            yield from self._leader(spot, x)
            yield spot.label(color, f"label {role}")

    def _told(self) -> Iterator[tuple[tuple[str, ...], float, str, str]]:
        data, lang, look = self.data, self.lang, self.look
        yield (data.expected_words(lang),), data.expected_eur, "expected", look.accent
        yield data.range_words(lang), data.typical_eur, "range", look.text
        yield (data.severe_words,), data.severe_eur, "severe", look.text
        if not self.apart and data.maximum_eur is not None:
            yield (data.maximum_words,), data.maximum_eur, "maximum", look.text
        if data.none:
            share = formats.share(lang, data.none)
            yield (lang.tr("nothing is paid in {share}", share=share),), 0.0, "none", look.quiet

    def _spots(self, words: tuple[str, ...], x: float, role: str) -> Iterator[Spot]:
        size = self.look.label_size if role != "none" else self.look.small_size
        near = _BAR / 2 + 3
        above = [self.middle + near + 0.35 * size + n * self.line for n in range(_ROWS_ABOVE)]
        below = [self.middle - near - size - n * self.line for n in range(_ROWS_BELOW)]
        rows = [*below, *above] if role in ("severe", "none") else [*above, *below]
        for text in words:
            wide = width(text, size)
            for y in rows:
                for start in (x - wide / 2, x + 2, x - wide - 2):
                    place = min(max(start, self.left), self.right + 6 - wide)
                    yield Spot(place, y, text, size)

    def _leader(self, spot: Spot, x: float) -> Iterator[Item]:
        """A thin line from a label to its mark, where something lies between."""
        half = _BAR / 2 + 3.5
        if spot.y > self.middle + half + 0.8 * self.line:
            y1, y2 = self.middle + half, spot.rect.y0
        elif spot.y < self.middle - half - 1.2 * self.line:
            y1, y2 = self.middle - half, spot.rect.y1
        else:
            return
        line = Rect(x - 1, min(y1, y2), x + 1, max(y1, y2))
        if not spot.rect.x0 <= x <= spot.rect.x1 or not self.board.fits(line):
            return
        self.board.take(line)
        yield Rule(x1=x, x2=x, y1=y1, y2=y2, color=self.look.quiet, width=0.6, role="leader")

    def _areas(self) -> Iterator[Area]:
        lang = self.lang
        for name, eur in self.data.points:
            said = lang.tr(name)
            text = named(lang, said, formats.exact_amount(lang, eur))
            yield area(
                (self.width, self.height), x=self.scale.at(eur) - 4, y=self.middle - _BAR,
                width=8, height=2 * _BAR, text=text, key=name,
            )  # fmt: skip


def _native(data: OutcomeRangeData, lang: Language) -> NativeChart:
    """A row for each amount of which the picture tells; in that of the typical one the range."""
    largest = max([eur for _, eur in data.points] + [data.maximum_eur or 0.0])
    unit = formats.unit_for(lang, largest)
    reach = largest / unit.divisor
    expected, low, typical, high, severe = (
        (lang.tr(name), eur / unit.divisor) for name, eur in data.points
    )
    # The range ends where its label begins, which has more room on one side.
    is_left = high[1] > 0.6 * reach
    at = low[1:] if is_left else high[1:]
    ranged = Series(
        name=low[0] if is_left else high[0], x=at, values=(2.0,), low=low[1:], high=high[1:],
        marker="none", meaning="soft", labels=(data.range_words(lang)[0],),
        sides=("left" if is_left else "right",),
    )  # fmt: skip
    found: list[tuple[str, float, str, Meaning, Marker]] = [
        (*expected, data.expected_words(lang), "accent", "circle"),
        (*typical, "", "accent", "square"),
        (*severe, data.severe_words, "mark", "diamond"),
    ]
    if data.maximum_eur is not None:
        named = (lang.tr("Maximum"), data.maximum_eur / unit.divisor)
        found.append((*named, data.maximum_words, "mark", "triangle"))
    points = (
        dot(n, x, reach, words, name=name, meaning=meaning, marker=marker)
        for n, (name, x, words, meaning, marker) in enumerate(found, start=1)
    )
    return NativeChart(
        kind="dots", categories=(), series=(ranged, *points), unit=unit.label, ends=(0.0, None)
    )


CHART = ChartKind(
    code="outcome_range",
    name=mark("Range of outcomes and the maximum"),
    data=OutcomeRangeData,
    scene=_Layout.laid_out,
    title=lambda _, lang: outcome_range_title(lang),
    height=lambda _: 2.3,
    native=_native,
    section="summary",
)
