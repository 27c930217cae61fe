"""The section of a briefing on the statutory maxima and the turnover behind them."""

from collections.abc import Iterator
from datetime import date

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import maximum_amount, other_reading, rounded_maximum
from dsa_sim.language.tables import Column, Table, rows_of
from dsa_sim.language.words import meaning, word
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.maxima import Maximum, StrandMaxima, Turnover
from dsa_sim.report.briefing.blocks import Block, Facts, Heading, Section


def maxima_section(view: Assessment, lang: Language) -> Section:
    """The statutory maxima, exact, with the turnover and the readings behind them."""
    provider = view.case.provider
    blocks: list[Block] = []
    if any(s.maxima for s in view.strands):
        blocks += [_maxima_table(view, lang), *_turnover_blocks(view, lang)]
    readings = (
        (lang.tr("Turnover scope"), word(lang, "turnover_scope", provider.turnover_scope)),
        (lang.tr("Preceding financial year"), word(lang, "year_reading", provider.year_reading)),
        *_cap_rows(view, lang),
        (lang.tr("Days for the daily maximum"), word(lang, "day_divisor", provider.day_divisor)),
    )
    blocks += [Heading(text=lang.tr("Readings of the law")), Facts(rows=readings)]
    return Section(title=lang.tr("Statutory maxima"), blocks=tuple(blocks))


def _cap_rows(view: Assessment, lang: Language) -> Iterator[tuple[str, str]]:
    """What a maximum counts for, and what it comes to under either reading."""
    reading = view.case.cap_reading
    said = meaning(lang, "cap_reading", reading)
    yield lang.tr("Maximum counts"), f"{word(lang, 'cap_reading', reading)}. {said}"
    found = view.maximum
    if found is not None:
        both = joined(lang, (maximum_amount(view, lang), other_reading(found, lang)))
        yield lang.tr("Maximum of all decisions"), both


def _maxima_table(view: Assessment, lang: Language) -> Table:
    """The maxima by day of decision and kind; those that are alike are said once."""
    groups: dict[tuple[str, ...], dict[str, None]] = {}
    for s in view.strands:
        for m, day, name in _maxima_of(s, lang):
            said = (
                formats.day(lang, day),
                word(lang, "maximum", _maximum_kind(m, s.proceeding.authority)),
                formats.rate(lang, m.rate),
                rounded_maximum(lang, m),
                lang.cited(m.law),
            )
            groups.setdefault(said, {})[name] = None
    rows = tuple(("\n".join(names), *said) for said, names in groups.items())
    return Table(
        columns=(
            Column(title=lang.tr("Strand"), share=1.6),
            Column(title=lang.tr("Decision"), share=1.15),
            Column(title=lang.tr("Kind"), share=2.2),
            Column(title=lang.tr("Rate"), share=0.6, right=True),
            Column(title=lang.tr("Maximum"), share=2.0, right=True),
            Column(title=lang.tr("Law"), share=1.05),
        ),
        rows=rows_of(rows),
        summary=lang.tr("Statutory maxima of each strand"),
    )


def _maxima_of(strand: StrandMaxima, lang: Language) -> Iterator[tuple[Maximum, date, str]]:
    """The maxima of a strand with the day of the decision and what they are of.

    Other persons and periodic penalties with a decision of their own follow the strand's.
    """
    title, day = strand.strand.title, strand.strand.decision_on
    if not strand.strand.outcomes.decision:
        title = lang.tr("{title} (ends without a decision)", title=title)
    yield from ((m, day, title) for m in strand.maxima)
    for person, maximum in strand.persons:
        yield maximum, day, f"{title} – {person}"
    for found in strand.periodic:
        if found.own is not None and found.differs:
            yield found.own, found.imposed_on, f"{title} – {found.item.title}"


def _all_maxima(view: Assessment, lang: Language) -> list[Maximum]:
    return [m for s in view.strands for m, _, _ in _maxima_of(s, lang)]


def _maximum_kind(maximum: Maximum, authority: str) -> str:
    return maximum.kind if authority == "commission" else f"national_{maximum.kind}"


def _turnover_blocks(view: Assessment, lang: Language) -> tuple[Block, ...]:
    found = _all_maxima(view, lang)
    used = dict.fromkeys((m.turnover.year.id, m.turnover.base) for m in found)
    by_key = {(m.turnover.year.id, m.turnover.base): m.turnover for m in found}
    table = Table(
        columns=(
            Column(title=lang.tr("Financial year"), share=1.3),
            Column(title=lang.tr("As reported"), share=1.5, right=True),
            Column(title=lang.tr("To € 1"), share=0.8, right=True),
            Column(title=lang.tr("In euro"), share=1.75, right=True),
            Column(title=lang.tr("Source"), share=2.6),
        ),
        rows=rows_of(_turnover_row(by_key[key], lang) for key in used),
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
        formats.exchange_rate(lang, turnover.per_euro) if rate else "–",
        formats.exact_amount(lang, turnover.display),
        "\n".join(sources),
    )


def _source(text: str, status: str, lang: Language) -> str:
    return f"{text or '–'} ({word(lang, 'source_status', status)})"
