"""One input at a time: the tornado and its table; a row leads to its input."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton

from dsa_sim.language.tables import Row
from dsa_sim.model.address import field_address
from dsa_sim.model.sensitivity import Tornado, tornado
from dsa_sim.report.charts.catalogue import preferred_height
from dsa_sim.report.charts.drivers_data import driver_rows, driver_table
from dsa_sim.ui.charts import tornado_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.drivers.card import Question, WorkedCard
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.canvas import DPI, ChartCanvas
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.table_view import TableView

_COLUMNS = ("input", "held_low", "low", "held_high", "high", "width")


class TornadoCard(WorkedCard):
    """How far each uncertain input moves the result, the widest first."""

    ranked = Signal(object)
    """The paths of the inputs, the one that moves the result most first."""

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(context, tr("One input at a time"), key="tornado", job=_worked_out)
        how = tr(
            "Each input is held at its P10 and at its P90, a chance entered as one value at 0 % "
            "and at 100 %; all others stay as assumed. Chances entered as 0 % or 100 % have no bar."
        )
        self.said = label(how, name="caption", wrap=True)
        self.nothing = label(name="muted", wrap=True)
        self.chart = ChartCanvas(self.lang)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        columns = driver_table(self.lang, "mean", 0.0, ()).only(*_COLUMNS).columns
        self.table = TableView(context, tr("One input at a time"), columns)
        self.table.opened.connect(self._go_to_input)
        self.more = QPushButton()
        self.more.setObjectName("link")
        self.more.clicked.connect(self._show_all)
        for part in (self.said, self.nothing, self.chart, self.chart.caption, self.table):
            self.body.addWidget(part)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows: list[Row] = []
        self._all = False
        self._show(filled=False)

    def show_answer(self, question: Question, answer: object) -> None:
        """Draw the tornado and fill its table."""
        assert isinstance(answer, Tornado)
        self.nothing.setText(self.lang.tr("No input of this case is uncertain yet."))
        self._show(filled=bool(answer.swings))
        if answer.swings:
            view = tornado_view(
                answer, question.seen, self.lang, look=self.context.theme.look, with_title=False
            )
            self.chart.setMinimumHeight(round(preferred_height(view.data) * DPI))
            self.chart.show_chart(view)
            self._rows = self._table_rows(question, answer)
            self._show_rows()
        self.ranked.emit(tuple(swing.input.path for swing in answer.swings))

    def show_refusal(self, text: str) -> None:
        """Say why there is no tornado."""
        self._show(filled=False)
        self.nothing.setText(text)
        self.ranked.emit(())

    def _show(self, *, filled: bool) -> None:
        for part in (self.said, self.chart, self.table):
            part.setVisible(filled)
        self.more.setVisible(filled)
        self.nothing.setVisible(not filled)

    def _show_rows(self) -> None:
        moving = [row for row in self._rows if not row.quiet]
        still = len(self._rows) - len(moving)
        self.table.set_rows(self._rows if self._all else moving)
        self.more.setVisible(bool(still) and not self._all)
        self.more.setText(
            self.lang.ntr(
                "Show the {n} input that does not move it",
                "Show the {n} inputs that do not move it",
                still,
            )
        )

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._show_rows()

    def _table_rows(self, question: Question, answer: Tornado) -> list[Row]:
        rows = driver_rows(answer, question.seen, self.lang)
        table = driver_table(self.lang, question.result, answer.base, rows).only(*_COLUMNS)
        tooltip = self.lang.tr("Click to go to this input.")
        return [replace(row, tooltip=tooltip) for row in table.rows]

    @Slot(str)
    def _go_to_input(self, path: str) -> None:
        self.context.place_asked.emit(field_address(path))


def _worked_out(question: Question, cancelled: Cancelled) -> Tornado:
    # One thread: the other core is for the window.
    return tornado(question.seen, result=question.result, threads=1, cancelled=cancelled)
