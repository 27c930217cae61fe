"""The page Exposure: what would be paid if all is fined, against the maximum."""

from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, Decision, Share
from dsa_sim.model.case import Infringement
from dsa_sim.model.maxima import MaximumKind
from dsa_sim.ui.canvas import ChartCanvas
from dsa_sim.ui.cards import Card, KeyFigure, clear, label, line, scrolling
from dsa_sim.ui.charts import comparison_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.fields import ChipField
from dsa_sim.ui.page import Page
from dsa_sim.ui.places import STEPS
from dsa_sim.ui.plain_table import PlainTable, Row


class ExposurePage(Page):
    """Key figures, the scenarios against the maximum, the decisions, and each infringement."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(14)
        column.addLayout(self._figures())
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self._comparison(), 3)
        middle.addWidget(self._decisions(), 2)
        column.addLayout(middle, 1)
        column.addWidget(self._infringements())
        self.root.addWidget(scrolling(content))
        self._zoom = "maximum"
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_tables)

    def _figures(self) -> QHBoxLayout:
        tr = self.lang.tr
        self._total = KeyFigure(tr("If all is fined"))
        self._maximum = KeyFigure(tr("Statutory maximum"))
        self._share = KeyFigure(tr("Share of the maximum"))
        self._procedural = KeyFigure(tr("Procedural maximum"))
        self._periodic = KeyFigure(tr("Periodic penalty maximum"))
        row = QHBoxLayout()
        row.setSpacing(14)
        for figure in (
            self._total,
            self._maximum,
            self._share,
            self._procedural,
            self._periodic,
        ):
            row.addWidget(figure, 1)
        return row

    def _comparison(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("Scenarios against the maximum"))
        zoom = ChipField(
            tr("Range of the chart"),
            (("maximum", tr("To the maximum")), ("amounts", tr("To the amounts"))),
        )
        zoom.set_value("maximum")
        zoom.edited.connect(self._set_zoom)
        card.head.addWidget(zoom)
        self.chart = ChartCanvas(self.lang)
        self.chart.setMinimumHeight(200)
        self.chart.save_asked.connect(self._save_chart)
        card.body.addWidget(self.chart, 1)
        return card

    def _decisions(self) -> Card:
        card = Card(self.lang.tr("Decisions"))
        self._decision_rows = QVBoxLayout()
        self._decision_rows.setSpacing(8)
        card.body.addLayout(self._decision_rows)
        card.body.addStretch(1)
        return card

    def _infringements(self) -> Card:
        tr = self.lang.tr
        card = Card()
        self._table = PlainTable(
            tr("Alleged infringements"),
            (
                tr("Alleged infringement"),
                tr("Provision"),
                tr("Period"),
                tr("Gravity"),
                tr("Finding"),
                tr("If fined"),
                tr("Part of the fine"),
            ),
            numeric=(4, 5, 6),
        )
        self._table.chosen.connect(self._open_worksheet)
        card.body.addWidget(self._table)
        return card

    def refresh(self) -> None:
        """Show the scenario chosen."""
        self._show_chart()
        self._show_figures(self.context.assessment())
        # Figures and chart are what one looks at while typing; the tables follow a moment later.
        self._later.start()

    @Slot()
    def _show_tables(self) -> None:
        if not self.isVisible():
            # The page was left or the window closed in the meantime; showing it refreshes it.
            return
        shown = self.context.assessment()
        self._show_decisions(shown)
        self._show_infringements(shown)

    def _show_chart(self) -> None:
        self.chart.show_chart(
            comparison_view(
                self.context.all_assessments(),
                self.lang,
                look=self.context.theme.look,
                zoom=self._zoom,
                chosen=self.context.document.scenario,
                with_title=False,
            )
        )
        count = 1 + len(self.context.case.scenarios)
        self.chart.setMinimumHeight(max(200, 70 + 42 * count))

    def _show_figures(self, shown: Assessment) -> None:
        tr, lang = self.lang.tr, self.lang
        open_words = tr("not computable yet")
        total, maximum = shown.total_eur, shown.maximum_eur
        turnover = next(
            (m.turnover for s in shown.strands for m in s.maxima if m.amount == maximum), None
        )
        if total is None:
            self._total.show_figure("–", open_words)
        else:
            share = total / float(turnover.euro) if turnover and turnover.euro else None
            meaning = (
                tr("{share} of turnover", share=formats.share(lang, share))
                if share is not None
                else ""
            )
            self._total.show_figure(
                formats.amount(lang, total), meaning, exact=formats.exact_amount(lang, total)
            )
        if maximum is None or turnover is None:
            for figure in (self._maximum, self._share, self._procedural, self._periodic):
                figure.show_figure("–", open_words)
            return
        self._show_maxima(shown, maximum)
        binds = any(d.maximum_binds for d in shown.decisions)
        share = None if total is None or not maximum else total / float(maximum)
        self._share.show_figure(
            "–" if share is None else formats.share(lang, share),
            tr("the maximum binds") if binds else tr("the maximum does not bind"),
        )

    def _show_maxima(self, shown: Assessment, maximum: Decimal) -> None:
        tr, lang = self.lang.tr, self.lang
        strand = next(s for s in shown.strands for m in s.maxima if m.amount == maximum)
        kinds: tuple[tuple[MaximumKind, KeyFigure], ...] = (
            ("infringement", self._maximum),
            ("procedural", self._procedural),
            ("periodic", self._periodic),
        )
        for kind, figure in kinds:
            found = strand.of(kind)
            if found is None:
                figure.show_figure("–", tr("not computable yet"))
                continue
            rate = formats.rate(lang, found.rate)
            meaning = tr(
                "{rate}, year to {day}",
                rate=rate,
                day=formats.day(lang, found.turnover.year.ends_on),
            )
            if kind == "periodic":
                meaning = tr("a day, {rate} of daily turnover", rate=rate)
            if kind == "procedural":
                meaning = tr("{rate}, for procedural failures", rate=rate)
            figure.show_figure(
                formats.amount(lang, found.amount),
                meaning,
                exact=f"{formats.exact_amount(lang, found.amount)} ({found.law})",
            )

    def _show_decisions(self, shown: Assessment) -> None:
        clear(self._decision_rows)
        strands = {s.strand.id: s.strand for s in shown.strands}
        for n, decision in enumerate(shown.decisions):
            if n:
                self._decision_rows.addWidget(line())
            self._decision_rows.addWidget(
                self._decision(decision, strands[decision.strand].title, shown)
            )
        if not shown.decisions:
            nothing = self.lang.tr("No infringement is alleged yet.")
            self._decision_rows.addWidget(label(nothing, name="muted"))

    def _decision(self, decision: Decision, title: str, shown: Assessment) -> QWidget:
        tr, lang = self.lang.tr, self.lang
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        head = QHBoxLayout()
        name = label(title, name="sectionTitle", wrap=True)
        fine = "–" if decision.fine_eur is None else formats.amount(lang, decision.fine_eur)
        head.addWidget(name, 1)
        head.addWidget(_right(fine, name="sectionTitle"))
        rows.addLayout(head)
        day = next(s.strand.decision_on for s in shown.strands if s.strand.id == decision.strand)
        for text in self._decision_lines(decision):
            rows.addWidget(label(text, name="caption", wrap=True))
        steps = QPushButton(tr("Decision of {day}: the steps", day=formats.day(lang, day)))
        steps.setObjectName("link")
        steps.setProperty("target", f"{STEPS}{decision.strand}")
        steps.clicked.connect(self._follow)
        rows.addWidget(steps, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _decision_lines(self, decision: Decision) -> list[str]:
        tr, lang = self.lang.tr, self.lang
        if not decision.counted:
            return [
                tr("No fine: the strand certainly ends without a non-compliance decision."),
                tr(
                    "Its amounts add up to {amount}.",
                    amount=formats.amount(lang, decision.sum_eur),
                ),
            ]
        if decision.maximum is None:
            return [tr("Its maximum cannot be computed: see what needs attention.")]
        lines = [
            tr(
                "Sum {sum}; maximum {maximum} ({law}), read {cap}",
                sum=formats.amount(lang, decision.sum_eur),
                maximum=formats.amount(lang, decision.maximum.amount),
                law=decision.maximum.law,
                cap=word(lang, "cap_reading", decision.cap).lower(),
            )
        ]
        if decision.maximum_binds:
            lines.append(tr("The maximum binds: amounts above it are cut."))
        other = decision.fine_other_cap_eur
        if other is not None and decision.fine_eur is not None and other != decision.fine_eur:
            lines.append(
                tr("Under the other reading: {amount}", amount=formats.amount(lang, other))
            )
        return lines

    def _show_infringements(self, shown: Assessment) -> None:
        shares = {s.infringement: s for d in shown.decisions for s in d.shares}
        total = shown.total_eur or 0.0
        rows = [
            self._row(w.infringement, w.amount_eur, shares[w.infringement.id], total)
            for w in shown.worksheets
        ]
        self._table.show_rows(rows)

    def _row(self, alleged: Infringement, amount: float | None, share: Share, total: float) -> Row:
        lang = self.lang
        codes = ", ".join(alleged.provisions)
        part = "–"
        why = not_counted(share.not_counted, lang)
        if not why and total:
            part = formats.share(lang, share.eur / total)
        return Row(
            key=alleged.id,
            cells=(
                alleged.title,
                lang.tr("Art. {codes}", codes=codes or alleged.ground),
                formats.period(lang, alleged.period_start, alleged.period_end)
                if alleged.period_start
                else "–",
                word(lang, "gravity", alleged.gravity),
                "–" if alleged.chance is None else formats.estimate(lang, alleged.chance, "share"),
                "–" if amount is None else formats.amount(lang, amount),
                part,
            ),
            tooltip=why,
            quiet=bool(why),
        )

    @Slot(str)
    def _open_worksheet(self, infringement: str) -> None:
        self.context.place_asked.emit(f"{STEPS}{infringement}")

    @Slot()
    def _follow(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.context.place_asked.emit(str(button.property("target")))

    @Slot(object)
    def _set_zoom(self, zoom: object) -> None:
        self._zoom = str(zoom)
        self._show_chart()

    @Slot(str)
    def _save_chart(self, kind: str) -> None:
        if self.chart.view is not None:
            self.context.save_chart_asked.emit(self.chart.view, kind)


def _right(text: str, *, name: str) -> QLabel:
    made = label(text, name=name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return made
