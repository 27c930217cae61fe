"""A first case, end to end, through the real window: from the start page to a PDF."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

from dsa_sim.language import Language, formats
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Outcomes
from dsa_sim.model.edits import change
from dsa_sim.model.inputs import read
from dsa_sim.storage import hold, read_case
from dsa_sim.ui.dialogs.override_dialog import OverrideDialog
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.theme import DARK
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.step_table import StepTable

LANG = Language("en")


def _window(qtbot, tmp_path, code="en"):
    settings = Settings(tmp_path / "settings.ini")
    program = Program(Language(code), settings=settings, look="light")
    window = program.window
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture(autouse=True)
def no_question_waits():
    """A question nobody answers would hold the tests up for ever: it is cancelled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QMessageBox, "exec", lambda _box: 0)
        patch.setattr(QMessageBox, "clickedButton", lambda _box: None)
        cancel = QMessageBox.StandardButton.Cancel
        for name in ("question", "warning", "about"):
            patch.setattr(QMessageBox, name, lambda *_words: cancel)
        yield


@pytest.fixture
def window(qtbot, tmp_path):
    made = _window(qtbot, tmp_path)
    yield made
    made.document.mark_saved(made.document.place)


@pytest.fixture
def example(window, qtbot):
    qtbot.mouseClick(window.start_page.example, Qt.MouseButton.LeftButton)
    window.show_page("exposure")
    return window


def words_of(widget):
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in widget.findChildren(QLabel)]


def settle(window, qtbot):
    """Wait until the full run of the scenario in view is shown."""
    scenario = window.document.scenario
    qtbot.waitUntil(lambda: not window.context.exposures.is_recalculating(scenario))


def draw_all(chart, qtbot):
    """Draw the comparison once the answer for every scenario has come."""
    qtbot.waitUntil(lambda: not any(row.is_pending for row in chart.view.data.rows))
    chart.draw_now()


def edit_revenue(window, revenue):
    window.document.apply(
        "Change of revenue",
        lambda case: change(case, "group-2026", revenue=Decimal(revenue)),
        merge="group-2026.revenue",
    )


def test_the_exposure_of_the_example(example, qtbot):
    assert "7.46" in example.header.headline.text()
    assert example.page.decisions.total.text() == formats.amount(
        LANG, assess(example.document.case).total_eur
    )
    qtbot.waitUntil(lambda: example.page.infringements.table.model().rowCount() == 7)
    assert not example.document.is_modified


def test_an_edit_moves_headline_and_chart_and_undo_brings_both_back(example, qtbot):
    settle(example, qtbot)
    chart = example.page.chart
    draw_all(chart, qtbot)
    before, rows = example.header.headline.text(), chart.view.rows
    edit_revenue(example, 2_000_000_000_000)
    chart.draw_now()
    assert example.header.headline.text() != before
    assert chart.chart.rows != rows
    assert example.document.is_modified
    qtbot.mouseClick(example.header.undo, Qt.MouseButton.LeftButton)
    settle(example, qtbot)
    draw_all(chart, qtbot)
    assert example.header.headline.text() == before
    assert chart.chart.rows == rows
    assert not example.document.is_modified


def test_typing_in_one_field_is_one_step(example):
    for revenue in (1, 12, 123):
        edit_revenue(example, revenue)
    assert example.document.undo_label == "Change of revenue"
    example.document.undo()
    assert not example.document.undo_label
    assert example.document.redo_label == "Change of revenue"
    example.document.redo()
    assert read_revenue(example) == 123


def read_revenue(window):
    years = window.document.case.financial_years
    return next(y.revenue for y in years if y.id == "group-2026")


def test_scenario_chips_change_what_is_shown(example, qtbot):
    chips = {b.text(): b for b in example.header.chips.findChildren(QPushButton)}
    qtbot.waitUntil(lambda: bool(example.header.chips.findChildren(QPushButton)))
    chips = {b.text(): b for b in example.header.chips.findChildren(QPushButton)}
    qtbot.mouseClick(chips["Early decision"], Qt.MouseButton.LeftButton)
    assert example.document.scenario == "early-decision"
    assert "7.71" in example.header.headline.text()


def test_the_zoom_draws_another_range(example, qtbot):
    example.page.chart.draw_now()
    before = example.page.chart.chart.scene.items
    zoom = next(b for b in example.page.findChildren(QPushButton) if b.text() == "To the amounts")
    qtbot.mouseClick(zoom, Qt.MouseButton.LeftButton)
    example.page.chart.draw_now()
    assert example.page.chart.chart.scene.items != before


def test_a_figure_leads_to_its_steps(example, qtbot):
    qtbot.waitUntil(lambda: example.page.infringements.table.model().rowCount() == 7)
    table = example.page.infringements.table
    table.clicked.emit(table.model().index(0, 0))
    assert example.page_name == "worksheet"
    shown = " ".join(words_of(example.page.findChild(StepTable)))
    assert "124,394,686,731.78" in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_the_worksheet_of_a_decision_ends_in_the_exact_maximum(example):
    example.go_to("worksheet:risks")
    shown = " ".join(w for t in example.page.findChildren(StepTable) for w in words_of(t))
    assert "7,463,681,203.90" in shown


def test_chart_data_can_be_copied(example):
    example.page.chart.draw_now()
    example.page.chart.ask("copied data")
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[1].startswith("Base case\t")
    assert len(text.splitlines()) == 5


