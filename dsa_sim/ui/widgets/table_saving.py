"""What every widget that shows a table offers in its menu: to save it as a file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from dsa_sim.language.tables import Written
from dsa_sim.ui.context import Context

Rows = Callable[[], Sequence[Sequence[Written]]]


class TableSaving(QObject):
    """The command in the menu of a widget; `rows` gives all its rows, the headings first."""

    def __init__(self, widget: QWidget, context: Context, rows: Rows) -> None:
        super().__init__(widget)
        self._widget, self._context, self._rows = widget, context, rows
        self.action = QAction(context.lang.tr("Save as table…"), widget)
        self.action.triggered.connect(self.ask)
        widget.addAction(self.action)
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @Slot()
    def ask(self) -> None:
        """Ask for a name and have the rows saved as they are now."""
        self._context.save_rows(self._widget.accessibleName(), self._rows())
