"""Separators and month names of a language, from Babel's data and loaded when first needed."""

from dataclasses import dataclass
from functools import cache

from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.translation import Language


@dataclass(frozen=True, kw_only=True)
class Symbols:
    """How a language writes digits and months; months are in order, January first."""

    decimal: str
    group: str
    short_months: tuple[str, ...]
    long_months: tuple[str, ...]


@cache
def symbols(code: str) -> Symbols:
    """The symbols of the language with that code."""
    from babel import Locale

    locale = Locale.parse(LANGUAGES[code].locale)
    digits = locale.number_symbols["latn"]
    months = locale.months["format"]
    return Symbols(
        decimal=digits["decimal"],
        group=digits["group"],
        short_months=tuple(months["abbreviated"][n] for n in range(1, 13)),
        long_months=tuple(months["wide"][n] for n in range(1, 13)),
    )


def number_symbols(lang: Language) -> Symbols:
    """The symbols by which numbers are written and read, which the person may have chosen."""
    return symbols(lang.numbers or lang.code)


def currency_name(lang: Language, currency: str) -> str:
    """The name of a currency, or its ISO code where Babel has no name for it."""
    from babel import Locale

    return str(Locale.parse(lang.info.locale).currencies.get(currency, currency))
