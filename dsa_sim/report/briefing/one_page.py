"""The document of one page: the answer, what moves it, scenarios, dates, what is left out.

What it says is bounded by rule, so that every case fits: three inputs, three dates, so many
scenarios, and names cut where they would take more than their line.
"""

from dataclasses import replace

from dsa_sim.language import Language, formats
from dsa_sim.language.maximum_words import maximum_amount
from dsa_sim.language.tables import Column, Row, Table, row_of
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.briefing.answer import (
    answer_paragraphs,
    caveat,
    coming,
    cut,
    dates_facts,
    drivers,
    open_points,
    range_block,
)
from dsa_sim.report.briefing.blocks import Block, Bullets, Section
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.charts.chart_data import scenario_title
from dsa_sim.report.charts.drivers_data import TornadoRow

_DRIVERS, _DATES, _POINTS, _SCENARIOS = 3, 3, 3, 4
_SENTENCE, _POINT, _DATE, _INPUT, _TITLE = 420, 190, 78, 56, 34
"""So many letters of a text stand on the page: each of a table and each date in one line."""

_CHART = 1.9
"""Inches of the chart: lower than where it has a page of its own."""


def summary(found: Findings) -> Section:
    """The answer in two sentences, with the chart that shows them."""
    said = (replace(p, text=cut(p.text, _SENTENCE)) for p in answer_paragraphs(found))
    chart = (
        replace(block, shows="", says="", height=_CHART)
        for block in range_block(found, is_titled=False)
    )
    return Section(title="", blocks=(*said, *chart))


def drivers_part(found: Findings) -> Section:
    """The inputs that move the expected amount most, each with what it becomes at its ends."""
    lang, data = found.lang, drivers(found, _DRIVERS)
    title = lang.tr("What moves the expected amount most")
    if data is None:
        return Section(title=title, blocks=())
    rows = (
        row_of(
            _input(row), row.low_words, formats.amount(lang, row.low), row.high_words,
            formats.amount(lang, row.high),
        )
        for row in data.rows
    )  # fmt: skip
    table = Table(
        columns=(
            Column(title=lang.tr("Input"), share=4.2),
            Column(title=lang.tr("Low"), share=1.0, right=True),
            Column(title=lang.tr("Expected"), share=1.0, right=True),
            Column(title=lang.tr("High"), share=1.0, right=True),
            Column(title=lang.tr("Expected"), share=1.0, right=True),
        ),
        rows=tuple(rows), summary=title,
    )  # fmt: skip
    return Section(title=title, blocks=(table,))


def _input(row: TornadoRow) -> str:
    """An input with what it belongs to, in one line."""
    if not row.owner:
        return cut(row.field, _INPUT)
    return f"{row.field} · {cut(row.owner, max(12, _INPUT - 3 - len(row.field)))}"


def dates(found: Findings) -> Section:
    """The next dates."""
    groups = coming(found.case)[:_DATES]
    blocks = (dates_facts(groups, found.lang, longest=_DATE),) if groups else ()
    return Section(title=found.lang.tr("Next dates"), blocks=blocks)


def points(found: Findings) -> Section:
    """What is not in the figures."""
    said = tuple(cut(text, _POINT) for text in open_points(found))[:_POINTS]
    blocks: tuple[Block, ...] = (Bullets(items=said),) if said else ()
    return Section(title=found.lang.tr("Not in the figures, or not reviewed"), blocks=blocks)


def scenarios(found: Findings) -> Section:
    """The scenarios side by side, the first ones where there are many."""
    lang, compared = found.lang, found.compared
    if len(compared) < 2 or found.runs.are_hidden:
        return Section(title="", blocks=())
    shown = compared[:_SCENARIOS]
    exposures = found.runs.exposures
    rows = [_scenario(a, exposures[a.scenario.id if a.scenario else ""], lang) for a in shown]
    if more := len(compared) - len(shown):
        said = lang.ntr("and {n} more scenario", "and {n} more scenarios", more)
        rows.append(row_of(said, "", "", "", ""))
    table = Table(
        columns=(
            Column(title=lang.tr("Scenario"), share=2.0),
            Column(title=lang.tr("Anything is paid"), share=0.9, right=True),
            Column(title=lang.tr("If paid, 8 in 10"), share=1.75, right=True),
            Column(title=lang.tr("Expected"), share=0.95, right=True),
            Column(title=lang.tr("Maximum"), share=1.8, right=True),
        ),
        rows=tuple(rows), summary=lang.tr("Scenarios compared"),
    )  # fmt: skip
    return Section(title=lang.tr("If things are otherwise"), blocks=(table,))


def _scenario(view: Assessment, exposure: Exposure | None, lang: Language) -> Row:
    title = cut(scenario_title(view, lang), _TITLE)
    maximum = maximum_amount(view, lang)
    if exposure is None or not exposure.coverage.is_modelled:
        return row_of(title, "–", "–", lang.tr("not assessed yet"), maximum)
    low, high = (formats.amount(lang, exposure.paid_quantile_eur(q)) for q in (0.1, 0.9))
    between = low if low == high else f"{low} – {high}"
    return row_of(
        title, formats.share(lang, exposure.chance_of_payment),
        between if exposure.chance_of_payment else "–", formats.amount(lang, exposure.mean_eur),
        maximum,
    )  # fmt: skip


def caveats(found: Findings) -> Section:
    """What the figures are not."""
    return Section(title="", blocks=(caveat(found),))
