"""The table of the scenario matrix, and what a cell of it holds."""

from PySide6.QtCore import QRect, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QWidget,
)

from dsa_sim.model.case import Override, Scenario

MOST_THAT_FIT = 4
OWNER_WIDTH = 244
NARROWEST, WIDEST = 150, 240
PADDING = 20
"""Pixels that a cell keeps free, across as well as down."""
_MARGINS = 14
"""Pixels that the style keeps free beside a text, within what the cell leaves it."""

_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
FOLD = Qt.ItemDataRole.UserRole + 1
"""In the first cell of a group of inputs: the part to which they belong."""


class Matrix(QTableWidget):
    """A table in which Enter edits the cell and Delete resets it, as in a spreadsheet."""

    edit_asked = Signal()
    typed = Signal(str)
    """Somebody began to type over the current cell, with that letter."""
    scenario_moved = Signal(int, int)
    """A column was dragged from one place to another."""
    reset_asked = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    fill_asked = Signal()
    fold_asked = Signal(str)
    """The inputs of a part should be folded away, or unfolded."""

    first_value = 2
    """The first column that holds values; those before it are names."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        # Columns get their widths after the cells: only then is it known which texts wrap.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(self._settling.start)
        self.cellClicked.connect(self._fold)
        self.cellDoubleClicked.connect(self._edit_clicked)
        self.horizontalHeader().setSectionsMovable(True)
        self.horizontalHeader().sectionMoved.connect(self._moved)

    def size_columns(self, first: int, scenarios: int) -> None:
        """Share the width among the columns, or let it scroll where there are many."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setMinimumSectionSize(self.narrowest(first - 1))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        mode = modes.Stretch if scenarios <= MOST_THAT_FIT else modes.Interactive
        for column in range(first + scenarios):
            header.setSectionResizeMode(column, mode)
        header.setSectionResizeMode(0, modes.Interactive)
        self.setColumnWidth(0, OWNER_WIDTH)

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
            for word in item.text().split(" ")
        }
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(NARROWEST, min(WIDEST, widest + PADDING + _MARGINS))

    def _height(self, row: int, metrics: QFontMetrics) -> int:
        return _tallest(self, row, metrics) + PADDING

    @Slot(int, int, int)
    def _moved(self, _column: int, before: int, after: int) -> None:
        """Columns follow the scenarios of the case, not the other way round."""
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            header.moveSection(after, before)
        self.scenario_moved.emit(before, after)

    def _part_at(self, row: int, column: int) -> str:
        """The part whose inputs a cell folds; empty for a cell of another kind."""
        item = self.item(row, column)
        return str(item.data(FOLD) or "") if item is not None else ""

    @Slot(int, int)
    def _fold(self, row: int, column: int) -> None:
        if part := self._part_at(row, column):
            self.fold_asked.emit(part)

    @Slot(int, int)
    def _edit_clicked(self, row: int, column: int) -> None:
        # Each click on a heading folds: two of them lead nowhere.
        if not self._part_at(row, column):
            self.edit_asked.emit()

    def texts(self) -> list[list[str]]:
        """The headings and the cells as they read."""
        heads = [self.horizontalHeaderItem(n) for n in range(self.columnCount())]
        return [[item.text() if item else "" for item in heads], *texts_of(self)]

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Keep a field open that holds a text which is not understood, unless it is given up."""
        given_up = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if given_up or not editor.property("wrong"):
            super().closeEditor(editor, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what the keys of a spreadsheet ask for."""
        keys = QKeySequence.StandardKey
        if self.state() == QAbstractItemView.State.EditingState and not self.hasFocus():
            # A key of the field that is open, which has taken it already.
            event.accept()
        elif event.key() in _CHOOSING and self._part_at(self.currentRow(), self.currentColumn()):
            self._fold(self.currentRow(), self.currentColumn())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_asked.emit()
        elif event.matches(keys.Copy):
            self.copy_asked.emit()
        elif event.matches(keys.Paste):
            self.paste_asked.emit()
        elif (
            event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.fill_asked.emit()
        elif _is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def texts_of(table: QTableWidget) -> list[list[str]]:
    """The cells of a table as they read."""
    columns = range(table.columnCount())
    cells = [[table.item(row, n) for n in columns] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in line] for line in cells]


def _tallest(table: QTableWidget, row: int, metrics: QFontMetrics) -> int:
    """How tall the longest text of a row is, wrapped into its cell; those across several not."""
    tallest = metrics.height()
    for column in range(table.columnCount()):
        item = table.item(row, column)
        if item is not None and table.columnSpan(row, column) == 1:
            room = QRect(0, 0, max(20, table.columnWidth(column) - PADDING - _MARGINS), 1000)
            wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            tallest = max(tallest, wrapped.height())
    return tallest


def _is_typing(event: QKeyEvent) -> bool:
    """Tell whether a key begins a text (a space chooses, as everywhere)."""
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    # AltGr, with which some keyboards type a percent sign or a euro, comes as Control and Alt.
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    plain = modifiers in (Qt.KeyboardModifier.NoModifier, alt_gr)
    return plain and event.text().isprintable() and event.text().strip() != ""


class FrozenRows(QTableWidget):
    """Rows below a matrix that stay in sight: they have its columns and scroll across with it."""

    def __init__(self, above: Matrix) -> None:
        super().__init__()
        self._above = above
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setStyleSheet("QTableWidget::item { padding: 1px 10px; }")
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        above.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header, bar = above.horizontalHeader(), above.horizontalScrollBar()
        header.sectionResized.connect(self._resize_column)
        bar.valueChanged.connect(self.horizontalScrollBar().setValue)
        above.verticalScrollBar().rangeChanged.connect(self._keep_margin)

    def follow(self) -> None:
        """Take the columns of the matrix, and the height of all rows."""
        header = self._above.horizontalHeader()
        for column in range(header.count()):
            self.setColumnWidth(column, header.sectionSize(column))
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._height(row))
        self.setFixedHeight(sum(map(self.rowHeight, range(self.rowCount()))) + 4)
        self._keep_margin()

    def _height(self, row: int) -> int:
        """As many lines as the longest text of a row takes: rows of results are kept close."""
        return _tallest(self, row, self.fontMetrics()) + 7

    @Slot(int, int, int)
    def _resize_column(self, column: int, _before: int, width: int) -> None:
        self.setColumnWidth(column, width)

    @Slot()
    def _keep_margin(self) -> None:
        """Leave room for the scroll bar of the matrix, so that columns stand below columns."""
        bar = self._above.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.setViewportMargins(0, 0, taken, 0)


def override_of(scenario: Scenario | None, target: str) -> Override | None:
    """The override by which a scenario sets an input; None where it does not."""
    if scenario is None:
        return None
    return next((o for o in scenario.overrides if o.target == target), None)
