"""The result charts in the window: shown, printed and copied like every other chart."""

from pathlib import Path

import pytest

from dsa_sim.language import Language
from dsa_sim.model.assessment import assess
from dsa_sim.model.sensitivity import grid, tornado
from dsa_sim.model.simulation import simulate
from dsa_sim.storage import read_case
from dsa_sim.ui.charts import distribution_view, exceedance_view, grid_view, tornado_view
from dsa_sim.ui.widgets.canvas import ChartCanvas, ChartView

CASE = read_case(Path(__file__).parent.parent / "cases" / "s05.dsacase").case
ENGLISH = Language("en")


def views(look: str) -> list[ChartView]:
    exposure, assessment = simulate(CASE, trials=2000), assess(CASE)
    swings = tornado(CASE, trials=500)
    paths = [s.input.path for s in swings.swings[:2]]
    cells = grid(CASE, down=paths[0], across=paths[1], steps=3, trials=200)
    return [
        exceedance_view([exposure], [assessment], ENGLISH, look=look),
        distribution_view(exposure, assessment, ENGLISH, look=look),
        tornado_view(swings, CASE, ENGLISH, look=look),
        grid_view(cells, CASE, ENGLISH, look=look),
    ]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_result_chart_is_drawn_one_after_the_other_on_one_canvas(qtbot, look):
    canvas = ChartCanvas(ENGLISH)
    qtbot.addWidget(canvas)
    canvas.resize(560, 300)
    for view in views(look):
        canvas.show_chart(view)
        canvas.draw_now()
        assert canvas.chart is not None
        assert canvas.accessibleName() == view.title
        assert canvas.accessibleDescription() == view.text_alternative
        assert canvas.chart.areas


def test_every_result_chart_can_be_printed_and_copied(qtbot):
    for view in views("light"):
        chart = view.printed()
        assert chart.rows == view.rows
        assert len({len(row) for row in view.rows}) == 1
        assert len(view.rows) > 2


def test_the_names_of_the_views_differ():
    names = [view.name for view in views("light")]
    assert len(set(names)) == len(names)
