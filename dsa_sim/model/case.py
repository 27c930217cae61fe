"""The case: everything a user enters, as one frozen value.

Every part is an immutable `msgspec.Struct`; the file holds exactly these fields. Identifiers
(`id`) are unique across the whole case, so that a part can be named by its identifier alone.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from dsa_sim.model.estimate import Estimate, LongText, ShortText, require_sound

EARLIEST = date(1990, 1, 1)
LATEST = date(2150, 1, 1)

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}\Z")]
CurrencyCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}\Z")]
ProvisionCode = Annotated[
    str, msgspec.Meta(pattern=r"^[1-9][0-9]?(\([0-9]{1,2}\)(\([a-z]{1,3}\))?)?\Z")
]

TurnoverScope = Literal["entity", "segment", "group", "controlling_person"]
YearReading = Literal["before_decision", "before_opening", "chosen"]
CapReading = Literal["by_authority", "per_decision", "per_infringement"]
DayDivisor = Literal["days_of_year", "365", "366"]
IncomeBase = Literal["turnover", "income"]
Gravity = Literal["low", "medium", "high"]
Fault = Literal["none", "negligent", "intentional"]
Service = Literal["intermediary", "hosting", "online_platform", "marketplace", "search_engine"]
EnterpriseSize = Literal["micro_or_small", "larger"]
Authority = Literal["commission", "national"]
YearBasis = Literal["reported", "projected"]
SourceStatus = Literal["checked", "unchecked", "derived", "inferred", "illustration"]
ConfidentialityMark = Literal["external_advice", "prepared_for_external", "confidential", "none"]
GroundCode = Literal[
    "74(1)(a)", "74(1)(b)", "74(1)(c)",
    "74(2)(a)", "74(2)(b)", "74(2)(c)", "74(2)(d)", "74(2)(e)", "74(2)(f)",
]  # fmt: skip
EventKind = Literal[
    "designation", "designation_ended", "request_for_information", "retention_order",
    "inspection", "interim_measures", "opening", "preliminary_findings", "observations",
    "commitments_offered", "commitments_binding", "decision", "fine", "action_plan",
    "action_plan_decision", "appeal", "judgment", "other",
]  # fmt: skip
RequestKind = Literal["", "simple", "by_decision"]
Answer = Literal["open", "complete", "incomplete", "none"]
DatePrecision = Literal["day", "month"]
Method = Literal["judgement", "bands", "value_of_sales", "precedent"]
YearRounding = Literal["half_years", "pro_rata"]
ShareOf = Literal["turnover", "maximum"]
Trigger = Literal["76(1)(a)", "76(1)(b)", "76(1)(c)", "76(1)(d)", "76(1)(e)"]
PaymentWay = Literal["guarantee", "provisional"]


def _require_dates(*days: date | None) -> None:
    if not all(day is None or EARLIEST <= day < LATEST for day in days):
        raise ValueError(f"a date lies between {EARLIEST:%Y} and {LATEST:%Y}")


def _require_chances(*chances: Decimal) -> None:
    for chance in chances:
        require_sound(chance, what="a chance")
        if not 0 <= chance <= 1:
            raise ValueError("a chance is between 0 and 1")
    if sum(chances) != 1:
        raise ValueError("the chances of the outcomes must add to 1")


def _require_between(
    estimate: Estimate | None, lowest: int, highest: int | None, *, what: str
) -> None:
    if estimate is None:
        return
    if estimate.minimum < lowest or (highest is not None and estimate.maximum > highest):
        limit = "" if highest is None else f" and {highest}"
        raise ValueError(f"{what} lies between {lowest}{limit or ' and any amount'}")


class Part(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """What every part of a case has in common: frozen, keywords only, unknown keys refused."""


class NamedPart(Part, frozen=True, kw_only=True):
    """A part that can be named: its identifier is unique across the case."""

    id: Identifier


class Source(Part, frozen=True, kw_only=True):
    """Where a fact comes from and whether somebody checked it there.

    `checked_on` is the day of the check. `derived` is worked out from checked facts, `inferred`
    somebody's reading of them; `illustration` marks inputs of worked examples.
    """

    text: LongText = ""
    status: SourceStatus = "unchecked"
    checked_on: date | None = None


class AssumptionNote(Part, frozen=True, kw_only=True):
    """Why a judgement was made, by whom and when, and who reviewed it."""

    reason: LongText = ""
    author: ShortText = ""
    made_on: date | None = None
    reviewer: ShortText = ""
    reviewed_on: date | None = None


class Adjustment(Part, frozen=True, kw_only=True):
    """An amount taken from (negative) or added to the reported revenue, with its reason.

    Rebates, taxes and intra-group sales are the usual ones (Art. 3(x) with Art. 5(1) of
    Regulation (EC) No 139/2004). The amount is in the currency of its financial year.
    """

    amount: Decimal
    reason: LongText

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        require_sound(self.amount, what="an adjustment")


class FinancialYear(NamedPart, frozen=True, kw_only=True):
    """A financial year of one turnover scope, in the currency it was reported in.

    `ends_on` is its last day; `starts_on` defaults to the day after the same day one year
    earlier. `revenue` and `income` are amounts in `currency`; `precision` is how finely the
    revenue was reported ("to RMB 10 m"), None where that is not known.

    Raises:
        ValueError: the year ends before it starts, lasts over two years, or revenue is negative.
    """

    scope: TurnoverScope
    ends_on: date
    starts_on: date | None = None
    currency: CurrencyCode
    revenue: Decimal
    income: Decimal | None = None
    adjustments: Annotated[tuple[Adjustment, ...], msgspec.Meta(max_length=50)] = ()
    precision: Decimal | None = None
    basis: YearBasis = "reported"
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse years and numbers that no case can mean."""
        for number in (self.revenue, self.income, self.precision):
            if number is not None:
                require_sound(number, what="a turnover")
        if self.revenue < 0:
            raise ValueError("revenue must not be negative")
        _require_dates(self.ends_on, self.starts_on)
        if not 0 < self.days <= 2 * 366:
            raise ValueError("a financial year lasts between one day and two years")

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
    def days(self) -> int:
        """How many days the year has, both ends included."""
        return (self.ends_on - self.first_day).days + 1

    @property
    def adjusted_revenue(self) -> Decimal:
        """Revenue after adjustments, in the currency of the year."""
        return self.revenue + sum((a.amount for a in self.adjustments), Decimal(0))


