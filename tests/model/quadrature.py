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
Spectrum = NDArray[np.complex128]

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
    size = len(risks) * (CELLS + 1)
    spectrum, none = np.zeros(size // 2 + 1, dtype=complex), 0.0
    for level, weight in zip(*_levels(severity), strict=True):
        amounts = [np.fft.rfft(_given(f, severity, level), size) for f in below]
        for mood, share in zip(*_levels(shared), strict=True):
            chances = [_chance(r.chance, shared, mood) for r in risks]
            spectrum += weight * share * _sum(amounts, chances)
            none += weight * share * float(np.prod([1.0 - c for c in chances]))
    mass = _cut(np.fft.irfft(spectrum, size))
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


def pert_values(low: float, likely: float, high: float, count: int) -> Array:
    """The values of a modified PERT at the middles of equal slices."""
    edges = np.linspace(low, high, 40_001)
    below = _distribution(Risk(1.0, low, likely, high), edges)
    return np.interp((np.arange(count) + 0.5) / count, below, edges)


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


def _sum(amounts: Sequence[Spectrum], chances: Sequence[float]) -> Spectrum:
    """The spectrum of what is paid: each amount with its chance, else nothing."""
    return np.prod(
        [1.0 - chance + chance * one for one, chance in zip(amounts, chances, strict=True)], axis=0
    )


def _cut(whole: Array) -> Array:
    cut = whole[: CELLS + 1].copy()
    cut[CELLS] += whole[CELLS + 1 :].sum()
    return cut
