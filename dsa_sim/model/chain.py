"""From an infringement to an amount: one chain of steps, on arrays.

The chain is the same in every method; methods differ in the starting amount and in what the
duration means. Every array has the shape (trials,) or broadcasts to it; a worksheet is this
code run on one trial. Amounts are in euro, factors and shares are plain numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The running amount in euro after each step, each of shape (trials,)."""

    start: Array
    duration: Array
    recurrence: Array
    aggravating: Array
    mitigating: Array
    deterrence: Array
    other_penalties: Array

    @property
    def amount(self) -> Array:
        """The amount before the maximum."""
        return self.other_penalties


def run_chain(
    *,
    start: Array,
    duration: Array,
    recurrence: Array,
    aggravating: Array,
    mitigating: Array,
    other_penalties: Array,
    deterrence: Array | float = 1.0,
) -> Chain:
    """Run the chain from the starting amount to the amount before the maximum.

    amount = max(0, start × duration × (1 + recurrence) × max(0, 1 + aggravating − mitigating)
    × deterrence − other penalties). Art. 74(4) names nature, gravity, duration and recurrence;
    aggravating and mitigating circumstances are the user's, added up before they are applied; a
    deterrence factor belongs to the method `value_of_sales` alone (1: none); penalties for the
    same facts under other rules come off last (recital 144).
    """
    after_duration = _times(start, duration)
    after_recurrence = _times(after_duration, 1.0 + recurrence)
    after_aggravating = _times(after_recurrence, 1.0 + aggravating)
    after_mitigating = _times(after_recurrence, np.maximum(0.0, 1.0 + aggravating - mitigating))
    after_deterrence = _times(after_mitigating, np.atleast_1d(deterrence))
    return Chain(
        start=start,
        duration=after_duration,
        recurrence=after_recurrence,
        aggravating=after_aggravating,
        mitigating=after_mitigating,
        deterrence=after_deterrence,
        other_penalties=_less(after_deterrence, other_penalties),
    )


def _times(amount: Array, factor: Array) -> Array:
    # Most steps of most infringements change nothing: a block of trials is spared the work.
    return amount if factor.size == 1 and factor[0] == 1.0 else amount * factor


def _less(amount: Array, other: Array) -> Array:
    # No amount is negative, so that taking nothing off leaves it as it is.
    return amount if other.size == 1 and other[0] == 0.0 else np.maximum(0.0, amount - other)
