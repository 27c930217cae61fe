"""What leads from one scenario to another: input by input, adding up to the whole difference."""

from decimal import Decimal

import pytest

from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Scenario
from dsa_sim.model.differences import differences
from dsa_sim.model.edits import add, change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.inputs import override
from dsa_sim.model.simulation import simulate
from tests.model.test_simulation_laws import MILLION, a_case, alleged, eur

TRIALS = 2000


def two() -> object:
    case = a_case(alleged("a", "0.5", exactly(10 * MILLION)))
    made = (
        override(case, "a.chance", exactly(1)),
        override(case, "a.start", eur(exactly(30 * MILLION))),
    )
    case = add(case, "scenarios", Scenario(id="dearer", title="d", overrides=made))
    early = override(case, "provider.year_reading", "before_opening")
    case = change(case, "p", opened_on=case.financial_years[1].ends_on)
    return add(case, "scenarios", Scenario(id="early", title="e", overrides=(early,)))


def test_each_input_moves_what_it_moves_by_hand() -> None:
    """€ 10 m at ½: certain adds 5 m, or 15 m after the amount of € 30 m; that adds 20 m or 10 m."""
    found = differences(two(), None, "dearer", trials=1 << 16)
    assert [d.target for d in found] == ["a.chance", "a.start"]
    assert [d.mean_eur for d in found] == pytest.approx([10 * MILLION, 15 * MILLION], rel=1e-3)
    assert [d.maximum_eur for d in found] == [0, 0]


def test_another_year_moves_the_maximum() -> None:
    """6 % of € 10 bn instead of € 20 bn."""
    found = differences(two(), None, "early", trials=TRIALS)
    assert [d.maximum_eur for d in found] == [Decimal(-600_000_000)]


@pytest.mark.parametrize("ends", [(None, "dearer"), ("dearer", "early"), ("early", None)])
def test_the_moves_add_up(ends: tuple[str | None, str | None]) -> None:
    case = two()
    found = differences(case, *ends, trials=TRIALS)
    first, second = (simulate(case, name, trials=TRIALS).mean_eur for name in ends)
    assert sum(d.mean_eur for d in found) == pytest.approx(second - first)
    maxima = [assess(case, name).maximum_eur for name in ends]
    assert sum(d.maximum_eur for d in found) == maxima[1] - maxima[0]


def test_the_way_back_is_the_opposite() -> None:
    case = two()
    there = differences(case, None, "dearer", trials=TRIALS)
    back = differences(case, "dearer", None, trials=TRIALS)
    assert {(d.target, str(d.before), str(d.after)) for d in there} == {
        (d.target, str(d.after), str(d.before)) for d in back
    }


def test_a_scenario_and_itself_do_not_differ() -> None:
    assert differences(two(), "dearer", "dearer", trials=TRIALS) == ()


def test_an_input_that_is_open_on_one_side_is_told() -> None:
    case = a_case(alleged("a"))
    case = change(case, "a", chance=None)
    made = override(case, "a.chance", exactly(1))
    case = add(case, "scenarios", Scenario(id="x", title="x", overrides=(made,)))
    assert [d.before for d in differences(case, None, "x", trials=TRIALS)] == [None]
    assert [d.after for d in differences(case, "x", None, trials=TRIALS)] == [None]
