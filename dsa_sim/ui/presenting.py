"""Presenting: full screen, one chart a slide, keys and remote control, scenarios live.

Nothing private is on a slide: no page, no reasons, no notes; a title, a chart and the mark.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dsa_sim.language.words import word
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.canvas import ChartCanvas, ChartView
from dsa_sim.ui.widgets.cards import label, with_markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsa_sim.model.assessment import Assessment
    from dsa_sim.model.simulation import Exposure

ZOOM = 1.7
"""How much larger than in the window charts are written: they are read from across a room."""

_NEXT = {
    Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return,
}  # fmt: skip
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}


class Presentation(QWidget):
    """The slides of the case as it is; the scenario in view is the one of the window."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("presentation")
        self.setAutoFillBackground(True)
        self._context, self.lang = context, context.lang
        self.number = 0
        self.setWindowTitle(self.lang.tr("Presentation"))
        self.title = label(name="slideTitle", wrap=True)
        self.scenario = label(name="slideLine")
        self.chart = ChartCanvas(self.lang, zoom=ZOOM)
        # Keys and the other button turn the slides.
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chart.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.figures = with_markup(label(name="slideLine", wrap=True))
        self.foot = label(name="caption")
        self.count = label(name="caption")
        self._arrange()
        context.document.case_changed.connect(self.show_slide)
        context.document.scenario_changed.connect(self.show_slide)
        context.exposures.changed.connect(self.show_slide)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 40, 56, 28)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.scenario)
        column.addWidget(self.chart, 1)
        column.addWidget(self.figures)
        row = QHBoxLayout()
        row.addWidget(self.foot, 1)
        row.addWidget(self.count)
        column.addLayout(row)

    def begin(self) -> None:
        """Fill the screen with the first slide."""
        self.showFullScreen()
        self.show_slide()
        self.setFocus()

    def slides(self) -> "tuple[Callable[[], ChartView | None], ...]":
        """What makes each slide; slides that have nothing to show are left out."""
        return (
            self._comparison, self._exceedance, self._distribution, *self._periodic(),
            self._precedents, self._timeline,
        )  # fmt: skip

    @Slot()
    def show_slide(self) -> None:
        """Show the slide whose number it is, as the case is now."""
        views = [view for make in self.slides() if (view := make()) is not None]
        if not views:
            self.close()
            return
        self.number = max(0, min(self.number, len(views) - 1))
        view = views[self.number]
        self.title.setText(view.title)
        self.scenario.setText(self._scenario_words())
        self.chart.show_chart(view)
        self.figures.setText(self._headline())
        mark = self._context.case.mark
        said = "" if mark == "none" else word(self.lang, "confidentiality", mark)
        caveat = self.lang.tr("Figures below the maximum are assumptions, not a forecast.")
        self.foot.setText(" · ".join(part for part in (said, caveat) if part))
        self.count.setText(f"{self.number + 1} / {len(views)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, space and the keys of a remote turn the slides; digits change scenario."""
        key = Qt.Key(event.key())
        if key in _NEXT:
            self._turn(1)
        elif key in _BACK:
            self._turn(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._turn(-1000 if key == Qt.Key.Key_Home else 1000)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Q):
            self.close()
        elif event.text().isdigit():
            self._show_scenario(int(event.text()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes on, one with the other button back."""
        self._turn(-1 if event.button() == Qt.MouseButton.RightButton else 1)

    def _turn(self, by: int) -> None:
        self.number += by
        self.show_slide()

    def _show_scenario(self, digit: int) -> None:
        """0 is the base case, 1 the first scenario."""
        scenarios = [None, *(s.id for s in self._context.case.scenarios)]
        if digit < len(scenarios):
            self._context.document.show_scenario(scenarios[digit])

    def _scenario_words(self) -> str:
        from dsa_sim.report.charts.chart_data import scenario_title

        return scenario_title(self._context.assessment(), self.lang)

    def _headline(self) -> str:
        from dsa_sim.ui.summary import slide_line

        return slide_line(self._context)

    def _known(self) -> "tuple[Assessment, Exposure | None]":
        return self._context.assessment(), self._context.exposure(self._context.document.scenario)

    def _comparison(self) -> ChartView | None:
        from dsa_sim.ui.charts import comparison_view

        context = self._context
        return comparison_view(
            context.all_assessments(), self.lang, look=context.theme.look, zoom="maximum",
            chosen=context.document.scenario, exposures=context.exposures.known(),
            with_title=False,
        )  # fmt: skip

    def _exceedance(self) -> ChartView | None:
        from dsa_sim.ui.charts import exceedance_view

        shown, exposure = self._known()
        if exposure is None:
            return None
        return exceedance_view(
            [exposure], [shown], self.lang, look=self._context.theme.look,
            chosen=self._context.document.scenario, with_title=False,
        )  # fmt: skip

    def _distribution(self) -> ChartView | None:
        from dsa_sim.ui.charts import distribution_view

        shown, exposure = self._known()
        if exposure is None:
            return None
        look = self._context.theme.look
        return distribution_view(exposure, shown, self.lang, look=look, with_title=False)

    def _precedents(self) -> ChartView | None:
        from dsa_sim.ui.charts import precedents_view

        context = self._context
        if all(shown.total_eur is None for shown in context.all_assessments()):
            return None
        return precedents_view(
            context.all_assessments(), self.lang, look=context.theme.look,
            chosen=context.document.scenario, with_title=False,
        )  # fmt: skip

    def _timeline(self) -> ChartView | None:
        from dsa_sim.ui.charts import timeline_view

        if not any(p.events for p in self._context.case.proceedings):
            return None
        look = self._context.theme.look
        return timeline_view(self._context.case, self.lang, look=look, with_title=False)

    def _periodic(self) -> "list[Callable[[], ChartView | None]]":
        """A slide for each periodic penalty whose daily maximum is known."""
        from dsa_sim.model.running_total import running_total
        from dsa_sim.ui.charts import periodic_view

        look = self._context.theme.look
        return [
            partial(periodic_view, running_total(item, maximum), self.lang, look=look)
            for found in self._context.assessment().strands
            if (maximum := found.of("periodic")) is not None
            for item in found.strand.periodic
        ]
