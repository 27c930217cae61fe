"""What tells two scenarios apart, input by input, and how much each input moves the results."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from dsa_sim.model.address import changes_at, split
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.inputs import (
    apply_override,
    apply_scenario,
    override,
    read,
    scenario_of,
    targets,
)
from dsa_sim.model.simulation import simulate

TRIALS = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One input that differs: its values, and what going from one to the other moves, in euro.

    The moves are those of the inputs before it being changed already, so that they add up to the
    whole difference; None where a result cannot be computed on one side.
    """

    target: str
    before: Any
    after: Any
    maximum_eur: Decimal | None
    mean_eur: float | None


def differences(
    case: Case,
    first: str | None,
    second: str | None,
    *,
    trials: int = TRIALS,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Difference, ...]:
    """What leads from one scenario to another (identifiers; None: the base case).

    All with the same random numbers, in the order of the scenario matrix.

    Raises:
        KeyError: no scenario carries an identifier.
        CancelledError: `cancelled` said so.
    """
    start, end = (
        msgspec.structs.replace(apply_scenario(case, scenario_of(case, name)), scenarios=())
        for name in (first, second)
    )
    found, seen = [], start
    results = headline(seen, trials, cancelled)
    for target in targets(end):
        before, after = read(seen, target), read(end, target)
        if before == after:
            continue
        seen = _with(seen, target, after)
        now = headline(seen, trials, cancelled)
        found.append(
            Difference(
                target=target, before=before, after=after,
                maximum_eur=less(now[0], results[0]), mean_eur=less(now[1], results[1]),
            )
        )  # fmt: skip
        results = now
    return tuple(found)


def _with(case: Case, target: str, value: Any) -> Case:
    if value is not None and value != ():
        return apply_override(case, override(case, target, value))
    identifier, path = split(target)
    return change(case, identifier, **changes_at(find_part(case, identifier), path, value))


def headline(
    case: Case, trials: int, cancelled: Callable[[], bool] | None
) -> tuple[Decimal | None, float | None]:
    """The statutory maximum of a case, and the expected amount; None where there is none.

    Raises:
        CancelledError: `cancelled` said so.
    """
    maximum = assess(case).maximum_eur
    try:
        found = simulate(case, trials=trials, threads=1, cancelled=cancelled)
    except IncompleteError:
        return maximum, None
    return maximum, found.mean_eur if found.coverage.is_modelled else None


def less(now: Any, before: Any) -> Any:
    """How much more there is now; None where one of the two is not there."""
    return None if now is None or before is None else now - before
