"""The deadlines to come as a calendar file (.ics, RFC 5545) that every calendar program opens.

Calendars are often shared, and their entries travel to servers and telephones. So by default
an entry names the platform and the kind of deadline alone; what somebody typed (case title,
titles of events, notes) is in it only where it is asked for.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid5

from dsa_sim.language import Language
from dsa_sim.language.deadline_words import (
    calendar_words,
    deadline_how,
    deadline_label,
    deadline_status,
    deadline_title,
    is_reliable,
    who_words,
)
from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.words import status_inside, word
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.model.part import EARLIEST
from dsa_sim.whole_files import write_whole

if TYPE_CHECKING:
    from icalendar import Alarm, Event

Contents = Literal["discreet", "full"]

ALARM_DAYS = 7
_PRODUCT = "-//dsa_sim//Deadlines under the Digital Services Act//EN"
_NAMESPACE = UUID("6c1f5b0e-7a0b-5d0c-9a57-0d2f4c0f2065")
_DAYS_AHEAD, _DAYS_BACK = 2**15, 2**12
"""For so many days around an as-of date there is a number of its own; it keeps within 31 bits."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write_calendar(
    case: Case,
    path: Path | None,
    lang: Language,
    *,
    contents: Contents = "discreet",
    alarm_days: int | None = ALARM_DAYS,
    deadlines: Iterable[Deadline] | None = None,
    since: date | None = None,
) -> bytes:
    """Write every deadline from a day on as an all-day entry.

    `since` is that day (None: the as-of date of the case): the one from which a list shows
    them, so that both hold the same. `path` None only gives the bytes back. `discreet` entries
    carry nothing that was typed but the names of the platforms; `full` ones the case title, what
    a deadline is about and its notes. `alarm_days` is when to be reminded, None for never. The
    same case gives the same bytes: the only time in the file is the as-of date, and neither user
    nor host is in it.

    Raises:
        OSError: the file cannot be written; what was there before is left alone.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    found = case_deadlines(case) if deadlines is None else deadlines
    first = case.as_of if since is None else since
    for entry in _entries(case, found, lang, contents, first):
        if alarm_days is not None:
            entry.add_component(_alarm(str(entry["summary"]), alarm_days))
        calendar.add_component(entry)
    made: bytes = calendar.to_ical()
    if path is not None:
        write_whole(path, made)
    return made


def _entries(
    case: Case, deadlines: Iterable[Deadline], lang: Language, contents: Contents, first_day: date
) -> Iterator["Event"]:
    """An entry for each deadline; those that would read alike, of one day, are one."""
    alike: dict[tuple[object, ...], tuple[Deadline, str, int]] = {}
    for deadline, identifier in _identified(case, deadlines, first_day):
        summary = _summary(case, deadline, lang, contents)
        described = tuple(_description(case, deadline, lang, contents))
        first, kept, count = alike.get((deadline.on, summary, described), (deadline, identifier, 0))
        alike[deadline.on, summary, described] = (first, kept, count + 1)
    for deadline, identifier, count in alike.values():
        entry = _entry(case, deadline, lang, contents, count)
        entry.add("uid", identifier)
        yield entry


def _identified(
    case: Case, deadlines: Iterable[Deadline], first_day: date
) -> Iterator[tuple[Deadline, str]]:
    """Each deadline from a day on with an identifier that is its own for good.

    A deadline is known by the part it comes from, by its rule and, where one letter sets several
    days, by what is due: none of these changes when a day moves, when the provider, the case or the
    letter gets another name, or when another deadline goes. Days that only the date tells apart
    have it in their identifiers, so that none gets that of a neighbour. Identifiers of parts are
    unique within a case alone ("request-for-information"), and a calendar takes two entries of one
    identifier for the same: so the platform with which the case began counts too. It is all
    hashed, so that an identifier tells nothing.
    """
    found = sorted(deadlines, key=lambda d: d.on)
    keys = [_key(case, deadline) for deadline in found]
    alike = Counter(keys)
    seen: Counter[tuple[str, ...]] = Counter()
    for deadline, key in zip(found, keys, strict=True):
        told = (*key, deadline.on.isoformat() if alike[key] > 1 else "")
        seen[told] += 1
        number = str(seen[told]) if seen[told] > 1 else ""
        if deadline.on >= first_day:
            yield deadline, str(uuid5(_NAMESPACE, "\n".join((*told, number))))


def _key(case: Case, deadline: Deadline) -> tuple[str, ...]:
    """What a deadline is known by; what is due counts only where the letter says it."""
    begun = next((p.register or " ".join(p.name.casefold().split()) for p in case.platforms), "")
    titles = (e.title for p in case.proceedings for e in p.events if e.id == deadline.where)
    due = deadline.about if deadline.fixed and deadline.about not in titles else ""
    return begun, deadline.where, deadline.code, due


def _sequence(case: Case, deadline: Deadline) -> int:
    """A number that rises when an entry changes, although no file remembers the one before.

    Calendars take the entry with the higher number (RFC 5545, section 3.8.7.4; at most 2³¹ − 1).
    A later as-of date is a later state of the case, so it counts first; of one as-of date the
    later day counts, because a day that moves is mostly put off. Whoever brings a day forward
    without a later as-of date has the lower number: no number without memory rises both ways.
    """
    known = max(0, (case.as_of - EARLIEST).days)
    ahead = (deadline.on - case.as_of).days + _DAYS_BACK
    return known * _DAYS_AHEAD + min(max(ahead, 0), _DAYS_AHEAD - 1)


def _entry(
    case: Case, deadline: Deadline, lang: Language, contents: Contents, count: int
) -> "Event":
    from icalendar import Event

    entry = Event()
    entry.add("summary", _plain(_summary(case, deadline, lang, contents)))
    entry.add("dtstart", deadline.on)
    entry.add("dtend", deadline.on + timedelta(days=1))
    entry.add("dtstamp", datetime.combine(case.as_of, time(), tzinfo=UTC))
    entry.add("sequence", _sequence(case, deadline))
    lines = list(_description(case, deadline, lang, contents))
    if count > 1:
        lines.append(lang.ntr("{n} alike on this day", "{n} alike on this day", count))
    entry.add("description", _plain("\n".join(lines)))
    entry.add("categories", ["DSA", _plain(who_words(lang, deadline.who))])
    entry.add("status", "CONFIRMED" if is_reliable(deadline) else "TENTATIVE")
    entry.add("class", "PUBLIC" if case.mark == "none" else "CONFIDENTIAL")
    # A deadline does not make a person busy for the whole day.
    entry.add("transp", "TRANSPARENT")
    return entry


def _alarm(summary: str, days: int) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _summary(case: Case, deadline: Deadline, lang: Language, contents: Contents) -> str:
    full = contents == "full"
    what = deadline_title(lang, deadline) if full else deadline_label(lang, deadline.code)
    names = ", ".join(p.name for p in case.platforms)
    text = lang.tr("{platforms}: {what}", platforms=names, what=what) if names else what
    if is_reliable(deadline):
        return text
    status = status_inside(lang, deadline_status(lang, deadline))
    return lang.tr("{text} ({status})", text=text, status=status)


def _description(
    case: Case, deadline: Deadline, lang: Language, contents: Contents
) -> Iterator[str]:
    if case.mark != "none":
        yield word(lang, "confidentiality", case.mark)
    if contents == "full":
        yield case.title
        yield deadline_how(lang, deadline)
    else:
        yield deadline_how(lang, replace(deadline, note=""))
    holidays = calendar_words(lang, deadline.calendar)
    if holidays and not deadline.fixed:
        yield lang.tr("Passed over: weekends, {holidays}", holidays=holidays)
    yield lang.tr("Status: {status}", status=deadline_status(lang, deadline))
    yield lang.tr("Law data {version}", version=version_words(lang))
    yield lang.tr("Check every day against the letter and the law before relying on it.")


def _plain(text: str) -> str:
    """The text without control characters, which calendar files do not take."""
    return _CONTROL.sub(" ", text)
