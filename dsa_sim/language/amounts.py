"""Amounts of money: rounded for reading, exact for worksheets, in one unit for axes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dsa_sim.language.languages import NO_BREAK_SPACE as NBSP
from dsa_sim.language.quantities import (
    MINUS,
    SIGNIFICANT,
    Real,
    decimals_of,
    exactly_decimal,
    number,
    rounded,
    scaled,
    significant,
    trimmed,
)
from dsa_sim.language.translation import Language

Unit = Literal["one", "m", "bn"]

POWERS: dict[Unit, int] = {"one": 0, "m": 6, "bn": 9}
"""Each unit as a power of ten."""

NOTHING = "–"
"""What stands where there is no amount."""


@dataclass(frozen=True, kw_only=True)
class AmountUnit:
    """The unit in which the amounts of a chart or a table are written, and its label."""

    code: Unit
    divisor: int
    label: str


def amount(lang: Language, x: Real | None, *, none: str = NOTHING, currency: str = "EUR") -> str:
    """An amount to three significant digits, "€ 412 m"; below 1 m in whole euro.

    Amounts below € 1 are written in cents. `none` is shown for None.
    """
    if x is None:
        return none
    exact = exactly_decimal(x)
    if abs(exact) < 1:
        cents = rounded(exact, 2)
        return _signed(lang, cents or Decimal(0), "one", currency)
    value = significant(exact)
    unit = _unit_of(value)
    if unit == "one":
        return _signed(lang, rounded(exact, 0) if abs(exact) < 1000 else value, unit, currency)
    return _signed(lang, significant(scaled(value, -POWERS[unit])), unit, currency)


def exact_amount(lang: Language, x: Real | None, *, none: str = NOTHING) -> str:
    """An amount in euro to the cent: "€ 7,463,681,203.90"."""
    return none if x is None else _signed(lang, rounded(x, 2), "one")


def amount_known_to(lang: Language, x: Real, precision: Real | None) -> str:
    """An amount in euro without the digits below what it is known to; None: to the cent."""
    if precision is None or exactly_decimal(precision) < 1:
        return exact_amount(lang, x)
    return _signed(lang, rounded(x, -exactly_decimal(precision).adjusted()), "one")


def signed_amount(lang: Language, x: Real) -> str:
    """An amount in euro with its sign, for differences: "+€ 56.0 m", "−€ 37.0 m"."""
    return f"+{amount(lang, x)}" if exactly_decimal(x) > 0 else amount(lang, x)


def original_amount(
    lang: Language, x: Decimal, currency: str, precision: Decimal | None = None
) -> str:
    """An amount in the currency it was reported in, no digit lost: "CNY 1,023,670 m".

    The unit is the largest of which the amount, and its precision where known, is a multiple.
    """
    unit = _whole_unit(x, precision or x)
    value = trimmed(scaled(x, -POWERS[unit]))
    if decimals_of(value) == 1:
        value = rounded(value, 2)
    return _signed(lang, value, unit, currency)


def amount_in(lang: Language, x: Real, unit: Unit = "m", *, signed: bool = False) -> str:
    """The bare number in a fixed unit, to three significant digits: "373", "−37.3".

    Whole units are never rounded away, and no more than three decimals are shown.
    """
    value = scaled(exactly_decimal(x), -POWERS[unit])
    decimals = max(0, decimals_of(significant(value)))
    short = trimmed(rounded(value, min(decimals, SIGNIFICANT)))
    sign = "+" if signed and short > 0 else ""
    return sign + number(lang, short)


def unit_for(lang: Language, largest: Real) -> AmountUnit:
    """The unit in which amounts up to `largest` (euro) read best on an axis."""
    size = abs(exactly_decimal(largest))
    code: Unit = "bn" if size >= 2 * 10**9 else "m" if size >= 2 * 10**6 else "one"
    return amount_unit(lang, code)


def amount_unit(lang: Language, code: Unit) -> AmountUnit:
    """A unit of amounts with its label: "€ bn", "€ m", "€"."""
    labels = {"one": "€", "m": lang.tr("€ m"), "bn": lang.tr("€ bn")}
    return AmountUnit(code=code, divisor=10 ** POWERS[code], label=labels[code])


def with_unit(lang: Language, digits: str, unit: Unit, currency: str = "EUR") -> str:
    """Digits (or a range of them) with currency and unit in the language's order, unbreakable."""
    name = "€" if currency == "EUR" else currency
    if unit == "one":
        text = lang.ptr("amount", "{currency} {digits}", currency=name, digits=digits)
    elif currency == "EUR":
        text = _euro(lang, digits, unit)
    elif unit == "m":
        text = lang.ptr("amount", "{currency} {digits} m", currency=name, digits=digits)
    else:
        text = lang.ptr("amount", "{currency} {digits} bn", currency=name, digits=digits)
    return text.replace(" ", NBSP)


def _euro(lang: Language, digits: str, unit: Unit) -> str:
    if unit == "m":
        return lang.ptr("amount", "€ {digits} m", digits=digits)
    return lang.ptr("amount", "€ {digits} bn", digits=digits)


def _signed(lang: Language, value: Decimal, unit: Unit, currency: str = "EUR") -> str:
    sign = MINUS if value < 0 else ""
    return sign + with_unit(lang, number(lang, abs(value)), unit, currency)


def _unit_of(value: Decimal) -> Unit:
    power = value.adjusted()
    return "bn" if power >= POWERS["bn"] else "m" if power >= POWERS["m"] else "one"


def _whole_unit(*numbers: Decimal) -> Unit:
    """The largest unit of which all the numbers are multiples; for zero it is one."""
    units: tuple[Unit, ...] = ("bn", "m")
    for unit in units:
        if all(n and decimals_of(scaled(n, -POWERS[unit])) == 0 for n in numbers):
            return unit
    return "one"
