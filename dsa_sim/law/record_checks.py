"""Checks of the record beyond its types: against the register, the law, and itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NoReturn

from dsa_sim.law.errors import LawDataError
from dsa_sim.law.provisions import in_section5, parse_provision, resolve
from dsa_sim.law.reading import refuse_duplicates
from dsa_sim.law.record_rows import (
    Allegation,
    Record,
    RecordEvent,
    RecordProceeding,
    RecordStrand,
)
from dsa_sim.law.register_checks import KEY, Sourced, check_member_state
from dsa_sim.law.register_rows import Register, RegisterEntry
from dsa_sim.law.row_checks import check_positive, check_provenance

RECORD_FILE = "record.json"

# The Treaty may be cited beside the Regulation, for actions before the Court.
_TREATY = re.compile(r"[1-9]\d{0,2} TFEU")
_DUTIES, _LAST_ARTICLE = range(9, 49), 93
# Keys become identifiers of a case, which are at most this long.
_LONGEST_KEY = 64
# How the end of a strand shows among the events of its proceeding.
_ENDS = {
    "commitments": ("commitments_binding",),
    "decided": ("fine", "decision"),
    "closed": ("decision", "other"),
}


def check_record(found: Record, register: Register) -> None:
    """Raise `LawDataError` at the first thing wrong."""
    _Checks(found, register).run()


class _Checks:
    """The record and what it is checked against, looked up once."""

    def __init__(self, found: Record, register: Register) -> None:
        self.found = found
        self.services = {entry.key: entry for entry in register.services}
        self.proceedings = {proceeding.key: proceeding for proceeding in found.proceedings}

    def run(self) -> None:
        self._keys()
        _check_order("proceedings", [p.opened_on for p in self.found.proceedings])
        _check_order("events", [e.on for e in self.found.events])
        for index, proceeding in enumerate(self.found.proceedings):
            self._proceeding(proceeding, f"$.proceedings[{index}]")
        for index, event in enumerate(self.found.events):
            self._event(event, f"$.events[{index}]")
        self._designations()

    def _keys(self) -> None:
        _check_keys("$.proceedings[{}].key", [p.key for p in self.found.proceedings])
        _check_keys("$.events[{}].key", [e.key for e in self.found.events])
        for index, event in enumerate(self.found.events):
            if event.key in self.proceedings:
                _refuse(f"$.events[{index}].key", f"{event.key!r} is the key of a proceeding")

    # Proceedings

    def _proceeding(self, proceeding: RecordProceeding, path: str) -> None:
        _check_authority(proceeding.authority, proceeding.member_state, path)
        self._platforms(proceeding.platforms, f"{path}.platforms")
        providers = {self.services[platform].provider for platform in proceeding.platforms}
        if len(providers) > 1:
            _refuse(f"{path}.platforms", f"expected one provider, found {sorted(providers)}")
        parts = [*(s.key for s in proceeding.strands), *(a.key for a in proceeding.allegations)]
        _check_parts(proceeding, parts, path)
        events = [e for e in self.found.events if e.proceeding == proceeding.key]
        if not any(e.kind == "opening" and e.on == proceeding.opened_on for e in events):
            _refuse(f"{path}.opened_on", "no event opens the proceeding on that day")
        for index, strand in enumerate(proceeding.strands):
            _check_strand(proceeding, strand, events, f"{path}.strands[{index}]")
        for index, alleged in enumerate(proceeding.allegations):
            self._allegation(proceeding, alleged, f"{path}.allegations[{index}]")
        _check_provenance(path, proceeding)

    def _allegation(self, proceeding: RecordProceeding, alleged: Allegation, path: str) -> None:
        if alleged.strand not in {strand.key for strand in proceeding.strands}:
            _refuse(f"{path}.strand", f"{alleged.strand!r} is no strand of the proceeding")
        if alleged.platform not in proceeding.platforms:
            _refuse(f"{path}.platform", f"the proceeding does not concern {alleged.platform!r}")
        if not alleged.provisions:
            _refuse(f"{path}.provisions", "expected at least one provision")
        _check_provisions(alleged.provisions, f"{path}.provisions")
        start, end = alleged.period_start, alleged.period_end
        if start is not None and end is not None and end < start:
            _refuse(f"{path}.period_end", "the period ends before it starts")
        entry = self.services[alleged.platform]
        if start is not None and _cites_section5(alleged.provisions):
            _check_known(entry, start, f"{path}.period_start")
        _check_provenance(path, alleged)

    # Events

    def _event(self, event: RecordEvent, path: str) -> None:
        _check_authority(event.authority, event.member_state, path)
        self._platforms(event.platforms, f"{path}.platforms")
        _check_provisions(event.provisions, f"{path}.provisions")
        _check_day(event, path)
        _check_amount(event, path)
        if event.request and event.kind != "request_for_information":
            _refuse(f"{path}.request", f"{event.kind!r} is no request for information")
        # The Commission supervises nobody before the designation (Art. 56(2), (3)).
        if event.authority == "commission":
            for platform in event.platforms:
                _check_known(self.services[platform], event.on, f"{path}.on")
        if event.proceeding:
            self._belongs(event, path)
        elif event.kind == "opening":
            _refuse(f"{path}.proceeding", "expected the proceeding that is opened")
        _check_provenance(path, event)

    def _belongs(self, event: RecordEvent, path: str) -> None:
        proceeding = self.proceedings.get(event.proceeding)
        if proceeding is None:
            _refuse(f"{path}.proceeding", f"{event.proceeding!r} is no proceeding of the record")
        strangers = sorted(set(event.platforms) - set(proceeding.platforms))
        if strangers:
            _refuse(f"{path}.platforms", f"the proceeding does not concern {strangers[0]!r}")
        if event.on < proceeding.opened_on:
            reason = f"{event.on} lies before the opening of the proceeding"
            _refuse(f"{path}.on", reason)
        if event.authority not in (proceeding.authority, "court"):
            _refuse(f"{path}.authority", f"the proceeding is one of {proceeding.authority!r}")

    def _platforms(self, platforms: tuple[str, ...], path: str) -> None:
        if not platforms:
            _refuse(path, "expected at least one service")
        for index, platform in enumerate(platforms):
            if platform not in self.services:
                _refuse(f"{path}[{index}]", f"{platform!r} is not in register.json")
        refuse_duplicates(
            RECORD_FILE, platforms, path=lambda i: f"{path}[{i}]", key=lambda platform: platform
        )

    def _designations(self) -> None:
        """Every service is designated by one event, and its end is on record too."""
        days: dict[tuple[str, str], list[date]] = {}
        for event in self.found.events:
            for platform in event.platforms:
                days.setdefault((event.kind, platform), []).append(event.on)
        for key, entry in self.services.items():
            ended = [] if entry.ended_on is None else [entry.ended_on]
            for kind, expected in (
                ("designation", [entry.designated_on]),
                ("designation_ended", ended),
            ):
                if days.get((kind, key), []) != expected:
                    said = ", ".join(map(str, expected)) or "none"
                    _refuse("$.events", f"the register expects {kind!r} of {key!r}: {said}")


def _refuse(path: str, reason: str) -> NoReturn:
    raise LawDataError(RECORD_FILE, path, reason)


def _check_keys(path: str, keys: list[str]) -> None:
    for index, key in enumerate(keys):
        if not KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
            _refuse(path.format(index), f"expected a key such as 'x-2023', found {key!r}")
    refuse_duplicates(RECORD_FILE, keys, path=path.format, key=lambda key: key)


def _check_order(name: str, days: list[date]) -> None:
    for index, (earlier, later) in enumerate(pairwise(days), start=1):
        if later < earlier:
            _refuse(
                f"$.{name}[{index}]", f"{later} comes after {earlier}: expected the oldest first"
            )


def _check_parts(proceeding: RecordProceeding, keys: list[str], path: str) -> None:
    count = len(proceeding.strands)
    for index, key in enumerate(keys):
        name = f"strands[{index}]" if index < count else f"allegations[{index - count}]"
        if not KEY.fullmatch(key) or len(f"{proceeding.key}-{key}") > _LONGEST_KEY:
            _refuse(f"{path}.{name}.key", f"expected a short key such as 'notices', found {key!r}")
        if key in keys[:index]:
            _refuse(f"{path}.{name}.key", f"{key!r} is already taken in the proceeding")


def _check_strand(
    proceeding: RecordProceeding, strand: RecordStrand, events: list[RecordEvent], path: str
) -> None:
    if strand.key not in {alleged.strand for alleged in proceeding.allegations}:
        _refuse(f"{path}.key", f"nothing is alleged in the strand {strand.key!r}")
    if strand.state == "open":
        if strand.decided_on is not None:
            _refuse(f"{path}.decided_on", "an open strand has not been decided")
        return
    kinds = _ENDS[strand.state]
    if strand.decided_on not in {event.on for event in events if event.kind in kinds}:
        expected = " or ".join(map(repr, kinds))
        _refuse(f"{path}.decided_on", f"the proceeding has no event {expected} on that day")


def _check_authority(authority: str, member_state: str, path: str) -> None:
    check_member_state(RECORD_FILE, f"{path}.member_state", member_state)
    if (authority == "national") != bool(member_state):
        reason = "a national authority has a Member State, the Commission and the Court have none"
        _refuse(f"{path}.member_state", reason)


def _check_provisions(codes: Iterable[str], path: str) -> None:
    for index, code in enumerate(codes):
        if not _is_provision(code):
            _refuse(f"{path}[{index}]", f"expected a provision such as '40(12)', found {code!r}")


def _is_provision(code: str) -> bool:
    if _TREATY.fullmatch(code):
        return True
    ref = parse_provision(code)
    if ref is None or ref.code != code or ref.article > _LAST_ARTICLE:
        return False
    return ref.article not in _DUTIES or resolve(ref) is not None


def _cites_section5(codes: Iterable[str]) -> bool:
    refs = (parse_provision(code) for code in codes)
    return any(ref is not None and in_section5(ref.article) for ref in refs)


def _check_known(entry: RegisterEntry, day: date, path: str) -> None:
    if day < entry.designated_on:
        _refuse(path, f"{day} lies before the designation of {entry.key!r}, {entry.designated_on}")


def _check_day(event: RecordEvent, path: str) -> None:
    if event.precision == "month" and event.on.day != 1:
        _refuse(f"{path}.on", "where only the month is known, expected its first day")
    for index, due in enumerate(event.due):
        if due.on < event.on:
            _refuse(f"{path}.due[{index}].on", f"{due.on} lies before the event, {event.on}")
        if not due.source.strip():
            _refuse(f"{path}.due[{index}].source", "expected where the row comes from")


def _check_amount(event: RecordEvent, path: str) -> None:
    if (event.kind == "fine") != (event.amount_eur is not None):
        _refuse(f"{path}.amount_eur", "a fine has an amount, and nothing else has one")
    if event.amount_eur is not None:
        check_positive(RECORD_FILE, f"{path}.amount_eur", event.amount_eur)
    for index, part in enumerate(event.split):
        check_positive(RECORD_FILE, f"{path}.split[{index}].amount_eur", part.amount_eur)
        strangers = [code for code in part.provisions if code not in event.provisions]
        if strangers or not part.provisions:
            reason = f"expected provisions of the event, found {list(part.provisions)}"
            _refuse(f"{path}.split[{index}].provisions", reason)
    total = sum(part.amount_eur for part in event.split)
    if event.split and total != event.amount_eur:
        _refuse(f"{path}.split", f"the parts add up to {total}, the fine is {event.amount_eur}")


def _check_provenance(path: str, row: Sourced) -> None:
    check_provenance(RECORD_FILE, path, source=row.source, status=row.status, checked=row.checked)
