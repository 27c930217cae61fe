"""The exact distribution of what a case costs, without the model's code and without sampling.

Reads the case file as plain JSON and convolves on a fine grid. Every amount is spread over the
two nodes around it so that its mass and its mean stay exact; sums are taken by FFT; what exceeds
a maximum becomes a mass on the node of that maximum. What this costs is of second order in the
width of a cell (a 24 576th of the maximum) for what is continuous.

It knows: judgement and bands; one value, range and low–likely–high; the chain with one-valued
steps; independent findings; fines that may not follow; both cap readings; appeal with one-valued
reduction and increase; procedural fines; periodic penalties of every trigger with one uncertain
factor at most; strands with decisions in different years; overrides. Anything else is refused.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Facts = dict[str, Any]

CELLS_A_PERCENT = 4096
_GAUSS = np.polynomial.legendre.leggauss(6)


@dataclass(frozen=True)
class Exact:
    """The exact answer: masses on the nodes 0, h, 2h … and what is known in closed form."""

    h: float
    mass: Array
    chance_any_fine: float
    chance_maximum_binds: float
    fines_mean: float
    periodic_mean: float

    @property
    def mean(self) -> float:
        return float(self.mass @ np.arange(len(self.mass))) * self.h

    @property
    def deviation(self) -> float:
        nodes = np.arange(len(self.mass)) * self.h
        return float(np.sqrt(max(self.mass @ (nodes - self.mean) ** 2, 0.0)))

    def below(self, amount: float) -> float:
        """The chance of at most that amount; half of a node's mass lies on either side of it."""
        middles = (np.arange(len(self.mass)) + 0.5) * self.h
        return float(np.interp(amount, middles, np.cumsum(self.mass), left=0.0, right=1.0))

    def quantile(self, share: float) -> float:
        """The amount that a share of the distribution does not exceed."""
        total = np.cumsum(self.mass)
        k = int(np.searchsorted(total, share))
        if k == 0:
            return 0.0
        return float((k - 0.5 + (share - total[k - 1]) / self.mass[k]) * self.h)


def exact(path: Path, scenario: str | None = None) -> Exact:
    """The exact answer to a case file, under one of its scenarios."""
    case = json.loads(path.read_text(encoding="utf-8"))["case"]
    _override(case, scenario)
    if any("shared_facts" in i for i in case["infringements"]):
        raise NotImplementedError("shared facts")
    strands = [(p, s) for p in case["proceedings"] for s in p["strands"]]
    h = max(_turnover(case, s) for _, s in strands) / 100 / CELLS_A_PERCENT
    found = [_Strand(case, p, s, h) for p, s in strands]
    return Exact(
        h=h,
        mass=_sum(s.total for s in found),
        chance_any_fine=1 - prod(1 - s.any_fine for s in found),
        chance_maximum_binds=1 - prod(1 - s.binds for s in found),
        fines_mean=sum(s.fines_mean for s in found),
        periodic_mean=sum(s.periodic_mean for s in found),
    )


