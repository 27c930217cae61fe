"""Every judgement of a case: the values, the reason, who made it and who reviewed it.

The notes of the inputs (`inputs`) say where each stands. A judgement whose values change is made
anew: its review lapses, so that nothing passes for reviewed that nobody has seen, and its reason
counts as written for an earlier value until somebody confirms or rewrites it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec

from dsa_sim.model.address import changes_at, value_at
from dsa_sim.model.case import (
    AssumptionNote,
    Case,
    Factor,
    Infringement,
    Part,
    Scenario,
    Signoff,
    walk,
)
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.inputs import Input, rows_of, value_of

Path = tuple[str | int, ...]
"""Where something lies within a part: names of fields and places in lists."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """One judgement.

    `owner` is the identifier of the part that has it, `target` names its main input; `values` are
    what was judged by their fields, `signed` is where its signature lies within the part.
    """

    owner: str
    target: str
    values: tuple[tuple[str, Any], ...]
    reason: str
    signoff: Signoff
    signed: Path

    @property
    def is_reviewed(self) -> bool:
        """True where somebody signed the review."""
        return bool(self.signoff.reviewer) or self.signoff.reviewed_on is not None

    @property
    def content(self) -> tuple[Any, ...]:
        """What the judgement is, wherever it stands."""
        return self.target, self.values, self.reason, self.signoff

    @property
    def key(self) -> tuple[str, Path]:
        """What names the judgement in two versions of a case."""
        return self.owner, self.signed


@dataclass(frozen=True, kw_only=True)
class _Group:
    """The inputs of a kind of part that are one judgement.

    `signed` leads to the note with reason and signature, or to the signature alone where the
    reason is a field of its own (`reason`); `holder` is the value of the part that has both.
    """

    fields: tuple[str, ...]
    signed: Path
    reason: str = ""
    holder: str = ""
    always: bool = False


@cache
def _groups(kind: type[Part]) -> tuple[_Group, ...]:
    """The judgements that a kind of part may hold, as its inputs declare them."""
    by_note: dict[str, list[Input]] = {}
    for row in rows_of(kind):
        if row.note:
            by_note.setdefault(row.note, []).append(row)
    groups = [_group(note, rows) for note, rows in by_note.items()]
    # Notes of the part itself first, then those of what it may have, then reasons in fields.
    return tuple(sorted(groups, key=lambda group: (bool(group.reason), bool(group.holder))))


def _group(note: str, rows: list[Input]) -> _Group:
    holder, _, last = note.rpartition(".")
    fields, always = tuple(r.field for r in rows), any(r.always for r in rows)
    if last.endswith("_reason"):
        signed: Path = (f"{last.removesuffix('_reason')}_signoff",)
        return _Group(fields=fields, signed=signed, reason=last)
    return _Group(
        fields=fields, signed=(holder, last) if holder else (last,), holder=holder, always=always
    )


def judgements(case: Case) -> tuple[Judgement, ...]:
    """Every judgement of a case, in the order in which the parts stand."""
    return tuple(found for name, part in _parts(case) for found in _of_part(name, part))


def with_signoff(case: Case, judgement: Judgement, signoff: Signoff) -> Case:
    """The case in which a judgement is signed so."""
    part = find_part(case, judgement.owner)
    path = ".".join(map(str, judgement.signed))
    signed = value_at(part, path)
    if isinstance(signed, AssumptionNote):
        signed = msgspec.structs.replace(signed, **msgspec.structs.asdict(signoff))
    else:
        signed = signoff
    return change(case, judgement.owner, **changes_at(part, path, signed))


def reviewed(case: Case, judgement: Judgement, *, reviewer: str, on: date | None) -> Case:
    """The case in which somebody reviewed a judgement; no name and day take a review back."""
    signoff = msgspec.structs.replace(judgement.signoff, reviewer=reviewer, reviewed_on=on)
    return with_signoff(case, judgement, signoff)


def resigned(before: Case, after: Case, *, author: str, on: date) -> Case:
    """The case after an edit, with every judgement that it changed signed as made anew.

    The review of a changed judgement lapses, and a reason that stayed the same is marked as written
    for an earlier value; another reason takes that mark away. `author` and the day are noted where
    an author is given; a judgement whose signature the edit itself changed is left as it is.
    """
    old_parts = dict(_parts(before))
    for name, part in _parts(after):
        old = old_parts.get(name)
        if part is old:
            # An edit shares the parts it leaves alone; most of a large case is never looked at.
            continue
        known = {j.key: j for j in _of_part(name, old)} if old is not None else {}
        present = tuple(_of_part(name, part))
        # Where one of a list came or went, the others are the same in another place.
        same = [j.content for j in known.values()] if len(known) != len(present) else []
        for judgement in present:
            if judgement.content in same:
                continue
            signoff = _after_edit(known.get(judgement.key), judgement, author, on)
            if signoff != judgement.signoff:
                after = with_signoff(after, judgement, signoff)
    return after


def _after_edit(was: Judgement | None, now: Judgement, author: str, on: date) -> Signoff:
    """The signature of a judgement after an edit; `was` is None where it was not there before."""
    signoff = now.signoff
    if was is not None and was.signoff != signoff:
        return signoff
    if was is None or was.values != now.values:
        signoff = msgspec.structs.replace(signoff, reviewer="", reviewed_on=None)
        if author:
            signoff = msgspec.structs.replace(signoff, author=author, made_on=on)
    if was is None:
        return signoff
    return msgspec.structs.replace(signoff, earlier_value=_is_for_earlier(was, now))


def _is_for_earlier(was: Judgement, now: Judgement) -> bool:
    """Tell whether the reason was written for a value that has changed since."""
    if now.reason != was.reason or not now.reason.strip():
        return False
    # A reason written before there was any value is one for the first value.
    had_value = any(value is not None for _, value in was.values)
    return was.signoff.earlier_value or (had_value and was.values != now.values)


def confirmed(case: Case, judgement: Judgement) -> Case:
    """The case in which the reason of a judgement holds for its value as it is now."""
    return with_signoff(
        case, judgement, msgspec.structs.replace(judgement.signoff, earlier_value=False)
    )


def confirmed_at(case: Case, owner: str, signed: Path) -> Case:
    """The same for the judgement of a part with its signature at that place.

    Raises:
        KeyError: no part carries the identifier.
    """
    for judgement in _of_part(owner, find_part(case, owner)):
        if judgement.signed == signed:
            return confirmed(case, judgement)
    return case


def is_for_earlier(part: Any, signed: Path) -> bool:
    """Tell whether the reason signed at that place of a part was written for an earlier value."""
    for step in signed:
        if isinstance(step, int):
            part = part[step] if step < len(part) else None
        else:
            part = getattr(part, step, None)
    return bool(getattr(part, "earlier_value", False))


def with_earlier_reasons(case: Case) -> Iterator[Judgement]:
    """The judgements whose reasons were written for an earlier value."""
    for name, part in _parts(case):
        # Most parts have none: a glance is enough, and checks ask at every edit.
        if _has_earlier(part):
            yield from (j for j in _of_part(name, part) if j.signoff.earlier_value)


def _has_earlier(part: Part) -> bool:
    """Tell whether a part may have a reason that was written for an earlier value."""
    if True in _marks_of(type(part))(part):
        return True
    if isinstance(part, Infringement):
        return any(f.signoff.earlier_value for f in (*part.aggravating, *part.mitigating))
    if isinstance(part, Scenario):
        return any(o.signoff.earlier_value for o in part.overrides)
    within = (getattr(part, g.holder) for g in _groups(type(part)) if g.holder)
    return any(value is not None and value.note.earlier_value for value in within)


@cache
def _marks_of(kind: type[Part]) -> Callable[[Any], tuple[bool, ...]]:
    """How to read at once every mark that a part of that kind always has."""
    names = [str(group.signed[0]) for group in _groups(kind) if not group.holder]
    if not names:
        return lambda _part: ()
    # One name alone would be read as the value itself.
    return attrgetter(*(f"{name}.earlier_value" for name in (*names, names[0])))


def _parts(case: Case) -> Iterator[tuple[str, Part]]:
    return ((visit.name, visit.part) for visit in walk(case))


def _of_part(name: str, part: Part) -> Iterator[Judgement]:
    for group in _groups(type(part)):
        if _was_made(part, group):
            yield _judgement(name, part, group)
    if isinstance(part, Infringement):
        yield from _circumstances(part)
    if isinstance(part, Scenario):
        yield from _overrides(part)


def _judgement(name: str, part: Part, group: _Group) -> Judgement:
    values = tuple((field, value_at(part, field)) for field in group.fields)
    note = value_at(part, ".".join(map(str, group.signed)))
    reason = getattr(part, group.reason) if group.reason else note.reason
    if isinstance(note, AssumptionNote):
        note = Signoff(
            author=note.author, made_on=note.made_on, reviewer=note.reviewer,
            reviewed_on=note.reviewed_on, earlier_value=note.earlier_value,
        )  # fmt: skip
    return Judgement(
        owner=name, target=f"{name}.{values[0][0]}", values=values, reason=reason, signoff=note,
        signed=group.signed,
    )  # fmt: skip


def _circumstances(infringement: Infringement) -> Iterator[Judgement]:
    for field in ("aggravating", "mitigating"):
        factors: tuple[Factor, ...] = getattr(infringement, field)
        for n, factor in enumerate(factors):
            yield Judgement(
                owner=infringement.id, target=f"{infringement.id}.{field}",
                values=((field, factor.share),), reason=factor.reason,
                signoff=factor.signoff, signed=(field, n, "signoff"),
            )  # fmt: skip


def _overrides(scenario: Scenario) -> Iterator[Judgement]:
    for n, made in enumerate(scenario.overrides):
        yield Judgement(
            owner=scenario.id, target=made.target, values=((made.target, value_of(made)),),
            reason=made.reason, signoff=made.signoff, signed=("overrides", n, "signoff"),
        )  # fmt: skip


def _was_made(part: Part, group: _Group) -> bool:
    """Tell whether somebody judged: a reason, or a value that is not there by default."""
    defaults = _defaults(type(part))
    if group.holder:
        held = getattr(part, group.holder)
        return held is not None and held != defaults[group.holder]
    reason = value_at(part, group.reason or f"{group.signed[0]}.reason")
    return (
        bool(reason)
        or group.always
        or any(getattr(part, field) != defaults[field] for field in group.fields)
    )


def is_by_default(case: Case, judgement: Judgement) -> bool:
    """Whether a judgement is what the program assumes: nobody chose, reasoned or signed it."""
    if judgement.reason.strip() or judgement.signoff != Signoff():
        return False
    defaults = _defaults(type(find_part(case, judgement.owner)))
    return all(field in defaults and defaults[field] == value for field, value in judgement.values)


@cache
def _defaults(kind: type[Part]) -> dict[str, Any]:
    return {field.name: field.default for field in msgspec.structs.fields(kind)}
