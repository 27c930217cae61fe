"""The window against its floors: start-up, and an edit to its repainted chart.

Start: from the start of the process to an interactive window, against a bare process that imports
QtWidgets and numpy and shows an empty window; the goal is at most 1.5. Edit: from a keystroke in
the example until every chart of the page is painted again, against a bare full draw of the same
figures by matplotlib alone; the goals are 0.5 in the median and 0.8 at the 95th percentile. Both
as ratios to the median of the floor in this run. Many: the first paint of a case of sixty
infringements against that of the example, 1.5 at most. Blocks: the longest stretch in which the
thread of the window does not come back to its events, while somebody types, while the full runs
are made and arrive, and when pages, scenarios and the zoom change; the goal is one draw of the
charts in sight and a frame (16 ms).
"""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import RendererAgg
    from PySide6.QtGui import QPaintEvent

    from dsa_sim.model.case import Case
    from dsa_sim.report.charts.figures import Chart
    from dsa_sim.ui.widgets.canvas import ChartCanvas

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

GOAL = 1.5
LIVE_GOAL, LIVE_GOAL_95 = 0.5, 0.8
STARTS = 15
EDITS = 60

FLOOR = """
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QTimer
import numpy
application = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
import dsa_sim.app as app
from dsa_sim.language import Language
from dsa_sim.ui.settings import Settings
program = app.Program(Language("en"), settings=Settings(Path(sys.argv[1])))
program.window.show()
QTimer.singleShot(0, program.application.quit)
program.application.exec()
"""


def _seconds(code: str, *arguments: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, cwd=ROOT)
    return time.perf_counter() - begin


def start_up() -> None:
    """Print the start-up ratio, the two processes taken in turn."""
    floor, program = [], []
    with tempfile.TemporaryDirectory() as folder:
        settings = str(Path(folder) / "settings.ini")
        for _ in range(STARTS):
            floor.append(_seconds(FLOOR))
            program.append(_seconds(PROGRAM, settings))
    low, high = statistics.median(floor), statistics.median(program)
    print(f"start to window: {high / low:.2f} x floor (goal {GOAL}); {high:.3f} s, {low:.3f} s")


def bare_draw(chart: "Chart") -> float:
    """The seconds of a full draw of a chart by matplotlib alone, on a canvas that it knows."""
    size = chart.figure.canvas.get_width_height(physical=True)
    renderer = bare_renderer(*size, chart.figure.dpi)
    begin = time.perf_counter()
    renderer.clear()
    chart.figure.draw(renderer)
    return time.perf_counter() - begin


def last_paints() -> "dict[ChartCanvas, float]":
    """When each canvas was last painted as the chart it is to show, from now on."""
    from dsa_sim.ui.widgets.canvas import ChartCanvas

    found, paint = {}, ChartCanvas.paintEvent

    def noted(canvas: ChartCanvas, event: "QPaintEvent") -> None:
        paint(canvas, event)
        if not canvas.is_stale:
            found[canvas] = time.perf_counter()

    ChartCanvas.paintEvent = noted
    return found


@cache
def bare_renderer(wide: int, high: int, dpi: float) -> "RendererAgg":
    """What matplotlib draws with; it remembers how large texts are."""
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(wide, high, dpi)


def edit_to_chart() -> None:
    """Print the ratio of an edit with its repainted charts to the bare draw of them."""
    from decimal import Decimal

    from PySide6.QtWidgets import QApplication

    from dsa_sim.language import Language
    from dsa_sim.model.case import Case
    from dsa_sim.model.edits import change
    from dsa_sim.ui.program import Program
    from dsa_sim.ui.settings import Settings
    from dsa_sim.ui.widgets.canvas import ChartCanvas

    painted = last_paints()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Language("en"), settings=Settings(Path(folder) / "s.ini"))
        window = program.window
        window.show()
        window.files.open_example()
        window.show_page("exposure")
        QApplication.processEvents()
        canvases = [c for c in window.findChildren(ChartCanvas) if not c.visibleRegion().isEmpty()]
        edits, draws = [], []
        for n in range(EDITS):
            revenue = Decimal(1_023_670_000_000 + n * 1_000_000_000)

            def edit(case: Case, revenue: Decimal = revenue) -> Case:
                return change(case, "group-2026", revenue=revenue)

            painted.clear()
            begin = time.perf_counter()
            window.document.apply("edit", edit, merge="revenue")
            while not painted.keys() >= set(canvases):
                QApplication.processEvents()
            edits.append(max(painted.values()) - begin)
            QApplication.processEvents()
            draws.append(sum(bare_draw(canvas.chart) for canvas in canvases))
        window.document.mark_saved(window.document.place)
    low, high = statistics.median(draws), statistics.median(edits)
    late = sorted(edits)[int(0.95 * EDITS)]
    print(
        f"keystroke to all charts: {high / low:.2f} x bare draw (goal {LIVE_GOAL}), "
        f"95th percentile {late / low:.2f} x (goal {LIVE_GOAL_95}); "
        f"{high * 1000:.1f} ms, {low * 1000:.1f} ms"
    )