class ExchangeRate(NamedPart, frozen=True, kw_only=True):
    """The average of a currency over a period: `per_euro` units of it to € 1 (ECB).

    Raises:
        ValueError: the rate is not positive, or the period ends before it starts.
    """

    currency: CurrencyCode
    starts_on: date
    ends_on: date
    per_euro: Decimal
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse rates and periods that no case can mean."""
        require_sound(self.per_euro, what="an exchange rate")
        _require_dates(self.starts_on, self.ends_on)
        if self.per_euro <= 0:
            raise ValueError("an exchange rate must be above zero")
        if self.ends_on < self.starts_on:
            raise ValueError("the period of an exchange rate must not end before it starts")


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
        _require_dates(self.notified_on, self.applies_from, self.ceases_on)


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
    eu_revenue_eur: Estimate | None = None
    eu_revenue_note: AssumptionNote = AssumptionNote()
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse a revenue that no case can mean."""
        _require_between(self.eu_revenue_eur, 0, None, what="a turnover")


class Provider(Part, frozen=True, kw_only=True):
    """Who is fined, and the readings of the law that decide which turnover counts.

    `turnover_scope`: Art. 3(x) points to the undertaking, Art. 74 says provider; open in law.
    `year_reading`: which year is the preceding one; `chosen_year` and its reason go with
    the reading `chosen`.
    """

    name: ShortText
    group: ShortText = ""
    size: EnterpriseSize = "larger"
    eu_established: bool = True
    turnover_scope: TurnoverScope = "group"
    scope_note: AssumptionNote = AssumptionNote()
    year_reading: YearReading = "before_decision"
    chosen_year: Identifier | None = None
    chosen_year_reason: LongText = ""
    day_divisor: DayDivisor = "days_of_year"
    income_base: IncomeBase = "turnover"
    source: Source = Source()


