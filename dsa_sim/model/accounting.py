"""The provision view: the user's classes, and a best estimate with its range.

Words of IAS 37: a provision where an outflow is probable (more likely than not), a contingent
liability to disclose where it is possible, nothing where it is remote; the best estimate is the
most likely outcome or the expected value. Thresholds and choice are the user's, and so is the
judgement: the program only counts trials.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from dsa_sim.model.case import ProvisionClasses
from dsa_sim.model.chain import Array
from dsa_sim.model.simulation import Exposure

Likelihood = Literal["probable", "possible", "remote"]
_BINS = 40
_ATOM = 0.01
"""From which share of all payments on one amount counts as an outcome of its own."""


@dataclass(frozen=True, kw_only=True)
class ProvisionView:
    """What the trials say in the words of accounting, all in euro.

    `chance` is that of paying anything. `most_likely_eur` is the most likely payment, where
    something is paid: an amount that is paid again and again (`likely_share` of all payments), or
    else the median payment of the most frequent of 40 equal classes (`likely_share` None).
    `expected_eur` is the mean over all trials. `range_eur` are P10 and P90 of what is paid where
    something is. `best_estimate_eur` is the one of the user's choice.
    """

    likelihood: Likelihood
    chance: float
    most_likely_eur: float
    likely_share: float | None
    expected_eur: float
    best_estimate_eur: float
    range_eur: tuple[float, float]


def provision_view(exposure: Exposure, classes: ProvisionClasses) -> ProvisionView:
    """The provision view of an exposure under the user's classes."""
    ascending = exposure.ascending_eur
    paid = ascending[np.searchsorted(ascending, 0.0, side="right") :]
    chance = len(paid) / exposure.trials
    likely, share = _most_frequent(paid)
    expected = exposure.mean_eur
    return ProvisionView(
        likelihood=likelihood(chance, classes),
        chance=chance,
        most_likely_eur=likely,
        likely_share=share,
        expected_eur=expected,
        best_estimate_eur=likely if classes.best_estimate == "most_likely" else expected,
        range_eur=(exposure.paid_quantile_eur(0.1), exposure.paid_quantile_eur(0.9)),
    )


def likelihood(chance: float, classes: ProvisionClasses) -> Likelihood:
    """The user's class of a chance: above `probable`, up to `remote`, or between."""
    exact = Decimal(repr(chance))
    if exact > classes.probable:
        return "probable"
    return "remote" if exact <= classes.remote else "possible"


def _most_frequent(paid: Array) -> tuple[float, float | None]:
    """The most likely of payments in rising order, and its share where it is one amount.

    An amount that comes again wins over a class of amounts that is no fuller than it.
    """
    if not len(paid):
        return 0.0, None
    cents = np.rint(paid * 100)
    starts = np.flatnonzero(np.diff(cents, prepend=-1.0))
    counts = np.diff(starts, append=len(paid))
    most = int(np.argmax(counts))
    share = float(counts[most]) / len(paid)
    single = np.repeat(counts, counts) < _ATOM * len(paid)
    spread = paid[single]
    inside, count = _fullest_class(spread)
    if share >= _ATOM and counts[most] >= count:
        return float(paid[starts[most]]), share
    return inside, None


def _fullest_class(paid: Array) -> tuple[float, int]:
    """The median of the payments in the fullest of equal classes, and how many it holds."""
    if not len(paid):
        return 0.0, 0
    low, high = float(paid[0]), float(paid[-1])
    counts, _ = np.histogram(paid, bins=_BINS, range=(low, max(high, low + 1e-9)))
    fullest = int(np.argmax(counts))
    start = int(counts[:fullest].sum())
    return float(paid[start + int(counts[fullest]) // 2]), int(counts[fullest])
