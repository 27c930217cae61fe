"""From an earlier version of a case to a later one, change by change, with what each moves.

The changes - parts added, fields changed, parts removed - are made one by one in every order, and
each is given what it adds on average (`attribution`): the moves add up to the whole difference, and
what two changes bring only together is split between them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import msgspec

from dsa_sim.model.address import changes_at
from dsa_sim.model.attributed_runs import TRIALS, AttributedRuns, Step
from dsa_sim.model.case import (
    NAMED_COLLECTIONS,
    Appeal,
    Case,
    NamedPart,
    Offer,
    Part,
    Payment,
    Proceeding,
    ProvisionClasses,
    Reference,
    Scenario,
    Strand,
    walk,
)
from dsa_sim.model.edits import add, add_event, add_strand, change, find_part, remove
from dsa_sim.model.figures import is_figure
from dsa_sim.model.inputs import apply_scenario, scenario_of

Kind = Literal["added", "removed", "changed"]

_WITHIN = (Appeal, Offer, Payment, Reference, ProvisionClasses)
"""Values that are looked into: their fields are told apart."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: a part that came or went (`field` empty), or a field with another value.

    `owner` is the identifier of the part ("case", "provider"); `part` is a part that came or
    went. A field within a value of the part reads "appeal.chance". `is_figure` is False for what
    no result rests on: a text, a source, another scenario.
    """

    kind: Kind
    owner: str
    field: str = ""
    before: Any = None
    after: Any = None
    part: Part | None = None
    is_figure: bool = True


@dataclass(frozen=True, kw_only=True)
class Move:
    """A change with what it moves, in euro; None where a result cannot be computed."""

    change: Change
    maximum_eur: Decimal | None
    mean_eur: float | None


@dataclass(frozen=True, kw_only=True)
class Movement:
    """The results of both versions, the changes with their moves, and those that move nothing.

    Results are the statutory maximum and the expected amount in euro. `rest_maximum_eur` and
    `rest_mean_eur` are what no single change explains (the order of parts, say). `orders` says
    over how many orders of the changes the moves are averaged: all of them, unless `sampled`.
    """

    before: tuple[Decimal | None, float | None]
    after: tuple[Decimal | None, float | None]
    moves: tuple[Move, ...]
    others: tuple[Change, ...]
    rest_maximum_eur: Decimal
    rest_mean_eur: float
    orders: int
    sampled: bool


_Step = tuple[Change, Step]


def movement(
    before: Case,
    after: Case,
    scenario: str | None = None,
    *,
    trials: int = TRIALS,
    cancelled: Callable[[], bool] | None = None,
) -> Movement:
    """What led from one version of a case to another, in a scenario that both have.

    Both are simulated with the seed of the later one, so that chance moves nothing.

    Raises:
        KeyError: one of them has no scenario of that name.
        CancelledError: `cancelled` said so.
    """
    start, end = (_seen(case, scenario, after.seed) for case in (before, after))
    steps = list(_steps(start, end))
    figures = [found for found, _ in steps if found.is_figure]
    runs = AttributedRuns(
        start, end, [(found.is_figure, step) for found, step in steps], trials, cancelled
    )
    maxima, rest_maximum = runs.maxima()
    means, rest_mean = runs.means()
    others = [found for found, _ in steps if not found.is_figure]
    return Movement(
        before=runs.first, after=runs.last, orders=len(runs.orders), sampled=runs.is_sampled,
        moves=tuple(
            Move(change=found, maximum_eur=maximum, mean_eur=mean)
            for found, maximum, mean in zip(figures, maxima, means, strict=True)
        ),
        others=(*_other_scenarios(before, after), *others),
        rest_maximum_eur=rest_maximum,
        rest_mean_eur=rest_mean,
    )  # fmt: skip


def _seen(case: Case, scenario: str | None, seed: int) -> Case:
    """The case as the scenario sees it, without scenarios and earlier briefings."""
    applied = apply_scenario(case, scenario_of(case, scenario))
    return msgspec.structs.replace(applied, scenarios=(), briefed=(), seed=seed)


def _other_scenarios(before: Case, after: Case) -> Iterator[Change]:
    old, new = ({s.id: s for s in case.scenarios} for case in (before, after))
    for name in (*old, *(n for n in new if n not in old)):
        if name not in new:
            yield Change(kind="removed", owner=name, part=old[name], is_figure=False)
        elif name not in old:
            yield Change(kind="added", owner=name, part=new[name], is_figure=False)
        elif old[name] != new[name]:
            yield Change(kind="changed", owner=name, part=new[name], is_figure=False)


def _steps(before: Case, after: Case) -> Iterator[_Step]:
    old, new = _parts(before), _parts(after)
    owners = {v.name: v.owner for case in (before, after) for v in walk(case)}
    for name, part in new.items():
        if name not in old:
            owner = owners[name]
            if owner not in new or owner in old:
                yield Change(kind="added", owner=name, part=part), _adding(part, owner)
    for name, part in new.items():
        if name in old:
            for field, was, now in _changed_fields(old[name], part):
                found = Change(
                    kind="changed", owner=name, field=field, before=was, after=now,
                    is_figure=is_figure(type(part), field, was, now),
                )  # fmt: skip
                yield found, _changing(name, field, now)
    for name, part in reversed(old.items()):
        if name not in new and (owners[name] in new or not owners[name]):
            yield Change(kind="removed", owner=name, part=part), _removing(name)


def _parts(case: Case) -> dict[str, Part]:
    """Every part by its name but the scenarios, owners before what they hold."""
    return {v.name: v.part for v in walk(case) if not isinstance(v.part, Scenario)}


def _changed_fields(old: Part, new: Part) -> Iterator[tuple[str, Any, Any]]:
    """Fields with their values before and after, those of some values looked into."""
    for field in new.__struct_fields__:
        was, now = getattr(old, field), getattr(new, field)
        if was == now or _holds_parts(type(new), field):
            continue
        if isinstance(now, _WITHIN) and isinstance(was, _WITHIN):
            within = _changed_fields(was, now)
            yield from ((f"{field}.{name}", first, last) for name, first, last in within)
        else:
            yield field, was, now


def _holds_parts(kind: type[Part], field: str) -> bool:
    if kind is Case:
        return field in (*NAMED_COLLECTIONS, "proceedings", "provider", "briefed")
    return (kind, field) in (
        (Proceeding, "strands"), (Proceeding, "events"), (Strand, "periodic"),
    )  # fmt: skip


def _adding(part: Part, owner: str) -> Callable[[Case], Case]:
    assert isinstance(part, NamedPart)

    def step(case: Case) -> Case:
        if not owner:
            return add(case, _collection(part), part)
        if isinstance(part, Strand):
            return add_strand(case, part, proceeding=owner)
        holder = find_part(case, owner)
        if isinstance(holder, Strand):
            return change(case, owner, periodic=(*holder.periodic, part))
        return add_event(case, part, proceeding=owner)  # type: ignore[arg-type]

    return step


def _collection(part: NamedPart) -> str:
    kinds = {
        "Platform": "platforms", "FinancialYear": "financial_years",
        "ExchangeRate": "exchange_rates", "SharedFacts": "shared_facts",
        "Proceeding": "proceedings", "Infringement": "infringements",
    }  # fmt: skip
    return kinds[type(part).__name__]


def _changing(owner: str, field: str, value: Any) -> Callable[[Case], Case]:
    def step(case: Case) -> Case:
        return change(case, owner, **changes_at(find_part(case, owner), field, value))

    return step


def _removing(name: str) -> Callable[[Case], Case]:
    return lambda case: remove(case, name)
