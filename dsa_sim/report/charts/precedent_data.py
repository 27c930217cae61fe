"""What the precedent chart shows: the fines imposed so far, and the scenarios beside them.

Each fine is a share of a turnover that others have named, for the Commission published none:
every reading of it stands with what speaks against it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.coverage_words import foot_words
from dsa_sim.language.deadline_words import RELIABLE, status_words
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import base_words, counted_words
from dsa_sim.language.precedent_words import is_hindsight
from dsa_sim.law.precedents import Precedent, PrecedentBase, precedent_of, precedents
from dsa_sim.model.assessment import Assessment, TotalMaximum
from dsa_sim.model.case import Case
from dsa_sim.model.maxima import Maximum, Turnover
from dsa_sim.report.charts.chart_data import ComparisonRow, Rows, comparison_data

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
        status = status_words(lang, base.status).lower()
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
