"""Sentences about a distribution, each chosen by where its outcomes lie.

"Half of the outcomes are above" is so only where no amount is hit again and again: many outcomes
at nothing, or at the maximum, ask for other words.
"""

from dsa_sim.language import formats
from dsa_sim.language.joining import joined, sentence
from dsa_sim.language.translation import Language
from dsa_sim.model.simulation import Exposure

_HALF_CENT = 0.005
_NEAR = 0.002
"""How far a share of outcomes may be from one in two, or one in twenty, and still be called so."""


def above_words(exposure: Exposure, quantile: float, lang: Language) -> str:
    """How many outcomes lie above a quantile (0–1), and whether it lies at an edge."""
    return _at_edge(_how_many_above(exposure, quantile, lang), exposure.edge_eur(quantile), lang)


def edge_words(edge: tuple[float, float], lang: Language) -> str:
    """How far chance moves a quantile that lies at an edge."""
    low, high = (formats.amount(lang, eur) for eur in edge)
    return lang.tr("anything from {low} to {high} is within the sampling error", low=low, high=high)


def edges_sentence(exposure: Exposure, lang: Language) -> str:
    """The quantiles at an edge, and those known roughly, beside a table; empty without any."""
    said = [
        lang.tr("{name}: {edge}", name=f"P{round(share * 100)}", edge=edge_words(edge, lang))
        for share, edge in exposure.edges_eur
    ]
    said += [
        lang.tr(
            "{name}: standard error {error}",
            name=f"P{round(share * 100)}", error=formats.amount(lang, error),
        )
        for share, error in exposure.rough_eur
    ]  # fmt: skip
    return sentence(joined(lang, said)) if said else ""


def defence_words(exposure: Exposure, lang: Language) -> str:
    """What defending costs, and what it makes of the expected amount; it is in no total."""
    return lang.tr(
        "costs of defence, on top: {cost}, together {sum}",
        cost=formats.amount(lang, exposure.defence_mean_eur),
        sum=formats.amount(lang, exposure.mean_with_defence_eur),
    )


def _at_edge(said: str, edge: tuple[float, float] | None, lang: Language) -> str:
    if edge is None:
        return said
    return lang.tr("{said}; {edge}", said=said, edge=edge_words(edge, lang))


def _how_many_above(exposure: Exposure, quantile: float, lang: Language) -> str:
    amount = exposure.quantile_eur(quantile)
    above = exposure.chance_above(amount + _HALF_CENT)
    if _is_share_of(above, 1 - quantile, exposure):
        return _plainly(quantile, lang)
    if amount == 0:
        none = formats.share(lang, exposure.chance_of_none)
        return lang.tr("{share} of outcomes bring no payment", share=none)
    at = formats.share(lang, exposure.share_at(amount))
    if above <= 0:
        return lang.tr("no outcome is above; {share} are exactly there", share=at)
    return lang.tr(
        "{above} of outcomes are above, {share} exactly there",
        above=formats.share(lang, above), share=at,
    )  # fmt: skip


def one_in_twenty(exposure: Exposure, lang: Language) -> str:
    """What one outcome in twenty exceeds, with its amount, for a headline."""
    amount = exposure.quantile_eur(0.95)
    above = exposure.chance_above(amount + _HALF_CENT)
    shown = formats.amount(lang, amount)
    if _is_share_of(above, 0.05, exposure):
        return lang.tr("1 outcome in 20 is above {amount}", amount=shown)
    if above <= 0:
        return lang.tr("no outcome is above {amount}", amount=shown)
    share = formats.share(lang, above)
    return lang.tr("{share} of outcomes are above {amount}", share=share, amount=shown)


def _is_share_of(above: float, plain: float, exposure: Exposure) -> bool:
    """Whether a share of outcomes may be called by a plain one."""
    return abs(above - plain) <= max(_NEAR, 2 / exposure.trials)


def _plainly(quantile: float, lang: Language) -> str:
    if quantile == 0.5:
        return lang.tr("half of the outcomes are above")
    if quantile == 0.95:
        return lang.tr("1 in 20 outcomes is above")
    return lang.tr(
        "{share} of outcomes are above", share=formats.share(lang, round(1 - quantile, 6))
    )


def severe_sentence(exposure: Exposure, lang: Language) -> str:
    """P95 in a sentence, for summaries."""
    return lang.tr(
        "P95 {amount} ({words})",
        amount=formats.amount(lang, exposure.quantile_eur(0.95)),
        words=above_words(exposure, 0.95, lang),
    )


def if_paid_words(exposure: Exposure, lang: Language) -> str:
    """What is paid if anything is: the median and the range of 8 in 10, beside the chance of none.

    One possible amount is called that; nothing ever paid too.
    """
    none = formats.share(lang, exposure.chance_of_none)
    if not exposure.chance_of_payment:
        return lang.tr("no outcome brings a payment")
    low, high = exposure.paid_quantile_eur(0.1), exposure.paid_quantile_eur(0.9)
    median = formats.amount(lang, exposure.paid_quantile_eur(0.5))
    smallest, largest = exposure.paid_quantile_eur(0.0), exposure.paid_quantile_eur(1.0)
    if largest - smallest < 0.01:
        said = lang.tr("if anything is paid, {amount}: the only possible amount", amount=median)
    elif high - low < 0.01:
        said = lang.tr("if anything is paid, typically {amount} (8 in 10 are this)", amount=median)
    else:
        said = lang.tr(
            "if anything is paid, typically {median} (8 in 10 from {low} to {high})",
            median=median, low=formats.amount(lang, low), high=formats.amount(lang, high),
        )  # fmt: skip
    said = _at_edge(said, exposure.paid_edge_eur(0.5), lang)
    if not exposure.chance_of_none:
        return said
    return lang.tr("{said}; nothing in {none} of outcomes", said=said, none=none)
