"""What the window says about a case in a line: headline, rail, chips."""

from html import escape

from dsa_sim.language import Language, formats
from dsa_sim.language.problem_words import place_text, problem_text
from dsa_sim.language.words import word
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages import page_of
from dsa_sim.ui.places import page_for
from dsa_sim.ui.rail import RailState


def headline(lang: Language, assessment: Assessment, page: Page) -> str:
    """The one line that every page keeps in sight, as rich text."""
    facts = " · ".join(_facts(lang, assessment))
    if page.shows_scenarios:
        return facts
    editing = lang.tr("Editing the base case")
    return f"{escape(editing)} · {facts}"


def _facts(lang: Language, assessment: Assessment) -> list[str]:
    total, maximum = assessment.total_eur, assessment.maximum_eur
    facts = [
        _fact(
            lang.tr("if all is fined"),
            lang.tr("not computable yet") if total is None else formats.amount(lang, total),
        ),
        _fact(
            lang.tr("6 % maximum"),
            lang.tr("not computable yet") if maximum is None else formats.amount(lang, maximum),
        ),
    ]
    binding = [d for d in assessment.decisions if d.maximum_binds]
    if binding:
        binds = lang.tr("the maximum binds")
        facts.append(f"<b>{escape(binds)}</b>")
    elif total is not None and maximum:
        share = formats.share(lang, total / float(maximum))
        facts.append(_fact(lang.tr("share of the maximum"), share))
    return facts


def _fact(name: str, value: str) -> str:
    return f"{escape(name)} <b>{escape(value)}</b>"


def attention(lang: Language, assessment: Assessment) -> str:
    """How many things need a look."""
    serious = sum(p.severity != "note" for p in assessment.problems)
    if serious:
        return lang.ntr("{n} thing to check", "{n} things to check", serious)
    notes = len(assessment.problems)
    return lang.ntr("{n} remark", "{n} remarks", notes) if notes else ""


def chips(lang: Language, case: Case) -> list[tuple[str | None, str]]:
    """The base case and the scenarios, as the chips show them."""
    return [(None, lang.tr("Base case")), *((s.id, s.title) for s in case.scenarios)]


def rail_state(lang: Language, assessment: Assessment) -> RailState:
    """What the rail says: the platform, counts, and where something needs a look."""
    case = assessment.case
    marks: dict[str, list[str]] = {}
    for problem in assessment.problems:
        if problem.severity == "note":
            continue
        page = page_for(case, problem.where, page_of("case"))
        place = place_text(lang, problem, case)
        text = problem_text(lang, problem)
        marks.setdefault(page, []).append(f"{place}: {text}" if place else text)
    platform = case.platforms[0] if case.platforms else None
    title = platform.name if platform else case.provider.name
    foot = lang.tr("Stays on this computer")
    if case.mark != "none":
        foot = f"{word(lang, 'confidentiality', case.mark)}\n{foot}"
    return RailState(
        title=title,
        subtitle=" · ".join(_subtitle(lang, case)),
        foot=foot,
        counts={
            "infringements": str(len(case.infringements)),
            "scenarios": str(len(case.scenarios)),
        },
        attention={page: "\n".join(texts[:6]) for page, texts in marks.items()},
    )


def _subtitle(lang: Language, case: Case) -> list[str]:
    parts = [case.provider.group or case.provider.name]
    platform = case.platforms[0] if case.platforms else None
    if platform is not None and platform.designation is not None:
        search = platform.service == "search_engine"
        parts.append(lang.tr("VLOSE") if search else lang.tr("VLOP"))
    return parts
