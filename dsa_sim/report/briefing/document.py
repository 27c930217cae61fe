"""The briefing of a case: made once as data, written by the writers of each format."""

from dsa_sim import __version__, law
from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import draft_words, is_draft, left_out_words
from dsa_sim.language.words import meaning, word
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case
from dsa_sim.report.briefing.assumptions import (
    assumptions_section,
    caveats_section,
    legal_section,
    points_section,
)
from dsa_sim.report.briefing.blocks import Briefing, Facts, House
from dsa_sim.report.briefing.exposure import (
    commitments_section,
    drivers_section,
    exposure_section,
    methods_section,
    periodic_section,
    run_foot,
)
from dsa_sim.report.briefing.maxima import maxima_section
from dsa_sim.report.briefing.planning import coded, house_of, planned
from dsa_sim.report.briefing.record import precedents_section, proceedings_section
from dsa_sim.report.briefing.results import (
    decisions_section,
    infringements_section,
    scenarios_section,
    summary_section,
    worksheets_section,
)
from dsa_sim.report.briefing.runs import Cancelled, run_all, without_runs
from dsa_sim.report.charts.chart_data import scenario_title
from dsa_sim.report.redaction.hiding import Hidden, left_out, notice, redacted

__all__ = ["Briefing", "compared_of", "make_briefing"]


def make_briefing(
    case: Case,
    *,
    scenario: str | None,
    lang: Language,
    all_scenarios: bool = True,
    is_planned: bool = True,
    house: House | None = None,
    hidden: Hidden = frozenset(),
    cancelled: Cancelled | None = None,
) -> Briefing:
    """The briefing of a case under one scenario (its identifier; None: the base case).

    `all_scenarios` compares every scenario of the case; else only the one in view is shown. The
    simulations are run with the trials and the seed of the case; `cancelled` is asked meanwhile.
    What goes in is planned by the case's own plan, unless all of it is wanted; what is `hidden`
    is taken out of the case before anything is made of it. `house` is the look of the firm where
    the plan has none.

    Raises:
        KeyError: no scenario carries the identifier.
        CancelledError: `cancelled` said so.
    """
    case = redacted(case, hidden, lang)
    view = assess(case, scenario)
    compared = compared_of(case, scenario, all_scenarios=all_scenarios)
    runs = (
        without_runs(compared, view)
        if "chances" in hidden
        else run_all(case, compared, view, cancelled)
    )
    sections = {
        "summary": summary_section(view, lang),
        "exposure": exposure_section(view, runs, lang),
        "maxima": maxima_section(view, lang),
        "scenarios": scenarios_section(case, compared, view, runs, lang),
        "drivers": drivers_section(view, runs, lang),
        "infringements": infringements_section(view, lang),
        "worksheets": worksheets_section(view, lang),
        "decisions": decisions_section(view, lang),
        "periodic": periodic_section(view, runs, lang),
        "commitments": commitments_section(runs, lang),
        # One of the decisions so far may be the client's: like the precedents, they tell a name.
        "methods": methods_section(case, view, lang, decided="names" not in hidden),
        "precedents": precedents_section(compared, view, lang),
        "proceedings": proceedings_section(case, lang),
        "assumptions": assumptions_section(view, lang),
        "points": points_section(view, lang),
        "legal": legal_section(view, lang),
        "caveats": caveats_section((view.case,), lang),
    }
    for code in left_out(hidden):
        sections.pop(code)
    marks = [] if case.mark == "none" else [word(lang, "confidentiality", case.mark)]
    marks += [draft_words(lang)] if is_draft(view.coverage) else []
    mark = " · ".join(marks)
    told = notice(hidden, lang)
    whole = Briefing(
        title=case.title,
        subtitle=lang.tr("Exposure to fines under the Digital Services Act"),
        lang=lang,
        mark=mark,
        as_of=case.as_of,
        facts=_facts(view, mark, told, lang),
        sections=tuple(coded(s, code) for code, s in sections.items() if s.blocks),
        foot=_foot(view, mark, told, run_foot(runs, lang), lang),
        page_words=lang.tr("Page {page} of {pages}", page="{page}", pages="{pages}"),
        house=house_of(case.plan, house or House()),
    )
    return planned(whole, case.plan) if is_planned else whole


def compared_of(
    case: Case, scenario: str | None, *, all_scenarios: bool = True
) -> tuple[Assessment, ...]:
    """The assessments that a briefing sets side by side: all of them, or the one in view."""
    if not all_scenarios:
        return (assess(case, scenario),)
    return (assess(case), *(assess(case, s.id) for s in case.scenarios))


def _facts(view: Assessment, mark: str, told: str, lang: Language) -> Facts:
    case = view.case
    provider = case.provider
    who = f"{provider.name} ({provider.group})" if provider.group else provider.name
    rows = [
        (lang.tr("Provider"), who),
        (lang.tr("Platforms"), ", ".join(p.name for p in case.platforms) or "–"),
        (lang.tr("Scenario"), scenario_title(view, lang)),
        (lang.tr("As of"), formats.long_day(lang, case.as_of)),
        (lang.tr("Law data"), law_words(lang)),
    ]
    said = left_out_words(view, lang)
    if said:
        rows.append((lang.tr("Not included in totals"), said))
    if told:
        rows.insert(0, (lang.tr("Note"), told))
    if mark:
        explained = meaning(lang, "confidentiality", case.mark)
        rows.insert(0, (lang.tr("Mark"), f"{mark}. {explained}" if explained else mark))
    return Facts(rows=tuple(rows))


def law_words(lang: Language) -> str:
    """The law data behind the figures, by title, citation and version."""
    info = law.law_info()
    title = info.short_title.text(lang.code)
    return f"{title}, {info.citation}; {info.law_version}"


def _foot(view: Assessment, mark: str, told: str, run: str, lang: Language) -> str:
    """Where the pages come from: what a page that lies about alone must tell."""
    parts = (
        mark,
        told,
        view.case.title,
        lang.tr("Scenario: {title}", title=scenario_title(view, lang)),
        lang.tr("Law data {version}", version=law.law_version()),
        run,
        f"dsa_sim {__version__}",
        formats.day(lang, view.case.as_of),
    )
    return " · ".join(part for part in parts if part)
