"""The exposure by decision date: which year counts on which day, by hand (worked example E2)."""

from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.model.by_decision_date import by_decision_date, decision_days
from dsa_sim.model.case import Scenario
from dsa_sim.model.edits import add, change
from dsa_sim.model.inputs import override
from dsa_sim.model.simulation import simulate
from tests.model.test_simulation_laws import a_case, alleged

# Years to 31 Dec 2024 (€ 10 bn) and to 31 Dec 2025 (€ 20 bn); decision on 1 Jul 2026.
CASE = a_case(alleged("a", "0.5"))
DAYS = (date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 7, 1))


def test_the_year_that_ended_before_the_day_counts() -> None:
    """A decision on the last day of a year still has the year before (E2)."""
    found = by_decision_date(CASE, "s", days=DAYS, trials=1000)
    assert [row.year_ends_on for row in found.rows] == [
        date(2024, 12, 31), date(2024, 12, 31), date(2025, 12, 31), date(2025, 12, 31),
    ]  # fmt: skip
    assert [row.maximum_eur for row in found.rows] == [
        Decimal(600_000_000), Decimal(600_000_000), Decimal(1_200_000_000), Decimal(1_200_000_000),
    ]  # fmt: skip


def test_on_the_day_of_the_case_it_is_the_exposure() -> None:
    found = by_decision_date(CASE, "s", days=[date(2026, 7, 1)], trials=1 << 16)
    run = simulate(CASE, trials=1 << 16)
    assert found.rows[0].mean_eur == run.mean_eur
    assert found.rows[0].p95_eur == run.quantile_eur(0.95)


def test_the_days_hold_each_end_of_a_year_and_the_day_after_it() -> None:
    days = decision_days(CASE, CASE.strands[0])
    assert days[0] == date(2025, 6, 30)
    assert {date(2025, 12, 31), date(2026, 1, 1), date(2026, 7, 1)} < set(days)
    # A year and a day after the last year entered, the one before the decision would be missing.
    assert days[-1] == date(2027, 1, 1)
    assert by_decision_date(CASE, "s", trials=10).ends_with_the_years


def test_a_scenario_is_seen() -> None:
    made = override(CASE, "provider.year_reading", "before_opening")
    case = add(CASE, "scenarios", Scenario(id="x", title="x", overrides=(made,)))
    case = change(case, "p", opened_on=date(2025, 6, 1))
    found = by_decision_date(case, "s", scenario="x", days=DAYS, trials=10)
    assert {row.year_ends_on for row in found.rows} == {date(2024, 12, 31)}


def test_a_day_without_a_year_is_a_gap() -> None:
    found = by_decision_date(CASE, "s", days=[date(2024, 6, 1)], trials=10)
    assert found.rows[0].maximum_eur is None
    assert found.rows[0].mean_eur is None


def test_other_strands_do_not_count() -> None:
    with pytest.raises(KeyError):
        by_decision_date(CASE, "nobody", trials=10)
