"""A short guide through the first case: five steps, each on the page where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from dsa_sim.language import Language, mark
from dsa_sim.ui.widgets.cards import label

if TYPE_CHECKING:
    from dsa_sim.model.case import Case


@dataclass(frozen=True, kw_only=True)
class GuideStep:
    """One step: the page, what to do there, and when it is done."""

    page: str
    title: str
    text: str
    is_done: "Callable[[Case], bool]"


STEPS: tuple[GuideStep, ...] = (
    GuideStep(
        page="provider", title=mark("Whose turnover counts"),
        text=mark(
            "Enter the financial years of the provider or its group. The statutory maximum stands "
            "above, exact to the cent, with the reason for it."
        ),
        is_done=lambda case: bool(case.financial_years),
    ),
    GuideStep(
        page="infringements", title=mark("What is alleged"),
        text=mark(
            "Add an infringement, find its provision by number or word, and enter the chance of a "
            "finding and a starting amount: 20 %, or a range such as 20–40 %."
        ),
        is_done=lambda case: any(i.chance and i.start for i in case.infringements),
    ),
    GuideStep(
        page="scenarios", title=mark("What if"),
        text=mark(
            "Add a scenario and type into a cell what would be different in it. The results stand "
            "at the foot of the table."
        ),
        is_done=lambda case: any(s.overrides for s in case.scenarios),
    ),
    GuideStep(
        page="exposure", title=mark("What is at stake"),
        text=mark(
            "Read the expected amount, the severe one and the maximum. Click a figure to see the "
            "steps behind it."
        ),
        is_done=lambda _: False,
    ),
    GuideStep(
        page="movement", title=mark("Into the briefing"),
        text=mark(
            "Export, at the top right, writes the briefing. From then on this page tells what "
            "changed since."
        ),
        is_done=lambda case: bool(case.briefed),
    ),
)  # fmt: skip


class Guide(QFrame):
    """The step at hand as a line above the page; it can be skipped at any time."""

    page_asked = Signal(str)
    """Show the page of a step."""
    ended = Signal()
    """The person reached the end, or does not want to be guided."""

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self.setObjectName("guide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lang, self._number, self._is_offered = lang, 0, False
        tr = lang.tr
        self.title = label(name="sectionTitle")
        self.text = label(wrap=True)
        self.next = QPushButton()
        self.next.setObjectName("primary")
        self.next.clicked.connect(self._go_on)
        self.skip = QPushButton(tr("Skip the guide"))
        self.skip.setObjectName("flat")
        self.skip.clicked.connect(self._end)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.addLayout(words, 1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        self.hide()

    @property
    def step(self) -> GuideStep:
        """The step at hand."""
        return STEPS[self._number]

    def begin(self, case: "Case") -> None:
        """Show the first step that the case has not done yet, on its page."""
        self._begin_at(case)
        self.page_asked.emit(self.step.page)

    def offer(self, case: "Case") -> None:
        """Say that there is a guide, and leave the page in sight as it is."""
        self._begin_at(case)
        self._is_offered = True
        self.show_case(case)

    def _begin_at(self, case: "Case") -> None:
        self._is_offered = False
        self._number = next(n for n, step in enumerate(STEPS) if not step.is_done(case))
        self.show()

    def show_case(self, case: "Case") -> None:
        """Say what to do now, and whether it is done."""
        tr = self._lang.tr
        if self._is_offered:
            self.title.setText(tr("Guide through a case"))
            self.text.setText(tr("A few short steps, each on its page, from here to the briefing."))
            self.next.setText(tr("Begin"))
            return
        count = tr("Step {n} of {all}", n=self._number + 1, all=len(STEPS))
        done = " ✓" if self.step.is_done(case) else ""
        heading = tr(self.step.title)
        self.title.setText(f"{count} · {heading}{done}")
        self.text.setText(tr(self.step.text))
        last = self._number == len(STEPS) - 1
        self.next.setText(tr("Finish") if last else tr("Next step"))

    @Slot()
    def _go_on(self) -> None:
        if self._number == len(STEPS) - 1 and not self._is_offered:
            self._end()
            return
        self._number += not self._is_offered
        self._is_offered = False
        self.page_asked.emit(self.step.page)

    @Slot()
    def _end(self) -> None:
        self.hide()
        self.ended.emit()
