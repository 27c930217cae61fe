"""Frames of what the law makes of the facts of a case: turnovers, maxima and deadlines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from dsa_sim.frames.declared import Column, Frame
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, FinancialYear
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.model.maxima import Maximum, StrandMaxima, likely_rate, rate_for, turnover_in_euro

if TYPE_CHECKING:
    from pandas import DataFrame

_Year = tuple[Case, FinancialYear]


def _euros(item: _Year, base: Literal["turnover", "income"]) -> Decimal | None:
    found, _ = turnover_in_euro(*item, base=base)
    return found.display if found else None


def _per_euro(item: _Year) -> Decimal | None:
    rate = rate_for(*item)
    return likely_rate(rate) if rate else None


_MONEY = "currency of the row"
_TURNOVER: Frame[_Year] = Frame(
    name="turnover",
    row="a financial year of the case, in its order",
    source="the financial years and exchange rates of the case",
    columns=(
        Column("year", "text", "its identifier", lambda r: r[1].id),
        Column("scope", "text", "whose turnover it is (code)", lambda r: r[1].scope),
        Column("person", "text", "another person than the provider, or empty",
               lambda r: r[1].person),
        Column("starts_on", "day", "its first day", lambda r: r[1].first_day),
        Column("ends_on", "day", "its last day", lambda r: r[1].ends_on),
        Column("length_days", "days", "how long it is", lambda r: r[1].days),
        Column("currency", "text", "the currency it was reported in (ISO code)",
               lambda r: r[1].currency),
        Column("revenue_in_currency", "exact", "revenue as reported", lambda r: r[1].revenue,
               unit=_MONEY),
        Column("adjusted_in_currency", "exact", "revenue after the adjustments",
               lambda r: r[1].adjusted_revenue, unit=_MONEY),
        Column("income_in_currency", "exact", "income, if entered", lambda r: r[1].income,
               unit=_MONEY),
        Column("precision_in_currency", "exact", "how finely the revenue was reported",
               lambda r: r[1].precision, unit=_MONEY),
        Column("per_euro", "exact", "the average exchange rate of the year; missing for the euro",
               _per_euro, unit="currency of the row to EUR 1"),
        Column("turnover_eur", "exact_eur", "adjusted revenue in euro, rounded half-even to the "
               "cent; missing where there is no rate", lambda r: _euros(r, "turnover")),
        Column("income_eur", "exact_eur", "income in euro, likewise",
               lambda r: _euros(r, "income")),
        Column("basis", "text", "`reported` or `projected`", lambda r: r[1].basis),
        Column("status", "text", "whether somebody checked it (code)",
               lambda r: r[1].source.status),
        Column("source", "text", "where it comes from", lambda r: r[1].source.text),
    ),
)  # fmt: skip


@_TURNOVER.documents
def turnover(case: Case) -> "DataFrame":
    """The financial years of a case, in their own currency and in euro."""
    return _TURNOVER.filled(((case, year) for year in case.financial_years), case=case)


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A maximum, and which one it is."""

    maximum: Maximum
    decided_on: date
    person: str = ""
    periodic: str = ""
    reading: str = ""


_MAXIMA: Frame[_Found] = Frame(
    name="maxima",
    row="a maximum: of a strand, of another person in it, or of a periodic penalty",
    source="Arts 74(1), 74(2), 76(1), 52(3) and (4), on the turnover of the preceding year",
    columns=(
        Column("strand", "text", "identifier of the strand", lambda r: r.maximum.strand),
        Column("kind", "text", "`infringement`, `procedural` or `periodic`",
               lambda r: r.maximum.kind),
        Column("person", "text", "another person than the provider, or empty", lambda r: r.person),
        Column("periodic", "text", "identifier of the penalty, or empty", lambda r: r.periodic),
        Column("reading", "text", "for a penalty: `own`, on the year before the decision that "
               "imposes it, or `with_decision` of the strand", lambda r: r.reading),
        Column("decided_on", "day", "the day of the decision it is for", lambda r: r.decided_on),
        Column("rate_share", "exact", "the rate of the law", lambda r: r.maximum.rate, unit="0-1"),
        Column("base", "text", "`turnover` or `income`", lambda r: r.maximum.turnover.base),
        Column("financial_year_end", "day", "the last day of the year that counts",
               lambda r: r.maximum.turnover.year.ends_on),
        Column("turnover_eur", "exact_eur",
               "turnover or income of that year, rounded half-even to the cent",
               lambda r: r.maximum.turnover.display),
        Column("divisor_days", "days",
               "by which a yearly figure becomes a daily one; missing but for periodic penalties",
               lambda r: r.maximum.divisor),
        Column("amount_eur", "exact_eur",
               "the maximum, floored to the cent; of a periodic penalty per day",
               lambda r: r.maximum.amount),
        Column("precision_eur", "exact_eur", "how finely it is known, if that is",
               lambda r: r.maximum.precision_eur),
        Column("law", "text", "the article that sets it", lambda r: r.maximum.law),
    ),
)  # fmt: skip


@_MAXIMA.documents
def maxima(case: Case, scenario: str | None = None) -> "DataFrame":
    """The statutory maxima under a scenario, exact to the cent."""
    found = (one for strand in assess(case, scenario).strands for one in _maxima_of(strand))
    return _MAXIMA.filled(found, case=case, scenario=scenario)


def _maxima_of(found: StrandMaxima) -> Iterator[_Found]:
    on = found.strand.decision_on
    yield from (_Found(maximum=m, decided_on=on) for m in found.maxima)
    yield from (_Found(maximum=m, decided_on=on, person=who) for who, m in found.persons)
    for item in found.periodic:
        name = item.item.id
        if item.own:
            yield _Found(maximum=item.own, decided_on=item.imposed_on, periodic=name, reading="own")
        if item.with_decision:
            yield _Found(
                maximum=item.with_decision, decided_on=on, periodic=name, reading="with_decision"
            )


_DEADLINES: Frame[Deadline] = Frame(
    name="deadlines",
    row="a day by which something must be done, the earliest first",
    source="the events of the case and the periods of the law data",
    columns=(
        Column("due_on", "day", "the last day in time", lambda d: d.on),
        Column("deadline", "text", "what it is (code)", lambda d: d.code),
        Column("who", "text", "who must act (code)", lambda d: d.who),
        Column("where", "text", "identifier of the event, platform or infringement it comes from",
               lambda d: d.where),
        Column("about", "text", "its title, or what the letter asks for", lambda d: d.about),
        Column("runs_from", "day", "the day it is counted from; missing where a letter fixed it",
               lambda d: d.runs_from),
        Column("fixed", "flag", "a letter or decision fixed it", lambda d: d.fixed),
        Column("earliest", "flag", "the law gives only a lower bound", lambda d: d.earliest),
        Column("assumed", "flag", "its start is an assumption", lambda d: d.assumed),
        Column("law", "text", "the article behind it", lambda d: d.law),
        Column("status", "text", "whether the rule and the start were checked", lambda d: d.status),
        Column("remarks", "text", "what else to know (codes, by `; `)",
               lambda d: "; ".join(d.remarks)),
        Column("note", "text", "what the case says of it", lambda d: d.note),
    ),
)  # fmt: skip


@_DEADLINES.documents
def deadlines(case: Case) -> "DataFrame":
    """Every deadline of a case, past ones too."""
    return _DEADLINES.filled(case_deadlines(case), case=case)
