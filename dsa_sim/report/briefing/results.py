"""The sections of a briefing that show results: amounts, maxima, worksheets, decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dsa_sim.language import Language, formats
from dsa_sim.language.decision_words import decision_name, decision_rows
from dsa_sim.language.input_words import target_words, value_words
from dsa_sim.language.joining import all_quoted, named, sentence
from dsa_sim.language.judgement_words import reason_text
from dsa_sim.language.national_words import fines_heading, ground_reference, maximum_heading
from dsa_sim.language.tables import Column, Row, Table, row_of, rows_of
from dsa_sim.language.weighted_words import weighted_table
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import (
    estimate_words,
    formula,
    not_counted,
    source_text,
    step_name,
    years_words,
)
from dsa_sim.model.assessment import Assessment, Decision, Step, Worksheet
from dsa_sim.model.case import Case
from dsa_sim.model.inputs import value_of
from dsa_sim.report.briefing.blocks import Block, Facts, Heading, Paragraph, Section
from dsa_sim.report.briefing.chart_blocks import chart_block
from dsa_sim.report.briefing.runs import Runs
from dsa_sim.report.charts.chart_data import (
    ComparisonData,
    WaterfallData,
    comparison_data,
    expected_data,
    maximum_words,
    waterfall_data,
)


def standing_caveat(lang: Language) -> str:
    """What stands wherever modelled amounts are shown."""
    return lang.tr(
        "Amounts below the statutory maximum are the assumptions of this case: they are not a "
        "forecast and not legal advice."
    )


def scenarios_section(
    case: Case, compared: tuple[Assessment, ...], view: Assessment, runs: Runs, lang: Language
) -> Section:
    """The scenarios side by side, against their maxima, and what each of them changes."""
    chosen = view.scenario.id if view.scenario else ""
    data = comparison_data(compared, lang, chosen=chosen)
    expected = expected_data(compared, runs.exposures, lang, chosen=chosen)
    blocks: list[Block] = [
        chart_block(shown, lang, caption)
        for shown, caption in (
            (expected, lang.tr("What is expected to be paid in each scenario, and its range.")),
            (data, lang.tr("What would be fined in each scenario, against its own maximum.")),
        )
        if shown is data or any(e is not None for e in runs.exposures.values())
    ]
    if data.foot:
        blocks.append(Paragraph(text=sentence(data.foot), tone="caveat"))
    blocks.append(_scenario_table(data, lang))
    together = weighted_table(lang, case, runs.exposures)
    if together is not None:
        blocks += [Heading(text=lang.tr("Scenarios weighed together")), together]
        blocks += [
            Paragraph(text=named(lang, s.title, s.weight_note.reason))
            for s in case.scenarios
            if s.weight is not None and s.weight_note.reason.strip()
        ]
    changes = tuple(
        (
            s.title,
            target_words(lang, case, o.target),
            value_words(lang, case, o.target, value_of(o)),
            reason_text(lang, o.reason, o.signoff) or "–",
        )
        for s in case.scenarios
        if any(a.scenario == s for a in compared)
        for o in s.overrides
    )
    if changes:
        table = Table(
            columns=(
                Column(title=lang.tr("Scenario"), share=1.3),
                Column(title=lang.tr("Input"), share=1.9),
                Column(title=lang.tr("Set to"), share=1.4),
                Column(title=lang.tr("Because"), share=2.0),
            ),
            rows=rows_of(changes),
            summary=lang.tr("What the scenarios change"),
        )
        blocks += [Heading(text=lang.tr("What the scenarios change")), table]
    return Section(title=lang.tr("Scenarios"), blocks=tuple(blocks))


def _scenario_table(data: ComparisonData, lang: Language) -> Table:
    rows = tuple(
        (
            r.title,
            formats.amount(lang, r.infringement_eur),
            formats.amount(lang, r.procedural_eur),
            formats.amount(lang, r.total_eur),
            maximum_words(r, lang) or "–",
        )
        for r in data.rows
    )
    return Table(
        columns=(
            Column(title=lang.tr("Scenario"), share=1.8),
            Column(title=fines_heading(lang, national=data.national), share=1.1, right=True),
            Column(title=lang.tr("Procedural fines"), share=1.1, right=True),
            Column(title=lang.tr("Total"), share=0.9, right=True),
            Column(title=maximum_heading(lang, national=data.national), share=1.8, right=True),
        ),
        rows=rows_of(
            rows, strong=[n for n, r in enumerate(data.rows) if r.scenario == data.chosen]
        ),
        summary=lang.tr("Scenarios compared"),
    )


def infringements_section(view: Assessment, lang: Language) -> Section:
    """The alleged infringements with their periods and what each comes to if fined."""
    if not view.worksheets:
        return Section(title=lang.tr("Alleged infringements"), blocks=())
    rows = tuple(_infringement_row(sheet, view.case, lang) for sheet in view.worksheets)
    table = Table(
        columns=(
            Column(title=lang.tr("Alleged infringement"), share=2.2),
            Column(title=lang.tr("Provisions"), share=1.1),
            Column(title=lang.tr("Period that counts"), share=1.65),
            Column(title=lang.tr("Gravity, fault"), share=1.2),
            Column(title=lang.tr("Finding"), share=0.95, right=True),
            Column(title=step_name("amount", lang), share=1.0, right=True),
        ),
        rows=rows_of(rows),
        summary=lang.tr("Alleged infringements"),
    )
    return Section(title=lang.tr("Alleged infringements"), blocks=(table,))


def _infringement_row(sheet: Worksheet, case: Case, lang: Language) -> tuple[str, ...]:
    i = sheet.infringement
    fault = f"{word(lang, 'gravity', i.gravity)}\n{word(lang, 'fault', i.fault)}"
    return (
        i.title,
        provisions_text(sheet, case, lang),
        period_text(sheet, lang),
        fault,
        formats.estimate(lang, i.chance, "share") if i.chance else "–",
        formats.amount(lang, sheet.amount_eur),
    )


def provisions_text(sheet: Worksheet, case: Case, lang: Language) -> str:
    """The provisions of an infringement as cited, or the ground where it has none."""
    codes = sheet.infringement.provisions
    if not codes:
        return ground_reference(lang, case, sheet.infringement)
    return lang.tr("Art. {codes}", codes=", ".join(codes))


def period_text(sheet: Worksheet, lang: Language) -> str:
    """The period that counts: from the first day a provision applied to the last."""
    i = sheet.infringement
    if i.period_start is None:
        return "–"
    starts = [p.counted_from for p in sheet.periods if p.counted_from is not None]
    if not sheet.periods:
        return formats.period(lang, i.period_start, i.period_end)
    if not starts:
        return lang.tr("none: its provisions did not apply")
    last = max(p.until for p in sheet.periods if p.counted_from is not None)
    return formats.period(lang, min(starts), i.period_end and last)


def worksheets_section(view: Assessment, lang: Language) -> Section:
    """How each amount is reached: the steps that change it in one table, then the waterfalls."""
    title = lang.tr("How the amounts are reached")
    sheets = [sheet for sheet in view.worksheets if sheet.amount_eur is not None]
    if not view.worksheets:
        return Section(title=title, blocks=())
    without = [s.infringement.title for s in view.worksheets if s.amount_eur is None]
    said = lang.tr("Every input at its likely value; steps that change nothing are left out.")
    blocks: list[Block] = []
    if sheets:
        blocks += [Paragraph(text=said, tone="quiet"), _steps_table(sheets, lang)]
    if without:
        names = all_quoted(lang, without)
        missing = lang.tr("No amount has been assumed yet: {titles}.", titles=names)
        blocks.append(Paragraph(text=missing, tone="quiet"))
    for sheet in sheets:
        data = _waterfall(view, sheet, lang)
        # Two bars of one height would show nothing: the table says it.
        if any(step.effect_eur for step in data.steps if not step.is_total):
            caption = lang.tr("How the amount is reached, with every input at its likely value.")
            blocks.append(chart_block(data, lang, caption))
    return Section(title=title, blocks=tuple(blocks))


def _waterfall(view: Assessment, sheet: Worksheet, lang: Language) -> WaterfallData:
    decision = next(
        d for d in view.decisions if any(s.infringement == sheet.infringement.id for s in d.shares)
    )
    return waterfall_data(sheet, lang, maximum=decision.maximum, cap=decision.cap)


def _steps_table(sheets: Sequence[Worksheet], lang: Language) -> Table:
    rows: list[Row] = []
    for sheet in sheets:
        rows.append(replace(row_of(sheet.infringement.title, "", "", "", ""), strong=True))
        rows += [_step_row(sheet, step, lang) for step in _telling(sheet)]
    return Table(
        columns=(
            Column(title=lang.tr("Step"), share=1.5),
            Column(title=lang.tr("Formula"), share=2.1),
            Column(title=lang.tr("Amount"), share=1.1, right=True),
            Column(title=lang.tr("Because"), share=1.9),
            Column(title=lang.tr("Law"), share=0.9),
        ),
        rows=tuple(rows),
        summary=lang.tr("Worksheets"),
    )


def _telling(sheet: Worksheet) -> Iterator[Step]:
    """The steps that change the amount, or say why they do not; the first and the last always."""
    last = len(sheet.steps) - 1
    for n, step in enumerate(sheet.steps):
        is_reasoned = any(reason for _, _, reason in step.estimates)
        if n in (0, last) or step.effect_eur or is_reasoned:
            yield step


def _step_row(sheet: Worksheet, step: Step, lang: Language) -> Row:
    reasons = "; ".join(reason for _, _, reason in step.estimates if reason)
    words = [
        formula(sheet, step, lang), estimate_words(step, lang), years_words(sheet, step, lang)
    ]  # fmt: skip
    return row_of(
        step_name(step.name, lang),
        "\n".join(w for w in words if w),
        formats.amount(lang, step.value_eur),
        reasons or ("–" if step.estimates else ""),
        source_text(step.source, lang),
    )


def decisions_section(view: Assessment, lang: Language) -> Section:
    """Each decision: sum, maximum and fine under both readings, and the shares in the fine."""
    blocks: list[Block] = []
    for decision in view.decisions:
        facts = Facts(rows=decision_rows(decision, lang))
        blocks += [Heading(text=decision_name(view, decision, lang)), facts]
        if len(decision.shares) > 1 or any(s.not_counted for s in decision.shares):
            blocks.append(_shares_table(view, decision, lang))
    return Section(title=lang.tr("Decisions"), blocks=tuple(blocks))


def _shares_table(view: Assessment, decision: Decision, lang: Language) -> Table:
    rows = tuple(
        (
            view.worksheet(s.infringement).infringement.title,
            "–" if s.not_counted == "no_amount" else formats.amount(lang, s.eur),
            not_counted(s.not_counted, lang),
        )
        for s in decision.shares
    )
    return Table(
        columns=(
            Column(title=lang.tr("Alleged infringement"), share=2.4),
            Column(title=lang.tr("Share of the fine"), share=1.6, right=True),
            Column(title=lang.tr("Remark"), share=2.0),
        ),
        rows=rows_of(rows),
        summary=lang.tr("Shares of the fine"),
    )
