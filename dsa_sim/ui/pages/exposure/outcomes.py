"""The card How a strand may end: its outcomes with their chances, and what is to be paid then."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from dsa_sim.language.joining import quoted
from dsa_sim.model.case import Case
from dsa_sim.ui.charts import outcome_tree_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from dsa_sim.model.outcome_tree import OutcomeTree

_KEY = "outcome tree"
TALL = 240


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The strands that have a tree, and that of the one shown; none where no strand has one."""

    strands: tuple[str, ...] = ()
    shown: "OutcomeTree | None" = None


class OutcomesCard(Card):
    """The outcome tree of one strand; hidden while no strand has one."""

    def __init__(self, context: Context):
        super().__init__(" ")
        self.context, self.lang = context, context.lang
        self._strand, self._asked = "", (-1, "", "")
        self.strand = ChoiceField(self.lang.tr("Strand"))
        self.strand.setMinimumWidth(240)
        self.strand.edited.connect(self._choose)
        self.head.addWidget(self.strand, 1)
        self.chart = ChartCanvas(self.lang)
        self.chart.setMinimumHeight(TALL)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.chart.caption)
        left_out = self.lang.tr(
            "Procedural fines and periodic penalties that need no non-compliance decision are left "
            "out."
        )
        self.body.addWidget(label(left_out, name="caption", wrap=True))
        self.hide()
        context.runner.done.connect(self._take)

    def show_case(self) -> None:
        """Ask for the strand chosen as the scenario in view has it; what is shown stays."""
        document = self.context.document
        wanted = (document.revision, document.scenario or "", self._strand)
        if wanted == self._asked:
            return
        self._asked = wanted
        job = partial(_work_out, document.case, self._strand, document.scenario)
        self.context.runner.ask(_KEY, job)

    @Slot(object)
    def _choose(self, strand: object) -> None:
        self._strand = str(strand)
        self.show_case()

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        if key != _KEY:
            return
        found: _Found = result
        self.setVisible(found.shown is not None)
        if found.shown is None:
            return
        titles = {s.id: s.title for s in self.context.assessment().case.strands}
        chosen = found.shown.strand
        self.title.setText(
            self.lang.tr("How {strand} may end", strand=quoted(self.lang, titles[chosen]))
        )
        self.strand.set_choices([(name, titles[name]) for name in titles if name in found.strands])
        self.strand.set_value(chosen)
        self.strand.setVisible(len(found.strands) > 1)
        look = self.context.theme.look
        self.chart.show_chart(
            outcome_tree_view(found.shown, titles[chosen], self.lang, look=look, with_title=False)
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
