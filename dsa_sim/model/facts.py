"""The facts of a case: provider, platforms, financial years, exchange rates, events."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

import msgspec

from dsa_sim.marking import mark
from dsa_sim.model.estimate import ComparedText, Estimate, LongText, ShortText, require_sound
from dsa_sim.model.kinds import GROWTH, PER_EURO, TURNOVER, require_bounds
from dsa_sim.model.part import (
    Answer,
    AssumptionNote,
    CurrencyCode,
    DatePrecision,
    DayDivisor,
    DueKind,
    EnterpriseSize,
    EventKind,
    Identifier,
    IncomeBase,
    Liability,
    NamedPart,
    Part,
    RequestKind,
    Service,
    Signoff,
    Source,
    TurnoverScope,
    YearBasis,
    YearReading,
    require_dates,
)
from dsa_sim.model.refusals import RefusedValueError


class Adjustment(Part, frozen=True, kw_only=True):
    """An amount taken from (negative) or added to the reported revenue, with its reason.

    Rebates, taxes and intra-group sales are the usual ones (Art. 3(x) with Art. 5(1) of
    Regulation (EC) No 139/2004). The amount is in the currency of its financial year.
    """

    amount: Decimal
    reason: LongText

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        require_sound(self.amount, what=mark("an adjustment"))


class FinancialYear(NamedPart, frozen=True, kw_only=True):
    """A financial year of one turnover scope, in the currency it was reported in.

    `ends_on` is its last day; `starts_on` defaults to the day after the same day one year
    earlier. `revenue` and `income` are amounts in `currency`; `precision` is how finely the
    revenue was reported ("to RMB 10 m"), None where that is not known. `person` names another
    person than the provider whose year this is: fines on that person are measured by it alone.
    `growth` is by how much a year that is not closed yet is expected to differ from the figures
    entered (0.05: 5 % more), turnover and income alike; None: they stand as they are.

    Raises:
        ValueError: the year ends before it starts, lasts over two years, revenue is negative, or
            nothing may be left of it.
    """

    scope: TurnoverScope
    person: ComparedText = ""
    ends_on: date
    starts_on: date | None = None
    currency: CurrencyCode
    revenue: Decimal
    income: Decimal | None = None
    adjustments: Annotated[tuple[Adjustment, ...], msgspec.Meta(max_length=50)] = ()
    precision: Decimal | None = None
    basis: YearBasis = "reported"
    growth: Annotated[Estimate, GROWTH] | None = None
    growth_note: AssumptionNote = AssumptionNote()
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse years and numbers that no case can mean."""
        require_bounds(self)
        if self.growth is not None and self.growth.minimum <= -1:
            raise RefusedValueError("nothing_left")
        for number in (self.revenue, self.income, self.precision):
            if number is not None:
                require_sound(number, what=TURNOVER.what)
        if self.revenue < 0:
            raise RefusedValueError("negative_revenue")
        require_dates(self.ends_on, self.starts_on)
        if not 0 < self.days <= 2 * 366:
            raise RefusedValueError("length_of_year")

    @property
    def first_day(self) -> date:
        """The first day of the year."""
        if self.starts_on is not None:
            return self.starts_on
        end = self.ends_on
        if (end.month, end.day) in ((2, 28), (2, 29)):
            return date(end.year - 1, 3, 1)
        return date.fromordinal(end.replace(year=end.year - 1).toordinal() + 1)

    @property
    def next_ends_on(self) -> date:
        """The last day of the year after, if it is as long as years are.

        Years of 52 or 53 weeks end on the same weekday; others on the same day a year later.
        """
        if self.days in (364, 371):
            return self.ends_on + timedelta(days=364)
        after = self.ends_on + timedelta(days=1)
        if (after.month, after.day) == (2, 29):
            return date(after.year + 1, 2, 28)
        return after.replace(year=after.year + 1) - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the year has, both ends included."""
        return (self.ends_on - self.first_day).days + 1

    @property
    def adjusted_revenue(self) -> Decimal:
        """Revenue after adjustments, in the currency of the year."""
        return self.revenue + sum((a.amount for a in self.adjustments), Decimal(0))


class ExchangeRate(NamedPart, frozen=True, kw_only=True):
    """The average of a currency over a period: `per_euro` units of it to € 1 (ECB).

    `expected` is what the average of a period that is not over yet may come to, in the same units;
    it takes the place of `per_euro`, which is then the rate of today.

    Raises:
        ValueError: the rate is not positive, or the period ends before it starts.
    """

    currency: CurrencyCode
    starts_on: date
    ends_on: date
    per_euro: Decimal
    expected: Annotated[Estimate, PER_EURO] | None = None
    expected_note: AssumptionNote = AssumptionNote()
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse rates and periods that no case can mean."""
        require_sound(self.per_euro, what=PER_EURO.what)
        require_bounds(self)
        require_dates(self.starts_on, self.ends_on)
        if self.per_euro <= 0 or (self.expected is not None and self.expected.minimum <= 0):
            raise RefusedValueError("rate_not_positive")
        if self.ends_on < self.starts_on:
            raise RefusedValueError("rate_period")


