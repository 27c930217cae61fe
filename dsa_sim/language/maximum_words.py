"""The maximum that stands beside a total, with its number of decisions: one wording everywhere."""

from dsa_sim.language import formats
from dsa_sim.language.translation import Language
from dsa_sim.model.assessment import TotalMaximum


def maximum_name(found: TotalMaximum | None, lang: Language) -> str:
    """What the figure is called: with the rate, where it is one, and the article that sets it."""
    if found is None:
        return lang.tr("maximum")
    law = ", ".join(found.laws)
    if found.rate is None:
        return lang.tr("maximum ({law})", law=law)
    return lang.tr("{rate} maximum ({law})", rate=formats.rate(lang, found.rate), law=law)


def maximum_amount(found: TotalMaximum | None, lang: Language) -> str:
    """The amount with what it adds up: "€ 14.9 bn, 2 decisions"."""
    if found is None:
        return lang.tr("no decision can bring a fine, or it is not computable yet")
    parts = [formats.amount(lang, found.amount), counted_words(found, lang)]
    return ", ".join(p for p in parts if p)


def counted_words(found: TotalMaximum, lang: Language) -> str:
    """How many maxima a sum adds up; empty for one decision under one maximum."""
    if found.cap == "per_infringement" and found.infringements > 1:
        return lang.ntr("{n} infringement", "{n} infringements", found.infringements)
    if found.decisions > 1:
        return lang.ntr("{n} decision", "{n} decisions", found.decisions)
    return ""


def other_reading(found: TotalMaximum, lang: Language) -> str:
    """The maximum under the other reading (recital 117); empty where both are the same."""
    if found.other_cap == found.amount:
        return ""
    amount = formats.amount(lang, found.other_cap)
    if found.cap == "per_decision":
        return lang.tr("{amount} if each infringement has a maximum of its own", amount=amount)
    return lang.tr("{amount} if all infringements of a decision share one", amount=amount)


def base_words(found: TotalMaximum, lang: Language) -> str:
    """What a share of the maximum is a share of: "of the maximum of 2 decisions, € 14.9 bn"."""
    amount, counted = formats.amount(lang, found.amount), counted_words(found, lang)
    if counted:
        return lang.tr("of the maxima of {counted}, {amount}", counted=counted, amount=amount)
    return lang.tr("of the maximum, {amount}", amount=amount)


def supported_amount(found: TotalMaximum, lang: Language) -> str:
    """The exact amount, and how far its inputs let it be known."""
    exact = formats.exact_amount(lang, found.amount)
    if found.precision_eur is None:
        return exact
    off = formats.amount(lang, found.precision_eur / 2)
    return lang.tr(
        "{exact} from the turnover as reported; its rounding leaves ± {off}", exact=exact, off=off
    )
