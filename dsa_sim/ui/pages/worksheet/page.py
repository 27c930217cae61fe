"""The page Worksheet: every step by which a figure is reached, with what stands behind it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QWidget

from dsa_sim.language import formats
from dsa_sim.language.national_words import authority_of, fine_title
from dsa_sim.language.worksheet_lines import amount_table, decision_table, maximum_table
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.model.periods import CountedPeriod
from dsa_sim.ui.charts import waterfall_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.places import STEPS
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, clear, label, scrolled_column
from dsa_sim.ui.widgets.step_table import StepTable

KEY = Qt.ItemDataRole.UserRole
NARROW = 820


class WorksheetPage(Page):
    """Decisions and infringements on the left, the steps of the one chosen on the right."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._list = QListWidget()
        self._list.setAccessibleName(self.lang.tr("Worksheets"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._show_chosen)
        left = Card(margin=8)
        left.body.addWidget(self._list)
        area, self._detail = scrolled_column()
        self._split = split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(left)
        split.addWidget(area)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 860])
        self.root.addWidget(split)
        self._chosen = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both have no room beside each other the list stands above the steps."""
        super().resizeEvent(event)
        beside = self.width() >= NARROW
        side = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if side != self._split.orientation():
            self._split.setOrientation(side)
            self._split.setSizes([300, 860] if beside else [130, 300])

    def refresh(self) -> None:
        """List what can be shown and show the steps of the one chosen."""
        shown = self.context.assessment()
        entries = self._entries(shown)
        keys = [key for key, _ in entries]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else ""
        self._list.blockSignals(True)
        self._list.clear()
        for key, text in entries:
            item = QListWidgetItem(text)
            item.setData(KEY, key)
            self._list.addItem(item)
            if key == self._chosen:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._show(shown)

    def go_to(self, target: str) -> None:
        """Show the steps of a strand or an infringement."""
        self._chosen = target.removeprefix(STEPS).partition(".")[0]
        self.refresh()
        self._list.setFocus()

    def _entries(self, shown: Assessment) -> list[tuple[str, str]]:
        entries = []
        for strand in shown.strands:
            day = formats.day(self.lang, strand.strand.decision_on)
            title = self.lang.tr("Decision of {day}: {strand}", day=day, strand=strand.strand.title)
            entries.append((strand.strand.id, title))
            entries += [
                (sheet.infringement.id, f"    {sheet.infringement.title}")
                for sheet in shown.worksheets
                if sheet.infringement.strand == strand.strand.id
            ]
        return entries

    @Slot(QListWidgetItem, QListWidgetItem)
    def _show_chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self._chosen = str(item.data(KEY))
            self._show(self.context.assessment())

    def _show(self, shown: Assessment) -> None:
        clear(self._detail)
        sheet = next((w for w in shown.worksheets if w.infringement.id == self._chosen), None)
        if sheet is not None:
            self._show_sheet(sheet, shown)
        elif self._chosen:
            self._show_decision(self._chosen, shown)
        else:
            nothing = self.lang.tr("Nothing is alleged yet, so there are no steps to show.")
            self._detail.addWidget(label(nothing, name="muted"))
        self._detail.addStretch(1)

    def _show_sheet(self, sheet: Worksheet, shown: Assessment) -> None:
        tr = self.lang.tr
        share = next(
            s for d in shown.decisions for s in d.shares if s.infringement == sheet.infringement.id
        )
        card = Card(sheet.infringement.title)
        why = not_counted(share.not_counted, self.lang)
        if why:
            card.body.addWidget(label(why, name="warningText", wrap=True))
        table = amount_table(self.lang, sheet)
        if table.rows:
            card.body.addWidget(StepTable(table, self.context))
        for period in sheet.periods:
            card.body.addWidget(label(self._period(period), name="caption", wrap=True))
        self._detail.addWidget(card)
        if table.rows:
            chart = ChartCanvas(self.lang)
            chart.setMinimumHeight(280)
            picture = Card(tr("How the amount is reached (likely values)"))
            picture.body.addWidget(chart)
            picture.body.addWidget(chart.caption)
            chart.show_chart(
                waterfall_view(
                    sheet, shown, self.lang, look=self.context.theme.look, with_title=False
                )
            )
            chart.save_asked.connect(self.context.save_chart_asked)
            self._detail.addWidget(picture)

    def _period(self, period: CountedPeriod) -> str:
        tr, lang = self.lang.tr, self.lang
        if period.counted_from is None:
            return tr(
                "Art. {code} did not apply in the alleged period ({source}).",
                code=period.provision,
                source=period.source,
            )
        return tr(
            "Art. {code} counts from {start} to {end} ({source}).",
            code=period.provision,
            start=formats.day(lang, period.counted_from),
            end=formats.day(lang, period.until),
            source=period.source,
        )

    def _show_decision(self, identifier: str, shown: Assessment) -> None:
        tr = self.lang.tr
        strand = next(s for s in shown.strands if s.strand.id == identifier)
        for maximum in strand.maxima:
            table = maximum_table(self.lang, maximum)
            card = Card(table.summary)
            card.body.addWidget(StepTable(table, self.context))
            self._detail.addWidget(card)
        if not strand.maxima:
            text = tr("Its maximum cannot be computed: see what needs attention.")
            self._detail.addWidget(label(text, name="warningText", wrap=True))
        for decision in shown.decisions:
            if decision.strand == identifier:
                title = fine_title(
                    self.lang, authority_of(shown.case, identifier),
                    procedural=decision.kind == "procedural",
                )  # fmt: skip
                card = Card(title)
                table = decision_table(self.lang, title, decision, shown)
                card.body.addWidget(StepTable(table, self.context))
                self._detail.addWidget(card)
