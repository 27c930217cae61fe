"""The rows of `record.json`: proceedings with their strands and allegations, and events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from dsa_sim.law.by_language import Status, Words

EventKind = Literal[
    "designation", "designation_ended", "request_for_information", "retention_order",
    "inspection", "interim_measures", "opening", "preliminary_findings", "observations",
    "commitments_offered", "commitments_binding", "decision", "fine", "action_plan",
    "action_plan_decision", "appeal", "judgment", "other",
]  # fmt: skip
Authority = Literal["commission", "national", "court"]
StrandState = Literal["open", "commitments", "decided", "closed"]


class Due(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day fixed by a letter or a decision, and what is due then.

    `kind` says where it is the action plan (Art. 75(2)) or the payment of a fine. `conflict` tells,
    where another source gives another day, which source and which day.
    """

    on: date
    kind: Literal["", "action_plan", "payment"] = ""
    what: Words
    conflict: Words | None
    source: str
    status: Status


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of a fine that rests on some provisions."""

    provisions: tuple[str, ...]
    amount_eur: Decimal


class RecordEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dated event. `platforms` are keys of the register; `proceeding` a key below or empty.

    `precision` tells whether only the month of `on` is known. `status` speaks of date and
    fact, `provisions_status` of the articles, `platforms_status` of who was concerned.
    """

    key: str
    platforms: tuple[str, ...]
    platforms_status: Status
    proceeding: str
    authority: Authority
    member_state: str
    kind: EventKind
    on: date
    precision: Literal["day", "month"]
    title: Words
    provisions: tuple[str, ...]
    provisions_status: Status
    request: Literal["", "simple", "by_decision"]
    due: tuple[Due, ...]
    amount_eur: Decimal | None
    split: tuple[Part, ...]
    note: Words | None
    source: str
    status: Status
    checked: date | None


class Allegation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is alleged in a proceeding as one infringement: provisions, platform, period.

    A `period_start` of None is the day from which the provisions apply to the platform;
    `period_end` None means ongoing. `status` speaks of the provisions and the grouping.
    """

    key: str
    title: Words
    strand: str
    platform: str
    provisions: tuple[str, ...]
    period_start: date | None
    period_end: date | None
    facts: Words | None
    source: str
    status: Status
    checked: date | None


class RecordStrand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a proceeding that ends together; `decided_on` where it has ended."""

    key: str
    title: Words
    state: StrandState
    decided_on: date | None


class RecordProceeding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case of the Commission or a national authority against one provider."""

    key: str
    title: Words
    authority: Literal["commission", "national"]
    member_state: str
    platforms: tuple[str, ...]
    opened_on: date
    strands: tuple[RecordStrand, ...]
    allegations: tuple[Allegation, ...]
    source: str
    status: Status
    checked: date | None


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole record: proceedings by opening, events by date."""

    proceedings: tuple[RecordProceeding, ...]
    events: tuple[RecordEvent, ...]

    def events_of(self, platform: str) -> tuple[RecordEvent, ...]:
        """The events of a service, by its register key, the oldest first."""
        return tuple(e for e in self.events if platform in e.platforms)

    def proceedings_of(self, platform: str) -> tuple[RecordProceeding, ...]:
        """The proceedings that concern a service, the oldest first."""
        return tuple(p for p in self.proceedings if platform in p.platforms)
