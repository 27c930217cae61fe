"""Break-even: the value of an input at which a result meets a target.

A result may step over its target (a turnover changes from one day to the next; a quantile of few
amounts jumps): then no value meets it, and both sides of the step are told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, log2, sqrt

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
from dsa_sim.model.simulation import THREADS, Exposure
from dsa_sim.model.uncertain import Kind, UncertainInput, held, input_at

LARGEST: dict[Kind, float] = {
    "chance": 1.0, "share": 1.0, "eur": 1e11, "number": 10.0, "days": 3650.0, "date": 3650.0,
}  # fmt: skip
"""How far break-even looks for an input; shares of circumstances are looked for up to 100 %."""

NEAR = 0.005
"""A result this near to its target, as a share of it, meets it; further off lies a step."""

HALVINGS = 30
"""How finely break-even looks: to what halving so often leaves, a billionth of where it began."""

_TRUNCATED = 0.2
_MET = 1e-5
"""With all trials, a result that is off by less than this share of the target meets it."""

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
    """Two values next to each other between which a result steps over the target.

    `error` is the standard error of the place from the sampling of the trials; None where the law
    decides the place (a day on which another year counts).
    """

    before: float
    result_before: float
    after: float
    result_after: float
    error: float | None = None


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
    search = _Search(item, target, _looked_at(item, *searched), few, run, result)
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
        result: ResultName,
    ) -> None:
        self._item, self._target, self._values = item, target, values
        self._few, self._run, self._result = few, run, result
        self._last: dict[Runner, tuple[float, Exposure]] = {}
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
        finest = 0.0 if self._few is self._run else self._gap * _FIRST_LOOK
        found = self._refined(self._narrowed(self._few, near, finest=finest), near)
        (low, before), (high, after) = ((value, self._at(self._run, value)) for value in found)
        value, reached = min(
            ((high, after), (low, before)), key=lambda side: abs(side[1] - self._target)
        )
        if low == high or abs(reached - self._target) <= NEAR * abs(self._target):
            return value, reached, None
        step = Step(before=low, result_before=before, after=high, result_after=after)
        return None, None, replace(step, error=self.error_of_step(step, self._result))

    def error_at(self, value: float, result: ResultName) -> float | None:
        """The standard error of a solution: that of the result, by how steeply it moves there."""
        if self._item.kind == "date" or not self._gap:
            return None
        steepest = self._steepest(value, self._few_at)
        if not steepest:
            return None
        return result_error(self._exposure(self._run, value), result) / steepest

    def error_of_step(self, step: Step, result: ResultName) -> float | None:
        """The standard error of the place of a step.

        A quantile steps where the chance of more than what lies in between passes its share.
        What steps otherwise steps by law (a day, a year), or with all trials at once.
        """
        if self._item.kind == "date" or not result.startswith("P"):
            return None
        level = (step.result_before + step.result_after) / 2

        def chance(value: float) -> float:
            return self._exposure(self._few, value).chance_above(level)

        steepest = self._steepest(step.after, chance)
        share = int(result[1:]) / 100
        error = sqrt(share * (1 - share) / self._exposure(self._run, step.after).trials)
        return error / steepest if steepest else None

    def _steepest(self, value: float, result: Callable[[float], float]) -> float:
        """How far a result moves at most beside a value, for each unit of the input."""
        aside = self._gap * _ASIDE
        sides = (max(value - aside, self._values[0]), min(value + aside, self._values[-1]))
        here = result(value)
        slopes = [abs(result(side) - here) / abs(side - value) for side in sides if side != value]
        return max(slopes, default=0.0)

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
        """The same place with all trials: looked for ever further from that of the few."""
        if self._run is self._few or found[0] == found[1]:
            return found
        start, aside = found[1], self._aside(found[1])
        is_before = self._is_before(self._run, start)
        while aside < 2 * self._gap:
            moved = start + aside if is_before else start - aside
            other = sharp(self._item, min(max(moved, limits[0]), limits[1]))
            if self._is_before(self._run, other) != is_before:
                around = (start, other) if is_before else (other, start)
                return self._narrowed(self._run, around, finest=self._gap * _LAST_LOOK)
            start, aside = other, aside * 4
        return found

    def _aside(self, value: float) -> float:
        """How far the solution of all trials may lie beside that of the few."""
        steepest = self._steepest(value, self._few_at)
        away = abs(self._away(self._run, value))
        return max(
            min(1.5 * away / steepest if steepest else 0.0, self._gap), self._gap * _FIRST_LOOK
        )

    def _narrowed(
        self, run: Runner, between: tuple[float, float], *, finest: float
    ) -> tuple[float, float]:
        """Bring a value before the target and one at or beyond it together.

        In few steps where the result moves evenly, and in one more than halving takes where it
        does not (the ITP method of Oliveira and Takahashi, 2020). With all trials a result that is
        as good as the target ends it, unless the result stands still there.
        """
        low, high = between
        if low == high:
            return between
        finest = max(finest, (high - low) * 0.5**HALVINGS)
        most = ceil(log2(max((high - low) / finest, 1.0))) + 1
        for n in range(most):
            middle = sharp(self._item, self._next(run, (low, high), finest * 2.0 ** (most - n - 1)))
            if middle in (low, high) or high - low <= finest:
                break
            if run is self._run is not self._few and self._is_met(middle, (low, high)):
                return middle, middle
            if self._is_before(run, middle):
                low = middle
            else:
                high = middle
        return low, high

    def _next(self, run: Runner, between: tuple[float, float], room: float) -> float:
        """Where to look next: near where a straight line meets the target, within the room left."""
        low, high = between
        before, beyond = self._away(run, low), self._away(run, high)
        half, width = (low + high) / 2, high - low
        if beyond == 0 or before == beyond:
            return half
        straight = low + width * before / (before - beyond)
        towards = 1.0 if straight < half else -1.0
        truncated = straight + towards * min(
            _TRUNCATED * width**2 / self._gap, abs(half - straight)
        )
        left = max(room - width / 2, 0.0)
        return min(max(truncated, half - left), half + left)

    def _is_met(self, value: float, between: tuple[float, float]) -> bool:
        """Tell whether the result is all but the target, and moves on either side."""
        here = self._away(self._run, value)
        moves = all(self._away(self._run, side) != here for side in between)
        return moves and 0 < abs(here) <= _MET * abs(self._target)

    def _is_before(self, run: Runner, value: float) -> bool:
        """Tell whether the result is still on the side of the target where it began."""
        return self._away(run, value) * self._side > 0

    def _away(self, run: Runner, value: float) -> float:
        return self._signed(self._at(run, value))

    def _few_at(self, value: float) -> float:
        return self._at(self._few, value)

    def _at(self, run: Runner, value: float) -> float:
        if (run, value) not in self._known:
            self._known[run, value] = result_of(self._exposure(run, value), self._result)
        return self._known[run, value]

    def _exposure(self, run: Runner, value: float) -> Exposure:
        """Everything at a value; the last one of each run is kept."""
        known = self._last.get(run)
        if known is None or known[0] != value:
            known = (value, run.exposure(held(run.case, self._item.path, value)))
            self._last[run] = known
        return known[1]

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
