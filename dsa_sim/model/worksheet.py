"""The worksheet: the steps by which the amount of an infringement is reached.

It is the code of the simulation (`amounts`) run once, with every estimate at its central value
and "fined" taken as given.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dsa_sim.model.amounts import (
    Bases,
    amount_chain,
    band_of,
    counted_years,
    gravity_factor,
    has_amount,
)
from dsa_sim.model.case import Case, Factors, Infringement, Method, ShareOf
from dsa_sim.model.decisions import float_not_above
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.maxima import Maximum, StrandMaxima, Turnover
from dsa_sim.model.methods import Array, Chain
from dsa_sim.model.periods import CountedPeriod, counted_periods, platform_of

StepName = Literal[
    "start", "duration", "recurrence", "aggravating", "mitigating", "deterrence",
    "other_penalties", "amount",
]  # fmt: skip
Basis = Literal["law", "assumption", "default"]
FineKind = Literal["infringement", "procedural"]
Unit = Literal["eur", "share", "number"]
StepInput = tuple[Estimate, Unit, str]
"""An input of a step: its estimate, its unit, and the user's reason."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a worksheet.

    `value_eur` is the running amount after the step and `effect_eur` what the step changed.
    `estimates` are the inputs with their unit and the user's reason; `basis` tells whether the
    law, the user's assumption or a default stands behind it and `source` cites the article.
    """

    name: StepName
    value_eur: float
    effect_eur: float
    estimates: tuple[StepInput, ...] = ()
    basis: Basis = "default"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """How the amount of one infringement is reached; None where no amount was assumed yet.

    `method` is that of the case; `base` tells what the share of the starting amount is taken
    of, `turnover` or `maximum` (each None where it is missing).
    """

    infringement: Infringement
    method: Method
    base: ShareOf
    amount_eur: float | None
    steps: tuple[Step, ...]
    turnover: Turnover | None
    maximum: Maximum | None
    periods: tuple[CountedPeriod, ...]

    @property
    def kind(self) -> FineKind:
        """Under which maximum the amount falls."""
        return "procedural" if self.infringement.is_procedural else "infringement"


def worksheet(case: Case, infringement: Infringement, strand: StrandMaxima) -> Worksheet:
    """The worksheet of an infringement under the method of the case."""
    maximum = strand.of_infringement(infringement, case.provider.name)
    decision_on = strand.strand.decision_on
    steps: tuple[Step, ...] = ()
    if has_amount(case, infringement) and (maximum or not _needs_turnover(case, infringement)):
        years = counted_years(case, infringement, decision_on=decision_on)
        chain = amount_chain(case, infringement, bases=_bases(maximum, years), value=_central_value)
        steps = _steps(case, infringement, chain, years)
    return Worksheet(
        infringement=infringement,
        method=case.method,
        base=_base(case),
        amount_eur=steps[-1].value_eur if steps else None,
        steps=steps,
        turnover=maximum.turnover if maximum else None,
        maximum=maximum,
        periods=counted_periods(case, infringement, decision_on=decision_on),
    )


def _central_value(_name: str, estimate: Estimate) -> Array:
    return np.array([float(estimate.central)])


def _base(case: Case) -> ShareOf:
    if case.method == "precedent" and case.reference is not None:
        return case.reference.of
    return "maximum" if case.method == "bands" else "turnover"


def _needs_turnover(case: Case, infringement: Infringement) -> bool:
    if case.method == "judgement":
        return infringement.start is not None and infringement.start.unit != "eur"
    return case.method != "value_of_sales"


def _bases(maximum: Maximum | None, years: float) -> Bases:
    if maximum is None:
        return Bases(turnover=np.zeros(1), maximum=np.zeros(1), years=np.array([years]))
    return Bases(
        turnover=np.array([float(maximum.turnover.euro)]),
        maximum=np.array([float_not_above(maximum.amount)]),
        years=np.array([years]),
    )


def _steps(case: Case, i: Infringement, chain: Chain, years: float) -> tuple[Step, ...]:
    by_sales = case.method == "value_of_sales"
    recurrence = _single(i.recurrence, "share", i.recurrence_reason)
    aggravating = _several(i.aggravating)
    rows: list[tuple[StepName, Array, tuple[StepInput, ...]]] = [
        ("start", chain.start, _start_inputs(case, i, years)),
        ("duration", chain.duration, _single(i.duration, "number", i.duration_reason)),
        ("recurrence", chain.recurrence, recurrence),
        ("aggravating", chain.aggravating, aggravating),
        ("mitigating", chain.mitigating, _several(i.mitigating)),
        (
            "other_penalties", chain.other_penalties,
            _single(i.other_penalties, "eur", i.other_penalties_reason),
        ),
    ]  # fmt: skip
    if by_sales:
        # Duration is in the start there, and recurrence among the aggravating circumstances.
        rows[1], rows[2] = ("duration", chain.duration, ()), ("recurrence", chain.recurrence, ())
        rows[3] = ("aggravating", chain.aggravating, (*aggravating, *recurrence))
        rows.insert(5, ("deterrence", chain.deterrence, _single(i.deterrence, "number", "")))
    return tuple(_made(rows, float(chain.amount[0])))


def _made(rows: list[tuple[StepName, Array, tuple[StepInput, ...]]], amount: float) -> list[Step]:
    steps = []
    before = 0.0
    for name, running, inputs in rows:
        value = float(running[0])
        steps.append(
            Step(
                name=name,
                value_eur=value,
                effect_eur=value - before,
                estimates=inputs,
                basis="assumption" if inputs else "default",
                source=_SOURCES[name],
            )
        )
        before = value
    steps.append(Step(name="amount", value_eur=amount, effect_eur=0.0, basis="default"))
    return steps


_SOURCES: dict[StepName, str] = {
    "start": "Art. 74(4)",
    "duration": "Art. 74(4)",
    "recurrence": "Art. 74(4)",
    "aggravating": "",
    "mitigating": "",
    "deterrence": "",
    "other_penalties": "recital 144",
}


def _start_inputs(case: Case, i: Infringement, years: float) -> tuple[StepInput, ...]:
    match case.method:
        case "judgement" if i.start is not None:
            unit: Unit = "eur" if i.start.unit == "eur" else "share"
            return ((i.start.estimate, unit, i.start_note.reason),)
        case "bands":
            return _single(band_of(i), "share", i.start_note.reason)
        case "value_of_sales":
            return _sales_inputs(case, i, years)
        case "precedent" if case.reference is not None:
            reference = case.reference
            factor = gravity_factor(reference, i)
            return (
                (reference.share, "share", reference.note.reason),
                *_single(None if factor is None else exactly(factor), "number", ""),
            )
    return ()


def _sales_inputs(case: Case, i: Infringement, years: float) -> tuple[StepInput, ...]:
    platform = platform_of(case, i)
    found: list[StepInput] = []
    if platform.eu_revenue_eur is not None:
        found.append((platform.eu_revenue_eur, "eur", platform.eu_revenue_note.reason))
    found += _single(i.proportion, "share", i.start_note.reason)
    found.append((exactly(str(round(years, 6))), "number", ""))
    found += _single(i.entry_fee, "share", "")
    return tuple(found)


def _single(estimate: Estimate | None, unit: Unit, reason: str) -> tuple[StepInput, ...]:
    return () if estimate is None else ((estimate, unit, reason),)


def _several(factors: Factors) -> tuple[StepInput, ...]:
    return tuple((f.share, "share", f.reason) for f in factors)
