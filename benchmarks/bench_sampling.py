"""Which sampling reaches a given accuracy soonest, measured against the exact answer to E5.

Every variant draws the same ten inputs of worked example E5 (five findings, five amounts), looks
the amounts up in tables and takes mean, P50, P90 and P99. Printed for each: the time of a run,
the error of each figure (root of the mean square over seeds), and the time in which the worst of
the four, over ten seeds, comes under 0.2 %.

    plain         independent numbers (Philox)
    stratified    the program's streams: each input evenly, in an order of its own for each block
    paired        as stratified, but finding and amount of one infringement fill a square evenly
    lattice       one rank-1 lattice over all inputs, randomly shifted
    sobol         Sobol points over all inputs, randomly scrambled

The first three know nothing of other inputs: another infringement leaves the rest untouched, bit
by bit. In lattice and Sobol points each input needs a place among the others, so that they pay
for their accuracy with that promise; they are here to show how much it costs.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from dsa_sim.model.distributions import quantile_table  # noqa: E402
from dsa_sim.model.simulation import simulate  # noqa: E402
from dsa_sim.model.streams import BLOCK, Stream  # noqa: E402
from dsa_sim.storage import read_case  # noqa: E402
from tests.model import oracle  # noqa: E402

E5 = ROOT / "tests" / "cases" / "e5.dsacase"
CASE = read_case(E5).case
EXACT = oracle.exact(E5)
SHARES = (0.5, 0.9, 0.99)
WANTED = np.array([EXACT.mean, *(EXACT.quantile(q) for q in SHARES)])
CHANCES = [float(i.chance.value) for i in CASE.infringements]  # type: ignore[union-attr, arg-type]
MAXIMUM = 600e6
TURNOVER = 1e10
INPUTS = 2 * len(CHANCES)
GOAL = 0.002
SEEDS = 10
POWERS = range(16, 23)

# Primitive polynomials and first numbers of the Sobol sequence (Joe and Kuo 2008, new-joe-kuo-6).
_SOBOL = (
    (1, 0, (1,)), (2, 1, (1, 3)), (3, 1, (1, 3, 1)), (3, 2, (1, 1, 1)), (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)), (5, 2, (1, 1, 5, 5, 17)), (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
)  # fmt: skip
# An extensible lattice for up to 2^20 points (Cools, Kuo and Nuyens 2006).
_LATTICE = (1, 182667, 469891, 498753, 110745, 446247, 250185, 118627, 245333, 283199)

Words = Any
Ranks = Callable[[int, int], list[Words]]
"""Gives for (trials, seed) the ten inputs as 16-bit ranks, findings first."""


def plain(trials: int, seed: int) -> list[Words]:
    return _streams(trials, seed, "plain")


def stratified(trials: int, seed: int) -> list[Words]:
    return _streams(trials, seed, "stratified")


def _streams(trials: int, seed: int, sampling: Any) -> list[Words]:
    streams = [Stream(seed, f"input-{d}", sampling) for d in range(INPUTS)]
    return [np.concatenate([s.ranks(b) for b in range(trials // BLOCK)]) for s in streams]


def paired(trials: int, seed: int) -> list[Words]:
    """Amounts as a scrambled bit reversal of their findings: a Hammersley net in each block."""
    half = INPUTS // 2
    findings, amounts = _streams(trials, seed, "stratified")[:half], []
    rng = np.random.default_rng(seed)
    for ranks in findings:
        reversal = _spanned(_scrambled(_reversed_bits(), rng), 16)
        shifts = rng.integers(0, BLOCK, trials // BLOCK, dtype=np.uint16)
        amounts.append((reversal[ranks].reshape(-1, BLOCK) ^ shifts[:, None]).ravel())
    return findings + amounts


def lattice(trials: int, seed: int) -> list[Words]:
    rng = np.random.default_rng(seed)
    step = np.uint32(2**32 // trials)
    places = np.arange(trials, dtype=np.uint32) * step
    shifts = rng.integers(0, 2**32, INPUTS, dtype=np.uint32)
    return [
        ((places * np.uint32(z) + shift) >> np.uint32(16)).astype(np.uint16)
        for z, shift in zip(_LATTICE, shifts, strict=True)
    ]


def sobol(trials: int, seed: int) -> list[Words]:
    rng = np.random.default_rng(seed)
    power = trials.bit_length() - 1
    # The best dimensions to the findings, in turn with the amounts.
    order = [*range(0, INPUTS, 2), *range(1, INPUTS, 2)]
    found = []
    for dimension in order:
        columns = _scrambled(_directions(dimension), rng)
        found.append(_spanned(columns, power) ^ rng.integers(0, BLOCK, dtype=np.uint16))
    return found


@cache
def _directions(dimension: int) -> tuple[int, ...]:
    """The direction numbers of one dimension, 32 bits each."""
    if dimension == 0:
        return tuple(1 << (31 - k) for k in range(32))
    degree, polynomial, first = _SOBOL[dimension - 1]
    numbers = [m << (31 - k) for k, m in enumerate(first)]
    for k in range(degree, 32):
        number = numbers[k - degree] ^ (numbers[k - degree] >> degree)
        for j in range(1, degree):
            number ^= ((polynomial >> (degree - 1 - j)) & 1) * numbers[k - j]
        numbers.append(number)
    return tuple(numbers)


def _reversed_bits() -> tuple[int, ...]:
    return tuple(1 << (31 - k) for k in range(16))


def _scrambled(columns: tuple[int, ...], rng: np.random.Generator) -> list[int]:
    """The columns times a random lower triangular matrix (Matoušek), to their first 16 bits."""
    below = rng.integers(0, 2**32, 32, dtype=np.uint64)
    rows = [(1 << (31 - i)) | (int(below[i]) & (((1 << i) - 1) << (32 - i))) for i in range(16)]
    return [
        sum(((row & column).bit_count() & 1) << (15 - i) for i, row in enumerate(rows))
        for column in columns
    ]


def _spanned(columns: list[int], power: int) -> Words:
    """The points of a digital net: every sum of its columns without carry."""
    points = np.zeros(1, dtype=np.uint16)
    for column in columns[:power]:
        points = np.concatenate((points, points ^ np.uint16(column)))
    return points


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """How a rank becomes an amount: the size of the table, and what is between its rows."""

    bits: int = 16
    interpolated: bool = False
    width: Any = np.float64

    def __str__(self) -> str:
        between = " interpolated" if self.interpolated else ""
        return f"2^{self.bits} {np.dtype(self.width).name}{between}"

    def table(self, infringement: int) -> Words:
        """The amounts of an infringement in euro, rising."""
        start = CASE.infringements[infringement].start
        assert start is not None
        fine = quantile_table(start.estimate) * TURNOVER
        rows = 1 << self.bits
        if self.interpolated:
            # One row more than there are slices: the values at their edges.
            at = np.clip(np.arange(rows + 1) * (BLOCK // rows) - 0.5, 0, BLOCK - 1)
            made = np.interp(at, np.arange(BLOCK), fine)
        else:
            made = fine.reshape(rows, -1).mean(axis=1)
        return made.astype(self.width)

    def values(self, table: Words, ranks: Words) -> Words:
        """The amounts at the ranks."""
        rest = 16 - self.bits
        rows = ranks >> np.uint16(rest)
        if not self.interpolated:
            return table[rows]
        share = (ranks & np.uint16((1 << rest) - 1)).astype(self.width)
        share = (share + self.width(0.5)) * self.width(1 / (1 << rest))
        low = table[rows]
        return low + share * (table[1:][rows] - low)


def figures(ranks: list[Words], lookup: Lookup, tables: list[Words]) -> Words:
    """Mean, P50, P90 and P99, a block at a time."""
    trials = len(ranks[0])
    total = np.empty(trials, dtype=lookup.width)
    for start in range(0, trials, BLOCK):
        part = total[start : start + BLOCK]
        part[:] = 0
        for chance, hits, places, table in zip(
            CHANCES, ranks, ranks[len(CHANCES) :], tables, strict=False
        ):
            amount = lookup.values(table, places[start : start + BLOCK])
            part += amount * (hits[start : start + BLOCK] < np.uint16(chance * BLOCK))
        np.minimum(part, lookup.width(MAXIMUM), out=part)
    mean = total.mean(dtype=np.float64)
    total.sort()
    return np.array([mean, *(total[int(np.ceil(q * trials)) - 1] for q in SHARES)], np.float64)


def measure(name: str, make: Ranks, lookup: Lookup, powers: range = POWERS) -> None:
    """Print a line for each number of trials, and when the goal is met."""
    tables = [lookup.table(k) for k in range(len(CHANCES))]
    reached = ""
    for power in powers:
        errors, seconds = [], []
        for seed in range(1, SEEDS + 1):
            begin = time.perf_counter()
            got = figures(make(1 << power, seed), lookup, tables)
            seconds.append(time.perf_counter() - begin)
            errors.append(np.abs(got / WANTED - 1))
        rms, worst = np.sqrt(np.mean(np.square(errors), axis=0)), float(np.max(errors))
        spent = float(np.median(seconds))
        if worst < GOAL and not reached:
            reached = f"  0.2 % in all four after {spent:.3f} s"
        shown = "  ".join(f"{e:7.4%}" for e in rms)
        met = reached if reached.strip() and worst < GOAL else ""
        print(
            f"{name:11} {lookup!s:26} 2^{power}  {spent * 1e3:8.1f} ms  {shown}  {worst:7.3%}{met}"
        )
        if met:
            return


def program() -> None:
    """Print the program itself: the same ten seeds at 1 000 000 trials, two threads."""
    errors, seconds = [], []
    for seed in range(1, SEEDS + 1):
        begin = time.perf_counter()
        run = simulate(CASE, trials=1_000_000, seed=seed)
        got = np.array([run.mean_eur, *(run.quantile_eur(q) for q in SHARES)])
        seconds.append(time.perf_counter() - begin)
        errors.append(np.abs(got / WANTED - 1))
    largest = "  ".join(f"{e:.3%}" for e in np.max(errors, axis=0))
    print(
        f"the program, 1 000 000 trials: {np.median(seconds) * 1e3:.0f} ms; "
        f"largest errors over {SEEDS} seeds: {largest} (goal {GOAL:.1%})"
    )


def main() -> None:
    print(
        f"{'sampling':11} {'table':26} trials  {'time':>8}     "
        f"{'mean':7}  {'P50':7}  {'P90':7}  {'P99':7}  worst of {SEEDS} seeds"
    )
    for name, make in (
        ("plain", plain), ("stratified", stratified), ("paired", paired), ("lattice", lattice),
        ("sobol", sobol),
    ):  # fmt: skip
        powers = range(16, 21) if name == "lattice" else POWERS
        measure(name, make, Lookup(), powers)
    print("\nstratified, by table, at 2^20 trials:")
    for lookup in (
        *(Lookup(bits=bits) for bits in (12, 14, 16)),
        *(Lookup(bits=bits, interpolated=True) for bits in (12, 14)),
        *(Lookup(bits=bits, width=np.float32) for bits in (12, 14, 16)),
        Lookup(bits=12, interpolated=True, width=np.float32),
    ):
        measure("stratified", stratified, lookup, range(20, 21))
    print()
    program()


if __name__ == "__main__":
    main()
