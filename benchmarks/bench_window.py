"""The window against its floors: start-up, and an edit to its repainted chart.

Start: from the start of the process to an interactive window, against a bare process that imports
QtWidgets and numpy and shows an empty window. Edit: applying an edit to the example, assessing
and repainting the chart, against a bare `canvas.draw()` of the same figure. Both as ratios of
medians in this run; the goals are at most 1.5.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

GOAL = 1.5
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


def edit_to_chart() -> None:
    """Print the ratio of an edit with its repainted charts to the bare draw of them."""
    from decimal import Decimal

    from PySide6.QtWidgets import QApplication

    from dsa_sim.language import Language
    from dsa_sim.model.case import Case
    from dsa_sim.model.edits import change
    from dsa_sim.ui.canvas import ChartCanvas
    from dsa_sim.ui.program import Program
    from dsa_sim.ui.settings import Settings

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

            begin = time.perf_counter()
            window.document.apply("edit", edit, merge="revenue")
            for canvas in canvases:
                canvas.repaint()
            edits.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            for canvas in canvases:
                assert canvas.chart is not None
                canvas.chart.figure.canvas.draw()
            draws.append(time.perf_counter() - begin)
        window.document.mark_saved(window.document.place)
    low, high = statistics.median(draws), statistics.median(edits)
    print(
        f"edit to chart: {high / low:.2f} x bare draw (goal {GOAL}); "
        f"{high * 1000:.1f} ms, {low * 1000:.1f} ms; 95th percentile "
        f"{sorted(edits)[int(0.95 * EDITS)] / low:.2f} x"
    )


if __name__ == "__main__":
    start_up()
    edit_to_chart()
