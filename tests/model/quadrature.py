"""Exact answers for amounts and findings that hang together, by quadrature and convolution.

Given the common levels everything is independent, so the distribution given them is a
convolution; it is averaged over their normal distribution. Nothing of the program is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import acosh, asinh, erf, sinh, sqrt
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
    """A finding with its chance, and low, likely and high of what it costs.

    With `end` these are the 10th, 50th and 90th percentile of an amount between 0 and that end.
    """

    chance: float
    low: float
    likely: float
    high: float
    end: float = 0.0


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


@dataclass(frozen=True)
class Exposed:
    """A case of a portfolio: what is risked in it under one maximum, and its own severity."""

    risks: tuple[Risk, ...]
    maximum: float
    severity: float = 0.0


@cache
def exact_together(cases: tuple[Exposed, ...], severity: float = 0.0) -> Answer:
    """What the cases cost together, each cut at its maximum.

    `severity` joins the amounts of all cases, and those of one case at least as far.
    """
    h = max(c.maximum for c in cases) / CELLS
    size = len(cases) * (CELLS + 1)
    spectrum = np.zeros(size // 2 + 1, dtype=complex)
    for level, weight in zip(*_levels(severity), strict=True):
        parts = [np.fft.rfft(_mass_given(c, h, severity, level), size) for c in cases]
        spectrum += weight * np.prod(parts, axis=0)
    return Answer(h, np.fft.irfft(spectrum, size))


def _mass_given(case: Exposed, h: float, severity: float, level: float) -> Array:
    """Masses of a case given the level common to all cases, over what it has in common itself."""
    most = max(case.severity, severity)
    cells = round(case.maximum / h)
    below = [_distribution(r, (np.arange(cells + 2) - 0.5) * h) for r in case.risks]
    size = len(case.risks) * (cells + 1)
    whole = np.zeros(size)
    within = severity / most if most else 0.0
    for own, weight in zip(*_levels(most - severity), strict=True):
        mood = sqrt(within) * level + sqrt(1.0 - within) * own
        amounts = [np.fft.rfft(_given(f, most, mood), size) for f in below]
        whole += weight * np.fft.irfft(_sum(amounts, [r.chance for r in case.risks]), size)
    return _cut(whole, cells)


def _levels(strength: float) -> tuple[Array, Array]:
    if strength == 0.0:
        return np.zeros(1), np.ones(1)
    # the stronger, the steeper: more nodes
    nodes, weights = np.polynomial.hermite_e.hermegauss(25 if strength <= 0.5 else 81)
    return nodes, weights / weights.sum()


def _distribution(risk: Risk, edges: Array) -> Array:
    """How much of the modified PERT of a risk, or of its J-QPD-B, lies below each edge."""
    if risk.end:
        return _bounded_johnson(risk, edges)
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


def _bounded_johnson(risk: Risk, edges: Array) -> Array:
    """The closed distribution function (Hadlock and Bickel 2017); what is above all edges is last.

    The middle is taken to be nearer to one end on the probit scale.
    """
    low, middle, high = (_NORMAL.inv_cdf(x / risk.end) for x in (risk.low, risk.likely, risk.high))
    tenth = _NORMAL.inv_cdf(0.9)
    lean = 1 if low + high > 2 * middle else -1
    bend = acosh((high - low) / (2 * min(middle - low, high - middle))) / tenth
    below = np.zeros(len(edges))
    for n, edge in enumerate(edges):
        if edge > 0:
            probit = _NORMAL.inv_cdf(edge / risk.end) - (low if lean == 1 else high)
            level = asinh(sinh(2 * bend * tenth) * probit / (high - low)) / bend - lean * tenth
            below[n] = _NORMAL.cdf(level)
    below[-1] = 1.0
    return below


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


def _cut(whole: Array, cells: int = CELLS) -> Array:
    cut = whole[: cells + 1].copy()
    cut[cells] += whole[cells + 1 :].sum()
    return cut
