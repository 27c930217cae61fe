"""The page Exposure: what is to be paid, as a distribution, against the maximum."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dsa_sim.ui.charts import comparison_view, distribution_view, exceedance_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.exposure.dates import DatesCard
from dsa_sim.ui.pages.exposure.decisions import DecisionsCard
from dsa_sim.ui.pages.exposure.figures import ExposureFigures, ExposureNotes, modelled
from dsa_sim.ui.pages.exposure.lines import LinesCard, ProvisionCard
from dsa_sim.ui.pages.exposure.outcomes import OutcomesCard
from dsa_sim.ui.pages.exposure.table import InfringementsCard
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, scrolled_column
from dsa_sim.ui.widgets.fields import ChipField
from dsa_sim.ui.widgets.turns import Afterwards

TALL = 260
"""Pixels in which the curves read well."""
NARROW = 900
"""Pixels below which two charts do not fit side by side."""


class ExposurePage(Page):
    """Key figures, charts, the decisions, each infringement, and the view for accounting."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._zoom, self._measure = "maximum", "expected"
        self._columns = 0
        self._make_parts()
        self._area, column = scrolled_column()
        column.addLayout(self.figures)
        column.addWidget(self.notes)
        column.addLayout(self._make_charts())
        column.addWidget(self.infringements)
        column.addWidget(self.outcomes)
        column.addWidget(self.dates)
        column.addLayout(self._foot)
        column.addStretch(1)
        self.root.addWidget(self._area)
        self._later = Afterwards(self, self._show_tables)

    def _make_parts(self) -> None:
        lang, context = self.lang, self.context
        self.figures = ExposureFigures(lang)
        self.notes = ExposureNotes(lang)
        self.decisions = DecisionsCard(lang)
        self.infringements = InfringementsCard(context)
        self.outcomes = OutcomesCard(context)
        self.dates = DatesCard(context)
        self.lines = LinesCard(context)
        self.provision = ProvisionCard(context)
        for figure in self.figures.all:
            figure.asked.connect(context.place_asked)
        for part in (self.notes, self.decisions, self.infringements):
            part.place_asked.connect(context.place_asked)

    def _make_charts(self) -> QGridLayout:
        tr = self.lang.tr
        self.chart, comparison = self._chart_card(tr("Scenarios against the maximum"))
        zoom = ChipField(
            tr("Range of the chart"),
            (("maximum", tr("To the maximum")), ("amounts", tr("To the amounts"))),
        )
        zoom.set_value("maximum")
        zoom.edited.connect(self._set_zoom)
        measure = ChipField(
            tr("What the bars are"),
            (("expected", tr("Expected")), ("if_fined", tr("If all is fined"))),
        )
        measure.set_value("expected")
        measure.edited.connect(self._set_measure)
        comparison.head.addWidget(zoom)
        comparison.body.insertWidget(comparison.body.count() - 1, measure)
        title = tr("Chance that the total exceeds an amount")
        self.exceedance, self._exceedance_card = self._chart_card(title)
        title = tr("How the total is distributed")
        self.distribution, self._distribution_card = self._chart_card(title)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._cards = (comparison, self._exceedance_card, self._distribution_card, self.decisions)
        self._foot = QGridLayout()
        self._foot.setSpacing(14)
        self._arrange(columns=2)
        return self._grid

    def _arrange(self, *, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for n, card in enumerate(self._cards):
            self._grid.addWidget(card, n // columns, n % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        self._foot.addWidget(self.lines, 0, 0)
        self._foot.addWidget(self.provision, 2 - columns, columns - 1)
        self._foot.setColumnStretch(0, 1)
        self._foot.setColumnStretch(1, 2 * (columns - 1))
        self.figures.arrange(columns=3 if columns == 1 else 5)
        self.infringements.show_periods(shown=columns > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the charts below each other where two do not fit side by side."""
        super().resizeEvent(event)
        self._arrange(columns=1 if event.size().width() < NARROW else 2)

    def _chart_card(self, title: str) -> tuple[ChartCanvas, Card]:
        card, chart = Card(title), ChartCanvas(self.lang)
        chart.setMinimumHeight(TALL)
        chart.save_asked.connect(self.context.save_chart_asked)
        card.body.addWidget(chart, 1)
        card.body.addWidget(chart.caption)
        return chart, card

    def refresh(self) -> None:
        """Show the scenario chosen."""
        if self._measure == "if_fined":
            self._show_comparison()
        self.decisions.show_total(self.context.assessment())
        self.refresh_exposure()

    def refresh_exposure(self) -> None:
        """Show the exposure of the scenario chosen, as full as it is by now."""
        context, scenario = self.context, self.context.document.scenario
        shown = context.assessment()
        exposure = modelled(context, scenario, shown)
        if self._measure == "expected":
            self._show_comparison()
        self.figures.show_exposure(shown, exposure)
        recalculating = context.exposures.is_recalculating(scenario)
        self.notes.show_exposure(exposure, recalculating=recalculating)
        self._show_curves()
        # Figures and charts are what one looks at while typing; the rest follows a moment later.
        self._later.start()

    @Slot()
    def _show_tables(self) -> None:
        if not self.isVisible():
            # The page was left or the window closed in the meantime; showing it refreshes it.
            return
        context, scenario = self.context, self.context.document.scenario
        shown = context.assessment()
        self.notes.show_trouble(shown, context.exposures.refusal(scenario))
        exposure = modelled(context, scenario, shown)
        self.decisions.show_decisions(shown)
        self.infringements.show_exposure(shown, exposure)
        self.lines.show_case(context.case, exposure)
        self.provision.show_case(context.case, exposure)
        if not context.exposures.is_recalculating(scenario):
            self.outcomes.show_case()
            self.dates.show_case()

    def _show_comparison(self) -> None:
        context, is_expected = self.context, self._measure == "expected"
        shown = context.exposed_assessments() if is_expected else context.all_assessments()
        self.chart.show_chart(
            comparison_view(
                shown,
                self.lang,
                look=context.theme.look,
                zoom=self._zoom,
                chosen=context.document.scenario,
                exposures=context.exposures.known() if is_expected else None,
                with_title=False,
            )
        )
        self.chart.setMinimumHeight(max(TALL, 70 + 42 * len(shown)))

    def _show_curves(self) -> None:
        context, scenario = self.context, self.context.document.scenario
        shown, base = context.assessment(), context.base()
        exposure = modelled(context, scenario, shown)
        for card in (self._exceedance_card, self._distribution_card):
            card.setVisible(exposure is not None)
        if exposure is None:
            return
        beside = None if scenario is None else modelled(context, None, base)
        look = context.theme.look
        self.exceedance.show_chart(
            exceedance_view(
                [e for e in (exposure, beside) if e is not None], [shown, base],
                self.lang, look=look, chosen=scenario, with_title=False,
            )
        )  # fmt: skip
        self.distribution.show_chart(
            distribution_view(exposure, shown, self.lang, look=look, with_title=False)
        )

    def go_to(self, target: str) -> None:
        """Bring the reserve, the tolerance or the classes into view."""
        fields: dict[str, QWidget] = {
            "case.reserve_eur": self.lines.reserve,
            "case.tolerance_eur": self.lines.tolerance,
            "case.provision_classes": self.provision.fields["probable"],
        }
        field = fields.get(target)
        if field is not None:
            self._area.ensureWidgetVisible(field)
            field.setFocus()

    @Slot(object)
    def _set_zoom(self, zoom: object) -> None:
        self._zoom = str(zoom)
        self._show_comparison()

    @Slot(object)
    def _set_measure(self, measure: object) -> None:
        self._measure = str(measure)
        self._show_comparison()
