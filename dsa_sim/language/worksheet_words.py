"""Words of a worksheet: the names of its steps and their formulas with the numbers in them."""

from dsa_sim.language import formats
from dsa_sim.language.joining import joined
from dsa_sim.language.quantities import rounded, trimmed
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import word_inside
from dsa_sim.model.assessment import NotCounted, Step, StepName, Worksheet
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.methods import METHODS

_NAMES: dict[StepName, str] = {
    "start": mark("Starting amount"),
    "duration": mark("Duration"),
    "recurrence": mark("Recurrence"),
    "aggravating": mark("Aggravating"),
    "mitigating": mark("Mitigating"),
    "deterrence": mark("Deterrence"),
    "other_penalties": mark("Other penalties"),
    "amount": mark("If fined"),
}

_NOT_COUNTED: dict[NotCounted, str] = {
    "no_decision": mark("not counted: the strand ends without a decision"),
    "no_fault": mark("not fined: neither negligence nor intent is assumed"),
    "no_maximum": mark("not counted: its maximum cannot be computed"),
    "no_amount": mark("no amount has been assumed yet"),
    "time_barred": mark("in no total: barred by time"),
    "not_binding": mark("in no total: it does not bind this service"),
    "never_applied": mark("in no total: it did not apply in the alleged period"),
    "not_competent": mark("in no total: this authority may not fine it"),
}


def step_name(name: StepName, lang: Language) -> str:
    """The name of a step as charts and tables show it."""
    return lang.tr(_NAMES[name])


def not_counted(reason: NotCounted, lang: Language) -> str:
    """Why an infringement adds nothing to a fine; empty where it does."""
    return lang.tr(_NOT_COUNTED[reason]) if reason else ""


def formula(sheet: Worksheet, step: Step, lang: Language) -> str:
    """What a step computes, with its numbers: "0.30 % × € 124,394,686,731.78".

    Estimates stand at their central value; amounts reached so far are rounded for reading.
    """
    match step.name:
        case "start":
            return _start(sheet, step, lang)
        case "amount":
            return lang.tr("amount before the maximum")
        case _ if not step.estimates:
            return lang.tr("no change")
        case "other_penalties":
            before = formats.amount(lang, step.value_eur - step.effect_eur)
            return f"{before} − {formats.amount(lang, step.estimates[0][0].central)}"
        case "deterrence":
            before = formats.amount(lang, _before(sheet, "mitigating"))
            return f"{before} × {formats.number(lang, step.estimates[0][0].central)}"
        case "duration":
            before = formats.amount(lang, _before(sheet, "start"))
            return f"{before} × {formats.number(lang, step.estimates[0][0].central)}"
        case _:
            return _circumstances(sheet, step, lang)


def estimate_words(step: Step, lang: Language) -> str:
    """The uncertain inputs of a step: "likely value of 0.15 – 0.30 – 0.60 %"; often empty."""
    parts = []
    for estimate, unit, _ in step.estimates:
        if estimate.value is None:
            written = formats.estimate(lang, estimate, unit)
            if estimate.reading == "tenths":
                parts.append(lang.tr("middle value of {estimate}", estimate=written))
            elif estimate.likely is None:
                parts.append(lang.tr("midpoint of {estimate}", estimate=written))
            else:
                parts.append(lang.tr("likely value of {estimate}", estimate=written))
    return joined(lang, parts)


def years_words(sheet: Worksheet, step: Step, lang: Language) -> str:
    """How long an infringement counts where its start rests on it, and that the last day does."""
    if step.name != "start" or not METHODS[sheet.method].years_in_start or not step.estimates:
        return ""
    years = trimmed(rounded(step.estimates[2][0].central, 2))
    return lang.tr(
        "years counted: {years}, first and last day included", years=formats.number(lang, years)
    )


def source_text(source: str, lang: Language) -> str:
    """A source as a step names it, in the language: articles are cited alike in all of them."""
    word_, _, number = source.partition(" ")
    return lang.tr("recital {number}", number=number) if word_ == "recital" else source


def _before(sheet: Worksheet, name: StepName) -> float:
    return next(s.value_eur for s in sheet.steps if s.name == name)


def _start(sheet: Worksheet, step: Step, lang: Language) -> str:
    estimate, unit, _ = step.estimates[0]
    if METHODS[sheet.method].years_in_start:
        return _of_sales(step, lang)
    if unit == "eur":
        return formats.amount(lang, estimate.central)
    factors = "".join(f" × {formats.number(lang, e.central)}" for e, _, _ in step.estimates[1:])
    return f"{formats.rate(lang, estimate.central)}{factors} × {_base(sheet, lang)}"


def _base(sheet: Worksheet, lang: Language) -> str:
    """What the share of a starting amount is taken of: turnover, income, or the maximum."""
    if sheet.base == "maximum":
        return formats.exact_amount(lang, sheet.maximum.amount) if sheet.maximum else "–"
    if sheet.turnover is None:
        return "–"
    amount = formats.exact_amount(lang, sheet.turnover.display)
    if sheet.turnover.base == "turnover":
        return amount
    return f"{amount} ({word_inside(lang, 'income_base', 'income')})"


def _of_sales(step: Step, lang: Language) -> str:
    """The sales, the share of them a year and the years, and the entry fee where there is one."""
    sales, share, years, *fee = (e.central for e, _, _ in step.estimates)
    terms = f"{formats.rate(lang, share)} × {formats.number(lang, years)}"
    terms += "".join(f" + {formats.rate(lang, f)}" for f in fee)
    return f"{formats.amount(lang, sales)} × ({terms})"


def _circumstances(sheet: Worksheet, step: Step, lang: Language) -> str:
    """Shares in brackets; mitigating ones are applied together with the aggravating."""
    plus = step.estimates
    minus: tuple[tuple[Estimate, str, str], ...] = ()
    base: StepName = "duration" if step.name == "recurrence" else "recurrence"
    if step.name == "mitigating":
        minus = step.estimates
        plus = next(s.estimates for s in sheet.steps if s.name == "aggravating")
    terms = "".join(f" + {formats.rate(lang, e.central)}" for e, _, _ in plus)
    terms += "".join(f" − {formats.rate(lang, e.central)}" for e, _, _ in minus)
    before = formats.amount(lang, _before(sheet, base))
    return f"{before} × (1{terms})"
