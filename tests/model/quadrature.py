"""Exact answers for amounts and findings that hang together, by quadrature and convolution.

Given the common levels everything is independent, so the distribution given them is a
convolution; it is averaged over their normal distribution. Nothing of the program is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import erf, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CELLS = 3072
_NORMAL = NormalDist()
_PHI = np.vectorize(lambda x: 0.5 * (1.0 + erf(x / sqrt(2.0))))


@dataclass(frozen=True)
class Risk:
    """A finding with its chance, and low, likely and high of what it costs."""

    chance: float
    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Answer:
    """Masses on the nodes 0, h, 2h …"""

    h: float
    mass: Array

    @property
    def mean(self) -> float:
        return float(self.mass @ np.arange(len(self.mass))) * self.h

    def quantile(self, share: float) -> float:
        total = np.cumsum(self.mass)
        k = int(np.searchsorted(total, share))
        before = total[k - 1] if k else 0.0
        return (k - 0.5 + (share - before) / (total[k] - before)) * self.h


@cache
def exact(
    risks: tuple[Risk, ...],
    maximum: float,
    *,
    severity: float = 0.0,
    shared: float = 0.0,
    needs_finding: bool = False,
) -> Answer:
    """What all risks cost together, cut at a maximum.

    `severity` and `shared` are the strengths by which amounts and findings hang together;
    `needs_finding` leaves out that nothing is found.
    """
    h = maximum / CELLS
    edges = (np.arange(CELLS + 2) - 0.5) * h
    below = [_distribution(r, edges) for r in risks]
    levels, weights = _levels(severity)
    moods, shares = _levels(shared)
    mass, none = np.zeros(CELLS + 1), 0.0
    for level, weight in zip(levels, weights, strict=True):
        amounts = [_given(f, severity, level) for f in below]
        for mood, share in zip(moods, shares, strict=True):
            chances = [_chance(r.chance, shared, mood) for r in risks]
            mass += weight * share * _sum(amounts, chances)
            none += weight * share * float(np.prod([1.0 - c for c in chances]))
    if needs_finding:
        mass[0] -= none
        mass /= 1.0 - none
    return Answer(h, mass)


def _levels(strength: float) -> tuple[Array, Array]:
    if strength == 0.0:
        return np.zeros(1), np.ones(1)
    # the stronger, the steeper: more nodes
    nodes, weights = np.polynomial.hermite_e.hermegauss(25 if strength <= 0.5 else 81)
    return nodes, weights / weights.sum()


def _distribution(risk: Risk, edges: Array) -> Array:
    """How much of the modified PERT of a risk lies below each edge."""
    width = risk.high - risk.low
    mode = (risk.likely - risk.low) / width
    angle = np.linspace(0.0, np.pi / 2, 20_001)
    density = np.sin(angle) ** (1 + 8 * mode) * np.cos(angle) ** (9 - 8 * mode)
    below = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    unit = np.clip((edges - risk.low) / width, 0.0, 1.0)
    return np.interp(np.arcsin(np.sqrt(unit)), angle, below / below[-1])


def _given(below: Array, strength: float, level: float) -> Array:
    """Masses of an amount given the common level."""
    if strength == 0.0:
        return np.diff(below)
    inside = np.clip(below, 1e-15, 1 - 1e-15)
    quantiles = np.array([_NORMAL.inv_cdf(x) for x in inside])
    moved = _PHI((quantiles - sqrt(strength) * level) / sqrt(1.0 - strength))
    return np.diff(np.where(below <= 0.0, 0.0, np.where(below >= 1.0, 1.0, moved)))


def _chance(chance: float, strength: float, mood: float) -> float:
    if strength == 0.0:
        return chance
    level = (_NORMAL.inv_cdf(chance) - sqrt(strength) * mood) / sqrt(1.0 - strength)
    return _NORMAL.cdf(level)


def _sum(amounts: Sequence[Array], chances: Sequence[float]) -> Array:
    size = len(amounts) * (CELLS + 1)
    product = np.ones(size // 2 + 1, dtype=complex)
    for mass, chance in zip(amounts, chances, strict=True):
        one = np.zeros(size)
        one[: CELLS + 1] = chance * mass
        one[0] += 1.0 - chance
        product *= np.fft.rfft(one)
    whole = np.fft.irfft(product, size)
    cut = whole[: CELLS + 1].copy()
    cut[CELLS] += whole[CELLS + 1 :].sum()
    return cut
