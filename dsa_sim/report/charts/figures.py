"""Charts drawn: from the data of any chart to a `Chart` with a bare figure.

No Qt and no pyplot. Sizes are in inches; fonts are in points and so keep their size on paper and
on screen.
"""

from functools import partial
from typing import Any

from dsa_sim.language import Language
from dsa_sim.language.joining import sentence
from dsa_sim.report.charts.catalogue import kind_of, preferred_height
from dsa_sim.report.charts.chart import Chart
from dsa_sim.report.charts.kind import ChartData
from dsa_sim.report.charts.lettering import wrapped
from dsa_sim.report.charts.overlaps import overlaps
from dsa_sim.report.charts.scene import POINTS_PER_INCH, ChartText, Label, Scene, raised
from dsa_sim.report.charts.style import LOOKS, Look, LookName

__all__ = [
    "Chart", "ChartData", "alternative", "draw", "overlaps", "preferred_height", "printed",
]  # fmt: skip


def draw(
    data: ChartData,
    *,
    lang: Language,
    look: LookName = "light",
    size_inches: tuple[float, float],
    dpi: float = 100,
    with_title: bool = True,
    **options: Any,
) -> Chart:
    """The chart of the data; `options` are those of its kind (a zoom, a measure).

    Raises:
        KeyError: no chart shows such data.
    """
    kind = kind_of(data)
    title = kind.title(data, lang, **options)
    scene = kind.scene(
        data, lang=lang, look=LOOKS[look], size=_room(data, size_inches, LOOKS[look]),
        title=title if with_title else "", **options,
    )  # fmt: skip
    text = ChartText(
        title=title, text_alternative=alternative(data, lang), rows=partial(data.table, lang)
    )
    return Chart(_footed(scene, data, LOOKS[look]), text, dpi=dpi)


def printed(
    data: ChartData,
    *,
    lang: Language,
    size_inches: tuple[float, float],
    with_title: bool = True,
    look: LookName = "print",
) -> Chart:
    """The chart of any data, in the look of paper and otherwise as it is drawn by default."""
    return draw(data, lang=lang, look=look, size_inches=size_inches, with_title=with_title)


_FOOT_LINE, _FOOT_PAD = 1.375, 8.0
"""The line that says what a chart leaves out: its height in letters, and points beside it."""


def alternative(data: ChartData, lang: Language) -> str:
    """A chart in sentences, with what its totals leave out."""
    words, foot = data.text_alternative(lang), foot_of(data)
    return f"{words} {sentence(foot)}" if foot else words


def foot_of(data: ChartData) -> str:
    """What the totals of a chart leave out: the line at its foot; empty where nothing is."""
    return str(getattr(data, "foot", ""))


def _room(data: ChartData, size_inches: tuple[float, float], look: Look) -> tuple[float, float]:
    """The surface in points that is left above the foot of a chart."""
    wide, high = (side * POINTS_PER_INCH for side in size_inches)
    return wide, high - len(_foot_lines(data, wide, look)) * _FOOT_LINE * look.small_size


def _foot_lines(data: ChartData, wide: float, look: Look) -> tuple[str, ...]:
    return wrapped(foot_of(data), look.small_size, wide - 2 * _FOOT_PAD, lines=2)


def _footed(scene: Scene, data: ChartData, look: Look) -> Scene:
    """The scene with the foot of its chart below it."""
    lines, size = _foot_lines(data, scene.width, look), look.small_size
    line = _FOOT_LINE * size
    below = len(lines) * line
    labels = (
        Label(
            x=_FOOT_PAD, y=below - (n + 0.75) * line, text=text, size=size,
            color=look.text, role="left out",
        )
        for n, text in enumerate(lines)
    )  # fmt: skip
    return raised(scene, below, tuple(labels)) if lines else scene
