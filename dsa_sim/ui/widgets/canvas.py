"""The one widget that draws charts: a matplotlib figure painted straight into the window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOption, QToolTip, QWidget

from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.turns import DrawQueue

if TYPE_CHECKING:
    from dsa_sim.language import Language
    from dsa_sim.report.charts.figures import Chart, ChartData
    from dsa_sim.report.charts.screen import Screen

DPI = 96.0

MOST_ENLARGED = 4.0
_STEP = 1.25
_KEYS: dict[int, float] = {
    Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Equal: _STEP, Qt.Key.Key_Minus: 1 / _STEP,
    Qt.Key.Key_0: 0.0,
}  # fmt: skip
"""By how much a key with Ctrl enlarges; nought shows the whole."""
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}  # fmt: skip

ChartMaker = Callable[[tuple[float, float], float], "Chart"]
"""Draws a chart for a size in inches and dots per inch."""


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """A chart as the window needs it: how to draw it, and the same in words and in rows."""

    name: str
    title: str
    make: ChartMaker
    printed: "Callable[[], Chart]"
    data: "ChartData"
    lang: "Language"

    def draws_as(self, other: "ChartView") -> bool:
        """Tell whether both look the same: the same data, drawn in the same way."""
        mine, its = self.make, other.make
        if not isinstance(mine, partial) or not isinstance(its, partial):
            return False
        return (mine.func, mine.args, mine.keywords) == (its.func, its.args, its.keywords)

    @property
    def has_section(self) -> bool:
        """True where the briefing of a case has such a chart."""
        from dsa_sim.report.charts.catalogue import kind_of

        return bool(kind_of(self.data).section)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The plotted values, a heading row first."""
        return self.data.table(self.lang)

    @property
    def takeaway(self) -> str:
        """What the reader should take from the chart, in a sentence."""
        from dsa_sim.report.charts.takeaways import takeaway

        return takeaway(self.data, self.lang)

    @property
    def text_alternative(self) -> str:
        """The chart in sentences."""
        from dsa_sim.report.charts.figures import alternative

        return alternative(self.data, self.lang)


