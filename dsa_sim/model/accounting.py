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
from dsa_sim.model.methods import Array
from dsa_sim.model.simulation import Exposure

Likelihood = Literal["probable", "possible", "remote"]
_BINS = 40


@dataclass(frozen=True, kw_only=True)
class ProvisionView:
    """What the trials say in the words of accounting, all in euro.

    `chance` is that of paying anything. `most_likely_eur` is the middle of the most frequent of
    40 equal classes of what is paid, where something is; `expected_eur` the mean over all
    trials. `range_eur` are P10 and P90 of what is paid where something is. `best_estimate_eur`
    is the one of the user's choice.
    """

    likelihood: Likelihood
    chance: float
    most_likely_eur: float
    expected_eur: float
    best_estimate_eur: float
    range_eur: tuple[float, float]


def provision_view(exposure: Exposure, classes: ProvisionClasses) -> ProvisionView:
    """The provision view of an exposure under the user's classes."""
    ascending = exposure.ascending_eur
    paid = ascending[np.searchsorted(ascending, 0.0, side="right") :]
    chance = len(paid) / exposure.trials
    likely = _most_frequent(paid)
    expected = exposure.mean_eur
    return ProvisionView(
        likelihood=likelihood(chance, classes),
        chance=chance,
        most_likely_eur=likely,
        expected_eur=expected,
        best_estimate_eur=likely if classes.best_estimate == "most_likely" else expected,
        range_eur=(_at(paid, 0.1), _at(paid, 0.9)),
    )


def likelihood(chance: float, classes: ProvisionClasses) -> Likelihood:
    """The user's class of a chance: above `probable`, up to `remote`, or between."""
    exact = Decimal(repr(chance))
    if exact > classes.probable:
        return "probable"
    return "remote" if exact <= classes.remote else "possible"


def _most_frequent(paid: Array) -> float:
    if not len(paid):
        return 0.0
    low, high = float(paid[0]), float(paid[-1])
    if low == high:
        return low
    counts, edges = np.histogram(paid, bins=_BINS, range=(low, high))
    fullest = int(np.argmax(counts))
    return float(edges[fullest] + edges[fullest + 1]) / 2


def _at(paid: Array, share: float) -> float:
    """The smallest payment that at least that share of the payments does not exceed."""
    if not len(paid):
        return 0.0
    return float(paid[max(int(np.ceil(share * len(paid))) - 1, 0)])
