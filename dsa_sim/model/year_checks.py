"""What is worth knowing of financial years side by side: overlaps, gaps, lengths, figures."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from dsa_sim.model.case import Case, FinancialYear
from dsa_sim.model.problems import Problem, note, warning

SHORTEST_YEAR, LONGEST_YEAR = 360, 372
"""Twelve months, or 52 or 53 weeks; what lies outside is no full financial year."""

JUMP = 10
"""A turnover this many times that of the year before may have been taken in another unit."""

SMALLEST_TURNOVER = Decimal(10**6)
"""Less is not what a platform with millions of users turns over."""


def year_problems(case: Case) -> tuple[Problem, ...]:
    """Remarks on the financial years of a case, those of one scope and person in their order."""
    groups: dict[tuple[str, str], list[FinancialYear]] = {}
    for year in sorted(case.financial_years, key=lambda y: y.ends_on):
        groups.setdefault((year.scope, year.person), []).append(year)
    found = [problem for years in groups.values() for problem in _of_years(years)]
    designated = any(p.designation for p in case.platforms)
    small = (y for y in case.financial_years if y.scope == "group" and designated)
    tiny = [
        note("turnover_tiny", f"{y.id}.revenue", year=y.ends_on, currency=y.currency)
        for y in small
        if y.revenue < SMALLEST_TURNOVER
    ]
    return (*found, *tiny)


def _of_years(years: Sequence[FinancialYear]) -> Iterator[Problem]:
    for year in years:
        where = f"{year.id}.starts_on"
        if not SHORTEST_YEAR <= year.days <= LONGEST_YEAR:
            yield warning("year_not_twelve_months", where, year=year.ends_on, days=year.days)
        elif year.days in (364, 371):
            yield note("year_in_weeks", where, year=year.ends_on, days=year.days)
    for before, after in pairwise(years):
        if before.ends_on == after.ends_on:
            continue  # entered twice: said where it counts
        yield from _beside(before, after)


def _beside(before: FinancialYear, after: FinancialYear) -> Iterator[Problem]:
    where = f"{after.id}.starts_on"
    days = (after.first_day - before.ends_on - timedelta(days=1)).days
    if days < 0:
        yield warning("years_overlap", where, year=after.ends_on, other=before.ends_on, days=-days)
    elif 0 < days < SHORTEST_YEAR:
        yield warning("years_gap", where, year=after.ends_on, other=before.ends_on, days=days)
    low, high = sorted((before.revenue, after.revenue))
    if before.currency == after.currency and low > 0 and high >= JUMP * low:
        yield note(
            "turnover_jumps", f"{after.id}.revenue", year=after.ends_on, other=before.ends_on
        )
