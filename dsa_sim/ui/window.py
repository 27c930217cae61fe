"""The window: rail, head, the page shown, and what happens when the case changes."""

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QStyle

from dsa_sim.language import Language
from dsa_sim.ui.case_view import CaseView
from dsa_sim.ui.context import Context, today
from dsa_sim.ui.document import Document
from dsa_sim.ui.pages import entry_of, tabs_of
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.start_page import StartPage
from dsa_sim.ui.theme import Theme
from dsa_sim.ui.widgets.turns import Afterwards

if TYPE_CHECKING:
    from dsa_sim.ui.context import FrameMaker
    from dsa_sim.ui.exporting import Exporter
    from dsa_sim.ui.files import Files
    from dsa_sim.ui.page import Page
    from dsa_sim.ui.widgets.canvas import ChartView

SUFFIX = ".dsacase"
TABLES = (".csv", ".tsv", ".xlsx", ".ods")
SMALLEST = (960, 560)
"""The smallest window in which every page can be used."""


class MainWindow(QMainWindow):
    """One window on one document; `state_shown` says that what can be done may have changed."""

    state_shown = Signal()

    def __init__(
        self, document: Document, lang: Language, theme: Theme, settings: Settings
    ) -> None:
        super().__init__()
        self.document = document
        self.context = Context(document, lang, theme, self, settings=settings)
        self.settings = settings
        self._pages: dict[str, Page] = {}
        self._shown = self._last_open = ""
        self._build(lang)
        self._later = Afterwards(self, self._refresh_frame)
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(1440, 900)
        self.start_page.show_recent(settings.recent)
        self.show_start()

    def _build(self, lang: Language) -> None:
        self.start_page = StartPage(self.context)
        self._case_view = CaseView(lang)
        self.rail, self.header = self._case_view.rail, self._case_view.header
        self.banner, self.stack = self._case_view.banner, self._case_view.stack
        self.guide = self._case_view.guide
        self._whole = QStackedWidget()
        self._whole.addWidget(self.start_page)
        self._whole.addWidget(self._case_view)
        self.setCentralWidget(self._whole)

    def _connect(self) -> None:
        document, context = self.document, self.context
        document.case_changed.connect(self.refresh)
        document.scenario_changed.connect(self.refresh)
        document.state_changed.connect(self._show_state)
        document.place_asked.connect(self.go_to)
        context.place_asked.connect(self.go_to)
        context.look_changed.connect(self.refresh)
        context.exposures.changed.connect(self._show_exposure)
        context.save_chart_asked.connect(self._save_chart)
        context.save_table_asked.connect(self._save_table)
        context.message_given.connect(self._show_message)
        self.rail.page_chosen.connect(self.show_page)
        self.header.headline.linkActivated.connect(self.go_to)
        self.guide.page_asked.connect(self.show_page)
        self.guide.ended.connect(partial(self.settings.choose, "guide", "off"))
        self.header.tabs.chosen.connect(self.show_page)
        self.header.chips.chosen.connect(document.show_scenario)
        self.header.attention.clicked.connect(self.show_problems)
        self.start_page.recent_asked.connect(self.open_recent)

    def take_place(self) -> None:
        """Stand where the window stood last, within the screen that there is now."""
        if self.settings.geometry is not None:
            self.restoreGeometry(self.settings.geometry)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        # Qt brings a window back into sight, but not all of it, nor one as large as a screen gone.
        room = self.screen().availableGeometry().adjusted(0, bar, 0, 0)
        if not room.contains(self.geometry()):
            self.setGeometry(placed_within(room, self.geometry()))

    def keep_work(self) -> None:
        """Keep unsaved work at once, to be offered again should the program end.

        Raises:
            CaseFileError: it cannot be written.
            OSError: its folder cannot be made.
        """
        if "files" in self.__dict__:
            self.autosave.write_now()

    # Made when first asked for: the start page appears without them.
    @cached_property
    def files(self) -> "Files":
        """The way from disk and back."""
        from dsa_sim.ui.autosave import Autosave
        from dsa_sim.ui.files import Files

        files = Files(self.document, self.context.lang, self.settings, self)
        folder = self.settings.recovery_folder
        self.autosave = Autosave(self.document, self.context.runner, files, folder=folder)
        files.opened.connect(self._case_opened)
        files.noticed.connect(self._show_banner)
        return files

    @cached_property
    def exporter(self) -> "Exporter":
        """The way to briefings and pictures."""
        from dsa_sim.ui.exporting import Exporter

        return Exporter(self.context, self)

    @Slot(object, str)
    def _save_chart(self, view: "ChartView", kind: str) -> None:
        self.exporter.ask_chart(view, kind)

    @Slot(str, object)
    def _save_table(self, title: str, make: "FrameMaker") -> None:
        self.exporter.ask_table(title, make)

    @property
    def page(self) -> "Page | None":
        """The page shown; None on the start page."""
        return self._pages.get(self._shown)

    @property
    def page_name(self) -> str:
        """The name of the page shown; empty on the start page."""
        return self._shown

    @Slot()
    def show_start(self) -> None:
        """Show the start page."""
        self._shown = ""
        self.start_page.show_recent(self.settings.recent)
        self._whole.setCurrentWidget(self.start_page)
        self._show_state()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page of the case, made when it is first asked for."""
        if name not in self._pages:
            from dsa_sim.ui.dialogs.terms import explain_labels

            entry = entry_of(name)
            page = entry.load()(self.context)
            page.title = self.context.lang.tr(entry.title)
            explain_labels(page, self.context.lang)
            self._pages[name] = page
            self.stack.addWidget(page)
        page = self._pages[name]
        changed = name != self._shown
        self._shown = name
        self._whole.setCurrentWidget(self._case_view)
        self.stack.setCurrentWidget(page)
        self.rail.show_page(entry_of(name).host)
        self.header.title.setText(page.title)
        tr = self.context.lang.tr
        self.header.tabs.show_pages([(p.name, tr(p.title)) for p in tabs_of(name)], name)
        if changed:
            self.header.show_actions(self._buttons_of(page))
        self.refresh()

    def _buttons_of(self, page: "Page") -> tuple[QPushButton, ...]:
        """The page's own buttons; beside charts of results one that copies the one in view."""
        from dsa_sim.ui.widgets.canvas import ChartCanvas

        has_charts = page.shows_scenarios and page.findChild(ChartCanvas) is not None
        copies = (self.header.copy_chart,) if has_charts else ()
        return (*copies, *page.header_buttons())

    @Slot()
    def refresh(self) -> None:
        """Show the document as it is now: head, rail and the page in sight."""
        if not self._shown:
            return
        page = self._pages[self._shown]
        self._show_headline(page)
        self.header.chips.setVisible(page.shows_scenarios)
        self.guide.show_case(self.document.case)
        page.refresh()
        # Counts, marks and chips follow once the figures that are looked at are painted.
        self._later.start()

    @Slot()
    def _show_exposure(self) -> None:
        if self._shown:
            page = self._pages[self._shown]
            self._show_headline(page)
            page.refresh_exposure()

    def _show_headline(self, page: "Page") -> None:
        from dsa_sim.ui.summary import headline

        text, exact = headline(self.context, page)
        self.header.headline.setText(text)
        self.header.headline.setToolTip(exact)
        # Without figures there is nothing to lead anywhere: Tab goes past it.
        self.header.headline.setEnabled(bool(text))

    @Slot()
    def _refresh_frame(self) -> None:
        if not self._shown or not self.isVisible():
            return
        from dsa_sim.language.law_age import law_data_words
        from dsa_sim.ui.summary import attention, chips, rail_state

        lang, base = self.context.lang, self.context.base()
        self.header.attention.setText(attention(lang, base))
        self.header.attention.setVisible(bool(base.problems))
        self.header.chips.show_scenarios(chips(lang, self.document.case), self.document.scenario)
        locked = self.document.place.seal is not None
        state = rail_state(lang, base, is_locked=locked)
        foot = f"{state.foot}\n{law_data_words(lang, today())}"
        self.rail.show_state(replace(state, foot=foot))

    @Slot(str)
    def go_to(self, target: str) -> None:
        """Show the page that has a target, and the target on it."""
        from dsa_sim.ui.places import FILL_OPEN, NEXT_OPEN, PAGE, page_for

        if target == FILL_OPEN:
            self.fill_open()
            return
        if target == NEXT_OPEN:
            target = self._next_open()
        name = page_for(self.document.case, target, self._shown) if target else self._shown
        if not name:
            return
        if name != self._shown:
            self.show_page(name)
        if target and not target.startswith(PAGE):
            self._pages[name].go_to(target)

    def _next_open(self) -> str:
        """The target of the input that the next open allegation lacks."""
        from dsa_sim.ui.places import TO_ASSESS, missing_input, next_open

        page, context = self.page, self.context
        seen = page is not None and page.shows_scenarios
        shown = context.assessment() if seen else context.base()
        found = next_open(shown, self._last_open)
        self._last_open = found.id if found else ""
        return missing_input(shown, found) if found else TO_ASSESS

    @Slot()
    def show_next_open(self) -> None:
        """Go to the input that the next open allegation lacks; from the last one round again."""
        from dsa_sim.ui.places import NEXT_OPEN

        self.go_to(NEXT_OPEN)

    @Slot()
    def fill_open(self) -> None:
        """Offer starting ranges for what is open; from the summary on to the chart of them."""
        from dsa_sim.model.starting_ranges import open_ones
        from dsa_sim.ui.dialogs.fill_dialog import FillDialog

        if not open_ones(self.document.case):
            words = self.context.lang.tr("Nothing is open that could be filled.")
            self.context.message_given.emit(words)
            return
        dialog = FillDialog(self.context, self)
        if dialog.exec() and self._shown == "summary" and self.context.base().coverage.is_modelled:
            self.show_page("exposure")
            self.rail.focus_page("exposure")
        dialog.deleteLater()

    @Slot()
    def show_problems(self) -> None:
        """List what needs attention; a click leads to the place."""
        from dsa_sim.ui.widgets.problem_list import ProblemList

        listing = ProblemList(self.context, self)
        listing.chosen.connect(self.go_to)
        listing.open_below(self.header.attention)

    @Slot()
    def _case_opened(self) -> None:
        from dsa_sim.ui.places import first_page

        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._shown = self._last_open = ""
        self.context.exposures.forget()
        self.header.show_actions(())
        self.show_page(first_page(self.document.case))
        self.rail.focus_page(entry_of(self._shown).host)
        if self._shown == "provider":
            # Nothing is known of a blank case: its turnover is what to begin with.
            self.go_to("case.financial_years")
        self.guide.hide()
        self._guide_new_case()
        # Only now is there a page, and so a title, and commands that work on the case.
        self._show_state()

    def _guide_new_case(self) -> None:
        """Guide through a blank case at once; offer it above the summary of one of the register."""
        case = self.document.case
        is_new = self.document.place.path is None and not case.scenarios
        if not is_new or self.settings.chosen("guide") != "on":
            return
        if self._shown == "summary":
            self.guide.offer(case)
        else:
            self.guide.begin(case)

    @Slot(str)
    def open_recent(self, path: str) -> None:
        """Open one of the files opened last."""
        if not self.files.open_path(Path(path)):
            self.start_page.show_recent(self.settings.recent)

    @Slot(str)
    def _show_banner(self, text: str) -> None:
        self.banner.setText(text)
        self.banner.setVisible(bool(text))

    @Slot(str)
    def _show_message(self, text: str) -> None:
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setVisible(bool(text))
        self.statusBar().showMessage(text, 8000)
        QTimer.singleShot(8100, self.statusBar().hide)

    @Slot()
    def _show_state(self) -> None:
        name = self.document.place.path.name if self.document.place.path else ""
        tr = self.context.lang.tr
        self.setWindowModified(bool(self._shown) and self.document.is_modified)
        title = name or (self.document.case.title if self._shown else "")
        program = tr("DSA fine simulator")
        self.setWindowTitle(f"{title}[*] – {program}" if title else f"{program}[*]")
        self.state_shown.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take case files that are dropped, and tables where a case is open."""
        if _dropped(event, (SUFFIX, *TABLES) if self._shown else (SUFFIX,)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first case file dropped; without one import the first table."""
        if path := _dropped(event, (SUFFIX,)):
            event.acceptProposedAction()
            self.files.open_path(Path(path))
        elif self._shown and (path := _dropped(event, TABLES)):
            event.acceptProposedAction()
            self.show_page("provider")
            self._pages["provider"].take_file(Path(path))

    def close_portfolios(self) -> bool:
        """Close the portfolios, which have questions of their own; False where one stays."""
        return all(window.close() for window in self.findChildren(QMainWindow))

    def hand_over(self, successor: "MainWindow") -> None:
        """Leave the case and its file to another window on the same document."""
        if "exporter" in self.__dict__:
            self.exporter.wait()
        self.context.runner.close()
        if "files" in self.__dict__:
            successor.files.take_over(self.files)
            successor.autosave.take_over(self.autosave)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, finish exports, let the file go."""
        if not self.close_portfolios():
            event.ignore()
            return
        if self.document.is_modified and not self.files.may_leave():
            event.ignore()
            return
        if "exporter" in self.__dict__:
            self.exporter.wait()
        self.context.runner.close()
        if "files" in self.__dict__:
            self.files.close()
            self.autosave.drop()
        self.settings.geometry = self.saveGeometry()
        event.accept()


def placed_within(room: QRect, wanted: QRect) -> QRect:
    """What is wanted, no larger than the room there is and moved into it."""
    size = wanted.size().boundedTo(room.size())
    left = max(room.left(), min(wanted.left(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(wanted.top(), room.top() + room.height() - size.height()))
    return QRect(QPoint(left, top), size)


def _dropped(event: QDropEvent, endings: tuple[str, ...]) -> str:
    """The first file dropped whose name ends so; empty where there is none."""
    names = [url.toLocalFile() for url in event.mimeData().urls()]
    return next((n for n in names if n.lower().endswith(endings)), "")
