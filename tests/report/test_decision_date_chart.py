"""The chart of the exposure by decision date: no label meets another, and the data are told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dsa_sim.language import Language
from dsa_sim.model.by_decision_date import ByDecisionDate, by_decision_date
from dsa_sim.model.counting import coverage
from dsa_sim.model.edits import change
from dsa_sim.report.charts.decision_dates import DecisionDateData
from dsa_sim.report.charts.figures import draw, overlaps
from tests.model.test_by_decision_date import CASE, DAYS

LANG = Language("en")


def data(**more) -> DecisionDateData:
    found = by_decision_date(CASE, "s", trials=1000, **more)
    return DecisionDateData(title="Systemic risks", found=found)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(3.0, 1.9), (5.0, 3.0), (9.0, 3.2), (12.0, 5.0)])
def test_labels_do_not_meet(language: str, size: tuple[float, float]) -> None:
    chart = draw(data(), lang=Language(language), size_inches=size)
    assert not overlaps(chart.figure)


def test_many_years_stay_readable() -> None:
    row = by_decision_date(CASE, "s", days=DAYS[-1:], trials=10).rows[0]
    rows = tuple(
        change_row(row, decision_on=date(2020, 1, 1) + timedelta(200 * n),
                   maximum_eur=Decimal(10**8 * (n + 1)))
        for n in range(20)
    )  # fmt: skip
    found = ByDecisionDate(strand=CASE.strands[0], rows=rows, coverage=coverage(CASE))
    chart = draw(DecisionDateData(title="x", found=found), lang=LANG, size_inches=(6.0, 3.0))
    assert not overlaps(chart.figure)


def change_row(row, **changes):
    from dataclasses import replace

    return replace(row, **changes)


def test_steps_are_the_years_and_the_table_has_every_day() -> None:
    made = data(days=DAYS)
    assert [(s.first, s.last) for s in made.steps] == [
        (date(2025, 12, 30), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 7, 1)),
    ]  # fmt: skip
    _, *rows = made.table(LANG)
    assert len(rows) == len(DAYS)
    assert rows[0][:3] == ("30 Dec 2025", "31 Dec 2024", "€\u00a0600,000,000.00")
    said = made.text_alternative(LANG)
    assert "maximum €\u00a0600\u00a0m, year to 31 Dec 2024" in said
    assert "maximum €\u00a01.20\u00a0bn, year to 31 Dec 2025" in said


def test_a_projected_year_is_marked() -> None:
    year = CASE.financial_years[-1].id
    case = change(CASE, year, basis="projected")
    found = by_decision_date(case, "s", days=DAYS[-1:], trials=10)
    rows = DecisionDateData(title="x", found=found).table(LANG)
    assert rows[1][1] == "31 Dec 2025 (projected)"
