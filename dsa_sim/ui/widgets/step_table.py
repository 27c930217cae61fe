"""A table as sentences under each other, whose texts wrap and can be selected with the mouse."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from dsa_sim.language.tables import Cell, Column, Table, to_tsv
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import label, line
from dsa_sim.ui.widgets.table_saving import TableSaving


class StepTable(QWidget):
    """The columns share the width as they do on paper; figures never wrap.

    A worksheet stands in a narrow place: its cells keep less room free than those of a `TableView`.
    """

    def __init__(self, table: Table, context: Context):
        super().__init__()
        self.setAccessibleName(table.summary)
        self._table, self._lang = table, context.lang
        self.addAction(context.lang.tr("Copy"), self.copy_all)
        self.saving = TableSaving(self, context, lambda: table.values)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for n, column in enumerate(table.columns):
            grid.setColumnStretch(n, round(column.share))
            head = label(column.title, name="caption")
            if column.right:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(head, 0, n)
        for n, row in enumerate(table.rows):
            grid.addWidget(line(), 2 * n + 1, 0, 1, len(table.columns))
            for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
                grid.addWidget(_label(column, cell), 2 * n + 2, place)

    @Slot()
    def copy_all(self) -> None:
        """Put the table on the clipboard, with its headings and all digits."""
        QGuiApplication.clipboard().setText(to_tsv(self._lang, self._table.values))


def _label(column: Column, cell: Cell) -> QLabel:
    name = "sectionTitle" if cell.bold else "caption" if cell.tone == "muted" else ""
    text = label(cell.text, name=name, wrap=not column.right)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # The menu is that of the table.
    text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    text.setAlignment(side | Qt.AlignmentFlag.AlignTop)
    return text
