"""A card with a chart of one strand, worked out beside the window; the person chooses which."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot

from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card
from dsa_sim.ui.widgets.fields import ChoiceField


class StrandCard(Card):
    """What is asked of the runner under `KEY` is asked once for a case, a scenario and a strand."""

    KEY = ""

    def __init__(self, context: Context, title: str, *, tall: int):
        super().__init__(title)
        self.context, self.lang = context, context.lang
        self._strand, self._asked = "", (-1, "", "")
        self.strand = ChoiceField(self.lang.tr("Strand"))
        self.strand.setMinimumWidth(240)
        self.strand.edited.connect(self._choose)
        self.head.addWidget(self.strand, 1)
        self.chart = ChartCanvas(self.lang)
        self.chart.setMinimumHeight(tall)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.chart.caption)
        context.runner.done.connect(self._take)

    def show_case(self) -> None:
        """Ask for the strand chosen as the scenario in view has it; what is shown stays."""
        raise NotImplementedError

    def show_result(self, result: Any) -> None:
        """Show what was asked for."""
        raise NotImplementedError

    def offer_strands(self, strands: list[tuple[str, str]], chosen: str) -> None:
        """Let the person choose among strands, where there are several."""
        self.strand.set_choices(strands)
        self.strand.set_value(chosen)
        self.strand.setVisible(len(strands) > 1)

    def ask(self, job: Callable[..., Any]) -> None:
        """Have the job done, unless it was for this case, scenario and strand."""
        document = self.context.document
        wanted = (document.revision, document.scenario or "", self._strand)
        if wanted != self._asked:
            self._asked = wanted
            self.context.runner.ask(self.KEY, job)

    @Slot(object)
    def _choose(self, strand: object) -> None:
        self._strand = str(strand)
        self.show_case()

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        if key == self.KEY:
            self.show_result(result)
