"""The parts that a memorandum alone has: question, short answer, next steps, movement, glossary."""

from dsa_sim.language import formats
from dsa_sim.language.glossary import GLOSSARY, explanation, term
from dsa_sim.language.movement_words import movement_table, order_words, other_changes
from dsa_sim.report.briefing.answer import (
    answer_paragraphs,
    caveat,
    coming,
    dates_facts,
    open_points,
    range_block,
)
from dsa_sim.report.briefing.blocks import Block, Bullets, Facts, Heading, Paragraph, Section
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.charts.chart_data import scenario_title

_DATES = 6


def question(found: Findings) -> Section:
    """What is asked, of whom, on which day, and in which scenario."""
    lang, case = found.lang, found.case
    said = lang.tr(
        "Which fines may {provider} face under the Digital Services Act, how high may they be, and "
        "what moves them? Facts count up to {day}; the figures are those of the scenario "
        "“{scenario}”.",
        provider=case.provider.name or lang.tr("the provider"),
        day=formats.long_day(lang, case.as_of), scenario=scenario_title(found.view, lang),
    )  # fmt: skip
    return Section(title=lang.tr("Question"), blocks=(Paragraph(text=said),))


def summary(found: Findings) -> Section:
    """The answer with its chart, what it leaves out, and what it is not."""
    lang, note = found.lang, found.view.case.note
    points = tuple(open_points(found))
    blocks: list[Block] = [*answer_paragraphs(found), *range_block(found)]
    blocks += [Bullets(items=points)] if points else []
    blocks += [*([Paragraph(text=note)] if note else []), caveat(found)]
    return Section(title=lang.tr("Short answer"), blocks=tuple(blocks))


def dates(found: Findings) -> Section:
    """The next dates; what else is to be done stands in the points to check."""
    groups = coming(found.case)[:_DATES]
    blocks: tuple[Block, ...] = (dates_facts(groups, found.lang),) if groups else ()
    return Section(title=found.lang.tr("Next dates"), blocks=blocks)


def since(found: Findings) -> Section:
    """What moved since an earlier briefing, and what moved it."""
    from dsa_sim.model.movement import movement

    lang, before, after = found.lang, found.before, found.case
    title = lang.tr("Since the last briefing")
    if before is None or found.runs.are_hidden:
        return Section(title=title, blocks=())
    known = {s.id for s in before.scenarios}
    scenario = found.runs.scenario if found.runs.scenario in known else None
    moved = movement(before, after, scenario, cancelled=found.runs.cancelled)
    if not moved.moves and not moved.others:
        same = Paragraph(text=lang.tr("Nothing has changed since."))
        return Section(title=title, blocks=(same,))
    names = (lang.tr("Statutory maximum"), lang.tr("Expected amount"))
    then_and_now = tuple(
        (name, f"{formats.amount(lang, was)} → {formats.amount(lang, now)}")
        for name, was, now in zip(names, moved.before, moved.after, strict=True)
    )
    blocks: list[Block] = [Facts(rows=then_and_now)]
    table = movement_table(lang, moved, before, after)
    blocks += [table] if table.rows else []
    if said := order_words(lang, moved):
        blocks.append(Paragraph(text=said, tone="quiet"))
    if others := other_changes(lang, moved, before, after):
        blocks += [Heading(text=lang.tr("Changed without moving a figure")), Bullets(items=others)]
    return Section(title=title, blocks=tuple(blocks))


def glossary(found: Findings) -> Section:
    """The terms of the program, each in a line."""
    lang = found.lang
    rows = sorted(((term(lang, c), explanation(lang, c)) for c in GLOSSARY), key=lambda r: r[0])
    return Section(title=lang.tr("Terms"), blocks=(Facts(rows=tuple(rows)),))
