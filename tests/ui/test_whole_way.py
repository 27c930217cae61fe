"""From a blank case to the PDF, through the widgets a person touches; also in a real window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton

from dsa_sim.language import Language
from dsa_sim.storage import read_case
from dsa_sim.ui.pages import entry_of
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from tests.ui.real_screen import needs_a_screen, own_screen

LANG = Language("en")
LEFT = Qt.MouseButton.LeftButton
ON_A_REAL_SCREEN = "DSA_SIM_TEST_REAL_WINDOW"


@pytest.fixture
def window(qtbot, tmp_path):
    made = Program(LANG, settings=Settings(tmp_path / "s.ini"), look="light").window
    made.files.may_leave = lambda: True
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    # Without a window manager nobody else gives the keyboard to the window.
    qtbot.waitUntil(made.isActiveWindow)
    return made


class Person:
    """Somebody with a mouse and a keyboard."""

    def __init__(self, qtbot, window) -> None:
        self.qtbot, self.window = qtbot, window

    def click(self, button) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.qtbot.mouseClick(button, LEFT)

    def click_named(self, words: str) -> None:
        buttons = self.window.findChildren(QPushButton)
        self.click(next(b for b in buttons if b.isVisible() and b.text() == words))

    def go(self, page: str) -> None:
        self.click(self.window.rail._items[entry_of(page).host])
        assert self.window.page_name == page

    def type(self, line, text: str) -> None:
        line = getattr(line, "line", line)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Tab)

    def type_into_cell(self, target: str, scenario: str, text: str) -> None:
        page = self.window.page
        table = page._table
        row, column = next(
            (r, c) for r in range(table.rowCount()) for c in range(3, table.columnCount())
            if (place := page._place(r, c))[0] is not None
            and place[0].title == scenario and place[1] == target
        )  # fmt: skip
        table.setCurrentCell(row, column)
        table.setFocus()
        self.qtbot.keyClick(table, Qt.Key.Key_Return)
        line = table.viewport().findChild(QLineEdit)
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        before = self.window.document.revision
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.document.revision > before)


def provider_and_turnover(person: Person) -> None:
    person.click(person.window.start_page.new)
    person.click(person.window.guide.skip)
    page = person.window.page
    person.type(page._binder.fields["provider.name"], "Example Marketplace B.V.")
    years = page.years
    person.click(years.add_button)
    person.type(years.binder.fields["ends_on"], "31 Dec 2025")
    person.type(years.binder.fields["revenue"], "EUR 10bn")


def three_infringements(person: Person) -> None:
    person.go("proceedings")
    person.go("infringements")
    page = person.window.page
    for query, title, chance, start in (
        ("traceability", "Traders unknown", "40 %", "0.2 %"),
        ("34", "Risks not assessed", "30-50 %", "EUR 20m"),
        ("dark patterns", "Pressing pop-ups", "25 %", "0.1-0.2-0.4 %"),
    ):
        person.click_named("+ Add infringement")
        fields = page.inspector.fields
        person.type(fields["title"], title)
        picker = page.inspector.picker
        picker.line.setFocus()
        person.qtbot.keyClicks(picker.line, query)
        person.qtbot.waitUntil(lambda hits=picker.hits: hits.count() > 0)
        person.qtbot.keyClick(picker.line, Qt.Key.Key_Return)
        person.type(fields["chance"], chance)
        person.type(fields["start"], start)


def test_from_a_blank_case_to_the_pdf(window, qtbot, tmp_path) -> None:
    if os.environ.get(ON_A_REAL_SCREEN):
        assert QGuiApplication.platformName() == "xcb"
    person = Person(qtbot, window)
    provider_and_turnover(person)
    three_infringements(person)
    case = window.document.case
    assert len(case.infringements) == 3
    assert all(i.provisions and i.chance and i.start for i in case.infringements)

    person.go("scenarios")
    for _ in range(2):
        person.click_named("+ Add scenario")
    first, second = case.strands[0], window.document.case.scenarios
    window.page.all_inputs.setChecked(True)
    window.page.rename(second[0].id, "Better")
    window.page.rename(second[1].id, "Worse")
    # A platform that is not designated, and no marketplace: Arts 34 and 30 count in no total.
    alleged = {i.title: i.id for i in case.infringements}
    counted = alleged["Pressing pop-ups"]
    assert window.context.base().coverage.live == (counted,)
    person.type_into_cell(f"{counted}.chance", "Better", "10 %")
    person.type_into_cell(f"{counted}.chance", "Worse", "90 %")

    person.go("exposure")
    known = window.context.exposures
    every = (None, *(s.id for s in second))
    qtbot.waitUntil(lambda: len(known.known()) == 3)
    qtbot.waitUntil(lambda: not any(map(known.is_recalculating, every)))
    means = {e: known.of(e).mean_eur for e in every}
    better, worse = (means[s.id] for s in second)
    assert better < means[None] < worse
    chart = window.page.chart
    qtbot.waitUntil(lambda: chart.chart is not None and not chart.is_stale)
    assert [row[0] for row in chart.view.rows[1:]] == ["Base case", "Better", "Worse"]
    # 6 % of € 10 bn, which the headline keeps in sight
    assert "€\N{NO-BREAK SPACE}600\N{NO-BREAK SPACE}m" in window.header.headline.text()

    with qtbot.waitSignal(window.exporter.finished, timeout=120_000):
        window.exporter.write_briefing(tmp_path / "briefing.pdf")
    made = (tmp_path / "briefing.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page") >= 5 or len(made) > 50_000

    window.files.save_to(tmp_path / "whole.dsacase")
    assert read_case(tmp_path / "whole.dsacase").case == window.document.case
    assert first.title == "Main strand"
    while window.document.undo_label:
        window.document.undo()
    assert window.document.case.infringements == ()


@pytest.mark.slow
@needs_a_screen
def test_the_same_in_a_real_window(tmp_path) -> None:
    with own_screen(tmp_path) as display:
        environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", ON_A_REAL_SCREEN: "1",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
             f"{Path(__file__)}::test_from_a_blank_case_to_the_pdf"],
            env=environment, capture_output=True, text=True, timeout=280, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:]
