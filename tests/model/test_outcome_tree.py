"""How one strand may end, against the simulation of its case and closed forms."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dsa_sim.model.case import Case, Outcomes, Periodic
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.outcome_tree import OutcomeTree, outcome_tree, strands_with_tree
from dsa_sim.model.simulation import simulate
from dsa_sim.model.strand_tree import Node
from dsa_sim.storage import read_case
from dsa_sim.storage.example import example_case
from tests.model.test_commitments import case_with
from tests.model.test_worked_examples import CASES

TRIALS = 65_536


def ending(case: Case, **outcomes: str) -> tuple[Case, OutcomeTree | None]:
    """The case whose only strand ends so, and the tree of it."""
    strand = case.strands[0].id
    made = Outcomes(**{name: Decimal(share) for name, share in outcomes.items()})
    case = change(case, strand, outcomes=made)
    return case, outcome_tree(case, strand, trials=TRIALS)


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    for branch in node.branches:
        yield from nodes_of(branch)


def node(found: OutcomeTree, code: str) -> Node | None:
    return next((n for n in nodes_of(found.tree) if n.code == code), None)


def required(found: OutcomeTree | None, code: str) -> Node:
    assert found is not None
    made = node(found, code)
    assert made is not None
    return made


@pytest.mark.parametrize("name", ["e4", "s02", "s03", "s04", "s10"])
def test_the_tree_of_a_case_with_one_strand_is_its_exposure(name: str) -> None:
    case = read_case(CASES / f"{name}.dsacase").case
    case, found = ending(case, decision="0.6", closed="0.3", commitments="0.1")
    exposure = simulate(case, trials=TRIALS)
    decision, fined = required(found, "decision"), required(found, "fined")
    assert found is not None
    assert found.tree.expected_eur == pytest.approx(
        exposure.mean_eur, abs=4 * exposure.mean_error_eur + 1
    )
    assert decision.chance is not None
    assert fined.chance is not None
    error = (exposure.chance_of_payment * exposure.chance_of_none / TRIALS) ** 0.5
    assert decision.chance * fined.chance == pytest.approx(
        exposure.chance_of_payment, abs=4 * error
    )


def test_branches_share_the_whole_chance_and_the_expected_amount() -> None:
    case = example_case()
    found = outcome_tree(case, case.strands[0].id, trials=TRIALS)
    assert found is not None
    for one in nodes_of(found.tree):
        if one.branches:
            assert sum(b.chance or 0 for b in one.branches) == pytest.approx(1)
            weighed = sum((b.chance or 0) * b.expected_eur for b in one.branches)
            assert weighed == pytest.approx(one.expected_eur)


def test_by_hand() -> None:
    """E4 with all findings certain: a decision brings 120 m, with 0.5 of 1."""
    case, strand = case_with(None, decision="0.5", closed="0.2", commitments="0.3")
    found = outcome_tree(case, strand, trials=TRIALS)
    assert found is not None
    assert [(b.code, b.chance) for b in found.tree.branches] == [
        ("closed", 0.2), ("commitments", 0.3), ("decision", 0.5),
    ]  # fmt: skip
    assert found.tree.expected_eur == pytest.approx(60_000_000, rel=1e-4)
    assert required(found, "fined").expected_eur == pytest.approx(120_000_000, rel=1e-4)
    assert node(found, "not_fined") is None


def test_what_cannot_happen_has_no_branch() -> None:
    case, strand = case_with(None, decision="1")
    found = outcome_tree(case, strand, trials=TRIALS)
    assert found is not None
    assert [n.code for n in nodes_of(found.tree)] == ["outcomes", "decision", "fined"]


def test_a_strand_without_a_decision_has_no_tree() -> None:
    case, strand = case_with(None, decision="0", closed="0.5", commitments="0.5")
    assert outcome_tree(case, strand) is None
    assert strands_with_tree(case) == ()


def test_a_strand_in_which_nothing_is_assessed_or_alleged_has_no_tree() -> None:
    case, strand = case_with(None, decision="1")
    bare = replace(case, infringements=())
    for infringement in case.infringements:
        case = change(case, infringement.id, chance=None)
    for without in (case, bare):
        assert outcome_tree(without, strand) is None
        assert strands_with_tree(without) == ()


def test_what_needs_no_decision_is_left_out() -> None:
    case, strand = case_with(None, decision="0.5", closed="0.5")
    item = Periodic(
        id="compel", title="Information", trigger="76(1)(a)", chance=exactly(1),
        daily_share=exactly("0.05"), days=exactly(30),
    )  # fmt: skip
    compelled = outcome_tree(change(case, strand, periodic=(item,)), strand, trials=TRIALS)
    plain = outcome_tree(case, strand, trials=TRIALS)
    assert compelled is not None
    assert plain is not None
    assert compelled.tree == plain.tree


def test_the_strands_in_which_anything_can_be_fined_come_first() -> None:
    case = example_case()
    first, second = case.strands
    assert strands_with_tree(case) == (first.id,)
    case = change(case, second.id, outcomes=Outcomes())
    assert strands_with_tree(case) == (first.id, second.id)
    for infringement in case.infringements_of(first.id):
        # Before the law applied: nothing of it can be fined.
        long_ago = {"period_start": date(2015, 1, 1), "period_end": date(2016, 1, 1)}
        case = change(case, infringement.id, **long_ago)
    assert strands_with_tree(case) == (second.id, first.id)
    assert required(outcome_tree(case, first.id, trials=TRIALS), "not_fined").chance == 1


def test_an_unknown_strand_is_refused() -> None:
    with pytest.raises(KeyError):
        outcome_tree(example_case(), "nobody")
