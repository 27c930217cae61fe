"""What the documents share: the answer with its chart, the drivers, the dates, what is left out."""

from collections.abc import Iterator

from dsa_sim.language import Language, formats
from dsa_sim.language.answer_words import answer
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.deadline_words import Group, alike, group_words, is_reliable
from dsa_sim.language.joining import all_quoted, sentence
from dsa_sim.language.judgement_words import judgement_rows
from dsa_sim.language.precedent_words import hindsight
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.report.briefing.blocks import ChartBlock, Facts, Paragraph, Tone
from dsa_sim.report.briefing.chart_blocks import chart_block
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.briefing.results import standing_caveat
from dsa_sim.report.charts.chart_data import scenario_title
from dsa_sim.report.charts.drivers_data import TornadoData, tornado_data
from dsa_sim.report.charts.outcome_range import outcome_range_data
from dsa_sim.report.charts.precedents import actual_outcome


def answer_paragraphs(found: Findings, tone: Tone = "lead") -> tuple[Paragraph, ...]:
    """The answer, a sentence a paragraph."""
    said = answer(found.view, found.exposure, found.lang)
    return tuple(Paragraph(text=text, tone=tone) for text in said)


def range_block(found: Findings, *, is_titled: bool = True) -> Iterator[ChartBlock]:
    """The chart that shows exactly what the answer says; none where nothing is ever paid."""
    if found.exposure is None:
        return
    title = scenario_title(found.view, found.lang)
    data = outcome_range_data(found.exposure, found.view, found.lang, title=title)
    if data is not None:
        yield chart_block(data, found.lang, f"{title}.", is_titled=is_titled)


def drivers(found: Findings, most: int) -> TornadoData | None:
    """The inputs that move the expected amount most; None where nothing moves it."""
    moved = found.runs.tornado
    if moved is None or not any(swing.width for swing in moved.swings):
        return None
    return tornado_data(moved, found.view.case, found.lang, most=most)


def coming(case: Case) -> list[Group]:
    """The dates to come after the as-of date of a case, the soonest first."""
    return alike(d for d in case_deadlines(case) if d.on >= case.as_of)


def dates_facts(groups: list[Group], lang: Language, *, longest: int = 300) -> Facts:
    """Dates with what is due on them in so many letters; what is not checked says so."""
    rows = []
    for group in groups:
        what = cut(group_words(lang, group), longest)
        if not all(map(is_reliable, group)):
            what = lang.tr("{what} (not checked)", what=what)
        rows.append((formats.day(lang, group[0].on), what))
    return Facts(rows=tuple(rows))


def open_points(found: Findings) -> Iterator[str]:
    """What the figures do not hold, and what about them nobody has reviewed, in sentences."""
    view, lang = found.view, found.lang
    if said := left_out_words(view, lang, of_sum=found.exposure is None):
        yield sentence(said)
    ended = [s.strand.title for s in view.strands if s.strand.outcomes.decision == 0]
    if ended:
        yield lang.tr(
            "Not counted, because no decision with a fine follows: {titles}.",
            titles=all_quoted(lang, ended),
        )
    rows = judgement_rows(lang, view.case, scenarios=False)
    left = sum(not row.judgement.is_reviewed for row in rows)
    if left:
        yield lang.ntr(
            "{n} of {all} assumptions has not been reviewed by a second person.",
            "{n} of {all} assumptions have not been reviewed by a second person.",
            left, all=len(rows),
        )  # fmt: skip


def caveat(found: Findings) -> Paragraph:
    """What the figures are not; and how the case ended, where it is about one that did."""
    said = [standing_caveat(found.lang)]
    ended = actual_outcome(found.view.case)
    if ended is not None and found.are_names_told:
        said.append(hindsight(found.lang, found.view.case, ended))
    return Paragraph(text=" ".join(said), tone="caveat")


def cut(text: str, longest: int) -> str:
    """The text, or as many of its letters as have room."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
