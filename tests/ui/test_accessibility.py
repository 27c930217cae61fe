"""Whoever cannot see the window hears what everything is: names and roles through QAccessible."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.widgets.canvas import ChartCanvas


@pytest.fixture(scope="module", params=tuple(LANGUAGES))
def window(request, qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("accessible")
    made = Program(Language(request.param), settings=Settings(folder / "s.ini")).window
    made.files.may_leave = lambda: True
    made.show()
    made.files.open_example()
    yield made
    made.document.mark_saved(made.document.place)
    made.close()


def reachable(page: QWidget) -> list[QWidget]:
    """What the keyboard reaches on a page: visible widgets that take the focus themselves."""
    return [
        w
        for w in page.findChildren(QWidget)
        if w.isVisibleTo(page)
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.focusProxy() is None
        and not isinstance(w, QScrollArea)
    ]


@pytest.mark.parametrize("name", [p.name for p in PAGES])
def test_everything_the_keyboard_reaches_has_a_name_and_a_role(window, name: str) -> None:
    window.show_page(name)
    window.context.runner.wait()
    # Some cards follow a moment after the page.
    QTest.qWait(400)
    nameless = []
    for widget in reachable(window.page):
        found = QAccessible.queryAccessibleInterface(widget)
        assert found is not None, widget
        if not found.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
        if not isinstance(widget, QAbstractScrollArea):
            assert found.role() != QAccessible.Role.NoRole
    assert nameless == []


def test_charts_are_told_in_words(window) -> None:
    window.show_page("exposure")
    for _ in range(3):
        window.context.runner.wait()
    charts = [c for c in window.page.findChildren(ChartCanvas) if c.view is not None]
    assert charts
    for chart in charts:
        chart.draw_now()
        found = QAccessible.queryAccessibleInterface(chart)
        assert found.text(QAccessible.Text.Name)
        assert len(found.text(QAccessible.Text.Description)) > 40
        assert len(chart.view.rows) > 1
