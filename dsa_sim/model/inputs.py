"""The inputs of a case that a scenario may set differently, declared as a table.

An input is named by its target: the identifier of the part that has it, a full stop and the
name of its field. Scenario matrix, overrides and (later) sensitivities all read this table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Literal, get_args

import msgspec

from dsa_sim.model import case as parts
from dsa_sim.model.case import (
    Case,
    Infringement,
    Override,
    Part,
    Periodic,
    Platform,
    Provider,
    Scenario,
    Strand,
)
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.refusals import RefusedValueError

ValueField = Literal["choice", "on", "estimate", "start", "outcomes", "factors"]
Unit = Literal["choice", "date", "share", "eur", "number", "start", "outcomes", "factors"]


@dataclass(frozen=True, kw_only=True)
class Input:
    """One kind of input: the part that has it, its field, and what values it takes.

    `value_field` is the field of an `Override` that carries the value; `unit` says how it is
    written; `choices` are the codes of a choice. A field may lie within a value that the part may
    have ("appeal.chance"); a part without that value does not have the input.
    """

    owner: type[Part]
    field: str
    value_field: ValueField
    unit: Unit
    choices: tuple[str, ...] = ()

    def belongs_to(self, part: Part) -> bool:
        """Tell whether a part has this input."""
        owner = self.field.rpartition(".")[0]
        return isinstance(part, self.owner) and (not owner or getattr(part, owner) is not None)

    def read(self, part: Part) -> Any:
        """The value that the part has."""
        return attrgetter(self.field)(part)

    def changes(self, part: Part, value: Any) -> dict[str, Any]:
        """The fields of the part to change so that the input has a value.

        Raises:
            ValueError: the part does not take that value.
        """
        owner, _, field = self.field.rpartition(".")
        if not owner:
            return {field: value}
        return {owner: msgspec.structs.replace(getattr(part, owner), **{field: value})}


def _choice(owner: type[Part], field: str, literal: Any) -> Input:
    return Input(
        owner=owner, field=field, value_field="choice", unit="choice", choices=get_args(literal)
    )


def _estimates(owner: type[Part], unit: Unit, *fields: str) -> Iterator[Input]:
    return (Input(owner=owner, field=f, value_field="estimate", unit=unit) for f in fields)


INPUTS: tuple[Input, ...] = (
    _choice(Case, "cap_reading", parts.CapReading),
    _choice(Case, "method", parts.Method),
    _choice(Provider, "turnover_scope", parts.TurnoverScope),
    _choice(Provider, "liability", parts.Liability),
    _choice(Provider, "year_reading", parts.YearReading),
    Input(owner=Provider, field="chosen_year", value_field="choice", unit="choice"),
    _choice(Provider, "day_divisor", parts.DayDivisor),
    _choice(Provider, "income_base", parts.IncomeBase),
    Input(owner=Platform, field="eu_revenue_eur", value_field="estimate", unit="eur"),
    Input(owner=Strand, field="decision_on", value_field="on", unit="date"),
    Input(owner=Strand, field="outcomes", value_field="outcomes", unit="outcomes"),
    *_estimates(Strand, "share", "appeal.chance", "appeal.reduction", "appeal.increase"),
    Input(owner=Strand, field="offer.cost", value_field="estimate", unit="eur"),
    *_estimates(Strand, "share", "offer.rejected", "offer.breached"),
    Input(owner=Periodic, field="decision_on", value_field="on", unit="date"),
    *_estimates(Periodic, "share", "chance", "daily_share", "definitive"),
    *_estimates(Periodic, "number", "days"),
    Input(owner=Infringement, field="chance", value_field="estimate", unit="share"),
    Input(owner=Infringement, field="fined", value_field="estimate", unit="share"),
    Input(owner=Infringement, field="start", value_field="start", unit="start"),
    Input(owner=Infringement, field="band", value_field="estimate", unit="share"),
    Input(owner=Infringement, field="proportion", value_field="estimate", unit="share"),
    Input(owner=Infringement, field="entry_fee", value_field="estimate", unit="share"),
    Input(owner=Infringement, field="deterrence", value_field="estimate", unit="number"),
    Input(owner=Infringement, field="duration", value_field="estimate", unit="number"),
    Input(owner=Infringement, field="recurrence", value_field="estimate", unit="share"),
    Input(owner=Infringement, field="aggravating", value_field="factors", unit="factors"),
    Input(owner=Infringement, field="mitigating", value_field="factors", unit="factors"),
    Input(owner=Infringement, field="other_penalties", value_field="estimate", unit="eur"),
    _choice(Infringement, "ground", parts.GroundCode),
    _choice(Infringement, "gravity", parts.Gravity),
    _choice(Infringement, "fault", parts.Fault),
    Input(owner=Infringement, field="period_start", value_field="on", unit="date"),
    Input(owner=Infringement, field="period_end", value_field="on", unit="date"),
)


def input_of(case: Case, target: str) -> Input:
    """The table row for a target.

    Raises:
        KeyError: no part or no input of that name.
    """
    identifier, _, field = target.partition(".")
    part = find_part(case, identifier)
    for row in INPUTS:
        if row.field == field and row.belongs_to(part):
            return row
    raise KeyError(target)


def targets(case: Case) -> Iterator[str]:
    """The targets of all inputs of the case, in the order in which the matrix shows them."""
    holders: list[tuple[str, Part]] = [("case", case), ("provider", case.provider)]
    holders += [(part.id, part) for part in case.platforms]
    for strand in case.strands:
        holders += [(part.id, part) for part in (strand, *strand.periodic)]
    holders += [(part.id, part) for part in case.infringements]
    for identifier, part in holders:
        for row in INPUTS:
            if row.belongs_to(part):
                yield f"{identifier}.{row.field}"


def read(case: Case, target: str) -> Any:
    """The value that an input has in the case.

    Raises:
        KeyError: no part or no input of that name.
    """
    return input_of(case, target).read(find_part(case, target.partition(".")[0]))


def override(case: Case, target: str, value: Any, *, reason: str = "") -> Override:
    """An override of the input with that value.

    Raises:
        KeyError: no part or no input of that name.
        ValueError: the input does not take that value.
    """
    row = input_of(case, target)
    made = Override(target=target, reason=reason, **{row.value_field: value})
    _require_fitting(case, made)
    return made


def apply_override(case: Case, made: Override) -> Case:
    """The case in which an input has the value of the override.

    Raises:
        KeyError: no part or no input of that name.
        ValueError: the part does not take that value.
    """
    row = input_of(case, made.target)
    identifier = made.target.partition(".")[0]
    part = find_part(case, identifier)
    changes = row.changes(part, getattr(made, row.value_field))
    if row.field == "decision_on" and isinstance(part, Strand) and made.on is not None:
        changes |= _moved_days(part, made.on)
    return change(case, identifier, **changes)


def _moved_days(strand: Strand, on: date) -> dict[str, date | None]:
    """The earliest and latest day of a decision whose likely day moves: as far away as before."""
    by = on - strand.decision_on
    earliest, latest = strand.decision_earliest, strand.decision_latest
    return {
        "decision_earliest": earliest and earliest + by,
        "decision_latest": latest and latest + by,
    }


def value_of(made: Override) -> Any:
    """The value that an override gives to its input."""
    values = (made.choice, made.on, made.estimate, made.start, made.outcomes, made.factors)
    return next(v for v in values if v is not None)


def scenario_of(case: Case, identifier: str | None) -> Scenario | None:
    """The scenario with that identifier; None, the base case, for None.

    Raises:
        KeyError: no scenario carries the identifier.
    """
    if identifier is None:
        return None
    for scenario in case.scenarios:
        if scenario.id == identifier:
            return scenario
    raise KeyError(identifier)


def apply_scenario(case: Case, scenario: Scenario | None) -> Case:
    """The case as a scenario sees it; None is the base case."""
    for made in scenario.overrides if scenario else ():
        case = apply_override(case, made)
    return case


def check_overrides(case: Case) -> None:
    """Refuse a case in which a scenario overrides what is not there, or with a wrong value.

    Raises:
        ValueError: names the override by its path in the file and says what was expected.
    """
    for n, scenario in enumerate(case.scenarios):
        for k, made in enumerate(scenario.overrides):
            try:
                _require_fitting(case, made)
            except RefusedValueError as refusal:
                where = ".".join(filter(None, (f"scenarios[{n}].overrides[{k}]", refusal.where)))
                raise RefusedValueError(refusal.code, where=where, **refusal.facts) from None


def _require_fitting(case: Case, made: Override) -> None:
    """Refuse an override of what is not there, or with a value that its input does not take."""
    try:
        row = input_of(case, made.target)
    except KeyError:
        raise RefusedValueError("no_input", name=made.target) from None
    value = getattr(made, row.value_field)
    if value is None:
        raise RefusedValueError("value_elsewhere", name=made.target, place=row.value_field)
    choices = row.choices or tuple(y.id for y in case.financial_years)
    if row.unit == "choice" and value not in choices:
        raise RefusedValueError("no_choice", name=made.target, choices=", ".join(choices))
    apply_override(case, made)
