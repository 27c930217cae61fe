"""What follows a decision: the appeal against it, and what time costs while it is pending."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsa_sim.language.words import choices, meaning
from dsa_sim.model.case import Appeal, Case, Payment, Strand
from dsa_sim.model.edits import change, remove_value
from dsa_sim.model.estimate import exactly
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.fields import wrapping
from dsa_sim.ui.pages.infringements.nested_fields import NestedFields
from dsa_sim.ui.pages.infringements.parts import LABELS
from dsa_sim.ui.pages.infringements.strand_outcomes import ChancesField
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChipField, Form
from dsa_sim.ui.widgets.input_fields import rows_in

NO_EFFECT = Appeal(chance=exactly(1))
"""What an appeal begins with: it is certain and confirms the fine, so that nothing moves yet."""
NO_COST = Payment(rate=exactly(0), years=exactly(0))

_ENDS = ("annulled", "reduced", "confirmed", "increased")


class AppealFields(NestedFields):
    """The chance of an appeal, how it may end, and by how much it changes the fine."""

    owner = "appeal"

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(context, tr("Change of appeal"), label_width=LABELS)
        lang = self.lang
        chance, *changes = (r for r in rows_in(Strand, "appeal") if r.value_kind == "estimate")
        self.add(chance)
        captions = {
            "annulled": (tr("The fine is annulled"), ""),
            "reduced": (tr("The fine is reduced"), "Art. 81"),
            "confirmed": (tr("The fine is confirmed"), ""),
            "increased": (tr("The fine is increased"), "Art. 81"),
        }
        self.ends = ChancesField(lang, captions, first="confirmed")
        self.form.add_row(tr("How it ends"), self.ends)
        self.tie("ends", self.ends, _read_ends, _write_ends)
        for row in changes:
            self.add(row)
        self.missing = label(name="problem", wrap=True)
        self.form.addWidget(self.missing, self.form.rowCount(), 1)
        self.add_reason(tr("Appeal: reason"))

    def show_strand(self, strand: Strand) -> None:
        """Show the appeal, and what it lacks."""
        super().show_strand(strand)
        if strand.appeal is not None:
            words = self._missing(strand.appeal)
            self.missing.setText(words)
            self.missing.setVisible(bool(words))

    def forget(self) -> None:
        """Drop chances that do not add up, so that another strand can be shown."""
        self.ends.forget()

    def _missing(self, appeal: Appeal) -> str:
        tr = self.lang.tr
        if appeal.reduced and appeal.reduction is None:
            return tr("Say by how much it is reduced; until then a reduction changes nothing.")
        if appeal.increased and appeal.increase is None:
            return tr("Say by how much it is increased; until then an increase changes nothing.")
        return ""


class PaymentFields(NestedFields):
    """What securing or paying the fine costs while an appeal is pending."""

    owner = "payment"

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(context, tr("Change of cost of time"), label_width=LABELS)
        for row in rows_in(Strand, "payment"):
            if row.value_kind == "estimate":
                self.add(row)
        self.add_reason(tr("Cost of time: reason"))
        self.meaning = label(name="caption", wrap=True)
        self.form.addWidget(self.meaning, self.form.rowCount(), 1)

    def show_strand(self, strand: Strand) -> None:
        """Show the payment, and what its rate means."""
        super().show_strand(strand)
        if strand.payment is None:
            return
        said = meaning(self.lang, "payment_way", strand.payment.way)
        if strand.appeal is None:
            said = self.lang.tr("Without an appeal nothing is pending and nothing is counted.")
        self.meaning.setText(said)


class AfterDecision(QWidget):
    """The section of a strand's inspector on appeal and cost of time."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self.lang = context, context.lang
        tr = self.lang.tr
        self._strand: Strand | None = None
        self.appeal, self.payment = AppealFields(context), PaymentFields(context)
        form = Form(label_width=LABELS)
        form.setHorizontalSpacing(10)
        form.setContentsMargins(8, 4, 8, 4)
        self.setLayout(form)
        self.has_appeal = wrapping(
            ChipField(tr("Appeal"), (("no", tr("Not modelled")), ("yes", tr("Modelled"))))
        )
        self.has_appeal.edited.connect(self._switch_appeal)
        form.add_row(tr("Appeal"), self.has_appeal)
        form.addWidget(self.appeal, form.rowCount(), 0, 1, 2)
        ways = (("", tr("Not counted")), *choices(self.lang, "payment_way"))
        self.way = wrapping(ChipField(tr("Cost of time"), ways))
        self.way.edited.connect(self._switch_payment)
        form.add_row(tr("Cost of time"), self.way)
        hint = tr("What a pending appeal costs, apart from the fine: it is in no total.")
        form.addWidget(label(hint, name="caption", wrap=True), form.rowCount(), 1)
        form.addWidget(self.payment, form.rowCount(), 0, 1, 2)

    @property
    def fields(self) -> dict[str, QWidget]:
        """Every field by its path in a strand."""
        found: dict[str, QWidget] = {"appeal": self.has_appeal, "payment": self.way}
        for group in (self.appeal, self.payment):
            found |= {f"{group.owner}.{name}": field for name, field in group.fields.items()}
        return found

    def show_strand(self, strand: Strand) -> None:
        """Show what follows the decision of a strand."""
        self._strand = strand
        self.has_appeal.set_value("no" if strand.appeal is None else "yes")
        self.way.set_value("" if strand.payment is None else strand.payment.way)
        self.appeal.show_strand(strand)
        self.payment.show_strand(strand)

    def forget(self) -> None:
        """Drop what was typed and not understood, so that another strand can be shown."""
        self.appeal.forget()

    @Slot(object)
    def _switch_appeal(self, code: str) -> None:
        assert self._strand is not None
        if (code == "yes") == (self._strand.appeal is not None):
            return
        words = self.lang.tr("Change of appeal")
        self._apply("appeal", NO_EFFECT if code == "yes" else None, words)

    @Slot(object)
    def _switch_payment(self, way: str) -> None:
        assert self._strand is not None
        present = self._strand.payment
        if way == ("" if present is None else present.way):
            return
        made = msgspec.structs.replace(present or NO_COST, way=way) if way else None
        self._apply("payment", made, self.lang.tr("Change of cost of time"))

    def _apply(self, name: str, value: Any, words: str) -> None:
        assert self._strand is not None
        identifier = self._strand.id
        edit = partial(_changed, identifier=identifier, name=name, value=value)
        self._context.apply(words, edit, where=f"{identifier}.{name}")


def _changed(case: Case, *, identifier: str, name: str, value: Any) -> Case:
    if value is None:
        return remove_value(case, identifier, name)
    return change(case, identifier, **{name: value})


def _read_ends(strand: Strand) -> dict[str, Decimal]:
    return {name: getattr(strand.appeal, name) for name in _ENDS}


def _write_ends(strand: Strand, chances: Mapping[str, Decimal]) -> dict[str, Any]:
    assert strand.appeal is not None
    return {"appeal": msgspec.structs.replace(strand.appeal, **chances)}
