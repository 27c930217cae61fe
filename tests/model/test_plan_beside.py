"""A plan in which one part has other numbers gives the trials of a plan made anew."""

from decimal import Decimal

import msgspec
import numpy as np
import pytest

from dsa_sim.model.case import Appeal, Case, Outcomes
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import around, exactly
from dsa_sim.model.inputs import apply_scenario
from dsa_sim.model.sensitivity import ends, tornado
from dsa_sim.model.simulation import Exposure, run_plan, simulate
from dsa_sim.model.streams import BLOCK
from dsa_sim.model.trials import Plan, make_plan
from dsa_sim.model.uncertain import held, inputs_of
from dsa_sim.storage import read_case
from tests.model.test_worked_examples import CASES

NAMES = sorted(path.stem for path in CASES.glob("*.dsacase"))
HALF = Outcomes(decision=Decimal("0.5"), commitments=Decimal("0.3"), closed=Decimal("0.2"))
RAISED = Appeal(
    chance=exactly("0.7"), annulled=Decimal("0.2"), reduced=Decimal("0.2"),
    confirmed=Decimal("0.3"), increased=Decimal("0.3"), reduction=around("0.1", "0.3", "0.6"),
    increase=around("0.1", "0.4", "2"),
)  # fmt: skip


def plan_of(case: Case) -> Plan:
    return make_plan(case, seed=case.seed, sampling="stratified")


def assert_same(found: Exposure, expected: Exposure) -> None:
    # What is taken away from a sum and added again is rounded anew: floats have sixteen digits.
    close = {"rtol": 1e-12, "atol": 1e-6}
    np.testing.assert_allclose(found.total_eur, expected.total_eur, **close)
    np.testing.assert_allclose(found.block_means_eur, expected.block_means_eur, **close)
    for name in ("mean_eur", "fines_mean_eur", "procedural_mean_eur", "periodic_mean_eur"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), rel=1e-12)
    assert found.chance_any_fine == expected.chance_any_fine
    assert found.chance_maximum_binds == expected.chance_maximum_binds
    assert found.time_cost_mean_eur == pytest.approx(expected.time_cost_mean_eur, rel=1e-12)
    assert found.defence_mean_eur == pytest.approx(expected.defence_mean_eur, rel=1e-12)
    assert found.coverage == expected.coverage


def assert_beside(case: Case, *, every: int = 3) -> int:
    """Hold one input after the other beside the plan of the case; say how many could be."""
    base, count = plan_of(case), 0
    for item in [i for i in inputs_of(case) if i.kind != "date" and not i.is_certain][::every]:
        for number in ends(item):
            moved = held(case, item.path, number)
            plan = base.beside(moved, item.owner)
            if plan is not None:
                count += 1
                assert_same(run_plan(plan, BLOCK), simulate(moved, trials=BLOCK))
    return count


def case_of(name: str) -> Case:
    return read_case(CASES / f"{name}.dsacase").case


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_drawn_again_is_as_it_was(name: str) -> None:
    case = case_of(name)
    for scenario in (None, *case.scenarios):
        try:
            assert_beside(apply_scenario(case, scenario), every=17 if name == "s08" else 4)
        except IncompleteError:
            continue


@pytest.mark.parametrize("name", ["e5", "s02", "s05", "s10"])
@pytest.mark.parametrize(
    "changes",
    [
        {"severity": around("0.1", "0.4", "0.9")},
        {"linked_outcomes": exactly("0.5")},
        {"cap_reading": "per_infringement"},
    ],
)
def test_what_amounts_and_outcomes_have_in_common_is_kept(
    name: str, changes: dict[str, object]
) -> None:
    case = msgspec.structs.replace(case_of(name), **changes)
    for strand in case.strands:
        case = change(case, strand.id, outcomes=HALF)
    assert assert_beside(case) > 0


@pytest.mark.parametrize("name", ["e5", "s02", "s05"])
@pytest.mark.parametrize(
    "changes", [{"decision_means": "finding"}, {"appeal": RAISED}, {"outcomes": HALF}]
)
def test_a_strand_is_as_it_is(name: str, changes: dict[str, object]) -> None:
    case = case_of(name)
    for strand in case.strands:
        case = change(case, strand.id, **changes)
    assert assert_beside(case) > 0


def test_bars_are_those_of_cases_simulated_by_themselves() -> None:
    case = msgspec.structs.replace(case_of("e5"), trials=BLOCK)
    for result in ("mean", "P90", "chance_maximum_binds"):
        found = tornado(case, result=result)
        for swing in found.swings:
            alone = tornado(held(case, swing.input.path, swing.at_high), result=result)
            assert swing.high == pytest.approx(alone.base, rel=1e-12)


def test_days_and_turnovers_are_drawn_anew() -> None:
    case = case_of("s05")
    plan = plan_of(case)
    assert plan.beside(case, case.financial_years[0].id) is None
    assert plan.beside(case, "case") is None
