"""Commit or contest: what offering commitments costs against what contesting is expected to cost.

A decision tree of expected values for one strand (Art. 71). Contesting is the simulation of the
strand with its outcome open between closure and a decision; commitments cost what keeping them
costs, may be rejected (the case then goes on as if contested), and if breached are fined on a
ground of their own (Art. 74(1)(c)) under the maximum. What needs no decision may follow either
way and is left out of both (see `strand_tree`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec
import numpy as np

from dsa_sim.model.case import Case, Offer, Strand
from dsa_sim.model.chain import Array
from dsa_sim.model.decision_days import day_bases
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.projection import projection_factors
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.model.strand_tree import Node, seen_strand, strand_alone
from dsa_sim.model.uncertain import with_decision_chance


@dataclass(frozen=True, kw_only=True)
class CommitOrContest:
    """Both ways of one strand in expected euro.

    `missing` are the inputs without which neither way may be called cheaper, as targets.

    `break_even_cost_eur` is the cost of keeping commitments at which both ways are expected to
    cost the same (negative where no cost is low enough); None where accepting is impossible
    (certain to be rejected).
    """

    strand: str
    tree: Node
    contest_eur: float
    commit_eur: float
    break_even_cost_eur: float | None
    contest: Exposure = field(compare=False)
    missing: tuple[str, ...] = ()

    @property
    def advantage_eur(self) -> float | None:
        """By how much offering is expected to be cheaper; negative where contesting is.

        None while cost, chance of rejection or the contested side are not entered.
        """
        return None if self.missing else self.contest_eur - self.commit_eur


def commit_or_contest(
    case: Case,
    strand: str,
    *,
    scenario: str | None = None,
    trials: int | None = None,
    seed: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> CommitOrContest | None:
    """Weigh both ways for the strand with that identifier; None where no offer is entered.

    Raises:
        KeyError: no such strand or scenario.
        IncompleteError: a maximum cannot be computed.
        CancelledError: `cancelled` said so.
    """
    seen, found = seen_strand(case, strand, scenario)
    if found.offer is None:
        return None
    contested = _contested(seen, found)
    exposure = simulate(contested, trials=trials, seed=seed, threads=1, cancelled=cancelled)
    decided = _chance_of_decision(found)
    contest = _contest_node(exposure, decided)
    offer = _offer_node(seen, found, found.offer, contest)
    rejected = _mean(found.offer.rejected)
    breached = _mean(found.offer.breached) * _breach_fine_eur(seen, found, found.offer)
    return CommitOrContest(
        strand=strand,
        tree=Node(
            code="choice", chance=None, branches=(contest, offer),
            expected_eur=min(contest.expected_eur, offer.expected_eur),
        ),
        contest_eur=contest.expected_eur,
        commit_eur=offer.expected_eur,
        break_even_cost_eur=None if rejected >= 1.0 else contest.expected_eur - breached,
        contest=exposure,
        missing=_missing(found, found.offer, exposure),
    )  # fmt: skip


def _missing(strand: Strand, offer: Offer, contest: Exposure) -> tuple[str, ...]:
    """What must be entered before the two ways can be weighed, as targets of inputs."""
    found = []
    if offer.cost is None:
        found.append(f"{strand.id}.offer.cost")
    if offer.rejected is None:
        found.append(f"{strand.id}.offer.rejected")
    if not contest.coverage.is_modelled:
        found.append(next((f"{i}.start" for i in contest.coverage.open), f"{strand.id}.outcomes"))
    return tuple(found)


def _contested(case: Case, strand: Strand) -> Case:
    """The case with that strand alone, its outcome open between closure and a decision."""
    outcomes = msgspec.structs.replace(
        strand.outcomes,
        closed=strand.outcomes.closed + strand.outcomes.commitments,
        commitments=Decimal(0),
    )
    decided = with_decision_chance(outcomes, _chance_of_decision(strand))
    return strand_alone(case, strand, decided)


def _chance_of_decision(strand: Strand) -> float:
    """The chance of a decision where no commitments are made: the other two outcomes share it."""
    outcomes = strand.outcomes
    rest = outcomes.decision + outcomes.closed
    return float(outcomes.decision / rest) if rest else 1.0


def _contest_node(exposure: Exposure, decided: float) -> Node:
    mean, defence = exposure.mean_eur, exposure.defence_mean_eur
    branches = (
        Node(code="decision", chance=decided, expected_eur=mean / decided if decided else 0.0),
        Node(code="closed", chance=1.0 - decided, expected_eur=0.0),
    )
    return Node(
        code="contest", chance=None, expected_eur=mean + defence, cost_eur=defence,
        branches=branches,
    )  # fmt: skip


def _offer_node(case: Case, strand: Strand, offer: Offer, contest: Node) -> Node:
    cost, fine = _mean(offer.cost), _breach_fine_eur(case, strand, offer)
    rejected, breached = _mean(offer.rejected), _mean(offer.breached)
    ends = (
        Node(code="kept", chance=1.0 - breached, expected_eur=0.0),
        Node(code="breached", chance=breached, expected_eur=fine, cost_eur=fine),
    )
    accepted = Node(
        code="accepted", chance=1.0 - rejected, cost_eur=cost,
        expected_eur=cost + breached * fine, branches=ends,
    )  # fmt: skip
    refused = Node(code="rejected", chance=rejected, expected_eur=contest.expected_eur)
    expected = (1.0 - rejected) * accepted.expected_eur + rejected * refused.expected_eur
    return Node(code="offer", chance=None, expected_eur=expected, branches=(accepted, refused))


def _breach_fine_eur(case: Case, strand: Strand, offer: Offer) -> float:
    """The expected fine for breached commitments, never above the maximum (Art. 74(1)(c))."""
    if offer.breach_fine is None:
        return 0.0
    bases = day_bases(case, strand, ())
    projected = bases.projected["infringement"]
    which = sum((n * counts for n, (_, counts) in enumerate(projected, start=1)), np.zeros(1))
    turnover, maxima, which = np.broadcast_arrays(
        bases.turnover["infringement"], bases.maxima["infringement"], which
    )
    by_turnover = offer.breach_fine.unit == "turnover_share"
    amounts = _values(offer.breach_fine.estimate)
    total = 0.0
    # The preceding year, and with it the maximum, may depend on the day: few differ.
    days, counts = np.unique(np.stack((turnover, maxima, which)), axis=1, return_counts=True)
    for (base, maximum, year), count in zip(days.T, counts, strict=True):
        factors = projection_factors(projected[int(year) - 1][0]) if year else np.ones(1)
        fines = [
            np.minimum(amounts * base * f if by_turnover else amounts, maximum * f).mean()
            for f in factors
        ]
        total += float(np.mean(fines)) * int(count)
    return total / turnover.size


def _values(estimate: Estimate) -> Array:
    if not estimate.is_uncertain:
        return np.array([float(estimate.central)])
    return quantile_table(estimate)


def _mean(estimate: Estimate | None) -> float:
    return 0.0 if estimate is None else float(estimate.mean)
