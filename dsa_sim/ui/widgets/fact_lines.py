"""Lines of a name and a figure, each of which leads to what stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from dsa_sim.ui.widgets.cards import label, unmarked

_SIDES = 8
_SHORTEST = 60


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """What a line says, the figure at its end, and where a click on it leads."""

    text: str
    figure: str = ""
    target: str = ""
    more: str = ""


class LinkLine(QPushButton):
    """A link as long as its room allows; its tooltip has the whole of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.target = self._whole = ""

    def show_line(self, line: FactLine) -> None:
        """Show another line."""
        self._whole, self.target = line.text, line.target
        self.setAccessibleName(f"{line.text} {line.figure}".strip())
        self.setToolTip("\n".join(t for t in (line.text, line.more) if t))
        self.setEnabled(bool(line.target))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Little room is enough for the beginning of a text."""
        return QSize(_SHORTEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as the new room allows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _SIDES
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(unmarked(text))


class FactLines(QWidget):
    """Such lines below each other; figures are never cut, names where room is short."""

    asked = Signal(str)
    """Somebody wants to see what stands behind a line: its target."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        self._links: list[LinkLine] = []
        self._figures: list[QLabel] = []

    def show_lines(self, lines: Sequence[FactLine]) -> None:
        """Show other lines."""
        while len(self._links) < len(lines):
            self._add()
        for n, (link, figure) in enumerate(zip(self._links, self._figures, strict=True)):
            for part in (link, figure):
                part.setVisible(n < len(lines))
            if n < len(lines):
                link.show_line(lines[n])
                figure.setText(lines[n].figure)
        self.setVisible(bool(lines))

    def _add(self) -> None:
        link, figure, row = LinkLine(), label(), len(self._links)
        link.clicked.connect(self._lead)
        self._links.append(link)
        self._figures.append(figure)
        self._grid.addWidget(link, row, 0)
        self._grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The lines in sight: the whole name, and the figure."""
        return [(k.accessibleName(), k.target) for k in self._links if not k.isHidden()]

    @Slot()
    def _lead(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLine):
            self.asked.emit(link.target)
