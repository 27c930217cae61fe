"""The sections of a briefing that show the simulation: exposure, drivers, and what may be done."""

from collections.abc import Iterator

from dsa_sim.language import Language, formats
from dsa_sim.language.backtest_words import (
    backtest_cautions,
    backtest_table,
    decided_words,
    unanswered_words,
)
from dsa_sim.language.coverage_words import case_left_out, coverage_words, left_out_words
from dsa_sim.language.exposure_words import edges_sentence
from dsa_sim.language.joining import sentence
from dsa_sim.language.method_table import method_table
from dsa_sim.language.national_words import authority_of, fines_heading, has_national
from dsa_sim.language.periodic_words import daily_maximum_rows
from dsa_sim.language.provision_words import provision_words, whose_call
from dsa_sim.language.result_table import result_table
from dsa_sim.language.tables import Amount, Column, Table, amount_cell, rows_of, share_cell
from dsa_sim.language.words import word
from dsa_sim.model.accounting import provision_view
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.model.method_comparison import compare_methods
from dsa_sim.model.running_total import running_total
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.briefing.blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.chart_blocks import chart_block
from dsa_sim.report.briefing.runs import Runs
from dsa_sim.report.charts.decision_dates import DecisionDateData
from dsa_sim.report.charts.decision_tree import TreeData, break_even_words
from dsa_sim.report.charts.drivers_data import tornado_data
from dsa_sim.report.charts.exposure_data import distribution_data, exceedance_data
from dsa_sim.report.charts.periodic import PeriodicData

_BACKTEST_COLUMNS = ("decision", "turnover", "method", "gravity", "low", "high", "fine", "result")
"""Those that fit a page; each case has a line of its own for the others."""


def exposure_section(view: Assessment, runs: Runs, lang: Language) -> Section:
    """What is to be paid, as a distribution: figures, curves, contributions, provision view."""
    title = lang.tr("Exposure")
    exposure = runs.exposure
    if exposure is None:
        text = lang.tr(
            "The exposure cannot be simulated yet: a maximum that is needed cannot be computed. "
            "See what needs attention."
        )
        return Section(title=title, blocks=(Paragraph(text=text, tone="caveat"),))
    if not view.case.infringements:
        return Section(title=title, blocks=())
    said = left_out_words(view, lang)
    if not view.coverage.is_modelled:
        return Section(title=title, blocks=(Paragraph(text=sentence(said), tone="caveat"),))
    edges = edges_sentence(exposure, lang)
    blocks: list[Block] = [
        *([Paragraph(text=sentence(said), tone="caveat")] if said else []),
        Paragraph(text=_run_words(exposure, lang), tone="quiet"),
        result_table(lang, exposure),
        *([Paragraph(text=edges, tone="quiet")] if edges else []),
        _segments(view.case, exposure, lang),
        chart_block(
            exceedance_data([exposure], [view], lang, chosen=runs.scenario), lang,
            lang.tr("How likely the total is to exceed an amount."),
        ),
        chart_block(
            distribution_data(exposure, view, lang), lang,
            lang.tr("How the outcomes are distributed."),
        ),
    ]  # fmt: skip
    blocks += _contributions(view.case, exposure, lang)
    for strand, found in runs.dated:
        if any(row.mean_eur is not None for row in found.rows):
            national = authority_of(view.case, found.strand.id) == "national"
            data = DecisionDateData(
                title=strand, found=found, national=national,
                foot=coverage_words(found.coverage, lang),
            )  # fmt: skip
            caption = lang.tr("{title}: what another day of the decision changes.", title=strand)
            blocks.append(chart_block(data, lang, caption))
    blocks += _provision(view.case, exposure, lang)
    return Section(title=title, blocks=tuple(blocks))


def drivers_section(view: Assessment, runs: Runs, lang: Language) -> Section:
    """What moves the expected amount most."""
    title = lang.tr("What drives it")
    if runs.tornado is None or not any(s.width for s in runs.tornado.swings):
        return Section(title=title, blocks=())
    data = tornado_data(runs.tornado, view.case, lang)
    said = lang.tr(
        "Each input held at its P10 and at its P90, all others as they are; a chance of one "
        "value at 0 and 100 %."
    )
    chart = chart_block(data, lang, lang.tr("The expected amount, input by input."))
    return Section(title=title, blocks=(Paragraph(text=said), chart))


def periodic_section(view: Assessment, runs: Runs, lang: Language) -> Section:
    """The periodic penalties: running total by day, and what each adds to the expectation."""
    blocks: list[Block] = []
    expected = dict(runs.exposure.periodic_eur) if runs.exposure else {}
    for found in view.strands:
        for dated in found.periodic:
            item, maximum = dated.item, dated.own
            if maximum is None:
                continue
            data = PeriodicData(total=running_total(item, maximum))
            rows = [
                (
                    lang.tr("What it compels"),
                    word(lang, "trigger", item.trigger, found.proceeding.authority),
                ),
                *daily_maximum_rows(dated, lang),
                (lang.tr("Law"), lang.cited(maximum.law)),
            ]
            if item.id in expected:
                amount = formats.amount(lang, expected[item.id])
                rows.append((lang.tr("Expected, chances counted"), amount))
            caption = lang.tr("{title}: the running total if it is imposed.", title=item.title)
            blocks += [Heading(text=item.title), Facts(rows=tuple(rows)),
                       chart_block(data, lang, caption)]  # fmt: skip
    return Section(title=lang.tr("Periodic penalties"), blocks=tuple(blocks))


