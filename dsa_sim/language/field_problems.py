"""What can be wrong with a typed field: codes with parameters, and their sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsa_sim.language.translation import Language, mark


@dataclass(frozen=True, kw_only=True)
class FieldProblem:
    """Why the text of a field was not understood, and how to write it.

    `code` is a key of `MESSAGES`; `message` is its sentence in the language of the field;
    `params` are the texts filled into it.
    """

    code: str
    message: str
    params: tuple[tuple[str, str], ...] = ()


def problem(lang: Language, code: str, **params: str) -> FieldProblem:
    """A field problem in words, from its code and parameters."""
    message = lang.tr(MESSAGES[code], **params)
    return FieldProblem(code=code, message=message, params=tuple(params.items()))


MESSAGES: Mapping[str, str] = {
    "empty": mark("Nothing is written here yet."),
    "too_long": mark("This is too long for the field."),
    "not_understood": mark("“{part}” is not understood here. Write for example {example}."),
    "number_form": mark("“{number}” is not a number. Write for example {example}."),
    "decimal_sign": mark("“{number}” is written another way in this language: {suggestion}."),
    "ambiguous_number": mark("“{number}” can be read in two ways. Write {first} or {second}."),
    "ambiguous_word": mark("“{word}” has more than one meaning. Write for example {example}."),
    "unit_at_end": mark("Write the unit once after the last number, or after each: {example}."),
    "mixed_units": mark("The numbers have different units. Write for example {example}."),
    "needs_percent": mark("A percentage is expected. Write for example {example}."),
    "needs_unit": mark("Write % for a share of turnover or € for an amount: {first} or {second}."),
    "needs_amount": mark("An amount of money is expected. Write for example {example}."),
    "needs_number": mark("A plain number is expected. Write for example {example}."),
    "needs_days": mark("A number of days is expected. Write for example {example}."),
    "other_currency": mark("The amount is expected in {expected}, not in {found}."),
    "order": mark("The numbers must rise; a unit written once counts for all: {example}."),
    "too_many": mark("Write one number, a range of two, or low – likely – high: {example}."),
    "one_number": mark("One number is expected, not a range. Write for example {example}."),
    "tenths": mark("“1 in 10” goes with three rising numbers above zero: {example}."),
    "tenths_below": mark("1 in 10 lies above the last number: it must be below {limit}."),
    "too_low": mark("The lowest value allowed here is {limit}."),
    "too_high": mark("The highest value allowed here is {limit}."),
    "too_large": mark("The number is larger than any the program takes."),
    "too_fine": mark("The number has more decimals than the program takes (12)."),
    "not_whole": mark("A whole number is expected. Write for example {example}."),
    "date_form": mark("A date is expected. Write for example {example}."),
    "no_such_day": mark("There is no such day; the day comes before the month: {example}."),
    "year_digits": mark("Write the year with four digits: {example}."),
    "date_range": mark("A date lies between {first} and {last}."),
}
