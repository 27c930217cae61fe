"""Layout of the heat map: a result over two inputs, its value written in each cell."""

from collections.abc import Iterator

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import named
from dsa_sim.language.result_words import is_chance, result_name, short_result_name
from dsa_sim.language.translation import mark
from dsa_sim.report.charts.drivers_data import GridData, exact_result
from dsa_sim.report.charts.input_names import fitted_name
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import LINE_HEIGHT, drawable, elided, width
from dsa_sim.report.charts.scene import Area, Box, Item, Label, area
from dsa_sim.report.charts.style import contrast
from dsa_sim.report.charts.titles import drawn_title, title_height

_PALEST = 0.06
_SMALLEST = 5.5
_LEFT_SHARE = 0.25
_INKS = ("#ffffff", "#000000")
"""One of the two reaches a contrast of 4.5 on any shade."""


def heat_map_title(data: GridData, lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("{result} by two inputs", result=short_result_name(lang, data.result))


class _Layout(Layout[GridData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        data, lang, look = self.data, self.lang, self.look
        self.top = self.height - PAD - title_height(self.titles, look) - 2
        self.unit = formats.unit_for(lang, data.highest)
        self.captions = self._captions()
        self.bottom = PAD + self.line * (1.5 + len(self.captions))
        widest = max(width(drawable(text), look.small_size) for text in data.down_values)
        self.left = PAD + min(widest, _LEFT_SHARE * self.width) + 6
        self.cell_width = (self.width - PAD - self.left) / len(data.across_values)
        self.cell_height = (self.top - self.bottom) / len(data.down_values)
        self.letters = self._letters()

    def _items(self) -> list[Item]:
        return [
            *drawn_title(self.titles, self.look, x=PAD, top=self.height - PAD),
            *self._down_labels(),
            *self._across_labels(),
            *self._cells(),
            *self._foot(),
        ]

    # From the outside in.

    def _captions(self) -> tuple[str, ...]:
        lang, data, size = self.lang, self.data, self.look.small_size
        made = []
        for axis, (owner, field) in (
            (lang.tr("Across: {input}", input=""), data.across_parts),
            (lang.tr("Down: {input}", input=""), data.down_parts),
        ):
            room = self.room - width(axis, size)
            made.append(axis + fitted_name(lang, owner, field, size=size, room=room))
        cells = result_name(lang, data.result)
        if not is_chance(data.result):
            cells = lang.tr("Cells in {unit}. {result}", unit=self.unit.label, result=cells)
        return *made, elided(cells, size, self.room)

    def _say(self, value: float) -> str:
        if is_chance(self.data.result):
            return formats.share(self.lang, value)
        return formats.amount_in(self.lang, value, self.unit.code)

    def _letters(self) -> float:
        """The size at which every value fits its cell; 0 where there is none."""
        texts = [self._say(value) for row in self.data.values for value in row]
        widest = max(width(text, 1.0) - 0.5 for text in texts)
        size = min(
            self.look.label_size,
            (self.cell_width - 3.5) / widest,
            (self.cell_height - 0.5) / LINE_HEIGHT,
        )
        return size if size >= _SMALLEST else 0.0

    def _corner(self, n: int, k: int) -> tuple[float, float]:
        """The lower left corner of a cell: row from the top, column from the left."""
        return self.left + k * self.cell_width, self.top - (n + 1) * self.cell_height

    # Parts.

    def _down_labels(self) -> Iterator[Item]:
        size = self.look.small_size
        every = max(1, -int(-(self.line + 0.5) // self.cell_height))
        for n, text in enumerate(self.data.down_values):
            if n % every:
                continue
            _, y = self._corner(n, 0)
            yield Label(
                x=self.left - 4, y=y + self.cell_height / 2 - 0.36 * size, size=size,
                text=elided(drawable(text), size, self.left - 4 - PAD), color=self.look.quiet,
                place="right", role="down",
            )  # fmt: skip

    def _across_labels(self) -> Iterator[Item]:
        size = self.look.small_size
        texts = [drawable(text) for text in self.data.across_values]
        widest = max(width(text, size) for text in texts)
        every = max(1, -int(-(widest + 5) // self.cell_width))
        for k, text in enumerate(texts):
            middle = self.left + (k + 0.5) * self.cell_width
            if k % every or middle + width(text, size) / 2 > self.width - 2:
                continue
            yield Label(
                x=middle, y=self.bottom - self.line, text=text, size=size,
                color=self.look.quiet, place="center", role="across",
            )  # fmt: skip

    def _cells(self) -> Iterator[Item]:
        for n, row in enumerate(self.data.values):
            for k, value in enumerate(row):
                x, y = self._corner(n, k)
                fill = self._shade(value)
                yield Box(
                    x=x, y=y, width=self.cell_width - 1, height=self.cell_height - 1, fill=fill,
                    role="cell",
                )  # fmt: skip
                if self.letters:
                    yield Label(
                        x=x + (self.cell_width - 1) / 2, text=self._say(value),
                        y=y + (self.cell_height - 1) / 2 - 0.36 * self.letters,
                        size=self.letters, color=self._ink(fill), place="center", role="value",
                    )  # fmt: skip

    def _shade(self, value: float) -> str:
        """From the surface to the accent, by where the value lies between the extremes."""
        low, high = self.data.lowest, self.data.highest
        part = (value - low) / (high - low) if high > low else 0.5
        return _mixed(self.look.surface, self.look.accent, _PALEST + (1 - _PALEST) * part)

    def _ink(self, fill: str) -> str:
        return max(_INKS, key=lambda ink: contrast(ink, fill))

    def _foot(self) -> Iterator[Item]:
        for n, text in enumerate(self.captions):
            yield Label(
                x=PAD, y=self.bottom - (2.4 + n) * self.line, text=text,
                size=self.look.small_size, color=self.look.quiet, role="caption",
            )  # fmt: skip

    def _areas(self) -> Iterator[Area]:
        data = self.data
        for n, row in enumerate(data.values):
            for k, value in enumerate(row):
                x, y = self._corner(n, k)
                lines = (
                    named(self.lang, data.down_name, data.down_values[n]),
                    named(self.lang, data.across_name, data.across_values[k]),
                    exact_result(self.lang, data.result, value),
                )
                yield area(
                    (self.width, self.height), x=x, y=y, width=self.cell_width,
                    height=self.cell_height, text="\n".join(lines), key=f"{n} {k}",
                )  # fmt: skip


def _mixed(one: str, other: str, part: float) -> str:
    """The colour that lies so far from one to the other."""
    channels = (
        round(int(one[n : n + 2], 16) * (1 - part) + int(other[n : n + 2], 16) * part)
        for n in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


CHART = ChartKind(
    code="heat-map",
    name=mark("Result by two inputs"),
    data=GridData,
    scene=_Layout.laid_out,
    title=heat_map_title,
    height=lambda data: 1.2 + 0.26 * len(data.down_values),
)
