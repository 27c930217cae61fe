"""Layout of the precedents: each fine as a share, by the turnover it is held against.

A full mark is the usual base, a hollow one a base that is contested. The scenarios of the case
stand below, in another form, and what really followed last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.coverage_words import foot_words
from dsa_sim.language.deadline_words import RELIABLE, status_words
from dsa_sim.language.joining import joined, named
from dsa_sim.language.maximum_words import base_words, counted_words
from dsa_sim.language.precedent_words import is_hindsight
from dsa_sim.language.words import status_inside
from dsa_sim.law.precedents import Precedent, PrecedentBase, precedent_of, precedents
from dsa_sim.model.assessment import Assessment, TotalMaximum
from dsa_sim.model.case import Case
from dsa_sim.model.maxima import Maximum, Turnover
from dsa_sim.report.charts.chart_data import ComparisonRow, Rows, comparison_data
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.lanes import LabelledMark, Placed, Track, allotted, arranged, rows_needed
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.legend import Entry, drawn_legend, legend_lines
from dsa_sim.report.charts.lettering import drawable, elided, width, wrapped
from dsa_sim.report.charts.marks import Form, drawn_mark
from dsa_sim.report.charts.native import Marker, Meaning, NativeChart, dot
from dsa_sim.report.charts.scene import Area, Box, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height

PrecedentMeasure = Literal["maximum", "turnover"]
Kind = Literal["precedent", "scenario", "actual"]

_SCOPES = {
    "entity": mark("provider alone"),
    "segment": mark("segment"),
    "group": mark("group"),
    "controlling_person": mark("controlling person"),
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An amount against one turnover: its shares, and the words for that turnover.

    `solid` is True for the usual base, the group in the year before the decision. `doubt` is
    what speaks against the base; `label` names it in a word or two.
    """

    label: str
    base: str
    turnover_eur: Decimal | None
    of_turnover: Fraction | None
    of_maximum: Fraction | None
    solid: bool
    doubt: str = ""
    source: str = ""
    status: str = ""
    reliable: bool = True

    def share(self, measure: PrecedentMeasure) -> Fraction | None:
        """The share that is drawn."""
        return self.of_maximum if measure == "maximum" else self.of_turnover


