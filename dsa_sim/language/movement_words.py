"""What changed between two versions of a case, in words."""

from dataclasses import dataclass

from dsa_sim.language import formats
from dsa_sim.language.input_words import OPEN, field_name, field_value, part_name
from dsa_sim.language.quantities import Real
from dsa_sim.language.tables import Amount, Cell, Column, Table, row_of
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


def movement_columns(lang: Language) -> tuple[Column, ...]:
    """The columns of the table of changes."""
    tr = lang.tr
    return (
        Column(title=tr("Change"), share=2.4, wide=True),
        Column(title=tr("Then"), share=1.2),
        Column(title=tr("Now"), share=1.2),
        Column(title=tr("On the maximum"), right=True),
        Column(title=tr("On the expected amount"), share=1.1, right=True),
    )


def movement_table(lang: Language, found: Movement, before: Case, after: Case) -> Table:
    """The changes between two versions with what each moves; a key is where it is entered."""
    tr = lang.tr
    rows = [
        row_of(*_said(lang, move.change, before, after), _moved(lang, move.maximum_eur),
               _moved(lang, move.mean_eur), key=target_of(move.change))
        for move in found.moves
    ]  # fmt: skip
    rest = (found.rest_maximum_eur, found.rest_mean_eur)
    if any(abs(float(eur)) >= 1 for eur in rest):
        name = tr("Order of parts and rounding")
        rows.append(row_of(name, "", "", *(_moved(lang, eur) for eur in rest), quiet=True))
    return Table(
        columns=movement_columns(lang),
        rows=tuple(rows),
        summary=tr("What changed"),
    )


def target_of(found: Change) -> str:
    """Where what changed is entered; empty where it is gone."""
    if found.kind == "removed":
        return ""
    return f"{found.owner}.{found.field}" if found.field else found.owner


def other_changes(lang: Language, found: Movement, before: Case, after: Case) -> tuple[str, ...]:
    """The names of what changed without moving a figure, each once."""
    names = (change_words(lang, change, before, after).what for change in found.others)
    return tuple(dict.fromkeys(names))


def _said(lang: Language, found: Change, before: Case, after: Case) -> tuple[str, str, str]:
    said = change_words(lang, found, before, after)
    return said.what, said.before, said.after


def _moved(lang: Language, eur: Real | None) -> Cell:
    value = None if eur is None else Amount(value=eur)
    return Cell(text=moved_amount(lang, eur), value=value)


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
