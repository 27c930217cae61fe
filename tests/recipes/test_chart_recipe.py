"""The recipe for a chart, followed: a file with all that it is, and a row."""

from pathlib import Path

from tests.recipes.house import House

CHART = '''"""How many infringements are alleged, as a single bar."""

from dataclasses import dataclass

from dsa_sim.language import Language, mark
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.native import NativeChart, Series
from dsa_sim.report.charts.scene import Box, Label, Scene
from dsa_sim.report.charts.style import Look


@dataclass(frozen=True, kw_only=True)
class CountData:
    """The number, and what is left out."""

    count: int
    foot: str = ""

    def text_alternative(self, lang: Language) -> str:
        """The number in words."""
        return f"{self.count} alleged."

    def table(self, lang: Language) -> tuple[tuple[str, ...], ...]:
        """The number."""
        return (("Alleged",), (str(self.count),))


def count_scene(data, *, lang, look: Look, size, title) -> Scene:
    """A bar with its number."""
    wide, high = size
    items = (
        Box(x=10, y=10, width=wide / 2, height=high / 3, fill=look.accent, role="bar"),
        Label(x=14, y=high - 20, text=str(data.count), size=10, color=look.text, role="count"),
    )
    return Scene(width=wide, height=high, surface=look.surface, items=items)


CHART = ChartKind(
    code="count", name=mark("How many"), data=CountData, scene=count_scene,
    title=lambda data, lang: "How many", height=lambda data: 1.5,
    native=lambda data, lang: NativeChart(
        kind="bar", categories=("Alleged",), unit="",
        series=(Series(name="Alleged", values=(float(data.count),)),),
    ),
)
'''

ASKED = """
import tempfile, pathlib
from dsa_sim.language import Language
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, Section
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.charts.count import CountData
from dsa_sim.report.charts.figures import alternative, draw, overlaps, preferred_height, printed
from dsa_sim.report.charts.picture_files import chart_svg
from dsa_sim.ui.charts import chart_view
from dsa_sim.ui.widgets.canvas import ChartCanvas
from PySide6.QtWidgets import QApplication

app = QApplication([])
lang = Language("en")
data = CountData(count=7, foot="one is not assessed")
chart = draw(data, lang=lang, size_inches=(5, preferred_height(data)))
found["overlaps"] = len(overlaps(chart.figure))
found["title"] = chart.title
found["says"] = alternative(data, lang)
found["texts"] = [i.text for i in chart.scene.items if hasattr(i, "text")]
found["svg"] = len(chart_svg(printed(data, lang=lang, size_inches=(5, 1.5)), text_as_text=True))
found["native"] = native_chart(data, lang).series[0].values
view = chart_view(data, lang, look="dark")
canvas = ChartCanvas(lang)
canvas.resize(500, 200)
canvas.show_chart(view)
canvas.show()
canvas.draw_now()
found["shown"] = [canvas.accessibleName(), view.name, not canvas.is_stale]
"""


def test_a_chart_is_a_file_and_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.write("dsa_sim/report/charts/count.py", CHART)
    house.replace(
        "dsa_sim/report/charts/catalogue.py",
        "    comparison,\n",
        "    comparison,\n    count,\n",
    )
    house.replace(
        "dsa_sim/report/charts/catalogue.py",
        "        comparison.CHART,\n",
        "        comparison.CHART,\n        count.CHART,\n",
    )
    assert len(house.touched) <= 3
    found = house.ask(ASKED)
    assert found["overlaps"] == 0
    assert found["title"] == "How many"
    assert "7 alleged." in found["says"]
    assert "not assessed" in found["says"]
    assert any("not assessed" in text for text in found["texts"])
    assert found["svg"] > 1000
    assert found["native"] == [7.0]
    assert found["shown"] == ["How many", "count", True]
