"""Several cases as one: against exact answers by convolution, and as laws of their own."""

from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.model.case import Case, Provider, Reference
from dsa_sim.model.estimate import Estimate, around, between, exactly
from dsa_sim.model.portfolio import (
    IncompleteMemberError,
    Member,
    Portfolio,
    simulate_portfolio,
)
from dsa_sim.model.portfolio_checks import check_portfolio
from dsa_sim.model.simulation import CancelledError, Exposure, simulate
from dsa_sim.storage import read_case
from tests.model.quadrature import Answer, Exposed, exact_together
from tests.model.test_hanging_together import NEAR, NEAR_P5, SHARES, TRIALS, e5
from tests.model.test_weighted import RISKS
from tests.strategies import complete_cases

FEW = settings(max_examples=20)
BLOCK = 65_536
WHOLE, HALF = Exposed(RISKS, 6e8), Exposed(RISKS[:3], 6e8)
EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"


def three_findings(*, severity: str = "") -> Case:
    """The first three findings of E5 as another case of the same provider."""
    case = e5(severity=severity)
    return msgspec.structs.replace(case, title="B", infringements=case.infringements[:3])


def portfolio(*members: Case, severity: Estimate | None = None) -> Portfolio:
    return Portfolio(
        members=tuple(Member(name="ABCD"[n], case=case) for n, case in enumerate(members)),
        severity=severity,
    )


def off(run: Exposure, answer: Answer) -> dict[str, float]:
    """How far each figure is from the exact one, as a share of it."""
    got = {"mean": run.mean_eur} | {f"P{q:.0%}": run.quantile_eur(q) for q in SHARES}
    right = {"mean": answer.mean} | {f"P{q:.0%}": answer.quantile(q) for q in SHARES}
    return {name: abs(got[name] - right[name]) / right[name] for name in right}


def same_figures(one: Exposure, other: Exposure) -> bool:
    """Whether two exposures have the same bits in whatever can be figured."""
    names = (
        "seed", "fines_mean_eur", "procedural_mean_eur", "periodic_mean_eur", "chance_any_fine",
        "chance_maximum_binds", "time_cost_mean_eur", "quantiles_eur", "paid_mean_eur",
    )  # fmt: skip
    return (
        np.array_equal(one.total_eur, other.total_eur)
        and np.array_equal(one.block_means_eur, other.block_means_eur)
        and all(getattr(one, name) == getattr(other, name) for name in names)
    )


@pytest.mark.parametrize(
    ("own", "across"),
    [
        ("", ""),
        ("", "0.5"),
        pytest.param("0.8", "0.5", marks=pytest.mark.slow),
        ("0.5", ""),
        ("", "0.9"),
    ],
)
def test_figures_are_within_two_per_mille_of_the_exact_ones(own: str, across: str) -> None:
    """Two cases; A may have a severity of its own, both one across them."""
    strength = exactly(across) if across else None
    whole = portfolio(e5(severity=own), three_findings(), severity=strength)
    answer = exact_together(
        (Exposed(RISKS, 6e8, float(own or 0)), HALF), severity=float(across or 0)
    )
    errors = off(simulate_portfolio(whole, trials=TRIALS).total, answer)
    assert {n: e for n, e in errors.items() if e > (NEAR_P5 if n == "P5%" else NEAR)} == {}


@pytest.mark.slow
def test_ten_seeds_are_nearly_as_near(capsys: pytest.CaptureFixture[str]) -> None:
    """The cases are paired at random: P95 of two is known as well as from independent trials."""
    for across in (0.0, 0.5):
        answer = exact_together((WHOLE, HALF), severity=across)
        whole = portfolio(e5(), three_findings(), severity=exactly(str(across)))
        errors = [
            off(simulate_portfolio(whole, trials=TRIALS, seed=seed).total, answer)
            for seed in range(1, 11)
        ]
        worst = {name: max(e[name] for e in errors) for name in errors[0]}
        with capsys.disabled():
            print(across, {name: f"{x:.2e}" for name, x in worst.items()})
        assert worst["mean"] < 3e-4
        assert {n: e for n, e in worst.items() if e > (NEAR_P5 if n == "P5%" else 3e-3)} == {}


