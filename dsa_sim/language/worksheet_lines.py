"""The lines of a worksheet in words: what, how, how much, and what stands behind it.

One set of lines for the window, the briefing and the command line, so that they cannot differ.
"""

from dataclasses import dataclass
from decimal import Decimal

from dsa_sim.language import formats
from dsa_sim.language.joining import inside, joined
from dsa_sim.language.maximum_words import precision_words
from dsa_sim.language.translation import Language
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import estimate_words, formula, not_counted, step_name
from dsa_sim.model.assessment import Assessment, Decision, Step, Worksheet
from dsa_sim.model.case import Source
from dsa_sim.model.maxima import Maximum, Turnover


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: its name, the formula with its numbers, the value, and what is behind it."""

    name: str
    formula: str
    value: str
    behind: str
    is_result: bool = False


def amount_lines(lang: Language, sheet: Worksheet) -> tuple[Line, ...]:
    """How the amount of an infringement is reached; empty where none was assumed yet."""
    return tuple(_step_line(lang, sheet, step) for step in sheet.steps)


def maximum_lines(lang: Language, maximum: Maximum) -> tuple[Line, ...]:
    """How a maximum is reached, from the turnover as reported."""
    rate = formats.rate(lang, maximum.rate)
    euro = formats.exact_amount(lang, maximum.turnover.display)
    how = f"{rate} × {euro}"
    if maximum.divisor is not None:
        how += f" ÷ {formats.number(lang, maximum.divisor)}"
    result = Line(
        name=maximum_name(lang, maximum),
        formula=lang.tr("{formula}, floored to the cent", formula=how),
        value=formats.exact_amount(lang, maximum.amount),
        behind=joined(lang, (maximum.law, precision_words(lang, maximum.precision_eur))),
        is_result=True,
    )
    return (*turnover_lines(lang, maximum.turnover), result)


def maximum_name(lang: Language, maximum: Maximum) -> str:
    """The name of a maximum with its rate: "6 % maximum"."""
    rate = formats.rate(lang, maximum.rate)
    if maximum.kind == "periodic":
        return lang.tr("{rate} maximum a day", rate=rate)
    return lang.tr("{rate} maximum", rate=rate)


def turnover_lines(lang: Language, turnover: Turnover) -> tuple[Line, ...]:
    """The turnover of a year as reported, its adjustments, and its conversion into euro."""
    year = turnover.year
    name = lang.tr("Turnover") if turnover.base == "turnover" else lang.tr("Income")
    reported = year.revenue if turnover.base == "turnover" else year.income
    what = lang.tr(
        "{scope}, year to {day}, {basis}",
        scope=word(lang, "turnover_scope", year.scope),
        day=formats.day(lang, year.ends_on),
        basis=word(lang, "year_basis", year.basis).lower(),
    )
    lines = [
        Line(
            name=name,
            formula=what,
            value=formats.original_amount(
                lang, reported or Decimal(0), year.currency, year.precision
            ),
            behind=source_words(lang, year.source),
        )
    ]
    lines += [
        Line(
            name=lang.tr("Adjustment"),
            formula=adjustment.reason,
            value=formats.original_amount(lang, adjustment.amount, year.currency, year.precision),
            behind=lang.tr("Art. 3(x); Art. 5(1) of Regulation 139/2004"),
        )
        for adjustment in (year.adjustments if turnover.base == "turnover" else ())
    ]
    if turnover.rate is not None:
        lines.append(_conversion(lang, turnover))
    return tuple(lines)


def decision_lines(lang: Language, decision: Decision, assessment: Assessment) -> tuple[Line, ...]:
    """How the fine of a decision follows from the amounts and the maximum."""
    titles = {w.infringement.id: w.infringement.title for w in assessment.worksheets}
    cap = inside(lang, word(lang, "cap_reading", decision.cap))
    behind = lang.tr("assumptions of this case")
    lines = [
        Line(
            name=lang.tr("Sum of the amounts fined"),
            formula=lang.ntr(
                "{n} alleged infringement", "{n} alleged infringements", len(decision.shares)
            ),
            value=formats.amount(lang, decision.sum_eur),
            behind=behind,
        )
    ]
    if decision.maximum is not None:
        lines.append(
            Line(
                name=maximum_name(lang, decision.maximum),
                formula=cap,
                value=formats.exact_amount(lang, decision.maximum.amount),
                behind=decision.maximum.law,
            )
        )
    lines += [
        Line(
            name=titles[share.infringement],
            formula=lang.tr("part of the fine"),
            value=formats.amount(lang, share.eur),
            behind="",
        )
        for share in decision.shares
        if not share.not_counted and decision.maximum_binds
    ]
    lines.append(
        Line(
            name=lang.tr("Fine"),
            formula=_outcome(lang, decision),
            value=formats.amount(lang, decision.fine_eur),
            behind=lang.tr("not computable yet") if decision.fine_eur is None else behind,
            is_result=True,
        )
    )
    return tuple(lines)


def source_words(lang: Language, source: Source) -> str:
    """A source with its mark: "annual report (checked)"."""
    status = word(lang, "source_status", source.status).lower()
    return f"{source.text} ({status})" if source.text else status


def _conversion(lang: Language, turnover: Turnover) -> Line:
    rate = turnover.rate
    assert rate is not None
    period = lang.tr(
        "÷ {rate} {currency} to € 1, average of {start} to {end}",
        rate=formats.exchange_rate(lang, rate.per_euro),
        currency=rate.currency,
        start=formats.day(lang, rate.starts_on),
        end=formats.day(lang, rate.ends_on),
    )
    return Line(
        name=lang.tr("Turnover in euro")
        if turnover.base == "turnover"
        else lang.tr("Income in euro"),
        formula=period,
        value=formats.exact_amount(lang, turnover.display),
        behind=source_words(lang, rate.source),
    )


def _step_line(lang: Language, sheet: Worksheet, step: Step) -> Line:
    reasons = joined(lang, (reason for _, _, reason in step.estimates))
    how = joined(lang, (formula(sheet, step, lang), estimate_words(step, lang)))
    behind = [step.source] if step.estimates and step.source else []
    return Line(
        name=step_name(step.name, lang),
        formula=how,
        value=formats.amount(lang, step.value_eur),
        behind=joined(lang, [*behind, reasons or _default_reason(lang, step)]),
        is_result=step.name == "amount",
    )


def _default_reason(lang: Language, step: Step) -> str:
    if step.name == "amount":
        return ""
    return lang.tr("no reason given") if step.estimates else lang.tr("default: no change")


def _outcome(lang: Language, decision: Decision) -> str:
    if not decision.counted:
        reasons = dict.fromkeys(not_counted(s.not_counted, lang) for s in decision.shares)
        return lang.tr("no fine: {reasons}", reasons=joined(lang, reasons))
    if decision.maximum is None:
        return lang.tr("the maximum cannot be computed")
    if decision.maximum_binds:
        return lang.tr("the maximum binds")
    return lang.tr("the lower of sum and maximum")
