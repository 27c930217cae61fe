"""The card How a strand may end: its outcomes with their chances, and what is to be paid then."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dsa_sim.language.joining import quoted
from dsa_sim.model.case import Case
from dsa_sim.ui.charts import outcome_tree_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.exposure.strand_card import StrandCard
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import label

if TYPE_CHECKING:
    from dsa_sim.model.outcome_tree import OutcomeTree

TALL = 240


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The strands that have a tree, and that of the one shown; none where no strand has one."""

    strands: tuple[str, ...] = ()
    shown: "OutcomeTree | None" = None


class OutcomesCard(StrandCard):
    """The outcome tree of one strand; hidden while no strand has one."""

    KEY = "outcome tree"

    def __init__(self, context: Context):
        super().__init__(context, " ", tall=TALL)
        left_out = self.lang.tr(
            "Procedural fines and periodic penalties that need no non-compliance decision are left "
            "out."
        )
        self.body.addWidget(label(left_out, name="caption", wrap=True))
        self.hide()

    def show_case(self) -> None:
        """Ask for the strand chosen as the scenario in view has it; what is shown stays."""
        document = self.context.document
        self.ask(partial(_work_out, document.case, self._strand, document.scenario))

    def show_result(self, result: _Found) -> None:
        """Show the tree; the card is away where no strand has one."""
        self.setVisible(result.shown is not None)
        if result.shown is None:
            return
        titles = {s.id: s.title for s in self.context.assessment().case.strands}
        chosen = result.shown.strand
        self.title.setText(
            self.lang.tr("How {strand} may end", strand=quoted(self.lang, titles[chosen]))
        )
        strands = [(name, titles[name]) for name in titles if name in result.strands]
        self.offer_strands(strands, chosen)
        look = self.context.theme.look
        self.chart.show_chart(
            outcome_tree_view(result.shown, titles[chosen], self.lang, look=look, with_title=False)
        )


def _work_out(case: Case, chosen: str, scenario: str | None, cancelled: Cancelled) -> _Found:
    from dsa_sim.model.decision_days import IncompleteError
    from dsa_sim.model.outcome_tree import outcome_tree, strands_with_tree

    strands = strands_with_tree(case, scenario=scenario)
    if not strands:
        return _Found()
    strand = chosen if chosen in strands else strands[0]
    try:
        shown = outcome_tree(case, strand, scenario=scenario, cancelled=cancelled)
    except IncompleteError:
        return _Found()
    return _Found(strands=strands, shown=shown)
