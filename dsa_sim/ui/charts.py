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
    from dsa_sim.model.outcome_tree import OutcomeTree
    from dsa_sim.model.running_total import RunningTotal
    from dsa_sim.model.sensitivity import Grid, Tornado
    from dsa_sim.model.simulation import Exposure
    from dsa_sim.report.charts.figures import Chart, ChartData

PRINT_WIDTH = 7.0
"""Inches: a chart as wide as the text of a page."""


def chart_view(
    data: "ChartData",
    lang: Language,
    *,
    look: str,
    with_title: bool = True,
    title: str = "",
    on_paper: "ChartData | None" = None,
    **options: Any,
) -> ChartView:
    """The chart of any data, ready for a canvas.

    `title` is what the window calls it, where that is not the name of its kind; `on_paper` are the
    data of the printed chart, where they differ; `options` are those of its kind.
    """
    from dsa_sim.report.charts.catalogue import kind_of

    kind = kind_of(data)
    return ChartView(
        name=kind.code,
        title=title or lang.tr(kind.name),
        make=partial(_drawn, data, lang=lang, look=look, with_title=with_title, **options),
        printed=partial(_printed, on_paper or data, lang=lang, **options),
        data=data,
        lang=lang,
    )


def _drawn(data: "ChartData", size: tuple[float, float], dpi: float, **how: Any) -> "Chart":
    from dsa_sim.report.charts.figures import draw

    return draw(data, size_inches=size, dpi=dpi, **how)


def _printed(data: "ChartData", **how: Any) -> "Chart":
    from dsa_sim.report.charts.figures import draw, preferred_height

    return draw(data, look="print", size_inches=(PRINT_WIDTH, preferred_height(data)), **how)


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

    if exposures is None:
        data = comparison_data(assessments, lang, chosen=chosen or "")
    else:
        data = expected_data(assessments, exposures, lang, chosen=chosen or "")
    return chart_view(data, lang, look=look, with_title=with_title, zoom=zoom)


def waterfall_view(
    sheet: Worksheet, assessment: Assessment, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """How the amount of one infringement is reached."""
    from dsa_sim.report.charts.chart_data import waterfall_data

    decision = next(
        d
        for d in assessment.decisions
        if any(s.infringement == sheet.infringement.id for s in d.shares)
    )
    data = waterfall_data(sheet, lang, maximum=decision.maximum, cap=decision.cap)
    title = lang.tr("How the amount is reached: {title}", title=sheet.infringement.title)
    return chart_view(data, lang, look=look, with_title=with_title, title=title)


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
    from dsa_sim.report.charts.timeline import timeline_data

    return chart_view(
        timeline_data(case, lang, today=today), lang, look=look, with_title=with_title,
        on_paper=timeline_data(case, lang), zoom=zoom,
    )  # fmt: skip


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
    from dsa_sim.report.charts.precedents import precedent_data

    data = precedent_data(assessments, lang, chosen=chosen or "")
    return chart_view(data, lang, look=look, with_title=with_title, measure=measure)


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

    data = exceedance_data(exposures, assessments, lang, chosen=chosen or "")
    return chart_view(data, lang, look=look, with_title=with_title)


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

    data = distribution_data(exposure, assessment, lang)
    return chart_view(data, lang, look=look, with_title=with_title)


def tornado_view(
    tornado: "Tornado", case: Case, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """How far each input moves a result; `case` is the case as its scenario sees it."""
    from dsa_sim.report.charts.drivers_data import tornado_data

    data = tornado_data(tornado, case, lang)
    return chart_view(data, lang, look=look, with_title=with_title)


def grid_view(
    grid: "Grid", case: Case, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """A result over two inputs; `case` is the case as its scenario sees it.

    Raises:
        KeyError: the case has no such input.
    """
    from dsa_sim.report.charts.drivers_data import grid_data

    data = grid_data(grid, case, lang)
    return chart_view(data, lang, look=look, with_title=with_title)


def periodic_view(
    total: "RunningTotal", lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """The running total of one periodic penalty by day."""
    from dsa_sim.report.charts.periodic import PeriodicData

    data = PeriodicData(total=total)
    return chart_view(data, lang, look=look, with_title=with_title)


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
    from dsa_sim.report.charts.decision_dates import DecisionDateData

    data = DecisionDateData(
        title=found.strand.title, found=found, national=national,
        foot=coverage_words(found.coverage, lang),
    )  # fmt: skip
    return chart_view(data, lang, look=look, with_title=with_title)


def tree_view(
    weighed: "CommitOrContest", title: str, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """Commit or contest: both ways of the strand with that title."""
    from dsa_sim.language.coverage_words import coverage_words
    from dsa_sim.report.charts.decision_tree import TreeData

    data = TreeData(
        title=title, weighed=weighed, foot=coverage_words(weighed.contest.coverage, lang)
    )
    return chart_view(data, lang, look=look, with_title=with_title)


def outcome_tree_view(
    found: "OutcomeTree", title: str, lang: Language, *, look: str, with_title: bool = True
) -> ChartView:
    """How the strand with that title may end."""
    from dsa_sim.language.coverage_words import coverage_words
    from dsa_sim.report.charts.outcome_tree import OutcomeTreeData

    foot = coverage_words(found.coverage, lang)
    data = OutcomeTreeData(title=title, found=found, foot=foot)
    return chart_view(data, lang, look=look, with_title=with_title)