@dataclass(frozen=True, kw_only=True)
class PrecedentRow:
    """A fine that was imposed, a scenario of the case, or the case's own real outcome.

    `missing` says why a row has no share.
    """

    key: str
    kind: Kind
    title: str
    amount_eur: Decimal | float | None
    detail: str
    readings: tuple[Reading, ...]
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class PrecedentData:
    """The fines by date, then the scenarios of the case, then what really followed.

    `chosen` is the identifier of the scenario in view.
    """

    rows: tuple[PrecedentRow, ...]
    chosen: str = ""
    foot: str = ""

    def of_kind(self, kind: Kind) -> tuple[PrecedentRow, ...]:
        """The rows of one kind, in order."""
        return tuple(row for row in self.rows if row.kind == kind)

    def caption(self, lang: Language) -> str:
        """What the chart is not."""
        return lang.tr(
            "n = {n}, not a prediction; the Commission published no base.",
            n=len(self.of_kind("precedent")),
        )

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, for copying and CSV."""
        head = (
            lang.tr("Fine"),
            lang.tr("Amount"),
            lang.tr("Base"),
            lang.tr("Turnover"),
            lang.tr("Share of turnover"),
            lang.tr("Share of the maximum"),
            lang.tr("What speaks against it"),
            lang.tr("Source"),
            lang.tr("Status"),
        )
        return (head, *(_cells(row, r, lang) for row in self.rows for r in row.readings))

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        parts = [_sentence(row, lang) for row in self.rows]
        return " ".join((*parts, self.caption(lang)))


def precedent_data(
    assessments: Sequence[Assessment], lang: Language, *, chosen: str = ""
) -> PrecedentData:
    """The precedents beside what the scenarios come to, one assessment a scenario.

    Where a platform of the case was really fined, that fine follows, as a share of the one
    maximum that its decision has in the first assessment (the base case).
    """
    known = tuple(_precedent(p, lang) for p in precedents())
    rows = comparison_data(assessments, lang).rows
    scenarios = tuple(_scenario(row, a, lang) for a, row in zip(assessments, rows, strict=True))
    actual: tuple[PrecedentRow, ...] = ()
    if assessments:
        found = actual_outcome(assessments[0].case)
        actual = (_actual(found, assessments[0], lang),) if found else ()
    return PrecedentData(
        rows=(*known, *scenarios, *actual), chosen=chosen,
        foot=joined(lang, (_bases(assessments, lang), foot_words(assessments, lang, of_sum=True))),
    )  # fmt: skip


def actual_outcome(case: Case) -> Precedent | None:
    """The fine that was really imposed on a platform of the case; None where there is none."""
    keys = (p.register for p in case.platforms if p.register)
    return next((p for p in map(precedent_of, keys) if p is not None), None)


def _precedent(found: Precedent, lang: Language) -> PrecedentRow:
    return PrecedentRow(
        key=found.key,
        kind="precedent",
        title=found.name,
        amount_eur=found.amount_eur,
        detail=formats.day(lang, found.decided_on),
        readings=tuple(_reading(found, base, lang) for base in found.bases),
    )


def _reading(found: Precedent, base: PrecedentBase, lang: Language) -> Reading:
    scope = lang.tr(_SCOPES[base.scope])
    solid = base.scope == "group" and base.of_the_decision
    if not base.of_the_decision:
        label = lang.tr("{scope}, a later year", scope=scope)
    elif solid:
        label = scope
    elif base.status not in RELIABLE:
        status = status_inside(lang, status_words(lang, base.status))
        label = lang.tr("{scope}, contested, {status}", scope=scope, status=status)
    else:
        label = lang.tr("{scope}, contested", scope=scope)
    return Reading(
        label=label,
        base=f"{base.what.text(lang.code)}, {formats.day(lang, base.year_ends_on)}",
        turnover_eur=base.turnover_eur,
        of_turnover=found.share_of_turnover(base),
        of_maximum=found.share_of_maximum(base),
        solid=solid,
        doubt=base.contested.text(lang.code) if base.contested else "",
        source=base.source,
        status=status_words(lang, base.status),
        reliable=base.status in RELIABLE,
    )


def _is_assumed(assessment: Assessment) -> bool:
    """True where an amount was assumed for something: else there is nothing to compare."""
    return any(sheet.amount_eur is not None for sheet in assessment.worksheets)


def _scenario(row: ComparisonRow, assessment: Assessment, lang: Language) -> PrecedentRow:
    fined = (d.kind == "infringement" and d.counted for d in assessment.decisions)
    finable = not assessment.case.infringements or any(fined)
    assumed = _is_assumed(assessment) and finable
    amount = row.infringement_eur if assumed else None
    # Several decisions have a maximum each, but one turnover that these are taken of.
    turnover = _turnover(assessment)
    return PrecedentRow(
        key=row.scenario,
        kind="scenario",
        title=row.title,
        amount_eur=amount,
        detail="",
        readings=(
            _against(
                amount,
                row.maximum_eur,
                turnover,
                lang,
                status=lang.tr("Assumed"),
                maximum=assessment.maximum,
            ),
        ),
        missing=(
            lang.tr("cannot be computed: a maximum is missing")
            if assumed
            else lang.tr("No amount has been assumed yet")
            if finable
            else lang.tr("no fine for an infringement is possible")
        ),
    )


def _actual(found: Precedent, base: Assessment, lang: Language) -> PrecedentRow:
    own = _of_decision(found, base)
    reading = _against(
        found.amount_eur,
        own.amount if own else None,
        own.turnover if own else None,
        lang,
        status=status_words(lang, found.status),
    )
    return PrecedentRow(
        key=f"actual-{found.key}",
        kind="actual",
        title=lang.tr("Actual fine of {day}", day=formats.long_day(lang, found.decided_on)),
        amount_eur=found.amount_eur,
        detail=lang.tr("this case was assembled with hindsight")
        if is_hindsight(base.case, found)
        else "",
        readings=(reading,),
        missing=lang.tr("cannot be computed: a maximum is missing"),
    )


def _of_decision(found: Precedent, assessment: Assessment) -> Maximum | None:
    """The maximum of the strand that was decided on the day of the fine."""
    strands = (s for s in assessment.strands if s.strand.decision_on == found.decided_on)
    maxima = (strand.of("infringement") for strand in strands)
    return next((maximum for maximum in maxima if maximum is not None), None)


def _turnover(assessment: Assessment) -> Turnover | None:
    """The turnover behind the maxima of the headline; the highest where years differ."""
    maxima = assessment.maximum.maxima if assessment.maximum else ()
    return max((m.turnover for m in maxima), key=lambda t: t.euro, default=None)


def _against(
    amount: Decimal | float | None,
    of: Decimal | None,
    turnover: Turnover | None,
    lang: Language,
    *,
    status: str,
    maximum: TotalMaximum | None = None,
) -> Reading:
    """An amount against a maximum (or the sum of several) and the turnover it is taken of."""
    of_maximum = of_turnover = None
    if of and turnover and turnover.euro and amount is not None:
        of_maximum = Fraction(amount) / Fraction(of)
        of_turnover = Fraction(amount) / turnover.euro
    return Reading(
        label="",
        base=_base(maximum, lang),
        turnover_eur=turnover.display if turnover else None,
        of_turnover=of_turnover,
        of_maximum=of_maximum,
        solid=True,
        status=status,
    )


def _bases(assessments: Sequence[Assessment], lang: Language) -> str:
    """What the shares of the scenarios are taken of, where it is more than one maximum."""
    found = (a.maximum for a in assessments if a.maximum is not None)
    said = dict.fromkeys(base_words(m, lang) for m in found if counted_words(m, lang))
    return lang.tr("shares of scenarios: {bases}", bases=", ".join(said)) if said else ""


def _base(maximum: TotalMaximum | None, lang: Language) -> str:
    """What the shares of a scenario are shares of."""
    counted = counted_words(maximum, lang) if maximum else ""
    if not counted:
        return lang.tr("the turnover of the scenario")
    return lang.tr("the turnover of the scenario; the maxima of {counted}", counted=counted)


def _cells(row: PrecedentRow, reading: Reading, lang: Language) -> tuple[str, ...]:
    def share(value: Fraction | None) -> str:
        return "–" if value is None else formats.share(lang, value)

    return (
        f"{row.title}, {row.detail}" if row.detail else row.title,
        formats.amount(lang, row.amount_eur),
        f"{reading.base} ({reading.label})" if reading.label else reading.base,
        formats.amount(lang, reading.turnover_eur),
        share(reading.of_turnover),
        share(reading.of_maximum),
        reading.doubt,
        reading.source,
        reading.status,
    )


def _sentence(row: PrecedentRow, lang: Language) -> str:
    shares = [_spoken(reading, lang) for reading in row.readings if reading.of_maximum is not None]
    title = f"{row.title}, {row.detail}" if row.detail else row.title
    amount = formats.amount(lang, row.amount_eur)
    if not shares:
        return lang.tr("{title}: {amount}.", title=title, amount=amount)
    listed = joined(lang, shares)
    return lang.tr("{title}: {amount}; {shares}.", title=title, amount=amount, shares=listed)


def _spoken(reading: Reading, lang: Language) -> str:
    assert reading.of_maximum is not None
    assert reading.of_turnover is not None
    words = lang.tr(
        "{maximum} of the maximum, {turnover} of turnover",
        maximum=formats.share(lang, reading.of_maximum),
        turnover=formats.share(lang, reading.of_turnover),
    )
    return f"{words} ({reading.label})" if reading.label else words


_RADIUS = 3.6
_TITLE_SHARE = 0.34
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_FORMS: dict[Kind, Form] = {"precedent": "circle", "scenario": "square", "actual": "diamond"}


def precedent_title(lang: Language, measure: PrecedentMeasure) -> str:
    """The title of the chart."""
    if measure == "maximum":
        return lang.tr("Fines so far as a share of the maximum")
    return lang.tr("Fines so far as a share of turnover")


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row of the chart on its place."""

    row: PrecedentRow
    top: float
    height: float
    lines: int
    step: float

    def middle(self, line: int) -> float:
        spare = (self.height - self.lines * self.step) / 2
        return self.top - spare - (line + 0.5) * self.step


