"""Ctrl+Z and its counterpart with real keys: every press is one step, whatever has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dsa_sim.model.edits import find_part
from dsa_sim.model.estimate import exactly
from dsa_sim.ui.widgets.fields import NoteField, TextField, TypedField

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window):
    return open_window()


def press(*, redo: bool = False) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Z, CTRL | SHIFT if redo else CTRL)
    QApplication.processEvents()


def type_into(line, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def go(window, page: str, target: str = "") -> None:
    window.show_page(page)
    if target:
        window.go_to(target)
    QApplication.processEvents()


def edit_everywhere(window) -> int:
    """Edit on several pages, in fields of every kind; how many steps of undo that makes."""
    go(window, "provider")
    fields = window.page._binder.fields
    type_into(fields["case.title"], "Another title")
    type_into(fields["provider.scope_note"], "the group decides")
    go(window, "infringements", "traders.chance")
    inspector = window.page.inspector.fields
    type_into(inspector["chance"].line, "37 %")
    type_into(inspector["chance_reason"], "the file")
    type_into(inspector["facts"], "What happened")
    type_into(inspector["duration"].line, "2")
    strand = window.document.case.strands[-1].id
    go(window, "infringements", f"{strand}.decision_on")
    type_into(window.page.strand_inspector.fields["title"], "A strand")
    go(window, "methods")
    type_into(window.page.reason, "because")
    go(window, "exposure", "case.reserve_eur")
    type_into(QApplication.focusWidget(), "5 m")
    go(window, "scenarios")
    window.page.rename(window.document.case.scenarios[0].id, "Renamed")
    return 10


@pytest.mark.parametrize("page", ["scenarios", "infringements", "provider", "slides", "review"])
def test_every_press_takes_one_step_back_from_every_page(window, page: str) -> None:
    before = window.document.case
    steps = edit_everywhere(window)
    after = window.document.case
    go(window, page)
    window.page.setFocus()
    seen = [after]
    for n in range(steps):
        press()
        assert window.document.case not in seen, n
        seen.append(window.document.case)
    assert window.document.case == before
    assert window.document.undo_label == ""
    press()
    assert window.document.case == before
    for case in seen[-2::-1]:
        press(redo=True)
        assert window.document.case == case
    assert window.document.case == after


@pytest.mark.parametrize("kind", [TypedField, TextField, NoteField])
def test_a_focused_field_leaves_undo_to_the_case(window, kind: type) -> None:
    before = window.document.case
    go(window, "infringements", "traders.chance")
    fields = window.page.inspector.fields
    type_into(fields["chance"].line, "37 %")
    type_into(fields["chance_reason"], "the file")
    name = {TypedField: "fined", TextField: "addressee", NoteField: "facts"}[kind]
    fields[name].setFocus()
    press()
    press()
    assert window.document.case == before
    assert fields["chance_reason"].text() == find_part(before, "traders").chance_note.reason


def test_a_text_that_is_not_in_the_case_is_undone_first(window) -> None:
    go(window, "infringements", "traders.chance")
    fields = window.page.inspector.fields
    shown = fields["chance"].line.text()
    type_into(fields["duration"].line, "2")
    type_into(fields["chance"].line, "300")
    assert fields["chance"].is_wrong
    press()
    assert (fields["chance"].line.text(), fields["chance"].is_wrong) == (shown, False)
    assert find_part(window.document.case, "traders").duration == exactly(2)
    press()
    assert find_part(window.document.case, "traders").duration is None


def test_a_search_is_undone_first_as_text(window) -> None:
    go(window, "infringements", "traders.chance")
    type_into(window.page.inspector.fields["chance"].line, "37 %")
    type_into(window.page.search, "transparency")
    press()
    assert window.page.search.text() == ""
    assert find_part(window.document.case, "traders").chance == exactly("0.37")
    press()
    assert find_part(window.document.case, "traders").chance != exactly("0.37")


def test_a_cell_of_the_matrix_is_undone_first_as_text(window) -> None:
    go(window, "scenarios")
    window.page.rename(window.document.case.scenarios[0].id, "Renamed")
    table = window.page._table
    targets = [window.page._place(row, 3)[1] for row in range(table.rowCount())]
    table.setCurrentCell(targets.index("illegal-products.chance"), 3)
    window.page.edit_current()
    line = QApplication.focusWidget()
    shown = line.text()
    QTest.keyClicks(line, "x")
    press()
    assert line.text() == shown
    press()
    assert window.document.undo_label == ""


def test_an_export_is_no_step_of_undo(window, tmp_path, qtbot) -> None:
    before = window.document.case
    go(window, "infringements", "traders.chance")
    type_into(window.page.inspector.fields["chance"].line, "37 %")
    with qtbot.waitSignal(window.exporter.finished, timeout=120_000):
        window.exporter.write_briefing(tmp_path / "Board.docx")
    (kept,) = window.document.case.briefed
    assert window.document.undo_label == "Change of chance of a finding"
    type_into(window.page.inspector.fields["duration"].line, "2")
    for _ in range(2):
        press()
    assert find_part(window.document.case, "traders") == find_part(before, "traders")
    assert window.document.case.briefed == (kept,)
    press(redo=True)
    assert find_part(window.document.case, "traders").chance == exactly("0.37")
    assert window.document.case.briefed == (kept,)
    assert window.document.is_modified
