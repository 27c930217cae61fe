"""What the trees of one strand are made of: their nodes, and the case with that strand alone."""

from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from dsa_sim.model.case import Case, Outcomes, Strand
from dsa_sim.model.edits import change
from dsa_sim.model.inputs import apply_scenario, scenario_of

NodeCode = Literal[
    "choice", "contest", "closed", "decision", "offer", "rejected", "accepted", "kept", "breached",
    "outcomes", "commitments", "not_fined", "fined",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Node:
    """A node of a tree.

    `chance` is that of reaching it from its parent (None at a choice); `expected_eur` what is
    expected to be paid from there on, all costs on the way from the parent included; `cost_eur`
    what is paid on the way itself.
    """

    code: NodeCode
    chance: float | None
    expected_eur: float
    cost_eur: float = 0.0
    branches: "tuple[Node, ...]" = ()


def seen_strand(case: Case, strand: str, scenario: str | None) -> tuple[Case, Strand]:
    """The case as a scenario sees it, and its strand with that identifier.

    Raises:
        KeyError: no such strand or scenario.
    """
    seen = apply_scenario(case, scenario_of(case, scenario))
    found = next((s for s in seen.strands if s.id == strand), None)
    if found is None:
        raise KeyError(strand)
    return seen, found


def strand_alone(case: Case, strand: Strand, outcomes: Outcomes) -> Case:
    """The case with that strand alone, ending so, and in it only what needs a decision.

    Procedural fines and penalties to compel under Art. 76(1)(a)-(c) may follow either way.
    """
    periodic = tuple(p for p in strand.periodic if p.trigger == "76(1)(e)")
    alone = change(case, strand.id, outcomes=outcomes, periodic=periodic)
    kept = tuple(i for i in alone.infringements if i.strand == strand.id and not i.is_procedural)
    proceedings = tuple(
        replace(p, strands=tuple(s for s in p.strands if s.id == strand.id))
        for p in alone.proceedings
    )
    return replace(alone, infringements=kept, proceedings=proceedings, scenarios=())