class StartingAmount(Part, frozen=True, kw_only=True):
    """Where the chain begins: an estimate in euro, or as a share of turnover (0.003 is 0.3 %).

    Raises:
        ValueError: the amount is negative, or a share is above 1.
    """

    unit: Literal["eur", "turnover_share"]
    estimate: Estimate

    def __post_init__(self) -> None:
        """Refuse amounts that no case can mean."""
        if self.estimate.minimum < 0:
            raise ValueError("a starting amount must not be negative")
        if self.unit == "turnover_share" and self.estimate.maximum > 1:
            raise ValueError("a share of turnover is between 0 and 1 (0.03 is 3 %)")


class Factor(Part, frozen=True, kw_only=True):
    """An aggravating or mitigating circumstance: a share (0.15 is 15 %) with its reason.

    Raises:
        ValueError: the share is negative or above 10.
    """

    share: Estimate
    reason: LongText = ""

    def __post_init__(self) -> None:
        """Refuse shares that no case can mean."""
        _require_between(self.share, 0, 10, what="a circumstance")


Factors = Annotated[tuple[Factor, ...], msgspec.Meta(max_length=50)]


class Infringement(NamedPart, frozen=True, kw_only=True):
    """An alleged infringement as the user groups it: the unit of findings and amounts.

    `ground` names the point of Art. 74 and so the maximum; `provisions` are codes such as
    "34" or "16(5)"; a `period_end` of None runs to the decision. `addressee` names another
    person than the provider (Art. 74(2) with 67(1)); empty is the provider. `chance` is the
    chance of a finding (0–1). `start`, `duration`, `recurrence`, `aggravating`, `mitigating` and
    `other_penalties` (euro, recital 144) are the steps of the chain; None means none, and a
    `start` of None means that no amount has been assumed yet. `shared_facts` names the group of
    findings it depends on. `fined` is the chance that a fine follows a finding (None: 1).

    `start` serves the method `judgement`; `band` narrows gravity's band (share of the maximum,
    method `bands`); `proportion` (up to 30 %), `entry_fee` (15–25 %) and `deterrence` (a factor)
    serve `value_of_sales`.

    Raises:
        ValueError: a chance outside 0–1 or a negative factor.
    """

    title: ShortText
    strand: Identifier
    platform: Identifier
    addressee: ShortText = ""
    ground: GroundCode = "74(1)(a)"
    provisions: Annotated[tuple[ProvisionCode, ...], msgspec.Meta(max_length=50)] = ()
    facts: LongText = ""
    facts_source: Source = Source()
    period_start: date | None = None
    period_end: date | None = None
    gravity: Gravity = "medium"
    fault: Fault = "negligent"
    chance: Estimate | None = None
    chance_note: AssumptionNote = AssumptionNote()
    shared_facts: Identifier | None = None
    fined: Estimate | None = None
    fined_note: AssumptionNote = AssumptionNote()
    start: StartingAmount | None = None
    start_note: AssumptionNote = AssumptionNote()
    band: Estimate | None = None
    proportion: Estimate | None = None
    entry_fee: Estimate | None = None
    deterrence: Estimate | None = None
    duration: Estimate | None = None
    duration_reason: LongText = ""
    recurrence: Estimate | None = None
    recurrence_reason: LongText = ""
    aggravating: Factors = ()
    mitigating: Factors = ()
    other_penalties: Estimate | None = None
    other_penalties_reason: LongText = ""

    def __post_init__(self) -> None:
        """Refuse inputs that no case can mean."""
        _require_dates(self.period_start, self.period_end)
        for estimate, highest, what in (
            (self.chance, 1, "a chance"),
            (self.fined, 1, "a chance"),
            (self.band, 1, "a band"),
            (self.proportion, 1, "a proportion of sales"),
            (self.entry_fee, 1, "an entry fee"),
            (self.deterrence, 100, "a deterrence factor"),
            (self.duration, 100, "a duration factor"),
            (self.recurrence, 100, "a recurrence uplift"),
            (self.other_penalties, None, "other penalties"),
        ):
            _require_between(estimate, 0, highest, what=what)

    @property
    def is_procedural(self) -> bool:
        """True where the maximum is the 1 % of Art. 74(2)."""
        return self.ground.startswith("74(2)")


