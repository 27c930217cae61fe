"""Finds texts that a window shows cut or covered: computed from widget and text geometry."""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

TOLERANCE = 2
_RAIL_PADDING = 26


def cut_texts(window: QWidget) -> list[str]:
    """The texts of visible labels and buttons that do not fit, or lie beyond what is in sight."""
    texts = _texts(window)
    cut = [w.text() for w in texts if _is_cut(w)]
    return cut + [f"beyond the edge: {w.text()}" for w in texts if _is_beyond(w)]


def covered_texts(window: QWidget) -> list[str]:
    """Pairs of visible labels and buttons whose texts lie over each other."""
    placed = [(w, _text_rect(w, window)) for w in _texts(window) if not w.visibleRegion().isEmpty()]
    return [
        f"{one.text()} / {other.text()}"
        for (one, first), (other, second) in combinations(placed, 2)
        if _meet(first, second)
    ]


def faults_of_charts(window: QWidget) -> list[str]:
    """Texts of the charts in sight that are cut, meet each other or cross a maximum."""
    from dsa_sim.report.charts.overlaps import overlaps
    from dsa_sim.ui.widgets.canvas import ChartCanvas

    return [
        f"{canvas.view.title}: {fault}"
        for canvas in window.findChildren(ChartCanvas)
        if canvas.isVisible() and canvas.view is not None and canvas.chart is not None
        for fault in overlaps(canvas.chart.figure)
    ]


def _texts(window: QWidget) -> list[QLabel | QPushButton]:
    found: list[QLabel | QPushButton] = [*window.findChildren(QLabel)]
    found += window.findChildren(QPushButton)
    return [widget for widget in found if _has_text(widget)]


def _has_text(widget: QLabel | QPushButton) -> bool:
    if isinstance(widget, QLabel) and widget.pixmap().width():
        return False
    return widget.isVisible() and bool(widget.text().strip())


def _is_cut(widget: QLabel | QPushButton) -> bool:
    return _label_is_cut(widget) if isinstance(widget, QLabel) else _button_is_cut(widget)


def _label_is_cut(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.textFormat() == Qt.TextFormat.RichText:
        return label.heightForWidth(label.width()) > label.height() + TOLERANCE
    if label.wordWrap():
        needed = label.fontMetrics().boundingRect(
            room.adjusted(0, 0, 0, 10_000), Qt.TextFlag.TextWordWrap, label.text()
        )
        too_wide = needed.width() > room.width() + TOLERANCE
        return too_wide or needed.height() > room.height() + TOLERANCE
    return label.fontMetrics().horizontalAdvance(label.text()) > room.width() + TOLERANCE


def _button_is_cut(button: QAbstractButton) -> bool:
    padding = _RAIL_PADDING if button.objectName() == "railItem" else 0
    return _advance(button) > button.width() - padding + TOLERANCE


def _advance(button: QAbstractButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text().replace("&&", "&"))


def _is_beyond(widget: QLabel | QPushButton) -> bool:
    """Tell whether a part of the text to the left or right is out of sight."""
    seen = widget.visibleRegion().boundingRect()
    if seen.isEmpty():
        return False
    text = _own_text_rect(widget)
    return text.left() < seen.left() - TOLERANCE or text.right() > seen.right() + TOLERANCE


def _own_text_rect(widget: QLabel | QPushButton) -> QRect:
    """Where the text stands within its widget."""
    if isinstance(widget, QPushButton):
        width = _advance(widget)
        rail = widget.objectName() == "railItem"
        left = _RAIL_PADDING // 2 if rail else (widget.width() - width) // 2
        height = widget.fontMetrics().height()
        return QRect(left, (widget.height() - height) // 2, width, height)
    room, metrics = widget.contentsRect(), widget.fontMetrics()
    if widget.textFormat() == Qt.TextFormat.RichText:
        return room
    flags = int(widget.alignment())
    if widget.wordWrap():
        flags |= int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(room, flags, widget.text())


def _text_rect(widget: QLabel | QPushButton, window: QWidget) -> QRect:
    """Where the text that is in sight stands within the window."""
    text = _own_text_rect(widget) & widget.visibleRegion().boundingRect()
    return text.translated(widget.mapTo(window, QPoint(0, 0)))


def _meet(one: QRect, other: QRect) -> bool:
    both = one & other
    return both.width() > TOLERANCE and both.height() > 2 * TOLERANCE
