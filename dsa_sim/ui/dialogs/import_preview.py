"""The two tables of an import: the file with its column matching, and what is read from it."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import Value, plain_number
from dsa_sim.language.words import word
from dsa_sim.language.year_tables.headings import FIELDS
from dsa_sim.language.year_tables.layout import Layout
from dsa_sim.language.year_tables.origins import currency_choices, origin_words, unit_choices
from dsa_sim.language.year_tables.readings import ColumnReading, Reading
from dsa_sim.language.year_tables.rows import ReadRow
from dsa_sim.model.case import FinancialYear
from dsa_sim.ui.theme import Theme
from dsa_sim.ui.widgets.fields import ChoiceField

MOST_SHOWN = 100
"""As many rows of a file are shown; all are read."""

_CONTROLS = 4
"""The rows above the cells: field, unit or order of days, currency, where it is said."""

_ROW = 30
_MATCH_ROW = 40
_NARROWEST = 200
_WIDEST = 320
_SAID_ROW = 64


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
    """The cells of a table; above each column stands how it is read, for the person to change.

    In its first rows stand the field of a column, its unit (of days in digits: their order), its
    currency, and where these are said.
    """

    matched = Signal(object)
    """The fields of the columns as the person chose them, a tuple of codes."""

    unit_chosen = Signal(int, object)
    """A column, and its unit as a power of ten."""

    currency_chosen = Signal(int, object)
    """A column, and the code of its currency."""

    order_chosen = Signal(object)
    """The order of day, month and year in digits."""

    def __init__(self, lang: Language, theme: Theme):
        super().__init__(lang.tr("The table, and how each column is read"), rows=0, columns=0)
        self._lang, self._theme = lang, theme
        self.choices: list[ChoiceField] = []
        self.units: dict[int, ChoiceField] = {}
        self.currencies: dict[int, ChoiceField] = {}
        self.orders: dict[int, ChoiceField] = {}
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().hide()
        self.setWordWrap(True)

    def show_table(self, layout: Layout, columns: Sequence[str]) -> None:
        """Show another table with the fields of its columns."""
        rows = layout.sheet.rows[:MOST_SHOWN]
        tr = self._lang.tr
        self.clear()
        self.setRowCount(len(rows) + _CONTROLS)
        self.setColumnCount(len(columns))
        heads = (tr("Column"), tr("Unit"), tr("Currency"), tr("Said where"))
        self.setVerticalHeaderLabels([*heads, *layout.names[: len(rows)]])
        for n in range(_CONTROLS - 1):
            self.setRowHeight(n, _MATCH_ROW)
        self.setRowHeight(_CONTROLS - 1, _SAID_ROW)
        for n, row in enumerate(rows, start=_CONTROLS):
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

    def show_reading(self, reading: Reading | None, days: Sequence[int], usual: str) -> None:
        """Show how the columns are read; `days` are those of days, `usual` a likely currency."""
        amounts = {} if reading is None else {c.column: c for c in reading.columns}
        for fields in (self.units, self.currencies, self.orders):
            fields.clear()
        for column in range(self.columnCount()):
            for row in range(1, _CONTROLS):
                self.removeCellWidget(row, column)
                self.setItem(row, column, _item(""))
            if column in amounts:
                self._show_amounts(amounts[column], usual)
            elif reading is not None and column in days:
                self._show_days(column, reading)

    def _show_amounts(self, reading: ColumnReading, usual: str) -> None:
        tr, lang, column = self._lang.tr, self._lang, reading.column
        unit = ChoiceField(tr("Unit of column {n}", n=column + 1), unit_choices(lang, reading.unit))
        unit.set_value(reading.unit.value)
        unit.edited.connect(partial(self.unit_chosen.emit, column))
        self._place(1, column, unit, self.units, asked=reading.unit.is_open)
        currency = ChoiceField(
            tr("Currency of column {n}", n=column + 1),
            currency_choices(lang, reading.currency, usual),
        )
        currency.set_value(reading.currency.value)
        currency.edited.connect(partial(self.currency_chosen.emit, column))
        self._place(2, column, currency, self.currencies, asked=reading.currency.is_open)
        open_ = reading.unit.is_open or reading.currency.is_open
        self._say(column, origin_words(lang, reading), asked=open_)

    def _show_days(self, column: int, reading: Reading) -> None:
        tr, lang = self._lang.tr, self._lang
        asked = len(reading.orders) > 1
        if len(reading.all_orders) > 1:
            self._show_order(column, reading, asked=asked)
        if asked:
            self._say(column, tr("Day or month first? Please choose."), asked=True)
        elif reading.year_alone and not reading.year_end_origin:
            end = formats.day_and_month(lang, *reading.year_end)
            self._say(column, tr("{day} is assumed: change it below.", day=end))

    def _show_order(self, column: int, reading: Reading, *, asked: bool) -> None:
        tr = self._lang.tr
        words = {
            "dmy": tr("the day first"),
            "mdy": tr("the month first"),
            "ymd": tr("the year first"),
        }
        offered = tuple((order, words[order]) for order in reading.all_orders)
        choice = ChoiceField(tr("Order of days in column {n}", n=column + 1), offered)
        choice.set_value(None if asked else reading.orders[0])
        choice.edited.connect(self.order_chosen)
        self._place(1, column, choice, self.orders, asked=asked)

    def _say(self, column: int, text: str, *, asked: bool = False) -> None:
        item = _item(text)
        item.setToolTip(text)
        item.setForeground(QColor(self._theme.danger if asked else self._theme.muted))
        self.setItem(_CONTROLS - 1, column, item)

    def _place(
        self,
        row: int,
        column: int,
        field: ChoiceField,
        fields: dict[int, ChoiceField],
        *,
        asked: bool,
    ) -> None:
        if asked:
            field.setPlaceholderText(self._lang.tr("Choose…"))
        fields[column] = field
        self.setCellWidget(row, column, field)

    def mark(self, layout: Layout, rows: Sequence[ReadRow]) -> None:
        """Mark the headings, what is not read, and the cells with a problem."""
        theme = self._theme
        count = self.rowCount() - _CONTROLS
        muted = {n for n in range(count) if n <= layout.heading} | layout.skipped
        muted |= {row.number for row in rows if row.is_note}
        wrong = {
            (row.number, p.column): p.problem.message
            for row in rows
            for p in row.problems
            if p.column is not None
        }
        for n in range(count):
            for column in range(self.columnCount()):
                item = self.item(n + _CONTROLS, column)
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
        super().__init__(lang.tr("What is read"), rows=0, columns=9)
        self._lang, self._theme = lang, theme
        tr = lang.tr
        heads = (
            tr("Row"), tr("Turnover of"), tr("First day"), tr("Last day"), tr("Turnover"),
            tr("Maximum"), tr("Income"), tr("Basis"), tr("What happens"),
        )  # fmt: skip
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(8, QHeaderView.ResizeMode.Stretch)
        for n in range(9):
            side = Qt.AlignmentFlag.AlignRight if n in (4, 5, 6) else Qt.AlignmentFlag.AlignLeft
            head = self.horizontalHeaderItem(n)
            if head is not None:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._numbers: list[int] = []
        self._names: Sequence[str] = ()
        self._rate = Decimal(0)
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
        self,
        rows: Sequence[ReadRow],
        chosen: frozenset[int],
        says: Callable[[ReadRow], str],
        *,
        layout: Layout,
        rate: Decimal,
    ) -> None:
        """Show rows, those `chosen` ticked; `says` tells what happens to each.

        `rate` is the share of the turnover that the maximum of a fine is.
        """
        self._names, self._rate = layout.names, rate
        shown = [row for row in rows if not row.is_note]
        self._numbers = [row.number for row in shown]
        with QSignalBlocker(self):
            self.setRowCount(len(shown))
            for n, row in enumerate(shown):
                self._show_row(n, row, ticked=row.number in chosen, says=says(row))

    def _show_row(self, n: int, row: ReadRow, *, ticked: bool, says: str) -> None:
        number = _item(self._names[row.number])
        number.setFlags(number.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        number.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.setItem(n, 0, number)
        year = None if row.new is None else row.new.year
        texts = ("",) * 7 if year is None else self._texts(year)
        for column, text in enumerate(texts, start=1):
            item = _item(text, right=column in (4, 5, 6))
            if column == 4 and year is not None:
                exact = formats.original_amount(self._lang, year.revenue, year.currency)
                item.setToolTip(exact)
            self.setItem(n, column, item)
        last = _item(says)
        last.setToolTip(says)
        if row.problems:
            last.setForeground(QColor(self._theme.danger))
        elif row.same or not ticked:
            last.setForeground(QColor(self._theme.muted))
        self.setItem(n, 8, last)

    def _texts(self, year: FinancialYear) -> tuple[str, ...]:
        lang = self._lang
        income = year.income
        return (
            word(lang, "turnover_scope", year.scope),
            formats.day(lang, year.first_day),
            formats.day(lang, year.ends_on),
            formats.amount(lang, year.revenue, currency=year.currency),
            formats.amount(lang, year.adjusted_revenue * self._rate, currency=year.currency),
            "" if income is None else formats.amount(lang, income, currency=year.currency),
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
