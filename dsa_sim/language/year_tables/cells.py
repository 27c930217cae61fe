"""Cells of other people's tables: amounts in any locale, codes in words, currencies.

Nothing is guessed from one cell: where it can be read in two ways, the other cells of its
column decide, or the person.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from dsa_sim.language.amounts import original_amount
from dsa_sim.language.field_numbers import LONGEST
from dsa_sim.language.field_problems import FieldProblem, problem
from dsa_sim.language.joining import all_quoted
from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.quantities import number, scaled, trimmed
from dsa_sim.language.tables import Value
from dsa_sim.language.translation import Language
from dsa_sim.language.words import WORDS
from dsa_sim.language.year_tables.money_words import Said, folded, said_in
from dsa_sim.language.year_tables.number_formats import format_says
from dsa_sim.model.estimate import LARGEST

DecimalSign = Literal["", ".", ","]
"""The decimal sign of a column; "" where its cells do not tell."""

NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "n.d.", "k.a.", "./.", "nd", "nc"})
"""How an empty cell is written."""

_DIGITS = re.compile(r"[.,]?[0-9](?:[0-9.,'’ \u00a0\u202f\u2009]*[0-9])?")
# Each letter can be read in one way alone: a text of many is passed over at once.
_MINUS = re.compile(r"(?:[^\w(]|[A-Z]{2,3}(?![A-Z]))*?[-−–]\s?(?=[0-9.,€$£])")
_IN_PARENTHESES = re.compile(r"\((.*)\)")
_PERCENT = re.compile(r"%|\b(?:per ?cent|pct|pour ?cent|prozent)\b", re.IGNORECASE)
_HUNDRED = re.compile(r"[0-9][ \u00a0\u202f\u2009]100 millions?\b", re.IGNORECASE)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))
_WORDS: dict[str, dict[str, str]] = {
    "turnover_scope": {
        "group": r"group|consolidated|groupe|consolide|konzern|konsolidiert|undertaking"
        r"|unternehmensgruppe",
        "segment": r"segment|business|division|secteur|branche|sparte|geschaftsbereich",
        "entity": r"entity|provider|company|standalone|stand alone|entite|fournisseur|societe"
        r"|einzelabschluss|gesellschaft|anbieter|alone",
        "controlling_person": r"controlling|person in control|controle|beherrschend",
    },
    "year_basis": {
        "reported": r"reported|actuals?|audited|publie|reel|comptes|berichtet|ist|gepruft|a",
        "projected": r"projected|forecast|budget|estimated?|plan|projete|prevision|prevu"
        r"|prognose|geplant|erwartet|e|f",
    },
    "source_status": {},
}


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount as a cell says it; a share of the turnover where it is a `percent`.

    `powers` and `currencies` are what the cell itself says, as in `money_words.Said`.
    """

    value: Decimal
    percent: bool = False
    powers: tuple[int, ...] = ()
    currencies: tuple[str, ...] = ()


def is_nothing(value: Value) -> bool:
    """True for a cell in which there is nothing to read."""
    return isinstance(value, str) and value.strip().casefold() in NOTHING


def has_digits(value: Value) -> bool:
    """True where a text could be an amount."""
    return isinstance(value, str) and bool(_DIGITS.search(value))


def decimal_sign(cells: Iterable[Value]) -> DecimalSign:
    """The decimal sign of a column, where at least one cell shows it and none denies it.

    "1,234.5" shows it. So does a column with "12 400" beside "1,234", in which the comma groups
    nothing, and one with "9,800" beside "900": who wrote decimals would have written "9,8", or
    "900,000".
    """
    texts = [d for c in cells if isinstance(c, str) for d in _DIGITS.findall(c)]
    read = {digits: {sign: _read(digits, sign) for sign in (".", ",")} for digits in texts}
    shown = {
        sign
        for options in read.values()
        if len(set(options.values())) > 1 and None in options.values()
        for sign, value in options.items()
        if value is not None
    }
    doubtful = [d for d, options in read.items() if len(set(options.values())) > 1]
    doubtful = [d for d in doubtful if None not in read[d].values()]
    signs = {sign for digits in doubtful for sign in digits if sign in ",."}
    if not shown and len(signs) == 1:
        sign = signs.pop()
        spaced = any(re.search(r"[0-9]['’ \u00a0\u202f\u2009][0-9]{3}", d) for d in texts)
        if spaced:
            shown = {sign}
        elif any(d.endswith("0") for d in doubtful) and any(
            d.isdigit() for d in texts if len(d) < 4
        ):
            shown = {"." if sign == "," else ","}
    if shown == {"."}:
        return "."
    return "," if shown == {","} else ""


def said_by_cell(value: Value, code: str = "", *, english: bool = True) -> Said:
    """What a cell says of its own unit and currency, in words or by its number format."""
    if isinstance(value, Decimal):
        return format_says(code).amounts
    if not isinstance(value, str) or not has_digits(value):
        return Said()
    words = _PERCENT.sub(" ", _DIGITS.sub(" ", _signed(value.strip())[0], count=1))
    return said_in(words, english=english)


