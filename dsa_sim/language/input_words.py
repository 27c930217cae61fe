"""Inputs, and the other fields of a case, in words: what they are called, and their values."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dsa_sim.language import formats
from dsa_sim.language.national_words import authority_of
from dsa_sim.language.quantities import significant, trimmed
from dsa_sim.language.tables import Amount, Share, Written
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import WORDS, word
from dsa_sim.model.address import split
from dsa_sim.model.case import (
    Case,
    Factor,
    FinancialYear,
    Infringement,
    Outcomes,
    StartingAmount,
    Strand,
)
from dsa_sim.model.edits import find_part
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.inputs import Input, row_at
from dsa_sim.model.maxima import is_of_income
from dsa_sim.model.part import Authority
from dsa_sim.model.uncertain import UncertainInput

# Fields that are no inputs: what they are called, and how a number or code in them reads.
FACTS: dict[str, tuple[str, str]] = {
    "title": (mark("Title"), ""),
    "as_of": (mark("As-of date"), ""),
    "mark": (mark("Confidentiality mark"), "confidentiality"),
    "reserve_eur": (mark("Reserve"), "eur"),
    "tolerance_eur": (mark("Tolerance"), "eur"),
    "seed": (mark("Seed"), "number"),
    "trials": (mark("Trials of a simulation"), "number"),
    "name": (mark("Name"), ""),
    "group": (mark("Group"), ""),
    "size": (mark("Size of the enterprise"), "enterprise_size"),
    "service": (mark("Kind of service"), "service"),
    "designation": (mark("Designation"), ""),
    "eu_recipients": (mark("Recipients in the Union"), "number"),
    "scope": (mark("Turnover scope"), "turnover_scope"),
    "person": (mark("Another person’s year"), ""),
    "addressee": (mark("Held against"), ""),
    "ends_on": (mark("Last day"), ""),
    "starts_on": (mark("First day"), ""),
    "currency": (mark("Currency"), ""),
    "revenue": (mark("Turnover"), "number"),
    "income": (mark("Income"), "number"),
    "adjustments": (mark("Adjustments"), ""),
    "basis": (mark("Reported or projected"), "year_basis"),
    "per_euro": (mark("Exchange rate"), "number"),
    "provisions": (mark("Provisions"), ""),
    "platform": (mark("Platform"), ""),
    "strand": (mark("Strand"), ""),
    "shared_facts": (mark("Shared facts"), ""),
    "trigger": (mark("What it compels"), "trigger"),
    "authority": (mark("Authority"), "authority"),
    "opened_on": (mark("Opened on"), ""),
    "events": (mark("Events"), ""),
    "appeal": (mark("Appeal"), ""),
    "payment": (mark("Cost of time"), ""),
    "offer": (mark("Offer of commitments"), ""),
    "reference": (mark("Reference share"), ""),
    "reference.precedents": (mark("Precedents used"), ""),
    "provision_classes": (mark("Classes for the accounts"), ""),
}  # fmt: skip

OPEN = "–"
_LONGEST = 160
_CIRCUMSTANCE = re.compile(r"(aggravating|mitigating)\.(\d+)\Z")


def field_name(lang: Language, case: Case, owner: str, field: str) -> str:
    """What a field is called: "Chance of a finding", "Turnover", or "Other details"."""
    row = row_at(case, f"{owner}.{field}")
    if row is not None:
        return lang.tr(row.name)
    return lang.tr(FACTS[field][0]) if field in FACTS else lang.tr("Other details")


def input_name(lang: Language, case: Case, target: str) -> str:
    """The name of an input: "Chance of a finding"."""
    return field_name(lang, case, *split(target))


def owner_name(lang: Language, case: Case, target: str) -> str:
    """The name of the part that has the input, as the person gave it."""
    identifier = target.partition(".")[0]
    if identifier == "case":
        return lang.tr("Case")
    part = find_part(case, identifier)
    if identifier == "provider":
        return lang.tr("Provider")
    return str(getattr(part, "title", "") or getattr(part, "name", identifier))


def target_words(lang: Language, case: Case, target: str) -> str:
    """Owner and input in one: "Traceability of traders: Chance of a finding"."""
    owner = owner_name(lang, case, target)
    return lang.tr("{owner}: {input}", owner=owner, input=input_name(lang, case, target))


def value_words(lang: Language, case: Case, target: str, value: Any) -> str:
    """The value of an input in words; a dash where it is open."""
    return field_value(lang, case, *split(target), value)


def field_value(lang: Language, case: Case, owner: str, field: str, value: Any) -> str:
    """The value of a field in words; a dash where it is open."""
    row = row_at(case, f"{owner}.{field}")
    if field == "period_end" and value is None:
        return lang.tr("decision")
    if value is None or value in ((), ""):
        return OPEN
    if row is not None:
        return _value_of_input(lang, case, row, owner, value)
    how = FACTS[field][1] if field in FACTS else ""
    if how in WORDS:
        return word(lang, how, value)
    if field in ("platform", "strand", "shared_facts"):
        return part_name(lang, case, value)
    return _plain(lang, case, owner, how, value)


def _value_of_input(lang: Language, case: Case, row: Input, owner: str, value: Any) -> str:
    match value:
        case Outcomes():
            return _outcomes(lang, value, authority_of(case, owner))
        case Estimate():
            # Of a circumstance its share is shown, whatever list it stands in.
            return formats.estimate(lang, value, row.number.unit if row.number else "share")
        case tuple():
            return " + ".join(formats.estimate(lang, f.share, "share") for f in value)
        case Decimal() if row.number is not None and row.number.unit == "share":
            return formats.share(lang, value)
    if row.chosen_from:
        chosen = find_part(case, value)
        return formats.day(lang, chosen.ends_on) if isinstance(chosen, FinancialYear) else value
    if row.value_kind == "choice":
        return word(lang, row.codes, value)
    return _plain(lang, case, owner, "", value)


def exact_value(case: Case, owner: str, field: str, value: Any) -> Written | None:
    """What a value stands for where it is a day or one number; None where it is read as words."""
    row = row_at(case, f"{owner}.{field}")
    unit = row.number.unit if row is not None and row.number else FACTS.get(field, ("", ""))[1]
    if row is not None and row.chosen_from:
        value = getattr(find_part(case, value), "ends_on", None) if value else None
    match value:
        case StartingAmount():
            return _one_number(value.estimate, "eur" if value.unit == "eur" else "share")
        case (Factor(share=share),):
            return _one_number(share, "share")
        case Estimate():
            return _one_number(value, unit or "share")
        case Decimal() if not isinstance(find_part(case, owner), FinancialYear):
            return _one_number(exactly(value), unit)
        case date():
            return value
    return None


def _one_number(estimate: Estimate, unit: str) -> Written | None:
    if estimate.is_uncertain:
        return None
    match unit:
        case "share":
            return Share(value=estimate.central)
        case "eur":
            return Amount(value=estimate.central)
        case "number":
            return estimate.central
    return None


def part_name(lang: Language, case: Case, owner: str) -> str:
    """The name of a part by its identifier; a financial year by its last day."""
    part = find_part(case, owner)
    if isinstance(part, FinancialYear):
        return turnover_name(lang, part)
    named = getattr(part, "currency", "")
    if named:
        return lang.tr("Exchange rate {currency}", currency=named)
    return owner_name(lang, case, owner)


def turnover_name(lang: Language, year: FinancialYear) -> str:
    """What the turnover of a financial year is called: whose it is, and its last day."""
    day = formats.day(lang, year.ends_on)
    scope = year.person.strip() or word(lang, "turnover_scope", year.scope)
    return lang.tr("Turnover, {scope}, year to {day}", scope=scope, day=day)


def _plain(lang: Language, case: Case, owner: str, how: str, value: Any) -> str:
    if isinstance(value, date):
        return formats.day(lang, value)
    if isinstance(value, StartingAmount):
        return formats.starting_amount(lang, value)
    if isinstance(value, Estimate):
        return formats.estimate(lang, value, "share" if how == "share" else "number")
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _number(lang, case, owner, how, value)
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    if isinstance(value, tuple):
        texts = [item for item in value if isinstance(item, str)]
        return ", ".join(texts) if texts else lang.ntr("{n} entry", "{n} entries", len(value))
    return lang.tr("changed")


def _number(lang: Language, case: Case, owner: str, how: str, value: Decimal | int) -> str:
    if how == "eur":
        return formats.amount(lang, value)
    if how == "share":
        return formats.share(lang, value)
    part = find_part(case, owner)
    if isinstance(part, FinancialYear):
        return formats.original_amount(lang, Decimal(value), part.currency)
    return formats.number(lang, value)


def _outcomes(lang: Language, outcomes: Outcomes, authority: Authority) -> str:
    parts = []
    for code in ("closed", "commitments", "decision"):
        chance = getattr(outcomes, code)
        if chance == 1:
            return word(lang, "outcome", code, authority)
        if chance:
            name = word(lang, "outcome", code, authority)
            parts.append(f"{name} {formats.share(lang, chance)}")
    return " · ".join(parts)


# Uncertain inputs: a single number of an input


def uncertain_field(lang: Language, case: Case, item: UncertainInput) -> str:
    """The name of an uncertain input without its owner: "Chance of a finding"."""
    _, field = split(item.path)
    circumstance = _CIRCUMSTANCE.match(field)
    if circumstance:
        return _circumstance(lang, circumstance[1], int(circumstance[2]) + 1)
    if field == "start" and item.kind == "share":
        part = find_part(case, item.owner)
        if isinstance(part, Infringement) and is_of_income(case, part):
            return lang.tr("Starting share of income")
        return lang.tr("Starting share of turnover")
    row = row_at(case, item.path)
    if row is not None and row.held_name:
        return lang.tr(row.held_name)
    return input_name(lang, case, item.path)


def uncertain_name(lang: Language, case: Case, item: UncertainInput) -> str:
    """Owner and input: "Traceability of traders: Chance of a finding"."""
    field = uncertain_field(lang, case, item)
    if item.owner == "case":
        return field
    return lang.tr("{owner}: {input}", owner=owner_name(lang, case, item.path), input=field)


def held_value(
    lang: Language, item: UncertainInput, number: float, case: Case | None = None
) -> str:
    """A number of an input with its unit: "55 %", "€ 412 m", "1.5", "90 days".

    A day of decision is counted from its likely day ("30 days later"); with the `case`, as its
    scenario sees it, it is a date.
    """
    match item.kind:
        case "chance" | "share":
            return formats.share(lang, number)
        case "eur":
            return formats.amount(lang, number)
        case "number":
            return formats.number(lang, trimmed(significant(number)))
        case "days":
            return _days(lang, round(number))
        case "date":
            return _moved(lang, item, round(number), case)


def _circumstance(lang: Language, field: str, n: int) -> str:
    if field == "aggravating":
        return lang.tr("Aggravating circumstance {n}", n=n)
    return lang.tr("Mitigating circumstance {n}", n=n)


def _days(lang: Language, count: int) -> str:
    return lang.ntr("{n} day", "{n} days", count)


def _moved(lang: Language, item: UncertainInput, days: int, case: Case | None) -> str:
    strand = find_part(case, item.owner) if case is not None else None
    if isinstance(strand, Strand):
        return formats.day(lang, strand.decision_on + timedelta(days))
    if not days:
        return lang.tr("the likely day")
    if days > 0:
        return lang.ntr("{n} day later", "{n} days later", days)
    return lang.ntr("{n} day earlier", "{n} days earlier", -days)
