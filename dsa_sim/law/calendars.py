"""Whose holidays count: those of the Commission, of the Court, and of the Member States.

The lists of the two institutions are dated rows of `holidays.json`. Those of the Member States
come from the library `holidays`, which is not an official source: they are unchecked.
"""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import msgspec

from dsa_sim.language_folders import ENGLISH, fact
from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.errors import LawDataError, LawLookupError
from dsa_sim.law.reading import read_data, refuse_duplicates
from dsa_sim.law.row_checks import check_provenance

HOLIDAYS_FILE = "holidays.json"

# From what can be relied on to what cannot; a result is as good as its weakest part.
_RELIABILITY: tuple[Status, ...] = ("checked", "derived", "inferred", "unchecked", "open")
# The Union writes EL for Greece, the standard of country codes (ISO 3166) GR.
_ISO_CODES = {"EL": "GR"}
_SATURDAY = 5


class Calendar(Protocol):
    """Holidays of an institution or a Member State, and the working days they leave."""

    @property
    def code(self) -> str:
        """`commission`, `court`, or the code of a Member State such as `IE`."""
        ...

    def holiday_name(self, day: date, language: str = ENGLISH) -> str:
        """The name of the holiday on that day; empty where there is none or none is known."""
        ...

    def is_working_day(self, day: date) -> bool:
        """False on Saturdays, Sundays and holidays (Reg. 1182/71, Art. 2(2))."""
        ...

    def knows(self, year: int) -> bool:
        """False for a year whose holidays are not listed: only weekends are passed over then."""
        ...

    def source(self, year: int) -> str:
        """Where the holidays of a year come from; empty where they are not known."""
        ...

    def status(self, year: int) -> Status:
        """How far the holidays of a year can be relied on; `unchecked` if they are not known."""
        ...


