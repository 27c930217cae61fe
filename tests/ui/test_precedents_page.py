"""The page Precedents, through the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from dsa_sim.language import Language
from dsa_sim.law.precedents import precedents
from dsa_sim.model.edits import change
from dsa_sim.ui.files import Files
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.widgets.clipping import cut_texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def no_question_waits(monkeypatch):
    """A question nobody answers would hold the tests up for ever: what is unsaved is let go."""
    monkeypatch.setattr(Files, "may_leave", lambda _files: True)


@pytest.fixture(params=["en", "fr"])
def program(request, qtbot, tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    made = Program(Language(request.param), settings=settings, look="light")
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.window.document.mark_saved(made.window.document.place)


@pytest.fixture
def page(program):
    window = program.window
    window.files.open_example()
    window.show_page("precedents")
    return window.page


def words(widget):
    text = " ".join(label.text() for label in widget.findChildren(QLabel))
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def column(page, number):
    table = page.own
    cells = [table.model().index(row, number).data() for row in range(table.model().rowCount())]
    return [
        cell.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        for cell in cells
    ]


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_each_fine_stands_with_split_shares_doubts_source_and_status(page):
    shown = words(page.fines)
    for found in precedents():
        assert found.name in shown
        assert found.source in shown
        for base in found.bases:
            assert base.what.text("en") in shown
            assert base.source in shown
            assert base.contested is None or base.contested.text("en") in shown
    for text in ("€ 120 m", "€ 200 m", "€ 550 m", "Art. 40(12): € 40.0 m", "0.376 %", "7.37 %"):
        assert text in shown
    assert "Checked on" in shown
    assert "Unchecked" in shown
    assert "for a later decision only" in shown


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_the_caution_counts_the_decisions(page):
    assert f"{len(precedents())} decisions. Not a prediction" in words(page)


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_scenarios_and_the_real_outcome_stand_below(page):
    scenarios = page.context.case.scenarios
    assert column(page, 0)[:-1] == ["Base case", *(s.title for s in scenarios)]
    assert column(page, 0)[-1].startswith("Actual fine of 20 July 2026")
    assert [column(page, n)[-1] for n in (1, 2, 3)] == ["€ 550 m", "0.442 %", "7.37 %"]
    assert "hindsight" in page.real.text()


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_an_edit_moves_the_row_of_the_case(page):
    before = column(page, 3)
    case = page.context.case
    alleged = case.infringements[0]
    page.context.apply("No amount", lambda c: change(c, alleged.id, start=None))
    assert column(page, 3) != before
    assert column(page, 3)[-1] == before[-1]


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_without_a_fined_platform_there_is_no_hindsight(page):
    for platform in page.context.case.platforms:
        page.context.apply("Not registered", lambda c, p=platform: change(c, p.id, register=""))
    assert not page.real.isVisible()
    assert len(column(page, 0)) == 1 + len(page.context.case.scenarios)


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_the_switch_draws_the_other_share(page, qtbot):
    page.chart.draw_now()
    before = page.chart.chart.scene.items
    chip = next(b for b in page.findChildren(QPushButton) if b.text() == "Share of turnover")
    qtbot.mouseClick(chip, LEFT)
    page.chart.draw_now()
    assert page.chart.chart.scene.items != before


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_a_row_of_the_case_shows_its_scenario(page):
    scenario = page.context.case.scenarios[0]
    page.own.clicked.emit(page.own.model().index(1, 0))
    assert page.context.document.scenario == scenario.id
    page.own.clicked.emit(page.own.model().index(page.own.model().rowCount() - 1, 0))
    assert page.context.document.scenario == scenario.id


@pytest.mark.parametrize("program", ["en"], indirect=True)
def test_the_data_can_be_copied(page):
    page.chart.draw_now()
    page.chart.ask("copied data")
    copied = QGuiApplication.clipboard().text()
    assert all(found.name in copied for found in precedents())


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_no_text_is_cut(program, page, qtbot, size):
    window = program.window
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().width() == size[0])
    qtbot.waitUntil(lambda: cut_texts(page) == [])
