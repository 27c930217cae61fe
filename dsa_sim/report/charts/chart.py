"""A scene as a figure of matplotlib.

Its items are artists of a bare figure, without axes, ticks or layout engine. Files are made of it;
the window paints the scene itself (`screen.py`).
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from dsa_sim.report.charts.lettering import font_for
from dsa_sim.report.charts.scene import (
    POINTS_PER_INCH,
    Area,
    Box,
    ChartText,
    Curve,
    Item,
    Label,
    Rule,
    Scene,
    Shape,
)

_settings_lock = RLock()


@contextmanager
def settings(changes: dict[str, Any]) -> Iterator[None]:
    """A context in which some of matplotlib's settings are changed.

    They are global, and charts are saved in the background while the window draws: one thread
    at a time may change them.
    """
    changed: Any = changes
    with _settings_lock, mpl.rc_context(changed):
        yield


def unhinted() -> AbstractContextManager[None]:
    """A context in which text is measured and drawn without hinting.

    Hinting moves small letters to whole pixels, which spaces them unevenly. matplotlib knows it
    as a global setting only, so it is changed around the drawing and put back.
    """
    return settings({"text.hinting": "none"})


class BareFigure(Figure):
    """A figure whose text is drawn unhinted, on whatever canvas it is put."""

    def draw(self, renderer: Any) -> None:
        """Draw everything with a renderer of matplotlib."""
        with unhinted():
            super().draw(renderer)


class Chart:
    """A scene that can be a matplotlib figure, which is made when it is first asked for.

    `figure` may be put on any canvas. `title`, `text_alternative` and `rows` (a heading row first)
    say the same in words.
    """

    def __init__(self, scene: Scene, text: ChartText, *, dpi: float = 100) -> None:
        """Take the scene, for so many pixels an inch."""
        self.scene, self.text, self.dpi = scene, text, dpi

    @cached_property
    def figure(self) -> Figure:
        """The scene as a bare figure."""
        scene = self.scene
        inches = (scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
        figure = BareFigure(figsize=inches, dpi=self.dpi, facecolor=scene.surface)
        FigureCanvasAgg(figure)
        points = Affine2D().scale(1 / POINTS_PER_INCH) + figure.dpi_scale_trans
        for place, item in enumerate(scene.items):
            artist = _artist(item)
            artist.set_label(item.role)
            artist.set_transform(points)
            artist.set_zorder(place)
            figure.add_artist(artist)
        return figure

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The rectangles with the exact text to show."""
        return self.scene.areas()

    @property
    def title(self) -> str:
        """The title of the chart."""
        return self.text.title

    @property
    def text_alternative(self) -> str:
        """The chart in sentences."""
        return self.text.text_alternative

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The plotted values, a heading row first."""
        rows = self.text.rows
        return rows() if callable(rows) else rows


def _artist(item: Item) -> Artist:
    match item:
        case Box():
            corner = (item.x, item.y)
            return Rectangle(corner, item.width, item.height, linewidth=0, facecolor=item.fill)
        case Rule():
            return _line([(item.x1, item.y1), (item.x2, item.y2)], item)
        case Curve():
            return _line(item.points, item)
        case Shape():
            return Polygon(item.corners, closed=True, linewidth=0, facecolor=item.fill)
        case Label():
            # Client text is text: a dollar sign in it must not start a formula.
            return Text(
                item.x, item.y, item.text, color=item.color, horizontalalignment=item.place,
                verticalalignment="baseline", parse_math=False,
                fontproperties=font_for(item.text, item.size, item.weight),
            )  # fmt: skip


def _line(points: Iterable[tuple[float, float]], item: Rule | Curve) -> Line2D:
    across, up = zip(*points, strict=True)
    return Line2D(
        across, up, color=item.color, linewidth=item.width, solid_capstyle="butt",
        solid_joinstyle="round",
    )  # fmt: skip
