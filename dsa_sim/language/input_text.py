"""The inputs of a scenario as text that a person types, copies and pastes."""

from decimal import Decimal
from typing import Any

from dsa_sim.language import formats
from dsa_sim.language.input_words import OPEN, value_words
from dsa_sim.language.parsing import (
    FieldProblem,
    parse_chance,
    parse_date,
    parse_estimate,
    parse_one_chance,
    parse_start,
)
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import choices
from dsa_sim.model.case import Case, Factor, Outcomes
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import Input, input_of
from dsa_sim.model.kinds import CIRCUMSTANCE, Kind

OUTCOMES = ("closed", "commitments", "decision")
_NO_CHOICE = mark("Write one of: {choices}.")
_NO_OUTCOMES = mark("Write the three chances, closed / commitments / decision: {example}.")


def parse_input(lang: Language, case: Case, target: str, text: str) -> Any:
    """The value that a text gives to an input, or the `FieldProblem` it has.

    Raises:
        KeyError: no part or no input of that name.
    """
    row = input_of(case, target)
    match row.value_kind:
        case "choice":
            return _choice(lang, case, row, text)
        case "outcomes":
            return _outcomes(lang, text)
        case "date":
            return parse_date(lang, text)
        case "start":
            return parse_start(lang, text)
        case "factors":
            share = _bounded(lang, text, CIRCUMSTANCE)
            return share if isinstance(share, FieldProblem) else (Factor(share=share),)
    assert row.number is not None
    return parse_chance(lang, text) if row.is_chance else _bounded(lang, text, row.number)


def _bounded(lang: Language, text: str, kind: Kind) -> Estimate | FieldProblem:
    """An estimate of a kind, up to its highest value."""
    highest = None if kind.highest is None else Decimal(kind.highest)
    return parse_estimate(lang, text, kind.unit, highest=highest)


def show_input(lang: Language, case: Case, target: str, value: Any) -> str:
    """A value as it can be typed again; empty where it is open."""
    row = input_of(case, target)
    if row.value_kind == "outcomes":
        shares = (formats.share(lang, getattr(value, code)) for code in OUTCOMES)
        return " / ".join(shares)
    if row.value_kind == "factors":
        return formats.estimate(lang, value[0].share, "share") if value else ""
    shown = value_words(lang, case, target, value)
    return "" if shown == OPEN else shown


def input_choices(lang: Language, case: Case, row: Input) -> tuple[tuple[str, str], ...]:
    """The codes of a choice with their words."""
    if row.chosen_from:
        return tuple((y.id, formats.day(lang, y.ends_on)) for y in case.financial_years)
    return choices(lang, row.codes)


def _choice(lang: Language, case: Case, row: Input, text: str) -> str | FieldProblem:
    offered = input_choices(lang, case, row)
    for code, words in offered:
        if text.strip().casefold() == words.casefold():
            return code
    named = ", ".join(words for _, words in offered)
    return FieldProblem(code="no_choice", message=lang.tr(_NO_CHOICE, choices=named))


def _outcomes(lang: Language, text: str) -> Outcomes | FieldProblem:
    parts = [parse_one_chance(lang, part) for part in text.split("/")]
    chances = [part for part in parts if isinstance(part, Decimal)]
    if len(chances) == len(parts) == len(OUTCOMES) and sum(chances) == 1:
        return Outcomes(**dict(zip(OUTCOMES, chances, strict=True)))
    example = " / ".join(formats.share(lang, Decimal(n) / 10) for n in (2, 3, 5))
    return FieldProblem(code="no_outcomes", message=lang.tr(_NO_OUTCOMES, example=example))
