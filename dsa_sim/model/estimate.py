"""Numbers that may be uncertain: a value, a range, or low, likely and high."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from dsa_sim.marking import mark
from dsa_sim.model.refusals import RefusedValueError
from dsa_sim.model.tenths import tenths_mean

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

    Low and high are the ends of what may be (`reading` bounds), or numbers that one value in ten
    lies below and above (tenths): then `likely` is the middle (as many values below as above), and
    the distribution that of Hadlock and Bickel (J-QPD, see `docs/model.md`) from 0 to `at_most`,
    which is the highest value the field takes; left out where the field takes any amount.

    Raises:
        ValueError: another combination, numbers out of order, or an unsound number.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None
    reading: Literal["bounds", "tenths"] = "bounds"
    at_most: Decimal | None = None

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
        if self.at_most is not None:
            require_sound(self.at_most, what=mark("an estimate"))
        self._require_tenths()

    def _require_tenths(self) -> None:
        """Refuse tenths with too few numbers, or with nothing below or above them."""
        if self.reading == "bounds":
            if self.at_most is not None:
                raise RefusedValueError("estimate_end")
            return
        if self.low is None or self.likely is None or self.high is None:
            raise RefusedValueError("tenths_shape")
        rising = 0 < self.low < self.likely < self.high
        if not rising or (self.at_most is not None and self.high >= self.at_most):
            raise RefusedValueError("tenths_order")

    @property
    def is_uncertain(self) -> bool:
        """True where the estimate is not one value."""
        return self.minimum != self.maximum

    @property
    def central(self) -> Decimal:
        """What a worksheet uses: the value, the likely or middle one, the midpoint of a range."""
        if self.value is not None:
            return self.value
        if self.likely is not None:
            return self.likely
        return (self.minimum + self.maximum) / 2

    @property
    def mean(self) -> Decimal:
        """The mean: the value, the midpoint of a range, or that of the distribution."""
        if self.reading == "tenths":
            return Decimal(repr(tenths_mean(*self.tenths)))
        if self.likely is not None:
            return (self.minimum + 4 * self.likely + self.maximum) / 6
        return (self.minimum + self.maximum) / 2

    @property
    def minimum(self) -> Decimal:
        """The lowest number named: the lowest value there can be, but where it is a tenth."""
        return _first(self.value, self.low)

    @property
    def maximum(self) -> Decimal:
        """The highest number named: the highest value there can be, but where it is a tenth."""
        return _first(self.value, self.high)

    @property
    def tenths(self) -> tuple[float, float, float, float | None]:
        """Low, middle, high and the end as `model.tenths` takes them, where these are tenths."""
        assert self.low is not None
        assert self.likely is not None
        assert self.high is not None
        end = None if self.at_most is None else float(self.at_most)
        return float(self.low), float(self.likely), float(self.high), end


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


def tenths(
    low: Decimal | int | str,
    middle: Decimal | int | str,
    high: Decimal | int | str,
    *,
    at_most: Decimal | int | str | None = None,
) -> Estimate:
    """An estimate of which 1 in 10 lies below `low`, half below `middle`, 1 in 10 above `high`."""
    return Estimate(
        low=Decimal(low), likely=Decimal(middle), high=Decimal(high), reading="tenths",
        at_most=None if at_most is None else Decimal(at_most),
    )  # fmt: skip
