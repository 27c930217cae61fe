"""The charts of the program: each a function from its data to a `Chart` with a bare figure.

No Qt and no pyplot. Sizes are in inches; fonts are in points and so keep their size on paper and
on screen. `into` draws into a chart that is there already, which costs far less than a new one.
"""

from dsa_sim.language import Language
from dsa_sim.report.chart_data import ComparisonData, WaterfallData
from dsa_sim.report.comparison import Zoom, comparison_scene, comparison_title
from dsa_sim.report.overlaps import overlaps
from dsa_sim.report.precedent_chart import precedent_scene, precedent_title
from dsa_sim.report.precedent_data import PrecedentData, PrecedentMeasure
from dsa_sim.report.scene import POINTS_PER_INCH, Chart, ChartText, Scene
from dsa_sim.report.style import LOOKS, LookName
from dsa_sim.report.timeline import timeline_scene, timeline_title
from dsa_sim.report.timeline_data import TimelineData, TimelineZoom
from dsa_sim.report.waterfall import waterfall_scene, waterfall_title

__all__ = [
    "Chart",
    "ChartData",
    "overlaps",
    "precedent_chart",
    "preferred_height",
    "scenario_comparison",
    "timeline",
    "waterfall",
]

ChartData = ComparisonData | WaterfallData | TimelineData | PrecedentData


def scenario_comparison(
    data: ComparisonData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    zoom: Zoom = "maximum",
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """What would be fined in each scenario, each bar with its own maximum mark (Art. 74(1))."""
    scene = comparison_scene(
        data, lang=lang, look=LOOKS[look], size=_points(size_inches), zoom=zoom,
        with_title=with_title,
    )  # fmt: skip
    text = ChartText(
        title=comparison_title(data, lang), text_alternative=data.text_alternative(lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(scene, text, dpi, into)


def waterfall(
    data: WaterfallData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """How the amount of one infringement is reached, step by step (likely values)."""
    scene = waterfall_scene(
        data, lang=lang, look=LOOKS[look], size=_points(size_inches), with_title=with_title
    )
    text = ChartText(
        title=waterfall_title(data, lang), text_alternative=data.text_alternative(lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(scene, text, dpi, into)


def timeline(
    data: TimelineData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    zoom: TimelineZoom = "all",
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """Events, deadlines to come, decision windows and limitation on an axis of dates."""
    scene = timeline_scene(
        data, lang=lang, look=LOOKS[look], size=_points(size_inches), zoom=zoom,
        with_title=with_title,
    )  # fmt: skip
    text = ChartText(
        title=timeline_title(lang, zoom), text_alternative=data.text_alternative(lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(scene, text, dpi, into)


def precedent_chart(
    data: PrecedentData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    measure: PrecedentMeasure = "maximum",
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """The fines imposed so far as shares of the maximum or of turnover, beside the scenarios."""
    scene = precedent_scene(
        data, lang=lang, look=LOOKS[look], size=_points(size_inches), measure=measure,
        with_title=with_title,
    )  # fmt: skip
    text = ChartText(
        title=precedent_title(lang, measure), text_alternative=data.text_alternative(lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(scene, text, dpi, into)


def preferred_height(data: ChartData) -> float:
    """The height in inches at which the chart reads well."""
    match data:
        case WaterfallData():
            return 2.15
        case TimelineData():
            return min(6.5, 1.5 + 0.18 * len(data.marks) + 0.3 * len(data.bars))
        case PrecedentData():
            readings = sum(max(2, len(row.readings)) for row in data.rows)
            return min(6.0, 1.0 + 0.17 * readings)
        case ComparisonData():
            return 1.1 + 0.5 * max(1, len(data.rows))


def _points(size_inches: tuple[float, float]) -> tuple[float, float]:
    return size_inches[0] * POINTS_PER_INCH, size_inches[1] * POINTS_PER_INCH


def _drawn(scene: Scene, text: ChartText, dpi: float, into: Chart | None) -> Chart:
    if into is None:
        return Chart(scene, text, dpi=dpi)
    into.show(scene, text, dpi=dpi)
    return into
