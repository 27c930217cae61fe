"""Statutory maxima: exact, from the turnover of the preceding financial year.

Computed in fractions from the figures as entered and floored to the cent once ("not
exceeding": Art. 74(1), (2), 76(1), 52(3), (4)). Nothing here is judgement, except the readings
of the law that the user chose and that every result names.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Literal

from dsa_sim import law
from dsa_sim.model.case import (
    Case,
    ExchangeRate,
    FinancialYear,
    Infringement,
    Periodic,
    Proceeding,
    Strand,
    TurnoverScope,
)
from dsa_sim.model.estimate import exactly
from dsa_sim.model.problems import Problem, error, note, warning
from dsa_sim.model.register_links import unresearched_group

MaximumKind = Literal["infringement", "procedural", "periodic"]
KINDS: tuple[MaximumKind, ...] = ("infringement", "procedural", "periodic")
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Turnover:
    """The turnover (or income) of one financial year in euro, unrounded, and how it came about.

    `euro` is the exact quotient of `original` (after adjustments and the likely growth, in the
    currency of the year) and the likely rate; `rate` is None for a year in euro. `range_euro` is
    what it may lie between, where growth or rate are not certain.
    """

    year: FinancialYear
    rate: ExchangeRate | None
    base: Literal["turnover", "income"]
    original: Decimal
    euro: Fraction
    range_euro: tuple[Fraction, Fraction] | None = None

    @property
    def entered(self) -> Decimal:
        """The figure that was entered, after adjustments and before any growth."""
        return _entered(self.year, self.base)

    @property
    def per_euro(self) -> Decimal:
        """The rate by which it was converted: the likely one."""
        return likely_rate(self.rate)

    @property
    def display(self) -> Decimal:
        """Euro and cents, rounded half-even: for showing, never for computing on."""
        return rounded_to_cent(self.euro)


@dataclass(frozen=True, kw_only=True)
class Maximum:
    """The most that may be imposed: `amount` in euro and cents, floored.

    `amount` is per decision or per infringement (`kind` infringement and procedural; both
    readings have this amount, they differ in what it is applied to) or per day (`periodic`).
    `law` cites the article; `divisor` is the number of days for the periodic maximum.
    """

    strand: str
    kind: MaximumKind
    rate: Decimal
    turnover: Turnover
    amount: Decimal
    law: str
    divisor: int | None = None

    @property
    def range_eur(self) -> tuple[Decimal, Decimal] | None:
        """What it may lie between, floored to the cent; None where the turnover is certain."""
        if self.turnover.range_euro is None:
            return None
        low, high = (
            floored_to_cent(e * Fraction(self.rate) / (self.divisor or 1))
            for e in self.turnover.range_euro
        )
        return low, high

    @property
    def precision_eur(self) -> Decimal | None:
        """How finely the amount is known: what the reported precision of the turnover comes to.

        The amount may be off by half of it either way; None where the precision is not stated.
        """
        precision = self.turnover.year.precision
        if precision is None:
            return None
        exact = Fraction(precision) * Fraction(self.rate) / (self.divisor or 1)
        return rounded_to_cent(exact / Fraction(self.turnover.per_euro))


@dataclass(frozen=True, kw_only=True)
class PeriodicMaximum:
    """The daily maximum of one periodic penalty under both readings of its day (Art. 76(1)).

    `own` rests on the year preceding `imposed_on`, the day of the decision that imposes the
    penalty; `with_decision` on that preceding the decision of the strand, for a penalty imposed
    with it. None where one cannot be computed.
    """

    item: Periodic
    imposed_on: date
    own: Maximum | None
    with_decision: Maximum | None
    problems: tuple[Problem, ...] = ()

    @property
    def differs(self) -> bool:
        """True where the two readings lead to different amounts."""
        amounts = (m and m.amount for m in (self.own, self.with_decision))
        return len(set(amounts)) > 1


@dataclass(frozen=True, kw_only=True)
class StrandMaxima:
    """The maxima of one strand, or why there are none.

    `persons` are the procedural maxima of other persons than the provider, by their name, each
    on that person's own year; `periodic` the daily maxima of the strand's periodic penalties.
    """

    strand: Strand
    proceeding: Proceeding
    maxima: tuple[Maximum, ...]
    problems: tuple[Problem, ...]
    persons: tuple[tuple[str, Maximum], ...] = ()
    periodic: tuple[PeriodicMaximum, ...] = ()

    def of(self, kind: MaximumKind) -> Maximum | None:
        """The maximum of one kind; None where it cannot be computed."""
        return next((m for m in self.maxima if m.kind == kind), None)

    def of_infringement(self, infringement: Infringement, provider: str) -> Maximum | None:
        """The maximum that an alleged infringement falls under; None where there is none."""
        person = other_person(infringement, provider)
        if person:
            return dict(self.persons).get(person)
        return self.of("procedural" if infringement.is_procedural else "infringement")


def other_person(infringement: Infringement, provider: str) -> str:
    """The person other than the provider who answers alone for an infringement; else empty.

    Only procedural fines reach others on their own account (Arts 74(2), 67(1), 52(3)); whether a
    decision under Art. 74(1) may be addressed to several persons is an open question.
    """
    person = infringement.addressee.strip()
    return person if infringement.is_procedural and person != provider.strip() else ""


def turnover_scope(case: Case) -> TurnoverScope:
    """Whose turnover counts: that of the group where several persons answer jointly."""
    scope = case.provider.turnover_scope
    joint = case.provider.liability == "joint"
    return "group" if joint and scope in ("entity", "segment") else scope


def rounded_to_cent(amount: Fraction) -> Decimal:
    """Round an exact amount to the cent, half-even."""
    return Decimal(round(amount * 100)).scaleb(-2).quantize(CENT, ROUND_HALF_EVEN)


def floored_to_cent(amount: Fraction) -> Decimal:
    """Floor an exact amount to the cent: what does not exceed it."""
    return Decimal(amount * 100 // 1).scaleb(-2).quantize(CENT)


def strand_maxima(case: Case, strand: Strand) -> StrandMaxima:
    """Compute the maxima that apply to the decision of a strand.

    Arts 74(1), 74(2) and 76(1) for the Commission, Art. 52(3) and (4) for national authorities.
    """
    proceeding = next(p for p in case.proceedings if strand in p.strands)
    year, problems = preceding_year(case, strand, proceeding)
    maxima: list[Maximum] = []
    for kind in KINDS if year else ():
        made, more = _maximum_on(case, strand, proceeding, kind, year, on=strand.decision_on)
        problems = (*problems, *(p for p in more if p not in problems))
        maxima += [made] if made else []
    persons, missing = _of_persons(case, strand, proceeding)
    periodic = tuple(_of_periodic(case, strand, proceeding, p, maxima) for p in strand.periodic)
    problems = (*problems, *missing, *(p for found in periodic for p in found.problems))
    return StrandMaxima(
        strand=strand, proceeding=proceeding, maxima=tuple(maxima),
        problems=tuple(dict.fromkeys(problems)), persons=persons, periodic=periodic,
    )  # fmt: skip


def imposed_on(strand: Strand, item: Periodic) -> date:
    """The day of the decision that imposes a periodic penalty (Art. 76(1)).

    Where none is entered: the day appointed, and for a penalty that needs a non-compliance
    decision (point (e)) not before that decision.
    """
    if item.decision_on is not None:
        return item.decision_on
    if item.from_on is None:
        return strand.decision_on
    if item.trigger == "76(1)(e)":
        return max(item.from_on, strand.decision_on)
    return item.from_on


def _of_periodic(
    case: Case, strand: Strand, proceeding: Proceeding, item: Periodic, maxima: list[Maximum]
) -> PeriodicMaximum:
    day = imposed_on(strand, item)
    with_decision = next((m for m in maxima if m.kind == "periodic"), None)
    year, found = preceding_year(case, strand, proceeding, on=day)
    own, more = _maximum_on(case, strand, proceeding, "periodic", year, on=day)
    return PeriodicMaximum(
        item=item, imposed_on=day, own=own, with_decision=with_decision, problems=(*found, *more)
    )


def _of_persons(
    case: Case, strand: Strand, proceeding: Proceeding
) -> tuple[tuple[tuple[str, Maximum], ...], tuple[Problem, ...]]:
    """The procedural maximum of each other person, on that person's own turnover or income."""
    found: dict[str, Maximum] = {}
    problems: list[Problem] = []
    for infringement in case.infringements_of(strand.id):
        person = other_person(infringement, case.provider.name)
        if not person or person in found:
            continue
        year = persons_year(case, infringement)
        made, more = _maximum_on(
            case, strand, proceeding, "procedural", year, on=strand.decision_on
        )
        problems += more
        if made is not None:
            found[person] = made
    return tuple(found.items()), tuple(problems)


