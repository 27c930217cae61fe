"""The kinds of typed inputs: what a number counts, and between which bounds it lies.

The annotation of a field carries its kind (`Annotated[Estimate, CHANCE]`). Bounds are read from it
wherever a value comes in: by the constructors of the parts, and so by the case file, and by fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from dsa_sim.marking import mark
from dsa_sim.model.estimate import Estimate, require_sound
from dsa_sim.model.refusals import RefusedValueError

Unit = Literal["share", "eur", "number", "days"]
"""What an estimate counts: shares are fractions of 1, euro are whole euro and cents."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of number: its unit, its bounds (`highest` None: any amount), and what it is called.

    `is_chance` marks the chance of something that happens or does not.
    """

    what: str
    unit: Unit
    highest: int | None = 1
    lowest: int = 0
    is_chance: bool = False


CHANCE = Kind(what=mark("a chance"), unit="share", is_chance=True)
BAND = Kind(what=mark("a band"), unit="share")
PROPORTION = Kind(what=mark("a proportion of sales"), unit="share")
ENTRY_FEE = Kind(what=mark("an entry fee"), unit="share")
REFERENCE_SHARE = Kind(what=mark("a reference share"), unit="share")
CIRCUMSTANCE = Kind(what=mark("a circumstance"), unit="share", highest=10)
RECURRENCE = Kind(what=mark("a recurrence uplift"), unit="share", highest=100)
DURATION = Kind(what=mark("a duration factor"), unit="number", highest=100)
DETERRENCE = Kind(what=mark("a deterrence factor"), unit="number", highest=100)
OTHER_PENALTIES = Kind(what=mark("other penalties"), unit="eur", highest=None)
TURNOVER = Kind(what=mark("a turnover"), unit="eur", highest=None)
GROWTH = Kind(what=mark("a growth"), unit="share", lowest=-1, highest=10)
PER_EURO = Kind(what=mark("an exchange rate"), unit="number", highest=None)
COST = Kind(what=mark("a cost"), unit="eur", highest=None)
REDUCTION = Kind(what=mark("a reduction"), unit="share")
INCREASE = Kind(what=mark("an increase"), unit="share", highest=10)
DAILY_SHARE = Kind(what=mark("a share of the daily maximum"), unit="share")
DEFINITIVE = Kind(what=mark("a definitive share"), unit="share")
DAYS = Kind(what=mark("a number of days"), unit="days", highest=36_600)
RATE = Kind(what=mark("a rate"), unit="share")
WEIGHT = Kind(what=mark("a weight"), unit="share")
STRENGTH = Kind(what=mark("a strength"), unit="share")
GRAVITY_FACTOR = Kind(what=mark("a gravity factor"), unit="number", highest=None)
THRESHOLD = Kind(what=mark("a threshold"), unit="share")
YEARS = Kind(what=mark("a number of years"), unit="number", highest=30)


@cache
def kinds_of(part: type) -> Mapping[str, Kind]:
    """The kinds of the fields of a part that have one, by the names of the fields."""
    hints = get_type_hints(part, include_extras=True)
    found = {name: _kind_in(hint) for name, hint in hints.items()}
    return {name: kind for name, kind in found.items() if kind is not None}


def _kind_in(hint: Any) -> Kind | None:
    if get_origin(hint) is Annotated:
        return next((extra for extra in hint.__metadata__ if isinstance(extra, Kind)), None)
    return next((kind for kind in map(_kind_in, get_args(hint)) if kind is not None), None)


def require_bounds(part: msgspec.Struct) -> None:
    """Refuse estimates of a part that reach beyond the bounds of their kinds."""
    for name, kind in kinds_of(type(part)).items():
        value = getattr(part, name)
        if isinstance(value, Estimate):
            require_between(value, kind.lowest, kind.highest, what=kind.what)


def require_between(estimate: Estimate, lowest: int, highest: int | None, *, what: str) -> None:
    """Refuse an estimate that reaches beyond its bounds; `highest` None is any amount."""
    if estimate.minimum < lowest or (highest is not None and estimate.maximum > highest):
        top = mark("any amount") if highest is None else highest
        raise RefusedValueError("out_of_bounds", what=what, low=lowest, high=top)


def require_chances(*chances: Decimal) -> None:
    """Refuse chances outside 0–1, or that do not add to 1."""
    for chance in chances:
        require_sound(chance, what=CHANCE.what)
        if not 0 <= chance <= 1:
            raise RefusedValueError("chance")
    if sum(chances) != 1:
        raise RefusedValueError("chances_add")
