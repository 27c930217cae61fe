"""The command `dates`: what is due in a case, as text or as a calendar file."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Literal, TextIO

from dsa_sim.cli.case_commands import opened
from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.plain_text import paragraph
from dsa_sim.cli.refusal import RefusalError, not_written, require_new
from dsa_sim.language import Language, formats
from dsa_sim.language.plain_record import Record
from dsa_sim.law import Status
from dsa_sim.law.deadline_rules import Actor, Regime
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import Deadline


class DateRecord(Record, frozen=True, kw_only=True):
    """A day by which something must be done: what, by whom, and how the day was reached.

    `assumed`: its start is an assumption; `earliest`: the law gives only the least time.
    """

    on: date
    code: str
    where: str
    title: str
    who: Actor
    how: str
    law: str
    regime: Regime
    status: Status
    assumed: bool
    earliest: bool


class DatesRecord(Record, frozen=True, kw_only=True):
    """What is due in a case, and the calendar file that was written, if any."""

    case: str
    as_of: date
    dates: tuple[DateRecord, ...]
    written: str | None


def dates(arguments: argparse.Namespace, lang: Language) -> int:
    """List the deadlines from the as-of date of the case on, or write them as a calendar."""
    from dsa_sim.model.deadlines import next_deadlines

    case = opened(arguments.file, lang).case
    # The list and the calendar begin on one day, so that they hold the same.
    since = date.min if arguments.all else case.as_of
    shown = next_deadlines(case, since).coming
    if not shown and not arguments.json:
        _say_nothing(case, lang, to=sys.stderr if arguments.ics else sys.stdout)
    written = _written(case, since, arguments, lang) if arguments.ics else None
    if arguments.json:
        print_json("dates", _record(case, shown, written, lang), lang)
    elif written:
        print(written)
    else:
        for deadline in shown:
            _print(deadline, lang)
    return 0


def _record(
    case: Case, shown: tuple[Deadline, ...], written: Path | None, lang: Language
) -> DatesRecord:
    return DatesRecord(
        case=case.title,
        as_of=case.as_of,
        dates=tuple(_date_record(deadline, lang) for deadline in shown),
        written=None if written is None else str(written),
    )


def _date_record(deadline: Deadline, lang: Language) -> DateRecord:
    from dsa_sim.language.deadline_words import deadline_how, deadline_title

    return DateRecord(
        on=deadline.on,
        code=deadline.code,
        where=deadline.where,
        title=deadline_title(lang, deadline),
        who=deadline.who,
        how=deadline_how(lang, deadline),
        law=deadline.law,
        regime=deadline.regime,
        status=deadline.status,
        assumed=deadline.assumed,
        earliest=deadline.earliest,
    )


def _say_nothing(case: Case, lang: Language, *, to: TextIO) -> None:
    day = formats.day(lang, case.as_of)
    print(lang.tr("Nothing is due from {day} on, the as-of date of the case.", day=day), file=to)


def _print(deadline: Deadline, lang: Language) -> None:
    from dsa_sim.language.deadline_words import (
        deadline_how,
        deadline_status,
        deadline_title,
        who_words,
    )

    day, title = formats.day(lang, deadline.on), deadline_title(lang, deadline)
    print(paragraph(f"{day}  {title} ({who_words(lang, deadline.who)})", hanging=2))
    print(paragraph(deadline_how(lang, deadline), indent=4))
    print(paragraph(f"[{deadline_status(lang, deadline)}]", indent=4))


def _written(case: Case, since: date, arguments: argparse.Namespace, lang: Language) -> Path:
    from dsa_sim.report.writers.calendar_file import write_calendar

    target = Path(arguments.ics)
    if target.suffix.lower() != ".ics":
        raise RefusalError(lang.tr("Dates are written as a calendar: give a name ending in .ics."))
    require_new(target, lang, force=arguments.force)
    contents: Literal["full", "discreet"] = "full" if arguments.full else "discreet"
    try:
        write_calendar(case, target, lang, contents=contents, since=since)
    except OSError as error:
        raise not_written(target, error, lang) from None
    return target
