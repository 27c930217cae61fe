"""Numbers with units as people type them, taken apart and read without guessing.

A text is cut into tokens, the tokens form items (a number with its signs and units), and the
units of the last item count for those that have none. Every digit is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NoReturn

from dsa_sim.language.field_problems import FieldProblem, problem
from dsa_sim.language.quantities import decimals_of, number, scaled, trimmed
from dsa_sim.language.symbols import number_symbols
from dsa_sim.language.translation import Language
from dsa_sim.language_folders import keywords, own_keywords
from dsa_sim.model.estimate import FINEST, LARGEST

LONGEST = 200
"""No field takes more characters than this."""

_SPACES = re.compile(r"\s+")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_TOKENS = re.compile(
    r"(?P<number>[0-9]+(?:[.,'’][0-9]*| [0-9]{3}(?![0-9]))*|[.,][0-9]+)"
    r"|(?P<dash>-|…|\.\.\.?)"
    r"|(?P<word>(?:US|CN|us|cn)?[€$£¥%]|[^\W\d_]+\.?)"
    r"|(?P<space> )"
    r"|(?P<other>.)"
)

_SHARED_SIGNS = {
    "$": ("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD", "BRL"),
    "¥": ("CNY", "JPY"),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """A number as it stands in a field: its digits, its sign and the units beside it."""

    digits: str = ""
    negative: bool = False
    power: int | None = None
    currency: str | None = None
    percent: bool = False
    days: bool = False

    @property
    def has_unit(self) -> bool:
        """True where something beside the number says what it counts."""
        return self.power is not None or self.percent or self.days


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number that was understood, scaled (2 m is 2 000 000, 3 % is 0.03), and its kind."""

    value: Decimal
    percent: bool
    currency: str | None
    days: bool
    scaled: bool


@dataclass(frozen=True)
class _Trouble(Exception):  # noqa: N818 - it never leaves this module
    problem: FieldProblem


def quantities(
    lang: Language, text: str, *, currency: str, example: str
) -> tuple[Quantity, ...] | FieldProblem:
    """The numbers of a text such as "€ 2–5 m", in order, or why it cannot be read.

    `currency` is the one expected; `example` is what the problems propose to write.
    """
    plain = simplified(text)
    if not plain:
        return problem(lang, "empty")
    if len(plain) > LONGEST:
        return problem(lang, "too_long")
    try:
        items = _Reader(lang, currency=currency, example=example).items(plain)
        return tuple(_quantity(lang, item, example) for item in _with_units(lang, items, example))
    except _Trouble as trouble:
        return trouble.problem


def simplified(text: str) -> str:
    """The text with every kind of space as one space and every kind of dash as a hyphen."""
    return _DASHES.sub("-", _SPACES.sub(" ", text)).strip()


def read_number(lang: Language, digits: str, example: str) -> Decimal | FieldProblem:
    """Digits with the separators of the language; groups have three digits.

    What is not well formed is refused, with the ways in which it could have been meant.
    """
    marks = number_symbols(lang)
    groups = {" ", "'", "’"} | ({marks.group} & {".", ","})
    own = _read(digits, marks.decimal, groups)
    if own is not None:
        return own
    foreign = "," if marks.decimal == "." else "."
    meant = {
        value
        for value in (
            _read(digits, foreign, {" ", "'", "’", marks.decimal}),
            _read(digits, marks.decimal, {foreign}),
        )
        if value is not None
    }
    shown = [number(lang, trimmed(value)) for value in sorted(meant)]
    if len(shown) == 2:
        return problem(lang, "ambiguous_number", number=digits, first=shown[0], second=shown[1])
    if shown:
        return problem(lang, "decimal_sign", number=digits, suggestion=shown[0])
    return problem(lang, "number_form", number=digits, example=example)


def _read(digits: str, decimal: str, groups: set[str]) -> Decimal | None:
    whole, sign, fraction = digits.partition(decimal)
    if sign and not _only_digits(fraction):
        return None
    separators = {c for c in whole if not _only_digits(c)}
    if len(separators) > 1 or not separators <= groups:
        return None
    parts = whole.split(separators.pop()) if separators else [whole]
    if len(parts) > 1 and not _well_grouped(parts):
        return None
    joined = "".join(parts)
    if not joined and not fraction:
        return None
    return Decimal(f"{joined or 0}.{fraction or 0}")


def _well_grouped(parts: list[str]) -> bool:
    first, *others = parts
    # "0,123" is no group of three: nobody writes a thousand's zero
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(p) == 3 for p in others)


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


