"""Pure edits: each takes a case and gives the case that results.

A part is named by its identifier, which is unique across the case; `case` and `provider` name
the parts that are there once. Removing a part removes what cannot stand without it (the
overrides of an infringement, the infringements of a strand), in the same edit, so that one
undo brings all of it back.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec

from dsa_sim.model.case import (
    NAMED_COLLECTIONS,
    RESERVED_IDENTIFIERS,
    Case,
    Event,
    Infringement,
    NamedPart,
    Override,
    Part,
    Proceeding,
    Scenario,
    Strand,
    identifiers,
    walk,
)


def new_identifier(case: Case, title: str) -> str:
    """An identifier made from `title` that nothing in the case carries yet."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48] or "part"
    taken = {identifier for identifier, _ in identifiers(case)} | RESERVED_IDENTIFIERS
    candidates = [stem] + [f"{stem}-{n}" for n in range(2, len(taken) + 3)]
    return next(c for c in candidates if c not in taken)


def find_part(case: Case, identifier: str) -> Part:
    """The part with that identifier.

    Raises:
        KeyError: no part carries it.
    """
    for visit in walk(case):
        if visit.name == identifier:
            return visit.part
    raise KeyError(identifier)


def change(case: Case, identifier: str, **changes: Any) -> Case:
    """The case with some fields of one part changed.

    Raises:
        KeyError: no part carries the identifier.
        ValueError: the new values mean nothing (see the part's constructor).
    """
    if identifier == "case":
        return msgspec.structs.replace(case, **changes)
    if identifier == "provider":
        provider = msgspec.structs.replace(case.provider, **changes)
        return msgspec.structs.replace(case, provider=provider)
    old = find_part(case, identifier)
    new = msgspec.structs.replace(old, **changes)
    return _map_parts(case, lambda part: new if part is old else part)


def add(case: Case, collection: str, part: NamedPart, *, position: int | None = None) -> Case:
    """The case with a part added to one of its collections, at the end or at a position."""
    parts = list(getattr(case, collection))
    parts.insert(len(parts) if position is None else position, part)
    return msgspec.structs.replace(case, **{collection: tuple(parts)})


def add_strand(case: Case, strand: Strand, *, proceeding: str) -> Case:
    """The case with a strand added at the end of the proceeding with that identifier."""
    owner = find_part(case, proceeding)
    if not isinstance(owner, Proceeding):
        raise KeyError(proceeding)
    return change(case, proceeding, strands=(*owner.strands, strand))


def add_proceeding(case: Case, proceeding: Proceeding) -> Case:
    """The case with a proceeding added behind the others."""
    return add(case, "proceedings", proceeding)


def add_event(case: Case, event: Event, *, proceeding: str) -> Case:
    """The case with an event added at the end of the proceeding with that identifier."""
    owner = find_part(case, proceeding)
    if not isinstance(owner, Proceeding):
        raise KeyError(proceeding)
    return change(case, proceeding, events=(*owner.events, event))


def move(case: Case, collection: str, identifier: str, *, to: int) -> Case:
    """The case with one part of a collection moved to another place in it."""
    parts = [p for p in getattr(case, collection) if p.id != identifier]
    moved = next(p for p in getattr(case, collection) if p.id == identifier)
    parts.insert(to, moved)
    return msgspec.structs.replace(case, **{collection: tuple(parts)})


def remove(case: Case, identifier: str) -> Case:
    """The case without a part and without what cannot stand without it.

    A strand or platform takes its infringements with it, every part the overrides of its
    inputs; the year chosen as preceding year gives that choice up.

    Raises:
        KeyError: no part carries the identifier.
    """
    part = find_part(case, identifier)
    gone = {identifier}
    if isinstance(part, Proceeding):
        gone |= {s.id for s in part.strands} | {e.id for e in part.events}
    gone |= {p.id for s in case.strands if s.id in gone for p in s.periodic}
    gone |= {i.id for i in case.infringements if i.strand in gone or i.platform in gone}
    provider = case.provider
    if provider.chosen_year in gone:
        provider = msgspec.structs.replace(
            provider, chosen_year=None, year_reading="before_decision"
        )
    kept: dict[str, Any] = {
        name: tuple(p for p in getattr(case, name) if p.id not in gone)
        for name in NAMED_COLLECTIONS
    }
    kept["infringements"] = tuple(
        msgspec.structs.replace(i, shared_facts=None) if i.shared_facts in gone else i
        for i in kept["infringements"]
    )
    kept["scenarios"] = tuple(_without_overrides(s, gone) for s in kept["scenarios"])
    kept["proceedings"] = tuple(
        _without_parts(p, gone) for p in case.proceedings if p.id not in gone
    )
    return msgspec.structs.replace(case, provider=provider, **kept)


