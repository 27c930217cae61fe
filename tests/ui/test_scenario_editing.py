"""The scenario matrix as a spreadsheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from dsa_sim.language import Language
from dsa_sim.language.input_text import parse_input, show_input
from dsa_sim.language.parsing import FieldProblem
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.inputs import read, targets, value_of
from dsa_sim.storage import read_case
from dsa_sim.ui.pages.scenarios.matrix import FOLD, override_of, texts_of

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"


@pytest.fixture
def page(open_window):
    return open_window("scenarios").page


def cell(page, target: str, scenario: str):
    """The index of a cell, made the current one."""
    table = page._table
    for row in range(table.rowCount()):
        for column in range(3, table.columnCount()):
            made, found = page._place(row, column)
            if found == target and made is not None and made.id == scenario:
                index = table.model().index(row, column)
                table.setCurrentIndex(index)
                return index
    raise KeyError(target)


def value(page, target: str, scenario: str):
    """What a scenario sets an input to; None where it does not."""
    found = next(s for s in page.context.case.scenarios if s.id == scenario)
    made = override_of(found, target)
    return None if made is None else value_of(made)


def editor(page, kind):
    """The field that is open in the table."""
    return page._table.viewport().findChild(kind)


def type_into(page, text: str, key=Qt.Key.Key_Return):
    page.edit_current()
    line = editor(page, QLineEdit)
    line.clear()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)
    for _ in range(5):
        QApplication.processEvents()


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_every_input_is_read_as_it_is_written(code: str) -> None:
    lang, case = Language(code), read_case(EXAMPLE).case
    for target in targets(case):
        before = read(case, target)
        text = show_input(lang, case, target, before)
        if not text or target.endswith("period_end"):
            continue
        again = parse_input(lang, case, target, text)
        assert not isinstance(again, FieldProblem), (target, text, again)
        assert show_input(lang, case, target, again) == text


def test_typing_sets_a_cell_and_keeps_its_reason(page) -> None:
    target = "illegal-products.chance"
    cell(page, target, "all-upheld")
    reason = override_of(page.context.case.scenarios[0], target).reason
    type_into(page, "70 %")
    assert value(page, target, "all-upheld") == exactly("0.7")
    assert override_of(page.context.case.scenarios[0], target).reason == reason
    assert "chance" in page.context.document.undo_label.lower()
    page.context.document.undo()
    assert value(page, target, "all-upheld") == exactly(1)


def test_what_is_not_understood_stays_in_its_field(page) -> None:
    target = "illegal-products.chance"
    cell(page, target, "all-upheld")
    type_into(page, "rather likely")
    line = editor(page, QLineEdit)
    assert line is not None
    assert line.text() == "rather likely"
    assert "example" in line.accessibleDescription()
    assert value(page, target, "all-upheld") == exactly(1)


@pytest.mark.parametrize("text", ["300", "70 % or so", "1e15", "1.3.2026"])
def test_a_wrong_text_changes_nothing_and_stays_when_one_leaves(page, text: str) -> None:
    target = "illegal-products.chance"
    before = page.context.case
    cell(page, target, "all-upheld")
    page.edit_current()
    line = editor(page, QLineEdit)
    line.clear()
    QTest.keyClicks(line, text)
    other = page._table.model().index(0, 3)
    place = page._table.visualRect(other).center()
    QTest.mouseClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for _ in range(5):
        QApplication.processEvents()
    assert page.context.case is before
    assert page.context.document.undo_label == ""
    line = editor(page, QLineEdit)
    assert (line.text(), line.property("wrong")) == (text, True)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "70 %")
    QTest.keyClick(line, Qt.Key.Key_Return)
    for _ in range(5):
        QApplication.processEvents()
    assert value(page, target, "all-upheld") == exactly("0.7")
    assert editor(page, QLineEdit) is None


def test_escape_gives_a_wrong_text_up(page) -> None:
    cell(page, "illegal-products.chance", "all-upheld")
    type_into(page, "rather likely")
    QTest.keyClick(editor(page, QLineEdit), Qt.Key.Key_Escape)
    for _ in range(5):
        QApplication.processEvents()
    line = editor(page, QLineEdit)
    assert line is None or not line.isVisible()
    assert "example" not in page._reason.text()


def test_a_choice_is_chosen_from_a_list(page, qtbot) -> None:
    target = "provider.turnover_scope"
    cell(page, target, "early-decision")
    page.edit_current()
    box = editor(page, QComboBox)
    box.setCurrentText("Its business segment")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(page, target, "early-decision") == "segment")


def test_the_reason_is_edited_below(page) -> None:
    target = "illegal-products.chance"
    cell(page, target, "all-upheld")
    page.reason.clear()
    QTest.keyClicks(page.reason, "counsel of the worst case")
    assert override_of(page.context.case.scenarios[0], target).reason == "counsel of the worst case"
    cell(page, "illegal-products.chance", "early-decision")
    assert not page.reason.isVisible()


def test_fill_copies_to_the_right_and_delete_resets_what_is_selected(page) -> None:
    target = "illegal-products.chance"
    first = cell(page, target, "all-upheld")
    last = first.siblingAtColumn(first.column() + 2)
    flags = QItemSelectionModel.SelectionFlag
    for column in range(first.column(), last.column() + 1):
        page._table.selectionModel().select(first.siblingAtColumn(column), flags.Select)
    QTest.keyClick(page._table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    names = ("all-upheld", "segment-only", "early-decision")
    assert [value(page, target, name) for name in names] == [exactly(1)] * 3
    first = cell(page, target, "all-upheld")
    for column in range(first.column(), first.column() + 3):
        page._table.selectionModel().select(first.siblingAtColumn(column), flags.Select)
    QTest.keyClick(page._table, Qt.Key.Key_Delete)
    assert [value(page, target, name) for name in names] == [None] * 3
    page.context.document.undo()
    assert [value(page, target, name) for name in names] == [exactly(1)] * 3


def test_a_range_is_pasted_whole_or_not_at_all(page) -> None:
    index = cell(page, "illegal-products.chance", "all-upheld")
    below = page._place(index.row() + 1, index.column())[1]
    before = page.context.case
    QGuiApplication.clipboard().setText("10 %\t20 %\nnonsense\t30 %")
    QTest.keyClick(page._table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.context.case == before
    assert "Nothing was pasted" in page._reason.text()
    QGuiApplication.clipboard().setText("10 %\t20 %\n40 %\t30 %")
    QTest.keyClick(page._table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert value(page, "illegal-products.chance", "all-upheld") == exactly("0.1")
    assert value(page, "illegal-products.chance", "segment-only") == exactly("0.2")
    assert value(page, below, "all-upheld").estimate == exactly("0.4")
    page.context.document.undo()
    assert page.context.case == before


def test_cells_are_copied_as_they_can_be_pasted(page) -> None:
    target = "commitments.decision_on"
    first = cell(page, target, "all-upheld")
    flags = QItemSelectionModel.SelectionFlag
    page._table.selectionModel().select(first.siblingAtColumn(first.column() + 1), flags.Select)
    QTest.keyClick(page._table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "20 Jul 2026\t20 Jul 2026"


def test_outcomes_are_pasted_as_three_chances(page) -> None:
    cell(page, "risks.outcomes", "early-decision")
    QGuiApplication.clipboard().setText("20 % / 30 % / 50 %")
    QTest.keyClick(page._table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert str(value(page, "risks.outcomes", "early-decision").decision) == "0.5"


def test_a_letter_types_over_the_cell(page) -> None:
    cell(page, "illegal-products.chance", "all-upheld")
    QTest.keyClicks(page._table, "7")
    line = editor(page, QLineEdit)
    assert line.text() == "7"
    QTest.keyClicks(line, "5 %")
    QTest.keyClick(line, Qt.Key.Key_Return)
    for _ in range(5):
        QApplication.processEvents()
    assert value(page, "illegal-products.chance", "all-upheld") == exactly("0.75")


def test_a_letter_over_the_base_case_changes_nothing_and_says_where_it_is_edited(page) -> None:
    index = cell(page, "illegal-products.chance", "all-upheld")
    page._table.setCurrentIndex(index.siblingAtColumn(2))
    before = page.context.case
    QTest.keyClicks(page._table, "7")
    assert page.context.case == before
    assert "own page" in page._reason.text()


def test_the_field_of_a_cell_shows_its_whole_text(page) -> None:
    cell(page, "illegal-products.chance", "all-upheld")
    page.edit_current()
    line = editor(page, QLineEdit)
    narrow = line.width()
    line.setText("1 % – 2 % – 3 % and a very long text that no column of the matrix would hold")
    assert narrow < line.width() <= page._table.viewport().width() - line.x()


def test_every_input_with_a_value_is_a_row_and_the_filter_narrows_them(page) -> None:
    from dsa_sim.model.inputs import read, targets

    case = page.context.case

    def rows() -> list[str]:
        return [page._place(row, 3)[1] for row in range(page._table.rowCount())]

    with_value = {t for t in targets(case) if read(case, t) not in (None, (), "")}
    assert with_value <= set(rows())
    page.filter.setText("traders finding")
    assert rows() == ["traders.chance"] or all("chance" in target for target in rows())
    page.filter.setText("")
    page.all_inputs.setChecked(True)
    assert rows() == list(targets(case))


def test_results_stay_below_the_matrix_with_its_columns(page) -> None:
    table, results = page._table, page._results
    assert results.rowCount() > 0
    assert [results.columnWidth(n) for n in range(results.columnCount())] == [
        table.columnWidth(n) for n in range(table.columnCount())
    ]
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert results.isVisible()
    assert results.item(0, 2).text()


def test_a_scenario_is_moved_by_dragging_its_column_and_by_keys(page) -> None:
    names = [s.id for s in page.context.case.scenarios]
    page._table.horizontalHeader().moveSection(3, 4)
    moved = [s.id for s in page.context.case.scenarios]
    assert moved == [names[1], names[0], *names[2:]]
    assert page._table.horizontalHeader().visualIndex(3) == 3
    page.context.document.undo()
    assert [s.id for s in page.context.case.scenarios] == names
    page._table.horizontalHeader().moveSection(0, 4)
    assert [s.id for s in page.context.case.scenarios] == names
    page.go_to(names[0])
    QTest.keyClick(
        page._table,
        Qt.Key.Key_Right,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert [s.id for s in page.context.case.scenarios] == moved


def test_a_scenario_is_copied_by_keys(page) -> None:
    before = len(page.context.case.scenarios)
    page.go_to(page.context.case.scenarios[0].id)
    QTest.keyClick(page._table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(page.context.case.scenarios) == before + 1


def part_of(page, row: int) -> str:
    """The part whose inputs the first cell of a row folds; empty where it folds none."""
    return page._table.item(row, 0).data(FOLD)


def test_the_inputs_of_a_part_fold_by_click_and_by_key(page) -> None:
    table = page._table
    rows = table.rowCount()
    head = next(row for row in range(rows) if part_of(page, row))
    part = part_of(page, head)
    inside = [t for t in targets(page.context.case) if t.startswith(f"{part}.")]
    shown = [page._place(row, 3)[1] for row in range(rows)]
    count = sum(target in inside for target in shown)
    place = table.visualItemRect(table.item(head, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.rowCount() == rows - count + 1
    assert table.item(head, 0).text().startswith("▸")
    assert table.item(head, 1).text() == f"{count} inputs"
    assert page._place(head, 3)[1] == ""
    table.setCurrentCell(head, 3)
    before = page.context.case
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClicks(table, "7")
    assert page.context.case == before
    table.setCurrentCell(head, 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [page._place(row, 3)[1] for row in range(table.rowCount())] == shown


def test_a_folded_part_says_how_many_inputs_differ_and_unfolds_for_a_filter(page) -> None:
    case = page.context.case
    scenario = next(s for s in case.scenarios if s.overrides)
    page._fold_all()
    told = [
        page._table.item(row, 3 + case.scenarios.index(scenario)).text()
        for row in range(page._table.rowCount())
        if not page._place(row, 3)[1]
    ]
    assert any(text.startswith("●") and "differ" in text for text in told)
    page.filter.setText("finding")
    rows = [page._place(row, 3)[1] for row in range(page._table.rowCount())]
    assert rows and all(rows)
    page.filter.setText("")
    assert sum(not page._place(row, 3)[1] for row in range(page._table.rowCount())) == len(told)
    page.context.document.apply("x", lambda c: change(c, "provider", name="Other"))
    page.refresh()
    assert page._folded
    page._unfold_all()
    assert all(page._place(row, 3)[1] for row in range(page._table.rowCount()))


def test_results_that_arrive_later_have_the_lines_they_take(page, qtbot) -> None:
    table = page._results
    qtbot.waitUntil(lambda: "percentage points" in str(texts_of(table)))
    chance = next(n for n, row in enumerate(texts_of(table)) if "percentage points" in str(row))
    first, last = (table.visualItemRect(table.item(n, 2)) for n in (0, chance))
    assert last.height() > first.height()
