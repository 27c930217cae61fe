"""The chart in view on the clipboard, by one command."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from dsa_sim.model.edits import change
from tests.ui.conftest import commands_of


def settle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.context.exposures.is_awaited())


def copied() -> bool:
    return not QGuiApplication.clipboard().image().isNull()


def test_the_button_copies_the_picture(open_window, qtbot) -> None:
    window = open_window("exposure")
    settle(window, qtbot)
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(window.header.copy_chart, Qt.MouseButton.LeftButton)
    assert copied()


def test_it_waits_for_figures_that_are_worked_out(open_window, qtbot) -> None:
    window = open_window("exposure")
    settle(window, qtbot)
    QGuiApplication.clipboard().clear()
    window.document.apply("Edit", lambda case: change(case, "case", trials=65_536))
    commands_of(window).copy_chart()
    assert not copied()
    qtbot.waitUntil(copied)
    assert not window.context.exposures.is_awaited()


def test_a_page_without_charts_says_so(open_window) -> None:
    window, told = open_window("scenarios"), []
    window.context.message_given.connect(told.append)
    commands_of(window).copy_chart()
    assert told == ["There is no chart in view."]
    assert not window.header.copy_chart.isVisible()
