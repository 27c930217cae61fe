"""The charts of the program: each a function from its data to a `Chart` with a bare figure.

No Qt and no pyplot. Sizes are in inches; fonts are in points and so keep their size on paper and
on screen. `into` draws into a chart that is there already, which costs far less than a new one.
"""

from collections.abc import Callable
from functools import partial

from dsa_sim.language import Language
from dsa_sim.language.joining import sentence
from dsa_sim.report.briefing.blocks import ChartData
from dsa_sim.report.charts.chart_data import ComparisonData, WaterfallData
from dsa_sim.report.charts.comparison import Zoom, comparison_scene, comparison_title
from dsa_sim.report.charts.decision_date import decision_date_scene, decision_date_title
from dsa_sim.report.charts.decision_date_data import DecisionDateData
from dsa_sim.report.charts.decision_tree import tree_scene, tree_title
from dsa_sim.report.charts.distribution import distribution_scene, distribution_title
from dsa_sim.report.charts.drivers_data import GridData, TornadoData, result_title
from dsa_sim.report.charts.exceedance import exceedance_scene, exceedance_title
from dsa_sim.report.charts.exposure_data import DistributionData, ExceedanceData
from dsa_sim.report.charts.heat_map import heat_map_scene, heat_map_title
from dsa_sim.report.charts.lettering import wrapped
from dsa_sim.report.charts.overlaps import overlaps
from dsa_sim.report.charts.periodic_chart import periodic_scene, periodic_title
from dsa_sim.report.charts.periodic_data import PeriodicData
from dsa_sim.report.charts.precedent_chart import precedent_scene, precedent_title
from dsa_sim.report.charts.precedent_data import PrecedentData, PrecedentMeasure
from dsa_sim.report.charts.scene import POINTS_PER_INCH, Chart, ChartText, Label, Scene, raised
from dsa_sim.report.charts.style import LOOKS, Look, LookName
from dsa_sim.report.charts.timeline import timeline_scene, timeline_title
from dsa_sim.report.charts.timeline_data import TimelineData, TimelineZoom
from dsa_sim.report.charts.tornado import tornado_scene
from dsa_sim.report.charts.tree_data import TreeData
from dsa_sim.report.charts.waterfall import waterfall_scene, waterfall_title

__all__ = [
    "Chart",
    "ChartData",
    "alternative",
    "decision_dates",
    "decision_tree",
    "distribution",
    "exceedance",
    "heat_map",
    "overlaps",
    "periodic_chart",
    "precedent_chart",
    "preferred_height",
    "printed",
    "scenario_comparison",
    "timeline",
    "tornado",
    "waterfall",
]


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
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), zoom=zoom,
        with_title=with_title,
    )  # fmt: skip
    text = ChartText(
        title=comparison_title(data, lang), text_alternative=alternative(data, lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(_footed(scene, data, LOOKS[look]), text, dpi, into)


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
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    text = ChartText(
        title=waterfall_title(data, lang), text_alternative=alternative(data, lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(_footed(scene, data, LOOKS[look]), text, dpi, into)


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
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), zoom=zoom,
        with_title=with_title,
    )  # fmt: skip
    text = ChartText(
        title=timeline_title(lang, zoom), text_alternative=alternative(data, lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(_footed(scene, data, LOOKS[look]), text, dpi, into)


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
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), measure=measure,
        with_title=with_title,
    )  # fmt: skip
    text = ChartText(
        title=precedent_title(lang, measure), text_alternative=alternative(data, lang),
        rows=data.table(lang),
    )  # fmt: skip
    return _drawn(_footed(scene, data, LOOKS[look]), text, dpi, into)


def exceedance(
    data: ExceedanceData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """The chance that the total is higher than an amount, with what it is held against."""
    scene = exceedance_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]), _text(exceedance_title(lang), data, lang), dpi, into
    )


def distribution(
    data: DistributionData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """How the totals spread, with no payment and the maximum as bars of their own."""
    scene = distribution_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]), _text(distribution_title(lang), data, lang), dpi, into
    )


def tornado(
    data: TornadoData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """How far each input moves a result, the widest first."""
    scene = tornado_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]),
        _text(result_title(lang, data.result), data, lang),
        dpi,
        into,
    )


