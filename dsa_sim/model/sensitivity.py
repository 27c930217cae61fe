"""What drives the exposure: one input at a time, two at a time, and break-even.

All of it runs the simulation again with an input held, on the same random numbers, so that
only the input moves the result.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dsa_sim.model.case import Case
from dsa_sim.model.chain import Array
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.simulation import THREADS, CancelledError, Exposure, simulate
from dsa_sim.model.streams import BLOCK
from dsa_sim.model.uncertain import Kind, UncertainInput, held, input_at, inputs_of

ResultName = Literal[
    "mean", "P5", "P10", "P50", "P90", "P95", "P99", "chance_any_fine", "chance_maximum_binds"
]
RESULTS: tuple[ResultName, ...] = (
    "mean", "P5", "P10", "P50", "P90", "P95", "P99", "chance_any_fine", "chance_maximum_binds",
)  # fmt: skip
TRIALS = 2 * BLOCK
GRID_TRIALS = BLOCK // 4
LARGEST: dict[Kind, float] = {
    "chance": 1.0, "share": 1.0, "eur": 1e11, "number": 10.0, "days": 3650.0, "date": 3650.0,
}  # fmt: skip
"""How far break-even looks for an input; shares of circumstances are looked for up to 100 %."""

HALVINGS = 30
"""How often break-even halves what is left: to a billionth of where it began."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, kw_only=True)
class Swing:
    """One bar of the tornado: the result with an input at its low and at its high number.

    `at_low` and `at_high` are the numbers held: P10 and P90 of the estimate, or 0 and 1 for a
    chance that is one value (`is_point_chance`).
    """

    input: UncertainInput
    at_low: float
    at_high: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the result moves."""
        return abs(self.high - self.low)


@dataclass(frozen=True, kw_only=True)
class Tornado:
    """The result as it is, and the bars, the widest first."""

    result: ResultName
    base: float
    swings: tuple[Swing, ...]


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """The value of an input at which a result meets a target, or how far it reaches.

    `value` is None where the target cannot be reached; `reachable` is the range of the result
    over the range of the input, `searched`.
    """

    path: str
    result: ResultName
    target: float
    value: float | None
    reached: float | None
    reachable: tuple[float, float]
    searched: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A result over two inputs: `results` has the shape (values of `across`, values of `down`)."""

    result: ResultName
    down: str
    across: str
    down_values: tuple[float, ...]
    across_values: tuple[float, ...]
    results: Array


def result_of(exposure: Exposure, name: ResultName) -> float:
    """One result of an exposure: euro, or a chance."""
    match name:
        case "mean":
            return exposure.mean_eur
        case "chance_any_fine":
            return exposure.chance_any_fine
        case "chance_maximum_binds":
            return exposure.chance_maximum_binds
        case _:
            return exposure.quantile_eur(int(name[1:]) / 100)


def tornado(
    case: Case,
    scenario: str | None = None,
    *,
    result: ResultName = "mean",
    trials: int = TRIALS,
    seed: int | None = None,
    threads: int = THREADS,
    cancelled: Cancelled | None = None,
) -> Tornado:
    """The result with each input at its P10 and at its P90, others as they are.

    Chances entered as 0 or 1 are assumptions, not uncertainties: they have no bar.

    Raises:
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    run = _Runner(case, scenario, result, (trials, seed, threads), cancelled)
    swings = []
    for item in inputs_of(run.case):
        if item.is_certain:
            continue
        low, high = ends(item)
        swings.append(
            Swing(
                input=item, at_low=low, at_high=high, low=run.at(item, low), high=run.at(item, high)
            )
        )
    swings.sort(key=lambda swing: (-swing.width, swing.input.path))
    return Tornado(result=result, base=run.base(), swings=tuple(swings))


def ends(item: UncertainInput) -> tuple[float, float]:
    """The numbers at which the tornado holds an input: P10 and P90, or 0 and 1."""
    if item.is_point_chance:
        return 0.0, 1.0
    return _sharp(item, quantile(item.estimate, 0.1)), _sharp(item, quantile(item.estimate, 0.9))


def quantile(estimate: Estimate, share: float) -> float:
    """The number that an estimate does not exceed with that chance."""
    return float(quantile_table(estimate)[min(int(share * BLOCK), BLOCK - 1)])


def break_even(
    case: Case,
    path: str,
    *,
    target: float,
    result: ResultName = "P95",
    scenario: str | None = None,
    within: tuple[float, float] | None = None,
    trials: int = TRIALS,
    seed: int | None = None,
    threads: int = THREADS,
    cancelled: Cancelled | None = None,
) -> BreakEven:
    """Find the value of an input at which a result meets a target.

    `within` bounds the search; by default chances and shares from 0 to 1, days, factors and
    amounts from 0 to `LARGEST`. Where several values serve, the lowest is found.

    A result may step over the target: then `reached` is beyond it, on the far side of the step.

    Raises:
        KeyError: the case has no such input.
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    run = _Runner(case, scenario, result, (trials, seed, threads), cancelled)
    item = input_at(run.case, path)
    low, high = within or _searched(item)
    values = _looked_at(item, low, high)
    found = [run.at(item, value) for value in values]
    reachable = (min(found), max(found))
    value = _met(item, lambda v: run.at(item, v) - target, values, [f - target for f in found])
    return BreakEven(
        path=path, result=result, target=target, value=value,
        reached=None if value is None else run.at(item, value),
        reachable=reachable, searched=(low, high),
    )  # fmt: skip


