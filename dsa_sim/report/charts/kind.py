"""What a chart is: its data, how they are drawn and said, and what other programs draw of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from dsa_sim.language import Language
from dsa_sim.report.charts.native import NativeChart
from dsa_sim.report.charts.scene import Scene


class ChartData(Protocol):
    """What a chart shows. A `foot` says what its totals leave out."""

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences."""

    def table(self, lang: Language) -> tuple[tuple[str, ...], ...]:
        """The plotted values as a table, heads first."""


@dataclass(frozen=True, kw_only=True)
class ChartKind:
    """One kind of chart, declared at the end of its file and listed in `catalogue`.

    `code` names it in files and plans, `name` is what the window calls it; `section` is that of a
    briefing in which it stands, empty for none. `scene` lays the data
    out (`data, *, lang, look, size, title` and options of its own, as a zoom; see `Layout`),
    `title` gives the title (`data, lang` and the same options). `height` is that at which it
    reads well, in inches; `native` the form that office programs draw, None where there is none.
    """

    code: str
    name: str
    data: type
    scene: Callable[..., Scene]
    title: Callable[..., str]
    height: Callable[[Any], float]
    native: Callable[[Any, Language], NativeChart | None] | None = None
    section: str = ""
