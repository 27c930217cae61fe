"""Charts show what their data say, at every size, in every language and look."""

from decimal import Decimal

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from dsa_sim.language import Language, formats
from dsa_sim.model.assessment import Assessment
from dsa_sim.report.charts.chart_data import (
    ComparisonData,
    ComparisonRow,
    WaterfallData,
    WaterfallStep,
    comparison_data,
    waterfall_data,
)
from dsa_sim.report.charts.figures import Chart, draw, overlaps
from dsa_sim.report.charts.style import LOOKS, contrast

ENGLISH = Language("en")
SIZES = [(360, 240), (480, 700), (720, 300), (300, 420), (1100, 640), (2000, 1400)]
LONG = "All of the alleged infringements upheld by the Court after an appeal, with recurrence " * 3


def row(number: int, fines: float | None, maximum: str | None, **changes: object) -> ComparisonRow:
    values: dict[str, object] = {
        "scenario": f"s{number}" if number else "",
        "title": f"Scenario {number}" if number else "Base case",
        "infringement_eur": fines,
        "procedural_eur": None if fines is None else 0.0,
        "maximum_eur": None if maximum is None else Decimal(maximum),
        "rate": Decimal("0.06"),
    }
    return ComparisonRow(**{**values, **changes})  # type: ignore[arg-type]


DATA = {
    "one": ComparisonData(rows=(row(0, 4.12e8, "7463681203.90"),)),
    "four": ComparisonData(
        rows=(
            row(0, 4.12e8, "7463681203.90", procedural_eur=6.2e7),
            row(1, 7463681203.90, "7463681203.90", title="At the maximum"),
            row(2, 3.1e7, "1006000000.00", title="Segment turnover only"),
            row(3, 9.9e9, "14900000000.00", counted="2 decisions"),
        )
    ),
    "twelve": ComparisonData(
        rows=tuple(row(n, 6e8 * n, f"{(n % 5 + 1) * 15}00000000.00") for n in range(12))
    ),
    "forty": ComparisonData(rows=tuple(row(n, 1e8 * n, "9870060007.40") for n in range(40))),
    "long titles": ComparisonData(
        rows=tuple(row(n, 2e9, "7463681203.90", title=LONG[n:]) for n in range(4)), chosen="s2"
    ),
    "strange titles": ComparisonData(
        rows=(
            row(0, 1e6, "126000000.00", title="$x^2$ \\frac{1} 速卖通 🙂 שלום"),
            row(1, 1e6, "126000000.00", title="x" * 200),
            row(2, 1e6, "126000000.00", title=""),
        )
    ),
    "nothing fined": ComparisonData(rows=(row(0, 0.0, "7463681203.90"), row(1, 0.0, "1.00"))),
    "nothing known": ComparisonData(rows=(row(0, None, None), row(1, 3e8, None))),
    "per infringement": ComparisonData(
        rows=(row(0, 1.2e8, "342000000.00", counted="3 infringements"),)
    ),
    "procedural alone": ComparisonData(rows=(row(0, 0.0, "1e9", procedural_eur=3e8),)),
    "small": ComparisonData(rows=(row(0, 950.0, "60000.00"),)),
    "none": ComparisonData(rows=()),
}


def inches(size: tuple[int, int]) -> tuple[float, float]:
    return size[0] / 100, size[1] / 100


def texts(chart: Chart) -> list[str]:
    return [t.get_text() for t in chart.figure.findobj(Text) if isinstance(t, Text)]


def boxes(chart: Chart, role: str) -> list[Rectangle]:
    found = chart.figure.findobj(Rectangle)
    return [b for b in found if isinstance(b, Rectangle) and str(b.get_label()).startswith(role)]


def marks(chart: Chart) -> list[Line2D]:
    found = chart.figure.findobj(Line2D)
    return [m for m in found if isinstance(m, Line2D) and str(m.get_label()).startswith("maximum")]


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("zoom", ["maximum", "amounts"])
def test_no_label_of_a_comparison_is_cut_or_meets_another(
    name: str, zoom: str, lang: Language
) -> None:
    for size in SIZES:
        chart = draw(
            DATA[name],
            lang=lang,
            size_inches=inches(size),
            zoom=zoom,  # type: ignore[arg-type]
        )
        assert overlaps(chart.figure) == [], size


