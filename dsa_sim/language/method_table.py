"""The methods side by side as one table, for the page of methods and for the briefing."""

from collections.abc import Sequence

from dsa_sim.language import formats
from dsa_sim.language.tables import Cell, Column, Row, Table, amount_cell, row_of, share_cell
from dsa_sim.language.translation import Language
from dsa_sim.language.words import meaning, word
from dsa_sim.model.case import Method
from dsa_sim.model.method_comparison import MethodResult


def method_table(lang: Language, results: Sequence[MethodResult], used: Method) -> Table:
    """What each method comes to on the same facts; a row's key is its method.

    The columns are `method`, `sum`, `of_maximum`, `missing` and `origin`.
    """
    tr = lang.tr
    return Table(
        columns=(
            Column(name="method", title=tr("Method"), share=1.5, wide=True),
            Column(name="sum", title=tr("Sum of likely amounts"), right=True),
            Column(name="of_maximum", title=tr("Of the maximum"), right=True),
            Column(name="missing", title=tr("Without an amount"), right=True),
            Column(name="origin", title=tr("Where it comes from"), share=3.2),
        ),
        rows=tuple(_row(lang, result, used) for result in results),
        summary=tr("What each method comes to on the same facts."),
    )


def _row(lang: Language, result: MethodResult, used: Method) -> Row:
    name = word(lang, "method", result.method)
    if result.method == used:
        name = lang.tr("{method} (in use)", method=name)
    missing = len(result.missing)
    return row_of(
        name,
        amount_cell(lang, result.assessment.total_eur),
        _of_maximum(lang, result),
        Cell(text=formats.number(lang, missing) if missing else "–"),
        meaning(lang, "method", result.method),
        key=result.method,
    )


def _of_maximum(lang: Language, result: MethodResult) -> Cell:
    maximum = result.assessment.maximum
    fines = result.assessment.fines_eur(maximum.kind) if maximum else None
    if result.assessment.total_eur is None or fines is None or not maximum or not maximum.amount:
        return share_cell(lang, None)
    return share_cell(lang, fines / float(maximum.amount))
