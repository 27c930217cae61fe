"""Sets one input of a scenario differently, with its reason."""

from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.input_text import OUTCOMES, input_choices, parse_input, show_input
from dsa_sim.language.input_words import target_words, value_words
from dsa_sim.language.national_words import authority_of
from dsa_sim.language.parsing import FieldProblem, parse_one_chance
from dsa_sim.language.words import word
from dsa_sim.model.case import Case, Outcomes, Override
from dsa_sim.model.inputs import input_of, override, read
from dsa_sim.ui.widgets.cards import dialog_buttons, label
from dsa_sim.ui.widgets.fields import ChoiceField, Form, NoteField, TypedField


class OverrideDialog(QDialog):
    """A value and its reason; `made` is the override once the dialog was accepted."""

    def __init__(
        self, case: Case, target: str, current: Override | None, lang: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._case, self._target, self._lang = case, target, lang
        self._row = input_of(case, target)
        base = read(case, target)
        self._value: Any = getattr(current, self._row.value_field) if current else base
        self.made: Override | None = None
        tr = lang.tr
        self.setWindowTitle(tr("Set differently in this scenario"))
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(target_words(lang, case, target), name="cardTitle", wrap=True))
        shown = value_words(lang, case, target, base)
        layout.addWidget(label(tr("Base case: {value}", value=shown), name="muted", wrap=True))
        form = Form(label_width=110)
        self._fields = self._make_fields(form)
        self.reason = NoteField(tr("Reason"), placeholder=tr("Why this scenario differs"), lines=3)
        self.reason.set_value(current.reason if current else "")
        form.add_row(tr("Reason"), self.reason)
        layout.addLayout(form)
        self._message = label(name="problem", wrap=True)
        layout.addWidget(self._message)
        self.accept_button = QPushButton(tr("Set in the scenario"))
        buttons = dialog_buttons(self, lang, self.accept_button, accepted=self._accept)
        layout.addWidget(buttons)

    def _make_fields(self, form: Form) -> list[QWidget]:
        tr = self._lang.tr
        if self._row.value_kind == "outcomes":
            fields = [self._chance_field(code, form) for code in OUTCOMES]
            return list(fields)
        field: QWidget
        if self._row.value_kind == "choice":
            offered = input_choices(self._lang, self._case, self._row)
            field = ChoiceField(tr("Value"), offered)
            field.set_value(self._value)
        else:
            field = self._typed()
            field.set_value(self._value or None)
        form.add_row(tr("Value"), field)
        return [field]

    def _chance_field(self, code: str, form: Form) -> TypedField:
        authority = authority_of(self._case, self._target.partition(".")[0])
        name = word(self._lang, "outcome", code, authority)
        field = TypedField(name, parse=self._parse_one, show=self._show_share)
        outcomes = self._value if isinstance(self._value, Outcomes) else Outcomes()
        field.set_value(getattr(outcomes, code))
        form.add_row(name, field)
        return field

    def _typed(self) -> TypedField:
        return TypedField(self._lang.tr("Value"), parse=self._parse, show=self._show)

    def _parse(self, text: str) -> Any:
        return parse_input(self._lang, self._case, self._target, text)

    def _show(self, value: Any) -> str:
        return show_input(self._lang, self._case, self._target, value)

    def _parse_one(self, text: str) -> Decimal | FieldProblem:
        return parse_one_chance(self._lang, text)

    def _show_share(self, value: Decimal) -> str:
        return formats.share(self._lang, value)

    @Slot()
    def _accept(self) -> None:
        try:
            value = self._read_value()
            self.made = override(
                self._case, self._target, value, reason=self.reason.toPlainText().strip()
            )
        except ValueError as refusal:
            self._message.setText(str(refusal))
            return
        self.accept()

    def _read_value(self) -> Any:
        tr = self._lang.tr
        typed = [f for f in self._fields if isinstance(f, TypedField)]
        values = [self._typed_value(f) for f in typed]
        if self._row.value_kind == "outcomes":
            if sum(values) != 1:
                raise ValueError(tr("The three chances must add up to 100 %."))
            return Outcomes(**dict(zip(OUTCOMES, values, strict=True)))
        if self._row.value_kind == "factors":
            reason = self.reason.toPlainText().strip()
            return tuple(msgspec.structs.replace(f, reason=reason) for f in values[0])
        if values:
            return values[0]
        chosen = self._fields[0]
        return chosen.value if isinstance(chosen, ChoiceField) else None

    def _typed_value(self, field: TypedField) -> Any:
        value = field.read()
        if isinstance(value, FieldProblem):
            raise ValueError(value.message)  # noqa: TRY004 - what was typed, not its type
        return value
