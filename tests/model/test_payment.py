"""The cost of time while an appeal is pending: by hand, and apart from the fine."""

from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.model.case import Appeal, Case, Payment, Strand
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.simulation import simulate
from tests.model.test_simulation_laws import MILLION, a_case, alleged

APPEAL = Appeal(chance=exactly("0.5"), annulled=Decimal("0.4"), confirmed=Decimal("0.6"))
GUARANTEE = Payment(rate=exactly("0.02"), years=exactly(3))


def pending(appeal: Appeal | None, payment: Payment | None) -> Case:
    strand = Strand(id="s", title="s", decision_on=date(2026, 7, 1), appeal=appeal, payment=payment)
    return a_case(alleged("a", "1", exactly(10 * MILLION)), strand=strand)


def test_it_is_rate_times_years_of_the_fine_where_an_appeal_is_brought() -> None:
    """€ 10 m × 2 % × 3 years × ½ = € 300 000, whatever the Court does."""
    run = simulate(pending(APPEAL, GUARANTEE), trials=1 << 16)
    assert run.time_cost_eur == (("s", run.time_cost_mean_eur),)
    assert run.time_cost_mean_eur == pytest.approx(300_000, rel=1e-9)


def test_it_is_in_no_total() -> None:
    without = simulate(pending(APPEAL, None), trials=1 << 16)
    with_it = simulate(pending(APPEAL, GUARANTEE), trials=1 << 16)
    assert (with_it.total_eur == without.total_eur).all()
    assert with_it.mean_eur == without.mean_eur
    assert without.time_cost_mean_eur == 0


def test_without_an_appeal_nothing_is_pending() -> None:
    assert simulate(pending(None, GUARANTEE), trials=1000).time_cost_mean_eur == 0


def test_uncertain_rate_and_years_count_with_their_means() -> None:
    payment = Payment(way="provisional", rate=between("0.01", "0.03"), years=between(2, 4))
    run = simulate(pending(APPEAL, payment), trials=1 << 18)
    assert run.time_cost_mean_eur == pytest.approx(300_000, rel=1e-2)


def test_it_is_of_what_was_fined() -> None:
    """The chance of a finding of ½ halves it."""
    case = change(pending(APPEAL, GUARANTEE), "a", chance=exactly("0.5"))
    assert simulate(case, trials=1 << 18).time_cost_mean_eur == pytest.approx(150_000, rel=1e-2)
