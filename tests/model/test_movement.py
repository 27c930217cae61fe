"""From one version of a case to another: every change named, the moves adding up."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.model.attribution import contributions, in_cents, orders_of
from dsa_sim.model.case import (
    Case,
    Factor,
    Infringement,
    Override,
    Scenario,
    SharedFacts,
    StartingAmount,
)
from dsa_sim.model.edits import add, change, move, remove, set_override
from dsa_sim.model.estimate import exactly
from dsa_sim.model.movement import Movement, movement
from dsa_sim.storage import read_case
from tests.strategies import complete_cases

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
TRIALS = 1024


@pytest.fixture(scope="module")
def example() -> Case:
    return read_case(EXAMPLE).case


def moved(before: Case, after: Case, scenario: str | None = None) -> Movement:
    """The movement by few trials."""
    return movement(before, after, scenario, trials=TRIALS)


def adds_up(found: Movement) -> bool:
    """Tell whether the moves and the rest make the whole difference."""
    for n, rest in ((0, found.rest_maximum_eur), (1, found.rest_mean_eur)):
        first, last = found.before[n], found.after[n]
        parts = [(m.maximum_eur, m.mean_eur)[n] for m in found.moves]
        if first is None or last is None or None in parts:
            continue
        total = float(sum(float(p) for p in parts if p is not None) + float(rest))
        if total != pytest.approx(float(last) - float(first), rel=1e-9, abs=1e-3):
            return False
    return True


def test_a_case_that_did_not_change_has_no_movement(example: Case) -> None:
    found = moved(example, example)
    assert (found.moves, found.others) == ((), ())
    assert found.before == found.after


def test_each_change_is_named_with_what_it_moves(example: Case) -> None:
    after = change(example, "traders", chance=exactly("0.9"))
    after = change(after, "provider", turnover_scope="segment")
    found = moved(example, after)
    named = {(m.change.owner, m.change.field): m for m in found.moves}
    assert set(named) == {("provider", "turnover_scope"), ("traders", "chance")}
    scope = named["provider", "turnover_scope"]
    assert scope.maximum_eur is not None
    assert scope.maximum_eur < 0
    assert named["traders", "chance"].maximum_eur == 0
    assert found.rest_maximum_eur == 0
    assert found.rest_mean_eur == 0
    assert adds_up(found)


def test_parts_that_came_and_went(example: Case) -> None:
    new = Infringement(
        id="late", title="Late answer", strand="risks", platform=example.platforms[0].id,
        ground="74(2)(a)", chance=exactly(1), start=example.infringements[0].start,
    )  # fmt: skip
    after = add(remove(example, "hidden-links"), "infringements", new)
    found = moved(example, after)
    assert {(m.change.kind, m.change.owner) for m in found.moves} == {
        ("added", "late"), ("removed", "hidden-links"),
    }  # fmt: skip
    assert adds_up(found)


def test_words_scenarios_and_reasons_move_nothing(example: Case) -> None:
    after = change(example, "case", title="Another title", cap_reason="Because")
    after = add(after, "scenarios", Scenario(id="new", title="New"))
    after = change(after, "traders", facts="Told otherwise")
    found = moved(example, after)
    assert found.moves == ()
    assert {(c.owner, c.field) for c in found.others} == {
        ("case", "title"), ("case", "cap_reason"), ("traders", "facts"), ("new", ""),
    }  # fmt: skip


def test_dates_that_only_fit_together_change_together(example: Case) -> None:
    strand = change(example, "risks", decision_earliest=date(2026, 7, 1))
    after = change(
        strand, "risks", decision_on=date(2026, 1, 5), decision_earliest=date(2026, 1, 1)
    )
    found = moved(strand, after)
    assert {m.change.field for m in found.moves} == {"decision_on", "decision_earliest"}
    assert adds_up(found)


def test_in_a_scenario_its_overrides_count(example: Case) -> None:
    made = Override(target="illegal-products.chance", estimate=exactly(0))
    after = set_override(example, "all-upheld", made)
    found = moved(example, after, "all-upheld")
    (only,) = found.moves
    assert (only.change.owner, only.change.field) == ("illegal-products", "chance")
    assert only.mean_eur is not None
    assert only.mean_eur < 0
    assert moved(example, after).moves == ()
    with pytest.raises(KeyError):
        moved(example, after, "not there")


def test_an_order_alone_is_no_change_that_moves(example: Case) -> None:
    after = move(example, "infringements", "traders", to=0)
    found = moved(example, after)
    assert found.moves == ()
    assert found.rest_maximum_eur == 0
    assert abs(found.rest_mean_eur) <= abs(found.before[1] or 0) * 1e-9 + 1e-3


def one_alleged(chance: str, eur: int) -> Case:
    """The example with a single infringement that certainly meets a decision."""
    case = read_case(EXAMPLE).case
    keep = case.infringements[0]
    start = StartingAmount(unit="eur", estimate=exactly(eur))
    only = Infringement(
        id=keep.id, title="a", strand=keep.strand, platform=keep.platform,
        provisions=keep.provisions, chance=exactly(chance), start=start,
        period_start=keep.period_start,
    )  # fmt: skip
    case = msgspec.structs.replace(case, infringements=(only,), method="judgement")
    strand = next(s for s in case.strands if s.id == keep.strand)
    whole = msgspec.structs.replace(
        strand.outcomes, decision=Decimal(1), closed=Decimal(0), commitments=Decimal(0)
    )
    return change(case, strand.id, outcomes=whole, appeal=None, periodic=())


def test_what_two_changes_bring_only_together_is_split_in_half() -> None:
    """€ 5 m (½ of 10) to € 20 m (1 of 20): alone each adds 5, together 5 more."""
    ends = one_alleged("0.5", 10_000_000), one_alleged("1", 20_000_000)
    found = movement(*ends, trials=1 << 16)
    assert {m.change.field: m.mean_eur for m in found.moves} == {
        "chance": pytest.approx(7.5e6, rel=5e-3), "start": pytest.approx(7.5e6, rel=5e-3),
    }  # fmt: skip
    assert (found.orders, found.sampled) == (2, False)


def test_a_change_of_the_group_or_its_strength_is_a_figure(example: Case) -> None:
    group = SharedFacts(id="files", title="Files", strength=Decimal("0.5"))
    first = add(example, "shared_facts", group)
    second = change(first, "traders", shared_facts="files")
    third = change(second, "files", strength=Decimal("0.9"))
    for before, after in ((first, second), (second, third)):
        (only,) = moved(before, after).moves
        assert only.change.field in ("shared_facts", "strength")


def test_reasons_that_count_by_being_there_are_figures(example: Case) -> None:
    stated = change(example, "traders", counts_reason="The period began later")
    assert [m.change.field for m in moved(example, stated).moves] == ["counts_reason"]
    reworded = change(stated, "traders", counts_reason="The period began later, it is said")
    assert moved(stated, reworded).moves == ()


def test_texts_within_values_and_the_plan_are_no_figures(example: Case) -> None:
    factor = Factor(share=exactly("0.2"), reason="Repeated")
    before = change(example, "traders", aggravating=(factor,))
    after = change(
        before, "traders", aggravating=(msgspec.structs.replace(factor, reason="Often"),)
    )
    after = change(after, "case", mark="none")
    after = change(after, "case", plan=msgspec.structs.replace(example.plan, firm="Roux & Co"))
    found = moved(before, after)
    assert found.moves == ()
    assert {c.field for c in found.others} == {"aggravating", "mark", "plan"}


def test_an_addressee_is_held_against_the_years_and_is_a_figure(example: Case) -> None:
    after = change(example, "traders", addressee="Another person")
    assert [m.change.field for m in moved(example, after).moves] == ["addressee"]


def test_beyond_six_changes_orders_are_drawn_and_still_add_up(example: Case) -> None:
    after = example
    for infringement in example.infringements[:7]:
        after = change(after, infringement.id, chance=exactly("0.33"))
    found = moved(example, after)
    assert (len(found.moves), found.sampled) == (7, True)
    assert found.orders > 7
    assert adds_up(found)
    assert moved(example, after) == found


def test_contributions_by_hand() -> None:
    """The glove game: one left glove (0) and two right ones (1, 2); a pair is worth 1."""

    def pairs(made: frozenset[int]) -> Fraction:
        return Fraction(int(0 in made and len(made) > 1))

    assert contributions(orders_of(3), pairs) == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]


def test_what_cannot_be_computed_on_the_way_waits_for_the_change_that_lets_it() -> None:
    def result(made: frozenset[int]) -> Fraction | None:
        return {0: Fraction(10), 1: None, 2: Fraction(16)}[len(made)]

    assert contributions(orders_of(2), result) == [Fraction(3), Fraction(3)]


def test_cents_add_up() -> None:
    thirds = [Fraction(1, 3)] * 3
    assert in_cents(thirds) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]
    assert in_cents([None, Fraction(-1, 2), Fraction(1, 2)]) == [
        None, Decimal("-0.50"), Decimal("0.50"),
    ]  # fmt: skip


@settings(max_examples=4, deadline=None)
@given(complete_cases(largest=2), complete_cases(largest=2), st.booleans())
def test_the_moves_add_up_between_any_two_cases(first: Case, second: Case, same: bool) -> None:
    if same:  # parts that keep their names and change their fields
        factors = (Factor(share=exactly("0.2")),)
        parts = tuple(
            msgspec.structs.replace(i, aggravating=factors, chance=exactly("0.3"))
            for i in first.infringements
        )
        second = msgspec.structs.replace(first, infringements=parts, cap_reading="per_infringement")
    found = moved(first, second)
    assert adds_up(found)
    assert isinstance(found.rest_maximum_eur, Decimal | int | float)
