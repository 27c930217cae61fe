"""What drives the exposure: tornado, grid and break-even against closed forms and held runs."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.model import edits
from dsa_sim.model.break_even import break_even
from dsa_sim.model.case import (
    Appeal,
    Case,
    Factor,
    FinancialYear,
    Infringement,
    Outcomes,
    Periodic,
    Platform,
    Proceeding,
    Provider,
    Reference,
    Scenario,
    StartingAmount,
    Strand,
)
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.estimate import Estimate, around, between, exactly
from dsa_sim.model.inputs import override
from dsa_sim.model.sensitivity import (
    RESULTS,
    ResultName,
    ends,
    grid,
    quantile,
    result_of,
    tornado,
)
from dsa_sim.model.simulation import CancelledError, simulate
from dsa_sim.model.trials import Plan
from dsa_sim.model.uncertain import (
    held,
    holdable_inputs_of,
    input_at,
    inputs_of,
    with_decision_chance,
)
from dsa_sim.storage import read_case
from tests.model.test_worked_examples import CASES
from tests.strategies import complete_cases

pytestmark = pytest.mark.slow

MILLION = 10**6
TRIALS = 20_000
HALF = Outcomes(decision=Decimal("0.5"), commitments=Decimal("0.3"), closed=Decimal("0.2"))
DAY = date(2026, 7, 1)


def alleged(
    name: str = "a", chance: str = "0.5", amount: Estimate | None = None, **more: object
) -> Infringement:
    start = StartingAmount(unit="eur", estimate=amount or between(10 * MILLION, 30 * MILLION))
    return Infringement(
        id=name, title=name, chance=exactly(chance),
        **{"strand": "s", "platform": "platform", "start": start, **more},
    )  # type: ignore[arg-type]  # fmt: skip


def strand(name: str = "s", **more: object) -> Strand:
    return Strand(id=name, title=name, decision_on=DAY, **more)  # type: ignore[arg-type]


def a_case(*infringements: Infringement, strands: tuple[Strand, ...] = (), **more: object) -> Case:
    """Turnover € 20 bn, so that the maximum, € 1.2 bn, is far away unless it is looked for."""
    made = {
        "title": "t",
        "as_of": date(2026, 1, 1),
        "provider": Provider(name="p"),
        "platforms": (Platform(id="platform", name="x"),),
        "financial_years": tuple(
            FinancialYear(
                id=f"y{year}", scope="group", ends_on=date(year, 12, 31), currency="EUR",
                revenue=Decimal(revenue),
            )
            for year, revenue in ((2024, 10**10), (2025, 2 * 10**10))
        ),
        "proceedings": (Proceeding(id="p", title="p", strands=strands or (strand(),)),),
        "infringements": infringements,
    }  # fmt: skip
    return Case(**{**made, **more})  # type: ignore[arg-type]


def full_case(**more: object) -> Case:
    """One input of every kind."""
    appeal = Appeal(
        chance=exactly("0.6"), annulled=Decimal("0.1"), reduced=Decimal("0.4"),
        confirmed=Decimal("0.3"), increased=Decimal("0.2"), reduction=between("0.2", "0.5"),
        increase=between("0.1", "0.3"),
    )  # fmt: skip
    daily = Periodic(
        id="compel", title="c", chance=exactly("0.4"), daily_share=between("0.1", "0.5"),
        days=around(10, 30, 90), definitive=between("0.3", "0.9"),
    )  # fmt: skip
    one = alleged(
        fined=exactly("0.9"), duration=between("1", "1.5"), recurrence=between("0.1", "0.5"),
        aggravating=(
            Factor(share=between("0.05", "0.2")),
            Factor(share=exactly("0.1")),
        ),
        mitigating=(Factor(share=around("0.1", "0.2", "0.4")),),
        other_penalties=between(MILLION, 2 * MILLION),
        band=between("0.01", "0.05"), proportion=between("0.02", "0.1"),
        entry_fee=between("0.01", "0.05"), deterrence=between("1", "1.5"),
    )  # fmt: skip
    main = strand(
        outcomes=HALF, appeal=appeal, periodic=(daily,),
        decision_earliest=date(2026, 3, 1), decision_latest=date(2027, 3, 1),
    )  # fmt: skip
    years = (("2024", 10**10), ("2025", 2 * 10**10), ("2026", 3 * 10**10))
    return a_case(
        one, strands=(main,),
        platforms=(
            Platform(id="platform", name="x", eu_revenue_eur=between(10**8, 10**9)),
        ),
        financial_years=tuple(
            FinancialYear(
                id=f"y{year}", scope="group", ends_on=date(int(year), 12, 31), currency="EUR",
                revenue=Decimal(revenue),
            )
            for year, revenue in years
        ),
        reference=Reference(of="maximum", share=between("0.06", "0.08")),
        **more,
    )  # fmt: skip


def result(case: Case, name: str, *, trials: int = TRIALS) -> float:
    return result_of(simulate(case, trials=trials), name)  # type: ignore[arg-type]


METHODS = ("judgement", "bands", "value_of_sales", "precedent")
EVERYWHERE = {
    "s.outcomes", "s.decision_on", "s.appeal.chance", "s.appeal.reduction", "s.appeal.increase",
    "compel.chance", "compel.daily_share", "compel.days", "compel.definitive", "a.chance",
    "a.fined", "a.recurrence", "a.aggravating.0", "a.mitigating.0",
    "a.other_penalties",
}  # fmt: skip
OWN = {
    "judgement": {"a.start", "a.duration"},
    "bands": {"a.band", "a.duration"},
    "value_of_sales": {"platform.eu_revenue_eur", "a.proportion", "a.entry_fee", "a.deterrence"},
    "precedent": {"case.reference", "a.duration"},
}


# Inputs


@pytest.mark.parametrize("method", METHODS)
def test_the_inputs_are_those_that_the_method_uses(method: str) -> None:
    case = full_case(method=method)
    assert {item.path for item in inputs_of(case)} == EVERYWHERE | OWN[method]
    # A circumstance that is one value is no uncertainty, but may be held at another.
    assert {item.path for item in holdable_inputs_of(case)} == (
        EVERYWHERE | OWN[method] | {"a.aggravating.1"}
    )


@pytest.mark.parametrize("method", METHODS)
def test_an_input_held_is_that_number_and_nothing_else_changes(method: str) -> None:
    case = full_case(method=method)
    for item in holdable_inputs_of(case):
        low, high = (float(n) for n in (item.estimate.minimum, item.estimate.maximum))
        number = 30.0 if item.kind == "date" else low + (high - low) * 0.3
        changed = held(case, item.path, number)
        if item.kind == "date":
            there = changed.strands[0]
            assert there.decision_on == DAY + timedelta(30)
            assert there.decision_earliest is there.decision_latest is None
        else:
            now = input_at(changed, item.path)
            assert float(now.estimate.central) == pytest.approx(number, rel=1e-9)
            assert not now.estimate.is_uncertain
        others = {i.path: i.estimate for i in holdable_inputs_of(case) if i.path != item.path}
        left = {i.path: i.estimate for i in holdable_inputs_of(changed) if i.path != item.path}
        assert left == others
        # Held at what it was before, and so on: the last hold counts.
        if item.kind != "date":
            assert held(held(case, item.path, number), item.path, low) == held(case, item.path, low)


def test_a_case_held_where_it_is_stays_as_it_is() -> None:
    case = full_case()
    for item in inputs_of(case):
        if item.is_point_chance:
            same = held(case, item.path, float(item.estimate.central))
            assert simulate(same, trials=3000).total_eur.tobytes() == (
                simulate(case, trials=3000).total_eur.tobytes()
            )


def test_an_unknown_input_is_refused() -> None:
    case = a_case(alleged())
    for call in (
        lambda: input_at(case, "a.band"),
        lambda: break_even(case, "nobody.chance", target=1.0),
        lambda: grid(case, down="a.chance", across="a.nothing"),
    ):
        with pytest.raises(KeyError):
            call()
    with pytest.raises(ValueError, match="between 0 and 1"):
        held(case, "a.chance", 1.5)


@pytest.mark.parametrize("chance", [0.0, 1.0, 0.25, 1 / 3, 0.123456789])
def test_another_chance_of_a_decision_keeps_the_proportion_of_the_rest(chance: float) -> None:
    made = with_decision_chance(HALF, chance)
    assert made.decision + made.commitments + made.closed == 1
    assert float(made.decision) == pytest.approx(chance, abs=1e-9)
    assert float(made.commitments) == pytest.approx((1 - chance) * 0.6, abs=2e-9)
    certain = Outcomes(decision=Decimal(1), commitments=Decimal(0), closed=Decimal(0))
    assert float(with_decision_chance(certain, chance).closed) == pytest.approx(1 - chance)


# Tornado


def test_the_tornado_of_one_infringement_is_its_closed_form() -> None:
    """Chance 0.5, € 10 m to 30 m alike: the mean is € 10 m; the ends follow by multiplication."""
    found = tornado(a_case(alleged()), trials=1 << 16)
    # Where chance and amount meet, the sampling of 65 536 trials is all there is.
    assert found.base == pytest.approx(10 * MILLION, rel=3e-3)
    chance, amount = found.swings
    assert (chance.input.path, chance.at_low, chance.at_high) == ("a.chance", 0.0, 1.0)
    assert chance.low == 0
    assert chance.high == pytest.approx(20 * MILLION, rel=1e-4)
    assert amount.input.path == "a.start"
    # P10 and P90 of € 10 m to 30 m
    assert (amount.at_low, amount.at_high) == pytest.approx((12 * MILLION, 28 * MILLION), rel=1e-3)
    assert (amount.low, amount.high) == pytest.approx((6 * MILLION, 14 * MILLION), rel=1e-3)


def test_the_tornado_of_the_chance_of_any_fine_is_a_product_of_chances() -> None:
    """1 − (1 − 0.5 × 0.5)(1 − 0.5 × 0.2) = 0.325 with one decision for each strand."""
    second = alleged("b", "0.2", strand="t")
    case = a_case(alleged(), second, strands=(strand(outcomes=HALF), strand("t", outcomes=HALF)))
    found = tornado(case, result="chance_any_fine", trials=1 << 17)
    by_path = {swing.input.path: (swing.low, swing.high) for swing in found.swings}
    assert found.base == pytest.approx(0.325, abs=0.004)
    assert by_path["a.chance"] == pytest.approx((0.1, 0.55), abs=0.004)
    assert by_path["s.outcomes"] == pytest.approx((0.1, 0.55), abs=0.004)
    assert by_path["t.outcomes"] == pytest.approx((0.25, 0.4), abs=0.004)
    assert by_path["a.start"] == (found.base, found.base)
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("name", RESULTS)
def test_what_cannot_matter_has_no_width(name: str) -> None:
    """A strand that certainly ends without a decision brings no fine."""
    never = Outcomes(decision=Decimal(0), commitments=Decimal(1), closed=Decimal(0))
    case = a_case(
        alleged(), alleged("b", "0.7", strand="t"),
        strands=(strand(), strand("t", outcomes=never)),
    )  # fmt: skip
    found = tornado(case, result=name, trials=TRIALS)
    still = [swing for swing in found.swings if swing.input.owner == "b"]
    assert {swing.input.path for swing in still} == {"b.chance", "b.start"}
    assert all(swing.low == swing.high == found.base for swing in still)


def test_a_part_of_an_appeal_that_cannot_happen_does_not_matter() -> None:
    appeal = Appeal(
        chance=exactly("0.5"), annulled=Decimal(0), reduced=Decimal(0), confirmed=Decimal(1),
        increased=Decimal(0), reduction=between("0.1", "0.9"), increase=between("0.1", "0.9"),
    )  # fmt: skip
    found = tornado(a_case(alleged(), strands=(strand(appeal=appeal),)), trials=TRIALS)
    still = {s.input.path for s in found.swings if s.width == 0}
    assert still == {"s.appeal.chance", "s.appeal.reduction", "s.appeal.increase"}


def test_certain_chances_have_no_bar() -> None:
    case = a_case(alleged(chance="1"), alleged("b", "0"), alleged("c", "0.4"))
    paths = {swing.input.path for swing in tornado(case, trials=TRIALS).swings}
    assert "s.outcomes" not in paths
    assert {"a.chance", "b.chance"}.isdisjoint(paths)
    assert {"c.chance", "a.start"} <= paths


def test_an_uncertain_chance_is_held_at_its_p10_and_p90() -> None:
    case = edits.change(a_case(alleged()), "a", chance=between("0.2", "0.6"))
    swing = next(s for s in tornado(case, trials=1 << 16).swings if s.input.path == "a.chance")
    assert (swing.at_low, swing.at_high) == pytest.approx((0.24, 0.56), abs=1e-4)
    assert (swing.low, swing.high) == pytest.approx((4.8 * MILLION, 11.2 * MILLION), rel=2e-3)


def test_the_day_of_the_decision_is_held_at_whole_days() -> None:
    item = input_at(full_case(), "s.decision_on")
    low, high = ends(item)
    assert low == round(quantile(item.estimate, 0.1)) < 0
    assert high == round(quantile(item.estimate, 0.9)) > 0


@settings(max_examples=6)
@given(complete_cases(largest=1), st.sampled_from(RESULTS))
def test_every_bar_is_two_held_runs(case: Case, name: str) -> None:
    found = tornado(case, result=name, trials=300)
    assert found.base == result(case, name, trials=300)
    for swing in found.swings[:3]:
        assert swing.low == result(held(case, swing.input.path, swing.at_low), name, trials=300)
        assert swing.high == result(held(case, swing.input.path, swing.at_high), name, trials=300)


# Scenarios


def test_scenarios_are_respected() -> None:
    case = a_case(alleged())
    worse = Scenario(id="worse", title="w", overrides=(override(case, "a.chance", exactly("0.8")),))
    case = msgspec.structs.replace(case, scenarios=(worse,))
    assert tornado(case, "worse", trials=1 << 16).base == pytest.approx(16 * MILLION, rel=2e-3)
    found = break_even(
        case, "a.start", target=8 * MILLION, result="mean", scenario="worse",
        trials=1 << 16,
    )  # fmt: skip
    assert found.value == pytest.approx(10 * MILLION, rel=2e-3)
    made = grid(case, down="a.chance", across="a.start", steps=2, scenario="worse", trials=TRIALS)
    assert made.results[1, 1] == pytest.approx(30 * MILLION)
    with pytest.raises(KeyError):
        tornado(case, "nobody", trials=TRIALS)


# Break-even


@pytest.mark.parametrize(
    ("path", "name", "target", "value"),
    [
        ("a.chance", "mean", 5 * MILLION, 0.25),
        ("a.start", "mean", 7 * MILLION, 14 * MILLION),
        # Half of the trials are nothing: P75 is the middle of what is paid, P90 its upper fifth.
        ("a.chance", "P90", 25 * MILLION, 0.4),
        ("a.chance", "chance_any_fine", 0.37, 0.37),
        ("s.outcomes", "mean", 2.5 * MILLION, 0.25),
    ],
)
def test_break_even_is_the_closed_form(path: str, name: str, target: float, value: float) -> None:
    """Chance 0.5, € 10 m to 30 m alike; P90 is reached at 10 + 20 (1 − 0.1 / chance)."""
    found = break_even(a_case(alleged()), path, target=target, result=name, trials=1 << 16)
    # The value is as good as the sampling of 65 536 trials (of an outcome and a finding of ½
    # together: 0.7 %); the target is met on them.
    rough = name == "P90" or path == "s.outcomes"
    assert found.value == pytest.approx(value, rel=0.02 if rough else 5e-3)
    assert found.reached == pytest.approx(target, rel=5e-3)


@pytest.mark.parametrize("path", sorted(EVERYWHERE | OWN["judgement"]))
def test_break_even_inverts_the_simulation(path: str) -> None:
    """Held at the value found, the mean is the target to 0.5 %, or steps over it there."""
    case = full_case()
    item = input_at(case, path)
    low, high = ends(item)
    if item.kind == "date":
        low, high = (float(n) for n in (item.estimate.minimum, item.estimate.maximum))
    one, other = (result(held(case, path, n), "mean") for n in (low, high))
    assert one != other
    target = one + 0.37 * (other - one)
    found = break_even(case, path, target=target, result="mean", trials=TRIALS)
    if path == "s.decision_on":
        # The turnover changes from one day to the next: no day gives the target.
        step = found.step
        assert found.value is None and step is not None
        assert step.result_before < target < step.result_after
        assert (step.after - step.before, DAY + timedelta(step.after)) == (1, date(2027, 1, 1))
        sides = (result(held(case, path, day), "mean") for day in (step.before, step.after))
        assert tuple(sides) == (step.result_before, step.result_after)
        return
    assert found.value is not None
    reached = result(held(case, path, found.value), "mean")
    assert reached == found.reached
    assert reached == pytest.approx(target, rel=5e-3)


def test_a_result_that_steps_over_its_target_tells_both_sides() -> None:
    """P95 of a sum of € 10 m that is due with some chance: nothing, or all of it above 5 %."""
    case = a_case(alleged(amount=exactly(10 * MILLION)))
    found = break_even(case, "a.chance", target=4 * MILLION, result="P95", trials=1 << 16)
    assert found.value is found.reached is None
    assert found.step is not None
    assert found.step.after == pytest.approx(0.05, abs=1e-4)
    assert (found.step.result_before, found.step.result_after) == (0, 10 * MILLION)
    assert result(held(case, "a.chance", found.step.after - 1e-4), "P95", trials=1 << 16) == 0


def test_the_place_of_a_step_has_the_error_of_the_chance_that_steps() -> None:
    """P95 steps where the chance of anything is 5 %: its error is the binomial one."""
    case = a_case(alleged(amount=exactly(10 * MILLION)))
    found = break_even(case, "a.chance", target=4 * MILLION, result="P95", trials=1 << 16)
    assert found.step is not None
    assert found.step.error == pytest.approx((0.05 * 0.95 / (1 << 16)) ** 0.5, rel=0.02)
    day = break_even(
        full_case(), "s.decision_on", target=found.step.result_after, result="P95", trials=TRIALS
    )
    assert day.step is None or day.step.error is None


@pytest.mark.parametrize("name", ["mean", "P95", "P50"])
def test_break_even_takes_few_runs(name: ResultName, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer blocks than ten simulations of sixteen blocks have."""
    case = read_case(CASES / "e5.dsacase").case
    base = simulate(case)
    blocks = []
    run = Plan.run
    monkeypatch.setattr(Plan, "run", lambda *args: blocks.append(1) or run(*args))
    target = 1.04 * result_of(base, name)
    found = break_even(case, "infringement-1.start", target=target, result=name)
    assert found.value is not None
    assert found.reached == pytest.approx(target, rel=1e-4)
    assert len(blocks) < 160


