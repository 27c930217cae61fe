"""The inputs of a case, declared as a table: a row for each, from which all else derives.

What bounds a value and in what unit it counts stands with its field (`kinds`); everything else
about an input stands in its row. Forms, the scenario matrix, worksheets, the tornado, judgements to
sign off, movement, redaction and the names in every language read this table. An input is named by
its address (`address`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dsa_sim.marking import mark
from dsa_sim.model.address import changes_at, split, value_at
from dsa_sim.model.case import (
    AssumptionNote,
    Case,
    ExchangeRate,
    Factor,
    FinancialYear,
    Infringement,
    Method,
    Outcomes,
    Override,
    Part,
    Periodic,
    Platform,
    Provider,
    Scenario,
    SharedFacts,
    StartingAmount,
    Strand,
    walk,
)
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.kinds import Kind, kinds_of
from dsa_sim.model.refusals import RefusedValueError

ValueKind = Literal["choice", "date", "estimate", "start", "outcomes", "factors", "number", "text"]
"""What a value is: an estimate counts in the unit of its `Kind`."""

_OVERRIDDEN_IN = {
    "choice": "choice", "date": "on", "estimate": "estimate", "start": "start",
    "outcomes": "outcomes", "factors": "factors",
}  # fmt: skip
"""The field of an `Override` that carries a value, by what the value is."""


@dataclass(frozen=True, kw_only=True)
class Input:
    """One kind of input.

    `owner` is the kind of part that has it and `field` its path there ("appeal.chance"; a part
    without that value does not have the input). `name` is what a person calls it, `held_name`
    what a single number of it is called, `caption` what its form says, each where it differs.
    `note` is the field with the reason behind it; inputs of one note are one judgement, which
    every case makes where `always`. `methods` are those that use it (none: all). `scenario`:
    scenarios may set it; `exposure`: it moves the exposure. `page` and `section` say where it is
    edited, `open_words` what stands there while it is open, `hint` what is told beside it; `words`
    is the table of the words of its codes, `chosen_from` the field of the case with the parts that
    are chosen from.
    """

    owner: type[Part]
    field: str
    name: str
    note: str = ""
    methods: tuple[Method, ...] = ()
    scenario: bool = True
    exposure: bool = True
    always: bool = False
    page: str = ""
    section: str = ""
    held_name: str = ""
    caption: str = ""
    open_words: str = ""
    hint: str = ""
    words: str = ""
    chosen_from: str = ""

    @property
    def number(self) -> Kind | None:
        """What a number of it counts, and its bounds; None where it is no such number."""
        return _declared(self.owner, self.field)[1]

    @property
    def value_kind(self) -> ValueKind:
        """What its value is."""
        kind = _value_kind(_declared(self.owner, self.field)[0])
        return "choice" if self.chosen_from else kind

    @property
    def value_field(self) -> str:
        """The field of an override that carries its value."""
        return _OVERRIDDEN_IN[self.value_kind]

    @property
    def is_chance(self) -> bool:
        """True for the chance of something that happens or does not."""
        return self.number is not None and self.number.is_chance

    def choices_in(self, case: Case) -> tuple[str, ...]:
        """The codes of a choice, or the identifiers of the parts that are chosen from."""
        if self.chosen_from:
            return tuple(part.id for part in getattr(case, self.chosen_from))
        return _codes(_declared(self.owner, self.field)[0])

    @property
    def codes(self) -> str:
        """The table with the words of its codes."""
        return self.words or self.field.rpartition(".")[2]

    def belongs_to(self, part: Part) -> bool:
        """Tell whether a part has this input."""
        holder = self.field.rpartition(".")[0]
        return isinstance(part, self.owner) and (not holder or getattr(part, holder) is not None)

    def is_used(self, method: Method) -> bool:
        """Tell whether a method uses it."""
        return not self.methods or method in self.methods


@cache
def _declared(owner: type[Part], field: str) -> tuple[Any, Kind | None]:
    """The type of a field and the kind of its numbers, through the values that hold it."""
    first, _, rest = field.partition(".")
    if rest:
        return _declared(part_in(get_type_hints(owner)[first]), rest)
    return get_type_hints(owner)[first], kinds_of(owner).get(first)


def part_in(hint: Any) -> type[Part]:
    """The kind of part that a type of a field names, where it may be left out too."""
    kinds: Iterator[type[Part]] = (
        t for t in (hint, *get_args(hint)) if isinstance(t, type) and issubclass(t, Part)
    )
    return next(kinds)


def _value_kind(hint: Any) -> ValueKind:
    known: dict[Any, ValueKind] = {
        date: "date", Estimate: "estimate", StartingAmount: "start", Outcomes: "outcomes",
        tuple[Factor, ...]: "factors", Decimal: "number",
    }  # fmt: skip
    types = (hint, *get_args(hint))
    if any(get_origin(t) is Literal for t in types):
        return "choice"
    return next((known[t] for t in types if t in known), "text")


def _codes(hint: Any) -> tuple[str, ...]:
    literal = next((t for t in (hint, *get_args(hint)) if get_origin(t) is Literal), None)
    return get_args(literal) if literal is not None else ()


_JUDGEMENT: tuple[Method, ...] = ("judgement",)
_BANDS: tuple[Method, ...] = ("bands",)
_SALES: tuple[Method, ...] = ("value_of_sales",)
_PRECEDENT: tuple[Method, ...] = ("precedent",)


def _reference(field: str, name: str) -> Input:
    return Input(
        owner=Case, field=f"reference.{field}", name=name, note="reference.note", page="methods",
        methods=_PRECEDENT, scenario=False, words="share_of",
    )  # fmt: skip


def _class(field: str, name: str) -> Input:
    return Input(
        owner=Case, field=f"provision_classes.{field}", name=name, page="exposure",
        note="provision_classes.note", scenario=False,
    )  # fmt: skip


def _appeal(field: str, name: str, *, scenario: bool = True, **more: Any) -> Input:
    return Input(
        owner=Strand, field=f"appeal.{field}", name=name, note="appeal.note", scenario=scenario,
        section="appeal", **more,
    )  # fmt: skip


def _payment(field: str, name: str, **more: Any) -> Input:
    return Input(
        owner=Strand, field=f"payment.{field}", name=name, note="payment.note", scenario=False,
        section="payment", **more,
    )  # fmt: skip


def _offer(field: str, name: str, *, caption: str, scenario: bool = True) -> Input:
    return Input(
        owner=Strand, field=f"offer.{field}", name=name, note="offer.note", page="commit",
        scenario=scenario, exposure=False, section="offer", caption=caption,
        open_words="" if field == "cost" else mark("none"),
    )  # fmt: skip


def _periodic(field: str, name: str, *, scenario: bool = True, **more: Any) -> Input:
    return Input(
        owner=Periodic, field=field, name=name, note="note", scenario=scenario,
        section="periodic", **more,
    )  # fmt: skip


def _start(field: str, name: str, methods: tuple[Method, ...], open_words: str) -> Input:
    return Input(
        owner=Infringement, field=field, name=name, note="start_note", methods=methods,
        page="" if field == "start" else "methods",
        section="judgement" if field == "start" else "method", open_words=open_words,
    )  # fmt: skip


def _fact(owner: type[Part], field: str, name: str, note: str = "", **more: Any) -> Input:
    return Input(owner=owner, field=field, name=name, note=note, **more)


INPUTS: tuple[Input, ...] = (
    _fact(Case, "cap_reading", mark("Reading of the maximum"), "cap_reason"),
    Input(
        owner=Case, field="severity", name=mark("Common severity"), note="severity_note",
        page="methods", open_words=mark("each amount by itself"),
        hint=mark("How far do the amounts that one authority sets rise and fall together?"),
    ),
    Input(
        owner=Case, field="linked_outcomes", name=mark("Linked outcomes"),
        note="linked_outcomes_note", page="methods", open_words=mark("each strand by itself"),
        hint=mark("How far do the strands of one authority end alike, in a decision or settled?"),
    ),
    _fact(Case, "method", mark("Method"), "method_reason", page="methods"),
    Input(
        owner=Case, field="year_rounding", name=mark("Rounding of the duration"), page="methods",
        methods=_SALES, scenario=False,
    ),
    _reference("of", mark("Reference share is of")),
    _reference("share", mark("Reference share")),
    _reference("factor_low", mark("Factor for low gravity")),
    _reference("factor_medium", mark("Factor for medium gravity")),
    _reference("factor_high", mark("Factor for high gravity")),
    _class("probable", mark("Probable from")),
    _class("remote", mark("Remote below")),
    _class("best_estimate", mark("Best estimate")),
    _fact(Provider, "turnover_scope", mark("Turnover scope"), "scope_note", always=True),
    _fact(Provider, "liability", mark("Who answers"), "liability_note"),
    _fact(Provider, "year_reading", mark("Preceding year"), "chosen_year_reason"),
    _fact(
        Provider, "chosen_year", mark("Chosen year"), "chosen_year_reason",
        chosen_from="financial_years",
    ),
    _fact(Provider, "day_divisor", mark("Days of the daily maximum")),
    _fact(Provider, "income_base", mark("Base of procedural fines and daily penalties")),
    Input(
        owner=Platform, field="eu_revenue_eur", name=mark("Revenue in the Union"),
        note="eu_revenue_note", page="methods", methods=_SALES, open_words=mark("open"),
    ),
    Input(
        owner=FinancialYear, field="growth", name=mark("Growth of the year"), note="growth_note",
        page="provider", section="projection", open_words=mark("none"),
        hint=mark("A year that is not closed: by how much it will differ from the figure entered"),
    ),
    Input(
        owner=ExchangeRate, field="expected", name=mark("Expected exchange rate"),
        note="expected_note", page="provider", section="projection",
        open_words=mark("the rate entered"),
        hint=mark("A period that is not over: what its average may come to, in units to € 1"),
    ),
    _fact(Strand, "decision_on", mark("Decision date"), "decision_note", always=True),
    _fact(
        Strand, "decision_earliest", mark("Earliest day of the decision"), "decision_note",
        scenario=False,
    ),
    _fact(
        Strand, "decision_latest", mark("Latest day of the decision"), "decision_note",
        scenario=False,
    ),
    Input(
        owner=Strand, field="outcomes", name=mark("How the strand ends"),
        held_name=mark("Chance of a decision"), note="outcomes_note", always=True,
    ),
    _fact(Strand, "decision_means", mark("Decision and findings"), "decision_means_note"),
    Input(
        owner=Strand, field="defence", name=mark("Costs of defence"), note="defence_note",
        exposure=False, section="defence", open_words=mark("not counted"),
        hint=mark("What contesting the strand to its end costs: counsel, experts, own work"),
    ),
    _appeal("chance", mark("Chance of an appeal")),
    _appeal("annulled", mark("Fine annulled on appeal"), scenario=False),
    _appeal("reduced", mark("Fine reduced on appeal"), scenario=False),
    _appeal("confirmed", mark("Fine confirmed on appeal"), scenario=False),
    _appeal("increased", mark("Fine increased on appeal"), scenario=False),
    _appeal(
        "reduction", mark("Reduction on appeal"), caption=mark("Reduced by"),
        open_words=mark("not stated"),
    ),
    _appeal(
        "increase", mark("Increase on appeal"), caption=mark("Increased by"),
        open_words=mark("not stated"),
    ),
    _appeal(
        "cost", mark("Costs of the appeal"), caption=mark("Bringing it costs"),
        open_words=mark("not counted"),
    ),
    _payment("way", mark("Guarantee or payment"), words="payment_way"),
    _payment("rate", mark("Rate a year")),
    _payment("years", mark("Years"), caption=mark("Years until judgment")),
    _offer("cost", mark("Cost of keeping commitments"), caption=mark("Cost of keeping them")),
    _offer(
        "rejected", mark("Chance that commitments are not accepted"),
        caption=mark("Chance: not accepted"),
    ),
    _offer(
        "breached", mark("Chance that commitments are breached"), caption=mark("Chance: breached")
    ),
    _offer(
        "breach_fine", mark("Fine for a breach of commitments"), scenario=False,
        caption=mark("Fine if breached (Art. 74(1)(c))"),
    ),
    _periodic("chance", mark("Chance that it is imposed"), caption=mark("Chance")),
    _periodic("daily_share", mark("Share of the daily maximum")),
    _periodic(
        "decision_on", mark("Decision date"), caption=mark("Imposed by decision of"),
        open_words=mark("the day appointed, or the decision"),
    ),
    _periodic(
        "from_on", mark("Day appointed"), scenario=False, open_words=mark("not stated")
    ),
    _periodic("days", mark("Days until compliance"), caption=mark("Days to compliance")),
    _periodic(
        "definitive", mark("Share finally fixed"), open_words="100 %",
        caption=mark("Share finally fixed (Art. 76(2))"),
    ),
    Input(
        owner=Infringement, field="chance", name=mark("Chance of a finding"), note="chance_note",
        section="judgement", open_words=mark("open"),
    ),
    Input(
        owner=Infringement, field="fined", name=mark("Chance of a fine"), note="fined_note",
        section="judgement", caption=mark("Chance of a fine, if found"), open_words="100 %",
    ),
    _start("start", mark("Starting amount"), _JUDGEMENT, mark("not assumed yet")),
    _start("band", mark("Band of the maximum"), _BANDS, ""),
    _start("proportion", mark("Proportion of sales"), _SALES, mark("up to 30 %")),
    _start("entry_fee", mark("Entry fee"), _SALES, mark("none; 15–25 % if switched on")),
    _start("deterrence", mark("Deterrence factor"), _SALES, "1"),
    Input(
        owner=Infringement, field="duration", name=mark("Duration factor"), section="steps",
        note="duration_reason", methods=(*_JUDGEMENT, *_BANDS, *_PRECEDENT), open_words="1",
    ),
    Input(
        owner=Infringement, field="recurrence", name=mark("Recurrence"), section="steps",
        note="recurrence_reason", open_words=mark("none"),
    ),
    _fact(Infringement, "aggravating", mark("Aggravating"), section="steps"),
    _fact(Infringement, "mitigating", mark("Mitigating"), section="steps"),
    Input(
        owner=Infringement, field="other_penalties", name=mark("Other penalties"),
        section="steps", note="other_penalties_reason", open_words=mark("none"),
        hint=mark("Penalties for the same facts under other rules (recital 144)"),
    ),
    _fact(Infringement, "ground", mark("Ground")),
    _fact(Infringement, "gravity", mark("Gravity")),
    _fact(Infringement, "fault", mark("Fault")),
    _fact(Infringement, "period_start", mark("Period from")),
    _fact(Infringement, "period_end", mark("Period to")),
    Input(
        owner=Infringement, field="counts_reason", name=mark("Why it counts all the same"),
        note="counts_reason", scenario=False,
    ),
    Input(
        owner=Scenario, field="weight", name=mark("Weight of the scenario"), note="weight_note",
        scenario=False, exposure=False, page="scenarios",
    ),
    Input(
        owner=SharedFacts, field="strength", name=mark("Strength of shared facts"), note="note",
        scenario=False, always=True,
    ),
)  # fmt: skip


@cache
def rows_of(owner: type[Part]) -> tuple[Input, ...]:
    """The rows of a kind of part, in the order of the table."""
    return tuple(row for row in INPUTS if issubclass(owner, row.owner))


def row_at(case: Case, address: str) -> Input | None:
    """The row of the input at an address, whether or not scenarios may set it; None for none."""
    identifier, path = split(address)
    try:
        part = find_part(case, identifier)
    except KeyError:
        return None
    return next((r for r in rows_of(type(part)) if r.field == path and r.belongs_to(part)), None)


def name_at(case: Case, address: str) -> str:
    """The English name of the input at an address; the address where there is none."""
    row = row_at(case, address)
    return row.name if row is not None else address


def input_of(case: Case, target: str) -> Input:
    """The table row for an input that scenarios may set.

    Raises:
        KeyError: no part or no input of that name.
    """
    row = row_at(case, target)
    if row is None or not row.scenario:
        raise KeyError(target)
    return row


def reason_of(row: Input, part: Part) -> str:
    """The user's reason behind an input of a part; empty where there is none."""
    note = value_at(part, row.note) if row.note else ""
    return note.reason if isinstance(note, AssumptionNote) else str(note or "")


