"""The exposure of a case: what is to be paid, as a distribution over many trials.

A pure function of (case, scenario, seed, trials). Trials come in blocks; a block is worked out
on its own from the streams of its inputs (see `streams`), so that any number of threads gives
the same bits, memory stays constant but for one number a trial, and a run can be cancelled.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from math import ceil, sqrt
from typing import TypeVar

import numpy as np

from dsa_sim.model.case import Case
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import Coverage
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.kept import Kept
from dsa_sim.model.streams import BLOCK, Sampling, whole_blocks
from dsa_sim.model.trials import BlockSums, Plan, make_plan

THREADS = 2
_HALF_CENT = 0.005
_ATOM = 0.01
"""An amount that so large a share of the trials has is an atom: the distribution jumps there."""

_ERRORS = 2.0
"""A quantile may lie so many standard errors of its share to either side."""

_FIRM = 0.002
"""A quantile whose standard error is no larger a share of it is firm."""

_APART = 0.05
"""Two quantiles that differ by less, as a share of the larger one, are told as the same."""
QUANTILES = (0.05, 0.10, 0.50, 0.90, 0.95, 0.99)

Sums = TypeVar("Sums")
Progress = Callable[[int, int], None]
"""Told after each block how many trials are done, and of how many."""


class CancelledError(Exception):
    """The run was cancelled; there is no result."""


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """What is to be paid, over all trials.

    `total_eur` (trials,), read-only, is the sum of fines under Art. 74(1) after appeal,
    procedural fines and periodic penalties, each block of trials in rising order. The means are
    in euro; `contributions_eur` are pairs of an infringement and what it adds to the mean (where
    a maximum binds, cut pro rata), `time_cost_eur` pairs of a strand and what a pending appeal
    costs on average, `defence_eur` what its defence does: both are no part of the total.
    `coverage` says which infringements count: those whose chance or amount is open, and those that
    the law rules out, count as nothing. `block_means_eur` serve the sampling error.
    """

    scenario: str | None
    seed: int
    sampling: Sampling
    total_eur: Array
    fines_mean_eur: float
    procedural_mean_eur: float
    periodic_mean_eur: float
    chance_any_fine: float
    chance_maximum_binds: float
    contributions_eur: tuple[tuple[str, float], ...]
    periodic_eur: tuple[tuple[str, float], ...]
    time_cost_eur: tuple[tuple[str, float], ...]
    defence_eur: tuple[tuple[str, float], ...]
    coverage: Coverage
    block_means_eur: Array

    @property
    def left_out(self) -> tuple[str, ...]:
        """The infringements that could bring a fine and are not assessed."""
        return self.coverage.open

    @property
    def trials(self) -> int:
        """How many trials were run."""
        return len(self.total_eur)

    @cached_property
    def mean_eur(self) -> float:
        """The mean ("expected") in euro."""
        return self.fines_mean_eur + self.procedural_mean_eur + self.periodic_mean_eur

    @property
    def time_cost_mean_eur(self) -> float:
        """What pending appeals cost on average, in euro: apart from what is paid."""
        return sum(amount for _, amount in self.time_cost_eur)

    @property
    def defence_mean_eur(self) -> float:
        """What defending all strands costs on average, in euro: apart from what is paid."""
        return sum(amount for _, amount in self.defence_eur)

    @property
    def mean_with_defence_eur(self) -> float:
        """The mean of what is paid and of what defending costs, together."""
        return self.mean_eur + self.defence_mean_eur

    @cached_property
    def ascending_eur(self) -> Array:
        """The totals in rising order, (trials,), read-only."""
        made = np.sort(self.total_eur)
        made.setflags(write=False)
        return made

    def quantile_eur(self, share: float) -> float:
        """The smallest total that at least a share (0–1) of the trials does not exceed."""
        # 0.07 × 100 is a little above 7 in floats: the place is found among the shares themselves.
        near = min(max(int(share * self.trials), 1), self.trials)
        places = range(max(near - 1, 1), min(near + 1, self.trials) + 1)
        return self._in_place(next((k for k in places if k / self.trials >= share), self.trials))

    def _in_place(self, place: int) -> float:
        """The total in a place (from 1) of their order; found once, since many ask for the same."""
        if place not in self._found:
            self._found[place] = _smallest(self._parts_eur, place)
        return self._found[place]

    @cached_property
    def _found(self) -> dict[int, float]:
        return {}

    @cached_property
    def _parts_eur(self) -> tuple[Array, ...]:
        return tuple(self.total_eur[n : n + BLOCK] for n in range(0, self.trials, BLOCK))

    @cached_property
    def chance_of_payment(self) -> float:
        """The chance (0–1) that anything is paid: a fine or a periodic penalty."""
        return self._paid / self.trials

    @property
    def chance_of_none(self) -> float:
        """The chance (0–1) that nothing is paid."""
        return (self.trials - self._paid) / self.trials

    @property
    def paid_mean_eur(self) -> float:
        """The mean of what is paid, if anything is; 0 where nothing ever is."""
        return self.mean_eur / self.chance_of_payment if self._paid else 0.0

    def paid_quantile_eur(self, share: float) -> float:
        """The smallest payment that at least a share (0–1) of all payments does not exceed.

        Only the trials in which something is paid are looked at; 0 where there is none.
        """
        if not self._paid:
            return 0.0
        place = min(max(ceil(share * self._paid - 1e-9), 1), self._paid)
        return self._in_place(self.trials - self._paid + place)

    def quantile_error_eur(self, share: float) -> float:
        """The standard error of a quantile in euro, from the trials as if they were independent.

        The share of trials below it is binomial: half of what lies between the quantiles one such
        error below and above it. That trials are spread evenly takes away a part of it at most.
        """
        aside = sqrt(share * (1 - share) / self.trials)
        return (self.quantile_eur(share + aside) - self.quantile_eur(share - aside)) / 2

    @property
    def rough_eur(self) -> tuple[tuple[float, float], ...]:
        """Pairs of share and standard error for the named quantiles known less well than `_FIRM`.

        Those at an edge are left out: `edges_eur` says more of them.
        """
        edges = dict(self.edges_eur)
        errors = ((q, self.quantile_error_eur(q)) for q in QUANTILES if q not in edges)
        return tuple((q, error) for q, error in errors if error > _FIRM * self.quantile_eur(q))

    def edge_eur(self, share: float) -> tuple[float, float] | None:
        """The two amounts between which a quantile flips from seed to seed; None where it is firm.

        So it is where one of the quantiles two binomial errors below and above is a single amount
        that many trials share (nothing, a maximum) and the other one is another amount.
        """
        return self._edge(self.quantile_eur, share, self.trials)

    def paid_edge_eur(self, share: float) -> tuple[float, float] | None:
        """The same for what is paid if anything is."""
        return self._edge(self.paid_quantile_eur, share, self._paid) if self._paid else None

    @property
    def edges_eur(self) -> tuple[tuple[float, tuple[float, float]], ...]:
        """Pairs of share and edge for the named quantiles that lie at one."""
        edges = ((share, self.edge_eur(share)) for share in QUANTILES)
        return tuple((share, edge) for share, edge in edges if edge is not None)

    def _edge(
        self, quantile: Callable[[float], float], share: float, count: int
    ) -> tuple[float, float] | None:
        aside = _ERRORS * sqrt(share * (1 - share) / count)
        low, high = quantile(share - aside), quantile(share + aside)
        if high - low <= _APART * high:
            return None
        at_atom = max(self.share_at(low), self.share_at(high)) >= _ATOM * count / self.trials
        return (low, high) if at_atom else None

    @cached_property
    def _paid(self) -> int:
        return sum(
            len(part) - int(np.searchsorted(part, 0.0, side="right")) for part in self._parts_eur
        )

    def share_at(self, amount_eur: float) -> float:
        """The share of trials whose total is that amount, to the cent."""
        return self.chance_above(amount_eur - _HALF_CENT) - self.chance_above(
            amount_eur + _HALF_CENT
        )

    @property
    def quantiles_eur(self) -> tuple[tuple[float, float], ...]:
        """Pairs of share and total for P5, P10, P50, P90, P95 and P99."""
        return tuple((share, self.quantile_eur(share)) for share in QUANTILES)

    def chance_above(self, amount_eur: float) -> float:
        """The share of trials whose total exceeds an amount."""
        below = np.searchsorted(self.ascending_eur, amount_eur, side="right")
        return float(self.trials - below) / self.trials

    @property
    def mean_error_eur(self) -> float:
        """The standard error of the mean in euro, from the spread of the blocks.

        With fewer than eight blocks, from the trials as if they were independent, which
        overstates it.
        """
        blocks = self.block_means_eur
        count = len(blocks)
        if count < 8:
            return float(self.total_eur.std() / np.sqrt(self.trials))
        return float(blocks.std(ddof=1) / np.sqrt(count))


def simulate(
    case: Case,
    scenario: str | None = None,
    *,
    trials: int | None = None,
    seed: int | None = None,
    sampling: Sampling = "stratified",
    threads: int = THREADS,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    kept: Kept | None = None,
    ordered: bool = True,
) -> Exposure:
    """Run the trials of a case under a scenario (its identifier; None: the base case).

    `trials` and `seed` default to those of the case; trials come in whole blocks, so that
    there may be more (see `streams.whole_blocks`). `cancelled` is asked between blocks; who runs
    one case after another on the same numbers passes what is `kept` from one to the next.
    Who needs means and chances alone is spared the order of the trials (`ordered`).

    Raises:
        KeyError: no scenario carries the identifier.
        IncompleteError: a maximum cannot be computed (see `trials.make_plan`).
        CancelledError: `cancelled` said so.
    """
    chosen = scenario_of(case, scenario)
    count = whole_blocks(case.trials if trials is None else trials)
    plan = make_plan(
        apply_scenario(case, chosen),
        seed=case.seed if seed is None else seed,
        sampling=sampling,
        kept=kept,
    )
    return run_plan(
        plan, count, scenario=scenario, threads=threads, progress=progress, cancelled=cancelled,
        ordered=ordered,
    )  # fmt: skip


def run_plan(
    plan: Plan,
    count: int,
    *,
    scenario: str | None = None,
    threads: int = THREADS,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    ordered: bool = True,
) -> Exposure:
    """Run so many trials of a plan, in whole blocks (see `simulate`).

    Raises:
        CancelledError: `cancelled` said so.
    """
    total = np.empty(count)
    sums: list[BlockSums] = []
    run = worked_out(plan.run, total, threads, cancelled, ordered=ordered)
    for done, block in enumerate(run, start=1):
        sums.append(block)
        if progress is not None:
            progress(done * BLOCK, count)
    total.setflags(write=False)
    return exposure_of(plan, total, sums, scenario)


def worked_out(
    run: Callable[[int, Array], Sums],
    total: Array,
    threads: int,
    cancelled: Callable[[], bool] | None,
    *,
    ordered: bool = True,
) -> Iterator[Sums]:
    """Run the blocks in order, a few at a time, each into its part of `total`.

    Each part is sorted then, unless nobody needs it `ordered`.
    """
    starts = range(0, len(total), BLOCK)

    def work(start: int) -> Sums:
        if cancelled is not None and cancelled():
            raise CancelledError
        part = total[start : start + BLOCK]
        sums = run(start // BLOCK, part)
        # Quantiles need an order, and of parts it is sooner made than of all.
        if ordered:
            part.sort()
        return sums

    if threads < 2 or len(starts) < 2:
        yield from map(work, starts)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, starts)


def exposure_of(
    plan: Plan, total: Array, sums: Sequence[BlockSums], scenario: str | None
) -> Exposure:
    """The exposure from the totals of all trials and the sums of their blocks."""
    count = len(total)
    added = BlockSums.added(sums)
    strands = [s.strand.id for s in plan.strands]
    means = np.array([s.total for s in sums]) / BLOCK
    return Exposure(
        scenario=scenario,
        seed=plan.sources.seed,
        sampling=plan.sources.sampling,
        total_eur=total,
        fines_mean_eur=added.fines / count,
        procedural_mean_eur=added.procedural / count,
        periodic_mean_eur=float(added.periodic.sum()) / count,
        chance_any_fine=added.any_fine / count,
        chance_maximum_binds=added.binds / count,
        contributions_eur=_means(plan.infringements, added.contributions, count),
        periodic_eur=_means(plan.periodic, added.periodic, count),
        time_cost_eur=_means(strands, added.time_costs, count),
        defence_eur=_means(strands, added.defence, count),
        coverage=plan.coverage,
        block_means_eur=means,
    )


def _means(names: Sequence[str], sums: Array, count: int) -> tuple[tuple[str, float], ...]:
    """Pairs of a name and its mean over the trials."""
    return tuple((name, float(s) / count) for name, s in zip(names, sums, strict=True))


def _smallest(parts: Sequence[Array], place: int) -> float:
    """The value in a place (from 1) of the order of all values; each part is in rising order.

    It lies between the values that stand in proportion as far up in each part.
    """
    count = sum(map(len, parts))
    low = min(part[(place - 1) * len(part) // count] for part in parts)
    high = max(part[-(-place * len(part) // count) - 1] for part in parts)
    if low == high:
        return float(low)
    starts = [int(np.searchsorted(part, low)) for part in parts]
    between = [
        part[start : np.searchsorted(part, high, side="right")]
        for part, start in zip(parts, starts, strict=True)
    ]
    left = place - 1 - sum(starts)
    return float(np.partition(np.concatenate(between), left)[left])
