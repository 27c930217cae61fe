"""Layout of the waterfall: how the amount of one infringement is reached, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass

from dsa_sim.language import Language, formats
from dsa_sim.language.translation import mark
from dsa_sim.report.charts.chart_data import WaterfallData, WaterfallStep
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.lettering import (
    LINE_HEIGHT,
    elided,
    longest_word,
    width,
    wrapped,
)
from dsa_sim.report.charts.native import Meaning, NativeChart, Series
from dsa_sim.report.charts.scene import Area, Box, Item, Label, Rule, Scene, area
from dsa_sim.report.charts.style import Look

_PAD = 10.0
_NOTHING = "–"
_MOST_LINES = 3


def waterfall_title(data: WaterfallData, lang: Language) -> str:
    """The title of the chart, with the unit of its figures."""
    unit = formats.unit_for(lang, _peak(data))
    return lang.tr("How the amount is reached, {unit} (likely values)", unit=unit.label)


def _peak(data: WaterfallData) -> float:
    return max((max(s.from_eur, s.to_eur) for s in data.steps), default=0.0)


def waterfall_scene(
    data: WaterfallData,
    *,
    lang: Language,
    look: Look,
    size: tuple[float, float],
    title: str = "",
) -> Scene:
    """Place everything the waterfall shows on a surface of `size` points.

    Columns stand side by side where their names fit under them; else the steps are rows.
    """
    frame = _frame(data, lang=lang, look=look, size=size, title=title)
    if not data.steps:
        parts = [_empty(frame)]
    elif _columns_fit(frame):
        parts = list(_columns(frame))
    else:
        parts = list(_rows(frame))
    items = [*frame.heading, *(item for part in parts for item in part.items)]
    areas = tuple(part.area for part in parts if part.area)
    return Scene(
        width=size[0], height=size[1], surface=look.surface, items=tuple(items),
        areas=lambda: areas,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one step draws, and where it says its exact text."""

    items: tuple[Item, ...]
    area: Area | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What is left for the bars under the heading, and the words of all steps."""

    data: WaterfallData
    lang: Language
    look: Look
    size: tuple[float, float]
    top: float
    heading: tuple[Item, ...]
    values: tuple[str, ...]
    peak: float

    @property
    def width(self) -> float:
        return self.size[0]

    @property
    def line(self) -> float:
        return self.look.small_size * LINE_HEIGHT

    @property
    def column(self) -> float:
        return (self.width - 2 * _PAD) / max(1, len(self.data.steps))

    def names(self, n: int, room: float, lines: int = _MOST_LINES) -> tuple[str, ...]:
        return wrapped(self.data.steps[n].label, self.look.small_size, room, lines=lines)


def _frame(
    data: WaterfallData,
    *,
    lang: Language,
    look: Look,
    size: tuple[float, float],
    title: str,
) -> _Frame:
    peak = _peak(data)
    unit = formats.unit_for(lang, peak)
    top = size[1] - _PAD
    heading: list[Item] = []
    room = size[0] - 2 * _PAD
    if title:
        lines = wrapped(
            title,
            look.title_size,
            room,
            lines=2 if size[1] > 190 else 1,
            weight="semibold",
        )
        for text in lines:
            heading.append(_heading(text, top - 0.85 * look.title_size, look, strong=True))
            top -= look.title_size * LINE_HEIGHT
    for text in wrapped(_maximum_words(data, lang), look.small_size, room, lines=2):
        heading.append(_heading(text, top - 0.95 * look.small_size, look, strong=False))
        top -= look.small_size * LINE_HEIGHT
    return _Frame(
        data=data, lang=lang, look=look, size=size, top=top - 3, heading=tuple(heading),
        values=tuple(_value(s, lang, unit, peak) for s in data.steps), peak=peak,
    )  # fmt: skip


def _heading(text: str, y: float, look: Look, *, strong: bool) -> Label:
    return Label(
        x=_PAD, y=y, text=text, role="title" if strong else "maximum name",
        size=look.title_size if strong else look.small_size,
        color=look.text if strong else look.quiet, weight="semibold" if strong else "regular",
    )  # fmt: skip


def _maximum_words(data: WaterfallData, lang: Language) -> str:
    if data.maximum_eur is None or data.rate is None:
        return ""
    rate = formats.rate(lang, data.rate)
    amount = formats.amount(lang, data.maximum_eur)
    if data.cap == "per_infringement":
        return lang.tr("{rate} maximum per infringement: {amount}", rate=rate, amount=amount)
    return lang.tr("{rate} maximum of the decision: {amount}", rate=rate, amount=amount)


def _value(step: WaterfallStep, lang: Language, unit: formats.AmountUnit, peak: float) -> str:
    if not (step.is_total or step.effect_eur):
        return _NOTHING
    amount = step.to_eur if step.is_total else step.effect_eur
    # As many decimals as the largest amount needs, so that the figures can be added up by eye.
    size = peak / unit.divisor
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    shown = round(amount / unit.divisor, decimals)
    if amount and not shown:
        return formats.amount_in(lang, amount, unit.code, signed=not step.is_total)
    sign = "+" if shown > 0 and not step.is_total else ""
    return sign + formats.number(lang, shown, decimals=decimals if shown else 0)


def _meaning(step: WaterfallStep) -> Meaning:
    if step.is_total:
        return "soft" if step.name == "start" else "accent"
    return "up" if step.effect_eur > 0 else "down"


def _color(step: WaterfallStep, look: Look) -> str:
    colour: str = getattr(look, _meaning(step))
    return colour


def _empty(frame: _Frame) -> _Part:
    look = frame.look
    text = frame.lang.tr("No amount has been assumed yet")
    label = Label(
        x=_PAD, y=frame.top / 2, text=elided(text, look.label_size, frame.width - 2 * _PAD),
        size=look.label_size, color=look.quiet, role="unknown",
    )  # fmt: skip
    return _Part(items=(label,))


def _columns_fit(frame: _Frame) -> bool:
    size, room = frame.look.small_size, frame.column - 4
    names = all(longest_word(s.label, size) <= room for s in frame.data.steps)
    values = all(width(v, size) <= room for v in frame.values)
    return names and values and frame.top > 95


def _columns(frame: _Frame) -> Iterator[_Part]:
    look, line = frame.look, frame.line
    names = [frame.names(n, frame.column - 4) for n in range(len(frame.data.steps))]
    base = _PAD + line * max(len(lines) for lines in names) + 2
    height = frame.top - line - base
    scale = height / frame.peak if frame.peak else 0.0
    yield _Part(
        items=(
            Rule(
                x1=_PAD, x2=frame.width - _PAD, y1=base, y2=base, color=look.axis, width=0.9,
                role="axis",
            ),
        )
    )  # fmt: skip
    for n, step in enumerate(frame.data.steps):
        x = _PAD + frame.column * (n + 0.5)
        low, high = sorted((step.from_eur, step.to_eur))
        items = [
            *_bar(step, look, x=x - frame.column * 0.29, y=base + low * scale,
                  width=frame.column * 0.58, height=(high - low) * scale),
            Label(
                x=x, y=base + high * scale + 3, text=frame.values[n], size=look.small_size,
                color=look.text, place="center", role="value",
            ),
        ]  # fmt: skip
        for k, text in enumerate(names[n]):
            items.append(
                Label(
                    x=x, y=base - line * (k + 1) - 1, text=text, size=look.small_size,
                    color=look.quiet, place="center", role="step",
                )
            )  # fmt: skip
        place = area(
            frame.size, x=x - frame.column / 2, y=0, width=frame.column, height=frame.top,
            text=step.exact, key=step.name,
        )  # fmt: skip
        yield _Part(items=tuple(items), area=place)


def _rows(frame: _Frame) -> Iterator[_Part]:
    look, steps = frame.look, frame.data.steps
    size = look.small_size
    names = min(max(width(s.label, size) for s in steps), 0.42 * frame.width)
    left = _PAD + names + 6
    values = max(width(v, size) for v in frame.values) + 5
    scale = (frame.width - _PAD - values - left) / frame.peak if frame.peak else 0.0
    height = (frame.top - _PAD) / len(steps)
    bar = min(16.0, height * 0.62)
    yield _Part(
        items=(
            Rule(
                x1=left, x2=left, y1=_PAD, y2=frame.top, color=look.axis, width=0.9, role="axis"
            ),
        )
    )  # fmt: skip
    for n, step in enumerate(steps):
        y = frame.top - height * (n + 0.5)
        low, high = sorted((step.from_eur, step.to_eur))
        items = (
            Label(
                x=left - 6, y=y - 0.36 * size, text=elided(step.label, size, names), size=size,
                color=look.quiet, place="right", role="step",
            ),
            *_bar(step, look, x=left + low * scale, y=y - bar / 2,
                  width=(high - low) * scale, height=bar),
            Label(
                x=left + high * scale + 4, y=y - 0.36 * size, text=frame.values[n], size=size,
                color=look.text, role="value",
            ),
        )  # fmt: skip
        place = area(
            frame.size, x=0, y=y - height / 2, width=frame.width, height=height,
            text=step.exact, key=step.name,
        )  # fmt: skip
        yield _Part(items=items, area=place)


def _bar(
    step: WaterfallStep, look: Look, *, x: float, y: float, width: float, height: float
) -> tuple[Item, ...]:
    if not (step.is_total or step.effect_eur):
        return ()
    box = Box(
        x=x, y=y, width=width, height=height, fill=_color(step, look), role=f"step {step.name}"
    )
    return (box,)


def _native(data: WaterfallData, lang: Language) -> NativeChart:
    unit = formats.unit_for(lang, max((abs(s.to_eur) for s in data.steps), default=0.0))
    lifted, shown = [], []
    for step in data.steps:
        low, high = sorted((0.0 if step.is_total else step.from_eur, step.to_eur))
        lifted.append(low / unit.divisor)
        shown.append((high - low) / unit.divisor)
    return NativeChart(
        kind="stacked_column", categories=tuple(s.label for s in data.steps), unit=unit.label,
        series=(
            Series(name="", values=tuple(lifted), is_hidden=True),
            Series(
                name=lang.tr("Amount"), values=tuple(shown),
                meanings=tuple(_meaning(step) for step in data.steps),
            ),
        ),
    )  # fmt: skip


CHART = ChartKind(
    code="waterfall",
    section="worksheets",
    name=mark("How the amount is reached"),
    data=WaterfallData,
    scene=waterfall_scene,
    title=waterfall_title,
    height=lambda _: 2.15,
    native=_native,
)
