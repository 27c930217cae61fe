"""A table with sentences in it, none of them cut; a row is opened by click or Enter."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from dsa_sim.language.tables import Column, Row
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.table_view import PartTable

_SIDES, _ABOVE_AND_BELOW = 26, 16
"""Pixels around the text of a cell, what the style sheet adds and a little more."""
_LOWEST = 34
_NARROWEST = 68


class WrappedTable(PartTable):
    """Every row is as tall as its longest cell needs; the table as its rows, up to `TALLEST`.

    `widths` gives each column its pixels; a negative number is its share of the room that the
    others leave (-5 and -3: five and three eighths), and a column without one has a share of 3.
    """

    def __init__(
        self, context: Context, name: str, columns: Sequence[Column], *, widths: Mapping[int, int]
    ):
        self._widths = [widths.get(n, -3) for n in range(len(columns))]
        self._measured: tuple[tuple[Row, ...], int] = ((), 0)
        super().__init__(context, name, columns)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _arrange(self, columns: Sequence[Column]) -> None:
        super()._arrange(columns)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit(self) -> None:
        rows, width = self._rows.rows, self.viewport().width()
        if (rows, width) == self._measured:
            return
        self._measured = (rows, width)
        self._share_out(width)
        for n, row in enumerate(rows):
            self.setRowHeight(n, self._height(row))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(min(head + self.verticalHeader().length() + 2, self.TALLEST))

    def _share_out(self, width: int) -> None:
        shares = sum(-w for w in self._widths if w < 0)
        left = width - sum(w for w in self._widths if w > 0)
        for n, wanted in enumerate(self._widths):
            share = max(_NARROWEST, left * -wanted // shares) if wanted < 0 else wanted
            self.horizontalHeader().resizeSection(n, share)

    def _height(self, row: Row) -> int:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, strong = QFontMetrics(self.font()), QFontMetrics(bold)
        highest = _LOWEST
        for n, cell in enumerate(row.cells):
            room = QRect(0, 0, self.columnWidth(n) - _SIDES, 10_000)
            letters = strong if cell.bold or row.strong else plain
            needed = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, cell.text)
            highest = max(highest, needed.height() + _ABOVE_AND_BELOW)
        return highest

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences take another height at another width."""
        super().resizeEvent(event)
        self._fit()
