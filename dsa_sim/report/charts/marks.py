"""Marks of charts as shapes: told apart by form, and hollow where they are not certain."""

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin
from typing import Literal

from dsa_sim.report.charts.scene import Box, Item, Rule, Shape

Form = Literal["circle", "square", "diamond", "triangle", "hexagon", "underlined"]

_INNER = 0.62
"""How much of a hollow mark is open."""


def drawn_mark(
    form: Form, x: float, y: float, *, radius: float, fill: str, hollow: str, role: str
) -> Iterator[Item]:
    """A mark around a place; `hollow` is the colour inside, empty for a full one."""
    if form == "underlined":
        yield underline(x, y, radius=radius, fill=fill)
    yield _shape(form, x, y, radius, fill, role)
    if hollow:
        yield _shape(form, x, y, radius * _INNER, hollow, f"{role} hollow")


def drawn_bar(
    x0: float, x1: float, y: float, *, height: float, fill: str, hollow: str, role: str
) -> Iterator[Item]:
    """A bar on its lower edge; `hollow` is the colour inside, empty for a full one."""
    yield Box(x=x0, y=y, width=x1 - x0, height=height, fill=fill, role=role)
    if hollow and x1 - x0 > 2.4 and height > 2.4:
        yield Box(
            x=x0 + 1, y=y + 1, width=x1 - x0 - 2, height=height - 2, fill=hollow,
            role=f"{role} hollow",
        )  # fmt: skip


def underline(x: float, y: float, *, radius: float, fill: str) -> Item:
    """A line under a mark of which only the month is known."""
    y0, wide = y - radius - 1.7, 1.7 * radius
    return Rule(x1=x - wide, x2=x + wide, y1=y0, y2=y0, color=fill, width=1.0, role="month")


def arrow(x: float, y: float, *, fill: str) -> Item:
    """The head of what goes on beyond the right end."""
    corners = ((x, y - 4.5), (x + 6, y), (x, y + 4.5))
    return Shape(corners=corners, fill=fill, role="beyond")


def _shape(form: Form, x: float, y: float, radius: float, fill: str, role: str) -> Shape:
    corners = tuple((x + radius * a, y + radius * b) for a, b in _corners(form))
    return Shape(corners=corners, fill=fill, role=role)


@cache
def _corners(form: Form) -> tuple[tuple[float, float], ...]:
    match form:
        case "circle" | "underlined":
            return _polygon(20, 0.0)
        case "square":
            return ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88))
        case "diamond":
            return ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0))
        case "triangle":
            return ((0, -1.05), (1.15, 0.85), (-1.15, 0.85))
        case "hexagon":
            return _polygon(6, pi / 6)


def _polygon(sides: int, turned: float) -> tuple[tuple[float, float], ...]:
    angles = (turned + 2 * pi * n / sides for n in range(sides))
    return tuple((cos(a), sin(a)) for a in angles)
