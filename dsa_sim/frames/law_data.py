"""Frames of the law data: fines so far and the methods tried on them, services, the record.

Texts of the data are in English; rows carry their source and whether somebody checked it.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from dsa_sim.frames.declared import Column, Frame
from dsa_sim.language.register_words import newest_year
from dsa_sim.law.by_language import Words
from dsa_sim.law.precedents import Precedent, PrecedentBase
from dsa_sim.law.precedents import precedents as imposed
from dsa_sim.law.record import record as recorded
from dsa_sim.law.record_rows import RecordEvent
from dsa_sim.law.register import register as services
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.law.turnover import TurnoverYear, turnover_of
from dsa_sim.model.backtest import Answer
from dsa_sim.model.backtest import backtest as answers
from dsa_sim.model.maxima import rounded_to_cent

if TYPE_CHECKING:
    from pandas import DataFrame


def _english(words: Words | None) -> str:
    return words.text("en") if words else ""


_Reading = tuple[Precedent, PrecedentBase]
_PRECEDENTS: Frame[_Reading] = Frame(
    name="precedents",
    row="a fine imposed so far and a turnover to hold it against, the usual one first",
    source="precedents.json of the law data",
    columns=(
        Column("precedent", "text", "its key", lambda r: r[0].key),
        Column("name", "text", "its name", lambda r: r[0].name),
        Column("platform", "text", "key of the service in the register", lambda r: r[0].platform),
        Column("decided_on", "day", "the day of the decision", lambda r: r[0].decided_on),
        Column("amount_eur", "exact_eur", "the fine", lambda r: r[0].amount_eur),
        Column("scope", "text", "whose turnover it is held against (code)", lambda r: r[1].scope),
        Column("what", "text", "what that turnover is of", lambda r: _english(r[1].what)),
        Column("financial_year_end", "day", "the last day of its year",
               lambda r: r[1].year_ends_on),
        Column("turnover_eur", "exact_eur", "that turnover, rounded half-even to the cent",
               lambda r: r[1].turnover_eur),
        Column("of_turnover_share", "share", "the fine as a share of it",
               lambda r: float(r[0].share_of_turnover(r[1]))),
        Column("of_maximum_share", "share",
               "the fine as a share of the maximum of Art. 74(1) on it",
               lambda r: float(r[0].share_of_maximum(r[1]))),
        Column("of_the_decision", "flag",
               "the turnover could be that of the decision, not only of a later one",
               lambda r: r[1].of_the_decision),
        Column("status", "text", "whether the turnover was checked (code)", lambda r: r[1].status),
        Column("source", "text", "where the fine is published", lambda r: r[0].source),
    ),
)  # fmt: skip


@_PRECEDENTS.documents
def precedents() -> "DataFrame":
    """The fines imposed so far under Art. 74(1), each against several turnovers."""
    return _PRECEDENTS.filled((fine, base) for fine in imposed() for base in fine.bases)


_BACKTEST: Frame[Answer] = Frame(
    name="backtest",
    row="a decided case on one turnover, a method, and a grade of gravity tried",
    source="precedents.json, record.json and turnover.json of the law data, run through the "
    "methods with what they have by themselves; the case's own fine is in no reference",
    columns=(
        Column("precedent", "text", "key of the fine", lambda a: a.decided.fine.key),
        Column("name", "text", "its name", lambda a: a.decided.fine.name),
        Column("decided_on", "day", "the day of the decision",
               lambda a: a.decided.fine.decided_on),
        Column("scope", "text", "whose turnover counts (code)", lambda a: a.decided.base.scope),
        Column("turnover_eur", "exact_eur", "that turnover, rounded half-even to the cent",
               lambda a: a.decided.base.turnover_eur),
        Column("maximum_eur", "exact_eur", "the maximum of Art. 74(1) on it",
               lambda a: a.decided.maximum.amount),
        Column("infringements", "whole", "how many the decision found, as the register has them",
               lambda a: len(a.decided.case.infringements)),
        Column("method", "text", "the method (code)", lambda a: a.method),
        Column("gravity", "text", "the grade tried, or empty where the method rests on none",
               lambda a: "" if a.gravity == "open" else a.gravity),
        Column("reference_of", "text",
               "what the share of the other fines is of: `maximum`, `turnover`, or empty",
               lambda a: a.reference_of),
        Column("references", "text", "keys of the other fines it is read from, by `; `",
               lambda a: "; ".join(a.references)),
        Column("low_eur", "eur", "the least it would have said; missing: no answer",
               lambda a: a.low_eur),
        Column("high_eur", "eur", "the most it would have said", lambda a: a.high_eur),
        Column("fine_eur", "exact_eur", "the fine imposed", lambda a: a.decided.fine.amount_eur),
        Column("low_of_fine_share", "share", "the least as a share of the fine (1: the fine)",
               lambda a: a.of_fine and a.of_fine[0]),
        Column("high_of_fine_share", "share", "the most likewise",
               lambda a: a.of_fine and a.of_fine[1]),
        Column("result", "text", "`too_low`, `holds` the fine, `too_high`, or `no_answer`",
               lambda a: a.finding),
        Column("missing", "text", "what a method without an answer lacks (codes), by `; `",
               lambda a: "; ".join(a.missing)),
        Column("source", "text", "where the fine is published", lambda a: a.decided.fine.source),
    ),
)  # fmt: skip


@_BACKTEST.documents
def backtest() -> "DataFrame":
    """What each method would have said of the fines so far: three decisions, no rate of success.

    A range is that of the method's own estimates; it adds up the infringements of the decision
    and ends at the maximum.
    """
    return _BACKTEST.filled(answers())


def _year(entry: RegisterEntry) -> TurnoverYear | None:
    years = turnover_of(services().group_of(entry).key)
    return newest_year(years) if years else None


def _newest_eur(entry: RegisterEntry) -> Decimal | None:
    year = _year(entry)
    euros = year.euros() if year else None
    return None if euros is None else rounded_to_cent(euros)


def _newest(entry: RegisterEntry, field: str) -> object:
    year = _year(entry)
    return year and getattr(year, field)


_REGISTER: Frame[RegisterEntry] = Frame(
    name="register",
    row="a designated service, in the order of the names",
    source="register.json and turnover.json of the law data",
    columns=(
        Column("service", "text", "its key", lambda e: e.key),
        Column("name", "text", "its name", lambda e: e.name),
        Column("category", "text", "`vlop` or `vlose`", lambda e: e.category),
        Column("provider", "text", "the provider", lambda e: services().provider_of(e).name),
        Column("member_state", "text", "of its establishment (ISO code), or empty",
               lambda e: services().provider_of(e).member_state),
        Column("group", "text", "the group of companies", lambda e: services().group_of(e).name),
        Column("designated_on", "day", "the day of the designation (Art. 33(4))",
               lambda e: e.designated_on),
        Column("notified_on", "day", "the day it was notified, if known", lambda e: e.notified_on),
        Column("applies_from", "day", "first day of the duties of Section 5",
               lambda e: e.applies_from),
        Column("applies_from_latest", "day", "the last day it may be, where only a range is known",
               lambda e: e.applies_from_latest),
        Column("ceases_on", "day", "first day without those duties", lambda e: e.ceases_on),
        Column("recipients", "whole", "average monthly active recipients in the Union",
               lambda e: e.recipients and e.recipients.number, unit="persons"),
        Column("turnover_eur", "exact_eur", "newest turnover of the group, rounded half-even to "
               "the cent; missing where it is not researched", _newest_eur),
        Column("financial_year_end", "day", "the last day of that year",
               lambda e: _newest(e, "ends_on")),
        Column("turnover_basis", "text", "`reported` or `projected`",
               lambda e: _newest(e, "basis")),
        Column("status", "text", "whether the row was checked (code)", lambda e: e.status),
        Column("source", "text", "where the designation is published", lambda e: e.source),
    ),
)  # fmt: skip


@_REGISTER.documents
def register() -> "DataFrame":
    """The services designated as very large, with the newest turnover of their group."""
    return _REGISTER.filled(services().services)


_RECORD: Frame[RecordEvent] = Frame(
    name="record",
    row="an event of the enforcement record, the oldest first",
    source="record.json of the law data",
    columns=(
        Column("event", "text", "its key", lambda e: e.key),
        Column("happened_on", "day", "its day; the first of the month where only that is known",
               lambda e: e.on),
        Column("precision", "text", "`day` or `month`", lambda e: e.precision),
        Column("kind", "text", "what happened (code)", lambda e: e.kind),
        Column("authority", "text", "`commission`, `national` or `court`", lambda e: e.authority),
        Column("member_state", "text", "of a national authority, or empty",
               lambda e: e.member_state),
        Column("proceeding", "text", "key of its proceeding, or empty", lambda e: e.proceeding),
        Column("platforms", "text", "keys of the services concerned, by `; `",
               lambda e: "; ".join(e.platforms)),
        Column("title", "text", "what happened, in English", lambda e: _english(e.title)),
        Column("provisions", "text", "the provisions concerned, by `; `",
               lambda e: "; ".join(e.provisions)),
        Column("amount_eur", "exact_eur", "the fine, where it is one", lambda e: e.amount_eur),
        Column("note", "text", "what else to know, in English", lambda e: _english(e.note)),
        Column("status", "text", "whether day and fact were checked (code)", lambda e: e.status),
        Column("source", "text", "where it is published", lambda e: e.source),
    ),
)  # fmt: skip


@_RECORD.documents
def record() -> "DataFrame":
    """What happened so far under the Regulation, as far as it is on record."""
    return _RECORD.filled(recorded().events)