def test_on_a_plateau_the_lowest_value_is_found() -> None:
    """P95 is € 10 m from a chance of 5 % on, the maximum of € 1.2 bn from an amount of it on."""
    case = a_case(alleged(amount=exactly(10 * MILLION)))
    found = break_even(case, "a.chance", target=10 * MILLION, result="P95", trials=1 << 16)
    assert (found.value, found.reached) == (pytest.approx(0.05, abs=1e-4), 10 * MILLION)
    case = a_case(alleged(chance="1", amount=exactly(10 * MILLION)))
    met = break_even(case, "a.start", target=1.2e9, result="mean", trials=TRIALS)
    assert met.value == pytest.approx(1.2e9, rel=1e-6)


def test_a_result_that_does_not_depend_on_the_input_is_called_constant() -> None:
    """P50 of what comes in 2 of 100 is nothing, however much it is."""
    case = a_case(alleged(chance="0.02"))
    found = break_even(case, "a.start", target=MILLION, result="P50", trials=TRIALS)
    assert found.is_constant
    assert found.value is found.step is None
    assert not break_even(case, "a.start", target=MILLION, result="mean", trials=TRIALS).is_constant


def test_the_error_of_a_solution_is_that_of_the_result_by_its_slope() -> None:
    """The chance of any fine is the chance itself: its error is the binomial one."""
    case = a_case(alleged())
    found = break_even(case, "a.chance", target=0.3, result="chance_any_fine", trials=1 << 16)
    assert found.error == pytest.approx((0.3 * 0.7 / (1 << 16)) ** 0.5, rel=0.02)
    day = break_even(full_case(), "s.decision_on", target=1.0, result="mean", trials=TRIALS)
    assert day.error is None


