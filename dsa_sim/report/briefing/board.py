"""The document for a board: at most eight slides, each with its message as its title."""

from dsa_sim.language import Language
from dsa_sim.language.answer_words import headline
from dsa_sim.language.coverage_words import coverage_words
from dsa_sim.language.deadline_words import who_words
from dsa_sim.language.joining import named
from dsa_sim.language.judgement_words import JudgementRow, judgement_rows
from dsa_sim.language.precedent_words import hindsight
from dsa_sim.language.tables import Column, Table, rows_of
from dsa_sim.language.weighted_words import weighted_words
from dsa_sim.report.briefing.answer import (
    answer_paragraphs,
    coming,
    cut,
    dates_facts,
    drivers,
    open_points,
    range_block,
)
from dsa_sim.report.briefing.blocks import Block, Paragraph, Section
from dsa_sim.report.briefing.chart_blocks import chart_block
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.briefing.messages import (
    assumptions_message,
    dates_message,
    drivers_message,
    precedents_message,
    range_message,
    scenarios_message,
)
from dsa_sim.report.briefing.results import standing_caveat
from dsa_sim.report.charts.chart_data import expected_data
from dsa_sim.report.charts.decision_tree import TreeData, break_even_words
from dsa_sim.report.charts.exposure_data import exceedance_data
from dsa_sim.report.charts.precedents import actual_outcome, precedent_data

_DRIVERS, _ROWS = 6, 6
_LETTERS = 90
"""So many letters of a text in a cell or beside a date stand on a slide."""


def summary(found: Findings) -> Section:
    """The answer, with the chart that shows it."""
    title = headline(found.view, found.exposure, found.lang)
    blocks: tuple[Block, ...] = (
        *range_block(found, is_titled=False),
        *answer_paragraphs(found, "body"),
        Paragraph(text=standing_caveat(found.lang), tone="quiet"),
    )
    return _slide(title, blocks)


def exposure(found: Findings) -> Section:
    """The chance of more than an amount, against the maximum."""
    ran, lang = found.exposure, found.lang
    if ran is None or not ran.coverage.is_modelled or not ran.chance_of_payment:
        return _slide("", ())
    data = exceedance_data([ran], [found.view], lang, chosen=found.runs.scenario)
    caption = lang.tr("How likely the total is to exceed an amount.")
    chart = chart_block(data, lang, caption, is_titled=False)
    said = (Paragraph(text=text, tone="quiet") for text in open_points(found))
    return _slide(range_message(ran, found.view, lang), (chart, *said))


def drivers_slide(found: Findings) -> Section:
    """What moves the expected amount."""
    data, lang = drivers(found, _DRIVERS), found.lang
    if data is None:
        return _slide("", ())
    said = lang.tr(
        "Each input held at its P10 and at its P90, all others as they are; a chance of one "
        "value at 0 and 100 %."
    )
    chart = chart_block(
        data, lang, lang.tr("The expected amount, input by input."), is_titled=False
    )
    return _slide(drivers_message(data, lang), (chart, Paragraph(text=said, tone="quiet")))


def scenarios(found: Findings) -> Section:
    """The scenarios beside each other."""
    lang, exposures = found.lang, found.runs.exposures
    if len(found.compared) < 2 or not any(exposures.values()):
        return _slide("", ())
    data = expected_data(found.compared, exposures, lang, chosen=found.runs.scenario)
    caption = lang.tr("What is expected to be paid in each scenario, and its range.")
    weighed = weighted_words(lang, found.case, exposures)
    said = (Paragraph(text=weighed, tone="quiet"),) if weighed else ()
    chart = chart_block(data, lang, caption, is_titled=False)
    return _slide(scenarios_message(data, lang), (chart, *said))


