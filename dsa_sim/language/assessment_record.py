"""An assessment as one plain record, for `dsa-sim assess --json`.

Exact amounts (maxima and the turnover behind them) are strings with two decimals; modelled
amounts are numbers rounded to the cent, null where they are open.
"""

from decimal import Decimal
from typing import Any

from dsa_sim.language.joining import joined
from dsa_sim.language.law_pack_words import version_record
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.translation import Language
from dsa_sim.language.worksheet_words import formula
from dsa_sim.model.assessment import Assessment, Decision, Step, TotalMaximum, Worksheet
from dsa_sim.model.case import Case
from dsa_sim.model.counting import Coverage, exclusion
from dsa_sim.model.maxima import Maximum, PeriodicMaximum


def record(assessment: Assessment, lang: Language) -> dict[str, Any]:
    """The record of an assessment; the words in it are in the language given."""
    return {
        "case": assessment.case.title,
        "scenario": assessment.scenario.id if assessment.scenario else None,
        "maxima": [_maximum(m) for s in assessment.strands for m in s.maxima],
        "persons_maxima": [
            {"person": person, **_maximum(m)} for s in assessment.strands for person, m in s.persons
        ],
        "periodic_maxima": [_periodic(p) for s in assessment.strands for p in s.periodic],
        "infringements": [_infringement(w, lang) for w in assessment.worksheets],
        "decisions": [_decision(d) for d in assessment.decisions],
        "total_eur": _cents(assessment.total_eur),
        "total_other_cap_eur": _cents(assessment.total_other_cap_eur),
        "maximum": _total_maximum(assessment.maximum),
        "coverage": coverage_record(assessment.coverage, assessment.case),
        "problems": [
            {
                "code": p.code,
                "severity": p.severity,
                "where": p.where,
                "text": problem_text(lang, p),
            }
            for p in assessment.problems
        ],
        **version_record(),
    }


def coverage_record(coverage: Coverage, case: Case) -> dict[str, Any]:
    """What stands behind the totals: which allegations are assessed, open, ruled out or closed."""
    by_id = {i.id: i for i in case.infringements}
    reasons = ((name, exclusion(case, by_id[name])) for name in coverage.excluded)
    return {
        "live": list(coverage.live),
        "without_amount": list(coverage.unpriced),
        "not_assessed": list(coverage.open),
        "excluded": {name: found.reason for name, found in reasons if found is not None},
        "closed": list(coverage.closed),
        "complete": coverage.is_complete,
        "draft": bool(coverage.open),
    }


def _total_maximum(found: TotalMaximum | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "kind": found.kind,
        "amount_eur": str(found.amount),
        "per_decision_eur": str(found.per_decision),
        "per_infringement_eur": str(found.per_infringement),
        "cap": found.cap,
        "decisions": found.decisions,
        "infringements": found.infringements,
        "laws": list(found.laws),
        **_range(found.range_eur),
    }


def _range(range_eur: tuple[Decimal, Decimal] | None) -> dict[str, Any]:
    """What a maximum may lie between, where its turnover is not certain."""
    return {} if range_eur is None else {"range_eur": [str(amount) for amount in range_eur]}


def _maximum(maximum: Maximum) -> dict[str, Any]:
    return {
        "strand": maximum.strand,
        "kind": maximum.kind,
        "rate": str(maximum.rate),
        "turnover_eur": str(maximum.turnover.display),
        "financial_year_end": maximum.turnover.year.ends_on.isoformat(),
        "amount_eur": str(maximum.amount),
        "law": maximum.law,
        **_range(maximum.range_eur),
    }


def _periodic(found: PeriodicMaximum) -> dict[str, Any]:
    return {
        "id": found.item.id,
        "imposed_on": found.imposed_on.isoformat(),
        "own": found.own and _maximum(found.own),
        "with_decision": found.with_decision and _maximum(found.with_decision),
    }


def _infringement(sheet: Worksheet, lang: Language) -> dict[str, Any]:
    return {
        "id": sheet.infringement.id,
        "title": sheet.infringement.title,
        "strand": sheet.infringement.strand,
        "amount_eur": _cents(sheet.amount_eur),
        "steps": [_step(sheet, s, lang) for s in sheet.steps],
        "periods": [
            {
                "provision": p.provision,
                "counted_from": p.counted_from.isoformat() if p.counted_from else None,
                "until": p.until.isoformat(),
                "clipped": p.clipped,
                "source": p.source,
            }
            for p in sheet.periods
        ],
    }


def _step(sheet: Worksheet, step: Step, lang: Language) -> dict[str, Any]:
    reasons = [reason for _, _, reason in step.estimates]
    return {
        "name": step.name,
        "value": _cents(step.value_eur),
        "formula": formula(sheet, step, lang),
        "source": joined(lang, (step.source, step.basis, *reasons)),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "strand": decision.strand,
        "kind": decision.kind,
        "person": decision.person,
        "cap": decision.cap,
        "counted": decision.counted,
        "sum_eur": _cents(decision.sum_eur),
        "maximum_eur": None if decision.maximum_eur is None else str(decision.maximum_eur),
        "fine_eur": _cents(decision.fine_eur),
        "fine_other_cap_eur": _cents(decision.fine_other_cap_eur),
        "maximum_binds": decision.maximum_binds,
        "shares_eur": {s.infringement: _cents(s.eur) for s in decision.shares},
    }


def _cents(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)