class Designation(Part, frozen=True, kw_only=True):
    """Designation as a very large online platform or search engine (Art. 33(4), (6)).

    `applies_from` overrides the day four months after notification where it is known.
    `ceases_on` is the day on which the designation ceases to have effect (Art. 33(5), (6)).
    """

    notified_on: date
    applies_from: date | None = None
    ceases_on: date | None = None
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        require_dates(self.notified_on, self.applies_from, self.ceases_on)


class Platform(NamedPart, frozen=True, kw_only=True):
    """A service of the provider: what it is decides which provisions bind it.

    `register` is the key of the service in the register of designated services; empty for one
    that was entered by hand. `eu_revenue_eur` is what the service earns in the Union in a year,
    for the method `value_of_sales`.
    """

    name: ShortText
    register: Annotated[str, msgspec.Meta(pattern=r"^([a-z0-9][a-z0-9_-]{0,63})?\Z")] = ""
    service: Service = "online_platform"
    designation: Designation | None = None
    eu_recipients: Annotated[int, msgspec.Meta(ge=0, le=10**10)] | None = None
    eu_revenue_eur: Annotated[Estimate, TURNOVER] | None = None
    eu_revenue_note: AssumptionNote = AssumptionNote()
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse a revenue that no case can mean."""
        require_bounds(self)


class Provider(Part, frozen=True, kw_only=True):
    """Who is fined, and the readings of the law that decide which turnover counts.

    `turnover_scope`: Art. 3(x) points to the undertaking, Art. 74 says provider; open in law.
    `year_reading`: which year is the preceding one; `chosen_year` and its reason go with
    the reading `chosen`. `liability` `joint` reads a decision as addressed to several persons of
    the undertaking, who answer jointly and severally: then the turnover of the group counts.
    """

    name: ShortText
    group: ShortText = ""
    size: EnterpriseSize = "larger"
    eu_established: bool = True
    turnover_scope: TurnoverScope = "group"
    scope_note: AssumptionNote = AssumptionNote()
    liability: Liability = "provider"
    liability_note: AssumptionNote = AssumptionNote()
    year_reading: YearReading = "before_decision"
    chosen_year: Identifier | None = None
    chosen_year_reason: LongText = ""
    chosen_year_signoff: Signoff = Signoff()
    day_divisor: DayDivisor = "days_of_year"
    income_base: IncomeBase = "turnover"
    source: Source = Source()


class DueDate(Part, frozen=True, kw_only=True):
    """A day fixed by a letter or decision by which something is due, and what is due then.

    `kind` says where it is the action plan that a decision wants (Art. 75(2)), or the payment of
    the fine; the others follow from the kind of event. A source that gives another day is told in
    `note`.
    """

    on: date
    kind: DueKind = ""
    what: ShortText = ""
    note: LongText = ""
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        require_dates(self.on)


class Event(NamedPart, frozen=True, kw_only=True):
    """A dated step of a proceeding, with its source.

    `precision` tells whether only the month of `on` is known. `notified_on` is the day on which
    a decision reached the provider, from which periods run; `on` stands in where it is unknown.
    `due` are days fixed by the letter itself; they win over every calculated day. A request for
    information is `simple` or `by_decision` (Art. 67(2), (3)) and has an `answer`.
    `amount_eur` is the fine of a decision.

    Raises:
        ValueError: the amount is negative.
    """

    on: date
    precision: DatePrecision = "day"
    notified_on: date | None = None
    kind: EventKind = "other"
    title: ShortText
    provisions: Annotated[tuple[ComparedText, ...], msgspec.Meta(max_length=50)] = ()
    due: Annotated[tuple[DueDate, ...], msgspec.Meta(max_length=20)] = ()
    request: RequestKind = ""
    answer: Answer = "open"
    amount_eur: Decimal | None = None
    note: LongText = ""
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse dates and amounts that no case can mean."""
        require_dates(self.on, self.notified_on)
        if self.amount_eur is not None:
            require_sound(self.amount_eur, what=mark("a fine"))
            if self.amount_eur < 0:
                raise RefusedValueError("negative_fine")

    @property
    def runs_from(self) -> date:
        """The day from which periods run: of the notification, where it is known."""
        return self.notified_on or self.on
