"""The page Precedents: the fines imposed so far, and this case beside them."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from dsa_sim.language.precedent_words import (
    BaseWords,
    FineWords,
    caution,
    fine_words,
    hindsight,
)
from dsa_sim.language.tables import Column, Row, amount_cell, row_of, share_cell
from dsa_sim.report.charts.catalogue import preferred_height
from dsa_sim.report.charts.precedents import PrecedentRow, actual_outcome, precedent_data
from dsa_sim.ui.charts import precedents_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.widgets.canvas import DPI, ChartCanvas
from dsa_sim.ui.widgets.cards import Card, label, line, scrolled_column
from dsa_sim.ui.widgets.fields import ChipField
from dsa_sim.ui.widgets.table_view import TableView

ACTUAL = "actual"
STRETCH = (20, 24, 10, 12, 30, 26)
SHARES = (2, 3)


class PrecedentsPage(Page):
    """The chart of fines and scenarios, the fines one by one, and the case's own amounts."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        area, column = scrolled_column()
        column.addWidget(label(caution(self.lang), name="warningText", wrap=True))
        column.addWidget(self._picture())
        column.addWidget(self._fines())
        column.addWidget(self._own())
        column.addStretch(1)
        self.root.addWidget(area)
        self._measure = "maximum"

    def _picture(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("Fines so far and this case"))
        self.measure = ChipField(
            tr("Share of"),
            (("maximum", tr("Share of the maximum")), ("turnover", tr("Share of turnover"))),
        )
        self.measure.set_value("maximum")
        self.measure.edited.connect(self._set_measure)
        card.head.addWidget(self.measure)
        self.chart = ChartCanvas(self.lang)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        card.body.addWidget(self.chart)
        card.body.addWidget(self.chart.caption)
        self.real = label(name="caption", wrap=True)
        card.body.addWidget(self.real)
        return card

    def _own(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("This case"))
        columns = (
            Column(title=tr("Scenario"), wide=True),
            Column(title=tr("Fines under Art. 74(1)"), right=True),
            Column(title=tr("Of turnover"), right=True),
            Column(title=tr("Of the maximum"), right=True),
        )
        self.own = TableView(self.context, tr("This case"), columns)
        self.own.opened.connect(self._choose_scenario)
        card.body.addWidget(self.own)
        return card

    def _fines(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("The fines, and what each can be read against"))
        self.fines = QWidget()
        self.fines.setAccessibleName(tr("The fines, and what each can be read against"))
        grid = QGridLayout(self.fines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self._fill_head(grid)
        row = 1
        for fine in fine_words(self.lang):
            row = self._fill_fine(grid, row, fine)
        card.body.addWidget(self.fines)
        return card

    def _fill_head(self, grid: QGridLayout) -> None:
        tr = self.lang.tr
        heads = (
            tr("Decision"), tr("Read against"), tr("Of turnover"), tr("Of the maximum"),
            tr("How contested"), tr("Source and status"),
        )  # fmt: skip
        for column, (head, stretch) in enumerate(zip(heads, STRETCH, strict=True)):
            grid.setColumnStretch(column, stretch)
            grid.addWidget(_cell(head, name="caption", column=column, wrap=True), 0, column)

    def _fill_fine(self, grid: QGridLayout, row: int, fine: FineWords) -> int:
        """Add a fine with its readings from that row on; the row after them."""
        grid.addWidget(line(), row, 0, 1, len(STRETCH))
        for n, base in enumerate(fine.bases, start=1):
            for column, made in enumerate(_base_cells(base), start=1):
                grid.addWidget(made, row + n, column)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(_decision(fine), row + 1, 0, len(fine.bases), 1, top)
        last = row + len(fine.bases) + 1
        said = self.lang.tr("Said about the amount: {text}", text=fine.said) if fine.said else ""
        for text in (said, fine.behind):
            if text:
                grid.addWidget(_cell(text, name="caption"), last, 0, 1, len(STRETCH))
                last += 1
        return last

    def refresh(self) -> None:
        """Show the chart and the rows of the case as it is now."""
        shown = self.context.all_assessments()
        chosen = self.context.document.scenario or ""
        data = precedent_data(shown, self.lang, chosen=chosen)
        self._show_chart()
        self.chart.setMinimumHeight(round(preferred_height(data) * DPI))
        rows = (*data.of_kind("scenario"), *data.of_kind("actual"))
        self.own.set_rows([self._row(row, chosen) for row in rows])
        found = actual_outcome(self.context.case)
        self.real.setText(hindsight(self.lang, self.context.case, found) if found else "")
        self.real.setVisible(found is not None)

    def _row(self, row: PrecedentRow, chosen: str) -> Row:
        reading, lang = row.readings[0], self.lang
        return row_of(
            row.title,
            amount_cell(lang, row.amount_eur),
            share_cell(lang, reading.of_turnover),
            share_cell(lang, reading.of_maximum),
            key=row.key if row.kind == "scenario" else ACTUAL,
            tooltip=row.detail,
            strong=row.kind == "scenario" and row.key == chosen,
        )

    def _show_chart(self) -> None:
        self.chart.show_chart(
            precedents_view(
                self.context.all_assessments(),
                self.lang,
                look=self.context.theme.look,
                measure=self._measure,
                chosen=self.context.document.scenario,
                with_title=False,
            )
        )

    @Slot(object)
    def _set_measure(self, measure: object) -> None:
        self._measure = str(measure)
        self._show_chart()

    @Slot(str)
    def _choose_scenario(self, key: str) -> None:
        if key != ACTUAL:
            self.context.document.show_scenario(key or None)


def _decision(fine: FineWords) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addWidget(_cell(f"{fine.name}, {fine.day}", name="sectionTitle"))
    lines.addWidget(_cell(fine.amount, name="sectionTitle"))
    for part in fine.split:
        lines.addWidget(_cell(part, name="caption"))
    return box


def _base_cells(base: BaseWords) -> tuple[QWidget, ...]:
    against = QWidget()
    lines = QVBoxLayout(against)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    for text, name in ((base.what, ""), (base.turnover, "caption"), (base.scope, "caption")):
        lines.addWidget(_cell(text, name=name))
    lines.addStretch(1)
    return (
        against,
        _cell(base.of_turnover, column=2),
        _cell(base.of_maximum, name="sectionTitle", column=3),
        _cell(base.contested, name="caption"),
        _cell(base.behind, name="warningText" if base.doubtful else "caption"),
    )


def _cell(text: str, *, name: str = "", column: int = 0, wrap: bool = False) -> QLabel:
    made = label(text, name=name, wrap=wrap or column not in SHARES)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    side = Qt.AlignmentFlag.AlignRight if column in SHARES else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignTop)
    return made
