"""The page What drives it: one input at a time, two at a time, and break-even."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dsa_sim.language.result_words import result_name, short_result_name
from dsa_sim.model.sensitivity import RESULTS, ResultName
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.drivers.card import Question
from dsa_sim.ui.pages.drivers.grid import GridCard
from dsa_sim.ui.pages.drivers.solve import SolveCard
from dsa_sim.ui.pages.drivers.tornado import TornadoCard
from dsa_sim.ui.widgets.cards import label, scrolled_column
from dsa_sim.ui.widgets.fields import ChipField

OFFERED: tuple[ResultName, ...] = (
    "mean", "P50", "P90", "P95", "chance_any_fine", "chance_maximum_binds",
)  # fmt: skip


class DriversPage(Page):
    """Choose a result; see which inputs move it, and what would make it reach a target."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._result: ResultName = "mean"
        self._ranked: tuple[str, ...] = ()
        self.tornado = TornadoCard(context)
        self.grid = GridCard(context)
        self.solve = SolveCard(context)
        self.tornado.ranked.connect(self._rank)
        area, column = scrolled_column()
        column.addLayout(self._chooser())
        column.addWidget(self.tornado)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self.grid, 3)
        both.addWidget(self.solve, 2)
        column.addLayout(both)
        column.addStretch(1)
        self.root.addWidget(area)

    def _chooser(self) -> QVBoxLayout:
        lang = self.lang
        self.results = ChipField(
            lang.tr("Result"), tuple((r, short_result_name(lang, r)) for r in OFFERED), wraps=True
        )
        self.results.set_value(self._result)
        self.results.edited.connect(self._choose_result)
        self.meaning = label(name="caption", wrap=True)
        self.left_out = label(name="warningText", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self.results, self.meaning, self.left_out):
            column.addWidget(part)
        return column

    def refresh(self) -> None:
        """Show the scenario chosen; what must be worked out follows."""
        self.meaning.setText(result_name(self.lang, self._result))
        self._show_left_out()
        question = self._question()
        self.solve.show_case(question, self._ranked)
        # Which two inputs the grid shows, the tornado tells.
        self.grid.expect()
        self.tornado.ask(question)

    def refresh_exposure(self) -> None:
        """Say which infringements count as nothing."""
        self._show_left_out()

    def _question(self) -> Question:
        return Question(
            revision=self.context.document.revision,
            scenario=self.context.document.scenario,
            result=self._result,
            seen=self.context.assessment().case,
        )

    def _show_left_out(self) -> None:
        exposure = self.context.exposure(self.context.document.scenario)
        titles = {i.id: i.title for i in self.context.case.infringements}
        names = [titles[i] for i in exposure.left_out if i in titles] if exposure else []
        said = self.lang.tr(
            "Without a chance or an amount, and left out: {names}", names=", ".join(names)
        )
        self.left_out.setText(said)
        self.left_out.setVisible(bool(names))

    @Slot(object)
    def _choose_result(self, result: object) -> None:
        self._result = next(r for r in RESULTS if r == result)
        self.refresh()

    @Slot(object)
    def _rank(self, paths: tuple[str, ...]) -> None:
        self._ranked = paths
        question = self._question()
        self.grid.show_case(question, paths)
        self.solve.show_case(question, paths)
