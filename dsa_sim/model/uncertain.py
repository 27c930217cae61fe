"""The uncertain inputs of a case: which there are, and the case with one of them held.

An input is named by its path: the identifier of the part that has it and the fields that lead
to it ("risk.chance", "risk.aggravating.0", "main.appeal.reduction", "compel.days").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from dsa_sim.model.address import changes_at, value_at, with_estimate
from dsa_sim.model.case import Case, Infringement, Outcomes, Strand
from dsa_sim.model.decision_days import day_estimate
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.methods import Term, method_of

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
    for term in _shared_terms(case):
        found += _one(term.address, term.unit, term.estimate)
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
    path = ".".join(fields)
    return change(
        case, owner, **changes_at(part, path, with_estimate(value_at(part, path), estimate))
    )


def with_decision_chance(outcomes: Outcomes, chance: float) -> Outcomes:
    """The outcomes with another chance of a decision, the others keeping their proportion."""
    decision = round(Decimal(repr(float(chance))), 9)
    rest = outcomes.closed + outcomes.commitments
    share = outcomes.commitments / rest if rest else Decimal(0)
    commitments = round((1 - decision) * share, 9)
    return Outcomes(decision=decision, commitments=commitments, closed=1 - decision - commitments)


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
    if not method_of(case).years_in_start:
        yield from _one(f"{i.id}.duration", "number", i.duration)
    yield from _one(f"{i.id}.recurrence", "share", i.recurrence)
    for field, factors in (("aggravating", i.aggravating), ("mitigating", i.mitigating)):
        for n, factor in enumerate(factors):
            yield from _one(f"{i.id}.{field}.{n}", "share", factor.share)
    yield from _one(f"{i.id}.other_penalties", "eur", i.other_penalties)


def _start_of(case: Case, i: Infringement) -> Iterator[UncertainInput]:
    """The numbers that the amount starts with, but those that other infringements start with."""
    for term in method_of(case).start(case, i).terms:
        if term != "years" and term.address.startswith(f"{i.id}."):
            yield from _one(term.address, term.unit, term.estimate)
    if method_of(case).has_deterrence:
        yield from _one(f"{i.id}.deterrence", "number", i.deterrence)


def _shared_terms(case: Case) -> tuple[Term, ...]:
    """The numbers of the method on which infringements of the case rest together."""
    starts = (method_of(case).start(case, i) for i in case.infringements)
    used = {term.address for start in starts for term in start.terms if term != "years"}
    shared = method_of(case).shared(case)
    # What is one number by nature (a factor of the reference) is not held at another.
    return tuple(t for t in shared if t.address in used and t.unit != "number")
