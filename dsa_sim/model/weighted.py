"""The base case and its scenarios weighed against each other: one distribution of all of them.

Open questions of law (whose turnover, per decision or per infringement) are flipped by scenarios;
with weights they are weighed. A scenario happens with its weight, the base case with what is
left: F(x) = Σ weight × F_scenario(x).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dsa_sim.model.case import Case
from dsa_sim.model.simulation import Exposure

_HALVINGS = 80


def weights(case: Case) -> tuple[tuple[str, Decimal], ...]:
    """The base case (an empty identifier) and the scenarios with their weights, adding to 1.

    Empty where no scenario has a weight; what weighs nothing is left out.
    """
    own = tuple((s.id, s.weight) for s in case.scenarios if s.weight is not None)
    if not own:
        return ()
    rest = 1 - sum((weight for _, weight in own), Decimal(0))
    return tuple((name, weight) for name, weight in (("", rest), *own) if weight)


@dataclass(frozen=True, kw_only=True)
class Weighted:
    """The exposures of a case with their weights (adding to 1), as one distribution."""

    parts: tuple[tuple[float, Exposure], ...]

    @property
    def is_assessed(self) -> bool:
        """True where each scenario has something assessed; else its nothing is no result."""
        return all(exposure.coverage.is_modelled for _, exposure in self.parts)

    @property
    def mean_eur(self) -> float:
        """The mean in euro."""
        return self._mixed(lambda e: e.mean_eur)

    @property
    def chance_any_fine(self) -> float:
        """The chance (0–1) of any fine."""
        return self._mixed(lambda e: e.chance_any_fine)

    @property
    def chance_of_none(self) -> float:
        """The chance (0–1) that nothing is paid."""
        return self._mixed(lambda e: e.chance_of_none)

    def chance_above(self, amount_eur: float) -> float:
        """The chance (0–1) that more than an amount is paid."""
        return self._mixed(lambda e: e.chance_above(amount_eur))

    def quantile_eur(self, share: float) -> float:
        """The smallest total that at least a share (0–1) of all outcomes does not exceed."""
        # Between two amounts of the trials nothing changes, so that halving ends at one of them.
        low, high = -1.0, max(float(e.ascending_eur[-1]) for _, e in self.parts)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if 1.0 - self.chance_above(middle) >= share:
                high = middle
            else:
                low = middle
        return max(high, 0.0)

    def _mixed(self, value: Callable[[Exposure], float]) -> float:
        return sum(weight * value(exposure) for weight, exposure in self.parts)


def weighted(case: Case, known: Mapping[str, Exposure | None]) -> Weighted | None:
    """The weighted exposure from those of the scenarios (an empty identifier: the base case).

    None where no scenario has a weight, or an exposure that is needed is not there.
    """
    found = [(float(weight), known.get(name)) for name, weight in weights(case)]
    parts = tuple((weight, exposure) for weight, exposure in found if exposure is not None)
    return Weighted(parts=parts) if parts and len(parts) == len(found) else None
