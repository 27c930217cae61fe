"""What all tests of the window share."""

import gc
from collections.abc import Iterator
from itertools import count

import pytest

_TESTS = count(1)


@pytest.fixture(autouse=True)
def no_windows_pile_up() -> Iterator[None]:
    """Let windows go from time to time: they are in cycles, and each holds its simulations."""
    yield
    if next(_TESTS) % 4 == 0:
        gc.collect()
