"""Words for deadlines: what is due, how the day was reached, by whom, and how far to rely on it.

The window, the briefing and the calendar file read the same words here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dsa_sim.language import formats
from dsa_sim.language.joining import inside, joined
from dsa_sim.language.symbols import symbols
from dsa_sim.language.translation import Language, mark
from dsa_sim.law import LawLookupError, Status
from dsa_sim.law.calendars import calendar as calendar_of
from dsa_sim.law.deadline_rules import Actor, counting_rule, deadline_rule
from dsa_sim.law.deadlines import PeriodEnd, Regime
from dsa_sim.model.case import DatePrecision
from dsa_sim.model.deadlines import Deadline, Remark

Group = tuple[Deadline, ...]
"""A deadline, or several that are alike but for the infringement they are about."""

_LIMITS = ("limitation", "limitation_absolute", "enforcement")

_REGIMES: dict[Regime, str] = {
    "regulation_1182_71": mark("Regulation 1182/71 (acts of the institutions)"),
    "court_action": mark("Treaty and Rules of Procedure of the General Court"),
    "fixed_by_letter": mark("Fixed by the letter or decision"),
    "dsa_limitation": mark("Limitation under the Digital Services Act"),
}

_CALENDARS = {
    "commission": mark("holidays of the Commission"),
    "court": mark("holidays of the Court of Justice"),
}

_WHO: dict[Actor, str] = {
    "provider": mark("Provider"),
    "commission": mark("Commission"),
    "board": mark("European Board for Digital Services"),
    "applicant": mark("Applicant before the General Court"),
    "interested_parties": mark("Interested parties"),
}

_REMARKS: dict[Remark, str] = {
    "notification_unknown": mark(
        "counted from the day on the document, since the day it was notified is not known"
    ),
    "month_only": mark("only the month of the event is known, and its first day is taken"),
    "opinion_assumed": mark("the Board is taken to use the whole of its month"),
    "stated_start": mark("the day entered for the platform wins over the counted one"),
    "not_moved": mark("it falls on a weekend or holiday and is not moved"),
    "weekend_unsettled": mark(
        "it falls on a weekend, and whether it then moves to a working day is not settled"
    ),
    "restarted": mark("time ran afresh from the last investigative act"),
    "suspended": mark("the time before the Court is added"),
    "absolute_binds": mark("twice the period ends first"),
    "fine_imposed": mark("a fine was imposed in time, so it matters only if that is annulled"),
    "final_by_time": mark(
        "no action is on record, so the decision is taken as final when the time for one ran out"
    ),
    "final_by_judgment": mark(
        "the decision is taken as final on the day of the judgment, which an appeal would change"
    ),
    "record_gap": mark("an act of investigation that the record lacks would move it later"),
    "start_range": mark("only a range of days is known for it, and its last day is taken"),
    "steps_not_counted": mark(
        "steps to enforce would restart it and time to pay suspend it; neither is counted"
    ),
}

_STATUSES: dict[str, str] = {
    "checked": mark("Checked"),
    "unchecked": mark("Unchecked"),
    "derived": mark("Derived"),
    "inferred": mark("Inferred"),
    "open": mark("Open in law"),
    "illustration": mark("Illustration"),
}

RELIABLE = frozenset({"checked", "derived"})
"""Statuses that need no mark beside the text; everything else is shown as what it is."""


def deadline_label(lang: Language, code: str) -> str:
    """What kind of deadline it is: "Action for annulment"."""
    if code == "other":
        return lang.tr("Day fixed by a letter")
    return deadline_rule(code).title.text(lang.code)


def deadline_title(lang: Language, deadline: Deadline) -> str:
    """What is due, with what it is about: "Action for annulment: Decision with a fine"."""
    label, about = deadline_label(lang, deadline.code), deadline.about.strip()
    # "Reply to a request for information: Reply" would say it twice.
    if not about or label.casefold().startswith(about.casefold()):
        return label
    if deadline.code == "other":
        return about
    return lang.tr("{what}: {about}", what=label, about=about)


def alike(deadlines: Iterable[Deadline]) -> list[Group]:
    """The deadlines in their order; limits that hold for several infringements alike as one."""
    groups: dict[object, list[Deadline]] = {}
    for n, deadline in enumerate(deadlines):
        key: object = n
        if deadline.code in _LIMITS:
            key = replace(deadline, where="", about="")
        groups.setdefault(key, []).append(deadline)
    return [tuple(group) for group in groups.values()]


def group_words(lang: Language, group: Group) -> str:
    """What is due: one deadline, or several that are alike."""
    if len(group) == 1:
        return deadline_title(lang, group[0])
    count = lang.ntr("{n} alleged infringement", "{n} alleged infringements", len(group))
    what = deadline_label(lang, group[0].code)
    return lang.tr("{what}: {about}", what=what, about=count)


def deadline_how(lang: Language, deadline: Deadline) -> str:
    """How the day was reached, in one sentence, with the law behind it."""
    how = _fixed(lang, deadline) if deadline.fixed else _counted(lang, deadline)
    text = joined(lang, (how, *_reservations(lang, deadline)))
    if deadline.law:
        text = lang.tr("{how} ({law})", how=text, law=deadline.law)
    return lang.tr("{sentence}.", sentence=text)


def record_gap(lang: Language, deadlines: Iterable[Deadline]) -> str:
    """What limits reckoned from the record may lack; empty where none of them is.

    Each limit says so itself among its remarks; this is for a reader who sees the day alone.
    """
    if not any("record_gap" in deadline.remarks for deadline in deadlines):
        return ""
    return lang.tr(
        "The record need not be complete: an act of investigation that is missing from it, such "
        "as a request for information, makes the last day to fine look too early."
    )


def regime_words(lang: Language, regime: Regime) -> str:
    """By which rules a period is counted."""
    return lang.tr(_REGIMES[regime])


def calendar_words(lang: Language, code: str) -> str:
    """Whose holidays were passed over; empty where none were.

    A calendar that is not one of an institution is named by the code of its Member State.
    """
    if not code:
        return ""
    if code in _CALENDARS:
        return lang.tr(_CALENDARS[code])
    return lang.tr("public holidays, {country}", country=code)


def who_words(lang: Language, who: Actor) -> str:
    """Who must act by that day."""
    return lang.tr(_WHO[who])


def status_words(lang: Language, status: Status | str) -> str:
    """How far a date can be relied on; the statuses of the law and those of a case alike."""
    return lang.tr(_STATUSES[status])


def deadline_status(lang: Language, deadline: Deadline) -> str:
    """The status of a deadline, with the word "assumed" where its start is an assumption."""
    status = status_words(lang, deadline.status)
    if deadline.assumed:
        return lang.tr("{status}, from an assumed start", status=status)
    return status


def is_reliable(deadline: Deadline) -> bool:
    """False where the day rests on something unchecked, inferred, open or assumed."""
    return deadline.status in RELIABLE and not deadline.assumed


def event_day(lang: Language, on: date, precision: DatePrecision) -> str:
    """The date of an event: "14 Mar 2024", or "≈ Mar 2024" where only the month is known."""
    if precision == "day":
        return formats.day(lang, on)
    month = symbols(lang.code).short_months[on.month - 1]
    return lang.ptr("month of an event", "≈ {month} {year}", month=month, year=on.year)


def _fixed(lang: Language, deadline: Deadline) -> str:
    if deadline.runs_from is None:
        return lang.tr("Fixed by the letter or decision itself, which wins over any counted day")
    return lang.tr(
        "Fixed by the letter or decision of {day} itself, which wins over any counted day",
        day=formats.day(lang, deadline.runs_from),
    )


def _counted(lang: Language, deadline: Deadline) -> str:
    regime = regime_words(lang, deadline.regime)
    if deadline.runs_from is None:
        text = lang.tr("Counted under: {regime}", regime=regime)
    else:
        start = formats.day(lang, deadline.runs_from)
        text = lang.tr("Counted from {day} under: {regime}", day=start, regime=regime)
    return (
        text if deadline.end is None else joined(lang, (text, _end(lang, deadline, deadline.end)))
    )


def _end(lang: Language, deadline: Deadline, end: PeriodEnd) -> str:
    counted = formats.day(lang, end.counted_on)
    if end.last_day == end.counted_on:
        return lang.tr("the period ends on {day}", day=counted)
    last = formats.day(lang, end.last_day)
    if deadline.regime == "court_action":
        text = lang.tr(
            "the period ends on {day} and, with the days for distance, on {last}",
            day=counted, last=last,
        )  # fmt: skip
    else:
        text = lang.tr("the period would end on {day} and ends on {last}", day=counted, last=last)
    passed = _skipped(lang, end)
    return lang.tr("{text}, passing over {days}", text=text, days=passed) if passed else text


def _skipped(lang: Language, end: PeriodEnd) -> str:
    """The days passed over: holidays by name, weekends together."""
    named = [
        f"{_holiday(lang, end, on, name)} ({formats.day(lang, on)})"
        for on, name in end.skipped
        if name
    ]
    if len(named) < len(end.skipped):
        named.append(lang.tr("a weekend"))
    return ", ".join(named)


def _holiday(lang: Language, end: PeriodEnd, on: date, name: str) -> str:
    """The name of a holiday in the language, else the English one."""
    try:
        return calendar_of(end.calendar).holiday_name(on, lang.code) or name
    except LawLookupError:
        return name


def _reservations(lang: Language, deadline: Deadline) -> Iterator[str]:
    end = deadline.end
    if deadline.earliest:
        yield lang.tr("the law gives only the shortest period: the letter may give longer")
    yield from (lang.tr(_REMARKS[remark]) for remark in deadline.remarks)
    if deadline.assumed and not deadline.remarks:
        yield lang.tr("its start is an assumption")
    if end is not None and end.calendar and not end.calendar_known:
        holidays = calendar_words(lang, end.calendar)
        yield lang.tr("not known for that year, so only weekends count: {days}", days=holidays)
    yield from _told_by_law(lang, deadline)
    if deadline.note:
        yield deadline.note.rstrip(". ")


def _told_by_law(lang: Language, deadline: Deadline) -> Iterator[str]:
    """What the law data have to say of a deadline of this kind."""
    if deadline.code == "observations":
        rule = counting_rule("late_observations")
        yield lang.tr("{how} ({law})", how=inside(lang, rule.text.text(lang.code)), law=rule.law)
    if deadline.code == "payment" and (note := deadline_rule("payment").note) is not None:
        # the sentences of the law data begin with no noun
        yield inside(lang, note.text(lang.code))
