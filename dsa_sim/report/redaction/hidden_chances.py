"""Chances that somebody wrote into a title or a note, where chances are hidden."""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, ROUND_UP, Decimal
from typing import Any

from dsa_sim.language_folders import keywords
from dsa_sim.model.case import Appeal, Case, Offer, Outcomes, Part, Periodic
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import Input, row_at
from dsa_sim.model.kinds import kinds_of


def is_chance(case: Case, target: str) -> bool:
    """An input that is a chance, or belongs to what goes with the chances."""
    row = row_at(case, target)
    return row is None or goes_with_chances(row)


def goes_with_chances(row: Input) -> bool:
    """Whether an input is a chance, or is of an appeal, an offer or a periodic penalty."""
    within = row.owner is Periodic or row.section in ("appeal", "payment", "offer")
    return within or row.is_chance or row.value_kind == "outcomes"


def masked(case: Case) -> Callable[[str], str]:
    """What puts "…" in the place of every chance of the case that a text holds."""
    forms = [form for chance in sorted(set(_chances(case))) for form in _forms(chance)]
    pattern = re.compile("|".join(forms) or r"(?!)", re.IGNORECASE)
    return lambda text: pattern.sub("…", text)


def _chances(case: Case) -> Iterator[Decimal]:
    """The chances of a case but those that are certain, and shares that go with them."""
    set_otherwise = tuple(
        o.estimate for s in case.scenarios for o in s.overrides if is_chance(case, o.target)
    )
    found = (*_numbers_of(case, within=False), *_numbers_of(set_otherwise, within=True))
    for number in found:
        if 0 < number < 1:
            yield number


def _numbers_of(value: Any, *, within: bool) -> Iterator[Decimal]:
    match value:
        case Decimal() if within:
            yield value
        case Estimate() if within:
            numbers = (value.value, value.low, value.likely, value.high)
            yield from (n for n in numbers if n is not None)
        case Part():
            inside = within or isinstance(value, Appeal | Offer | Outcomes)
            kinds = kinds_of(type(value))
            for field in value.__struct_fields__:
                is_chance_field = field in kinds and kinds[field].is_chance
                yield from _numbers_of(getattr(value, field), within=inside or is_chance_field)
        case tuple():
            for item in value:
                yield from _numbers_of(item, within=within)


def _forms(chance: Decimal) -> Iterator[str]:
    """Patterns of a chance as a percentage and as a fraction."""
    # Whole percent, too: who writes a title rounds.
    rounded = {(chance * 100).to_integral_value(rounding) for rounding in (ROUND_FLOOR, ROUND_UP)}
    signs = "|".join(keywords("numbers")["percent"])
    for percent in sorted({chance * 100, *rounded} - {Decimal(0), Decimal(100)}):
        yield rf"(?<![\d.,]){_digits(percent)}(?=[\s\u00a0\u202f]*(?:{signs}))"
    yield rf"(?<![\d.,]){_digits(chance)}(?![\d%]|[.,]\d)"


def _digits(number: Decimal) -> str:
    whole, _, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    first = "0?" if whole == "0" and decimals else whole
    return rf"{first}[.,]{decimals}0*" if decimals else rf"{first}(?:[.,]0+)?"
