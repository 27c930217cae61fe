"""The streams: every block a permutation, streams unrelated, chances met.

Keys come from a hash, so every figure here is the same on every run; the bounds are those that
true random orders keep with a chance above 99.99 %.
"""

import numpy as np
import pytest

from dsa_sim.model.streams import BLOCK, Sampling, Stream


def happens(stream: Stream, chance: float, block: int, size: int = BLOCK) -> np.ndarray:
    return stream.ranks(block, size).astype(int) < stream.limit(chance, block)


NAMES = [f"infringement-{n}.{field}" for n in range(25) for field in ("chance", "start")]


@pytest.mark.parametrize("block", [0, 1, 2, 1525])
@pytest.mark.parametrize("name", NAMES[:6])
def test_every_block_holds_every_rank_once(name: str, block: int) -> None:
    ranks = Stream(1, name).ranks(block)
    assert (np.sort(ranks) == np.arange(BLOCK)).all()


def test_a_shorter_block_is_the_beginning_of_a_whole_one() -> None:
    stream = Stream(1, "risk.start")
    assert (stream.ranks(3, 1000) == stream.ranks(3)[:1000]).all()
    assert (happens(stream, 0.3, 3, 1000) == happens(stream, 0.3, 3)[:1000]).all()


@pytest.mark.parametrize("sampling", ["stratified", "plain"])
def test_seed_name_and_block_decide_everything(sampling: Sampling) -> None:
    first = Stream(7, "risk.start", sampling).ranks(2)
    assert (first == Stream(7, "risk.start", sampling).ranks(2)).all()
    for other in (
        Stream(8, "risk.start", sampling).ranks(2),
        Stream(7, "risk.chance", sampling).ranks(2),
        Stream(7, "risk.start", sampling).ranks(3),
    ):
        # Two unrelated orders agree in one place on average.
        assert (first == other).sum() < 12


def test_plain_ranks_are_independent_numbers() -> None:
    counts = np.bincount(Stream(1, "risk.start", "plain").ranks(0), minlength=BLOCK)
    # Of a Poisson distribution with mean 1, e⁻¹ is nothing.
    assert abs((counts == 0).mean() - np.exp(-1)) < 0.01


def test_streams_are_as_unrelated_as_random_orders() -> None:
    """1 225 pairs: correlations of ranks have the standard deviation 1 / √(BLOCK − 1)."""
    ranks = np.array([Stream(1, name).ranks(0) for name in NAMES], dtype=float)
    ranks = (ranks - ranks.mean(axis=1, keepdims=True)) / ranks.std()
    pairs = np.triu_indices(len(NAMES), 1)
    found = (ranks @ ranks.T / BLOCK)[pairs] * np.sqrt(BLOCK - 1)
    assert np.abs(found).max() < 5.5
    assert 0.9 < found.std() < 1.1
    assert abs(found.mean()) < 0.15


@pytest.mark.parametrize("blocks", [(0, 1), (0, 15), (4, 5)])
def test_blocks_of_a_stream_are_as_unrelated_as_random_orders(blocks: tuple[int, int]) -> None:
    found = []
    for name in NAMES:
        first, second = (Stream(1, name).ranks(b).astype(float) for b in blocks)
        found.append(np.corrcoef(first, second)[0, 1] * np.sqrt(BLOCK - 1))
    assert np.abs(found).max() < 5
    assert 0.6 < np.std(found) < 1.4


def test_two_streams_fill_the_square_as_random_orders_do() -> None:
    """256 cells a pair: chi-square with 225 degrees of freedom, deviation 21."""
    coarse = [(Stream(2, name).ranks(0) >> 12).astype(int) for name in NAMES]
    found = []
    for k, first in enumerate(coarse):
        for second in coarse[:k]:
            counts = np.bincount(first * 16 + second, minlength=256)
            found.append(((counts - 256) ** 2 / 256).sum())
    assert abs(np.mean(found) - 225) < 5
    assert 17 < np.std(found) < 26
    assert max(found) < 225 + 7 * np.sqrt(2 * 225)


@pytest.mark.parametrize("size", [1000, 16960, 50000])
def test_the_beginning_of_a_block_is_a_fair_sample(size: int) -> None:
    """A run of any length ends within a block: its mean is that of a draw without return."""
    share = [Stream(3, f"n{k}").ranks(0, size).mean() / BLOCK for k in range(200)]
    error = np.sqrt((1 - size / BLOCK) / 12 / size)
    z = (np.array(share) - 0.5) / error
    assert np.abs(z).max() < 6
    assert 0.8 < z.std() < 1.2
    assert abs(z.mean()) < 0.3


@pytest.mark.parametrize("sampling", ["stratified", "plain"])
def test_a_chance_of_nothing_or_everything_is_exact(sampling: Sampling) -> None:
    stream = Stream(1, "risk.chance", sampling)
    assert not happens(stream, 0.0, 0).any()
    assert happens(stream, 1.0, 0).all()
    assert happens(stream, 1.0, 0, 7).shape == (7,)


@pytest.mark.parametrize("chance", [1e-7, 3e-6, 0.1, 1 / 3, 0.5, 0.9999, 1 - 1e-7])
def test_a_chance_is_met_on_average(chance: float) -> None:
    """Each block is at most one trial off, and up and down cancel over the blocks."""
    stream = Stream(5, "risk.chance")
    hits = np.array([happens(stream, chance, block).sum() for block in range(400)])
    expected = chance * BLOCK
    assert np.abs(hits - expected).max() < 1.0
    above = expected - np.floor(expected)
    assert abs(hits.mean() - expected) <= 5 * np.sqrt(above * (1 - above) / 400) + 1e-9


def test_a_larger_chance_holds_the_smaller_one() -> None:
    """Outcomes that exclude each other are cut from one stream."""
    stream = Stream(1, "strand.outcomes")
    for block in range(20):
        small, large = (happens(stream, chance, block) for chance in (0.3, 0.30001))
        assert (large | ~small).all()
