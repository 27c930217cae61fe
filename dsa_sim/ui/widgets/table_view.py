"""A table to read from, as the window shows it: one model and one view for every table."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dsa_sim.language.tables import Column, Row, Written
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.table_saving import TableSaving
from dsa_sim.ui.widgets.table_tools import TableTools, heads, is_choosing, shown_columns

_AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SIDES, _ABOVE_AND_BELOW = 26, 16
"""Pixels around the text of a cell, what the style sheet adds and a little more."""
_LOWEST = 34
_NARROWEST_SHARE = 68


class TableModel(QAbstractTableModel):
    """The rows of a table as Qt asks for them."""

    def __init__(self, context: Context, columns: Sequence[Column], parent: QTableView):
        super().__init__(parent)
        self._context = context
        self._columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> bool:
        """Take other rows; True where they are other parts or in another order."""
        same = [r.key for r in rows] == [r.key for r in self.rows]
        if same:
            changed = rows != self.rows
            self.rows = rows
            if changed and rows:
                last = self.index(len(rows) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True

    def rename(self, columns: Sequence[Column]) -> None:
        """Give the same columns other headings."""
        if tuple(columns) == self._columns:
            return
        self._columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def rowCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tooltip or row.tooltip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self._columns[index.column()])
            case Qt.ItemDataRole.ForegroundRole:
                tone = cell.tone or ("muted" if row.quiet else "")
                return QColor(getattr(self._context.theme, tone)) if tone else None
            case Qt.ItemDataRole.FontRole if cell.bold or row.strong:
                font = QFont(self._view_font())
                font.setWeight(QFont.Weight.DemiBold)
                return font
        return None

    def _view_font(self) -> QFont:
        view = self.parent()
        return view.font() if isinstance(view, QTableView) else QFont()


class TableView(QTableView):
    """A table as tall as its rows, and each as its longest cell: the page scrolls.

    Columns are as wide as what stands in them, the wide ones share the rest. With `widths` each
    has its pixels; a negative number is its share of the room that the others leave (-5 and -3:
    five and three eighths), and a column without one has a share of 3. The choice survives every
    refresh.
    """

    chosen = Signal(str)
    """The person chose the row with that key."""
    opened = Signal(str)
    """The row with that key was clicked, or Enter was pressed on it."""
    removal_asked = Signal(str)
    """The person pressed Delete on the row with that key."""

    TALLEST = 10_000
    NARROWEST = 170
    """Pixels in which the one wide column can be read."""

    def __init__(
        self,
        context: Context,
        name: str,
        columns: Sequence[Column],
        *,
        widths: Mapping[int, int] | None = None,
    ):
        super().__init__()
        self._widths = None if widths is None else [widths.get(n, -3) for n in range(len(columns))]
        self._measured: tuple[object, ...] = ()
        self.setAccessibleName(name)
        self._rows = TableModel(context, columns, self)
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._natural: tuple[Row, ...] = ()
        self.tools = TableTools(self, context.lang, self.copied)
        self.tools.order_changed.connect(self._sort)
        self.saving = TableSaving(self, context, self._all)
        self._arrange(columns)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def _arrange(self, columns: Sequence[Column]) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        self._wide = [n for n, column in enumerate(columns) if column.wide]
        mode = QHeaderView.ResizeMode
        for n, column in enumerate(columns):
            header.setSectionResizeMode(n, mode.Stretch if column.wide else mode.ResizeToContents)
        if self._widths is not None:
            header.setSectionResizeMode(mode.Fixed)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Qt gives columns their widths later; only then is it known which texts wrap.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._fit)
        header.sectionResized.connect(self._settling.start)

    @property
    def current(self) -> str:
        """The key of the row chosen; empty where there is none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if index.isValid() else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The keys of the rows selected, as they stand from the top."""
        return tuple(self._rows.rows[n].key for n in self.tools.selected)

    def copied(self, places: Sequence[int]) -> list[list[Written]]:
        """The rows at those places as they are copied out, under their headings."""
        columns = shown_columns(self)
        rows = (self._rows.rows[n].cells for n in places)
        return [heads(self, columns), *([row[c].exact for c in columns] for row in rows)]

    def _all(self) -> list[list[Written]]:
        return self.copied(range(len(self._rows.rows)))

    def rename(self, columns: Sequence[Column]) -> None:
        """Give the same columns other headings."""
        self._rows.rename(columns)

    def set_rows(self, rows: Sequence[Row], current: str | None = None) -> None:
        """Show rows and choose the one with that key (None: as before), telling nobody."""
        self._natural = tuple(rows)
        self._show(self.current if current is None else current)

    @Slot()
    def _sort(self) -> None:
        self._show(self.current)

    def _cells(self, column: int) -> list[Written | None]:
        return [row.cells[column].exact for row in self._natural]

    def _show(self, current: str) -> None:
        order = self.tools.arrange(self._cells)
        rows = self._natural if order is None else tuple(self._natural[n] for n in order)
        changed = rows != self._rows.rows
        selected = self.selected
        reset = self._rows.set_rows(rows)
        if self.current != current or (reset and current):
            self._choose(current)
        if reset and len(selected) > 1:
            self._select_again(selected)
        if changed:
            # Measuring every row is the dear part; a new width measures them again by itself.
            self._fit()
        self.viewport().update()

    def _choose(self, key: str) -> None:
        place = next((n for n, r in enumerate(self._rows.rows) if r.key == key), None)
        selection = self.selectionModel()
        selection.blockSignals(True)
        if place is None:
            selection.clear()
        else:
            flags = QItemSelectionModel.SelectionFlag
            mode = flags.ClearAndSelect | flags.Rows
            selection.setCurrentIndex(self._rows.index(place, 0), mode)
        selection.blockSignals(False)

    def _select_again(self, keys: tuple[str, ...]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        for n, row in enumerate(self._rows.rows):
            if row.key in keys:
                selection.select(self._rows.index(n, 0), flags.Select | flags.Rows)

    def _share_out(self, widths: Sequence[int]) -> None:
        width = self.viewport().width()
        shares = sum(-w for w in widths if w < 0)
        left = width - sum(w for w in widths if w > 0)
        for n, wanted in enumerate(widths):
            share = max(_NARROWEST_SHARE, left * -wanted // shares) if wanted < 0 else wanted
            self.horizontalHeader().resizeSection(n, share)

    def _keep_wide(self) -> None:
        """Leave a wide column room for words; where that is too much the table scrolls."""
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        if len(self._wide) != 1:
            return
        column = self._wide[0]
        others = header.length() - header.sectionSize(column)
        if self.viewport().width() - others < self.NARROWEST:
            header.setSectionResizeMode(column, mode.Fixed)
            header.resizeSection(column, self.NARROWEST)
        else:
            header.setSectionResizeMode(column, mode.Stretch)

    @Slot()
    def _fit(self) -> None:
        if self._widths is None:
            self._keep_wide()
        else:
            self._share_out(self._widths)
        self._fit_rows()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        scrolls = self.horizontalHeader().length() > self.viewport().width()
        if scrolls and self._widths is None:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(min(height, self.TALLEST))

    def _fit_rows(self) -> None:
        """Make every row as tall as its longest cell; Qt forgets the padding of the style."""
        rows = self._rows.rows
        widths = tuple(self.columnWidth(n) for n in range(self._rows.columnCount()))
        if (rows, widths) == self._measured:
            return
        self._measured = (rows, widths)
        for n, row in enumerate(rows):
            self.setRowHeight(n, self._height(row, widths))

    def _height(self, row: Row, widths: Sequence[int]) -> int:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, strong = QFontMetrics(self.font()), QFontMetrics(bold)
        highest = _LOWEST
        for cell, width in zip(row.cells, widths, strict=True):
            room = QRect(0, 0, width - _SIDES, 10_000)
            letters = strong if cell.bold or row.strong else plain
            if width and cell.text:
                needed = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, cell.text)
                highest = max(highest, needed.height() + _ABOVE_AND_BELOW)
        return highest

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].key)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if is_choosing():
            self.opened.emit(self._rows.rows[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks for the part to be removed."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current:
            self.removal_asked.emit(self.current)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped text takes another height at another width."""
        super().resizeEvent(event)
        self._fit()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class PartTable(TableView):
    """A table of the parts of a case, in a frame of its own that scrolls."""

    TALLEST = 380
    NARROWEST = 96
