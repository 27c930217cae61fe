"""The exceedance curve and the distribution show the trials, exactly and with nothing lost."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from dsa_sim.language import Language, formats
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.report.charts.chart_data import expected_data
from dsa_sim.report.charts.exposure_data import (
    DistributionData,
    ExceedanceData,
    distribution_data,
    exceedance_data,
    thinned,
)
from dsa_sim.report.charts.figures import Chart, draw, overlaps
from dsa_sim.storage import read_case
from tests.report.conftest import make_case, with_scenarios
from tests.report.test_timeline import LANGUAGES, SIZES

ENGLISH = Language("en")
CASES = Path(__file__).parent.parent / "cases"
LONG = "All of it upheld, with recurrence, $x^2$ 速卖通 " * 3
TRIALS = 20_000


def of_file(name: str) -> Case:
    return read_case(CASES / f"{name}.dsacase").case


def with_lines(case: Case, reserve: str, tolerance: str) -> Case:
    return msgspec.structs.replace(
        case, reserve_eur=Decimal(reserve), tolerance_eur=Decimal(tolerance)
    )


def long_titles() -> Case:
    case = with_scenarios(make_case())
    scenarios = tuple(msgspec.structs.replace(s, title=LONG) for s in case.scenarios)
    return msgspec.structs.replace(case, scenarios=scenarios)


def nothing() -> Case:
    return msgspec.structs.replace(make_case(), infringements=())


def certain() -> Case:
    """One infringement that is found and fined with one amount for certain."""
    case = of_file("s01")
    first = case.infringements[0]
    assert first.start is not None
    start = msgspec.structs.replace(first.start, estimate=exactly("1000000"))
    only = msgspec.structs.replace(first, chance=exactly(1), start=start)
    return msgspec.structs.replace(case, infringements=(only,))


SHOWN: dict[str, tuple[Case, str | None]] = {
    "lines": (with_lines(make_case(), "150000000", "500000000"), None),
    "scenario": (with_lines(with_scenarios(make_case()), "1", "99000000000"), "segment"),
    "severe": (with_scenarios(make_case()), "severe"),
    "long titles": (long_titles(), "upheld"),
    "binding": (with_lines(of_file("s07"), "170000000", "175000000"), None),
    "periodic": (with_lines(of_file("s05"), "150000000", "500000000"), None),
    "two maxima": (of_file("s03"), None),
    "nothing": (nothing(), None),
    "certain": (certain(), None),
}


def run(case: Case, scenario: str | None) -> tuple[list[Exposure], list[Assessment]]:
    names = list(dict.fromkeys((scenario, None)))
    exposures = [simulate(case, name, trials=TRIALS) for name in names]
    return exposures, [assess(case, name) for name in names]


RUN = {name: run(*row) for name, row in SHOWN.items()}


def curve_data(name: str, lang: Language = ENGLISH) -> ExceedanceData:
    exposures, assessments = RUN[name]
    return exceedance_data(exposures, assessments, lang, chosen=SHOWN[name][1] or "")


def spread_data(name: str, lang: Language = ENGLISH) -> DistributionData:
    exposures, assessments = RUN[name]
    return distribution_data(exposures[0], assessments[0], lang)


def texts(chart: Chart) -> list[str]:
    found: list[Any] = chart.figure.findobj(Text)
    return [t.get_text().replace("\xa0", " ") for t in found]


def boxes(chart: Chart, role: str) -> list[Any]:
    found: list[Any] = chart.figure.findobj(Rectangle)
    return [p for p in found if p.get_label() == role]


def drawn(data: ExceedanceData, size: tuple[int, int], lang: Language = ENGLISH) -> Chart:
    return draw(data, lang=lang, size_inches=(size[0] / 96, size[1] / 96), dpi=96)


def spread(data: DistributionData, size: tuple[int, int], lang: Language = ENGLISH) -> Chart:
    return draw(data, lang=lang, size_inches=(size[0] / 96, size[1] / 96), dpi=96)


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_cut_or_meets_at_any_size(name: str, lang: Language) -> None:
    curve, bars = curve_data(name, lang), spread_data(name, lang)
    for size in SIZES:
        assert overlaps(drawn(curve, size, lang).figure) == [], size
        assert overlaps(spread(bars, size, lang).figure) == [], size


@pytest.mark.parametrize("name", SHOWN)
def test_the_thinned_curve_agrees_with_every_trial(name: str) -> None:
    exposure = RUN[name][0][0]
    curves = curve_data(name).curves
    if not exposure.coverage.is_modelled:
        assert curves == ()
        return
    steps = curves[0].steps
    assert steps[0][0] == 0
    assert steps[0][1] == pytest.approx(exposure.chance_above(0))
    amounts = [a for a, _ in steps]
    chances = [c for _, c in steps]
    assert amounts == sorted(amounts)
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] == 0
    # The last place at each amount is the chance of more than it, to the trial.
    for amount, chance in dict(steps).items():
        assert chance == pytest.approx(exposure.chance_above(amount), abs=1e-12)


def test_the_thinned_curve_is_never_far_from_the_full_one() -> None:
    exposure = RUN["periodic"][0][0]
    amounts, chances = zip(*thinned(exposure.ascending_eur, 160), strict=True)
    grid = np.linspace(0, float(exposure.ascending_eur[-1]), 1001)
    drawn_at = np.interp(grid, amounts, chances)
    full = [exposure.chance_above(float(x)) for x in grid]
    assert np.abs(drawn_at - full).max() < 0.01


def test_a_jump_is_drawn_upright() -> None:
    totals = np.sort(np.array([0.0] * 50 + [100.0] * 30 + [200.0] * 20))
    places = thinned(totals, 40)
    assert [amount for amount, _ in places] == [0, 100, 100, 200, 200]
    assert [chance for _, chance in places] == pytest.approx([0.5, 0.5, 0.2, 0.2, 0.0])


def test_every_label_is_there_where_there_is_room() -> None:
    said = " | ".join(texts(drawn(curve_data("lines"), (720, 400))))
    for name in ("Expected", "P50", "P95", "Reserve € 150 m", "Tolerance € 500 m", "6 % maximum"):
        assert name in said
    assert "any payment" in said
    assert "come on top" in said
    chance = RUN["lines"][0][0].chance_above(150e6)
    assert f"Reserve € 150 m ({chance * 100:.0f} %)" in said


def test_a_line_beyond_the_curve_is_an_arrow_with_its_name() -> None:
    chart = drawn(curve_data("scenario"), (720, 400))
    found: list[Any] = chart.figure.findobj(Line2D)
    rules = [str(line.get_label()) for line in found]
    assert "tolerance line" not in rules
    assert any("Tolerance € 99.0 bn (0 %)" in text for text in texts(chart))


def test_the_chosen_scenario_is_strong_and_the_base_thin() -> None:
    chart = drawn(curve_data("scenario"), (720, 400))
    lines: list[Any] = chart.figure.findobj(Line2D)
    wide = {str(x.get_label()): x.get_linewidth() for x in lines}
    assert wide["curve segment"] > wide["curve "]
    assert {"Base case", "Segment turnover only"} <= set(texts(chart))


def test_the_maximum_is_never_exceeded_by_fines_alone() -> None:
    line = next(x for x in curve_data("binding").lines if x.name == "maximum")
    assert line.chance == 0
    assert RUN["binding"][0][0].chance_maximum_binds > 0.5


@pytest.mark.parametrize("name", SHOWN)
def test_the_bars_count_every_trial_once(name: str) -> None:
    data = spread_data(name)
    spike = data.spike.share if data.spike else 0.0
    shares = data.zero + sum(b.share for b in data.bars) + spike + data.beyond
    assert shares == pytest.approx(1, abs=1e-9)
    exposure = RUN[name][0][0]
    assert data.zero == pytest.approx(1 - exposure.chance_above(0))
    for bar in data.bars:
        between = exposure.chance_above(bar.from_eur) - exposure.chance_above(bar.to_eur)
        held = spike if data.spike and bar.from_eur < data.spike.amount_eur <= bar.to_eur else 0
        assert bar.share == pytest.approx(between - held, abs=1e-9)


def test_the_maximum_is_a_spike_of_its_own() -> None:
    data, exposure = spread_data("binding"), RUN["binding"][0][0]
    assert data.spike is not None
    assert data.spike.share == pytest.approx(exposure.chance_maximum_binds)
    chart = spread(data, (720, 400))
    assert len(boxes(chart, "spike")) == 1
    assert "6 % maximum € 180 m: 91 %" in texts(chart)
    assert any("Exactly at the maximum" in a.text for a in chart.areas)


def test_no_payment_is_a_bar_of_its_own_that_says_its_share() -> None:
    data = spread_data("lines")
    chart = spread(data, (720, 400))
    assert len(boxes(chart, "zero")) == 1
    assert f"no payment {data.zero * 100:.0f} %" in texts(chart)
    assert boxes(spread(spread_data("certain"), (720, 400)), "zero") == []


def test_the_pointer_and_the_table_say_exact_values() -> None:
    data = curve_data("lines")
    chart = drawn(data, (720, 400))
    mean = next(a for a in chart.areas if a.key == "mean")
    rows = data.table(ENGLISH)
    assert rows[0][-1] == "Chance that the total is higher"
    assert rows[1][2] in mean.text
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len({len(row) for row in spread_data("binding").table(ENGLISH)}) == 1


def test_the_text_alternative_says_what_is_held_against_what() -> None:
    said = curve_data("lines").text_alternative(ENGLISH).replace("\xa0", " ")
    assert "Reserve € 150 m: exceeded in" in said
    assert "come on top" in said
    assert "Exactly at the maximum" in spread_data("binding").text_alternative(ENGLISH)
    assert exceedance_data([], [], ENGLISH).text_alternative(ENGLISH)


def test_only_the_chosen_scenario_and_the_base_are_drawn() -> None:
    case = with_scenarios(make_case())
    names = [None, *(s.id for s in case.scenarios)]
    exposures = [simulate(case, name, trials=1000) for name in names]
    data = exceedance_data(exposures, [assess(case, n) for n in names], ENGLISH, chosen="early")
    assert [c.scenario for c in data.curves] == ["early", ""]
    one = exceedance_data(exposures, [assess(case)], ENGLISH)
    assert [c.scenario for c in one.curves] == [""]


def test_an_empty_chart_can_be_drawn() -> None:
    chart = drawn(replace(curve_data("lines"), curves=(), lines=()), (300, 180))
    assert overlaps(chart.figure) == []


def test_the_comparison_shows_what_is_expected_with_its_range_and_segments() -> None:
    case = read_case(CASES / "s06.dsacase").case
    run = simulate(case, trials=4096)
    data = expected_data([assess(case)], {"": run}, ENGLISH)
    row = data.rows[0]
    assert row.total_eur == pytest.approx(run.mean_eur)
    assert (row.low_eur, row.high_eur) == (run.quantile_eur(0.05), run.quantile_eur(0.95))
    head, cells = data.table(ENGLISH)
    assert head[3] == "Periodic payments"
    assert cells[head.index("P95")] == formats.exact_amount(ENGLISH, run.quantile_eur(0.95))
    assert "9 in 10 outcomes" in data.text_alternative(ENGLISH)


def test_a_scenario_that_is_not_worked_out_says_so() -> None:
    case = read_case(CASES / "s06.dsacase").case
    pending = expected_data([assess(case)], {}, ENGLISH).rows[0]
    refused = expected_data([assess(case)], {"": None}, ENGLISH).rows[0]
    assert pending.is_pending
    assert not refused.is_pending
    assert pending.total_eur is refused.total_eur is None


@pytest.mark.parametrize("size", [(3.2, 2.2), (5.0, 3.0), (9.0, 4.0)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_of_the_expected_comparison_do_not_meet(
    size: tuple[float, float], language: str
) -> None:
    for name in ("s06", "s07", "e5"):
        case = read_case(CASES / f"{name}.dsacase").case
        data = expected_data([assess(case)], {"": simulate(case, trials=2048)}, Language(language))
        for zoom in ("maximum", "amounts"):
            chart = draw(data, lang=Language(language), size_inches=size, zoom=zoom)
            assert overlaps(chart.figure) == []
