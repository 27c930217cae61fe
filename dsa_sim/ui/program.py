"""The application with its one window: typeface, look, language."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator, Signal, Slot
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.ui.actions import Actions
from dsa_sim.ui.document import Document
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.theme import install_fonts, style_sheet, system_look, theme_of
from dsa_sim.ui.window import MainWindow

_WINDOWS_NAME = "dsa_sim.dsa-sim"


class Application(QApplication):
    """Qt's application, which also hears of files that the desktop wants opened.

    On macOS a double click on a case comes as an event, to a program that runs already as well.
    """

    file_asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Tell of a file to open; everything else is Qt's."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(event.file())
            return True
        return super().event(event)


class Program:
    """The application with its one window."""

    def __init__(self, lang: Language, *, settings: Settings | None = None, look: str = "") -> None:
        existing = QApplication.instance()
        self.application = existing if isinstance(existing, QApplication) else _application(lang)
        self.settings = settings or Settings()
        self._fixed_look = look
        self.look = self._wanted_look()
        self._chosen = self.settings.language()
        self.window: MainWindow
        self._open(Document(), lang)
        self._dress()
        self.application.styleHints().colorSchemeChanged.connect(self._follow_choice)
        if isinstance(self.application, Application):
            self.application.file_asked.connect(self.open_file)

    @Slot(str)
    def open_file(self, name: str) -> None:
        """Open a file that the desktop asks for, as if it had been chosen in the window."""
        self.window.files.open_path(Path(name))
        self.window.raise_()
        self.window.activateWindow()

    def _open(self, document: Document, lang: Language) -> None:
        self.window = MainWindow(document, lang, theme_of(self.look), self.settings)
        self.commands = Actions(self.window)
        self.window.context.preference_changed.connect(self._follow_choice)
        self.window.context.settings_closed.connect(self._follow_language)

    def _follow_language(self) -> None:
        """Speak as the person chose, where that changed; the window keeps what it works on."""
        lang = self.settings.language()
        if lang != self._chosen and self.speak(lang):
            self._chosen = lang

    def speak(self, lang: Language) -> bool:
        """Put a window that speaks another language in the place of the one there is.

        The case, its undo steps, its file and the page in sight stay. False where a portfolio
        whose work is not saved keeps its window open.
        """
        former = self.window
        if not former.close_portfolios():
            return False
        shown, geometry = former.page_name, former.saveGeometry()
        _translate(self.application, lang)
        self._open(former.document, lang)
        former.hand_over(self.window)
        self.window.restoreGeometry(geometry)
        if shown:
            self.window.show_page(shown)
        if former.isVisible():
            self.window.show()
        former.hide()
        former.deleteLater()
        return True

    def _wanted_look(self) -> str:
        """The look that was fixed, else the one the person chose, else that of the system."""
        return self._fixed_look or self.settings.chosen("look") or system_look(self.application)

    def _follow_choice(self) -> None:
        if self._wanted_look() != self.look:
            self.show_look(self._wanted_look())

    def show_look(self, look: str) -> None:
        """Show the window light or dark."""
        self.look = look
        self._dress()
        self.window.context.set_theme(theme_of(look))

    def _dress(self) -> None:
        sheet = style_sheet(theme_of(self.look))
        # Setting it again would dress every widget of the application anew.
        if self.application.styleSheet() != sheet:
            # Replacing a sheet dresses every widget once for each that it lies in; taking it off
            # and putting another on dresses each twice in all.
            self.application.setStyleSheet("")
            self.application.setStyleSheet(sheet)


def _application(lang: Language) -> QApplication:
    if sys.platform == "win32":
        import ctypes

        # Else the task bar shows the program under the icon of the Python that runs it.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_WINDOWS_NAME)
    application = Application(sys.argv[:1])
    application.setApplicationName("dsa-sim")
    application.setDesktopFileName("dsa-sim")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(asset_path("icons", "dsa-sim.svg"))))
    _translate(application, lang)
    install_fonts(application)
    return application


def _translate(application: QApplication, lang: Language) -> None:
    """Let Qt's own texts and numbers be those of the language."""
    application.setApplicationDisplayName(lang.tr("DSA fine simulator"))
    QLocale.setDefault(QLocale(lang.code))
    for former in application.findChildren(QTranslator):
        application.removeTranslator(former)
        former.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(lang.code), "qtbase", "_", folder):
        application.installTranslator(translator)
