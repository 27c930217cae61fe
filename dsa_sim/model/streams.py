"""Random numbers keyed by what they are for.

Every uncertain input has a stream of its own, named after the input. A stream gives, for each
block of `BLOCK` trials, the numbers 0 to `BLOCK` − 1 in an order that only the seed, the name
and the number of the block decide. So the same case and seed give the same bits on any number
of threads, scenarios share their random numbers, and another infringement leaves the rest
untouched. As each block holds every number exactly once, each input is sampled evenly
(stratified, a Latin hypercube); `plain` draws independent numbers instead, for comparison.
"""

from hashlib import blake2b
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Sampling = Literal["stratified", "plain"]
Ranks = NDArray[np.uint16]

BLOCK = 1 << 16
"""How many trials a block has, and how many ranks a stream knows."""

_COUNTING = np.arange(BLOCK, dtype=np.uint16)
_COUNTING.setflags(write=False)
# Three rounds of multiplying and folding: orders of different streams then look unrelated
# (correlations and two-way counts are those of true random orders; see the benchmarks).
_FOLDS = (7, 9, 8)


class Stream:
    """The ranks of one input: `Stream(seed, "risk.start")`."""

    def __init__(self, seed: int, name: str, sampling: Sampling = "stratified") -> None:
        self.name = name
        self._key = blake2b(f"{seed}\0{name}".encode(), digest_size=32).digest()
        self._sampling = sampling

    def ranks(self, block: int, size: int = BLOCK) -> Ranks:
        """The ranks of the first `size` trials of a block, each 0 to `BLOCK` − 1."""
        if self._sampling == "plain":
            seeds = np.frombuffer(self._key, dtype=np.uint64)
            counter = np.random.Philox(key=seeds[:2], counter=[0, 0, 0, block])
            return np.random.Generator(counter).integers(0, BLOCK, size, dtype=np.uint16)
        keys = self._keys(block)
        ranks: Ranks = _COUNTING[:size] + keys[0]
        folded = np.empty_like(ranks)
        for factor, fold in zip(keys[1:4] | np.uint16(1), _FOLDS, strict=True):
            ranks *= factor
            np.right_shift(ranks, np.uint16(fold), out=folded)
            ranks ^= folded
        ranks ^= keys[4]
        return ranks

    def happens(self, chance: float, block: int, size: int = BLOCK) -> NDArray[np.bool_]:
        """Tell for each trial whether something of that chance happens; 0 and 1 are exact.

        A chance between two ranks is rounded up or down from block to block, so that it is met
        on average.
        """
        if chance <= 0.0 or chance >= 1.0:
            return np.full(size, chance >= 1.0)
        limit = int(chance * BLOCK + self._keys(block)[5] / BLOCK)
        if limit >= BLOCK:
            return np.ones(size, dtype=np.bool_)
        return self.ranks(block, size) < np.uint16(limit)

    def _keys(self, block: int) -> Ranks:
        digest = blake2b(block.to_bytes(8, "little"), key=self._key, digest_size=12).digest()
        return np.frombuffer(digest, dtype=np.uint16)
