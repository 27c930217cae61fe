"""The alleged infringements by strand as a table model."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from dsa_sim.language.input_words import target_words
from dsa_sim.language.problem_words import problem_text
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.cells import Cells
from dsa_sim.ui.pages.infringements.rows import AllegedRow

Index = QModelIndex | QPersistentModelIndex
TITLE, PROVISIONS, START, CHANCE, AMOUNT, MARK = range(6)
TYPED = {START: "start", CHANCE: "chance"}
"""The columns that can be typed into, and their inputs."""
DETAIL = Qt.ItemDataRole.UserRole


class RowModel(QAbstractTableModel):
    """The rows as a table; it tells the view no more than what changed."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self._lang = context, context.lang
        self.rows: tuple[AllegedRow, ...] = ()
        self.cells = Cells(context, self)

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
            tr("Alleged infringement"), tr("Provision"), lang.ptr("column", "Start"),
            lang.ptr("column", "Finding"), lang.ptr("column", "If fined"), "",
        )[section]  # fmt: skip

    def address(self, index: Index) -> str:
        """The address of the input that can be typed into a cell; empty where there is none."""
        if not index.isValid() or index.column() not in TYPED:
            return ""
        row = self.rows[index.row()]
        return "" if row.is_strand else f"{row.identifier}.{TYPED[index.column()]}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Starting amounts and chances can be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.address(index) else flags

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a text that was typed; one that is not understood stays in the cell."""
        self.cells.take([(self.address(index), str(value))])
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if (address := self.address(index)) and (typed := self._typed(address, role)) is not None:
            return typed
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts_of(row)[column]
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole if column == MARK:
                return bold()
            case Qt.ItemDataRole.ForegroundRole if column == MARK:
                theme = self._context.theme
                return QColor(theme.danger if row.mark == "✕" else theme.warning)
        return row.detail if role == DETAIL else None

    def _typed(self, address: str, role: int) -> Any:
        """What a cell that can be typed into has of its own: its text, or one refused."""
        refused = self.cells.refused.get(address)
        match role:
            case Qt.ItemDataRole.EditRole:
                return self.cells.text(address)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return target_words(self._lang, self._context.case, address)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole if refused:
                return refused.text
            case Qt.ItemDataRole.ToolTipRole if refused:
                return refused.message
            case Qt.ItemDataRole.ForegroundRole if refused:
                return QColor(self._context.theme.danger)
        return None

    def _tip(self, row: AllegedRow, column: int) -> str:
        if column == TITLE:
            return "\n".join(p for p in (row.title, row.provisions, self._problems(row)) if p)
        if column == MARK:
            return self._problems(row)
        return ("", row.provisions, row.start_range, row.chance_range, row.exact)[column]

    def _problems(self, row: AllegedRow) -> str:
        told = [p for p in row.problems if p.severity != "note"]
        return "\n".join(problem_text(self._lang, p) for p in told)

    def _spoken(self, row: AllegedRow, column: int) -> str:
        if column == MARK:
            return self._problems(row)
        if column == TITLE and row.is_strand:
            return self._lang.tr("Strand {title}, {detail}", title=row.title, detail=row.detail)
        return row.title if column == TITLE else texts_of(row)[column]


def texts_of(row: AllegedRow) -> tuple[str, ...]:
    """What the columns of a row show."""
    title = f"{row.fold} {row.title}" if row.fold else row.title
    return title, row.provisions, row.start, row.chance, row.amount, row.mark


def bold() -> QFont:
    """The letters of a mark."""
    font = QFont("Inter")
    font.setPixelSize(14)
    font.setWeight(QFont.Weight.Bold)
    return font


def _alignment(column: int) -> Qt.AlignmentFlag:
    if column == MARK:
        return Qt.AlignmentFlag.AlignCenter
    right = column in (START, CHANCE, AMOUNT)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
