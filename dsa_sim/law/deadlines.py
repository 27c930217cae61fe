"""How periods are counted and which deadlines the law sets: rules as data, counting as code.

Reg. (EEC, Euratom) No 1182/71 for acts of the institutions; Art. 263 TFEU with the Rules of
Procedure of the General Court for actions; a day fixed by the letter always wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dsa_sim.law.reading import Status

Unit = Literal["days", "working_days", "weeks", "months", "years"]
Regime = Literal["regulation_1182_71", "court_action", "fixed_by_letter", "dsa_limitation"]
Way = Literal["as_counted", "rolled", "two_working_days", "distance"]


@dataclass(frozen=True, kw_only=True)
class PeriodEnd:
    """When a period ends: the last day on which the act is in time.

    `counted_on` is the day reached by counting alone; `last_day` after weekends and holidays
    (and ten days of distance for actions). `skipped` are the days passed over with the reason
    as a holiday's name, or empty for a weekend. `calendar_known` is False where the calendar
    holds no holidays for that year, so that only weekends were passed over.
    """

    counted_on: date
    last_day: date
    regime: Regime
    calendar: str
    skipped: tuple[tuple[date, str], ...]
    calendar_known: bool
    source: str
    status: Status
