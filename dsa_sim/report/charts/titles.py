"""The title of a chart: its lines, and where they stand."""

from collections.abc import Iterator

from dsa_sim.report.charts.lettering import LINE_HEIGHT, wrapped
from dsa_sim.report.charts.scene import Label
from dsa_sim.report.charts.style import Look

_TALL = 260.0
"""From this height in points on a title may take two lines."""


def title_lines(text: str, look: Look, *, room: float, height: float) -> tuple[str, ...]:
    """The title in one line, or two in a tall chart, cut where it is longer."""
    lines = 2 if height > _TALL else 1
    return wrapped(text, look.title_size, room, lines=lines, weight="semibold")


def title_height(lines: tuple[str, ...], look: Look) -> float:
    """How many points the title takes with the space below it."""
    return len(lines) * look.title_size * LINE_HEIGHT + (3 if lines else 0)


def drawn_title(lines: tuple[str, ...], look: Look, *, x: float, top: float) -> Iterator[Label]:
    """The lines from `top` points down."""
    for n, text in enumerate(lines):
        yield Label(
            x=x, y=top - look.title_size * (0.85 + n * LINE_HEIGHT), text=text,
            size=look.title_size, color=look.text, weight="semibold", role="title",
        )  # fmt: skip
