"""Addresses of inputs: where a value lies in a part of the case, and the part with another there.

An address is the identifier of a part, a full stop and a path: the fields that lead to the value,
and places in lists ("risk.chance", "main.appeal.reduction", "risk.aggravating.0"). Scenarios,
worksheets, the simulation, the tornado, problems and fields all name inputs so. A value that holds
one estimate (a starting amount, a circumstance, the reference) stands for it.
"""

from typing import Any

import msgspec

from dsa_sim.model.case import Factor, Reference, StartingAmount
from dsa_sim.model.estimate import Estimate


def split(address: str) -> tuple[str, str]:
    """The identifier of the part, and the path within it."""
    identifier, _, path = address.partition(".")
    return identifier, path


def field_address(address: str) -> str:
    """The address of the field that shows an input: without its place in a list."""
    return ".".join(step for step in address.split(".") if not step.isdigit())


def value_at(part: Any, path: str) -> Any:
    """The value that lies there; None where the part does not have what leads to it."""
    for step in path.split("."):
        if part is None:
            return None
        part = part[int(step)] if isinstance(part, tuple) else getattr(part, step)
    return part


def changes_at(part: Any, path: str, value: Any) -> dict[str, Any]:
    """The fields of a part to change so that another value lies there.

    Raises:
        ValueError: the part does not take that value.
    """
    field, _, rest = path.partition(".")
    return {field: _put(getattr(part, field), rest, value)}


def _put(holder: Any, path: str, value: Any) -> Any:
    if not path:
        return value
    step, _, rest = path.partition(".")
    if isinstance(holder, tuple):
        place = int(step)
        return (*holder[:place], _put(holder[place], rest, value), *holder[place + 1 :])
    changed = _put(getattr(holder, step), rest, value)
    return msgspec.structs.replace(holder, **{step: changed})


def with_estimate(value: Any, estimate: Estimate) -> Any:
    """The value with another estimate in the place of its own."""
    if isinstance(value, StartingAmount):
        return msgspec.structs.replace(value, estimate=estimate)
    if isinstance(value, Factor | Reference):
        return msgspec.structs.replace(value, share=estimate)
    return estimate