def persons_year(case: Case, infringement: Infringement) -> FinancialYear | None:
    """The last year of another person that ended before the decision; None without one."""
    person = other_person(infringement, case.provider.name)
    strand = next(s for s in case.strands if s.id == infringement.strand)
    ended = [
        y for y in case.financial_years
        if person and y.person.strip() == person and y.ends_on < strand.decision_on
    ]  # fmt: skip
    return max(ended, key=lambda y: y.ends_on, default=None)


def _maximum_on(
    case: Case,
    strand: Strand,
    proceeding: Proceeding,
    kind: MaximumKind,
    year: FinancialYear | None,
    *,
    on: date,
) -> tuple[Maximum | None, tuple[Problem, ...]]:
    """The maximum of a kind for a decision on a day, from one year; or what is in the way."""
    if year is None:
        return None, ()
    rule = _rule(proceeding, kind, on=on)
    if rule is None:
        return None, (error("law_not_in_force", f"{strand.id}.decision_on", day=on),)
    turnover, problems = turnover_in_euro(case, year, base=_base(case, kind))
    if turnover is None:
        return None, problems
    return _maximum(case, strand, kind, turnover, rule), problems


def preceding_year(
    case: Case, strand: Strand, proceeding: Proceeding, *, on: date | None = None
) -> tuple[FinancialYear | None, tuple[Problem, ...]]:
    """Find the preceding financial year under the year reading of the case.

    Art. 74 names no point of reference: by default the last year of the scope that ended
    before the decision (a year that ends on the day of the decision has not ended before it).
    `on` is the day of another decision than that of the strand.
    """
    provider = case.provider
    if provider.year_reading == "chosen":
        return _chosen_year(case)
    if provider.year_reading == "before_opening":
        if proceeding.opened_on is None:
            return None, (error("no_opening_date", f"{proceeding.id}.opened_on"),)
        reference = proceeding.opened_on
    else:
        reference = on or strand.decision_on
    scope = turnover_scope(case)
    years = [y for y in case.financial_years if y.scope == scope and not y.person.strip()]
    ended = [y for y in years if y.ends_on < reference]
    if not ended:
        return None, (_no_year(case, reference, others=bool(years)),)
    year = max(ended, key=lambda y: y.ends_on)
    return year, _doubts(case, year, reference)


