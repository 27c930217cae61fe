"""An assessment as one plain record, for `dsa-sim assess --json`.

Exact amounts (maxima and the turnover behind them) are texts with two decimals; modelled amounts
are numbers rounded to the cent, null where they are open.
"""

from datetime import date
from decimal import Decimal

from msgspec import UNSET, UnsetType, structs

from dsa_sim.language.joining import joined
from dsa_sim.language.law_pack_words import LawPackRecord, version_record
from dsa_sim.language.plain_record import Record
from dsa_sim.language.problem_words import ProblemRecord, problem_record
from dsa_sim.language.translation import Language
from dsa_sim.language.worksheet_words import formula
from dsa_sim.model.assessment import Assessment, Decision, Step, TotalMaximum, Worksheet
from dsa_sim.model.case import Case
from dsa_sim.model.counting import Coverage, ExclusionReason, exclusion
from dsa_sim.model.decisions import AppliedCap
from dsa_sim.model.maxima import Maximum, MaximumKind, PeriodicMaximum
from dsa_sim.model.worksheet import FineKind

Range = tuple[str, str]
"""What a maximum may lie between, where its turnover is not certain."""


class MaximumRecord(Record, frozen=True, kw_only=True):
    """The maximum of a strand: its rate, the turnover it is a share of, the article."""

    strand: str
    kind: MaximumKind
    rate: str
    turnover_eur: str
    financial_year_end: date
    amount_eur: str
    law: str
    range_eur: Range | UnsetType = UNSET


class PersonMaximumRecord(MaximumRecord, frozen=True, kw_only=True):
    """The maximum of a person that is fined for a procedural failure."""

    person: str


class PeriodicRecord(Record, frozen=True, kw_only=True):
    """The maximum of a periodic penalty, on the year before its own decision and before the fine's.

    Null where there is no such decision or no turnover.
    """

    id: str
    imposed_on: date
    own: MaximumRecord | None
    with_decision: MaximumRecord | None


class StepRecord(Record, frozen=True, kw_only=True):
    """A step of a worksheet: what it is called, what it comes to, how and from where."""

    name: str
    value: float | None
    formula: str
    source: str


class PeriodRecord(Record, frozen=True, kw_only=True):
    """The time for which an infringement counts under a provision."""

    provision: str
    counted_from: date | None
    until: date
    clipped: bool
    source: str


class InfringementRecord(Record, frozen=True, kw_only=True):
    """An alleged infringement, its amount, and the worksheet that leads to it."""

    id: str
    title: str
    strand: str
    amount_eur: float | None
    steps: tuple[StepRecord, ...]
    periods: tuple[PeriodRecord, ...]


class DecisionRecord(Record, frozen=True, kw_only=True):
    """A decision: the sum of what is alleged, the maximum applied to it, and what each one gets."""

    strand: str
    kind: FineKind
    person: str
    cap: AppliedCap
    counted: bool
    sum_eur: float | None
    maximum_eur: str | None
    fine_eur: float | None
    fine_other_cap_eur: float | None
    maximum_binds: bool
    shares_eur: dict[str, float | None]


class TotalMaximumRecord(Record, frozen=True, kw_only=True):
    """The maximum that belongs to the total, on both readings."""

    kind: FineKind
    amount_eur: str
    per_decision_eur: str
    per_infringement_eur: str
    cap: AppliedCap | None
    decisions: int
    infringements: int
    laws: tuple[str, ...]
    range_eur: Range | UnsetType = UNSET


class CoverageRecord(Record, frozen=True, kw_only=True):
    """What stands behind the totals: which allegations are assessed, open, ruled out or closed."""

    live: tuple[str, ...]
    without_amount: tuple[str, ...]
    not_assessed: tuple[str, ...]
    excluded: dict[str, ExclusionReason]
    closed: tuple[str, ...]
    complete: bool
    draft: bool


