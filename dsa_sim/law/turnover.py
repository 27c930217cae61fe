"""Turnover of the groups by financial year, and the euro's average rates to convert it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import read_data, refuse_duplicates
from dsa_sim.law.row_checks import check_positive, check_provenance
from dsa_sim.law.services import add_months

TURNOVER_FILE = "turnover.json"
RATES_FILE = "rates.json"

Scope = Literal["entity", "segment", "group", "controlling_person"]
"""Whose turnover it is; the reading of the law that decides on it is the user's."""

_SCOPES: tuple[Scope, ...] = ("group", "controlling_person", "segment", "entity")
_CURRENCY = re.compile("[A-Z]{3}")
_GROUP = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
# A financial year is twelve months or 52 to 53 weeks; a change of year end makes it up to eighteen
# months long, or short. Anything else is a slip of the pen.
_SHORTEST_YEAR, _LONGEST_YEAR = 180, 550
_WEEK, _WORKING_WEEK, _WEEKS_OF_A_YEAR = 7, 5, 52


class TurnoverYear(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The turnover of a financial year of a group (or a part of it), as it was reported.

    `group` is a key of the register. `precision` is how finely it was reported, in units of
    `currency`; None where unknown. `what` names the part where `scope` is not the group ("AI
    segment incl. X"). `basis` is projected where nobody reported the figure as that of the year:
    guidance, an outsider's estimate, a quarter times four.
    """

    group: str
    scope: Scope
    what: Words | None
    starts_on: date
    ends_on: date
    currency: str
    amount: Decimal
    precision: Decimal | None
    basis: Literal["reported", "projected"]
    note: Words | None
    source: str
    status: Status
    checked: date | None

    def euros(self, rates: tuple[AverageRate, ...] | None = None) -> Fraction | None:
        """The exact quotient of amount and average rate; None where that average is not known.

        The average is sought among `rates`, by default those of the package.
        """
        if self.currency == "EUR":
            return Fraction(self.amount)
        period = (self.currency, self.starts_on, self.ends_on)
        rate = (_by_period() if rates is None else _periods(rates)).get(period)
        return None if rate is None else Fraction(self.amount) / Fraction(rate.per_euro)


class AverageRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mean of the ECB's daily reference rates: `per_euro` units of `currency` to € 1.

    `days` is how many daily rates went in; `complete` is False where the calendar or financial
    year goes on after `ends_on`, which is then the last day that went in.
    """

    currency: str
    starts_on: date
    ends_on: date
    per_euro: Decimal
    days: int
    complete: bool
    source: str
    status: Status
    checked: date | None


_Periods = dict[tuple[str, date, date], AverageRate]


class _TurnoverFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    years: tuple[TurnoverYear, ...]


class _RatesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rates: tuple[AverageRate, ...]


def load_turnover(folder: Path | None = None) -> tuple[TurnoverYear, ...]:
    """Return `turnover.json`, from `folder` or the package; `LawDataError` if it is broken."""
    years = read_data(TURNOVER_FILE, _TurnoverFile, folder=folder).years
    for index, year in enumerate(years):
        _check_year(year, f"$.years[{index}]")
    refuse_duplicates(TURNOVER_FILE, years, path="$.years[{}]".format, key=_year_key)
    return years


def load_rates(folder: Path | None = None) -> tuple[AverageRate, ...]:
    """Return `rates.json`, from `folder` or the package; `LawDataError` if it is broken."""
    rates = read_data(RATES_FILE, _RatesFile, folder=folder).rates
    for index, rate in enumerate(rates):
        _check_rate(rate, f"$.rates[{index}]")
    if len(_periods(rates)) < len(rates):  # the usual case costs no texts for hundreds of rows
        refuse_duplicates(RATES_FILE, rates, path="$.rates[{}]".format, key=_rate_key)
    return rates


@cache
def turnover_years() -> tuple[TurnoverYear, ...]:
    """The turnovers of the package."""
    return load_turnover()


def turnover_of(group: str) -> tuple[TurnoverYear, ...]:
    """The researched years of a group, the newest first; none where nobody has researched it.

    Within a year the whole group comes before its parts.
    """
    years = (year for year in turnover_years() if year.group == group)
    return tuple(sorted(years, key=lambda y: (-y.ends_on.toordinal(), _SCOPES.index(y.scope))))


def ended_since(newest: TurnoverYear, on: date) -> date | None:
    """The last day of the year after the newest one on record, where it has ended by then.

    Its turnover is then missing from the data. A year of whole weeks is followed by one of 52.
    """
    days = (newest.ends_on - newest.starts_on).days + 1
    if days % _WEEK == 0:
        ends = newest.ends_on + timedelta(weeks=_WEEKS_OF_A_YEAR)
    else:
        ends = add_months(newest.ends_on, 12)
    return ends if ends < on else None


@cache
def average_rates() -> tuple[AverageRate, ...]:
    """The average rates of the package."""
    return load_rates()


def average_rate(currency: str, starts_on: date, ends_on: date) -> AverageRate | None:
    """The average of a currency over exactly those days; None where the data have none."""
    return _by_period().get((currency, starts_on, ends_on))


@cache
def _by_period() -> _Periods:
    return _periods(average_rates())


def _periods(rates: tuple[AverageRate, ...]) -> _Periods:
    return {(rate.currency, rate.starts_on, rate.ends_on): rate for rate in rates}


def _year_key(year: TurnoverYear) -> tuple[str, ...]:
    return (
        year.group,
        year.scope,
        year.what.text(ENGLISH) if year.what else "",
        year.ends_on.isoformat(),
    )


def _rate_key(rate: AverageRate) -> tuple[str, ...]:
    return rate.currency, rate.starts_on.isoformat(), rate.ends_on.isoformat()


def _check_year(year: TurnoverYear, path: str) -> None:
    if not _GROUP.fullmatch(year.group):
        reason = f"expected a key such as 'booking-holdings', found {year.group!r}"
        raise LawDataError(TURNOVER_FILE, f"{path}.group", reason)
    if year.scope != "group" and year.what is None:
        reason = f"expected the name of the part, since its scope is {year.scope!r}"
        raise LawDataError(TURNOVER_FILE, f"{path}.what", reason)
    _check_period(TURNOVER_FILE, path, year)
    _check_currency(TURNOVER_FILE, path, year.currency)
    check_positive(TURNOVER_FILE, f"{path}.amount", year.amount)
    if year.precision is not None:
        check_positive(TURNOVER_FILE, f"{path}.precision", year.precision)
    check_provenance(
        TURNOVER_FILE, path, source=year.source, status=year.status, checked=year.checked
    )


def _check_rate(rate: AverageRate, path: str) -> None:
    _check_currency(RATES_FILE, path, rate.currency)
    if rate.currency == "EUR":
        raise LawDataError(RATES_FILE, f"{path}.currency", "the euro needs no rate to the euro")
    _check_period(RATES_FILE, path, rate)
    check_positive(RATES_FILE, f"{path}.per_euro", rate.per_euro)
    most = _weekdays(rate.starts_on, rate.ends_on)
    if not 0 < rate.days <= most:
        reason = f"expected 1 to {most}, the weekdays of the period, found {rate.days}"
        raise LawDataError(RATES_FILE, f"{path}.days", reason)
    check_provenance(RATES_FILE, path, source=rate.source, status=rate.status, checked=rate.checked)


def _check_currency(file: str, path: str, currency: str) -> None:
    if not _CURRENCY.fullmatch(currency):
        reason = f"expected three capital letters such as 'USD', found {currency!r}"
        raise LawDataError(file, f"{path}.currency", reason)


def _check_period(file: str, path: str, row: TurnoverYear | AverageRate) -> None:
    days = (row.ends_on - row.starts_on).days + 1
    whole = not isinstance(row, AverageRate) or row.complete
    if days < 1:
        raise LawDataError(file, f"{path}.ends_on", "the last day lies before starts_on")
    if days > _LONGEST_YEAR or (whole and days < _SHORTEST_YEAR):
        reason = f"expected a year, at the least 6 and at the most 18 months, found {days} days"
        raise LawDataError(file, f"{path}.ends_on", reason)


@cache
def _weekdays(first: date, last: date) -> int:
    """Count Mondays to Fridays, both days included."""
    weeks, rest = divmod((last - first).days + 1, _WEEK)
    ends = ((first.weekday() + i) % _WEEK for i in range(rest))
    return weeks * _WORKING_WEEK + sum(day < _WORKING_WEEK for day in ends)
