"""From amounts to the fine of a decision: the maximum and what is left of each amount."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dsa_sim.model.case import Authority, Case
from dsa_sim.model.chain import Array

AppliedCap = Literal["per_decision", "per_infringement"]

_SMALLEST = float(np.finfo(np.float64).tiny)
_FEW = 8
"""Up to one in this many trials the shares are cut one by one."""


@dataclass(frozen=True, kw_only=True)
class CappedFine:
    """The fine of one decision in euro.

    `total` (trials,) is the sum before the maximum, `fine` (trials,) what may be imposed,
    `shares` (infringements, trials) what each infringement contributes to it, and `binds`
    (trials,) tells where the maximum took something away.
    """

    total: Array
    fine: Array
    shares: Array
    binds: NDArray[np.bool_]


def applied_cap(case: Case, authority: Authority) -> AppliedCap:
    """The cap reading that applies to an authority (recital 117; by authority unless chosen)."""
    if case.cap_reading != "by_authority":
        return case.cap_reading
    return "per_decision" if authority == "commission" else "per_infringement"


def apply_maximum(
    amounts: Array, *, maximum: float | Array, cap: AppliedCap, overwrite: bool = False
) -> CappedFine:
    """Apply the maximum of Art. 74 to amounts of shape (infringements, trials).

    `maximum` in euro is one number or one a trial. With `overwrite` the shares take the place of
    the amounts, which spares memory.

    `per_decision`: the sum is limited, each infringement cut pro rata; `per_infringement`
    (Art. 52 with recital 117): each amount is limited on its own.
    """
    total = amounts.sum(axis=0)
    if cap == "per_infringement":
        binds = np.asarray((amounts > maximum).any(axis=0))
        shares = np.minimum(amounts, maximum, out=amounts if overwrite else None)
        return CappedFine(
            total=total, fine=shares.sum(axis=0), shares=shares, binds=binds,
        )  # fmt: skip
    binds = total > maximum
    shares = amounts if overwrite else amounts.copy()
    _cut(shares, total, maximum, binds)
    return CappedFine(total=total, fine=np.minimum(total, maximum), shares=shares, binds=binds)


def _cut(shares: Array, total: Array, maximum: float | Array, binds: NDArray[np.bool_]) -> None:
    """Cut shares pro rata, in place, where the maximum binds."""
    if np.count_nonzero(binds) * _FEW > len(binds):
        # Exactly 1 where the maximum does not bind: dividing throughout beats picking most.
        shares *= maximum / np.maximum(total, np.maximum(maximum, _SMALLEST))
        return
    where = np.flatnonzero(binds)
    if len(where):
        shares[:, where] *= np.broadcast_to(maximum, total.shape)[where] / total[where]


def float_not_above(amount: Decimal) -> float:
    """The largest float that does not exceed an exact amount, so that no fine can either."""
    nearest = float(amount)
    return nearest if Fraction(nearest) <= Fraction(amount) else float(np.nextafter(nearest, 0.0))
