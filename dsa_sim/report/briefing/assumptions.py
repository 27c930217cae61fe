"""The sections of a briefing that show what the results rest on: judgements, facts and law."""

from collections.abc import Iterator, Sequence

from dsa_sim import law
from dsa_sim.language import Language, formats
from dsa_sim.language.input_words import turnover_name
from dsa_sim.language.joining import joined, named
from dsa_sim.language.judgement_words import JudgementRow, judgement_rows
from dsa_sim.language.national_words import authority_of, ground_reference
from dsa_sim.language.problem_words import place_text, problem_text, severity_text
from dsa_sim.language.tables import Cell, Column, Table, day_cell, rows_of
from dsa_sim.language.words import meaning, word
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case, Source
from dsa_sim.report.briefing.blocks import Block, Bullets, Heading, Paragraph, Section
from dsa_sim.report.briefing.results import standing_caveat

Texts = tuple[str, ...]


def assumptions_section(view: Assessment, lang: Language) -> Section:
    """Every judgement with its reason and author, and every fact with its source and status."""
    blocks: list[Block] = []
    judged = tuple(_judgements(view.case, lang))
    if judged:
        blocks += [Heading(text=lang.tr("Judgements")), _judgement_table(judged, lang)]
    facts = tuple(_facts(view.case, lang))
    if facts:
        blocks += [Heading(text=lang.tr("Facts and their sources")), _fact_table(facts, lang)]
    return Section(title=lang.tr("Assumptions and facts"), blocks=tuple(blocks))


def _judgement_table(rows: tuple[tuple[str | Cell, ...], ...], lang: Language) -> Table:
    return Table(
        columns=(
            Column(title=lang.tr("Judgement"), share=1.9),
            Column(title=lang.tr("Value"), share=1.25),
            Column(title=lang.tr("Because"), share=2.5),
            Column(title=lang.tr("By, reviewed by"), share=1.3),
        ),
        rows=rows_of(rows),
        summary=lang.tr("Judgements"),
    )


def _fact_table(rows: tuple[Texts, ...], lang: Language) -> Table:
    return Table(
        columns=(
            Column(title=lang.tr("Fact"), share=2.4),
            Column(title=lang.tr("Source"), share=2.6),
            Column(title=lang.tr("Status"), share=1.3),
        ),
        rows=rows_of(rows),
        summary=lang.tr("Facts and their sources"),
    )


def _judgements(case: Case, lang: Language) -> Iterator[tuple[str | Cell, ...]]:
    for row in judgement_rows(lang, case, scenarios=False):
        value = Cell(text=row.value, value=row.exact)
        yield row.name, value, row.told_reason or "–", _signed(row, lang)


def _signed(row: JudgementRow, lang: Language) -> str | Cell:
    """Who judged and who reviewed, when; a day alone where nobody is named."""
    signed = row.judgement.signoff
    if signed.made_on and not (signed.author or row.reviewer):
        return day_cell(lang, signed.made_on)
    return "\n".join(name for name in (row.author, row.reviewer) if name) or "–"


def _facts(case: Case, lang: Language) -> Iterator[Texts]:
    """The facts; the events stand with their sources in the section on the proceedings."""
    for year in case.financial_years:
        yield _fact(turnover_name(lang, year), year.source, lang)
    for rate in case.exchange_rates:
        span = formats.period(lang, rate.starts_on, rate.ends_on)
        name = lang.tr("Exchange rate {currency}, {period}", currency=rate.currency, period=span)
        yield _fact(name, rate.source, lang)
    for platform in case.platforms:
        if platform.designation is not None:
            yield _fact(
                lang.tr("Designation of {platform}", platform=platform.name),
                platform.designation.source,
                lang,
            )
    for infringement in case.infringements:
        if infringement.facts:
            yield _fact(
                named(lang, infringement.title, infringement.facts), infringement.facts_source, lang
            )


def _fact(name: str, source: Source, lang: Language) -> Texts:
    status = word(lang, "source_status", source.status)
    if source.status == "checked" and source.checked_on is not None:
        status = f"{status}, {formats.day(lang, source.checked_on)}"
    return name, source.text or "–", status


def points_section(view: Assessment, lang: Language) -> Section:
    """What is to be mended, checked or known."""
    title = lang.tr("Points to check")
    if not view.problems:
        return Section(title=title, blocks=())
    rows = tuple(
        (severity_text(lang, p), place_text(lang, p, view.case), problem_text(lang, p))
        for p in view.problems
    )
    table = Table(
        columns=(
            Column(title=lang.tr("Kind"), share=0.8),
            Column(title=lang.tr("Where"), share=1.6),
            Column(title=lang.tr("What"), share=3.6),
        ),
        rows=rows_of(rows),
        summary=title,
    )
    return Section(title=title, blocks=(table,))


