"""A worksheet as tables: what, how, how much, and what stands behind it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from dsa_sim.language import formats
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import precision_words, range_words
from dsa_sim.language.tables import Amount, Cell, Column, Row, Table, amount_cell, row_of
from dsa_sim.language.translation import Language
from dsa_sim.language.words import word, word_inside
from dsa_sim.language.worksheet_words import (
    estimate_words,
    formula,
    not_counted,
    step_name,
    years_words,
)
from dsa_sim.model.assessment import Assessment, Decision, Step, Worksheet
from dsa_sim.model.case import ExchangeRate, Source
from dsa_sim.model.maxima import Maximum, Turnover


def amount_table(lang: Language, sheet: Worksheet) -> Table:
    """How the amount of an infringement is reached; without rows where none was assumed yet."""
    rows = (_step_line(lang, sheet, step) for step in sheet.steps)
    return _table(lang, sheet.infringement.title, rows)


def maximum_table(lang: Language, maximum: Maximum) -> Table:
    """How a maximum is reached, from the turnover as reported."""
    rate = formats.rate(lang, maximum.rate)
    euro = formats.exact_amount(lang, maximum.turnover.display)
    how = f"{rate} × {euro}"
    if maximum.divisor is not None:
        how += f" ÷ {formats.number(lang, maximum.divisor)}"
    result = _line(
        name=maximum_name(lang, maximum),
        formula=lang.tr("{formula}, floored to the cent", formula=how),
        value=_to_the_cent(lang, maximum.amount),
        behind=joined(
            lang,
            (
                lang.cited(maximum.law),
                range_words(lang, maximum.range_eur),
                precision_words(lang, maximum.precision_eur),
            ),
        ),
        strong=True,
    )
    return _table(
        lang, maximum_name(lang, maximum), (*_turnover_lines(lang, maximum.turnover), result)
    )


def maximum_name(lang: Language, maximum: Maximum) -> str:
    """The name of a maximum with its rate: "6 % maximum"."""
    rate = formats.rate(lang, maximum.rate)
    if maximum.kind == "periodic":
        return lang.tr("{rate} maximum a day", rate=rate)
    return lang.tr("{rate} maximum", rate=rate)


def _turnover_lines(lang: Language, turnover: Turnover) -> tuple[Row, ...]:
    """The turnover of a year as reported, its adjustments, and its conversion into euro."""
    year = turnover.year
    name = lang.tr("Turnover") if turnover.base == "turnover" else lang.tr("Income")
    reported = year.revenue if turnover.base == "turnover" else year.income
    what = lang.tr(
        "{scope}, year to {day}, {basis}",
        scope=word(lang, "turnover_scope", year.scope),
        day=formats.day(lang, year.ends_on),
        basis=word_inside(lang, "year_basis", year.basis),
    )
    lines = [
        _line(
            name=name,
            formula=what,
            value=Cell(
                text=formats.original_amount(
                    lang, reported or Decimal(0), year.currency, year.precision
                )
            ),
            behind=source_words(lang, year.source),
        )
    ]
    lines += [
        _line(
            name=lang.tr("Adjustment"),
            formula=adjustment.reason,
            value=Cell(
                text=formats.original_amount(lang, adjustment.amount, year.currency, year.precision)
            ),
            behind=lang.tr("Art. 3(x); Art. 5(1) of Regulation 139/2004"),
        )
        for adjustment in (year.adjustments if turnover.base == "turnover" else ())
    ]
    lines += [_growth(lang, turnover)] if year.growth is not None else []
    if turnover.rate is not None:
        lines.append(_conversion(lang, turnover))
    return tuple(lines)


def decision_table(lang: Language, title: str, decision: Decision, assessment: Assessment) -> Table:
    """How the fine of a decision follows from the amounts and the maximum."""
    titles = {w.infringement.id: w.infringement.title for w in assessment.worksheets}
    cap = word_inside(lang, "cap_reading", decision.cap)
    behind = lang.tr("assumptions of this case")
    lines = [
        _line(
            name=lang.tr("Sum of the amounts fined"),
            formula=lang.ntr(
                "{n} alleged infringement", "{n} alleged infringements", len(decision.shares)
            ),
            value=amount_cell(lang, decision.sum_eur),
            behind=behind,
        )
    ]
    if decision.maximum is not None:
        lines.append(
            _line(
                name=maximum_name(lang, decision.maximum),
                formula=cap,
                value=_to_the_cent(lang, decision.maximum.amount),
                behind=lang.cited(decision.maximum.law),
            )
        )
    lines += [
        _line(
            name=titles[share.infringement],
            formula=lang.tr("part of the fine"),
            value=amount_cell(lang, share.eur),
            behind="",
        )
        for share in decision.shares
        if not share.not_counted and decision.maximum_binds
    ]
    lines.append(
        _line(
            name=lang.tr("Fine"),
            formula=_outcome(lang, decision),
            value=amount_cell(lang, decision.fine_eur),
            behind=lang.tr("not computable yet") if decision.fine_eur is None else behind,
            strong=True,
        )
    )
    return _table(lang, title, lines)


def _table(lang: Language, summary: str, rows: Iterable[Row]) -> Table:
    return Table(
        columns=(
            Column(title=lang.tr("Step"), share=20),
            Column(title=lang.tr("How"), share=34),
            Column(title=lang.tr("Value"), share=16, right=True),
            Column(title=lang.tr("What stands behind it"), share=30),
        ),
        rows=tuple(rows),
        summary=summary,
    )


def _line(*, name: str, formula: str, value: Cell, behind: str, strong: bool = False) -> Row:
    """What, how, how much, and what stands behind it; a strong line is the result."""
    named, muted = Cell(text=name, bold=strong), Cell(text=behind, tone="muted")
    return row_of(named, formula, replace(value, bold=strong), muted)


def _to_the_cent(lang: Language, eur: Decimal) -> Cell:
    return Cell(text=formats.exact_amount(lang, eur), value=Amount(value=eur))


def _expected(lang: Language, rate: ExchangeRate) -> str:
    """That the rate is one expected, between which bounds, and why."""
    if rate.expected is None:
        return ""
    units = formats.estimate(lang, rate.expected, unit="number")
    said = lang.tr("expected: {units}; today {rate}", units=units,
                   rate=formats.exchange_rate(lang, rate.per_euro))  # fmt: skip
    return joined(lang, (said, rate.expected_note.reason))


def _growth(lang: Language, turnover: Turnover) -> Row:
    """The step from the figures entered to those expected."""
    year = turnover.year
    assert year.growth is not None
    return _line(
        name=lang.tr("Growth of the year"),
        formula=formats.estimate(lang, year.growth, unit="share"),
        value=Cell(
            text=formats.original_amount(lang, turnover.original, year.currency, year.precision)
        ),
        behind=year.growth_note.reason,
    )


def source_words(lang: Language, source: Source) -> str:
    """A source with its mark: "annual report (checked)"."""
    status = word_inside(lang, "source_status", source.status)
    return f"{source.text} ({status})" if source.text else status


def _conversion(lang: Language, turnover: Turnover) -> Row:
    rate = turnover.rate
    assert rate is not None
    period = lang.tr(
        "÷ {rate} {currency} to € 1, average of {start} to {end}",
        rate=formats.exchange_rate(lang, turnover.per_euro),
        currency=rate.currency,
        start=formats.day(lang, rate.starts_on),
        end=formats.day(lang, rate.ends_on),
    )
    return _line(
        name=lang.tr("Turnover in euro")
        if turnover.base == "turnover"
        else lang.tr("Income in euro"),
        formula=period,
        value=_to_the_cent(lang, turnover.display),
        behind=joined(lang, (source_words(lang, rate.source), _expected(lang, rate))),
    )


def _step_line(lang: Language, sheet: Worksheet, step: Step) -> Row:
    reasons = joined(lang, (reason for _, _, reason in step.estimates))
    how = joined(
        lang,
        (formula(sheet, step, lang), estimate_words(step, lang), years_words(sheet, step, lang)),
    )
    behind = [step.source] if step.estimates and step.source else []
    return _line(
        name=step_name(step.name, lang),
        formula=how,
        value=amount_cell(lang, step.value_eur),
        behind=joined(lang, [*behind, reasons or _default_reason(lang, step)]),
        strong=step.name == "amount",
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
