"""Financial years as a table to copy out; what `rows` reads from it are the same years."""

from collections.abc import Sequence
from decimal import Decimal

from dsa_sim.language.tables import Written
from dsa_sim.language.translation import Language
from dsa_sim.language.words import word
from dsa_sim.language.year_tables.headings import CODES, FIELDS
from dsa_sim.model.case import FinancialYear


def copied(lang: Language, years: Sequence[FinancialYear]) -> list[list[Written]]:
    """The years with headings as they are copied out; reading them gives the same years.

    Several adjustments of a year become one, with their reasons one after the other.
    """
    fields = [field for field in FIELDS if field not in ("days", "unit")]
    heads: list[Written] = [lang.tr(FIELDS[field]) for field in fields]
    return [heads, *([_cell(lang, year, field) for field in fields] for year in years)]


def _cell(lang: Language, year: FinancialYear, field: str) -> Written:
    if field == "adjustment":
        return sum((a.amount for a in year.adjustments), Decimal(0)) if year.adjustments else ""
    if field == "adjustment_reason":
        return "; ".join(a.reason for a in year.adjustments)
    if field == "source":
        return year.source.text
    if field == "source_status":
        return word(lang, "source_status", year.source.status)
    value = getattr(year, field)
    if field in CODES:
        return word(lang, CODES[field], value)
    return "" if value is None else value
