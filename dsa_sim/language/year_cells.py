"""Cells of other people's tables: amounts in any locale, last days of years, codes in words.

Nothing is guessed from one cell: where it can be read in two ways, the other cells of its
column decide, or the person.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

from dsa_sim.language import formats
from dsa_sim.language.amounts import original_amount
from dsa_sim.language.field_dates import parse_event_date
from dsa_sim.language.field_numbers import LONGEST, quantities
from dsa_sim.language.field_problems import FieldProblem
from dsa_sim.language.joining import all_quoted
from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.quantities import number, scaled, trimmed
from dsa_sim.language.symbols import number_symbols
from dsa_sim.language.tables import Value
from dsa_sim.language.translation import Language
from dsa_sim.language.words import WORDS
from dsa_sim.language.year_columns import folded
from dsa_sim.model.estimate import LARGEST
from dsa_sim.model.part import EARLIEST, LATEST

DecimalSign = Literal["", ".", ","]
"""The decimal sign of a column; "" where its cells do not tell."""

NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "n.d.", "k.a.", "./.", "nd", "nc"})
"""How an empty cell is written."""

_DIGITS = re.compile(r"[.,]?[0-9](?:[0-9.,'’ \u00a0\u202f\u2009]*[0-9])?")
_IN_PARENTHESES = re.compile(r"\((.*)\)")
_THOUSAND_EUROS = re.compile(r"\bT(?=€|EUR\b)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR = re.compile(r"((?:19|20|21)\d\d)(?:[/–-](\d{2}|\d{4}))? ?[AEF]?")
_BEFORE_DAY = re.compile(
    r"^(?:(?:financial |fiscal |calendar )?year(?: ended| ending| to| end)?(?: on)?|fye?|cy"
    r"|exercice(?: clos)?(?: le| au)?|ann[ée]e|(?:gesch[äa]fts)?jahr(?: zum| bis)?|gj"
    r"|(?:12|twelve) months (?:ended|to))\b[ :.-]*",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = (20_000, 80_000)
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
    """An amount as a cell says it; `currency` where the cell names one."""

    value: Decimal
    currency: str | None = None


def is_nothing(value: Value) -> bool:
    """True for a cell in which there is nothing to read."""
    return isinstance(value, str) and value.strip().casefold() in NOTHING


def decimal_sign(cells: Iterable[Value]) -> DecimalSign:
    """The decimal sign of a column, where at least one cell shows it and none denies it."""
    shown: set[str] = set()
    for cell in cells:
        if isinstance(cell, str):
            for digits in _DIGITS.findall(cell):
                read = {sign: _read(digits, sign) for sign in (".", ",")}
                if len(set(read.values())) > 1 and None in read.values():
                    shown |= {sign for sign, value in read.items() if value is not None}
    if shown == {"."}:
        return "."
    return "," if shown == {","} else ""


def read_money(
    lang: Language, value: Value, *, currency: str, power: int = 0, sign: DecimalSign = ""
) -> Money | FieldProblem:
    """An amount such as "1.234.567,89", "RMB 1,023.67 bn" or "(123)".

    `power` is the unit of the column, which counts unless the cell has one of its own; `sign`
    is the decimal sign of the column, "" where it is not known.
    """
    example = original_amount(lang, Decimal(45_000_000), currency)
    if isinstance(value, date):
        return FieldProblem(
            code="needs_amount",
            message=lang.tr("This is a date, not an amount. Is it the right column?"),
        )
    if isinstance(value, Decimal):
        return _sound(lang, scaled(value, power))
    text, negative = _signed(value.strip())
    read = _in_language(lang, text, sign)
    if isinstance(read, FieldProblem):
        return read
    found = quantities(lang, read, currency=currency, example=example)
    if isinstance(found, FieldProblem):
        return found
    if len(found) != 1 or found[0].percent or found[0].days:
        message = lang.tr("One amount of money is expected. Write for example {example}.")
        return FieldProblem(code="needs_amount", message=message.format(example=example))
    one = found[0]
    amount = one.value if one.scaled else scaled(one.value, power)
    return _sound(lang, -amount if negative else amount, one.currency)


def read_day(
    lang: Language, value: Value, *, year_end: tuple[int, int], month_first: bool = False
) -> date | FieldProblem:
    """The last day of a year: a day, or a year such as "FY 2024" or "2023/24".

    `year_end` is the month and day on which a year ends of which no more is said.
    """
    if isinstance(value, Decimal):
        return _day_of_number(lang, value, year_end)
    if isinstance(value, date):
        return _in_range(lang, value)
    text = " ".join(value.split())[:LONGEST]
    rest = _MIDNIGHT.sub("", _BEFORE_DAY.sub("", text))
    year = _YEAR.fullmatch(rest)
    if year:
        return _in_range(lang, _year_end(_second_year(year[1], year[2]), year_end))
    if month_first:
        rest = _SLASHED.sub(r"\2/\1/\3", rest)
    found = parse_event_date(lang, rest)
    if isinstance(found, FieldProblem):
        return found
    return found.on if found.precision == "day" else _end_of_month(found.on)


def is_month_first(cells: Iterable[Value]) -> bool:
    """True where days are written "03/31/2024", and none is written the other way round."""
    orders = set()
    for cell in cells:
        for first, second, _ in _SLASHED.findall(cell) if isinstance(cell, str) else ():
            if int(first) > 12 or int(second) > 12:
                orders.add(int(second) > 12)
    return orders == {True}


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
    """The three-letter code of a currency that exists (ISO 4217); RMB, €, £ are known."""
    plain = text.strip().upper()
    code = {"RMB": "CNY", "€": "EUR", "£": "GBP", "US$": "USD", "EURO": "EUR"}.get(plain, plain)
    if len(code) == 3 and code.isascii() and formats.currency_name(lang, code) != code:
        return code
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


def _signed(text: str) -> tuple[str, bool]:
    """The text without the sign of a negative amount: a minus, or parentheses around it."""
    inside = _IN_PARENTHESES.fullmatch(text)
    if inside:
        return inside[1].strip(), True
    bare = text.lstrip("-−–+ ")
    negative = any(sign in "-−–" for sign in text[: len(text) - len(bare)])
    return bare, negative


def _in_language(lang: Language, text: str, sign: DecimalSign) -> str | FieldProblem:
    """The text with its digits as the language writes them."""
    plain = _THOUSAND_EUROS.sub("k ", text[:LONGEST])
    match = _DIGITS.search(plain)
    if match is None:
        return plain
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
    shown = f"{meant[0]:f}".replace(".", number_symbols(lang).decimal)
    return plain[: match.start()] + shown + plain[match.end() :]


def _read(digits: str, sign: str) -> Decimal | None:
    """Digits with that decimal sign and groups of three by another sign; None if malformed."""
    whole, mark, fraction = digits.partition(sign)
    if mark and not (fraction.isascii() and fraction.isdigit()):
        return None
    groups = re.split(r"[^0-9]", whole)
    between = {c for c in whole if not c.isdigit()}
    if len(between) > 1 or sign in between:
        return None
    first, *others = groups
    well = 1 <= len(first) <= 3 and not first.startswith("0") and all(len(g) == 3 for g in others)
    if others and not well:
        return None
    return Decimal(f"{''.join(groups) or 0}.{fraction or 0}")


def _sound(lang: Language, value: Decimal, currency: str | None = None) -> Money | FieldProblem:
    plain = trimmed(value) + Decimal(0)
    if abs(plain) > LARGEST:
        message = lang.tr("The amount is larger than any the program takes: check the unit.")
        return FieldProblem(code="too_large", message=message)
    return Money(value=plain, currency=currency)


def _day_of_number(
    lang: Language, value: Decimal, year_end: tuple[int, int]
) -> date | FieldProblem:
    low, high = _EXCEL_DAYS
    if value == int(value) and 1900 <= value <= 2200:
        return _in_range(lang, _year_end(int(value), year_end))
    if low <= value <= high:
        return _in_range(lang, _EXCEL_DAY_ZERO + timedelta(days=int(value)))
    return FieldProblem(
        code="date_form",
        message=lang.tr("This is a number, not a date. Is it the right column?"),
    )


def _second_year(first: str, second: str | None) -> int:
    """The year in which "2023/24" ends."""
    return int(first) if not second else int(first[: 4 - len(second)] + second)


def _year_end(year: int, month_and_day: tuple[int, int]) -> date:
    month, day = month_and_day
    if month == 2:
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)


def _end_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _in_range(lang: Language, on: date) -> date | FieldProblem:
    if EARLIEST <= on < LATEST:
        return on
    last = LATEST - timedelta(days=1)
    message = lang.tr(
        "A date lies between {first} and {last}.",
        first=formats.day(lang, EARLIEST), last=formats.day(lang, last),
    )  # fmt: skip
    return FieldProblem(code="date_range", message=message)
