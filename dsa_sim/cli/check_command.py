"""The command `check`: what needs attention in one case or many, for a person or a script."""

import argparse
import sys
from pathlib import Path

from dsa_sim.cli.case_commands import opened, scenario_named
from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.refusal import BAD_INPUT, DONE, FOUND, RefusalError
from dsa_sim.language import Language
from dsa_sim.language.plain_record import Record
from dsa_sim.language.problem_words import ProblemRecord, problem_record, severity_text
from dsa_sim.model.problems import Severity
from dsa_sim.storage import Opened

LEVELS: tuple[Severity, ...] = ("note", "warning", "error")
"""How much a problem matters, the least first."""


class CheckedFile(Record, frozen=True, kw_only=True):
    """A case that was read, and what needs attention in it.

    `law_changes` says what the law data in use change in a case that was saved with others, a
    sentence each; the first names both.
    """

    file: str
    case: str
    scenario: str | None
    problems: tuple[ProblemRecord, ...]
    law_changes: tuple[str, ...]


class CheckRecord(Record, frozen=True, kw_only=True):
    """What `check` found; `refused` are the files that it could not check."""

    files: tuple[CheckedFile, ...]
    refused: tuple[str, ...]


def check(arguments: argparse.Namespace, lang: Language) -> int:
    """List what needs attention in the cases, a line each; what cannot be read stops no other."""
    several = len(arguments.files) > 1
    found, refused = [], []
    for file in arguments.files:
        try:
            found.append(_checked(file, arguments, lang))
        except RefusalError as refusal:
            refused.append(file)
            _tell(file, str(refusal), several=several)
    if arguments.json and found:
        record = CheckRecord(files=tuple(found), refused=tuple(refused))
        print_json("check", record, lang)
    elif found:
        for one in found:
            _print(one, lang, several=several)
    if refused:
        return BAD_INPUT
    return FOUND if arguments.strict and _count(found, arguments.level) else DONE


def _checked(file: str, arguments: argparse.Namespace, lang: Language) -> CheckedFile:
    from dsa_sim.model.assessment import assess

    found = opened(file, lang)
    shown = assess(found.case, scenario_named(found, arguments.scenario, lang))
    least = LEVELS.index(arguments.level or LEVELS[0])
    return CheckedFile(
        file=file,
        case=shown.case.title,
        scenario=shown.scenario.id if shown.scenario else None,
        problems=tuple(
            problem_record(lang, problem, shown.case)
            for problem in shown.problems
            if LEVELS.index(problem.severity) >= least
        ),
        law_changes=tuple(_law_changes(found, lang)),
    )


def _law_changes(found: Opened, lang: Language) -> list[str]:
    from dsa_sim.language.law_change_words import law_change_words, other_law_words
    from dsa_sim.model.law_figures import law_changes

    changes = law_changes(found.law, found.case) if found.law is not None else ()
    said = [law_change_words(lang, change, found.case).line(lang) for change in changes]
    return [other_law_words(lang, found.law), *said] if found.law is not None and said else []


def _tell(file: str, refusal: str, *, several: bool) -> None:
    named = refusal if not several or Path(file).name in refusal else f"{file}: {refusal}"
    print(f"dsa-sim: {named}", file=sys.stderr)


def _print(one: CheckedFile, lang: Language, *, several: bool) -> None:
    name = one.file if several else ""
    for problem in one.problems:
        words = (name, severity_text(lang, problem), problem.place, problem.text)
        print(": ".join(word for word in words if word))
    if not one.problems:
        print(": ".join(filter(None, (name, lang.tr("Nothing needs attention.")))))
    for line in one.law_changes:
        print(": ".join(filter(None, (name, line))))


def _count(found: list[CheckedFile], level: Severity | None) -> int:
    """How many problems make a strict check fail: without a level those that cast a doubt."""
    least = LEVELS.index(level or "warning")
    return sum(LEVELS.index(p.severity) >= least for one in found for p in one.problems)
