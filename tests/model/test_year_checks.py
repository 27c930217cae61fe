"""Financial years side by side: overlaps, gaps, lengths and figures that are worth a look."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.model.case import Case, FinancialYear
from dsa_sim.model.year_checks import year_problems
from dsa_sim.storage.case_file import read_case


def case_with(*years: FinancialYear) -> Case:
    whole = read_case(asset_path("examples", "aliexpress.dsacase")).case
    return msgspec.structs.replace(whole, financial_years=years)


def year(end: str, start: str | None = None, revenue: int = 10**9) -> FinancialYear:
    return FinancialYear(
        id=f"y-{end}-{start}",
        scope="group",
        ends_on=date.fromisoformat(end),
        starts_on=None if start is None else date.fromisoformat(start),
        currency="EUR",
        revenue=Decimal(revenue),
    )


@pytest.mark.parametrize(
    ("years", "codes"),
    [
        ([year("2024-12-31"), year("2025-12-31")], []),
        ([year("2025-12-31", "2025-07-01")], ["year_not_twelve_months"]),
        ([year("2025-12-31", "2024-07-01")], ["year_not_twelve_months"]),
        ([year("2024-12-31"), year("2025-12-01")], ["years_overlap"]),
        ([year("2023-09-24", "2022-09-26"), year("2024-09-30")], ["year_in_weeks", "years_gap"]),
        ([year("2023-12-31"), year("2025-12-31")], []),  # a year not entered is no gap
        ([year("2024-12-31"), year("2025-12-31", revenue=10**10)], ["turnover_jumps"]),
        ([year("2024-12-31"), year("2025-12-31", revenue=9 * 10**9)], []),
        ([year("2024-12-31", revenue=12_400)], ["turnover_tiny"]),
        ([year("2024-12-31", revenue=0)], ["turnover_tiny"]),
        (
            [year("2024-12-31"), year("2024-12-31", "2024-01-01")],
            [],
        ),
    ],
)
def test_years_are_compared(years: list[FinancialYear], codes: list[str]) -> None:
    assert [p.code for p in year_problems(case_with(*years))] == codes


def test_an_import_keeps_the_day_on_which_a_source_was_checked() -> None:
    from dsa_sim.model.year_import import NewYear, replaced

    whole = read_case(asset_path("examples", "aliexpress.dsacase")).case
    old = next(y for y in whole.financial_years if y.source.checked_on)
    same = msgspec.structs.replace(old, source=msgspec.structs.replace(old.source, checked_on=None))
    assert replaced(old, NewYear(year=same, given=frozenset({"revenue", "source"}))) == old