def remove_value(case: Case, identifier: str, field: str) -> Case:
    """The case in which a part has no such value any more (no appeal, no offer).

    The overrides of inputs within the value go with it.

    Raises:
        KeyError: no part carries the identifier.
    """
    within = f"{identifier}.{field}."
    scenarios = tuple(
        msgspec.structs.replace(
            s, overrides=tuple(o for o in s.overrides if not o.target.startswith(within))
        )
        for s in case.scenarios
    )
    return change(msgspec.structs.replace(case, scenarios=scenarios), identifier, **{field: None})


def set_override(case: Case, scenario: str, override: Override) -> Case:
    """The case in which a scenario sets one input; an earlier override of it is replaced."""
    old = _scenario(case, scenario)
    targets = [o.target for o in old.overrides]
    if override.target not in targets:
        return change(case, scenario, overrides=(*old.overrides, override))
    overrides = tuple(override if o.target == override.target else o for o in old.overrides)
    return change(case, scenario, overrides=overrides)


def reset_override(case: Case, scenario: str, target: str) -> Case:
    """The case in which a scenario takes one input from the base case again."""
    old = _scenario(case, scenario)
    return change(case, scenario, overrides=tuple(o for o in old.overrides if o.target != target))


def duplicate_scenario(case: Case, scenario: str, *, title: str) -> Case:
    """The case with a copy of a scenario right behind it."""
    old = _scenario(case, scenario)
    copy = msgspec.structs.replace(old, id=new_identifier(case, title), title=title)
    return add(case, "scenarios", copy, position=case.scenarios.index(old) + 1)


def duplicate_infringement(case: Case, infringement: str, *, title: str) -> Case:
    """The case with a copy of an alleged infringement right behind it."""
    old = find_part(case, infringement)
    if not isinstance(old, Infringement):
        raise KeyError(infringement)
    copy = msgspec.structs.replace(old, id=new_identifier(case, title), title=title)
    return add(case, "infringements", copy, position=case.infringements.index(old) + 1)


def _scenario(case: Case, identifier: str) -> Scenario:
    return next(s for s in case.scenarios if s.id == identifier)


def _map_parts(case: Case, function: Callable[[Any], Any]) -> Case:
    changed: dict[str, Any] = {
        name: tuple(function(p) for p in getattr(case, name)) for name in NAMED_COLLECTIONS
    }
    changed["proceedings"] = tuple(_map_proceeding(p, function) for p in case.proceedings)
    return msgspec.structs.replace(case, **changed)


def _map_proceeding(proceeding: Proceeding, function: Callable[[Any], Any]) -> Proceeding:
    mapped: Proceeding = function(proceeding)
    if mapped is not proceeding:
        return mapped
    return msgspec.structs.replace(
        proceeding,
        strands=tuple(_map_strand(s, function) for s in proceeding.strands),
        events=tuple(function(e) for e in proceeding.events),
    )


def _map_strand(strand: Strand, function: Callable[[Any], Any]) -> Strand:
    mapped: Strand = function(strand)
    if mapped is not strand or not strand.periodic:
        return mapped
    return msgspec.structs.replace(strand, periodic=tuple(function(p) for p in strand.periodic))


def _without_overrides(scenario: Scenario, gone: set[str]) -> Scenario:
    kept = tuple(o for o in scenario.overrides if o.target.split(".")[0] not in gone)
    kept = tuple(o for o in kept if o.choice not in gone or not o.target.endswith(".chosen_year"))
    return msgspec.structs.replace(scenario, overrides=kept)


def _without_parts(proceeding: Proceeding, gone: set[str]) -> Proceeding:
    return msgspec.structs.replace(
        proceeding,
        strands=tuple(
            msgspec.structs.replace(s, periodic=tuple(p for p in s.periodic if p.id not in gone))
            for s in proceeding.strands
            if s.id not in gone
        ),
        events=tuple(e for e in proceeding.events if e.id not in gone),
    )
