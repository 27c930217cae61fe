"""The deadlines of the law and the rules by which periods are counted, as data with sources."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import read_data, refuse_duplicates
from dsa_sim.law.row_checks import check_provenance

DEADLINES_FILE = "deadlines.json"

Unit = Literal["days", "working_days", "weeks", "months", "years"]
Regime = Literal["regulation_1182_71", "court_action", "fixed_by_letter", "dsa_limitation"]
DeadlineTrigger = Literal[
    "request_for_information", "preliminary_findings", "decision", "fine", "action_plan",
    "board_opinion", "designation", "designation_intended", "access_restriction_announced",
    "infringement_ceases", "decision_final",
]  # fmt: skip
Actor = Literal["provider", "commission", "board", "applicant", "interested_parties"]
RuleCode = Literal[
    "reply", "observations", "measures", "action_plan", "board_opinion", "plan_decision",
    "annulment_action", "payment", "section5_duties", "views_on_designation",
    "third_party_observations", "limitation", "limitation_absolute", "enforcement",
]  # fmt: skip
CountingCode = Literal[
    "event_day", "end_of_period", "days_included", "working_days", "holidays", "roll",
    "two_working_days", "not_moved", "court_month", "distance", "court_roll", "vacations",
    "publication", "letter", "late_observations", "limitation_end", "suspension",
]  # fmt: skip
ActKind = Literal[
    "request_for_information", "inspection", "opening", "preliminary_findings",
    "retention_order", "interim_measures",
]  # fmt: skip

_NUMBERED: tuple[CountingCode, ...] = ("two_working_days", "distance", "publication")


class DeadlineRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deadline that the law sets: how long, from what, for whom, and counted how.

    One that the program does not ask for by its code runs from every event of the kind `trigger`.
    `count` and `unit` are None where a letter or decision fixes the day. `minimum` is True where
    the law gives only the shortest period. `rolls` is False where the last day is never moved to
    a working day. `calendar` is whose holidays count, empty for none.
    """

    code: str
    title: Words
    trigger: DeadlineTrigger
    count: int | None
    unit: Unit | None
    regime: Regime
    calendar: Literal["commission", "court", ""]
    who: Actor
    minimum: bool
    rolls: bool
    law: str
    note: Words | None
    source: str
    status: Status
    checked: date | None


class CountingRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule on counting; `number` is its number of days where it has one."""

    code: CountingCode
    law: str
    text: Words
    number: int | None
    source: str
    status: Status
    checked: date | None


class Interruption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of act that restarts the limitation period (Art. 77(3))."""

    kind: ActKind
    law: str
    source: str
    status: Status
    checked: date | None


class DeadlineData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `deadlines.json`."""

    rules: tuple[DeadlineRule, ...]
    counting: tuple[CountingRule, ...]
    interruptions: tuple[Interruption, ...]


def load_deadlines(folder: Path | None = None) -> DeadlineData:
    """Return `deadlines.json`, from `folder` or the package; `LawDataError` if it is broken."""
    found = read_data(DEADLINES_FILE, DeadlineData, folder=folder)
    for index, rule in enumerate(found.rules):
        _check_rule(rule, f"$.rules[{index}]")
    for index, row in enumerate(found.counting):
        _check_counting(row, f"$.counting[{index}]")
    for index, act in enumerate(found.interruptions):
        _check_source(act, f"$.interruptions[{index}]")
    _require_all(found)
    _require_double(found)
    return found


@cache
def deadline_data() -> DeadlineData:
    """The deadlines of the package."""
    return load_deadlines()


def deadline_rules() -> tuple[DeadlineRule, ...]:
    """Every deadline of the law, in the order of the file."""
    return deadline_data().rules


def deadline_rule(code: str) -> DeadlineRule:
    """The deadline with that code."""
    return next(rule for rule in deadline_data().rules if rule.code == code)


def counting_rule(code: CountingCode) -> CountingRule:
    """The rule on counting with that code."""
    return next(rule for rule in deadline_data().counting if rule.code == code)


def interruption(kind: str) -> Interruption | None:
    """What makes acts of that kind restart limitation; None for a kind that does not."""
    return next((row for row in deadline_data().interruptions if row.kind == kind), None)


def _check_rule(rule: DeadlineRule, path: str) -> None:
    fixed = rule.regime == "fixed_by_letter"
    if (rule.count is None) is not fixed:
        reason = "expected null where a letter fixes the day, and a number elsewhere"
        raise LawDataError(DEADLINES_FILE, f"{path}.count", reason)
    if (rule.unit is None) is not (rule.count is None):
        raise LawDataError(DEADLINES_FILE, f"{path}.unit", "expected a unit with a number only")
    if rule.count is not None and rule.count < 1:
        raise LawDataError(DEADLINES_FILE, f"{path}.count", f"expected from 1, found {rule.count}")
    if (rule.calendar == "") is rule.rolls:
        reason = "expected a calendar where the last day moves to a working day, and only there"
        raise LawDataError(DEADLINES_FILE, f"{path}.calendar", reason)
    _check_source(rule, path)


def _check_counting(row: CountingRule, path: str) -> None:
    if (row.number is None) is (row.code in _NUMBERED):
        reason = f"expected a number for {', '.join(_NUMBERED)} and null elsewhere"
        raise LawDataError(DEADLINES_FILE, f"{path}.number", reason)
    if row.number is not None and row.number < 1:
        raise LawDataError(DEADLINES_FILE, f"{path}.number", f"expected from 1, found {row.number}")
    _check_source(row, path)


def _check_source(row: DeadlineRule | CountingRule | Interruption, path: str) -> None:
    check_provenance(
        DEADLINES_FILE, path, source=row.source, status=row.status, checked=row.checked
    )


def _require_all(found: DeadlineData) -> None:
    """Every code that the program asks for by name is there, and each once."""
    for name, codes, wanted in (
        ("rules", [row.code for row in found.rules], RuleCode),
        ("counting", [row.code for row in found.counting], CountingCode),
        ("interruptions", [row.kind for row in found.interruptions], ActKind),
    ):
        key = "kind" if name == "interruptions" else "code"
        path = f"$.{name}[{{}}].{key}".format
        refuse_duplicates(DEADLINES_FILE, codes, path=path, key=str)
        missing = sorted(set(wanted.__args__) - set(codes))  # type: ignore[attr-defined]
        if missing:
            reason = f"no row for {', '.join(missing)}"
            raise LawDataError(DEADLINES_FILE, f"$.{name}", reason)


def _require_double(found: DeadlineData) -> None:
    counts = {row.code: row.count for row in found.rules}
    if counts["limitation_absolute"] != 2 * (counts["limitation"] or 0):
        index = [row.code for row in found.rules].index("limitation_absolute")
        reason = "expected twice the count of limitation (Art. 77(4))"
        raise LawDataError(DEADLINES_FILE, f"$.rules[{index}].count", reason)
