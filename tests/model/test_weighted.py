"""Scenarios weighed against each other."""

from decimal import Decimal

import msgspec
import pytest

from dsa_sim.model.case import Case, Override, Scenario
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.model.weighted import weighted, weights
from dsa_sim.storage import read_case
from tests.model.quadrature import Answer, Risk, exact
from tests.model.test_worked_examples import CASES

RISKS = tuple(
    Risk(chance, low * 1e8, likely * 1e8, high * 1e8)
    for chance, low, likely, high in (
        (0.6, 0.1, 0.5, 2), (0.4, 0.2, 1, 3), (0.7, 0.05, 0.2, 1), (0.3, 0.5, 2, 5),
        (0.5, 0.1, 0.4, 1.5),
    )
)  # fmt: skip


def case_with(*shares: str | None) -> Case:
    """E5 with scenarios of those weights; in each the first finding is certain."""
    case = read_case(CASES / "e5.dsacase").case
    first = case.infringements[0].id
    certain = (Override(target=f"{first}.chance", estimate=exactly(1)),)
    scenarios = tuple(
        Scenario(id=f"s{n}", title=f"S{n}", overrides=certain,
                 weight=None if share is None else Decimal(share))
        for n, share in enumerate(shares)
    )  # fmt: skip
    return msgspec.structs.replace(case, scenarios=scenarios)


def test_the_base_case_has_what_the_scenarios_leave() -> None:
    assert weights(case_with("0.3", None)) == (("", Decimal("0.7")), ("s0", Decimal("0.3")))
    assert weights(case_with("0.3", "0.7")) == (("s0", Decimal("0.3")), ("s1", Decimal("0.7")))
    assert weights(case_with(None)) == ()


@pytest.mark.parametrize("shares", [("1.1",), ("0.6", "0.5"), ("-0.1",)])
def test_weights_add_to_no_more_than_one(shares: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="weight"):
        case_with(*shares)


def test_the_weighted_distribution_is_that_of_all_scenarios() -> None:
    case = case_with("0.25")
    known = {name: simulate(case, name or None, trials=1 << 20) for name in ("", "s0")}
    found = weighted(case, known)
    assert found is not None
    one = exact(RISKS, 6e8)
    other = exact((Risk(1.0, *(1e8 * x for x in (0.1, 0.5, 2))), *RISKS[1:]), 6e8)
    mass = 0.75 * one.mass + 0.25 * other.mass
    answer = Answer(one.h, mass)
    assert found.mean_eur == pytest.approx(answer.mean, rel=1e-3)
    for share in (0.25, 0.5, 0.9, 0.95):
        assert found.quantile_eur(share) == pytest.approx(answer.quantile(share), rel=2e-3)
    assert found.chance_of_none == pytest.approx(float(mass[0]), abs=5e-4)


def test_without_an_exposure_that_is_needed_there_is_no_weighted_one() -> None:
    case = case_with("0.25")
    assert weighted(case, {"": simulate(case, trials=65_536)}) is None
    assert weighted(case_with(None), {}) is None
