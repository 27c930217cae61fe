"""Rows of marks with their labels beside them: who stands on which row, and how much room it has.

A label stands to the right of its mark, or to the left near the right edge. It never reaches
the next mark of its row: it is cut, then brief, and at last left out, rather than meet another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dsa_sim.report.charts.lettering import drawable, elided, width

Side = Literal["right", "left"]

GAP = 4.0
"""Points between a mark and its label, and between a label and the next mark."""

# A text cut to less than this beyond its brief part says nothing more than that part.
_WORTHWHILE = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMark:
    """A mark at `x` points with the text that belongs to it.

    `brief` is the part of the text that stands alone where there is no room for more.
    """

    x: float
    text: str
    brief: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A mark on its row: the text that fits, on which side; `keys` are all that stand there.

    `text` is empty where there is no room for a label.
    """

    x: float
    row: int
    text: str
    side: Side
    keys: tuple[str, ...]
    full: str
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Where marks may stand: from `left` to `right` points, of a `radius`, labels of a `size`."""

    left: float
    right: float
    radius: float
    size: float

    @property
    def reach(self) -> float:
        """From the middle of a mark to its label."""
        return self.radius + GAP

    def wide(self, text: str) -> float:
        """The room that a label takes with its gap."""
        return width(text, self.size) + self.reach


def allotted(needs: Sequence[int], heights: Sequence[float], room: float) -> tuple[int, ...]:
    """How many rows each lane gets of the rows it needs, where a row of it has that height.

    Rows are taken from the lane that has most until all fit; then from the last lanes their
    only row.
    """
    given = list(needs)

    def used() -> float:
        return sum(n * h for n, h in zip(given, heights, strict=True))

    while used() > room and any(n > 1 for n in given):
        largest = max(range(len(given)), key=lambda n: given[n])
        given[largest] -= 1
    for n in reversed(range(1, len(given))):
        if used() > room:
            given[n] = 0
    return tuple(given)


def rows_needed(spots: Sequence[LabelledMark], track: Track) -> int:
    """How many rows the spots need with every label whole."""
    ends: list[float] = []
    for spot in sorted(spots, key=lambda s: _start(s, track)):
        start, end = _start(spot, track), _start(spot, track) + _span(spot, track)
        row = next((n for n, e in enumerate(ends) if e + GAP <= start), None)
        if row is None:
            ends.append(end)
        else:
            ends[row] = end
    return max(1, len(ends))


def arranged(spots: Sequence[LabelledMark], track: Track, *, rows: int) -> tuple[Placed, ...]:
    """Every spot on one of so many rows; spots that would cover each other stand as one."""
    lines: list[list[Placed]] = [[] for _ in range(rows)]
    for spot in sorted(spots, key=lambda s: s.x):
        text = drawable(spot.text)
        row = _row(lines, spot.x, text, track)
        line = lines[row]
        if line and spot.x - line[-1].x < 2 * track.radius + 1:
            last = line[-1]
            line[-1] = replace(last, keys=(*last.keys, spot.key))
            continue
        line.append(
            Placed(
                x=spot.x, row=row, text="", side="right", keys=(spot.key,), full=text,
                brief=drawable(spot.brief),
            )
        )  # fmt: skip
    return tuple(placed for line in lines for placed in _lettered(line, track))


def cut_before(text: str, tail: str, size: float, room: float) -> str:
    """The text with its tail; where both are too long the text is cut, the tail only at last."""
    kept = elided(drawable(text), size, room - width(tail, size))
    whole = kept + tail if kept else tail.lstrip(": ")
    return elided(whole, size, room)


def _start(spot: LabelledMark, track: Track) -> float:
    """Where a mark with its whole label begins."""
    if _fits_right(spot.x, drawable(spot.text), track):
        return spot.x - track.radius
    return max(track.left, spot.x - track.wide(drawable(spot.text)))


def _span(spot: LabelledMark, track: Track) -> float:
    return track.wide(drawable(spot.text)) + track.radius


def _fits_right(x: float, text: str, track: Track) -> bool:
    return x + track.wide(text) <= track.right


def _row(lines: list[list[Placed]], x: float, text: str, track: Track) -> int:
    """The first row where nothing is cut; else the one whose last mark is furthest away."""
    for n, line in enumerate(lines):
        start = x - track.radius if _fits_right(x, text, track) else x - track.wide(text)
        if start >= track.left - track.radius and (not line or _end(line[-1], track) <= start):
            return n
    return min(range(len(lines)), key=lambda n: lines[n][-1].x if lines[n] else -1.0)


def _end(placed: Placed, track: Track) -> float:
    """Where the whole label of a mark ends, with the gap behind it."""
    if _fits_right(placed.x, placed.full, track):
        return placed.x + track.wide(placed.full) + GAP
    return placed.x + track.radius + GAP


def _lettered(line: list[Placed], track: Track) -> list[Placed]:
    """The marks of a row with as much of their labels as fits."""
    made: list[Placed] = []
    free_from = track.left
    for n, placed in enumerate(line):
        beyond = _free_until(line, n, track)
        right = beyond - placed.x - track.reach
        left = placed.x - track.reach - free_from
        side: Side = "right"
        if right < width(placed.full, track.size) and left > right:
            side = "left"
        text = _cut(placed, max(right, left) if side == "left" else right, track)
        made.append(replace(placed, text=text, side=side))
        end = placed.x + track.radius
        if text and side == "right":
            end = placed.x + track.wide(text)
        free_from = end + GAP
    return made


def _free_until(line: list[Placed], n: int, track: Track) -> float:
    """Where the label of a mark must end: at the next mark, or at the brief label before it."""
    if n + 1 == len(line):
        return track.right
    following = line[n + 1]
    wide = track.wide(following.brief)
    beyond = line[n + 2].x - track.radius if n + 2 < len(line) else track.right
    own = line[n].x + track.wide(line[n].brief)
    if following.x + wide > beyond and own + GAP <= following.x - wide:
        return following.x - wide - GAP
    return following.x - track.radius - GAP


def _cut(placed: Placed, room: float, track: Track) -> str:
    more = len(placed.keys) - 1
    tail = f" +{more}" if more else ""
    room -= width(tail, track.size) if tail else 0.0
    brief_width = width(placed.brief, track.size)
    text = elided(placed.full, track.size, room)
    if text == placed.full or width(text, track.size) >= brief_width + _WORTHWHILE:
        return text + tail
    if brief_width <= room:
        return placed.brief + tail
    # The number of marks that stand here is said even where no words fit.
    return tail.strip() if tail and room >= 0 else ""