def test_break_even_has_the_trials_of_the_case() -> None:
    """Found with few trials first, the solution is that of all of them."""
    case = msgspec.structs.replace(a_case(alleged()), trials=1 << 18)
    found = break_even(case, "a.chance", target=5 * MILLION, result="mean")
    assert found.value is not None
    reached = result(held(case, "a.chance", found.value), "mean", trials=1 << 18)
    assert reached == found.reached == pytest.approx(5 * MILLION, rel=1e-4)


def test_a_target_out_of_reach_says_how_far_the_result_goes() -> None:
    case = a_case(alleged())
    for target in (21 * MILLION, -1.0):
        found = break_even(case, "a.chance", target=target, result="mean", trials=1 << 16)
        assert found.value is found.reached is None
        assert found.reachable == pytest.approx((0, 20 * MILLION), rel=1e-4)
        assert found.searched == (0.0, 1.0)


def test_the_maximum_bounds_what_can_be_reached() -> None:
    """6 % of € 20 bn is € 1.2 bn, whatever the amount."""
    case = a_case(alleged(chance="1"))
    found = break_even(case, "a.start", target=1.3e9, result="mean", trials=TRIALS)
    assert found.value is None
    assert found.reachable == (0, 1.2e9)
    met = break_even(case, "a.start", target=1.2e9, result="mean", trials=TRIALS)
    assert met.value is not None
    assert result(held(case, "a.start", met.value), "mean") == pytest.approx(1.2e9)


