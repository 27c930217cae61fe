"""What drives the exposure: one input at a time, and two at a time.

All of it runs the simulation again with an input held, on the same random numbers, so that
only the input moves the result.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Literal

import numpy as np

from dsa_sim.model.case import Case
from dsa_sim.model.chain import Array
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.kept import Kept
from dsa_sim.model.simulation import THREADS, CancelledError, Exposure, run_plan, simulate
from dsa_sim.model.streams import BLOCK, whole_blocks
from dsa_sim.model.trials import Plan, make_plan
from dsa_sim.model.uncertain import UncertainInput, held, input_at, inputs_of

ResultName = Literal[
    "mean", "P5", "P10", "P50", "P90", "P95", "P99", "chance_any_fine", "chance_maximum_binds"
]
RESULTS: tuple[ResultName, ...] = (
    "mean", "P5", "P10", "P50", "P90", "P95", "P99", "chance_any_fine", "chance_maximum_binds",
)  # fmt: skip
TRIALS = 2 * BLOCK
GRID_TRIALS = BLOCK
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
    """The result as it is, and the bars, the widest first; each rests on so many `trials`."""

    result: ResultName
    trials: int
    base: float
    swings: tuple[Swing, ...]


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


def result_error(exposure: Exposure, name: ResultName) -> float:
    """The standard error of one result: of the mean from its blocks, else by the binomial law."""
    if name == "mean":
        return exposure.mean_error_eur
    if name.startswith("chance"):
        chance = result_of(exposure, name)
        return sqrt(chance * (1 - chance) / exposure.trials)
    return exposure.quantile_error_eur(int(name[1:]) / 100)


def tornado(
    case: Case,
    scenario: str | None = None,
    *,
    result: ResultName = "mean",
    trials: int | None = None,
    seed: int | None = None,
    threads: int = THREADS,
    cancelled: Cancelled | None = None,
) -> Tornado:
    """The result with each input at its P10 and at its P90, others as they are.

    Chances entered as 0 or 1 are assumptions, not uncertainties: they have no bar. By default each
    bar rests on `TRIALS` trials and the base on all of the case, so that it is what every other
    command says: inputs share their random numbers, and how far a bar reaches beside its base is
    known much better than where both stand.

    Raises:
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    count = min(TRIALS, whole_blocks(case.trials)) if trials is None else trials
    run = Runner(case, scenario, result, (count, seed, threads), cancelled)
    base = drawn = run.base()
    if trials is None and count < case.trials:
        whole = simulate(case, scenario, seed=seed, threads=threads, cancelled=cancelled)
        base = result_of(whole, result)
    moved = base - drawn
    swings = []
    for item in inputs_of(run.case):
        if item.is_certain:
            continue
        low, high = ends(item)
        swings.append(
            Swing(
                input=item,
                at_low=low,
                at_high=high,
                low=_beside(result, run.at(item, low) + moved),
                high=_beside(result, run.at(item, high) + moved),
            )
        )
    swings.sort(key=lambda swing: (-swing.width, swing.input.path))
    return Tornado(result=result, trials=whole_blocks(count), base=base, swings=tuple(swings))


def _beside(result: ResultName, value: float) -> float:
    """A result that was moved: no amount below nothing, no chance above certainty."""
    return max(0.0, min(value, 1.0) if result.startswith("chance") else value)


def ends(item: UncertainInput) -> tuple[float, float]:
    """The numbers at which the tornado holds an input: P10 and P90, or 0 and 1."""
    if item.is_point_chance:
        return 0.0, 1.0
    return sharp(item, quantile(item.estimate, 0.1)), sharp(item, quantile(item.estimate, 0.9))


def quantile(estimate: Estimate, share: float) -> float:
    """The number that an estimate does not exceed with that chance."""
    return float(quantile_table(estimate)[min(int(share * BLOCK), BLOCK - 1)])


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
    run = Runner(case, scenario, result, (trials, seed, threads), cancelled)
    one, other = input_at(run.case, down), input_at(run.case, across)
    rows, columns = _steps(one, steps), _steps(other, steps)
    by_row = [held(run.case, down, y) for y in rows]
    made = np.array([[run.of(held(row, across, x)) for x in columns] for row in by_row])
    made.setflags(write=False)
    return Grid(
        result=result, down=down, across=across, down_values=rows, across_values=columns,
        results=made,
    )  # fmt: skip


class Runner:
    """Runs a case again and again on the same random numbers."""

    def __init__(
        self,
        case: Case,
        scenario: str | None,
        result: ResultName,
        how: tuple[int | None, int | None, int],
        cancelled: Cancelled | None,
    ) -> None:
        self.case = apply_scenario(case, scenario_of(case, scenario))
        self._result, self._how, self._cancelled = result, how, cancelled
        self._kept = Kept()

    def base(self) -> float:
        """The result of the case as it is."""
        return self.of(self.case)

    def at(self, item: UncertainInput, number: float) -> float:
        """The result with an input held at a number; only what rests on it is drawn again.

        It differs from that of the held case by roundings of floats at most.
        """
        case = held(self.case, item.path, number)
        count, _, threads = self._how
        trials = whole_blocks(case.trials if count is None else count)
        # Another day may mean another year and other law; more trials would take too much memory.
        is_apart = item.kind == "date" or trials > TRIALS
        beside = None if is_apart else self._plan.beside(case, item.owner)
        if beside is None:
            return self.of(case)
        self._ask()
        found = run_plan(
            beside, trials, threads=threads, cancelled=self._cancelled, ordered=self._is_ordered
        )
        return result_of(found, self._result)

    @cached_property
    def _plan(self) -> Plan:
        seed = self.case.seed if self._how[1] is None else self._how[1]
        return make_plan(self.case, seed=seed, sampling="stratified", kept=self._kept)

    @property
    def _is_ordered(self) -> bool:
        return self._result.startswith("P")

    def _ask(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise CancelledError

    def of(self, case: Case) -> float:
        """The result of another case on the same random numbers."""
        return result_of(self.exposure(case), self._result)

    def exposure(self, case: Case) -> Exposure:
        """Everything that the trials of a case give.

        Raises:
            CancelledError: `cancelled` said so.
        """
        trials, seed, threads = self._how
        self._ask()
        return simulate(
            case, trials=trials, seed=seed, threads=threads, cancelled=self._cancelled,
            kept=self._kept, ordered=self._is_ordered,
        )  # fmt: skip


def sharp(item: UncertainInput, number: float) -> float:
    """The number as it is held: a decision is taken on a whole day."""
    return float(round(number)) if item.kind == "date" else number


def _steps(item: UncertainInput, steps: int) -> tuple[float, ...]:
    if item.is_point_chance:
        low, high = 0.0, 1.0
    else:
        low, high = float(item.estimate.minimum), float(item.estimate.maximum)
    # A day that is a few days uncertain has fewer steps than asked for.
    return tuple(dict.fromkeys(sharp(item, float(v)) for v in np.linspace(low, high, steps)))
