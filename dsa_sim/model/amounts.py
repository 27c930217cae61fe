"""The amount of an alleged infringement if it is fined, by each method; on arrays.

The caller says what each estimate is worth (its central value for a worksheet, drawn values for
a simulation); everything else is the same code. None of the methods is the Commission's: it has
published none under the DSA.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from dsa_sim.law import add_months
from dsa_sim.model.case import Case, Infringement, YearRounding
from dsa_sim.model.chain import Array, Chain, run_chain
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.methods import Term, method_of
from dsa_sim.model.periods import counted_periods

Values = Callable[[str, Estimate], Array]
"""Gives the values (trials,) of an estimate; the name tells inputs apart ("risk.start")."""


@dataclass(frozen=True, kw_only=True)
class Bases:
    """What shares are taken of, in euro, and how long the infringement lasted.

    Each has the shape (trials,) or (1,): it moves where the day of the decision is an estimate.
    """

    turnover: Array
    maximum: Array
    years: Array

    @property
    def are_certain(self) -> bool:
        """True where none of them moves."""
        return self.turnover.size == self.maximum.size == self.years.size == 1

    @property
    def numbers(self) -> tuple[float, float, float]:
        """The three as numbers, where they are certain."""
        return float(self.turnover[0]), float(self.maximum[0]), float(self.years[0])


def has_amount(case: Case, infringement: Infringement) -> bool:
    """Tell whether the method of the case has what it needs to reach an amount."""
    return method_of(case).start(case, infringement).is_complete


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
    name, i, method = infringement.id, infringement, method_of(case)

    def drawn(field: str, estimate: Estimate | None, default: float) -> Array:
        return np.array([default]) if estimate is None else value(f"{name}.{field}", estimate)

    recurrence = drawn("recurrence", i.recurrence, 0.0)
    aggravating = _added(name, "aggravating", i, value)
    return run_chain(
        start=starting_amount(case, infringement, bases=bases, value=value),
        duration=drawn("duration", None if method.years_in_start else i.duration, 1.0),
        recurrence=np.zeros(1) if method.recurrence_aggravates else recurrence,
        aggravating=aggravating + recurrence if method.recurrence_aggravates else aggravating,
        mitigating=_added(name, "mitigating", i, value),
        deterrence=drawn("deterrence", i.deterrence if method.has_deterrence else None, 1.0),
        other_penalties=drawn("other_penalties", i.other_penalties, 0.0),
    )


def starting_amount(
    case: Case, infringement: Infringement, *, bases: Bases, value: Values
) -> Array:
    """The starting amount in euro under the method of the case, (trials,).

    Raises:
        ValueError: the method lacks what it needs (see `has_amount`).
    """
    start = method_of(case).start(case, infringement)
    if not start.is_complete:
        raise ValueError(f"the method {case.method} has no starting amount for {infringement.id}")

    def number(term: Term) -> Array:
        assert term.estimate is not None
        return value(term.address, term.estimate)

    amount = number(start.share)
    if start.times is not None:
        amount = amount * (bases.years if start.times == "years" else number(start.times))
    if start.plus is not None:
        amount = amount + number(start.plus)
    match start.base:
        case Term() as base:
            return number(base) * amount
        case "euro":
            return amount
        case base:
            return amount * (bases.turnover if base == "turnover" else bases.maximum)


def _added(name: str, field: str, infringement: Infringement, value: Values) -> Array:
    total = np.zeros(1)
    for n, factor in enumerate(getattr(infringement, field)):
        total = total + value(f"{name}.{field}.{n}", factor.share)
    return total