class _Layout(Layout[PrecedentData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self, measure: PrecedentMeasure = "maximum") -> None:
        """Work out where the parts go."""
        data, lang, look = self.data, self.lang, self.look
        self.measure = measure
        self.caption = wrapped(data.caption(lang), look.small_size, self.room, lines=2)
        self.legend = legend_lines(self._legend_entries(), look, self.room)
        used = title_height(self.titles, look)
        self.top = self.height - PAD - used
        self.bottom = PAD + self.line * (1.2 + len(self.legend) + len(self.caption))
        self.left = self._left_end()
        self.right = self.width - PAD - 6
        self.reach = self._reach()
        self.track = Track(
            left=self.left, right=self.width - PAD, radius=_RADIUS, size=look.small_size
        )
        self.hidden = 0
        self.strips = self._strips()

    def _items(self) -> Iterator[Item]:
        yield from drawn_title(self.titles, self.look, x=PAD, top=self.height - PAD)
        yield from (*self._axis(), *self._actual_line())
        for n, strip in enumerate(self.strips):
            yield from (*self._frame(strip, n), *self._names(strip), *self._marks(strip))
        yield from self._foot()

    def _areas(self) -> Iterator[Area]:
        return map(self._area, self.strips)

    # From the outside in.

    def _left_end(self) -> float:
        size = self.look.small_size
        names = (text for row in self.data.rows for text in (row.title, self._below(row)))
        widest = max((width(drawable(name), size, "semibold") for name in names), default=0.0)
        return PAD + min(widest, _TITLE_SHARE * self.width) + 9 + _RADIUS

    def _shares(self) -> Iterator[float]:
        for row in self.data.rows:
            for reading in row.readings:
                share = reading.share(self.measure)
                if share is not None:
                    yield float(share)

    def _reach(self) -> float:
        """The share at the right end; room is kept for a label beyond the largest."""
        return max(max(self._shares(), default=0.0) * 1.08, 0.001)

    def _at(self, share: Fraction | float) -> float:
        return self.left + (self.right - self.left) * float(share) / self.reach

    def _strips(self) -> tuple[_Strip, ...]:
        rows = self.data.rows
        step = self.line + 2.6
        needs = [rows_needed(self._spots(row), self.track) for row in rows]
        room = self.top - self.bottom
        # The actual outcome is not to be lost: it goes before the last scenarios.
        order = sorted(range(len(rows)), key=lambda n: rows[n].kind == "scenario")
        given = dict(
            zip(order, allotted([needs[n] for n in order], [step] * len(rows), room), strict=True)
        )
        free = room - sum(given.values()) * step
        spare = max(0.0, free) / max(1, sum(n > 0 for n in given.values()))
        made = []
        top = self.top
        for n, row in enumerate(rows):
            if not given[n]:
                self.hidden += 1
                continue
            height = given[n] * step + spare
            made.append(_Strip(row, top, height, given[n], step))
            top -= height
        return tuple(made)

    def _spots(self, row: PrecedentRow) -> tuple[LabelledMark, ...]:
        return tuple(
            LabelledMark(
                x=self._at(share), text=self._label(row, r, share), key=str(n),
                brief=formats.share(self.lang, share),
            )
            for n, r in enumerate(row.readings)
            if (share := r.share(self.measure)) is not None
        )  # fmt: skip

    def _label(self, row: PrecedentRow, reading: Reading, share: Fraction) -> str:
        words = formats.share(self.lang, share)
        if row.kind == "actual":
            return f"{words}, {row.detail}"
        return f"{words} {reading.label}" if reading.label else words

    def _below(self, row: PrecedentRow) -> str:
        """The second line of the name: the amount, and the day of a fine."""
        amount = formats.amount(self.lang, row.amount_eur)
        return f"{amount}, {row.detail}" if row.kind == "precedent" else amount

    # Parts.

    def _axis(self) -> Iterator[Item]:
        look = self.look
        for n, tick in enumerate(self._ticks()):
            x = self._at(tick)
            yield Rule(
                x1=x, x2=x, y1=self.bottom, y2=self.top, width=0.9 if n == 0 else 0.6,
                color=look.axis if n == 0 else look.grid, role="grid",
            )  # fmt: skip
            text = formats.share(self.lang, tick)
            if x + width(text, look.small_size) / 2 < self.width - 2:
                yield Label(
                    x=x, y=self.bottom - self.line, text=text, size=look.small_size,
                    color=look.quiet, place="center", role="tick",
                )  # fmt: skip
        yield Rule(
            x1=self.left, x2=self.right, y1=self.bottom, y2=self.bottom, width=0.9,
            color=look.axis, role="axis",
        )  # fmt: skip

    def _ticks(self) -> tuple[Fraction, ...]:
        """Round shares, as many as have room; in steps of a tenth of a percent at least."""
        widest = width(formats.share(self.lang, Fraction(125, 1000)), self.look.small_size) + 12
        most = max(1.0, (self.right - self.left) / widest)
        for scale in (1000, 100):
            for step in _STEPS:
                if self.reach * scale / step <= min(most, 8):
                    count = ceil(self.reach * scale / step)
                    return tuple(Fraction(step * n, scale) for n in range(count))
        return (Fraction(0),)

    def _actual_line(self) -> Iterator[Item]:
        """A line through the scenarios at what really followed."""
        x = self._actual_at()
        strips = [s for s in self.strips if s.row.kind != "precedent"]
        if x is None or not strips:
            return
        yield Rule(
            x1=x, x2=x, y1=strips[-1].middle(0), y2=strips[0].top, width=1.2,
            color=self.look.up, role="actual",
        )  # fmt: skip

    def _actual_at(self) -> float | None:
        found = self.data.of_kind("actual")
        share = found[0].readings[0].share(self.measure) if found else None
        return None if share is None else self._at(share)

    def _frame(self, strip: _Strip, n: int) -> Iterator[Item]:
        if n == 0:
            return
        look = self.look
        new_part = self.strips[n - 1].row.kind == "precedent" != strip.row.kind
        yield Rule(
            x1=PAD, x2=self.right, y1=strip.top, y2=strip.top, role="part",
            color=look.axis if new_part else look.grid, width=0.9 if new_part else 0.6,
        )  # fmt: skip

    def _names(self, strip: _Strip) -> Iterator[Item]:
        look, size = self.look, self.look.small_size
        row = strip.row
        room = self.left - PAD - 7 - _RADIUS
        lines = [row.title, self._below(row)]
        if strip.height < 2 * self.line + 2:
            lines = [row.title]
        chosen = row.kind == "actual" or (row.kind == "scenario" and row.key == self.data.chosen)
        y = strip.top - strip.height / 2 - 0.36 * size + (len(lines) - 1) * self.line / 2
        for n, text in enumerate(lines):
            weight = "semibold" if chosen and n == 0 else "regular"
            yield Label(
                x=PAD, y=y - n * self.line, size=size, role="name",
                text=elided(drawable(text), size, room, "semibold" if chosen else "regular"),
                color=look.quiet if n else look.text,
                weight="semibold" if weight == "semibold" else "regular",
            )  # fmt: skip

    def _marks(self, strip: _Strip) -> Iterator[Item]:
        row, look = strip.row, self.look
        spots = self._spots(row)
        if not spots:
            text = row.missing
            size = look.small_size
            yield Label(
                x=self.left + 4, y=strip.middle(0) - 0.36 * size, size=size, color=look.quiet,
                text=elided(text, size, self.right - self.left - 4), role="unknown",
            )  # fmt: skip
            return
        for placed in arranged(spots, self.track, rows=strip.lines):
            yield from self._mark(row, placed, strip.middle(placed.row))

    def _mark(self, row: PrecedentRow, placed: Placed, y: float) -> Iterator[Item]:
        look = self.look
        solid = all(row.readings[int(key)].solid for key in placed.keys)
        yield from drawn_mark(
            _FORMS[row.kind], placed.x, y, radius=_RADIUS, fill=self._fill(row.kind),
            hollow="" if solid else look.surface, role=f"share {row.kind} {row.key}",
        )  # fmt: skip
        if placed.text:
            reach = self.track.reach if placed.side == "right" else -self.track.reach
            if row.kind != "precedent":
                yield from self._backing(placed, y)
            yield Label(
                x=placed.x + reach, y=y - 0.36 * look.small_size, text=placed.text,
                size=look.small_size, color=look.text, role="share",
                place="left" if placed.side == "right" else "right",
            )  # fmt: skip

    def _backing(self, placed: Placed, y: float) -> Iterator[Item]:
        """A patch of the surface where a label would stand across the actual outcome."""
        wide = self.track.wide(placed.text)
        x0 = placed.x + _RADIUS + 1 if placed.side == "right" else placed.x - wide
        x1 = placed.x + wide if placed.side == "right" else placed.x - _RADIUS - 1
        at = self._actual_at()
        if at is not None and x0 - 1 < at < x1 + 1:
            yield Box(
                x=x0, y=y - self.line / 2, width=x1 - x0, height=self.line,
                fill=self.look.surface, role="backing",
            )  # fmt: skip

    def _fill(self, kind: Kind) -> str:
        look = self.look
        return {"precedent": look.mark, "scenario": look.accent, "actual": look.up}[kind]

    def _legend_entries(self) -> Iterator[Entry]:
        lang, look = self.lang, self.look
        readings = [r for row in self.data.of_kind("precedent") for r in row.readings]
        if any(r.solid for r in readings):
            yield Entry(form="circle", words=lang.tr("fine, group turnover"), fill=look.mark)
        if any(not r.solid for r in readings):
            words = lang.tr("fine, contested base")
            yield Entry(form="circle", words=words, hollow=True, fill=look.mark)
        if self.data.of_kind("scenario"):
            yield Entry(form="square", words=lang.tr("scenario of this case"), fill=look.accent)

    def _foot(self) -> Iterator[Item]:
        look, room = self.look, self.width - 2 * PAD
        y = self.bottom - 2.2 * self.line
        yield from drawn_legend(self.legend, look, x=PAD, y=y, room=room)
        lines = list(self.caption)
        if self.hidden:
            more = self.lang.ntr("and {n} more scenario", "and {n} more scenarios", self.hidden)
            lines[-1] = elided(f"{more}. {lines[-1]}", look.small_size, room)
        y -= len(self.legend) * self.line
        for n, text in enumerate(lines):
            yield Label(
                x=PAD, y=y - n * self.line, text=text, size=look.small_size, color=look.quiet,
                role="caption",
            )  # fmt: skip

    def _area(self, strip: _Strip) -> Area:
        return area(
            (self.width, self.height), x=0, y=strip.top - strip.height, width=self.width,
            height=strip.height, text="\n".join(self._told(strip.row)), key=strip.row.key,
        )  # fmt: skip

    def _told(self, row: PrecedentRow) -> Iterator[str]:
        yield named(self.lang, row.title, formats.exact_amount(self.lang, row.amount_eur))
        if row.detail:
            yield row.detail
        for reading in row.readings:
            if reading.of_maximum is None or reading.of_turnover is None:
                yield row.missing
                continue
            yield self.lang.tr(
                "{maximum} of the maximum, {turnover} of turnover: {base}, {amount}",
                maximum=formats.share(self.lang, reading.of_maximum),
                turnover=formats.share(self.lang, reading.of_turnover),
                base=reading.base, amount=formats.amount(self.lang, reading.turnover_eur),
            )  # fmt: skip
            yield from (text for text in (reading.doubt, reading.source, reading.status) if text)


def _native(data: PrecedentData, lang: Language) -> NativeChart:
    """A row for each reading, one that is contested as a hollow mark."""
    found = [
        (row, reading, share)
        for row in data.rows
        for reading in row.readings
        if (share := reading.of_maximum) is not None
    ]
    reach = float(max((share for _, _, share in found), default=Fraction(0)))
    series = (
        dot(
            n, 100 * float(share), 100 * reach, _native_label(row, reading, share, lang),
            marker=_MARKERS[row.kind], meaning=_MEANINGS[row.kind],
            hollow=frozenset() if reading.solid or row.kind != "precedent" else frozenset({0}),
        )
        for n, (row, reading, share) in enumerate(found, start=1)
    )  # fmt: skip
    unit = ", ".join((lang.tr("Share of the maximum"), "%"))
    return NativeChart(
        kind="dots", categories=(), series=tuple(series), unit=unit, ends=(0.0, None)
    )


def _native_label(row: PrecedentRow, reading: Reading, share: Fraction, lang: Language) -> str:
    named = ": ".join(text for text in (row.title, reading.label) if text)
    return f"{named}, {formats.share(lang, share)}"


_MEANINGS: dict[Kind, Meaning] = {"precedent": "mark", "scenario": "accent", "actual": "up"}
_MARKERS: dict[Kind, Marker] = {
    "precedent": "circle", "scenario": "square", "actual": "diamond",
}  # fmt: skip


def _height(data: PrecedentData) -> float:
    readings = sum(max(2, len(row.readings)) for row in data.rows)
    return min(6.0, 1.0 + 0.17 * readings)


CHART = ChartKind(
    code="precedents",
    section="precedents",
    name=mark("Fines so far"),
    data=PrecedentData,
    scene=_Layout.laid_out,
    title=lambda _, lang, measure="maximum": precedent_title(lang, measure),
    height=_height,
    native=_native,
)
