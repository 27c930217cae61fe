"""The charts of the program: a row for each."""

from dsa_sim.language import Language
from dsa_sim.report.charts import (
    comparison,
    decision_dates,
    decision_tree,
    distribution,
    exceedance,
    heat_map,
    outcome_range,
    outcome_tree,
    periodic,
    precedents,
    timeline,
    tornado,
    waterfall,
)
from dsa_sim.report.charts.kind import ChartData, ChartKind
from dsa_sim.report.charts.native import NativeChart

CHARTS: dict[type, ChartKind] = {
    chart.data: chart
    for chart in (
        outcome_range.CHART,
        comparison.CHART,
        exceedance.CHART,
        distribution.CHART,
        waterfall.CHART,
        tornado.CHART,
        heat_map.CHART,
        periodic.CHART,
        decision_tree.CHART,
        outcome_tree.CHART,
        decision_dates.CHART,
        precedents.CHART,
        timeline.CHART,
    )
}
"""Every kind of chart by the class of its data."""


def kind_of(data: ChartData) -> ChartKind:
    """The kind of chart that shows the data.

    Raises:
        KeyError: no chart shows such data.
    """
    return CHARTS[type(data)]


def preferred_height(data: ChartData) -> float:
    """The height in inches at which the chart reads well."""
    return kind_of(data).height(data)


def native_chart(data: ChartData, lang: Language) -> NativeChart | None:
    """The form of a chart that office programs draw; None where there is none."""
    native = kind_of(data).native
    return native(data, lang) if native is not None else None
