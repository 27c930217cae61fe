"""The provision view (IAS 37) in sentences, for the window and the briefing alike."""

from dataclasses import dataclass

from dsa_sim.language import formats
from dsa_sim.language.translation import Language
from dsa_sim.language.words import meaning, word
from dsa_sim.model.accounting import ProvisionView
from dsa_sim.model.case import ProvisionClasses


@dataclass(frozen=True, kw_only=True)
class ProvisionWords:
    """The class with its chance, what it means, the best estimate and the range."""

    verdict: str
    meaning: str
    estimate: str
    range: str


def provision_words(
    view: ProvisionView, classes: ProvisionClasses, lang: Language
) -> ProvisionWords:
    """What a view says under the user's classes."""
    tr = lang.tr
    if not view.chance:
        verdict = tr(
            "{name}: no outcome brings a payment", name=word(lang, "likelihood", view.likelihood)
        )
        return ProvisionWords(
            verdict=verdict, meaning=meaning(lang, "likelihood", view.likelihood), estimate="",
            range="",
        )  # fmt: skip
    best = formats.amount(lang, view.best_estimate_eur)
    if classes.best_estimate == "expected":
        estimate = tr("Best estimate {amount}: the expected value", amount=best)
    else:
        estimate = tr(
            "Best estimate {amount}: the most likely outcome if anything is paid", amount=best
        )
    low, high = (formats.amount(lang, eur) for eur in view.range_eur)
    return ProvisionWords(
        verdict=tr(
            "{name}: a payment in {chance} of outcomes",
            name=word(lang, "likelihood", view.likelihood),
            chance=formats.share(lang, view.chance),
        ),
        meaning=meaning(lang, "likelihood", view.likelihood),
        estimate=estimate,
        range=tr(
            "8 in 10 payments, if any, are between {low} and {high} (P10 to P90)",
            low=low, high=high,
        ),
    )  # fmt: skip


def whose_call(lang: Language) -> str:
    """What must stand beside every provision view."""
    return lang.tr(
        "Whether to provide for a fine is for the undertaking to judge: here outcomes are only "
        "counted against the thresholds set for this case."
    )
