"""A chart is enlarged about a place, moved, and shown whole again, with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from dsa_sim.ui.widgets.canvas import MOST_ENLARGED, ChartCanvas


@pytest.fixture
def chart(open_window, qtbot) -> ChartCanvas:
    window = open_window()
    window.show_page("exposure")
    chart = next(c for c in window.page.findChildren(ChartCanvas) if c.view and c.isVisible())
    qtbot.waitUntil(lambda: chart.chart is not None and not chart.is_stale, timeout=60_000)
    return chart


def wheel(chart: ChartCanvas, place: QPointF, *, control: bool) -> QWheelEvent:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        place, chart.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)
    return event


def test_ctrl_and_the_wheel_enlarge_about_the_pointer(chart, qtbot) -> None:
    place = QPointF(chart.width() * 0.6, chart.height() * 0.25)
    assert wheel(chart, place, control=True).isAccepted()
    assert chart.is_enlarged
    # What lies under the pointer, as a share of the chart, is what lay there before.
    shown = (chart._corner + place) / chart._enlarged
    assert (shown - place).manhattanLength() < 0.01
    chart.grab()
    assert chart._image.width() > 1.2 * chart.width()
    assert not wheel(chart, place, control=False).isAccepted()


def test_the_whole_comes_back(chart, qtbot) -> None:
    whole = chart.grab().toImage()
    for _ in range(12):
        qtbot.keyClick(chart, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert chart._enlarged == MOST_ENLARGED
    chart.grab()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart._corner.x() > 0
    assert chart.grab().toImage() != whole
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not chart.is_enlarged
    assert chart._corner == QPointF(0, 0)
    assert chart.grab().toImage() == whole


def test_an_enlarged_chart_is_dragged_and_never_beyond_its_edge(chart, qtbot) -> None:
    chart.enlarge(2)
    middle = chart.rect().center()
    corner = QPointF(chart._corner)
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(chart, middle + QPoint(30, 10))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 10))
    assert chart._corner == corner - QPointF(30, 10)
    chart._move_to(QPointF(-500, 99_999))
    assert chart._corner == QPointF(0, chart.height())
    qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert not chart.is_enlarged


def test_the_copied_picture_is_whole(chart) -> None:
    size = chart.view.printed().figure.get_size_inches().tolist()
    chart.enlarge(3)
    assert chart.view.printed().figure.get_size_inches().tolist() == size
