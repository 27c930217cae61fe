"""Turnovers of years that are not closed: drawn once, and common to all that rests on them."""

import numpy as np

from dsa_sim.model.chain import Array
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.draw import Draw
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.maxima import Turnover

_STEPS = 32
"""So many slices of growth, and of the rate, are enough for a mean."""


def projection_factors(turnover: Turnover) -> Array:
    """Equally likely multiples of the likely turnover, for a mean over them; (count,)."""
    growth, expected = turnover.year.growth, turnover.rate.expected if turnover.rate else None
    grown, units = np.ones(1), np.ones(1)
    if growth is not None and growth.is_uncertain:
        grown = (1.0 + _slices(growth)) / (1.0 + float(growth.central))
    if expected is not None and expected.is_uncertain:
        units = _slices(expected) / float(turnover.per_euro)
    return (grown[:, None] / units).ravel()


def _slices(estimate: Estimate) -> Array:
    means: Array = quantile_table(estimate).reshape(_STEPS, -1).mean(axis=1)
    return means


def projection_factor(draw: Draw, turnover: Turnover) -> Array:
    """What a turnover is in each trial, as a multiple of the likely one; (size,) or (1,).

    Growth and exchange rate are drawn once for a year, and are common to all that rests on it.
    """
    factor = np.ones(1)
    growth = turnover.year.growth
    if growth is not None and growth.is_uncertain:
        grown = 1.0 + draw.value(f"{turnover.year.id}.growth", growth)
        factor = grown / (1.0 + float(growth.central))
    expected = turnover.rate.expected if turnover.rate else None
    if turnover.rate is not None and expected is not None and expected.is_uncertain:
        units = draw.value(f"{turnover.rate.id}.expected", expected)
        factor = factor * (float(turnover.per_euro) / units)
    return factor
