"""The card Exposure by decision date: what waiting costs, strand by strand."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from dsa_sim.language.national_words import authority_of
from dsa_sim.model.case import Case
from dsa_sim.ui.charts import decision_date_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from dsa_sim.model.by_decision_date import ByDecisionDate

_KEY = "exposure by decision date"
TALL = 300


class DatesCard(Card):
    """Maximum, expected amount and P95 of one strand along days of its decision."""

    def __init__(self, context: Context):
        super().__init__(context.lang.tr("Exposure by decision date"))
        self.context, self.lang = context, context.lang
        self._strand, self._asked = "", (-1, "", "")
        self.strand = ChoiceField(self.lang.tr("Strand"))
        self.strand.setMinimumWidth(240)
        self.strand.edited.connect(self._choose)
        self.head.addWidget(self.strand, 1)
        self.chart = ChartCanvas(self.lang)
        self.chart.setMinimumHeight(TALL)
        # Within reach before its first chart is worked out.
        self.chart.setAccessibleName(self.title.text())
        self.chart.save_asked.connect(self.context.save_chart_asked)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.chart.caption)
        self.nothing = label(name="muted", wrap=True)
        self.nothing.setText(
            self.lang.tr("No maximum can be computed for any day: see what needs attention.")
        )
        self.body.addWidget(self.nothing)
        self.nothing.hide()
        context.runner.done.connect(self._take)

    def show_case(self) -> None:
        """Ask for the strand chosen as the scenario in view has it; what is shown stays."""
        context = self.context
        strands = context.assessment().case.strands
        self.setVisible(bool(strands))
        if not strands:
            return
        if self._strand not in {s.id for s in strands}:
            self._strand = _weightiest(context.assessment().case)
        self.strand.set_choices([(s.id, s.title) for s in strands])
        self.strand.set_value(self._strand)
        self.strand.setVisible(len(strands) > 1)
        scenario = context.document.scenario
        wanted = (context.document.revision, scenario or "", self._strand)
        if wanted == self._asked:
            return
        self._asked = wanted
        context.runner.ask(_KEY, partial(_work_out, context.case, self._strand, scenario))

    @Slot(object)
    def _choose(self, strand: object) -> None:
        self._strand = str(strand)
        self.show_case()

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        if key != _KEY:
            return
        known = any(row.maximum_eur is not None for row in result.rows)
        self.chart.setVisible(known)
        self.nothing.setVisible(not known)
        if known:
            look = self.context.theme.look
            national = authority_of(self.context.case, result.strand.id) == "national"
            self.chart.show_chart(
                decision_date_view(
                    result, self.lang, look=look, with_title=False, national=national
                )
            )


def _weightiest(case: Case) -> str:
    """The strand to begin with: the one with the most infringements that may end in a decision."""
    counts = {s.id: 0 for s in case.strands}
    for infringement in case.infringements:
        counts[infringement.strand] = counts.get(infringement.strand, 0) + 1
    return max(case.strands, key=lambda s: (bool(s.outcomes.decision), counts.get(s.id, 0))).id


def _work_out(
    case: Case, strand: str, scenario: str | None, cancelled: Cancelled
) -> "ByDecisionDate":
    from dsa_sim.model.by_decision_date import by_decision_date

    return by_decision_date(case, strand, scenario=scenario, cancelled=cancelled)
