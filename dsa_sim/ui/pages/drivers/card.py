"""What the cards of the page "What drives it" share: a question to the worker, and its answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Slot

from dsa_sim.language import Language
from dsa_sim.language.input_words import uncertain_name
from dsa_sim.language.problem_words import problem_text
from dsa_sim.model.case import Case
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.sensitivity import ResultName
from dsa_sim.model.uncertain import UncertainInput
from dsa_sim.ui.context import Context
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import Card, label


@dataclass(frozen=True, kw_only=True)
class Question:
    """Everything that an answer depends on; `seen` is the case as its scenario sees it."""

    revision: int
    scenario: str | None
    result: ResultName
    inputs: tuple[str, ...] = ()
    target: float | None = None
    seen: Case = field(compare=False)


Job = Callable[[Question, Cancelled], object]


class WorkedCard(Card):
    """A card whose content is worked out in the worker; the last answer stays until the next."""

    def __init__(self, context: Context, title: str, *, key: str, job: Job):
        super().__init__(title)
        self.context, self.lang = context, context.lang
        self._key, self._job = f"drivers, {key}", job
        self._asked: Question | None = None
        self._answered: tuple[Question, object] | None = None
        self.state = label(name="caption")
        self.head.addWidget(self.state)
        context.runner.done.connect(self._take)
        context.runner.failed.connect(self._give_up)

    def ask(self, question: Question) -> None:
        """Show the answer to a question: the one known, or the next one."""
        if self._answered is not None and question == self._answered[0]:
            self.context.runner.forget(self._key)
            self.state.setText("")
            self.show_answer(*self._answered)
            return
        if question == self._asked and self.context.runner.is_asked(self._key):
            return
        self._asked = question
        self.expect()
        self.context.runner.ask(self._key, partial(self._job, question))

    def expect(self) -> None:
        """Say that what is shown is about to be worked out anew."""
        self.state.setText(self.lang.tr("recalculating…"))

    def rest(self) -> None:
        """Ask nothing, and let go of what was asked."""
        self.context.runner.forget(self._key)
        self._answered = None
        self.state.setText("")

    def show_answer(self, question: Question, answer: object) -> None:
        """Show the answer to a question."""

    def show_refusal(self, text: str) -> None:
        """Show why there is no answer."""

    @Slot(str, object)
    def _take(self, key: str, result: object) -> None:
        if key == self._key and self._asked is not None:
            self._answered = (self._asked, result)
            self.state.setText("")
            self.show_answer(self._asked, result)

    @Slot(str, object)
    def _give_up(self, key: str, error: Exception) -> None:
        if key != self._key or not isinstance(error, IncompleteError):
            return
        # An old figure beside the reason why there is none would mislead.
        self._answered = None
        self.state.setText("")
        missing = self.lang.tr("A maximum that is needed cannot be computed.")
        self.show_refusal(problem_text(self.lang, error.problem) if error.problem else missing)


def named(lang: Language, seen: Case, items: Sequence[UncertainInput]) -> Sequence[tuple[str, str]]:
    """The inputs of a case to choose from: path and name."""
    return [(item.path, uncertain_name(lang, seen, item)) for item in items]
