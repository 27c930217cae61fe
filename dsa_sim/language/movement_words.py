"""What changed between two versions of a case, in words."""

from dataclasses import dataclass

from dsa_sim.language import formats
from dsa_sim.language.input_words import OPEN, field_name, field_value, part_name
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case
from dsa_sim.model.edits import find_part
from dsa_sim.model.movement import Change, Movement

_LEAST = 0.5


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """A change in words: what, and its value before and after."""

    what: str
    before: str
    after: str


def change_words(lang: Language, found: Change, before: Case, after: Case) -> ChangeWords:
    """A change in words, by the names of the version in which its part is."""
    where = before if found.kind == "removed" else after
    name = _named(lang, where, found.owner)
    if found.part is not None and found.kind != "changed":
        said = lang.tr("there") if found.kind == "added" else lang.tr("gone")
        return ChangeWords(
            what=name,
            before=OPEN if found.kind == "added" else lang.tr("there"),
            after=said,
        )
    if found.part is not None:
        return ChangeWords(what=name, before=OPEN, after=lang.tr("changed"))
    field = field_name(lang, where, found.owner, found.field)
    return ChangeWords(
        what=lang.tr("{owner}: {input}", owner=name, input=field),
        before=_value(lang, before, found, found.before),
        after=_value(lang, after, found, found.after),
    )


def moved_amount(lang: Language, x: object) -> str:
    """What a change moves: a signed amount, a dash where it is nothing or not known."""
    if x is None or abs(float(x)) < _LEAST:  # type: ignore[arg-type]
        return OPEN
    return formats.signed_amount(lang, x)  # type: ignore[arg-type]


def order_words(lang: Language, found: Movement) -> str:
    """How the moves were told apart; empty where there is one change or none."""
    if len(found.moves) < 2:
        return ""
    if found.sampled:
        return lang.tr(
            "Each change counts with what it adds on average, in {orders} orders of the changes "
            "drawn at random: what changes bring only together is shared between them.",
            orders=formats.number(lang, found.orders),
        )
    return lang.tr(
        "Each change counts with what it adds on average, in whatever order the changes are made: "
        "what changes bring only together is shared between them equally."
    )


def _named(lang: Language, case: Case, owner: str) -> str:
    try:
        return part_name(lang, case, owner)
    except KeyError:
        return owner


def _value(lang: Language, case: Case, found: Change, value: object) -> str:
    try:
        find_part(case, found.owner)
        return field_value(lang, case, found.owner, found.field, value)
    except (KeyError, AttributeError):
        return OPEN if value is None else str(value)
