"""What each of several changes adds to a result, whatever their order (Shapley, 1953).

The changes are made one after the other; what the result moves by then is theirs. Averaged over all
orders this favours none: what two changes bring only together is split in half.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import floor

import numpy as np

EXACT_UP_TO = 6
"""So many changes are made in every order (720), each set of them worked out once (64)."""

_SETS = 256
"""About so many sets of changes are worked out where orders are drawn at random."""

_SEED = 1

Order = tuple[int, ...]


def orders_of(count: int) -> tuple[Order, ...]:
    """The orders to average over: all, or some drawn at random, each with its reverse."""
    if count <= EXACT_UP_TO:
        return tuple(permutations(range(count)))
    chance = np.random.default_rng(_SEED)
    drawn = [tuple(chance.permutation(count).tolist()) for _ in range(max(1, _SETS // count // 2))]
    return tuple(order for one in drawn for order in (one, one[::-1]))


def contributions(
    orders: Sequence[Order], result_of: Callable[[frozenset[int]], Fraction | None]
) -> list[Fraction]:
    """What each change adds on average; together exactly what all of them move.

    A result that some changes leave without a value (None) stays as it was until others give it
    one: what it moves by then belongs to the change that does.
    """
    added = [Fraction(0)] * len(orders[0])
    for order in orders:
        made: frozenset[int] = frozenset()
        before = result_of(made)
        for change in order:
            made |= {change}
            now = result_of(made)
            if now is not None:
                added[change] += now - (now if before is None else before)
                before = now
    return [total / len(orders) for total in added]


def in_cents(amounts: Sequence[Fraction | None]) -> list[Decimal | None]:
    """Amounts rounded to cents so that they add up as before, where their sum is whole cents."""
    known = [amount * 100 for amount in amounts if amount is not None]
    cents = [floor(amount) for amount in known]
    short = round(sum(known, Fraction(0))) - sum(cents)
    largest = sorted(range(len(known)), key=lambda n: cents[n] - known[n])
    for n in largest[:short]:
        cents[n] += 1
    rest = iter(cents)
    return [None if amount is None else Decimal(next(rest)).scaleb(-2) for amount in amounts]
