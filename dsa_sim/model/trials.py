"""One block of trials: from drawn inputs to what is paid, strand by strand.

The formulas are those of the worksheet (`amounts`, `methods`, `decisions`); here they are run
on drawn values. A plan is made once for a case and holds its tables; blocks only look up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsa_sim.model.case import Case
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import coverage, open_points
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.strand_trials import StrandTrials
from dsa_sim.model.streams import BLOCK, REVERSED, Ranks, Sampling, Stream

Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class BlockSums:
    """What a block adds up to: euro, and trials in which something happened.

    `contributions` (infringements,), `periodic` (periodic penalties,) and `time_costs` (strands,)
    in the plan's order.
    """

    total: float
    fines: float
    procedural: float
    any_fine: int
    binds: int
    contributions: Array
    periodic: Array
    time_costs: Array

    @staticmethod
    def added(sums: "Sequence[BlockSums]") -> "BlockSums":
        """All blocks together, added in their order."""
        return BlockSums(
            total=sum(s.total for s in sums),
            fines=sum(s.fines for s in sums),
            procedural=sum(s.procedural for s in sums),
            any_fine=sum(s.any_fine for s in sums),
            binds=sum(s.binds for s in sums),
            contributions=np.sum([s.contributions for s in sums], axis=0),
            periodic=np.sum([s.periodic for s in sums], axis=0),
            time_costs=np.sum([s.time_costs for s in sums], axis=0),
        )


def make_plan(case: Case, *, seed: int, sampling: Sampling) -> "Plan":
    """The plan of a case as a scenario sees it.

    Raises:
        IncompleteError: the maximum of a strand in which something is modelled is missing.
    """
    return Plan(case, seed, sampling)


class Plan:
    """A case made ready for drawing: streams, tables, bases, and the order of its parts."""

    def __init__(self, case: Case, seed: int, sampling: Sampling) -> None:
        self.case, self.seed, self.sampling = case, seed, sampling
        self._streams: dict[str, Stream] = {}
        self._tables: dict[str, Array] = {}
        # Without fault there is no amount to assume, but the finding may bring periodic penalties.
        self.coverage = coverage(case)
        out = {*self.coverage.open, *self.coverage.excluded}
        modelled = [i for i in case.infringements if i.id not in out and not open_points(case, i)]
        self.infringements = tuple(i.id for i in case.infringements)
        self.periodic = tuple(p.id for s in case.strands for p in s.periodic)
        self.strands = tuple(
            StrandTrials(case, strand, tuple(i for i in modelled if i.strand == strand.id))
            for strand in case.strands
        )

    @property
    def streams_drawn(self) -> int:
        """How many streams the blocks run so far have drawn from."""
        return len(self._streams)

    def stream(self, name: str) -> Stream:
        """The stream of an input."""
        if name not in self._streams:
            self._streams[name] = Stream(self.seed, name, self.sampling)
        return self._streams[name]

    def table(self, name: str, estimate: Estimate) -> Array:
        """The table of an estimate, made once."""
        if name not in self._tables:
            self._tables[name] = quantile_table(estimate)
        return self._tables[name]

    def run(self, block: int, total: Array) -> BlockSums:
        """Work a block out; `total` (size,) takes what is paid in each trial."""
        draw = Draw(self, block, len(total))
        total[:] = 0.0
        contributions = np.zeros(len(self.infringements))
        periodic = np.zeros(len(self.periodic))
        time_costs = np.zeros(len(self.strands))
        any_fine, binds = np.zeros(draw.size, bool), np.zeros(draw.size, bool)
        fines = procedural = 0.0
        for n, strand in enumerate(self.strands):
            paid = strand.run(draw)
            time_costs[n] = _sum(paid.time_cost, draw.size)
            for part in (paid.fine, paid.procedural, *paid.periodic):
                _add(total, part)
            fines += _sum(paid.fine, draw.size)
            procedural += _sum(paid.procedural, draw.size)
            any_fine |= paid.fine > 0
            any_fine |= paid.procedural > 0
            binds |= paid.binds
            for name, share in zip(paid.names, paid.shares, strict=True):
                contributions[self.infringements.index(name)] += _sum(share, draw.size)
            for item, amount in zip(strand.strand.periodic, paid.periodic, strict=True):
                periodic[self.periodic.index(item.id)] += _sum(amount, draw.size)
        return BlockSums(
            total=float(total.sum()), fines=fines, procedural=procedural,
            any_fine=int(np.count_nonzero(any_fine)), binds=int(np.count_nonzero(binds)),
            contributions=contributions, periodic=periodic, time_costs=time_costs,
        )  # fmt: skip


class Draw:
    """The inputs of one block: values, and whether something happens; each (size,) or (1,)."""

    def __init__(self, plan: Plan, block: int, size: int) -> None:
        self._plan, self._block, self.size = plan, block, size
        self._ranks: dict[str, Ranks] = {}

    def value(self, name: str, estimate: Estimate) -> Array:
        """The values of an estimate."""
        if not estimate.is_uncertain:
            return np.array([float(estimate.central)])
        return self.looked_up(name, self._plan.table(name, estimate))

    def table(self, name: str, estimate: Estimate, *, is_within: bool) -> Array:
        """The table of an estimate, for `looked_up` or for `looked_up_within`."""
        made = self._plan.table(name, estimate)
        return made[REVERSED] if is_within and self._plan.sampling == "stratified" else made

    def looked_up_within(
        self, event: str, name: str, table: Array, *, out: Array | None = None
    ) -> Array:
        """The values of a table that count only where an event happens.

        Event and value share a stream, so that the values are spread evenly over the trials in
        which it happens; they are as unrelated as if each had its own.
        """
        stream = self._plan.stream(name)
        if self._plan.sampling == "plain":
            return self.looked_up(name, table, out=out)
        ranks = self.ranks(event) ^ stream.shift(self._block)
        return np.take(table, ranks, out=out, mode="clip")

    def looked_up(self, name: str, table: Array, *, out: Array | None = None) -> Array:
        """The values of a table at the ranks of a stream; `out` (size,) may take them."""
        # No rank lies outside a table: with this mode `out` is written to directly.
        return np.take(table, self.ranks(name), out=out, mode="clip")

    def happens(self, name: str, chance: float) -> Flags:
        """Whether something of that chance (0–1) happens."""
        limit = self._plan.stream(name).limit(chance, self._block)
        if limit in (0, BLOCK):
            return np.full(self.size, limit == BLOCK)
        return self.ranks(name) < np.uint16(limit)

    def ranks(self, name: str) -> Ranks:
        """The ranks of a stream in this block, (size,)."""
        if name not in self._ranks:
            self._ranks[name] = self._plan.stream(name).ranks(self._block, self.size)
        return self._ranks[name]

    def chance(self, name: str, estimate: Estimate | None) -> Flags:
        """Whether something happens whose chance is an estimate; None is certain.

        A chance that is uncertain itself is as good as its mean.
        """
        return self.happens(name, 1.0 if estimate is None else float(estimate.mean))


def _add(total: Array, part: Array) -> None:
    # Most strands have no procedural fine and no periodic penalty: a block is spared the work.
    if part.size > 1 or part[0] != 0.0:
        total += part


def _sum(amounts: Array, size: int) -> float:
    """The sum over the trials, where one number stands for all of them too."""
    return float(amounts.sum()) * (size if len(amounts) == 1 else 1)