def precedents(found: Findings) -> Section:
    """The fines so far beside the scenarios."""
    lang = found.lang
    data = precedent_data(found.compared, lang, chosen=found.runs.scenario)
    if not data.of_kind("precedent") or all(
        row.amount_eur is None for row in data.of_kind("scenario")
    ):
        return _slide("", ())
    caption = lang.tr("Fines imposed so far as shares of the maximum, beside the scenarios.")
    blocks: list[Block] = [chart_block(data, lang, caption, is_titled=False)]
    ended = actual_outcome(found.view.case)
    if ended is not None:
        blocks.append(Paragraph(text=hindsight(lang, found.view.case, ended), tone="quiet"))
    return _slide(precedents_message(data, lang), tuple(blocks))


def dates(found: Findings) -> Section:
    """The next dates: what is due, and who must act."""
    case, lang = found.case, found.lang
    groups = coming(case)
    if not groups:
        return _slide("", ())
    facts = dates_facts(groups[:_ROWS], lang, longest=_LETTERS)
    rows = tuple(
        (day, what, who_words(lang, group[0].who))
        for (day, what), group in zip(facts.rows, groups, strict=False)
    )
    table = Table(
        columns=(
            Column(title=lang.tr("Last day"), share=1.2),
            Column(title=lang.tr("What"), share=4.4),
            Column(title=lang.tr("Who acts"), share=1.6),
        ),
        rows=rows_of(rows), summary=lang.tr("Next dates"),
    )  # fmt: skip
    return _slide(dates_message(groups, case.as_of, lang), (table,))


def options(found: Findings) -> Section:
    """Commit or contest: the strand in which commitments are worth most."""
    lang = found.lang
    weighed = [(t, w) for t, w in found.runs.weighed if not w.missing]
    if not weighed:
        return _slide("", ())
    title, best = max(weighed, key=lambda pair: pair[1].break_even_cost_eur or 0.0)
    foot = coverage_words(best.contest.coverage, lang)
    caption = lang.tr("Both ways with their chances and amounts.")
    chart = chart_block(
        TreeData(title=title, weighed=best, foot=foot), lang, caption, is_titled=False
    )
    others = (
        Paragraph(text=named(lang, t, break_even_words(w, lang))) for t, w in weighed if w != best
    )
    return _slide(break_even_words(best, lang).rstrip("."), (chart, *others))


def assumptions(found: Findings) -> Section:
    """The judgements that carry the result, those that move it most first."""
    lang = found.lang
    rows = judgement_rows(lang, found.view.case, scenarios=False)
    if not rows:
        return _slide("", ())
    swings = found.runs.tornado.swings if found.runs.tornado else ()
    moved = {swing.input.path: n for n, swing in enumerate(s for s in swings if s.width > 0)}
    ordered = sorted(rows, key=lambda row: (_rank(row, moved), row.judgement.is_reviewed))
    table = Table(
        columns=(
            Column(title=lang.tr("Judgement"), share=3.2),
            Column(title=lang.tr("Value"), share=1.8),
            Column(title=lang.tr("By, reviewed by"), share=1.6),
        ),
        rows=rows_of(tuple(_row(row, lang) for row in ordered[:_ROWS])),
        summary=lang.tr("The assumptions that move the result most"),
    )
    return _slide(assumptions_message(rows, lang), (table,))


def _rank(row: JudgementRow, moved: dict[str, int]) -> int:
    """Where the judgement stands among the inputs that move the result."""
    owner, judged = row.judgement.owner, {field for field, _ in row.judgement.values}
    places = [
        n for path, n in moved.items()
        if path == row.judgement.target
        or (path.startswith(f"{owner}.") and path.removeprefix(f"{owner}.").split(".")[0] in judged)
    ]  # fmt: skip
    return min(places, default=len(moved))


def _row(row: JudgementRow, lang: Language) -> tuple[str, ...]:
    reviewer = row.reviewer or lang.tr("not reviewed")
    signed = f"{row.author}; {reviewer}" if row.author else reviewer
    return cut(row.name, _LETTERS), cut(row.value, _LETTERS), cut(signed, _LETTERS)


def _slide(title: str, blocks: tuple[Block, ...]) -> Section:
    return Section(title=title, blocks=blocks, is_slide=True)
