"""The list of alleged infringements by strand."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.cell_delegate import CellDelegate
from dsa_sim.ui.pages.infringements.row_model import (
    AMOUNT,
    CHANCE,
    MARK,
    PROVISIONS,
    START,
    TITLE,
    TYPED,
    RowModel,
    texts_of,
)
from dsa_sim.ui.pages.infringements.rows import AllegedRow
from dsa_sim.ui.pages.infringements.strand_delegate import MARK_WIDTH, StrandDelegate

_WIDTHS = {PROVISIONS: 88, START: 72, CHANCE: 64, AMOUNT: 72, MARK: MARK_WIDTH}
NO_ROW = -2
NARROWEST_TITLE = 124
"""Pixels below which a title cannot be read; then the provisions go, which the title tells when
pointed at, then the whole headings, and last the amounts reached."""
_ONE_LINE, _LINE, _MOST_LINES, _STRAND = 36, 16, 4, 48


class InfringementTable(QTableView):
    """The list: one row selected at a time, strands across the whole width."""

    chosen = Signal(str)
    """The identifier of the strand or infringement that the person selected."""
    fold_asked = Signal(str)
    """The person wants a closed strand folded away, or unfolded."""
    pasted = Signal(int)
    """Lines were pasted; so many had no row."""

    def __init__(self, context: Context):
        super().__init__()
        self.rows_model = RowModel(context)
        self.setModel(self.rows_model)
        self.setAccessibleName(context.lang.tr("Alleged infringements"))
        self.setItemDelegateForColumn(TITLE, StrandDelegate(context, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self._writing = CellDelegate(self)
        self._writing.left.connect(self._go_on)
        self._writing.paste_asked.connect(self.paste)
        self._writing.given_up.connect(self._give_up)
        for column in TYPED:
            self.setItemDelegateForColumn(column, self._writing)
        self.has_starts = True
        self._pressed = NO_ROW
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self._set_columns()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        header.setStyleSheet("QHeaderView::section { padding: 7px 8px 7px 11px; }")
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        # Qt gives the titles their width later; only then is it known which of them wrap.
        header.sectionResized.connect(self._fit_heights)

    def show_rows(self, new: tuple[AllegedRow, ...], chosen: str) -> None:
        """Show rows and mark the part chosen; what the person sees does not jump."""
        before = self.rows_model.rows
        with QSignalBlocker(self.selectionModel()):
            other = self.rows_model.show_rows(new)
        if other:
            self._span_strands()
        if before != new:
            self._fit_columns()
        self.mark(chosen)

    def mark(self, identifier: str) -> None:
        """Select the row of a part without telling anybody."""
        row = self.rows_model.row_of(identifier)
        if row == self.currentIndex().row() and self.selectionModel().hasSelection():
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        flags |= QItemSelectionModel.SelectionFlag.Rows
        with QSignalBlocker(self):
            column = max(self.currentIndex().column(), TITLE)
            index = self.rows_model.index(row, column) if row >= 0 else QModelIndex()
            self.selectionModel().setCurrentIndex(index, flags)
        if row >= 0:
            self.scrollTo(index)

    def _span_strands(self) -> None:
        self.clearSpans()
        for n, row in enumerate(self.rows_model.rows):
            if row.is_strand:
                self.setSpan(n, TITLE, 1, MARK + 1)

    @Slot()
    def _fit_heights(self) -> None:
        metrics = QFontMetrics(self.font())
        room = self.columnWidth(TITLE) - 20
        for n, row in enumerate(self.rows_model.rows):
            wrapped = metrics.boundingRect(
                QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, row.title
            ).height()
            lines = max(1, min(_MOST_LINES, round(wrapped / metrics.lineSpacing())))
            height = _STRAND if row.is_strand else _ONE_LINE + (lines - 1) * _LINE
            if self.rowHeight(n) != height:
                self.setRowHeight(n, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the titles: in a narrow window the list shows fewer columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def show_starts(self, shows: bool) -> None:  # noqa: FBT001
        """Show the starting amounts, or leave them out where the method uses none."""
        if shows != self.has_starts:
            self.has_starts = shows
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the titles the room that the columns leave which can be shown beside them."""
        ways: tuple[tuple[bool, set[int]], ...] = (
            (True, set()), (True, {PROVISIONS}), (False, {PROVISIONS}),
            (False, {PROVISIONS, AMOUNT}),
        )  # fmt: skip
        for with_heads, given_up in ways:
            needed = {c: self._needed(c, with_head=with_heads) for c in _WIDTHS}
            hidden = given_up if self.has_starts else {START, *given_up}
            taken = sum(width for column, width in needed.items() if column not in hidden)
            if self.viewport().width() - taken >= NARROWEST_TITLE:
                break
        for column, width in needed.items():
            self.setColumnHidden(column, column in hidden)
            self.setColumnWidth(column, width)
        self._fit_heights()

    def _needed(self, column: int, *, with_head: bool = True) -> int:
        """The width of a column in which every amount can be read, and its head."""
        letters = QFontMetrics(self.font())
        texts = [texts_of(row)[column] for row in self.rows_model.rows if column in (START, AMOUNT)]
        widest = max((letters.horizontalAdvance(text) for text in texts), default=0)
        head = self.horizontalHeader().sectionSizeHint(column) if with_head else 0
        return max(_WIDTHS[column], widest + 24, head)

    def event(self, event: QEvent) -> bool:
        """Delete empties a cell that can be typed into; undo takes refused texts back first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            empties = event.key() == Qt.Key.Key_Delete and self._address()
            undoes = event.matches(QKeySequence.StandardKey.Undo) and self.rows_model.cells.refused
            if empties or undoes:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing begins in the cell; a number typed elsewhere in the row begins in its first."""
        key, cells, address = event.key(), self.rows_model.cells, self._address()
        if event.matches(QKeySequence.StandardKey.Undo) and cells.give_up(tuple(cells.refused)):
            return
        if key == Qt.Key.Key_Delete and address:
            cells.take([(address, "")])
        elif key == Qt.Key.Key_Escape and cells.give_up((address,)):
            return
        elif self._folds_by(key):
            self.fold_asked.emit(self._current_row().identifier)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and address:
            self.edit(self.currentIndex())
        else:
            if event.text().isdigit() and not address and (places := self._places_below()):
                self.setCurrentIndex(self._index(places[0], 0))
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click folds a closed strand, or unfolds it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.row() == self._pressed:
            row = self.rows_model.rows[index.row()]
            if row.fold:
                self.fold_asked.emit(row.identifier)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins: a press that ends elsewhere is none."""
        index = self.indexAt(event.position().toPoint())
        self._pressed = index.row() if index.isValid() else NO_ROW
        super().mousePressEvent(event)

    def _current_row(self) -> AllegedRow:
        return self.rows_model.rows[self.currentIndex().row()]

    def _folds_by(self, key: int) -> bool:
        """Tell whether a key folds the current strand, or unfolds it."""
        fold = self._current_row().fold if self.currentIndex().isValid() else ""
        either = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        own = Qt.Key.Key_Right if fold == "▸" else Qt.Key.Key_Left
        return bool(fold) and key in (*either, own)

    def _address(self) -> str:
        """The address of the cell that the keys reach."""
        return self.rows_model.address(self.currentIndex())

    def _typed(self) -> list[int]:
        """The columns in sight that can be typed into."""
        return [column for column in TYPED if not self.isColumnHidden(column)]

    def _index(self, row: int, place: int) -> QModelIndex:
        return self.rows_model.index(row, self._typed()[place])

    def _places_below(self) -> list[int]:
        """The rows of infringements from the current row on."""
        rows, first = self.rows_model.rows, self.currentIndex().row()
        return [n for n, row in enumerate(rows) if not row.is_strand and n >= first >= 0]

    @Slot(int, int)
    def _go_on(self, rows: int, cells: int) -> None:
        """Write on in another cell; where there is none the typing has ended."""
        typed = self._typed()
        places = [
            (n, column)
            for n, row in enumerate(self.rows_model.rows)
            for column in typed
            if not row.is_strand
        ]
        here = (self.currentIndex().row(), self.currentIndex().column())
        to = places.index(here) + rows * len(typed) + cells
        if 0 <= to < len(places):
            index = self.rows_model.index(*places[to])
            self.setCurrentIndex(index)
            self.edit(index)
        else:
            self.setFocus()

    @Slot()
    def _give_up(self) -> None:
        self.rows_model.cells.give_up((self._address(),))
        self.setFocus()

    @Slot()
    def paste(self) -> None:
        """Fill the cells from the current one on with what the clipboard holds."""
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        typed, column = self._typed(), self.currentIndex().column()
        across = typed[typed.index(column) if column in typed else 0 :]
        lines, rows = text.splitlines(), self._places_below()
        pasted = [
            (self.rows_model.address(self.rows_model.index(row, column)), cell.strip())
            for row, line in zip(rows, lines, strict=False)
            for column, cell in zip(across, line.split("\t"), strict=False)
            if cell.strip()
        ]
        self.rows_model.cells.take(pasted)
        self.pasted.emit(max(0, len(lines) - len(rows)))

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows_model.rows[current.row()].identifier)
