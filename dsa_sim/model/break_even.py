"""Break-even: the value of an input at which a result meets a target.

A result may step over its target (a turnover changes from one day to the next; a quantile of few
amounts jumps): then no value meets it, and both sides of the step are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dsa_sim.model.case import Case
from dsa_sim.model.sensitivity import (
    TRIALS,
    Cancelled,
    ResultName,
    Runner,
    result_error,
    result_of,
    sharp,
)
from dsa_sim.model.simulation import THREADS
from dsa_sim.model.uncertain import Kind, UncertainInput, held, input_at

LARGEST: dict[Kind, float] = {
    "chance": 1.0, "share": 1.0, "eur": 1e11, "number": 10.0, "days": 3650.0, "date": 3650.0,
}  # fmt: skip
"""How far break-even looks for an input; shares of circumstances are looked for up to 100 %."""

NEAR = 0.005
"""A result this near to its target, as a share of it, meets it; further off lies a step."""

HALVINGS = 30
"""How often break-even halves what is left: to a billionth of where it began."""

_EQUAL = 1e-9
"""Results that differ by no more than this share of themselves are the same."""

_FIRST_LOOK = 1e-4
_LAST_LOOK = 1e-6
"""How near to the solution of fewer trials that of all of them is looked for, and how finely:
shares of the distance between two of the values looked at first."""

_ASIDE = 0.04
"""How far beside the solution the slope is taken, as a share of the same distance."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Two values next to each other between which a result steps over the target."""

    before: float
    result_before: float
    after: float
    result_after: float


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """The lowest value of an input at which a result meets a target, or why there is none.

    `value` is None where the result steps over the target (`step`), does not depend on the input
    (`is_constant`) or lies elsewhere: `reachable` is the range of the result over the range of
    the input, `searched`. `error` is the standard error of the value from the sampling of the
    trials; None where the result does not move there, or the input is a day.
    """

    path: str
    result: ResultName
    target: float
    value: float | None
    reached: float | None
    error: float | None
    step: Step | None
    reachable: tuple[float, float]
    searched: tuple[float, float]

    @property
    def is_constant(self) -> bool:
        """True where the result is the same whatever the input is."""
        return _same(*self.reachable)


