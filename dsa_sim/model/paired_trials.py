"""The trials themselves, each with all that is paid in it.

`simulation` keeps the totals alone, sorted; here every trial keeps its place, so that what is
paid for one thing can be held against what is paid for another in the same trial.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dsa_sim.model.case import Case, Strand
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import Coverage
from dsa_sim.model.draw import Flags
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.strand_trials import Paid
from dsa_sim.model.streams import BLOCK, whole_blocks
from dsa_sim.model.trials import Plan, make_plan

Named = dict[str, Array]
"""Arrays (trials,) in euro by the identifier of what they are paid for."""


@dataclass(frozen=True, kw_only=True)
class PairedTrials:
    """What is paid in each trial, in euro, after appeal: the same trials as of `simulate`.

    `fines` and `procedural` are by strand, `periodic` by periodic penalty, and `infringements`
    what each adds to either kind of fine (nothing where it is left out, see `coverage`).
    `time_cost` and `defence`, by strand, are no part of the total. `binds` tells where a maximum
    took something away.
    """

    seed: int
    coverage: Coverage
    total_eur: Array
    fines: Named
    procedural: Named
    periodic: Named
    infringements: Named
    time_cost: Named
    defence: Named
    binds: Flags


def paired_trials(
    case: Case,
    scenario: str | None = None,
    *,
    trials: int | None = None,
    seed: int | None = None,
) -> PairedTrials:
    """Run the trials of a case under a scenario and keep all of them, in the order drawn.

    Raises:
        KeyError: no scenario carries the identifier.
        IncompleteError: a maximum cannot be computed (see `trials.make_plan`).
    """
    seen = apply_scenario(case, scenario_of(case, scenario))
    count = whole_blocks(case.trials) if trials is None else trials
    plan = make_plan(seen, seed=case.seed if seed is None else seed, sampling="stratified")
    made = _empty(plan, count)
    for start in range(0, count, BLOCK):
        stop = min(start + BLOCK, count)
        paid = plan.paid(start // BLOCK, stop - start)
        for strand, one in zip(plan.strands, paid, strict=True):
            _keep(made, one, strand.strand, slice(start, stop))
    return made


def _empty(plan: Plan, count: int) -> PairedTrials:
    strands = [s.strand.id for s in plan.strands]
    return PairedTrials(
        seed=plan.sources.seed, coverage=plan.coverage, total_eur=np.zeros(count),
        fines=_nothing(strands, count), procedural=_nothing(strands, count),
        periodic=_nothing(plan.periodic, count),
        infringements=_nothing(plan.infringements, count),
        time_cost=_nothing(strands, count), defence=_nothing(strands, count),
        binds=np.zeros(count, bool),
    )  # fmt: skip


def _nothing(names: Iterable[str], count: int) -> Named:
    return {name: np.zeros(count) for name in names}


def _keep(made: PairedTrials, paid: Paid, strand: Strand, place: slice) -> None:
    """Put what a strand costs in the trials of a block into their places."""
    made.fines[strand.id][place] = paid.fine
    made.procedural[strand.id][place] = paid.procedural
    made.time_cost[strand.id][place] = paid.time_cost
    made.defence[strand.id][place] = paid.defence
    made.binds[place] |= paid.binds
    for name, share in zip(paid.names, paid.shares, strict=True):
        made.infringements[name][place] = share
    for item, amount in zip(strand.periodic, paid.periodic, strict=True):
        made.periodic[item.id][place] = amount
    for part in (paid.fine, paid.procedural, *paid.periodic):
        made.total_eur[place] += part
