"""Letters of charts: which fonts draw a text, how wide it is, where it breaks.

Widths are measured without hinting at a large size and scaled, so that one measurement serves
every resolution; layouts leave a margin for what hinting adds. matplotlib, which knows the faces,
is loaded when the first text is measured: a page appears before its charts.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

Weight = Literal["regular", "semibold"]

FAMILY = "Inter"
FALLBACK_FAMILY = "DejaVu Sans"
LINE_HEIGHT = 1.22
"""Distance of two lines of text as a multiple of its size."""

# Measured once at this size and scaled.
_MEASURED_AT = 64
# Hinting and rounding to pixels widen a text by up to this much at small sizes.
_MARGIN = 1.03
REPLACEMENT = "□"
_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f"
CLUSTER = re.compile(rf"[^{_MARKS}]?[{_MARKS}]+|[\s\S]")
"""A letter with the marks that stand on it."""
_ELLIPSIS = "…"


def font_for(text: str, size: float, weight: Weight = "regular") -> "FontProperties":
    """The font that draws this text: the bundled one, with a second where it lacks a letter."""
    from dsa_sim.report.charts.faces import font

    return font(*_style(text, weight), size)


def face_for(text: str, weight: Weight) -> Any:
    """The face of matplotlib that draws this text; it has the size it was given last."""
    from dsa_sim.report.charts.faces import face

    return face(*_style(text, weight))


def pixels_wide(text: str, weight: Weight, size: float, dpi: float) -> float:
    """How wide the ink of a text is, without any margin."""
    from dsa_sim.report.charts.faces import width_of

    return width_of(text, *_style(text, weight), size, dpi)


def _style(text: str, weight: Weight) -> tuple[tuple[str, ...], int]:
    """The families and the weight that draw a text; the second family has two weights alone."""
    if covered(text):
        return (FAMILY,), 600 if weight == "semibold" else 400
    return (FAMILY, FALLBACK_FAMILY), 700 if weight == "semibold" else 400


@cache
def _letters(family: str) -> frozenset[int]:
    from dsa_sim.report.charts.faces import letters_of

    return letters_of(family)


def covered(text: str) -> bool:
    """True where the bundled typeface has every letter of the text."""
    return text.isascii() or _letters(FAMILY).issuperset(map(ord, text))


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """The text on one line with what no bundled font can draw replaced by an empty box."""
    plain = shown(text)
    if plain.isascii():
        return plain
    return "".join(part if is_drawn(part) else REPLACEMENT for part in CLUSTER.findall(plain))


def shown(text: str) -> str:
    """The text on one line, without control and other invisible formatting characters.

    Letters that were typed as a letter and its marks are put together where there is such a letter.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return re.sub(r"[ \t\n\r\f\v]+", " ", text.translate(_VISIBLE)).strip(" ")


def is_drawn(cluster: str) -> bool:
    """True where the bundled typeface or the second family has the letter.

    A letter with marks that no letter unites is drawn by none: the marks would lie beside it.
    """
    if len(cluster) > 1:
        return False
    return ord(cluster) in _letters(FAMILY) or ord(cluster) in _letters(FALLBACK_FAMILY)


class _Visible(dict[int, str]):
    """What becomes of a letter on a line: itself, a space, or nothing; found once for each."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        if category in ("Cc", "Zl", "Zp"):
            self[code] = " "
        else:
            self[code] = "" if category in ("Cf", "Cs", "Co", "Cn") else chr(code)
        return self[code]


_VISIBLE = _Visible()


@lru_cache(maxsize=8192)
def _width_of_one_point(text: str, weight: Weight) -> float:
    return pixels_wide(text, weight, _MEASURED_AT, 72) / _MEASURED_AT


def width(text: str, size: float, weight: Weight = "regular") -> float:
    """How wide a line of text is as it is drawn, in points, with a margin for hinting."""
    if not text:
        return 0.0
    drawn = text if text.isascii() else drawable(text)
    return _width_of_one_point(drawn, weight) * size * _MARGIN + 0.5


def elided(text: str, size: float, room: float, weight: Weight = "regular") -> str:
    """The text, cut with an ellipsis where it is wider than `room` points; may become empty."""
    if width(text, size, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + _ELLIPSIS, size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _ELLIPSIS if low else ""


def wrapped(
    text: str, size: float, room: float, *, lines: int, weight: Weight = "regular"
) -> tuple[str, ...]:
    """The text in at most so many lines of `room` points, the last one cut where need be."""
    # Most texts fit: their parts need not be measured, which takes far longer than the rest.
    rest = [text] if width(text, size, weight) <= room else text.split(" ")
    made: list[str] = []
    while rest and len(made) < lines - 1:
        count = 1
        while count < len(rest) and width(" ".join(rest[: count + 1]), size, weight) <= room:
            count += 1
        made.append(elided(" ".join(rest[:count]), size, room, weight))
        rest = rest[count:]
    if rest:
        made.append(elided(" ".join(rest), size, room, weight))
    return tuple(line for line in made if line)


def longest_word(text: str, size: float, weight: Weight = "regular") -> float:
    """The width of the widest word of a text, in points."""
    return max((width(word, size, weight) for word in text.split(" ")), default=0.0)
