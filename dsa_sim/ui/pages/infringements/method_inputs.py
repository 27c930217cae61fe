"""The inputs that only one method needs, for the case and for each alleged infringement."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.words import choices, word, word_inside
from dsa_sim.model.case import Case, Infringement, Platform, Reference
from dsa_sim.model.estimate import exactly
from dsa_sim.model.inputs import INPUTS, Input
from dsa_sim.model.kinds import GRAVITY_FACTOR, REFERENCE_SHARE
from dsa_sim.model.methods.bands import GRAVITY_BANDS
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import clear, label
from dsa_sim.ui.widgets.fields import ChoiceField, Form
from dsa_sim.ui.widgets.input_fields import caption_of, change_of, estimate_field, input_field
from dsa_sim.ui.widgets.part_link import (
    PartLink,
    because,
    read_note,
    reason_field,
    write_note,
)


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
        rows = [r for r in INPUTS if r.page == "methods" and case.method in r.methods]
        own = [r for r in rows if r.owner is Infringement]
        for_case = Form(label_width=170)
        for row in rows:
            if row.owner is Platform:
                self._platforms(for_case, case, row)
            elif row.owner is Case and row.value_kind == "choice" and "." not in row.field:
                self._choice(for_case, row)
        if for_case.rowCount() > 1:
            self._add_form(for_case)
        if case.method == "precedent":
            self._reference(case)
        elif not own:
            self._column.addWidget(label(self._judgement(), name="caption", wrap=True))
        for n, infringement in enumerate(case.infringements if own else ()):
            self._infringement(case, infringement, n, own)

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

    def _infringement(
        self, case: Case, infringement: Infringement, n: int, rows: list[Input]
    ) -> None:
        self._column.addWidget(label(infringement.title, name="sectionTitle", wrap=True))
        form, lang = Form(label_width=170), self.lang
        for row in rows:
            words = self._gravity_band(infringement) if row.field == "band" else ""
            field = input_field(lang, row, optional=words)
            self._tie(
                infringement.id, _infringement_at(n), field,
                name=row.field, label=change_of(lang, row),
            )  # fmt: skip
            form.add_row(caption_of(lang, row), field)
        self._add_form(form)

    def _gravity_band(self, infringement: Infringement) -> str:
        """The band that counts while none is entered."""
        tr, lang = self.lang.tr, self.lang
        band = GRAVITY_BANDS.get(infringement.gravity)
        words = formats.estimate(lang, band, "share") if band else tr("gravity is open")
        gravity = word(lang, "gravity", infringement.gravity)
        return tr("{gravity}: {band}", gravity=gravity, band=words)

    def _platforms(self, form: Form, case: Case, row: Input) -> None:
        tr, lang = self.lang.tr, self.lang
        for n, platform in enumerate(case.platforms):
            part, name = _platform_at(n), caption_of(lang, row)
            caption = tr("{owner}: {input}", owner=name, input=platform.name)
            field = input_field(lang, row)
            field.line.setAccessibleName(caption)
            self._tie(platform.id, part, field, name=row.field, label=change_of(lang, row))
            reason = reason_field(lang, tr("{name}: reason", name=caption), row.note)
            self._tie(
                platform.id, part, reason, name=row.note, label=tr("Change of reason"),
                read=read_note(row.note), write=write_note(row.note),
            )  # fmt: skip
            form.add_row(caption, because(lang, field, reason))

    def _choice(self, form: Form, row: Input) -> None:
        field = input_field(self.lang, row)
        self._tie("case", _whole, field, name=row.field, label=change_of(self.lang, row))
        form.add_row(caption_of(self.lang, row), field)

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
        share = estimate_field(lang, tr("Reference share"), REFERENCE_SHARE, optional="")
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
            caption = tr("Factor, {gravity}", gravity=word_inside(lang, "gravity", gravity))
            factor = estimate_field(lang, caption, GRAVITY_FACTOR, optional="")
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
