"""The card of the back-test: the methods tried on the fines imposed so far."""

from PySide6.QtCore import Slot

from dsa_sim.language.backtest_words import (
    backtest_cautions,
    backtest_table,
    decided_names,
    decided_words,
    unanswered_words,
)
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fields import ChipField
from dsa_sim.ui.widgets.table_view import TableView

_COLUMNS = ("method", "gravity", "low", "high", "of_fine", "result")
_WIDTHS = {0: -5, 1: 92, 2: 96, 3: 96, 4: 128, 5: -4}
"""Amounts are never cut; the words beside them wrap where the window is narrow."""


class BacktestCard(Card):
    """What each method would have said of a decided case, with what it is worth before it."""

    def __init__(self, context: Context):
        lang = context.lang
        super().__init__(lang.tr("Back-test on the decisions so far"))
        few, *how = backtest_cautions(lang)
        self.body.addWidget(label(few, name="warningText", wrap=True))
        names = decided_names(lang)
        self.cases = ChipField(lang.tr("Decided case"), names)
        self.cases.edited.connect(self._show)
        self.body.addWidget(self.cases)
        self._said = decided_words(lang)
        self.decided = label(wrap=True)
        self.body.addWidget(self.decided)
        table = backtest_table(lang).only(*_COLUMNS)
        self._rows = table.rows
        self.table = TableView(context, self.title.text(), table.columns, widths=_WIDTHS)
        self.body.addWidget(self.table)
        for text in (unanswered_words(lang), *how):
            self.body.addWidget(label(text, name="caption", wrap=True))
        first, _ = names[0]
        self.cases.set_value(first)
        self._show(first)

    @Slot(object)
    def _show(self, case: object) -> None:
        self.decided.setText(self._said[str(case)])
        self.table.set_rows([row for row in self._rows if row.key.startswith(f"{case}.")])
