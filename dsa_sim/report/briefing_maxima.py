"""The section of a briefing on the statutory maxima and the turnover behind them."""

from dsa_sim.language import Language, formats
from dsa_sim.language.maximum_words import rounded_maximum
from dsa_sim.language.words import word
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.maxima import Maximum, Turnover
from dsa_sim.report.blocks import Block, Column, Facts, Heading, Section, Table


def maxima_section(view: Assessment, lang: Language) -> Section:
    """The statutory maxima, exact, with the turnover and the readings behind them."""
    provider = view.case.provider
    blocks: list[Block] = []
    if any(s.maxima for s in view.strands):
        blocks += [_maxima_table(view, lang), *_turnover_blocks(view, lang)]
    readings = (
        (lang.tr("Turnover scope"), word(lang, "turnover_scope", provider.turnover_scope)),
        (lang.tr("Preceding financial year"), word(lang, "year_reading", provider.year_reading)),
        (lang.tr("Maximum counts"), word(lang, "cap_reading", view.case.cap_reading)),
        (lang.tr("Days for the daily maximum"), word(lang, "day_divisor", provider.day_divisor)),
    )
    blocks += [Heading(text=lang.tr("Readings of the law")), Facts(rows=readings)]
    return Section(title=lang.tr("Statutory maxima"), blocks=tuple(blocks))


def _maxima_table(view: Assessment, lang: Language) -> Table:
    rows = tuple(
        (
            s.strand.title,
            formats.day(lang, s.strand.decision_on),
            word(lang, "maximum", _maximum_kind(m, s.proceeding.authority)),
            formats.rate(lang, m.rate),
            rounded_maximum(lang, m),
            m.law,
        )
        for s in view.strands
        for m in s.maxima
    )
    return Table(
        columns=(
            Column(title=lang.tr("Strand"), share=1.6),
            Column(title=lang.tr("Decision"), share=1.15),
            Column(title=lang.tr("Kind"), share=2.2),
            Column(title=lang.tr("Rate"), share=0.6, align="right"),
            Column(title=lang.tr("Maximum"), share=2.0, align="right"),
            Column(title=lang.tr("Law"), share=1.05),
        ),
        rows=rows,
        summary=lang.tr("Statutory maxima of each strand"),
    )


def _maximum_kind(maximum: Maximum, authority: str) -> str:
    return maximum.kind if authority == "commission" else f"national_{maximum.kind}"


def _turnover_blocks(view: Assessment, lang: Language) -> tuple[Block, ...]:
    used = dict.fromkeys(
        (m.turnover.year.id, m.turnover.base) for s in view.strands for m in s.maxima
    )
    by_key = {
        (m.turnover.year.id, m.turnover.base): m.turnover for s in view.strands for m in s.maxima
    }
    table = Table(
        columns=(
            Column(title=lang.tr("Financial year"), share=1.3),
            Column(title=lang.tr("As reported"), share=1.5, align="right"),
            Column(title=lang.tr("To € 1"), share=0.8, align="right"),
            Column(title=lang.tr("In euro"), share=1.75, align="right"),
            Column(title=lang.tr("Source"), share=2.6),
        ),
        rows=tuple(_turnover_row(by_key[key], lang) for key in used),
        summary=lang.tr("Turnover behind the maxima"),
    )
    return (Heading(text=lang.tr("Turnover behind the maxima")), table)


def _turnover_row(turnover: Turnover, lang: Language) -> tuple[str, ...]:
    year, rate = turnover.year, turnover.rate
    name = lang.tr(
        "{scope}, year to {day}",
        scope=word(lang, "turnover_scope", year.scope), day=formats.day(lang, year.ends_on),
    )  # fmt: skip
    if year.basis == "projected":
        name += f" ({word(lang, 'year_basis', 'projected')})"
    if turnover.base == "income":
        name += f" ({word(lang, 'income_base', 'income')})"
    sources = [_source(year.source.text, year.source.status, lang)]
    if rate:
        sources.append(_source(rate.source.text, rate.source.status, lang))
    reported = formats.original_amount(lang, turnover.original, year.currency, year.precision)
    if year.precision:
        precision = formats.original_amount(lang, year.precision, year.currency)
        reported += "\n" + lang.tr("(reported to {precision})", precision=precision)
    return (
        name,
        reported,
        formats.exchange_rate(lang, rate.per_euro) if rate else "–",
        formats.exact_amount(lang, turnover.display),
        "\n".join(sources),
    )


def _source(text: str, status: str, lang: Language) -> str:
    return f"{text or '–'} ({word(lang, 'source_status', status)})"
