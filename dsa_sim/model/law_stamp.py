"""What a case file remembers of the law data with which the case was last worked through."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from dsa_sim.model.estimate import ShortText
from dsa_sim.model.part import Part

MOST_FIGURES = 5000

LawFigureKind = Literal["maximum", "applies", "deadline", "average_rate"]


class LawFigure(Part, frozen=True, kw_only=True):
    """A figure of the case that rests on the law data.

    `kind` is the maximum of an infringement or of the whole case in euro, the first day that
    counts of an infringement, a day that the law counts, or the average rate on record for an
    exchange rate of the case. `about` is the identifier of the part it belongs to (`case` for the
    whole), `code` that of the deadline. `value` is a day or a number.
    """

    kind: LawFigureKind
    about: ShortText
    code: ShortText = ""
    value: ShortText = ""


class LawStamp(Part, frozen=True, kw_only=True):
    """The law data with which a case was last saved, and the figures that rested on them.

    `law_version` is the day up to which the data reach; `issued_on` the day on which their pack was
    made, nothing for the data that came with the program.
    """

    law_version: date
    issued_on: date | None = None
    figures: Annotated[tuple[LawFigure, ...], msgspec.Meta(max_length=MOST_FIGURES)] = ()
