"""The results at the foot of the scenario matrix, each with its difference from the base case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dsa_sim.language import Language, formats
from dsa_sim.language.translation import mark
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.simulation import Exposure

Known = Mapping[str, Exposure | None]
Value = Callable[[Assessment, Exposure | None], float | None]


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One result across the base case and the scenarios; `exact` is for the tooltips."""

    name: str
    cells: tuple[str, ...]
    exact: tuple[str, ...]


def _of_outcomes(result: Callable[[Exposure], float]) -> Value:
    """A result of the simulation, where something stands behind it."""

    def read(shown: Assessment, exposure: Exposure | None) -> float | None:
        if exposure is None or not shown.coverage.is_modelled:
            return None
        return result(exposure)

    return read


def _if_fined(shown: Assessment, _exposure: Exposure | None) -> float | None:
    return shown.total_eur


def _maximum(shown: Assessment, _exposure: Exposure | None) -> float | None:
    return None if shown.maximum_eur is None else float(shown.maximum_eur)


ROWS: tuple[tuple[str, Value], ...] = (
    (mark("Expected"), _of_outcomes(lambda e: e.mean_eur)),
    (mark("P95"), _of_outcomes(lambda e: e.quantile_eur(0.95))),
    (
        mark("Median payment, if any"),
        _of_outcomes(lambda e: e.paid_quantile_eur(0.5)),
    ),
    (mark("Chance of any fine"), _of_outcomes(lambda e: e.chance_any_fine)),
    (mark("Sum of likely amounts"), _if_fined),
    (mark("Maximum, all decisions"), _maximum),
)
"""The rows in their order; a chance is the one that is no amount."""
_CHANCE = 3


def result_rows(lang: Language, shown: Sequence[Assessment], known: Known) -> tuple[ResultRow, ...]:
    """The rows for assessments in the order of the matrix, the base case first.

    `known` has the exposures by the identifier of the scenario (empty: the base case); one that
    is missing is still being worked out.
    """
    return tuple(_row(lang, n, shown, known) for n in range(len(ROWS)))


def _row(lang: Language, n: int, shown: Sequence[Assessment], known: Known) -> ResultRow:
    name, value = ROWS[n]
    names = [a.scenario.id if a.scenario else "" for a in shown]
    values = [value(a, known.get(k)) for a, k in zip(shown, names, strict=True)]
    is_chance = n == _CHANCE
    cells, exact = [], []
    for k, found in enumerate(values):
        if found is None:
            pending = n <= _CHANCE and names[k] not in known
            cells.append("…" if pending else "–")
            exact.append(lang.tr("being worked out…") if pending else "")
            continue
        text = formats.share(lang, found) if is_chance else formats.amount(lang, found)
        cells.append(text + _difference(lang, found, values[0] if k else None, is_chance=is_chance))
        exact.append("" if is_chance else formats.exact_amount(lang, found))
    return ResultRow(name=lang.tr(name), cells=tuple(cells), exact=tuple(exact))


def _difference(lang: Language, found: float, base: float | None, *, is_chance: bool) -> str:
    """How far a value is from that of the base case, in brackets; empty where it is not."""
    if base is None or found == base:
        return ""
    if is_chance:
        return f"  ({formats.signed_points(lang, found - base)})"
    return f"  ({formats.signed_amount(lang, found - base)})"
