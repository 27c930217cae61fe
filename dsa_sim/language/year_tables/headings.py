"""Which column of a table is which field of a financial year: a guess, for the person to check.

Headings are known in English, French and German, and as this program writes them in every
language; where a heading says nothing, the cells do.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.tables import Sheet, Value
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.year_tables.money_words import any_of, folded, said_in
from dsa_sim.language_folders import keywords

FIELDS: Mapping[str, str] = {
    "scope": mark("Turnover of"),
    "starts_on": mark("First day"),
    "ends_on": mark("Last day of the year"),
    "days": mark("Days"),
    "currency": mark("Currency"),
    "unit": mark("Unit"),
    "revenue": mark("Turnover"),
    "income": mark("Income"),
    "adjustment": mark("Adjustment"),
    "adjustment_reason": mark("Reason of the adjustment"),
    "precision": mark("Reported to"),
    "basis": mark("Basis"),
    "source": mark("Source"),
    "source_status": mark("Source checked"),
}
"""The fields of a year that a table may have, with the words for them."""

NEEDED = ("ends_on", "revenue")
"""Without these there is no year."""

AMOUNTS = ("revenue", "income", "adjustment", "precision")
CODES = {"scope": "turnover_scope", "basis": "year_basis", "source_status": "source_status"}
"""The fields whose words stand for codes, with the kind of the code."""

NO_HEADING = -1

_EARLIEST_ROWS = 30
_CODE = re.compile(r"[A-Z]{3}")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """The words of headings in every language, by the field that they mean."""
    return {field: any_of(words) for field, words in keywords("table_headings").items()}


@cache
def _other_figures() -> re.Pattern[str]:
    """Words that make of turnover or income something else: operating income, cost of revenue."""
    return any_of(keywords("table_words")["not_turnover"])


def heading_row(table: Sheet) -> int:
    """The row in which most headings are known; two at least, or one that stands alone."""
    best, found = 0, NO_HEADING
    for n, row in enumerate(table.rows[:_EARLIEST_ROWS]):
        known = len({field for cell in row for field, _ in _known(cell)[:1]})
        enough = known >= 2 or (known == 1 and len([c for c in row if c != ""]) == 1 and n == 0)
        if enough and known > best and not any(_is_figure(cell) for cell in row):
            best, found = known, n
    return found


def matched(table: Sheet, heading: int, *, across: bool = False) -> tuple[str, ...]:
    """The field of each column: by its heading, else by what stands in it."""
    columns = [""] * (len(table.rows[0]) if table.rows else 0)
    if across and columns:
        columns[0] = "ends_on"
    heads = table.rows[heading] if heading != NO_HEADING else ()
    ranked = sorted(
        ((score, -n, field) for n, cell in enumerate(heads) for field, score in _known(cell)),
        reverse=True,
    )
    unsure = _unsure(heads)
    for _, place, field in ranked:
        if field not in columns and not columns[-place] and not (field == "revenue" and unsure):
            columns[-place] = field
    return _with_contents(table, heading, columns, unsure=unsure)


def _unsure(heads: Sequence[Value]) -> bool:
    """True where the turnover is not told for sure among the headings."""
    may = turnovers(heads)
    return len(may) > 1 or (len(may) == 1 and not is_plain(str(heads[may[0]])))


def _with_contents(
    table: Sheet, heading: int, columns: list[str], *, unsure: bool
) -> tuple[str, ...]:
    """The fields with those that only the cells tell."""
    body = table.rows[heading + 1 :]
    told = {n: _by_content([row[n] for row in body]) for n, f in enumerate(columns) if not f}
    for n, field in told.items():
        named = heading != NO_HEADING and table.rows[heading][n] != ""
        # a column of figures with another name, or one of several, is not taken for the turnover
        doubtful = named or unsure or list(told.values()).count("revenue") > 1
        if field and field not in columns and not (field == "revenue" and doubtful):
            columns[n] = field
    return tuple(columns)


def fields_of(heading: str) -> tuple[str, ...]:
    """The fields that a heading may mean, the likeliest first."""
    return tuple(field for field, _ in _known(heading))


def turnovers(heads: Sequence[Value]) -> tuple[int, ...]:
    """The columns whose headings may mean the turnover; one where it alone says so plainly.

    "Revenue (EUR m)" is plain; "Advertising revenue" may be a part of it.
    """
    texts = [head if isinstance(head, str) else "" for head in heads]
    may = [n for n, text in enumerate(texts) if "revenue" in fields_of(text)[:1]]
    plain = [n for n in may if is_plain(texts[n])]
    return tuple(plain if len(plain) == 1 else may)


def is_plain(heading: str) -> bool:
    """True where a heading has no words beside those of its field and of units."""
    return not said_in(heading).rest or folded(heading) in _own_headings()


def is_own(heads: Sequence[Value]) -> bool:
    """True for the headings that the program itself writes with financial years."""
    own = [_own_headings().get(folded(str(head))) for head in heads if head != ""]
    return None not in own and len(own) >= len(FIELDS) - 2


def _known(cell: Value) -> list[tuple[str, int]]:
    """The fields that a heading may mean, the likeliest first, with how well it fits."""
    if not isinstance(cell, str) or not cell.strip() or len(cell) > 80:
        return []
    return _fields_named(cell)


@lru_cache(maxsize=4096)
def _fields_named(cell: str) -> list[tuple[str, int]]:
    plain = folded(cell)
    own = _own_headings().get(plain)
    if own is not None:
        return [(own, 1000)]
    found = []
    for field, pattern in _patterns().items():
        if field in ("revenue", "income") and _other_figures().search(plain):
            continue
        hits = list(pattern.finditer(plain))
        if hits:
            first = min(hit.start() for hit in hits)
            longest = max(len(hit.group()) for hit in hits)
            found.append((field, 10 * longest - first))
    return sorted(found, key=lambda pair: -pair[1])


@cache
def _own_headings() -> dict[str, str]:
    """The headings that the program itself writes, in every language."""
    languages = [Language(code) for code in LANGUAGES]
    return {folded(lang.tr(words)): field for field, words in FIELDS.items() for lang in languages}


def _is_figure(cell: Value) -> bool:
    if isinstance(cell, str):
        return bool(re.fullmatch(r"[0-9][0-9 .,'’\u00a0\u202f-]{3,}", cell.strip()))
    return isinstance(cell, date) or abs(cell) > 2200


def _by_content(cells: list[Value]) -> str:
    filled = [cell for cell in cells if cell != ""]
    if not filled:
        return ""
    if all(isinstance(cell, date) for cell in filled) or all(_is_date_like(c) for c in filled):
        return "ends_on"
    if all(isinstance(cell, str) and _CODE.fullmatch(cell.strip()) for cell in filled):
        return "currency"
    large = all(isinstance(cell, Decimal) and abs(cell) > 2200 for cell in filled)
    written = all(isinstance(cell, str) and _is_figure(cell) for cell in filled)
    return "revenue" if large or written else ""


def _is_date_like(cell: Value) -> bool:
    form = r"(?:[0-9]{1,2}[./-]){2}[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:FY ?)?(?:19|20)[0-9]{2}"
    if isinstance(cell, Decimal):
        return cell == int(cell) and 1990 <= cell <= 2150
    return isinstance(cell, str) and bool(re.fullmatch(form, cell.strip()))
