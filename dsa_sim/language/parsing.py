"""Typed fields: text to value, or to a `FieldProblem` that says how to write it.

No function here raises on any text, and none guesses: what could be read in two ways is
refused with both ways to write it.
"""

from decimal import Decimal

from dsa_sim.language.chance_words import chance_of
from dsa_sim.language.estimates import EstimateUnit, estimate
from dsa_sim.language.field_dates import (
    EventDate,
    event_date_understood,
    parse_date,
    parse_event_date,
    parse_period_end,
    show_event_date,
)
from dsa_sim.language.field_numbers import Quantity, quantities
from dsa_sim.language.field_problems import FieldProblem, problem
from dsa_sim.language.field_tenths import tenths_sign, without_tenths
from dsa_sim.language.formats import number, original_amount
from dsa_sim.language.translation import Language
from dsa_sim.model.case import StartingAmount
from dsa_sim.model.estimate import Estimate, around, between, exactly, tenths

__all__ = [
    "EventDate",
    "FieldProblem",
    "event_date_understood",
    "parse_chance",
    "parse_count",
    "parse_date",
    "parse_estimate",
    "parse_event_date",
    "parse_money",
    "parse_one_chance",
    "parse_period_end",
    "parse_start",
    "show_event_date",
]

_EXAMPLES: dict[EstimateUnit, Estimate] = {
    "share": between("0.02", "0.05"),
    "eur": between(2_000_000, 5_000_000),
    "number": between(1, "1.5"),
    "days": between(30, 90),
}
_TENTHS: dict[EstimateUnit, Estimate] = {
    "share": tenths("0.01", "0.02", "0.04"),
    "eur": tenths(1_000_000, 2_000_000, 5_000_000),
    "number": tenths(1, "1.2", "1.5"),
    "days": tenths(30, 60, 180),
}
_NEEDS: dict[EstimateUnit, str] = {
    "share": "needs_percent",
    "eur": "needs_amount",
    "number": "needs_number",
    "days": "needs_days",
}


def parse_estimate(
    lang: Language,
    text: str,
    unit: EstimateUnit,
    *,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
) -> Estimate | FieldProblem:
    """An estimate from "3 %", "2–5 %", "2 to 5 %", "2–3–6 %", "€ 45m" or "1.5 bn".

    A unit written once at the end counts for all numbers. Shares need their percent sign;
    `lowest` and `highest` are the limits of the field, in the unit of the estimate. Three numbers
    with "(1 in 10)" behind them are tenths.
    """
    plain, is_tenths = without_tenths(text)
    found = quantities(lang, plain, currency="EUR", example=_example(lang, unit))
    if isinstance(found, FieldProblem):
        return found
    wrong = _wrong_unit(lang, found, unit)
    read = wrong or _estimate(lang, found, unit, lowest, highest)
    if is_tenths and isinstance(read, Estimate):
        return _as_tenths(lang, read, unit, highest)
    return read


def parse_start(lang: Language, text: str) -> StartingAmount | FieldProblem:
    """A starting amount: a percentage is a share of turnover, money is an amount in euro."""
    first, second = _example(lang, "share"), _example(lang, "eur")
    found = quantities(lang, without_tenths(text)[0], currency="EUR", example=first)
    if isinstance(found, FieldProblem):
        return found
    share = found[-1].percent
    if not share and not any(q.currency or q.scaled for q in found):
        return problem(lang, "needs_unit", first=first, second=second)
    unit: EstimateUnit = "share" if share else "eur"
    value = parse_estimate(
        lang, text, unit, lowest=Decimal(0), highest=Decimal(1) if share else None
    )
    if isinstance(value, FieldProblem):
        return value
    return StartingAmount(unit="turnover_share" if share else "eur", estimate=value)


def parse_chance(lang: Language, text: str) -> Estimate | FieldProblem:
    """A chance from 0 to 100 %, as a value or an estimate.

    A bare number above 1 can only be a percentage and is taken as one; "0.5" is refused. A word
    ("likely") gives the number of the person's table.
    """
    said = chance_of(lang, text)
    if said is not None:
        return exactly(said)
    limits = {"lowest": Decimal(0), "highest": Decimal(1)}
    plain, is_tenths = without_tenths(text)
    bare = parse_estimate(lang, plain, "number")
    if isinstance(bare, Estimate) and (bare.maximum > 1 or bare.maximum == 0):
        sign = f" ({tenths_sign(lang)})" if is_tenths else ""
        return parse_estimate(lang, f"{plain.strip()} %{sign}", "share", **limits)
    return parse_estimate(lang, text, "share", **limits)


