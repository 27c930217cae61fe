"""What the layouts of all charts begin with: the surface, its letters, the lines of the title."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from dsa_sim.language import Language
from dsa_sim.report.charts.lettering import LINE_HEIGHT
from dsa_sim.report.charts.scene import Area, Item, Scene
from dsa_sim.report.charts.style import Look
from dsa_sim.report.charts.titles import title_lines

PAD = 10.0
"""Points between the edge of a chart and what stands in it."""

Data = TypeVar("Data")


class Layout(Generic[Data]):
    """One layout in the making: sizes are worked out from the outside in, then items are placed.

    A chart says in `arrange` where its parts go, and in `_items` and `_areas` what they are; areas
    are worked out when somebody asks for them, after the items. `room` is the width between the
    edges, `line` the height of a line of small letters, all in points.
    """

    arrange: Callable[..., None]
    """Works out where the parts go; its arguments are the options of the chart."""

    def __init__(
        self, data: Data, lang: Language, look: Look, size: tuple[float, float], title: str
    ) -> None:
        self.data, self.lang, self.look = data, lang, look
        self.width, self.height = size
        self.line = look.small_size * LINE_HEIGHT
        self.room = self.width - 2 * PAD
        self.titles = title_lines(title, look, room=self.room, height=self.height)

    @classmethod
    def laid_out(
        cls,
        data: Data,
        *,
        lang: Language,
        look: Look,
        size: tuple[float, float],
        title: str,
        **options: Any,
    ) -> Scene:
        """Everything the chart shows, placed on a surface of `size` points."""
        layout = cls(data, lang, look, size, title)
        layout.arrange(**options)
        return layout.scene()

    def scene(self) -> Scene:
        """Every part in its place."""
        return Scene(
            width=self.width, height=self.height, surface=self.look.surface,
            items=tuple(self._items()), areas=lambda: tuple(self._areas()),
        )  # fmt: skip

    def _items(self) -> Iterable[Item]:
        """What is drawn, the lowest first."""
        return ()

    def _areas(self) -> Iterable[Area]:
        """What the pointer can be asked about."""
        return ()
