"""Strands and proceedings: outcome, decision, appeal, periodic penalties, commitments."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from dsa_sim.model.alleged import StartingAmount
from dsa_sim.model.estimate import Estimate, ShortText
from dsa_sim.model.facts import Event
from dsa_sim.model.kinds import (
    CHANCE,
    COST,
    DAILY_SHARE,
    DAYS,
    DEFINITIVE,
    INCREASE,
    RATE,
    REDUCTION,
    YEARS,
    require_bounds,
    require_chances,
)
from dsa_sim.model.part import (
    AssumptionNote,
    Authority,
    NamedPart,
    Part,
    PaymentWay,
    Trigger,
    require_dates,
)
from dsa_sim.model.refusals import RefusedValueError


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
        require_chances(self.closed, self.commitments, self.decision)


class Appeal(Part, frozen=True, kw_only=True):
    """The appeal against a decision (Art. 81: unlimited jurisdiction) and how it may end.

    `chance` is the chance of an appeal; given one, the chances (0–1, adding to 1) that the fine
    is `annulled`, `reduced` by the share `reduction`, `confirmed`, or `increased` by the share
    `increase` (never above the maximum). `cost` in euro is what bringing it costs.

    Raises:
        ValueError: a chance outside 0–1, chances that do not add to 1, or a share out of range.
    """

    chance: Annotated[Estimate, CHANCE]
    annulled: Annotated[Decimal, CHANCE] = Decimal(0)
    reduced: Annotated[Decimal, CHANCE] = Decimal(0)
    confirmed: Annotated[Decimal, CHANCE] = Decimal(1)
    increased: Annotated[Decimal, CHANCE] = Decimal(0)
    reduction: Annotated[Estimate, REDUCTION] | None = None
    increase: Annotated[Estimate, INCREASE] | None = None
    cost: Annotated[Estimate, COST] | None = None
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse chances and shares that no case can mean."""
        require_bounds(self)
        require_chances(self.annulled, self.reduced, self.confirmed, self.increased)


class Periodic(NamedPart, frozen=True, kw_only=True):
    """A periodic penalty that may be imposed in a strand (Art. 76).

    `trigger` is the point of Art. 76(1) that says what it compels; that of (e) needs a
    non-compliance decision, the others an order. `chance` is the chance that one is imposed;
    `daily_share` the share (0–1) of the daily maximum; `decision_on` the day of the decision that
    imposes it, whose preceding year is its base (None: see `maxima.imposed_on`); `from_on` the day
    appointed; `days` from that day to compliance; `definitive` the share finally fixed (Art.
    76(2); None: all of it).

    Raises:
        ValueError: a chance or share outside 0–1, or a negative number of days.
    """

    title: ShortText
    trigger: Trigger = "76(1)(e)"
    chance: Annotated[Estimate, CHANCE]
    daily_share: Annotated[Estimate, DAILY_SHARE]
    decision_on: date | None = None
    from_on: date | None = None
    days: Annotated[Estimate, DAYS]
    definitive: Annotated[Estimate, DEFINITIVE] | None = None
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        require_dates(self.from_on, self.decision_on)
        require_bounds(self)


class Payment(Part, frozen=True, kw_only=True):
    """What time costs while an appeal is pending: a bank guarantee, or paying provisionally.

    `rate` is a share of the fine a year (the bank's fee, or the interest forgone), `years` how
    long. The cost is kept apart from the fine.
    """

    way: PaymentWay = "guarantee"
    rate: Annotated[Estimate, RATE]
    years: Annotated[Estimate, YEARS]
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        require_bounds(self)


class Offer(Part, frozen=True, kw_only=True):
    """Commitments that could be offered (Art. 71), to be weighed against contesting.

    `cost` in euro is what keeping them costs (None: not entered yet); `rejected` the chance that
    they are not accepted (the case then goes on); `breached` the chance that accepted ones are
    breached, which is fined on its own ground (Art. 74(1)(c)) with `breach_fine` as its amount.
    """

    cost: Annotated[Estimate, COST] | None = None
    rejected: Annotated[Estimate, CHANCE] | None = None
    breached: Annotated[Estimate, CHANCE] | None = None
    breach_fine: StartingAmount | None = None
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        require_bounds(self)


DecisionMeans = Literal["open", "finding"]
"""What a decision means for findings: nothing by itself, or that there is at least one."""


class Strand(NamedPart, frozen=True, kw_only=True):
    """Alleged infringements that end together: one decision, one maximum.

    `decision_earliest` and `decision_latest`, where given, make the day of the decision an
    estimate around `decision_on`. `decision_means` says whether a decision may come without any
    finding ("open"), or means at least one ("finding"). `defence` is what contesting the strand to
    its end costs in euro (counsel, experts): nothing where it ends with commitments. `appeal`,
    `periodic`, `payment` and `offer` are what may follow or be done instead; none by default.

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
    decision_means: DecisionMeans = "open"
    decision_means_note: AssumptionNote = AssumptionNote()
    defence: Annotated[Estimate, COST] | None = None
    defence_note: AssumptionNote = AssumptionNote()
    appeal: Appeal | None = None
    periodic: Annotated[tuple[Periodic, ...], msgspec.Meta(max_length=20)] = ()
    payment: Payment | None = None
    offer: Offer | None = None

    def __post_init__(self) -> None:
        """Refuse dates and costs that no case can mean."""
        require_bounds(self)
        require_dates(self.decision_on, self.decision_earliest, self.decision_latest)
        earliest = self.decision_earliest or self.decision_on
        latest = self.decision_latest or self.decision_on
        if not earliest <= self.decision_on <= latest:
            raise RefusedValueError("decision_days")


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
        require_dates(self.opened_on)