def break_even(
    case: Case,
    path: str,
    *,
    target: float,
    result: ResultName = "P95",
    scenario: str | None = None,
    within: tuple[float, float] | None = None,
    trials: int | None = None,
    seed: int | None = None,
    threads: int = THREADS,
    cancelled: Cancelled | None = None,
) -> BreakEven:
    """Find the lowest value of an input at which a result meets a target.

    `within` bounds the search; by default chances and shares from 0 to 1, days, factors and
    amounts from 0 to `LARGEST`. `trials` and `seed` are by default those of the case; where there
    are many trials, the place is found with fewer and then made exact with all of them.

    Raises:
        KeyError: the case has no such input.
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    count = case.trials if trials is None else trials
    run = Runner(case, scenario, result, (count, seed, threads), cancelled)
    few = run
    if count > TRIALS:
        few = Runner(case, scenario, result, (TRIALS, seed, threads), cancelled)
    item = input_at(run.case, path)
    searched = within or _searched(item)
    search = _Search(item, target, _looked_at(item, *searched), few, run)
    value, reached, step = search.solution()
    return BreakEven(
        path=path, result=result, target=target, value=value, reached=reached, step=step,
        error=None if value is None else search.error_at(value, result),
        reachable=search.reachable, searched=searched,
    )  # fmt: skip


class _Search:
    """The search for one target, first among values far apart with few trials."""

    def __init__(
        self,
        item: UncertainInput,
        target: float,
        values: Sequence[float],
        few: Runner,
        run: Runner,
    ) -> None:
        self._item, self._target, self._values = item, target, values
        self._few, self._run = few, run
        self._known: dict[tuple[Runner, float], float] = {}
        self._found = [self._at(few, value) for value in values]
        self._gap, self._side = 0.0, 0.0

    @property
    def reachable(self) -> tuple[float, float]:
        """The lowest and the highest result met on the way."""
        return min(self._found), max(self._found)

    def solution(self) -> tuple[float | None, float | None, Step | None]:
        """The lowest value found and the result there, or the step over the target."""
        near = self._neighbours()
        if near is None or _same(*self.reachable):
            return None, None, None
        self._gap = near[1] - near[0]
        self._side = self._away(self._few, near[0])
        found = self._refined(self._narrowed(self._few, near, finest=0.0), near)
        (low, before), (high, after) = ((value, self._at(self._run, value)) for value in found)
        value, reached = min(
            ((high, after), (low, before)), key=lambda side: abs(side[1] - self._target)
        )
        if low == high or abs(reached - self._target) <= NEAR * abs(self._target):
            return value, reached, None
        step = Step(before=low, result_before=before, after=high, result_after=after)
        return None, None, step

    def error_at(self, value: float, result: ResultName) -> float | None:
        """The standard error of a solution: that of the result, by how steeply it moves there."""
        aside = self._gap * _ASIDE
        if self._item.kind == "date" or not aside:
            return None
        exposure = self._run.exposure(held(self._run.case, self._item.path, value))
        here = result_of(exposure, result)
        sides = (max(value - aside, self._values[0]), min(value + aside, self._values[-1]))
        slopes = [
            abs(self._at(self._run, side) - here) / abs(side - value)
            for side in sides
            if side != value
        ]
        steepest = max(slopes, default=0.0)
        return result_error(exposure, result) / steepest if steepest else None

    def _neighbours(self) -> tuple[float, float] | None:
        """The lowest two values looked at between which the target lies."""
        values, away = self._values, [self._signed(found) for found in self._found]
        for n in range(len(values)):
            if away[n] == 0 or (n and away[n - 1] * away[n] < 0):
                return values[max(n - 1, 0)], values[n]
        return None

    def _refined(
        self, found: tuple[float, float], limits: tuple[float, float]
    ) -> tuple[float, float]:
        """The same place with all trials: looked for ever further around that of the few."""
        if self._run is self._few or found[0] == found[1]:
            return found
        aside = self._gap * _FIRST_LOOK
        while aside < 2 * self._gap:
            low = sharp(self._item, max(found[0] - aside, limits[0]))
            high = sharp(self._item, min(found[1] + aside, limits[1]))
            if self._is_before(self._run, low) and not self._is_before(self._run, high):
                return self._narrowed(self._run, (low, high), finest=self._gap * _LAST_LOOK)
            aside *= 8
        return found

    def _narrowed(
        self, run: Runner, between: tuple[float, float], *, finest: float
    ) -> tuple[float, float]:
        """Halve what lies between a value before the target and one at or beyond it."""
        low, high = between
        for _ in range(HALVINGS):
            middle = sharp(self._item, (low + high) / 2)
            if middle in (low, high) or high - low <= finest:
                break
            if self._is_before(run, middle):
                low = middle
            else:
                high = middle
        return low, high

    def _is_before(self, run: Runner, value: float) -> bool:
        """Tell whether the result is still on the side of the target where it began."""
        return self._away(run, value) * self._side > 0

    def _away(self, run: Runner, value: float) -> float:
        return self._signed(self._at(run, value))

    def _at(self, run: Runner, value: float) -> float:
        if (run, value) not in self._known:
            self._known[run, value] = run.at(self._item, value)
        return self._known[run, value]

    def _signed(self, found: float) -> float:
        """How far a result is from the target; 0 where it is the same."""
        return 0.0 if _same(found, self._target) else found - self._target


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _EQUAL * max(abs(one), abs(other))


def _searched(item: UncertainInput) -> tuple[float, float]:
    if item.kind == "date":
        return float(item.estimate.minimum), float(item.estimate.maximum)
    return 0.0, max(LARGEST[item.kind], float(item.estimate.maximum))


def _looked_at(item: UncertainInput, low: float, high: float) -> Sequence[float]:
    """Where break-even looks first: evenly, and for euro by powers, as they span many.

    The numbers of the estimate itself are among them: what it means now is always within reach.
    """
    if item.kind == "eur" and high > 0:
        evenly = np.geomspace(max(low, high * 1e-9), high, 16).tolist()[1:]
    else:
        evenly = np.linspace(low, high, 9).tolist()
    x = item.estimate
    own = [v for v in map(float, (x.minimum, x.central, x.maximum)) if low <= v <= high]
    return sorted({sharp(item, v) for v in (low, *evenly, *own)})