def _no_year(case: Case, reference: date, *, others: bool) -> Problem:
    """Why there is no year: none that old, none of the scope, or nobody has researched any."""
    where, scope = "provider.financial_years", turnover_scope(case)
    group = "" if case.financial_years else unresearched_group(case)
    if group:
        return error("turnover_not_researched", where, group=group)
    code = "no_year_before" if others else "no_year_of_scope"
    return error(code, where, scope=scope, day=reference)


def turnover_in_euro(
    case: Case, year: FinancialYear, *, base: Literal["turnover", "income"] = "turnover"
) -> tuple[Turnover | None, tuple[Problem, ...]]:
    """Convert the turnover or income of a year to euro at the average rate of its months."""
    if base == "income" and year.income is None:
        return None, (error("no_income", f"{year.id}.income", year=year.ends_on),)
    entered = _entered(year, base)
    if entered < 0:
        return None, (error("negative_turnover", f"{year.id}.adjustments", year=year.ends_on),)
    rate = rate_for(case, year)
    if rate is None and year.currency != "EUR":
        missing = error(
            "no_exchange_rate", "case.exchange_rates",
            currency=year.currency, start=year.first_day, end=year.ends_on,
        )  # fmt: skip
        return None, (missing,)
    original = grown(entered, year.growth.central) if year.growth else entered
    euro = Fraction(original) / Fraction(likely_rate(rate))
    made = Turnover(
        year=year, rate=rate, base=base, original=original, euro=euro,
        range_euro=_range(entered, year, rate),
    )  # fmt: skip
    return made, ()


def _entered(year: FinancialYear, base: Literal["turnover", "income"]) -> Decimal:
    return year.adjusted_revenue if base == "turnover" else year.income or Decimal(0)


def grown(entered: Decimal, growth: Decimal) -> Decimal:
    """A projected figure: what was entered, grown by a share, to the cent of its currency."""
    return rounded_to_cent(Fraction(entered) * (1 + Fraction(growth)))


