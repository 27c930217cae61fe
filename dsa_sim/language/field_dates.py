"""Dates as people type them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dsa_sim.language.days import day, long_day
from dsa_sim.language.field_numbers import LONGEST, simplified
from dsa_sim.language.field_problems import FieldProblem, problem
from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.symbols import symbols
from dsa_sim.language.translation import Language
from dsa_sim.language_folders import keywords
from dsa_sim.model.case import EARLIEST, LATEST, DatePrecision

_EXAMPLE = date(2026, 3, 31)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ] ?([0-9]{1,2})[-/. ] ?([0-9]{2,4})", re.ASCII)
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?,?[ -]?([0-9]{2,4})")
_MONTH_IN_DIGITS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})", re.ASCII)
_SHORTEST_MONTH = 3


@dataclass(frozen=True, kw_only=True)
class EventDate:
    """The date of an event; of one whose month alone is known the first day."""

    on: date
    precision: DatePrecision = "day"


def parse_date(lang: Language, text: str) -> date | FieldProblem:
    """A day from "31 Mar 2026", "31/03/2026", "31.3.2026", "2026-03-31" or "31 mars 2026".

    In numbers the day comes first, or the year; month names of every language are known.
    """
    plain = simplified(text).casefold()
    if not plain:
        return problem(lang, "empty")
    parts = _parts(plain) if len(plain) <= LONGEST else None
    if parts is None:
        return problem(lang, "date_form", example=day(lang, _EXAMPLE))
    return _day(lang, *parts)


def _day(lang: Language, year: str, month: int, number: str) -> date | FieldProblem:
    """The day of parts as they were typed."""
    if len(year) != 4:
        return problem(lang, "year_digits", example=day(lang, _EXAMPLE))
    try:
        on = date(int(year), month, int(number))
    except ValueError:
        return problem(lang, "no_such_day", example=_in_digits(_EXAMPLE))
    if not EARLIEST <= on < LATEST:
        last = LATEST - timedelta(days=1)
        return problem(lang, "date_range", first=day(lang, EARLIEST), last=day(lang, last))
    return on


def parse_event_date(lang: Language, text: str) -> EventDate | FieldProblem:
    """The date of an event: a day, or a month alone from "Nov 2023", "11/2023" or "2023-11"."""
    plain = simplified(text).casefold().removeprefix("≈").strip()
    parts = _month_parts(plain) if len(plain) <= LONGEST else None
    if parts is None:
        day_found = parse_date(lang, plain)
        return day_found if isinstance(day_found, FieldProblem) else EventDate(on=day_found)
    year, month = parts
    found = _day(lang, year, month, "1")
    return found if isinstance(found, FieldProblem) else EventDate(on=found, precision="month")


def show_event_date(lang: Language, value: EventDate) -> str:
    """The date of an event as it can be typed: "14 Mar 2024", "November 2023"."""
    if value.precision == "day":
        return day(lang, value.on)
    return f"{symbols(lang.code).long_months[value.on.month - 1]} {value.on.year}"


def event_date_understood(lang: Language, value: EventDate) -> str:
    """What was understood: the day in full, or that only the month is known."""
    if value.precision == "day":
        return long_day(lang, value.on)
    month = show_event_date(lang, value)
    return lang.tr("{month}: only the month is known", month=month)


def parse_period_end(lang: Language, text: str) -> date | FieldProblem | None:
    """The end of a period: a day, or None where it is empty or says "decision"."""
    word = simplified(text).casefold()
    ends = {"", "decision", lang.ptr("end of a period", "decision").casefold()}
    return None if word in ends else parse_date(lang, text)


def _month_parts(plain: str) -> tuple[str, int] | None:
    """Year as typed and month, where a month is all that is written."""
    if match := _YEAR_MONTH.fullmatch(plain):
        return match[1], int(match[2])
    if match := _MONTH_IN_DIGITS.fullmatch(plain):
        return match[2], int(match[1])
    match = _MONTH_YEAR.fullmatch(plain)
    named = month_named(match[1]) if match else None
    return None if match is None or named is None else (match[2], named)


def _parts(plain: str) -> tuple[str, int, str] | None:
    """Year as typed, month, day as typed."""
    if match := _YEAR_FIRST.fullmatch(plain):
        year, month, number = match.groups()
        return year, int(month), number
    if match := _DAY_FIRST.fullmatch(plain):
        number, month, year = match.groups()
        return year, int(month), number
    day_month, month_day = _with_name()
    if match := day_month.fullmatch(plain):
        number, name, year = match.groups()
    elif match := month_day.fullmatch(plain):
        name, number, year = match.groups()
    else:
        return None
    named = month_named(name)
    return None if named is None else (year, named, number)


@cache
def _with_name() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Dates that name the month, after the day or before it."""
    ordinal = "|".join(keywords("dates")["ordinal"])
    of = "|".join(keywords("dates")["before_month"])
    name, year = r"([^\W\d_]+)\.?", "([0-9]{2,4})"
    return (
        re.compile(rf"([0-9]{{1,2}})(?:{ordinal}|\.)?[ -]?(?:(?:{of}) )?{name},?[ -]?{year}"),
        re.compile(rf"{name} ([0-9]{{1,2}})(?:{ordinal})?,? {year}"),
    )


def month_named(name: str) -> int | None:
    """The month whose name in any language begins so, if there is only one."""
    plain = _without_accents(name)
    if len(plain) < _SHORTEST_MONTH:
        return None
    found = {month for known, month in _months() if known.startswith(plain)}
    return found.pop() if len(found) == 1 else None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    names = set()
    for code in LANGUAGES:
        marks = symbols(code)
        for row in (marks.short_months, marks.long_months):
            names |= {(_without_accents(name), n) for n, name in enumerate(row, start=1)}
    return tuple(sorted(names))


def _without_accents(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold().rstrip("."))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _in_digits(on: date) -> str:
    return f"{on:%d/%m/%Y}"
