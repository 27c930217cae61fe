"""How one strand may end: with what chance, and what is expected to be paid then.

What a decision may bring is the simulation of the strand alone, decided for certain: after any
appeal, with the penalties that need a decision. What needs none is left out (see `strand_tree`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from dsa_sim.model.case import Case, Outcomes, Strand
from dsa_sim.model.counting import Coverage, coverage
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.model.strand_tree import Node, seen_strand, strand_alone

_SHARES = (0.0, 0.1, 0.5, 0.9, 1.0)
_CENT = 0.01


@dataclass(frozen=True, kw_only=True)
class OutcomeTree:
    """The ends of one strand.

    `paid_eur` are the smallest payment that a decision may bring, P10, P50 and P90 of all its
    payments and the largest; all 0 where it brings none.
    """

    strand: str
    tree: Node
    paid_eur: tuple[float, ...]
    coverage: Coverage

    @property
    def only_amount_eur(self) -> float | None:
        """The only amount that is ever paid; None where there are several, or nothing ever is."""
        least, *_, most = self.paid_eur
        return most if most and most - least < _CENT else None


def outcome_tree(
    case: Case,
    strand: str,
    *,
    scenario: str | None = None,
    trials: int | None = None,
    seed: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> OutcomeTree | None:
    """How the strand with that identifier may end.

    None where it cannot end with a decision, or nothing alleged in it is assessed.

    Raises:
        KeyError: no such strand or scenario.
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    seen, found = seen_strand(case, strand, scenario)
    alone = _decided(seen, found)
    if alone is None:
        return None
    decided = simulate(alone, trials=trials, seed=seed, threads=1, cancelled=cancelled)
    return OutcomeTree(
        strand=strand, tree=_root(found.outcomes, decided), coverage=decided.coverage,
        paid_eur=tuple(map(decided.paid_quantile_eur, _SHARES)),
    )  # fmt: skip


def strands_with_tree(case: Case, *, scenario: str | None = None) -> tuple[str, ...]:
    """The strands that have an outcome tree, those first in which anything can be fined."""
    seen = apply_scenario(case, scenario_of(case, scenario))
    found = [(s.id, _decided(seen, s)) for s in seen.strands]
    lively = [(name, not coverage(alone).live) for name, alone in found if alone is not None]
    return tuple(name for name, _ in sorted(lively, key=lambda pair: pair[1]))


def _decided(case: Case, strand: Strand) -> Case | None:
    """The strand alone, decided for certain as it is by default; None where nothing is to say."""
    if not strand.outcomes.decision:
        return None
    alone = strand_alone(case, strand, Outcomes())
    return alone if alone.infringements and coverage(alone).is_modelled else None


def _root(outcomes: Outcomes, decided: Exposure) -> Node:
    chance, mean = float(outcomes.decision), decided.mean_eur
    ends = (
        Node(code="not_fined", chance=decided.chance_of_none, expected_eur=0.0),
        Node(
            code="fined", chance=decided.chance_of_payment, expected_eur=decided.paid_mean_eur
        ),
    )  # fmt: skip
    branches = (
        Node(code="closed", chance=float(outcomes.closed), expected_eur=0.0),
        Node(code="commitments", chance=float(outcomes.commitments), expected_eur=0.0),
        Node(code="decision", chance=chance, expected_eur=mean, branches=_possible(ends)),
    )
    return Node(
        code="outcomes", chance=None, expected_eur=chance * mean, branches=_possible(branches)
    )


def _possible(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node.chance)
