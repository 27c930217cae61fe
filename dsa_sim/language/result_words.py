"""The results that inputs move, in words: what they are called, and how their values read."""

from dsa_sim.language import formats
from dsa_sim.language.translation import Language, mark
from dsa_sim.model.sensitivity import ResultName

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