def commitments_section(runs: Runs, lang: Language) -> Section:
    """Commit or contest, for each strand in which commitments could be offered."""
    blocks: list[Block] = []
    for title, weighed in runs.weighed:
        if weighed.missing:
            words = break_even_words(weighed, lang)
            blocks += [Heading(text=title), Paragraph(text=words, tone="caveat")]
            continue
        data = TreeData(
            title=title, weighed=weighed, foot=coverage_words(weighed.contest.coverage, lang)
        )
        caption = lang.tr("Both ways with their chances and amounts.")
        blocks += [
            Heading(text=title),
            Paragraph(text=break_even_words(weighed, lang)),
            chart_block(data, lang, caption),
        ]
    return Section(title=lang.tr("Commit or contest"), blocks=tuple(blocks))


def methods_section(
    case: Case, view: Assessment, lang: Language, *, decided: bool = True
) -> Section:
    """The same facts by each method, and where each comes from.

    `decided` adds how the methods did on the decisions so far, which names their providers.
    """
    title = lang.tr("Methods")
    if not case.infringements:
        return Section(title=title, blocks=())
    results = compare_methods(case, view.scenario.id if view.scenario else None)
    said = lang.tr(
        "The Commission has published no method for fines under the DSA; none of these is its own."
    )
    table = method_table(lang, results, view.case.method).only("method", "sum", "origin")
    tested = tuple(_backtest(lang)) if decided else ()
    return Section(title=title, blocks=(Paragraph(text=said), table, *tested))


def _backtest(lang: Language) -> Iterator[Block]:
    """The methods on the fines so far, what the table is worth before it, its sources behind."""
    few, *how = backtest_cautions(lang)
    yield Heading(text=lang.tr("Back-test on the decisions so far"))
    yield Paragraph(text=few, tone="caveat")
    yield backtest_table(lang).only(*_BACKTEST_COLUMNS)
    for text in (unanswered_words(lang), *how, *decided_words(lang).values()):
        yield Paragraph(text=text, tone="quiet")


def run_foot(runs: Runs, lang: Language) -> str:
    """Trials and seed, for the foot of every page; empty where nothing was simulated."""
    exposure = runs.exposure
    if exposure is None:
        return ""
    trials = lang.ntr("{n} trial", "{n} trials", exposure.trials)
    seed = lang.tr("seed {seed}", seed=exposure.seed)
    return f"{trials}, {seed}"


def _run_words(exposure: Exposure, lang: Language) -> str:
    return lang.tr(
        "From {trials} simulated outcomes (seed {seed}); sampling error of the expected amount "
        "± {error}. Below the maximum every figure follows from this case’s own assumptions: "
        "not a forecast, not legal advice.",
        trials=formats.number(lang, exposure.trials),
        seed=exposure.seed,
        error=formats.amount(lang, exposure.mean_error_eur),
    )


def _segments(case: Case, exposure: Exposure, lang: Language) -> Facts:
    fines = fines_heading(lang, national=has_national(case))
    rows = [
        (lang.tr("{what}, expected", what=fines), exposure.fines_mean_eur),
        (lang.tr("Procedural fines, expected"), exposure.procedural_mean_eur),
        (lang.tr("Periodic payments, expected"), exposure.periodic_mean_eur),
    ]
    if any(s.payment for s in case.strands):
        name = lang.tr("Cost of time while appeals are pending (in no total)")
        rows.append((name, exposure.time_cost_mean_eur))
    if exposure.defence_mean_eur:
        rows += [
            (lang.tr("Costs of defence, expected (in no total)"), exposure.defence_mean_eur),
            (lang.tr("Fines, payments and defence together"), exposure.mean_with_defence_eur),
        ]
    return Facts(
        rows=tuple((name, formats.amount(lang, eur)) for name, eur in rows),
        exact=tuple(Amount(value=eur) for _, eur in rows),
    )


def _contributions(case: Case, exposure: Exposure, lang: Language) -> Iterator[Block]:
    titles = {i.id: i.title for i in case.infringements}
    whole = exposure.fines_mean_eur + exposure.procedural_mean_eur
    ordered = sorted(exposure.contributions_eur, key=lambda pair: -pair[1])
    rows = tuple(
        (
            titles[name],
            lang.tr("not modelled") if name in exposure.left_out else amount_cell(lang, eur),
            share_cell(lang, eur / whole) if whole and name not in exposure.left_out else "–",
        )
        for name, eur in ordered
    )
    if rows:
        yield Table(
            columns=(
                Column(title=lang.tr("Alleged infringement"), share=3.0),
                Column(title=lang.tr("In the expected fines"), right=True),
                Column(title=lang.tr("Share"), right=True),
            ),
            rows=rows_of(rows),
            summary=lang.tr(
                "What each infringement adds to the expected fines; where a maximum binds, cut "
                "pro rata."
            ),
        )


def _provision(case: Case, exposure: Exposure, lang: Language) -> Iterator[Block]:
    words = provision_words(
        provision_view(exposure, case.provision_classes), case.provision_classes, lang
    )
    yield Heading(text=lang.tr("Provision view (IAS 37)"))
    yield Paragraph(text=f"{words.verdict}. {words.meaning}")
    if words.estimate:
        yield Paragraph(text=f"{words.estimate}. {words.range}.")
    if said := case_left_out(case, lang):
        yield Paragraph(text=sentence(said), tone="caveat")
    yield Paragraph(text=whose_call(lang), tone="quiet")
