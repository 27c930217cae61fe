"""What is offered on a chart, by mouse and by key, and that nothing else follows from it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from dsa_sim.model.case import BriefingPlan, PlanItem
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import KeyFigure

ADD = "Add to the briefing"


@pytest.fixture
def window(open_window, qtbot):
    made = open_window("exposure")
    qtbot.waitUntil(lambda: made.page.exceedance.view is not None)
    return made


def offered(chart: ChartCanvas) -> dict[str, object]:
    return {action.text(): action for action in chart.menu().actions()}


def test_a_chart_is_added_to_the_briefing_in_one_step(window) -> None:
    hidden = PlanItem(code="exposure.exceedance", shown=False)
    plan = BriefingPlan(template="board", items=(hidden,))
    window.document.apply("Plan", lambda case: replace(case, plan=plan))
    told: list[str] = []
    window.context.message_given.connect(told.append)
    offered(window.page.exceedance)[ADD].trigger()
    assert window.document.case.plan.items == (PlanItem(code="exposure.exceedance"),)
    assert window.page_name == "exposure"
    assert told == ["Added to the briefing: Chance of exceeding an amount"]
    offered(window.page.exceedance)[ADD].trigger()
    assert told[1:] == ["In the briefing already: Chance of exceeding an amount"]
    window.document.undo()
    assert window.document.case.plan == plan


def test_only_charts_of_a_briefing_are_offered_for_it(window, qtbot) -> None:
    chart = window.page.exceedance
    assert ADD in offered(chart)
    chart.can_be_briefed = False
    assert ADD not in offered(chart)
    assert {"Copy picture", "Copy data", "Save as PDF…", "Save as table…"} <= set(offered(chart))


@pytest.mark.parametrize("by_key", [False, True])
def test_the_menu_opens_by_mouse_and_by_key(window, by_key) -> None:
    chart, reasons = window.page.exceedance, QContextMenuEvent.Reason
    place = chart.mapToGlobal(QPoint(5, 5))
    reason = reasons.Keyboard if by_key else reasons.Mouse
    QApplication.sendEvent(chart, QContextMenuEvent(reason, QPoint(5, 5), place))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert ADD in [action.text() for action in menu.actions()]
    menu.close()


def test_below_a_chart_stands_what_it_means(window) -> None:
    for chart in (window.page.chart, window.page.exceedance, window.page.distribution):
        assert chart.caption.text() == chart.view.takeaway != ""
        assert chart.caption.isVisibleTo(window)
        chart.hide()
        assert not chart.caption.isVisibleTo(window)


def test_charts_take_the_focus(window) -> None:
    chart = window.page.exceedance
    chart.setFocus()
    assert chart.hasFocus()


def test_the_other_button_leads_nowhere(window) -> None:
    for figure in window.page.findChildren(KeyFigure):
        QTest.mouseClick(figure, Qt.MouseButton.RightButton)
        assert window.page_name == "exposure"
    QTest.mouseClick(window.page.figures.all[0], Qt.MouseButton.LeftButton)
    assert window.page_name != "exposure"
