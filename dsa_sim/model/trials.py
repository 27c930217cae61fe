"""One block of trials: from drawn inputs to what is paid, strand by strand.

The formulas are those of the worksheet (`amounts`, `methods`, `decisions`); here they are run
on drawn values. A plan is made once for a case and holds its tables; blocks only look up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dsa_sim.model.case import Case
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import coverage, open_points
from dsa_sim.model.draw import Draw, Sources
from dsa_sim.model.kept import Kept
from dsa_sim.model.strand_trials import Paid, StrandTrials
from dsa_sim.model.streams import Sampling


@dataclass(frozen=True, kw_only=True)
class BlockSums:
    """What a block adds up to: euro, and trials in which something happened.

    `contributions` (infringements,), `periodic` (periodic penalties,), `time_costs` and `defence`
    (strands,) in the plan's order.
    """

    total: float
    fines: float
    procedural: float
    any_fine: int
    binds: int
    contributions: Array
    periodic: Array
    time_costs: Array
    defence: Array

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
            defence=np.sum([s.defence for s in sums], axis=0),
        )


def make_plan(case: Case, *, seed: int, sampling: Sampling, kept: Kept | None = None) -> "Plan":
    """The plan of a case as a scenario sees it; `kept` has the amounts of earlier plans.

    Raises:
        IncompleteError: the maximum of a strand in which something is modelled is missing.
    """
    return Plan(case, seed, sampling, kept or Kept())


class Plan:
    """A case made ready for drawing: streams, tables, bases, and the order of its parts."""

    def __init__(self, case: Case, seed: int, sampling: Sampling, kept: Kept) -> None:
        self.case, self.sources = case, Sources(seed, sampling, kept.tables)
        # Without fault there is no amount to assume, but the finding may bring periodic penalties.
        self.coverage = coverage(case, kept.exclusions(case))
        out = {*self.coverage.open, *self.coverage.excluded}
        modelled = [i for i in case.infringements if i.id not in out and not open_points(case, i)]
        self.infringements = tuple(i.id for i in case.infringements)
        self.periodic = tuple(p.id for s in case.strands for p in s.periodic)
        self.strands = tuple(
            StrandTrials(case, strand, tuple(i for i in modelled if i.strand == strand.id), kept)
            for strand in case.strands
        )

    def paid(self, block: int, size: int) -> Iterator[Paid]:
        """What each strand costs in each of the `size` trials of a block, strand by strand."""
        draw = Draw(self.sources, block, size)
        return (strand.run(draw) for strand in self.strands)

    def run(self, block: int, total: Array) -> BlockSums:
        """Work a block out; `total` (size,) takes what is paid in each trial."""
        size = len(total)
        total[:] = 0.0
        contributions = np.zeros(len(self.infringements))
        periodic = np.zeros(len(self.periodic))
        time_costs, defence = np.zeros((2, len(self.strands)))
        any_fine, binds = np.zeros(size, bool), np.zeros(size, bool)
        fines = procedural = 0.0
        for n, (strand, paid) in enumerate(zip(self.strands, self.paid(block, size), strict=True)):
            time_costs[n] = _sum(paid.time_cost, size)
            defence[n] = _sum(paid.defence, size)
            for part in (paid.fine, paid.procedural, *paid.periodic):
                _add(total, part)
            fines += _sum(paid.fine, size)
            procedural += _sum(paid.procedural, size)
            any_fine |= paid.fine > 0
            any_fine |= paid.procedural > 0
            binds |= paid.binds
            for name, share in zip(paid.names, paid.shares, strict=True):
                contributions[self.infringements.index(name)] += _sum(share, size)
            for item, amount in zip(strand.strand.periodic, paid.periodic, strict=True):
                periodic[self.periodic.index(item.id)] += _sum(amount, size)
        return BlockSums(
            total=float(total.sum()), fines=fines, procedural=procedural,
            any_fine=int(np.count_nonzero(any_fine)), binds=int(np.count_nonzero(binds)),
            contributions=contributions, periodic=periodic, time_costs=time_costs,
            defence=defence,
        )  # fmt: skip


def _add(total: Array, part: Array) -> None:
    # Most strands have no procedural fine and no periodic penalty: a block is spared the work.
    if part.size > 1 or part[0] != 0.0:
        total += part


def _sum(amounts: Array, size: int) -> float:
    """The sum over the trials, where one number stands for all of them too."""
    return float(amounts.sum()) * (size if len(amounts) == 1 else 1)
