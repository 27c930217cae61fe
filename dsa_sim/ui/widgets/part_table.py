"""A quiet table of the parts of a case: one row each, chosen by mouse or keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dsa_sim.language.tables import Written
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.table_tools import TableTools, heads

Tone = Literal["", "muted", "warning"]
_AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


NARROWEST = 96
"""Pixels in which a wide column can be read."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: `wide` ones share the room that is left, `right` ones hold figures."""

    title: str
    wide: bool = False
    right: bool = False
    tooltip: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in a cell; a tone never says what the text does not say too.

    `value` is what the text stands for, by which the cell is sorted and copied: an exact amount,
    a day; None where the text is all there is.
    """

    text: str = ""
    value: Written | None = None
    tone: Tone = ""
    bold: bool = False
    tooltip: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """The row of the part with that identifier."""

    id: str
    cells: tuple[Cell, ...]


class _RowsModel(QAbstractTableModel):
    """The rows as Qt asks for them."""

    def __init__(self, context: Context, columns: Sequence[Column], parent: QTableView):
        super().__init__(parent)
        self._context = context
        self._columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> bool:
        """Take other rows; True where they are other parts or in another order."""
        same = [r.id for r in rows] == [r.id for r in self.rows]
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
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip or None
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()].cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tooltip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self._columns[index.column()])
            case Qt.ItemDataRole.ForegroundRole:
                theme = self._context.theme
                return QColor(getattr(theme, cell.tone)) if cell.tone else None
            case Qt.ItemDataRole.FontRole if cell.bold:
                font = QFont(self._view_font())
                font.setWeight(QFont.Weight.DemiBold)
                return font
        return None

    def _view_font(self) -> QFont:
        view = self.parent()
        return view.font() if isinstance(view, QTableView) else QFont()


class PartTable(QTableView):
    """A table of parts as tall as its rows; the choice survives every refresh."""

    chosen = Signal(str)
    """The person chose the part with that identifier."""
    removal_asked = Signal(str)
    """The person pressed Delete on the part with that identifier."""

    TALLEST = 380

    def __init__(self, context: Context, name: str, columns: Sequence[Column]):
        super().__init__()
        self.setAccessibleName(name)
        self._rows = _RowsModel(context, columns, self)
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
        self._arrange(columns)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def _arrange(self, columns: Sequence[Column]) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(34)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        self._wide = [n for n, column in enumerate(columns) if column.wide]
        for n, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(n, mode.Stretch if column.wide else mode.ResizeToContents)

    @property
    def current(self) -> str:
        """The identifier of the part chosen; empty where there is none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The identifiers of the parts selected, as they stand from the top."""
        return tuple(self._rows.rows[n].id for n in self.tools.selected)

    def copied(self, places: Sequence[int]) -> list[list[Written]]:
        """The rows at those places as they are copied out, under their headings."""
        columns = range(self._rows.columnCount())
        rows = (self._rows.rows[n].cells for n in places)
        return [heads(self, columns), *([_written(cell) for cell in row] for row in rows)]

    def set_rows(self, rows: tuple[Row, ...], current: str) -> None:
        """Show rows and choose the one with that identifier, telling nobody."""
        self._natural = rows
        self._show(current)

    @Slot()
    def _sort(self) -> None:
        self._show(self.current)

    def _cells(self, column: int) -> list[Written | None]:
        return [_written(row.cells[column]) for row in self._natural]

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

    def _choose(self, identifier: str) -> None:
        place = next((n for n, r in enumerate(self._rows.rows) if r.id == identifier), None)
        selection = self.selectionModel()
        selection.blockSignals(True)
        if place is None:
            selection.clear()
        else:
            flags = QItemSelectionModel.SelectionFlag
            mode = flags.ClearAndSelect | flags.Rows
            selection.setCurrentIndex(self._rows.index(place, 0), mode)
        selection.blockSignals(False)

    def _select_again(self, identifiers: tuple[str, ...]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        for n, row in enumerate(self._rows.rows):
            if row.id in identifiers:
                selection.select(self._rows.index(n, 0), flags.Select | flags.Rows)

    def _keep_wide(self) -> None:
        """Leave a wide column room for words; where that is too much the table scrolls."""
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        if len(self._wide) != 1:
            return
        column = self._wide[0]
        others = header.length() - header.sectionSize(column)
        if self.viewport().width() - others < NARROWEST:
            header.setSectionResizeMode(column, mode.Fixed)
            header.resizeSection(column, NARROWEST)
        else:
            header.setSectionResizeMode(column, mode.Stretch)

    def _fit(self) -> None:
        self._keep_wide()
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        if self.horizontalHeader().length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(min(height, self.TALLEST))

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].id)

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


def _written(cell: Cell) -> Written:
    return cell.text if cell.value is None else cell.value
