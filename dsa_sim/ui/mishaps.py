"""What nobody expected: work is kept first, then the person is told, and can pass on what is known.

An error in a slot, in a method that Qt calls, or in a thread ends nothing in Qt: it is printed and
the program goes on. All of them pass through `sys.excepthook` or `threading.excepthook`.
"""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from dsa_sim import diagnostics
from dsa_sim.language import Language
from dsa_sim.ui.program import Program


class Mishaps(QObject):
    """Stands in for the hooks of the interpreter, from `watch` until `end`.

    One place in the program is told of once, and one at a time: an error in painting would
    otherwise ask again whenever its own question is closed.
    """

    _happened = Signal()

    def __init__(self, program: Program) -> None:
        super().__init__(program.application)
        self._program = program
        self._is_telling = False
        # The window may be used by its own thread alone.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Take the place of the hooks that there are, which are called all the same."""
        self._former, self._former_of_threads = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._note, self._note_thread

    def end(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._former, self._former_of_threads

    def _note(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._take_up(error)
        self._former(kind, error, trace)

    def _note_thread(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            self._take_up(happened.exc_value)
        self._former_of_threads(happened)

    def _take_up(self, error: BaseException) -> None:
        if not isinstance(error, Exception):
            return
        is_new = diagnostics.note(error)
        if not is_new or self._is_telling:
            return
        if QThread.currentThread() is self.thread() and not QThread.currentThread().loopLevel():
            # No event loop would pass it on: the program is about to end.
            self._tell()
        else:
            self._happened.emit()

    @Slot()
    def _tell(self) -> None:
        if self._is_telling:
            return
        self._is_telling = True
        try:
            window = self._program.window
            above = QApplication.activeModalWidget() or window
            box = mishap_box(window.context.lang, self._kept(), above)
            box.exec()
            box.deleteLater()
        finally:
            self._is_telling = False

    def _kept(self) -> str:
        """Keep unsaved work, and say how that went."""
        window = self._program.window
        tr = window.context.lang.tr
        if not window.document.is_modified:
            return tr("Nothing is lost: everything is saved.")
        try:
            window.keep_work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the work is not kept
            return tr(
                "The work could not be kept: {reason} Save it under another name now.",
                reason=_reason(error, window.context.lang),
            )
        return tr(
            "Your work up to this moment was kept. Should the program end, it is offered when you "
            "open the case again."
        )


def _reason(error: Exception, lang: Language) -> str:
    # Imported here: the window opens without what reads and writes cases.
    from dsa_sim.storage import CaseFileError, describe
    from dsa_sim.storage.files import refusal_of_writing

    if isinstance(error, OSError):
        error = refusal_of_writing(error)
    if isinstance(error, CaseFileError):
        return describe(error, lang)
    diagnostics.note(error)
    return f"{type(error).__name__}."


def mishap_box(lang: Language, kept: str, above: QWidget) -> QMessageBox:
    """The question that tells of an error: what became of the work, and what can be done."""
    tr = lang.tr
    met = tr("The program met an error that nobody expected.")
    box = _box(lang, f"{met} {kept}", above)
    box.setInformativeText(
        tr(
            "You can go on. If anything looks wrong, save, and start the program again. The "
            "diagnostics are versions and places in the program, nothing of the case; they help "
            "whoever mends the error."
        )
    )
    go_on = box.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    return box


def tell_not_started(lang: Language) -> None:
    """Say that there will be no window."""
    _application = QApplication.instance() or QApplication(sys.argv[:1])
    box = _box(lang, lang.tr("The program cannot start. Your files are as they were."), None)
    box.setDefaultButton(box.addButton(lang.tr("Close"), QMessageBox.ButtonRole.RejectRole))
    box.exec()


def _box(lang: Language, said: str, above: QWidget | None) -> QMessageBox:
    box = QMessageBox(above)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(lang.tr("Something went wrong"))
    box.setText(said)
    copy = box.addButton(lang.tr("Copy diagnostics"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(copy_diagnostics)
    return box


def copy_diagnostics() -> None:
    """Put versions, system and log on the clipboard, nothing of the case."""
    QGuiApplication.clipboard().setText(diagnostics.report())
