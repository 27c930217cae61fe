"""The card Exposure by decision date: what waiting costs, strand by strand."""

from functools import partial
from typing import TYPE_CHECKING

from dsa_sim.language.national_words import authority_of
from dsa_sim.model.case import Case
from dsa_sim.ui.charts import decision_date_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.exposure.strand_card import StrandCard
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import label

if TYPE_CHECKING:
    from dsa_sim.model.by_decision_date import ByDecisionDate

TALL = 300


class DatesCard(StrandCard):
    """Maximum, expected amount and P95 of one strand along days of its decision."""

    KEY = "exposure by decision date"

    def __init__(self, context: Context):
        super().__init__(context, context.lang.tr("Exposure by decision date"), tall=TALL)
        # Within reach before its first chart is worked out.
        self.chart.setAccessibleName(self.title.text())
        self.nothing = label(name="muted", wrap=True)
        self.nothing.setText(
            self.lang.tr("No maximum can be computed for any day: see what needs attention.")
        )
        self.body.addWidget(self.nothing)
        self.nothing.hide()

    def show_case(self) -> None:
        """Ask for the strand chosen as the scenario in view has it; what is shown stays."""
        context = self.context
        strands = context.assessment().case.strands
        self.setVisible(bool(strands))
        if not strands:
            return
        if self._strand not in {s.id for s in strands}:
            self._strand = _weightiest(context.assessment().case)
        self.offer_strands([(s.id, s.title) for s in strands], self._strand)
        self.ask(partial(_work_out, context.case, self._strand, context.document.scenario))

    def show_result(self, result: "ByDecisionDate") -> None:
        """Show the days, or that no maximum is known for any of them."""
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
