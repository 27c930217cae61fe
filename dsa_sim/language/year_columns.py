"""Which column of a table is which field of a financial year: a guess, for the person to check.

Headings are known in English, French and German, and as this program writes them in every
language; where a heading says nothing, the cells do.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language.tables import Sheet, Value
from dsa_sim.language.translation import Language, mark

FIELDS: Mapping[str, str] = {
    "scope": mark("Turnover of"),
    "starts_on": mark("First day"),
    "ends_on": mark("Last day of the year"),
    "days": mark("Days"),
    "currency": mark("Currency"),
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
_HEADINGS: Mapping[str, str] = {
    "scope": r"turnover of|scope|perimet(er|re)|level|whose|umfang|umsatz von|konsolidierung",
    "starts_on": r"first day|start|begin|from|debut|premier jour|beginn|erster tag|von",
    "ends_on": r"last day|year to|year end|financial year|fiscal year|fye?|period|end date|ends?"
    r"|date|year|exercice|cloture|dernier jour|annee|fin|geschaftsjahr|gj|jahr|stichtag"
    r"|bilanzstichtag|ende|letzter tag|bis",
    "days": r"days|number of days|jours|nombre de jours|tage",
    "currency": r"currency|ccy|devise|monnaie|wahrung",
    "revenue": r"turnover|revenues?|net revenues?|sales|net sales|chiffre d'? ?affaires|ca"
    r"|umsatz|umsatzerlose|erlose|amount|montant|betrag",
    "income": r"income|profit|earnings|resultat|revenus?|ertrag|einkommen|ergebnis|gewinn"
    r"|jahresuberschuss|einkunfte",
    "adjustment": r"adjustments?|ajustements?|korrektur|anpassung|bereinigung",
    "adjustment_reason": r"reason|motif|raison|grund|begrundung",
    "precision": r"reported to|rounded|rounding|arrondi|gerundet|rundung",
    "basis": r"basis|base|actual|reported or projected|publie ou projete|art|type",
    "source": r"source|quelle|reference|report|beleg|fundstelle|note",
    "source_status": r"source checked|source status|checked|status|etat|gepruft",
}
_PATTERNS = {field: re.compile(rf"\b(?:{words})\b", re.ASCII) for field, words in _HEADINGS.items()}
_POWERS = (
    (9, r"bn|billions?|md|mds|mrd|mrds|mia|milliards?|milliarden"),
    (6, r"m|mm|mn|mln|mio|millions?|millionen"),
    (3, r"k|t|tsd|thousands?|milliers?|tausend|000s?|1000"),
)
_UNITS = tuple(
    (power, re.compile(rf"(?<![\w'])(?:{words})\.?(?=$|[^\w']|eur\b|usd\b)"))
    for power, words in _POWERS
)
_SIGN_WITH_UNIT = re.compile(r"\b([kmt])(?=€|eur\b|usd\b|\$|£)")
_CURRENCY_SIGNS = (
    ("EUR", r"€|\beuros?\b|\b[kmt]?eur\b"),
    ("CNY", r"\brmb\b|\bcny\b|\byuan\b|\brenminbi\b"),
    ("GBP", r"£|\bgbp\b"),
    ("USD", r"\bus ?\$|\busd\b|\bus dollars?\b|(?<![\w])\$"),
    ("JPY", r"\bjpy\b|\byen\b"),
)
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, kw_only=True)
class Guess:
    """The row of the headings (`NO_HEADING`: none) and the field of each column, "" for none."""

    heading: int
    columns: tuple[str, ...]


def guess(table: Sheet) -> Guess:
    """Where the headings are and what each column is, as far as it can be told."""
    heading = heading_row(table)
    return Guess(heading=heading, columns=matched(table, heading))


def heading_row(table: Sheet) -> int:
    """The row in which most headings are known; two at least, or one that stands alone."""
    best, found = 0, NO_HEADING
    for n, row in enumerate(table.rows[:_EARLIEST_ROWS]):
        known = len({field for cell in row for field, _ in _known(cell)[:1]})
        enough = known >= 2 or (known == 1 and len([c for c in row if c != ""]) == 1 and n == 0)
        if enough and known > best and not any(_is_figure(cell) for cell in row):
            best, found = known, n
    return found


def matched(table: Sheet, heading: int) -> tuple[str, ...]:
    """The field of each column: by its heading, else by what stands in it."""
    columns = [""] * (len(table.rows[0]) if table.rows else 0)
    heads = table.rows[heading] if heading != NO_HEADING else ()
    ranked = sorted(
        ((score, -n, field) for n, cell in enumerate(heads) for field, score in _known(cell)),
        reverse=True,
    )
    for _, place, field in ranked:
        if field not in columns and not columns[-place]:
            columns[-place] = field
    for n, field in enumerate(columns):
        if not field:
            by_content = _by_content([row[n] for row in table.rows[heading + 1 :]])
            columns[n] = by_content if by_content not in columns else ""
    return tuple(columns)


def power_of(table: Sheet, heading: int, column: int) -> int:
    """The power of ten in which the amounts of a column are written, as the headings say.

    "Revenue (RMB m)" says 6; a line above the headings, "In millions of euro", speaks for all.
    """
    return next((p for text in _said(table, heading, column) if (p := _power_in(text))), 0)


def currency_of(table: Sheet, heading: int, column: int) -> str:
    """The currency of the amounts of a column, as the headings say; "" where they do not."""
    said = (_currency_in(text) for text in _said(table, heading, column))
    return next((code for code in said if code), "")


def folded(text: str) -> str:
    """Small letters without accents, spaces and dashes alike: for comparing words."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\s_/–-]+", " ", plain).strip()


def _said(table: Sheet, heading: int, column: int) -> list[str]:
    """What speaks of a column: its heading, then lines above that stand alone in their row."""
    if heading == NO_HEADING:
        return []
    above = [
        str(filled[0])
        for row in table.rows[:heading]
        if len(filled := [cell for cell in row if cell != ""]) == 1
    ]
    return [str(table.rows[heading][column]), *reversed(above)]


def _power_in(text: str) -> int:
    plain = _SIGN_WITH_UNIT.sub(r"\1 ", folded(text))
    plain = plain.replace("€", " € ").replace("$", " $ ").replace("£", " £ ")
    return next((power for power, pattern in _UNITS if pattern.search(plain)), 0)


def _currency_in(text: str) -> str:
    plain = folded(text)
    return next((code for code, signs in _CURRENCY_SIGNS if re.search(signs, plain)), "")


def _known(cell: Value) -> list[tuple[str, int]]:
    """The fields that a heading may mean, the likeliest first, with how well it fits."""
    if not isinstance(cell, str) or not cell.strip() or len(cell) > 80:
        return []
    plain = folded(cell)
    own = _own_headings().get(plain)
    if own is not None:
        return [(own, 1000)]
    found = []
    for field, pattern in _PATTERNS.items():
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
