"""Two inputs at a time: a result over both, as a heat map."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout

from dsa_sim.model.sensitivity import Grid, grid
from dsa_sim.model.uncertain import inputs_of
from dsa_sim.report.charts.catalogue import preferred_height
from dsa_sim.ui.charts import grid_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.drivers.card import Question, WorkedCard, named
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.canvas import DPI, ChartCanvas
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField


class GridCard(WorkedCard):
    """Choose two inputs; see the result over the whole range of both."""

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(context, tr("Two inputs at a time"), key="grid", job=_worked_out)
        self.across = ChoiceField(tr("Input across"))
        self.down = ChoiceField(tr("Input down"))
        self.across.edited.connect(self._choose_across)
        self.down.edited.connect(self._choose_down)
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for row, (name, field) in enumerate(((tr("Across"), self.across), (tr("Down"), self.down))):
            form.addWidget(label(name, name="fieldLabel"), row, 0)
            form.addWidget(field, row, 1)
        self.body.addLayout(form)
        self.nothing = label(name="muted", wrap=True)
        self.chart = ChartCanvas(self.lang)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.chart.caption)
        self.body.addStretch(1)
        self.chart.hide()
        self._question: Question | None = None
        self._pair: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()

    def show_case(self, question: Question, ranked: Sequence[str]) -> None:
        """Show the two inputs chosen, or the two that move the result most."""
        self._question = question
        choices = named(self.lang, question.seen, inputs_of(question.seen))
        offered = [path for path, _ in choices]
        for field in (self.across, self.down):
            field.set_choices(choices)
        # What was chosen stays; where nothing was, the two that move the result most are shown.
        wanted = (*self._pair, *ranked, *offered)
        pair = tuple(dict.fromkeys(path for path in wanted if path in offered))[:2]
        self._show_pair(pair)

    def _show_pair(self, pair: tuple[str, ...]) -> None:
        self._shown = pair
        if len(pair) < 2 or self._question is None:
            self.rest()
            self.show_refusal(self.lang.tr("This needs two uncertain inputs."))
            return
        self.across.set_value(pair[0])
        self.down.set_value(pair[1])
        q = self._question
        self.ask(
            Question(
                revision=q.revision, scenario=q.scenario, result=q.result, inputs=pair, seen=q.seen
            )
        )

    def show_answer(self, question: Question, answer: object) -> None:
        """Draw the heat map."""
        assert isinstance(answer, Grid)
        view = grid_view(
            answer, question.seen, self.lang, look=self.context.theme.look, with_title=False
        )
        self.nothing.hide()
        self.chart.show()
        self.chart.setFixedHeight(round(preferred_height(view.data) * DPI))
        self.chart.show_chart(view)

    def show_refusal(self, text: str) -> None:
        """Say why there is no heat map."""
        self.chart.hide()
        self.nothing.setText(text)
        self.nothing.show()

    @Slot(object)
    def _choose_across(self, path: object) -> None:
        self._choose(str(path), 0)

    @Slot(object)
    def _choose_down(self, path: object) -> None:
        self._choose(str(path), 1)

    def _choose(self, path: str, place: int) -> None:
        # An input chosen twice changes places with the other.
        if len(self._shown) < 2:
            return
        other = self._shown[1 - place]
        other = self._shown[place] if other == path else other
        self._pair = (path, other) if place == 0 else (other, path)
        self._show_pair(self._pair)


def _worked_out(question: Question, cancelled: Cancelled) -> Grid:
    across, down = question.inputs
    return grid(
        question.seen, down=down, across=across, result=question.result, threads=1,
        cancelled=cancelled,
    )  # fmt: skip
