"""The inputs that only one method needs, for the case and for each alleged infringement."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.words import choices, word
from dsa_sim.model.case import Case, Infringement, Reference
from dsa_sim.model.estimate import exactly
from dsa_sim.model.methods.bands import GRAVITY_BANDS
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.fields import EstimateKind, estimate_field
from dsa_sim.ui.widgets.cards import clear, label
from dsa_sim.ui.widgets.fields import ChoiceField, Form
from dsa_sim.ui.widgets.part_link import (
    PartLink,
    because,
    read_note,
    reason_field,
    write_note,
)

SHARE = EstimateKind(unit="share", highest=Decimal(1))
FACTOR = EstimateKind(unit="number", highest=Decimal(100))
EURO = EstimateKind(unit="eur")


class MethodInputs(QWidget):
    """The fields of the method of the base case; made anew where other parts are to be shown."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self.lang = context, context.lang
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shape: object = None
        self._links: list[tuple[PartLink, Callable[[Case], Any], str]] = []
        self._after_share: list[QWidget] = []
        self.fields: dict[str, QWidget] = {}
        """The fields shown, by the target that leads to them."""

    def show_case(self, case: Case) -> None:
        """Show what the method of the case needs."""
        shape = (
            case.method,
            tuple((p.id, p.name) for p in case.platforms),
            tuple((i.id, i.title, i.gravity) for i in case.infringements),
        )  # fmt: skip
        if shape != self._shape:
            self._shape = shape
            self._build(case)
        for link, part, identifier in self._links:
            link.show_part(part(case), identifier)
        for field in self._after_share:
            field.setEnabled(case.reference is not None)

    def _build(self, case: Case) -> None:
        clear(self._column)
        self._links.clear()
        self._after_share.clear()
        self.fields.clear()
        match case.method:
            case "judgement":
                self._column.addWidget(label(self._judgement(), name="caption", wrap=True))
            case "bands":
                self._infringements(case, self._bands)
            case "value_of_sales":
                self._sales(case)
                self._infringements(case, self._proportions)
            case "precedent":
                self._reference(case)

    def _judgement(self) -> str:
        return self.lang.tr(
            "A starting amount for each alleged infringement: enter it on the page Alleged "
            "infringements."
        )

    def _add_form(self, form: Form) -> None:
        # In a widget of its own, so that it goes as a whole when other inputs are shown.
        holder = QWidget()
        form.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(form)
        self._column.addWidget(holder)

    def _tie(
        self, identifier: str, part: Callable[[Case], Any], widget: QWidget, **how: Any
    ) -> QWidget:
        link = PartLink(self._context, widget, **how)
        self._links.append((link, part, identifier))
        self.fields[f"{identifier}.{how['name']}"] = widget
        return widget

    def _infringements(
        self, case: Case, rows: Callable[[Form, Infringement, Callable[[Case], Any]], None]
    ) -> None:
        for n, infringement in enumerate(case.infringements):
            self._column.addWidget(label(infringement.title, name="sectionTitle", wrap=True))
            form = Form(label_width=170)
            rows(form, infringement, _infringement_at(n))
            self._add_form(form)

    def _estimate(
        self,
        form: Form,
        caption: str,
        kind: EstimateKind,
        owner: tuple[str, str, Callable[[Case], Any]],
        *,
        optional: str,
    ) -> None:
        identifier, name, part = owner
        field = estimate_field(self.lang, caption, kind, optional=optional)
        label_ = self.lang.tr("Change of {name}", name=caption.lower())
        form.add_row(caption, self._tie(identifier, part, field, name=name, label=label_))

    def _bands(self, form: Form, i: Infringement, part: Callable[[Case], Any]) -> None:
        tr, lang = self.lang.tr, self.lang
        found, gravity = GRAVITY_BANDS.get(i.gravity), word(lang, "gravity", i.gravity)
        band = formats.estimate(lang, found, "share") if found else tr("gravity is open")
        whole = tr("{gravity}: {band}", gravity=gravity, band=band)
        self._estimate(
            form, tr("Share of the maximum"), SHARE, (i.id, "band", part), optional=whole
        )

    def _proportions(self, form: Form, i: Infringement, part: Callable[[Case], Any]) -> None:
        tr = self.lang.tr
        self._estimate(
            form, tr("Proportion of sales a year"), SHARE, (i.id, "proportion", part),
            optional=tr("up to 30 %"),
        )  # fmt: skip
        self._estimate(
            form, tr("Entry fee"), SHARE, (i.id, "entry_fee", part),
            optional=tr("none; 15–25 % if switched on"),
        )  # fmt: skip
        self._estimate(
            form, tr("Deterrence factor"), FACTOR, (i.id, "deterrence", part), optional="1"
        )

    def _sales(self, case: Case) -> None:
        tr, lang = self.lang.tr, self.lang
        form = Form(label_width=170)
        for n, platform in enumerate(case.platforms):
            part = _platform_at(n)
            caption = tr("Revenue in the Union: {name}", name=platform.name)
            field = estimate_field(lang, caption, EURO, optional=tr("open"))
            self._tie(
                platform.id, part, field, name="eu_revenue_eur",
                label=tr("Change of the revenue in the Union"),
            )  # fmt: skip
            reason = reason_field(lang, tr("{name}: reason", name=caption), "eu_revenue_note")
            self._tie(
                platform.id, part, reason, name="eu_revenue_note", label=tr("Change of reason"),
                read=read_note("eu_revenue_note"), write=write_note("eu_revenue_note"),
            )  # fmt: skip
            form.add_row(caption, because(lang, field, reason))
        rounding = ChoiceField(tr("Years are counted"), choices(lang, "year_rounding"))
        self._tie("case", _whole, rounding, name="year_rounding", label=tr("Change of rounding"))
        form.add_row(tr("Years are counted"), rounding)
        self._add_form(form)

    def _reference(self, case: Case) -> None:
        tr, lang = self.lang.tr, self.lang
        form = Form(label_width=170)
        of = ChoiceField(tr("Share"), choices(lang, "share_of"))
        self._tie(
            "case", _whole, of, name="reference", label=tr("Change of the base"),
            read=lambda c: (c.reference or _START).of,
            write=lambda c, value: _changed(c, of=value),
        )  # fmt: skip
        form.add_row(tr("Share"), of)
        share = estimate_field(lang, tr("Reference share"), SHARE, optional="")
        share.line.setPlaceholderText(tr("not assumed yet"))
        self._tie(
            "case", _whole, share, name="reference", label=tr("Change of the reference share"),
            read=lambda c: c.reference.share if c.reference else None, write=_with_share,
        )  # fmt: skip
        reason = reason_field(lang, tr("Reference share: reason"), "reference", "note")
        self._tie(
            "case", _whole, reason, name="reference", label=tr("Change of reason"),
            read=lambda c: c.reference.note.reason if c.reference else "", write=_with_reason,
        )  # fmt: skip
        form.add_row(tr("Reference share"), because(lang, share, reason))
        for field, gravity in (
            ("factor_low", "low"), ("factor_medium", "medium"), ("factor_high", "high"),
        ):  # fmt: skip
            caption = tr("Factor, {gravity}", gravity=word(lang, "gravity", gravity).lower())
            factor = estimate_field(lang, caption, FACTOR, optional="")
            self._tie(
                "case", _whole, factor, name="reference", label=tr("Change of a gravity factor"),
                read=_factor_reader(field), write=_factor_writer(field),
            )  # fmt: skip
            form.add_row(caption, factor)
            self._after_share.append(factor)
        self._after_share += [of, reason]
        self._add_form(form)
        # All are parts of one input; what leads to it leads to the share.
        self.fields["case.reference"] = share
        few = tr("Three decisions, and none tells how its amount was reached: not a prediction.")
        self._column.addWidget(label(few, name="caption", wrap=True))