def test_break_even_stays_within_what_it_is_told() -> None:
    case = a_case(alleged())
    found = break_even(
        case, "a.chance", target=10 * MILLION, result="mean", within=(0.6, 0.9), trials=TRIALS
    )
    assert found.value is None
    assert found.searched == (0.6, 0.9)
    assert found.reachable == pytest.approx((12 * MILLION, 18 * MILLION), rel=1e-2)


def test_an_amount_that_is_one_value_can_be_solved_for() -> None:
    case = a_case(alleged(amount=exactly(10 * MILLION)))
    found = break_even(case, "a.start", target=20 * MILLION, result="mean", trials=1 << 16)
    assert found.value == pytest.approx(40 * MILLION, rel=5e-3)


@settings(max_examples=10)
@given(complete_cases(largest=2), st.data())
def test_what_can_be_reached_is_never_refused(case: Case, data: st.DataObject) -> None:
    """A result met somewhere on the way is found again, and is met there or stepped over."""
    items = holdable_inputs_of(case)
    item = data.draw(st.sampled_from(items))
    low, _ = ends(item)
    wanted = result(held(case, item.path, low), "mean", trials=200)
    found = break_even(case, item.path, target=wanted, result="mean", trials=200)
    assert found.reachable[0] <= found.reachable[1]
    if found.reachable[0] <= wanted <= found.reachable[1]:
        value = found.step.after if found.step is not None else found.value
        assert value is not None or found.is_constant
        assert value is None or found.searched[0] <= value <= found.searched[1]
    else:
        assert found.value is None