class Holiday(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day on which nobody works; `name` is a key of the names in the file."""

    on: date
    name: str
    status: Status


class HolidayYear(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The holidays of a year, as published or, where that was not compared, as they must be."""

    year: int
    source: str
    checked: date | None
    days: tuple[Holiday, ...]

    @property
    def status(self) -> Status:
        """The status of the weakest of its days."""
        return weakest(*(day.status for day in self.days))


class HolidayList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The holidays of an institution, year by year; `note` says what is left out."""

    code: str
    title: Words
    note: Words
    years: tuple[HolidayYear, ...]


class _HolidaysFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, Words]
    calendars: tuple[HolidayList, ...]


class InstitutionCalendar:
    """The calendar of an institution, from dated rows."""

    def __init__(self, listed: HolidayList, names: dict[str, Words]) -> None:
        self.listed = listed
        self._years = {row.year: row for row in listed.years}
        self._names = {day.on: names[day.name] for row in listed.years for day in row.days}

    @property
    def code(self) -> str:
        """`commission` or `court`."""
        return self.listed.code

    def holiday_name(self, day: date, language: str = ENGLISH) -> str:
        """The name of the holiday on that day, empty where there is none."""
        words = self._names.get(day)
        return words.text(language) if words else ""

    def is_working_day(self, day: date) -> bool:
        """False on Saturdays, Sundays and the holidays listed."""
        return day.weekday() < _SATURDAY and day not in self._names

    def knows(self, year: int) -> bool:
        """True where the file has rows for that year."""
        return year in self._years

    def source(self, year: int) -> str:
        """The source of the rows of that year."""
        return self._years[year].source if self.knows(year) else ""

    def status(self, year: int) -> Status:
        """The status of the weakest row of that year."""
        return self._years[year].status if self.knows(year) else "unchecked"


class NationalCalendar:
    """The public holidays of a Member State as a whole, from the library `holidays`.

    Holidays of a region are not in it, nor days that a government moves at short notice.
    Raises `LawLookupError` (`unknown_calendar`) if the library has no such country.
    """

    def __init__(self, country: str) -> None:
        self._code = country
        self._iso = _ISO_CODES.get(country, country)
        self._languages = _languages(self._iso)

    @property
    def code(self) -> str:
        """The code of the Member State, such as `IE`."""
        return self._code

    def holiday_name(self, day: date, language: str = ENGLISH) -> str:
        """The name in that language where the library has it, else in English."""
        wanted = fact(language, "holidays")
        spoken = wanted if wanted in self._languages else fact(ENGLISH, "holidays")
        return _national_names(self._iso, day.year, spoken).get(day, "")

    def is_working_day(self, day: date) -> bool:
        """False on Saturdays, Sundays and public holidays."""
        return day.weekday() < _SATURDAY and not self.holiday_name(day)

    def knows(self, year: int) -> bool:
        """True in the years that the library covers."""
        first, last = self._covered
        return first <= year <= last

    def source(self, year: int) -> str:
        """The library and its version."""
        from importlib.metadata import version

        return f"Python library “holidays” {version('holidays')}" if self.knows(year) else ""

    def status(self, year: int) -> Status:  # noqa: ARG002 - the same for every year
        """Never more than unchecked: the library is not an official source."""
        return "unchecked"

    @cached_property
    def _covered(self) -> tuple[int, int]:
        import holidays

        found = holidays.country_holidays(self._iso)
        return found.start_year, found.end_year


def calendar(code: str) -> Calendar:
    """The calendar of `commission`, `court` or a Member State by its code (`IE`).

    Raises `LawLookupError` (`unknown_calendar`) if there is none.
    """
    return _institutions().get(code) or _national(code)


def weakest(*statuses: Status) -> Status:
    """The status of what rests on all of them: that of the least reliable."""
    return max(statuses, key=_RELIABILITY.index, default="checked")


def load_holidays(folder: Path | None = None) -> _HolidaysFile:
    """Return `holidays.json`, from `folder` or the package; `LawDataError` if it is broken."""
    found = read_data(HOLIDAYS_FILE, _HolidaysFile, folder=folder)
    path = "$.calendars[{}].code".format
    refuse_duplicates(HOLIDAYS_FILE, found.calendars, path=path, key=lambda row: row.code)
    for index, listed in enumerate(found.calendars):
        _check_list(listed, f"$.calendars[{index}]", found.names)
    missing = {"commission", "court"} - {listed.code for listed in found.calendars}
    if missing:
        raise LawDataError(HOLIDAYS_FILE, "$.calendars", f"no {', '.join(sorted(missing))}")
    return found


def _check_list(listed: HolidayList, path: str, names: dict[str, Words]) -> None:
    refuse_duplicates(
        HOLIDAYS_FILE, listed.years, path=(path + ".years[{}].year").format, key=lambda y: y.year
    )
    for index, row in enumerate(listed.years):
        _check_year(row, f"{path}.years[{index}]", names)


def _check_year(row: HolidayYear, path: str, names: dict[str, Words]) -> None:
    if not row.days:
        raise LawDataError(HOLIDAYS_FILE, f"{path}.days", "expected at least one holiday")
    for index, day in enumerate(row.days):
        if day.on.year != row.year:
            reason = f"expected a day of {row.year}, found {day.on}"
            raise LawDataError(HOLIDAYS_FILE, f"{path}.days[{index}].on", reason)
        if day.name not in names:
            reason = f"{day.name!r} is not among the names"
            raise LawDataError(HOLIDAYS_FILE, f"{path}.days[{index}].name", reason)
    for index, (before, after) in enumerate(pairwise(row.days), start=1):
        if after.on <= before.on:
            reason = f"expected a day after {before.on}, found {after.on}"
            raise LawDataError(HOLIDAYS_FILE, f"{path}.days[{index}].on", reason)
    best = min((day.status for day in row.days), key=_RELIABILITY.index)
    check_provenance(HOLIDAYS_FILE, path, source=row.source, status=best, checked=row.checked)


@cache
def _institutions() -> dict[str, InstitutionCalendar]:
    found = load_holidays()
    return {listed.code: InstitutionCalendar(listed, found.names) for listed in found.calendars}


@cache
def _national(code: str) -> NationalCalendar:
    return NationalCalendar(code)


@cache
def _languages(iso: str) -> tuple[str, ...]:
    """The languages in which the library names the holidays of a country."""
    import holidays

    try:
        return tuple(holidays.country_holidays(iso).supported_languages)
    except NotImplementedError as error:
        raise LawLookupError("unknown_calendar", calendar=iso) from error


@cache
def _national_names(iso: str, year: int, language: str) -> dict[date, str]:
    import holidays

    return dict(holidays.country_holidays(iso, years=year, language=language))
