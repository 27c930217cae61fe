"""Numbers, shares and rates as a language writes them; money is in `amounts`."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from dsa_sim.language.symbols import number_symbols
from dsa_sim.language.translation import Language

Real = int | float | Decimal | Fraction
"""What can be shown: floats (numpy's too) are taken at their exact value."""

MINUS = "\N{MINUS SIGN}"
SIGNIFICANT = 3
_ALL = Decimal(100)
_TINY = Decimal("0.001")
"""Below so many percent a share is only called less: shares of turnover above it are told."""

_EXACT = Context(prec=200, rounding=ROUND_HALF_EVEN)


def exactly_decimal(x: Real) -> Decimal:
    """The number as a Decimal (a fraction to 200 digits).

    Raises:
        ValueError: the number is not finite.
    """
    if isinstance(x, Fraction):
        return _EXACT.divide(Decimal(x.numerator), Decimal(x.denominator))
    number_ = x if isinstance(x, Decimal) else Decimal(x)
    if not number_.is_finite():
        raise ValueError(f"{x} cannot be shown as a number")
    return number_


def rounded(x: Real, decimals: int) -> Decimal:
    """`x` to that many decimals (negative: to tens, hundreds), half to even."""
    # + Decimal(0) turns −0 into 0, so that nothing reads "minus nothing"
    return _EXACT.quantize(exactly_decimal(x), Decimal(1).scaleb(-decimals)) + Decimal(0)


def scaled(x: Decimal, power: int) -> Decimal:
    """`x` times ten to that power, exactly."""
    return x.scaleb(power, _EXACT)


def significant(x: Real, digits: int = SIGNIFICANT) -> Decimal:
    """`x` to that many significant digits, half to even, with its trailing zeros."""
    exact = exactly_decimal(x)
    if not exact:
        return Decimal(0)
    once = rounded(exact, digits - 1 - exact.adjusted())
    # 999.6 becomes 1000, which has one digit more: rounding again drops it
    return rounded(exact, digits - 1 - once.adjusted())


def trimmed(x: Decimal) -> Decimal:
    """The same number without trailing zeros after the decimal sign, never as a power of ten."""
    short = _EXACT.normalize(x)
    exponent = short.as_tuple().exponent
    return (
        _EXACT.quantize(short, Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short
    )


def decimals_of(x: Decimal) -> int:
    """How many digits stand after the decimal sign once trailing zeros are gone."""
    exponent = trimmed(x).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def number(lang: Language, x: Real, *, decimals: int | None = None) -> str:
    """The number with the language's separators: all its digits, or to so many decimals."""
    exact = exactly_decimal(x)
    digits = f"{exact if decimals is None else rounded(exact, decimals):,f}"
    marks = number_symbols(lang)
    table = {ord(","): marks.group, ord("."): marks.decimal, ord("-"): MINUS}
    return digits.translate(table)


def share(lang: Language, x: Real, digits: int = SIGNIFICANT) -> str:
    """A share as a percentage of up to so many significant digits: 0.0026 is "0.26 %".

    Whole percents are never rounded away: 12.34 is "1,234 %". What is not all of it is not written
    so: 0.9996 is "more than 99.9 %". Nor are tiny shares written with many noughts.
    """
    percent = scaled(exactly_decimal(x), 2)
    if 0 < percent < _TINY and digits <= SIGNIFICANT:
        return lang.tr("less than {share}", share=_percent(lang, _TINY))
    decimals = max(0, decimals_of(significant(percent, digits)))
    near = rounded(percent, decimals)
    if percent < _ALL <= near:
        below = _ALL - Decimal(1).scaleb(2 - digits)
        return lang.tr("more than {share}", share=_percent(lang, below))
    return _percent(lang, trimmed(near))


def signed_points(lang: Language, x: Real) -> str:
    """A difference of two shares, in percentage points: 0.05 is "+ 5 percentage points"."""
    return f"{'+' if x > 0 else MINUS} {_points(lang, x)}"


def points(lang: Language, x: Real) -> str:
    """How far two shares lie apart, to two digits: 0.00123 is "0.12 percentage points"."""
    return _points(lang, x, 2)


def _points(lang: Language, x: Real, digits: int = SIGNIFICANT) -> str:
    found = trimmed(significant(scaled(abs(exactly_decimal(x)), 2), digits))
    # Between nought and one, and above one, languages differ in what is still one point.
    count = 1 if found == 1 else 2 * (found > 1)
    return lang.ntr(
        "{digits} percentage point", "{digits} percentage points", count,
        digits=number(lang, found),
    )  # fmt: skip


def rate(lang: Language, x: Decimal) -> str:
    """A rate of the law as an exact percentage: Decimal("0.06") is "6 %"."""
    return _percent(lang, trimmed(scaled(x, 2)))


def exchange_rate(lang: Language, per_euro: Decimal) -> str:
    """An exchange rate with every digit it was given."""
    return number(lang, per_euro)


def _percent(lang: Language, percent: Decimal) -> str:
    return f"{number(lang, percent)}{lang.info.percent_space}%"
