"""The command `dates`: what is due in a case, as text or as a calendar file."""

import argparse
from pathlib import Path

from dsa_sim.cli.case_commands import opened
from dsa_sim.cli.plain_text import paragraph
from dsa_sim.cli.refusal import RefusalError, not_written
from dsa_sim.language import Language, formats
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import Deadline


def dates(arguments: argparse.Namespace, lang: Language) -> int:
    """List the deadlines from the as-of date of the case on, or write them as a calendar."""
    case = opened(arguments.file, lang).case
    if arguments.ics:
        return _write(case, Path(arguments.ics), lang, full=arguments.full)
    from dsa_sim.model.deadlines import next_deadlines

    found = next_deadlines(case, case.as_of)
    shown = [*reversed(found.past), *found.coming] if arguments.all else found.coming
    for deadline in shown:
        _print(deadline, lang)
    if not shown:
        day = formats.day(lang, case.as_of)
        print(lang.tr("Nothing is due from {day} on, the as-of date of the case.", day=day))
    return 0


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


def _write(case: Case, target: Path, lang: Language, *, full: bool) -> int:
    from dsa_sim.report.calendar_file import write_calendar

    if target.suffix.lower() != ".ics":
        raise RefusalError(lang.tr("Dates are written as a calendar: give a name ending in .ics."))
    try:
        write_calendar(case, target, lang, contents="full" if full else "discreet")
    except OSError as error:
        raise not_written(target, error, lang) from None
    print(target)
    return 0