_START = Reference(share=exactly("0.05"))
"""What stands beside a reference share when it is entered first."""


def _whole(case: Case) -> Case:
    return case


def _infringement_at(n: int) -> Callable[[Case], Any]:
    return lambda case: case.infringements[n]


def _platform_at(n: int) -> Callable[[Case], Any]:
    return lambda case: case.platforms[n]


def _changed(case: Case, **changes: Any) -> dict[str, Any]:
    if None in changes.values():
        # A reference is there as a whole or not at all: an emptied field changes nothing.
        raise ValueError("a reference share is needed")
    return {"reference": msgspec.structs.replace(case.reference or _START, **changes)}


def _with_share(case: Case, share: Any) -> dict[str, Any]:
    """The change to a reference with that share; None where there is none yet."""
    return {"reference": None} if share is None else _changed(case, share=share)


def _with_reason(case: Case, reason: str) -> dict[str, Any]:
    reference = case.reference or _START
    return _changed(case, note=msgspec.structs.replace(reference.note, reason=reason))


def _factor_reader(field: str) -> Callable[[Case], Any]:
    return lambda case: exactly(getattr(case.reference or _START, field))


def _factor_writer(field: str) -> Callable[[Case, Any], dict[str, Any]]:
    return lambda case, value: _changed(case, **{field: value.central if value else None})
