"""Sets one input of a scenario differently, with its reason."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.input_words import target_words, value_words
from dsa_sim.language.parsing import (
    FieldProblem,
    parse_chance,
    parse_date,
    parse_estimate,
    parse_one_chance,
    parse_start,
)
from dsa_sim.language.words import choices, word
from dsa_sim.model.case import Case, Factor, Outcomes, Override
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import input_of, override, read
from dsa_sim.ui.cards import label
from dsa_sim.ui.fields import ChoiceField, Form, NoteField, TypedField

CHANCES = ("chance", "fined", "rejected", "breached")
OUTCOMES = ("closed", "commitments", "decision")


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
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        tr = self._lang.tr
        box = QDialogButtonBox()
        self.accept_button = QPushButton(tr("Set in the scenario"))
        self.accept_button.setObjectName("primary")
        box.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        return box

    def _make_fields(self, form: Form) -> list[QWidget]:
        tr = self._lang.tr
        if self._row.unit == "outcomes":
            fields = [self._chance_field(code, form) for code in OUTCOMES]
            return list(fields)
        field: QWidget
        if self._row.unit == "choice":
            field = ChoiceField(tr("Value"), self._choices())
            field.set_value(self._value)
        else:
            field = self._typed()
            field.set_value(self._first_value())
        form.add_row(tr("Value"), field)
        return [field]

    def _chance_field(self, code: str, form: Form) -> TypedField:
        name = word(self._lang, "outcome", code)
        field = TypedField(name, parse=self._parse_one, show=self._show_share)
        outcomes = self._value if isinstance(self._value, Outcomes) else Outcomes()
        field.set_value(getattr(outcomes, code))
        form.add_row(name, field)
        return field

    def _choices(self) -> tuple[tuple[object, str], ...]:
        if self._row.field == "chosen_year":
            return tuple(
                (y.id, formats.day(self._lang, y.ends_on)) for y in self._case.financial_years
            )
        return tuple(choices(self._lang, self._row.field))

    def _typed(self) -> TypedField:
        readers: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
            "date": (self._parse_day, self._show_day),
            "start": (self._parse_start, self._show_start),
            "factors": (self._parse_share, self._show_estimate),
        }
        parse, show = readers.get(self._row.unit, (self._parse_number, self._show_estimate))
        return TypedField(self._lang.tr("Value"), parse=parse, show=show)

    def _first_value(self) -> Any:
        if self._row.unit == "factors":
            return self._value[0].share if self._value else None
        return self._value

    def _parse_one(self, text: str) -> Decimal | FieldProblem:
        return parse_one_chance(self._lang, text)

    def _parse_day(self, text: str) -> Any:
        return parse_date(self._lang, text)

    def _parse_start(self, text: str) -> Any:
        return parse_start(self._lang, text)

    def _parse_share(self, text: str) -> Any:
        return parse_estimate(self._lang, text, "share")

    def _parse_number(self, text: str) -> Any:
        if self._row.field.rpartition(".")[2] in CHANCES:
            return parse_chance(self._lang, text)
        return parse_estimate(self._lang, text, self._estimate_unit())

    def _estimate_unit(self) -> Any:
        return {"share": "share", "eur": "eur"}.get(self._row.unit, "number")

    def _show_share(self, value: Decimal) -> str:
        return formats.share(self._lang, value)

    def _show_day(self, value: Any) -> str:
        return formats.day(self._lang, value)

    def _show_start(self, value: Any) -> str:
        return formats.starting_amount(self._lang, value)

    def _show_estimate(self, value: Estimate) -> str:
        if self._row.unit == "factors":
            return formats.estimate(self._lang, value, "share")
        return formats.estimate(self._lang, value, self._estimate_unit())

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
        if self._row.unit == "outcomes":
            if sum(values) != 1:
                raise ValueError(tr("The three chances must add up to 100 %."))
            return Outcomes(**dict(zip(OUTCOMES, values, strict=True)))
        if self._row.unit == "factors":
            return (Factor(share=values[0], reason=self.reason.toPlainText().strip()),)
        if values:
            return values[0]
        chosen = self._fields[0]
        return chosen.value if isinstance(chosen, ChoiceField) else None

    def _typed_value(self, field: TypedField) -> Any:
        value = field.read()
        if isinstance(value, FieldProblem):
            raise ValueError(value.message)  # noqa: TRY004 - what was typed, not its type
        return value