MANY = 60
"""The infringements of a large case."""


def large_case() -> "Case":
    """The example with so many infringements: its own, again and again."""
    import msgspec

    from dsa_sim.storage.example import example_case

    case = example_case()
    copies = (
        msgspec.structs.replace(one, id=f"{one.id}-{n}", title=f"{one.title} {n}")
        for n in range(MANY)
        for one in case.infringements
    )
    return msgspec.structs.replace(case, infringements=tuple(islice(copies, MANY)), scenarios=())


def first_paint(case: "Case") -> float:
    """The seconds from opening a case never seen before until its first page has been painted."""
    import msgspec
    from PySide6.QtWidgets import QApplication

    from dsa_sim.language import Language
    from dsa_sim.ui.document import Place
    from dsa_sim.ui.program import Program
    from dsa_sim.ui.settings import Settings

    case = msgspec.structs.replace(case, title=f"{case.title} {time.perf_counter()}")
    with tempfile.TemporaryDirectory() as folder:
        window = Program(Language("en"), settings=Settings(Path(folder) / "s.ini")).window
        window.show()
        QApplication.processEvents()
        begin = time.perf_counter()
        window.document.replace(case, Place())
        window.files.opened.emit()
        window.repaint()
        taken = time.perf_counter() - begin
        window.close()
    return taken


def many_infringements() -> None:
    """Print how much later a large case is painted first than the example."""
    from dsa_sim.storage.example import example_case

    # A window of before must not be destroyed by the worker of the next one.
    gc.disable()
    example, large = example_case(), large_case()
    first_paint(example)
    pairs = [(first_paint(example), first_paint(large)) for _ in range(5)]
    gc.enable()
    low, high = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"first paint of {MANY} infringements: {high / low:.2f} x that of the example "
        f"(goal {GOAL}); {high * 1000:.0f} ms, {low * 1000:.0f} ms"
    )


class Blocks:
    """Measures how long the event loop stays away from its events: the gaps between ticks."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._ticks: list[float] = []
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        self._ticks.append(time.perf_counter())

    def during(self, action: Callable[[], object], seconds: float) -> float:
        """The longest block while an action is done and for some time after it, in seconds."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        self._ticks = []
        self._timer.start()
        QTimer.singleShot(20, action)
        QTimer.singleShot(int(1000 * seconds) + 20, loop.quit)
        loop.exec()
        self._timer.stop()
        gaps = [b - a for a, b in pairwise(self._ticks)]
        return max(gaps, default=seconds) - 0.001


def blocks() -> None:
    """Print the longest block of the thread of the window for each thing a person may do."""
    from decimal import Decimal
    from functools import partial

    from PySide6.QtCore import QCoreApplication

    from dsa_sim.language import Language
    from dsa_sim.model.edits import change
    from dsa_sim.ui.pages import PAGES
    from dsa_sim.ui.program import Program
    from dsa_sim.ui.settings import Settings
    from dsa_sim.ui.widgets.canvas import ChartCanvas

    with tempfile.TemporaryDirectory() as folder:
        program = Program(Language("en"), settings=Settings(Path(folder) / "s.ini"))
        window = program.window
        window.files.may_leave = lambda: True
        window.show()
        window.files.open_example()
        window.show_page("exposure")
        watch = Blocks()
        watch.during(lambda: None, 2.5)

        def draw() -> float:
            seen = [c for c in window.findChildren(ChartCanvas) if not c.visibleRegion().isEmpty()]
            times = [sum(bare_draw(canvas.chart) for canvas in seen) for _ in range(9)]
            return statistics.median(times)

        def type_in(n: int) -> None:
            revenue = Decimal(1_023_670_000_000 + n * 1_000_000_000)
            edit = partial(change, identifier="group-2026", revenue=revenue)
            window.document.apply("edit", edit, merge="revenue")

        print("longest blocks, in draws of the charts in sight and beyond one draw")
        floor = draw()

        def tell(name: str, longest: float) -> None:
            over = 1000 * (longest - floor)
            print(
                f"  {name:34} {1000 * longest:6.0f} ms {longest / floor:6.2f} x {over:+6.0f} ms "
                f"(goal at most +16)"
            )

        tell("keystroke", max(watch.during(partial(type_in, n), 0.5) for n in range(12)))
        tell("full runs behind, and their arrival", watch.during(partial(type_in, 20), 3.0))
        page = window._pages["exposure"]
        zooms = ("amounts", "maximum") * 3
        tell("zoom", max(watch.during(partial(page._set_zoom, z), 0.3) for z in zooms))
        case = window.document.case
        names = [case.scenarios[0].id, None]
        tell("another scenario", max(
            watch.during(partial(window.document.show_scenario, n), 2.0) for n in names
        ))  # fmt: skip
        for page_row in PAGES:
            longest = watch.during(partial(window.show_page, page_row.name), 1.5)
            tell(f"first look at {page_row.name}", longest)
        QCoreApplication.processEvents()
        window.document.mark_saved(window.document.place)


if __name__ == "__main__":
    start_up()
    edit_to_chart()
    many_infringements()
    blocks()
