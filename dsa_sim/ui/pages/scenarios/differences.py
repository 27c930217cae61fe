"""The card that compares any two scenarios: each input that differs, and what it moves."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from dsa_sim.language.difference_words import difference_sentence
from dsa_sim.model.case import Case
from dsa_sim.ui.context import Context
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from dsa_sim.model.differences import Difference

_KEY = "differences of scenarios"


class DifferencesCard(Card):
    """From one scenario to another, input by input, in words."""

    def __init__(self, context: Context):
        super().__init__(context.lang.tr("What each change does"))
        self.context, self.lang = context, context.lang
        tr = self.lang.tr
        self.first, self.second = ChoiceField(tr("From")), ChoiceField(tr("To"))
        self._ends = ["", ""]
        row = QHBoxLayout()
        for caption, field in ((tr("From"), self.first), (tr("to"), self.second)):
            field.setMinimumWidth(180)
            field.edited.connect(self._choose)
            row.addWidget(label(caption, name="fieldLabel"))
            row.addWidget(field)
        self.head.addLayout(row)
        self.said = label(wrap=True)
        self.body.addWidget(self.said)
        context.runner.done.connect(self._take)

    def show_scenarios(self, current: str) -> None:
        """Offer the scenarios as they are; `current` is the one that was just looked at."""
        case = self.context.case
        self.setVisible(bool(case.scenarios))
        if not case.scenarios:
            return
        choices = [("", self.lang.tr("Base case")), *((s.id, s.title) for s in case.scenarios)]
        known = {code for code, _ in choices}
        first, second = (end if end in known else "" for end in self._ends)
        if current and current != first:
            second = current
        if second == first:
            second = next(s.id for s in case.scenarios if s.id != first)
        self._ends = [first, second]
        for field, end in zip((self.first, self.second), self._ends, strict=True):
            field.set_choices(choices)
            field.set_value(end)
        self._ask()

    @Slot(object)
    def _choose(self, end: object) -> None:
        self._ends[0 if self.sender() is self.first else 1] = str(end)
        self._ask()

    def _ask(self) -> None:
        first, second = self._ends
        job = partial(_work_out, self.context.case, first, second)
        self.context.runner.ask(_KEY, job)

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        if key != _KEY:
            return
        case = self.context.case
        sentences = [difference_sentence(found, case, self.lang) for found in result]
        nothing = self.lang.tr("Both are the same.")
        self.said.setText("\n".join(f"• {text}" for text in sentences) or nothing)


def _work_out(
    case: Case, first: str, second: str, cancelled: Cancelled
) -> "tuple[Difference, ...]":
    from dsa_sim.model.differences import differences

    return differences(case, first or None, second or None, cancelled=cancelled)
