"""One block of trials: from drawn inputs to what is paid, strand by strand.

The formulas are those of the worksheet (`amounts`, `methods`, `decisions`); here they are run
on drawn values. A plan is made once for a case and holds its tables; blocks only look up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import coverage, open_points
from dsa_sim.model.draw import Across, Draw, Flags, Sources
from dsa_sim.model.kept import Kept
from dsa_sim.model.strand_trials import Imposed, Paid, StrandTrials
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


def make_plan(
    case: Case,
    *,
    seed: int,
    sampling: Sampling,
    kept: Kept | None = None,
    across: Across | None = None,
) -> "Plan":
    """The plan of a case as a scenario sees it; `across` is its part in a portfolio.

    `kept` has the amounts of earlier plans.

    Raises:
        IncompleteError: the maximum of a strand in which something is modelled is missing.
    """
    known = kept or Kept()
    return Plan(case, Sources(seed, sampling, known.tables, across), known)


class Plan:
    """A case made ready for drawing: streams, tables, bases, and the order of its parts."""

    def __init__(self, case: Case, sources: Sources, kept: Kept) -> None:
        self.case, self.sources = case, sources
        # Without fault there is no amount to assume, but the finding may bring periodic penalties.
        self.coverage = coverage(case, kept.exclusions(case))
        out = {*self.coverage.open, *self.coverage.excluded}
        modelled = [i for i in case.infringements if i.id not in out and not open_points(case, i)]
        self.infringements = tuple(i.id for i in case.infringements)
        self.periodic = tuple(p.id for s in case.strands for p in s.periodic)
        self.kept = kept
        self._known: dict[int, tuple[Known, ...]] = {}
        self.strands = tuple(
            StrandTrials(case, strand, tuple(i for i in modelled if i.strand == strand.id), kept)
            for strand in case.strands
        )

    def paid(self, block: int, size: int) -> Iterator[Paid]:
        """What each strand costs in each of the `size` trials of a block, strand by strand."""
        draw = Draw(self.sources, block, size)
        return (strand.run(draw) for strand in self.strands)

    def beside(self, case: Case, owner: str) -> "PlanBeside | None":
        """The plan of a case in which numbers of one part alone are others, drawn beside this one.

        None where more than a strand rests on the part.
        """
        infringement = next((i for i in case.infringements if i.id == owner), None)
        for place, strand in enumerate(self.strands):
            if infringement is not None and infringement.strand == strand.strand.id:
                return PlanBeside(self, case, place, infringement)
            if owner == strand.strand.id or owner in {p.id for p in strand.strand.periodic}:
                return PlanBeside(self, case, place, None)
        return None

    def known(self, block: int, size: int) -> "tuple[Known, ...]":
        """What each strand imposes and costs in a block, drawn once for all plans beside it."""
        if block not in self._known:
            draw = Draw(self.sources, block, size)
            self._known[block] = tuple(Known.of(strand, draw) for strand in self.strands)
        return self._known[block]

    def run(self, block: int, total: Array, flags: Flags | None = None) -> BlockSums:
        """Work a block out; `total` (size,) takes what is paid in each trial.

        `flags` (2, size), all False, may take in which trials there is a fine, and a maximum binds.
        """
        size = len(total)
        total[:] = 0.0
        contributions = np.zeros(len(self.infringements))
        periodic = np.zeros(len(self.periodic))
        time_costs, defence = np.zeros((2, len(self.strands)))
        any_fine, binds = np.zeros((2, size), bool) if flags is None else flags
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


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a strand imposes (None: nothing can be) and costs in a block, without the shares."""

    imposed: Imposed | None
    paid: Paid

    @staticmethod
    def of(strand: StrandTrials, draw: Draw) -> "Known":
        """Draw a strand."""
        imposed = None if strand.bases is None else strand.imposed(draw).without_shares()
        paid = strand.run(draw) if imposed is None else strand.paid(draw, imposed)
        return Known(imposed=imposed, paid=_without_shares(paid))


class PlanBeside(Plan):
    """A plan in which one infringement, or one strand, alone has other numbers than in another.

    The streams being the same, all else costs what it costs there, and is not drawn again. Runs
    say nothing of what each infringement contributes.
    """

    def __init__(
        self, base: Plan, case: Case, place: int, infringement: Infringement | None
    ) -> None:
        self._base, self._place = base, place
        self._infringement = infringement
        strand = base.strands[place]
        if infringement is None or not strand.adds_up:
            super().__init__(case, base.sources, base.kept)
            return
        self.case, self.sources, self.kept = case, base.sources, base.kept
        self.coverage, self.infringements = base.coverage, base.infringements
        self.periodic = base.periodic
        moved = strand.with_numbers(case, infringement, base.kept)
        self.strands = (*base.strands[:place], moved, *base.strands[place + 1 :])

    def paid(self, block: int, size: int) -> Iterator[Paid]:
        """What each strand costs; that of the other strands is known."""
        draw = Draw(self.sources, block, size)
        known = self._base.known(block, size)
        return (
            self._moved(draw, one) if place == self._place else one.paid
            for place, one in enumerate(known)
        )

    def _moved(self, draw: Draw, known: Known) -> Paid:
        strand, base = self.strands[self._place], self._base.strands[self._place]
        if self._infringement is None or known.imposed is None or not base.adds_up:
            return _without_shares(strand.run(draw))
        imposed = strand.imposed_beside(draw, base, known.imposed, self._infringement.id)
        return _without_shares(strand.paid(draw, imposed))


def _without_shares(paid: Paid) -> Paid:
    return replace(paid, names=(), shares=())


def _add(total: Array, part: Array) -> None:
    # Most strands have no procedural fine and no periodic penalty: a block is spared the work.
    if part.size > 1 or part[0] != 0.0:
        total += part


def _sum(amounts: Array, size: int) -> float:
    """The sum over the trials, where one number stands for all of them too."""
    return float(amounts.sum()) * (size if len(amounts) == 1 else 1)
