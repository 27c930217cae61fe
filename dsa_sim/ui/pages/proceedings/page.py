"""The page Proceedings and deadlines: the timeline, what is due next, events, and limitation."""

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.ui.charts import timeline_view
from dsa_sim.ui.context import Context, today
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.proceedings.cases import ProceedingsPanel
from dsa_sim.ui.pages.proceedings.deadlines import DatesPanel
from dsa_sim.ui.pages.proceedings.events import EventsPanel
from dsa_sim.ui.pages.proceedings.limitation import LimitationPanel
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, scrolled_column
from dsa_sim.ui.widgets.fields import ChipField

_INCH = 96
_WIDE = 840
CHART_PATIENCE_MS = 300
"""How long edits may pause before the timeline is drawn again: drawing it takes a while."""


class ProceedingsPage(Page):
    """One wide column of cards; it edits the base case.

    The fields follow every edit at once, the tables of dates when the event loop is free, the
    timeline when typing pauses: typing never waits for them.
    """

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._shown: tuple[Any, ...] = ()
        self._dated: tuple[Any, ...] = ()
        self._zoom, self._drawn_look = "all", ""
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_dates)
        self._chart_later = QTimer(self, singleShot=True, interval=CHART_PATIENCE_MS)
        self._chart_later.timeout.connect(self._show_chart)
        self.dates = DatesPanel(context)
        self.cases = ProceedingsPanel(context)
        self.events = EventsPanel(context)
        self.limitation = LimitationPanel(context)
        self._buttons = self._make_buttons()
        self._arrange()
        self.cases.shown.connect(self._show_events)

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        tr = self.lang.tr
        export = QPushButton(tr("Export dates…"))
        export.setToolTip(tr("Export dates to a calendar file"))
        export.clicked.connect(self.dates.ask_export)
        add = QPushButton(tr("+ Add an event"))
        add.setObjectName("primary")
        add.clicked.connect(self.events.add_button.click)
        return export, add

    def _arrange(self) -> None:
        self._area, column = scrolled_column()
        for card in (self._timeline(), self.dates, self.cases, self.events, self.limitation):
            column.addWidget(card)
        column.addStretch(1)
        for panel in (self.cases, self.events):
            panel.reveal_asked.connect(self._reveal)
        self.root.addWidget(self._area)

    def _timeline(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("Timeline"))
        zoom = ChipField(
            tr("Range of the timeline"), (("all", tr("All")), ("coming", tr("Next 18 months")))
        )
        zoom.set_value(self._zoom)
        zoom.edited.connect(self._set_zoom)
        card.head.addWidget(zoom)
        self.chart = ChartCanvas(self.lang)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        card.body.addWidget(self.chart)
        card.body.addWidget(self.chart.caption)
        return card

    def header_buttons(self) -> tuple[QPushButton, ...]:
        """Export the dates; add an event."""
        return self._buttons

    def refresh(self) -> None:
        """Show the case as it is now; nothing is done where nothing changed."""
        self._fit_header()
        case, seen = self.context.case, (self.context.theme.look, today())
        if self._shown and self._shown[0] is case and self._shown[1] == seen:
            return
        self._shown = (case, seen)
        self.cases.refresh()
        self.events.show_proceeding(self.cases.current)
        self.events.refresh()
        self._later.start()

    def _fit_header(self) -> None:
        """Leave the title its room: the card has the same button."""
        if self._buttons[0].parent() is None:
            # Not in the head yet: shown now it would be a window of its own.
            return
        self._buttons[0].setVisible(self.width() >= _WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow head has no room for every button."""
        super().resizeEvent(event)
        self._fit_header()

    @Slot(str)
    def _show_events(self, proceeding: str) -> None:
        self.events.show_proceeding(proceeding)
        self.events.refresh()

    @Slot()
    def _show_dates(self) -> None:
        if not self.isVisible():
            # The page was left in the meantime; showing it again shows its dates.
            self._shown = ()
            return
        case = self.context.case
        deadlines = self._deadlines(case)
        self.dates.show_deadlines(deadlines, today())
        self.limitation.show_limits(case, deadlines)
        if self.chart.view is None or self._drawn_look != self.context.theme.look:
            self._show_chart()
        else:
            self._chart_later.start()

    def _deadlines(self, case: Case) -> tuple[Deadline, ...]:
        if not self._dated or self._dated[0] is not case:
            self._dated = (case, case_deadlines(case))
        found: tuple[Deadline, ...] = self._dated[1]
        return found

    @Slot()
    def _show_chart(self) -> None:
        if not self.isVisible():
            self._shown = ()
            return
        from dsa_sim.report.charts.catalogue import preferred_height

        view = timeline_view(
            self.context.case, self.lang, look=self.context.theme.look, zoom=self._zoom,
            today=today(), with_title=False,
        )  # fmt: skip
        self._drawn_look = self.context.theme.look
        self.chart.setFixedHeight(round(_INCH * preferred_height(view.data)))
        self.chart.show_chart(view)

    @Slot(object)
    def _set_zoom(self, zoom: object) -> None:
        self._zoom = str(zoom)
        self._show_chart()

    def go_to(self, target: str) -> None:
        """Choose the proceeding or event with that target, and focus its field."""
        identifier, _, field = target.partition(".")
        case = self.context.case
        owner = next((p for p in case.proceedings if _has(p, identifier)), None)
        if owner is None:
            return
        self.refresh()
        self.cases.choose(owner.id)
        if identifier == owner.id:
            self.cases.go_to(identifier, field)
        else:
            self.events.go_to(identifier, field)

    @Slot(QWidget)
    def _reveal(self, widget: QWidget) -> None:
        self._area.ensureWidgetVisible(widget, 40, 80)


def _has(proceeding: Any, identifier: str) -> bool:
    return identifier == proceeding.id or any(e.id == identifier for e in proceeding.events)
