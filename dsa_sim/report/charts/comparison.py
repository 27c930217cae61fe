"""Layout of the scenario comparison: a bar for each scenario against its own maximum."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import named
from dsa_sim.language.national_words import maximum_heading
from dsa_sim.language.translation import mark
from dsa_sim.report.charts.axes import Scale, gridlines
from dsa_sim.report.charts.chart_data import (
    ComparisonData,
    ComparisonRow,
    maximum_words,
    segments_of,
)
from dsa_sim.report.charts.comparison_labels import GAP, PAD, BarLabels, PlacedRow
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import Layout
from dsa_sim.report.charts.lettering import LINE_HEIGHT, drawable, elided, width, wrapped
from dsa_sim.report.charts.native import Meaning, NativeChart, Series, scaled
from dsa_sim.report.charts.scene import (
    Area,
    Box,
    HorizontalPlace,
    Item,
    Label,
    Rule,
    Shape,
    area,
)

Zoom = Literal["maximum", "amounts"]

_THICKEST_BAR = 17.0
_TALLEST_MARK = 42.0
_TITLE_SHARE = 0.34
_NARROW = 330.0


def comparison_title(data: ComparisonData, lang: Language) -> str:
    """The title of the chart, with the rate of the maximum."""
    rates = (r.rate for r in data.rows if r.rate is not None)
    rate = formats.rate(lang, next(rates, Decimal("0.06")))
    return lang.tr("Scenarios against the {rate} maximum", rate=rate)


class _Layout(BarLabels, Layout[ComparisonData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self, zoom: Zoom = "maximum") -> None:
        """Work out where the parts go."""
        data, look = self.data, self.look
        self.zoom = zoom
        self.titles = self._title_lines() if self.titles else ()
        self.legend = self._legend_lines()
        used = len(self.titles) * look.title_size * LINE_HEIGHT + (4 if self.titles else 0)
        self.top = self.height - PAD - used
        self.bottom = PAD + self.line * (2 + len(self.legend))
        row_height = (self.top - self.bottom) / max(1, len(data.rows))
        # In a narrow chart with self.room below each other the titles stand above the bars.
        self.stacked = self.width < _NARROW and row_height >= 3.2 * self.line
        self.left = self._left_end()
        self.right = self.width - PAD - 8
        self.shown = self._fitting()
        self.scale = self._scale()

    # From the outside in.

    def _items(self) -> Iterator[Item]:
        yield from (*self._title(), *self._axis(), *self._foot())
        said: set[str] = set()
        for place in self._places():
            yield from self._row(place, said)
        yield from self._more()

    def _areas(self) -> Iterator[Area]:
        return map(self._area, self._places())

    def _title_lines(self) -> tuple[str, ...]:
        text = comparison_title(self.data, self.lang)
        lines = 2 if self.height > 190 else 1
        room = self.width - 2 * PAD
        return wrapped(text, self.look.title_size, room, lines=lines, weight="semibold")

    def _left_end(self) -> float:
        if self.stacked:
            return PAD + 1
        size = self.look.label_size
        widest = max((width(drawable(r.title), size) for r in self.data.rows), default=0.0)
        return PAD + min(widest, _TITLE_SHARE * self.width) + 7

    def _fitting(self) -> tuple[ComparisonRow, ...]:
        rows = self.data.rows
        fitting = max(1, int((self.top - self.bottom) / (self.look.label_size * LINE_HEIGHT)))
        return rows if len(rows) <= fitting else rows[: max(1, fitting - 1)]

    def _scale(self) -> Scale:
        totals = [r.reach_eur for r in self.shown]
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
                x=PAD,
                y=self.height - PAD - look.title_size * (0.85 + n * LINE_HEIGHT),
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
        caption = self.lang.tr("Sum of likely amounts if all is fined, {unit}", unit=unit)
        if self.data.measure == "expected":
            caption = self.lang.tr(
                "Expected amount, {unit}; thin line: 9 in 10 outcomes lie between its ends",
                unit=unit,
            )
        room = self.width - 2 * PAD
        caption = elided(caption, look.small_size, room)
        x = min(self.left, self.width - PAD - width(caption, look.small_size))
        y = self.bottom - 2 * self.line - 1
        yield Label(
            x=x, y=y, text=caption, size=look.small_size, color=look.quiet, role="caption"
        )  # fmt: skip
        for line in self.legend:
            y -= self.line
            used = sum(21 + width(text, look.small_size) for _, text in line) - 12
            at = max(PAD, min(self.left, self.width - PAD - used))
            for fill, text in line:
                yield Box(x=at, y=y, width=6, height=6, fill=fill, role="legend")
                yield Label(
                    x=at + 9, y=y, text=text, size=look.small_size, color=look.quiet, role="legend"
                )
                at += 9 + width(text, look.small_size) + 12

    def _legend_lines(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Named segments, only where there is more than one kind of them."""
        look, room = self.look, self.width - 2 * PAD - 9
        fills = (look.accent, look.procedural, look.periodic)
        named = [
            (fill, elided(text, look.small_size, room))
            for fill, (field, text) in zip(
                fills,
                segments_of(self.data.measure, self.lang, national=self.data.national).items(),
                strict=False,
            )
            if field == "infringement_eur" or any(getattr(r, field) for r in self.data.rows)
        ]
        if len(named) == 1:
            return ()
        used = 21 * len(named) + sum(width(text, look.small_size) for _, text in named)
        one_line = used <= self.width - 2 * PAD
        return (tuple(named),) if one_line else tuple((entry,) for entry in named)

    def _places(self) -> Iterator[PlacedRow]:
        hidden = len(self.data.rows) > len(self.shown)
        height = (self.top - self.bottom) / (len(self.shown) + hidden or 1)
        bar = min(_THICKEST_BAR, height * (0.34 if self.stacked else 0.5))
        for n, row in enumerate(self.shown):
            top = self.top - n * height
            middle = top - height / 2
            if self.stacked:
                middle = top - self.line * 1.35 - max(bar, self.line) / 2
            yield PlacedRow(row, top, height, middle, bar)

    def _row(self, at: PlacedRow, said: set[str]) -> Iterator[Item]:
        yield from self._row_title(at)
        row, look = at.row, self.look
        if row.total_eur is None:
            room = self.right - self.scale.left - GAP
            text = elided(_unknown(row, self.lang), look.small_size, room)
            yield self._label(text, at, self.scale.left + GAP, "left", "unknown")
            return
        yield from self._segments(at)
        yield from self._range(at)
        words = maximum_words(row, self.lang)
        words = "" if words in said else words
        mark = None if row.maximum_eur is None else self.scale.at(float(row.maximum_eur))
        beyond = mark is not None and mark > self.right + 0.5
        if mark is not None:
            yield self._arrow(at) if beyond else self._mark(at, mark)
        yield from self.texts(at, None if beyond else mark, words, said, beyond=beyond)

    def _row_title(self, at: PlacedRow) -> Iterator[Item]:
        look, size = self.look, self.look.label_size
        title = drawable(at.row.title)
        chosen = at.row.scenario == self.data.chosen and len(self.data.rows) > 1
        weight: Literal["regular", "semibold"] = "semibold" if chosen else "regular"
        if self.stacked:
            text = elided(title, size, self.width - 2 * PAD, weight)
            lines: tuple[str, ...] = (text,)
            x, place, y = PAD, "left", at.top - self.line
        else:
            room = self.left - PAD - 7
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

    def _segments(self, at: PlacedRow) -> Iterator[Item]:
        for x0, x1, color, kind in self.parts(at.row):
            yield Box(
                x=x0,
                y=at.middle - at.bar / 2,
                width=x1 - x0,
                height=at.bar,
                fill=color,
                role=f"segment {kind} {at.row.scenario}",
            )

    def _range(self, at: PlacedRow) -> Iterator[Item]:
        """The thin line from P5 to P95, with its ends."""
        row = at.row
        if row.low_eur is None or row.high_eur is None:
            return
        role, color = f"range {row.scenario}", self.look.text
        ends = [min(self.scale.at(eur), self.right) for eur in (row.low_eur, row.high_eur)]
        yield Rule(x1=ends[0], x2=ends[1], y1=at.middle, y2=at.middle, color=color, width=1.0,
                   role=role)  # fmt: skip
        half = at.bar / 4
        for x in ends:
            yield Rule(x1=x, x2=x, y1=at.middle - half, y2=at.middle + half, color=color,
                       width=1.0, role=role)  # fmt: skip

    def _mark(self, at: PlacedRow, x: float) -> Item:
        half = min(_TALLEST_MARK, at.height * 0.72, at.bar * 2.4) / 2
        above = at.bar / 2 + 1 if self.stacked else half
        return Rule(
            x1=x, x2=x, y1=at.middle - half, y2=at.middle + above, color=self.look.mark,
            width=1.4, role=f"maximum {at.row.scenario}",
        )  # fmt: skip

    def _arrow(self, at: PlacedRow) -> Item:
        tip, half = self.right + 7, min(4.0, at.bar / 2)
        corners = ((tip - 6, at.middle - half), (tip, at.middle), (tip - 6, at.middle + half))
        return Shape(corners=corners, fill=self.look.mark, role=f"maximum beyond {at.row.scenario}")

    def _label(self, text: str, at: PlacedRow, x: float, place: HorizontalPlace, role: str) -> Item:
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
            x=self.scale.left + GAP,
            y=self.bottom + height / 2 - 0.36 * self.look.small_size,
            text=elided(text, self.look.small_size, self.right - self.scale.left - GAP),
            size=self.look.small_size, color=self.look.quiet, role="more",
        )  # fmt: skip

    def _area(self, at: PlacedRow) -> Area:
        lang, row = self.lang, at.row
        lines = [row.title]
        if row.total_eur is None:
            lines.append(_unknown(row, lang))
        else:
            head, *_ = self.data.table(lang)
            exact = self.data.exact_row(row, lang)
            lines += [
                named(lang, name, cell) for name, cell in zip(head[1:], exact[1:], strict=True)
            ]
        return area(
            (self.width, self.height),
            x=0,
            y=at.top - at.height,
            width=self.width,
            height=at.height,
            text="\n".join(lines),
            key=row.scenario,
        )