# Grid


@pytest.mark.parametrize(
    ("down", "across"),
    [("a.chance", "a.start"), ("s.decision_on", "compel.days"), ("s.outcomes", "a.fined")],
)
def test_the_corners_of_a_grid_are_held_runs(down: str, across: str) -> None:
    case = full_case()
    made = grid(case, down=down, across=across, steps=3, result="P90", trials=2000)
    assert made.results.shape == (len(made.down_values), len(made.across_values)) == (3, 3)
    for y in (0, -1):
        for x in (0, -1):
            both = held(held(case, down, made.down_values[y]), across, made.across_values[x])
            assert made.results[y, x] == result(both, "P90", trials=2000)
    for path, values in ((down, made.down_values), (across, made.across_values)):
        item = input_at(case, path)
        whole = (0.0, 1.0) if item.is_point_chance else (
            float(item.estimate.minimum), float(item.estimate.maximum)
        )  # fmt: skip
        assert (values[0], values[-1]) == whole
        assert all(a < b for a, b in pairwise(values))


def test_the_grid_of_a_chance_and_an_amount_is_their_product() -> None:
    made = grid(a_case(alleged()), down="a.chance", across="a.start", trials=1 << 16)
    product = np.outer(made.down_values, made.across_values)
    np.testing.assert_allclose(made.results, product, rtol=2e-4)
    assert not made.results.flags.writeable


