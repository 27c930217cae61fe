"""What all tests of the window share."""

import gc
from collections.abc import Iterator
from itertools import count

import pytest

_TESTS = count(1)


@pytest.fixture(autouse=True)
def no_windows_pile_up() -> Iterator[None]:
    """Let windows go between tests: they are in cycles, and each holds its simulations.

    Within a test the collector rests, so that a window of an earlier test is never destroyed in
    the middle of an event of this one. The program itself has one window as long as it runs.
    """
    gc.disable()
    yield
    gc.enable()
    if next(_TESTS) % 4 == 0:
        gc.collect()
