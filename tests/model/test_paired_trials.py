"""The trials side by side: the same as those of the simulation, and what they add up to."""

from pathlib import Path

import numpy as np
import pytest

from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.paired_trials import PairedTrials, paired_trials
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.model.streams import BLOCK
from dsa_sim.storage import read_case

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "assets" / "examples" / "aliexpress.dsacase"
CASES = [EXAMPLE, *sorted((ROOT / "tests" / "cases").glob("*.dsacase"))]
TRIALS = BLOCK + 5_000


def both(path: Path, scenario: str | None) -> tuple[PairedTrials, Exposure]:
    case = read_case(path).case
    try:
        exposure = simulate(case, scenario, trials=TRIALS)
    except IncompleteError:
        pytest.skip("a maximum is missing")
    return paired_trials(case, scenario, trials=TRIALS), exposure


def everything() -> list[tuple[Path, str | None]]:
    return [
        (path, scenario)
        for path in CASES
        for scenario in (None, *(s.id for s in read_case(path).case.scenarios))
    ]


@pytest.mark.parametrize(("path", "scenario"), everything(), ids=str)
def test_the_trials_are_those_of_the_simulation(path, scenario):
    paired, exposure = both(path, scenario)
    blocks = [paired.total_eur[:BLOCK], paired.total_eur[BLOCK:]]
    assert np.array_equal(np.concatenate([np.sort(b) for b in blocks]), exposure.total_eur)
    fined = [*paired.fines.values(), *paired.procedural.values()]
    assert np.mean(sum(fined) > 0) == exposure.chance_any_fine
    assert paired.binds.mean() == exposure.chance_maximum_binds
    named = {name: amounts.mean() for name, amounts in paired.infringements.items()}
    assert named == pytest.approx(dict(exposure.contributions_eur), rel=1e-9, abs=1e-6)
    periodic = {name: amounts.mean() for name, amounts in paired.periodic.items()}
    assert periodic == pytest.approx(dict(exposure.periodic_eur), rel=1e-9, abs=1e-6)
    cost = {name: amounts.mean() for name, amounts in paired.time_cost.items()}
    assert cost == pytest.approx(dict(exposure.time_cost_eur), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(("path", "scenario"), everything(), ids=str)
def test_each_trial_adds_up(path, scenario):
    paired, _ = both(path, scenario)
    fines = sum((*paired.fines.values(), *paired.procedural.values()))
    near = {"rtol": 1e-9, "atol": 0.01}
    assert np.allclose(sum(paired.infringements.values()), fines, **near)
    periodic = sum(paired.periodic.values(), np.zeros(TRIALS))
    assert np.allclose(fines + periodic, paired.total_eur, **near)
