"""What one run leaves to the next: amounts made ready for drawing, and what the law rules out.

Runs that hold one input at another number share all that does not rest on it: to make it costs
more than a block of trials.
"""

from collections.abc import Iterator
from typing import Any

from dsa_sim.model.amount_trials import AmountTrials
from dsa_sim.model.case import (
    NAMED_COLLECTIONS,
    Appeal,
    Case,
    Infringement,
    Outcomes,
    Part,
    Payment,
    StartingAmount,
    walk,
)
from dsa_sim.model.counting import Exclusions, exclusions
from dsa_sim.model.draw import Tables
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.limitation import proceeding_of

Basis = tuple[Any, ...]

_NUMBERS = (Estimate, StartingAmount, Outcomes, Appeal, Payment)
_PARTS = {*NAMED_COLLECTIONS, "proceedings", "provider", "strands", "events", "periodic"}
_CASE_FIELDS = tuple(
    name for name in Case.__struct_fields__ if name not in ("infringements", "proceedings")
)
_FIELDS = tuple(name for name in Infringement.__struct_fields__ if name not in ("chance", "fined"))


class Kept:
    """What earlier runs made, each part as long as nothing that it rests on has changed.

    `tables` are those of the estimates that they and their strands draw from.
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self._amounts: dict[str, tuple[Basis, AmountTrials]] = {}
        self._exclusions: tuple[tuple[Part, ...], Exclusions] | None = None

    def amount(self, case: Case, infringement: Infringement) -> AmountTrials:
        """The amount of an infringement: the one of before, or a new one."""
        basis = _basis(case, infringement)
        known = self._amounts.get(infringement.id)
        if known is None or known[0] != basis:
            known = (basis, AmountTrials(case, infringement))
            self._amounts[infringement.id] = known
        return known[1]

    def exclusions(self, case: Case) -> Exclusions:
        """What the law rules out: it rests on facts and days, on no estimate and no outcome."""
        parts = tuple(visit.part for visit in walk(case))
        if self._exclusions is None or not _same_facts(parts, self._exclusions[0]):
            self._exclusions = (parts, exclusions(case))
        return self._exclusions[1]


def _same_facts(parts: tuple[Part, ...], others: tuple[Part, ...]) -> bool:
    return len(parts) == len(others) and all(
        one is other or tuple(_facts(one)) == tuple(_facts(other))
        for one, other in zip(parts, others, strict=True)
    )


def _facts(part: Part) -> Iterator[Any]:
    """The values of a part that are no number of its simulation and no part of their own."""
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if name not in _PARTS and not isinstance(value, _NUMBERS):
            yield value


def _basis(case: Case, infringement: Infringement) -> Basis:
    """What an amount rests on; turnover, maximum and years are compared where they are known."""
    proceeding = proceeding_of(case, infringement)
    return (
        *(getattr(infringement, name) for name in _FIELDS),
        proceeding.authority, proceeding.member_state,
        *(getattr(case, name) for name in _CASE_FIELDS),
    )  # fmt: skip
