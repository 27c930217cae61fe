"""The fines imposed so far, and what share of turnover and of the maximum each can be read as."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.law.reading import Status, Words, read_data
from dsa_sim.law.record import Part

PRECEDENTS_FILE = "precedents.json"


class PrecedentBase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A turnover that a fine can be held against; the Commission published none.

    `turnover_eur` is in euro (converted at the average of the year); `contested` says in a
    sentence what speaks against this base. `of_the_decision` is False for a base that only shows
    what a later decision would face.
    """

    scope: Literal["entity", "segment", "group", "controlling_person"]
    what: Words
    year_ends_on: date
    turnover_eur: Decimal
    of_the_decision: bool
    contested: Words | None
    source: str
    status: Status


class Precedent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fine under Art. 74(1): when, how much, for what, and against which turnovers to read it.

    `event` is the key of the decision in the record; `bases` the readings, the usual one first.
    """

    key: str
    platform: str
    name: str
    event: str
    decided_on: date
    amount_eur: Decimal
    split: tuple[Part, ...]
    said: Words | None
    bases: tuple[PrecedentBase, ...]
    source: str
    status: Status
    checked: date | None

    def share_of_turnover(self, base: PrecedentBase) -> Fraction:
        """The fine as an exact share of a turnover."""
        return Fraction(self.amount_eur) / Fraction(base.turnover_eur)

    def share_of_maximum(self, base: PrecedentBase) -> Fraction:
        """The fine as an exact share of 6 % of a turnover (Art. 74(1))."""
        from dsa_sim.law.rules import maximum_rule

        rule = maximum_rule("infringement", authority="commission", on=self.decided_on)
        return self.share_of_turnover(base) / Fraction(rule.rate)


class _PrecedentsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    precedents: tuple[Precedent, ...]


def load_precedents(folder: Path | None = None) -> tuple[Precedent, ...]:
    """Return `precedents.json`, from `folder` or the package; `LawDataError` if it is broken."""
    return read_data(PRECEDENTS_FILE, _PrecedentsFile, folder=folder).precedents


@cache
def precedents() -> tuple[Precedent, ...]:
    """The fines imposed so far, by date."""
    return load_precedents()


def precedent_of(platform: str) -> Precedent | None:
    """The fine imposed on a service, by its register key; None where there is none."""
    return next((p for p in precedents() if p.platform == platform), None)
