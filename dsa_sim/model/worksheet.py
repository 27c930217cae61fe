"""The worksheet: the steps by which the amount of an infringement is reached.

It is the code of the simulation (`amounts`) run once, with every estimate at its central value
and "fined" taken as given.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dsa_sim.model.amounts import Bases, amount_chain, counted_years
from dsa_sim.model.case import Case, Factors, Infringement, Method, ShareOf
from dsa_sim.model.chain import Array, Chain
from dsa_sim.model.decisions import float_not_above
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.inputs import reason_of, rows_of
from dsa_sim.model.kinds import Unit
from dsa_sim.model.maxima import Maximum, StrandMaxima, Turnover
from dsa_sim.model.methods import Start, method_of
from dsa_sim.model.periods import CountedPeriod, counted_periods

StepName = Literal[
    "start", "duration", "recurrence", "aggravating", "mitigating", "deterrence",
    "other_penalties", "amount",
]  # fmt: skip
Basis = Literal["law", "assumption", "default"]
FineKind = Literal["infringement", "procedural"]
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
    start = method_of(case).start(case, infringement)
    if start.is_complete and (maximum or not start.needs_turnover):
        years = counted_years(case, infringement, decision_on=decision_on)
        chain = amount_chain(case, infringement, bases=_bases(maximum, years), value=_central_value)
        steps = _steps(case, infringement, chain, years)
    return Worksheet(
        infringement=infringement,
        method=case.method,
        base=method_of(case).share_of(case),
        amount_eur=steps[-1].value_eur if steps else None,
        steps=steps,
        turnover=maximum.turnover if maximum else None,
        maximum=maximum,
        periods=counted_periods(case, infringement, decision_on=decision_on),
    )


def _central_value(_name: str, estimate: Estimate) -> Array:
    return np.array([float(estimate.central)])


def _bases(maximum: Maximum | None, years: float) -> Bases:
    if maximum is None:
        return Bases(turnover=np.zeros(1), maximum=np.zeros(1), years=np.array([years]))
    return Bases(
        turnover=np.array([float(maximum.turnover.euro)]),
        maximum=np.array([float_not_above(maximum.amount)]),
        years=np.array([years]),
    )


def _steps(case: Case, i: Infringement, chain: Chain, years: float) -> tuple[Step, ...]:
    method = method_of(case)
    duration = () if method.years_in_start else _input(i, "duration")
    recurrence = _input(i, "recurrence")
    aggravating = _several(i.aggravating)
    if method.recurrence_aggravates:
        recurrence, aggravating = (), (*aggravating, *recurrence)
    rows: list[tuple[StepName, Array, tuple[StepInput, ...]]] = [
        ("start", chain.start, _start_inputs(method.start(case, i), years)),
        ("duration", chain.duration, duration),
        ("recurrence", chain.recurrence, recurrence),
        ("aggravating", chain.aggravating, aggravating),
        ("mitigating", chain.mitigating, _several(i.mitigating)),
        ("deterrence", chain.deterrence, _input(i, "deterrence")),
        (
            "other_penalties", chain.other_penalties,
            _input(i, "other_penalties"),
        ),
    ]  # fmt: skip
    listed = [row for row in rows if method.has_deterrence or row[0] != "deterrence"]
    return tuple(_made(listed, float(chain.amount[0])))


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


def _start_inputs(start: Start, years: float) -> tuple[StepInput, ...]:
    inputs: list[StepInput] = []
    for term in start.terms:
        if term == "years":
            inputs.append((exactly(str(round(years, 6))), "number", ""))
        elif term.estimate is not None:
            inputs.append((term.estimate, term.unit, term.reason))
    return tuple(inputs)


def _input(infringement: Infringement, field: str) -> tuple[StepInput, ...]:
    """An input of a step with its unit and the reason behind it; none where it is open."""
    row = next(r for r in rows_of(Infringement) if r.field == field)
    estimate = getattr(infringement, field)
    if estimate is None or row.number is None:
        return ()
    return ((estimate, row.number.unit, reason_of(row, infringement)),)


def _several(factors: Factors) -> tuple[StepInput, ...]:
    return tuple((f.share, "share", f.reason) for f in factors)
