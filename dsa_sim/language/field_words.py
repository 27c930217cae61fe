"""Names and values of any field of a case, for the lists of judgements and of changes."""

from datetime import date
from decimal import Decimal
from typing import Any

from dsa_sim.language import formats
from dsa_sim.language.input_words import OPEN, input_name, owner_name, value_words
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import WORDS, word
from dsa_sim.model.case import Case, FinancialYear, StartingAmount
from dsa_sim.model.edits import find_part
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import input_of

# Fields that are no inputs of a scenario: what they are called, and how a number in them reads.
FIELDS: dict[str, tuple[str, str]] = {
    "title": (mark("Title"), ""),
    "as_of": (mark("As-of date"), ""),
    "mark": (mark("Confidentiality mark"), "confidentiality"),
    "year_rounding": (mark("Rounding of the duration"), "year_rounding"),
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
    "counts_reason": (mark("Why it counts all the same"), ""),
    "addressee": (mark("Held against"), ""),
    "ends_on": (mark("Last day"), ""),
    "starts_on": (mark("First day"), ""),
    "currency": (mark("Currency"), ""),
    "revenue": (mark("Turnover"), "number"),
    "income": (mark("Income"), "number"),
    "adjustments": (mark("Adjustments"), ""),
    "basis": (mark("Reported or projected"), "year_basis"),
    "per_euro": (mark("Exchange rate"), "number"),
    "decision_earliest": (mark("Earliest day of the decision"), ""),
    "decision_latest": (mark("Latest day of the decision"), ""),
    "provisions": (mark("Provisions"), ""),
    "platform": (mark("Platform"), ""),
    "strand": (mark("Strand"), ""),
    "shared_facts": (mark("Shared facts"), ""),
    "strength": (mark("Strength of shared facts"), "share"),
    "trigger": (mark("What it compels"), "trigger"),
    "from_on": (mark("Day appointed"), ""),
    "authority": (mark("Authority"), "authority"),
    "opened_on": (mark("Opened on"), ""),
    "events": (mark("Events"), ""),
    "appeal": (mark("Appeal"), ""),
    "appeal.annulled": (mark("Fine annulled on appeal"), "share"),
    "appeal.reduced": (mark("Fine reduced on appeal"), "share"),
    "appeal.confirmed": (mark("Fine confirmed on appeal"), "share"),
    "appeal.increased": (mark("Fine increased on appeal"), "share"),
    "payment": (mark("Cost of time"), ""),
    "payment.way": (mark("Guarantee or payment"), "payment_way"),
    "payment.rate": (mark("Rate a year"), "share"),
    "payment.years": (mark("Years"), "number"),
    "offer": (mark("Offer of commitments"), ""),
    "offer.breach_fine": (mark("Fine for a breach of commitments"), ""),
    "reference": (mark("Reference share"), ""),
    "reference.of": (mark("Reference share is of"), "share_of"),
    "reference.share": (mark("Reference share"), "share"),
    "reference.precedents": (mark("Precedents used"), ""),
    "reference.factor_low": (mark("Factor for low gravity"), "number"),
    "reference.factor_medium": (mark("Factor for medium gravity"), "number"),
    "reference.factor_high": (mark("Factor for high gravity"), "number"),
    "provision_classes": (mark("Classes for the accounts"), ""),
    "provision_classes.probable": (mark("Probable from"), "share"),
    "provision_classes.best_estimate": (mark("Best estimate"), "best_estimate"),
    "provision_classes.remote": (mark("Remote below"), "share"),
}  # fmt: skip

_LONGEST = 160


def field_name(lang: Language, case: Case, owner: str, field: str) -> str:
    """What a field is called: "Chance of a finding", "Turnover", or "Other details"."""
    target = f"{owner}.{field}"
    if _is_input(case, target):
        return input_name(lang, case, target)
    return lang.tr(FIELDS[field][0]) if field in FIELDS else lang.tr("Other details")


def field_value(lang: Language, case: Case, owner: str, field: str, value: Any) -> str:
    """The value of a field in words; a dash where it is open."""
    target = f"{owner}.{field}"
    if _is_input(case, target):
        return value_words(lang, case, target, value)
    how = FIELDS[field][1] if field in FIELDS else ""
    if value is None or value in ((), ""):
        return OPEN
    if how in WORDS:
        return word(lang, how, value)
    if field in ("platform", "strand", "shared_facts"):
        return part_name(lang, case, value)
    return _plain(lang, case, owner, how, value)


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


def _is_input(case: Case, target: str) -> bool:
    try:
        input_of(case, target)
    except KeyError:
        return False
    return True
