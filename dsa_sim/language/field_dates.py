"""Dates as people type them."""

import re
import unicodedata
from datetime import date, timedelta
from functools import cache

from dsa_sim.language.days import day
from dsa_sim.language.field_numbers import LONGEST, simplified
from dsa_sim.language.field_problems import FieldProblem, problem
from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.symbols import symbols
from dsa_sim.language.translation import Language
from dsa_sim.model.case import EARLIEST, LATEST

_EXAMPLE = date(2026, 3, 31)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ] ?([0-9]{1,2})[-/. ] ?([0-9]{2,4})", re.ASCII)
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:er|st|nd|rd|th|\.)?[ -]?(?:of )?([^\W\d_]+)\.?,?[ -]?([0-9]{2,4})"
)
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{2,4})")
_SHORTEST_MONTH = 3


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
    year, month, number = parts
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


def parse_period_end(lang: Language, text: str) -> date | FieldProblem | None:
    """The end of a period: a day, or None where it is empty or says "decision"."""
    word = simplified(text).casefold()
    ends = {"", "decision", lang.ptr("end of a period", "decision").casefold()}
    return None if word in ends else parse_date(lang, text)


def _parts(plain: str) -> tuple[str, int, str] | None:
    """Year as typed, month, day as typed."""
    if match := _YEAR_FIRST.fullmatch(plain):
        year, month, number = match.groups()
        return year, int(month), number
    if match := _DAY_FIRST.fullmatch(plain):
        number, month, year = match.groups()
        return year, int(month), number
    if match := _DAY_MONTH.fullmatch(plain):
        number, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(plain):
        name, number, year = match.groups()
    else:
        return None
    named = _month_named(name)
    return None if named is None else (year, named, number)


def _month_named(name: str) -> int | None:
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