def heat_map(
    data: GridData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """A result over two inputs, its value written in each cell."""
    scene = heat_map_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]), _text(heat_map_title(data, lang), data, lang), dpi, into
    )


def decision_tree(
    data: TreeData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """Commit or contest (Art. 71): chances and expected amounts at each branch."""
    scene = tree_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]), _text(tree_title(data, lang), data, lang), dpi, into
    )


def periodic_chart(
    data: PeriodicData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """The running total of a periodic penalty by day (Art. 76), with the days to compliance."""
    scene = periodic_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]), _text(periodic_title(data, lang), data, lang), dpi, into
    )


def decision_dates(
    data: DecisionDateData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    into: Chart | None = None,
) -> Chart:
    """Maximum and exposure of a strand by the day of its decision (Art. 74(1))."""
    scene = decision_date_scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches), with_title=with_title
    )
    return _drawn(
        _footed(scene, data, LOOKS[look]),
        _text(decision_date_title(data, lang), data, lang),
        dpi,
        into,
    )


def printed(data: ChartData, *, lang: Language, size_inches: tuple[float, float]) -> Chart:
    """The chart of any data, in the look of paper and otherwise as it is drawn by default."""
    draw = _DRAWN_BY[type(data)]
    return draw(data, lang=lang, look="print", size_inches=size_inches)


_DRAWN_BY: dict[type, Callable[..., Chart]] = {
    ComparisonData: scenario_comparison,
    WaterfallData: waterfall,
    TimelineData: timeline,
    PrecedentData: precedent_chart,
    ExceedanceData: exceedance,
    DistributionData: distribution,
    TornadoData: tornado,
    GridData: heat_map,
    TreeData: decision_tree,
    PeriodicData: periodic_chart,
    DecisionDateData: decision_dates,
}


_FOOT_SIZE, _FOOT_LINE, _FOOT_PAD = 8.0, 11.0, 8.0
"""The line that says what a chart leaves out, in points."""

_FIXED_HEIGHTS: dict[type, float] = {
    ExceedanceData: 2.9, DistributionData: 2.6, PeriodicData: 2.8, TreeData: 3.4,
    DecisionDateData: 3.0,
}  # fmt: skip


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
        case TornadoData():
            return 1.3 + 0.31 * max(1, len(data.rows))
        case GridData():
            return 1.2 + 0.26 * len(data.down_values)
        case ComparisonData():
            return 1.1 + 0.5 * max(1, len(data.rows))
        case _:
            return _FIXED_HEIGHTS[type(data)]


def alternative(data: ChartData, lang: Language) -> str:
    """A chart in sentences, with what its totals leave out."""
    words, foot = data.text_alternative(lang), foot_of(data)
    return f"{words} {sentence(foot)}" if foot else words


def foot_of(data: ChartData) -> str:
    """What the totals of a chart leave out: the line at its foot; empty where nothing is."""
    return str(getattr(data, "foot", ""))


def _room(data: ChartData, size_inches: tuple[float, float]) -> tuple[float, float]:
    """The surface in points that is left above the foot of a chart."""
    wide, high = (side * POINTS_PER_INCH for side in size_inches)
    return wide, high - len(_foot_lines(data, wide)) * _FOOT_LINE


def _foot_lines(data: ChartData, wide: float) -> tuple[str, ...]:
    return wrapped(foot_of(data), _FOOT_SIZE, wide - 2 * _FOOT_PAD, lines=2)


def _footed(scene: Scene, data: ChartData, look: Look) -> Scene:
    """The scene with the foot of its chart below it."""
    lines = _foot_lines(data, scene.width)
    below = len(lines) * _FOOT_LINE
    labels = (
        Label(
            x=_FOOT_PAD, y=below - (n + 0.75) * _FOOT_LINE, text=line, size=_FOOT_SIZE,
            color=look.text, role="left out",
        )
        for n, line in enumerate(lines)
    )  # fmt: skip
    return raised(scene, below, tuple(labels)) if lines else scene


def _text(title: str, data: ChartData, lang: Language) -> ChartText:
    return ChartText(
        title=title, text_alternative=alternative(data, lang), rows=partial(data.table, lang)
    )


def _drawn(scene: Scene, text: ChartText, dpi: float, into: Chart | None) -> Chart:
    if into is None:
        return Chart(scene, text, dpi=dpi)
    into.show(scene, text, dpi=dpi)
    return into
