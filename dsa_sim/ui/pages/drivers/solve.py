"""Break-even: the value of an input at which a result meets a target."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Slot

from dsa_sim.language import formats
from dsa_sim.language.break_even_words import solution_words
from dsa_sim.language.parsing import parse_money, parse_one_chance
from dsa_sim.language.result_words import is_chance, result_name
from dsa_sim.model.break_even import BreakEven, break_even
from dsa_sim.model.estimate import exactly
from dsa_sim.model.uncertain import holdable_inputs_of, input_at
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.drivers.card import Question, WorkedCard, named
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField, Form, TypedField


class SolveCard(WorkedCard):
    """Asks which value of an input makes the result reach a target."""

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(context, tr("Break-even"), key="break-even", job=_worked_out)
        asked = tr("Which value of the input makes the result reach the target?")
        self.body.addWidget(label(asked, name="muted", wrap=True))
        self.input = ChoiceField(tr("Input"))
        self.input.edited.connect(self._choose)
        self.result = label(wrap=True)
        self.result.setContentsMargins(0, 6, 0, 0)
        self.amount = self._target(self._read_amount, self._show_amount, tr("for example € 500 m"))
        self.chance = self._target(self._read_chance, self._show_chance, tr("for example 10 %"))
        form = Form(label_width=64)
        form.add_row(tr("Input"), self.input)
        form.add_row(tr("Result"), self.result)
        form.add_row(tr("Target"), self.amount, self.chance)
        self.body.addLayout(form)
        self.answer = label(name="sectionTitle", wrap=True)
        self.note = label(name="caption", wrap=True)
        self.body.addWidget(self.answer)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self._question: Question | None = None
        self._path = ""
        self._targets: dict[TypedField, Decimal | None] = {self.amount: None, self.chance: None}

    def _target(self, parse: Any, show: Any, example: str) -> TypedField:
        made = TypedField(self.lang.tr("Target"), parse=parse, show=show, optional=example)
        made.edited.connect(self._aim)
        return made

    def show_case(self, question: Question, ranked: Sequence[str]) -> None:
        """Offer the inputs of a case, and ask again where there is a target."""
        self._question = question
        choices = named(self.lang, question.seen, holdable_inputs_of(question.seen))
        offered = [path for path, _ in choices]
        self.input.set_choices(choices)
        wanted = (self._path, *ranked, *offered)
        self.input.set_value(next((path for path in wanted if path in offered), None))
        self.result.setText(result_name(self.lang, question.result))
        self.amount.setVisible(self._field() is self.amount)
        self.chance.setVisible(self._field() is self.chance)
        self._ask()

    def _field(self) -> TypedField:
        """The field for targets of the kind that the result has."""
        chance = self._question is not None and is_chance(self._question.result)
        return self.chance if chance else self.amount

    def _ask(self) -> None:
        path, target, q = self.input.value, self._targets[self._field()], self._question
        if q is None or path is None or target is None:
            self.rest()
            self.answer.setText("")
            open_ = self.lang.tr("Write a target to see the value that reaches it.")
            none = self.lang.tr("This case has no input that could be changed yet.")
            self.note.setText(none if path is None else open_)
            return
        self.ask(
            Question(
                revision=q.revision, scenario=q.scenario, result=q.result, inputs=(str(path),),
                target=float(target), seen=q.seen,
            )
        )  # fmt: skip

    def show_answer(self, question: Question, answer: object) -> None:
        """Say the value, or that there is none."""
        assert isinstance(answer, BreakEven)
        item = input_at(question.seen, answer.path)
        said, note = solution_words(self.lang, answer, item, question.seen)
        self.answer.setText(said)
        self.note.setText(note)

    def show_refusal(self, text: str) -> None:
        """Say why there is no answer."""
        self.answer.setText("")
        self.note.setText(text)

    @Slot(object)
    def _choose(self, path: object) -> None:
        self._path = str(path)
        self._ask()

    @Slot(object)
    def _aim(self, target: Decimal | None) -> None:
        self._targets[self._field()] = target
        self._ask()

    def _read_amount(self, text: str) -> Any:
        return parse_money(self.lang, text, lowest=Decimal(0))

    def _show_amount(self, value: Decimal) -> str:
        return formats.estimate(self.lang, exactly(value), "eur")

    def _read_chance(self, text: str) -> Any:
        return parse_one_chance(self.lang, text)

    def _show_chance(self, value: Decimal) -> str:
        return formats.estimate(self.lang, exactly(value), "share")


def _worked_out(question: Question, cancelled: Cancelled) -> BreakEven:
    assert question.target is not None
    return break_even(
        question.seen, question.inputs[0], target=question.target, result=question.result,
        threads=1, cancelled=cancelled,
    )  # fmt: skip
