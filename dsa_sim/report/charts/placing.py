"""Finding room for labels: rectangles that must not meet, and lines better left uncrossed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dsa_sim.model.chain import Array
from dsa_sim.report.charts.lettering import Weight, width
from dsa_sim.report.charts.scene import Box, Item, Label

_BELOW, _ABOVE = 0.3, 1.0
"""How far letters reach below and above their baseline, as multiples of their size."""
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: "Rect") -> bool:
        """True where both share room."""
        across = self.x0 < other.x1 and other.x0 < self.x1
        return across and self.y0 < other.y1 and other.y0 < self.y1

    def within(self, other: "Rect") -> bool:
        """True where this one lies inside the other."""
        across = self.x0 >= other.x0 and self.x1 <= other.x1
        return across and self.y0 >= other.y0 and self.y1 <= other.y1


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a text may stand, from `x` on its baseline `y`."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight = "regular"

    @property
    def rect(self) -> Rect:
        """The room it takes."""
        wide = width(self.text, self.size, self.weight)
        low, high = self.y - _BELOW * self.size, self.y + _ABOVE * self.size
        return Rect(self.x - _GAP, low, self.x + wide + _GAP, high)

    def label(self, color: str, role: str) -> Label:
        """The text on its place."""
        return Label(
            x=self.x, y=self.y, text=self.text, size=self.size, color=color, role=role,
            weight=self.weight,
        )  # fmt: skip


class Board:
    """The room of a chart: what is taken, and the lines that labels should not cross."""

    def __init__(self, inside: Rect) -> None:
        self._inside = inside
        self._taken: list[Rect] = []
        self._thin: list[Rect] = []
        self._lines: list[tuple[Array, Array]] = []

    def take(self, rect: Rect) -> None:
        """Keep labels out of a rectangle."""
        self._taken.append(rect)

    def take_softly(self, rect: Rect) -> None:
        """Keep labels off a thin line where there is room elsewhere; see `backing`."""
        self._thin.append(rect)

    def avoid(self, points: Sequence[tuple[float, float]]) -> None:
        """Keep labels off a line through points, where there is room elsewhere."""
        made = np.array(points, dtype=float).reshape(-1, 2)
        if len(made) > 1:
            low, high = np.minimum(made[:-1], made[1:]), np.maximum(made[:-1], made[1:])
            self._lines.append((low, high))

    def fits(self, rect: Rect) -> bool:
        """True where the rectangle is inside and meets nothing that is taken."""
        return rect.within(self._inside) and not any(rect.meets(t) for t in self._taken)

    def crossings(self, rect: Rect) -> int:
        """How many pieces of lines run through a rectangle."""
        count = 0
        for low, high in self._lines:
            across = (low[:, 0] < rect.x1) & (high[:, 0] > rect.x0)
            upright = (low[:, 1] < rect.y1) & (high[:, 1] > rect.y0)
            count += int(np.count_nonzero(across & upright))
        return count

    def crosses_thin(self, rect: Rect) -> int:
        """How many thin lines run through a rectangle."""
        return sum(rect.meets(thin) for thin in self._thin)

    def place(self, spots: Iterable[Spot], *, crossing: bool) -> Spot | None:
        """The first spot that fits off all lines, else the one that crosses least; it is taken.

        Without `crossing` no curve may be crossed.
        """
        taken = [(s, s.rect) for s in spots if s.text]
        fitting = [(s, rect) for s, rect in taken if self.fits(rect)]
        crossed = [(self.crossings(rect), self.crosses_thin(rect)) for _, rect in fitting]
        if not fitting or (min(crossed)[0] and not crossing):
            return None
        best, rect = fitting[crossed.index(min(crossed))]
        self.take(rect)
        return best

    def backing(self, spot: Spot, surface: str) -> Iterator[Item]:
        """A patch of the surface behind a label that stands across a thin line."""
        rect = spot.rect
        if self.crosses_thin(rect):
            yield Box(
                x=rect.x0, y=rect.y0, width=rect.x1 - rect.x0, height=rect.y1 - rect.y0,
                fill=surface, role="backing",
            )  # fmt: skip
