"""The bundled typeface in matplotlib: fonts, and the faces that measure and draw them."""

from functools import cache, lru_cache
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags

from dsa_sim.asset_files import asset_path

FONT_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


@cache
def register_fonts() -> None:
    """Make the bundled typeface known to matplotlib; done once, when the first chart is made."""
    for name in FONT_FILES:
        font_manager.fontManager.addfont(str(asset_path("fonts", name)))


@lru_cache(maxsize=256)
def font(families: tuple[str, ...], weight: int, size: float = 10.0) -> FontProperties:
    """The font of a text of `size` points; a second family is for the letters the first lacks."""
    register_fonts()
    return FontProperties(family=list(families), weight=weight, size=size)


def face(families: tuple[str, ...], weight: int) -> Any:
    """The face of a font; it is the same for every size, and has the size it was given last."""
    paths: Any = font_manager.fontManager._find_fonts_by_props(font(families, weight))
    return font_manager.get_font(paths)


def width_of(text: str, families: tuple[str, ...], weight: int, size: float, dpi: float) -> float:
    """How many pixels wide the ink of a text is, unhinted."""
    found = face(families, weight)
    found.clear()
    found.set_size(size, dpi)
    found.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    wide, _ = found.get_width_height()
    return float(wide) / 64


def letters_of(family: str) -> frozenset[int]:
    """The letters that a family has, as code points."""
    register_fonts()
    path = font_manager.findfont(FontProperties(family=[family]))
    return frozenset(font_manager.get_font(path).get_charmap())
