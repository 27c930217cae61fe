"""The inputs of an offer of commitments, each tied to the strand that has it."""

from decimal import Decimal
from functools import partial

from dsa_sim.language import Language, formats
from dsa_sim.language.parsing import parse_chance, parse_start
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.fields import EstimateKind, estimate_field
from dsa_sim.ui.pages.infringements.nested_fields import NestedFields
from dsa_sim.ui.widgets.fields import TypedField

EURO = EstimateKind(unit="eur")
SHARE = EstimateKind(unit="share", highest=Decimal(1))


def chance_field(lang: Language, name: str, *, optional: str = "") -> TypedField:
    """A field for a chance, as a value or an estimate."""
    return TypedField(
        name, parse=partial(parse_chance, lang),
        show=partial(formats.estimate, lang, unit="share"),
        understood=partial(formats.understood, lang, unit="share"), optional=optional,
    )  # fmt: skip


class OfferFields(NestedFields):
    """Cost, chances and the fine for a breach of commitments that could be offered (Art. 71)."""

    owner = "offer"

    def __init__(self, context: Context):
        lang, tr = context.lang, context.lang.tr
        super().__init__(context, tr("Change of commitments"), label_width=150)
        none = tr("none")
        for name, words, field in (
            (
                "cost", tr("Cost of keeping them"),
                estimate_field(lang, tr("Cost of keeping them"), EURO, optional=""),
            ),
            (
                "rejected", tr("Chance: not accepted"),
                chance_field(lang, tr("Chance: not accepted"), optional=none),
            ),
            (
                "breached", tr("Chance: breached"),
                chance_field(lang, tr("Chance: breached"), optional=none),
            ),
            ("breach_fine", tr("Fine if breached (Art. 74(1)(c))"), _fine_field(lang, none)),
        ):  # fmt: skip
            self.add(name, words, field)
        self.add_reason(tr("Commitments: reason"))
        self.form.setRowStretch(self.form.rowCount(), 1)


def _fine_field(lang: Language, none: str) -> TypedField:
    return TypedField(
        lang.tr("Fine if breached (Art. 74(1)(c))"),
        parse=partial(parse_start, lang), show=partial(formats.starting_amount, lang),
        understood=partial(formats.understood, lang), optional=none,
    )  # fmt: skip
