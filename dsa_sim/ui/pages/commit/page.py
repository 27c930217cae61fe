"""The page Commit or contest: a decision tree for each strand that could offer commitments."""

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.model.case import Case, Offer, Strand
from dsa_sim.model.commitments import CommitOrContest, commit_or_contest
from dsa_sim.model.edits import change, remove_value
from dsa_sim.report.charts.decision_tree import break_even_words
from dsa_sim.ui.charts import tree_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.infringements.offer_fields import OfferFields
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, KeyFigure, label, scrolled_column, show_and_focus

_KEY = "commit: "
TRIALS = 65_536


class CommitPage(Page):
    """What offering commitments is expected to cost against contesting, strand by strand."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        area, self._column = scrolled_column()
        intro = self.lang.tr(
            "Commitments that the Commission makes binding end a strand without a finding "
            "(Art. 71); a breach of them can be fined on its own ground (Art. 74(1)(c)). Amounts "
            "and chances are your own assumptions. The inputs are those of the base case."
        )
        self._column.addWidget(label(intro, name="muted", wrap=True))
        self._nothing = label(self.lang.tr("The case has no strand yet."), name="muted")
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.root.addWidget(area)
        self.cards: dict[str, StrandCard] = {}
        context.runner.done.connect(self._take)
        context.runner.failed.connect(self._give_up)

    def refresh(self) -> None:
        """Show every strand; the figures follow from the worker."""
        strands = self.context.case.strands
        self._nothing.setVisible(not strands)
        self._keep([s.id for s in strands])
        scenario = self.context.document.scenario
        for strand in strands:
            self.cards[strand.id].show_strand(strand)
            if strand.offer is not None:
                job = partial(_weigh, self.context.case, strand.id, scenario)
                self.context.runner.ask(_KEY + strand.id, job)

    def _keep(self, wanted: list[str]) -> None:
        if list(self.cards) == wanted:
            return
        for card in self.cards.values():
            card.hide()
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = {name: StrandCard(self.context) for name in wanted}
        for n, card in enumerate(self.cards.values(), start=2):
            self._column.insertWidget(n, card)

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        card = self.cards.get(key.removeprefix(_KEY)) if key.startswith(_KEY) else None
        if card is not None:
            card.show_result(result)

    @Slot(str, object)
    def _give_up(self, key: str, error: Exception) -> None:
        from dsa_sim.model.decision_days import IncompleteError

        card = self.cards.get(key.removeprefix(_KEY)) if key.startswith(_KEY) else None
        if card is not None and isinstance(error, IncompleteError):
            card.show_result(None)

    def go_to(self, target: str) -> None:
        """Put the cursor into an input of an offer."""
        identifier, _, path = target.partition(".")
        card = self.cards.get(identifier)
        if card is None:
            return
        field = card.inputs.fields.get(path.removeprefix("offer."), card.inputs.fields["cost"])
        show_and_focus(card.begin if card.whole.isHidden() else field)


class StrandCard(Card):
    """One strand: the inputs of the offer, the figures and the tree; or a button to begin."""

    def __init__(self, context: Context):
        super().__init__(" ")
        self.context, self.lang = context, context.lang
        tr = self.lang.tr
        self.strand: Strand | None = None
        self.begin = QPushButton(tr("Weigh commitments"))
        self.begin.clicked.connect(self._add)
        self.remove = QPushButton(tr("Remove commitments"))
        self.remove.setObjectName("flat")
        self.remove.clicked.connect(self._remove)
        self.head.addWidget(self.begin)
        self.head.addWidget(self.remove)
        self.whole = QWidget()
        grid = QGridLayout(self.whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        self.inputs = OfferFields(context)
        grid.addWidget(self.inputs, 0, 0)
        grid.addLayout(self._make_figures(), 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.chart = ChartCanvas(self.lang)
        self.chart.setMinimumHeight(300)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        grid.addWidget(self.chart, 1, 0, 1, 2)
        self.said = label(name="caption", wrap=True)
        grid.addWidget(self.said, 2, 0, 1, 2)
        self.body.addWidget(self.whole)

    def _make_figures(self) -> QVBoxLayout:
        tr = self.lang.tr
        self.contest = KeyFigure(tr("Expected if contested"))
        self.commit = KeyFigure(tr("Expected if commitments are offered"))
        self.limit = KeyFigure(tr("Break-even cost of commitments"))
        column = QVBoxLayout()
        column.setSpacing(8)
        for figure in (self.contest, self.commit, self.limit):
            column.addWidget(figure)
        return column

    def show_strand(self, strand: Strand) -> None:
        """Show the inputs of a strand of the base case."""
        self.strand = strand
        self.title.setText(strand.title)
        has = strand.offer is not None
        self.begin.setVisible(not has)
        self.remove.setVisible(has)
        self.whole.setVisible(has)
        if has:
            self.inputs.show_strand(strand)

    def show_result(self, found: CommitOrContest | None) -> None:
        """Show what was weighed; None where something is missing for it."""
        self.chart.setVisible(found is not None and not found.missing)
        if found is None or found.missing or self.strand is None:
            words = self.lang.tr("not computable yet")
            for figure in (self.contest, self.commit, self.limit):
                figure.show_figure("–", words)
            self.said.setText(break_even_words(found, self.lang) if found else "")
            return
        self._show_figures(found)
        outcomes = self.strand.outcomes
        open_words = "" if outcomes.decision or outcomes.closed else _taken_as_decided(self.lang)
        self.said.setText(f"{open_words}{_left_out(self.lang)}")
        look = self.context.theme.look
        view = tree_view(found, self.strand.title, self.lang, look=look, with_title=False)
        self.chart.show_chart(view)

    def _show_figures(self, found: CommitOrContest) -> None:
        lang, tr = self.lang, self.lang.tr
        for figure, eur, other in (
            (self.contest, found.contest_eur, found.commit_eur),
            (self.commit, found.commit_eur, found.contest_eur),
        ):
            less = eur < other - 0.005
            words = tr("cheaper by {amount}", amount=formats.amount(lang, other - eur))
            figure.show_figure(
                formats.amount(lang, eur), words if less else "",
                exact=formats.exact_amount(lang, eur),
            )  # fmt: skip
        limit = found.break_even_cost_eur
        shown = "–" if limit is None or limit <= 0 else formats.amount(lang, limit)
        exact = "" if limit is None else formats.exact_amount(lang, limit)
        self.limit.show_figure(shown, break_even_words(found, lang), exact=exact)

    @Slot()
    def _add(self) -> None:
        self._apply(self.lang.tr("Weigh commitments"), Offer(), "offer.cost")

    @Slot()
    def _remove(self) -> None:
        self._apply(self.lang.tr("Remove commitments"), None, "offer")

    def _apply(self, words: str, offer: Offer | None, field: str) -> None:
        assert self.strand is not None
        identifier = self.strand.id
        edit = partial(change, identifier=identifier, offer=offer)
        if offer is None:
            edit = partial(remove_value, identifier=identifier, field="offer")
        self.context.apply(words, edit, where=f"{self.strand.id}.{field}")


def _weigh(
    case: Case, strand: str, scenario: str | None, cancelled: Cancelled
) -> CommitOrContest | None:
    trials = min(TRIALS, case.trials)
    return commit_or_contest(case, strand, scenario=scenario, trials=trials, cancelled=cancelled)


def _taken_as_decided(lang: Any) -> str:
    text: str = lang.tr(
        "The strand gives neither a decision nor a closure a chance: contested, it is taken to "
        "end in a decision."
    )
    return f"{text}\n"


def _left_out(lang: Any) -> str:
    text: str = lang.tr(
        "What expected amounts leave out: how far an outcome may lie from them, private claims, "
        "reputation, and the precedent set. Procedural fines and penalties under "
        "Art. 76(1)(a)–(c) may follow either way and are in neither; penalties for breached "
        "commitments (Art. 76(1)(d)) are not counted."
    )
    return text
