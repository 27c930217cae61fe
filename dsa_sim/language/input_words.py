"""Names of the inputs a scenario may set, and their values in words."""

from datetime import date
from typing import Any

from dsa_sim.language import formats
from dsa_sim.language.national_words import authority_of
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import word
from dsa_sim.model.case import Case, FinancialYear, Outcomes, Periodic, StartingAmount
from dsa_sim.model.edits import find_part
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import Input, input_of
from dsa_sim.model.part import Authority

NAMES: dict[str, str] = {
    "cap_reading": mark("Reading of the maximum"),
    "turnover_scope": mark("Turnover scope"),
    "liability": mark("Who answers"),
    "year_reading": mark("Preceding year"),
    "chosen_year": mark("Chosen year"),
    "day_divisor": mark("Days of the daily maximum"),
    "income_base": mark("Base of procedural fines and daily penalties"),
    "decision_on": mark("Decision date"),
    "outcomes": mark("How the strand ends"),
    "appeal.chance": mark("Chance of an appeal"),
    "appeal.reduction": mark("Reduction on appeal"),
    "appeal.increase": mark("Increase on appeal"),
    "offer.cost": mark("Cost of keeping commitments"),
    "offer.rejected": mark("Chance that commitments are not accepted"),
    "offer.breached": mark("Chance that commitments are breached"),
    "daily_share": mark("Share of the daily maximum"),
    "days": mark("Days until compliance"),
    "definitive": mark("Share finally fixed"),
    "chance": mark("Chance of a finding"),
    "start": mark("Starting amount"),
    "duration": mark("Duration factor"),
    "recurrence": mark("Recurrence"),
    "aggravating": mark("Aggravating"),
    "mitigating": mark("Mitigating"),
    "other_penalties": mark("Other penalties"),
    "method": mark("Method"),
    "fined": mark("Chance of a fine"),
    "band": mark("Band of the maximum"),
    "proportion": mark("Proportion of sales"),
    "entry_fee": mark("Entry fee"),
    "deterrence": mark("Deterrence factor"),
    "eu_revenue_eur": mark("Revenue in the Union"),
    "ground": mark("Ground"),
    "gravity": mark("Gravity"),
    "fault": mark("Fault"),
    "period_start": mark("Period from"),
    "period_end": mark("Period to"),
}

OPEN = "–"


def input_name(lang: Language, case: Case, target: str) -> str:
    """The name of an input: "Chance of a finding"."""
    identifier, _, field = target.partition(".")
    if field == "chance" and isinstance(find_part(case, identifier), Periodic):
        return lang.tr("Chance that it is imposed")
    return lang.tr(NAMES[field])


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
    row = input_of(case, target)
    if target.endswith(".period_end") and value is None:
        return lang.tr("decision")
    if value is None or value == ():
        return OPEN
    if isinstance(value, date):
        return formats.day(lang, value)
    if isinstance(value, Outcomes):
        return _outcomes(lang, value, authority_of(case, target.partition(".")[0]))
    if isinstance(value, StartingAmount):
        return formats.starting_amount(lang, value)
    if isinstance(value, Estimate):
        return formats.estimate(lang, value, estimate_unit(row))
    if row.unit == "factors":
        return " + ".join(formats.estimate(lang, f.share, "share") for f in value)
    if row.field == "chosen_year":
        return _year(lang, case, value)
    return word(lang, row.field, value)


def estimate_unit(row: Input) -> Any:
    """How an estimate of that input is written: as a share, in euro, or as a plain number."""
    return row.unit if row.unit in ("share", "eur") else "number"


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


def _year(lang: Language, case: Case, identifier: str) -> str:
    part = find_part(case, identifier)
    if isinstance(part, FinancialYear):
        return formats.day(lang, part.ends_on)
    return identifier
