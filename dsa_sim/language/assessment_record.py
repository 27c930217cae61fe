"""An assessment as one plain record, for `dsa-sim assess --json`.

Exact amounts (maxima and the turnover behind them) are strings with two decimals; modelled
amounts are numbers rounded to the cent, null where they are open.
"""

from typing import Any

from dsa_sim.language.joining import joined
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.translation import Language
from dsa_sim.language.worksheet_words import formula
from dsa_sim.law import law_version
from dsa_sim.model.assessment import Assessment, Decision, Step, Worksheet
from dsa_sim.model.maxima import Maximum


def record(assessment: Assessment, lang: Language) -> dict[str, Any]:
    """The record of an assessment; the words in it are in the language given."""
    return {
        "case": assessment.case.title,
        "scenario": assessment.scenario.id if assessment.scenario else None,
        "maxima": [_maximum(m) for s in assessment.strands for m in s.maxima],
        "infringements": [_infringement(w, lang) for w in assessment.worksheets],
        "decisions": [_decision(d) for d in assessment.decisions],
        "total_eur": _cents(assessment.total_eur),
        "problems": [
            {
                "code": p.code,
                "severity": p.severity,
                "where": p.where,
                "text": problem_text(lang, p),
            }
            for p in assessment.problems
        ],
        "law_version": law_version(),
    }


def _maximum(maximum: Maximum) -> dict[str, Any]:
    return {
        "strand": maximum.strand,
        "kind": maximum.kind,
        "rate": str(maximum.rate),
        "turnover_eur": str(maximum.turnover.display),
        "financial_year_end": maximum.turnover.year.ends_on.isoformat(),
        "amount_eur": str(maximum.amount),
        "law": maximum.law,
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
        "cap": decision.cap,
        "counted": decision.counted,
        "sum_eur": _cents(decision.sum_eur),
        "maximum_eur": None if decision.maximum_eur is None else str(decision.maximum_eur),
        "fine_eur": _cents(decision.fine_eur),
        "maximum_binds": decision.maximum_binds,
        "shares_eur": {s.infringement: _cents(s.eur) for s in decision.shares},
    }


def _cents(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)
