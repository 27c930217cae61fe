"""Dates, periods and durations in words."""

from datetime import date

from dsa_sim.language.symbols import symbols
from dsa_sim.language.translation import Language


def day(lang: Language, on: date) -> str:
    """A date with a short month: "31 Mar 2026"."""
    return _written(lang, on, symbols(lang.code).short_months)


def long_day(lang: Language, on: date) -> str:
    """A date with the month in full: "31 March 2026"."""
    return _written(lang, on, symbols(lang.code).long_months)


def day_and_month(lang: Language, month: int, day_of_month: int) -> str:
    """The day of every year, "31 December"; the last of February has no number."""
    if month == 2 and day_of_month >= 28:
        return lang.tr("the last of February")
    return long_day(lang, date(2024, month, day_of_month)).rpartition(" ")[0]


def period(lang: Language, start: date | None, end: date | None) -> str:
    """A period in short dates; without an end it runs to the decision."""
    first = lang.tr("start not stated") if start is None else day(lang, start)
    last = lang.ptr("end of a period", "decision") if end is None else day(lang, end)
    return f"{first} – {last}"


def duration(lang: Language, start: date, end: date) -> str:
    """How long a period lasts, both days included, to the nearest month: "2 y 11 m".

    Below a month it is in days.

    Raises:
        ValueError: the period ends before it starts.
    """
    if end < start:
        raise ValueError("a period does not end before it starts")
    total = _whole_months(start, end)
    if total == 0:
        return lang.ntr("{n} day", "{n} days", (end - start).days + 1)
    years, months = divmod(total, 12)
    if not years:
        return lang.tr("{months} m", months=months)
    if not months:
        return lang.tr("{years} y", years=years)
    return lang.tr("{years} y {months} m", years=years, months=months)


def _whole_months(start: date, end: date) -> int:
    """Months between two days, both included: 15 days and more beyond a month are another.

    A period of less than a month has none, however many its days.
    """
    beyond = date.fromordinal(end.toordinal() + 1)
    months = (beyond.year - start.year) * 12 + beyond.month - start.month
    days = beyond.day - start.day
    if days < 0:
        months -= 1
        days += 30
    return months + 1 if months and days >= 15 else months


def _written(lang: Language, on: date, months: tuple[str, ...]) -> str:
    number = lang.info.first_of_month if on.day == 1 else str(on.day)
    return lang.ptr(
        "date", "{day} {month} {year}", day=number, month=months[on.month - 1], year=on.year
    )