def likely_rate(rate: ExchangeRate | None) -> Decimal:
    """The units of a currency to € 1: the likely ones of a rate that is not certain yet."""
    if rate is None:
        return Decimal(1)
    return rate.per_euro if rate.expected is None else round(rate.expected.central, 6)


def _range(
    entered: Decimal, year: FinancialYear, rate: ExchangeRate | None
) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest turnover in euro; None where both are one."""
    growth = year.growth or exactly(0)
    units = (rate.expected if rate else None) or exactly(likely_rate(rate))
    if not growth.is_uncertain and not units.is_uncertain:
        return None
    return (
        Fraction(grown(entered, growth.minimum)) / Fraction(units.maximum),
        Fraction(grown(entered, growth.maximum)) / Fraction(units.minimum),
    )


def rate_for(case: Case, year: FinancialYear) -> ExchangeRate | None:
    """The exchange rate of the currency over exactly the days of the year, if the case has it."""
    period = (year.first_day, year.ends_on)
    for rate in case.exchange_rates:
        if rate.currency == year.currency and (rate.starts_on, rate.ends_on) == period:
            return rate
    return None


def _rule(proceeding: Proceeding, kind: MaximumKind, *, on: date) -> law.MaximumRule | None:
    try:
        return law.maximum_rule(kind, authority=proceeding.authority, on=on)
    except law.LawLookupError:
        return None


def _maximum(
    case: Case, strand: Strand, kind: MaximumKind, turnover: Turnover, rule: law.MaximumRule
) -> Maximum:
    exact = turnover.euro * Fraction(rule.rate)
    divisor = None
    if kind == "periodic":
        divisor = day_divisor(case, turnover.year)
        exact /= divisor
    return Maximum(
        strand=strand.id, kind=kind, rate=rule.rate, turnover=turnover,
        amount=floored_to_cent(exact), law=rule.citation, divisor=divisor,
    )  # fmt: skip


def day_divisor(case: Case, year: FinancialYear) -> int:
    """The days by which a yearly figure becomes a daily one: a setting (Art. 76(1))."""
    setting = case.provider.day_divisor
    return year.days if setting == "days_of_year" else int(setting)


def _base(case: Case, kind: MaximumKind) -> Literal["turnover", "income"]:
    # Art. 74(1) knows turnover alone; 74(2) and 76(1) say income or turnover.
    return "turnover" if kind == "infringement" else case.provider.income_base


def is_of_income(case: Case, infringement: Infringement) -> bool:
    """Tell whether a share of an infringement's amount is one of income, not of turnover."""
    return infringement.is_procedural and _base(case, "procedural") == "income"


def _chosen_year(case: Case) -> tuple[FinancialYear | None, tuple[Problem, ...]]:
    provider = case.provider
    year = next((y for y in case.financial_years if y.id == provider.chosen_year), None)
    if year is None:
        return None, (error("no_chosen_year", "provider.chosen_year"),)
    problems = _doubts(case, year, None)
    if not provider.chosen_year_reason.strip():
        problems = (warning("chosen_year_without_reason", "provider.chosen_year"), *problems)
    scope = turnover_scope(case)
    if year.scope != scope:
        other = warning(
            "chosen_year_of_other_scope", "provider.chosen_year", scope=scope, other=year.scope,
        )  # fmt: skip
        problems = (other, *problems)
    return year, problems


def _doubts(case: Case, year: FinancialYear, reference: date | None) -> tuple[Problem, ...]:
    found = []
    where = f"{year.id}.revenue"
    if reference and year.next_ends_on < reference:
        found.append(warning("later_year_missing", where, year=year.ends_on, day=reference))
    same = [
        y for y in case.financial_years
        if (y.scope, y.person, y.ends_on) == (year.scope, year.person, year.ends_on)
    ]  # fmt: skip
    if len(same) > 1:
        found.append(warning("year_entered_twice", where, year=year.ends_on, scope=year.scope))
    if year.basis == "projected":
        found.append(note("year_projected", where, year=year.ends_on))
    if year.source.status != "checked":
        found.append(
            note("turnover_not_checked", where, year=year.ends_on, status=year.source.status)
        )
    rate = rate_for(case, year)
    if rate is not None and rate.source.status not in ("checked", "derived"):
        found.append(note("rate_not_checked", rate.id, currency=rate.currency))
    return tuple(found)
