"""The amount of an alleged infringement if it is fined, by each method; on arrays.

The caller says what each estimate is worth (its central value for a worksheet, drawn values for
a simulation); everything else is the same code. None of the methods is the Commission's: it has
published none under the DSA.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from dsa_sim.law import add_months
from dsa_sim.model.case import Case, Infringement, Reference, YearRounding
from dsa_sim.model.estimate import Estimate, between
from dsa_sim.model.methods import Array, Chain, run_chain
from dsa_sim.model.periods import counted_periods, platform_of

Values = Callable[[str, Estimate], Array]
"""Gives the values (trials,) of an estimate; the name tells inputs apart ("risk.start")."""

GRAVITY_BANDS: dict[str, Estimate] = {
    "low": between(0, "0.10"),
    "medium": between("0.10", "0.20"),
    "high": between("0.20", 1),
}
"""Shares of the maximum by gravity, by analogy with EDPB Guidelines 04/2022, paragraph 60."""


@dataclass(frozen=True, kw_only=True)
class Bases:
    """What shares are taken of, in euro, and how long the infringement lasted.

    Each has the shape (trials,) or (1,): it moves where the day of the decision is an estimate.
    """

    turnover: Array
    maximum: Array
    years: Array


def band_of(infringement: Infringement) -> Estimate | None:
    """The share of the maximum that the method `bands` starts from; None while gravity is open."""
    return infringement.band or GRAVITY_BANDS.get(infringement.gravity)


def gravity_factor(reference: Reference, infringement: Infringement) -> Decimal | None:
    """The factor by which gravity scales the reference share; None while gravity is open."""
    factors = {
        "low": reference.factor_low,
        "medium": reference.factor_medium,
        "high": reference.factor_high,
    }
    return factors.get(infringement.gravity)


def has_amount(case: Case, infringement: Infringement) -> bool:
    """Tell whether the method of the case has what it needs to reach an amount."""
    match case.method:
        case "judgement":
            return infringement.start is not None
        case "bands":
            return band_of(infringement) is not None
        case "value_of_sales":
            sales = platform_of(case, infringement).eu_revenue_eur
            return sales is not None and infringement.proportion is not None
        case "precedent":
            return case.reference is not None and infringement.gravity != "open"


def counted_years(case: Case, infringement: Infringement, *, decision_on: date) -> float:
    """How many years an infringement counts, as the longest counted period of its provisions.

    Half-year steps: a period begun counts as half a year or a whole one (point 24 of the 2006
    Guidelines); pro rata: days by 365.25.
    """
    years = [
        rounded_years(period.counted_from, period.until, case.year_rounding)
        for period in counted_periods(case, infringement, decision_on=decision_on)
        if period.counted_from is not None
    ]
    return max(years, default=0.0)


def rounded_years(first: date, last: date, rounding: YearRounding) -> float:
    """The years from one day to another, both included; in half-year steps (up) or pro rata.

    Half-years go by the calendar: one of 366 days, or July to December, is not longer than it.
    """
    if rounding == "pro_rata":
        return ((last - first).days + 1) / 365.25
    steps = 0
    while add_months(first, 6 * steps) <= last:
        steps += 1
    return steps / 2


def amount_chain(case: Case, infringement: Infringement, *, bases: Bases, value: Values) -> Chain:
    """The chain of an infringement under the method of the case, each step (trials,).

    Raises:
        ValueError: the method lacks what it needs (see `has_amount`).
    """
    name, i = infringement.id, infringement

    def drawn(field: str, estimate: Estimate | None, default: float) -> Array:
        return np.array([default]) if estimate is None else value(f"{name}.{field}", estimate)

    recurrence = drawn("recurrence", i.recurrence, 0.0)
    aggravating = _added(name, "aggravating", i, value)
    by_sales = case.method == "value_of_sales"
    return run_chain(
        start=starting_amount(case, infringement, bases=bases, value=value),
        duration=drawn("duration", None if by_sales else i.duration, 1.0),
        # The 2006 Guidelines count recurrence among the aggravating circumstances (point 28).
        recurrence=np.zeros(1) if by_sales else recurrence,
        aggravating=aggravating + recurrence if by_sales else aggravating,
        mitigating=_added(name, "mitigating", i, value),
        deterrence=drawn("deterrence", i.deterrence if by_sales else None, 1.0),
        other_penalties=drawn("other_penalties", i.other_penalties, 0.0),
    )


def starting_amount(
    case: Case, infringement: Infringement, *, bases: Bases, value: Values
) -> Array:
    """The starting amount in euro under the method of the case, (trials,).

    Raises:
        ValueError: the method lacks what it needs (see `has_amount`).
    """
    i, name = infringement, infringement.id
    match case.method:
        case "judgement" if i.start is not None:
            start = value(f"{name}.start", i.start.estimate)
            return start if i.start.unit == "eur" else start * bases.turnover
        case "bands":
            if (band := band_of(i)) is not None:
                return value(f"{name}.band", band) * bases.maximum
        case "value_of_sales" if i.proportion is not None:
            return _of_sales(case, i, i.proportion, bases, value)
        case "precedent" if case.reference is not None:
            base = bases.turnover if case.reference.of == "turnover" else bases.maximum
            if (factor := gravity_factor(case.reference, i)) is not None:
                share = value("case.reference", case.reference.share)
                return share * float(factor) * base
    raise ValueError(f"the method {case.method} has no starting amount for {name}")


def _of_sales(
    case: Case, i: Infringement, proportion: Estimate, bases: Bases, value: Values
) -> Array:
    platform = platform_of(case, i)
    if platform.eu_revenue_eur is None:
        raise ValueError(f"the revenue of {platform.id} in the Union is open")
    sales = value(f"{platform.id}.eu_revenue_eur", platform.eu_revenue_eur)
    share = value(f"{i.id}.proportion", proportion) * bases.years
    if i.entry_fee is not None:
        share = share + value(f"{i.id}.entry_fee", i.entry_fee)
    return sales * share


def _added(name: str, field: str, infringement: Infringement, value: Values) -> Array:
    total = np.zeros(1)
    for n, factor in enumerate(getattr(infringement, field)):
        total = total + value(f"{name}.{field}.{n}", factor.share)
    return total
