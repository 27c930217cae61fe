"""A chart as a list of shapes and texts at fixed places, and its drawing with matplotlib.

Layouts compute a `Scene` in points (origin at the lower left); a `Chart` draws it as artists of a
bare matplotlib figure, without axes, ticks or layout engine. Drawing another scene into the same
chart touches only the artists that changed: that is what makes an edit cheap to repaint.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from threading import RLock
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from dsa_sim.report.charts.lettering import Weight, font_for
from dsa_sim.report.charts.stamps import ScreenRenderer

POINTS_PER_INCH = 72

HorizontalPlace = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled rectangle; `role` names what it shows, for tests and for readers of SVG."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    width: float
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line through points: far cheaper than as many straight ones."""

    points: tuple[tuple[float, float], ...]
    color: str
    width: float
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A filled polygon given by its corners."""

    corners: tuple[tuple[float, float], ...]
    fill: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    color: str
    role: str
    place: HorizontalPlace = "left"
    weight: Weight = "regular"


Item = Box | Rule | Curve | Shape | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle that says its exact text when the pointer rests on it.

    Its sides are fractions of the figure, from the left and from the top, so that they hold at
    every resolution. `key` names what it shows: a scenario's identifier (empty: the base case)
    or a step's name.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    key: str

    def contains(self, across: float, down: float) -> bool:
        """True where the point, in fractions from the upper left, lies inside."""
        return self.left <= across <= self.right and self.top <= down <= self.bottom


def area(
    size: tuple[float, float],
    *,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str,
    key: str,
) -> Area:
    """The area of a rectangle given in points from the lower left of a scene of that size."""
    across, up = size
    return Area(
        left=x / across, right=(x + width) / across,
        top=1 - (y + height) / up, bottom=1 - y / up,
        text=text, key=key,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartText:
    """What a chart says beside its picture: title, text alternative, and its values as rows.

    Many rows may be given as a function: an edit draws the chart, but seldom asks for them.
    """

    title: str
    text_alternative: str
    rows: tuple[tuple[str, ...], ...] | Callable[[], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that is drawn, in order, on a surface of `width` × `height` points.

    What the pointer can be asked about is a function: an edit draws the chart, but seldom asks.
    """

    width: float
    height: float
    surface: str
    items: tuple[Item, ...]
    areas: Callable[[], tuple[Area, ...]] = tuple


def raised(scene: Scene, by: float, below: tuple[Item, ...]) -> Scene:
    """The scene so many points higher up, with other items in the room that makes below it."""
    height = scene.height + by
    return replace(
        scene,
        height=height,
        items=(*(_raised(item, by) for item in scene.items), *below),
        areas=lambda: tuple(
            replace(a, top=a.top * scene.height / height, bottom=a.bottom * scene.height / height)
            for a in scene.areas()
        ),
    )


def _raised(item: Item, by: float) -> Item:
    match item:
        case Rule():
            return replace(item, y1=item.y1 + by, y2=item.y2 + by)
        case Curve():
            return replace(item, points=tuple((x, y + by) for x, y in item.points))
        case Shape():
            return replace(item, corners=tuple((x, y + by) for x, y in item.corners))
        case Box() | Label():
            return replace(item, y=item.y + by)


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


class LabelText(Text):
    """A label as an artist; a canvas for the screen draws it from what it has kept."""

    item: Label

    def __init__(self) -> None:
        # Client text is text: a dollar sign in it must not start a formula.
        super().__init__(verticalalignment="baseline", parse_math=False)

    def draw(self, renderer: Any) -> None:
        """Draw the line of text."""
        item = self.item
        if not isinstance(renderer, ScreenRenderer):
            super().draw(renderer)
        elif self.get_visible():
            x, y = self.get_transform().transform((item.x, item.y))
            renderer.draw_line((x, y), item.text, item.size, item.weight, item.place, item.color)


