"""Commit or contest against closed forms worked out by hand."""

from decimal import Decimal

import pytest

from dsa_sim.model.case import Case, Offer, Outcomes, Periodic, StartingAmount
from dsa_sim.model.commitments import CommitOrContest, commit_or_contest
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.storage import read_case
from tests.model.test_worked_examples import CASES

MILLION = 1_000_000


def case_with(offer: Offer | None, **outcomes: str) -> tuple[Case, str]:
    """E4: three infringements of € 45 m, 35 m and 40 m; found and fined for certain."""
    case = read_case(CASES / "e4.dsacase").case
    for infringement in case.infringements:
        case = change(case, infringement.id, chance=exactly(1))
    strand = case.strands[0].id
    made = Outcomes(**{name: Decimal(share) for name, share in outcomes.items()})
    return change(case, strand, offer=offer, outcomes=made), strand


def weighed(offer: Offer, **outcomes: str) -> CommitOrContest:
    case, strand = case_with(offer, **outcomes)
    found = commit_or_contest(case, strand, trials=65_536)
    assert found is not None
    return found


OFFER = Offer(
    cost=exactly(20 * MILLION),
    rejected=exactly("0.25"),
    breached=exactly("0.1"),
    breach_fine=StartingAmount(unit="eur", estimate=exactly(50 * MILLION)),
)


def test_without_an_offer_there_is_nothing_to_weigh() -> None:
    case, strand = case_with(None, decision="1")
    assert commit_or_contest(case, strand) is None


def test_both_ways_and_the_break_even_cost_by_hand() -> None:
    """Contest: 0.6 of 120 m is 72 m. Offer: 0.75 (20 + 0.1 · 50) + 0.25 · 72 = 36.75 m."""
    found = weighed(OFFER, decision="0.6", closed="0.4")
    assert found.contest_eur == pytest.approx(72 * MILLION, rel=1e-4)
    assert found.commit_eur == pytest.approx(36.75 * MILLION, rel=1e-4)
    assert found.break_even_cost_eur == pytest.approx(67 * MILLION, rel=1e-4)


def test_at_the_break_even_cost_both_ways_cost_the_same() -> None:
    limit = weighed(OFFER, decision="0.6", closed="0.4").break_even_cost_eur
    assert limit is not None
    offer = Offer(
        cost=exactly(round(Decimal(limit), 2)), rejected=OFFER.rejected, breached=OFFER.breached,
        breach_fine=OFFER.breach_fine,
    )  # fmt: skip
    assert weighed(offer, decision="0.6", closed="0.4").advantage_eur == pytest.approx(0, abs=0.01)


def test_without_commitments_the_other_outcomes_share_their_chance() -> None:
    """0.3 of 0.3 + 0.2: a decision follows with 60 %."""
    found = weighed(OFFER, decision="0.3", closed="0.2", commitments="0.5")
    assert found.contest_eur == pytest.approx(72 * MILLION, rel=1e-4)


def test_a_breach_is_not_fined_above_the_maximum() -> None:
    """The maximum of E4 is € 126 m: 0.75 (20 + 0.1 · 126) + 0.25 · 72 = 42.45 m."""
    offer = Offer(
        cost=OFFER.cost, rejected=OFFER.rejected, breached=OFFER.breached,
        breach_fine=StartingAmount(unit="turnover_share", estimate=exactly("0.5")),
    )  # fmt: skip
    found = weighed(offer, decision="0.6", closed="0.4")
    assert found.commit_eur == pytest.approx(42.45 * MILLION, rel=1e-4)


def test_certain_rejection_has_no_break_even_cost() -> None:
    found = weighed(Offer(cost=exactly(0), rejected=exactly(1)), decision="1")
    assert found.break_even_cost_eur is None
    assert found.commit_eur == found.contest_eur


def test_what_needs_no_decision_is_left_out_of_both_ways() -> None:
    case, strand = case_with(OFFER, decision="0", closed="1")
    item = Periodic(
        id="compel", title="Information", trigger="76(1)(a)", chance=exactly(1),
        daily_share=exactly(1), days=exactly(10),
    )  # fmt: skip
    found = commit_or_contest(change(case, strand, periodic=(item,)), strand, trials=65_536)
    assert found is not None
    assert found.contest_eur == 0


def test_every_amount_of_the_tree_is_that_of_its_branches() -> None:
    tree = weighed(OFFER, decision="0.6", closed="0.4").tree
    assert tree.expected_eur == min(b.expected_eur for b in tree.branches)
    for way in tree.branches:
        sums = [b.expected_eur * (b.chance or 0.0) for b in way.branches]
        assert way.expected_eur == pytest.approx(sum(sums), rel=1e-9)
