"""The list of alleged infringements by strand: its table model and the table."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dsa_sim.language.problem_words import problem_text
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.rows import AllegedRow

Index = QModelIndex | QPersistentModelIndex
TITLE, PROVISIONS, CHANCE, AMOUNT, MARK = range(5)
DETAIL = Qt.ItemDataRole.UserRole
_WIDTHS = {PROVISIONS: 88, CHANCE: 64, AMOUNT: 84, MARK: 24}
NARROWEST_TITLE = 124
"""Pixels below which a title cannot be read; then the provisions go, then the chances."""
_ONE_LINE, _TWO_LINES, _STRAND = 36, 52, 48


class RowModel(QAbstractTableModel):
    """The rows as a table; it tells the view no more than what changed."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self._lang = context, context.lang
        self.rows: tuple[AllegedRow, ...] = ()

    def show_rows(self, new: tuple[AllegedRow, ...]) -> bool:
        """Show other rows; True where there are others, more, fewer or in another order."""
        old = self.rows
        if [r.identifier for r in old] != [r.identifier for r in new]:
            self.beginResetModel()
            self.rows = new
            self.endResetModel()
            return True
        self.rows = new
        for n, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(n, 0), self.index(n, MARK))
        return False

    def row_of(self, identifier: str) -> int:
        """The place of a part in the list; −1 where it is not shown."""
        return next((n for n, r in enumerate(self.rows) if r.identifier == identifier), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else MARK + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        lang, tr = self._lang, self._lang.tr
        return (
            tr("Alleged infringement"), tr("Provision"), lang.ptr("column", "Finding"),
            lang.ptr("column", "If fined"), "",
        )[section]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.title, row.provisions, row.chance, row.amount, row.mark)[column]
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole if column == MARK:
                return _bold()
            case Qt.ItemDataRole.ForegroundRole if column == MARK:
                theme = self._context.theme
                return QColor(theme.danger if row.mark == "✕" else theme.warning)
        return row.detail if role == DETAIL else None

    def _tip(self, row: AllegedRow, column: int) -> str:
        if column == TITLE:
            return "\n".join(p for p in (row.title, row.provisions, self._problems(row)) if p)
        if column == MARK:
            return self._problems(row)
        return ("", row.provisions, row.chance_range, row.exact)[column]

    def _problems(self, row: AllegedRow) -> str:
        told = [p for p in row.problems if p.severity != "note"]
        return "\n".join(problem_text(self._lang, p) for p in told)

    def _spoken(self, row: AllegedRow, column: int) -> str:
        if column == MARK:
            return self._problems(row)
        if column == TITLE and row.is_strand:
            return self._lang.tr("Strand {title}, {detail}", title=row.title, detail=row.detail)
        return (row.title, row.provisions, row.chance, row.amount)[column]


def _bold() -> QFont:
    font = QFont("Inter")
    font.setPixelSize(14)
    font.setWeight(QFont.Weight.Bold)
    return font


def _alignment(column: int) -> Qt.AlignmentFlag:
    if column == MARK:
        return Qt.AlignmentFlag.AlignCenter
    right = column in (CHANCE, AMOUNT)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class _StrandDelegate(QStyledItemDelegate):
    """Draws a strand's title above its decision date and outcome; leaves other rows alone."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent)
        self._context = context

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        detail = index.data(DETAIL)
        if not detail:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        theme = self._context.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = option.rect.adjusted(11, 7, -8, -6)
        painter.save()
        mark = index.sibling(index.row(), MARK)
        if mark.data():
            painter.setFont(_bold())
            painter.setPen(QColor(mark.data(Qt.ItemDataRole.ForegroundRole)))
            place = QRect(room.right() - _WIDTHS[MARK] + 8, room.y(), _WIDTHS[MARK], room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark.data())
            room.setRight(place.left())
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        color = theme.accent_on_soft if chosen else theme.text
        _line(painter, room, title, strong, color, Qt.AlignmentFlag.AlignTop)
        small = QFont(option.font)
        small.setPixelSize(12)
        color = theme.accent_on_soft if chosen else theme.muted
        _line(painter, room, detail, small, color, Qt.AlignmentFlag.AlignBottom)
        painter.restore()


def _line(
    painter: QPainter, room: QRect, text: str, font: QFont, color: str, place: Qt.AlignmentFlag
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, place | Qt.AlignmentFlag.AlignLeft, shown)


class InfringementTable(QTableView):
    """The list: one row selected at a time, strands across the whole width."""

    chosen = Signal(str)
    """The identifier of the strand or infringement that the person selected."""

    def __init__(self, context: Context):
        super().__init__()
        self.rows_model = RowModel(context)
        self.setModel(self.rows_model)
        self.setAccessibleName(context.lang.tr("Alleged infringements"))
        self.setItemDelegateForColumn(TITLE, _StrandDelegate(context, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        header.setStyleSheet("QHeaderView::section { padding: 7px 11px; }")
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self._widths: dict[int, int] = {}
        metrics = QFontMetrics(self.font())
        for column, least in _WIDTHS.items():
            head = str(self.rows_model.headerData(column, Qt.Orientation.Horizontal))
            width = max(least, metrics.horizontalAdvance(head) + 18)
            self._widths[column] = width
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    def show_rows(self, new: tuple[AllegedRow, ...], chosen: str) -> None:
        """Show rows and mark the part chosen; what the person sees does not jump."""
        before = self.rows_model.rows
        with QSignalBlocker(self.selectionModel()):
            other = self.rows_model.show_rows(new)
        titles_changed = [r.title for r in before] != [r.title for r in new]
        if other:
            self._span_strands()
        if other or titles_changed:
            self._fit_heights()
        self.mark(chosen)

    def mark(self, identifier: str) -> None:
        """Select the row of a part without telling anybody."""
        row = self.rows_model.row_of(identifier)
        if row == self.currentIndex().row() and self.selectionModel().hasSelection():
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        flags |= QItemSelectionModel.SelectionFlag.Rows
        with QSignalBlocker(self):
            index = self.rows_model.index(row, 0) if row >= 0 else QModelIndex()
            self.selectionModel().setCurrentIndex(index, flags)
        if row >= 0:
            self.scrollTo(index)

    def _span_strands(self) -> None:
        self.clearSpans()
        for n, row in enumerate(self.rows_model.rows):
            if row.is_strand:
                self.setSpan(n, TITLE, 1, MARK + 1)

    def _fit_heights(self) -> None:
        metrics = QFontMetrics(self.font())
        room = self.columnWidth(TITLE) - 20
        for n, row in enumerate(self.rows_model.rows):
            wraps = metrics.horizontalAdvance(row.title) > room
            height = _STRAND if row.is_strand else _TWO_LINES if wraps else _ONE_LINE
            if self.rowHeight(n) != height:
                self.setRowHeight(n, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the titles: in a narrow window the list shows fewer columns."""
        super().resizeEvent(event)
        room = self.viewport().width() - sum(self._widths.values())
        for column in (PROVISIONS, CHANCE):
            self.setColumnHidden(column, room < NARROWEST_TITLE)
            room += self._widths[column]
        self._fit_heights()

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows_model.rows[current.row()].identifier)