class ChartCanvas(QWidget):
    """Shows a chart, redrawn for the exact size and resolution of its place in the window.

    `zoom` draws letters and lines so many times as large, for a screen seen from afar. `caption` is
    a label with what the reader should take from the chart; the page gives it its place.

    Ctrl and the wheel, or Ctrl and plus, enlarge it about a place: it is drawn for a larger
    surface, with room for more words, of which a part is in sight. It is dragged, or moved by the
    arrows; Escape or a double click show the whole again.

    The chart itself knows nothing of Qt; this widget asks the maker for it, lets Agg draw it and
    paints the pixels.
    """

    save_asked = Signal(object, str)
    """Save the chart (its `ChartView`) as a file of this kind: `pdf`, `svg` or `png`, or its values
    as a `table`; put it on the clipboard (`copied picture`, `copied data`), or into the `briefing`.
    """

    def __init__(self, lang: "Language", parent: QWidget | None = None, *, zoom: float = 1.0):
        super().__init__(parent)
        self.can_be_briefed = True
        self.caption = label(name="caption", wrap=True)
        self.caption.hide()
        self._lang, self._zoom = lang, zoom
        self._image: QImage | None = None
        self._enlarged, self._corner = 1.0, QPointF(0, 0)
        self._held: QPointF | None = None
        self._stale = True
        self.view: ChartView | None = None
        self.chart: Chart | None = None
        self._screen: Screen | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(300, 180))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Charts are opaque: nothing behind them needs painting.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_chart(self, view: ChartView) -> None:
        """Show this chart from now on; it is drawn where it differs from the one in sight."""
        same = self.view is not None and view.draws_as(self.view)
        self.view = view
        self.setAccessibleName(view.title)
        self.caption.setText(view.takeaway)
        self._show_caption(shown=not self.isHidden())
        if not same or self._image is None:
            self._stale = True
            self.update()
        if self._stale and self._image is not None and self.isVisible():
            DrawQueue.of(self.window()).add(self)

    def _show_caption(self, *, shown: bool) -> None:
        """Let the caption be in sight with its chart, where a page has given it a place."""
        if self.caption.parentWidget() is not None:
            self.caption.setVisible(shown and bool(self.caption.text()))

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt passes it so
        """Show or hide the chart, and its caption with it."""
        super().setVisible(visible)
        self._show_caption(shown=visible)

    @property
    def is_stale(self) -> bool:
        """True while another chart is in sight than the one to be shown."""
        return self._stale

    @property
    def is_due(self) -> bool:
        """True where the chart to be shown is another one and its place is in sight."""
        return self._stale and not self.visibleRegion().isEmpty()

    def _fits(self) -> bool:
        if self._image is None:
            return False
        ratio = self.devicePixelRatioF()
        wanted = [round(side * self._enlarged * ratio) for side in (self.width(), self.height())]
        # The figure is whole pixels for its size in inches: one more or less is no other size.
        across, down = self._image.width() - wanted[0], self._image.height() - wanted[1]
        return abs(across) <= 1 and abs(down) <= 1 and self._image.devicePixelRatio() == ratio

    def draw_now(self) -> None:
        """Draw the chart for the size the widget has."""
        if self.view is None or self.width() < 2 or self.height() < 2:
            return
        from dsa_sim.report.charts.screen import Screen

        ratio = self.devicePixelRatioF()
        dpi = DPI * self._zoom
        wide, high = (side * self._enlarged for side in (self.width(), self.height()))
        size = (wide / dpi, high / dpi)
        self.chart = self.view.make(size, dpi * ratio)
        self._screen = self._screen or Screen()
        pixels = self._screen.paint(self.chart.scene, self.chart.dpi)
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, QImage.Format.Format_RGBX8888).copy()
        image.setDevicePixelRatio(ratio)
        self._image = image
        self._stale = False
        self.setAccessibleDescription(self.chart.text_alternative)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart; a picture of another size is drawn first.

        The first picture, or another of the same size, waits until its turn to be drawn has come:
        the page appears at once, and the window is never busy for longer than one chart takes.
        """
        is_first = self._image is None and self.isVisible()
        if not is_first and not self._fits():
            self.draw_now()
        elif self._stale:
            DrawQueue.of(self.window()).add(self)
        painter = QPainter(self)
        if self._image is None:
            painter.fillRect(self.rect(), self.palette().base())
        else:
            painter.drawImage(-self._corner, self._image)
        # The ring around what has the focus is one of the style sheet.
        ring = QStyleOption()
        ring.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, ring, painter, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again for the new size at the next paint."""
        self._move_to(self._corner)
        self._stale = True
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again where the resolution of the screen changed."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._stale = True
            self.update()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the exact value under the pointer; drag an enlarged chart."""
        if self._held is not None:
            self._move_to(self._corner + self._held - event.position())
            self._held = event.position()
            return
        text = self._text_at(event.position().x(), event.position().y())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

    def _text_at(self, x: float, y: float) -> str:
        if self.chart is None:
            return ""
        wide, high = (max(1.0, side * self._enlarged) for side in (self.width(), self.height()))
        across, down = (x + self._corner.x()) / wide, (y + self._corner.y()) / high
        areas = reversed(self.chart.areas)
        return next((a.text for a in areas if a.contains(across, down)), "")

    # Enlarging

    @property
    def is_enlarged(self) -> bool:
        """True where a part of the chart is in sight."""
        return self._enlarged > 1

    def enlarge(self, times: float, about: QPointF | None = None) -> None:
        """Draw the chart so many times as large as now; what lies at that place stays there."""
        about = QPointF(self.rect().center()) if about is None else about
        larger = min(MOST_ENLARGED, max(1.0, self._enlarged * times))
        place = (self._corner + about) * (larger / self._enlarged)
        if larger != self._enlarged:
            self._enlarged, self._stale = larger, True
            if self.is_enlarged:
                self.setCursor(Qt.CursorShape.OpenHandCursor)
            else:
                self.unsetCursor()
        self._move_to(place - about)

    @Slot()
    def show_whole(self) -> None:
        """Show the whole chart again."""
        self.enlarge(1 / self._enlarged)

    def _move_to(self, corner: QPointF) -> None:
        """Bring a part of the chart into sight, as far as there is more of it."""
        spare = self._enlarged - 1
        across, down = self.width() * spare, self.height() * spare
        self._corner = QPointF(min(max(corner.x(), 0.0), across), min(max(corner.y(), 0.0), down))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarge with Ctrl; without it the page scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.enlarge(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with plus, minus and nought; the arrows where a part is in sight; Escape."""
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _KEYS:
            self.enlarge(_KEYS[key] or 1 / self._enlarged)
        elif self.is_enlarged and key in _ARROWS:
            across, down = _ARROWS[key]
            self._move_to(self._corner + QPointF(across * self.width(), down * self.height()) / 8)
        elif self.is_enlarged and key == Qt.Key.Key_Escape:
            self.show_whole()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an enlarged chart."""
        if self.is_enlarged and event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._held = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole chart again."""
        if self.is_enlarged:
            self.show_whole()
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save the chart, or to put it into the briefing."""
        if self.view is None:
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        middle = self.mapToGlobal(self.rect().center())
        self.menu().popup(middle if by_key else event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the chart."""
        tr, menu = self._lang.tr, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer(menu, tr("Copy picture"), "copied picture")
        self._offer(menu, tr("Copy data"), "copied data")
        menu.addSeparator()
        for kind in ("pdf", "svg", "png"):
            self._offer(menu, tr("Save as {kind}…", kind=kind.upper()), kind)
        self._offer(menu, tr("Save as table…"), "table")
        menu.addSeparator()
        menu.addAction(tr("Enlarge"), partial(self.enlarge, _STEP * _STEP))
        if self.is_enlarged:
            menu.addAction(tr("Whole chart"), self.show_whole)
        if self.can_be_briefed and self.view is not None and self.view.has_section:
            menu.addSeparator()
            self._offer(menu, tr("Add to the briefing"), "briefing")
        return menu

    def _offer(self, menu: QMenu, words: str, kind: str) -> None:
        action = menu.addAction(words)
        action.setData(kind)
        action.triggered.connect(self.ask_save)

    @Slot()
    def ask_save(self) -> None:
        """Ask the window for what the menu entry says."""
        action = self.sender()
        if isinstance(action, QAction):
            self.ask(str(action.data()))

    def ask(self, kind: str) -> None:
        """Ask the window to save or copy the chart as a kind, or to put it into the briefing."""
        if self.view is not None:
            self.save_asked.emit(self.view, kind)

    def sizeHint(self) -> QSize:
        """A size at which the charts read well."""
        return QSize(560, 240)