class _Strand:
    """One strand: its total as masses, and chances in closed form."""

    def __init__(self, case: Facts, proceeding: Facts, strand: Facts, h: float) -> None:
        self.h, self.turnover = h, _turnover(case, strand)
        self.maximum = 0.06 * self.turnover
        reading = case.get("cap_reading", "by_authority")
        if reading == "by_authority":
            national = proceeding.get("authority", "commission") == "national"
            reading = "per_infringement" if national else "per_decision"
        self.each = reading == "per_infringement"
        mine = [i for i in case.get("infringements", ()) if i["strand"] == strand["id"]]
        procedural = [i for i in mine if i.get("ground", "74(1)(a)").startswith("74(2)")]
        alleged = [i for i in mine if i not in procedural]
        outcomes = strand.get("outcomes", {})
        decided = float(outcomes.get("decision", 1))
        committed = float(outcomes.get("commitments", 0))

        none_found = prod(1 - _mean(i["chance"]) for i in alleged)
        orders, after_finding, after_commitments = self._periodics(case, strand)
        nothing = np.array([1 - decided - committed + decided * none_found])
        self.total, fines = np.zeros(1), 0.0
        self.any_fine = self.binds = 0.0
        # One appeal decides on every fine of the strand, procedural ones too.
        for share, factor in _ways(strand.get("appeal")):
            kept = factor or 1.0
            fine, bound, positive = self._capped(case, alleged, self.maximum, kept)
            fined, also_bound, also = self._capped(case, procedural, 0.01 * self.turnover, kept)
            if factor == 0.0:
                fine, fined, positive, also = np.array([1.0]), np.array([1.0]), 0.0, 0.0
            fine = _added([fine, np.array([-none_found])])
            found = decided * fine
            fines += share * (self._mean(found) + self._mean(fined))
            paid = [nothing, committed * after_commitments, _convolve(found, after_finding)]
            together = _sum([_added(paid), fined])
            self.total = _added([self.total, share * together])
            self.any_fine += share * (1 - (1 - decided * positive) * (1 - also))
            self.binds += share * (1 - (1 - decided * bound) * (1 - also_bound))
        self.total = _sum([self.total, orders])
        self.fines_mean = fines
        self.periodic_mean = self._mean(self.total) - self.fines_mean

    def _mean(self, mass: Array) -> float:
        return float(mass @ np.arange(len(mass))) * self.h

    def _capped(
        self, case: Facts, infringements: list[Facts], maximum: float, factor: float
    ) -> tuple[Array, float, float]:
        """Masses of what may be imposed, times a factor (again under the maximum); chances."""
        hits, amounts = [], []
        for i in infringements:
            mass, positive = self._amount(case, i)
            hits.append(_mean(i["chance"]) * _mean(i.get("fined", {"value": "1"})) * positive)
            amounts.append(_added([np.array([1 - hits[-1]]), hits[-1] * mass]))
        any_fine = 1 - prod(1 - hit for hit in hits)
        last = maximum / self.h
        limit = last / max(factor, 1.0)
        if self.each:
            binds = 1 - prod(1 - _above(mass, limit) for mass in amounts)
            fines = [_scaled(_limited(mass, limit), factor) for mass in amounts]
            return _sum(fines), binds, any_fine
        total = _sum(amounts, most=int(np.ceil(last)) + 2)
        return _scaled(_limited(total, limit), factor), _above(total, limit), any_fine

    def _amount(self, case: Facts, i: Facts) -> tuple[Array, float]:
        """Masses of an amount given that it is above zero, and the chance that it is."""
        if i.get("fault") == "none":
            return np.array([1.0]), 0.0
        method = case.get("method", "judgement")
        if method == "judgement":
            start = i["start"]["estimate"]
            scale = self.turnover if i["start"]["unit"] == "turnover_share" else 1.0
        elif method == "bands":
            bands = {"low": ("0", "0.1"), "medium": ("0.1", "0.2"), "high": ("0.2", "1")}
            low, high = bands[i.get("gravity", "medium")]
            start = i.get("band", {"low": low, "high": high})
            ground = i.get("ground", "74(1)(a)")
            scale = self.turnover * (0.01 if ground.startswith("74(2)") else 0.06)
        else:
            raise NotImplementedError(method)
        plus = sum(_point(f["share"]) for f in i.get("aggravating", ()))
        minus = sum(_point(f["share"]) for f in i.get("mitigating", ()))
        scale *= _point(i.get("duration"), 1.0) * (1 + _point(i.get("recurrence")))
        scale *= max(0.0, 1 + plus - minus)
        return _spread(start, scale, -_point(i.get("other_penalties")), self.h)

    def _periodics(self, case: Facts, strand: Facts) -> tuple[Array, Array, Array]:
        """Masses of what follows from orders, from a finding, and from commitments."""
        found: dict[str, list[Array]] = {"order": [], "76(1)(e)": [], "76(1)(d)": []}
        daily = 0.05 * self.turnover / _days(_preceding(case, strand))
        for item in strand.get("periodic", ()):
            factors = [item["daily_share"], item["days"], item.get("definitive", {"value": "1"})]
            wide = [f for f in factors if "value" not in f] or factors[:1]
            scale = daily * prod(_point(f) for f in factors if f is not wide[0])
            mass, positive = _spread(wide[0], scale, 0.0, self.h)
            hit = _mean(item["chance"]) * positive
            trigger = item.get("trigger", "76(1)(e)")
            found[trigger if trigger in found else "order"].append(
                _added([np.array([1 - hit]), hit * mass])
            )
        return _sum(found["order"]), _sum(found["76(1)(e)"]), _sum(found["76(1)(d)"])


def _ways(appeal: Facts | None) -> list[tuple[float, float]]:
    """How an appeal may end: chances, and what each makes of a fine as a factor (0: annulled)."""
    if appeal is None:
        return [(1.0, 1.0)]
    chance = _mean(appeal["chance"])
    ways = [(chance * float(appeal.get("annulled", 0)), 0.0)]
    for way, step, sign in (("reduced", "reduction", -1), ("increased", "increase", 1)):
        if share := float(appeal.get(way, 0)):
            ways.append((chance * share, 1 + sign * _point(appeal.get(step))))
    ways.append((1 - sum(share for share, _ in ways), 1.0))
    return [way for way in ways if way[0] > 0]


def _spread(estimate: Facts, scale: float, shift: float, h: float) -> tuple[Array, float]:
    """Masses of scale × estimate + shift given that it is above zero, and the chance of that."""
    if "value" in estimate:
        amount = float(estimate["value"]) * scale + shift
        return (_point_mass(amount / h), 1.0) if amount > 0 else (np.array([1.0]), 0.0)
    low, high = (float(estimate[end]) * scale + shift for end in ("low", "high"))
    mode = None
    if "likely" in estimate:
        mode = (float(estimate["likely"]) * scale + shift - low) / (high - low)
    first, last = int(np.floor(max(low, 0.0) / h)), int(np.ceil(high / h))
    edges = np.clip(np.arange(first, last + 1) * h, max(low, 0.0), high)
    mass, moment = cells((edges - low) / (high - low), mode)
    # Both as amounts in cells; a cell's mass goes to its ends so that its mean stays.
    moment = (low * mass + (high - low) * moment) / h
    right = moment - mass * np.arange(first, last)
    made = np.zeros(last + 1)
    made[first:last] += mass - right
    made[first + 1 :] += right
    return made / mass.sum(), float(mass.sum())