def test_no_label_of_a_waterfall_is_cut_or_meets_another(
    assessments: tuple[Assessment, ...], lang: Language
) -> None:
    for assessment in assessments:
        for sheet in assessment.worksheets:
            maximum = assessment.decisions[0].maximum
            data = waterfall_data(sheet, lang, maximum=maximum, cap="per_infringement")
            for size in SIZES:
                chart = draw(data, lang=lang, size_inches=inches(size))
                assert overlaps(chart.figure) == [], (sheet.infringement.id, size)


def test_the_checker_finds_texts_that_meet_and_texts_that_are_cut() -> None:
    chart = draw(DATA["four"], lang=ENGLISH, size_inches=(6, 4))
    assert overlaps(chart.figure) == []
    chart.figure.text(0.02, 0.95, "Scenarios")
    assert any(fault.startswith("overlap") for fault in overlaps(chart.figure))
    chart.figure.text(0.99, 0.5, "beyond the edge")
    assert any(fault.startswith("clipped") for fault in overlaps(chart.figure))
    mark = marks(chart)[0]
    x, y = chart.figure.transFigure.inverted().transform(mark.get_window_extent().get_points()[0])
    chart.figure.text(x - 0.05, y, "a text across the mark")
    assert any(fault.startswith("crossed") for fault in overlaps(chart.figure))


def test_bars_and_marks_are_as_long_as_the_amounts(
    assessments: tuple[Assessment, ...],
) -> None:
    data = comparison_data(assessments, ENGLISH)
    chart = draw(data, lang=ENGLISH, size_inches=(7, 5))
    ratio = []
    for one, mark in zip(data.rows, marks(chart), strict=True):
        segments = boxes(chart, f"segment infringement {one.scenario}".strip())
        bar = next(b for b in segments if b.get_label() == f"segment infringement {one.scenario}")
        assert one.infringement_eur is not None
        assert one.maximum_eur is not None
        ratio.append(bar.get_width() / one.infringement_eur)
        assert (mark.get_xdata()[0] - bar.get_x()) / float(one.maximum_eur) == pytest.approx(  # type: ignore[index]
            ratio[0]
        )
        follow = next(
            b for b in boxes(chart, "segment procedural")
            if b.get_label() == f"segment procedural {one.scenario}"
        )  # fmt: skip
        assert follow.get_x() == pytest.approx(bar.get_x() + bar.get_width())
        assert follow.get_width() / (one.procedural_eur or 0) == pytest.approx(ratio[0])
    assert ratio == pytest.approx([ratio[0]] * len(ratio))


def test_each_scenario_has_its_own_maximum_and_only_new_ones_are_named(
    assessments: tuple[Assessment, ...],
) -> None:
    data = comparison_data(assessments, ENGLISH)
    shown = texts(draw(data, lang=ENGLISH, size_inches=(8, 5)))
    nbsp = "\N{NO-BREAK SPACE}"
    assert shown.count(f"6{nbsp}% maximum €{nbsp}7.46{nbsp}bn") == 1
    assert shown.count(f"6{nbsp}% maximum €{nbsp}1.01{nbsp}bn") == 1
    assert shown.count(f"6{nbsp}% maximum €{nbsp}7.72{nbsp}bn") == 1


def test_the_zoom_to_the_amounts_shows_a_maximum_beyond_the_axis_as_an_arrow() -> None:
    near = draw(DATA["one"], lang=ENGLISH, size_inches=(6, 3), zoom="amounts")
    far = draw(DATA["one"], lang=ENGLISH, size_inches=(6, 3), zoom="maximum")
    assert not marks(near)
    assert [p.get_label() for p in near.figure.findobj(Polygon) if type(p) is Polygon] == [
        "maximum beyond "
    ]
    assert boxes(near, "segment")[0].get_width() > 5 * boxes(far, "segment")[0].get_width()
    assert any("maximum €" in text for text in texts(near))


def test_a_scenario_that_cannot_be_computed_says_so() -> None:
    chart = draw(DATA["nothing known"], lang=ENGLISH, size_inches=(6, 3))
    assert any("cannot be computed" in text for text in texts(chart))
    assert "cannot be computed" in chart.text_alternative
    assert len(boxes(chart, "segment")) == 1


def test_scenarios_that_do_not_fit_are_counted() -> None:
    chart = draw(DATA["forty"], lang=ENGLISH, size_inches=(4, 2.4))
    drawn = len(boxes(chart, "segment")) + 1  # the first has no bar: its fine is zero
    assert f"and {40 - drawn} more scenarios" in texts(chart)


def test_several_decisions_and_maxima_per_infringement_are_named_as_such() -> None:
    several = texts(draw(DATA["four"], lang=ENGLISH, size_inches=(9, 5)))
    assert any(text.endswith("2 decisions") for text in several)
    each = texts(draw(DATA["per infringement"], lang=ENGLISH, size_inches=(9, 3)))
    assert any(text.endswith("3 infringements") for text in each)


