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
    that was entered by hand.
    """

    name: ShortText
    register: Annotated[str, msgspec.Meta(pattern=r"^([a-z0-9][a-z0-9_-]{0,63})?\Z")] = ""
    service: Service = "online_platform"
    designation: Designation | None = None
    eu_recipients: Annotated[int, msgspec.Meta(ge=0, le=10**10)] | None = None
    source: Source = Source()


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
    `start` of None means that no amount has been assumed yet.

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
    start: StartingAmount | None = None
    start_note: AssumptionNote = AssumptionNote()
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
        chances = (self.closed, self.commitments, self.decision)
        for chance in chances:
            require_sound(chance, what="a chance")
            if not 0 <= chance <= 1:
                raise ValueError("a chance is between 0 and 1")
        if sum(chances) != 1:
            raise ValueError("the chances of the outcomes must add to 1")


class Strand(NamedPart, frozen=True, kw_only=True):
    """Alleged infringements that end together: one decision, one maximum."""

    title: ShortText
    decision_on: date
    decision_note: AssumptionNote = AssumptionNote()
    outcomes: Outcomes = Outcomes()
    outcomes_note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        _require_dates(self.decision_on)


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


class Case(Part, frozen=True, kw_only=True):
    """A whole case: the document of the program.

    `as_of` is the day up to which facts are taken into account; nothing computed reads the
    clock. `cap_reading` `by_authority` is one maximum per decision for the Commission and
    per infringement for national authorities (recital 117). `note` is shown with every result.

    Raises:
        ValueError: identifiers that are not unique, or that name a part which is not there.
    """

    title: ShortText
    as_of: date
    mark: ConfidentialityMark = "confidential"
    note: LongText = ""
    cap_reading: CapReading = "by_authority"
    cap_reason: LongText = ""
    provider: Provider
    platforms: Annotated[tuple[Platform, ...], msgspec.Meta(max_length=100)] = ()
    financial_years: Annotated[tuple[FinancialYear, ...], msgspec.Meta(max_length=200)] = ()
    exchange_rates: Annotated[tuple[ExchangeRate, ...], msgspec.Meta(max_length=500)] = ()
    proceedings: Annotated[tuple[Proceeding, ...], msgspec.Meta(max_length=50)] = ()
    infringements: Annotated[tuple[Infringement, ...], msgspec.Meta(max_length=500)] = ()
    scenarios: Annotated[tuple[Scenario, ...], msgspec.Meta(max_length=100)] = ()

    def __post_init__(self) -> None:
        """Refuse a case whose parts do not fit together."""
        _require_dates(self.as_of)
        _require_unique(self)
        _require_references(self)

    @property
    def strands(self) -> tuple[Strand, ...]:
        """All strands of all proceedings, in order."""
        return tuple(s for p in self.proceedings for s in p.strands)

    def infringements_of(self, strand: str) -> tuple[Infringement, ...]:
        """The alleged infringements of the strand with that identifier, in order."""
        return tuple(i for i in self.infringements if i.strand == strand)


RESERVED_IDENTIFIERS = frozenset({"case", "provider", "base"})
"""Names of parts that are there once, and of the base case."""


def identifiers(case: Case) -> Iterator[tuple[str, str]]:
    """Every identifier of the case with the path of the part that carries it."""
    for name in ("platforms", "financial_years", "exchange_rates", "infringements", "scenarios"):
        for n, part in enumerate(getattr(case, name)):
            yield part.id, f"{name}[{n}].id"
    for n, proceeding in enumerate(case.proceedings):
        yield proceeding.id, f"proceedings[{n}].id"
        for name in ("events", "strands"):
            for k, part in enumerate(getattr(proceeding, name)):
                yield part.id, f"proceedings[{n}].{name}[{k}].id"


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
    for n, infringement in enumerate(case.infringements):
        if infringement.strand not in strands:
            raise ValueError(f"infringements[{n}].strand: no strand “{infringement.strand}”")
        if infringement.platform not in platforms:
            raise ValueError(f"infringements[{n}].platform: no platform “{infringement.platform}”")
    if case.provider.chosen_year not in years | {None}:
        raise ValueError(f"provider.chosen_year: no year “{case.provider.chosen_year}”")


def _require_dates(*days: date | None) -> None:
    if not all(day is None or EARLIEST <= day < LATEST for day in days):
        raise ValueError(f"a date lies between {EARLIEST:%Y} and {LATEST:%Y}")


def _require_between(
    estimate: Estimate | None, lowest: int, highest: int | None, *, what: str
) -> None:
    if estimate is None:
        return
    if estimate.minimum < lowest or (highest is not None and estimate.maximum > highest):
        limit = "" if highest is None else f" and {highest}"
        raise ValueError(f"{what} lies between {lowest}{limit or ' and any amount'}")
