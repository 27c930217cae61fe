"""What needs attention, as a list that leads to each place."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language.problem_words import place_text, problem_text, severity_text
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import label, scrolling, unmarked

WIDTH = 520


class ProblemList(QFrame):
    """A panel below the head; Escape or a click elsewhere closes it."""

    chosen = Signal(str)
    """The target of a problem the person clicked."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lang = context.lang
        assessment = context.assessment()
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(6, 6, 6, 6)
        rows.setSpacing(4)
        rows.addWidget(label(self._lang.tr("What needs attention"), name="cardTitle"))
        for problem in assessment.problems:
            place = place_text(self._lang, problem, assessment.case)
            head = f"{severity_text(self._lang, problem)} · {place}".rstrip(" ·")
            button = QPushButton(unmarked(head))
            button.setObjectName("link")
            button.setProperty("target", problem.where)
            button.clicked.connect(self._choose)
            text = label(problem_text(self._lang, problem), wrap=True)
            text.setContentsMargins(4, 0, 4, 8)
            rows.addWidget(button)
            rows.addWidget(text)
        if not assessment.problems:
            rows.addWidget(label(self._lang.tr("Nothing needs attention.")))
        rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 4, 10)
        layout.addWidget(scrolling(content))
        self.resize(WIDTH, min(520, 60 + 62 * max(1, len(assessment.problems))))

    def open_below(self, anchor: QWidget) -> None:
        """Open the panel with its right edge under the anchor's."""
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        self.move(corner)
        self.show()
        self.setFocus()

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        target = str(button.property("target"))
        self.close()
        self.chosen.emit(target)
