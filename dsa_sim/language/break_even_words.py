"""The answer to a question for break-even, in a sentence, and what else is to be known about it."""

from math import ceil

from dsa_sim.language.input_words import held_value, uncertain_name
from dsa_sim.language.quantities import points
from dsa_sim.language.result_words import result_value, short_result_name
from dsa_sim.language.translation import Language
from dsa_sim.model.break_even import BreakEven, Step
from dsa_sim.model.case import Case
from dsa_sim.model.uncertain import UncertainInput


def solution_words(
    lang: Language, found: BreakEven, item: UncertainInput, case: Case
) -> tuple[str, str]:
    """The answer, and where it was looked for with its sampling error; `case` as its scenario."""
    first, last = (held_value(lang, item, value, case) for value in found.searched)
    looked = lang.tr("Looked for from {first} to {last}.", first=first, last=last)
    if found.value is None:
        unmet = _unmet_words(lang, found, uncertain_name(lang, case, item), item, case)
        error = _error_words(lang, found.step.error if found.step else None, item)
        return unmet, " ".join(filter(None, (looked, error)))
    lowest = lang.tr("Where several values serve, this is the lowest found.")
    notes = (looked, lowest, _error_words(lang, found.error, item))
    return _met_words(lang, found, item, case), " ".join(filter(None, notes))


def _met_words(lang: Language, found: BreakEven, item: UncertainInput, case: Case) -> str:
    assert found.value is not None
    return lang.tr(
        "“{input}” at {value}: {result} reaches {target}.",
        input=uncertain_name(lang, case, item), value=held_value(lang, item, found.value, case),
        result=short_result_name(lang, found.result),
        target=result_value(lang, found.result, found.target),
    )  # fmt: skip


def _unmet_words(
    lang: Language, found: BreakEven, name: str, item: UncertainInput, case: Case
) -> str:
    low, high = (result_value(lang, found.result, value) for value in found.reachable)
    if found.is_constant or low == high:
        return lang.tr(
            "The result does not depend on “{input}”. {result}: {value} throughout.",
            input=name, result=short_result_name(lang, found.result), value=low,
        )  # fmt: skip
    if found.step is not None:
        return _step_words(lang, found, found.step, name, item, case)
    return lang.tr(
        "{target} cannot be reached: the result lies between {low} and {high} over the whole "
        "range of “{input}”.",
        target=result_value(lang, found.result, found.target), low=low, high=high, input=name,
    )  # fmt: skip


def _step_words(
    lang: Language, found: BreakEven, step: Step, name: str, item: UncertainInput, case: Case
) -> str:
    said = {
        "input": name,
        "result": short_result_name(lang, found.result),
        "target": result_value(lang, found.result, found.target),
        "value": held_value(lang, item, step.after, case),
        "reached": result_value(lang, found.result, step.result_after),
        "before": result_value(lang, found.result, step.result_before),
    }
    if item.kind == "date":
        return lang.tr(
            "No day of “{input}” gives {target}. {result}: {reached} on {value}, {before} the day "
            "before.",
            **said,
        )
    return lang.tr(
        "No value of “{input}” gives {target}. {result}: {reached} at {value}, {before} just "
        "below it.",
        **said,
    )


def _error_words(lang: Language, standard_error: float | None, item: UncertainInput) -> str:
    if not standard_error:
        return ""
    match item.kind:
        case "chance" | "share":
            error = points(lang, standard_error)
        case "days":
            error = held_value(lang, item, ceil(standard_error))
        case _:
            error = held_value(lang, item, standard_error)
    return lang.tr("Standard error of the value, from the trials: {error}.", error=error)
