"""What waiting costs: the maximum and the exposure of a strand for other days of its decision.

The preceding financial year changes with the day of the decision, and with it the maximum
(Art. 74(1)); where the method counts years, the duration of an ongoing infringement grows too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from dsa_sim.model.case import Case, Strand
from dsa_sim.model.counting import Coverage, coverage
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.maxima import strand_maxima
from dsa_sim.model.simulation import simulate

TRIALS = 1 << 16
MOST_DAYS = 24
_YEAR = timedelta(366)


@dataclass(frozen=True, kw_only=True)
class DatedExposure:
    """A strand decided on a day: its maximum, and what its fines and payments come to, in euro.

    `year_ends_on` is the end of the financial year that counts on that day. All is None where no
    maximum can be computed.
    """

    decision_on: date
    year_ends_on: date | None = None
    is_projected: bool = False
    maximum_eur: Decimal | None = None
    mean_eur: float | None = None
    p95_eur: float | None = None


@dataclass(frozen=True, kw_only=True)
class ByDecisionDate:
    """The exposure of one strand along days of decision, in their order."""

    strand: Strand
    rows: tuple[DatedExposure, ...]
    coverage: Coverage

    @property
    def ends_with_the_years(self) -> bool:
        """True where a later decision would need a financial year that is not entered."""
        last = self.rows[-1]
        return last.year_ends_on is not None and last.decision_on >= last.year_ends_on + _YEAR


def decision_days(case: Case, strand: Strand) -> tuple[date, ...]:
    """The days worth looking at: from a year before to two years after, where a year ends.

    Each financial year gives the day of its end and the day after it, between which the maximum
    jumps. Days for which the year that ended before would not be entered are left out.
    """
    on = strand.decision_on
    first = min(on - _YEAR, strand.decision_earliest or on)
    last = max(on + 2 * _YEAR, strand.decision_latest or on)
    ends = sorted({y.ends_on for y in case.financial_years})
    if ends and case.provider.year_reading == "before_decision":
        first = max(first, ends[0] + timedelta(1))
        last = max(min(last, ends[-1] + _YEAR), on)
    jumps = [day for end in ends for day in (end, end + timedelta(1))]
    inner = [day for day in (*jumps, on) if first < day < last]
    return tuple(sorted({first, *inner, last}))[:MOST_DAYS]


def by_decision_date(
    case: Case,
    strand: str,
    *,
    scenario: str | None = None,
    days: Sequence[date] | None = None,
    trials: int = TRIALS,
    seed: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ByDecisionDate:
    """Work out a strand for other days of its decision, all with the same random numbers.

    Raises:
        KeyError: no strand or no scenario carries the identifier.
        CancelledError: `cancelled` said so.
    """
    seen = apply_scenario(case, scenario_of(case, scenario))
    alone = _alone(seen, strand)
    part = find_part(alone, strand)
    assert isinstance(part, Strand)
    chosen = decision_days(seen, part) if days is None else days

    def row(day: date) -> DatedExposure:
        return _on(alone, strand, day, trials=trials, seed=seed, cancelled=cancelled)

    return ByDecisionDate(strand=part, rows=tuple(map(row, chosen)), coverage=coverage(alone))


def _alone(case: Case, strand: str) -> Case:
    """The case as if it had only that strand, and no scenarios."""
    proceedings = tuple(
        msgspec.structs.replace(p, strands=tuple(s for s in p.strands if s.id == strand))
        for p in case.proceedings
        if any(s.id == strand for s in p.strands)
    )
    infringements = tuple(i for i in case.infringements if i.strand == strand)
    return msgspec.structs.replace(
        case, proceedings=proceedings, infringements=infringements, scenarios=()
    )


def _on(
    case: Case,
    strand: str,
    day: date,
    *,
    trials: int,
    seed: int | None,
    cancelled: Callable[[], bool] | None,
) -> DatedExposure:
    moved = change(case, strand, decision_on=day, decision_earliest=None, decision_latest=None)
    part = find_part(moved, strand)
    assert isinstance(part, Strand)
    maximum = strand_maxima(moved, part).of("infringement")
    if maximum is None:
        return DatedExposure(decision_on=day)
    year = maximum.turnover.year
    made = DatedExposure(
        decision_on=day, year_ends_on=year.ends_on, is_projected=year.basis == "projected",
        maximum_eur=maximum.amount,
    )  # fmt: skip
    try:
        run = simulate(moved, trials=trials, seed=seed, threads=1, cancelled=cancelled)
    except IncompleteError:
        return made
    if not run.coverage.is_modelled:
        return made
    return replace(made, mean_eur=run.mean_eur, p95_eur=run.quantile_eur(0.95))