class _Reader:
    """Cuts a text into items; refuses by `_Trouble`, which `quantities` catches."""

    def __init__(self, lang: Language, *, currency: str, example: str) -> None:
        self._lang = lang
        self._currency = currency
        self._example = example

    def items(self, plain: str) -> list[Item]:
        items: list[Item] = []
        item = Item()
        for kind, token in _tokens(plain):
            if kind == "number":
                item = self._with_digits(item, token)
            elif self._separates(kind, token, item):
                items.append(item)
                item = Item()
            elif kind == "dash":
                item = self._negated(item, token)
            elif kind == "other":
                self._refuse(token)
            elif not (_is(token, "introduction") and not items and item == Item()):
                item = self._with_word(item, token)
        if not item.digits:
            self._refuse(plain)
        return [*items, item]

    def _separates(self, kind: str, token: str, item: Item) -> bool:
        between = kind == "dash" or (kind == "word" and _is(token, "between"))
        return between and bool(item.digits)

    def _with_digits(self, item: Item, token: str) -> Item:
        if item.digits:
            self._refuse(token)
        return replace(item, digits=token)

    def _negated(self, item: Item, dash: str) -> Item:
        if item.negative or dash != "-":
            self._refuse(dash)
        return replace(item, negative=True)

    def _with_word(self, item: Item, token: str) -> Item:
        currency = self._currency_of(token)
        if currency is not None and item.currency is None:
            return replace(item, currency=currency)
        if not item.digits:
            self._refuse(token)
        if _is(token, "percent") and not item.percent:
            return replace(item, percent=True)
        if _is(token, "days") and not item.days:
            return replace(item, days=True)
        if item.power is not None:
            self._refuse(token)
        return replace(item, power=self._power(token))

    def _power(self, token: str) -> int:
        scale = _by_word("scales").get(_folded(token))
        own = _by_word("scales_of_this_language", self._lang.code).get(_folded(token), scale)
        if own is not None:
            return int(own)
        if _folded(token) not in _by_word("scales_of_this_language"):
            self._refuse(token)
        raise _Trouble(problem(self._lang, "ambiguous_word", word=token, example=self._example))

    def _currency_of(self, token: str) -> str | None:
        word = _folded(token)
        if word in _SHARED_SIGNS:
            found = _SHARED_SIGNS[word]
            return self._currency if self._currency in found else found[0]
        if word in _by_word("currencies"):
            return _by_word("currencies")[word]
        is_code = len(token) == 3 and token.isascii() and token.isalpha() and token.isupper()
        is_unit = word in _by_word("scales") or _is(token, "percent")
        return token if is_code and not is_unit else None

    def _refuse(self, part: str) -> NoReturn:
        raise _Trouble(problem(self._lang, "not_understood", part=part, example=self._example))


def _tokens(plain: str) -> Iterator[tuple[str, str]]:
    per_cent, of_euros = _in_two_words()
    text = of_euros.sub("", per_cent.sub("%", plain))
    for match in _TOKENS.finditer(text):
        if match.lastgroup and match.lastgroup != "space":
            yield match.lastgroup, match.group()


def _folded(token: str) -> str:
    return token.casefold().rstrip(".")


def _is(token: str, meaning: str) -> bool:
    return _folded(token) in keywords("numbers")[meaning]


@cache
def _by_word(topic: str, language: str = "") -> dict[str, str]:
    """What each word of a topic means, in every language or in one alone."""
    meanings = own_keywords(language, topic) if language else keywords(topic)
    return {word: meaning for meaning, words in meanings.items() for word in words}


@cache
def _in_two_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where "per cent" stands, and what is elided before a word as in the French "d'euros"."""
    percent = "|".join(word for word in keywords("numbers")["percent"] if " " in word)
    elided = (word.partition("'") for word in keywords("numbers")["elided"])
    before = "|".join(rf"{first}['’ ]?(?={rest}\b)" for first, _, rest in elided)
    return (
        re.compile(rf"\b(?:{percent})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{before})", re.IGNORECASE),
    )


def _with_units(lang: Language, items: list[Item], example: str) -> list[Item]:
    """The items, those without a unit taking that of the last."""
    last = items[-1]
    given = [item for item in items if item.has_unit]
    bare = len(given) < len(items)
    if bare and given and not (last.has_unit and len({_unit(item) for item in given}) == 1):
        raise _Trouble(problem(lang, "unit_at_end", example=example))
    if len({(item.percent, item.days) for item in given}) > 1:
        raise _Trouble(problem(lang, "mixed_units", example=example))
    currencies = {item.currency for item in items if item.currency}
    if len(currencies) > 1 or (currencies and last.percent):
        raise _Trouble(problem(lang, "mixed_units", example=example))
    currency = next(iter(currencies), None)
    return [
        replace(
            item,
            currency=currency,
            power=item.power if item.has_unit else last.power,
            percent=last.percent,
            days=last.days,
        )
        for item in items
    ]


def _unit(item: Item) -> tuple[int | None, bool, bool]:
    return item.power, item.percent, item.days


def _quantity(lang: Language, item: Item, example: str) -> Quantity:
    digits = read_number(lang, item.digits, example)
    if isinstance(digits, FieldProblem):
        raise _Trouble(digits)
    power = (item.power or 0) - (2 if item.percent else 0)
    value = trimmed(scaled(-digits if item.negative else digits, power)) + Decimal(0)
    if abs(value) > LARGEST:
        raise _Trouble(problem(lang, "too_large"))
    if decimals_of(value) > -FINEST:
        raise _Trouble(problem(lang, "too_fine"))
    return Quantity(
        value=value,
        percent=item.percent,
        currency=item.currency,
        days=item.days,
        scaled=item.power is not None,
    )
