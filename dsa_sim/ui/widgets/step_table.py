"""The lines of a worksheet as a table whose texts wrap and may be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from dsa_sim.language import Language
from dsa_sim.language.worksheet_lines import Line
from dsa_sim.ui.widgets.cards import label, line

STRETCH = (20, 34, 16, 30)


class StepTable(QWidget):
    """Four columns: step, formula with its numbers, value, what stands behind it."""

    def __init__(
        self, lang: Language, name: str, lines: Sequence[Line], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        heads = (
            lang.tr("Step"),
            lang.tr("How"),
            lang.tr("Value"),
            lang.tr("What stands behind it"),
        )
        for column, (head, stretch) in enumerate(zip(heads, STRETCH, strict=True)):
            grid.setColumnStretch(column, stretch)
            made = label(head, name="caption")
            if column == 2:
                made.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(made, 0, column)
        for n, entry in enumerate(lines):
            grid.addWidget(line(), 2 * n + 1, 0, 1, len(heads))
            for column, made in enumerate(_cells(entry)):
                grid.addWidget(made, 2 * n + 2, column)


def _cells(entry: Line) -> tuple[QLabel, ...]:
    strong = "sectionTitle" if entry.is_result else ""
    cells = (
        label(entry.name, name=strong, wrap=True),
        label(entry.formula, wrap=True),
        label(entry.value, name=strong),
        label(entry.behind, name="caption", wrap=True),
    )
    for cell in cells:
        cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cell.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    cells[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return cells
