"""The last day of a year as tables say it: "FY2024", "Dec-24", "Year ended 30 June 2024"."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from dsa_sim.language import formats
from dsa_sim.language.field_dates import month_named, parse_event_date
from dsa_sim.language.field_numbers import LONGEST
from dsa_sim.language.field_problems import FieldProblem
from dsa_sim.language.tables import Value
from dsa_sim.language.translation import Language
from dsa_sim.language.year_tables.number_formats import format_says
from dsa_sim.model.part import EARLIEST, LATEST

YEAR_END = (12, 31)
"""The month and day on which a year ends of which no more is said."""

ORDERS = ("dmy", "mdy", "ymd")
"""The orders of day, month and year in digits, the likeliest first."""

_BEFORE_DAY = re.compile(
    r"^(?:(?:for |pour |für |fur )?(?:the |l['’]|das )?"
    r"(?:(?:financial |fiscal |calendar |full )?years?(?: ended| ending| to| end)?(?: on)?"
    r"|fye?|cy|exercice(?: clos)?(?: le| au)?|ann[ée]e(?: close)?(?: le| au)?"
    r"|(?:gesch[äa]fts|kalender)?jahr(?: zum| bis| bis zum)?|gj"
    r"|(?:12|twelve) months (?:ended|ending|to)|(?:douze|12) mois (?:clos le|au)"
    r"|(?:zw[öo]lf|12) monate (?:bis|zum|bis zum)|as (?:of|at)|au|zum|to|ended|ending|until|bis)"
    r"(?:\b|(?=\d))"
    r"[ :.'’-]*)+",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"((?:19|20|21)\d\d)(?: ?[/–-] ?(\d{2}|\d{4}))? ?([AEFPB]|est\.?)?", re.IGNORECASE
)
_SHORT_YEAR = re.compile(
    r"(?:fye?|gj|cy)[ '’-]?(\d\d)(?: ?[/–-] ?(\d{2}))? ?([AEFPB])?", re.IGNORECASE
)
_LONGEST_PERIOD = 60
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_DIGITS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH_SHORT = re.compile(r"([^\W\d_]{3,}\.?)[ '’-]{1,2}(\d\d)")
_DAY_SHORT = re.compile(r"(\d{1,2})[. -]{1,2}([^\W\d_]{3,}\.?)[ '’-]{1,2}(\d\d)")
_PART = re.compile(
    r"\b(?:[1-4]\s?q|q\s?[1-4]|h\s?[12]|[12]\s?h|[369]\s?m|t\s?[1-4]|s\s?[12]|quarters?|quarterly|trimestres?"
    r"|quartale?|semestres?|halbjahr\w*|half[ -]?years?|interim|(?:three|six|nine) months|ltm|ytd"
    r"|(?:trois|six|neuf) mois|(?:drei|sechs|neun) monate)\b",
    re.IGNORECASE,
)
_ENDS_ON = re.compile(
    r"\b(?:ended|ending|ends|to|clos le|close le|au|zum|bis zum|bis|as at|as of|year[ -]end)\b"
    r"[ :]*(?:the )?"
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)? ?(?:of )?([^\W\d_]{3,})|([^\W\d_]{3,})\.? (\d{1,2})\b)",
    re.IGNORECASE,
)


def read_day(
    lang: Language,
    value: Value,
    *,
    code: str = "",
    year_end: tuple[int, int] = YEAR_END,
    order: str = "dmy",
) -> date | FieldProblem:
    """The last day of a year: a day, a month's last day, or a year's such as "FY 2024".

    `code` is the number format of the cell; `year_end` is the month and day on which a year
    ends of which no more is said; `order` is how days in digits are written.
    """
    if isinstance(value, Decimal):
        return _of_number(lang, value, year_end)
    if isinstance(value, date):
        return _in_range(lang, _as_it_looks(value, code, year_end))
    text = " ".join(value.split())[:LONGEST]
    if _PART.search(text):
        message = lang.tr(
            "A quarter or a half-year is no financial year: give the figures of twelve months."
        )
        return FieldProblem(code="part_of_year", message=message)
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        return _of_years(lang, f"20{short[1]}", short[2], year_end)
    rest = _MIDNIGHT.sub("", _BEFORE_DAY.sub("", text)).strip()
    year = _YEAR.fullmatch(rest)
    if year:
        return _of_years(lang, year[1], year[2], year_end)
    return _of_text(lang, rest, order)


def is_projected(value: Value) -> bool:
    """True for a year that says it is an estimate: "2025E", "FY25F"."""
    text = str(value).strip() if isinstance(value, str) else ""
    found = _SHORT_YEAR.fullmatch(text) or _YEAR.fullmatch(_BEFORE_DAY.sub("", text))
    return bool(found and found[3] and found[3][0].upper() in "EFPB")


def is_year_alone(value: Value) -> bool:
    """True where a cell says a year, but not on which day it ends."""
    lang = Language()
    return read_day(lang, value) != read_day(lang, value, year_end=(6, 30))


def is_period(value: Value) -> bool:
    """True where a cell says a year, its last day, or a part of a year."""
    if isinstance(value, Decimal):
        return value == value.to_integral_value() and 1990 <= value <= 2150
    if isinstance(value, date):
        return True
    return bool(value.strip()) and len(value) <= _LONGEST_PERIOD and _names_period(value)


@lru_cache(maxsize=4096)
def _names_period(text: str) -> bool:
    orders = ORDERS if _DIGITS.search(text) else ORDERS[:1]
    read = (read_day(Language(), text, order=order) for order in orders)
    return bool(_PART.search(text)) or not all(isinstance(r, FieldProblem) for r in read)


def orders_of(cells: Iterable[Value]) -> tuple[str, ...]:
    """The orders in which all days in digits of a column can be read; one where they agree."""
    texts = [m for c in cells if isinstance(c, str) for m in _DIGITS.finditer(c)]
    if all(m[2] == "." and len(m[4]) == 4 for m in texts):
        return ("dmy",)  # nobody writes the month first with points
    fitting = [o for o in ORDERS if all(_in_order(m, o) is not None for m in texts)]
    if len({tuple(_in_order(m, o) for m in texts) for o in fitting}) == 1:
        return (fitting[0],)
    return tuple(fitting) or ("dmy",)


def year_end_in(text: str) -> tuple[int, int] | None:
    """The month and day of "for the years ended 30 June"; None where no such day is named."""
    match = _ENDS_ON.search(text)
    if match is None:
        return None
    month = month_named(match[2] or match[3])
    day = int(match[1] or match[4])
    return (month, day) if month and _is_day(month, day) else None


def _is_day(month: int, day: int) -> bool:
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


def _of_text(lang: Language, text: str, order: str) -> date | FieldProblem:
    digits = _DIGITS.fullmatch(text)
    if digits:
        on = _in_order(digits, order)
        return _no_day(lang) if on is None else _in_range(lang, on)
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = "-".join(compact.groups())
    text = _DAY_SHORT.sub(r"\1 \2 20\3", text) if _DAY_SHORT.fullmatch(text) else text
    text = _MONTH_SHORT.sub(r"\1 20\2", text) if _MONTH_SHORT.fullmatch(text) else text
    found = parse_event_date(lang, text)
    if isinstance(found, FieldProblem):
        return found
    return _in_range(lang, found.on if found.precision == "day" else _end_of_month(found.on))


def _in_order(match: re.Match[str], order: str) -> date | None:
    first, _, second, third = match.groups()
    year, month, day = {
        "dmy": (third, second, first),
        "mdy": (third, first, second),
        "ymd": (first, second, third),
    }[order]
    if (order == "ymd" and len(third) == 4) or len(year) == 1:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _as_it_looks(on: date, code: str, year_end: tuple[int, int]) -> date:
    """A day as the cell shows it: of a year alone its last day, of a month alone its last."""
    says = format_says(code)
    if says.year_alone:
        return _year_end(on.year, year_end)
    return _end_of_month(on) if says.month_alone else on


def _of_number(lang: Language, value: Decimal, year_end: tuple[int, int]) -> date | FieldProblem:
    if value == value.to_integral_value() and 1900 <= value <= 2200:
        return _in_range(lang, _year_end(int(value), year_end))
    compact = _COMPACT.fullmatch(str(value))
    if compact:
        return _of_text(lang, str(value), "ymd")
    message = lang.tr(
        "This is a number, not a date. In the spreadsheet, give the cell the format of a date."
    )
    return FieldProblem(code="date_form", message=message)


def _of_years(
    lang: Language, first: str, second: str | None, year_end: tuple[int, int]
) -> date | FieldProblem:
    """The end of "2024", or of "2023/24", which is no calendar year."""
    if not second:
        return _in_range(lang, _year_end(int(first), year_end))
    last = int(first[: 4 - len(second)] + second)
    if last != int(first) + 1:
        return _no_day(lang)
    if year_end == YEAR_END:
        message = lang.tr(
            "The year lies in two calendar years: choose below on which day a year alone ends."
        )
        return FieldProblem(code="two_years", message=message)
    return _in_range(lang, _year_end(last, year_end))


def _year_end(year: int, month_and_day: tuple[int, int]) -> date:
    month, day = month_and_day
    if month == 2 and day >= 28:
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)


def _end_of_month(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _no_day(lang: Language) -> FieldProblem:
    message = lang.tr("This is no day, month or year that there is.")
    return FieldProblem(code="date_form", message=message)


def _in_range(lang: Language, on: date) -> date | FieldProblem:
    if EARLIEST <= on < LATEST:
        return on
    last = LATEST - timedelta(days=1)
    message = lang.tr(
        "A date lies between {first} and {last}.",
        first=formats.day(lang, EARLIEST), last=formats.day(lang, last),
    )  # fmt: skip
    return FieldProblem(code="date_range", message=message)
