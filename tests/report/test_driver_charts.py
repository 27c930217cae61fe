"""The tornado and the heat map show what the model found, and name the inputs in words."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from dsa_sim.language import Language
from dsa_sim.language.input_words import held_value, uncertain_name
from dsa_sim.language.result_words import result_name
from dsa_sim.model.case import Case
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.sensitivity import RESULTS, Grid, ResultName, Tornado, grid, tornado
from dsa_sim.model.uncertain import inputs_of
from dsa_sim.report.charts import figures
from dsa_sim.report.charts.drivers_data import GridData, TornadoData, grid_data, tornado_data
from dsa_sim.report.charts.figures import Chart, draw, overlaps
from dsa_sim.report.charts.style import LOOKS, contrast
from dsa_sim.storage import read_case
from tests.report.conftest import make_case, with_scenarios
from tests.report.test_timeline import LANGUAGES, SIZES

ENGLISH = Language("en")
CASES = Path(__file__).parent.parent / "cases"
LONG = "Assessment and mitigation of systemic risks, $x^2$ 速卖通 " * 3
TRIALS = 2048


def of_file(name: str) -> Case:
    return read_case(CASES / f"{name}.dsacase").case


def long_titles() -> Case:
    case = of_file("s05")
    made = tuple(msgspec.structs.replace(i, title=LONG) for i in case.infringements)
    return msgspec.structs.replace(case, infringements=made)


def segment() -> Case:
    case = with_scenarios(make_case())
    return apply_scenario(case, scenario_of(case, "segment"))


SHOWN: dict[str, tuple[Case, ResultName]] = {
    "mean": (make_case(), "mean"),
    "P95": (of_file("s05"), "P95"),
    "chance": (of_file("s09"), "chance_any_fine"),
    "binds": (of_file("s07"), "chance_maximum_binds"),
    "long titles": (long_titles(), "mean"),
    "segment": (segment(), "P95"),
    "nothing": (msgspec.structs.replace(make_case(), infringements=()), "mean"),
}
TORNADOES: dict[str, Tornado] = {
    name: tornado(case, result=result, trials=TRIALS) for name, (case, result) in SHOWN.items()
}


def made(name: str, lang: Language = ENGLISH) -> TornadoData:
    return tornado_data(TORNADOES[name], SHOWN[name][0], lang)


def gridded(name: str) -> Grid:
    case, result = SHOWN[name]
    paths = [s.input.path for s in TORNADOES[name].swings[:2]]
    return grid(case, down=paths[0], across=paths[1], result=result, trials=512, steps=7)


GRIDS = {name: gridded(name) for name in ("mean", "P95", "chance", "long titles")}


def mapped(name: str, lang: Language = ENGLISH) -> GridData:
    return grid_data(GRIDS[name], SHOWN[name][0], lang)


def texts(chart: Chart) -> list[str]:
    found: list[Any] = chart.figure.findobj(Text)
    return [t.get_text().replace("\xa0", " ") for t in found]


def boxes(chart: Chart, role: str) -> list[Any]:
    found: list[Any] = chart.figure.findobj(Rectangle)
    return [p for p in found if str(p.get_label()).startswith(role)]


def drawn(data: TornadoData, size: tuple[int, int], lang: Language = ENGLISH) -> Chart:
    return figures.draw(data, lang=lang, size_inches=(size[0] / 96, size[1] / 96), dpi=96)


def shaded(data: GridData, size: tuple[int, int], lang: Language = ENGLISH) -> Chart:
    return draw(data, lang=lang, size_inches=(size[0] / 96, size[1] / 96), dpi=96)


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_cut_or_meets_in_the_tornado(name: str, lang: Language) -> None:
    data = made(name, lang)
    for size in SIZES:
        assert overlaps(drawn(data, size, lang).figure) == [], size


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
@pytest.mark.parametrize("name", GRIDS)
def test_nothing_is_cut_or_meets_in_the_heat_map(name: str, lang: Language) -> None:
    data = mapped(name, lang)
    for size in SIZES:
        assert overlaps(shaded(data, size, lang).figure) == [], size


def test_the_widest_bars_come_first_and_the_rest_is_counted() -> None:
    data = made("P95")
    swings = TORNADOES["P95"].swings
    moving = [s for s in swings if s.width]
    assert len(data.rows) == 12 < len(moving)
    assert [r.path for r in data.rows] == [s.input.path for s in moving[:12]]
    assert data.more == len(moving) - 12
    assert data.still == len(swings) - len(moving)
    chart = drawn(data, (1100, 420))
    assert any(f"{data.more} more inputs move it less" in text for text in texts(chart))


def test_rows_that_do_not_fit_are_counted_too() -> None:
    data = made("P95")
    chart = drawn(data, (300, 180))
    shown = len(boxes(chart, "low "))
    assert 0 < shown < len(data.rows)
    assert f"{data.more + len(data.rows) - shown} more inputs" in data_of_foot(chart)


def data_of_foot(chart: Chart) -> str:
    return " ".join(text for text in texts(chart) if "line: as assumed" in text)


def test_a_point_chance_is_marked_from_0_to_100_percent() -> None:
    data = made("mean")
    point = next(r for r in data.rows if r.is_point_chance)
    assert (point.low_words, point.high_words) == ("0\xa0%", "100\xa0%")
    said = texts(drawn(data, (720, 300)))
    assert {"0 %", "100 %"} <= set(said)
    assert any("chances 0 %" in text for text in said)


def test_bars_reach_from_the_base_line_to_their_results() -> None:
    data = made("mean")
    chart = drawn(data, (1100, 420))
    for row in data.rows:
        low, high = (boxes(chart, f"{end} {row.path}")[0] for end in ("low", "high"))
        parts = abs(row.low - data.base), abs(row.high - data.base)
        if min(parts) > 0.01 * data.base:
            ratio = low.get_width() / high.get_width()
            assert ratio == pytest.approx(parts[0] / parts[1], rel=1e-6)


@pytest.mark.parametrize("look", LOOKS)
def test_low_and_high_differ_in_lightness(look: str) -> None:
    assert contrast(LOOKS[look].soft, LOOKS[look].accent) > 1.9  # type: ignore[index]


def test_every_cell_says_its_value_and_darker_is_more() -> None:
    data = mapped("mean")
    chart = shaded(data, (720, 300))
    cells = boxes(chart, "cell")
    assert len(cells) == 49
    found: list[Any] = chart.figure.findobj(Text)
    values = [t for t in found if t.get_label() == "value"]
    assert len(values) == 49
    flat = [v for row in data.values for v in row]
    brightness = [sum(cell.get_facecolor()[:3]) for cell in cells]
    order = np.argsort(flat, kind="stable")
    ranked = [brightness[n] for n in order]
    assert all(one >= other - 0.03 for one, other in pairwise(ranked))


@pytest.mark.parametrize("look", LOOKS)
def test_the_values_can_be_read_on_every_shade(look: str) -> None:
    chart = draw(mapped("mean"), lang=ENGLISH, look=look, size_inches=(7.5, 3.2))  # type: ignore[arg-type]
    cells = [box.get_facecolor() for box in boxes(chart, "cell")]
    found: list[Any] = chart.figure.findobj(Text)
    values = [t for t in found if t.get_label() == "value"]
    for cell, text in zip(cells, values, strict=True):
        assert contrast(to_hex(cell), text.get_color()) >= 4.5


def test_tables_and_text_alternatives_carry_the_values() -> None:
    data, cells = made("mean"), mapped("mean")
    rows = data.table(ENGLISH)
    assert len(rows) == len(data.rows) + 1
    assert {len(row) for row in rows} == {6}
    assert data.rows[0].name in data.text_alternative(ENGLISH)
    assert {len(row) for row in cells.table(ENGLISH)} == {8}
    assert cells.down_name in cells.text_alternative(ENGLISH)


def test_a_chart_without_rows_says_so() -> None:
    assert "No uncertain input moves the result." in texts(drawn(made("nothing"), (400, 300)))


@pytest.mark.parametrize("name", ["s02", "s05", "s06", "s09"])
def test_every_uncertain_input_has_a_name_and_values_in_words(name: str, lang: Language) -> None:
    case = of_file(name)
    inputs = inputs_of(case)
    names = [uncertain_name(lang, case, item) for item in inputs]
    assert len(set(names)) == len(names)
    for item in inputs:
        for number in (float(item.estimate.minimum), float(item.estimate.maximum)):
            assert held_value(lang, item, number)
            assert held_value(lang, item, number, case)


def test_a_moved_decision_is_told_as_a_day() -> None:
    case = make_case()
    strand = case.strands[0]
    moved = msgspec.structs.replace(strand, decision_latest=date(2026, 9, 20))
    proceeding = msgspec.structs.replace(case.proceedings[0], strands=(moved, *case.strands[1:]))
    case = msgspec.structs.replace(case, proceedings=(proceeding,))
    item = next(i for i in inputs_of(case) if i.kind == "date")
    assert held_value(ENGLISH, item, 30.2, case) == "19 Aug 2026"
    assert held_value(ENGLISH, item, 30.2) == "30 days later"
    assert held_value(ENGLISH, item, -1.0) == "1 day earlier"
    assert held_value(ENGLISH, item, 0.0) == "the likely day"


def test_every_result_has_a_name_that_says_what_it_means() -> None:
    names = [result_name(ENGLISH, result) for result in RESULTS]
    assert len(set(names)) == len(RESULTS)
    assert "P95: at least 19 in 20 outcomes are no higher" in names
