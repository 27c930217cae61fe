"""Strands that end alike, and what defending them costs: against exact answers."""

from dataclasses import dataclass
from decimal import Decimal
from math import asin, pi

import msgspec
import numpy as np
import pytest

from dsa_sim.model.case import Appeal, Case, Offer, Outcomes
from dsa_sim.model.commitments import commit_or_contest
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import Estimate, around, between, exactly
from dsa_sim.model.paired_trials import paired_trials
from dsa_sim.model.simulation import simulate
from tests.model.quadrature import exact
from tests.model.test_hanging_together import TRIALS, e5
from tests.model.test_weighted import RISKS

HALF = Outcomes(decision=Decimal("0.5"), commitments=Decimal("0.3"), closed=Decimal("0.2"))


def twins(strength: Estimate | None, outcomes: Outcomes = HALF) -> Case:
    """E5 twice: two strands of one authority with the same five allegations each."""
    case = e5()
    (proceeding,) = case.proceedings
    (strand,) = proceeding.strands
    strands = tuple(
        msgspec.structs.replace(strand, id=name, outcomes=outcomes) for name in ("one", "two")
    )
    alleged = tuple(
        msgspec.structs.replace(i, id=f"{i.id}-{s.id}", strand=s.id)
        for s in strands
        for i in case.infringements
    )
    return msgspec.structs.replace(
        case,
        proceedings=(msgspec.structs.replace(proceeding, strands=strands),),
        infringements=alleged,
        linked_outcomes=strength,
    )


@dataclass(frozen=True)
class Exact:
    """What both strands cost together, from the chance that both, one or none is decided."""

    both: float

    @property
    def mass(self) -> tuple[np.ndarray, float]:
        one = exact(RISKS, 6e8)
        size = 2 * len(one.mass) - 1
        twice = np.fft.irfft(np.fft.rfft(one.mass, size + 1) ** 2, size + 1)[:size]
        single = np.pad(one.mass, (0, size - len(one.mass)))
        either = 1.0 - 2.0 * self.both
        mass = self.both * twice + either * single
        mass[0] += self.both
        return mass, one.h

    def quantile(self, share: float) -> float:
        mass, h = self.mass
        total = np.cumsum(mass)
        k = int(np.searchsorted(total, share))
        return float((k - 0.5 + (share - total[k - 1]) / mass[k]) * h)

    @property
    def mean(self) -> float:
        mass, h = self.mass
        return float(mass @ np.arange(len(mass))) * h


def both_decided(strength: float) -> float:
    """Two normal levels of that correlation, both below their middle (Sheppard 1899)."""
    return 0.25 + asin(strength) / (2 * pi)


@pytest.mark.parametrize("strength", ["0.25", "0.5", "0.9"])
def test_figures_are_within_two_per_mille_of_the_exact_ones(strength: str) -> None:
    case, right = twins(exactly(strength)), Exact(both_decided(float(strength)))
    worst: dict[str, float] = {}
    for seed in range(1, 11):
        run = simulate(case, trials=TRIALS, seed=seed)
        off = {"mean": abs(run.mean_eur / right.mean - 1)} | {
            f"P{q:.0%}": abs(run.quantile_eur(q) / right.quantile(q) - 1) for q in (0.9, 0.95, 0.99)
        }
        worst = {name: max(value, worst.get(name, 0.0)) for name, value in off.items()}
    print({name: f"{value:.1e}" for name, value in worst.items()})
    # Who ends with whom is left to chance: a binomial error of a quantile is a thousandth.
    assert max(worst.values()) < 3e-3


def test_outcomes_that_are_not_linked_change_no_bit() -> None:
    alone = simulate(twins(None), trials=TRIALS)
    assert (alone.total_eur == simulate(twins(exactly(0)), trials=TRIALS).total_eur).all()


def test_wholly_linked_strands_are_decided_or_settled_together() -> None:
    case = twins(exactly(1))
    case = change(change(case, "one", defence=exactly(1)), "two", defence=exactly(1))
    made = paired_trials(case, trials=65_536)
    assert (made.defence["one"] == made.defence["two"]).mean() > 0.9999
    fined = [made.fines[name] > 0 for name in ("one", "two")]
    settled = made.defence["one"] == 0
    assert not (fined[0] & settled).any()
    assert settled.mean() == pytest.approx(0.3, abs=1e-3)


def test_each_strand_keeps_its_chances() -> None:
    for strength in (exactly(0), exactly("0.5"), between(0, 1)):
        made = paired_trials(change(twins(strength), "one", defence=exactly(1)), trials=16 * 65_536)
        assert (made.defence["one"] == 0).mean() == pytest.approx(0.3, abs=2e-3)


def test_strands_of_other_authorities_are_not_linked() -> None:
    case = twins(exactly(1))
    (proceeding,) = case.proceedings
    one, two = proceeding.strands
    apart = msgspec.structs.replace(
        case,
        proceedings=(
            msgspec.structs.replace(proceeding, strands=(one,)),
            msgspec.structs.replace(
                proceeding, id="other", title="Other", strands=(two,), events=(),
                authority="national", member_state="IE",
            ),
        ),
    )  # fmt: skip
    made = paired_trials(
        change(change(apart, "one", defence=exactly(1)), "two", defence=exactly(1)), trials=TRIALS
    )
    settled = [made.defence[name] == 0 for name in ("one", "two")]
    assert (settled[0] & settled[1]).mean() == pytest.approx(0.09, abs=2e-3)


def test_defence_is_paid_where_the_strand_is_contested_and_is_in_no_total() -> None:
    """€ 4 m on average unless settled (30 %): € 2.8 m; the total of fines stays as it is."""
    plain = simulate(twins(None), trials=TRIALS)
    costly = simulate(
        change(twins(None), "one", defence=around(1_000_000, 4_000_000, 7_000_000)), trials=TRIALS
    )
    assert (plain.total_eur == costly.total_eur).all()
    assert dict(costly.defence_eur)["one"] == pytest.approx(2_800_000, rel=1e-3)
    assert costly.mean_with_defence_eur == pytest.approx(plain.mean_eur + 2_800_000, rel=1e-4)
    assert plain.defence_mean_eur == 0.0


def test_an_appeal_costs_where_there_is_a_fine_to_appeal_against() -> None:
    """Half are decided, with a fine unless nothing is found; half of these are appealed."""
    appeal = Appeal(chance=exactly("0.5"), cost=exactly(2_000_000))
    run = simulate(change(twins(None), "one", appeal=appeal), trials=TRIALS)
    none = float(np.prod([1 - r.chance for r in RISKS]))
    assert dict(run.defence_eur)["one"] == pytest.approx(5e5 * (1 - none), rel=3e-3)


def test_commitments_save_the_defence() -> None:
    certain = Outcomes(decision=Decimal(1), commitments=Decimal(0), closed=Decimal(0))
    case = twins(None, certain)
    offer = Offer(cost=exactly(0), rejected=exactly("0.5"), breached=exactly(0))
    without = commit_or_contest(change(case, "one", offer=offer), "one", trials=65_536)
    counted = change(case, "one", offer=offer, defence=exactly(10_000_000))
    found = commit_or_contest(counted, "one", trials=65_536)
    assert without is not None
    assert found is not None
    assert found.contest_eur - without.contest_eur == pytest.approx(10_000_000)
    assert found.commit_eur - without.commit_eur == pytest.approx(5_000_000)
    assert found.break_even_cost_eur == pytest.approx(found.contest_eur)
