"""A chart as a list of shapes and texts at fixed places.

Layouts compute a `Scene` in points (origin at the lower left). A `Chart` makes it a figure of
matplotlib, a `Screen` paints it into a window.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from dsa_sim.report.charts.lettering import Weight, drawable

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
    """A line of text; `y` is its baseline. Letters that nothing can draw become empty boxes."""

    x: float
    y: float
    text: str
    size: float
    color: str
    role: str
    place: HorizontalPlace = "left"
    weight: Weight = "regular"

    def __post_init__(self) -> None:
        """Keep what can be drawn: control characters would break every file with the chart."""
        object.__setattr__(self, "text", drawable(self.text))


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
