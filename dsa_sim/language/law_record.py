"""Rows of the law data as plain data, for the `--json` of the command line."""

from functools import partial
from typing import Any, Literal

import msgspec
from msgspec import structs

from dsa_sim.language.law_text import LawText
from dsa_sim.language.plain_record import Record
from dsa_sim.language.quantities import rounded
from dsa_sim.language.register_words import newest_year, turnover_status
from dsa_sim.language.translation import Language
from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.by_language import Keywords, Words, plain_value
from dsa_sim.law.enforcement import Reference
from dsa_sim.law.record import record
from dsa_sim.law.record_rows import RecordEvent, RecordProceeding
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import Group, RegisteredProvider, RegisterEntry
from dsa_sim.law.turnover import TurnoverYear, turnover_of

NOT_RESEARCHED: Literal["not researched"] = "not researched"


class FactRecord(Record, frozen=True, kw_only=True):
    """What is known of an article, in words, and where from."""

    name: str
    lines: tuple[str, ...]
    source: str
    status: str


class TextRecord(Record, frozen=True, kw_only=True):
    """An article or a maximum: its citation and title, and what the law data hold."""

    citation: str
    title: str
    facts: tuple[FactRecord, ...]
    row: Reference


class LawRecord(Record, frozen=True, kw_only=True):
    """What answers to a reference or to words, the best first."""

    found: tuple[TextRecord, ...]


class YearRecord(TurnoverYear, frozen=True, kw_only=True):
    """A financial year of a group, with its turnover in euro where the rate is known."""

    amount_eur: str | None
    amount_eur_status: str


class ServiceRecord(RegisterEntry, frozen=True, kw_only=True):
    """A designated service with the names of its provider and group.

    `turnover` is the newest of the group; where nobody has researched it a text, never zero.
    """

    provider_name: str
    group_name: str
    turnover: YearRecord | Literal["not researched"]


class ServicesRecord(Record, frozen=True, kw_only=True):
    """Every service of the register, in the order of their names."""

    services: tuple[ServiceRecord, ...]


class FullServiceRecord(ServiceRecord, frozen=True, kw_only=True):
    """A service with everything on record: company, years, proceedings and events."""

    provider_row: RegisteredProvider
    group_row: Group
    financial_years: tuple[YearRecord, ...]
    proceedings: tuple[RecordProceeding, ...]
    events: tuple[RecordEvent, ...]


def plain_row(lang: Language, row: Any) -> Any:
    """A row of the law data as it is in its file, its texts in one language.

    Dates are ISO text, amounts exact decimals as text; the status of a text in several languages
    is a line for each.
    """
    return _with_lines(msgspec.to_builtins(row, enc_hook=partial(_in_language, lang)))


def law_record(texts: tuple[LawText, ...]) -> LawRecord:
    """What answers to a reference or to words, the best first."""
    return LawRecord(
        found=tuple(
            TextRecord(
                citation=text.citation,
                title=text.title,
                facts=tuple(
                    FactRecord(
                        name=fact.name, lines=fact.lines, source=fact.source, status=fact.status
                    )
                    for fact in text.facts
                ),
                row=text.row,
            )
            for text in texts
        )
    )


def services_record() -> ServicesRecord:
    """Every service of the register."""
    return ServicesRecord(services=tuple(map(service_record, register().services)))


def service_record(entry: RegisterEntry) -> ServiceRecord:
    """A service with the names of its provider and group and the group's newest turnover."""
    return ServiceRecord(**_service(entry))


def full_record(entry: RegisterEntry) -> FullServiceRecord:
    """A service with everything on record: company, all years, proceedings and events."""
    provider, group = register().provider_of(entry), register().group_of(entry)
    return FullServiceRecord(
        **_service(entry),
        provider_row=provider,
        group_row=group,
        financial_years=tuple(map(_year, turnover_of(group.key))),
        proceedings=record().proceedings_of(entry.key),
        events=record().events_of(entry.key),
    )


def _service(entry: RegisterEntry) -> dict[str, Any]:
    provider, group = register().provider_of(entry), register().group_of(entry)
    years = turnover_of(group.key)
    return {
        **structs.asdict(entry),
        "provider_name": provider.name,
        "group_name": group.name,
        "turnover": _year(newest_year(years)) if years else NOT_RESEARCHED,
    }


def _year(year: TurnoverYear) -> YearRecord:
    euros = year.euros()
    return YearRecord(
        **structs.asdict(year),
        amount_eur=None if euros is None else str(rounded(euros, 2)),
        amount_eur_status=turnover_status(year),
    )


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
