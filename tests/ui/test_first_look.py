"""A page appears before its charts are drawn, and what looks the same is not dressed again."""

import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsa_sim.language import Language
from dsa_sim.model.assessment import assess
from dsa_sim.model.simulation import simulate
from dsa_sim.ui import rail
from dsa_sim.ui.charts import distribution_view, exceedance_view
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.widgets.canvas import ChartCanvas

ENGLISH = Language("en")


def page_of_charts(case) -> tuple[QWidget, list[ChartCanvas]]:
    exposure, assessment = simulate(case, trials=2000), assess(case)
    page, charts = QWidget(), [ChartCanvas(ENGLISH), ChartCanvas(ENGLISH)]
    column = QVBoxLayout(page)
    for chart in charts:
        column.addWidget(chart)
    charts[0].show_chart(exceedance_view([exposure], [assessment], ENGLISH, look="light"))
    charts[1].show_chart(distribution_view(exposure, assessment, ENGLISH, look="light"))
    page.resize(600, 640)
    return page, charts


def test_a_page_is_painted_before_its_charts_which_come_one_a_turn(qtbot, open_window) -> None:
    page, charts = page_of_charts(open_window().document.case)
    qtbot.addWidget(page)
    painted = []
    for chart in charts:
        draw = chart.draw_now
        chart.draw_now = lambda draw=draw: (painted.append(drawn(charts)), draw())
    page.show()
    page.repaint()
    assert drawn(charts) == 0
    qtbot.waitUntil(lambda: drawn(charts) == 2)
    assert painted == [0, 1]


def drawn(charts: list[ChartCanvas]) -> int:
    return sum(chart.chart is not None for chart in charts)


def test_a_chart_that_is_not_in_sight_is_drawn_when_its_picture_is_taken(open_window) -> None:
    page, charts = page_of_charts(open_window().document.case)
    page.grab()
    assert drawn(charts) == 2


FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from dsa_sim.language import Language
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not loaded:
            loaded.append("matplotlib" in sys.modules)
        return False

program, loaded, watch = Program(Language("en"), settings=Settings(Path(sys.argv[1]))), [], Watch()
program.window.show()
program.window.files.open_example()
program.window.show_page(sys.argv[2])
program.window.page.installEventFilter(watch)
while not loaded:
    program.application.processEvents()
assert loaded == [False]
"""


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_the_first_page_is_painted_before_the_chart_library_is_loaded(page, tmp_path) -> None:
    settings = str(tmp_path / "s.ini")
    subprocess.run([sys.executable, "-c", FIRST_PAINT, settings, page], check=True)


def test_an_edit_dresses_no_entry_of_the_rail_anew(qtbot, open_window, monkeypatch) -> None:
    window = open_window("proceedings")
    qtbot.waitUntil(lambda: not window._later.isActive())
    dressed = []
    monkeypatch.setattr(rail, "restyle", dressed.append)
    window.context.apply("edit", lambda case: with_first_event_on(case, date(2023, 4, 24)))
    qtbot.waitUntil(lambda: not window._later.isActive())
    assert dressed == []


def with_first_event_on(case, on: date):
    from dsa_sim.model.edits import change

    return change(case, case.proceedings[0].events[0].id, on=on)


START = """
import sys, dsa_sim.app
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("dsa_sim.")}
assert not rooms & {"model", "storage", "report", "frames"}, rooms
assert not {"numpy", "importlib.metadata", "matplotlib", "pandas"} & set(sys.modules)
"""


def test_the_program_starts_without_what_the_first_case_brings() -> None:
    subprocess.run([sys.executable, "-c", START], check=True)
