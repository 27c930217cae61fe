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
from dsa_sim.language.words import status_inside, word
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.report.charts.picture_files import write_whole

if TYPE_CHECKING:
    from icalendar import Alarm, Event

Contents = Literal["discreet", "full"]

ALARM_DAYS = 7
_PRODUCT = "-//dsa_sim//Deadlines under the Digital Services Act//EN"
_NAMESPACE = UUID("6c1f5b0e-7a0b-5d0c-9a57-0d2f4c0f2065")
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
    """Each deadline from a day on with an identifier that stays when its date or the title changes.

    It is a hash of the provider, the part the deadline comes from and its kind, so that it
    tells nothing. One letter may set several days: they are counted, the past ones too.
    """
    seen: Counter[tuple[str, str]] = Counter()
    numbered = []
    for deadline in sorted(deadlines, key=lambda d: d.on):
        key = (deadline.where, deadline.code)
        seen[key] += 1
        parts = (case.provider.name, *key, str(seen[key]))
        numbered.append((deadline, str(uuid5(_NAMESPACE, "\n".join(parts)))))
    return ((d, identifier) for d, identifier in numbered if d.on >= first_day)


def _entry(
    case: Case, deadline: Deadline, lang: Language, contents: Contents, count: int
) -> "Event":
    from icalendar import Event

    entry = Event()
    entry.add("summary", _plain(_summary(case, deadline, lang, contents)))
    entry.add("dtstart", deadline.on)
    entry.add("dtend", deadline.on + timedelta(days=1))
    entry.add("dtstamp", datetime.combine(case.as_of, time(), tzinfo=UTC))
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
    yield lang.tr("Check every day against the letter and the law before relying on it.")


def _plain(text: str) -> str:
    """The text without control characters, which calendar files do not take."""
    return _CONTROL.sub(" ", text)
