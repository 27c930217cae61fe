"""The maximum that stands beside a total, with its number of decisions: one wording everywhere."""

from decimal import Decimal

from dsa_sim.language import formats
from dsa_sim.language.joining import joined
from dsa_sim.language.translation import Language
from dsa_sim.model.assessment import Assessment, TotalMaximum
from dsa_sim.model.maxima import Maximum


def maximum_name(found: TotalMaximum | None, lang: Language) -> str:
    """What the figure is called: with the rate, where it is one, and the article that sets it."""
    if found is None:
        return lang.tr("maximum")
    law = ", ".join(found.laws)
    if found.rate is None:
        return lang.tr("maximum ({law})", law=law)
    return lang.tr("{rate} maximum ({law})", rate=formats.rate(lang, found.rate), law=law)


def maximum_amount(shown: Assessment, lang: Language) -> str:
    """The amount with what it adds up: "€ 14.9 bn, 2 decisions"; or why there is none."""
    found = shown.maximum
    if found is None and any(d.counted for d in shown.decisions):
        return lang.tr("not computable yet")
    if found is None:
        return lang.tr("no decision can bring a fine") if shown.decisions else "–"
    parts = [
        formats.amount(lang, found.amount), range_words(lang, found.range_eur),
        counted_words(found, lang),
    ]  # fmt: skip
    return ", ".join(p for p in parts if p)


def counted_words(found: TotalMaximum, lang: Language) -> str:
    """How many maxima a sum adds up; empty for one decision under one maximum."""
    decisions, infringements = found.units
    if decisions + infringements < 2:
        return ""
    parts = []
    if decisions:
        parts.append(lang.ntr("{n} decision", "{n} decisions", decisions))
    if infringements:
        parts.append(lang.ntr("{n} infringement", "{n} infringements", infringements))
    return " + ".join(parts)


def other_reading(found: TotalMaximum, lang: Language) -> str:
    """The maximum under the other reading (recital 117); empty where there is no other."""
    said = []
    if found.per_infringement != found.amount:
        amount = formats.amount(lang, found.per_infringement)
        said.append(
            lang.tr("{amount} if each infringement has a maximum of its own", amount=amount)
        )
    if found.per_decision != found.amount:
        amount = formats.amount(lang, found.per_decision)
        said.append(lang.tr("{amount} if all infringements of a decision share one", amount=amount))
    return joined(lang, said)


def base_words(found: TotalMaximum, lang: Language) -> str:
    """What a share of the maximum is a share of: "of the maximum of 2 decisions, € 14.9 bn"."""
    amount, counted = formats.amount(lang, found.amount), counted_words(found, lang)
    if counted:
        return lang.tr("of the maxima of {counted}, {amount}", counted=counted, amount=amount)
    return lang.tr("of the maximum, {amount}", amount=amount)


def rounded_maximum(lang: Language, maximum: Maximum) -> str:
    """A maximum without the digits that its turnover, as reported, does not support."""
    return formats.amount_known_to(lang, maximum.amount, maximum.precision_eur)


def precision_words(lang: Language, precision_eur: Decimal | None) -> str:
    """How far the rounding of the reported turnover leaves a maximum open; empty if unknown."""
    if not precision_eur:
        return ""
    off = formats.amount(lang, precision_eur / 2)
    return lang.tr("± {off} from the rounding of the turnover as reported", off=off)


def range_words(lang: Language, range_eur: tuple[Decimal, Decimal] | None) -> str:
    """What a maximum may lie between while its turnover is not certain; empty where it is."""
    if range_eur is None:
        return ""
    low, high = (formats.amount(lang, amount) for amount in range_eur)
    return lang.tr("from {low} to {high} by turnover and exchange rate", low=low, high=high)


def ranging(lang: Language, range_eur: tuple[Decimal, Decimal]) -> str:
    """A sentence that says what a maximum may lie between, and why."""
    low, high = (formats.amount(lang, amount) for amount in range_eur)
    return lang.tr(
        "With the growth and the exchange rate that are expected it lies between {low} and {high}.",
        low=low, high=high,
    )  # fmt: skip


def supported_amount(found: TotalMaximum, lang: Language) -> str:
    """The exact amount, and how far its inputs let it be known."""
    exact = formats.exact_amount(lang, found.amount)
    more = (range_words(lang, found.range_eur), precision_words(lang, found.precision_eur))
    return joined(lang, (exact, *more))
