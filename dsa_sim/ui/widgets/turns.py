"""What can wait, in turns of the event loop: the charts in sight one by one, then the rest."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Drawn(Protocol):
    """A chart that may have to be drawn."""

    @property
    def is_due(self) -> bool:
        """True where it is in sight and another one is to be shown."""

    def draw_now(self) -> None:
        """Draw it."""

    def update(self) -> None:
        """Have it painted."""


class DrawQueue(QObject):
    """Draws the charts of a window one at a time, each in a turn of its own between events."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._waiting: list[Drawn] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._draw_next)

    @staticmethod
    def of(window: QWidget) -> "DrawQueue":
        """The queue of a window."""
        found = window.findChild(DrawQueue, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found or DrawQueue(window)

    @property
    def is_empty(self) -> bool:
        """True where no chart waits."""
        return not self._waiting

    def add(self, chart: Drawn) -> None:
        """Draw a chart when its turn comes."""
        if chart not in self._waiting:
            self._waiting.append(chart)
        self._turn.start()

    @Slot()
    def _draw_next(self) -> None:
        while self._waiting:
            chart = self._waiting.pop(0)
            # A chart out of sight is drawn when it comes into sight (see its `paintEvent`).
            if isValid(chart) and chart.is_due:
                chart.draw_now()
                chart.update()
                break
        if self._waiting:
            self._turn.start()


class Afterwards(QObject):
    """Does something once the charts of the window are drawn and the event loop is free.

    The first time it waits for no chart: fields that nothing has filled yet take no typing.
    """

    def __init__(self, owner: QWidget, job: Callable[[], None]) -> None:
        super().__init__(owner)
        self._owner, self._job, self._is_first = owner, job, True
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._do)

    def start(self) -> None:
        """Do it soon; asked for again before, it is done once."""
        self._turn.start()

    def isActive(self) -> bool:
        """Tell whether it is still to be done, as of a timer."""
        return self._turn.isActive()

    @Slot()
    def _do(self) -> None:
        if self._is_first or DrawQueue.of(self._owner.window()).is_empty:
            self._is_first = False
            self._job()
        else:
            self._turn.start()
