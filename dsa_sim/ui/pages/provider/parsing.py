"""What only the fields of this page read: currencies, exchange rates, numbers of recipients."""

from decimal import Decimal

from dsa_sim.language import Language, formats, parsing
from dsa_sim.language.parsing import FieldProblem

MOST_RECIPIENTS = 10**10
"""More people than any platform can have; the file takes no more either."""

_NICKNAMES = {"RMB": "CNY", "€": "EUR", "£": "GBP"}


def parse_currency(lang: Language, text: str) -> str | FieldProblem:
    """The three-letter code of a currency that exists (ISO 4217); RMB, € and £ are known."""
    plain = text.strip().upper()
    code = _NICKNAMES.get(plain, plain)
    # a currency that has no name but its code is none
    if len(code) == 3 and code.isascii() and formats.currency_name(lang, code) != code:
        return code
    message = lang.tr("Write the three letters of a currency: {examples}.", examples="EUR, CNY")
    return FieldProblem(code="currency", message=message)


def parse_exchange_rate(lang: Language, text: str) -> Decimal | FieldProblem:
    """How many units of a currency € 1 is: one number above zero."""
    found = parsing.parse_estimate(lang, text, "number")
    if isinstance(found, FieldProblem):
        return found
    if found.value is None or found.value <= 0:
        example = formats.exchange_rate(lang, Decimal("8.22921"))
        message = lang.tr("Write one number above zero, for example {example}.", example=example)
        return FieldProblem(code="exchange_rate", message=message)
    return found.value


def parse_recipients(lang: Language, text: str) -> int | FieldProblem:
    """How many recipients a platform has: a whole number."""
    found = parsing.parse_count(lang, text)
    if isinstance(found, int) and found > MOST_RECIPIENTS:
        limit = formats.number(lang, MOST_RECIPIENTS)
        message = lang.tr("The highest value allowed here is {limit}.", limit=limit)
        return FieldProblem(code="too_high", message=message)
    return found
