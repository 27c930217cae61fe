"""The look of charts: palettes for the light and the dark screen and for print, and sizes.

Series follow the Okabe-Ito palette, so that they can be told apart without colour vision; what
must be told apart in black and white differs in lightness, sign or shape as well. Text colours
reach a contrast of at least 4.5 to 1 on their surface. Nothing here touches matplotlib's global
settings, because one process draws several looks.
"""

from dataclasses import dataclass, replace
from typing import Literal

LookName = Literal["light", "dark", "print", "slide"]


@dataclass(frozen=True, kw_only=True)
class Look:
    """Colours as hex text; sizes in points.

    `accent` is the one accent colour (the chosen scenario, the result), `soft` its quiet
    relation, `procedural` and `periodic` the other segments, `up` and `down` what raises and
    lowers an amount, `mark` a statutory maximum.
    """

    name: LookName
    surface: str
    text: str
    quiet: str
    grid: str
    axis: str
    accent: str
    soft: str
    procedural: str
    periodic: str
    up: str
    down: str
    mark: str
    title_size: float = 10.5
    label_size: float = 8.5
    small_size: float = 8.0


LIGHT = Look(
    name="light",
    surface="#ffffff",
    text="#1b2431",
    quiet="#5a6472",
    grid="#e7e9ed",
    axis="#c3c8d0",
    accent="#0b5fa5",
    soft="#9db5ce",
    procedural="#56b4e9",
    periodic="#e69f00",
    up="#d55e00",
    down="#009e73",
    mark="#111820",
)

DARK = Look(
    name="dark",
    surface="#1a2029",
    text="#eef1f5",
    quiet="#a9b3c0",
    grid="#333b46",
    axis="#4c5663",
    accent="#5fa8e6",
    soft="#4d6781",
    procedural="#a6d8f5",
    periodic="#f0c05a",
    up="#f08a3c",
    down="#35c49a",
    mark="#f5f7fa",
)

PRINT = Look(
    name="print",
    surface="#ffffff",
    text="#111111",
    quiet="#4a4f57",
    grid="#e3e5e9",
    axis="#9aa1ab",
    accent="#0b5fa5",
    soft="#a9bdd2",
    procedural="#56b4e9",
    periodic="#e69f00",
    up="#d55e00",
    down="#009e73",
    mark="#000000",
)

SLIDE = replace(PRINT, name="slide", title_size=16.0, label_size=14.0, small_size=14.0)
"""The look of paper in letters that are read from across a room."""

LOOKS: dict[LookName, Look] = {look.name: look for look in (LIGHT, DARK, PRINT, SLIDE)}
"""Every look by its name."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as the accessibility guidelines define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
