"""The inputs of an offer of commitments, each tied to the strand that has it."""

from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.parsing import parse_chance, parse_start
from dsa_sim.model.case import Strand
from dsa_sim.ui.context import Context
from dsa_sim.ui.fields import Form, TypedField
from dsa_sim.ui.pages.infringement_fields import EstimateKind, estimate_field
from dsa_sim.ui.pages.infringement_links import PartLink, reason_field

EURO = EstimateKind(unit="eur")
SHARE = EstimateKind(unit="share", highest=Decimal(1))


def chance_field(lang: Language, name: str, *, optional: str = "") -> TypedField:
    """A field for a chance, as a value or an estimate."""
    return TypedField(
        name, parse=partial(parse_chance, lang),
        show=partial(formats.estimate, lang, unit="share"),
        understood=partial(formats.understood, lang, unit="share"), optional=optional,
    )  # fmt: skip


class OfferFields(QWidget):
    """Cost, chances and the fine for a breach of commitments that could be offered (Art. 71)."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self.lang = context, context.lang
        self.fields: dict[str, Any] = {}
        self.links: list[PartLink] = []
        form = Form(label_width=150)
        form.setContentsMargins(0, 0, 0, 0)
        self.setLayout(form)
        lang, tr = self.lang, self.lang.tr
        cost = estimate_field(lang, tr("Cost of keeping them"), EURO, optional="")
        self._add(form, "cost", tr("Cost of keeping them"), cost)
        none = tr("none")
        rejected = chance_field(lang, tr("Chance: not accepted"), optional=none)
        self._add(form, "rejected", tr("Chance: not accepted"), rejected)
        breached = chance_field(lang, tr("Chance: breached"), optional=none)
        self._add(form, "breached", tr("Chance: breached"), breached)
        fine = TypedField(
            tr("Fine if breached (Art. 74(1)(c))"),
            parse=partial(parse_start, lang), show=partial(formats.starting_amount, lang),
            understood=partial(formats.understood, lang), optional=none,
        )  # fmt: skip
        self._add(form, "breach_fine", tr("Fine if breached (Art. 74(1)(c))"), fine)
        reason = reason_field(lang, tr("Commitments: reason"))
        form.add_row(tr("because"), reason)
        self._tie("reason", reason, _read_reason, _write_reason)
        form.setRowStretch(form.rowCount(), 1)

    def _add(self, form: Form, name: str, words: str, field: TypedField) -> None:
        form.add_row(words, field)
        self._tie(name, field, partial(_read, name), partial(_write, name))

    def _tie(self, name: str, field: Any, read: Any, write: Any) -> None:
        self.fields[name] = field
        label = self.lang.tr("Change of commitments")
        self.links.append(
            PartLink(
                self._context, field, name=f"offer.{name}", label=label, read=read, write=write
            )
        )

    def show_strand(self, strand: Strand) -> None:
        """Show the offer of a strand that has one."""
        for link in self.links:
            link.show_part(strand, strand.id)


def _read(name: str, strand: Strand) -> Any:
    return getattr(strand.offer, name)


def _write(name: str, strand: Strand, value: Any) -> dict[str, Any]:
    assert strand.offer is not None
    if name == "cost" and value is None:
        raise ValueError("commitments have a cost")
    return {"offer": msgspec.structs.replace(strand.offer, **{name: value})}


def _read_reason(strand: Strand) -> str:
    assert strand.offer is not None
    return strand.offer.note.reason


def _write_reason(strand: Strand, reason: str) -> dict[str, Any]:
    assert strand.offer is not None
    note = msgspec.structs.replace(strand.offer.note, reason=reason)
    return {"offer": msgspec.structs.replace(strand.offer, note=note)}
