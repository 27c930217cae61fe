"""The rows of `register.json`: groups, providers and services, as types."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.services import Service

Category = Literal["vlop", "vlose"]


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of companies; its turnover is in `turnover.json`, or has not been researched.

    `year_end` is the last day of its financial year as month and day ("03-31"), None where it is
    not known or moves from year to year.
    """

    key: str
    name: str
    year_end: str | None
    turnover_researched: bool
    note: Words | None
    source: str
    status: Status
    checked: date | None


class RegisteredProvider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The legal entity that provides a service, and its Member State of establishment.

    `member_state` is an ISO code; empty: not established in the Union, or not known (see `note`).
    """

    key: str
    name: str
    group: str
    member_state: str
    eu_established: bool
    note: Words | None
    source: str
    status: Status
    checked: date | None


class Recipients(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Average monthly active recipients in the Union, with the period they were counted in."""

    number: int
    note: Words | None
    source: str
    status: Status
    checked: date | None


class RegisterEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A designated service.

    `designated_on` is the day of the decision (Art. 33(4)); `notified_on` the day on which the
    provider was notified, None where unknown. `applies_from` is the first day of the Section 5
    duties, with a status of its own because the day is often not published; where only a range
    is known it is the first day of the range and `applies_from_latest` the last. `ended_on` is the
    day on which an end of designation was announced, `ceases_on` the first day without duties.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    provider: str
    service: Service
    category: Category
    designated_on: date
    notified_on: date | None
    applies_from: date | None
    applies_from_latest: date | None
    applies_from_status: Status
    ended_on: date | None
    ceases_on: date | None
    recipients: Recipients | None
    note: Words | None
    source: str
    status: Status
    checked: date | None

    @property
    def surely_applies_from(self) -> date | None:
        """The first day on which the Section 5 duties apply on every reading of the record."""
        return self.applies_from_latest or self.applies_from


class Register(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole register: services in the order of their names, providers and groups by key."""

    groups: tuple[Group, ...]
    providers: tuple[RegisteredProvider, ...]
    services: tuple[RegisterEntry, ...]

    def entry(self, key: str) -> RegisterEntry | None:
        """The service with that key, name or alias, whatever the case; None if there is none."""
        wanted = key.strip().casefold()
        for entry in self.services:
            if wanted in (entry.key, entry.name.casefold(), *(a.casefold() for a in entry.aliases)):
                return entry
        return None

    def provider_of(self, entry: RegisterEntry) -> RegisteredProvider:
        """The provider of a service."""
        return next(p for p in self.providers if p.key == entry.provider)

    def group_of(self, entry: RegisterEntry) -> Group:
        """The group of the provider of a service."""
        key = self.provider_of(entry).group
        return next(g for g in self.groups if g.key == key)
