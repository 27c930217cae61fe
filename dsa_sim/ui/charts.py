"""The charts of the pages: the report's figures, ready for a canvas."""

from functools import partial
from typing import TYPE_CHECKING, Any

from dsa_sim.language import Language
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.model.case import Case
from dsa_sim.ui.widgets.canvas import ChartView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dsa_sim.model.by_decision_date import ByDecisionDate
    from dsa_sim.model.commitments import CommitOrContest
    from dsa_sim.model.running_total import RunningTotal
    from dsa_sim.model.sensitivity import Grid, Tornado
    from dsa_sim.model.simulation import Exposure
    from dsa_sim.report.charts.figures import Chart

PRINT_WIDTH = 7.0
"""Inches: a chart as wide as the text of a page."""


def comparison_view(
    assessments: "Sequence[Assessment]",
    lang: Language,
    *,
    look: str,
    zoom: str,
    chosen: str | None,
    exposures: "Mapping[str, Exposure | None] | None" = None,
    with_title: bool = True,
) -> ChartView:
    """The scenarios against the maximum: as expected, or, without exposures, if all is fined."""
    from dsa_sim.report.charts.chart_data import comparison_data, expected_data
    from dsa_sim.report.charts.figures import scenario_comparison

    if exposures is None:
        data = comparison_data(assessments, lang, chosen=chosen or "")
    else:
        data = expected_data(assessments, exposures, lang, chosen=chosen or "")
    return ChartView(
        name="comparison",
        title=lang.tr("Scenarios against the maximum"),
        make=partial(
            _drawn, scenario_comparison, data, lang=lang, look=look, zoom=zoom,
            with_title=with_title,
        ),
        printed=partial(_printed, scenario_comparison, data, lang=lang, zoom=zoom),
        data=data,
        lang=lang,
    )  # fmt: skip


