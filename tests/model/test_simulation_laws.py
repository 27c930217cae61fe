"""Laws of the simulation that hold for every case and every seed."""

from datetime import date
from decimal import Decimal
from math import erf, sqrt

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.model import edits
from dsa_sim.model.case import (
    Appeal,
    Case,
    ExchangeRate,
    FinancialYear,
    Infringement,
    Outcomes,
    Periodic,
    Platform,
    Proceeding,
    Provider,
    Scenario,
    SharedFacts,
    StartingAmount,
    Strand,
)
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.decisions import applied_cap
from dsa_sim.model.draw import Draw
from dsa_sim.model.estimate import Estimate, around, between, exactly
from dsa_sim.model.inputs import apply_scenario, override, scenario_of
from dsa_sim.model.maxima import strand_maxima
from dsa_sim.model.simulation import CancelledError, simulate
from dsa_sim.model.streams import BLOCK
from dsa_sim.model.trials import make_plan
from tests.model import oracle
from tests.strategies import complete_cases

pytestmark = pytest.mark.slow

FEW = settings(max_examples=20)
seeds = st.integers(0, 2**31)
MILLION = 10**6


def eur(estimate: Estimate) -> StartingAmount:
    return StartingAmount(unit="eur", estimate=estimate)


def alleged(
    name: str, chance: str = "0.5", amount: Estimate | None = None, **more: object
) -> Infringement:
    return Infringement(
        id=name, title=name, chance=exactly(chance),
        start=eur(amount or around(MILLION, 3 * MILLION, 20 * MILLION)),
        **{"strand": "s", "platform": "platform", **more},
    )  # type: ignore[arg-type]  # fmt: skip


def a_case(*infringements: Infringement, strand: Strand | None = None, **more: object) -> Case:
    """Turnover € 10 bn in 2024, € 20 bn in 2025."""
    return Case(
        title="t",
        as_of=date(2026, 1, 1),
        provider=Provider(name="p"),
        platforms=(Platform(id="platform", name="x"),),
        financial_years=tuple(
            FinancialYear(
                id=f"y{year}", scope="group", ends_on=date(year, 12, 31), currency="EUR",
                revenue=Decimal(revenue),
            )
            for year, revenue in ((2024, 10**10), (2025, 2 * 10**10))
        ),
        proceedings=(
            Proceeding(
                id="p", title="p",
                strands=(strand or Strand(id="s", title="s", decision_on=date(2026, 7, 1)),),
            ),
        ),
        infringements=infringements,
        **more,
    )  # type: ignore[arg-type]  # fmt: skip


