"""The results of the simulation as typed cells, for the briefing and the command line."""

from collections.abc import Callable

from dsa_sim.language.result_words import is_chance, result_name, result_value
from dsa_sim.language.tables import (
    Amount,
    Cell,
    Column,
    Share,
    Table,
    amount_cell,
    row_of,
    share_cell,
)
from dsa_sim.language.translation import Language, mark
from dsa_sim.model.sensitivity import RESULTS, ResultName, result_of
from dsa_sim.model.simulation import Exposure

_IF_PAID: tuple[tuple[str, str, Callable[[Exposure], float]], ...] = (
    ("chance_of_none", mark("Chance that nothing is paid"), lambda e: e.chance_of_none),
    ("if_paid_mean", mark("If anything is paid: expected"), lambda e: e.paid_mean_eur),
    ("if_paid_P10", mark("If anything is paid: P10"), lambda e: e.paid_quantile_eur(0.1)),
    ("if_paid_P50", mark("If anything is paid: median"), lambda e: e.paid_quantile_eur(0.5)),
    ("if_paid_P90", mark("If anything is paid: P90"), lambda e: e.paid_quantile_eur(0.9)),
)
"""What is paid given that anything is, beside the chance that nothing is."""


def result_table(lang: Language, exposure: Exposure) -> Table:
    """Every result with its value, a row each; its key is the name of the result.

    Where nothing is ever paid, there is nothing to say of what is paid if anything is.
    """
    if_paid = _IF_PAID if exposure.chance_of_payment else _IF_PAID[:1]
    return Table(
        columns=(
            Column(title=lang.tr("Result"), share=3.0, wide=True),
            Column(title=lang.tr("Value"), right=True),
        ),
        rows=(
            *(
                row_of(
                    result_name(lang, name),
                    result_cell(lang, name, result_of(exposure, name)),
                    key=name,
                )
                for name in RESULTS
            ),
            *(
                row_of(lang.tr(words), _cell(lang, name, value(exposure)), key=name)
                for name, words, value in if_paid
            ),
        ),
        summary=lang.tr("The results of the simulation."),
    )


def _cell(lang: Language, name: str, value: float) -> Cell:
    return share_cell(lang, value) if name.startswith("chance") else amount_cell(lang, value)


def result_cell(lang: Language, result: ResultName, value: float) -> Cell:
    """A result of the simulation as a cell: a chance, or an amount."""
    exact = Share(value=value) if is_chance(result) else Amount(value=value)
    return Cell(text=result_value(lang, result, value), value=exact)