def cells(edges: Array, mode: float | None) -> tuple[Array, Array]:
    """Mass and first moment between edges in 0–1: uniform, or the modified PERT of that mode.

    The PERT by Gauss–Legendre in the angle whose sine squared is the value.
    """
    if mode is None:
        return np.diff(edges), np.diff(edges**2) / 2
    alpha, beta = 1 + 4 * mode, 5 - 4 * mode

    def pieces(edges: Array) -> tuple[Array, Array]:
        angle = np.arcsin(np.sqrt(edges))
        half = np.diff(angle)[:, None] / 2
        at = angle[:-1, None] + half * (1 + _GAUSS[0])
        density = np.sin(at) ** (2 * alpha - 1) * np.cos(at) ** (2 * beta - 1) * half * _GAUSS[1]
        return density.sum(axis=1), (density * np.sin(at) ** 2).sum(axis=1)

    whole = pieces(np.linspace(0, 1, 4097))[0].sum()
    mass, moment = pieces(edges)
    return mass / whole, moment / whole


def _point_mass(place: float) -> Array:
    """A mass of one at a place given in cells."""
    k = int(place)
    made = np.zeros(k + 2)
    made[k], made[k + 1] = 1 - (place - k), place - k
    return made


def _above(mass: Array, place: float) -> float:
    """The chance of more than a place given in cells."""
    middles = np.arange(len(mass)) + 0.5
    return 1 - float(np.interp(place, middles, np.cumsum(mass), left=0.0, right=1.0))


def _limited(mass: Array, place: float) -> Array:
    """What exceeds a place, given in cells, becomes a mass there."""
    k = int(np.floor(place + 1e-9))
    kept = mass[: k + 1].copy()
    return _added([kept, (1 - kept.sum()) * _point_mass(place)])


def _scaled(mass: Array, factor: float) -> Array:
    """The masses of factor × amount."""
    if factor == 1.0:
        return mass
    places = np.arange(len(mass)) * factor
    k = places.astype(int)
    made = np.zeros(int(len(mass) * factor) + 3)
    np.add.at(made, k, mass * (1 - (places - k)))
    np.add.at(made, k + 1, mass * (places - k))
    return made


def _added(parts: list[Array]) -> Array:
    made = np.zeros(max(len(p) for p in parts))
    for part in parts:
        made[: len(part)] += part
    return made


def _sum(parts: Iterable[Array], *, most: int | None = None) -> Array:
    """The masses of a sum of independent amounts, of which the first `most` nodes are wanted."""
    total = np.array([1.0])
    for part in parts:
        total = _convolve(total[:most], part[:most])[:most]
    return total


def _convolve(first: Array, second: Array) -> Array:
    size = len(first) + len(second) - 1
    wide = 1 << (size - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(first, wide) * np.fft.rfft(second, wide), wide)[:size]


def _turnover(case: Facts, strand: Facts) -> float:
    """The turnover in euro before the decision of a strand."""
    year = _preceding(case, strand)
    if year["currency"] != "EUR" or "adjustments" in year:
        raise NotImplementedError("currency")
    return float(year["revenue"])


def _preceding(case: Facts, strand: Facts) -> Facts:
    """The last year of the scope that ended before the decision."""
    if "decision_earliest" in strand or "decision_latest" in strand:
        raise NotImplementedError("an uncertain day")
    scope = case["provider"].get("turnover_scope", "group")
    years = [y for y in case["financial_years"] if y["scope"] == scope]
    # Days written as in ISO 8601 compare as text.
    return max(
        (y for y in years if y["ends_on"] < strand["decision_on"]), key=lambda y: y["ends_on"]
    )


def _days(year: Facts) -> int:
    """How many days a year has that is twelve months."""
    end = date.fromisoformat(year["ends_on"])
    return (end - end.replace(year=end.year - 1)).days


def _mean(estimate: Facts) -> float:
    """What a chance is worth."""
    if "value" in estimate:
        return float(estimate["value"])
    low, high = float(estimate["low"]), float(estimate["high"])
    if "likely" in estimate:
        return (low + 4 * float(estimate["likely"]) + high) / 6
    return (low + high) / 2


def _point(estimate: Facts | None, default: float = 0.0) -> float:
    """The value of a step that must be certain."""
    return default if estimate is None else float(estimate["value"])


def _override(case: Facts, scenario: str | None) -> None:
    """Set what the scenario sets."""
    if scenario is None:
        return
    chosen = next(s for s in case["scenarios"] if s["id"] == scenario)
    parts = {"case": case, "provider": case["provider"]}
    parts |= {i["id"]: i for i in case["infringements"]}
    parts |= {s["id"]: s for p in case["proceedings"] for s in p["strands"]}
    for made in chosen["overrides"]:
        owner, field = made["target"].split(".")
        (value,) = (v for k, v in made.items() if k not in ("target", "reason"))
        parts[owner][field] = value
