"""The commands of the window: menus, shortcuts and the buttons of the head."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox

from dsa_sim import __version__
from dsa_sim.language.joining import named
from dsa_sim.ui.header import COPY_CHART
from dsa_sim.ui.pages import IN_RAIL, PAGES
from dsa_sim.ui.widgets.cards import unmarked
from dsa_sim.ui.window import MainWindow

if TYPE_CHECKING:
    from dsa_sim.ui.widgets.canvas import ChartCanvas, ChartView

Keys = QKeySequence.StandardKey | str | None


class Actions(QObject):
    """One small method for each command; the menus are a table of them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._tr = window.context.lang.tr
        self._needs_case: list[QAction] = []
        self._all: list[QAction] = []
        self._is_copying = False
        self._fill_menus()
        self._fill_buttons()
        window.state_shown.connect(self.show_state)
        self.show_state()

    def _fill_menus(self) -> None:
        tr, keys = self._tr, QKeySequence.StandardKey
        titles = (tr("File"), tr("Edit"), tr("View"), tr("Help"))
        file, edit, view, about = map(self.window.menuBar().addMenu, with_letters(titles))
        register = tr("New from the register…")
        self._add(file, register, self.new_from_register, "Ctrl+Shift+N", case=False)
        self._add(file, tr("New blank case"), self._new, keys.New, case=False)
        self._add(file, tr("Open…"), self._open, keys.Open, case=False)
        self._recent = file.addMenu(tr("Open recent"))
        self._recent.aboutToShow.connect(self._list_recent)
        self._add(file, tr("Open the worked example"), self._open_example, None, case=False)
        self._add(file, tr("New portfolio…"), self._new_portfolio, None, case=False)
        file.addSeparator()
        self._add(file, tr("Save"), self._save, keys.Save)
        self._add(file, tr("Save as…"), self._save_as, keys.SaveAs)
        self._lock = self._add(file, tr("Lock with a passphrase…"), self._lock_case, None)
        self._unlock = self._add(file, tr("Remove the lock…"), self._unlock_case, None)
        file.addSeparator()
        self._add(file, tr("Export the briefing…"), self._brief, "Ctrl+E")
        file.addSeparator()
        self._add(file, tr("Start page"), self._start, None, case=False)
        self._add(file, tr("Quit"), self.window.close, keys.Quit, case=False)
        self._undo = self._add(edit, tr("Undo"), self.window.document.undo, keys.Undo)
        self._redo = self._add(edit, tr("Redo"), self.window.document.redo, keys.Redo)
        edit.addSeparator()
        self._add(edit, tr("Copy summary"), self.copy_summary, "Ctrl+Shift+C")
        self._add(edit, tr("Copy the chart in view"), self.copy_chart, COPY_CHART)
        self._add(edit, tr("Add infringement"), self._add_infringement, "Ctrl+Shift+A")
        self._add(edit, tr("Add a scenario"), self.add_scenario, None)
        self._add(edit, tr("Fill the open ones…"), self.window.fill_open, "Ctrl+Shift+F")
        edit.addSeparator()
        self._add(edit, tr("Settings…"), self._settings, keys.Preferences, case=False)
        digits = {entry.name: n % 10 for n, entry in enumerate(IN_RAIL, start=1)}
        for entry in PAGES:
            # Ten lines of the rail have ten digits; what is a tab beside one has none.
            digit = f"Ctrl+{digits[entry.name]}" if entry.name in digits else None
            action = self._add(view, tr(entry.title), self._show_page, digit)
            action.setData(entry.name)
        view.addSeparator()
        self._add(view, tr("Find anything…"), self._find, "Ctrl+K", case=False)
        self._present = self._add(view, tr("Present"), self._start_presenting, "F5")
        self._add(view, tr("Next allegation to assess"), self.window.show_next_open, "Ctrl+J")
        self._add(view, tr("What needs attention"), self.window.show_problems, "Ctrl+P")
        self._add(about, tr("Terms"), self._terms, keys.HelpContents, case=False)
        self._add(about, tr("Guide through a case"), self._guide, None)
        self._add(about, tr("Copy diagnostics"), self._copy_diagnostics, None, case=False)
        self._add(about, tr("Law data…"), self._law_data, None, case=False)
        self._add(about, tr("About this program"), self._about, None, case=False)

    def _add(
        self, menu: QMenu, text: str, call: Callable[[], object], keys: Keys, *, case: bool = True
    ) -> QAction:
        action = QAction(text, self.window)
        if isinstance(keys, QKeySequence.StandardKey):
            action.setShortcuts(keys)
        elif keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(call)
        menu.addAction(action)
        self._all.append(action)
        if case:
            self._needs_case.append(action)
        return action

    def _fill_buttons(self) -> None:
        head, tr = self.window.header, self._tr
        head.undo.clicked.connect(self.window.document.undo)
        head.redo.clicked.connect(self.window.document.redo)
        head.present.clicked.connect(self._start_presenting)
        head.copy_chart.clicked.connect(self.copy_chart)
        self.window.context.exposures.changed.connect(self._copy_waiting)
        menu = QMenu(head.export)
        menu.addAction(tr("Briefing…"), self._brief)
        self._chart_menu = menu.addMenu(tr("Charts of this page"))
        menu.aboutToShow.connect(self._list_charts)
        head.export.setMenu(menu)
        head.chips.added.connect(self.add_scenario)
        start = self.window.start_page
        start.register_asked.connect(self.new_from_register)
        start.service_taken.connect(self._begin_service)
        start.new_asked.connect(self._new)
        start.open_asked.connect(self._open)
        start.example_asked.connect(self._open_example)

    @Slot()
    def show_state(self) -> None:
        """Name what undo and redo would do, and offer what can be done now."""
        document, head, tr = self.window.document, self.window.header, self._tr
        for action in self._needs_case:
            action.setEnabled(bool(self.window.page_name))
        locked = document.place.seal is not None
        words = tr("Change the passphrase…") if locked else tr("Lock with a passphrase…")
        self._lock.setText(words)
        self._unlock.setVisible(locked)
        for action, button, name, what in (
            (self._undo, head.undo, tr("Undo"), document.undo_label),
            (self._redo, head.redo, tr("Redo"), document.redo_label),
        ):
            text = named(self.window.context.lang, name, what) if what else name
            action.setText(unmarked(text))
            action.setEnabled(bool(what) and bool(self.window.page_name))
            button.setEnabled(bool(what))
            button.setToolTip(text)
            button.setAccessibleName(text)

    @Slot()
    def new_from_register(self) -> None:
        """Let the person pick a designated service, and begin its case."""
        from dsa_sim.ui.dialogs.register_dialog import RegisterDialog

        dialog = RegisterDialog(self.window.context, self.window)
        if dialog.exec():
            self.window.files.new_from_register(dialog.key)
        dialog.deleteLater()

    @Slot(str, bool)
    def _begin_service(self, key: str, fills: bool) -> None:  # noqa: FBT001
        if self.window.files.new_from_register(key) and fills:
            self.window.fill_open()

    @Slot()
    def _list_recent(self) -> None:
        """List the files opened last, with the folder of each."""
        self._recent.clear()
        for path in self.window.settings.recent:
            name = unmarked(f"{path.name} – {path.parent}")
            action = self._recent.addAction(name, self._open_recent)
            action.setData(str(path))
        if self._recent.isEmpty():
            none_yet = self._tr("No case was opened on this computer yet.")
            self._recent.addAction(none_yet).setEnabled(False)

    @Slot()
    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.window.open_recent(str(action.data()))

    @Slot()
    def _new(self) -> None:
        self.window.files.new_blank()

    @Slot()
    def _open(self) -> None:
        self.window.files.ask_open()

    @Slot()
    def _open_example(self) -> None:
        self.window.files.open_example()

    @Slot()
    def _new_portfolio(self) -> None:
        from dsa_sim.ui.portfolio_window import new_portfolio

        new_portfolio(self.window)

    @Slot()
    def _save(self) -> None:
        self.window.files.save()

    @Slot()
    def _save_as(self) -> None:
        self.window.files.save_as()

    @Slot()
    def _lock_case(self) -> None:
        if self.window.files.lock():
            self.window.refresh()

    @Slot()
    def _unlock_case(self) -> None:
        if self.window.files.unlock():
            self.window.refresh()

    @Slot()
    def _settings(self) -> None:
        from dsa_sim.ui.dialogs.settings_dialog import SettingsDialog

        context = self.window.context
        dialog = SettingsDialog(self.window.settings, context.lang, self.window)
        dialog.changed.connect(context.preference_changed)
        dialog.exec()
        dialog.deleteLater()
        context.settings_closed.emit()

    @Slot()
    def _brief(self) -> None:
        self.window.exporter.ask_briefing()

    @Slot()
    def _add_infringement(self) -> None:
        from dsa_sim.ui.pages.infringements.page import InfringementsPage

        self.window.show_page("infringements")
        page = self.window.page
        if isinstance(page, InfringementsPage):
            page.add_infringement()

    @Slot()
    def copy_summary(self) -> None:
        """Put a dated paragraph on the scenario shown on the clipboard: as text, and for a mail."""
        from dsa_sim.language.summary_words import summary_html, summary_paragraph
        from dsa_sim.ui.pages.exposure.figures import modelled

        context = self.window.context
        shown = context.assessment()
        exposure = modelled(context, context.document.scenario, shown)
        data = QMimeData()
        data.setText(summary_paragraph(shown, exposure, context.lang))
        data.setHtml(summary_html(shown, exposure, context.lang))
        QGuiApplication.clipboard().setMimeData(data)
        context.message_given.emit(self._tr("The summary is on the clipboard."))

    def _charts(self) -> "list[tuple[ChartCanvas, ChartView]]":
        """The charts of the page, with what they show."""
        from dsa_sim.ui.widgets.canvas import ChartCanvas

        page = self.window.page
        charts = page.findChildren(ChartCanvas) if page else []
        return [(chart, chart.view) for chart in charts if chart.view is not None]

    @Slot()
    def copy_chart(self) -> None:
        """Put the picture of the first chart in sight on the clipboard.

        While its figures are still worked out it waits for them: nobody should send a picture of
        figures that the next moment replaces.
        """
        context, tr = self.window.context, self._tr
        seen = [c for c, _ in self._charts() if not c.visibleRegion().isEmpty()]
        self._is_copying = bool(seen) and context.exposures.is_awaited()
        if not seen:
            context.message_given.emit(tr("There is no chart in view."))
        elif self._is_copying:
            context.message_given.emit(tr("The chart is copied once its figures are there."))
        else:
            seen[0].ask("copied picture")

    @Slot()
    def _copy_waiting(self) -> None:
        if self._is_copying:
            self.copy_chart()

    @Slot()
    def _list_charts(self) -> None:
        self._chart_menu.clear()
        charts = self._charts()
        for chart, view in charts:
            for kind in ("pdf", "svg", "png", "table"):
                words = self._tr("Table") if kind == "table" else kind.upper()
                action = self._chart_menu.addAction(f"{unmarked(view.title)} ({words})…")
                action.setData(kind)
                action.triggered.connect(chart.ask_save)
        self._chart_menu.setEnabled(bool(charts))

    @Slot()
    def add_scenario(self) -> None:
        """Add a scenario, show the matrix, and let the person name it."""
        from dsa_sim.model.case import Case, Scenario
        from dsa_sim.model.edits import add, new_identifier

        title = self._tr("New scenario")
        document = self.window.document
        identifier = new_identifier(document.case, title)

        def edit(case: Case) -> Case:
            return add(case, "scenarios", Scenario(id=identifier, title=title))

        document.apply(self._tr("Add a scenario"), edit, where=identifier)
        self.window.go_to(identifier)

    @Slot()
    def _show_page(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.window.show_page(str(action.data()))

    @property
    def offered(self) -> tuple[QAction, ...]:
        """The commands that can be given now, in the order of the menus; pages apart."""
        return tuple(
            action for action in self._all
            if action.isEnabled() and action.isVisible() and action.data() is None
        )  # fmt: skip

    def look_up(self, code: str) -> None:
        """Show the alleged infringements that a provision concerns."""
        from dsa_sim.ui.pages.infringements.page import InfringementsPage

        self.window.show_page("infringements")
        page = self.window.page
        if isinstance(page, InfringementsPage):
            page.search.setText(code)
            page.search.setFocus()

    @Slot()
    def _find(self) -> None:
        from dsa_sim.ui.dialogs.find_box import FindBox

        FindBox(self).open()

    @Slot()
    def _start_presenting(self) -> None:
        from dsa_sim.ui.presenting import Presentation

        Presentation(self.window.context, self.window).begin()

    @Slot()
    def _start(self) -> None:
        if self.window.files.may_leave():
            self.window.show_start()

    @Slot()
    def _terms(self) -> None:
        self.explain()

    def explain(self, query: str = "") -> None:
        """Show the terms, those that answer a query first."""
        from dsa_sim.ui.dialogs.terms import TermsDialog

        dialog = TermsDialog(self.window.context.lang, self.window, query=query)
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def _guide(self) -> None:
        self.window.guide.begin(self.window.document.case)

    @Slot()
    def _copy_diagnostics(self) -> None:
        from dsa_sim.ui.mishaps import copy_diagnostics

        copy_diagnostics()
        self.window.context.message_given.emit(
            self._tr("The diagnostics are on the clipboard: nothing of a case is in them.")
        )

    def _law_data(self) -> None:
        from dsa_sim.ui.dialogs.law_data_dialog import LawDataDialog

        dialog = LawDataDialog(self.window.context, self.window)
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def _about(self) -> None:
        from dsa_sim.language.law_pack_words import version_words

        text = self._tr(
            "DSA fine simulator {version}\nLaw data of {law}\n\n"
            "It structures judgement about fines under Regulation (EU) 2022/2065. It does not "
            "predict them and gives no legal advice. Nothing leaves this computer.",
            version=__version__,
            law=version_words(self.window.context.lang),
        )
        QMessageBox.about(self.window, self._tr("About this program"), text)


def with_letters(titles: Sequence[str]) -> list[str]:
    """The titles of menus, in each the first letter marked that no other has: Alt opens it."""
    taken: set[str] = set()
    marked = []
    for title in titles:
        place = next((n for n, c in enumerate(title.lower()) if c not in taken), 0)
        taken.add(title[place].lower())
        marked.append(f"{title[:place]}&{title[place:]}")
    return marked
