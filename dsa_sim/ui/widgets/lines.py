"""Lines of text and the undo of the case: whose step Ctrl+Z takes back while one is typing.

Qt's lines keep every Ctrl+Z to themselves, also where they have nothing to undo. Here a line gives
it to the case, but for a text that the case does not have: that is taken back first.
"""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

_KEYS = QKeySequence.StandardKey


def leaves_undo(widget: QWidget, event: QEvent) -> bool:
    """Give a press of undo or redo to the command of the window; tell whether it was one.

    In a dialog nothing is in the case yet: there the text has its own steps.
    """
    if not isinstance(event, QKeyEvent) or isinstance(widget.window(), QDialog):
        return False
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        return False
    if not (event.matches(_KEYS.Undo) or event.matches(_KEYS.Redo)):
        return False
    event.ignore()
    return True


class CaseLine(QLineEdit):
    """A line whose text is an input of the case, as soon as it is understood.

    `unread` says that the text as it stands is not in the case.
    """

    given_up = Signal()
    """Undo was pressed while the text was not in the case: it shall go."""
    unread = False

    def event(self, event: QEvent) -> bool:
        """Take undo for a text that is not in the case; leave every other to the case."""
        if self.unread and isinstance(event, QKeyEvent) and event.matches(_KEYS.Undo):
            if event.type() == QEvent.Type.KeyPress:
                self.given_up.emit()
            event.accept()
            return True
        return leaves_undo(self, event) or super().event(event)


class FreeLine(QLineEdit):
    """A line that is no input of the case (a search): its own steps are undone first."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the case once the line has no step of its own."""
        if isinstance(event, QKeyEvent):
            own = (event.matches(_KEYS.Undo) and self.isUndoAvailable()) or (
                event.matches(_KEYS.Redo) and self.isRedoAvailable()
            )
            if not own and leaves_undo(self, event):
                return True
        return super().event(event)