def totals(
    case: Case, scenario: str | None = None, *, trials: int = 5000, seed: int = 1
) -> np.ndarray:
    """What is paid in each trial, each in its place."""
    seen = apply_scenario(case, scenario_of(case, scenario))
    plan = make_plan(seen, seed=seed, sampling="stratified")
    total = np.empty(trials)
    for start in range(0, trials, BLOCK):
        plan.run(start // BLOCK, total[start : start + BLOCK])
    return total


# Maxima


@FEW
@given(complete_cases(), seeds)
def test_no_fine_of_any_trial_is_above_its_maximum(case: Case, seed: int) -> None:
    plan = make_plan(case, seed=seed, sampling="stratified")
    draw = Draw(plan.sources, 0, 500)
    for made in plan.strands:
        paid = made.run(draw)
        authority = next(p.authority for p in case.proceedings if made.strand in p.strands)
        largest = _largest_maxima(case, made.strand)
        shares = dict(zip(paid.names, paid.shares, strict=True))
        for kind, fine in (("infringement", paid.fine), ("procedural", paid.procedural)):
            parts = [shares[i.id] for i in made.groups.get(kind, ())]
            if applied_cap(case, authority) == "per_decision":
                assert Decimal(float(fine.max())) <= largest[kind]
            else:
                assert all(Decimal(float(part.max())) <= largest[kind] for part in parts)
            assert (fine >= 0).all()
            assert all((part >= 0).all() for part in parts)
        assert all((part >= 0).all() for part in paid.periodic)


def _largest_maxima(case: Case, strand: Strand) -> dict[str, Decimal]:
    """The largest maximum on any day on which the decision may fall, exact."""
    found: dict[str, Decimal] = {}
    first = (strand.decision_earliest or strand.decision_on).year
    last = (strand.decision_latest or strand.decision_on).year
    for year in range(first, last + 1):
        day = min(
            max(date(year, 7, 1), strand.decision_earliest or strand.decision_on),
            strand.decision_latest or strand.decision_on,
        )
        moved = edits.change(
            case, strand.id, decision_on=day, decision_earliest=None, decision_latest=None
        )
        there = next(s for s in moved.strands if s.id == strand.id)
        for maximum in strand_maxima(moved, there).maxima:
            found[maximum.kind] = max(found.get(maximum.kind, Decimal(0)), maximum.amount)
    return found


@FEW
@given(complete_cases(), seeds, st.integers(100, 300))
def test_more_turnover_never_lowers_what_is_paid_in_any_trial(
    case: Case, seed: int, percent: int
) -> None:
    richer = msgspec.structs.replace(
        case,
        financial_years=tuple(
            msgspec.structs.replace(y, revenue=y.revenue * percent / 100)
            for y in case.financial_years
        ),
    )
    before, after = (totals(c, trials=500, seed=seed) for c in (case, richer))
    assert (after >= before * (1 - 1e-12) - 1e-6).all()


# Chances


@FEW
@given(complete_cases(), seeds)
def test_what_has_no_chance_never_happens(case: Case, seed: int) -> None:
    never = msgspec.structs.replace(
        case,
        infringements=tuple(
            msgspec.structs.replace(i, chance=exactly(0)) for i in case.infringements
        ),
    )
    run = simulate(never, trials=500, seed=seed)
    assert run.chance_any_fine == run.chance_maximum_binds == 0
    assert run.fines_mean_eur == run.procedural_mean_eur == 0
    assert all(eur == 0 for _, eur in run.contributions_eur)


@FEW
@given(seeds, st.integers(1, 3000), st.sampled_from(["stratified", "plain"]))
def test_what_is_certain_always_happens(seed: int, trials: int, sampling: str) -> None:
    case = a_case(alleged("a", "1", exactly(5 * MILLION)), alleged("b", "1", exactly(MILLION)))
    run = simulate(case, trials=trials, seed=seed, sampling=sampling)  # type: ignore[arg-type]
    assert (run.total_eur == 6 * MILLION).all()
    assert run.chance_any_fine == 1
    assert run.contributions_eur == (("a", 5 * MILLION), ("b", MILLION))


def test_a_chance_range_is_its_midpoint() -> None:
    ranged = edits.change(a_case(alleged("a")), "a", chance=between("0.2", "0.6"))
    middle = edits.change(a_case(alleged("a")), "a", chance=exactly("0.4"))
    assert (totals(ranged) == totals(middle)).all()


def test_a_finding_without_fault_brings_periodic_penalties_and_no_fine() -> None:
    """Art. 76 needs no fault; there is no amount to assume."""
    penalty = Periodic(
        id="daily", title="d", chance=exactly(1), daily_share=exactly(1), days=exactly(10)
    )
    strand = Strand(id="s", title="s", decision_on=date(2026, 7, 1), periodic=(penalty,))
    case = edits.change(a_case(alleged("a", "1"), strand=strand), "a", fault="none", start=None)
    run = simulate(case, trials=1000)
    assert run.chance_any_fine == 0
    assert run.left_out == ()
    # 5 % of 20 000 000 000 / 365, floored to the cent, ten days
    assert run.periodic_mean_eur == pytest.approx(10 * 2_739_726.02)


@pytest.mark.parametrize("trigger", ["76(1)(a)", "76(1)(d)", "76(1)(e)"])
def test_a_periodic_penalty_follows_its_trigger(trigger: str) -> None:
    penalty = Periodic(
        id="daily", title="d", trigger=trigger, chance=exactly(1), daily_share=exactly("0.5"),
        days=exactly(10),
    )  # type: ignore[arg-type]  # fmt: skip
    strand = Strand(
        id="s", title="s", decision_on=date(2026, 7, 1), periodic=(penalty,),
        outcomes=Outcomes(closed=Decimal("0.5"), commitments=Decimal("0.25"),
                          decision=Decimal("0.25")),
    )  # fmt: skip
    run = simulate(a_case(alleged("a", "1", exactly(MILLION)), strand=strand), trials=BLOCK)
    daily = 10 * 0.5 * 2_739_726.02
    # The fine is € 1 m, the penalty 13.7 m.
    paid = run.total_eur > daily - 1
    fined = np.rint((run.total_eur - daily * paid) / MILLION) == 1
    assert fined.mean() == 0.25
    match trigger:
        case "76(1)(a)":
            assert paid.all()
        case "76(1)(d)":
            assert paid.mean() == 0.25
            assert not (paid & fined).any()
        case _:
            assert (paid == fined).all()


def test_an_increase_by_the_court_that_meets_the_maximum_binds() -> None:
    appeal = Appeal(
        chance=exactly(1), confirmed=Decimal(0), increased=Decimal(1), increase=exactly(1)
    )
    strand = Strand(id="s", title="s", decision_on=date(2026, 7, 1), appeal=appeal)
    run = simulate(a_case(alleged("a", "1", exactly(700 * MILLION)), strand=strand), trials=1000)
    assert (run.total_eur == 1200 * MILLION).all()
    assert run.chance_maximum_binds == 1


# Sums


@FEW
@given(complete_cases(), seeds)
def test_the_parts_add_up(case: Case, seed: int) -> None:
    run = simulate(case, trials=700, seed=seed)
    fines = run.fines_mean_eur + run.procedural_mean_eur
    tolerance = {"rel": 1e-9, "abs": 1e-6}
    assert sum(eur for _, eur in run.contributions_eur) == pytest.approx(fines, **tolerance)
    periodic = sum(eur for _, eur in run.periodic_eur)
    assert periodic == pytest.approx(run.periodic_mean_eur, **tolerance)
    assert run.total_eur.mean() == pytest.approx(run.mean_eur, **tolerance)
    assert run.mean_eur == pytest.approx(fines + periodic, **tolerance)


@given(seeds, st.integers(1, 400), st.integers(1, 100))
def test_a_quantile_is_the_smallest_amount_not_exceeded_by_its_share(
    seed: int, trials: int, percent: int
) -> None:
    case = a_case(alleged("a", "0.7", between(0, 10)))
    run = simulate(case, trials=trials, seed=seed)
    share = percent / 100
    found = run.quantile_eur(share)
    assert (run.total_eur <= found).sum() / run.trials >= share
    assert (run.total_eur < found).sum() / run.trials < share
    assert run.chance_above(found) <= 1 - share + 1e-12


# Random numbers


@settings(max_examples=5)
@given(complete_cases(largest=2), seeds)
def test_threads_change_no_bit(case: Case, seed: int) -> None:
    trials = 2 * BLOCK + 777
    runs = [simulate(case, trials=trials, seed=seed, threads=n) for n in (1, 2, 3)]
    for other in runs[1:]:
        assert (other.total_eur == runs[0].total_eur).all()
        assert other.mean_eur == runs[0].mean_eur
        assert other.contributions_eur == runs[0].contributions_eur
        assert other.quantiles_eur == runs[0].quantiles_eur


def test_the_order_of_the_blocks_changes_no_bit() -> None:
    case = a_case(alleged("a"), alleged("b", "0.3"))
    whole = simulate(case, trials=4 * BLOCK, seed=9).total_eur
    plan = make_plan(case, seed=9, sampling="stratified")
    for block in (3, 0, 2, 1, 0):
        part = np.empty(BLOCK)
        plan.run(block, part)
        assert (np.sort(part) == whole[block * BLOCK : (block + 1) * BLOCK]).all()


def test_fewer_trials_are_the_beginning_of_more() -> None:
    case = a_case(alleged("a"), alleged("b", "0.3"))
    many = totals(case, trials=2 * BLOCK)
    assert (totals(case, trials=1000) == many[:1000]).all()
    assert (totals(case, trials=BLOCK + 1) == many[: BLOCK + 1]).all()


def test_another_infringement_leaves_the_rest_untouched() -> None:
    first, second = alleged("a"), alleged("b", "0.3", between(MILLION, 2 * MILLION))
    alone = [totals(a_case(i)) for i in (first, second)]
    for order in ((first, second), (second, first)):
        np.testing.assert_allclose(totals(a_case(*order)), sum(alone), rtol=1e-14)
    silent = alleged("c", "0")
    assert (totals(a_case(silent, first)) == alone[0]).all()


@FEW
@given(complete_cases(largest=2), seeds)
def test_another_strand_leaves_the_rest_untouched(case: Case, seed: int) -> None:
    more = Strand(id="more", title="m", decision_on=date(2026, 7, 1))
    wider = edits.add_strand(case, more, proceeding=case.proceedings[0].id)
    added = alleged("added", strand="more", platform=case.platforms[0].id)
    wider = edits.add(wider, "infringements", added)
    wider = edits.add(wider, "scenarios", Scenario(id="none", title="n"))
    name = [s.id for s in wider.strands].index("more")
    before = make_plan(case, seed=seed, sampling="stratified")
    after = make_plan(wider, seed=seed, sampling="stratified")
    kept = [s for k, s in enumerate(after.strands) if k != name]
    for old, new in zip(before.strands, kept, strict=True):
        first, second = old.run(Draw(before.sources, 1, 300)), new.run(Draw(after.sources, 1, 300))
        assert (first.fine == second.fine).all()
        assert (first.procedural == second.procedural).all()
        for one, other in zip(first.periodic, second.periodic, strict=True):
            assert (one == other).all()


def test_scenarios_share_their_random_numbers() -> None:
    case = a_case(alleged("a"), alleged("b", "0.3"))
    same = Scenario(id="same", title="s")
    dearer = Scenario(
        id="dearer", title="d",
        overrides=(override(case, "b.start", eur(exactly(MILLION))),),
    )  # fmt: skip
    case = edits.add(edits.add(case, "scenarios", same), "scenarios", dearer)
    base, unchanged, changed = (totals(case, name) for name in (None, "same", "dearer"))
    assert (base == unchanged).all()
    other = totals(edits.change(case, "b", start=eur(exactly(MILLION))))
    assert (changed == other).all()
    # The finding of b comes in the same trials: elsewhere nothing moves.
    found = totals(a_case(alleged("b", "0.3"))) > 0
    assert (changed[~found] == base[~found]).all()
    assert (changed[found] != base[found]).all()


# Shared facts


def _pair(first: str, second: str, strength: str | None) -> tuple[np.ndarray, np.ndarray]:
    """In which trials each of two infringements is found."""
    groups = () if strength is None else (
        SharedFacts(id="g", title="g", strength=Decimal(strength)),
    )  # fmt: skip
    one, two = (
        alleged(name, chance, exactly(amount), shared_facts="g" if groups else None)
        for name, chance, amount in (("a", first, 1), ("b", second, 2))
    )
    total = totals(a_case(one, two, shared_facts=groups), trials=8 * BLOCK)
    return total % 2 == 1, total >= 2


@pytest.mark.parametrize("chances", [("0.3", "0.6"), ("0.5", "0.5"), ("0.02", "0.9")])
def test_shared_facts_of_strength_zero_are_independence(chances: tuple[str, str]) -> None:
    for linked, free in zip(_pair(*chances, "0"), _pair(*chances, None), strict=True):
        assert (linked == free).all()


@pytest.mark.parametrize("chances", [("0.3", "0.6"), ("0.5", "0.5"), ("0.02", "0.9")])
def test_at_strength_one_the_less_likely_comes_only_with_the_more_likely(
    chances: tuple[str, str],
) -> None:
    a, b = _pair(*chances, "1")
    less, more = (a, b) if chances[0] <= chances[1] else (b, a)
    assert not (less & ~more).any()
    smaller = min(float(c) for c in chances)
    assert (a & b).mean() == pytest.approx(smaller, abs=1 / BLOCK)


@pytest.mark.parametrize("strength", ["0.2", "0.5", "0.9"])
@pytest.mark.parametrize("chances", [("0.3", "0.6"), ("0.5", "0.5"), ("0.02", "0.9")])
def test_in_between_findings_follow_the_bivariate_normal(
    chances: tuple[str, str], strength: str
) -> None:
    a, b = _pair(*chances, strength)
    p, q, s = float(chances[0]), float(chances[1]), float(strength)
    both = _both(p, q, s)
    for found, chance in ((a, p), (b, q), (a & b, both)):
        error = sqrt(chance * (1 - chance) / len(a))
        assert abs(found.mean() - chance) < 5 * error


def _both(first: float, second: float, strength: float) -> float:
    """The chance of both, by integrating over the common part."""
    common = np.linspace(-9, 9, 4001)
    weights = np.exp(-(common**2) / 2)
    cdf = np.vectorize(lambda x: 0.5 * (1 + erf(x / sqrt(2))))

    def given_common(chance: float) -> np.ndarray:
        ladder = np.linspace(-9, 9, 36001)
        level = np.interp(chance, cdf(ladder), ladder)
        return cdf((level - sqrt(strength) * common) / sqrt(1 - strength))

    product = given_common(first) * given_common(second)
    return float((product * weights).sum() / weights.sum())


# The day of the decision


def test_a_decision_around_the_end_of_a_year_mixes_the_two_maxima() -> None:
    """The chance of the later year is that of a PERT day, rounded, behind 31 December 2025."""
    strand = Strand(
        id="s", title="s", decision_on=date(2025, 12, 1), decision_earliest=date(2025, 10, 1),
        decision_latest=date(2026, 4, 1),
    )  # fmt: skip
    run = simulate(a_case(alleged("a", "1", exactly(10**12)), strand=strand), trials=4 * BLOCK)
    assert set(np.unique(run.total_eur)) == {600e6, 1200e6}
    # 61 days before to 121 days after 1 December; from day 30.5 on the day is 1 January or later.
    low, high, turn = -61.0, 121.0, 30.5
    edges = np.array([0.0, (turn - low) / (high - low), 1.0])
    _, after = oracle.cells(edges, -low / (high - low))[0]
    assert (run.total_eur == 1200e6).mean() == pytest.approx(after, abs=2 / BLOCK)
    assert run.chance_maximum_binds == 1


def test_turnover_and_maximum_move_with_the_same_day() -> None:
    strand = Strand(
        id="s", title="s", decision_on=date(2025, 12, 1), decision_latest=date(2026, 4, 1)
    )
    share = StartingAmount(unit="turnover_share", estimate=exactly("0.05"))
    case = edits.change(a_case(alleged("a", "1"), strand=strand), "a", start=share)
    run = simulate(case, trials=BLOCK)
    assert set(np.unique(run.total_eur)) == {500e6, 1000e6}
    assert run.chance_maximum_binds == 0


def test_an_overridden_day_takes_its_earliest_and_latest_along() -> None:
    strand = Strand(
        id="s", title="s", decision_on=date(2025, 12, 1), decision_earliest=date(2025, 11, 21),
        decision_latest=date(2026, 4, 1),
    )  # fmt: skip
    case = a_case(alleged("a", "1", exactly(10**12)), strand=strand)
    later = Scenario(
        id="later", title="l", overrides=(override(case, "s.decision_on", date(2026, 7, 1)),)
    )
    run = simulate(edits.add(case, "scenarios", later), "later", trials=1000)
    assert (run.total_eur == 1200e6).all()


# What is missing


def test_a_missing_turnover_is_named() -> None:
    case = msgspec.structs.replace(a_case(alleged("a")), financial_years=())
    with pytest.raises(IncompleteError) as caught:
        simulate(case, trials=1000)
    assert (caught.value.code, caught.value.where) == (
        "no_year_of_scope", "provider.financial_years",
    )  # fmt: skip


def test_a_missing_year_before_an_early_decision_is_named() -> None:
    strand = Strand(
        id="s", title="s", decision_on=date(2025, 3, 1), decision_earliest=date(2024, 12, 1)
    )
    with pytest.raises(IncompleteError, match="no_year_before"):
        simulate(a_case(alleged("a"), strand=strand), trials=1000)


def test_a_missing_rate_is_named() -> None:
    case = edits.change(a_case(alleged("a")), "y2025", currency="USD")
    with pytest.raises(IncompleteError) as caught:
        simulate(case, trials=1000)
    assert caught.value.code == "no_exchange_rate"
    rate = ExchangeRate(
        id="r", currency="USD", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
        per_euro=Decimal("1.25"),
    )  # fmt: skip
    whole = edits.add(case, "exchange_rates", rate)
    assert simulate(whole, trials=1000).total_eur.max() > 0


def test_a_missing_income_stops_only_what_asks_for_it() -> None:
    case = edits.change(a_case(alleged("a")), "provider", income_base="income")
    assert simulate(case, trials=1000).total_eur.max() > 0
    procedural = edits.change(case, "a", ground="74(2)(a)")
    with pytest.raises(IncompleteError, match="no_income"):
        simulate(procedural, trials=1000)


def test_what_is_open_counts_as_nothing_and_is_named() -> None:
    case = a_case(alleged("a"), alleged("b"), alleged("c"))
    case = edits.change(edits.change(case, "b", chance=None), "c", start=None)
    run = simulate(case, trials=1000)
    assert run.left_out == ("b", "c")
    assert (run.total_eur == np.sort(totals(a_case(alleged("a")), trials=BLOCK))).all()
    assert dict(run.contributions_eur)["b"] == 0


def test_a_case_in_which_nothing_is_modelled_needs_no_turnover() -> None:
    case = msgspec.structs.replace(a_case(), financial_years=())
    assert (totals(case) == 0).all()


# Running


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_a_run_stops_when_it_is_cancelled(threads: int) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(CancelledError):
        simulate(a_case(alleged("a")), trials=40 * BLOCK, threads=threads, cancelled=cancelled)
    assert len(asked) <= 40


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_progress_rises_to_the_end(threads: int) -> None:
    told: list[tuple[int, int]] = []
    trials = 5 * BLOCK + 10
    simulate(
        a_case(alleged("a")), trials=trials, threads=threads,
        progress=lambda done, count: told.append((done, count)),
    )  # fmt: skip
    done = [d for d, _ in told]
    assert done == sorted(done)
    # trials come in whole blocks
    assert done[-1] == 6 * BLOCK
    assert {count for _, count in told} == {6 * BLOCK}
    assert len(done) == 6


def test_the_totals_cannot_be_changed() -> None:
    run = simulate(a_case(alleged("a")), trials=1000)
    with pytest.raises(ValueError, match="read-only"):
        run.total_eur[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        run.ascending_eur[0] = 1
