"""A chart is painted for a screen from what is kept of its texts, and no pixel of it differs."""

from copy import deepcopy
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from dsa_sim.language import Language
from dsa_sim.model.assessment import assess
from dsa_sim.model.by_decision_date import by_decision_date
from dsa_sim.model.estimate import exactly
from dsa_sim.model.outcome_tree import outcome_tree
from dsa_sim.model.sensitivity import grid, tornado
from dsa_sim.model.simulation import simulate
from dsa_sim.report.charts.catalogue import CHARTS, kind_of
from dsa_sim.report.charts.chart_data import comparison_data, waterfall_data
from dsa_sim.report.charts.decision_dates import DecisionDateData
from dsa_sim.report.charts.decision_tree import TreeData
from dsa_sim.report.charts.drivers_data import grid_data, tornado_data
from dsa_sim.report.charts.exposure_data import distribution_data, exceedance_data
from dsa_sim.report.charts.figures import Chart, ChartData, draw
from dsa_sim.report.charts.outcome_range import outcome_range_data
from dsa_sim.report.charts.outcome_tree import OutcomeTreeData
from dsa_sim.report.charts.periodic import PeriodicData
from dsa_sim.report.charts.precedents import precedent_data
from dsa_sim.report.charts.screen import Screen
from dsa_sim.report.charts.style import LookName
from dsa_sim.report.charts.timeline import timeline_data
from tests.model.test_commitments import OFFER, weighed
from tests.model.test_periodic import total
from tests.report.conftest import make_case, with_scenarios
from tests.report.test_figures import DATA

LANG = Language("en")


@cache
def every_chart() -> dict[str, ChartData]:
    """Data of every kind of chart, by its code."""
    case = with_scenarios(make_case())
    shown = (assess(case), *(assess(case, s.id) for s in case.scenarios))
    exposure, swings = simulate(case, trials=2000), tornado(case, trials=500)
    paths = [swing.input.path for swing in swings.swings[:2]]
    sheet, decision = shown[0].worksheets[0], shown[0].decisions[0]
    ranged = outcome_range_data(exposure, shown[0], LANG, title="Range")
    assert ranged is not None
    made: list[ChartData] = [
        ranged,
        comparison_data(shown, LANG),
        exceedance_data([exposure], [shown[0]], LANG),
        distribution_data(exposure, shown[0], LANG),
        waterfall_data(sheet, LANG, maximum=decision.maximum, cap=decision.cap),
        tornado_data(swings, case, LANG),
        grid_data(grid(case, down=paths[0], across=paths[1], steps=5, trials=200), case, LANG),
        PeriodicData(total=total(exactly(30))),
        TreeData(title="Systemic risks", weighed=weighed(OFFER, decision="0.6", closed="0.4")),
        OutcomeTreeData(title="Systemic risks", found=outcome_tree(case, "risks", trials=500)),
        DecisionDateData(title="Risks", found=by_decision_date(case, "risks", trials=500)),
        precedent_data(shown, LANG),
        timeline_data(case, LANG),
    ]
    return {kind_of(data).code: data for data in made}


def painted(chart: Chart, screen: Screen) -> np.ndarray:
    return np.array(screen.paint(chart.scene, chart.dpi))


def require_same_picture(chart: Chart, screen: Screen) -> None:
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    plain = np.array(canvas.buffer_rgba())
    assert np.ptp(plain) > 0
    assert (painted(chart, screen) == plain).all()
    assert (painted(chart, screen) == plain).all()


@pytest.mark.parametrize("code", [kind.code for kind in CHARTS.values()])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("dpi", [96, 120, 192])
def test_every_chart_has_the_pixels_of_its_figure(code: str, look: LookName, dpi: int) -> None:
    screen = Screen()
    # Everything a little further along: the same letters at other parts of a pixel.
    for width in (6.0, 6.003, 5.9, 7.13):
        inches = (width, 3.4)
        chart = draw(every_chart()[code], lang=LANG, look=look, size_inches=inches, dpi=dpi)
        require_same_picture(chart, screen)


@pytest.mark.parametrize("code", [kind.code for kind in CHARTS.values()])
def test_charts_of_the_same_figures_are_known_as_the_same(code: str) -> None:
    """A window asks whether a chart changed before it draws it again."""
    made = every_chart()[code]
    assert deepcopy(made) == made


@pytest.mark.parametrize("name", DATA)
def test_strange_and_long_texts_have_the_pixels_of_a_figure(name: str) -> None:
    require_same_picture(draw(DATA[name], lang=LANG, size_inches=(4.8, 4)), Screen())


def test_nothing_of_the_last_picture_is_left() -> None:
    screen, first = Screen(), DATA["four"]
    before = painted(draw(first, lang=LANG, size_inches=(6, 4)), screen)
    chosen = draw(replace(first, chosen="s2"), lang=LANG, look="dark", size_inches=(6, 4))
    assert (painted(chosen, screen) != before).any()
    require_same_picture(chosen, screen)
