"""The table of the scenario matrix, and what a cell of it holds."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QTableWidget

from dsa_sim.model.case import Override, Scenario

NARROWEST, WIDEST = 150, 240
PADDING = 20
"""Pixels that a cell keeps free, across as well as down."""


class Matrix(QTableWidget):
    """A table in which Enter edits the cell and Delete resets it, as in a spreadsheet."""

    edit_asked = Signal()
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Columns get their widths after the cells: only then is it known which texts wrap.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(self._settling.start)

    def resizeRowsToContents(self) -> None:
        """Make every row as tall as its longest cell; Qt forgets the padding of the style."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._height(row, metrics))

    def narrowest(self, first: int) -> int:
        """The width in which every word from a column on stands whole, within reason."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        words = {
            word
            for row in range(self.rowCount())
            for column in range(first, self.columnCount())
            if (item := self.item(row, column)) is not None
            for word in item.text().removeprefix("● ").split(" ")
        }
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(NARROWEST, min(WIDEST, widest + PADDING + 14))

    def _height(self, row: int, metrics: QFontMetrics) -> int:
        tallest = metrics.height()
        for column in range(self.columnCount()):
            item = self.item(row, column)
            if item is not None:
                room = QRect(0, 0, max(20, self.columnWidth(column) - PADDING), 1000)
                wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
                tallest = max(tallest, wrapped.height())
        return tallest + PADDING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what Enter and Delete ask for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_asked.emit()
        else:
            super().keyPressEvent(event)


def override_of(scenario: Scenario | None, target: str) -> Override | None:
    """The override by which a scenario sets an input; None where it does not."""
    if scenario is None:
        return None
    return next((o for o in scenario.overrides if o.target == target), None)
