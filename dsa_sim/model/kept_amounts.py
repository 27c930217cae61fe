"""Amounts made ready for drawing, kept from one run to the next.

Runs that hold one input at another number share all amounts that do not rest on it: making their
tables costs more than a block of trials.
"""

from typing import Any

from dsa_sim.model.amount_trials import AmountTrials
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.draw import Tables
from dsa_sim.model.limitation import proceeding_of

_CASE_FIELDS = tuple(
    name for name in Case.__struct_fields__ if name not in ("infringements", "proceedings")
)
_FIELDS = tuple(name for name in Infringement.__struct_fields__ if name not in ("chance", "fined"))


class KeptAmounts:
    """The amounts of earlier runs, each as long as nothing that it rests on has changed.

    `tables` are those of the estimates that they and their strands draw from.
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self._known: dict[str, tuple[tuple[Any, ...], AmountTrials]] = {}

    def of(self, case: Case, infringement: Infringement) -> AmountTrials:
        """The amount of an infringement: the one of before, or a new one."""
        basis = _basis(case, infringement)
        known = self._known.get(infringement.id)
        if known is None or known[0] != basis:
            known = (basis, AmountTrials(case, infringement))
            self._known[infringement.id] = known
        return known[1]


def _basis(case: Case, infringement: Infringement) -> tuple[Any, ...]:
    """What an amount rests on; turnover, maximum and years are compared where they are known."""
    proceeding = proceeding_of(case, infringement)
    return (
        *(getattr(infringement, name) for name in _FIELDS),
        proceeding.authority, proceeding.member_state,
        *(getattr(case, name) for name in _CASE_FIELDS),
    )  # fmt: skip
