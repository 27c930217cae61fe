"""What the parts of a case have in common: codes, sources, reasons, and what no case can mean."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from dsa_sim.marking import mark
from dsa_sim.model.estimate import LongText, ShortText
from dsa_sim.model.refusals import RefusedValueError

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
Gravity = Literal["open", "low", "medium", "high"]
GRADES: tuple[Gravity, ...] = ("low", "medium", "high")
"""The gravities that somebody has judged."""
Fault = Literal["open", "none", "negligent", "intentional"]
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
DueKind = Literal["", "action_plan", "payment"]
Answer = Literal["open", "complete", "incomplete", "none"]
DatePrecision = Literal["day", "month"]
Method = Literal["judgement", "bands", "value_of_sales", "precedent"]
YearRounding = Literal["half_years", "pro_rata"]
ShareOf = Literal["turnover", "maximum"]
Trigger = Literal["76(1)(a)", "76(1)(b)", "76(1)(c)", "76(1)(d)", "76(1)(e)"]
Liability = Literal["provider", "joint"]
PaymentWay = Literal["guarantee", "provisional"]


def require_dates(*days: date | None) -> None:
    """Refuse days that no case can mean."""
    if not all(day is None or EARLIEST <= day < LATEST for day in days):
        raise RefusedValueError(
            "out_of_bounds", what=mark("a date"), low=f"{EARLIEST:%Y}", high=f"{LATEST:%Y}"
        )


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


class Signoff(Part, frozen=True, kw_only=True):
    """Who made a judgement and when, and who reviewed it, where its reason stands elsewhere.

    `earlier_value` says that the reason was written for a value which has changed since.
    """

    author: ShortText = ""
    made_on: date | None = None
    reviewer: ShortText = ""
    reviewed_on: date | None = None
    earlier_value: bool = False


class AssumptionNote(Part, frozen=True, kw_only=True):
    """Why a judgement was made, by whom and when, and who reviewed it.

    `earlier_value` says that the reason was written for a value which has changed since.
    """

    reason: LongText = ""
    author: ShortText = ""
    made_on: date | None = None
    reviewer: ShortText = ""
    reviewed_on: date | None = None
    earlier_value: bool = False