def read_money(
    lang: Language,
    value: Value,
    *,
    code: str = "",
    sign: DecimalSign = "",
    english: bool = True,
) -> Money | FieldProblem:
    """An amount as it stands: "1.234.567,89", "RMB 1,023.67 bn", "(123)", "-5%"; no unit applied.

    `code` is the number format of the cell; `sign` is the decimal sign of the column, "" where
    it is not known.
    """
    if isinstance(value, date):
        message = lang.tr("This is a date, not an amount. Is it the right column?")
        return FieldProblem(code="needs_amount", message=message)
    said = said_by_cell(value, code, english=english)
    if isinstance(value, Decimal):
        percent = format_says(code).percent
        return Money(value=value, percent=percent, powers=said.powers, currencies=said.currencies)
    text, negative = _signed(value.strip()[:LONGEST])
    digits = _digits(lang, text, sign)
    if isinstance(digits, FieldProblem):
        return digits
    percent = bool(_PERCENT.search(text))
    # "49 100 million" is 49,100 million to some and 49 times 100 million to others
    rest = text if _HUNDRED.search(text) else _unknown(text, said)
    if rest:
        example = original_amount(lang, Decimal(45_000_000), "EUR")
        return problem(lang, "not_understood", part=rest, example=example)
    amount = scaled(digits, -2) if percent else digits
    return Money(
        value=-amount if negative else amount,
        percent=percent,
        powers=said.powers,
        currencies=said.currencies,
    )


def sound(lang: Language, value: Decimal) -> Decimal | FieldProblem:
    """An amount in single units, or that it is larger than the program takes."""
    if not value.is_finite() or abs(value) > LARGEST:
        message = lang.tr("The amount is larger than any the program takes: check the unit.")
        return FieldProblem(code="too_large", message=message)
    return trimmed(value) + Decimal(0)


def read_code(lang: Language, kind: str, value: Value) -> str | FieldProblem:
    """The code that a word means: "Konzern" is the scope `group`."""
    plain = folded(str(value))
    found = _labels(kind).get(plain)
    if found is not None:
        return found
    meant = [
        code
        for code, words in _WORDS[kind].items()
        if re.search(rf"\b(?:{words})\b", plain, re.ASCII)
    ]
    if len(meant) == 1:
        return meant[0]
    choices = all_quoted(lang, (lang.tr(entry.label) for entry in WORDS[kind].values()))
    message = lang.tr("Not one of the words for it. Write one of {choices}.", choices=choices)
    return FieldProblem(code="not_a_choice", message=message)


def read_currency(lang: Language, text: str) -> str | FieldProblem:
    """The code of a currency that exists (ISO 4217), from its code, sign or name."""
    plain = text.strip()
    said = said_in(f"({plain.upper()})" if len(plain) == 3 else plain)
    if len(said.currencies) == 1 and not (said.powers or said.rest):
        return said.currencies[0]
    message = lang.tr("Write the three letters of a currency: {examples}.", examples="EUR, CNY")
    return FieldProblem(code="currency", message=message)


@cache
def _labels(kind: str) -> dict[str, str]:
    """The words of the program for the codes of a kind, in every language, and the codes."""
    languages = [Language(code) for code in LANGUAGES]
    labels = {
        folded(lang.tr(entry.label)): code
        for code, entry in WORDS[kind].items()
        for lang in languages
    }
    return labels | {folded(code): code for code in WORDS[kind]}


def _unknown(text: str, said: Said) -> str:
    """What of a text is neither its number nor its unit nor its currency."""
    outside = _PERCENT.sub(" ", _DIGITS.sub(" ", text, count=1))
    return text if any(c.isdigit() for c in outside) else " ".join(said.rest)


def _signed(text: str) -> tuple[str, bool]:
    """The text without the sign of a negative amount: a minus, or parentheses around it."""
    plain = text.translate(_SPACES)
    inside = _IN_PARENTHESES.fullmatch(plain)
    if inside:
        return inside[1].strip(), True
    match = _MINUS.match(plain)
    if match:
        return plain[: match.end()].rstrip("-−– ") + " " + plain[match.end() :], True
    behind = re.fullmatch(r"(.*[0-9])\s?[-−–]", plain)
    if behind:
        return behind[1], True
    return plain.lstrip("+ "), False


def _digits(lang: Language, text: str, sign: DecimalSign) -> Decimal | FieldProblem:
    """The number in a text, by the decimal sign of its column."""
    match = _DIGITS.search(text)
    if match is None:
        example = original_amount(lang, Decimal(45_000_000), "EUR")
        return problem(lang, "needs_amount", example=example)
    digits = match.group()
    options = {s: _read(digits, s) for s in (".", ",") if not sign or s == sign}
    meant = sorted({value for value in options.values() if value is not None})
    if len(meant) > 1:
        first, second = (number(lang, trimmed(value)) for value in meant)
        message = lang.tr(
            "“{number}” can be {first} or {second}: choose the decimal sign above.",
            number=digits, first=first, second=second,
        )  # fmt: skip
        return FieldProblem(code="ambiguous_number", message=message)
    if not meant:
        message = lang.tr(
            "“{number}” is not a number as it is written in this column.", number=digits
        )
        return FieldProblem(code="number_form", message=message)
    return meant[0]


def _read(digits: str, sign: str) -> Decimal | None:
    """Digits with that decimal sign and groups of three by another sign; None if malformed."""
    whole, mark, fraction = digits.translate(_SPACES).partition(sign)
    if mark and not (fraction.isascii() and fraction.isdigit()):
        return None
    groups = re.split(r"[^0-9]", whole)
    between = {c for c in whole if not c.isdigit()}
    if len(between) > 1 or sign in between:
        return None
    first, *others = groups
    if others and not (_grouped(first, others) or _grouped_in_lakhs(first, others, between)):
        return None
    return Decimal(f"{''.join(groups) or 0}.{fraction or 0}")


def _grouped(first: str, others: list[str]) -> bool:
    # "0,123" is no group of three: nobody writes a thousand's zero
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(g) == 3 for g in others)


def _grouped_in_lakhs(first: str, others: list[str], between: set[str]) -> bool:
    """True for "9,41,168": India groups by two above the thousands."""
    *middle, last = others
    return (
        between == {","}
        and bool(middle)
        and 1 <= len(first) <= 2
        and not first.startswith("0")
        and len(last) == 3
        and all(len(g) == 2 for g in middle)
    )
