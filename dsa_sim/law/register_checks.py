"""Checks of the register beyond its types: rows that point to each other, and dates in order."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import NoReturn, Protocol

from dsa_sim.law.application_rules import application_rule
from dsa_sim.law.by_language import Status
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import refuse_duplicates
from dsa_sim.law.register_rows import Group, Register, RegisteredProvider, RegisterEntry
from dsa_sim.law.row_checks import check_provenance
from dsa_sim.law.services import add_months

REGISTER_FILE = "register.json"

MEMBER_STATES = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEAR_END = re.compile(r"\d{2}-\d{2}")
_LEAP_YEAR = 2024


class Sourced(Protocol):
    """What every row of the register and the record carries."""

    @property
    def source(self) -> str:
        """Where the row comes from."""

    @property
    def status(self) -> Status:
        """How far the row can be relied on."""

    @property
    def checked(self) -> date | None:
        """The day on which the row was compared with its source."""


def check_register(found: Register, researched: frozenset[str]) -> None:
    """Raise `LawDataError` at the first thing wrong; `researched` are groups with a turnover."""
    for name in ("groups", "providers", "services"):
        _check_keys(name, tuple(row.key for row in getattr(found, name)))
    for index, group in enumerate(found.groups):
        _check_group(group, f"$.groups[{index}]", researched)
    unknown = sorted(researched - {group.key for group in found.groups})
    if unknown:
        _refuse("$.groups", f"turnover.json has years of {unknown[0]!r}, the register no group")
    for index, provider in enumerate(found.providers):
        _check_provider(provider, f"$.providers[{index}]", {g.key for g in found.groups})
    _check_used("groups", [g.key for g in found.groups], {p.group for p in found.providers})
    for index, entry in enumerate(found.services):
        _check_entry(entry, f"$.services[{index}]", {p.key for p in found.providers})
    _check_used("providers", [p.key for p in found.providers], {e.provider for e in found.services})
    _check_names(found.services)


def check_member_state(file: str, path: str, code: str) -> None:
    """Raise `LawDataError` unless the code is empty or that of a Member State."""
    if code and code not in MEMBER_STATES:
        raise LawDataError(file, path, f"expected a Member State such as 'IE', found {code!r}")


def _refuse(path: str, reason: str) -> NoReturn:
    raise LawDataError(REGISTER_FILE, path, reason)


def _check_keys(name: str, keys: tuple[str, ...]) -> None:
    path = f"$.{name}[{{}}].key".format
    for index, key in enumerate(keys):
        if not KEY.fullmatch(key):
            _refuse(path(index), f"expected a key such as 'google-search', found {key!r}")
    refuse_duplicates(REGISTER_FILE, keys, path=path, key=lambda key: key)


def _check_used(name: str, keys: list[str], used: set[str]) -> None:
    for index, key in enumerate(keys):
        if key not in used:
            _refuse(f"$.{name}[{index}].key", f"nothing in the register belongs to {key!r}")


def _check_group(group: Group, path: str, researched: frozenset[str]) -> None:
    if group.year_end is not None and not _is_day_of_year(group.year_end):
        _refuse(f"{path}.year_end", f"expected a day such as '03-31', found {group.year_end!r}")
    if group.turnover_researched != (group.key in researched):
        there = "has" if group.key in researched else "has no"
        _refuse(f"{path}.turnover_researched", f"turnover.json {there} years of {group.key!r}")
    _check_provenance(path, group)


def _is_day_of_year(text: str) -> bool:
    try:
        return _YEAR_END.fullmatch(text) is not None and bool(
            date.fromisoformat(f"{_LEAP_YEAR}-{text}")
        )
    except ValueError:
        return False


def _check_provider(provider: RegisteredProvider, path: str, groups: set[str]) -> None:
    if provider.group not in groups:
        _refuse(f"{path}.group", f"{provider.group!r} is no group of the register")
    check_member_state(REGISTER_FILE, f"{path}.member_state", provider.member_state)
    if provider.member_state and not provider.eu_established:
        reason = "a provider with a Member State of establishment is established in the Union"
        _refuse(f"{path}.eu_established", reason)
    _check_provenance(path, provider)


def _check_entry(entry: RegisterEntry, path: str, providers: set[str]) -> None:
    if entry.provider not in providers:
        _refuse(f"{path}.provider", f"{entry.provider!r} is no provider of the register")
    if entry.service in ("intermediary", "hosting"):
        _refuse(f"{path}.service", "only platforms and search engines are designated (Art. 33(1))")
    if (entry.category == "vlose") != (entry.service == "search_engine"):
        _refuse(f"{path}.category", f"{entry.category!r} does not go with {entry.service!r}")
    _check_dates(entry, path)
    if entry.applies_from_status == "checked" and entry.checked is None:
        _refuse(f"{path}.checked", "expected the day on which the date of application was compared")
    if entry.recipients is not None:
        if entry.recipients.number < 1:
            _refuse(f"{path}.recipients.number", "expected a number above 0")
        _check_provenance(f"{path}.recipients", entry.recipients)
    _check_provenance(path, entry)


def _check_dates(entry: RegisterEntry, path: str) -> None:
    steps = (
        "designated_on", "notified_on", "applies_from", "applies_from_latest", "ended_on",
        "ceases_on",
    )  # fmt: skip
    dated = [(n, day) for n in steps if (day := getattr(entry, n)) is not None]
    for (earlier, first), (later, second) in pairwise(dated):
        if second < first:
            _refuse(f"{path}.{later}", f"{second} lies before {earlier}, {first}")
    if entry.ceases_on is not None and entry.ended_on is None:
        _refuse(f"{path}.ended_on", "expected the day on which the end was announced")
    if entry.applies_from_latest is not None and (
        entry.applies_from is None or entry.notified_on is not None
    ):
        reason = "a range has a first day, and goes with a day of notification that is not known"
        _refuse(f"{path}.applies_from_latest", reason)
    if entry.notified_on is None or entry.applies_from is None:
        return
    due = add_months(entry.notified_on, application_rule("designation").months or 0)
    if entry.applies_from != due:
        reason = f"expected {due}, four months after the notification (Art. 33(6))"
        _refuse(f"{path}.applies_from", reason)


def _check_names(services: tuple[RegisterEntry, ...]) -> None:
    seen: dict[str, str] = {}
    for index, entry in enumerate(services):
        path = f"$.services[{index}]"
        names = [("key", entry.key), ("name", entry.name)]
        names += [(f"aliases[{i}]", alias) for i, alias in enumerate(entry.aliases)]
        for place, name in names:
            if seen.setdefault(name.casefold(), entry.key) != entry.key:
                _refuse(f"{path}.{place}", f"{name!r} is a name of {seen[name.casefold()]!r} too")
    ordered = [entry.name.casefold() for entry in services]
    for index, (earlier, later) in enumerate(pairwise(ordered), start=1):
        if later < earlier:
            _refuse(f"$.services[{index}].name", "services come in the order of their names")


def _check_provenance(path: str, row: Sourced) -> None:
    check_provenance(REGISTER_FILE, path, source=row.source, status=row.status, checked=row.checked)