class AssessmentRecord(Record, frozen=True, kw_only=True):
    """What a case is assessed at under a scenario: maxima, worksheets, decisions and totals."""

    case: str
    scenario: str | None
    maxima: tuple[MaximumRecord, ...]
    persons_maxima: tuple[PersonMaximumRecord, ...]
    periodic_maxima: tuple[PeriodicRecord, ...]
    infringements: tuple[InfringementRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    total_eur: float | None
    total_other_cap_eur: float | None
    maximum: TotalMaximumRecord | None
    coverage: CoverageRecord
    problems: tuple[ProblemRecord, ...]
    law_version: str
    law_pack: LawPackRecord | UnsetType = UNSET


def record(assessment: Assessment, lang: Language) -> AssessmentRecord:
    """The record of an assessment; the words in it are in the language given."""
    case, strands = assessment.case, assessment.strands
    return AssessmentRecord(
        case=case.title,
        scenario=assessment.scenario.id if assessment.scenario else None,
        maxima=tuple(_maximum(m) for s in strands for m in s.maxima),
        persons_maxima=tuple(_of_person(person, m) for s in strands for person, m in s.persons),
        periodic_maxima=tuple(_periodic(p) for s in strands for p in s.periodic),
        infringements=tuple(_infringement(w, lang) for w in assessment.worksheets),
        decisions=tuple(_decision(d) for d in assessment.decisions),
        total_eur=_cents(assessment.total_eur),
        total_other_cap_eur=_cents(assessment.total_other_cap_eur),
        maximum=_total_maximum(assessment.maximum),
        coverage=coverage_record(assessment.coverage, case),
        problems=tuple(problem_record(lang, p, case) for p in assessment.problems),
        **version_record(),
    )


def coverage_record(coverage: Coverage, case: Case) -> CoverageRecord:
    """The record of what stands behind the totals."""
    by_id = {i.id: i for i in case.infringements}
    reasons = ((name, exclusion(case, by_id[name])) for name in coverage.excluded)
    return CoverageRecord(
        live=coverage.live,
        without_amount=coverage.unpriced,
        not_assessed=coverage.open,
        excluded={name: found.reason for name, found in reasons if found is not None},
        closed=coverage.closed,
        complete=coverage.is_complete,
        draft=bool(coverage.open),
    )


def _total_maximum(found: TotalMaximum | None) -> TotalMaximumRecord | None:
    if found is None:
        return None
    return TotalMaximumRecord(
        kind=found.kind,
        amount_eur=str(found.amount),
        per_decision_eur=str(found.per_decision),
        per_infringement_eur=str(found.per_infringement),
        cap=found.cap,
        decisions=found.decisions,
        infringements=found.infringements,
        laws=found.laws,
        range_eur=_range(found.range_eur),
    )


def _range(range_eur: tuple[Decimal, Decimal] | None) -> Range | UnsetType:
    return UNSET if range_eur is None else (str(range_eur[0]), str(range_eur[1]))


def _maximum(maximum: Maximum) -> MaximumRecord:
    return MaximumRecord(
        strand=maximum.strand,
        kind=maximum.kind,
        rate=str(maximum.rate),
        turnover_eur=str(maximum.turnover.display),
        financial_year_end=maximum.turnover.year.ends_on,
        amount_eur=str(maximum.amount),
        law=maximum.law,
        range_eur=_range(maximum.range_eur),
    )


def _of_person(person: str, maximum: Maximum) -> PersonMaximumRecord:
    return PersonMaximumRecord(person=person, **structs.asdict(_maximum(maximum)))


def _periodic(found: PeriodicMaximum) -> PeriodicRecord:
    return PeriodicRecord(
        id=found.item.id,
        imposed_on=found.imposed_on,
        own=None if found.own is None else _maximum(found.own),
        with_decision=None if found.with_decision is None else _maximum(found.with_decision),
    )


def _infringement(sheet: Worksheet, lang: Language) -> InfringementRecord:
    return InfringementRecord(
        id=sheet.infringement.id,
        title=sheet.infringement.title,
        strand=sheet.infringement.strand,
        amount_eur=_cents(sheet.amount_eur),
        steps=tuple(_step(sheet, s, lang) for s in sheet.steps),
        periods=tuple(
            PeriodRecord(
                provision=p.provision,
                counted_from=p.counted_from,
                until=p.until,
                clipped=p.clipped,
                source=p.source,
            )
            for p in sheet.periods
        ),
    )


def _step(sheet: Worksheet, step: Step, lang: Language) -> StepRecord:
    reasons = [reason for _, _, reason in step.estimates]
    return StepRecord(
        name=step.name,
        value=_cents(step.value_eur),
        formula=formula(sheet, step, lang),
        source=joined(lang, (step.source, step.basis, *reasons)),
    )


def _decision(decision: Decision) -> DecisionRecord:
    return DecisionRecord(
        strand=decision.strand,
        kind=decision.kind,
        person=decision.person,
        cap=decision.cap,
        counted=decision.counted,
        sum_eur=_cents(decision.sum_eur),
        maximum_eur=None if decision.maximum_eur is None else str(decision.maximum_eur),
        fine_eur=_cents(decision.fine_eur),
        fine_other_cap_eur=_cents(decision.fine_other_cap_eur),
        maximum_binds=decision.maximum_binds,
        shares_eur={s.infringement: _cents(s.eur) for s in decision.shares},
    )


def _cents(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)