def targets(case: Case) -> Iterator[str]:
    """The addresses of what scenarios may set, in the order in which the matrix shows them."""
    for visit in walk(case):
        for row in rows_of(type(visit.part)):
            if row.scenario and row.belongs_to(visit.part):
                yield f"{visit.name}.{row.field}"


def read(case: Case, target: str) -> Any:
    """The value that an input has in the case.

    Raises:
        KeyError: no part or no input of that name.
    """
    identifier, path = split(target)
    input_of(case, target)
    return value_at(find_part(case, identifier), path)


def override(case: Case, target: str, value: Any, *, reason: str = "") -> Override:
    """An override of the input with that value.

    Raises:
        KeyError: no part or no input of that name.
        ValueError: the input does not take that value.
    """
    row = input_of(case, target)
    values: dict[str, Any] = {row.value_field: value}
    made = Override(target=target, reason=reason, **values)
    _require_fitting(case, made)
    return made


def apply_override(case: Case, made: Override) -> Case:
    """The case in which an input has the value of the override.

    Raises:
        KeyError: no part or no input of that name.
        ValueError: the part does not take that value.
    """
    row = input_of(case, made.target)
    identifier, path = split(made.target)
    part = find_part(case, identifier)
    changes = changes_at(part, path, getattr(made, row.value_field))
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
    choices = row.choices_in(case)
    if row.value_kind == "choice" and value not in choices:
        raise RefusedValueError("no_choice", name=made.target, choices=", ".join(choices))
    apply_override(case, made)
