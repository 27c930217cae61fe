"""From one version of a case to another: every change named, the moves adding up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.model.case import Case, Factor, Infringement, Override, Scenario
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


@settings(max_examples=8, deadline=None)
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
