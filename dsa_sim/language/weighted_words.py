"""Scenarios weighed against each other, in words."""

from collections.abc import Mapping

from dsa_sim.language import formats
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case
from dsa_sim.model.simulation import Exposure
from dsa_sim.model.weighted import weighted, weights


def weighted_words(lang: Language, case: Case, known: Mapping[str, Exposure | None]) -> str:
    """What the weighted scenarios come to; empty where none has a weight.

    `known` has the exposures by the identifier of the scenario (empty: the base case).
    """
    shares = weights(case)
    if not shares:
        return ""
    titles = {"": lang.tr("base case"), **{s.id: s.title for s in case.scenarios}}
    names = "; ".join(
        lang.tr("{title}: {share}", title=titles[name], share=formats.share(lang, weight))
        for name, weight in shares
    )
    found = weighted(case, known)
    if found is None:
        return lang.tr("Weighed ({weights}): being worked out…", weights=names)
    return lang.tr(
        "Weighed ({weights}): expected {mean}, P95 {high}, chance of any fine {chance}.",
        weights=names,
        mean=formats.amount(lang, found.mean_eur),
        high=formats.amount(lang, found.quantile_eur(0.95)),
        chance=formats.share(lang, found.chance_any_fine),
    )