def _unknown(row: ComparisonRow, lang: Language) -> str:
    if row.is_pending:
        return lang.tr("being worked out…")
    if row.is_open:
        return lang.tr("not assessed yet")
    return lang.tr("cannot be computed: a maximum is missing")


def _native(data: ComparisonData, lang: Language) -> NativeChart:
    """Columns of what is to be paid, with the whole, its range and the maximum as marks."""
    rows = [row for row in data.rows if row.total_eur is not None]
    largest = max((float(r.maximum_eur or 0) for r in rows), default=0.0)
    unit = formats.unit_for(lang, max([largest, *(r.reach_eur for r in rows)]))
    meanings: tuple[Meaning, ...] = ("accent", "procedural", "periodic")
    segments = segments_of(data.measure, lang, national=data.national).items()
    series = [
        Series(name=name, values=scaled(amounts, unit), meaning=meaning)
        for meaning, (field, name) in zip(meanings, segments, strict=False)
        if any(amounts := [getattr(row, field) for row in rows])
    ]
    totals = scaled((row.total_eur for row in rows), unit)
    ranges: dict[str, Any] = {}
    if any(row.low_eur is not None for row in rows):
        ranges = {
            "low": scaled((row.low_eur for row in rows), unit),
            "high": scaled((row.high_eur for row in rows), unit),
        }
    series.append(
        Series(
            name=data.total_name(lang), values=totals, meaning="mark", marker="none",
            labels=tuple(formats.amount(lang, row.total_eur) for row in rows), **ranges,
        )
    )  # fmt: skip
    series.append(
        Series(
            name=maximum_heading(lang, national=data.national), meaning="mark", marker="dash",
            values=scaled((row.maximum_eur for row in rows), unit), sides=("above",),
            labels=tuple(_native_maximum(row, lang) for row in rows),
        )
    )  # fmt: skip
    return NativeChart(
        kind="stacked_column", categories=tuple(r.title for r in rows), series=tuple(series),
        unit=unit.label, note=lang.tr("Thin line: 9 in 10 outcomes") if ranges else "",
    )  # fmt: skip


def _native_maximum(row: ComparisonRow, lang: Language) -> str:
    """The maximum of a scenario in short lines, as columns stand close to each other."""
    if row.maximum_eur is None:
        return ""
    said = (lang.tr("Maximum"), formats.amount(lang, row.maximum_eur), row.counted)
    return "\n".join(text for text in said if text)


CHART = ChartKind(
    code="comparison",
    section="scenarios",
    name=mark("Scenarios against the maximum"),
    data=ComparisonData,
    scene=_Layout.laid_out,
    title=lambda data, lang, **_: comparison_title(data, lang),
    height=lambda data: 1.1 + 0.5 * max(1, len(data.rows)),
    native=_native,
)
