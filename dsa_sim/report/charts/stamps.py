"""Labels on a screen, drawn from pictures of letters that are kept.

Nine tenths of drawing a chart go into laying out and rasterising its texts, and most of them are
the same after an edit or stand a little further along. What matplotlib makes of them is kept (the
letters of a line and their places, the pixels of a letter, the pixels of a line), each for the
fraction of a pixel at which it stands, so that the picture is that of a figure bit for bit.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.ft2font import LoadFlags, RenderMode

from dsa_sim.report.charts.lettering import Weight, face_for, pixels_wide
from dsa_sim.report.charts.scene import Label

Coverage = npt.NDArray[np.uint8]

PIXEL = 64
"""The parts of a pixel in which letters are placed."""
_width = lru_cache(maxsize=4096)(pixels_wide)
_UPRIGHT = np.array([[0x10000, 0], [0, 0x10000]])


class Stamp(NamedTuple):
    """How far each pixel is covered, and where the left and the upper edge stand (y upwards)."""

    covered: Coverage
    left: int
    top: int


@lru_cache(maxsize=1024)
def stamped(label: Label, scale: float, dpi: float) -> tuple[Stamp, ...]:
    """A label as stamps, placed with so many pixels a point."""
    letters, begin = _line(label.text, label.size, label.weight, dpi), label.x * scale
    if not letters:
        return ()
    if label.place != "left":
        wide = _width(label.text, label.weight, label.size, dpi)
        begin -= wide if label.place == "right" else wide / 2
    across = [round(PIXEL * (begin + letter[1])) for letter in letters]
    up = [round(PIXEL * (label.y * scale + letter[2])) for letter in letters]
    column, row = across[0] // PIXEL, up[0] // PIXEL
    kept = _stamps(
        tuple(letter[0] for letter in letters), label.size, dpi,
        tuple(n - PIXEL * column for n in across), tuple(n - PIXEL * row for n in up),
    )  # fmt: skip
    return tuple(Stamp(covered, left + column, top + row) for covered, left, top in kept)


@lru_cache(maxsize=4096)
def _line(
    text: str, size: float, weight: Weight, dpi: float
) -> tuple[tuple[tuple[Any, int], float, float], ...]:
    """The letters of a line (face and number in it) with their places, in pixels."""
    face = face_for(text, weight)
    face.set_size(size, dpi)
    laid = face._layout(text, flags=LoadFlags.NO_HINTING, features=None, language=None)
    return tuple(((n.ft_object, n.glyph_index), n.x, n.y) for n in laid)


@lru_cache(maxsize=2048)
def _stamps(
    letters: tuple[tuple[Any, int], ...],
    size: float,
    dpi: float,
    across: tuple[int, ...],
    up: tuple[int, ...],
) -> tuple[Stamp, ...]:
    """A line of letters in as few stamps as can be drawn one after the other."""
    drawn = (
        _letter(letter, size, dpi, x, y) for letter, x, y in zip(letters, across, up, strict=True)
    )
    return tuple(_joined(drawn))


def _letter(letter: tuple[Any, int], size: float, dpi: float, x: int, y: int) -> Stamp:
    covered, left, top = _inked(letter, size, dpi, x % PIXEL, y % PIXEL)
    return Stamp(covered, left + x // PIXEL, top + y // PIXEL)


@lru_cache(maxsize=16384)
def _inked(letter: tuple[Any, int], size: float, dpi: float, x: int, y: int) -> Stamp:
    """The pixels of a letter that stands so many parts of a pixel to the right and up."""
    face, number = letter
    face.set_size(size, dpi)
    face._set_transform(_UPRIGHT, [x, y])
    bitmap = face._render_glyph(number, LoadFlags.NO_HINTING, RenderMode.NORMAL)
    return Stamp(np.array(bitmap.buffer, dtype=np.uint8), bitmap.left, bitmap.top)


def _joined(letters: Iterable[Stamp]) -> Iterator[Stamp]:
    """Letters beside each other in one stamp; one that reaches into another begins the next.

    Ink on ink is not ink once: where two letters share a pixel it is drawn twice.
    """
    marks = [letter for letter in letters if letter.covered.size]
    if not marks:
        return
    left, top = min(m.left for m in marks), max(m.top for m in marks)
    right = max(m.left + m.covered.shape[1] for m in marks)
    bottom = min(m.top - m.covered.shape[0] for m in marks)
    sheet: Coverage = np.zeros((top - bottom, right - left), dtype=np.uint8)
    for mark in marks:
        row, column = top - mark.top, mark.left - left
        part = np.s_[row : row + mark.covered.shape[0], column : column + mark.covered.shape[1]]
        if np.logical_and(sheet[part], mark.covered).any():
            yield Stamp(sheet, left, top)
            sheet = np.zeros_like(sheet)
        sheet[part] += mark.covered
    yield Stamp(sheet, left, top)
