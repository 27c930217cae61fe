"""A portfolio in words: its table, its sentences, and what to know about its cases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dsa_sim.language import formats
from dsa_sim.language.coverage_words import (
    coverage_words,
    excluded_in,
    left_out_words,
    nothing_assessed,
)
from dsa_sim.language.exposure_words import edges_sentence, if_paid_words, severe_sentence
from dsa_sim.language.joining import all_quoted, joined, named, quoted, sentence
from dsa_sim.language.maximum_words import counted_amount, maximum_amount, maximum_name
from dsa_sim.language.problem_words import missing_text, severity_text
from dsa_sim.language.tables import (
    Amount,
    Cell,
    Column,
    Row,
    Table,
    amount_cell,
    row_of,
    share_cell,
)
from dsa_sim.language.translation import Language, mark
from dsa_sim.model.assessment import Assessment, TotalMaximum
from dsa_sim.model.case import Case
from dsa_sim.model.portfolio import IncompleteMemberError, Portfolio, PortfolioExposure
from dsa_sim.model.portfolio_checks import check_portfolio
from dsa_sim.model.problems import Parameter, Problem
from dsa_sim.model.simulation import Exposure

MESSAGES: dict[str, str] = {
    "providers_differ": mark(
        "The cases are of different providers ({names}): are they one client?"
    ),
    "counted_twice": mark(
        "“{first}” and “{second}” have alleged infringements in common ({n}): are they counted "
        "twice?"
    ),
    "portfolio_independent": mark(
        "Amounts of different cases are drawn by themselves, as if the authority decided each "
        "case in a new mood. Say how far they rise and fall together."
    ),
    "severity_without_reason": mark("The common severity needs a reason."),
    "severity_idle": mark(
        "No authority sets amounts in two of the cases: the severity common to them changes "
        "nothing."
    ),
    "severity_raised": mark(
        "The severity common to the cases is larger than that within {names}: there too amounts "
        "rise and fall together as far, so that figures differ from those of the case by itself."
    ),
    "trials_differ": mark(
        "The cases ask for different numbers of trials: all are run with {trials}."
    ),
    "seeds_differ": mark(
        "The cases have different seeds: each keeps its own, so that its figures are those of its "
        "file."
    ),
}

_SELDOM = 0.995
"""A total whose P95 is below so much of the sum of those of the cases is worth a sentence."""


def portfolio_table(found: PortfolioExposure, lang: Language) -> Table:
    """A row for each case and one for all of them; what is not assessed has no figures."""
    rows = []
    for member, part in zip(found.portfolio.members, found.parts, strict=True):
        shown = member.assessment
        most = _maximum_cell(shown.maximum, maximum_amount(shown, lang))
        name = member.name
        if shown.scenario is not None:
            name = lang.tr("{name}: {what}", name=name, what=shown.scenario.title)
        row = _row(lang, name, part, most, _left_out(shown, lang))
        rows.append(replace(row, key=member.name))
    most = _maximum_cell(found.portfolio.maximum, _maximum_words(found.portfolio, lang))
    said = joined(lang, _left_out_of_all(found, lang))
    total = _row(lang, lang.tr("Total"), found.total, most, said, strong=True)
    return Table(
        columns=portfolio_columns(lang),
        rows=(*rows, total),
        summary=lang.tr("The cases of the portfolio"),
    )


def portfolio_columns(lang: Language) -> tuple[Column, ...]:
    """What the table says of each case."""
    return (
        Column(title=lang.tr("Case"), name="case", share=2.0, wide=True),
        Column(title=lang.tr("Maximum"), name="maximum", share=1.4, right=True),
        Column(title=lang.tr("Expected"), name="expected", right=True),
        Column(title=lang.tr("Median if paid"), name="median", right=True),
        Column(title=lang.tr("P95"), name="P95", right=True),
        Column(title=lang.tr("Chance of none"), name="none", right=True),
        Column(title=lang.tr("Not included"), name="left_out", share=2.0, wide=True),
    )


def portfolio_title(cases: Sequence[Case], lang: Language) -> str:
    """What a portfolio is called: by its providers, each once."""
    names = dict.fromkeys(case.provider.name for case in cases)
    return lang.tr("Portfolio: {provider}", provider=", ".join(names))


def _maximum_cell(found: TotalMaximum | None, words: str) -> Cell:
    return Cell(text=words, value=None if found is None else Amount(value=found.amount))


def _maximum_words(portfolio: Portfolio, lang: Language) -> str:
    """The sum of the maxima with their decisions; or why there is none."""
    if portfolio.maximum is not None:
        return counted_amount(portfolio.maximum, lang)
    without = [m.assessment for m in portfolio.members if m.assessment.maximum is None]
    missing = (a for a in without if any(d.counted for d in a.decisions))
    return maximum_amount(next(missing, without[0]), lang)


def _row(
    lang: Language, name: str, run: Exposure, most: Cell, said: str, *, strong: bool = False
) -> Row:
    left_out = said[:1].upper() + said[1:] or "–"
    if not run.coverage.is_modelled:
        return row_of(name, most, *["–"] * 4, left_out, key=name, strong=strong)
    return row_of(
        name,
        most,
        amount_cell(lang, run.mean_eur),
        amount_cell(lang, run.paid_quantile_eur(0.5) if run.chance_of_payment else None),
        amount_cell(lang, run.quantile_eur(0.95)),
        share_cell(lang, run.chance_of_none),
        left_out,
        key=name,
        strong=strong,
    )


def portfolio_lead(found: PortfolioExposure, lang: Language) -> str:
    """What all cases come to, in one sentence chosen by the figures."""
    total, maximum = found.total, found.portfolio.maximum
    count = len(found.parts)
    if not total.coverage.is_modelled:
        return sentence(
            lang.ntr(
                "{n} case without a total: nothing is assessed yet",
                "{n} cases without a total: nothing is assessed yet",
                count,
            )
        )
    mean = formats.amount(lang, total.mean_eur)
    said = [
        lang.ntr(
            "{n} case: expected {mean}", "{n} cases together: expected {mean}", count, mean=mean
        ),
        severe_sentence(total, lang),
        if_paid_words(total, lang),
        lang.tr("chance of any fine {chance}", chance=formats.share(lang, total.chance_any_fine)),
    ]
    if maximum is not None:
        said.append(named(lang, maximum_name(maximum, lang), counted_amount(maximum, lang)))
    return sentence(joined(lang, said))


def portfolio_remarks(found: PortfolioExposure, lang: Language) -> Iterator[str]:
    """What stands beside the figures: quantiles at an edge, and what the sum is not."""
    if not found.total.coverage.is_modelled:
        return
    edges = edges_sentence(found.total, lang)
    if edges:
        yield edges
    added = sum(part.quantile_eur(0.95) for part in found.parts)
    together = found.total.quantile_eur(0.95)
    if together < _SELDOM * added:
        yield lang.tr(
            "The P95 of the cases by themselves add up to {added}; that of the total is {total}, "
            "since the cases are seldom severe at once.",
            added=formats.amount(lang, added), total=formats.amount(lang, together),
        )  # fmt: skip


def portfolio_left_out(found: PortfolioExposure, lang: Language) -> tuple[str, ...]:
    """What each case leaves out of the total, a sentence each."""
    return tuple(
        lang.tr("{case}: {what}.", case=quoted(lang, member.name), what=said)
        for member in found.portfolio.members
        if (said := _left_out(member.assessment, lang))
    )


def _left_out(shown: Assessment, lang: Language) -> str:
    """What a case leaves out; of one without any total why it has none."""
    if shown.coverage.is_modelled:
        return left_out_words(shown, lang)
    return nothing_assessed(shown.coverage, lang)


def _left_out_of_all(found: PortfolioExposure, lang: Language) -> Iterator[str]:
    """What the total leaves out, counted over all cases; cases without an allegation by name."""
    shown = [(m.name, m.assessment) for m in found.portfolio.members]
    yield coverage_words(found.total.coverage, lang)
    yield excluded_in([(a.case, a.coverage) for _, a in shown], lang)
    for name, one in shown:
        if not one.coverage.is_modelled and not one.coverage.live:
            what = nothing_assessed(one.coverage, lang)
            yield lang.tr("{name}: {what}", name=quoted(lang, name), what=what)


def portfolio_run(found: PortfolioExposure, lang: Language) -> str:
    """Trials, seeds and sampling error, and what figures rest on; empty where there is none."""
    if not found.total.coverage.is_modelled:
        return ""
    seeds = dict.fromkeys(part.seed for part in found.parts)
    return lang.ntr(
        "From {trials} simulated outcomes of all cases together (seed {seeds}); sampling error of "
        "the expected amount ± {error}. Below the maximum every figure follows from the "
        "assumptions of the cases: not a forecast, not legal advice.",
        "From {trials} simulated outcomes of all cases together (seeds {seeds}); sampling error "
        "of the expected amount ± {error}. Below the maximum every figure follows from the "
        "assumptions of the cases: not a forecast, not legal advice.",
        len(seeds), trials=formats.number(lang, found.total.trials),
        seeds=", ".join(map(str, seeds)), error=formats.amount(lang, found.total.mean_error_eur),
    )  # fmt: skip


def severity_words(portfolio: Portfolio, lang: Language) -> str:
    """How far amounts of different cases hang together, and why."""
    severity = portfolio.severity
    if severity is None:
        return lang.tr("each case by itself")
    said = formats.estimate(lang, severity, "share")
    return joined(lang, (said, portfolio.severity_reason.strip()))


def portfolio_problems(portfolio: Portfolio, lang: Language) -> tuple[str, ...]:
    """What to know about the cases, a sentence each, doubts first."""
    return tuple(
        lang.tr(
            "{name}: {what}",
            name=severity_text(lang, problem),
            what=problem_sentence(problem, lang),
        )
        for problem in check_portfolio(portfolio)
    )


def incomplete_words(error: IncompleteMemberError, lang: Language) -> str:
    """Which case keeps the portfolio from being simulated, and why."""
    return lang.tr(
        "“{name}” cannot be simulated: {reason}", name=error.name, reason=missing_text(lang, error)
    )


def problem_sentence(problem: Problem, lang: Language) -> str:
    """One of the checks of a portfolio in words."""
    facts = {name: _fact(name, value, lang) for name, value in problem.params}
    return lang.tr(MESSAGES[problem.code], **facts)


def _fact(name: str, value: Parameter, lang: Language) -> str:
    if name == "names":
        return all_quoted(lang, str(value).split("\n"))
    return formats.number(lang, value) if isinstance(value, int) else str(value)
