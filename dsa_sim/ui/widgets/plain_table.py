"""A calm table to read from: rows of words and figures, one of which may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dsa_sim.language import Language
from dsa_sim.language.tables import Written
from dsa_sim.ui.widgets.table_tools import TableTools, heads, is_choosing, shown_columns

ROW_HEIGHT = 34
NARROWEST = 170
"""Pixels in which a wide column can be read."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: what it stands for, its cells, and what to say about it.

    `values` are what the cells stand for, by which they are sorted and copied (an exact amount);
    None, or none at all, where the text is all there is.
    `quiet` rows are those that add nothing to the result; `strong` ones are sums.
    """

    key: str
    cells: tuple[str, ...]
    values: tuple[Written | None, ...] = ()
    tooltip: str = ""
    quiet: bool = False
    strong: bool = False

    def written(self, column: int) -> Written:
        """A cell as it is sorted and copied."""
        value = self.values[column] if self.values else None
        return self.cells[column] if value is None else value


class PlainTable(QTableWidget):
    """Read-only rows as tall as the table: the page scrolls, not the table."""

    chosen = Signal(str)
    """A row was clicked, or Enter pressed on it: its key."""

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        *,
        numeric: Sequence[int] = (),
        wide: int = 0,
        lang: Language | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(0, len(heads), parent)
        self._numeric = frozenset(numeric)
        self._wide = wide
        self._natural: list[Row] = []
        self._rows: list[Row] = []
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(56)
        for column in range(len(heads)):
            item = self.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(self._alignment(column))
        self.tools = TableTools(self, lang or Language(), self._copied)
        self.tools.order_changed.connect(self._sort)
        self.cellClicked.connect(self._choose)
        self.cellActivated.connect(self._choose)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; nothing happens where they are the same."""
        if list(rows) != self._natural:
            self._natural = list(rows)
            self._sort()

    @Slot()
    def _sort(self) -> None:
        order = self.tools.arrange(self._column_cells)
        rows = self._natural if order is None else [self._natural[n] for n in order]
        before, self._rows = self._rows, list(rows)
        self.setRowCount(len(self._rows))
        for r, row in enumerate(self._rows):
            self.setRowHeight(r, ROW_HEIGHT)
            self._show_row(r, row, before[r] if r < len(before) else None)
        if len(before) != len(self._rows):
            self._fit()

    def _column_cells(self, column: int) -> list[Written | None]:
        return [row.written(column) for row in self._natural]

    def _copied(self, places: Sequence[int]) -> list[list[Written]]:
        columns = shown_columns(self)
        rows = (self._rows[n] for n in places)
        return [heads(self, columns), *([row.written(c) for c in columns] for row in rows)]

    def _show_row(self, r: int, row: Row, before: Row | None) -> None:
        # Only what differs is touched: every change makes the columns be measured again.
        alike = before is not None and (before.quiet, before.strong, before.tooltip) == (
            row.quiet,
            row.strong,
            row.tooltip,
        )
        for c, text in enumerate(row.cells):
            if alike and before is not None and before.cells[c] == text:
                continue
            self.setItem(r, c, self._item(c, text, row))

    def _item(self, column: int, text: str, row: Row) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setTextAlignment(self._alignment(column))
        item.setToolTip(row.tooltip or (text if len(text) > 24 else ""))
        if row.quiet:
            muted = self.palette().color(
                QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
            )
            item.setForeground(muted)
        if row.strong:
            font = self.font()
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        return item

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = (
            Qt.AlignmentFlag.AlignRight if column in self._numeric else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignVCenter

    def _fit(self) -> None:
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(head + ROW_HEIGHT * len(self._rows) + max(14, bar))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the wide column room for words; where that is too much the table scrolls."""
        super().resizeEvent(event)
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        others = header.length() - header.sectionSize(self._wide)
        if self.viewport().width() - others < NARROWEST:
            header.setSectionResizeMode(self._wide, mode.Fixed)
            header.resizeSection(self._wide, NARROWEST)
        else:
            header.setSectionResizeMode(self._wide, mode.Stretch)

    def sizeHint(self) -> QSize:
        """As tall as the rows."""
        return QSize(600, self.height())

    @Slot(int, int)
    def _choose(self, row: int, _column: int) -> None:
        if is_choosing():
            self.chosen.emit(self._rows[row].key)