class BareFigure(Figure):
    """A figure whose text is drawn unhinted, on whatever canvas it is put."""

    def draw(self, renderer: Any) -> None:
        """Draw everything with a renderer of matplotlib."""
        # That of a screen knows how to draw letters, and the settings take as long as a label.
        with nullcontext() if isinstance(renderer, ScreenRenderer) else unhinted():
            super().draw(renderer)


class Chart:
    """A scene drawn as a matplotlib figure.

    `figure` may be put on any canvas. `show` draws another scene into the same figure. `title`,
    `text_alternative` and `rows` (a heading row first) say the same in words.
    """

    def __init__(self, scene: Scene, text: ChartText, *, dpi: float = 100) -> None:
        """Draw the scene at so many pixels an inch."""
        self.figure = BareFigure(dpi=dpi)
        FigureCanvasAgg(self.figure)
        self._points = Affine2D().scale(1 / POINTS_PER_INCH) + self.figure.dpi_scale_trans
        self._drawn: list[tuple[Item, Artist]] = []
        self.show(scene, text)

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

    def show(self, scene: Scene, text: ChartText, *, dpi: float | None = None) -> None:
        """Draw a scene in place of the one shown; the caller repaints its canvas."""
        self.scene, self.text = scene, text
        self.__dict__.pop("areas", None)
        figure = self.figure
        if dpi is not None and dpi != figure.dpi:
            figure.set_dpi(dpi)
        inches = (scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
        if tuple(figure.get_size_inches()) != inches:
            # The canvas on a screen knows its size; only the figure must follow.
            figure.set_size_inches(inches, forward=False)
        figure.set_facecolor(scene.surface)
        for place, item in enumerate(scene.items):
            self._place(place, item)
        for _, artist in self._drawn[len(scene.items) :]:
            artist.remove()
        del self._drawn[len(scene.items) :]

    def _place(self, place: int, item: Item) -> None:
        if place < len(self._drawn):
            before, artist = self._drawn[place]
            if before == item:
                return
            if type(before) is type(item):
                _update(artist, item)
                self._drawn[place] = (item, artist)
                return
            artist.remove()
            self._drawn[place] = (item, self._added(item, place))
        else:
            self._drawn.append((item, self._added(item, place)))

    def _added(self, item: Item, place: int) -> Artist:
        artist = _artist(item)
        artist.set_transform(self._points)
        artist.set_zorder(place)
        artist.set_gid(None)
        self.figure.add_artist(artist)
        return artist


def _artist(item: Item) -> Artist:
    artist: Artist
    match item:
        case Box():
            artist = Rectangle((0, 0), 0, 0, linewidth=0)
        case Rule():
            artist = Line2D([], [], solid_capstyle="butt")
        case Curve():
            artist = Line2D([], [], solid_capstyle="butt", solid_joinstyle="round")
        case Shape():
            artist = Polygon(item.corners, closed=True, linewidth=0)
        case Label():
            artist = LabelText()
    _update(artist, item)
    return artist


def _update(artist: Any, item: Item) -> None:
    match item:
        case Box():
            artist.set_bounds(item.x, item.y, item.width, item.height)
            artist.set_facecolor(item.fill)
        case Rule():
            artist.set_data([item.x1, item.x2], [item.y1, item.y2])
            artist.set_color(item.color)
            artist.set_linewidth(item.width)
        case Curve():
            artist.set_data([x for x, _ in item.points], [y for _, y in item.points])
            artist.set_color(item.color)
            artist.set_linewidth(item.width)
        case Shape():
            artist.set_xy(item.corners)
            artist.set_facecolor(item.fill)
        case Label():
            artist.set_position((item.x, item.y))
            artist.set_text(item.text)
            artist.set_color(item.color)
            artist.set_horizontalalignment(item.place)
            artist.set_fontproperties(font_for(item.text, item.size, item.weight))
            artist.item = item
    artist.set_label(item.role)