def test_every_page_opens_in_both_languages_and_looks(qtbot, tmp_path):
    for code in ("en", "fr"):
        window = _window(qtbot, tmp_path, code)
        window.files.open_example()
        for name in ("provider", "infringements", "scenarios", "exposure", "worksheet"):
            window.show_page(name)
            window.context.set_theme(DARK)
            window.grab()
        window.document.mark_saved(window.document.place)


def test_scenario_matrix_sets_resets_and_duplicates(example):
    example.show_page("scenarios")
    page = example.page
    dialog = OverrideDialog(example.document.case, "risks.outcomes", None, Language("en"), page)
    dialog.reason.set_value("Settled")
    texts = {"closed": "0 %", "commitments": "100 %", "decision": "0 %"}
    for field, text in zip(dialog._fields, texts.values(), strict=True):
        field.line.setText(text)
    dialog._accept()
    assert dialog.made is not None
    page.set_current("early-decision", dialog.made)
    made = example.document.case.scenarios[2].overrides[-1]
    assert made.outcomes == Outcomes(commitments=Decimal(1), decision=Decimal(0))
    assert made.reason == "Settled"
    assert assess(example.document.case, "early-decision").total_eur == 0
    page.go_to("early-decision")
    page.duplicate_current()
    assert [s.title for s in example.document.case.scenarios][-1] == "Early decision (copy)"
    page.rename(example.document.case.scenarios[-1].id, "Another")
    assert example.document.case.scenarios[-1].title == "Another"
    example.document.undo()
    example.document.undo()
    example.document.undo()
    assert len(example.document.case.scenarios[2].overrides) == 1


def test_a_wrong_override_says_why_and_changes_nothing(example):
    example.show_page("scenarios")
    dialog = OverrideDialog(
        example.document.case, "risks.decision_on", None, Language("en"), example.page
    )
    dialog._fields[0].line.setText("next spring")
    dialog._accept()
    assert dialog.made is None
    assert dialog._message.text()


def test_save_open_and_backup(example, tmp_path):
    path = tmp_path / "case.dsacase"
    edit_revenue(example, 5)
    assert example.files.save_to(path)
    assert not example.document.is_modified
    edit_revenue(example, 6)
    assert example.files.save()
    assert read_case(path).case == example.document.case
    assert read_case(path.with_name("case.dsacase.bak")).case != example.document.case
    assert example.files.open_path(path)
    assert read_revenue(example) == 6


def test_an_outside_change_is_noticed_before_overwriting(example, tmp_path):
    path = tmp_path / "case.dsacase"
    example.files.save_to(path)
    outside = path.read_bytes() + b"\n"
    path.write_bytes(outside)
    edit_revenue(example, 7)
    assert not example.files.save()
    assert path.read_bytes() == outside
    assert example.document.is_modified


def test_a_second_window_on_one_file_is_noticed(example, tmp_path, monkeypatch):
    path = tmp_path / "case.dsacase"
    example.files.save_to(path)
    asked = []
    other = _window_beside(example, tmp_path)
    monkeypatch.setattr(
        QMessageBox,
        "question",
        lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.Cancel,
    )
    assert not other.open_path(path)
    assert "open in another window" in asked[0]
    example.files.close()
    held = hold(path)
    held.release()


def _window_beside(window, tmp_path):
    from dsa_sim.ui.document import Document
    from dsa_sim.ui.files import Files

    return Files(Document(), Language("en"), Settings(tmp_path / "other.ini"), window)


def test_a_damaged_file_gives_one_message_and_keeps_the_open_case(example, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: told.append(a[2]))
    path = tmp_path / "damaged.dsacase"
    path.write_text("{", encoding="utf-8")
    before = example.document.case
    assert not example.files.open_path(path)
    assert len(told) == 1
    assert example.document.case is before


def test_unsaved_work_is_asked_about(example):
    edit_revenue(example, 9)
    assert not example.close()
    assert example.isVisible()


def test_recent_files_come_back_on_the_start_page(example, tmp_path):
    example.files.save_to(tmp_path / "recent one.dsacase")
    example.show_start()
    texts = [b.text() for b in example.start_page.findChildren(QPushButton)]
    assert "recent one" in texts


def test_the_briefing_and_a_chart_are_written_in_the_background(example, qtbot, tmp_path):
    for name, write in (
        ("briefing.pdf", example.exporter.write_briefing),
        ("chart.svg", lambda path: example.exporter.write_chart(example.page.chart.view, path)),
    ):
        target = tmp_path / name
        with qtbot.waitSignal(example.exporter.finished):
            write(target)
        assert target.stat().st_size > 1000


def test_problems_lead_to_their_place(example):
    base = example.context.base()
    for problem in base.problems:
        example.go_to(problem.where)
        assert example.page_name in ("provider", "infringements", "methods")


def test_a_blank_case_begins_on_the_provider(window, qtbot):
    qtbot.mouseClick(window.start_page.new, Qt.MouseButton.LeftButton)
    assert window.page_name == "provider"
    for name in ("infringements", "scenarios", "exposure", "worksheet"):
        window.show_page(name)
        window.grab()
    assert all(c.view is not None for c in window.page.findChildren(ChartCanvas))
    assert assess(window.document.case).total_eur is None
    assert read(window.document.case, "provider.turnover_scope") == "group"


def test_french_window_is_french(qtbot, tmp_path):
    window = _window(qtbot, tmp_path, "fr")
    window.files.open_example()
    assert window.header.title.text() == "Résumé"
    window.show_page("provider")
    assert "Editing" not in window.header.headline.text()
    window.document.mark_saved(window.document.place)
