"""The fines imposed so far, and what share of turnover and of the maximum each can be read as."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import attrgetter
from pathlib import Path

import msgspec

from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.provisions import parse_provision
from dsa_sim.law.reading import read_data, refuse_duplicates
from dsa_sim.law.record_rows import Part
from dsa_sim.law.row_checks import check_positive, check_provenance
from dsa_sim.law.turnover import (
    AverageRate,
    Scope,
    TurnoverYear,
    average_rates,
    load_rates,
    load_turnover,
    turnover_years,
)

PRECEDENTS_FILE = "precedents.json"


class PrecedentBase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A turnover that a fine can be held against; the Commission published none.

    `turnover_eur` is in euro, rounded half-even to the cent. Where `group` is given it is the
    turnover of that group in `turnover.json` for the same scope, year end and (unless the scope
    is the group) `what`, converted at the average of that year; the loader recomputes it.
    `contested` says what speaks against this base. `of_the_decision` is False for a base that
    only shows what a later decision would face.
    """

    scope: Scope
    what: Words
    year_ends_on: date
    turnover_eur: Decimal
    group: str | None
    of_the_decision: bool
    contested: Words | None
    source: str
    status: Status


class Precedent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fine under Art. 74(1): when, how much, for what, and against which turnovers to read it.

    `event` is the key of the decision in the record; `bases` the readings, the usual one first.
    `split` is empty where the fine was stated as one amount.
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
    """Return `precedents.json` by date, from `folder` or the package; `LawDataError` if broken.

    A base drawn from `turnover.json` must be what that row and `rates.json` give.
    """
    rows = read_data(PRECEDENTS_FILE, _PrecedentsFile, folder=folder).precedents
    for index, row in enumerate(rows):
        _check_precedent(row, f"$.precedents[{index}]")
    for name in ("key", "event"):
        path = f"$.precedents[{{}}].{name}".format
        refuse_duplicates(PRECEDENTS_FILE, rows, path=path, key=attrgetter(name))
    if folder is None:
        _check_conversions(rows, turnover_years(), average_rates())
    else:
        _check_conversions(rows, load_turnover(folder), load_rates(folder))
    return tuple(sorted(rows, key=lambda row: row.decided_on))


@cache
def precedents() -> tuple[Precedent, ...]:
    """The fines imposed so far, by date."""
    return load_precedents()


def precedent_of(platform: str) -> Precedent | None:
    """The latest fine imposed on a service, by its register key; None where there is none."""
    return next((p for p in reversed(precedents()) if p.platform == platform), None)


def _check_precedent(row: Precedent, path: str) -> None:
    check_positive(PRECEDENTS_FILE, f"{path}.amount_eur", row.amount_eur)
    _check_split(row, f"{path}.split")
    if not row.bases:
        raise LawDataError(PRECEDENTS_FILE, f"{path}.bases", "expected at least one turnover")
    for index, base in enumerate(row.bases):
        _check_base(row, base, f"{path}.bases[{index}]")
    check_provenance(
        PRECEDENTS_FILE, path, source=row.source, status=row.status, checked=row.checked
    )


def _check_split(row: Precedent, path: str) -> None:
    for i, part in enumerate(row.split):
        check_positive(PRECEDENTS_FILE, f"{path}[{i}].amount_eur", part.amount_eur)
        for j, code in enumerate(part.provisions):
            if parse_provision(code) is None:
                reason = f"expected a provision such as '40(12)', found {code!r}"
                raise LawDataError(PRECEDENTS_FILE, f"{path}[{i}].provisions[{j}]", reason)
    total = sum(part.amount_eur for part in row.split)
    if row.split and total != row.amount_eur:
        reason = f"the parts add up to {total}, the fine is {row.amount_eur}"
        raise LawDataError(PRECEDENTS_FILE, path, reason)


def _check_base(row: Precedent, base: PrecedentBase, path: str) -> None:
    check_positive(PRECEDENTS_FILE, f"{path}.turnover_eur", base.turnover_eur)
    if base.of_the_decision and base.year_ends_on >= row.decided_on:
        reason = f"the year must end before the decision of {row.decided_on} (Art. 74(1))"
        raise LawDataError(PRECEDENTS_FILE, f"{path}.year_ends_on", reason)
    if not base.source.strip():
        raise LawDataError(PRECEDENTS_FILE, f"{path}.source", "expected where the row comes from")


def _check_conversions(
    rows: tuple[Precedent, ...], years: tuple[TurnoverYear, ...], rates: tuple[AverageRate, ...]
) -> None:
    for i, row in enumerate(rows):
        for j, base in enumerate(row.bases):
            if base.group is not None:
                _check_conversion(base, f"$.precedents[{i}].bases[{j}]", years, rates)


def _check_conversion(
    base: PrecedentBase,
    path: str,
    years: tuple[TurnoverYear, ...],
    rates: tuple[AverageRate, ...],
) -> None:
    year = next((y for y in years if _is_year_of(base, y)), None)
    if year is None:
        reason = f"turnover.json has no such year of {base.group!r}"
        raise LawDataError(PRECEDENTS_FILE, f"{path}.group", reason)
    euros = year.euros(rates)
    if euros is None:
        reason = f"rates.json has no average of {year.currency} for that year"
        raise LawDataError(PRECEDENTS_FILE, f"{path}.group", reason)
    expected = Decimal(round(euros * 100)).scaleb(-2)
    if base.turnover_eur != expected:
        reason = f"expected {expected} (turnover and average rate), found {base.turnover_eur}"
        raise LawDataError(PRECEDENTS_FILE, f"{path}.turnover_eur", reason)


def _is_year_of(base: PrecedentBase, year: TurnoverYear) -> bool:
    named = base.scope == "group" or base.what == year.what
    row = (year.group, year.scope, year.ends_on)
    return named and row == (base.group, base.scope, base.year_ends_on)
