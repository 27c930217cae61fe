"""A scale of amounts with round figures, drawn as plain lines and texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from dsa_sim.language import Language, formats
from dsa_sim.report.charts.lettering import LINE_HEIGHT, width
from dsa_sim.report.charts.scene import Item, Label, Rule
from dsa_sim.report.charts.style import Look

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Amounts from 0 to `reach` euro between two places in points."""

    left: float
    right: float
    reach: float

    def at(self, amount: float) -> float:
        """Where an amount is; it may lie beyond the right end."""
        return self.left + (self.right - self.left) * amount / self.reach

    def ticks(self, most: int) -> tuple[Decimal, ...]:
        """Round amounts from 0 on, at most about `most` of them."""
        rough = self.reach / max(1, most)
        power = Decimal(10) ** floor(log10(rough))
        step = next((s * power for s in _STEPS if float(s * power) >= rough), 10 * power)
        count = int(Decimal(self.reach) / step)
        return tuple(step * n for n in range(count + 1))


def gridlines(
    scale: Scale, *, lang: Language, look: Look, bottom: float, top: float, limit: float
) -> Iterator[Item]:
    """Vertical lines at round amounts with their figures below, and the zero line.

    A figure that would reach beyond `limit` (points) is left out; its line stays.
    """
    unit = formats.unit_for(lang, scale.reach)
    ticks = scale.ticks(6)
    texts = [formats.amount_in(lang, tick, unit.code) for tick in ticks]
    widest = max(width(text, look.small_size) for text in texts)
    room = scale.right - scale.left
    if widest + 10 > room / max(1, len(ticks) - 1):
        ticks = scale.ticks(max(1, int(room / (widest + 14))))
        texts = [formats.amount_in(lang, tick, unit.code) for tick in ticks]
    for n, (tick, text) in enumerate(zip(ticks, texts, strict=True)):
        x = scale.at(float(tick))
        yield Rule(
            x1=x, x2=x, y1=bottom, y2=top, width=0.9 if n == 0 else 0.7,
            color=look.axis if n == 0 else look.grid, role="grid",
        )  # fmt: skip
        if x + width(text, look.small_size) / 2 > limit:
            continue
        yield Label(
            x=x, y=bottom - look.small_size * LINE_HEIGHT, text=text, size=look.small_size,
            color=look.quiet, place="center", role="tick",
        )  # fmt: skip
    yield Rule(
        x1=scale.left, x2=scale.right, y1=bottom, y2=bottom, width=0.9, color=look.axis, role="axis"
    )
