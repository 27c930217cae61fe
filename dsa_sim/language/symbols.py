"""Separators, month names and names of currencies, from Babel's data."""

from dsa_sim.language.languages import Symbols, symbols
from dsa_sim.language.translation import Language

__all__ = ["Symbols", "currency_name", "number_symbols", "symbols"]


def number_symbols(lang: Language) -> Symbols:
    """The symbols by which numbers are written and read, which the person may have chosen."""
    return symbols(lang.numbers or lang.code)


def currency_name(lang: Language, currency: str) -> str:
    """The name of a currency, or its ISO code where Babel has no name for it."""
    from babel import Locale

    return str(Locale.parse(lang.info.locale).currencies.get(currency, currency))
