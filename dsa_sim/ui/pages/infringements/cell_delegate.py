"""The line within a cell of the list: Tab and Enter go on, Escape leaves the cell as it was."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_Index = QModelIndex | QPersistentModelIndex
_KEY = Qt.Key
STEPS = {
    _KEY.Key_Tab: (0, 1), _KEY.Key_Backtab: (0, -1), _KEY.Key_Return: (1, 0),
    _KEY.Key_Enter: (1, 0), _KEY.Key_Down: (1, 0), _KEY.Key_Up: (-1, 0),
}  # fmt: skip
"""How many rows and cells a key goes on from the cell in which it ends the typing."""
_ROOM = 168
"""Pixels in which a low, a likely and a high value can be written."""


class CellDelegate(QStyledItemDelegate):
    """Edits the text of a cell; the model says what becomes of it."""

    left = Signal(int, int)
    """The text was taken; the person goes on by so many rows and cells."""
    paste_asked = Signal()
    """Several lines or cells were pasted into the line."""
    given_up = Signal()
    """Escape, or undo, took back what was typed."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A line for the text of the cell."""
        line = QLineEdit(parent)
        line.setMaxLength(400)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole)))
        return line

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Write the text of the cell as it can be typed again."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand the text over."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Lay the line over the cell, to the left of it too where it needs the room."""
        place = option.rect
        place.setLeft(max(0, min(place.left(), place.right() - _ROOM)))
        editor.setGeometry(place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End the typing by the keys that do, and go on to where they lead."""
        if not isinstance(event, QKeyEvent) or not isinstance(editor, QLineEdit):
            return bool(super().eventFilter(editor, event))
        undoes = event.matches(QKeySequence.StandardKey.Undo) and not editor.isUndoAvailable()
        if event.type() == QEvent.Type.ShortcutOverride and undoes:
            # The command of the window would undo an edit made elsewhere.
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return bool(super().eventFilter(editor, event))
        if event.key() == _KEY.Key_Escape or undoes:
            self._close(editor)
            self.given_up.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and _is_table():
            self._close(editor)
            self.paste_asked.emit()
        elif event.key() in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commitData.emit(editor)
            self._close(editor)
            self.left.emit(*STEPS[_KEY(event.key())])
        else:
            return bool(super().eventFilter(editor, event))
        return True

    def _close(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


def _is_table() -> bool:
    """Tell whether the clipboard holds more than one cell."""
    text = QGuiApplication.clipboard().text().rstrip("\r\n")
    return any(sign in text for sign in "\n\r\t")
