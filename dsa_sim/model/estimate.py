"""Numbers that may be uncertain: a value, a range, or low, likely and high."""

from decimal import Decimal
from typing import Annotated

import msgspec

from dsa_sim.marking import mark
from dsa_sim.model.refusals import RefusedValueError

LARGEST = Decimal(10) ** 15
"""No input of a case is larger than this (a thousand times any turnover in the world)."""

FINEST = -12
"""The smallest power of ten a number of a case may carry."""

ShortText = Annotated[str, msgspec.Meta(max_length=300)]
LongText = Annotated[str, msgspec.Meta(max_length=10_000)]
ComparedText = Annotated[ShortText, "compared"]
"""A text that is held against another one, so that a result may rest on it (a person's name)."""


def require_sound(number: Decimal, *, what: str) -> None:
    """Refuse numbers that no case can mean.

    Raises:
        ValueError: `number` is not finite, is absurdly large, or has absurdly many decimals.
    """
    if not number.is_finite():
        raise RefusedValueError("not_finite", what=what)
    # The exponent is looked at first: comparing absurd ones would overflow.
    if (number and number.adjusted() > LARGEST.adjusted()) or abs(number) > LARGEST:
        raise RefusedValueError("too_large", what=what, limit=f"{LARGEST:.0e}")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and not FINEST <= exponent <= LARGEST.adjusted():
        raise RefusedValueError("too_many_decimals", what=what, limit=-FINEST)


class Estimate(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A number: one value, a range (uniform), or low, likely and high (modified PERT).

    Exactly one of the three shapes is filled: `value`; `low` and `high`; or `low`, `likely`
    and `high`. The unit is that of the field it stands in (a share: 0.03 is 3 %).

    Raises:
        ValueError: another combination, numbers out of order, or an unsound number.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse shapes and orders that mean nothing."""
        given = tuple(n is not None for n in (self.value, self.low, self.likely, self.high))
        if given not in (
            (True, False, False, False),
            (False, True, False, True),
            (False, True, True, True),
        ):
            raise RefusedValueError("estimate_shape")
        numbers = [n for n in (self.value, self.low, self.likely, self.high) if n is not None]
        for number in numbers:
            require_sound(number, what=mark("an estimate"))
        if numbers != sorted(numbers):
            raise RefusedValueError("estimate_order")

    @property
    def is_uncertain(self) -> bool:
        """True where the estimate is not one value."""
        return self.minimum != self.maximum

    @property
    def central(self) -> Decimal:
        """The value a worksheet uses: the value, the likely value, or the midpoint of a range."""
        if self.value is not None:
            return self.value
        if self.likely is not None:
            return self.likely
        return (self.minimum + self.maximum) / 2

    @property
    def mean(self) -> Decimal:
        """The mean: the value, the midpoint of a range, or that of the modified PERT."""
        if self.likely is not None:
            return (self.minimum + 4 * self.likely + self.maximum) / 6
        return (self.minimum + self.maximum) / 2

    @property
    def minimum(self) -> Decimal:
        """The lowest value the estimate allows."""
        return _first(self.value, self.low)

    @property
    def maximum(self) -> Decimal:
        """The highest value the estimate allows."""
        return _first(self.value, self.high)


def _first(*numbers: Decimal | None) -> Decimal:
    return next(n for n in numbers if n is not None)


def exactly(number: Decimal | int | str) -> Estimate:
    """An estimate that is one value."""
    return Estimate(value=Decimal(number))


def between(low: Decimal | int | str, high: Decimal | int | str) -> Estimate:
    """An estimate that is a range: any value between `low` and `high`, all alike."""
    return Estimate(low=Decimal(low), high=Decimal(high))


def around(
    low: Decimal | int | str, likely: Decimal | int | str, high: Decimal | int | str
) -> Estimate:
    """An estimate that is low, likely and high (modified PERT)."""
    return Estimate(low=Decimal(low), likely=Decimal(likely), high=Decimal(high))
