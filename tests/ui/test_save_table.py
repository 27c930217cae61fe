"""*Save as table…*: every table and chart of the window as a file, with its exact values."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from dsa_sim import frames
from dsa_sim.frames.tables import frame_of_rows, typed_rows
from dsa_sim.language import Language
from dsa_sim.language.tables import Amount, Share
from dsa_sim.report.writers import table_file
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.step_table import StepTable
from dsa_sim.ui.widgets.table_view import TableView

ROOT = Path(__file__).parents[2]

FIGURE = re.compile(r"−?(€\s?[\d\s.,]+|[\d\s.,]+\s€|[\d\s.,]+\s?%)")
"""What reads as an amount or a share alone, in any of the languages."""

IN_ONE_WINDOW = """
import sys
from pathlib import Path
import dsa_sim.app
assert "pandas" not in sys.modules, "imported with the app"
from PySide6.QtWidgets import QApplication
from dsa_sim.language import Language
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
app = QApplication([])
window = Program(Language("en"), settings=Settings(Path(sys.argv[1])), look="light").window
window.show()
window.files.open_example()
for name in sys.argv[2:]:
    window.show_page(name)
    app.processEvents()
found = "pandas" in sys.modules
window.context.runner.close()
assert not found, "imported with the example"
"""


def test_opening_the_example_imports_no_pandas(tmp_path):
    """Half a second and 40 MB: only who imports or saves a table waits for them."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", IN_ONE_WINDOW, str(tmp_path / "s.ini"), "exposure", "scenarios"],
        cwd=ROOT, env=env, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture
def save_as(monkeypatch, tmp_path):
    """Answer the dialog with a name; what it offered is kept."""
    offered: list[str] = []

    def answer(name: str, kind: str = "") -> Path:
        def chosen(_window, _title, _suggested, kinds):
            offered.append(kinds)
            words = next((w for w in kinds.split(";;") if kind and kind in w), "")
            return str(tmp_path / name), words

        monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
        return tmp_path / name

    answer.offered = offered
    return answer


def command(widget) -> QAction:
    return next(a for a in widget.actions() if a.text() == "Save as table…")


def saved(qtbot, window, trigger) -> Path:
    with qtbot.waitSignal(window.exporter.finished) as told:
        trigger()
    return Path(told.args[0])


def test_a_table_is_saved_with_the_separators_of_the_person(qtbot, open_window, save_as):
    window = open_window("methods", code="de")
    view = window.page.findChild(TableView)
    save_as("methoden")
    action = next(a for a in view.actions() if a.text() == "Als Tabelle speichern…")
    path = saved(qtbot, window, action.trigger)
    assert path.name == "methoden.csv"
    heads, *rows = path.read_text("utf-8-sig").splitlines()
    assert heads.startswith("Methode;Summe")
    assert len(rows) == view.model().rowCount()
    number = rows[0].split(";")[1]
    assert number.count(",") == 1
    assert "." not in number


def test_a_table_is_saved_as_it_is_sorted_and_as_the_kind_chosen(qtbot, open_window, save_as):
    window = open_window("methods")
    view = window.page.findChild(TableView)
    view.tools.sort_by(1)
    save_as("methods", "XLSX")
    path = saved(qtbot, window, command(view).trigger)
    assert path.suffix == ".xlsx"
    found = pd.read_excel(path, engine="calamine")
    sums = found.iloc[:, 1].dropna().tolist()
    assert sums == sorted(sums)
    assert pd.read_excel(path, sheet_name="About", engine="calamine", header=None).iloc[1, 1] == (
        window.context.case.title
    )


def test_parquet_is_offered_where_its_package_is(open_window, save_as, monkeypatch):
    window = open_window("methods")
    view = window.page.findChild(TableView)
    monkeypatch.setattr(window.exporter, "write_table", lambda *_: None)
    save_as("x")
    for there in (True, False):
        monkeypatch.setattr(table_file, "can_write_parquet", lambda there=there: there)
        command(view).trigger()
        assert ("*.parquet" in save_as.offered[-1]) is there
        assert "*.csv" in save_as.offered[-1]
        assert "*.xlsx" in save_as.offered[-1]


@pytest.mark.parametrize("name", ["exposure", "drivers", "precedents", "proceedings"])
@pytest.mark.parametrize("code", ["en", "de", "fr"])
def test_the_values_of_every_chart_come_back_typed(qtbot, open_window, name, code):
    window = open_window(name, code=code)
    lang = Language(code)
    qtbot.waitUntil(lambda: any(c.view for c in window.page.findChildren(ChartCanvas)))
    for chart in window.page.findChildren(ChartCanvas):
        if chart.view is None or len(chart.view.rows) < 2:
            continue
        heads, *rows = chart.view.rows
        typed = typed_rows(lang, rows)
        texts = [text for row in rows for text in row]
        values = [value for row in typed for value in row]
        for text, value in zip(texts, values, strict=True):
            if isinstance(value, str):
                assert value == text
                assert not FIGURE.fullmatch(text)
        assert any(isinstance(value, Amount | Share) or not isinstance(value, str)
                   for value in values)  # fmt: skip
        made = frame_of_rows(heads, typed, window.context.case, chart.view.title)
        assert made.shape == (len(rows), len(heads))


def test_a_chart_is_saved_as_a_table(qtbot, open_window, save_as):
    window = open_window("precedents")
    chart = next(c for c in window.page.findChildren(ChartCanvas) if c.view)
    save_as("precedents.csv")
    path = saved(qtbot, window, lambda: chart.ask("table"))
    found = pd.read_csv(path, encoding="utf-8-sig")
    assert len(found) == len(chart.view.rows) - 1
    assert any(str(dtype) == "float64" for dtype in found.dtypes)


def test_the_menu_of_charts_lists_the_tables_too(open_window):
    window = open_window("precedents")
    menu = window.header.export.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for part in menu.findChildren(QMenu) for action in part.actions()]
    assert any(text.endswith("(Table)…") for text in texts)
    assert len(texts) % 4 == 0


def test_worksheets_infringements_and_the_matrix_are_saved(qtbot, open_window, save_as):
    window = open_window("worksheet")
    table = window.page.findChild(StepTable)
    assert [action.text() for action in table.actions()] == ["Copy", "Save as table…"]
    table.copy_all()
    assert QGuiApplication.clipboard().text().count("\n") >= 1
    save_as("steps.csv")
    path = saved(qtbot, window, command(table).trigger)
    assert len(pd.read_csv(path, encoding="utf-8-sig")) > 0

    window.show_page("infringements")
    save_as("alleged.csv")
    path = saved(qtbot, window, command(window.page.table).trigger)
    found = pd.read_csv(path, encoding="utf-8-sig")
    case = window.context.case
    assert found["infringement"].tolist() == frames.infringements(case)["infringement"].tolist()

    window.show_page("scenarios")
    save_as("matrix.csv")
    path = saved(qtbot, window, window.page.save_table)
    heads = path.read_text("utf-8-sig").splitlines()[0]
    assert all(scenario.title in heads for scenario in case.scenarios)


def test_what_cannot_be_written_is_told(qtbot, open_window, save_as, monkeypatch):
    window = open_window("methods")
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *parts: told.append(parts[2]))
    monkeypatch.setattr(table_file, "MOST_ROWS", 1)
    save_as("methods.xlsx")
    command(window.page.findChild(TableView)).trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert "A sheet holds 1 rows" in told[0]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_every_table_of_every_page_offers_it(open_window, name):
    window = open_window(name)
    for view in window.page.findChildren(TableView):
        assert command(view).isEnabled()
