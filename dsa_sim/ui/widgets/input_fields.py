"""Fields for the inputs of a case, made from their rows: parsing, writing, bounds and names."""

from decimal import Decimal
from functools import partial
from typing import Any

from dsa_sim.language import Language, formats
from dsa_sim.language.chance_words import chance_word
from dsa_sim.language.field_tenths import tenths_sign
from dsa_sim.language.joining import inside, joined
from dsa_sim.language.parsing import (
    FieldProblem,
    parse_chance,
    parse_date,
    parse_estimate,
    parse_start,
)
from dsa_sim.language.words import choices
from dsa_sim.model.case import Part, StartingAmount
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import Input, rows_of
from dsa_sim.model.kinds import Kind
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.fields import ChoiceField, ReasonField, TypedField
from dsa_sim.ui.widgets.part_link import PartLink, read_note, reason_field, write_note


def rows_in(owner: type[Part], section: str) -> tuple[Input, ...]:
    """The inputs of a kind of part that stand in one section of its form, in their order."""
    return tuple(row for row in rows_of(owner) if row.section == section)


def caption_of(lang: Language, row: Input) -> str:
    """What a form calls an input."""
    return lang.tr(row.caption or row.name)


def change_of(lang: Language, row: Input) -> str:
    """What the undo menu calls a change of an input."""
    return lang.tr("Change of {name}", name=inside(lang, lang.tr(row.name), is_noun=True))


def open_words(lang: Language, row: Input) -> str:
    """What stands in the field of an input that is open; a number is the same in any language."""
    return lang.tr(row.open_words) if row.open_words else ""


def input_field(lang: Language, row: Input, *, optional: str = "") -> Any:
    """The field of an input; `optional` is what stands there while it is open.

    Raises:
        ValueError: there is no field for such values.
    """
    name, optional = _spoken(lang, row), optional or open_words(lang, row)
    match row.value_kind:
        case "estimate" if row.number is not None:
            return estimate_field(lang, name, row.number, optional=optional)
        case "date":
            return date_field(lang, name, optional=optional)
        case "start":
            return TypedField(
                name, parse=partial(parse_start, lang),
                show=partial(formats.starting_amount, lang),
                understood=partial(_start_understood, lang), optional=optional,
            )  # fmt: skip
        case "choice":
            return ChoiceField(name, choices(lang, row.codes))
    raise ValueError(f"no field for {row.field}")


def judgement_fields(
    context: Context, row: Input, *, reason_change: str
) -> tuple[Any, ReasonField, tuple[PartLink, PartLink]]:
    """The field of an input and that of its reason, and what ties both to a part.

    `reason_change` is what the undo menu calls a change of the reason.
    """
    lang = context.lang
    field = input_field(lang, row)
    reason = reason_field(lang, lang.tr("{name}: reason", name=lang.tr(row.name)), row.note)
    links = (
        PartLink(context, field, name=row.field, label=change_of(lang, row)),
        PartLink(
            context, reason, name=row.note, label=reason_change,
            read=read_note(row.note), write=write_note(row.note),
        ),
    )  # fmt: skip
    return field, reason, links


def _spoken(lang: Language, row: Input) -> str:
    """The name of a field for who hears it: what is seen beside it must be in it."""
    name, caption = lang.tr(row.name), caption_of(lang, row)
    return name if caption in name else caption


def date_field(lang: Language, name: str, *, optional: str = "") -> TypedField:
    """A field for a day."""
    return TypedField(
        name, parse=partial(parse_date, lang), show=partial(formats.day, lang), optional=optional
    )


def estimate_field(lang: Language, name: str, kind: Kind, *, optional: str) -> TypedField:
    """A field for an estimate of a kind that may be left open."""
    return TypedField(
        name,
        parse=partial(parse_chance, lang) if kind.is_chance else partial(_parsed, lang, kind),
        show=partial(formats.estimate, lang, unit=kind.unit),
        understood=partial(_understood, lang, kind),
        optional=optional,
    )


def _understood(lang: Language, kind: Kind, value: Estimate) -> str:
    """What was understood; a chance that is one value in words, too."""
    said = formats.understood(lang, value, kind.unit)
    if kind.is_chance and value.value is not None:
        near = chance_word(lang, value.value)
        return f"{said} ({near})" if near else said
    return _with_way_to_tenths(lang, said, value)


def _start_understood(lang: Language, value: StartingAmount) -> str:
    return _with_way_to_tenths(lang, formats.understood(lang, value), value.estimate)


def _with_way_to_tenths(lang: Language, said: str, value: Estimate) -> str:
    """What was understood; where three numbers are bounds, how to say that they are tenths."""
    if value.likely is None or value.reading == "tenths":
        return said
    sign = f"({tenths_sign(lang)})"
    return joined(
        lang, (said, lang.tr("with {sign} behind it: 1 in 10 beyond either end", sign=sign))
    )


def _parsed(lang: Language, kind: Kind, text: str) -> Estimate | FieldProblem:
    highest = None if kind.highest is None else Decimal(kind.highest)
    return parse_estimate(lang, text, kind.unit, lowest=Decimal(kind.lowest), highest=highest)
