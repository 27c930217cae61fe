"""The inputs of a block of trials: values of estimates, and whether something happens."""

import numpy as np
from numpy.typing import NDArray

from dsa_sim.model.chain import Array
from dsa_sim.model.distributions import (
    level_places,
    level_together,
    normal_quantile,
    normal_table,
    quantile_table,
    values_by_level,
)
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.streams import BLOCK, REVERSED, Ranks, Sampling, Stream

Flags = NDArray[np.bool_]


class Sources:
    """What all blocks draw from: a stream for each input, and a table for each estimate."""

    def __init__(self, seed: int, sampling: Sampling, tables: "Tables | None" = None) -> None:
        self.seed, self.sampling = seed, sampling
        self._streams: dict[str, Stream] = {}
        self._tables = tables or Tables()

    @property
    def streams_drawn(self) -> int:
        """How many streams the blocks run so far have drawn from."""
        return len(self._streams)

    def stream(self, name: str) -> Stream:
        """The stream of an input."""
        if name not in self._streams:
            self._streams[name] = Stream(self.seed, name, self.sampling)
        return self._streams[name]

    def table(self, name: str, estimate: Estimate, *, is_within: bool = False) -> Array:
        """The table of an estimate, for `looked_up` or for `looked_up_within`."""
        reversed_ = is_within and self.sampling == "stratified"
        return self._tables.of(name, estimate, reversed_=reversed_)

    def by_level(self, name: str, table: Array) -> Array:
        """A table of values by the normal level of their ranks."""
        return self._tables.by_level(name, table)


class Tables:
    """The tables of estimates, each made once for an estimate; runs of one case may share them."""

    def __init__(self) -> None:
        self._by_rank: dict[tuple[str, bool], tuple[Estimate, Array]] = {}
        self._by_level: dict[str, tuple[Array, Array]] = {}

    def of(self, name: str, estimate: Estimate, *, reversed_: bool) -> Array:
        """The table of an estimate by rank, or by rank with its digits reversed."""
        known = self._by_rank.get((name, reversed_))
        if known is None or known[0] != estimate:
            table = quantile_table(estimate)
            known = (estimate, table[REVERSED] if reversed_ else table)
            self._by_rank[name, reversed_] = known
        return known[1]

    def by_level(self, name: str, table: Array) -> Array:
        """A table of values by the normal level of their ranks, made once for each table."""
        known, made = self._by_level.get(name, (None, None))
        if known is not table or made is None:
            made = values_by_level(table)
            self._by_level[name] = (table, made)
        return made


class Draw:
    """The inputs of one block: values, and whether something happens; each (size,) or (1,)."""

    def __init__(self, sources: Sources, block: int, size: int) -> None:
        self._sources, self._block, self.size = sources, block, size
        self._ranks: dict[str, Ranks] = {}

    def value(self, name: str, estimate: Estimate) -> Array:
        """The values of an estimate."""
        if not estimate.is_uncertain:
            return np.array([float(estimate.central)])
        return self.looked_up(name, self._sources.table(name, estimate))

    def table(self, name: str, estimate: Estimate, *, is_within: bool) -> Array:
        """The table of an estimate, for `looked_up` or for `looked_up_within`."""
        return self._sources.table(name, estimate, is_within=is_within)

    def looked_up_within(
        self, event: str, name: str, table: Array, *, out: Array | None = None
    ) -> Array:
        """The values of a table that count only where an event happens.

        Event and value share a stream, so that the values are spread evenly over the trials in
        which it happens; they are as unrelated as if each had its own.
        """
        stream = self._sources.stream(name)
        if self._sources.sampling == "plain":
            return self.looked_up(name, table, out=out)
        ranks = self.ranks(event) ^ stream.shift(self._block)
        return np.take(table, ranks, out=out, mode="clip")

    def looked_up_together(
        self, event: str, name: str, table: Array, *, common: str, strength: Array
    ) -> Array:
        """The values of a table by ranks that rise and fall with a stream common to several.

        A Gaussian copula: the level of a rank is √strength × the common level + √(1 − strength) ×
        its own. `table` (BLOCK,) is in rising order of ranks; `strength` (1,) or (size,).
        """
        own = self.looked_up_within(event, name, self._normal_within())
        together = self.looked_up(common, normal_table())
        places = level_places(level_together(strength, together, own))
        return np.take(self._sources.by_level(name, table), places, mode="clip")

    def _normal_within(self) -> Array:
        made = normal_table()
        return made[REVERSED] if self._sources.sampling == "stratified" else made

    def looked_up(self, name: str, table: Array, *, out: Array | None = None) -> Array:
        """The values of a table at the ranks of a stream; `out` (size,) may take them."""
        # No rank lies outside a table: with this mode `out` is written to directly.
        return np.take(table, self.ranks(name), out=out, mode="clip")

    def happens(self, name: str, chance: float) -> Flags:
        """Whether something of that chance (0–1) happens."""
        limit = self._sources.stream(name).limit(chance, self._block)
        if limit in (0, BLOCK):
            return np.full(self.size, limit == BLOCK)
        return self.ranks(name) < np.uint16(limit)

    def happens_at(self, name: str, chance: float, levels: Array) -> Flags:
        """Whether something of that chance (0–1, open) happens: where its normal level is low.

        In a whole block it happens as often as by its own stream: levels put together from several
        streams are not spread evenly by themselves.
        """
        if len(levels) < BLOCK or self._sources.sampling == "plain":
            return np.asarray(levels < normal_quantile(chance))
        limit = self._sources.stream(name).limit(chance, self._block)
        place = min(limit, BLOCK - 1)
        return np.asarray(levels < np.partition(levels, place)[place])

    def ranks(self, name: str) -> Ranks:
        """The ranks of a stream in this block, (size,)."""
        if name not in self._ranks:
            self._ranks[name] = self._sources.stream(name).ranks(self._block, self.size)
        return self._ranks[name]

    def chance(self, name: str, estimate: Estimate | None) -> Flags:
        """Whether something happens whose chance is an estimate; None is certain.

        A chance that is uncertain itself is as good as its mean.
        """
        return self.happens(name, 1.0 if estimate is None else float(estimate.mean))
