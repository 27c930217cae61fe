"""The uncertain inputs of a case: which there are, and the case with one of them held.

An input is named by its path: the identifier of the part that has it and the fields that lead
to it ("risk.chance", "risk.aggravating.0.share", "main.appeal.reduction", "compel.days").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

import msgspec

from dsa_sim.model.amounts import band_of
from dsa_sim.model.case import Case, Infringement, Outcomes, Strand
from dsa_sim.model.decision_days import day_estimate
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.periods import platform_of

Kind = Literal["chance", "share", "eur", "number", "days", "date"]


@dataclass(frozen=True, kw_only=True)
class UncertainInput:
    """One input that may move the result.

    `kind` says what its numbers mean ("date": days after the likely day of the decision). A
    `chance` that is one value is uncertain all the same: what it is a chance of may happen or
    not.
    """

    path: str
    kind: Kind
    estimate: Estimate

    @property
    def owner(self) -> str:
        """The identifier of the part that has the input."""
        return self.path.partition(".")[0]

    @property
    def is_uncertain(self) -> bool:
        """True for a chance, and for what is not one value."""
        return self.kind == "chance" or self.estimate.is_uncertain

    @property
    def is_point_chance(self) -> bool:
        """True for a chance entered as one value."""
        return self.kind == "chance" and not self.estimate.is_uncertain

    @property
    def is_certain(self) -> bool:
        """True for a chance entered as 0 or 1: an assumption that leaves nothing to chance."""
        return self.is_point_chance and self.estimate.central in (0, 1)


def inputs_of(case: Case) -> tuple[UncertainInput, ...]:
    """The chances and the uncertain estimates that the case's method uses, in its order."""
    return tuple(item for item in holdable_inputs_of(case) if item.is_uncertain)


def holdable_inputs_of(case: Case) -> tuple[UncertainInput, ...]:
    """The inputs of a case that may be held at another number, also those that are one value."""
    found: list[UncertainInput] = []
    for strand in case.strands:
        found += _of_strand(strand)
    platforms = [platform_of(case, i) for i in case.infringements]
    if case.method == "value_of_sales":
        for platform in dict.fromkeys(platforms):
            found += _one(f"{platform.id}.eu_revenue_eur", "eur", platform.eu_revenue_eur)
    if case.method == "precedent" and case.reference is not None:
        found += _one("case.reference.share", "share", case.reference.share)
    for infringement in case.infringements:
        found += _of_infringement(case, infringement)
    return tuple(found)


def input_at(case: Case, path: str) -> UncertainInput:
    """The input with that path; it may be one value.

    Raises:
        KeyError: the case has no such input.
    """
    for found in holdable_inputs_of(case):
        if found.path == path:
            return found
    raise KeyError(path)


def held(case: Case, path: str, number: float) -> Case:
    """The case with one input held at a number, everything else as it was.

    Raises:
        KeyError: there is no such input.
        ValueError: the input does not take that number.
    """
    owner, *fields = path.split(".")
    part = find_part(case, owner)
    if fields == ["decision_on"]:
        assert isinstance(part, Strand)
        day = part.decision_on + timedelta(round(number))
        return change(case, owner, decision_on=day, decision_earliest=None, decision_latest=None)
    if fields == ["outcomes"]:
        assert isinstance(part, Strand)
        return change(case, owner, outcomes=with_decision_chance(part.outcomes, number))
    estimate = exactly(round(Decimal(repr(float(number))), 12).normalize())
    return change(case, owner, **{fields[0]: _put(getattr(part, fields[0]), fields[1:], estimate)})


def with_decision_chance(outcomes: Outcomes, chance: float) -> Outcomes:
    """The outcomes with another chance of a decision, the others keeping their proportion."""
    decision = round(Decimal(repr(float(chance))), 9)
    rest = outcomes.closed + outcomes.commitments
    share = outcomes.commitments / rest if rest else Decimal(0)
    commitments = round((1 - decision) * share, 9)
    return Outcomes(decision=decision, commitments=commitments, closed=1 - decision - commitments)


def _put(value: Any, fields: list[str], estimate: Estimate) -> Any:
    if not fields:
        return estimate
    if isinstance(value, tuple):
        place = int(fields[0])
        changed = _put(value[place], fields[1:], estimate)
        return (*value[:place], changed, *value[place + 1 :])
    inner = _put(getattr(value, fields[0]), fields[1:], estimate)
    return msgspec.structs.replace(value, **{fields[0]: inner})


def _one(path: str, kind: Kind, estimate: Estimate | None) -> Iterator[UncertainInput]:
    if estimate is not None:
        yield UncertainInput(path=path, kind=kind, estimate=estimate)


def _of_strand(strand: Strand) -> Iterator[UncertainInput]:
    name = strand.id
    yield from _one(f"{name}.outcomes", "chance", exactly(strand.outcomes.decision))
    yield from _one(f"{name}.decision_on", "date", day_estimate(strand))
    if strand.appeal is not None:
        yield from _one(f"{name}.appeal.chance", "chance", strand.appeal.chance)
        yield from _one(f"{name}.appeal.reduction", "share", strand.appeal.reduction)
        yield from _one(f"{name}.appeal.increase", "share", strand.appeal.increase)
    for item in strand.periodic:
        yield from _one(f"{item.id}.chance", "chance", item.chance)
        yield from _one(f"{item.id}.daily_share", "share", item.daily_share)
        yield from _one(f"{item.id}.days", "days", item.days)
        yield from _one(f"{item.id}.definitive", "share", item.definitive)


def _of_infringement(case: Case, i: Infringement) -> Iterator[UncertainInput]:
    yield from _one(f"{i.id}.chance", "chance", i.chance)
    yield from _one(f"{i.id}.fined", "chance", i.fined)
    yield from _start_of(case, i)
    if case.method != "value_of_sales":
        yield from _one(f"{i.id}.duration", "number", i.duration)
    yield from _one(f"{i.id}.recurrence", "share", i.recurrence)
    for field, factors in (("aggravating", i.aggravating), ("mitigating", i.mitigating)):
        for n, factor in enumerate(factors):
            yield from _one(f"{i.id}.{field}.{n}.share", "share", factor.share)
    yield from _one(f"{i.id}.other_penalties", "eur", i.other_penalties)


def _start_of(case: Case, i: Infringement) -> Iterator[UncertainInput]:
    match case.method:
        case "judgement" if i.start is not None:
            kind: Kind = "eur" if i.start.unit == "eur" else "share"
            yield from _one(f"{i.id}.start.estimate", kind, i.start.estimate)
        case "bands":
            yield from _one(f"{i.id}.band", "share", band_of(i))
        case "value_of_sales":
            yield from _one(f"{i.id}.proportion", "share", i.proportion)
            yield from _one(f"{i.id}.entry_fee", "share", i.entry_fee)
            yield from _one(f"{i.id}.deterrence", "number", i.deterrence)
