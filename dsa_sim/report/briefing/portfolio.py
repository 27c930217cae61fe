"""The briefing of a portfolio: its answer, its curve, its table, and what the sum is not."""

from collections.abc import Iterable, Iterator

from dsa_sim import __version__
from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import draft_words, is_draft
from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.portfolio_words import (
    portfolio_lead,
    portfolio_left_out,
    portfolio_problems,
    portfolio_remarks,
    portfolio_run,
    portfolio_table,
    portfolio_title,
    severity_words,
)
from dsa_sim.language.words import word
from dsa_sim.model.case import Case
from dsa_sim.model.portfolio import PortfolioExposure
from dsa_sim.report.briefing.assumptions import caveats_section
from dsa_sim.report.briefing.blocks import (
    Block,
    Briefing,
    Bullets,
    Facts,
    Heading,
    House,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.chart_blocks import chart_block
from dsa_sim.report.briefing.document import law_words
from dsa_sim.report.briefing.planning import coded, house_of
from dsa_sim.report.charts.portfolio_data import portfolio_data


def portfolio_briefing(
    found: PortfolioExposure, lang: Language, *, house: House | None = None
) -> Briefing:
    """The briefing of what was simulated; paper and look are those of the plan of the first case.

    Its date is the latest as-of date of the cases, its marks are those of all of them.
    """
    cases = _cases(found)
    mark = _mark(found, lang)
    as_of = max(case.as_of for case in cases)
    sections = {
        "summary": _summary(found, lang),
        "portfolio": _portfolio(found, lang),
        "caveats": caveats_section(cases, lang),
    }
    return Briefing(
        title=portfolio_title(cases, lang),
        subtitle=lang.tr("Exposure to fines under the Digital Services Act"),
        lang=lang,
        mark=mark,
        as_of=as_of,
        facts=_facts(found, mark, lang),
        sections=tuple(coded(s, code) for code, s in sections.items()),
        foot=_foot(found, mark, lang),
        page_words=lang.tr("Page {page} of {pages}", page="{page}", pages="{pages}"),
        house=house_of(cases[0].plan, house or House()),
    )


def _cases(found: PortfolioExposure) -> tuple[Case, ...]:
    return tuple(m.assessment.case for m in found.portfolio.members)


def _each(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _mark(found: PortfolioExposure, lang: Language) -> str:
    marks = [word(lang, "confidentiality", c.mark) for c in _cases(found) if c.mark != "none"]
    marks += [draft_words(lang)] if is_draft(found.total.coverage) else []
    return " · ".join(dict.fromkeys(marks))


def _facts(found: PortfolioExposure, mark: str, lang: Language) -> Facts:
    members, cases = found.portfolio.members, _cases(found)
    rows = [
        (lang.tr("Mark"), mark),
        (lang.tr("Provider"), _each(c.provider.name for c in cases)),
        (lang.tr("Cases"), "\n".join(m.name for m in members)),
        (lang.tr("Scenarios"), "\n".join(_scenarios(found, lang))),
        (lang.tr("Severity common to the cases"), severity_words(found.portfolio, lang)),
        (lang.tr("As of"), _each(formats.long_day(lang, c.as_of) for c in cases)),
        (lang.tr("Law data"), law_words(lang)),
        (lang.tr("Not included in totals"), "\n".join(portfolio_left_out(found, lang))),
    ]
    return Facts(rows=tuple(row for row in rows if row[1]))


def _scenarios(found: PortfolioExposure, lang: Language) -> Iterator[str]:
    """The scenario of each case that is not seen in its base case."""
    for member in found.portfolio.members:
        scenario = member.assessment.scenario
        if scenario is not None:
            yield lang.tr("{name}: {what}", name=member.name, what=scenario.title)


def _summary(found: PortfolioExposure, lang: Language) -> Section:
    blocks: list[Block] = [Paragraph(text=portfolio_lead(found, lang), tone="lead")]
    blocks += [Paragraph(text=said, tone="caveat") for said in portfolio_left_out(found, lang)]
    if run := portfolio_run(found, lang):
        blocks.append(Paragraph(text=run, tone="quiet"))
    return Section(title=lang.tr("In one paragraph"), blocks=tuple(blocks))


def _portfolio(found: PortfolioExposure, lang: Language) -> Section:
    blocks: list[Block] = []
    data = portfolio_data(found, lang)
    if data.curves:
        blocks.append(
            chart_block(data, lang, lang.tr("How likely the total is to exceed an amount."))
        )  # fmt: skip
    blocks.append(portfolio_table(found, lang))
    blocks += [Paragraph(text=said) for said in portfolio_remarks(found, lang)]
    problems = portfolio_problems(found.portfolio, lang)
    if problems:
        blocks += [Heading(text=lang.tr("What needs attention")), Bullets(items=problems)]
    return Section(title=lang.tr("Portfolio"), blocks=tuple(blocks))


def _foot(found: PortfolioExposure, mark: str, lang: Language) -> str:
    """What a page that lies about alone must tell."""
    seeds = _each(str(part.seed) for part in found.parts)
    parts = (
        mark,
        lang.tr("Portfolio"),
        lang.tr("Law data {version}", version=version_words(lang)),
        lang.ntr("{n} trial", "{n} trials", found.total.trials),
        lang.tr("seed {seed}", seed=seeds),
        f"dsa_sim {__version__}",
    )
    return " · ".join(part for part in parts if part)
