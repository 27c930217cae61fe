"""The uncertain inputs of a case: which there are, and the case with one of them held.

An input is named by its path: the identifier of the part that has it and the fields that lead
to it ("risk.chance", "risk.aggravating.0", "main.appeal.reduction", "compel.days").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from dsa_sim.model.address import changes_at, split, value_at, with_estimate
from dsa_sim.model.case import (
    Case,
    ExchangeRate,
    FinancialYear,
    Infringement,
    Outcomes,
    Part,
    Periodic,
    Strand,
    walk,
)
from dsa_sim.model.decision_days import day_estimate
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.inputs import Input, rows_of
from dsa_sim.model.kinds import Unit
from dsa_sim.model.methods import Term, method_of

Kind = Literal["chance", "date"] | Unit


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
    terms = _terms(case)
    visits = list(walk(case))
    on_turnover = FinancialYear | ExchangeRate
    before = [v for v in visits if isinstance(v.part, on_turnover | Strand | Periodic)]
    after = [v for v in visits if isinstance(v.part, Infringement)]
    return (
        *(item for v in before for item in _of_part(case, v.name, v.part, terms)),
        *(_of_term(term) for term in _shared_terms(case)),
        *(item for v in after for item in _of_part(case, v.name, v.part, terms)),
    )


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
    owner, field = split(path)
    part = find_part(case, owner)
    if field == "decision_on":
        assert isinstance(part, Strand)
        day = part.decision_on + timedelta(round(number))
        return change(case, owner, decision_on=day, decision_earliest=None, decision_latest=None)
    if field == "outcomes":
        assert isinstance(part, Strand)
        return change(case, owner, outcomes=with_decision_chance(part.outcomes, number))
    estimate = exactly(round(Decimal(repr(float(number))), 12).normalize())
    value = with_estimate(value_at(part, field), estimate)
    return change(case, owner, **changes_at(part, field, value))


def with_decision_chance(outcomes: Outcomes, chance: float) -> Outcomes:
    """The outcomes with another chance of a decision, the others keeping their proportion."""
    decision = round(Decimal(repr(float(chance))), 9)
    rest = outcomes.closed + outcomes.commitments
    share = outcomes.commitments / rest if rest else Decimal(0)
    commitments = round((1 - decision) * share, 9)
    return Outcomes(decision=decision, commitments=commitments, closed=1 - decision - commitments)


def _of_part(
    case: Case, name: str, part: Part, terms: Mapping[str, Term]
) -> Iterator[UncertainInput]:
    for row in rows_of(type(part)):
        if row.scenario and row.exposure and row.is_used(case.method) and row.belongs_to(part):
            yield from _of_input(row, f"{name}.{row.field}", part, terms)


def _of_input(
    row: Input, path: str, part: Part, terms: Mapping[str, Term]
) -> Iterator[UncertainInput]:
    value = value_at(part, row.field)
    if path in terms:
        # The method may know a number where the input is open (the band of a gravity).
        term = terms[path]
        if term.estimate is not None:
            yield _of_term(term)
    elif isinstance(value, Estimate):
        assert row.number is not None
        kind: Kind = "chance" if row.is_chance else row.number.unit
        yield UncertainInput(path=path, kind=kind, estimate=value)
    elif isinstance(value, Outcomes):
        yield UncertainInput(path=path, kind="chance", estimate=exactly(value.decision))
    elif row.value_kind == "factors":
        for n, factor in enumerate(value):
            yield UncertainInput(path=f"{path}.{n}", kind="share", estimate=factor.share)
    elif isinstance(part, Strand) and row.field == "decision_on":
        day = day_estimate(part)
        if day is not None:
            yield UncertainInput(path=path, kind="date", estimate=day)


def _of_term(term: Term) -> UncertainInput:
    assert term.estimate is not None
    return UncertainInput(path=term.address, kind=term.unit, estimate=term.estimate)


def _terms(case: Case) -> dict[str, Term]:
    """The numbers that amounts start with, by their addresses."""
    starts = (method_of(case).start(case, i) for i in case.infringements)
    return {t.address: t for start in starts for t in start.terms if t != "years"}


def _shared_terms(case: Case) -> tuple[Term, ...]:
    """The numbers of the method on which infringements of the case rest together."""
    used = _terms(case)
    # What is one number by nature (a factor of the reference) is not held at another.
    return tuple(
        t
        for t in method_of(case).shared(case)
        if t.address in used and t.unit != "number" and t.estimate is not None
    )
