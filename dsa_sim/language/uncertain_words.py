"""Uncertain inputs and results in words: what they are called, and what a number of them means."""

import re
from datetime import timedelta

from dsa_sim.language import formats
from dsa_sim.language.input_words import NAMES as INPUT_NAMES
from dsa_sim.language.input_words import owner_name
from dsa_sim.language.quantities import significant, trimmed
from dsa_sim.language.translation import Language, mark
from dsa_sim.model.case import Case, Strand
from dsa_sim.model.edits import find_part
from dsa_sim.model.sensitivity import ResultName
from dsa_sim.model.uncertain import UncertainInput

NAMES: dict[str, str] = INPUT_NAMES | {
    "outcomes": mark("Chance of a decision"),
    "reference": mark("Reference share"),
}
"""The fields that lead to an uncertain input, and its name; circumstances carry their number."""

_CIRCUMSTANCE = re.compile(r"(aggravating|mitigating)\.(\d+)\Z")

_RESULTS: dict[ResultName, tuple[str, str]] = {
    "mean": (mark("Expected amount"), mark("Expected: the average of all outcomes")),
    "P5": (mark("P5"), mark("P5: at least 1 in 20 outcomes is no higher")),
    "P10": (mark("P10"), mark("P10: at least 1 in 10 outcomes is no higher")),
    "P50": (mark("P50"), mark("P50: at least half of the outcomes are no higher")),
    "P90": (mark("P90"), mark("P90: at least 9 in 10 outcomes are no higher")),
    "P95": (mark("P95"), mark("P95: at least 19 in 20 outcomes are no higher")),
    "P99": (mark("P99"), mark("P99: at least 99 in 100 outcomes are no higher")),
    "chance_any_fine": (mark("Chance of any fine"), mark("Chance of any fine")),
    "chance_maximum_binds": (
        mark("Chance that the maximum binds"),
        mark("Chance that the maximum binds"),
    ),
}


def field_name(lang: Language, case: Case, item: UncertainInput) -> str:
    """The name of an input without its owner: "Chance of a finding"."""
    owner, _, field = item.path.partition(".")
    circumstance = _CIRCUMSTANCE.match(field)
    if circumstance:
        return _circumstance(lang, circumstance[1], int(circumstance[2]) + 1)
    if field == "chance" and _is_periodic(case, owner):
        return lang.tr("Chance that it is imposed")
    if field == "start" and item.kind == "share":
        return lang.tr("Starting share of turnover")
    return lang.tr(NAMES[field])


def uncertain_name(lang: Language, case: Case, item: UncertainInput) -> str:
    """Owner and input: "Traceability of traders: Chance of a finding"."""
    field = field_name(lang, case, item)
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


def result_name(lang: Language, result: ResultName) -> str:
    """A result and what it means: "P95: at least 19 in 20 outcomes are no higher"."""
    return lang.tr(_RESULTS[result][1])


def short_result_name(lang: Language, result: ResultName) -> str:
    """The result in a word or two: "P95", "Expected"."""
    return lang.tr(_RESULTS[result][0])


def result_value(lang: Language, result: ResultName, value: float) -> str:
    """A result as an amount, or as a chance."""
    if is_chance(result):
        return formats.share(lang, value)
    return formats.amount(lang, value)


def is_chance(result: ResultName) -> bool:
    """True for results that are chances, not amounts."""
    return result.startswith("chance")


def _circumstance(lang: Language, field: str, n: int) -> str:
    if field == "aggravating":
        return lang.tr("Aggravating circumstance {n}", n=n)
    return lang.tr("Mitigating circumstance {n}", n=n)


def _is_periodic(case: Case, owner: str) -> bool:
    return any(p.id == owner for s in case.strands for p in s.periodic)


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
