"""What tells two scenarios apart, input by input, and how much each input moves the results."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from dsa_sim.model.address import changes_at, split
from dsa_sim.model.attributed_runs import TRIALS, AttributedRuns, Step
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.inputs import (
    apply_override,
    apply_scenario,
    override,
    read,
    scenario_of,
    targets,
)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One input that differs: its values, and what going from one to the other moves, in euro.

    The moves are averages over the orders in which the inputs may change (`attribution`): they add
    up to the whole difference. None where a result cannot be computed on one side.
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

    All with the same random numbers; the rows are in the order of the scenario matrix.

    Raises:
        KeyError: no scenario carries an identifier.
        CancelledError: `cancelled` said so.
    """
    start, end = (
        msgspec.structs.replace(apply_scenario(case, scenario_of(case, name)), scenarios=())
        for name in (first, second)
    )
    targeted = [(target, read(start, target), read(end, target)) for target in targets(end)]
    changed = [(name, before, after) for name, before, after in targeted if before != after]
    if not changed:
        return ()
    steps = [(True, _setting(name, after)) for name, _, after in changed]
    runs = AttributedRuns(start, end, steps, trials, cancelled)
    (maxima, _), (means, _) = runs.maxima(), runs.means()
    return tuple(
        Difference(target=name, before=before, after=after, maximum_eur=maximum, mean_eur=mean)
        for (name, before, after), maximum, mean in zip(changed, maxima, means, strict=True)
    )


def _setting(target: str, value: Any) -> Step:
    return lambda case: _with(case, target, value)


def _with(case: Case, target: str, value: Any) -> Case:
    if value is not None and value != ():
        return apply_override(case, override(case, target, value))
    identifier, path = split(target)
    return change(case, identifier, **changes_at(find_part(case, identifier), path, value))
