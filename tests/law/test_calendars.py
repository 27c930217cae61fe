"""Whose holidays count, where they come from, and what a broken list says."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.law import LawDataError, LawLookupError
from dsa_sim.law.calendars import calendar, load_holidays, weakest
from dsa_sim.law.reading import DATA_FOLDER

YEARS = (2023, 2024, 2025, 2026, 2027)


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian rule: an oracle of the test's own."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def weekdays(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return (day for day in days if day.weekday() < 5)


@pytest.mark.parametrize("year", YEARS)
def test_the_commission_keeps_its_pattern(year: int) -> None:
    sunday = easter(year)
    expected = {sunday + timedelta(days=n) for n in (-3, -2, 1, 39, 40, 50)}
    expected |= {date(year, 1, 1), date(year, 1, 2), date(year, 5, 1), date(year, 5, 9)}
    expected |= {date(year, 7, 21), date(year, 8, 15), date(year, 11, 1), date(year, 11, 2)}
    expected |= {date(year, 12, n) for n in range(24, 32)}
    off = {day for day in weekdays(year) if not calendar("commission").is_working_day(day)}
    assert off == {day for day in expected if day.weekday() < 5}


@pytest.mark.parametrize("year", YEARS)
def test_the_court_keeps_its_list(year: int) -> None:
    sunday = easter(year)
    expected = {sunday + timedelta(days=n) for n in (1, 39, 50)}
    expected |= {date(year, *d) for d in ((1, 1), (5, 1), (5, 9), (6, 23), (8, 15), (11, 1))}
    expected |= {date(year, 12, 25), date(year, 12, 26)}
    off = {day for day in weekdays(year) if not calendar("court").is_working_day(day)}
    assert off == {day for day in expected if day.weekday() < 5}


def test_a_published_list_is_checked_and_a_pattern_is_not() -> None:
    commission, court = calendar("commission"), calendar("court")
    assert [commission.status(year) for year in YEARS] == [
        "checked", "unchecked", "unchecked", "unchecked", "unchecked",
    ]  # fmt: skip
    assert court.status(2026) == "checked"
    assert "OJ C 201 I" in commission.source(2023)
    assert all(commission.source(year) for year in YEARS)


def test_a_year_that_is_not_listed_is_not_known() -> None:
    commission = calendar("commission")
    assert not commission.knows(2022)
    assert not commission.knows(2028)
    assert commission.status(2028) == "unchecked"
    assert commission.source(2028) == ""
    # Christmas 2028 is a Monday: without a list only weekends are passed over.
    assert commission.is_working_day(date(2028, 12, 25))


def test_holidays_have_names_in_both_languages() -> None:
    good_friday = date(2026, 4, 3)
    assert calendar("commission").holiday_name(good_friday) == "Good Friday"
    assert calendar("commission").holiday_name(good_friday, "fr_BE") == "Vendredi saint"
    assert calendar("court").holiday_name(good_friday) == ""
    for listed in load_holidays().calendars:
        days = [day.on for row in listed.years for day in row.days]
        assert all(calendar(listed.code).holiday_name(day, "fr") for day in days)


def test_a_member_state_has_its_own_holidays_and_they_are_unchecked() -> None:
    ireland = calendar("IE")
    patrick = date(2026, 3, 17)
    assert "Patrick" in ireland.holiday_name(patrick)
    assert not ireland.is_working_day(patrick)
    assert calendar("commission").is_working_day(patrick)
    assert ireland.status(2026) == "unchecked"
    assert "holidays" in ireland.source(2026)
    assert ireland.knows(2026)
    assert not ireland.knows(2150)


def test_greece_is_known_by_the_code_of_the_union() -> None:
    # Orthodox Easter Monday of 2026 is 13 April.
    assert not calendar("EL").is_working_day(date(2026, 4, 13))
    assert calendar("EL").code == "EL"


def test_french_names_are_given_where_the_library_has_them() -> None:
    assert calendar("LU").holiday_name(date(2026, 4, 6), "fr") == "Lundi de Pâques"
    assert calendar("IE").holiday_name(date(2026, 4, 6), "fr") == "Easter Monday"


@pytest.mark.parametrize("code", ["ZZ", "", "parliament"])
def test_a_calendar_that_nobody_has_is_refused(code: str) -> None:
    with pytest.raises(LawLookupError, match="unknown_calendar"):
        calendar(code)


def test_what_rests_on_several_is_as_good_as_the_weakest() -> None:
    assert weakest() == "checked"
    assert weakest("checked", "derived") == "derived"
    assert weakest("unchecked", "inferred", "checked") == "unchecked"
    assert weakest("open", "unchecked") == "open"


BROKEN: list[tuple[list[str | int], object, str]] = [
    (["calendars", 0, "years", 0, "days"], [], r"years\[0\].days: expected at least one"),
    (["calendars", 0, "years", 0, "days", 1, "on"], "2024-04-06", r"days\[1\].on: expected a day"),
    (["calendars", 0, "years", 0, "days", 1, "on"], "2023-01-02", r"days\[1\].on: expected a day"),
    (["calendars", 0, "years", 0, "days", 1, "name"], "carnival", r"days\[1\].name: 'carnival'"),
    (["calendars", 0, "years", 1, "year"], 2023, r"years\[1\].year: 2023 is already"),
    (["calendars", 0, "years", 0, "checked"], None, r"years\[0\].checked: expected the day"),
    (["calendars", 0, "years", 0, "source"], " ", r"years\[0\].source: expected where"),
    (["calendars", 1, "code"], "commission", r"calendars\[1\].code: 'commission' is already"),
    (["calendars", 1, "code"], "parliament", r"\$.calendars: no court"),
]


@pytest.mark.parametrize(("keys", "value", "message"), BROKEN)
def test_a_broken_list_names_the_place(
    tmp_path: Path, keys: list[str | int], value: object, message: str
) -> None:
    document: Any = json.loads((DATA_FOLDER / "holidays.json").read_text(encoding="utf-8"))
    parent = document
    for key in keys[:-1]:
        parent = parent[key]
    parent[keys[-1]] = value
    (tmp_path / "holidays.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match=message) as caught:
        load_holidays(tmp_path)
    assert caught.value.file == "holidays.json"
