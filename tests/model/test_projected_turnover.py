"""Years that are not closed: growth and exchange rate are estimates, drawn once for a year."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import numpy as np
import pytest

from dsa_sim.language import Language
from dsa_sim.language.maximum_words import maximum_amount
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, ExchangeRate, Offer, StartingAmount
from dsa_sim.model.commitments import commit_or_contest
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import Estimate, around, between, exactly
from dsa_sim.model.inputs import override, targets
from dsa_sim.model.movement import movement
from dsa_sim.model.sensitivity import tornado
from dsa_sim.model.simulation import simulate
from dsa_sim.storage.case_file import decode_case, encode_case
from tests.model.quadrature import Answer, exact, pert_values
from tests.model.test_hanging_together import TRIALS, e5, off, too_far
from tests.model.test_weighted import RISKS


def grown(growth: Estimate | None, case: Case | None = None) -> Case:
    case = case or e5()
    return change(case, case.financial_years[0].id, growth=growth)


def in_dollars(expected: Estimate | None) -> Case:
    """The same turnover of € 10 bn, as dollars of which 1.25 are a euro today."""
    case = e5()
    year = case.financial_years[0]
    rate = ExchangeRate(
        id="dollar", currency="USD", starts_on=year.first_day, ends_on=year.ends_on,
        per_euro=Decimal("1.25"), expected=expected,
    )  # fmt: skip
    case = msgspec.structs.replace(case, exchange_rates=(rate,))
    return change(case, year.id, currency="USD", revenue=year.revenue * Decimal("1.25"))


def scaled(answer: Answer, factors: np.ndarray) -> Answer:
    """The exact distribution of what is paid, times a factor: the mean of that at each factor."""
    cells = int(len(answer.mass) * factors.max()) + 2
    edges = (np.arange(cells + 1) - 0.5) * answer.h
    at = (np.arange(len(answer.mass) + 1) - 0.5) * answer.h
    below = np.concatenate(([0.0], np.cumsum(answer.mass)))
    mixed = np.mean([np.interp(edges / f, at, below) for f in factors], axis=0)
    # Nothing stays nothing, whatever the factor.
    mixed[0], mixed[1] = 0.0, max(mixed[1], below[1])
    return replace(answer, mass=np.diff(mixed))


@pytest.mark.parametrize(
    ("case", "factors"),
    [
        (grown(between("-0.2", "0.4")), (0.8 + 0.6 * (np.arange(400) + 0.5) / 400)),
        (grown(around("-0.3", "0.1", "0.3")), 1.0 + pert_values(-0.3, 0.1, 0.3, 400)),
        (in_dollars(between("1", "1.6")), 1.25 / (1.0 + 0.6 * (np.arange(400) + 0.5) / 400)),
    ],
    ids=["uniform growth", "likely growth", "exchange rate"],
)
def test_figures_are_within_two_per_mille_of_the_exact_ones(
    case: Case, factors: np.ndarray
) -> None:
    answer = scaled(exact(RISKS, 6e8), factors)
    worst: dict[str, float] = {}
    for seed in range(1, 11):
        errors = off(case, answer, seed)
        worst = {n: max(e, worst.get(n, 0.0)) for n, e in errors.items()}
    print({n: f"{e:.1e}" for n, e in worst.items()})
    # A binomial error of P95 is a thousandth here: the worst of ten seeds is beyond two of them.
    assert not too_far(worst | {"P95%": worst["P95%"] - 1e-3})


def test_a_breach_of_commitments_is_measured_by_the_projected_turnover() -> None:
    """A fine of € 700 m against a maximum of € 480 m to € 840 m: exact mean € 641.7 m."""
    case = grown(between("-0.2", "0.4"))
    strand = case.strands[0]
    offer = Offer(
        breached=exactly(1), breach_fine=StartingAmount(unit="eur", estimate=exactly(700_000_000))
    )
    case = change(case, strand.id, offer=offer)
    found = commit_or_contest(case, strand.id, trials=65_536)
    assert found is not None
    offered = next(n for n in found.tree.branches if n.code == "offer")
    accepted = next(n for n in offered.branches if n.code == "accepted")
    exact_mean = 700e6 - (700e6 - 480e6) ** 2 / (2 * 360e6)
    assert accepted.expected_eur == pytest.approx(exact_mean, rel=1e-3)


def test_growth_of_one_value_is_another_turnover() -> None:
    more = simulate(grown(exactly("0.05")), trials=TRIALS)
    year = e5().financial_years[0]
    same = simulate(change(e5(), year.id, revenue=year.revenue * Decimal("1.05")), trials=TRIALS)
    assert (more.total_eur == same.total_eur).all()
    assert assess(grown(exactly("0.05"))).maximum_eur == Decimal(630_000_000)


def test_without_growth_no_bit_changes() -> None:
    assert (simulate(e5()).total_eur == simulate(grown(exactly(0))).total_eur).all()


def test_the_maximum_is_a_range_everywhere_it_is_said() -> None:
    found = assess(grown(between("-0.2", "0.4"))).maximum
    assert found is not None
    assert found.amount == Decimal(660_000_000)
    assert found.range_eur == (Decimal(480_000_000), Decimal(840_000_000))
    said = maximum_amount(assess(grown(between("-0.2", "0.4"))), Language("en"))
    assert "€\xa0660\xa0m" in said
    assert "€\xa0480\xa0m to €\xa0840\xa0m" in said
    certain = assess(e5()).maximum
    assert certain is not None
    assert certain.range_eur is None


def test_a_higher_rate_is_a_lower_maximum() -> None:
    found = assess(in_dollars(between("1", "1.6"))).maximum
    assert found is not None
    assert found.range_eur == (Decimal(468_750_000), Decimal(750_000_000))
    assert found.amount == Decimal("576923076.92")


def test_growth_is_an_input_like_any_other() -> None:
    case = grown(between("-0.2", "0.4"))
    address = f"{case.financial_years[0].id}.growth"
    assert address in set(targets(case))
    swings = {s.input.path: s.width for s in tornado(case, result="mean", trials=65_536).swings}
    assert swings[address] > 0
    assert decode_case(encode_case(case))[0] == case
    low = override(case, address, exactly(0))
    assert apply_once(case, low) == pytest.approx(600e6)
    assert [m.change.field for m in movement(e5(), case, trials=65_536).moves] == ["growth"]


def apply_once(case: Case, made: object) -> float:
    from dsa_sim.model.case import Scenario

    scenario = Scenario(id="flat", title="Flat", overrides=(made,))  # type: ignore[arg-type]
    seen = msgspec.structs.replace(case, scenarios=(scenario,))
    amount = assess(seen, "flat").maximum_eur
    assert amount is not None
    return float(amount)


@pytest.mark.parametrize("growth", [exactly(-1), between("-1", "0.2"), between("-2", "0.1")])
def test_something_is_left_of_the_turnover(growth: Estimate) -> None:
    with pytest.raises(ValueError, match="growth"):
        grown(growth)
