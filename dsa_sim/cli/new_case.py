"""The command `new`: a case file of a designated service, filled in from the register."""

import argparse
from datetime import date
from pathlib import Path

from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.refusal import RefusalError, require_new
from dsa_sim.cli.register_commands import entry_named
from dsa_sim.language import Language
from dsa_sim.language.plain_record import Record
from dsa_sim.storage import CaseFileError, describe, write_case


class NewRecord(Record, frozen=True, kw_only=True):
    """The case file that was written: of which service (a key of the register), as of which day."""

    written: str
    platform: str
    as_of: date


def new(arguments: argparse.Namespace, lang: Language) -> int:
    """Write the case; the same command gives the same file on the same day, or with `--as-of`."""
    from dsa_sim.language.register_case import new_from_register

    entry = entry_named(arguments.platform, lang)
    as_of = _as_of(arguments.as_of, lang)
    target = Path(arguments.output)
    require_new(target, lang, force=arguments.force)
    try:
        case = new_from_register(entry.key, lang, as_of=as_of)
        write_case(target, case, expected=None, overwrite=arguments.force)
    except CaseFileError as error:
        raise RefusalError(describe(error, lang)) from None
    if arguments.json:
        print_json("new", NewRecord(written=str(target), platform=entry.key, as_of=as_of), lang)
    else:
        print(target)
    return 0


def _as_of(text: str | None, lang: Language) -> date:
    # The case says by its note how far the law data reach; a decision still open is not past.
    if text is None:
        return date.today()  # noqa: DTZ011 - the day where the person is
    try:
        return case_day(text)
    except ValueError:
        raise RefusalError(
            lang.tr("“{text}” is no date; write it as 2026-10-06.", text=text)
        ) from None


def case_day(text: str) -> date:
    """A day that a case can mean, as it is typed.

    Raises:
        ValueError: it is no day, or none that a case can mean.
    """
    from dsa_sim.model.part import require_dates

    day = date.fromisoformat(text)
    require_dates(day)
    return day
