"""What is alleged, and the judgement of it: findings, amounts, circumstances."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from dsa_sim.model.estimate import ComparedText, Estimate, LongText, ShortText, require_sound
from dsa_sim.model.kinds import (
    BAND,
    CHANCE,
    CIRCUMSTANCE,
    DETERRENCE,
    DURATION,
    ENTRY_FEE,
    GRAVITY_FACTOR,
    OTHER_PENALTIES,
    PROPORTION,
    RECURRENCE,
    REFERENCE_SHARE,
    STRENGTH,
    THRESHOLD,
    require_bounds,
    require_end,
)
from dsa_sim.model.part import (
    AssumptionNote,
    Fault,
    Gravity,
    GroundCode,
    Identifier,
    NamedPart,
    Part,
    ProvisionCode,
    ShareOf,
    Signoff,
    Source,
    require_dates,
)
from dsa_sim.model.refusals import RefusedValueError


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
            raise RefusedValueError("negative_start")
        if self.unit == "turnover_share" and self.estimate.maximum > 1:
            raise RefusedValueError("share_of_turnover")
        require_end(self.estimate, 1 if self.unit == "turnover_share" else None)


class Factor(Part, frozen=True, kw_only=True):
    """An aggravating or mitigating circumstance: a share (0.15 is 15 %) with its reason.

    Raises:
        ValueError: the share is negative or above 10.
    """

    share: Annotated[Estimate, CIRCUMSTANCE]
    reason: LongText = ""
    signoff: Signoff = Signoff()

    def __post_init__(self) -> None:
        """Refuse shares that no case can mean."""
        require_bounds(self)


Factors = Annotated[tuple[Factor, ...], msgspec.Meta(max_length=50)]


class Infringement(NamedPart, frozen=True, kw_only=True):
    """An alleged infringement as the user groups it: the unit of findings and amounts.

    `ground` names the point of Art. 74 and so the maximum; `provisions` are codes such as
    "34" or "16(5)"; a `period_end` of None runs to the decision. `addressee` names another
    person than the provider (Arts 74(2), 67(1), 52(3)); empty is the provider. `gravity` and
    `fault` are `open` until somebody judges them: an open fault counts as shown, an open gravity
    leaves the methods that rest on it without an amount. `counts_reason` says why an allegation
    that the law seems to rule out (see `counting`) counts all the same. `chance` is the chance
    of a finding (0–1). `start`, `duration`, `recurrence`, `aggravating`, `mitigating` and
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
    addressee: ComparedText = ""
    ground: GroundCode = "74(1)(a)"
    provisions: Annotated[tuple[ProvisionCode, ...], msgspec.Meta(max_length=50)] = ()
    facts: LongText = ""
    facts_source: Source = Source()
    period_start: date | None = None
    period_end: date | None = None
    gravity: Gravity = "open"
    fault: Fault = "open"
    counts_reason: LongText = ""
    counts_signoff: Signoff = Signoff()
    chance: Annotated[Estimate, CHANCE] | None = None
    chance_note: AssumptionNote = AssumptionNote()
    shared_facts: Identifier | None = None
    fined: Annotated[Estimate, CHANCE] | None = None
    fined_note: AssumptionNote = AssumptionNote()
    start: StartingAmount | None = None
    start_note: AssumptionNote = AssumptionNote()
    band: Annotated[Estimate, BAND] | None = None
    proportion: Annotated[Estimate, PROPORTION] | None = None
    entry_fee: Annotated[Estimate, ENTRY_FEE] | None = None
    deterrence: Annotated[Estimate, DETERRENCE] | None = None
    duration: Annotated[Estimate, DURATION] | None = None
    duration_reason: LongText = ""
    duration_signoff: Signoff = Signoff()
    recurrence: Annotated[Estimate, RECURRENCE] | None = None
    recurrence_reason: LongText = ""
    recurrence_signoff: Signoff = Signoff()
    aggravating: Factors = ()
    mitigating: Factors = ()
    other_penalties: Annotated[Estimate, OTHER_PENALTIES] | None = None
    other_penalties_reason: LongText = ""
    other_penalties_signoff: Signoff = Signoff()

    def __post_init__(self) -> None:
        """Refuse inputs that no case can mean."""
        require_dates(self.period_start, self.period_end)
        require_bounds(self)

    @property
    def is_procedural(self) -> bool:
        """True where the maximum is the 1 % of Art. 74(2)."""
        return self.ground.startswith("74(2)")


class SharedFacts(NamedPart, frozen=True, kw_only=True):
    """A group of findings that rest on the same facts, so that they tend to come together.

    `strength` 0 is independence; at 1 the less likely finding comes only with the more likely.

    Raises:
        ValueError: a strength outside 0–1.
    """

    title: ShortText
    strength: Annotated[Decimal, STRENGTH] = Decimal("0.5")
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse strengths that no case can mean."""
        require_sound(self.strength, what=STRENGTH.what)
        if not 0 <= self.strength <= 1:
            raise RefusedValueError("strength")


class Reference(Part, frozen=True, kw_only=True):
    """The reference share of the method `precedent`, chosen from earlier decisions.

    `share` is a share of turnover or of the maximum (`of`); `precedents` are the keys of the
    decisions it was read from. The factors scale it by gravity.

    Raises:
        ValueError: a share above 1, or a negative factor.
    """

    of: ShareOf = "maximum"
    share: Annotated[Estimate, REFERENCE_SHARE]
    precedents: Annotated[tuple[ShortText, ...], msgspec.Meta(max_length=50)] = ()
    factor_low: Annotated[Decimal, GRAVITY_FACTOR] = Decimal("0.5")
    factor_medium: Annotated[Decimal, GRAVITY_FACTOR] = Decimal(1)
    factor_high: Annotated[Decimal, GRAVITY_FACTOR] = Decimal(2)
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse numbers that no case can mean."""
        require_bounds(self)
        for factor in (self.factor_low, self.factor_medium, self.factor_high):
            require_sound(factor, what=GRAVITY_FACTOR.what)
            if factor < 0:
                raise RefusedValueError("negative_gravity_factor")


class ProvisionClasses(Part, frozen=True, kw_only=True):
    """The user's classes for accounting: from which chance a fine is probable, to which remote.

    IAS 37 knows probable (more likely than not), possible and remote; the thresholds are the
    user's call. `best_estimate` is the most likely outcome or the expected value.

    Raises:
        ValueError: thresholds outside 0–1 or out of order.
    """

    probable: Annotated[Decimal, THRESHOLD] = Decimal("0.5")
    remote: Annotated[Decimal, THRESHOLD] = Decimal("0.1")
    best_estimate: Literal["most_likely", "expected"] = "most_likely"
    note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        """Refuse thresholds that mean nothing."""
        for threshold in (self.probable, self.remote):
            require_sound(threshold, what=THRESHOLD.what)
        if not 0 <= self.remote <= self.probable <= 1:
            raise RefusedValueError("thresholds")
