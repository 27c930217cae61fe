"""Several case files of one client as one: a window beside the one of the case.

It reads case files and writes none of them; what it shows is exported as a briefing of its own. A
portfolio file lists the cases with their scenarios, and the common severity with its reason.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QPushButton

from dsa_sim.language.portfolio_words import (
    incomplete_words,
    portfolio_columns,
    portfolio_lead,
    portfolio_left_out,
    portfolio_problems,
    portfolio_remarks,
    portfolio_run,
    portfolio_table,
    portfolio_title,
)
from dsa_sim.model.kinds import STRENGTH
from dsa_sim.storage import (
    PORTFOLIO_SUFFIX,
    SUFFIX,
    CaseFileError,
    ListedPortfolio,
    describe,
    read_portfolio,
    write_portfolio,
)
from dsa_sim.ui.charts import chart_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.document import Document
from dsa_sim.ui.exporting import Exporter
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.save_name import ask_save_name
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import Card, label, scrolled_column
from dsa_sim.ui.widgets.fields import ChoiceField, Form, TextField
from dsa_sim.ui.widgets.input_fields import estimate_field
from dsa_sim.ui.widgets.part_link import because
from dsa_sim.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from dsa_sim.model.case import Case
    from dsa_sim.model.estimate import Estimate
    from dsa_sim.model.portfolio import Portfolio, PortfolioExposure
    from dsa_sim.ui.window import MainWindow

TALL = 300
"""Pixels in which the curve reads well."""
_WIDTHS = {0: -5, 1: -4, 2: -4, 3: -5, 4: -4, 5: -4, 6: -5}
"""How the columns of the table share its width; texts wrap."""


class PortfolioWindow(QMainWindow):
    """The cases, what they come to together, and how far their amounts hang together."""

    def __init__(self, main: "MainWindow") -> None:
        super().__init__(main)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._main, self.lang = main, main.context.lang
        self._cases: dict[Path, Case] = {}
        self._scenarios: dict[Path, str | None] = {}
        self._place: Path | None = None
        self._is_unsaved = False
        self._severity: Estimate | None = None
        self.found: PortfolioExposure | None = None
        # Charts, tables and exports ask their document for the title and the date they carry.
        self._document = Document(parent=self)
        self.context = Context(
            self._document, self.lang, main.context.theme, self, settings=main.settings
        )
        self.exporter = Exporter(self.context, self)
        self.setWindowTitle(self.lang.tr("Portfolio"))
        self.resize(min(main.width(), 1100), min(main.height(), 860))
        self._make_parts()
        self._arrange()
        self._connect()

    def _make_parts(self) -> None:
        tr, lang = self.lang.tr, self.lang
        self.lead = label(wrap=True)
        self.run_words = label(name="caption", wrap=True)
        self.notes = label(name="caveat", wrap=True)
        self.remarks = label(name="caption", wrap=True)
        self.chart = ChartCanvas(lang)
        self.chart.can_be_briefed = False
        self.chart.setMinimumHeight(TALL)
        self.table = TableView(
            self.context, tr("The cases of the portfolio"), portfolio_columns(lang), widths=_WIDTHS
        )
        self.severity = estimate_field(
            lang, tr("Severity common to the cases"), STRENGTH, optional=tr("each case by itself")
        )
        self.reason = TextField(
            tr("Severity common to the cases: reason"), placeholder=tr("reason"), longest=2000
        )
        self.add_button = QPushButton(tr("Add cases…"))
        self.remove_button = QPushButton(tr("Remove the case"))
        self.scenario = ChoiceField(tr("Scenario"))
        self.save_button = QPushButton(tr("Save the portfolio…"))
        self.export_button = QPushButton(tr("Export the briefing…"))
        self.export_button.setObjectName("primary")

    def _arrange(self) -> None:
        area, column = scrolled_column()
        column.setContentsMargins(20, 18, 20, 16)
        for card in (self._answer(), self._curve(), self._listed(), self._hanging()):
            column.addWidget(card)
        column.addStretch(1)
        self.setCentralWidget(area)

    def _answer(self) -> Card:
        card = Card(self.lang.tr("Portfolio"))
        for button in (self.save_button, self.export_button):
            card.head.addWidget(button)
        for part in (self.lead, self.notes, self.run_words):
            card.body.addWidget(part)
        return card

    def _curve(self) -> Card:
        card = Card(self.lang.tr("Chance that the total exceeds an amount"))
        card.body.addWidget(self.chart)
        card.body.addWidget(self.chart.caption)
        return card

    def _listed(self) -> Card:
        card = Card(self.lang.tr("Cases"))
        self.scenario.setMinimumWidth(200)
        for part in (self.scenario, self.add_button, self.remove_button):
            card.head.addWidget(part)
        card.body.addWidget(self.table)
        card.body.addWidget(self.remarks)
        return card

    def _hanging(self) -> Card:
        tr = self.lang.tr
        card, form = Card(tr("Severity common to the cases")), Form()
        form.add_row(tr("Common severity"), because(self.lang, self.severity, self.reason))
        card.body.addLayout(form)
        hint = tr(
            "How far do the amounts that one authority sets in different cases rise and fall "
            "together?"
        )
        card.body.addWidget(label(hint, name="caption", wrap=True))
        return card

    def _connect(self) -> None:
        context, main = self.context, self._main.context
        self.add_button.clicked.connect(self.ask_cases)
        self.remove_button.clicked.connect(self._remove_chosen)
        self.table.removal_asked.connect(self.remove)
        self.table.chosen.connect(self._offer)
        self.scenario.edited.connect(self._set_scenario)
        self.save_button.clicked.connect(self.ask_save)
        self.export_button.clicked.connect(self.ask_briefing)
        self.severity.edited.connect(self._set_severity)
        self.reason.edited.connect(self._set_reason)
        self.chart.save_asked.connect(self.exporter.ask_chart)
        context.save_table_asked.connect(self.exporter.ask_table)
        context.message_given.connect(self.statusBar().showMessage)
        context.runner.done.connect(self._take)
        context.runner.failed.connect(self._refuse)
        main.look_changed.connect(self._follow_look)

    # Cases

    @Slot()
    def ask_cases(self) -> bool:
        """Ask for case files and add them; False where none was."""
        tr = self.lang.tr
        folder = next((str(path.parent) for path in self._cases), self._main.files.folder)
        kinds = tr(
            "Cases and portfolios (*{suffix} *{other})", suffix=SUFFIX, other=PORTFOLIO_SUFFIX
        )
        parent = self if self.isVisible() else self._main
        names, _ = QFileDialog.getOpenFileNames(
            parent, tr("Choose the cases of the portfolio"), folder, kinds
        )
        return self.add(map(Path, names))

    def add(self, paths: Iterable[Path]) -> bool:
        """Add the cases of files; locked ones ask for their passphrases. False where none was.

        The first portfolio file that is opened is the one that the window saves to.
        """
        before = len(self._cases)
        self._is_unsaved = self._is_unsaved or bool(before)
        for path in paths:
            try:
                if path.suffix.lower() == PORTFOLIO_SUFFIX:
                    self._add_listed(path)
                else:
                    self._add(path)
            except CaseFileError as error:
                self._complain(describe(error, self.lang))
        if len(self._cases) > before:
            self._changed()
        return len(self._cases) > before

    def _add_listed(self, path: Path) -> None:
        """Add what a portfolio file lists; what it says of severity counts in an empty window."""
        listed = read_portfolio(path)
        if not self._cases:
            self._place, self._severity = path, listed.severity
            self.severity.set_value(listed.severity)
            self.reason.set_value(listed.severity_reason)
        for case, scenario in listed.cases:
            self._add(case, scenario)

    def _add(self, path: Path, scenario: str | None = None) -> None:
        place = path.resolve()
        if place in self._cases:
            self._complain(
                self.lang.tr(
                    "“{name}” is in the portfolio twice: its case would be counted twice.",
                    name=path.name,
                )
            )
            return
        found = self._main.files.read(path, self if self.isVisible() else self._main)
        if found is not None:
            self._cases[place] = found.case
            # A scenario may be gone since the portfolio was saved.
            known = {s.id for s in found.case.scenarios}
            self._scenarios[place] = scenario if scenario in known else None

    def _complain(self, said: str) -> None:
        QMessageBox.warning(self, self.lang.tr("The case cannot be opened"), said)

    @Slot()
    def _remove_chosen(self) -> None:
        self.remove(self.table.current)

    @Slot(str)
    def remove(self, name: str) -> None:
        """Take the case of that name out; the last one stays."""
        place = self._place_of(name)
        if place is not None and len(self._cases) > 1:
            del self._cases[place]
            self._is_unsaved = True
            self._changed()

    def _place_of(self, name: str) -> Path | None:
        """The file of the case of that name; None where there is none (the total)."""
        names = (m.name for m in self.portfolio.members)
        return dict(zip(names, self._cases, strict=True)).get(name)

    @Slot(object)
    def _set_scenario(self, scenario: object) -> None:
        place = self._place_of(self.table.current)
        if place is not None:
            self._scenarios[place] = str(scenario) or None
            self._is_unsaved = True
            self._ask()

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done with the case that is chosen."""
        place = self._place_of(self.table.current) if self._cases else None
        self.remove_button.setEnabled(place is not None and len(self._cases) > 1)
        self.scenario.setEnabled(place is not None)
        scenarios = () if place is None else self._cases[place].scenarios
        base = ("", self.lang.tr("Base case"))
        self.scenario.set_choices([base, *((s.id, s.title) for s in scenarios)])
        self.scenario.set_value("" if place is None else self._scenarios[place] or "")

    # What they come to

    @property
    def portfolio(self) -> "Portfolio":
        """The cases as they are chosen now, with their common severity."""
        from dsa_sim.model.portfolio import Member, Portfolio, told_apart

        names = told_apart([(case, path.stem) for path, case in self._cases.items()])
        return Portfolio(
            members=tuple(
                Member(name=name, case=case, scenario=self._scenarios[path])
                for name, (path, case) in zip(names, self._cases.items(), strict=True)
            ),
            severity=self._severity,
            severity_reason=self.reason.text(),
        )

    @Slot(object)
    def _set_severity(self, value: "Estimate | None") -> None:
        self._severity = value
        self._is_unsaved = True
        self._ask()

    @Slot()
    def _set_reason(self) -> None:
        self._is_unsaved = True
        self._show_remarks()

    def _changed(self) -> None:
        """Other cases: another title and date, and everything is worked out again."""
        cases = tuple(self._cases.values())
        stands_for_all = msgspec.structs.replace(
            cases[0], title=portfolio_title(cases, self.lang), as_of=max(c.as_of for c in cases)
        )
        self._document.replace(stands_for_all, self._document.place)
        self._ask()

    def _ask(self) -> None:
        self.statusBar().showMessage(self.lang.tr("Adding the cases up…"))
        self.context.runner.ask("portfolio", partial(_simulated, self.portfolio))

    @Slot(str, object)
    def _take(self, _key: str, found: "PortfolioExposure") -> None:
        self.found = found
        self.statusBar().clearMessage()
        self.show_found()

    @Slot(str, object)
    def _refuse(self, _key: str, error: Exception) -> None:
        from dsa_sim.model.portfolio import IncompleteMemberError

        self.found = None
        self.statusBar().clearMessage()
        is_known = isinstance(error, IncompleteMemberError)
        words = incomplete_words(error, self.lang) if is_known else str(error)  # type: ignore[arg-type]
        self.lead.setText(words)
        self.show_found()

    def show_found(self) -> None:
        """Show what the cases come to, as far as it is known."""
        found, lang = self.found, self.lang
        self.export_button.setEnabled(found is not None)
        if found is not None:
            self.lead.setText(portfolio_lead(found, lang))
            self.notes.setText("\n".join(portfolio_left_out(found, lang)))
            self.run_words.setText(portfolio_run(found, lang))
            self.table.set_rows(portfolio_table(found, lang).rows)
            self._show_curve(found)
        self.notes.setVisible(bool(found and self.notes.text()))
        for part in (self.run_words, self.chart, self.table):
            part.setVisible(found is not None)
        self._show_remarks()
        self._offer()

    def _show_curve(self, found: "PortfolioExposure") -> None:
        from dsa_sim.report.charts.portfolio_data import portfolio_data

        data = portfolio_data(found, self.lang)
        look = self.context.theme.look
        self.chart.show_chart(chart_view(data, self.lang, look=look, with_title=False))

    @Slot()
    def _show_remarks(self) -> None:
        found = self.found
        said = portfolio_remarks(found, self.lang) if found else ()
        lines = (*said, *portfolio_problems(self.portfolio, self.lang))
        self.remarks.setText("\n".join(lines))

    @Slot()
    def _follow_look(self) -> None:
        self.context.set_theme(self._main.context.theme)
        if self.found is not None:
            self._show_curve(self.found)

    # Exports

    @Slot()
    def ask_briefing(self) -> None:
        """Ask for a name, whose ending is the format, and write the briefing."""
        if self.found is not None:
            # The reason may be another one since the figures were worked out; all else is theirs.
            known = replace(self.found.portfolio, severity_reason=self.reason.text())
            self.exporter.ask_portfolio(replace(self.found, portfolio=known))

    @Slot()
    def ask_save(self) -> bool:
        """Ask for a name and save what the portfolio is made of; False where it was not saved."""
        lang = self.lang
        folder = next(iter(self._cases)).parent
        path = ask_save_name(
            self, lang, title=lang.tr("Save the portfolio"),
            suggested=self._place or folder / f"portfolio{PORTFOLIO_SUFFIX}",
            kinds={PORTFOLIO_SUFFIX: lang.tr("Portfolios (*{suffix})", suffix=PORTFOLIO_SUFFIX)},
        )  # fmt: skip
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save what the portfolio is made of, no content of a case; False where that failed."""
        listed = ListedPortfolio(
            cases=tuple((place, self._scenarios[place]) for place in self._cases),
            severity=self._severity, severity_reason=self.reason.text(),
        )  # fmt: skip
        try:
            write_portfolio(path, listed)
        except CaseFileError as error:
            title = self.lang.tr("The portfolio was not saved")
            QMessageBox.warning(self, title, describe(error, self.lang))
            return False
        self._place, self._is_unsaved = path, False
        self.statusBar().showMessage(self.lang.tr("Written: {path}", path=path))
        return True

    def may_close(self) -> bool:
        """Ask about a severity, a reason or a choice that is in no file yet."""
        if not self._is_unsaved:
            return True
        tr, buttons = self.lang.tr, QMessageBox.StandardButton
        answer = QMessageBox.question(
            self, tr("Unsaved changes"),
            tr("Save the changes to “{title}”?", title=self.context.case.title),
            buttons.Save | buttons.Discard | buttons.Cancel,
        )  # fmt: skip
        return answer == buttons.Discard or (answer == buttons.Save and self.ask_save())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved, finish exports and let the worker go."""
        if not self.may_close():
            event.ignore()
            return
        self.exporter.wait()
        self.context.runner.close()
        event.accept()


def _simulated(portfolio: "Portfolio", cancelled: Cancelled) -> "PortfolioExposure":
    from dsa_sim.model.portfolio import simulate_portfolio

    return simulate_portfolio(portfolio, cancelled=cancelled)


def new_portfolio(main: "MainWindow") -> PortfolioWindow | None:
    """Ask for the cases of a portfolio and show them; None where none was chosen."""
    made = PortfolioWindow(main)
    if not made.ask_cases():
        made.deleteLater()
        return None
    made.show()
    return made
