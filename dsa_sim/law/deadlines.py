"""How periods are counted: from the day of an event to the last day on which an act is in time.

Reg. (EEC, Euratom) No 1182/71 for acts of the institutions; Art. 263 TFEU with the Rules of
Procedure of the General Court for actions; a day fixed by the letter always wins. The numbers
and their sources are rows of `deadlines.json`; here is only how they are applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dsa_sim.law.by_language import Status
from dsa_sim.law.calendars import Calendar, calendar, weakest
from dsa_sim.law.deadline_rules import (
    CountingCode,
    DeadlineRule,
    Regime,
    Unit,
    counting_rule,
    deadline_rule,
)
from dsa_sim.law.services import add_months

__all__ = [
    "CountStep", "PeriodEnd", "Regime", "Unit", "Way", "action_end", "add_period",
    "count_back", "count_period", "next_working_day", "period_end",
]  # fmt: skip

Way = Literal["as_counted", "publication", "distance", "rolled", "two_working_days"]

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
_YEAR_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class CountStep:
    """One step of the counting: which rule led to which day."""

    way: Way
    on: date
    law: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class PeriodEnd:
    """When a period ends: the last day on which the act is in time.

    `counted_on` is the day reached by counting alone; `last_day` after weekends and holidays
    (and ten days of distance for actions). `skipped` are the days passed over with the English
    name of the holiday, or empty for a weekend. `calendar_known` is False where the calendar
    holds no holidays for that year, so that only weekends were passed over. `status` is that of
    the weakest rule or list of holidays it rests on; `steps` show the way.
    """

    counted_on: date
    last_day: date
    regime: Regime
    calendar: str
    skipped: tuple[tuple[date, str], ...]
    calendar_known: bool
    source: str
    status: Status
    steps: tuple[CountStep, ...] = ()


def period_end(code: str, *, runs_from: date) -> PeriodEnd:
    """When a deadline of the law ends that runs from the day of an event.

    Raises:
        ValueError: the law sets no number; a letter or decision fixes the day.
    """
    rule = deadline_rule(code)
    if rule.count is None or rule.unit is None:
        raise ValueError(f"{code}: a letter or decision fixes the day")
    if rule.regime == "court_action":
        return action_end(notified_on=runs_from)
    if rule.rolls:
        return _by_rule(
            rule,
            count_period(
                runs_from=runs_from, count=rule.count, unit=rule.unit, whose=rule.calendar
            ),
        )
    unmoved: CountingCode = "limitation_end" if rule.regime == "dsa_limitation" else "not_moved"
    return _by_rule(rule, _unmoved(runs_from, rule.count, rule.unit, rule.regime, unmoved))


def count_period(
    *, runs_from: date, count: int, unit: Unit, whose: str = "commission"
) -> PeriodEnd:
    """The end of a period of any length under Regulation 1182/71.

    The day of the event does not count (Art. 3(1)); a last day on a holiday, Saturday or Sunday
    moves to the next working day (3(4)); two days or more hold at least two working days (3(5)).
    `whose` are the holidays: `commission`, `court` or a Member State such as `IE` (Art. 2(1)).

    Raises:
        LawLookupError: there is no such calendar.
        ValueError: the period is shorter than one.
    """
    days = calendar(whose)
    _require_length(count)
    if unit == "working_days":
        return _working_days(runs_from, count, days)
    counted = _add(runs_from, count, unit)
    steps = [_step("as_counted", counted, "event_day", "end_of_period")]
    last = next_working_day(counted, days)
    if last != counted:
        steps.append(_step("rolled", last, "roll"))
    enough = counting_rule("two_working_days").number or 0
    if unit != "days" or count >= enough:
        enlarged = _enlarged(runs_from, last, days, enough)
        if enlarged != last:
            steps.append(_step("two_working_days", enlarged, "two_working_days"))
            last = enlarged
    return _ended(counted, last, "regulation_1182_71", days, steps)


def count_back(*, until: date, count: int, unit: Unit, whose: str = "commission") -> PeriodEnd:
    """The last day on which something is done so long before a day: counted backwards.

    The day itself does not count, and the day reached is not moved (Reg. 1182/71, Art. 3(4),
    second sentence).

    Raises:
        LawLookupError: there is no such calendar.
        ValueError: the period is shorter than one.
    """
    days = calendar(whose)
    _require_length(count)
    if unit == "working_days":
        return _working_days(until, count, days, step=-_DAY)
    counted = _add(until, -count, unit)
    steps = [_step("as_counted", counted, "event_day", "end_of_period")]
    return _ended(counted, counted, "regulation_1182_71", days, steps)


def action_end(*, notified_on: date | None = None, published_on: date | None = None) -> PeriodEnd:
    """The last day for an action for annulment (Art. 263(6) TFEU), at the Registry in Luxembourg.

    From notification; where only publication starts the period, from the end of the fourteenth
    day after it (Rules of Procedure of the General Court, Art. 59). Ten days of distance (Art.
    60) belong to the period, so that the end moves to a working day once, at the very end (58).

    Raises:
        ValueError: not exactly one of the two days is given.
    """
    if (notified_on is None) is (published_on is None):
        raise ValueError("an action runs from notification or from publication")
    rule = deadline_rule("annulment_action")
    steps: list[CountStep] = []
    if notified_on is not None:
        runs_from = notified_on
    elif published_on is not None:
        runs_from = published_on + timedelta(days=counting_rule("publication").number or 0)
        steps.append(_step("publication", runs_from, "publication"))
    counted = _add(runs_from, rule.count or 0, rule.unit or "months")
    steps.append(_step("as_counted", counted, "court_month"))
    distant = counted + timedelta(days=counting_rule("distance").number or 0)
    steps.append(_step("distance", distant, "distance"))
    days = calendar(rule.calendar)
    last = next_working_day(distant, days)
    if last != distant:
        steps.append(_step("rolled", last, "court_roll"))
    ended = _ended(counted, last, rule.regime, days, steps, passed_from=distant)
    return _by_rule(rule, ended)


def next_working_day(day: date, days: Calendar) -> date:
    """The day itself if it is a working day, else the next one that is."""
    while not days.is_working_day(day):
        day += _DAY
    return day


def add_period(day: date, count: int, unit: Unit) -> date:
    """The day reached by counting alone, without holidays; `count` may be negative.

    Raises:
        ValueError: working days need a calendar (`count_period`).
    """
    if unit == "working_days":
        raise ValueError("working days need a calendar")
    return _add(day, count, unit)


def _require_length(count: int) -> None:
    if count < 1:
        raise ValueError(f"a period is at least 1 long, not {count}")


def _add(day: date, count: int, unit: Unit) -> date:
    match unit:
        case "months":
            return add_months(day, count)
        case "years":
            return add_months(day, _YEAR_MONTHS * count)
        case "weeks":
            return day + timedelta(days=_WEEK_DAYS * count)
        case _:
            return day + timedelta(days=count)


def _working_days(day: date, count: int, days: Calendar, *, step: timedelta = _DAY) -> PeriodEnd:
    start, left = day, count
    while left:
        day += step
        left -= days.is_working_day(day)
    steps = [_step("as_counted", day, "event_day", "working_days")]
    first = min(start, day) + _DAY
    passed = _passed(first, max(start, day), days)
    ended = _ended(day, day, "regulation_1182_71", days, steps, passed_from=start + step)
    return replace(ended, skipped=passed)


def _unmoved(
    runs_from: date, count: int, unit: Unit, regime: Regime, code: CountingCode
) -> PeriodEnd:
    on = _add(runs_from, count, unit)
    return _ended(on, on, regime, None, [_step("as_counted", on, code, "end_of_period")])


def _enlarged(runs_from: date, last: date, days: Calendar, enough: int) -> date:
    """The day with which the period has so many working days (Reg. 1182/71, Art. 3(5))."""
    day, found = runs_from, 0
    while day < last and found < enough:
        day += _DAY
        found += days.is_working_day(day)
    while found < enough:
        last = next_working_day(last + _DAY, days)
        found += 1
    return last


def _step(way: Way, on: date, *codes: CountingCode) -> CountStep:
    rules = [counting_rule(code) for code in codes]
    law = "; ".join(dict.fromkeys(rule.law for rule in rules))
    return CountStep(way=way, on=on, law=law, status=weakest(*(r.status for r in rules)))


def _ended(
    counted: date,
    last: date,
    regime: Regime,
    days: Calendar | None,
    steps: list[CountStep],
    *,
    passed_from: date | None = None,
) -> PeriodEnd:
    first = passed_from or counted
    years = range(min(first, last).year, max(first, last).year + 1) if days else range(0)
    statuses = [days.status(year) for year in years] if days else []
    return PeriodEnd(
        counted_on=counted,
        last_day=last,
        regime=regime,
        calendar=days.code if days else "",
        skipped=_passed(first, last, days) if days else (),
        calendar_known=days is None or all(days.knows(year) for year in years),
        source="; ".join(dict.fromkeys(step.law for step in steps)),
        status=weakest(*(step.status for step in steps), *statuses),
        steps=tuple(steps),
    )


def _passed(first: date, last: date, days: Calendar) -> tuple[tuple[date, str], ...]:
    """The days before the last one on which nobody works, with the names of holidays."""
    between = (first + timedelta(days=n) for n in range((last - first).days))
    return tuple((day, days.holiday_name(day)) for day in between if not days.is_working_day(day))


def _by_rule(rule: DeadlineRule, ended: PeriodEnd) -> PeriodEnd:
    """The end with the law that sets the period named first."""
    return replace(
        ended,
        regime=rule.regime,
        source="; ".join(_distinct((rule.law, ended.source))),
        status=weakest(rule.status, ended.status),
    )


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
