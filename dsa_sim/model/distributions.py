"""Estimates as distributions: the value at every rank of a stream.

A table holds the value in the middle of each of `BLOCK` equal slices of probability, so that a
stream's ranks look values up (inverse transform). Range: uniform. Low, likely, high: modified
PERT, Beta(1 + 4(m − a)/(b − a), 1 + 4(b − m)/(b − a)) on [a, b]; other programs' "PERT" differ.
Low and high as tenths: J-QPD (`model.tenths`).
"""

from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from dsa_sim.model.chain import Array
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.streams import BLOCK
from dsa_sim.model.tenths import tenths_values

_NODES = 4096
_HIGHEST_LEVEL = 6.0
_LEVELS = 1 << 17
"""So many levels that the nearest one is off by less than a ten-thousandth of a deviation."""

_NORMAL = NormalDist()


def quantile_table(estimate: Estimate) -> Array:
    """The values of an estimate at the middles of `BLOCK` equal slices, rising; (BLOCK,)."""
    if estimate.reading == "tenths":
        return _tenths_table(*estimate.tenths)
    low, high = estimate.minimum, estimate.maximum
    if estimate.likely is None or low == high:
        unit = _middles()
    else:
        unit = _unit_pert(float((estimate.likely - low) / (high - low)))
    return float(low) + float(high - low) * unit


def normal_table() -> Array:
    """The standard normal values at the middles of `BLOCK` equal slices, rising; (BLOCK,)."""
    return _normal_table()


def normal_quantile(chance: float) -> float:
    """The standard normal value below which something of that chance (0–1, open) lies."""
    return _NORMAL.inv_cdf(chance)


def level_together(strength: Array | float, common: Array, own: Array) -> Array:
    """A normal level that rises and falls with a common one: √s · common + √(1 − s) · own."""
    level: Array = np.sqrt(strength) * common + np.sqrt(1.0 - strength) * own
    return level


def values_by_level(table: Array) -> Array:
    """The values of a table (BLOCK,) by the normal level of their ranks, for `level_places`."""
    levels = np.linspace(-_HIGHEST_LEVEL, _HIGHEST_LEVEL, _LEVELS)
    return np.interp(levels, normal_table(), table)


def level_places(levels: Array) -> NDArray[np.int32]:
    """The places of normal levels in a table of `values_by_level`."""
    steps = (_LEVELS - 1) / (2 * _HIGHEST_LEVEL)
    return np.rint((levels + _HIGHEST_LEVEL) * steps).astype(np.int32)


def normal_share(levels: Array) -> Array:
    """The chance that a standard normal value lies below each of some levels."""
    return np.interp(levels, normal_table(), _middles(), left=0.0, right=1.0)


@cache
def _middles() -> Array:
    made = (np.arange(BLOCK) + 0.5) / BLOCK
    made.setflags(write=False)
    return made


@lru_cache(maxsize=64)
def _unit_pert(mode: float) -> Array:
    """The quantiles of Beta(1 + 4·mode, 5 − 4·mode) on [0, 1].

    With x = sin²(angle) the density is smooth up to both ends, so that a few thousand slices
    give more than single precision.
    """
    alpha, beta = 1.0 + 4.0 * mode, 5.0 - 4.0 * mode
    angle = np.linspace(0.0, np.pi / 2, 2 * _NODES + 1)
    density = np.sin(angle) ** (2 * alpha - 1) * np.cos(angle) ** (2 * beta - 1)
    # Simpson's rule over each pair of slices.
    pieces = density[:-2:2] + 4.0 * density[1::2] + density[2::2]
    below = np.concatenate(([0.0], np.cumsum(pieces)))
    found = np.interp(_middles() * below[-1], below, angle[::2])
    made: Array = np.sin(found) ** 2
    made.setflags(write=False)
    return made


@lru_cache(maxsize=64)
def _tenths_table(low: float, middle: float, high: float, at_most: float | None) -> Array:
    made = tenths_values(normal_table(), low, middle, high, at_most)
    made.setflags(write=False)
    return made


@cache
def _normal_table() -> Array:
    # The upper half mirrors the lower one.
    half = np.array([_NORMAL.inv_cdf((k + 0.5) / BLOCK) for k in range(BLOCK // 2)])
    made = np.concatenate((half, -half[::-1]))
    made.setflags(write=False)
    return made