def test_a_cell_of_a_grid_is_a_whole_block_of_trials() -> None:
    case = a_case(alleged())
    made = grid(case, down="a.chance", across="a.start", steps=2)
    corner = held(held(case, "a.chance", 1.0), "a.start", float(made.across_values[0]))
    assert made.results[1, 0] == result(corner, "mean", trials=1 << 16)


def test_a_grid_of_few_days_has_a_step_a_day() -> None:
    short = strand(decision_earliest=DAY - timedelta(1), decision_latest=DAY + timedelta(1))
    made = grid(
        a_case(alleged(), strands=(short,)), down="s.decision_on", across="a.chance", trials=500
    )
    assert made.down_values == (-1.0, 0.0, 1.0)


def test_a_grid_needs_two_inputs() -> None:
    with pytest.raises(ValueError, match="two inputs"):
        grid(a_case(alleged()), down="a.chance", across="a.chance")


# What stops it


def test_all_of_it_can_be_cancelled() -> None:
    case = a_case(alleged())
    calls = iter([False, False, False, True, True, True])
    for call in (
        lambda: tornado(case, trials=100, cancelled=lambda: next(calls)),
        lambda: break_even(case, "a.chance", target=1.0, cancelled=lambda: True),
        lambda: grid(case, down="a.chance", across="a.start", cancelled=lambda: True),
    ):
        with pytest.raises(CancelledError):
            call()


def test_a_case_without_turnover_says_so() -> None:
    case = a_case(alleged(), financial_years=())
    with pytest.raises(IncompleteError):
        tornado(case, trials=100)


def test_the_threads_do_not_matter() -> None:
    case = full_case()
    one, two = (tornado(case, trials=(1 << 16) + 5000, threads=n) for n in (1, 2))
    assert one == two


@pytest.mark.parametrize("result", ["mean", "P50", "P95", "chance_any_fine"])
def test_the_base_of_the_bars_is_what_the_simulation_says(result: ResultName) -> None:
    """Two commands on one case print the same figure, whatever the bars rest on."""
    case = read_case(CASES / "e5.dsacase").case
    found = tornado(case, result=result)
    assert found.base == result_of(simulate(case), result)
    if result == "chance_any_fine":
        return  # a chance near certainty is cut at it
    few = tornado(case, result=result, trials=131_072)
    for bar, other in zip(found.swings[:3], few.swings[:3], strict=True):
        assert bar.input.path == other.input.path
        assert bar.width == pytest.approx(other.width)
