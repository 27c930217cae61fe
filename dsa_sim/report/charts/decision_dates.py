"""Layout of the exposure by decision date: the maximum above, the modelled amounts below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.joining import named
from dsa_sim.language.national_words import maximum_heading
from dsa_sim.model.by_decision_date import ByDecisionDate, DatedExposure
from dsa_sim.report.charts.chart_data import Rows
from dsa_sim.report.charts.date_axis import DateScale, date_gridlines, date_ticks
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import width, wrapped
from dsa_sim.report.charts.native import NativeChart, Series, scaled
from dsa_sim.report.charts.placing import Board, Rect, Spot
from dsa_sim.report.charts.scene import Area, Curve, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height
from dsa_sim.report.charts.value_axis import Span


@dataclass(frozen=True, kw_only=True)
class DatedStep:
    """Days of decision to which one financial year belongs."""

    rows: tuple[DatedExposure, ...]

    @property
    def first(self) -> date:
        """The first of the days worked out."""
        return self.rows[0].decision_on

    @property
    def last(self) -> date:
        """The last of the days worked out."""
        return self.rows[-1].decision_on


@dataclass(frozen=True, kw_only=True)
class DecisionDateData:
    """One strand along days of its decision."""

    title: str
    found: ByDecisionDate
    foot: str = ""
    national: bool = False

    @property
    def steps(self) -> tuple[DatedStep, ...]:
        """The rows by the financial year that counts; those without a maximum are left out."""
        known = (row for row in self.found.rows if row.maximum_eur is not None)
        grouped = groupby(known, key=lambda row: (row.year_ends_on, row.maximum_eur))
        return tuple(DatedStep(rows=tuple(rows)) for _, rows in grouped)

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, amounts to the cent."""
        tr = lang.tr
        head = (
            tr("Decision on"), tr("Financial year to"),
            maximum_heading(lang, national=self.national), tr("Expected amount"), tr("P95"),
        )  # fmt: skip
        return (head, *(_cells(row, lang) for row in self.found.rows))

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        return " ".join((f"{self.title}.", *self._sentences(lang)))

    def _sentences(self, lang: Language) -> Iterator[str]:
        for step in self.steps:
            row = step.rows[0]
            words = {
                "first": formats.day(lang, step.first), "last": formats.day(lang, step.last),
                "maximum": formats.amount(lang, row.maximum_eur), "year": _year(row, lang),
            }  # fmt: skip
            yield lang.tr(
                "Decision from {first} to {last}: maximum {maximum}, year to {year}.", **words
            )
            if row.mean_eur is not None:
                yield lang.tr(
                    "Expected {mean}, P95 {p95}.",
                    mean=formats.amount(lang, row.mean_eur),
                    p95=formats.amount(lang, row.p95_eur),
                )


def _year(row: DatedExposure, lang: Language) -> str:
    if row.year_ends_on is None:
        return "–"
    day = formats.day(lang, row.year_ends_on)
    return lang.tr("{day} (projected)", day=day) if row.is_projected else day


def _cells(row: DatedExposure, lang: Language) -> tuple[str, ...]:
    amounts = (row.maximum_eur, row.mean_eur, row.p95_eur)
    return (
        formats.day(lang, row.decision_on),
        _year(row, lang),
        *(formats.exact_amount(lang, amount) for amount in amounts),
    )


