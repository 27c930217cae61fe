"""Where the amounts and the names of the maxima stand in the scenario comparison."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dsa_sim.language import Language, formats
from dsa_sim.report.charts.axes import Scale
from dsa_sim.report.charts.chart_data import ComparisonData, ComparisonRow
from dsa_sim.report.charts.lettering import width
from dsa_sim.report.charts.scene import HorizontalPlace, Item, Label
from dsa_sim.report.charts.style import Look, contrast

PAD = 10.0
GAP = 4.0
_READABLE = 4.5


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A place where a label may stand: `x0` to `x1`, on its baseline, over a colour or none."""

    x: float
    x0: float
    x1: float
    y: float
    place: HorizontalPlace
    over: str = ""

    def meets(self, other: "PlacedText", height: float) -> bool:
        """Tell whether two places overlap, at that height of letters."""
        apart = self.x1 + GAP <= other.x0 or other.x1 + GAP <= self.x0
        return not apart and abs(self.y - other.y) < height

    def crosses(self, x: float | None) -> bool:
        """Tell whether an upright line at `x` would cross the letters."""
        return x is not None and self.x0 - 2 < x < self.x1 + 2


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Where one row is: its middle, its height, its bar."""

    row: ComparisonRow
    top: float
    height: float
    middle: float
    bar: float


class BarLabels:
    """Places texts beside, above and in the bars of a layout, clear of each other and of marks."""

    data: ComparisonData
    lang: Language
    look: Look
    scale: Scale
    width: float
    right: float
    line: float
    stacked: bool

    def parts(self, row: ComparisonRow) -> list[tuple[float, float, str, str]]:
        """The segments of a bar: from where to where in points, colour and kind of fine."""
        look = self.look
        fill = look.accent if row.scenario == self.data.chosen else look.soft
        parts = []
        start = 0.0
        for amount, color, kind in (
            (row.infringement_eur or 0.0, fill, "infringement"),
            (row.procedural_eur or 0.0, look.procedural, "procedural"),
            (row.periodic_eur, look.periodic, "periodic"),
        ):
            if amount > 0:
                ends = self.scale.at(start), self.scale.at(start + amount)
                parts.append((*ends, color, kind))
                start += amount
        return parts

    def texts(
        self, at: PlacedRow, mark: float | None, words: str, said: set[str], *, beyond: bool
    ) -> Iterator[Item]:
        """Amount and name of the maximum where neither meets the other or the mark."""
        total = at.row.total_eur or 0.0
        amount = formats.amount(self.lang, total)
        end = min(self.scale.at(max(total, at.row.reach_eur)), self.right)
        first = list(self._amount_places(at, amount, end, mark))
        for name in self._names(words, at):
            second = list(self._name_places(at, name, end, mark, beyond=beyond))
            for one in first:
                for other in second:
                    if not one.meets(other, self.line):
                        said.add(words)
                        yield self._amount(amount, one)
                        yield self.written(name, other, "maximum name")
                        return
        yield self._amount(amount, first[0])

    def _names(self, words: str, at: PlacedRow) -> Iterable[str]:
        """The words for the maximum, then the amount alone where there is no room for more."""
        if not words or at.row.maximum_eur is None:
            return ()
        return (words, formats.amount(self.lang, at.row.maximum_eur))

    def _amount_places(
        self, at: PlacedRow, text: str, end: float, mark: float | None
    ) -> Iterator[PlacedText]:
        """Right of the bar; above it, short of the mark; in it; beyond the mark; at last across."""
        size, limit = self.look.small_size, self.width - PAD
        wide = width(text, size)
        y = at.middle - 0.36 * size
        places = [PlacedText(end + GAP, end + GAP, end + GAP + wide, y, "left")]
        above = at.middle + at.bar / 2 + 2.5
        if not self.stacked and above + size <= at.top:
            places.append(PlacedText(end, end, end + wide, above, "left"))
            ends = [end] if mark is None else [mark - GAP, end]
            places += [PlacedText(x, x - wide, x, above, "right") for x in ends]
        places += self._places_inside(at, wide, y, mark)
        below = at.middle - at.bar / 2 - size - 1
        if at.row.high_eur is not None and below - 0.3 * size >= at.top - at.height:
            starts = [self.scale.left] if mark is None else [mark + GAP, mark - GAP - wide]
            places += [PlacedText(x, x, x + wide, below, "left") for x in starts]
        if mark is not None:
            places.append(PlacedText(mark + GAP, mark + GAP, mark + GAP + wide, y, "left"))
        good = [
            p for p in places
            if p.x1 <= limit and p.x0 >= self.scale.left and not p.crosses(mark)
        ]  # fmt: skip
        yield from good
        if not good:
            x = min(end + GAP, limit - wide)
            yield PlacedText(x, x, x + wide, y, "left")

    def _places_inside(
        self, at: PlacedRow, wide: float, y: float, mark: float | None
    ) -> Iterator[PlacedText]:
        """At the end of a segment of the bar, or short of the mark in it, where there is room."""
        if at.row.high_eur is not None:
            # The thin line of the range would cross the letters.
            return
        thin = at.bar < 1.2 * self.look.small_size
        for start, end, fill, _ in reversed(self.parts(at.row)):
            # Letters taller than the bar must be read on it and beside it in one colour.
            if thin and contrast(self.look.text, fill) < _READABLE:
                continue
            ends = [end] if mark is None or not start < mark <= end else [mark, end]
            for x in ends:
                if x - GAP - wide >= start:
                    yield PlacedText(
                        x - GAP, x - GAP - wide, x - GAP, y, "right", over="" if thin else fill
                    )

    def _name_places(
        self, at: PlacedRow, text: str, end: float, mark: float | None, *, beyond: bool
    ) -> Iterator[PlacedText]:
        size = self.look.small_size
        wide = width(text, size)
        y = at.middle - 0.36 * size
        above = at.middle + at.bar / 2 + 2.5
        x = self.right if beyond or mark is None else mark
        lanes = [y]
        if not self.stacked and above + size <= at.top:
            lanes.append(above)
        for lane in lanes:
            left = PlacedText(x - GAP, x - GAP - wide, x - GAP, lane, "right")
            start = end if lane == y else self.scale.left - GAP
            if left.x0 >= start + GAP:
                yield left
            right = PlacedText(x + GAP, x + GAP, x + GAP + wide, lane, "left")
            if not beyond and right.x1 <= self.width - PAD and (lane != y or x >= end - 0.5):
                yield right

    def _amount(self, text: str, at: PlacedText) -> Item:
        return self.written(text, at, "amount")

    def written(self, text: str, at: PlacedText, role: str) -> Item:
        """A text in its place, in a colour that can be read there."""
        color = self.look.text
        if at.over:
            color = max((self.look.surface, color), key=lambda c: contrast(c, at.over))
        return Label(
            x=at.x, y=at.y, text=text, size=self.look.small_size, color=color, place=at.place,
            role=role,
        )  # fmt: skip
