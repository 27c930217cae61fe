"""The amount of an infringement in each trial, if it is fined.

The chain is that of `amounts`. Where only one of its inputs is uncertain, as most often, the
chain is run once on the table of that input, and the trials look the amount itself up.
"""

import numpy as np

from dsa_sim.model.amounts import Bases, Values, amount_chain
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.chain import Array
from dsa_sim.model.draw import Draw
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.limitation import proceeding_of
from dsa_sim.model.methods import method_of
from dsa_sim.model.methods.method import Term


def common_level(case: Case, infringement: Infringement) -> str:
    """The stream of the attitude with which the authority of an infringement sets amounts."""
    proceeding = proceeding_of(case, infringement)
    return f"severity.{proceeding.authority}{proceeding.member_state}"


def own_start(case: Case, infringement: Infringement) -> Term | None:
    """The share that an amount starts with, where it is not that of the whole case."""
    share = method_of(case).start(case, infringement).share
    return share if share.address.startswith(f"{infringement.id}.") else None


class AmountTrials:
    """The amount of one infringement made ready for drawing."""

    def __init__(self, case: Case, infringement: Infringement) -> None:
        self._case, self._infringement = case, infringement
        self._finding = f"{infringement.id}.chance"
        # What an amount starts with is drawn together with the finding, if it is its own.
        start = own_start(case, infringement)
        self._within = {start.address} if start is not None else set()
        # What one authority sets with one attitude is drawn together (`Case.severity`).
        self._severity = case.severity if case.severity and case.severity.maximum else None
        self._common = common_level(case, infringement)
        self._alone: tuple[tuple[float, ...], str, Array | None] | None = None

    def run(self, draw: Draw, bases: Bases, *, out: Array | None = None) -> Array:
        """The amount in euro in each trial of a block, (trials,) or (1,).

        `out` (trials,) may take it, which spares memory.
        """
        if self._infringement.fault == "none":
            return np.zeros(1)
        if not bases.are_certain:
            return self._chain(draw, bases)
        known = self._alone
        if known is None or known[0] != bases.numbers:
            known = self._alone = (bases.numbers, *self._made_alone(draw, bases))
        _, name, table = known
        return (
            self._chain(draw, bases)
            if table is None
            else self._looked_up(draw, name, table, out=out)
        )

    def _chain(self, draw: Draw, bases: Bases) -> Array:
        def value(name: str, estimate: Estimate) -> Array:
            if name in self._within and estimate.is_uncertain:
                return self._looked_up(draw, name, self._table(draw, name, estimate))
            return draw.value(name, estimate)

        return self._amount(bases, value)

    def _looked_up(self, draw: Draw, name: str, table: Array, *, out: Array | None = None) -> Array:
        if len(table) == 1:
            return table
        if name in self._within and draw.is_common(self._common, self._severity):
            return draw.looked_up_together(
                self._finding, name, table, common=self._common, severity=self._severity
            )
        if name in self._within:
            return draw.looked_up_within(self._finding, name, table, out=out)
        return draw.looked_up(name, table, out=out)

    def _table(self, draw: Draw, name: str, estimate: Estimate) -> Array:
        within = name in self._within and not draw.is_common(self._common, self._severity)
        return draw.table(name, estimate, is_within=within)

    def _find_uncertain(self, bases: Bases) -> tuple[str, ...]:
        asked = []

        def central(name: str, estimate: Estimate) -> Array:
            asked.extend([name] * estimate.is_uncertain)
            return np.array([float(estimate.central)])

        self._amount(bases, central)
        return tuple(asked)

    def _made_alone(self, draw: Draw, bases: Bases) -> tuple[str, Array | None]:
        """The only uncertain input and the amounts at its ranks; without one, the amount.

        With several there is no such table.
        """

        def everywhere(name: str, estimate: Estimate) -> Array:
            if not estimate.is_uncertain:
                return np.array([float(estimate.central)])
            return self._table(draw, name, estimate)

        uncertain = self._find_uncertain(bases)
        if len(uncertain) > 1:
            return "", None
        return next(iter(uncertain), ""), self._amount(bases, everywhere)

    def _amount(self, bases: Bases, value: Values) -> Array:
        return amount_chain(self._case, self._infringement, bases=bases, value=value).amount
