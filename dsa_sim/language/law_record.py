"""Rows of the law data as plain data, for the `--json` of the command line."""

from functools import partial
from typing import Any

import msgspec

from dsa_sim.language.law_text import LawText
from dsa_sim.language.quantities import rounded
from dsa_sim.language.register_words import newest_year, turnover_status
from dsa_sim.language.translation import Language
from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.by_language import Keywords, Words, plain_value
from dsa_sim.law.record import record
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.law.turnover import TurnoverYear, turnover_of

NOT_RESEARCHED = "not researched"


def plain_row(lang: Language, row: Any) -> Any:
    """A row of the law data as it is in its file, its texts in one language.

    Dates are ISO text, amounts exact decimals as text; the status of a text in several languages
    is a line for each.
    """
    return _with_lines(msgspec.to_builtins(row, enc_hook=partial(_in_language, lang)))


def text_record(lang: Language, text: LawText) -> dict[str, Any]:
    """An article or a maximum: its citation and title, and what the law data hold."""
    return {
        "citation": text.citation,
        "title": text.title,
        "facts": [
            {
                "name": fact.name,
                "lines": list(fact.lines),
                "source": fact.source,
                "status": fact.status,
            }
            for fact in text.facts
        ],
        "row": plain_row(lang, text.row),
    }


def service_record(lang: Language, entry: RegisterEntry) -> dict[str, Any]:
    """A service with the names of its provider and group and the group's newest turnover.

    A turnover that nobody has researched is the text "not researched", never zero.
    """
    provider, group = register().provider_of(entry), register().group_of(entry)
    years = turnover_of(group.key)
    return {
        **plain_row(lang, entry),
        "provider_name": provider.name,
        "group_name": group.name,
        "turnover": _year(lang, newest_year(years)) if years else NOT_RESEARCHED,
    }


def full_record(lang: Language, entry: RegisterEntry) -> dict[str, Any]:
    """A service with everything on record: company, all years, proceedings and events."""
    provider, group = register().provider_of(entry), register().group_of(entry)
    return {
        **service_record(lang, entry),
        "provider_row": plain_row(lang, provider),
        "group_row": plain_row(lang, group),
        "financial_years": [_year(lang, year) for year in turnover_of(group.key)],
        "proceedings": plain_row(lang, record().proceedings_of(entry.key)),
        "events": plain_row(lang, record().events_of(entry.key)),
    }


def _year(lang: Language, year: TurnoverYear) -> dict[str, Any]:
    euros = year.euros()
    return {
        **plain_row(lang, year),
        "amount_eur": None if euros is None else str(rounded(euros, 2)),
        "amount_eur_status": turnover_status(year),
    }


def _in_language(lang: Language, value: object) -> object:
    if isinstance(value, Words | Keywords):
        return value.of(lang.code)
    return plain_value(value)


def _with_lines(value: Any) -> Any:
    """The value, a status in several languages in lines such as `heading_fr_status`."""
    if isinstance(value, list | tuple):
        return [_with_lines(item) for item in value]
    if not isinstance(value, dict):
        return value
    lines: dict[str, Any] = {}
    for name, item in value.items():
        if name.endswith("status") and isinstance(item, dict):
            start = name.removesuffix("status")
            lines |= {f"{start}{_mark(code)}status": status for code, status in item.items()}
        else:
            lines[name] = _with_lines(item)
    return lines


def _mark(code: str) -> str:
    return "" if code == ENGLISH else f"{code}_"
