"""The simulation against the exact answers of `oracle`, on case files kept for it."""

from functools import cache
from math import sqrt

import numpy as np
import pytest

from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import around
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.model.streams import BLOCK
from dsa_sim.storage import read_case
from tests.model import oracle
from tests.model.test_worked_examples import CASES

pytestmark = pytest.mark.slow

TRIALS = 1_000_000
ERRORS = 5.0
"""Standard errors of plain sampling; a Latin hypercube is never worse (Owen, 1997)."""

RUNS = (
    *(("e5", None), ("s01", None), ("s02", None), ("s03", None), ("s04", None), ("s05", None)),
    *(("s06", None), ("s07", None), ("s08", None), ("s09", None), ("s10", None), ("s10", "worse")),
)
BINDS = {"s01": 0.49, "s03": 0.64, "s04": 0.65, "s06": 0.29, "s07": 0.91, "s08": 0.59}


@cache
def exact(name: str, scenario: str | None) -> oracle.Exact:
    return oracle.exact(CASES / f"{name}.dsacase", scenario)


@cache
def simulated(name: str, scenario: str | None) -> Exposure:
    case = read_case(CASES / f"{name}.dsacase").case
    return simulate(case, scenario, trials=TRIALS, seed=1)


def test_the_oracle_gives_the_published_figures_of_e5() -> None:
    """E5, to the digits printed in the model."""
    known = exact("e5", None)
    shown = [known.mean, *(known.quantile(q) for q in (0.05, 0.50, 0.90, 0.95, 0.99))]
    assert [f"{amount / 1e6:.4g}" for amount in shown[2:]] == ["175.5", "412.1", "481.2", "598.8"]
    assert f"{shown[0] / 1e6:.2f}" == "204.24"
    assert f"{shown[1] / 1e6:.1f}" == "22.2"
    assert f"{known.chance_any_fine:.2%}" == "97.48%"
    assert f"{known.chance_maximum_binds:.2%}" == "0.98%"


def test_e5_is_met_within_two_per_mille() -> None:
    """Mean, P50, P90 and P99 over ten seeds."""
    case = read_case(CASES / "e5.dsacase").case
    known = exact("e5", None)
    wanted = np.array([known.mean, *(known.quantile(q) for q in (0.5, 0.9, 0.99))])
    errors = []
    for seed in range(1, 11):
        run = simulate(case, trials=TRIALS, seed=seed)
        got = np.array([run.mean_eur, *(run.quantile_eur(q) for q in (0.5, 0.9, 0.99))])
        errors.append(np.abs(got / wanted - 1))
    largest = np.max(errors, axis=0)
    print(f"largest errors of mean, P50, P90, P99: {', '.join(f'{e:.3%}' for e in largest)}")
    assert largest.max() < 0.002


@pytest.mark.parametrize(("name", "scenario"), RUNS)
def test_the_means_are_exact_within_their_error(name: str, scenario: str | None) -> None:
    run, known = simulated(name, scenario), exact(name, scenario)
    error = ERRORS * known.deviation / sqrt(TRIALS)
    assert abs(run.mean_eur - known.mean) < error
    assert abs(run.fines_mean_eur + run.procedural_mean_eur - known.fines_mean) < error
    assert abs(run.periodic_mean_eur - known.periodic_mean) < error + 1e-6 * known.mean
    assert sum(eur for _, eur in run.contributions_eur) == pytest.approx(
        run.fines_mean_eur + run.procedural_mean_eur, rel=1e-9
    )
    assert run.mean_error_eur < 1.5 * known.deviation / sqrt(TRIALS)


@pytest.mark.parametrize(("name", "scenario"), RUNS)
@pytest.mark.parametrize("share", [0.05, 0.1, 0.5, 0.9, 0.95, 0.99])
def test_the_quantiles_are_exact_within_their_error(
    name: str, scenario: str | None, share: float
) -> None:
    """The number of trials below a quantile is binomial; masses are sharp to two cells."""
    run, known = simulated(name, scenario), exact(name, scenario)
    got = run.quantile_eur(share)
    error = ERRORS * sqrt(share * (1 - share) / TRIALS)
    assert known.below(got - 2 * known.h) - error <= share <= known.below(got + 2 * known.h) + error


@pytest.mark.parametrize(("name", "scenario"), RUNS)
def test_the_chances_are_exact_within_their_error(name: str, scenario: str | None) -> None:
    run, known = simulated(name, scenario), exact(name, scenario)
    for got, chance in (
        (run.chance_any_fine, known.chance_any_fine),
        (run.chance_maximum_binds, known.chance_maximum_binds),
    ):
        # Where chances meet the last cell of a mass the oracle itself errs by a few millionths.
        assert abs(got - chance) <= ERRORS * sqrt(chance * (1 - chance) / TRIALS) + 5e-6


def test_the_cases_cover_a_binding_maximum() -> None:
    found = {name: exact(name, None).chance_maximum_binds for name in BINDS}
    assert found == pytest.approx(BINDS, abs=0.01)


def test_a_claimed_error_of_the_mean_is_the_one_that_is_met() -> None:
    """Over forty seeds, 600 000 trials: the last block is not a whole one."""
    case = read_case(CASES / "s01.dsacase").case
    known = exact("s01", None).mean
    runs = [simulate(case, trials=600_000, seed=seed) for seed in range(40)]
    met = sqrt(sum((run.mean_eur - known) ** 2 for run in runs) / len(runs))
    claimed = sqrt(sum(run.mean_error_eur**2 for run in runs) / len(runs))
    # The root of a mean of forty squares is within a third with room to spare.
    assert 0.6 < claimed / met < 1.6


@pytest.mark.parametrize(
    "numbers", [("0", "0", "1"), ("0", "1", "1"), ("2", "3", "9"), ("0", "0.1", "0.9")]
)
def test_a_table_holds_the_quantiles_of_the_modified_pert(numbers: tuple[str, str, str]) -> None:
    """The distribution function at each value, integrated in another way, is its rank."""
    low, likely, high = (float(n) for n in numbers)
    values = quantile_table(around(*numbers))[:: BLOCK // 256]
    edges = np.concatenate(([0.0], (values - low) / (high - low)))
    mass, _ = oracle.cells(edges, (likely - low) / (high - low))
    ranks = (np.arange(0, BLOCK, BLOCK // 256) + 0.5) / BLOCK
    np.testing.assert_allclose(np.cumsum(mass), ranks, atol=2e-7)
    assert (np.diff(values) > 0).all()
