"""Snapshots of a case at the time of a briefing, kept within the case file."""

from datetime import date

import msgspec

from dsa_sim.model.case import Briefed, Case
from dsa_sim.storage.case_file import decode_case, encode_case
from dsa_sim.storage.errors import CaseFileError

MOST = 50
"""As many snapshots as a case holds; beyond that the oldest goes."""
MOST_LETTERS = 6_000_000
"""As long as all snapshots together may be; the latest is always kept."""


def with_briefed(case: Case, made_from: Case, *, what: str, on: date) -> Case:
    """The case that remembers a briefing which was made from it, or from an earlier version.

    Raises:
        CaseFileError: the case cannot be written as a file.
    """
    plain = msgspec.structs.replace(made_from, briefed=())
    made = Briefed(made_on=on, what=what[:300], case=encode_case(plain).decode("utf-8"))
    kept = [*case.briefed, made][-MOST:]
    while len(kept) > 1 and sum(len(b.case) for b in kept) > MOST_LETTERS:
        del kept[0]
    return msgspec.structs.replace(case, briefed=tuple(kept))


def case_of(made: Briefed) -> Case:
    """The case as it was when the briefing was made; an older format is brought up to date.

    Raises:
        CaseFileError: the snapshot was changed outside the program and cannot be read.
    """
    return decode_case(made.case.encode("utf-8"))[0]


def before_of(case: Case) -> Case | None:
    """The case as it was at its last briefing; None where there is none that can be read."""
    try:
        return case_of(case.briefed[-1]) if case.briefed else None
    except CaseFileError:
        return None


def attachable(case: Case) -> str:
    """The text of a case file that travels with a briefing: without earlier versions of the case.

    Raises:
        CaseFileError: the case cannot be written as a file.
    """
    return encode_case(msgspec.structs.replace(case, briefed=())).decode("utf-8")
