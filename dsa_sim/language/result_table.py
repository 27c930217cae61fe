"""The results of the simulation as typed cells, for the briefing and the command line."""

from dsa_sim.language.result_words import is_chance, result_name, result_value
from dsa_sim.language.tables import Amount, Cell, Column, Share, Table, row_of
from dsa_sim.language.translation import Language
from dsa_sim.model.sensitivity import RESULTS, ResultName, result_of
from dsa_sim.model.simulation import Exposure


def result_table(lang: Language, exposure: Exposure) -> Table:
    """Every result with its value, a row each; its key is the name of the result."""
    return Table(
        columns=(
            Column(title=lang.tr("Result"), share=3.0, wide=True),
            Column(title=lang.tr("Value"), right=True),
        ),
        rows=tuple(
            row_of(
                result_name(lang, name),
                result_cell(lang, name, result_of(exposure, name)),
                key=name,
            )
            for name in RESULTS
        ),
        summary=lang.tr("The results of the simulation."),
    )


def result_cell(lang: Language, result: ResultName, value: float) -> Cell:
    """A result of the simulation as a cell: a chance, or an amount."""
    exact = Share(value=value) if is_chance(result) else Amount(value=value)
    return Cell(text=result_value(lang, result, value), value=exact)