def test_the_contract_prints_the_exact_answers() -> None:
    """The table of docs/model.md, row by row, to the digits printed."""
    text = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
    lines = takewhile(bool, text.partition("| Across |")[2].splitlines()[2:])
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len(rows) == 3
    for across, *printed in rows:
        answer = exact_together((WHOLE, HALF), severity=float(across))
        amounts = [answer.mean, *(answer.quantile(q) for q in SHARES)]
        assert printed == [f"{amount / 1e6:.1f}" for amount in amounts]


@FEW
@given(complete_cases(), st.sampled_from([None, "0.5", "1"]), st.integers(0, 2**31))
def test_a_portfolio_of_one_is_the_case(case: Case, severity: str | None, seed: int) -> None:
    """Bit for bit, whatever the strength across cases: there is nothing to be across."""
    whole = portfolio(case, severity=exactly(severity) if severity else None)
    alone = simulate(case, trials=BLOCK, seed=seed)
    run = simulate_portfolio(whole, trials=BLOCK, seed=seed)
    assert same_figures(run.total, alone)
    assert same_figures(run.parts[0], alone)
    assert run.parts[0].contributions_eur == alone.contributions_eur


def test_the_example_by_itself_is_its_simulation() -> None:
    case = read_case(EXAMPLE).case
    assert same_figures(simulate_portfolio(portfolio(case)).total, simulate(case))


@pytest.mark.parametrize("severity", [None, exactly(0)])
def test_each_case_has_the_figures_of_its_file(severity: Estimate | None) -> None:
    """With its own seed, and with whatever else is in the portfolio."""
    second = msgspec.structs.replace(three_findings(), seed=7)
    run = simulate_portfolio(portfolio(e5(), second, severity=severity), trials=2 * BLOCK)
    for part, case in zip(run.parts, (e5(), second), strict=True):
        assert same_figures(part, simulate(case, trials=2 * BLOCK))
    assert run.total.mean_eur == pytest.approx(sum(p.mean_eur for p in run.parts))


def test_cases_without_a_common_attitude_are_independent() -> None:
    """The same case twice: no payment at all has the product of both chances."""
    run = simulate_portfolio(portfolio(e5(), e5()), trials=TRIALS)
    alone = run.parts[0]
    assert run.total.chance_of_none == pytest.approx(alone.chance_of_none**2, abs=2e-4)
    fined = 1 - (1 - alone.chance_any_fine) ** 2
    assert run.total.chance_any_fine == pytest.approx(fined, abs=2e-4)
    assert float(run.total.total_eur.std()) == pytest.approx(
        float(alone.total_eur.std()) * 2**0.5, rel=2e-3
    )


def test_a_common_attitude_leaves_single_cases_that_have_as_much_of_it() -> None:
    """Within a case amounts hang together as before; only what cases have in common is new."""
    first, second = e5(severity="0.5"), three_findings(severity="0.5")
    apart = simulate_portfolio(portfolio(first, second), trials=TRIALS)
    joined = simulate_portfolio(portfolio(first, second, severity=exactly("0.5")), trials=TRIALS)
    for one, other in zip(apart.parts, joined.parts, strict=True):
        for share in SHARES[1:]:
            assert other.quantile_eur(share) == pytest.approx(one.quantile_eur(share), rel=5e-3)
    assert joined.total.quantile_eur(0.95) > 1.02 * apart.total.quantile_eur(0.95)


def test_another_authority_has_an_attitude_of_its_own() -> None:
    """What is before a national authority hangs together with nothing before the Commission."""
    proceedings = tuple(
        msgspec.structs.replace(p, authority="national", member_state="IE")
        for p in three_findings().proceedings
    )
    second = msgspec.structs.replace(three_findings(), proceedings=proceedings)
    whole = portfolio(e5(), second, severity=exactly("0.9"))
    assert whole.common_levels == frozenset()
    apart = simulate_portfolio(portfolio(e5(), second), trials=BLOCK)
    assert same_figures(simulate_portfolio(whole, trials=BLOCK).total, apart.total)


def test_a_share_of_a_whole_case_has_nothing_across() -> None:
    """By earlier decisions no amount starts with a share of its own."""
    reference = Reference(of="turnover", share=around("0.01", "0.02", "0.04"))
    first, second = (
        msgspec.structs.replace(
            case, method="precedent", reference=reference,
            infringements=tuple(
                msgspec.structs.replace(i, gravity="medium") for i in case.infringements
            ),
        )
        for case in (e5(), three_findings())
    )  # fmt: skip
    whole = portfolio(first, second, severity=exactly("0.9"))
    assert whole.common_levels == frozenset()
    apart = simulate_portfolio(portfolio(first, second), trials=BLOCK)
    assert apart.total.mean_eur > 0
    assert same_figures(simulate_portfolio(whole, trials=BLOCK).total, apart.total)
    assert "severity_idle" in codes(whole)


