"""The one widget that draws charts: a matplotlib figure painted straight into the window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOption, QToolTip, QWidget

from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.turns import DrawQueue

if TYPE_CHECKING:
    from dsa_sim.language import Language
    from dsa_sim.report.charts.figures import Chart, ChartData
    from dsa_sim.report.charts.screen import Screen

DPI = 96.0

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
        wanted = (round(self.width() * ratio), round(self.height() * ratio))
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
        size = (self.width() / dpi, self.height() / dpi)
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
            painter.drawImage(0, 0, self._image)
        # The ring around what has the focus is one of the style sheet.
        ring = QStyleOption()
        ring.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, ring, painter, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again for the new size at the next paint."""
        self._stale = True
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again where the resolution of the screen changed."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._stale = True
            self.update()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the exact value under the pointer."""
        text = self._text_at(event.position().x(), event.position().y())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

    def _text_at(self, x: float, y: float) -> str:
        if self.chart is None:
            return ""
        across, down = x / max(1, self.width()), y / max(1, self.height())
        areas = reversed(self.chart.areas)
        return next((a.text for a in areas if a.contains(across, down)), "")

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
