"""Scenarios weighed against each other, in words."""

from collections.abc import Mapping

from dsa_sim.language import formats
from dsa_sim.language.tables import Cell, Column, Table, amount_cell, row_of, share_cell
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case
from dsa_sim.model.simulation import Exposure
from dsa_sim.model.weighted import Weighted, weighted, weights


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
    if not found.is_assessed:
        return lang.tr("Weighed ({weights}): nothing is assessed in one of them.", weights=names)
    return lang.tr(
        "Weighed ({weights}): expected {mean}, P95 {high}, chance of any fine {chance}.",
        weights=names,
        mean=formats.amount(lang, found.mean_eur),
        high=formats.amount(lang, found.quantile_eur(0.95)),
        chance=formats.share(lang, found.chance_any_fine),
    )


def weighted_table(
    lang: Language, case: Case, known: Mapping[str, Exposure | None]
) -> Table | None:
    """The weighed scenarios, and what they come to together; None where none has a weight.

    None too where one of them cannot be computed, or has nothing assessed.
    """
    found = weighted(case, known)
    if found is None or not found.is_assessed:
        return None
    titles = {"": lang.tr("Base case"), **{s.id: s.title for s in case.scenarios}}
    parts = zip(weights(case), found.parts, strict=True)
    return Table(
        columns=(
            Column(title=lang.tr("Scenario"), share=2.2, wide=True),
            Column(title=lang.tr("Weight"), share=0.8, right=True),
            Column(title=lang.tr("Expected"), right=True),
            Column(title=lang.tr("P95"), right=True),
            Column(title=lang.tr("Chance of any fine"), right=True),
            Column(title=lang.tr("Chance that nothing is paid"), right=True),
        ),
        rows=(
            *(
                row_of(titles[name], share_cell(lang, weight), *_cells(lang, exposure), key=name)
                for (name, weight), (_, exposure) in parts
            ),
            row_of(
                lang.tr("Weighed together"), share_cell(lang, 1), *_cells(lang, found),
                key="weighted", strong=True,
            ),
        ),
        summary=lang.tr("The scenarios by their weights, and what they come to together."),
    )  # fmt: skip


def _cells(lang: Language, found: Exposure | Weighted) -> tuple[Cell, ...]:
    return (
        amount_cell(lang, found.mean_eur), amount_cell(lang, found.quantile_eur(0.95)),
        share_cell(lang, found.chance_any_fine), share_cell(lang, found.chance_of_none),
    )  # fmt: skip
