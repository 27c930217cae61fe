"""A legend of marks in lines as wide as the chart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dsa_sim.report.charts.lettering import LINE_HEIGHT, elided, width
from dsa_sim.report.charts.marks import Form, drawn_mark
from dsa_sim.report.charts.scene import Item, Label
from dsa_sim.report.charts.style import Look

_MARK = 12.0
_RADIUS = 3.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mark and what it means; `fill` is its colour, empty for a quiet one."""

    form: Form
    words: str
    hollow: bool = False
    fill: str = ""


def legend_lines(
    entries: Iterable[Entry], look: Look, room: float
) -> tuple[tuple[Entry, ...], ...]:
    """The entries broken into lines of so many points."""
    lines: list[list[Entry]] = []
    used = 0.0
    for entry in entries:
        wide = _wide(entry, look, room)
        if not lines or used + wide - _MARK > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += wide
    return tuple(tuple(line) for line in lines)


def drawn_legend(
    lines: tuple[tuple[Entry, ...], ...], look: Look, *, x: float, y: float, room: float
) -> Iterator[Item]:
    """The lines from the baseline `y` of the first one down."""
    for n, line in enumerate(lines):
        at, baseline = x, y - n * look.small_size * LINE_HEIGHT
        for entry in line:
            text = _text(entry, look, room)
            yield from drawn_mark(
                entry.form, at + _RADIUS, baseline + 0.36 * look.small_size, radius=_RADIUS,
                fill=entry.fill or look.quiet, hollow=look.surface if entry.hollow else "",
                role="legend",
            )  # fmt: skip
            yield Label(
                x=at + _MARK, y=baseline, text=text, size=look.small_size, color=look.quiet,
                role="legend",
            )  # fmt: skip
            at += _wide(entry, look, room)


def _text(entry: Entry, look: Look, room: float) -> str:
    return elided(entry.words, look.small_size, room - _MARK)


def _wide(entry: Entry, look: Look, room: float) -> float:
    return _MARK + width(_text(entry, look, room), look.small_size) + _MARK