class Outcomes(Part, frozen=True, kw_only=True):
    """Chances (0–1, adding to 1) of how a strand ends.

    `closed` without a finding (Art. 73(5)), `commitments` made binding (Art. 71(1)),
    non-compliance `decision` (Art. 73(1)).

    Raises:
        ValueError: a chance outside 0–1, or chances that do not add to 1.
    """

    closed: Decimal = Decimal(0)
    commitments: Decimal = Decimal(0)
    decision: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        """Refuse chances that no case can mean."""
        _require_chances(self.closed, self.commitments, self.decision)


class Appeal(Part, frozen=True, kw_only=True):
    """The appeal against a decision (Art. 81: unlimited jurisdiction) and how it may end.

    `chance` is the chance of an appeal; given one, the chances (0–1, adding to 1) that the fine
    is `annulled`, `reduced` by the share `reduction`, `confirmed`, or `increased` by the share
    `increase` (never above the maximum).

    Raises:
        ValueError: a chance outside 0–1, chances that do not add to 1, or a share out of range.
    """

    chance: Estimate
    annulled: Decimal = Decimal(0)
    reduced: Decimal = Decimal(0)
    confirmed: Decimal = Decimal(1)
    increased: Decimal = Decimal(0)
    reduction: Estimate | None = None
    increase: Estimate | None = None
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse chances and shares that no case can mean."""
        _require_between(self.chance, 0, 1, what="a chance")
        _require_between(self.reduction, 0, 1, what="a reduction")
        _require_between(self.increase, 0, 10, what="an increase")
        _require_chances(self.annulled, self.reduced, self.confirmed, self.increased)


class Periodic(NamedPart, frozen=True, kw_only=True):
    """A periodic penalty that may be imposed in a strand (Art. 76).

    `trigger` is the point of Art. 76(1) that says what it compels; that of (e) needs a
    non-compliance decision, the others an order. `chance` is the chance that one is imposed;
    `daily_share` the share (0–1) of the daily maximum; `from_on` the day appointed; `days` from
    that day to compliance; `definitive` the share finally fixed (Art. 76(2); None: all of it).

    Raises:
        ValueError: a chance or share outside 0–1, or a negative number of days.
    """

    title: ShortText
    trigger: Trigger = "76(1)(e)"
    chance: Estimate
    daily_share: Estimate
    from_on: date | None = None
    days: Estimate
    definitive: Estimate | None = None
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        _require_dates(self.from_on)
        _require_between(self.chance, 0, 1, what="a chance")
        _require_between(self.daily_share, 0, 1, what="a share of the daily maximum")
        _require_between(self.days, 0, 36_600, what="a number of days")
        _require_between(self.definitive, 0, 1, what="a definitive share")


class Payment(Part, frozen=True, kw_only=True):
    """What time costs while an appeal is pending: a bank guarantee, or paying provisionally.

    `rate` is a share of the fine a year (the bank's fee, or the interest forgone), `years` how
    long. The cost is kept apart from the fine.
    """

    way: PaymentWay = "guarantee"
    rate: Estimate
    years: Estimate
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        _require_between(self.rate, 0, 1, what="a rate")
        _require_between(self.years, 0, 30, what="a number of years")


class Offer(Part, frozen=True, kw_only=True):
    """Commitments that could be offered (Art. 71), to be weighed against contesting.

    `cost` in euro is what keeping them costs; `rejected` the chance that they are not accepted
    (the case then goes on); `breached` the chance that accepted ones are breached, which is
    fined on its own ground (Art. 74(1)(c)) with `breach_fine` as its amount.
    """

    cost: Estimate
    rejected: Estimate | None = None
    breached: Estimate | None = None
    breach_fine: StartingAmount | None = None
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        _require_between(self.cost, 0, None, what="a cost")
        _require_between(self.rejected, 0, 1, what="a chance")
        _require_between(self.breached, 0, 1, what="a chance")


class Strand(NamedPart, frozen=True, kw_only=True):
    """Alleged infringements that end together: one decision, one maximum.

    `decision_earliest` and `decision_latest`, where given, make the day of the decision an
    estimate around `decision_on`. `appeal`, `periodic`, `payment` and `offer` are what may
    follow or be done instead; none of them by default.

    Raises:
        ValueError: the days of the decision are out of order.
    """

    title: ShortText
    decision_on: date
    decision_earliest: date | None = None
    decision_latest: date | None = None
    decision_note: AssumptionNote = AssumptionNote()
    outcomes: Outcomes = Outcomes()
    outcomes_note: AssumptionNote = AssumptionNote()
    appeal: Appeal | None = None
    periodic: Annotated[tuple[Periodic, ...], msgspec.Meta(max_length=20)] = ()
    payment: Payment | None = None
    offer: Offer | None = None

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        _require_dates(self.decision_on, self.decision_earliest, self.decision_latest)
        earliest = self.decision_earliest or self.decision_on
        latest = self.decision_latest or self.decision_on
        if not earliest <= self.decision_on <= latest:
            raise ValueError("the days of a decision need earliest ≤ likely ≤ latest")


class DueDate(Part, frozen=True, kw_only=True):
    """A day fixed by a letter or decision by which something is due, and what is due then.

    A source that gives another day is told in `note`.
    """

    on: date
    what: ShortText = ""
    note: LongText = ""
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        _require_dates(self.on)


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
    provisions: Annotated[tuple[ShortText, ...], msgspec.Meta(max_length=50)] = ()
    due: Annotated[tuple[DueDate, ...], msgspec.Meta(max_length=20)] = ()
    request: RequestKind = ""
    answer: Answer = "open"
    amount_eur: Decimal | None = None
    note: LongText = ""
    source: Source = Source()

    def __post_init__(self) -> None:
        """Refuse dates and amounts that no case can mean."""
        _require_dates(self.on, self.notified_on)
        if self.amount_eur is not None:
            require_sound(self.amount_eur, what="a fine")
            if self.amount_eur < 0:
                raise ValueError("a fine must not be negative")

    @property
    def runs_from(self) -> date:
        """The day from which periods run: of the notification, where it is known."""
        return self.notified_on or self.on


class Proceeding(NamedPart, frozen=True, kw_only=True):
    """A case of the Commission or of a national authority, in one or more strands."""

    title: ShortText
    authority: Authority = "commission"
    member_state: Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2})?\Z")] = ""
    opened_on: date | None = None
    events: Annotated[tuple[Event, ...], msgspec.Meta(max_length=500)] = ()
    strands: Annotated[tuple[Strand, ...], msgspec.Meta(max_length=50)] = ()

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        _require_dates(self.opened_on)


class Override(Part, frozen=True, kw_only=True):
    """One input of the base case that a scenario sets differently, and why.

    `target` names the input: the identifier of the part that has it, a full stop and the
    name of the input ("main.decision_on", "provider.turnover_scope"; see `model.inputs`).
    Exactly one of the value fields is filled, the one that the input takes.

    Raises:
        ValueError: none or several values are given.
    """

    target: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}\.[a-z_]{1,40}\Z")]
    reason: LongText = ""
    choice: ShortText | None = None
    on: date | None = None
    estimate: Estimate | None = None
    start: StartingAmount | None = None
    outcomes: Outcomes | None = None
    factors: Factors | None = None

    def __post_init__(self) -> None:
        """Refuse overrides without exactly one value."""
        _require_dates(self.on)
        values = (self.choice, self.on, self.estimate, self.start, self.outcomes, self.factors)
        if sum(v is not None for v in values) != 1:
            raise ValueError("an override has exactly one value")


class Scenario(NamedPart, frozen=True, kw_only=True):
    """A named set of overrides on the base case."""

    title: ShortText
    note: LongText = ""
    overrides: Annotated[tuple[Override, ...], msgspec.Meta(max_length=1000)] = ()

    def __post_init__(self) -> None:
        """Refuse two overrides of one input."""
        targets = [o.target for o in self.overrides]
        if len(set(targets)) != len(targets):
            raise ValueError("a scenario overrides each input once")


class SharedFacts(NamedPart, frozen=True, kw_only=True):
    """A group of findings that rest on the same facts, so that they tend to come together.

    `strength` 0 is independence; at 1 the less likely finding comes only with the more likely.

    Raises:
        ValueError: a strength outside 0–1.
    """

    title: ShortText
    strength: Decimal = Decimal("0.5")
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse strengths that no case can mean."""
        require_sound(self.strength, what="a strength")
        if not 0 <= self.strength <= 1:
            raise ValueError("a strength is between 0 and 1")


class Reference(Part, frozen=True, kw_only=True):
    """The reference share of the method `precedent`, chosen from earlier decisions.

    `share` is a share of turnover or of the maximum (`of`); `precedents` are the keys of the
    decisions it was read from. The factors scale it by gravity.

    Raises:
        ValueError: a share above 1, or a negative factor.
    """

    of: ShareOf = "maximum"
    share: Estimate
    precedents: Annotated[tuple[ShortText, ...], msgspec.Meta(max_length=50)] = ()
    factor_low: Decimal = Decimal("0.5")
    factor_medium: Decimal = Decimal(1)
    factor_high: Decimal = Decimal(2)
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        _require_between(self.share, 0, 1, what="a reference share")
        for factor in (self.factor_low, self.factor_medium, self.factor_high):
            require_sound(factor, what="a gravity factor")
            if factor < 0:
                raise ValueError("a gravity factor must not be negative")


class ProvisionClasses(Part, frozen=True, kw_only=True):
    """The user's classes for accounting: from which chance a fine is probable, to which remote.

    IAS 37 knows probable (more likely than not), possible and remote; the thresholds are the
    user's call. `best_estimate` is the most likely outcome or the expected value.

    Raises:
        ValueError: thresholds outside 0–1 or out of order.
    """

    probable: Decimal = Decimal("0.5")
    remote: Decimal = Decimal("0.1")
    best_estimate: Literal["most_likely", "expected"] = "most_likely"
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse thresholds that mean nothing."""
        for threshold in (self.probable, self.remote):
            require_sound(threshold, what="a threshold")
        if not 0 <= self.remote <= self.probable <= 1:
            raise ValueError("the thresholds need 0 ≤ remote ≤ probable ≤ 1")


class Case(Part, frozen=True, kw_only=True):
    """A whole case: the document of the program.

    `as_of` is the day up to which facts are taken into account; nothing computed reads the
    clock. `cap_reading` `by_authority` is one maximum per decision for the Commission and
    per infringement for national authorities (recital 117). `note` is shown with every result.
    `method` leads from an infringement to an amount; `year_rounding` and `reference` serve
    `value_of_sales` and `precedent`. `reserve_eur` and `tolerance_eur` are lines the board set.
    `seed` and `trials` make the simulation repeatable.

    Raises:
        ValueError: identifiers that are not unique, or that name a part which is not there.
    """

    title: ShortText
    as_of: date
    mark: ConfidentialityMark = "confidential"
    note: LongText = ""
    cap_reading: CapReading = "by_authority"
    cap_reason: LongText = ""
    method: Method = "judgement"
    method_reason: LongText = ""
    year_rounding: YearRounding = "half_years"
    reference: Reference | None = None
    provision_classes: ProvisionClasses = ProvisionClasses()
    reserve_eur: Decimal | None = None
    tolerance_eur: Decimal | None = None
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 1
    trials: Annotated[int, msgspec.Meta(ge=1_000, le=10**8)] = 1_000_000
    provider: Provider
    platforms: Annotated[tuple[Platform, ...], msgspec.Meta(max_length=100)] = ()
    financial_years: Annotated[tuple[FinancialYear, ...], msgspec.Meta(max_length=200)] = ()
    exchange_rates: Annotated[tuple[ExchangeRate, ...], msgspec.Meta(max_length=500)] = ()
    proceedings: Annotated[tuple[Proceeding, ...], msgspec.Meta(max_length=50)] = ()
    infringements: Annotated[tuple[Infringement, ...], msgspec.Meta(max_length=500)] = ()
    shared_facts: Annotated[tuple[SharedFacts, ...], msgspec.Meta(max_length=100)] = ()
    scenarios: Annotated[tuple[Scenario, ...], msgspec.Meta(max_length=100)] = ()

    def __post_init__(self) -> None:
        """Refuse a case whose parts do not fit together."""
        _require_dates(self.as_of)
        for line in (self.reserve_eur, self.tolerance_eur):
            if line is not None:
                require_sound(line, what="a line")
        _require_unique(self)
        _require_references(self)

    @property
    def strands(self) -> tuple[Strand, ...]:
        """All strands of all proceedings, in order."""
        return tuple(s for p in self.proceedings for s in p.strands)

    def infringements_of(self, strand: str) -> tuple[Infringement, ...]:
        """The alleged infringements of the strand with that identifier, in order."""
        return tuple(i for i in self.infringements if i.strand == strand)


NAMED_COLLECTIONS = (
    "platforms", "financial_years", "exchange_rates", "infringements", "shared_facts", "scenarios",
)  # fmt: skip
"""The fields of a case that hold parts with an identifier (strands and events sit deeper)."""

RESERVED_IDENTIFIERS = frozenset({"case", "provider", "base"})
"""Names of parts that are there once, and of the base case."""


def identifiers(case: Case) -> Iterator[tuple[str, str]]:
    """Every identifier of the case with the path of the part that carries it."""
    for name in NAMED_COLLECTIONS:
        for n, part in enumerate(getattr(case, name)):
            yield part.id, f"{name}[{n}].id"
    for n, proceeding in enumerate(case.proceedings):
        yield proceeding.id, f"proceedings[{n}].id"
        for name in ("events", "strands"):
            for k, part in enumerate(getattr(proceeding, name)):
                yield part.id, f"proceedings[{n}].{name}[{k}].id"
        for k, strand in enumerate(proceeding.strands):
            for m, periodic in enumerate(strand.periodic):
                yield periodic.id, f"proceedings[{n}].strands[{k}].periodic[{m}].id"


def _require_unique(case: Case) -> None:
    seen = dict.fromkeys(RESERVED_IDENTIFIERS, "a reserved name")
    for identifier, path in identifiers(case):
        if identifier in seen:
            raise ValueError(
                f"{path}: the identifier “{identifier}” is taken already ({seen[identifier]})"
            )
        seen[identifier] = path


def _require_references(case: Case) -> None:
    strands = {s.id for s in case.strands}
    platforms = {p.id for p in case.platforms}
    years = {y.id for y in case.financial_years}
    groups = {g.id for g in case.shared_facts} | {None}
    for n, infringement in enumerate(case.infringements):
        if infringement.strand not in strands:
            raise ValueError(f"infringements[{n}].strand: no strand “{infringement.strand}”")
        if infringement.platform not in platforms:
            raise ValueError(f"infringements[{n}].platform: no platform “{infringement.platform}”")
        if infringement.shared_facts not in groups:
            raise ValueError(
                f"infringements[{n}].shared_facts: no shared facts “{infringement.shared_facts}”"
            )
    if case.provider.chosen_year not in years | {None}:
        raise ValueError(f"provider.chosen_year: no year “{case.provider.chosen_year}”")
