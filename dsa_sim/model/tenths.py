"""A range said as "1 in 10 below – middle – 1 in 10 above": its values and its mean.

The Johnson quantile-parameterized distributions of Hadlock and Bickel ("Johnson
Quantile-Parameterized Distributions", Decision Analysis 14(1), 2017): made for the 10th, 50th and
90th percentile, which they meet exactly. From 0 up without an end it is J-QPD-S, whose tails
are those of a lognormal; between 0 and an end it is J-QPD-B. Where the middle lies evenly between
the others they are the lognormal, and the normal on the probit scale.
"""

from functools import lru_cache
from math import acosh, erfc, log, sinh, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_NORMAL = NormalDist()
_TENTH = _NORMAL.inv_cdf(0.9)
_SAME = 1e-9
"""Distances that differ by less than this share are even."""
_FURTHEST, _NODES = 8.5, 1025


def tenths_values(
    levels: Array, low: float, middle: float, high: float, at_most: float | None
) -> Array:
    """The values of the distribution at standard normal levels, as many.

    0 < `low` < `middle` < `high`; `at_most`, above them, ends the distribution (None: no end).
    """
    if at_most is None:
        first, half, last = (log(x) for x in (low, middle, high))
        return np.exp(_without_end(levels, first, half, last))
    first, half, last = (_NORMAL.inv_cdf(x / at_most) for x in (low, middle, high))
    return at_most * _normal_below(_with_end(levels, first, half, last))


@lru_cache(maxsize=256)
def tenths_mean(low: float, middle: float, high: float, at_most: float | None) -> float:
    """The mean of the distribution, by the trapezoidal rule over normal levels."""
    levels = np.linspace(-_FURTHEST, _FURTHEST, _NODES)
    density = np.exp(-(levels**2) / 2)
    values = tenths_values(levels, low, middle, high, at_most)
    return float(values @ density / density.sum())


def _without_end(levels: Array, low: float, middle: float, high: float) -> Array:
    """J-QPD-S on the scale of logarithms."""
    lean = _lean(low, middle, high)
    if lean == 0:
        return _even(levels, low, middle, high)
    nearer = _nearer(low, middle, high)
    bend = sinh(acosh((high - low) / (2 * nearer))) / _TENTH
    moved = np.sinh(np.arcsinh(bend * levels) + np.arcsinh(lean * _TENTH * bend))
    away: Array = nearer / (bend * _TENTH) * moved
    return (low if lean > 0 else high) + away


def _with_end(levels: Array, low: float, middle: float, high: float) -> Array:
    """J-QPD-B on the probit scale."""
    lean = _lean(low, middle, high)
    if lean == 0:
        return _even(levels, low, middle, high)
    bend = acosh((high - low) / (2 * _nearer(low, middle, high))) / _TENTH
    moved = np.sinh(bend * (levels + lean * _TENTH))
    away: Array = (high - low) / sinh(2 * bend * _TENTH) * moved
    return (low if lean > 0 else high) + away


def _lean(low: float, middle: float, high: float) -> int:
    """1 where the middle is nearer to the low end, −1 to the high end, 0 in between."""
    lean = low + high - 2 * middle
    return 0 if abs(lean) <= _SAME * (high - low) else 1 if lean > 0 else -1


def _nearer(low: float, middle: float, high: float) -> float:
    # Numbers that differ in their last digits only are not told apart.
    return max(min(middle - low, high - middle), _SAME * (high - low))


def _even(levels: Array, low: float, middle: float, high: float) -> Array:
    return middle + (high - low) / (2 * _TENTH) * levels


def _normal_below(levels: Array) -> Array:
    """The normal distribution function, exact in both tails."""
    return np.array([erfc(-level / sqrt(2)) / 2 for level in levels.tolist()])
