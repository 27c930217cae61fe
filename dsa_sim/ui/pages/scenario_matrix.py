"""The table of the scenario matrix, and what a cell of it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidget

from dsa_sim.model.case import Override, Scenario


class Matrix(QTableWidget):
    """A table in which Enter edits the cell and Delete resets it, as in a spreadsheet."""

    edit_asked = Signal()
    reset_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what Enter and Delete ask for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_asked.emit()
        else:
            super().keyPressEvent(event)


def override_of(scenario: Scenario | None, target: str) -> Override | None:
    """The override by which a scenario sets an input; None where it does not."""
    if scenario is None:
        return None
    return next((o for o in scenario.overrides if o.target == target), None)