def waterfall_view(
    sheet: Worksheet, assessment: Assessment, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """How the amount of one infringement is reached."""
    from dsa_sim.report.charts.chart_data import waterfall_data
    from dsa_sim.report.charts.figures import waterfall

    decision = next(
        d
        for d in assessment.decisions
        if any(s.infringement == sheet.infringement.id for s in d.shares)
    )
    data = waterfall_data(sheet, lang, maximum=decision.maximum, cap=decision.cap)
    return ChartView(
        name="waterfall",
        title=lang.tr("How the amount is reached: {title}", title=sheet.infringement.title),
        make=partial(_drawn, waterfall, data, lang=lang, look=look, with_title=with_title),
        printed=partial(_printed, waterfall, data, lang=lang),
        data=data,
        lang=lang,
    )


def timeline_view(
    case: Case,
    lang: Language,
    *,
    look: str,
    zoom: str = "all",
    today: "date | None" = None,
    with_title: bool = True,
) -> ChartView:
    """The events of the proceedings, and the deadlines to come; `today` is a mark on it.

    The printed chart carries the as-of date of the case instead, so that it does not change
    with the day on which it is printed.
    """
    from dsa_sim.report.charts.figures import timeline
    from dsa_sim.report.charts.timeline_data import timeline_data

    data = timeline_data(case, lang, today=today)
    return ChartView(
        name="timeline",
        title=lang.tr("Proceedings and deadlines"),
        make=partial(
            _drawn, timeline, data, lang=lang, look=look, zoom=zoom, with_title=with_title
        ),
        printed=partial(_printed, timeline, timeline_data(case, lang), lang=lang, zoom=zoom),
        data=data,
        lang=lang,
    )


def precedents_view(
    assessments: "Sequence[Assessment]",
    lang: Language,
    *,
    look: str,
    measure: str = "maximum",
    chosen: str | None,
    with_title: bool = True,
) -> ChartView:
    """The fines imposed so far beside the scenarios, as shares of the maximum or of turnover."""
    from dsa_sim.report.charts.figures import precedent_chart
    from dsa_sim.report.charts.precedent_data import precedent_data

    data = precedent_data(assessments, lang, chosen=chosen or "")
    return ChartView(
        name="precedents",
        title=lang.tr("Fines so far"),
        make=partial(
            _drawn, precedent_chart, data, lang=lang, look=look, measure=measure,
            with_title=with_title,
        ),
        printed=partial(_printed, precedent_chart, data, lang=lang, measure=measure),
        data=data,
        lang=lang,
    )  # fmt: skip


def exceedance_view(
    exposures: "Sequence[Exposure]",
    assessments: "Sequence[Assessment]",
    lang: Language,
    *,
    look: str,
    chosen: str | None = None,
    with_title: bool = True,
) -> ChartView:
    """The chance that the total is higher than an amount: the chosen scenario, and the base."""
    from dsa_sim.report.charts.exposure_data import exceedance_data
    from dsa_sim.report.charts.figures import exceedance

    data = exceedance_data(exposures, assessments, lang, chosen=chosen or "")
    return _view("exceedance", exceedance, data, lang, look=look, with_title=with_title)


def distribution_view(
    exposure: "Exposure",
    assessment: Assessment,
    lang: Language,
    *,
    look: str,
    with_title: bool = True,
) -> ChartView:
    """How the totals of a scenario spread."""
    from dsa_sim.report.charts.exposure_data import distribution_data
    from dsa_sim.report.charts.figures import distribution

    data = distribution_data(exposure, assessment, lang)
    return _view("distribution", distribution, data, lang, look=look, with_title=with_title)


def tornado_view(
    tornado: "Tornado", case: Case, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """How far each input moves a result; `case` is the case as its scenario sees it."""
    from dsa_sim.report.charts.drivers_data import tornado_data
    from dsa_sim.report.charts.figures import tornado as draw

    data = tornado_data(tornado, case, lang)
    return _view("tornado", draw, data, lang, look=look, with_title=with_title)


def grid_view(
    grid: "Grid", case: Case, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """A result over two inputs; `case` is the case as its scenario sees it.

    Raises:
        KeyError: the case has no such input.
    """
    from dsa_sim.report.charts.drivers_data import grid_data
    from dsa_sim.report.charts.figures import heat_map

    data = grid_data(grid, case, lang)
    return _view("heat-map", heat_map, data, lang, look=look, with_title=with_title)


def periodic_view(
    total: "RunningTotal", lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """The running total of one periodic penalty by day."""
    from dsa_sim.report.charts.figures import periodic_chart
    from dsa_sim.report.charts.periodic_data import PeriodicData

    data = PeriodicData(total=total)
    return _view("periodic", periodic_chart, data, lang, look=look, with_title=with_title)


def decision_date_view(
    found: "ByDecisionDate",
    lang: Language,
    *,
    look: str,
    with_title: bool = True,
    national: bool = False,
) -> ChartView:
    """Maximum and exposure of a strand by the day of its decision."""
    from dsa_sim.language.coverage_words import coverage_words
    from dsa_sim.report.charts.decision_date_data import DecisionDateData
    from dsa_sim.report.charts.figures import decision_dates

    data = DecisionDateData(
        title=found.strand.title, found=found, national=national,
        foot=coverage_words(found.coverage, lang),
    )  # fmt: skip
    return _view("decision-date", decision_dates, data, lang, look=look, with_title=with_title)


def tree_view(
    weighed: "CommitOrContest", title: str, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """Commit or contest: both ways of the strand with that title."""
    from dsa_sim.language.coverage_words import coverage_words
    from dsa_sim.report.charts.figures import decision_tree
    from dsa_sim.report.charts.tree_data import TreeData

    data = TreeData(
        title=title, weighed=weighed, foot=coverage_words(weighed.contest.coverage, lang)
    )
    return _view("decision-tree", decision_tree, data, lang, look=look, with_title=with_title)


def _view(
    name: str, draw: Any, data: Any, lang: Language, *, look: str, with_title: bool
) -> ChartView:
    """A view whose title in the window is that of the chart."""
    titles = {
        "exceedance": lang.tr("Chance of exceeding an amount"),
        "distribution": lang.tr("How the total is distributed"),
        "tornado": lang.tr("What drives it"),
        "heat-map": lang.tr("Result by two inputs"),
        "periodic": lang.tr("Running total by day"),
        "decision-tree": lang.tr("Commit or contest"),
        "decision-date": lang.tr("Exposure by decision date"),
    }
    return ChartView(
        name=name,
        title=titles[name],
        make=partial(_drawn, draw, data, lang=lang, look=look, with_title=with_title),
        printed=partial(_printed, draw, data, lang=lang),
        data=data,
        lang=lang,
    )


def _drawn(
    draw: Any,
    data: Any,
    size: tuple[float, float],
    dpi: float,
    into: "Chart | None",
    **how: Any,
) -> "Chart":
    chart: Chart = draw(data, size_inches=size, dpi=dpi, into=into, **how)
    return chart


def _printed(draw: Any, data: Any, **how: Any) -> "Chart":
    from dsa_sim.report.charts.figures import preferred_height

    size = (PRINT_WIDTH, preferred_height(data))
    chart: Chart = draw(data, look="print", size_inches=size, **how)
    return chart
