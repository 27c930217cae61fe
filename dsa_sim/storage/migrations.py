"""The history of the case file: every format, and how each is brought to the next.

A migration takes the whole document of format n (plain JSON values) and gives that of format
n + 1. It changes the `format` number and what the new format writes differently, and nothing
else; it may meet damaged values and need not repair them, the strict check comes after it.
Each format keeps a file in `tests/old_files`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from dsa_sim.storage.errors import CaseFileError

FileData = dict[str, Any]
Migration = Callable[[FileData], FileData]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormatChange:
    """A format: its number, the day and the program version it came with, what is new in it."""

    format: int
    introduced: date
    program: str
    what: str


HISTORY: tuple[FormatChange, ...] = (
    FormatChange(
        format=1,
        introduced=date(2026, 11, 24),
        program="0.1.0",
        what="The first format.",
    ),
    FormatChange(
        format=2,
        introduced=date(2026, 11, 25),
        program="0.1.0",
        what="Events know the days that a letter fixes, the kind of a request and its answer, "
        "the day of notification, the amount of a fine and how exact their date is; platforms "
        "name their entry in the register, infringements an addressee other than the provider; "
        "there are more kinds of event.",
    ),
    FormatChange(
        format=3,
        introduced=date(2026, 11, 28),
        program="0.1.0",
        what="Gravity and fault are open until somebody judges them; an infringement may say why "
        "it counts although the law seems to rule it out, and a reason that it was written for an "
        "earlier value; a periodic penalty has the day of its "
        "own decision, a financial year the person whose year it is, the provider a reading of "
        "who answers; the cost of commitments may be left open.",
    ),
    FormatChange(
        format=4,
        introduced=date(2026, 11, 29),
        program="0.1.0",
        what="A day that a decision fixes says whether the action plan or the payment is due then; "
        "scenarios may set inputs of an appeal and of an offer.",
    ),
    FormatChange(
        format=5,
        introduced=date(2026, 11, 29),
        program="0.1.0",
        what="A case says how far the amounts of one authority rise and fall together; a strand "
        "says whether a decision means at least one finding; scenarios may carry weights.",
    ),
    FormatChange(
        format=6,
        introduced=date(2026, 11, 29),
        program="0.1.0",
        what="A year that is not closed has a growth, an exchange rate what it is expected to be; "
        "a case says how far its strands end alike, a strand and an appeal what defending costs; "
        "a range may be said as what 1 in 10 values lie below and above.",
    ),
    FormatChange(
        format=7,
        introduced=date(2026, 11, 29),
        program="0.1.0",
        what="The plan of a briefing says to whom a memorandum is, and from whom.",
    ),
    FormatChange(
        format=8,
        introduced=date(2026, 11, 29),
        program="0.1.0",
        what="The file remembers the law data with which the case was last saved, and the figures "
        "that rested on them.",
    ),
)
"""Every format there has been, the oldest first."""

CURRENT_FORMAT = HISTORY[-1].format


def _to_2(document: FileData) -> FileData:
    """Format 2 only adds keys that may be left out."""
    return {**document, "format": 2}


_BY_GRAVITY = ("bands", "precedent")


def _to_3(document: FileData) -> FileData:
    """Gravity was medium where nothing was written; it stays so where amounts rest on it.

    Elsewhere nobody can tell a choice from the default, and the default was no judgement.
    """
    case = document.get("case")
    if not isinstance(case, dict):
        return {**document, "format": 3}
    overrides = [o for s in case.get("scenarios", ()) for o in s.get("overrides", ())]
    used = {case.get("method"), *(o.get("choice") for o in overrides)}
    alleged = case.get("infringements", ())
    if used.isdisjoint(_BY_GRAVITY) or not alleged:
        return {**document, "format": 3}
    kept = [{"gravity": "medium", **i} for i in alleged]
    return {**document, "format": 3, "case": {**case, "infringements": kept}}


_DUE_NAMES = {
    "action_plan": ("action plan", "plan d’action", "plan d'action", "aktionsplan"),
    "payment": ("payment", "paiement", "zahlung"),
}


def _to_4(document: FileData) -> FileData:
    """What is due on a day was known by its name in the languages of the program."""
    case = document.get("case")
    if not isinstance(case, dict):
        return {**document, "format": 4}
    proceedings = [
        {**p, "events": [_with_due_kinds(e) for e in p["events"]]} if "events" in p else p
        for p in case.get("proceedings", ())
    ]
    if not proceedings:
        return {**document, "format": 4}
    return {**document, "format": 4, "case": {**case, "proceedings": proceedings}}


def _with_due_kinds(event: FileData) -> FileData:
    if "due" not in event:
        return event
    return {**event, "due": [{**due, **_due_kind(due)} for due in event["due"]]}


def _due_kind(due: FileData) -> FileData:
    what = str(due.get("what", "")).casefold()
    named = (kind for kind, names in _DUE_NAMES.items() if any(name in what for name in names))
    kind = next(named, "")
    return {"kind": kind} if kind else {}


def _to_5(document: FileData) -> FileData:
    """What is new is left open: amounts by themselves, decisions with or without a finding."""
    return {**document, "format": 5}


def _to_6(document: FileData) -> FileData:
    """What is new is left open: certain turnovers, unlinked outcomes, no costs of defence."""
    return {**document, "format": 6}


def _to_7(document: FileData) -> FileData:
    """Nobody is named where nobody was."""
    return {**document, "format": 7}


def _to_8(document: FileData) -> FileData:
    """Which law data a case was saved with was not remembered."""
    return {**document, "format": 8}


MIGRATIONS: Mapping[int, Migration] = MappingProxyType(
    {1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5, 5: _to_6, 6: _to_7, 7: _to_8}
)
"""From the number of a format to the migration that leads from it to the next."""


def migrate(
    document: FileData,
    *,
    to: int = CURRENT_FORMAT,
    migrations: Mapping[int, Migration] = MIGRATIONS,
) -> FileData:
    """The document in the format `to`.

    Raises:
        CaseFileError: `no_format` where the number is missing or wrong, `newer_format` where
            it is above `to`, `old_format` where a migration cannot make sense of the document.
    """
    found = format_of(document)
    if found > to:
        raise CaseFileError("newer_format", where="format", found=found, known=to)
    try:
        for number in range(found, to):
            document = migrations[number](document)
    except (LookupError, TypeError, AttributeError, ValueError):
        raise CaseFileError("old_format", found=found) from None
    return document


def format_of(document: object) -> int:
    """The format number of a document.

    Raises:
        CaseFileError: `no_format` where there is no whole number of 1 or more.
    """
    number = document.get("format") if isinstance(document, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise CaseFileError("no_format")
    return number
