"""Who may act on what: the Commission, a Member State, or either (Arts 56, 66(2), 67(1)).

Competence follows from the provision (Section 5 or not), from whether the service is designated,
from where the provider is established, and from whether the Commission has opened proceedings for
the same infringement. Which Member State it is, the facts about a platform do not tell.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.law.by_language import Status
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.provisions import ProvisionRef, in_section5
from dsa_sim.law.reading import read_data, refuse_duplicates
from dsa_sim.law.row_checks import check_provenance
from dsa_sim.law.rules import Authority, ground, load_rules
from dsa_sim.law.services import PlatformFacts

CompetenceStatus = Literal["exclusive", "may_act", "may_not"]
CompetenceReason = Literal[
    "section5",
    "designated_opened",
    "designated_not_opened",
    "designated_representative",
    "not_designated",
    "establishment",
    "representative",
]

_FILE = "competence.json"
_NEEDED: tuple[tuple[CompetenceReason, Authority], ...] = (
    ("section5", "commission"),
    ("section5", "national"),
    ("designated_opened", "commission"),
    ("designated_opened", "national"),
    ("designated_not_opened", "commission"),
    ("designated_not_opened", "national"),
    ("designated_representative", "commission"),
    ("designated_representative", "national"),
    ("not_designated", "commission"),
    ("establishment", "national"),
    ("representative", "national"),
)


class CompetenceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether an authority may act in a situation; `row_status` speaks of the row."""

    code: CompetenceReason
    authority: Authority
    status: CompetenceStatus
    law: str
    source: str
    row_status: Status
    checked: date | None


class MaximaScope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which maxima of `rules.json` something extends to, and where the law says so."""

    maxima: tuple[str, ...]
    law: str
    source: str
    status: Status
    checked: date | None


class CompetenceData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of `competence.json`.

    `other_persons` are the maxima that reach persons other than the provider; `national_maxima`
    those that Member States set, each for one infringement.
    """

    rules: tuple[CompetenceRule, ...]
    other_persons: MaximaScope
    national_maxima: MaximaScope


class Competence(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an authority may act on a provision, with the reason as a code and its source.

    `exclusive`: it alone may act; `may_act`: it may, and so may another; `may_not`.
    `source` cites the article, `row_status` says how far the reading can be relied on.
    """

    ref: ProvisionRef
    authority: Authority
    status: CompetenceStatus
    reason: CompetenceReason
    source: str
    row_status: Status
    checked: date | None


def load_competence(folder: Path | None = None) -> CompetenceData:
    """Return `competence.json`, from `folder` or the package.

    Raises `LawDataError` if it is broken, a situation is missing or stands twice, or it names a
    maximum that is not in `rules.json`.
    """
    found = read_data(_FILE, CompetenceData, folder=folder)
    path = "$.rules[{}].code".format
    refuse_duplicates(_FILE, found.rules, path=path, key=lambda row: (row.code, row.authority))
    for n, row in enumerate(found.rules):
        check_provenance(
            _FILE, f"$.rules[{n}]", source=row.source, status=row.row_status, checked=row.checked
        )
    for code, authority in _NEEDED:
        if not any((row.code, row.authority) == (code, authority) for row in found.rules):
            raise LawDataError(_FILE, "$.rules", f"no row for {code}, {authority}")
    maxima = {rule.code for rule in load_rules(folder)}
    _check_scope(found.other_persons, "$.other_persons", maxima)
    _check_scope(found.national_maxima, "$.national_maxima", maxima)
    return found


def competence(
    ref: ProvisionRef, facts: PlatformFacts, *, authority: Authority, opened: bool
) -> Competence:
    """Tell whether an authority may act against the provider of a platform on a provision.

    `opened`: the Commission has opened proceedings for the same infringement. `national` is the
    right Member State: that of the main establishment or, without one in the Union, of the legal
    representative (any, where none was appointed).
    Source: Arts 56(1)-(7), 66(1)-(2).
    """
    row = _rows()[_reason(ref, facts, authority, opened=opened), authority]
    return Competence(
        ref=ref,
        authority=authority,
        status=row.status,
        reason=row.code,
        source=row.law,
        row_status=row.row_status,
        checked=row.checked,
    )


def reaches_other_persons(ground_code: str) -> bool:
    """Tell whether a ground reaches persons other than the provider (Arts 67(1), 74(2), 76(1)).

    Raises `LawLookupError` if there is no such ground.
    """
    return ground(ground_code).rule_code in _data().other_persons.maxima


def maxima_for_other_persons() -> MaximaScope:
    """The maxima that reach persons other than the provider, with their source."""
    return _data().other_persons


def national_maxima() -> MaximaScope:
    """The maxima that Member States set, each per infringement, with their source."""
    return _data().national_maxima


def _reason(
    ref: ProvisionRef, facts: PlatformFacts, authority: Authority, *, opened: bool
) -> CompetenceReason:
    designated = facts.designated()
    if authority == "commission" and not designated:
        return "not_designated"
    if in_section5(ref.article):
        return "section5"
    if not designated:
        return "establishment" if facts.eu_established else "representative"
    if opened:
        return "designated_opened"
    return "designated_not_opened" if facts.eu_established else "designated_representative"


@cache
def _data() -> CompetenceData:
    return load_competence()


@cache
def _rows() -> dict[tuple[CompetenceReason, Authority], CompetenceRule]:
    return {(row.code, row.authority): row for row in _data().rules}


def _check_scope(scope: MaximaScope, path: str, known: set[str]) -> None:
    check_provenance(_FILE, path, source=scope.source, status=scope.status, checked=scope.checked)
    for n, code in enumerate(scope.maxima):
        if code not in known:
            raise LawDataError(_FILE, f"{path}.maxima[{n}]", f"{code!r} is no maximum")
