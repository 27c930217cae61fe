"""Finds texts that a window shows cut: computed from widget and text geometry."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

TOLERANCE = 2


def cut_texts(window: QWidget) -> list[str]:
    """The texts of visible labels and buttons that do not fit into their widgets."""
    labels = [w.text() for w in window.findChildren(QLabel) if _label_is_cut(w)]
    return labels + [w.text() for w in window.findChildren(QPushButton) if _button_is_cut(w)]


def _label_is_cut(label: QLabel) -> bool:
    if not label.isVisible() or not label.text() or label.pixmap().width():
        return False
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.fontMetrics().boundingRect(
            room.adjusted(0, 0, 0, 10_000), Qt.TextFlag.TextWordWrap, label.text()
        )
        return needed.height() > room.height() + TOLERANCE
    if label.textFormat() == Qt.TextFormat.RichText:
        return False
    return label.fontMetrics().horizontalAdvance(label.text()) > room.width() + TOLERANCE


def _button_is_cut(button: QAbstractButton) -> bool:
    if not button.isVisible() or not button.text():
        return False
    text = button.text().replace("&&", "&")
    padding = 26 if button.objectName() == "railItem" else 0
    return button.fontMetrics().horizontalAdvance(text) > button.width() - padding + TOLERANCE
