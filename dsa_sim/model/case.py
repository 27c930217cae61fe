"""The case: everything a user enters, as one frozen value.

Every part is an immutable `msgspec.Struct`; the file holds exactly these fields. Identifiers
(`id`) are unique across the whole case, so that a part can be named by its identifier alone.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

import msgspec

from dsa_sim.marking import mark
from dsa_sim.model.alleged import (
    Factor,
    Factors,
    Infringement,
    ProvisionClasses,
    Reference,
    SharedFacts,
    StartingAmount,
)
from dsa_sim.model.estimate import Estimate, LongText, ShortText, require_sound
from dsa_sim.model.facts import (
    Adjustment,
    Designation,
    DueDate,
    Event,
    ExchangeRate,
    FinancialYear,
    Platform,
    Provider,
)
from dsa_sim.model.kinds import STRENGTH, WEIGHT, require_bounds
from dsa_sim.model.part import (
    EARLIEST,
    LATEST,
    Answer,
    AssumptionNote,
    Authority,
    CapReading,
    ConfidentialityMark,
    CurrencyCode,
    DatePrecision,
    DayDivisor,
    DueKind,
    EnterpriseSize,
    EventKind,
    Fault,
    Gravity,
    GroundCode,
    Identifier,
    IncomeBase,
    Liability,
    Method,
    NamedPart,
    Part,
    PaymentWay,
    ProvisionCode,
    RequestKind,
    Service,
    ShareOf,
    Signoff,
    Source,
    SourceStatus,
    Trigger,
    TurnoverScope,
    YearBasis,
    YearReading,
    YearRounding,
    require_dates,
)
from dsa_sim.model.plan import BriefingPlan, PlanItem
from dsa_sim.model.refusals import RefusedValueError
from dsa_sim.model.strand import Appeal, Offer, Outcomes, Payment, Periodic, Proceeding, Strand

__all__ = [
    "EARLIEST",
    "LATEST",
    "NAMED_COLLECTIONS",
    "RESERVED_IDENTIFIERS",
    "Adjustment",
    "Answer",
    "Appeal",
    "AssumptionNote",
    "Authority",
    "Briefed",
    "BriefingPlan",
    "CapReading",
    "Case",
    "ConfidentialityMark",
    "CurrencyCode",
    "DatePrecision",
    "DayDivisor",
    "Designation",
    "DueDate",
    "DueKind",
    "EnterpriseSize",
    "Estimate",
    "Event",
    "EventKind",
    "ExchangeRate",
    "Factor",
    "Factors",
    "Fault",
    "FinancialYear",
    "Gravity",
    "GroundCode",
    "Identifier",
    "IncomeBase",
    "Infringement",
    "Liability",
    "Method",
    "NamedPart",
    "Offer",
    "Outcomes",
    "Override",
    "Part",
    "Payment",
    "PaymentWay",
    "Periodic",
    "PlanItem",
    "Platform",
    "Proceeding",
    "Provider",
    "ProvisionClasses",
    "ProvisionCode",
    "Reference",
    "RequestKind",
    "Scenario",
    "Service",
    "ShareOf",
    "SharedFacts",
    "Signoff",
    "Source",
    "SourceStatus",
    "StartingAmount",
    "Strand",
    "Trigger",
    "TurnoverScope",
    "Visit",
    "YearBasis",
    "YearReading",
    "YearRounding",
    "identifiers",
    "walk",
]


class Override(Part, frozen=True, kw_only=True):
    """One input of the base case that a scenario sets differently, and why.

    `target` names the input: the identifier of the part that has it, a full stop and the
    name of the input ("main.decision_on", "provider.turnover_scope"; see `model.inputs`).
    Exactly one of the value fields is filled, the one that the input takes.

    Raises:
        ValueError: none or several values are given.
    """

    target: Annotated[
        str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}(\.[a-z_]{1,40}){1,2}\Z")
    ]
    reason: LongText = ""
    signoff: Signoff = Signoff()
    choice: ShortText | None = None
    on: date | None = None
    estimate: Estimate | None = None
    start: StartingAmount | None = None
    outcomes: Outcomes | None = None
    factors: Factors | None = None

    def __post_init__(self) -> None:
        """Refuse overrides without exactly one value."""
        require_dates(self.on)
        values = (self.choice, self.on, self.estimate, self.start, self.outcomes, self.factors)
        if sum(v is not None for v in values) != 1:
            raise RefusedValueError("override_values")


class Scenario(NamedPart, frozen=True, kw_only=True):
    """A named set of overrides on the base case.

    `weight` is how likely the scenario is (0–1), None where it is not weighed; the base case has
    what the weights of all scenarios leave.
    """

    title: ShortText
    note: LongText = ""
    weight: Annotated[Decimal, WEIGHT] | None = None
    weight_note: AssumptionNote = AssumptionNote()
    overrides: Annotated[tuple[Override, ...], msgspec.Meta(max_length=1000)] = ()

    def __post_init__(self) -> None:
        """Refuse two overrides of one input."""
        if self.weight is not None:
            require_sound(self.weight, what=WEIGHT.what)
            if not 0 <= self.weight <= 1:
                raise RefusedValueError("weight")
        targets = [o.target for o in self.overrides]
        if len(set(targets)) != len(targets):
            raise RefusedValueError("overridden_twice")


class Briefed(Part, frozen=True, kw_only=True):
    """A briefing that left the program, and the case it was made from.

    `what` says what it was ("Board briefing, PDF"); `case` is the text of the case file as it was
    then, without its earlier briefings.
    """

    made_on: date
    what: ShortText = ""
    case: Annotated[str, msgspec.Meta(max_length=4_000_000)]

    def __post_init__(self) -> None:
        """Refuse dates that no case can mean."""
        require_dates(self.made_on)


class Case(Part, frozen=True, kw_only=True):
    """A whole case: the document of the program.

    `as_of` is the day up to which facts are taken into account; nothing computed reads the
    clock. `cap_reading` `by_authority` is one maximum per decision for the Commission and
    per infringement for national authorities (recital 117). `note` is shown with every result.
    `method` leads from an infringement to an amount; `year_rounding` and `reference` serve
    `value_of_sales` and `precedent`. `severity` (0–1; None is 0) is how far the starting amounts
    that one authority sets rise and fall together, `linked_outcomes` (0–1; None is 0) how far its
    strands end alike. `reserve_eur` and `tolerance_eur` are lines
    the board set. `seed` and `trials` make the simulation repeatable. `plan` is the
    briefing's; `briefed` are the briefings that left the program, the latest last.

    Raises:
        ValueError: identifiers that are not unique, or that name a part which is not there.
    """

    title: ShortText
    as_of: date
    mark: ConfidentialityMark = "confidential"
    note: LongText = ""
    cap_reading: CapReading = "by_authority"
    cap_reason: LongText = ""
    cap_signoff: Signoff = Signoff()
    method: Method = "judgement"
    method_reason: LongText = ""
    method_signoff: Signoff = Signoff()
    year_rounding: YearRounding = "half_years"
    reference: Reference | None = None
    provision_classes: ProvisionClasses = ProvisionClasses()
    severity: Annotated[Estimate, STRENGTH] | None = None
    severity_note: AssumptionNote = AssumptionNote()
    linked_outcomes: Annotated[Estimate, STRENGTH] | None = None
    linked_outcomes_note: AssumptionNote = AssumptionNote()
    reserve_eur: Decimal | None = None
    tolerance_eur: Decimal | None = None
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 1
    trials: Annotated[int, msgspec.Meta(ge=1_000, le=10**8)] = 1_048_576
    provider: Provider
    platforms: Annotated[tuple[Platform, ...], msgspec.Meta(max_length=100)] = ()
    financial_years: Annotated[tuple[FinancialYear, ...], msgspec.Meta(max_length=200)] = ()
    exchange_rates: Annotated[tuple[ExchangeRate, ...], msgspec.Meta(max_length=500)] = ()
    proceedings: Annotated[tuple[Proceeding, ...], msgspec.Meta(max_length=50)] = ()
    infringements: Annotated[tuple[Infringement, ...], msgspec.Meta(max_length=500)] = ()
    shared_facts: Annotated[tuple[SharedFacts, ...], msgspec.Meta(max_length=100)] = ()
    scenarios: Annotated[tuple[Scenario, ...], msgspec.Meta(max_length=100)] = ()
    plan: BriefingPlan = BriefingPlan()
    briefed: Annotated[tuple[Briefed, ...], msgspec.Meta(max_length=50)] = ()

    def __post_init__(self) -> None:
        """Refuse a case whose parts do not fit together."""
        require_dates(self.as_of)
        require_bounds(self)
        for line in (self.reserve_eur, self.tolerance_eur):
            if line is not None:
                require_sound(line, what=mark("a line"))
        if sum(s.weight or 0 for s in self.scenarios) > 1:
            raise RefusedValueError("weights")
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


class Visit(NamedTuple):
    """A part met on the way through a case.

    `name` is its identifier ("case", "provider"), `path` its place in the file, and `owner` the
    identifier of the proceeding or strand that holds it; empty for a part of the case itself.
    """

    name: str
    part: Part
    path: str
    owner: str = ""


def walk(case: Case) -> Iterator[Visit]:
    """Every part that has a name, each before what it holds; the case itself first."""
    yield Visit("case", case, "")
    yield Visit("provider", case.provider, "provider")
    for name in ("platforms", "financial_years", "exchange_rates"):
        yield from _listed(case, name, name)
    for n, proceeding in enumerate(case.proceedings):
        at = f"proceedings[{n}]"
        yield Visit(proceeding.id, proceeding, at)
        yield from _listed(proceeding, "events", f"{at}.events", proceeding.id)
        for k, strand in enumerate(proceeding.strands):
            yield Visit(strand.id, strand, f"{at}.strands[{k}]", proceeding.id)
            yield from _listed(strand, "periodic", f"{at}.strands[{k}].periodic", strand.id)
    for name in ("infringements", "shared_facts", "scenarios"):
        yield from _listed(case, name, name)


def _listed(holder: Part, field: str, path: str, owner: str = "") -> Iterator[Visit]:
    for n, part in enumerate(getattr(holder, field)):
        yield Visit(part.id, part, f"{path}[{n}]", owner)


def identifiers(case: Case) -> Iterator[tuple[str, str]]:
    """Every identifier of the case with its place in the file."""
    return ((v.name, f"{v.path}.id") for v in walk(case) if isinstance(v.part, NamedPart))


def _require_unique(case: Case) -> None:
    seen = dict.fromkeys(RESERVED_IDENTIFIERS, mark("a reserved name"))
    for identifier, path in identifiers(case):
        if identifier in seen:
            raise RefusedValueError(
                "identifier_taken", where=path, name=identifier, place=seen[identifier]
            )
        seen[identifier] = path


def _require_references(case: Case) -> None:
    strands = {s.id for s in case.strands}
    platforms = {p.id for p in case.platforms}
    years = {y.id for y in case.financial_years}
    groups = {g.id for g in case.shared_facts} | {None}
    for n, infringement in enumerate(case.infringements):
        where, shared = f"infringements[{n}]", infringement.shared_facts
        if infringement.strand not in strands:
            raise RefusedValueError("no_strand", where=f"{where}.strand", name=infringement.strand)
        if infringement.platform not in platforms:
            raise RefusedValueError(
                "no_platform", where=f"{where}.platform", name=infringement.platform
            )
        if shared not in groups:
            raise RefusedValueError(
                "no_shared_facts", where=f"{where}.shared_facts", name=str(shared)
            )
    if case.provider.chosen_year not in years | {None}:
        raise RefusedValueError(
            "no_year", where="provider.chosen_year", name=str(case.provider.chosen_year)
        )