def test_an_uncertain_strength_lies_between_its_ends() -> None:
    def p95(strength: Estimate) -> float:
        whole = portfolio(e5(), three_findings(severity="0.3"), severity=strength)
        return simulate_portfolio(whole, trials=TRIALS).total.quantile_eur(0.95)

    assert p95(exactly("0.1")) < p95(between("0.1", "0.9")) < p95(exactly("0.9"))


def test_threads_change_no_bit() -> None:
    whole = portfolio(e5(), three_findings(), severity=exactly("0.5"))
    one, two = (simulate_portfolio(whole, trials=4 * BLOCK, threads=n) for n in (1, 2))
    assert same_figures(one.total, two.total)
    assert all(map(same_figures, one.parts, two.parts))


def test_the_maximum_is_the_sum_of_those_of_all_decisions() -> None:
    whole = portfolio(e5(), three_findings())
    found = whole.maximum
    assert found is not None
    assert (found.amount, found.decisions) == (Decimal("1200000000.00"), 2)
    assert found.units == (2, 0)


def test_what_is_not_assessed_stays_with_its_case() -> None:
    case = three_findings()
    first = msgspec.structs.replace(case.infringements[0], chance=None)
    second = msgspec.structs.replace(case, infringements=(first, *case.infringements[1:]))
    run = simulate_portfolio(portfolio(e5(), second), trials=BLOCK)
    assert run.total.coverage.open == (f"B: {first.id}",)
    assert len(run.total.coverage.live) == 8
    assert not run.total.coverage.is_complete


def test_a_run_can_be_cancelled() -> None:
    with pytest.raises(CancelledError):
        simulate_portfolio(portfolio(e5()), trials=BLOCK, cancelled=lambda: True)


def test_a_case_whose_maximum_is_missing_is_named() -> None:
    second = msgspec.structs.replace(three_findings(), financial_years=())
    with pytest.raises(IncompleteMemberError) as raised:
        simulate_portfolio(portfolio(e5(), second), trials=BLOCK)
    assert raised.value.name == "B"


@pytest.mark.parametrize("names", [(), ("A", "A")])
def test_cases_need_names_of_their_own(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="portfolio"):
        Portfolio(members=tuple(Member(name=name, case=e5()) for name in names))


def codes(whole: Portfolio) -> list[str]:
    return [problem.code for problem in check_portfolio(whole)]


def test_checks_ask_whether_the_cases_belong_together() -> None:
    other = msgspec.structs.replace(three_findings(), provider=Provider(name="Another"))
    assert "providers_differ" in codes(portfolio(e5(), other))
    assert "counted_twice" not in codes(portfolio(e5(), other))
    assert "counted_twice" in codes(portfolio(e5(), three_findings()))
    assert codes(portfolio(e5())) == []


def test_checks_say_which_trials_and_seeds_are_taken() -> None:
    second = msgspec.structs.replace(three_findings(), trials=200_000, seed=3)
    found = {p.code: p.facts for p in check_portfolio(portfolio(e5(), second))}
    assert found["trials_differ"] == {"trials": e5().trials}
    assert "seeds_differ" in found


def test_checks_ask_for_the_reason_of_a_severity_and_say_what_it_changes() -> None:
    def with_severity(*members: Case, reason: str = "") -> Portfolio:
        made = portfolio(*members, severity=exactly("0.5"))
        return replace(made, severity_reason=reason)

    assert "portfolio_independent" in codes(portfolio(e5(), three_findings()))
    assert "severity_without_reason" in codes(with_severity(e5(), three_findings()))
    assert "severity_raised" in codes(with_severity(e5(), three_findings(), reason="one team"))
    alike = with_severity(e5(severity="0.5"), three_findings(severity="0.6"), reason="one team")
    assert codes(alike) == ["counted_twice"]
    assert "severity_idle" in codes(with_severity(e5(), reason="one team"))
    # one amount alone has nothing within its case to hang together with
    single = msgspec.structs.replace(e5(), infringements=e5().infringements[:1])
    assert "severity_raised" not in codes(with_severity(single, single, reason="one team"))
