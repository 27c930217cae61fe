"""The preceding financial year, row by row (Arts 74(1), 74(2), 76(1)); see E2 and E3.

By default it is the last year that ended before the decision: one that ends on the day of the
decision has not ended before it. Every expected year was read off a calendar.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.model.case import Case, FinancialYear, Proceeding, Provider, Strand, YearReading
from dsa_sim.model.maxima import preceding_year

CALENDAR = ("2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31")
MARCH = ("2024-03-31", "2025-03-31", "2026-03-31")
JUNE = ("2024-06-30", "2025-06-30")
WEEKS = ("2023-09-30", "2024-09-28", "2025-09-27")  # the last Saturday of September
FEBRUARY = ("2023-02-28", "2024-02-29", "2025-02-28")  # the last day, also in a leap year


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def year_of(
    ends: tuple[str, ...], decided: str, opened: str | None, reading: YearReading
) -> FinancialYear | None:
    proceeding = Proceeding(
        id="p", title="Case", opened_on=day(opened),
        strands=(Strand(id="s", title="Strand", decision_on=date.fromisoformat(decided)),),
    )  # fmt: skip
    years = tuple(
        FinancialYear(
            id=f"y{n}", scope="group", ends_on=date.fromisoformat(end), currency="EUR",
            revenue=Decimal(1),
        )
        for n, end in enumerate(ends)
    )  # fmt: skip
    case = Case(
        title="Case", as_of=date(2026, 11, 25), financial_years=years, proceedings=(proceeding,),
        provider=Provider(name="Provider", year_reading=reading),
    )  # fmt: skip
    return preceding_year(case, proceeding.strands[0], proceeding)[0]


# year ends, decision, opening, reading, end of the preceding year
ROWS: list[tuple[tuple[str, ...], str, str | None, YearReading, str | None]] = [
    # The calendar year: the last day, the day before, the first day after.
    (CALENDAR, "2025-12-30", None, "before_decision", "2024-12-31"),
    (CALENDAR, "2025-12-31", None, "before_decision", "2024-12-31"),
    (CALENDAR, "2026-01-01", None, "before_decision", "2025-12-31"),
    (CALENDAR, "2026-12-31", None, "before_decision", "2025-12-31"),
    (CALENDAR, "2024-02-29", None, "before_decision", "2023-12-31"),
    # A year to 31 March (E2).
    (MARCH, "2026-07-20", None, "before_decision", "2026-03-31"),
    (MARCH, "2026-03-15", None, "before_decision", "2025-03-31"),
    (MARCH, "2026-03-31", None, "before_decision", "2025-03-31"),
    (MARCH, "2026-04-01", None, "before_decision", "2026-03-31"),
    # A year to 30 June.
    (JUNE, "2025-06-30", None, "before_decision", "2024-06-30"),
    (JUNE, "2025-07-01", None, "before_decision", "2025-06-30"),
    # 52 and 53 weeks.
    (WEEKS, "2024-09-28", None, "before_decision", "2023-09-30"),
    (WEEKS, "2024-09-29", None, "before_decision", "2024-09-28"),
    (WEEKS, "2025-09-27", None, "before_decision", "2024-09-28"),
    (WEEKS, "2025-09-28", None, "before_decision", "2025-09-27"),
    # The end of February.
    (FEBRUARY, "2024-02-28", None, "before_decision", "2023-02-28"),
    (FEBRUARY, "2024-02-29", None, "before_decision", "2023-02-28"),
    (FEBRUARY, "2024-03-01", None, "before_decision", "2024-02-29"),
    (FEBRUARY, "2025-02-28", None, "before_decision", "2024-02-29"),
    (FEBRUARY, "2025-03-01", None, "before_decision", "2025-02-28"),
    # No year has ended yet.
    (MARCH, "2024-03-31", None, "before_decision", None),
    (MARCH, "2024-04-01", None, "before_decision", "2024-03-31"),
    # Read from the opening, the decision does not matter.
    (CALENDAR, "2026-07-20", "2024-03-14", "before_opening", "2023-12-31"),
    (CALENDAR, "2026-07-20", "2023-12-31", "before_opening", "2022-12-31"),
    (CALENDAR, "2026-07-20", "2024-01-01", "before_opening", "2023-12-31"),
    (MARCH, "2026-07-20", "2025-03-31", "before_opening", "2024-03-31"),
    (MARCH, "2026-07-20", "2025-04-01", "before_opening", "2025-03-31"),
    (WEEKS, "2026-07-20", "2024-09-28", "before_opening", "2023-09-30"),
    (CALENDAR, "2026-07-20", None, "before_opening", None),
]


@pytest.mark.parametrize(("ends", "decided", "opened", "reading", "expected"), ROWS)
def test_the_preceding_year(
    ends: tuple[str, ...], decided: str, opened: str | None, reading: YearReading,
    expected: str | None,
) -> None:  # fmt: skip
    found = year_of(ends, decided, opened, reading)
    assert (found.ends_on if found else None) == day(expected)


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [
        (None, "2024-03-31", 366),  # E3: 29 February 2024 lies in it
        (None, "2025-03-31", 365),
        (None, "2024-12-31", 366),
        (None, "2024-02-29", 366),  # 1 March 2023 to 29 February 2024
        (None, "2025-02-28", 365),  # 1 March 2024 to 28 February 2025
        ("2024-09-29", "2025-09-27", 364),  # 52 weeks
        ("2022-09-25", "2023-09-30", 371),  # 53 weeks
    ],
)
def test_the_days_of_a_year_divide_the_daily_maximum(
    starts: str | None, ends: str, days: int
) -> None:
    """Art. 76(1): average daily turnover."""
    year = FinancialYear(
        id="y", scope="group", starts_on=day(starts), ends_on=date.fromisoformat(ends),
        currency="EUR", revenue=Decimal(1),
    )  # fmt: skip
    assert year.days == days


@given(st.dates(date(2024, 4, 1), date(2029, 12, 31)))
def test_the_preceding_year_has_ended_and_is_the_last_that_has(decided: date) -> None:
    found = year_of(MARCH, decided.isoformat(), None, "before_decision")
    assert found is not None
    assert found.ends_on < decided
    assert not any(found.ends_on < date.fromisoformat(end) < decided for end in MARCH)
