"""Axes of shares and of any values, with round figures, drawn as plain lines and texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from dsa_sim.language import Language, formats
from dsa_sim.report.charts.lettering import LINE_HEIGHT, width
from dsa_sim.report.charts.scene import Item, Label, Rule
from dsa_sim.report.charts.style import Look

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Values from `low` to `high` between two places in points, across or upright."""

    start: float
    end: float
    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a value is; it may lie beyond the ends."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def ticks(self, most: int) -> tuple[float, ...]:
        """Round values within the span, at most about `most` of them."""
        rough = (self.high - self.low) / max(1, most)
        power = 10.0 ** floor(log10(rough))
        step = next(s * power for s in _STEPS if s * power >= rough * 0.999999)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return tuple(round(n * step, 12) for n in range(first, last + 1))


def upright_shares(
    span: Span, *, lang: Language, look: Look, left: float, right: float
) -> Iterator[Item]:
    """Level lines at round shares with their figures on the left."""
    most = max(1, min(5, int((span.end - span.start) / (2.2 * look.small_size))))
    for share in span.ticks(most):
        y = span.at(share)
        yield Rule(
            x1=left, x2=right, y1=y, y2=y, width=0.9 if not share else 0.7,
            color=look.grid if share else look.axis, role="grid",
        )  # fmt: skip
        yield Label(
            x=left - 5, y=y - 0.36 * look.small_size, text=formats.share(lang, share),
            size=look.small_size, color=look.quiet, place="right", role="tick",
        )  # fmt: skip


def share_room(span_high: float, lang: Language, look: Look) -> float:
    """How much room the figures of shares up to that one take on the left."""
    texts = (formats.share(lang, s) for s in (span_high, round(span_high / 2, 3), 0.025))
    return max(width(text, look.small_size) for text in texts) + 5


def level_values(
    span: Span, say: Callable[[float], str], *, look: Look, bottom: float, top: float, limit: float
) -> Iterator[Item]:
    """Upright lines at round values with their figures below.

    A figure that would reach beyond `limit` (points) is left out; its line stays.
    """
    size = look.small_size
    ticks = span.ticks(6)
    widest = max((width(say(tick), size) for tick in ticks), default=0.0)
    most = max(1, int((span.end - span.start) / (widest + 14)))
    if most < len(ticks):
        ticks = span.ticks(most)
    for tick in ticks:
        x, text = span.at(tick), say(tick)
        yield Rule(x1=x, x2=x, y1=bottom, y2=top, color=look.grid, width=0.7, role="grid")
        if x + width(text, size) / 2 <= limit:
            yield Label(
                x=x, y=bottom - size * LINE_HEIGHT, text=text, size=size, color=look.quiet,
                place="center", role="tick",
            )  # fmt: skip
    yield Rule(
        x1=span.start, x2=span.end, y1=bottom, y2=bottom, width=0.9, color=look.axis, role="axis"
    )
