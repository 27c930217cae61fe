"""A check of a drawn figure: which of its texts are cut, meet each other or cross a maximum."""

from itertools import combinations
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from dsa_sim.report.charts.chart import unhinted

# Texts may come this close (pixels): their boxes include room above and below the letters.
_TOLERANCE = 1.0


def overlaps(figure: Figure) -> list[str]:
    """Every fault among the texts of a figure in words; empty where there is none.

    The extents are those matplotlib draws with, in pixels of the figure.
    """
    with unhinted():
        return _faults(figure)


def _faults(figure: Figure) -> list[str]:
    width, height = (float(n) for n in figure.bbox.size)
    make: Any = RendererAgg
    renderer = make(max(1, int(width)), max(1, int(height)), float(figure.dpi))
    found_texts: list[Any] = figure.findobj(Text)
    texts = [
        (t.get_text(), t.get_window_extent(renderer))
        for t in found_texts
        if t.get_visible() and t.get_text().strip()
    ]
    found = [f"clipped: “{name}”" for name, box in texts if _outside(box, width, height)]
    for (one, first), (other, second) in combinations(texts, 2):
        if _meet(first, second):
            found.append(f"overlap: “{one}” and “{other}”")
    for line in _marks(figure):
        found += [f"crossed: “{name}”" for name, box in texts if _meet(line, box)]
    return found


def _outside(box: Bbox, width: float, height: float) -> bool:
    return bool(box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5)


def _meet(one: Any, other: Any) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    upright = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(across > _TOLERANCE and upright > _TOLERANCE)


def _marks(figure: Figure) -> list[Bbox]:
    """The maximum marks, a little widened."""
    lines: list[Any] = figure.findobj(Line2D)
    return [
        line.get_window_extent().padded(1.0)
        for line in lines
        if str(line.get_label()).startswith("maximum")
    ]
