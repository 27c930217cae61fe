"""The cards at the foot of the page Exposure: the board's lines, and the view for accounting."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.parsing import parse_money, parse_one_chance
from dsa_sim.language.provision_words import provision_words, whose_call
from dsa_sim.language.words import choices
from dsa_sim.model.accounting import provision_view
from dsa_sim.model.case import Case, ProvisionClasses
from dsa_sim.model.simulation import Exposure
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.exposure.figures import chance_above
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fields import ChoiceField, Form, TypedField
from dsa_sim.ui.widgets.part_link import PartLink, reason_field

_ZERO = Decimal(0)
_CLASSES = "provision_classes"


class LinesCard(Card):
    """The reserve made and the tolerance set, as amounts to hold the outcomes against."""

    def __init__(self, context: Context):
        super().__init__(context.lang.tr("Reserve and tolerance"))
        self._context, self._lang = context, context.lang
        tr = self._lang.tr
        said = tr("Amounts of your own to hold the outcomes against; they stand in the charts.")
        self.body.addWidget(label(said, name="caption", wrap=True))
        form = Form(label_width=84)
        self._links: dict[str, PartLink] = {}
        self.reserve = self._field("reserve_eur", tr("Reserve"), tr("Change of reserve"))
        self.tolerance = self._field("tolerance_eur", tr("Tolerance"), tr("Change of tolerance"))
        self._above: dict[str, QLabel] = {}
        for name, caption, field in (
            ("reserve_eur", tr("Reserve"), self.reserve),
            ("tolerance_eur", tr("Tolerance"), self.tolerance),
        ):
            form.add_row(caption, field)
            self._above[name] = label(name="caption", wrap=True)
            form.addWidget(self._above[name], form.rowCount(), 1)
        self.body.addLayout(form)
        self.body.addStretch(1)

    def _field(self, name: str, caption: str, edit: str) -> TypedField:
        lang = self._lang
        field = TypedField(
            caption, parse=partial(parse_money, lang, currency="EUR", lowest=_ZERO),
            show=partial(_money, self._context), optional=lang.tr("none set"),
        )  # fmt: skip
        self._links[name] = PartLink(self._context, field, name=name, label=edit)
        return field

    def show_case(self, case: Case, exposure: Exposure | None) -> None:
        """Show the amounts of the case, and how often each is exceeded."""
        for name, link in self._links.items():
            link.show_part(case, "case")
            text = chance_above(self._lang, exposure, getattr(case, name))
            self._above[name].setText(text)
            self._above[name].setVisible(bool(text))


class ProvisionCard(Card):
    """What the outcomes say in the words of IAS 37, under the user's own classes."""

    def __init__(self, context: Context):
        super().__init__(context.lang.tr("Provision view (IAS 37)"))
        self._context, self._lang = context, context.lang
        self.fields: dict[str, QWidget] = {}
        self._links: list[PartLink] = []
        self.verdict = label(name="sectionTitle", wrap=True)
        self.meaning = label(name="caption", wrap=True)
        self.estimate = label(wrap=True)
        self.range = label(name="caption", wrap=True)
        said = QVBoxLayout()
        said.setSpacing(10)
        for part in (self.verdict, self.meaning, self.estimate, self.range):
            said.addWidget(part)
        said.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(said, 1)
        across.addLayout(self._form(), 1)
        self.body.addLayout(across)
        self.body.addWidget(label(whose_call(self._lang), name="caption", wrap=True))
        self.body.addStretch(1)

    def _form(self) -> Form:
        tr = self._lang.tr
        form = Form(label_width=104)
        self._add(form, "probable", tr("Probable above"), self._chance(tr("Probable above")))
        self._add(form, "remote", tr("Remote up to"), self._chance(tr("Remote up to")))
        best = ChoiceField(
            tr("Best estimate"),
            choices(self._lang, "best_estimate"),
        )
        self._add(form, "best_estimate", tr("Best estimate"), best)
        reason = reason_field(self._lang, tr("Reason of the classes"), _CLASSES, "note")
        self._add(form, "reason", tr("Reason"), reason)
        return form

    def _chance(self, caption: str) -> TypedField:
        return TypedField(
            caption, parse=partial(parse_one_chance, self._lang),
            show=partial(formats.rate, self._lang),
        )  # fmt: skip

    def _add(self, form: Form, name: str, caption: str, field: QWidget) -> None:
        link = PartLink(
            self._context, field, name=_CLASSES, label=self._lang.tr("Change of provision classes"),
            read=partial(_read_class, name), write=partial(_write_class, name),
        )  # fmt: skip
        self.fields[name] = field
        self._links.append(link)
        form.add_row(caption, field)

    def show_case(self, case: Case, exposure: Exposure | None) -> None:
        """Show class, best estimate and range of an exposure."""
        for link in self._links:
            link.show_part(case, "case")
        for part in (self.meaning, self.estimate, self.range):
            part.setVisible(exposure is not None)
        if exposure is None:
            self.verdict.setText(self._lang.tr("Nothing is modelled yet."))
        else:
            self._show_view(exposure, case.provision_classes)

    def _show_view(self, exposure: Exposure, classes: ProvisionClasses) -> None:
        view = provision_view(exposure, classes)
        words = provision_words(view, classes, self._lang)
        self.verdict.setText(words.verdict)
        self.meaning.setText(words.meaning)
        self.estimate.setText(words.estimate)
        self.estimate.setToolTip(formats.exact_amount(self._lang, view.best_estimate_eur))
        self.range.setText(words.range)


def _money(context: Context, value: Decimal) -> str:
    return formats.original_amount(context.lang, value, "EUR")


def _read_class(name: str, case: Case) -> Any:
    classes = case.provision_classes
    return classes.note.reason if name == "reason" else getattr(classes, name)


def _write_class(name: str, case: Case, value: Any) -> Mapping[str, Any]:
    classes = case.provision_classes
    if name == "reason":
        note = msgspec.structs.replace(classes.note, reason=value)
        return {_CLASSES: msgspec.structs.replace(classes, note=note)}
    return {_CLASSES: msgspec.structs.replace(classes, **{name: value})}