def parse_one_chance(lang: Language, text: str) -> Decimal | FieldProblem:
    """A chance from 0 to 100 % that is one value."""
    found = parse_chance(lang, text)
    if isinstance(found, FieldProblem):
        return found
    if found.value is None:
        return problem(lang, "one_number", example=estimate(lang, exactly("0.55"), "share"))
    return found.value


def parse_money(
    lang: Language, text: str, currency: str = "EUR", *, lowest: Decimal | None = None
) -> Decimal | FieldProblem:
    """One amount in `currency`, which may be named or left out: "RMB 1 023 670 m"."""
    example = original_amount(lang, Decimal(45_000_000), currency)
    found = quantities(lang, text, currency=currency, example=example)
    if isinstance(found, FieldProblem):
        return found
    if len(found) != 1:
        return problem(lang, "one_number", example=example)
    money = found[0]
    if money.percent or money.days:
        return problem(lang, "needs_amount", example=example)
    if money.currency not in (None, currency):
        return problem(lang, "other_currency", expected=currency, found=str(money.currency))
    if lowest is not None and money.value < lowest:
        return problem(lang, "too_low", limit=original_amount(lang, lowest, currency))
    return money.value


def parse_count(lang: Language, text: str) -> int | FieldProblem:
    """A whole number that is not negative, such as of recipients: "104 m", "45 000 000"."""
    example = number(lang, 45_000_000)
    found = parse_estimate(lang, text, "number", lowest=Decimal(0))
    if isinstance(found, FieldProblem):
        return found
    if found.value is None:
        return problem(lang, "one_number", example=example)
    if found.value != int(found.value):
        return problem(lang, "not_whole", example=example)
    return int(found.value)


def _example(lang: Language, unit: EstimateUnit) -> str:
    return estimate(lang, _EXAMPLES[unit], unit)


def _wrong_unit(
    lang: Language, found: tuple[Quantity, ...], unit: EstimateUnit
) -> FieldProblem | None:
    last = found[-1]
    expected = {
        "share": last.percent and not last.currency and not last.scaled,
        "eur": not last.percent and not last.days,
        "number": not (last.percent or last.days or last.currency),
        "days": not (last.percent or last.scaled or last.currency),
    }
    if not expected[unit]:
        return problem(lang, _NEEDS[unit], example=_example(lang, unit))
    if last.currency not in (None, "EUR"):
        return problem(lang, "other_currency", expected="EUR", found=str(last.currency))
    return None


def _estimate(
    lang: Language,
    found: tuple[Quantity, ...],
    unit: EstimateUnit,
    lowest: Decimal | None,
    highest: Decimal | None,
) -> Estimate | FieldProblem:
    numbers = [q.value for q in found]
    if len(numbers) > 3:
        return problem(lang, "too_many", example=_example(lang, unit))
    if numbers != sorted(numbers):
        return problem(lang, "order", example=_example(lang, unit))
    if lowest is not None and numbers[0] < lowest:
        return problem(lang, "too_low", limit=estimate(lang, exactly(lowest), unit))
    if highest is not None and numbers[-1] > highest:
        return problem(lang, "too_high", limit=estimate(lang, exactly(highest), unit))
    if len(numbers) == 1:
        return exactly(numbers[0])
    return between(*numbers) if len(numbers) == 2 else around(*numbers)


def _as_tenths(
    lang: Language, read: Estimate, unit: EstimateUnit, highest: Decimal | None
) -> Estimate | FieldProblem:
    """Three numbers as tenths, up to the highest value of the field."""
    low, middle, high = read.low, read.likely, read.high
    if low is None or middle is None or high is None or not 0 < low < middle < high:
        return problem(lang, "tenths", example=estimate(lang, _TENTHS[unit], unit))
    if highest is not None and high >= highest:
        limit = estimate(lang, exactly(highest), unit)
        return problem(lang, "tenths_below", limit=limit)
    return tenths(low, middle, high, at_most=highest)
