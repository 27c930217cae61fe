"""Random numbers keyed by what they are for.

Every uncertain input has a stream of its own, named after the input. A stream gives, for each
block of `BLOCK` trials, the numbers 0 to `BLOCK` − 1 in an order that only the seed, the name
and the number of the block decide. So the same case and seed give the same bits on any number
of threads, scenarios share their random numbers, and another infringement leaves the rest
untouched. As each block holds every number exactly once, each input is sampled evenly
(stratified, a Latin hypercube). Two inputs that matter only together, as a finding and its
amount, may share a stream: the second takes the ranks with their digits reversed, so that both
fill a square evenly (a Hammersley net). `plain` draws independent numbers, for comparison.
"""

from functools import cache
from hashlib import blake2b, shake_128
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Sampling = Literal["stratified", "plain"]
Ranks = NDArray[np.uint16]

BLOCK = 1 << 16
"""How many trials a block has, and how many ranks a stream knows."""


def whole_blocks(trials: int) -> int:
    """The trials that are run where so many are asked for: the next multiple of `BLOCK`.

    Each input is spread evenly over a block. A part of a block is spread unevenly, and its
    noise outweighs that of all whole blocks beside it.
    """
    return -(-trials // BLOCK) * BLOCK


_COUNTING = np.arange(BLOCK, dtype=np.uint16)
_COUNTING.setflags(write=False)

REVERSED = np.zeros(BLOCK, dtype=np.uint16)
"""Each rank with its sixteen binary digits in reverse."""
for _digit in range(16):
    REVERSED |= (_COUNTING >> np.uint16(_digit) & np.uint16(1)) << np.uint16(15 - _digit)
REVERSED.setflags(write=False)


@cache
def _shuffled() -> Ranks:
    """All ranks in one random order, twice over, the same in every run of every version."""
    numbers = np.frombuffer(shake_128(b"Regulation (EU) 2022/2065").digest(8 * BLOCK), dtype="<u8")
    order = np.argsort(numbers, kind="stable").astype(np.uint16)
    made = np.concatenate((order, order))
    made.setflags(write=False)
    return made


class Stream:
    """The ranks of one input: `Stream(seed, "risk.start")`."""

    def __init__(self, seed: int, name: str, sampling: Sampling = "stratified") -> None:
        self.name = name
        self._key = blake2b(f"{seed}\0{name}".encode(), digest_size=32).digest()
        self._sampling = sampling
        self._last: tuple[int, Ranks] = (-1, _COUNTING)

    def ranks(self, block: int, size: int = BLOCK) -> Ranks:
        """The ranks of the first `size` trials of a block, each 0 to `BLOCK` − 1."""
        if self._sampling == "plain":
            seeds = np.frombuffer(self._key, dtype=np.uint64)
            counter = np.random.Philox(key=seeds[:2], counter=[0, 0, 0, block])
            return np.random.Generator(counter).integers(0, BLOCK, size, dtype=np.uint16)
        # From where on in the order differs by stream and block, and each rank is moved: streams
        # then look as unrelated as random orders (correlations and two-way counts are theirs).
        keys = self._keys(block)
        start = int(keys[0])
        ranks: Ranks = _shuffled()[start : start + size] * (keys[1] | np.uint16(1))
        ranks ^= keys[2]
        return ranks

    def limit(self, chance: float, block: int) -> int:
        """Below which rank something of that chance happens; `BLOCK`: always.

        A chance between two ranks is rounded up or down from block to block, so that it is met
        on average; 0 and 1 are exact.
        """
        if chance <= 0.0 or chance >= 1.0:
            return BLOCK * (chance >= 1.0)
        return int(chance * BLOCK + self._keys(block)[3] / BLOCK)

    def shift(self, block: int) -> np.uint16:
        """What ranks are combined with (exclusive or) before their digits are reversed."""
        return np.uint16(self._keys(block)[4])

    def _keys(self, block: int) -> Ranks:
        # Asked for several times a block; another thread may be at another block.
        known, keys = self._last
        if known != block:
            digest = blake2b(block.to_bytes(8, "little"), key=self._key, digest_size=10).digest()
            keys = np.frombuffer(digest, dtype="<u2")
            self._last = (block, keys)
        return keys
