"""Frames of an assessment: infringements, decisions, worksheets and scenarios."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsa_sim.frames.declared import Column, Frame
from dsa_sim.model.assessment import Assessment, Decision, Share, Step, Worksheet, assess
from dsa_sim.model.case import Case, Estimate
from dsa_sim.model.counting import Coverage
from dsa_sim.model.weighted import weights

if TYPE_CHECKING:
    from pandas import DataFrame


def state_of(name: str, coverage: Coverage) -> str:
    """What an infringement is in the totals: `assessed`, `open`, `excluded` or `closed`."""
    states = {"open": coverage.open, "excluded": coverage.excluded, "closed": coverage.closed}
    return next((state for state, names in states.items() if name in names), "assessed")


STATE_WORDS = (
    "`assessed`, `open` (no amount or no chance yet), `excluded` by law, or `closed` without a "
    "decision"
)


@dataclass(frozen=True, kw_only=True)
class _Alleged:
    sheet: Worksheet
    decision: Decision
    share: Share
    state: str


_INFRINGEMENTS: Frame[_Alleged] = Frame(
    name="infringements",
    row="an alleged infringement, in the order of the case",
    source="the case, and its assessment at likely values (Art. 74)",
    columns=(
        Column("infringement", "text", "its identifier", lambda r: r.sheet.infringement.id),
        Column("title", "text", "its title", lambda r: r.sheet.infringement.title),
        Column("strand", "text", "identifier of the strand", lambda r: r.sheet.infringement.strand),
        Column("platform", "text", "identifier of the platform",
               lambda r: r.sheet.infringement.platform),
        Column("kind", "text", "`infringement` or `procedural`", lambda r: r.sheet.kind),
        Column("ground", "text", "the point of Art. 74", lambda r: r.sheet.infringement.ground),
        Column("provisions", "text", "the provisions alleged, by `; `",
               lambda r: "; ".join(r.sheet.infringement.provisions)),
        Column("person", "text", "another person than the provider, or empty",
               lambda r: r.decision.person),
        Column("period_start", "day", "the first day alleged",
               lambda r: r.sheet.infringement.period_start),
        Column("period_end", "day", "the last day; missing while it goes on",
               lambda r: r.sheet.infringement.period_end),
        Column("gravity", "text", "gravity (code)", lambda r: r.sheet.infringement.gravity),
        Column("fault", "text", "fault (code)", lambda r: r.sheet.infringement.fault),
        Column("chance_share", "share", "the mean chance of a finding",
               lambda r: _mean(r.sheet.infringement.chance)),
        Column("amount_eur", "eur",
               "the likely amount before the maximum; missing where none is assumed",
               lambda r: r.sheet.amount_eur),
        Column("fine_eur", "eur",
               "what it adds to the fine if all is fined, cut pro rata where the maximum binds",
               lambda r: r.share.eur),
        Column("maximum_eur", "exact_eur", "the maximum it falls under",
               lambda r: r.decision.maximum_eur),
        Column("state", "text", STATE_WORDS, lambda r: r.state),
        Column("not_counted", "text", "why nothing of it is in the sum (code), or empty",
               lambda r: r.share.not_counted),
    ),
)  # fmt: skip


@_INFRINGEMENTS.documents
def infringements(case: Case, scenario: str | None = None) -> "DataFrame":
    """What is alleged, and what it comes to if all of it is fined."""
    shown = assess(case, scenario)
    fined = {s.infringement: (d, s) for d in shown.decisions for s in d.shares}
    rows = (
        _Alleged(
            sheet=sheet, decision=fined[name][0], share=fined[name][1],
            state=state_of(name, shown.coverage),
        )
        for name, sheet in ((w.infringement.id, w) for w in shown.worksheets)
    )  # fmt: skip
    return _INFRINGEMENTS.filled(rows, case=case, scenario=scenario)


def _mean(estimate: Estimate | None) -> float | None:
    return None if estimate is None else float(estimate.mean)


_DECISIONS: Frame[Decision] = Frame(
    name="decisions",
    row="a decision with fines under one maximum",
    source="the assessment at likely values (Arts 52, 74; recital 117)",
    columns=(
        Column("strand", "text", "identifier of the strand", lambda d: d.strand),
        Column("kind", "text", "`infringement` or `procedural`", lambda d: d.kind),
        Column("person", "text", "another person than the provider, or empty", lambda d: d.person),
        Column("cap", "text", "the reading of the maximum: `per_decision` or `per_infringement`",
               lambda d: d.cap),
        Column("counted", "flag", "it can still bring a fine", lambda d: d.counted),
        Column("sum_eur", "eur", "the amounts before the maximum", lambda d: d.sum_eur),
        Column("maximum_eur", "exact_eur", "the maximum, as the cap reads it",
               lambda d: d.maximum_eur),
        Column("fine_eur", "eur", "the fine after the maximum", lambda d: d.fine_eur),
        Column("fine_other_cap_eur", "eur", "the fine under the other reading",
               lambda d: d.fine_other_cap_eur),
        Column("maximum_binds", "flag", "the maximum takes something away",
               lambda d: d.maximum_binds),
    ),
)  # fmt: skip


@_DECISIONS.documents
def decisions(case: Case, scenario: str | None = None) -> "DataFrame":
    """The decisions a case may end in, if all that has an amount is fined."""
    return _DECISIONS.filled(assess(case, scenario).decisions, case=case, scenario=scenario)


_Line = tuple[Worksheet, Step]
_WORKSHEET: Frame[_Line] = Frame(
    name="worksheet",
    row="a step by which the amount of an infringement is reached",
    source="the method of the case at likely values (Art. 74(4))",
    columns=(
        Column("infringement", "text", "its identifier", lambda r: r[0].infringement.id),
        Column("step", "text", "the step (code)", lambda r: r[1].name),
        Column("value_eur", "eur", "the amount after the step", lambda r: r[1].value_eur),
        Column("effect_eur", "eur", "what the step changes", lambda r: r[1].effect_eur),
        Column("inputs", "text", "its inputs with their units, lowest to highest, by `; ` "
               "(`tenths`: P10, P50, P90)",
               lambda r: "; ".join(_inputs(r[1]))),
        Column("reasons", "text", "the reasons entered for them, by `; `",
               lambda r: "; ".join(reason for *_, reason in r[1].estimates if reason)),
        Column("basis", "text", "what stands behind it: `law`, `assumption` or `default`",
               lambda r: r[1].basis),
        Column("law", "text", "the article behind it, or empty", lambda r: r[1].source),
    ),
)  # fmt: skip


@_WORKSHEET.documents
def worksheet(
    case: Case, scenario: str | None = None, *, infringement: str | None = None
) -> "DataFrame":
    """The worksheets, of one infringement or of all; without an amount there are no steps.

    Raises:
        KeyError: the case has no such infringement.
    """
    sheets = assess(case, scenario).worksheets
    if infringement is not None:
        sheets = tuple(w for w in sheets if w.infringement.id == infringement)
        if not sheets:
            raise KeyError(infringement)
    rows = ((sheet, step) for sheet in sheets for step in sheet.steps)
    return _WORKSHEET.filled(rows, case=case, scenario=scenario)


def _inputs(step: Step) -> list[str]:
    return [f"{_numbers(estimate)} {unit}" for estimate, unit, _ in step.estimates]


def _numbers(estimate: Estimate) -> str:
    given = (estimate.value, estimate.low, estimate.likely, estimate.high)
    numbers = "..".join(f"{number:f}" for number in given if number is not None)
    return f"{numbers} tenths" if estimate.reading == "tenths" else numbers


_SCENARIOS: Frame[Assessment] = Frame(
    name="scenarios",
    row="the base case or a scenario, in the order of the case",
    source="the assessment of each at likely values, if all that has an amount is fined",
    columns=(
        Column("scenario", "text", "its identifier; `base` for the base case",
               lambda a: a.scenario.id if a.scenario else "base"),
        Column("title", "text", "its title; empty for the base case",
               lambda a: a.scenario.title if a.scenario else ""),
        Column("weight_share", "share",
               "how likely it is; missing where scenarios are not weighed",
               lambda a: _weight(a)),
        Column("overrides", "whole", "how many inputs it sets differently",
               lambda a: len(a.scenario.overrides) if a.scenario else 0),
        Column("total_eur", "eur", "all fines; missing where nothing is assessed",
               lambda a: a.total_eur),
        Column("total_other_cap_eur", "eur", "the same under the other reading of the maximum",
               lambda a: a.total_other_cap_eur),
        Column("maximum_eur", "exact_eur",
               "the maxima of the decisions that can still bring a fine", lambda a: a.maximum_eur),
        Column("maximum_kind", "text", "of which fines that is the maximum",
               lambda a: a.maximum.kind if a.maximum else None),
        Column("of_maximum_share", "share", "those fines as a share of it",
               lambda a: _of_maximum(a)),
        Column("not_assessed", "whole",
               "how many infringements could bring a fine and are left out",
               lambda a: len(a.coverage.open)),
    ),
)  # fmt: skip


@_SCENARIOS.documents
def scenarios(case: Case) -> "DataFrame":
    """The base case and every scenario side by side."""
    shown = (assess(case, name) for name in (None, *(s.id for s in case.scenarios)))
    return _SCENARIOS.filled(shown, case=case)


def _weight(shown: Assessment) -> float | None:
    shares = dict(weights(shown.case))
    name = shown.scenario.id if shown.scenario else ""
    return float(shares[name]) if name in shares else None


def _of_maximum(shown: Assessment) -> float | None:
    maximum = shown.maximum
    fines = shown.fines_eur(maximum.kind) if maximum else None
    if shown.total_eur is None or fines is None or not maximum or not maximum.amount:
        return None
    return fines / float(maximum.amount)
