"""How long the Commission may fine and enforce: limitation under Arts 77 and 78.

Time runs from the day the infringement ceases, afresh from each investigative act, to twice the
period at the latest, and stands still while a decision is before the Court. Art. 77 binds the
Commission; limitation for national authorities is a matter of national law.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dsa_sim.law.by_language import Status
from dsa_sim.law.calendars import weakest
from dsa_sim.law.deadline_rules import counting_rule, deadline_rule, interruption
from dsa_sim.law.deadlines import PeriodEnd, add_period, period_end

Ignored = Literal["no_interruption", "before_start", "after_lapse"]


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act in the proceeding: its day, its kind (that of an event) and a key to find it by."""

    on: date
    kind: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """Time before the Court: from the day of the action to the judgment, None while pending.

    Raises:
        ValueError: it ends before it begins.
    """

    began_on: date
    ended_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a suspension that ends before it begins."""
        if self.ended_on is not None and self.ended_on < self.began_on:
            raise ValueError("a suspension must not end before it begins")


@dataclass(frozen=True, kw_only=True)
class Restart:
    """An act from which time ran afresh, and the last day that this led to (Art. 77(4)).

    `last_day` is None while a decision is before the Court, whose end is not known.
    """

    act: Act
    last_day: date | None
    law: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Limitation:
    """Until when a fine or periodic penalty may be imposed for an infringement, and why.

    `starts_on` is None while the infringement goes on: no time runs then. `runs_from` is the day
    of the last restart, or `starts_on`. `ordinary_last` and `absolute_last` are the ends of the
    period and of twice the period; `last_day` the earlier of them. They are None while no end
    can be known: the infringement goes on, or time stands still (`suspended_since`).
    `suspended_days` are those added to the ordinary period, `absolute_suspended_days` to twice
    the period. `ignored` are acts without effect, each with the reason. No last day is moved to
    a working day: whether it would be is not settled.
    """

    starts_on: date | None
    runs_from: date | None
    ordinary_last: date | None
    absolute_last: date | None
    last_day: date | None
    restarts: tuple[Restart, ...]
    ignored: tuple[tuple[Act, Ignored], ...]
    suspended_days: int
    absolute_suspended_days: int
    suspended_since: date | None
    law: str
    status: Status

    @property
    def absolute_binds(self) -> bool:
        """True where twice the period ends before the restarted period would (Art. 77(4))."""
        ordinary, absolute = self.ordinary_last, self.absolute_last
        return ordinary is not None and absolute is not None and absolute < ordinary


def limitation(
    *,
    ended_on: date | None,
    acts: Iterable[Act] = (),
    suspensions: Iterable[Suspension] = (),
) -> Limitation:
    """Work out the limitation period for imposing penalties (Art. 77).

    `ended_on` is the day on which the infringement was committed or, if it continued, ceased;
    None where it goes on. An act before that day has no effect, and none revives a power that
    has lapsed. Suspensions may overlap: a day counts once.
    """
    ordered = sorted(acts, key=lambda act: act.on)
    if ended_on is None:
        return _still_going_on(ordered)
    pauses = _merged(suspensions)
    absolute = _Clock("limitation_absolute", ended_on, pauses)
    clock = _Clock("limitation", ended_on, pauses)
    restarts: list[Restart] = []
    ignored: list[tuple[Act, Ignored]] = []
    for act in ordered:
        why = _without_effect(act, ended_on, clock, absolute)
        if why:
            ignored.append((act, why))
            continue
        clock = _Clock("limitation", act.on, pauses)
        restarts.append(_restart(act, _earlier(clock.last_day, absolute.last_day)))
    return Limitation(
        starts_on=ended_on,
        runs_from=clock.starts_on,
        ordinary_last=clock.last_day,
        absolute_last=absolute.last_day,
        last_day=_earlier(clock.last_day, absolute.last_day),
        restarts=tuple(restarts),
        ignored=tuple(ignored),
        suspended_days=clock.paused_days,
        absolute_suspended_days=absolute.paused_days,
        suspended_since=clock.paused_since,
        law=deadline_rule("limitation").law,
        status=_status(restarts, paused=clock.paused_days > 0 or clock.paused_since is not None),
    )


def enforcement(*, final_on: date) -> PeriodEnd:
    """Until when a fine may be enforced: counted from the day the decision became final.

    Art. 78(1), (2). Steps to enforce restart it, and time to pay suspends it (78(3)–(5)).
    """
    return period_end("enforcement", runs_from=final_on)


class _Clock:
    """A period that runs from a day and stands still during suspensions.

    `last_day` is None where a suspension that has no end yet begins in time.
    """

    def __init__(self, code: str, starts_on: date, pauses: tuple[Suspension, ...]) -> None:
        rule = deadline_rule(code)
        self.starts_on = starts_on
        self.paused_days = 0
        self.paused_since: date | None = None
        last = add_period(starts_on, rule.count or 0, rule.unit or "years")
        for pause in pauses:
            begins = max(pause.began_on, starts_on)
            if begins > last or (pause.ended_on is not None and pause.ended_on <= starts_on):
                continue
            if pause.ended_on is None:
                self.paused_since = pause.began_on
                break
            self.paused_days += (pause.ended_on - begins).days
            last += pause.ended_on - begins
        self.last_day = None if self.paused_since else last

    def lapsed_before(self, day: date) -> bool:
        """True where the last day lies before that day."""
        return self.last_day is not None and self.last_day < day


def _without_effect(act: Act, start: date, clock: _Clock, absolute: _Clock) -> Ignored | None:
    if interruption(act.kind) is None:
        return "no_interruption"
    if act.on < start:
        return "before_start"
    if clock.lapsed_before(act.on) or absolute.lapsed_before(act.on):
        return "after_lapse"
    return None


def _restart(act: Act, last_day: date | None) -> Restart:
    row = interruption(act.kind)
    assert row is not None
    return Restart(act=act, last_day=last_day, law=row.law, status=row.status)


def _still_going_on(ordered: list[Act]) -> Limitation:
    kinds = [(act, interruption(act.kind)) for act in ordered]
    return Limitation(
        starts_on=None,
        runs_from=None,
        ordinary_last=None,
        absolute_last=None,
        last_day=None,
        restarts=(),
        ignored=tuple((a, "before_start" if row else "no_interruption") for a, row in kinds),
        suspended_days=0,
        absolute_suspended_days=0,
        suspended_since=None,
        law=deadline_rule("limitation").law,
        status=deadline_rule("limitation").status,
    )


def _status(restarts: list[Restart], *, paused: bool) -> Status:
    """As reliable as every restart: without one that kept the power alive, later ones are void."""
    found = [deadline_rule("limitation").status, counting_rule("limitation_end").status]
    found += [restart.status for restart in restarts]
    if paused:
        found.append(counting_rule("suspension").status)
    return weakest(*found)


def _merged(suspensions: Iterable[Suspension]) -> tuple[Suspension, ...]:
    """The suspensions in order, those that overlap or touch as one."""
    merged: list[Suspension] = []
    for pause in sorted(suspensions, key=lambda s: s.began_on):
        before = merged[-1] if merged else None
        if before is None or (before.ended_on is not None and before.ended_on < pause.began_on):
            merged.append(pause)
            continue
        ends = (before.ended_on, pause.ended_on)
        last = None if None in ends else max(day for day in ends if day is not None)
        merged[-1] = Suspension(began_on=before.began_on, ended_on=last)
    return tuple(merged)


def _earlier(first: date | None, second: date | None) -> date | None:
    """The earlier of two ends; one that is not known yet lies beyond the other."""
    known = [day for day in (first, second) if day is not None]
    return min(known, default=None)
