"""Estimates as they stand in a field, and in words as they were understood."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from dsa_sim.language.amounts import POWERS, Unit, with_unit
from dsa_sim.language.field_tenths import tenths_sign
from dsa_sim.language.languages import NO_BREAK_SPACE
from dsa_sim.language.quantities import decimals_of, number, rounded, scaled, trimmed
from dsa_sim.language.translation import Language
from dsa_sim.model.case import StartingAmount
from dsa_sim.model.estimate import Estimate

EstimateUnit = Literal["share", "eur", "number", "days"]
"""What an estimate counts: shares are fractions of 1, euro are whole euro and cents."""

_DASH = f"{NO_BREAK_SPACE}–{NO_BREAK_SPACE}"
_READABLE_DECIMALS = 2


def estimate(lang: Language, x: Estimate, unit: EstimateUnit) -> str:
    """The estimate as one would type it, no digit lost: "0.15 – 0.30 – 0.60 %", "€ 45 m".

    Tenths are called so behind their numbers: "1 – 2 – 4 % (1 in 10)".
    """
    written = _written(lang, _numbers(x), unit)
    if x.reading == "tenths":
        return f"{written}{NO_BREAK_SPACE}({tenths_sign(lang)})"
    return written


def _written(lang: Language, numbers: Sequence[Decimal], unit: EstimateUnit) -> str:
    if unit == "share":
        percents = _row(lang, [scaled(n, 2) for n in numbers])
        return f"{percents}{lang.info.percent_space}%"
    if unit == "eur":
        scale = _scale(numbers)
        return with_unit(lang, _row(lang, [scaled(n, -POWERS[scale]) for n in numbers]), scale)
    digits = _row(lang, numbers)
    return _in_days(lang, digits, numbers[-1]) if unit == "days" else digits


def starting_amount(lang: Language, x: StartingAmount) -> str:
    """A starting amount as one would type it."""
    return estimate(lang, x.estimate, _unit_of(x))


def understood(
    lang: Language,
    x: Estimate | StartingAmount,
    unit: EstimateUnit | None = None,
    *,
    is_of_income: bool = False,
) -> str:
    """In words what a field was understood to mean: "likely 3 %, between 2 % and 6 %".

    `unit` is that of the estimate; a starting amount brings its own, and its share is one of
    turnover, unless it is of income.

    Raises:
        ValueError: an estimate without a unit.
    """
    if isinstance(x, StartingAmount):
        words = understood(lang, x.estimate, _unit_of(x))
        if x.unit == "eur":
            return words
        if is_of_income:
            return lang.tr("{share} of income", share=words)
        return lang.tr("{share} of turnover", share=words)
    if unit is None:
        raise ValueError("an estimate is put into words with its unit")
    low, high = _in_words(lang, x.minimum, unit), _in_words(lang, x.maximum, unit)
    if x.value is not None:
        return low
    if x.likely is None:
        return lang.tr("anything between {low} and {high}", low=low, high=high)
    likely = _in_words(lang, x.likely, unit)
    if x.reading == "tenths":
        return lang.tr(
            "half below {middle}; 1 in 10 below {low}, 1 in 10 above {high}",
            middle=likely, low=low, high=high,
        )  # fmt: skip
    return lang.tr("likely {likely}, between {low} and {high}", likely=likely, low=low, high=high)


def _numbers(x: Estimate) -> list[Decimal]:
    return [n for n in (x.value, x.low, x.likely, x.high) if n is not None]


def _unit_of(x: StartingAmount) -> EstimateUnit:
    return "eur" if x.unit == "eur" else "share"


def _row(lang: Language, numbers: Sequence[Decimal]) -> str:
    decimals = max(decimals_of(n) for n in numbers)
    return _DASH.join(number(lang, rounded(n, decimals)) for n in numbers)


def _scale(numbers: Sequence[Decimal]) -> Unit:
    """The largest unit in which the largest number is 1 or more and all stay short."""
    largest = max(abs(n) for n in numbers)
    units: tuple[Unit, ...] = ("bn", "m")
    for unit in units:
        power = POWERS[unit]
        short = all(decimals_of(scaled(n, -power)) <= _READABLE_DECIMALS for n in numbers)
        if largest.adjusted() >= power and short:
            return unit
    return "one"


def _in_words(lang: Language, x: Decimal, unit: EstimateUnit) -> str:
    if unit == "eur":
        return _euro_in_words(lang, x)
    return _written(lang, [x], unit)


def _euro_in_words(lang: Language, x: Decimal) -> str:
    scale = _scale([x])
    value = scaled(x, -POWERS[scale])
    digits = _row(lang, [value])
    # French counts 1.48 as one: the whole part decides the form
    n = int(abs(value))
    if scale == "bn":
        return lang.ntr("{digits} billion euro", "{digits} billion euro", n, digits=digits)
    if scale == "m":
        return lang.ntr("{digits} million euro", "{digits} million euro", n, digits=digits)
    return lang.ntr("{digits} euro", "{digits} euro", n, digits=digits)


def _in_days(lang: Language, digits: str, last: Decimal) -> str:
    n = 1 if trimmed(last) == 1 else max(2, int(last))
    return lang.ntr("{digits} day", "{digits} days", n, digits=digits)
