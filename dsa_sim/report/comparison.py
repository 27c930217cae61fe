"""Layout of the scenario comparison: a bar for each scenario against its own maximum."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dsa_sim.language import Language, formats
from dsa_sim.report.axes import Scale, gridlines
from dsa_sim.report.chart_data import ComparisonData, ComparisonRow, maximum_words
from dsa_sim.report.lettering import LINE_HEIGHT, drawable, elided, width, wrapped
from dsa_sim.report.scene import (
    Area,
    Box,
    HorizontalPlace,
    Item,
    Label,
    Rule,
    Scene,
    Shape,
    area,
)
from dsa_sim.report.style import Look, contrast

Zoom = Literal["maximum", "amounts"]

_PAD = 10.0
_GAP = 4.0
_THICKEST_BAR = 17.0
_TALLEST_MARK = 42.0
_TITLE_SHARE = 0.34
_NARROW = 330.0
_READABLE = 4.5


def comparison_title(data: ComparisonData, lang: Language) -> str:
    """The title of the chart, with the rate of the maximum."""
    rates = (r.rate for r in data.rows if r.rate is not None)
    rate = formats.rate(lang, next(rates, Decimal("0.06")))
    return lang.tr("Scenarios against the {rate} maximum", rate=rate)


def comparison_scene(
    data: ComparisonData,
    *,
    lang: Language,
    look: Look,
    size: tuple[float, float],
    zoom: Zoom = "maximum",
    with_title: bool = True,
) -> Scene:
    """Place everything the comparison shows on a surface of `size` points.

    `zoom`: the axis reaches to the maxima, or to the amounts, where a maximum beyond the axis
    is an arrow at its edge. Rows that do not fit are counted in a last line.
    """
    return _Layout(data, lang, look, size, zoom, with_title).scene()


@dataclass(frozen=True, slots=True)
class _Text:
    """A place where a label may stand: `x0` to `x1`, on its baseline, over a colour or none."""

    x: float
    x0: float
    x1: float
    y: float
    place: HorizontalPlace
    over: str = ""

    def meets(self, other: "_Text", height: float) -> bool:
        apart = self.x1 + _GAP <= other.x0 or other.x1 + _GAP <= self.x0
        return not apart and abs(self.y - other.y) < height

    def crosses(self, x: float | None) -> bool:
        return x is not None and self.x0 - 2 < x < self.x1 + 2


@dataclass(frozen=True, slots=True)
class _Row:
    """Where one row is: its middle, its height, its bar."""

    row: ComparisonRow
    top: float
    height: float
    middle: float
    bar: float


class _Layout:
    """One layout in the making: sizes are worked out from the outside in."""

    def __init__(
        self,
        data: ComparisonData,
        lang: Language,
        look: Look,
        size: tuple[float, float],
        zoom: Zoom,
        with_title: bool,  # noqa: FBT001 - private, handed on by name above
    ) -> None:
        self.data, self.lang, self.look = data, lang, look
        self.width, self.height = size
        self.line = look.small_size * LINE_HEIGHT
        self.zoom = zoom
        self.titles = self._title_lines() if with_title else ()
        self.legend = self._legend_lines()
        used = len(self.titles) * look.title_size * LINE_HEIGHT + (4 if self.titles else 0)
        self.top = self.height - _PAD - used
        self.bottom = _PAD + self.line * (2 + len(self.legend))
        row_height = (self.top - self.bottom) / max(1, len(data.rows))
        # In a narrow chart with room below each other the titles stand above the bars.
        self.stacked = self.width < _NARROW and row_height >= 3.2 * self.line
        self.left = self._left_end()
        self.right = self.width - _PAD - 8
        self.shown = self._fitting()
        self.scale = self._scale()

    # From the outside in.

    def scene(self) -> Scene:
        items: list[Item] = [*self._title(), *self._axis(), *self._foot()]
        areas: list[Area] = []
        said: set[str] = set()
        for place in self._places():
            items += self._row(place, said)
            areas.append(self._area(place))
        items += self._more()
        return Scene(
            width=self.width,
            height=self.height,
            surface=self.look.surface,
            items=tuple(items),
            areas=tuple(areas),
        )

    def _title_lines(self) -> tuple[str, ...]:
        text = comparison_title(self.data, self.lang)
        lines = 2 if self.height > 190 else 1
        room = self.width - 2 * _PAD
        return wrapped(text, self.look.title_size, room, lines=lines, weight="semibold")

    def _left_end(self) -> float:
        if self.stacked:
            return _PAD + 1
        size = self.look.label_size
        widest = max((width(drawable(r.title), size) for r in self.data.rows), default=0.0)
        return _PAD + min(widest, _TITLE_SHARE * self.width) + 7

    def _fitting(self) -> tuple[ComparisonRow, ...]:
        rows = self.data.rows
        fitting = max(1, int((self.top - self.bottom) / (self.look.label_size * LINE_HEIGHT)))
        return rows if len(rows) <= fitting else rows[: max(1, fitting - 1)]

    def _scale(self) -> Scale:
        totals = [r.total_eur or 0.0 for r in self.shown]
        maxima = [float(r.maximum_eur or 0) for r in self.shown]
        largest = max([*totals, 0.0])
        if self.zoom == "maximum" or not largest:
            reach = max([largest, *maxima]) * 1.06
        else:
            reach = largest * 1.35
        return Scale(left=self.left, right=self.right, reach=reach or 1e6)

    # Parts.

    def _title(self) -> Iterator[Item]:
        look = self.look
        for n, text in enumerate(self.titles):
            yield Label(
                x=_PAD,
                y=self.height - _PAD - look.title_size * (0.85 + n * LINE_HEIGHT),
                text=text, size=look.title_size, color=look.text, weight="semibold",
                role="title",
            )  # fmt: skip

    def _axis(self) -> Iterator[Item]:
        yield from gridlines(
            self.scale,
            lang=self.lang,
            look=self.look,
            bottom=self.bottom,
            top=self.top,
            limit=self.width - 2,
        )

    def _foot(self) -> Iterator[Item]:
        look = self.look
        unit = formats.unit_for(self.lang, self.scale.reach).label
        caption = self.lang.tr("Fines if all that is alleged is fined, {unit}", unit=unit)
        room = self.width - 2 * _PAD
        caption = elided(caption, look.small_size, room)
        x = min(self.left, self.width - _PAD - width(caption, look.small_size))
        y = self.bottom - 2 * self.line - 1
        yield Label(
            x=x, y=y, text=caption, size=look.small_size, color=look.quiet, role="caption"
        )  # fmt: skip
        for line in self.legend:
            y -= self.line
            used = sum(21 + width(text, look.small_size) for _, text in line) - 12
            at = max(_PAD, min(self.left, self.width - _PAD - used))
            for fill, text in line:
                yield Box(x=at, y=y, width=6, height=6, fill=fill, role="legend")
                yield Label(
                    x=at + 9, y=y, text=text, size=look.small_size, color=look.quiet, role="legend"
                )
                at += 9 + width(text, look.small_size) + 12

    def _legend_lines(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Named segments, only where there is more than one kind of them."""
        if not any(r.procedural_eur for r in self.data.rows):
            return ()
        look, room = self.look, self.width - 2 * _PAD - 9
        texts = (self.lang.tr("Fines under Art. 74(1)"), self.lang.tr("Procedural fines"))
        first, second = (
            (fill, elided(text, look.small_size, room))
            for fill, text in zip((look.accent, look.procedural), texts, strict=True)
        )
        left = _PAD + 30 + sum(width(t, look.small_size) for t in texts)
        one_line = left <= self.width - _PAD
        return ((first, second),) if one_line else ((first,), (second,))

    def _places(self) -> Iterator[_Row]:
        hidden = len(self.data.rows) > len(self.shown)
        height = (self.top - self.bottom) / (len(self.shown) + hidden or 1)
        bar = min(_THICKEST_BAR, height * (0.34 if self.stacked else 0.5))
        for n, row in enumerate(self.shown):
            top = self.top - n * height
            middle = top - height / 2
            if self.stacked:
                middle = top - self.line * 1.35 - max(bar, self.line) / 2
            yield _Row(row, top, height, middle, bar)

    def _row(self, at: _Row, said: set[str]) -> Iterator[Item]:
        yield from self._row_title(at)
        row, look = at.row, self.look
        if row.total_eur is None:
            text = elided(
                self.lang.tr("cannot be computed: a maximum is missing"),
                look.small_size,
                self.right - self.scale.left - _GAP,
            )
            yield self._label(text, at, self.scale.left + _GAP, "left", "unknown")
            return
        yield from self._segments(at)
        words = maximum_words(row, self.lang)
        words = "" if words in said else words
        mark = None if row.maximum_eur is None else self.scale.at(float(row.maximum_eur))
        beyond = mark is not None and mark > self.right + 0.5
        if mark is not None:
            yield self._arrow(at) if beyond else self._mark(at, mark)
        yield from self._texts(at, None if beyond else mark, words, said, beyond=beyond)

    def _row_title(self, at: _Row) -> Iterator[Item]:
        look, size = self.look, self.look.label_size
        title = drawable(at.row.title)
        chosen = at.row.scenario == self.data.chosen and len(self.data.rows) > 1
        weight: Literal["regular", "semibold"] = "semibold" if chosen else "regular"
        if self.stacked:
            text = elided(title, size, self.width - 2 * _PAD, weight)
            lines: tuple[str, ...] = (text,)
            x, place, y = _PAD, "left", at.top - self.line
        else:
            room = self.left - _PAD - 7
            step = size * LINE_HEIGHT
            fitting = 2 if at.height >= 2 * step + 2 else 1
            lines = wrapped(title, size, room, lines=fitting, weight=weight)
            x, place = self.left - 7, "right"
            y = at.middle - 0.36 * size + (len(lines) - 1) * step / 2
        for n, text in enumerate(lines):
            yield Label(
                x=x, y=y - n * size * LINE_HEIGHT, text=text, size=size, color=look.text,
                place="right" if place == "right" else "left", weight=weight, role="scenario",
            )  # fmt: skip

    def _parts(self, row: ComparisonRow) -> list[tuple[float, float, str, str]]:
        """The segments of a bar: from where to where in points, colour and kind of fine."""
        look = self.look
        fill = look.accent if row.scenario == self.data.chosen else look.soft
        parts = []
        start = 0.0
        for amount, color, kind in (
            (row.infringement_eur or 0.0, fill, "infringement"),
            (row.procedural_eur or 0.0, look.procedural, "procedural"),
        ):
            if amount > 0:
                ends = self.scale.at(start), self.scale.at(start + amount)
                parts.append((*ends, color, kind))
                start += amount
        return parts

    def _segments(self, at: _Row) -> Iterator[Item]:
        for x0, x1, color, kind in self._parts(at.row):
            yield Box(
                x=x0,
                y=at.middle - at.bar / 2,
                width=x1 - x0,
                height=at.bar,
                fill=color,
                role=f"segment {kind} {at.row.scenario}",
            )

    def _mark(self, at: _Row, x: float) -> Item:
        half = min(_TALLEST_MARK, at.height * 0.72, at.bar * 2.4) / 2
        above = at.bar / 2 + 1 if self.stacked else half
        return Rule(
            x1=x, x2=x, y1=at.middle - half, y2=at.middle + above, color=self.look.mark,
            width=1.4, role=f"maximum {at.row.scenario}",
        )  # fmt: skip

    def _arrow(self, at: _Row) -> Item:
        tip, half = self.right + 7, min(4.0, at.bar / 2)
        corners = ((tip - 6, at.middle - half), (tip, at.middle), (tip - 6, at.middle + half))
        return Shape(corners=corners, fill=self.look.mark, role=f"maximum beyond {at.row.scenario}")

    def _texts(
        self, at: _Row, mark: float | None, words: str, said: set[str], *, beyond: bool
    ) -> Iterator[Item]:
        """Amount and name of the maximum where neither meets the other or the mark."""
        total = at.row.total_eur or 0.0
        amount = formats.amount(self.lang, total)
        end = self.scale.at(total)
        first = list(self._amount_places(at, amount, end, mark))
        for name in self._names(words, at):
            second = list(self._name_places(at, name, end, mark, beyond=beyond))
            for one in first:
                for other in second:
                    if not one.meets(other, self.line):
                        said.add(words)
                        yield self._amount(amount, one)
                        yield self._written(name, other, "maximum name")
                        return
        yield self._amount(amount, first[0])

    def _names(self, words: str, at: _Row) -> Iterable[str]:
        """The words for the maximum, then the amount alone where there is no room for more."""
        if not words or at.row.maximum_eur is None:
            return ()
        return (words, formats.amount(self.lang, at.row.maximum_eur))

    def _amount_places(
        self, at: _Row, text: str, end: float, mark: float | None
    ) -> Iterator[_Text]:
        """Right of the bar; above it, short of the mark; in it; beyond the mark; at last across."""
        size, limit = self.look.small_size, self.width - _PAD
        wide = width(text, size)
        y = at.middle - 0.36 * size
        places = [_Text(end + _GAP, end + _GAP, end + _GAP + wide, y, "left")]
        above = at.middle + at.bar / 2 + 2.5
        if not self.stacked and above + size <= at.top:
            places.append(_Text(end, end, end + wide, above, "left"))
            ends = [end] if mark is None else [mark - _GAP, end]
            places += [_Text(x, x - wide, x, above, "right") for x in ends]
        places += self._places_inside(at, wide, y, mark)
        if mark is not None:
            places.append(_Text(mark + _GAP, mark + _GAP, mark + _GAP + wide, y, "left"))
        good = [
            p for p in places
            if p.x1 <= limit and p.x0 >= self.scale.left and not p.crosses(mark)
        ]  # fmt: skip
        yield from good
        if not good:
            x = min(end + _GAP, limit - wide)
            yield _Text(x, x, x + wide, y, "left")

    def _places_inside(
        self, at: _Row, wide: float, y: float, mark: float | None
    ) -> Iterator[_Text]:
        """At the end of a segment of the bar, or short of the mark in it, where there is room."""
        thin = at.bar < 1.2 * self.look.small_size
        for start, end, fill, _ in reversed(self._parts(at.row)):
            # Letters taller than the bar must be read on it and beside it in one colour.
            if thin and contrast(self.look.text, fill) < _READABLE:
                continue
            ends = [end] if mark is None or not start < mark <= end else [mark, end]
            for x in ends:
                if x - _GAP - wide >= start:
                    yield _Text(
                        x - _GAP, x - _GAP - wide, x - _GAP, y, "right", over="" if thin else fill
                    )

    def _name_places(
        self, at: _Row, text: str, end: float, mark: float | None, *, beyond: bool
    ) -> Iterator[_Text]:
        size = self.look.small_size
        wide = width(text, size)
        y = at.middle - 0.36 * size
        above = at.middle + at.bar / 2 + 2.5
        x = self.right if beyond or mark is None else mark
        lanes = [y]
        if not self.stacked and above + size <= at.top:
            lanes.append(above)
        for lane in lanes:
            left = _Text(x - _GAP, x - _GAP - wide, x - _GAP, lane, "right")
            start = end if lane == y else self.scale.left - _GAP
            if left.x0 >= start + _GAP:
                yield left
            right = _Text(x + _GAP, x + _GAP, x + _GAP + wide, lane, "left")
            if not beyond and right.x1 <= self.width - _PAD and (lane != y or x >= end - 0.5):
                yield right

    def _amount(self, text: str, at: _Text) -> Item:
        return self._written(text, at, "amount")

    def _written(self, text: str, at: _Text, role: str) -> Item:
        color = self.look.text
        if at.over:
            color = max((self.look.surface, color), key=lambda c: contrast(c, at.over))
        return Label(
            x=at.x, y=at.y, text=text, size=self.look.small_size, color=color, place=at.place,
            role=role,
        )  # fmt: skip

    def _label(self, text: str, at: _Row, x: float, place: HorizontalPlace, role: str) -> Item:
        size = self.look.small_size
        return Label(
            x=x, y=at.middle - 0.36 * size, text=text, size=size, color=self.look.quiet,
            place=place, role=role,
        )  # fmt: skip

    def _more(self) -> Iterator[Item]:
        hidden = len(self.data.rows) - len(self.shown)
        if not hidden:
            return
        height = (self.top - self.bottom) / (len(self.shown) + 1)
        text = self.lang.ntr("and {n} more scenario", "and {n} more scenarios", hidden)
        yield Label(
            x=self.scale.left + _GAP,
            y=self.bottom + height / 2 - 0.36 * self.look.small_size,
            text=elided(text, self.look.small_size, self.right - self.scale.left - _GAP),
            size=self.look.small_size, color=self.look.quiet, role="more",
        )  # fmt: skip

    def _area(self, at: _Row) -> Area:
        lang, row = self.lang, at.row
        lines = [row.title]
        if row.total_eur is None:
            lines.append(lang.tr("cannot be computed: a maximum is missing"))
        else:
            for label, amount in (
                (lang.tr("Fines under Art. 74(1)"), row.infringement_eur),
                (lang.tr("Procedural fines"), row.procedural_eur),
                (lang.tr("Maximum under Art. 74(1)"), row.maximum_eur),
            ):
                lines.append(f"{label}: {formats.exact_amount(lang, amount)}")
        return area(
            (self.width, self.height),
            x=0,
            y=at.top - at.height,
            width=self.width,
            height=at.height,
            text="\n".join(lines),
            key=row.scenario,
        )
