"""The briefing of a case: made once as data, written by the writers of each format."""

from collections.abc import Callable

from dsa_sim import __version__, law
from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import draft_words, is_draft, left_out_words
from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.words import meaning, word
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case
from dsa_sim.report.briefing.answer import cut
from dsa_sim.report.briefing.assumptions import legal_section
from dsa_sim.report.briefing.blocks import Briefing, Facts, House
from dsa_sim.report.briefing.documents import DOCUMENTS
from dsa_sim.report.briefing.exposure import run_foot
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.briefing.planning import asked_charts, coded, house_of, is_shown, planned
from dsa_sim.report.briefing.runs import Cancelled, Runs
from dsa_sim.report.charts.chart_data import scenario_title
from dsa_sim.report.redaction.hiding import Hidden, left_out, notice, redacted

__all__ = ["Briefing", "compared_of", "make_briefing"]

_TITLE, _NAME, _FOOT_NAME = 90, 45, 30
"""So many letters of a title and of the names below it stand on a single page, and at a foot."""
_FOOT_LINE, _SHORTER_NAMES, _SCENARIO_NAME = 130, (24, 16, 12, 8), 16
"""Letters that a line below a page of A4 upright holds; names are cut to the first that fits."""


def make_briefing(
    case: Case,
    *,
    scenario: str | None,
    lang: Language,
    all_scenarios: bool = True,
    is_planned: bool = True,
    house: House | None = None,
    hidden: Hidden = frozenset(),
    before: Callable[[], Case | None] | None = None,
    cancelled: Cancelled | None = None,
) -> Briefing:
    """The briefing of a case under one scenario (its identifier; None: the base case).

    `all_scenarios` compares every scenario of the case; else only the one in view is shown. The
    simulations are run with the trials and the seed of the case; `cancelled` is asked meanwhile.
    What goes in is planned by the case's own plan, unless all of it is wanted; what is `hidden`
    is taken out of the case before anything is made of it. `house` is the look of the firm where
    the plan has none; `before` gives the case as an earlier briefing had it.

    Raises:
        KeyError: no scenario carries the identifier.
        CancelledError: `cancelled` said so.
    """
    case = redacted(case, hidden, lang)
    view = assess(case, scenario)
    compared = compared_of(case, scenario, all_scenarios=all_scenarios)
    runs = Runs(
        case=case, compared=compared, view=view, cancelled=cancelled,
        are_hidden="chances" in hidden,
    )  # fmt: skip
    found = Findings(
        case=case, compared=compared, view=view, runs=runs, lang=lang, hidden=hidden,
        earlier=before,
    )  # fmt: skip
    parts = [p for p in DOCUMENTS[case.plan.template] if p.code not in left_out(hidden)]
    wanted = [p for p in parts if not is_planned or is_shown(p.code, case.plan)]
    sections = [coded(part.section(found), part.code) for part in wanted]
    sections += asked_charts(found, case.plan, sections)
    marks = [] if case.mark == "none" else [word(lang, "confidentiality", case.mark)]
    marks += [draft_words(lang)] if is_draft(view.coverage) else []
    mark = " · ".join(marks)
    told = notice(hidden, lang)
    is_short = case.plan.template == "summary"
    whole = Briefing(
        title=cut(case.title, _TITLE) if is_short else case.title,
        subtitle=_subtitle(view, lang) if is_short else _about(lang),
        lang=lang,
        mark=mark,
        as_of=case.as_of,
        facts=Facts(rows=_notice(told, lang)) if is_short else _facts(view, mark, told, lang),
        sections=tuple(s for s in sections if s.blocks),
        foot=_foot(view, mark, told, run_foot(runs, lang), lang),
        page_words=lang.tr("Page {page} of {pages}", page="{page}", pages="{pages}"),
        house=house_of(case.plan, house or House()),
        is_compact=is_short,
        legal=next((s for s in sections if s.code == "legal"), None) or legal_section(view, lang),
    )
    return planned(whole, case.plan) if is_planned else whole


def _about(lang: Language) -> str:
    return lang.tr("Exposure to fines under the Digital Services Act")


def _subtitle(view: Assessment, lang: Language) -> str:
    """What a single page is about, in one line."""
    provider = view.case.provider
    scenario = "" if view.scenario is None else lang.tr(
        "Scenario: {title}", title=view.scenario.title
    )  # fmt: skip
    day = lang.tr("As of {day}", day=formats.long_day(lang, view.case.as_of))
    names = (cut(name, _NAME) for name in (provider.name, provider.group, scenario) if name)
    return " · ".join((_about(lang), *names, day))


def _notice(told: str, lang: Language) -> tuple[tuple[str, str], ...]:
    return ((lang.tr("Note"), told),) if told else ()


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
    plan = case.plan
    rows = [
        *(
            (name, words)
            for name, words in (
                (lang.ptr("memorandum", "To"), plan.addressee),
                (lang.ptr("memorandum", "From"), plan.author),
            )
            if words
        ),
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
    return f"{title}, {info.citation}; {version_words(lang)}"


def _foot(view: Assessment, mark: str, told: str, run: str, lang: Language) -> str:
    """Where the pages come from: what a page that lies about alone must tell, in one line.

    What would need a second line is left out: first the program and the day, which stand on the
    first page and in the properties of the file, then letters of the names, at last the trials.
    """
    law_data = lang.tr("Law data {version}", version=version_words(lang))
    day, program = formats.day(lang, view.case.as_of), f"dsa_sim {__version__}"
    choices = [(_FOOT_NAME, (run, program, day)), (_FOOT_NAME, (run, day))]
    choices += [(letters, (run,)) for letters in (_FOOT_NAME, *_SHORTER_NAMES)]
    for letters, spare in [*choices, (_SHORTER_NAMES[-1], ())]:
        title = cut(view.case.title, letters)
        scenario = cut(scenario_title(view, lang), max(letters, _SCENARIO_NAME))
        line = " · ".join(part for part in (mark, told, title, scenario, law_data, *spare) if part)
        if len(line) <= _FOOT_LINE:
            break
    return line
