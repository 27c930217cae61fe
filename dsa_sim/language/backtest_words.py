"""The back-test in words: one table for the page of methods, the briefing and the workbook."""

from collections.abc import Iterator
from decimal import Decimal

from dsa_sim.language import formats
from dsa_sim.language.joining import joined
from dsa_sim.language.register_words import status_words
from dsa_sim.language.tables import Cell, Column, Row, Table, amount_cell, row_of
from dsa_sim.language.translation import Language
from dsa_sim.language.words import status_inside, word, word_inside
from dsa_sim.law.precedents import precedents
from dsa_sim.marking import mark
from dsa_sim.model.backtest import Answer, Decided, backtest, decided_cases
from dsa_sim.model.method_comparison import spanning

_FINDINGS = {
    "too_low": mark("below the fine"),
    "holds": mark("holds the fine"),
    "too_high": mark("above the fine"),
    "no_answer": mark("no answer"),
}
_LACKS = {
    "no_starting_amount": mark("the amount is counsel’s own"),
    "no_eu_revenue": mark("the service’s revenue in the Union is not on record"),
    "no_proportion": mark("the proportion of sales is counsel’s own"),
    "no_reference": mark("no other fine can be read against the group"),
}


def backtest_table(lang: Language) -> Table:
    """What each method would have said of each fine, beside it.

    The columns are `decision`, `turnover`, `maximum`, `method`, `gravity`, `low`, `high`, `fine`,
    `of_fine` and `result`; a key begins with that of its case. Earlier decisions are read
    as shares of the maximum.
    """
    tr = lang.tr
    return Table(
        columns=(
            Column(name="decision", title=tr("Decision"), share=1.5),
            Column(name="turnover", title=tr("Turnover"), share=1.4),
            Column(name="maximum", title=tr("Maximum"), right=True),
            Column(name="method", title=tr("Method"), share=1.5),
            Column(name="gravity", title=tr("If gravity is"), share=0.9),
            Column(name="low", title=tr("At least"), right=True),
            Column(name="high", title=tr("At most"), right=True),
            Column(name="fine", title=tr("Fine imposed"), right=True),
            Column(name="of_fine", title=tr("As % of the fine"), share=1.3, right=True),
            Column(name="result", title=tr("Result"), share=1.5, wide=True),
        ),
        rows=tuple(_row(lang, answer) for answer in backtest() if _is_shown(answer)),
        summary=tr("What each method would have said of the fines so far."),
    )


def backtest_cautions(lang: Language) -> tuple[str, ...]:
    """What must be read beside the table: how far it carries, and how it was made."""
    tr = lang.tr
    return (
        lang.ntr(
            "{n} decision is too few to rely on. It shows how far a method lay from the fine "
            "imposed, not how far it will lie next time; no method is proved by it.",
            "{n} decisions are too few to rely on. They show how far a method lay from the fine "
            "imposed, not how far it will lie next time; no method is proved by them.",
            len(precedents()),
        ),
        tr(
            "The record has no grade of gravity, so each is tried. The bands together cover the "
            "whole maximum: one of them always holds the fine, which proves nothing."
        ),
        tr(
            "The earlier decisions are the other ones alone, later ones too, as shares of the "
            "group’s maximum; where a case stands on a narrower turnover, like is not held "
            "against like. A turnover worked back from the fine itself is left out."
        ),
    )


def unanswered_words(lang: Language) -> str:
    """Which methods give no answer, and why: they lack a figure of their own."""
    answers = (a for a in backtest() if a.finding == "no_answer")
    reasons = dict.fromkeys((a.method, a.missing) for a in answers)
    said = (
        lang.tr("{method} ({reasons})", method=word(lang, "method", method),
                reasons=", ".join(_lacks(lang, missing)))
        for method, missing in reasons
    )  # fmt: skip
    return lang.tr("No answer, for want of an input: {methods}.", methods=joined(lang, said))


def decided_words(lang: Language) -> dict[str, str]:
    """A line for each case by its key: fine, maximum with its article and turnover, sources."""
    return {decided.key: _decided(lang, decided) for decided in decided_cases()}


def decided_names(lang: Language) -> tuple[tuple[str, str], ...]:
    """The cases by key and name, with whose turnover counts where one stands twice."""
    names = [decided.fine.name for decided in decided_cases()]
    return tuple((d.key, _short_name(lang, d, names)) for d in decided_cases())


def _short_name(lang: Language, decided: Decided, names: list[str]) -> str:
    name = decided.fine.name
    if names.count(name) == 1:
        return name
    turnover = word_inside(lang, "turnover_scope", decided.base.scope)
    return lang.tr("{name} ({turnover})", name=name, turnover=turnover)


def _is_shown(answer: Answer) -> bool:
    # A share of turnover is the same but for its rounding: 6 % of it is the maximum.
    return answer.reference_of != "turnover"


def _row(lang: Language, answer: Answer) -> Row:
    decided, of_fine = answer.decided, answer.of_fine
    base = decided.base
    return row_of(
        _name(lang, decided),
        Cell(text=word(lang, "turnover_scope", base.scope), tooltip=base.what.text(lang.code)),
        amount_cell(lang, decided.maximum.amount),
        word(lang, "method", answer.method),
        "–" if answer.gravity == "open" else word(lang, "gravity", answer.gravity),
        amount_cell(lang, answer.low_eur),
        amount_cell(lang, answer.high_eur),
        amount_cell(lang, decided.fine.amount_eur),
        "–" if of_fine is None else _between(lang, *of_fine),
        lang.tr(_FINDINGS[answer.finding]),
        key=f"{decided.key}.{answer.method}.{answer.gravity}",
        quiet=answer.finding == "no_answer",
        strong=answer.finding == "holds",
    )


def _name(lang: Language, decided: Decided) -> str:
    day = formats.day(lang, decided.fine.decided_on)
    return lang.tr("{name}, {day}", name=decided.fine.name, day=day)


def _between(lang: Language, low: float, high: float) -> str:
    """Both ends in whole percents: "36 – 72 %"."""
    ends = [Decimal(round(share, 2)).quantize(Decimal("0.01")) for share in (low, high)]
    return formats.estimate(lang, spanning(ends), "share")


def _lacks(lang: Language, missing: tuple[str, ...]) -> Iterator[str]:
    known = [code for code in missing if code in _LACKS]
    if len(known) < len(missing) or not known:
        yield lang.tr("an input is not on record")
    yield from (lang.tr(_LACKS[code]) for code in known)


def _decided(lang: Language, decided: Decided) -> str:
    fine, base, maximum = decided.fine, decided.base, decided.maximum
    said = lang.tr(
        "{decision}: a fine of {fine}. Maximum {maximum}, {rate} ({law}) of {turnover} ({what}, "
        "year to {year_end}; {status}).",
        decision=_name(lang, decided),
        fine=formats.amount(lang, fine.amount_eur),
        maximum=formats.amount(lang, maximum.amount),
        rate=formats.rate(lang, maximum.rate),
        law=maximum.law,
        turnover=formats.amount(lang, base.turnover_eur),
        what=base.what.text(lang.code),
        year_end=formats.day(lang, base.year_ends_on),
        status=status_inside(lang, status_words(lang, base.status)),
    )
    counted = lang.ntr(
        "{n} infringement in the register.", "{n} infringements in the register.",
        len(decided.case.infringements),
    )  # fmt: skip
    sources = lang.tr("Sources: {sources}", sources=joined(lang, (fine.source, base.source)))
    return f"{said} {counted} {sources}"