def legal_section(view: Assessment, lang: Language) -> Section:
    """The articles the briefing rests on, paraphrased."""
    blocks: list[Block] = [
        Paragraph(
            text=lang.tr(
                "{title} ({citation}). The summaries paraphrase; the official text counts.",
                title=law.law_info().title.text(lang.code), citation=law.law_info().citation,
            ),
            tone="quiet",
        )
    ]  # fmt: skip
    rows = (*_maximum_rows(view, lang), *_ground_rows(view, lang), *_provision_rows(view, lang))
    if rows:
        blocks.append(
            Table(
                columns=(
                    Column(title=lang.tr("Provision"), share=1.0),
                    Column(title=lang.tr("What it is about"), share=1.9),
                    Column(title=lang.tr("What it says, in short"), share=3.6),
                ),
                rows=rows_of(dict.fromkeys(rows)),
                summary=lang.tr("Legal basis"),
            )
        )
    return Section(title=lang.tr("Legal basis"), blocks=tuple(blocks))


def _maximum_rows(view: Assessment, lang: Language) -> Iterator[Texts]:
    for strand in view.strands:
        for m in strand.maxima:
            rule = law.maximum_rule(
                m.kind, authority=strand.proceeding.authority, on=strand.strand.decision_on
            )
            kind = m.kind if rule.authority == "commission" else f"national_{m.kind}"
            text = lang.tr(
                "At most {rate} of the {base}.",
                rate=formats.rate(lang, rule.rate), base=rule.base.text(lang.code),
            )  # fmt: skip
            yield lang.cited(m.law), word(lang, "maximum", kind), text


def _ground_rows(view: Assessment, lang: Language) -> Iterator[Texts]:
    for infringement in view.case.infringements:
        authority = authority_of(view.case, infringement.strand)
        about = word(lang, "ground", infringement.ground, authority)
        if authority == "national":
            said = meaning(lang, "ground", infringement.ground, authority)
            yield ground_reference(lang, view.case, infringement), about, said
            continue
        ground = law.ground(infringement.ground)
        yield lang.cited(ground.citation), about, f"{ground.text.text(lang.code).rstrip('.')}."


def _provision_rows(view: Assessment, lang: Language) -> Iterator[Texts]:
    refs = {
        ref.article
        for i in view.case.infringements
        for code in i.provisions
        if (ref := law.parse_provision(code)) is not None
    }
    for number in sorted(refs):
        found = law.provision(str(number))
        if found is not None:
            article = found.article
            yield (
                lang.cited(found.ref.citation),
                article.heading(lang.code),
                article.summary(lang.code),
            )


def questions_section(lang: Language) -> Section:
    """The questions of law that are open, with their answers and sources."""
    blocks = (Bullets(items=tuple(_open_questions(lang))),)
    return Section(title=lang.tr("Open questions of law"), blocks=blocks)


def _open_questions(lang: Language) -> Iterator[str]:
    for question in law.open_questions():
        options = joined(lang, (o.text.text(lang.code) for o in question.options))
        yield f"{question.text.text(lang.code)} {_capitalised(options)} ({question.source})."


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def caveats_section(cases: Sequence[Case], lang: Language) -> Section:
    """What the figures of these cases are not, and how far the data behind them reach."""
    items = [
        standing_caveat(lang) if len(cases) == 1 else _caveat_of_several(lang),
        lang.tr(
            "The Commission has published no guidelines on fines under the Digital Services Act."
        ),
        lang.tr(
            "Statutory maxima follow exactly from the turnover entered and are shown without the "
            "digits that its rounding leaves open; they are as good as that turnover and the "
            "readings of the law chosen."
        ),
    ]
    statuses = {source.status for case in cases for source in _sources(case)}
    if "illustration" in statuses:
        items.append(
            lang.tr("Inputs marked as illustrations were made up and are evidence of nothing.")
        )
    if "unchecked" in statuses:
        items.append(
            lang.tr("Facts marked as unchecked have not been compared with their sources.")
        )
    items += [caveat.text(lang.code) for caveat in law.law_info().caveats]
    return Section(
        title=lang.tr("What these figures are not"), blocks=(Bullets(items=tuple(items)),)
    )


def _caveat_of_several(lang: Language) -> str:
    return lang.tr(
        "Amounts below the statutory maximum are the assumptions of the cases: they are not a "
        "forecast and not legal advice."
    )


def _sources(case: Case) -> Iterator[Source]:
    yield from (y.source for y in case.financial_years)
    yield from (r.source for r in case.exchange_rates)
    yield from (p.designation.source for p in case.platforms if p.designation)
    yield from (e.source for p in case.proceedings for e in p.events)
    yield from (i.facts_source for i in case.infringements if i.facts)
