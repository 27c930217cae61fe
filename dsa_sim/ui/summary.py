"""What the window says about a case in a line: headline, rail, chips."""

from html import escape
from typing import NamedTuple

from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.exposure_words import above_words, if_paid_words
from dsa_sim.language.joining import joined, named
from dsa_sim.language.maximum_words import (
    maximum_amount,
    maximum_name,
    other_reading,
    supported_amount,
)
from dsa_sim.language.problem_words import place_text, problem_text
from dsa_sim.language.quantities import Real
from dsa_sim.language.words import word
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.model.simulation import Exposure
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages import entry_of, page_of
from dsa_sim.ui.places import NEXT_OPEN, PAGE, STEPS, TO_ASSESS, page_for
from dsa_sim.ui.rail import RailState

OUTCOMES = f"{PAGE}exposure"


class _Fact(NamedTuple):
    """A figure with its name, and the target that leads to what stands behind it."""

    name: str
    value: str
    target: str = ""


def headline(context: Context, page: Page) -> tuple[str, str]:
    """The one line that every page keeps in sight, as rich text, and its exact amounts.

    Where the page itself has the figures, the line only says that they are awaited.
    """
    lang = context.lang
    scenario = context.document.scenario if page.shows_scenarios else None
    if not page.shows_headline:
        awaited = context.exposures.is_recalculating(scenario)
        return escape(lang.tr("recalculating…")) if awaited else "", ""
    shown = context.assessment() if page.shows_scenarios else context.base()
    exposure = context.exposure(scenario)
    exact = ""
    if exposure is not None and anything_modelled(shown, exposure):
        facts = _modelled_facts(lang, shown, exposure)
        exact = _exact(lang, shown, exposure)
    else:
        facts = _facts(lang, shown)
    said = [_linked(fact, context.theme.muted) for fact in facts]
    if exact and context.exposures.is_recalculating(scenario):
        said.append(escape(lang.tr("recalculating…")))
    if not page.shows_scenarios:
        said.insert(0, escape(lang.tr("Editing the base case")))
    return " · ".join(said), exact


def slide_line(context: Context) -> str:
    """The same for the scenario in view, for a slide: rich text without what one edits."""
    scenario, lang = context.document.scenario, context.lang
    shown, exposure = context.assessment(), context.exposure(scenario)
    if exposure is not None and anything_modelled(shown, exposure):
        return " · ".join(map(_told, _modelled_facts(lang, shown, exposure)))
    return " · ".join(map(_told, _facts(lang, shown)))


def anything_modelled(assessment: Assessment, exposure: Exposure) -> bool:
    """Whether at least one alleged infringement has both a chance and an amount."""
    return exposure.coverage.is_modelled and bool(assessment.case.infringements)


def _modelled_facts(lang: Language, assessment: Assessment, exposure: Exposure) -> list[_Fact]:
    p95 = formats.amount(lang, exposure.quantile_eur(0.95))
    said = above_words(exposure, 0.95, lang)
    return [
        _Fact(lang.tr("expected"), formats.amount(lang, exposure.mean_eur), OUTCOMES),
        _Fact(lang.tr("P95 ({words})", words=said), p95, OUTCOMES),
        _maximum(lang, assessment),
        _Fact(
            lang.tr("chance of any fine"), formats.share(lang, exposure.chance_any_fine), OUTCOMES
        ),
        *_left_out(lang, assessment),
    ]


def _maximum(lang: Language, assessment: Assessment) -> _Fact:
    found = assessment.maximum
    return _Fact(maximum_name(found, lang), maximum_amount(assessment, lang), STEPS)


def _left_out(lang: Language, assessment: Assessment, *, of_sum: bool = False) -> list[_Fact]:
    said = left_out_words(assessment, lang, of_sum=of_sum)
    target = NEXT_OPEN if assessment.coverage.open else TO_ASSESS
    return [_Fact("", said, target)] if said else []


def _exact(lang: Language, assessment: Assessment, exposure: Exposure) -> str:
    amounts = (
        (lang.tr("Expected"), exposure.mean_eur),
        (lang.tr("P95"), exposure.quantile_eur(0.95)),
    )
    lines = [named(lang, name, formats.exact_amount(lang, eur)) for name, eur in amounts]
    return "\n".join((*lines, *_exact_maximum(lang, assessment), if_paid_words(exposure, lang)))


def _exact_maximum(lang: Language, assessment: Assessment) -> list[str]:
    found = assessment.maximum
    if found is None:
        return []
    both = (supported_amount(found, lang), other_reading(found, lang))
    return [named(lang, maximum_name(found, lang), joined(lang, both))]


def _or_open(lang: Language, amount: Real | None) -> str:
    return lang.tr("not computable yet") if amount is None else formats.amount(lang, amount)


def _facts(lang: Language, assessment: Assessment) -> list[_Fact]:
    total, maximum = assessment.total_eur, assessment.maximum
    facts = [_maximum(lang, assessment)]
    if assessment.coverage.is_priced:
        words = lang.tr("sum of the likely amounts, if all is fined")
        facts.insert(0, _Fact(words, _or_open(lang, total), STEPS))
        fines = assessment.fines_eur(maximum.kind) if maximum else None
        if any(d.maximum_binds for d in assessment.decisions):
            facts.append(_Fact("", lang.tr("the maximum binds")))
        elif fines is not None and maximum and maximum.amount:
            share = formats.share(lang, fines / float(maximum.amount))
            facts.append(_Fact(lang.tr("share of the maximum"), share))
    return [*facts, *_left_out(lang, assessment, of_sum=True)]


def _told(fact: _Fact) -> str:
    value = f"<b>{escape(fact.value)}</b>"
    return f"{escape(fact.name)} {value}" if fact.name else value


def _linked(fact: _Fact, colour: str) -> str:
    """The same with the value as a link, in a colour of its own: Qt's links inherit none."""
    if not fact.target:
        return _told(fact)
    style = f"color: {colour}; text-decoration: none"
    value = f'<a href="{fact.target}" style="{style}"><b>{escape(fact.value)}</b></a>'
    return f"{escape(fact.name)} {value}"


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


def rail_state(lang: Language, assessment: Assessment, *, is_locked: bool) -> RailState:
    """What the rail says: the platform, counts, where something needs a look, and the lock."""
    case = assessment.case
    marks: dict[str, list[str]] = {}
    for problem in assessment.problems:
        if problem.severity == "note":
            continue
        page = entry_of(page_for(case, problem.where, page_of("case"))).host
        place = place_text(lang, problem, case)
        text = problem_text(lang, problem)
        marks.setdefault(page, []).append(named(lang, place, text) if place else text)
    platform = case.platforms[0] if case.platforms else None
    title = platform.name if platform else case.provider.name
    foot = lang.tr("Stays on this computer")
    if is_locked:
        foot = lang.tr("Locked with a passphrase")
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
