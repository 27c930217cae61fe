"""The charts of the pages: the report's figures, ready for a canvas."""

from functools import partial
from typing import TYPE_CHECKING, Any

from dsa_sim.language import Language
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.model.case import Case
from dsa_sim.ui.canvas import ChartView

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dsa_sim.report.figures import Chart

PRINT_WIDTH = 7.0
"""Inches: a chart as wide as the text of a page."""


def comparison_view(
    assessments: "Sequence[Assessment]",
    lang: Language,
    *,
    look: str,
    zoom: str,
    chosen: str | None,
    with_title: bool = True,
) -> ChartView:
    """The scenarios against the maximum."""
    from dsa_sim.report.chart_data import comparison_data
    from dsa_sim.report.figures import scenario_comparison

    data = comparison_data(assessments, lang, chosen=chosen or "")
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
    from dsa_sim.report.chart_data import waterfall_data
    from dsa_sim.report.figures import waterfall

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
    from dsa_sim.report.figures import timeline
    from dsa_sim.report.timeline_data import timeline_data

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
    from dsa_sim.report.figures import precedent_chart
    from dsa_sim.report.precedent_data import precedent_data

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
    from dsa_sim.report.figures import preferred_height

    size = (PRINT_WIDTH, preferred_height(data))
    chart: Chart = draw(data, look="print", size_inches=size, **how)
    return chart