def grid(
    case: Case,
    *,
    down: str,
    across: str,
    steps: int = 7,
    result: ResultName = "mean",
    scenario: str | None = None,
    trials: int = GRID_TRIALS,
    seed: int | None = None,
    threads: int = THREADS,
    cancelled: Cancelled | None = None,
) -> Grid:
    """A result over two inputs, each from its lowest to its highest number in even steps.

    Raises:
        KeyError: the case has no such input.
        ValueError: both inputs are the same.
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    if down == across:
        raise ValueError("a grid needs two inputs")
    run = _Runner(case, scenario, result, (trials, seed, threads), cancelled)
    one, other = input_at(run.case, down), input_at(run.case, across)
    rows, columns = _steps(one, steps), _steps(other, steps)
    made = np.array(
        [[run.of(held(held(run.case, down, y), across, x)) for x in columns] for y in rows]
    )
    made.setflags(write=False)
    return Grid(
        result=result, down=down, across=across, down_values=rows, across_values=columns,
        results=made,
    )  # fmt: skip


class _Runner:
    """Runs a case again and again on the same random numbers."""

    def __init__(
        self,
        case: Case,
        scenario: str | None,
        result: ResultName,
        how: tuple[int, int | None, int],
        cancelled: Cancelled | None,
    ) -> None:
        self.case = apply_scenario(case, scenario_of(case, scenario))
        self._result, self._how, self._cancelled = result, how, cancelled

    def base(self) -> float:
        return self.of(self.case)

    def at(self, item: UncertainInput, number: float) -> float:
        return self.of(held(self.case, item.path, number))

    def of(self, case: Case) -> float:
        trials, seed, threads = self._how
        if self._cancelled is not None and self._cancelled():
            raise CancelledError
        made = simulate(case, trials=trials, seed=seed, threads=threads, cancelled=self._cancelled)
        return result_of(made, self._result)


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
    return sorted({_sharp(item, v) for v in (low, *evenly, *own)})


def _met(
    item: UncertainInput,
    away: Callable[[float], float],
    values: Sequence[float],
    found: Sequence[float],
) -> float | None:
    """The lowest value found at which the result is the target; None where it is never."""
    for n in range(len(values)):
        if found[n] == 0:
            return values[n]
        if n and found[n - 1] * found[n] < 0:
            return _bisected(item, away, values[n - 1], values[n])
    return None


def _bisected(
    item: UncertainInput, away: Callable[[float], float], low: float, high: float
) -> float:
    """Where a result crosses its target, on the side where it is not below it."""
    rising = away(high) > 0
    for _ in range(HALVINGS):
        middle = _sharp(item, (low + high) / 2)
        if middle in (low, high):
            break
        if (away(middle) >= 0) == rising:
            high = middle
        else:
            low = middle
    return high if rising else low


def _sharp(item: UncertainInput, number: float) -> float:
    """The number as it is held: a decision is taken on a whole day."""
    return float(round(number)) if item.kind == "date" else number


def _steps(item: UncertainInput, steps: int) -> tuple[float, ...]:
    if item.is_point_chance:
        low, high = 0.0, 1.0
    else:
        low, high = float(item.estimate.minimum), float(item.estimate.maximum)
    # A day that is a few days uncertain has fewer steps than asked for.
    return tuple(dict.fromkeys(_sharp(item, float(v)) for v in np.linspace(low, high, steps)))
