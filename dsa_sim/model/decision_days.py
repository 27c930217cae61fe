"""Which turnover and which maxima apply, by the day of the decision.

The day may be an estimate; then the preceding financial year, and with it the turnover and the
maximum, is another one in some trials (Art. 74: "preceding financial year").
"""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
import numpy as np

from dsa_sim.model.amounts import counted_years
from dsa_sim.model.case import Case, Infringement, Strand
from dsa_sim.model.chain import Array
from dsa_sim.model.decisions import AppliedCap, applied_cap, float_not_above
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import Estimate, around
from dsa_sim.model.maxima import Maximum, StrandMaxima, Turnover, other_person, strand_maxima
from dsa_sim.model.methods import method_of
from dsa_sim.model.problems import Problem


class IncompleteError(Exception):
    """Something is missing without which nothing can be simulated.

    `code` and `where` are those of the `problem` that says what (see `checks`), where one does.
    """

    def __init__(self, code: str, where: str, problem: Problem | None = None) -> None:
        super().__init__(f"{code}: {where}")
        self.code, self.where, self.problem = code, where, problem


@dataclass(frozen=True, kw_only=True)
class DayBases:
    """Turnover, maxima in euro and counted years at every rank of the day of the decision.

    Each table has the shape (BLOCK,), or (1,) where the day is certain. `maxima` are not above
    the exact amounts; turnover and maxima go by `base_key`, and are there where something of that
    kind is modelled (that of Art. 74(1) always). `daily_maxima` go by periodic penalty, `years`
    by infringement (for `value_of_sales` alone). `projected` are the turnovers that are not
    certain, by base or periodic penalty, each with the ranks at which it is the one that counts.
    """

    cap: AppliedCap
    turnover: dict[str, Array]
    maxima: dict[str, Array]
    daily_maxima: dict[str, Array]
    years: dict[str, Array]
    projected: dict[str, tuple[tuple[Turnover, Array], ...]]


def base_key(case: Case, infringement: Infringement) -> str:
    """Under which base an infringement is fined: its kind, or the person who answers alone."""
    person = other_person(infringement, case.provider.name)
    if person:
        return f"person {person}"
    return "procedural" if infringement.is_procedural else "infringement"


def day_estimate(strand: Strand) -> Estimate | None:
    """The day of the decision in days after `decision_on`; None where it is certain."""
    low = ((strand.decision_earliest or strand.decision_on) - strand.decision_on).days
    high = ((strand.decision_latest or strand.decision_on) - strand.decision_on).days
    return None if low == high == 0 else around(low, 0, high)


def days_of(strand: Strand) -> list[date]:
    """The day of the decision at every rank, or the one certain day."""
    estimate = day_estimate(strand)
    if estimate is None:
        return [strand.decision_on]
    offsets = np.rint(quantile_table(estimate)).astype(int)
    by_offset = {int(n): strand.decision_on + timedelta(int(n)) for n in np.unique(offsets)}
    return [by_offset[n] for n in offsets.tolist()]


def day_bases(case: Case, strand: Strand, infringements: tuple[Infringement, ...]) -> DayBases:
    """The bases of a strand at every rank of the day of its decision.

    Raises:
        IncompleteError: a maximum cannot be computed for one of the days.
    """
    days = days_of(strand)
    distinct = sorted(set(days))
    maxima = _maxima_by_day(case, strand, distinct)
    penalties = [p.id for p in strand.periodic if p.chance.maximum > 0]
    kinds = dict.fromkeys(["infringement", *(base_key(case, i) for i in infringements)])
    return DayBases(
        cap=applied_cap(case, maxima[distinct[0]].proceeding.authority),
        turnover={k: _table(days, {d: _turnover(maxima[d], k) for d in distinct}) for k in kinds},
        maxima={k: _table(days, {d: _maximum(maxima[d], k) for d in distinct}) for k in kinds},
        daily_maxima={
            p: _table(days, {d: _daily_maximum(maxima[d], p) for d in distinct}) for p in penalties
        },
        years={
            i.id: _table(days, {d: counted_years(case, i, decision_on=d) for d in distinct})
            for i in infringements
            if method_of(case).years_in_start
        },
        projected={
            k: _projected(days, {d: _found(maxima[d], k).turnover for d in distinct}) for k in kinds
        }
        | {
            p: _projected(days, {d: _daily(maxima[d], p).turnover for d in distinct})
            for p in penalties
        },
    )


def _maxima_by_day(case: Case, strand: Strand, days: list[date]) -> dict[date, StrandMaxima]:
    """The maxima of each day; worked out once for days between the same ends of years."""
    known: dict[int, StrandMaxima] = {}
    found = {}
    ends = [y.ends_on for y in case.financial_years]
    for day in days:
        ended = sum(end < day for end in ends)
        if ended not in known:
            known[ended] = _on(case, strand, day)
        found[day] = known[ended]
    return found


def _on(case: Case, strand: Strand, day: date) -> StrandMaxima:
    if day == strand.decision_on:
        return strand_maxima(case, strand)
    moved = msgspec.structs.replace(
        strand, decision_on=day, decision_earliest=None, decision_latest=None
    )
    proceedings = tuple(
        msgspec.structs.replace(
            p, strands=tuple(moved if s.id == strand.id else s for s in p.strands)
        )
        for p in case.proceedings
    )
    return strand_maxima(msgspec.structs.replace(case, proceedings=proceedings), moved)


def _table(days: list[date], values: dict[date, float]) -> Array:
    if len(set(values.values())) == 1:
        return np.array([next(iter(values.values()))])
    return np.array([values[day] for day in days])


def _turnover(maxima: StrandMaxima, key: str) -> float:
    return float(_found(maxima, key).turnover.euro)


def _maximum(maxima: StrandMaxima, key: str) -> float:
    return float_not_above(_found(maxima, key).amount)


def _found(maxima: StrandMaxima, key: str) -> Maximum:
    by_key = {m.kind: m for m in maxima.maxima} | {f"person {p}": m for p, m in maxima.persons}
    if key not in by_key:
        raise _incomplete(maxima)
    return by_key[key]


def _daily_maximum(maxima: StrandMaxima, item: str) -> float:
    return float_not_above(_daily(maxima, item).amount)


def _daily(maxima: StrandMaxima, item: str) -> Maximum:
    found = next((p.own for p in maxima.periodic if p.item.id == item), None)
    if found is None:
        raise _incomplete(maxima)
    return found


def _projected(
    days: list[date], turnovers: dict[date, Turnover]
) -> tuple[tuple[Turnover, Array], ...]:
    """The turnovers that are not certain, each with the ranks of the day at which it counts."""
    uncertain = {t.year.id: t for t in turnovers.values() if t.range_euro is not None}
    return tuple(
        (turnover, _table(days, {d: float(t.year.id == year) for d, t in turnovers.items()}))
        for year, turnover in uncertain.items()
    )


def _incomplete(maxima: StrandMaxima) -> IncompleteError:
    errors = [p for p in maxima.problems if p.severity == "error"]
    if errors:
        return IncompleteError(errors[0].code, errors[0].where, errors[0])
    return IncompleteError("no_maximum", f"{maxima.strand.id}.decision_on")
