"""Turnover of the groups by financial year, and the euro's average rates to convert it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.law.reading import Status, Words, read_data

TURNOVER_FILE = "turnover.json"
RATES_FILE = "rates.json"


class TurnoverYear(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The turnover of a financial year of a group (or a part of it), as it was reported.

    `precision` is how finely it was reported, in units of `currency`; None where unknown.
    `what` names the part where `scope` is not the group ("AI segment incl. X").
    """

    group: str
    scope: Literal["entity", "segment", "group", "controlling_person"]
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


class AverageRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mean of the ECB's daily reference rates: `per_euro` units of `currency` to € 1.

    `days` is how many daily rates went in; `complete` is False where the period had not ended.
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


class _TurnoverFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    years: tuple[TurnoverYear, ...]


class _RatesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rates: tuple[AverageRate, ...]


def load_turnover(folder: Path | None = None) -> tuple[TurnoverYear, ...]:
    """Return `turnover.json`, from `folder` or the package; `LawDataError` if it is broken."""
    return read_data(TURNOVER_FILE, _TurnoverFile, folder=folder).years


def load_rates(folder: Path | None = None) -> tuple[AverageRate, ...]:
    """Return `rates.json`, from `folder` or the package; `LawDataError` if it is broken."""
    return read_data(RATES_FILE, _RatesFile, folder=folder).rates


@cache
def turnover_years() -> tuple[TurnoverYear, ...]:
    """The turnovers of the package."""
    return load_turnover()


def turnover_of(group: str) -> tuple[TurnoverYear, ...]:
    """The researched years of a group, the newest first; none where nobody has researched it."""
    years = (y for y in turnover_years() if y.group == group)
    return tuple(sorted(years, key=lambda y: (y.ends_on, y.scope), reverse=True))


@cache
def average_rates() -> tuple[AverageRate, ...]:
    """The average rates of the package."""
    return load_rates()


def average_rate(currency: str, starts_on: date, ends_on: date) -> AverageRate | None:
    """The average of a currency over exactly those days; None where the data have none."""
    for rate in average_rates():
        if (rate.currency, rate.starts_on, rate.ends_on) == (currency, starts_on, ends_on):
            return rate
    return None
