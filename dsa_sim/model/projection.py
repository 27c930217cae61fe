"""Turnovers of years that are not closed: drawn once, and common to all that rests on them."""

import numpy as np

from dsa_sim.model.amounts import Values
from dsa_sim.model.chain import Array
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.draw import Draw
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.maxima import Turnover

_STEPS = 32
"""So many slices of growth, and of the rate, are enough for a mean."""


def projection_factors(turnover: Turnover) -> Array:
    """Equally likely multiples of the likely turnover, for a mean over them; (count,)."""

    def slices(name: str, estimate: Estimate) -> Array:
        means: Array = quantile_table(estimate).reshape(_STEPS, -1).mean(axis=1)
        # Every growth with every rate: one down, the other across.
        return means[:, None] if name == f"{turnover.year.id}.growth" else means

    return _factor(turnover, slices).ravel()


def projection_factor(draw: Draw, turnover: Turnover) -> Array:
    """What a turnover is in each trial, as a multiple of the likely one; (size,) or (1,).

    Growth and exchange rate are drawn once for a year, and are common to all that rests on it.
    """
    return _factor(turnover, draw.value)


def _factor(turnover: Turnover, value: Values) -> Array:
    """(1 + growth) / (1 + likely growth) × likely rate / rate, for values of both."""
    factor = np.ones(1)
    growth = turnover.year.growth
    if growth is not None and growth.is_uncertain:
        grown = 1.0 + value(f"{turnover.year.id}.growth", growth)
        factor = grown / (1.0 + float(growth.central))
    expected = turnover.rate.expected if turnover.rate else None
    if turnover.rate is not None and expected is not None and expected.is_uncertain:
        units = value(f"{turnover.rate.id}.expected", expected)
        factor = factor * (float(turnover.per_euro) / units)
    return factor
