"""A chart painted for a screen: the scene goes straight to Agg, and its texts are stamps.

Drawing a figure of matplotlib is drawing artists, which takes longer than their pixels do. What is
here has the pixels of that figure bit for bit (`tests/report/test_screen.py`).
"""

from functools import lru_cache
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from dsa_sim.report.charts.scene import (
    POINTS_PER_INCH,
    Box,
    Curve,
    Item,
    Label,
    Rule,
    Scene,
    Shape,
)
from dsa_sim.report.charts.stamps import stamped


class Screen:
    """The surface on which a chart is painted again and again."""

    def __init__(self) -> None:
        self._agg: Any = None
        self._fits: tuple[int, int, float] = (0, 0, 0.0)

    def paint(self, scene: Scene, dpi: float) -> npt.NDArray[np.uint8]:
        """Its pixels, (height, width, 4) as red, green, blue and opacity; good until the next."""
        wide, high = (int(n / POINTS_PER_INCH * dpi) for n in (scene.width, scene.height))
        if self._fits != (wide, high, dpi):
            make: Any = RendererAgg
            self._agg, self._fits = make(wide, high, dpi)._renderer, (wide, high, dpi)
        self._high, self._dpi, self._scale = high, dpi, dpi * (1 / POINTS_PER_INCH)
        self._in_pixels = np.diag([self._scale, self._scale, 1.0])
        pixels = np.asarray(self._agg)
        self._inks = pixels.view(np.uint32)[..., 0]
        # The surface is opaque: nothing of the last picture shines through.
        self._inks[:] = _ink(scene.surface)
        for item in scene.items:
            self._draw(item)
        return pixels

    def _draw(self, item: Item) -> None:
        match item:
            case Label():
                self._letter(item)
            case Box():
                self._box(item)
            case Rule():
                path = Path([(item.x1, item.y1), (item.x2, item.y2)])
                self._stroke(path, item.color, item.width)
            case Curve():
                self._stroke(Path(item.points), item.color, item.width)
            case Shape():
                path = Path([*item.corners, item.corners[0]], closed=True)
                fill = to_rgba(item.fill)
                self._agg.draw_path(_pen(item.fill, 0.0), path, self._in_pixels, fill)

    def _box(self, box: Box) -> None:
        """Fill whole pixels, as Agg does, which moves what is upright to the nearest of them."""
        scale, high = self._scale, self._high
        left, right = (floor(x * scale + 0.5) for x in (box.x, box.x + box.width))
        top, bottom = (floor(high - y * scale + 0.5) for y in (box.y + box.height, box.y))
        across, down = slice(max(left, 0), max(right, 0)), slice(max(top, 0), max(bottom, 0))
        self._inks[down, across] = _ink(box.fill)

    def _stroke(self, path: Path, color: str, width: float) -> None:
        # Pens are measured in points.
        self._agg.draw_path(_pen(color, width), path, self._in_pixels, None)

    def _letter(self, label: Label) -> None:
        for covered, left, top in stamped(label, self._scale, self._dpi):
            below = self._high - top + covered.shape[0]
            self._agg.draw_text_image(covered, left, below, 0, _pen(label.color, 0.0))


@lru_cache(maxsize=64)
def _ink(color: str) -> np.uint32:
    """A pixel of that colour."""
    parts = np.array([round(255 * part) for part in to_rgba(color)], dtype=np.uint8)
    return np.uint32(parts.view(np.uint32)[0])


@lru_cache(maxsize=256)
def _pen(color: str, width: float) -> Any:
    pen: Any = GraphicsContextBase()
    pen.set_foreground(to_rgba(color), isRGBA=True)
    pen.set_linewidth(width)
    pen.set_capstyle("butt")
    pen.set_joinstyle("round")
    return pen