def test_a_waterfall_stands_on_the_worksheet(assessments: tuple[Assessment, ...]) -> None:
    sheet = assessments[0].worksheet("hidden-links")
    chart = draw(waterfall_data(sheet, ENGLISH), lang=ENGLISH, size_inches=(7, 3))
    start = boxes(chart, "step start")[0]
    scale = start.get_height() / 150e6
    for step, before in zip(sheet.steps[1:-1], sheet.steps, strict=False):
        found = boxes(chart, f"step {step.name}")
        assert bool(found) == bool(step.effect_eur)
        for bar in found:
            assert bar.get_height() == pytest.approx(abs(step.effect_eur) * scale)
            low = min(step.value_eur, before.value_eur) * scale
            assert bar.get_y() - start.get_y() == pytest.approx(low)
    result = boxes(chart, "step amount")[0]
    assert result.get_height() == pytest.approx((sheet.amount_eur or 0) * scale)
    for sign in ("150", "+30", "+90", "–", "−10", "260"):
        assert sign in texts(chart)


def test_other_penalties_appear_only_where_used(assessments: tuple[Assessment, ...]) -> None:
    names = {
        sheet.infringement.id: [s.name for s in waterfall_data(sheet, ENGLISH).steps]
        for sheet in assessments[0].worksheets
    }
    assert "other_penalties" in names["hidden-links"]
    assert "other_penalties" not in names["risk-assessment"]


def test_a_waterfall_without_an_amount_says_so() -> None:
    data = WaterfallData(infringement="x", title="Open", steps=(), amount_eur=None)
    chart = draw(data, lang=ENGLISH, size_inches=(4, 2.4))
    assert "No amount has been assumed yet" in texts(chart)
    assert "Open" in chart.text_alternative


def test_a_waterfall_of_zeros_can_be_drawn() -> None:
    steps = tuple(
        WaterfallStep(name=n, label=n, from_eur=0.0, to_eur=0.0, is_total=t, exact="")
        for n, t in (("start", True), ("duration", False), ("amount", True))
    )
    data = WaterfallData(infringement="x", title="Zero", steps=steps, amount_eur=0.0)
    for size in SIZES:
        chart = draw(data, lang=ENGLISH, size_inches=inches(size))
        assert overlaps(chart.figure) == []


def test_the_pointer_finds_the_exact_amounts(assessments: tuple[Assessment, ...]) -> None:
    data = comparison_data(assessments, ENGLISH)
    chart = draw(data, lang=ENGLISH, size_inches=(7, 5))
    for area, one in zip(chart.areas, data.rows, strict=True):
        across, down = (area.left + area.right) / 2, (area.top + area.bottom) / 2
        assert [a.key for a in chart.areas if a.contains(across, down)] == [one.scenario]
        assert formats.exact_amount(ENGLISH, one.maximum_eur) in area.text
        assert formats.exact_amount(ENGLISH, one.infringement_eur) in area.text
    assert chart.areas[0].bottom < chart.areas[1].bottom


def test_the_copied_table_has_the_plotted_values(assessments: tuple[Assessment, ...]) -> None:
    data = comparison_data(assessments, ENGLISH)
    head, *rows = draw(data, lang=ENGLISH, size_inches=(5, 4)).rows
    assert len(head) == len(rows[0]) == 5
    for cells, assessment in zip(rows, assessments, strict=True):
        assert cells[3] == formats.exact_amount(ENGLISH, assessment.total_eur)
        assert cells[4] == formats.exact_amount(ENGLISH, assessment.maximum_eur)


@pytest.mark.parametrize("name", LOOKS)
def test_text_can_be_read_in_every_look(name: str) -> None:
    look = LOOKS[name]  # type: ignore[index]
    for color in (look.text, look.quiet):
        assert contrast(color, look.surface) >= 4.5
    for color in (look.accent, look.up, look.mark):
        assert contrast(color, look.surface) >= 3
    chart = draw(
        DATA["four"],
        lang=ENGLISH,
        look=name,
        size_inches=(6, 4),  # type: ignore[arg-type]
    )
    used = {t.get_color() for t in chart.figure.findobj(Text) if isinstance(t, Text)}
    assert used <= {look.text, look.quiet, look.surface}


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    draw(DATA["four"], lang=ENGLISH, size_inches=(6, 4)).figure.canvas.draw()
    assert dict(mpl.rcParams) == before
