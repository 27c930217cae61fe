"""The running total of a periodic penalty, worked out by hand."""

from datetime import date

import pytest

from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Periodic
from dsa_sim.model.estimate import Estimate, around, between, exactly
from dsa_sim.model.running_total import RunningTotal, running_total
from dsa_sim.storage import read_case
from tests.model.test_worked_examples import CASES


def total(days: Estimate, definitive: Estimate | None = None) -> RunningTotal:
    """E3: a daily maximum of € 5 000 000.00 exactly."""
    case = read_case(CASES / "e3.dsacase").case
    maximum = assess(case).strands[0].of("periodic")
    assert maximum is not None
    item = Periodic(
        id="compel", title="Comply", chance=exactly("0.2"), days=days, definitive=definitive,
        daily_share=around("0.1", "0.2", "0.5"), from_on=date(2026, 3, 1),
    )  # fmt: skip
    return running_total(item, maximum)


def test_each_day_adds_the_share_of_the_daily_maximum() -> None:
    found = total(exactly(30))
    assert found.daily_eur == {"low": 500_000, "likely": 1_000_000, "high": 2_500_000}
    assert found.total_eur(30) == 30_000_000
    assert found.total_eur(30, "high") == 75_000_000


def test_the_days_to_compliance_are_quantiles_of_the_estimate() -> None:
    days = total(between(0, 100)).days
    assert days == pytest.approx({"low": 10, "likely": 50, "high": 90}, abs=0.01)


def test_the_definitive_amount_may_be_lower() -> None:
    assert total(exactly(30), exactly("0.6")).definitive_eur == pytest.approx(18_000_000)


def test_days_count_from_the_day_appointed() -> None:
    assert total(exactly(30)).on(30) == date(2026, 3, 31)