def decision_date_title(data: DecisionDateData, lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("Exposure by decision date: {title}", title=data.title)


class _Layout(Layout[DecisionDateData]):
    """One layout in the making: two panels over one scale of days, each from zero."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        data, look = self.data, self.look
        self.steps = self.data.steps
        self.notes = wrapped(self._note(), look.small_size, self.room, lines=2)
        self.top = self.height - PAD - title_height(self.titles, look)
        self.bottom = PAD + self.line * (1.4 + len(self.notes))
        names = max(width(text, look.small_size) for text in self._names())
        rows = data.found.rows
        self.days = DateScale(
            left=PAD + 2, right=self.width - PAD - names - 6,
            first=rows[0].decision_on, last=rows[-1].decision_on,
        )  # fmt: skip
        room = self.top - self.bottom - 2 * self.line
        self.split = self.bottom + 0.55 * room
        highest = max((float(s.rows[0].maximum_eur or 0) for s in self.steps), default=1.0)
        modelled = max((r.p95_eur or 0.0 for s in self.steps for r in s.rows), default=0.0)
        self.upper = Span(
            start=self.split + 2 * self.line, end=self.top - 1.6 * self.line, low=0.0,
            high=highest or 1.0,
        )  # fmt: skip
        self.lower = Span(
            start=self.bottom, end=self.split - self.line, low=0.0, high=modelled or 1.0
        )

        self.board = Board(Rect(0, self.bottom, self.width, self.height))

    def _names(self) -> tuple[str, str, str]:
        tr = self.lang.tr
        rates = formats.rate(self.lang, Decimal("0.06"))
        return tr("{rate} maximum", rate=rates), tr("P95"), tr("Expected")

    def _note(self) -> str:
        tr = self.lang.tr
        text = tr("Upper and lower part have scales of their own, each from zero.")
        if self.data.found.ends_with_the_years:
            later = tr("For later decisions the financial year before is not entered.")
            text = f"{text} {later}"
        return text

    def _items(self) -> Iterator[Item]:
        look = self.look
        yield from drawn_title(self.titles, look, x=PAD, top=self.height - PAD)
        for span in (self.upper, self.lower):
            self.board.take(Rect(0, span.start - 1, self.width, span.start + 1))
            yield Rule(
                x1=self.days.left, x2=self.days.right, y1=span.start, y2=span.start, width=0.9,
                color=look.axis, role="axis",
            )  # fmt: skip
        yield from date_gridlines(
            self.days, lang=self.lang, look=look, bottom=self.bottom, top=self.upper.end,
            limit=self.width - 2,
        )  # fmt: skip
        for n, text in enumerate(reversed(self.notes)):
            yield Label(
                x=PAD, y=PAD + n * self.line, text=text, size=look.small_size,
                color=look.quiet, role="caption",
            )  # fmt: skip
        for tick in date_ticks(self.days, self.lang, look.small_size):
            if tick.strong:
                x = self.days.at(tick.on)
                self.board.take_softly(Rect(x - 1, self.bottom, x + 1, self.upper.end))
        yield from self._decision(self.board)
        yield from self._curves(self.board)
        yield from self._amounts(self.board)

    def _decision(self, board: Board) -> Iterator[Item]:
        """The day of the decision that the case assumes."""
        on = self.data.found.strand.decision_on
        if not self.days.holds(on):
            return
        x, size = self.days.at(on), self.look.small_size
        yield Rule(
            x1=x, x2=x, y1=self.bottom, y2=self.top - self.line, width=1.2, color=self.look.mark,
            role="decision",
        )  # fmt: skip
        board.take(Rect(x - 1, self.bottom, x + 1, self.top - self.line))
        words = self.lang.tr("decision {day}", day=formats.day(self.lang, on))
        y, wide = self.top - 0.9 * self.line, width(words, size)
        starts = (x - wide / 2, x + 2, x - wide - 2)
        spot = board.place([Spot(at, y, words, size) for at in starts], crossing=True)
        if spot is not None:
            yield spot.label(self.look.text, "decision")

    def _curves(self, board: Board) -> Iterator[Item]:
        look, size = self.look, self.look.small_size
        for (name, span, color, wide), words in zip(
            (
                ("maximum_eur", self.upper, look.mark, 1.6),
                ("p95_eur", self.lower, look.quiet, 1.3),
                ("mean_eur", self.lower, look.accent, 2.0),
            ),
            self._names(), strict=True,
        ):  # fmt: skip
            points = [
                (self.days.at(row.decision_on), span.at(float(value)))
                for step in self.steps
                for row in step.rows
                if (value := getattr(row, name)) is not None
            ]
            if len(points) < 2:
                continue
            yield Curve(points=tuple(points), color=color, width=wide, role=f"line {name}")
            board.avoid(points)
            x, y = points[-1]
            spot = board.place([Spot(x + 5, y - 0.36 * size, words, size)], crossing=True)
            if spot is not None:
                yield spot.label(look.text, f"name {name}")

    def _amounts(self, board: Board) -> Iterator[Item]:
        for step in self.steps:
            row = step.rows[0]
            year = formats.day(self.lang, row.year_ends_on) if row.year_ends_on else ""
            amount = formats.amount(self.lang, row.maximum_eur)
            long = self.lang.tr("{amount}, year to {day}", amount=amount, day=year)
            yield from self._amount(
                board, step, (long, amount), self.upper, float(row.maximum_eur or 0)
            )
            for value in (row.p95_eur, row.mean_eur):
                if value is not None:
                    words = (formats.amount(self.lang, value),)
                    yield from self._amount(board, step, words, self.lower, value)

    def _amount(
        self, board: Board, step: DatedStep, texts: tuple[str, ...], span: Span, value: float
    ) -> Iterator[Item]:
        """An amount above its line, or below it, where the step is wide enough for it."""
        size = self.look.small_size
        x, end = self.days.at(step.first) + 3, self.days.at(step.last)
        lanes = (span.at(value) + 3, span.at(value) - 1.1 * size)
        for text in texts:
            if x + width(text, size) > max(end, x) + 1:
                continue
            spot = board.place([Spot(x, y, text, size) for y in lanes], crossing=False)
            if spot is not None:
                yield from board.backing(spot, self.look.surface)
                yield spot.label(self.look.text, "amount")
                return

    def _areas(self) -> Iterator[Area]:
        for step in self.steps:
            row, left = step.rows[0], self.days.at(step.first)
            head, *_ = self.data.table(self.lang)
            cells = next(
                r for r in self.data.table(self.lang)[1:]
                if r[0] == formats.day(self.lang, row.decision_on)
            )  # fmt: skip
            lines = [named(self.lang, name, cell) for name, cell in zip(head, cells, strict=True)]
            yield area(
                (self.width, self.height), x=left, y=self.bottom,
                width=max(1.0, self.days.at(step.last) - left), height=self.top - self.bottom,
                text="\n".join(lines), key=str(step.first),
            )  # fmt: skip


def _native(data: DecisionDateData, lang: Language) -> NativeChart:
    rows = data.found.rows
    largest = max((float(r.maximum_eur or 0) for r in rows), default=0.0)
    unit = formats.unit_for(lang, largest)
    expected, p95 = (r.mean_eur for r in rows), (r.p95_eur for r in rows)
    maxima = (r.maximum_eur for r in rows)
    return NativeChart(
        kind="line", unit=unit.label,
        categories=tuple(r.decision_on for r in rows),
        series=(
            Series(name=lang.tr("Expected amount"), values=scaled(expected, unit)),
            Series(name=lang.tr("P95"), values=scaled(p95, unit), meaning="quiet"),
            Series(
                name=maximum_heading(lang, national=data.national), values=scaled(maxima, unit),
                meaning="mark",
            ),
        ),
    )  # fmt: skip


CHART = ChartKind(
    code="decision-date",
    section="exposure",
    name=mark("Exposure by decision date"),
    data=DecisionDateData,
    scene=_Layout.laid_out,
    title=decision_date_title,
    height=lambda _: 3.0,
    native=_native,
)
