"""Periods, actions and limitation, row by row, with the article beside each.

Every expected day was counted by hand on a calendar; the comment says how. Holidays named are
those of the Commission (Reg. 1182/71) or of the Court (actions), as in `holidays.json`.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.law.calendars import calendar
from dsa_sim.law.deadlines import (
    Unit,
    action_end,
    count_back,
    count_period,
    period_end,
)
from dsa_sim.law.limitation import Act, Suspension, enforcement, limitation


def day(text: str) -> date:
    return date.fromisoformat(text)


# article of Regulation 1182/71, event, number, unit, last day
FORWARD: list[tuple[str, str, int, Unit, str]] = [
    # The day of the event does not count; the period is counted in calendar days.
    ("3(1)", "2025-03-03", 14, "days", "2025-03-17"),  # Monday to Monday
    ("3(1)", "2025-03-03", 1, "days", "2025-03-04"),
    ("3(3)", "2025-03-06", 5, "days", "2025-03-11"),  # the weekend of 8 March counts
    ("3(3)", "2024-02-20", 14, "days", "2024-03-05"),  # February has 29 days
    ("3(3)", "2025-02-20", 14, "days", "2025-03-06"),  # February has 28 days
    ("3(3)", "2025-12-22", 14, "days", "2026-01-05"),  # over the end of the year, onto a Monday
    # A last day on a weekend moves to Monday.
    ("3(4)", "2025-03-01", 14, "days", "2025-03-17"),  # ends Saturday 15 March
    ("3(4)", "2025-03-02", 14, "days", "2025-03-17"),  # ends Sunday 16 March
    ("3(4)", "2025-03-07", 1, "days", "2025-03-10"),  # Friday + 1: Saturday; one day needs no two
    # Easter: Maundy Thursday, Good Friday and Easter Monday are holidays of the Commission.
    ("3(4)", "2023-03-24", 14, "days", "2023-04-11"),  # Good Friday 7 April 2023, then Tuesday
    ("3(4)", "2024-03-15", 14, "days", "2024-04-02"),  # Good Friday 29 March 2024
    ("3(4)", "2025-04-04", 14, "days", "2025-04-22"),  # Good Friday 18 April 2025
    ("3(4)", "2026-03-19", 14, "days", "2026-04-07"),  # Maundy Thursday 2 April 2026
    ("3(4)", "2027-03-11", 14, "days", "2027-03-30"),  # Maundy Thursday 25 March 2027
    # Ascension is followed by a Friday off.
    ("3(4)", "2024-04-25", 14, "days", "2024-05-13"),  # 9 May 2024, also Europe Day
    ("3(4)", "2025-05-15", 14, "days", "2025-06-02"),  # 29 May 2025
    ("3(4)", "2026-04-30", 14, "days", "2026-05-18"),  # 14 May 2026
    ("3(4)", "2025-05-26", 14, "days", "2025-06-10"),  # Whit Monday 9 June 2025
    ("3(4)", "2025-04-17", 14, "days", "2025-05-02"),  # 1 May 2025, a Thursday
    ("3(4)", "2025-07-07", 14, "days", "2025-07-22"),  # 21 July 2025, Brussels
    ("3(4)", "2025-08-01", 14, "days", "2025-08-18"),  # Friday 15 August 2025
    ("3(4)", "2024-10-18", 14, "days", "2024-11-04"),  # Friday 1 November 2024
    # 24 to 31 December, then 1 and 2 January.
    ("3(4)", "2025-12-11", 14, "days", "2026-01-05"),  # 25 December 2025; 5 January is a Monday
    ("3(4)", "2025-12-10", 14, "days", "2026-01-05"),  # 24 December 2025
    ("3(4)", "2025-12-09", 14, "days", "2025-12-23"),  # the day before the holidays
    ("3(4)", "2024-12-11", 14, "days", "2025-01-03"),  # 25 December 2024; 3 January is a Friday
    ("3(4)", "2023-12-11", 14, "days", "2024-01-03"),  # 25 December 2023; 30–31 a weekend
    # At least two working days in two days or more.
    ("3(5)", "2025-03-07", 2, "days", "2025-03-11"),  # Sunday, Monday; Tuesday is the second
    ("3(5)", "2025-03-06", 3, "days", "2025-03-10"),  # Friday and Monday are two
    ("3(5)", "2025-04-16", 2, "days", "2025-04-23"),  # Good Friday; 22 and 23 April
    ("3(5)", "2025-12-23", 2, "days", "2026-01-06"),  # 5 and 6 January
    ("3(5)", "2025-12-23", 1, "weeks", "2026-01-06"),  # 30 December; 5 and 6 January
    ("3(5)", "2025-05-28", 2, "days", "2025-06-03"),  # 30 May is off; 2 and 3 June
    # Weeks end on the same day of the week.
    ("3(2)(c)", "2025-03-04", 1, "weeks", "2025-03-11"),
    ("3(2)(c)", "2025-12-31", 2, "weeks", "2026-01-14"),
    ("3(2)(c), 3(4)", "2025-04-14", 1, "weeks", "2025-04-22"),  # Easter Monday
    # Months end on the same number, or with the month.
    ("3(2)(c)", "2025-01-31", 1, "months", "2025-02-28"),
    ("3(2)(c)", "2024-01-31", 1, "months", "2024-02-29"),
    ("3(2)(c)", "2024-01-30", 1, "months", "2024-02-29"),
    ("3(2)(c)", "2025-01-29", 1, "months", "2025-02-28"),
    ("3(2)(c)", "2025-02-28", 1, "months", "2025-03-28"),  # not the end of March
    ("3(2)(c), 3(4)", "2024-02-29", 1, "months", "2024-04-02"),  # 29 March 2024 is Good Friday
    ("3(2)(c)", "2025-03-31", 1, "months", "2025-04-30"),
    ("3(2)(c)", "2025-05-31", 1, "months", "2025-06-30"),
    ("3(2)(c)", "2025-12-15", 1, "months", "2026-01-15"),
    ("3(2)(c)", "2024-12-31", 2, "months", "2025-02-28"),
    ("3(2)(c), 3(4)", "2025-11-30", 1, "months", "2026-01-05"),  # 30 December
    # Years.
    ("3(2)(c)", "2024-02-29", 1, "years", "2025-02-28"),
    ("3(2)(c)", "2023-02-28", 1, "years", "2024-02-28"),  # not the 29th
    ("3(2)(c), 3(4)", "2024-01-01", 1, "years", "2025-01-03"),  # 1 and 2 January are off
    # Working days: weekends and holidays do not count.
    ("2(2), 3(3)", "2025-03-03", 10, "working_days", "2025-03-17"),  # two full weeks
    ("2(2), 3(3)", "2025-03-08", 1, "working_days", "2025-03-10"),  # from a Saturday
    ("2(2), 3(3)", "2025-04-10", 10, "working_days", "2025-04-29"),  # without 17, 18, 21 April
    ("2(2), 3(3)", "2025-05-20", 10, "working_days", "2025-06-05"),  # without 29 and 30 May
    ("2(2), 3(3)", "2025-12-01", 14, "working_days", "2025-12-19"),
    ("2(2), 3(3)", "2025-12-15", 14, "working_days", "2026-01-14"),  # six before, eight after
]  # fmt: skip


@pytest.mark.parametrize(("article", "event", "count", "unit", "last"), FORWARD)
def test_a_period_ends(article: str, event: str, count: int, unit: Unit, last: str) -> None:
    assert count_period(runs_from=day(event), count=count, unit=unit).last_day == day(last)


# Periods counted backwards are not moved: Art. 3(4), second sentence.
BACKWARD: list[tuple[str, int, Unit, str]] = [
    ("2025-03-17", 14, "days", "2025-03-03"),
    ("2025-03-16", 14, "days", "2025-03-02"),  # a Sunday stays
    ("2025-05-05", 14, "days", "2025-04-21"),  # Easter Monday stays
    ("2024-03-31", 1, "months", "2024-02-29"),
    ("2025-03-31", 1, "months", "2025-02-28"),
    ("2025-03-17", 10, "working_days", "2025-03-03"),
    ("2025-04-22", 5, "working_days", "2025-04-10"),  # 16, 15, 14, 11, 10 April
]


@pytest.mark.parametrize(("until", "count", "unit", "last"), BACKWARD)
def test_a_period_counted_backwards_is_not_moved(
    until: str, count: int, unit: Unit, last: str
) -> None:
    assert count_back(until=day(until), count=count, unit=unit).last_day == day(last)


# The deadlines of the Regulation themselves: code, article, event, last day
OF_THE_LAW: list[tuple[str, str, str, str]] = [
    ("observations", "79(2)", "2025-06-18", "2025-07-02"),  # 14 days, a Wednesday
    ("observations", "79(2)", "2025-04-07", "2025-04-22"),  # 21 April 2025 is Easter Monday
    ("board_opinion", "75(3)", "2025-03-03", "2025-04-03"),
    ("board_opinion", "75(3)", "2025-03-21", "2025-04-22"),  # Easter Monday
    ("board_opinion", "75(3)", "2025-11-28", "2026-01-05"),  # 28 December, a Sunday and off
    ("plan_decision", "75(3)", "2025-04-22", "2025-05-22"),
    ("plan_decision", "75(3)", "2025-01-31", "2025-02-28"),
    ("views_on_designation", "33(4)", "2025-04-10", "2025-04-29"),
    ("third_party_observations", "82(1)", "2025-12-15", "2026-01-14"),
    # The first day of the duties is counted in months and never moved (Reg. 1182/71, Art. 4).
    ("section5_duties", "33(6)", "2023-04-25", "2023-08-25"),  # the first wave
    ("section5_duties", "33(6)", "2024-05-31", "2024-09-30"),  # September has 30 days
    ("section5_duties", "33(6)", "2023-10-31", "2024-02-29"),
    ("section5_duties", "33(6)", "2024-10-31", "2025-02-28"),
    ("section5_duties", "33(6)", "2024-07-10", "2024-11-10"),  # a Sunday stays
    ("section5_duties", "33(6)", "2025-08-25", "2025-12-25"),  # Christmas stays
]


@pytest.mark.parametrize(("code", "article", "event", "last"), OF_THE_LAW)
def test_a_deadline_of_the_law(code: str, article: str, event: str, last: str) -> None:
    found = period_end(code, runs_from=day(event))
    assert found.last_day == day(last)
    assert found.source.startswith(f"Art. {article}")


# Art. 263(6) TFEU; Rules of Procedure of the General Court, Arts 58 and 60: notified, last day
NOTIFIED: list[tuple[str, str]] = [
    ("2026-05-28", "2026-08-07"),  # 28 July + 10, a Friday
    ("2026-07-20", "2026-09-30"),  # 20 September is a Sunday and not moved: + 10 is Wednesday
    ("2025-12-05", "2026-02-16"),  # 5 February + 10 is Sunday 15 February
    ("2025-12-31", "2026-03-10"),  # 28 February + 10
    ("2023-12-31", "2024-03-11"),  # 29 February + 10 is Sunday 10 March
    ("2025-06-16", "2025-08-26"),  # in the judicial vacation, which does not suspend
    ("2025-10-14", "2025-12-24"),  # 24 December: the Court works
    ("2025-10-15", "2025-12-29"),  # 25 and 26 December, then a weekend
    ("2025-10-22", "2026-01-02"),  # 1 January; on the 2nd the Court works
    ("2026-01-24", "2026-04-03"),  # Good Friday: the Court works
    ("2026-01-27", "2026-04-07"),  # Easter Monday 6 April 2026
    ("2025-02-21", "2025-05-02"),  # 21 April is Easter Monday and not moved; + 10 is 1 May
    ("2024-02-29", "2024-05-10"),  # 29 April + 10 is Ascension; on Friday the Court works
    ("2025-03-19", "2025-05-30"),  # Ascension 29 May 2025
    ("2024-03-10", "2024-05-21"),  # Whit Monday 20 May 2024
    ("2025-04-13", "2025-06-24"),  # 23 June, Luxembourg
    ("2025-06-05", "2025-08-18"),  # Friday 15 August
    ("2027-08-22", "2027-11-02"),  # Monday 1 November 2027
    # A published case: notified on 16 July 2010, brought on 28 September and held to be late
    # (order of 1 April 2011, T-470/10, Oglesby, EU:T:2011:135). 26 September was a Sunday.
    ("2010-07-16", "2010-09-27"),
]


@pytest.mark.parametrize(("notified", "last"), NOTIFIED)
def test_an_action_for_annulment(notified: str, last: str) -> None:
    found = action_end(notified_on=day(notified))
    assert found.last_day == day(last)
    assert (found.regime, found.calendar) == ("court_action", "court")


# Rules of Procedure of the General Court, Art. 59: published, last day
PUBLISHED: list[tuple[str, str]] = [
    ("2025-03-01", "2025-05-26"),  # 15 March, 15 May, Sunday 25 May
    ("2024-12-17", "2025-03-10"),  # 31 December, 28 February
    ("2025-07-01", "2025-09-25"),  # 15 July, 15 September
]


@pytest.mark.parametrize(("published", "last"), PUBLISHED)
def test_an_action_runs_from_the_fourteenth_day_after_publication(
    published: str, last: str
) -> None:
    assert action_end(published_on=day(published)).last_day == day(last)


Acts = Sequence[str]
Pauses = Sequence[tuple[str, str | None]]
# article, end of the infringement, requests for information, times before the Court,
# last day, absolute limit
LIMITS: list[tuple[str, str, Acts, Pauses, str | None, str | None]] = [
    ("77(1), (2)", "2024-06-15", (), (), "2029-06-15", "2034-06-15"),
    ("77(1), (2)", "2024-02-29", (), (), "2029-02-28", "2034-02-28"),
    ("77(1), (2)", "2023-12-31", (), (), "2028-12-31", "2033-12-31"),
    ("77(1), (2)", "2024-06-30", (), (), "2029-06-30", "2034-06-30"),  # a Saturday stays
    # Each act of investigation starts the five years afresh, not the ten.
    ("77(3), (4)", "2024-06-15", ("2026-03-14",), (), "2031-03-14", "2034-06-15"),
    ("77(3), (4)", "2024-06-15", ("2026-03-14", "2028-02-29"), (), "2033-02-28", "2034-06-15"),
    ("77(3), (4)", "2024-06-15", ("2028-02-29", "2026-03-14"), (), "2033-02-28", "2034-06-15"),
    ("77(3), (4)", "2024-06-15", ("2024-06-15",), (), "2029-06-15", "2034-06-15"),
    # Before the infringement ceases no time runs that could restart.
    ("77(2), (3)", "2024-06-15", ("2024-06-14",), (), "2029-06-15", "2034-06-15"),
    ("77(2), (3)", "2024-06-15", ("2020-01-01", "2022-01-01"), (), "2029-06-15", "2034-06-15"),
    # On the last day an act is in time; the day after, the power has lapsed for good.
    ("77(3), (4)", "2020-01-01", ("2025-01-01",), (), "2030-01-01", "2030-01-01"),
    ("77(3), (4)", "2020-01-01", ("2025-01-02",), (), "2025-01-01", "2030-01-01"),
    # Ten years at the latest.
    ("77(4)", "2020-01-01", ("2024-06-01", "2029-03-01"), (), "2030-01-01", "2030-01-01"),
    ("77(4)", "2020-02-29", ("2025-02-28", "2029-12-31"), (), "2030-02-28", "2030-02-28"),
    # Time before the Court is added to both: 730 days, then 366 in a leap year.
    ("77(5)", "2020-01-01", (), (("2024-03-01", "2026-03-01"),), "2027-01-01", "2032-01-01"),
    ("77(5)", "2020-03-01", (), (("2024-01-01", "2025-01-01"),), "2026-03-02", "2031-03-02"),
    # Two stays that overlap count once: 1 January 2021 to 1 January 2023 is 730 days.
    ("77(5)", "2020-01-01", (), (("2021-01-01", "2022-01-01"), ("2021-07-01", "2023-01-01")),
     "2027-01-01", "2032-01-01"),
    # An act while the case is before the Court: five years from it, and the 365 days left of the
    # stay on top. 2028 is a leap year: 1 January 2028 + 365 days is 31 December 2028.
    ("77(4), (5)", "2020-01-01", ("2023-01-01",), (("2022-01-01", "2024-01-01"),),
     "2028-12-31", "2032-01-01"),
    # A stay after the five years have run out does not revive them, but counts for the ten.
    ("77(5)", "2015-01-01", (), (("2021-01-01", "2022-01-01"),), "2020-01-01", "2026-01-01"),
    # A stay before the infringement ceased counts for nothing.
    ("77(5)", "2024-06-15", (), (("2022-01-01", "2024-06-15"),), "2029-06-15", "2034-06-15"),
    # Still before the Court: no end is known.
    ("77(5)", "2020-01-01", (), (("2024-03-01", None),), None, None),
    ("77(5)", "2015-01-01", (), (("2021-01-01", None),), "2020-01-01", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("article", "ended", "requests", "pauses", "last", "absolute"), LIMITS
)  # fmt: skip
def test_limitation(
    article: str, ended: str, requests: Acts, pauses: Pauses,
    last: str | None, absolute: str | None,
) -> None:  # fmt: skip
    found = limitation(
        ended_on=day(ended),
        acts=[Act(on=day(on), kind="request_for_information") for on in requests],
        suspensions=[
            Suspension(began_on=day(began), ended_on=day(until) if until else None)
            for began, until in pauses
        ],
    )
    assert found.last_day == (day(last) if last else None)
    assert found.absolute_last == (day(absolute) if absolute else None)


@pytest.mark.parametrize(
    ("final", "last"),
    [
        ("2026-09-30", "2031-09-30"),
        ("2028-02-29", "2033-02-28"),
        ("2025-12-31", "2030-12-31"),
    ],
)
def test_enforcement_lapses_five_years_after_the_decision_is_final(final: str, last: str) -> None:
    """Art. 78(1), (2)."""
    assert enforcement(final_on=day(final)).last_day == day(last)


def test_the_tables_hold_enough_rows() -> None:
    tables = (FORWARD, BACKWARD, OF_THE_LAW, NOTIFIED, PUBLISHED, LIMITS)
    assert sum(len(table) for table in tables) >= 120


# What holds whatever the days are

days = st.dates(date(2022, 6, 1), date(2029, 6, 1))
counts = st.integers(1, 60)
units = st.sampled_from(["days", "weeks", "months", "years", "working_days"])


@given(days, st.integers(1, 40), units)
def test_the_last_day_is_a_working_day_not_before_the_counted_one(
    event: date, count: int, unit: Unit
) -> None:
    found = count_period(runs_from=event, count=count, unit=unit)
    assert event < found.counted_on <= found.last_day
    assert calendar("commission").is_working_day(found.last_day)
    assert all(not calendar("commission").is_working_day(on) for on, _ in found.skipped)


@given(days, counts, st.sampled_from(["days", "weeks", "months", "working_days"]))
def test_a_longer_period_never_ends_earlier(event: date, count: int, unit: Unit) -> None:
    shorter = count_period(runs_from=event, count=count, unit=unit).last_day
    assert shorter <= count_period(runs_from=event, count=count + 1, unit=unit).last_day


@given(days, counts)
def test_a_later_event_never_ends_earlier(event: date, count: int) -> None:
    ends = count_period(runs_from=event, count=count, unit="days").last_day
    later = count_period(runs_from=event + timedelta(days=1), count=count, unit="days").last_day
    assert ends <= later


@given(days, st.integers(2, 60))
def test_two_days_or_more_hold_two_working_days(event: date, count: int) -> None:
    """Reg. 1182/71, Art. 3(5)."""
    last = count_period(runs_from=event, count=count, unit="days").last_day
    within = (event + timedelta(days=n) for n in range(1, (last - event).days + 1))
    assert sum(calendar("commission").is_working_day(on) for on in within) >= 2


@given(days)
def test_an_action_ends_on_a_working_day_of_the_court(notified: date) -> None:
    found = action_end(notified_on=notified)
    assert calendar("court").is_working_day(found.last_day)
    assert found.last_day >= found.counted_on + timedelta(days=10)
    assert found.last_day <= action_end(notified_on=notified + timedelta(days=1)).last_day


@given(days, st.lists(days, max_size=6), st.lists(st.tuples(days, st.integers(0, 900)), max_size=3))
def test_limitation_keeps_to_the_absolute_limit(
    ended: date, requests: list[date], stays: list[tuple[date, int]]
) -> None:
    """Art. 77(4), (5): never beyond ten years, but for the time before the Court."""
    pauses = [Suspension(began_on=on, ended_on=on + timedelta(days=n)) for on, n in stays]
    found = limitation(
        ended_on=ended,
        acts=[Act(on=on, kind="inspection") for on in requests],
        suspensions=pauses,
    )
    assert found.last_day is not None
    assert found.absolute_last is not None
    plain = limitation(ended_on=ended)
    assert plain.last_day is not None
    assert plain.absolute_last is not None
    assert plain.last_day <= found.last_day <= found.absolute_last
    assert found.absolute_last - plain.absolute_last <= timedelta(days=sum(n for _, n in stays))
    assert len(found.restarts) + len(found.ignored) == len(requests)
