"""What every table of the window can do, in one place: copy rows out, be sorted, and more.

Sorting is for the eye alone: a click on a heading sorts, a second one turns round, a third
brings the natural order back. Rows are copied with their headings, as spreadsheets take them.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from dsa_sim.language import Language
from dsa_sim.language.tables import Written, in_order, to_tsv

Keys = QKeySequence.StandardKey | str | None
Rows = Callable[[Sequence[int]], list[list[Written]]]

# the shortcuts of a table stand in its menu and count while the cursor is in it
_HERE = Qt.ShortcutContext.WidgetShortcut


class TableTools(QObject):
    """The commands of one table: its keys, its menu, and the clicks on its headings.

    `rows` gives the cells of the rows at those places, with the headings first.
    """

    order_changed = Signal()
    """The rows should stand in another order (see `arrange`)."""

    def __init__(self, view: QTableView, lang: Language, rows: Rows, *, sorts: bool = True):
        super().__init__(view)
        self._view, self._lang, self._rows = view, lang, rows
        self._column, self._descending = -1, False
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.copy = self.add(lang.tr("Copy"), self.copy_rows, QKeySequence.StandardKey.Copy)
        keys = QKeySequence.StandardKey.SelectAll
        self.select_all = self.add(lang.tr("Select all"), view.selectAll, keys)
        if sorts:
            self._offer_sorting()

    def _offer_sorting(self) -> None:
        header = self._view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setToolTip(self._lang.tr("Click to sort; a third click restores the order."))
        header.sectionClicked.connect(self.sort_by)
        self.sort = self.add(self._lang.tr("Sort by this column"), self._sort_by_current, None)

    def add(self, words: str, call: Callable[[], object], keys: Keys) -> QAction:
        """Add a command to the table."""
        action = QAction(words, self._view)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(_HERE)
        action.triggered.connect(call)
        self._view.addAction(action)
        return action

    @property
    def selected(self) -> list[int]:
        """The places of the rows selected, from the top."""
        model = self._view.selectionModel()
        return sorted({index.row() for index in model.selectedIndexes()})

    def arrange(self, cells: Callable[[int], Sequence[Written | None]]) -> list[int] | None:
        """The places of the rows as they are sorted now; None for their natural order.

        `cells` gives the cells of a column in the natural order.
        """
        if self._column < 0:
            return None
        return in_order(cells(self._column), descending=self._descending)

    @Slot(int)
    def sort_by(self, column: int) -> None:
        """Sort by a column; again: the other way round; a third time: as it was."""
        if column != self._column:
            self._column, self._descending = column, False
        elif not self._descending:
            self._descending = True
        else:
            self._column, self._descending = -1, False
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self._view.horizontalHeader().setSortIndicator(self._column, order)
        self.order_changed.emit()

    @Slot()
    def _sort_by_current(self) -> None:
        column = self._view.currentIndex().column()
        if column >= 0:
            self.sort_by(column)

    @Slot()
    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, all of them where none is selected."""
        places = self.selected or list(range(self._view.model().rowCount()))
        QGuiApplication.clipboard().setText(to_tsv(self._lang, self._rows(places)))


def is_choosing() -> bool:
    """False while the person holds Shift or Ctrl to select several rows."""
    held = QGuiApplication.keyboardModifiers()
    several = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    return not held & several


def heads(view: QTableView, columns: Sequence[int]) -> list[Written]:
    """The words of the headings of those columns."""
    header = view.model()
    across = Qt.Orientation.Horizontal
    return [str(header.headerData(n, across) or "") for n in columns]


def shown_columns(view: QTableView) -> list[int]:
    """The columns in sight, from the left."""
    return [n for n in range(view.model().columnCount()) if not view.isColumnHidden(n)]
