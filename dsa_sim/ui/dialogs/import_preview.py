"""The two tables of an import: the file with its column matching, and what is read from it."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import Sheet, Value, plain_number
from dsa_sim.language.words import word
from dsa_sim.language.year_columns import FIELDS
from dsa_sim.language.year_rows import ReadRow
from dsa_sim.model.case import FinancialYear
from dsa_sim.ui.theme import Theme
from dsa_sim.ui.widgets.fields import ChoiceField

MOST_SHOWN = 100
"""As many rows of a file are shown; all are read."""

_ROW = 30
_MATCH_ROW = 40
_NARROWEST = 150
_WIDEST = 320


class _QuietTable(QTableWidget):
    """A table that is read, not edited."""

    def __init__(self, name: str, *, rows: int, columns: int):
        super().__init__(rows, columns)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)


class MatchTable(_QuietTable):
    """The cells of a sheet; above each column stands a choice of the field it holds."""

    matched = Signal(object)
    """The fields of the columns as the person chose them, a tuple of codes."""

    def __init__(self, lang: Language, theme: Theme):
        super().__init__(lang.tr("The table, and what each column is"), rows=0, columns=0)
        self._lang, self._theme = lang, theme
        self.choices: list[ChoiceField] = []
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().hide()

    def show_table(self, table: Sheet, columns: Sequence[str]) -> None:
        """Show another table with the fields of its columns."""
        shown = table.rows[:MOST_SHOWN]
        self.clear()
        self.setRowCount(len(shown) + 1)
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels(["", *(str(n + 1) for n in range(len(shown)))])
        self.setRowHeight(0, _MATCH_ROW)
        for n, row in enumerate(shown, start=1):
            for column, cell in enumerate(row):
                self.setItem(n, column, _item(_shown(self._lang, cell), right=_is_figure(cell)))
        self._make_choices(columns)

    def _make_choices(self, columns: Sequence[str]) -> None:
        tr = self._lang.tr
        offered = [("", tr("(leave out)")), *((f, tr(words)) for f, words in FIELDS.items())]
        self.choices = []
        for column, field in enumerate(columns):
            name = tr("Column {n} is", n=column + 1)
            choice = ChoiceField(name, offered)
            choice.set_value(field)
            choice.edited.connect(self._take)
            self.choices.append(choice)
            self.setCellWidget(0, column, choice)
        self.resizeColumnsToContents()
        for column in range(len(columns)):
            width = min(max(self.columnWidth(column), _NARROWEST), _WIDEST)
            self.setColumnWidth(column, width)

    @Slot(object)
    def _take(self, _field: object) -> None:
        """A field is in one column alone: the column chosen last has it."""
        chosen = self.sender()
        for choice in self.choices:
            if choice is not chosen and choice.value == chosen.value:  # type: ignore[attr-defined]
                choice.set_value("")
        self.matched.emit(tuple(str(choice.value or "") for choice in self.choices))

    def mark(self, heading: int, rows: Sequence[ReadRow]) -> None:
        """Mark the headings, what is not read, and the cells with a problem."""
        theme = self._theme
        muted = {n for n in range(self.rowCount() - 1) if n <= heading}
        muted |= {row.number for row in rows if row.is_note}
        wrong = {
            (row.number, p.column): p.problem.message
            for row in rows
            for p in row.problems
            if p.column is not None
        }
        for n in range(self.rowCount() - 1):
            for column in range(self.columnCount()):
                item = self.item(n + 1, column)
                if item is None:
                    continue
                message = wrong.get((n, column), "")
                color = theme.danger if message else theme.muted if n in muted else theme.text
                item.setForeground(QColor(color))
                item.setToolTip(message)


class ResultTable(_QuietTable):
    """What is read: a row each, with a tick, the year, and what will happen or is wrong."""

    ticked = Signal()
    """The person ticked or unticked a row."""

    def __init__(self, lang: Language, theme: Theme):
        super().__init__(lang.tr("What is read"), rows=0, columns=8)
        self._lang, self._theme = lang, theme
        tr = lang.tr
        heads = (
            tr("Row"), tr("Turnover of"), tr("First day"), tr("Last day"), tr("Turnover"),
            tr("Income"), tr("Basis"), tr("What happens"),
        )  # fmt: skip
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(7, QHeaderView.ResizeMode.Stretch)
        for n in range(8):
            side = Qt.AlignmentFlag.AlignRight if n in (4, 5) else Qt.AlignmentFlag.AlignLeft
            head = self.horizontalHeaderItem(n)
            if head is not None:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._numbers: list[int] = []
        self.itemChanged.connect(self._tell)

    @property
    def chosen(self) -> frozenset[int]:
        """The numbers of the rows that are ticked."""
        return frozenset(
            number
            for n, number in enumerate(self._numbers)
            if (item := self.item(n, 0)) and item.checkState() == Qt.CheckState.Checked
        )

    def tick(self, number: int, *, on: bool) -> None:
        """Tick or untick the row with that number, as the person would."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        item = self.item(self._numbers.index(number), 0)
        if item is not None:
            item.setCheckState(state)

    def show_rows(
        self, rows: Sequence[ReadRow], chosen: frozenset[int], says: Callable[[ReadRow], str]
    ) -> None:
        """Show rows, those `chosen` ticked; `says` tells what happens to each."""
        shown = [row for row in rows if not row.is_note]
        self._numbers = [row.number for row in shown]
        with QSignalBlocker(self):
            self.setRowCount(len(shown))
            for n, row in enumerate(shown):
                self._show_row(n, row, ticked=row.number in chosen, says=says(row))

    def _show_row(self, n: int, row: ReadRow, *, ticked: bool, says: str) -> None:
        number = _item(str(row.number + 1))
        number.setFlags(number.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        number.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.setItem(n, 0, number)
        year = None if row.new is None else row.new.year
        texts = ("",) * 6 if year is None else self._texts(year)
        for column, text in enumerate(texts, start=1):
            self.setItem(n, column, _item(text, right=column in (4, 5)))
        last = _item(says)
        last.setToolTip(says)
        if row.problems:
            last.setForeground(QColor(self._theme.danger))
        elif row.same or not ticked:
            last.setForeground(QColor(self._theme.muted))
        self.setItem(n, 7, last)

    def _texts(self, year: FinancialYear) -> tuple[str, ...]:
        lang = self._lang
        income = year.income
        return (
            word(lang, "turnover_scope", year.scope),
            formats.day(lang, year.first_day),
            formats.day(lang, year.ends_on),
            formats.original_amount(lang, year.revenue, year.currency),
            "" if income is None else formats.original_amount(lang, income, year.currency),
            word(lang, "year_basis", year.basis),
        )

    @Slot(QTableWidgetItem)
    def _tell(self, item: QTableWidgetItem) -> None:
        if item.column() == 0:
            self.ticked.emit()


def _item(text: str, *, right: bool = False) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item


def _shown(lang: Language, cell: Value) -> str:
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, date):
        return formats.day(lang, cell)
    # a number that may be a year has no separator
    return plain_number(lang, cell) if abs(cell) < 10_000 else formats.number(lang, cell)


def _is_figure(cell: Value) -> bool:
    return isinstance(cell, Decimal)


def excerpt(lang: Language, row: Sequence[Value], most: int = 40) -> str:
    """The first words of a row, for a choice among rows."""
    text = " · ".join(_shown(lang, cell) for cell in row if cell != "")
    return text if len(text) <= most else f"{text[: most - 1]}…"
