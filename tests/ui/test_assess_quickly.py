"""Amounts and chances typed and pasted into the list, with keys and mouse as a person has them."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import exactly
from dsa_sim.ui.pages.infringements.list import AMOUNT, CHANCE, START, TITLE
from dsa_sim.ui.window import MainWindow

RISK = "illegal-products"


class Sheet:
    """The list in the window of the program, and the keys of a person."""

    def __init__(self, qtbot, window: MainWindow):
        self.qtbot, self.window = qtbot, window
        self.page = window.page
        self.table = self.page.table
        self.document = window.document

    def place(self, identifier: str, column: int):
        model = self.table.rows_model
        return model.index(model.row_of(identifier), column)

    def click(self, identifier: str, column: int) -> None:
        index = self.place(identifier, column)
        self.table.scrollTo(index)
        self.qtbot.mouseClick(
            self.table.viewport(), Qt.MouseButton.LeftButton,
            pos=self.table.visualRect(index).center(),
        )  # fmt: skip

    def keys(self, text: str) -> None:
        """Type into whatever has the keyboard; a line feed is Enter and a tabulator Tab."""
        for sign in text:
            special = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
            if sign in special:
                self.press(special[sign])
            else:
                self.qtbot.keyClicks(self.focus(), sign)

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focus(), key, modifier)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.table

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    @property
    def alleged(self) -> list[str]:
        return [r.identifier for r in self.table.rows_model.rows if not r.is_strand]

    def shown(self, identifier: str, column: int) -> str:
        return self.place(identifier, column).data()

    def start(self, identifier: str):
        start = find_part(self.document.case, identifier).start
        return start and (start.unit, start.estimate)

    def chance(self, identifier: str):
        return find_part(self.document.case, identifier).chance


@pytest.fixture
def sheet(qtbot, open_window) -> Iterator[Sheet]:
    window = open_window("infringements", size=(1440, 900))
    window.context.folds.toggle("commitments")
    return Sheet(qtbot, window)


def test_typing_begins_and_tab_and_enter_go_on(sheet: Sheet) -> None:
    first, second = sheet.alleged[:2]
    sheet.click(first, START)
    sheet.keys("EUR 45m\t60 %\t0.4 %\n")
    assert sheet.start(first) == ("eur", exactly(Decimal(45_000_000)))
    assert sheet.chance(first) == exactly(Decimal("0.6"))
    assert sheet.start(second) == ("turnover_share", exactly(Decimal("0.004")))
    third = sheet.alleged[2]
    assert sheet.table.currentIndex() == sheet.place(third, START), "Enter went down"
    sheet.press(Qt.Key.Key_Backtab)
    assert sheet.table.currentIndex() == sheet.place(second, CHANCE)
    assert sheet.page.chosen == second, "the inspector follows"


def test_escape_leaves_the_cell_as_it_was(sheet: Sheet) -> None:
    before = sheet.document.case
    sheet.click(RISK, CHANCE)
    sheet.keys("12")
    assert isinstance(sheet.focus(), QLineEdit)
    sheet.press(Qt.Key.Key_Escape)
    assert sheet.document.case is before
    assert sheet.focus() is sheet.table
    sheet.press(Qt.Key.Key_Tab)
    assert sheet.focus() is not sheet.table, "Tab leaves the list"


def test_a_number_typed_on_the_title_begins_the_amount(sheet: Sheet) -> None:
    sheet.click(RISK, TITLE)
    sheet.keys("7 %\n")
    assert sheet.start(RISK) == ("turnover_share", exactly(Decimal("0.07")))


def test_a_cell_left_alone_is_no_edit(sheet: Sheet) -> None:
    case = change(sheet.document.case, RISK, chance=exactly(Decimal("0.33333")))
    sheet.document.apply("test", lambda _: case)
    before = sheet.document.case
    sheet.click(RISK, CHANCE)
    sheet.keys("\n\n\n")
    sheet.press(Qt.Key.Key_Escape)
    assert sheet.document.case is before


def test_delete_empties_a_cell_and_undo_returns_to_it(sheet: Sheet) -> None:
    before = sheet.document.case
    sheet.click(RISK, CHANCE)
    sheet.press(Qt.Key.Key_Delete)
    assert sheet.chance(RISK) is None
    sheet.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.document.case == before
    assert sheet.focus() is sheet.table
    assert sheet.table.currentIndex() == sheet.place(RISK, CHANCE)


def test_a_wrong_text_stays_in_sight_and_out_of_the_case(sheet: Sheet) -> None:
    before = sheet.document.case
    sheet.click(RISK, START)
    sheet.keys("45\n")
    assert sheet.document.case is before
    assert sheet.shown(RISK, START) == "45"
    assert "Write % for a share of turnover or €" in sheet.page.refused.text()
    assert sheet.page.refused.isVisible()
    assert "Write %" in sheet.place(RISK, START).data(Qt.ItemDataRole.ToolTipRole)
    sheet.press(Qt.Key.Key_Escape)
    sheet.click(RISK, START)
    sheet.keys("45 %\n")
    assert sheet.start(RISK) == ("turnover_share", exactly(Decimal("0.45")))
    assert not sheet.page.refused.isVisible()


def test_undo_takes_a_wrong_text_back_before_the_case(sheet: Sheet) -> None:
    before = sheet.document.case
    sheet.click(RISK, CHANCE)
    sheet.keys("50 %\tabc\n")
    sheet.press(Qt.Key.Key_Escape)
    for _ in range(2):
        sheet.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not sheet.page.refused.isVisible()
    assert sheet.document.case == before


def test_a_column_from_a_spreadsheet_is_one_step(sheet: Sheet) -> None:
    before = sheet.document.case
    first, second, third = sheet.alleged[:3]
    sheet.click(first, START)
    sheet.paste("€1,000,000.00\r\nnonsense\r\n2.50%\r\n")
    assert sheet.start(first) == ("eur", exactly(Decimal(1_000_000)))
    assert sheet.start(third) == ("turnover_share", exactly(Decimal("0.025")))
    assert sheet.shown(second, START) == "nonsense"
    assert "nonsense" in sheet.page.refused.text()
    assert sheet.document.undo_label == "2 cells of the list"
    sheet.document.undo()
    assert sheet.document.case == before


def test_two_columns_fill_amounts_and_chances(sheet: Sheet) -> None:
    first, second = sheet.alleged[:2]
    sheet.click(first, START)
    sheet.keys("9")
    sheet.paste("1 %\t10 %\n\t20 %")
    kept = find_part(sheet.document.case, second).start
    assert sheet.start(first) == ("turnover_share", exactly(Decimal("0.01")))
    assert (sheet.chance(first), sheet.chance(second)) == (
        exactly(Decimal("0.1")), exactly(Decimal("0.2")),
    )  # fmt: skip
    assert find_part(sheet.document.case, second).start == kept, "an empty cell changes nothing"


def test_lines_without_a_row_are_told(sheet: Sheet) -> None:
    said: list[str] = []
    sheet.window.context.message_given.connect(said.append)
    sheet.click(sheet.alleged[-1], CHANCE)
    sheet.paste("10 %\n20 %\n30 %")
    assert sheet.chance(sheet.alleged[-1]) == exactly(Decimal("0.1"))
    assert said == ["2 pasted lines have no row in the list."]


_TEXT = st.sampled_from(["1 %", "€ 3m", "2–5 %", "50 %", "x", "", "0", "-3 %", "400 %", "€ 1"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(_TEXT, min_size=1, max_size=3), min_size=1, max_size=9), at=...)
def test_what_was_pasted_is_undone_whole(sheet: Sheet, rows: list[list[str]], at: bool) -> None:
    before = sheet.document.case
    steps = sheet.document.undo_label
    sheet.click(sheet.alleged[0], CHANCE if at else START)
    sheet.paste("\n".join("\t".join(row) for row in rows))
    if sheet.document.case is not before:
        sheet.document.undo()
    assert sheet.document.case == before
    assert sheet.document.undo_label == steps
    sheet.page.cells.give_up(tuple(sheet.page.cells.refused))


def test_other_methods_have_no_starting_amounts(sheet: Sheet) -> None:
    sheet.document.apply("test", lambda case: change(case, "case", method="bands"))
    assert sheet.table.isColumnHidden(START)
    sheet.click(RISK, CHANCE)
    sheet.keys("12 %\n")
    assert sheet.chance(RISK) == exactly(Decimal("0.12"))


@pytest.mark.parametrize("code", ["en", "de", "fr"])
def test_the_typed_columns_stay_in_a_small_window(qtbot, open_window, code: str) -> None:
    sheet = Sheet(qtbot, open_window("infringements", size=(1024, 640), code=code))
    assert not sheet.table.isColumnHidden(START)
    assert not sheet.table.isColumnHidden(CHANCE)
    assert sheet.table.columnWidth(TITLE) >= 88


def test_amount_and_chance_are_the_first_fields(sheet: Sheet) -> None:
    sheet.click(RISK, TITLE)
    fields = sheet.page.inspector.fields
    heights = {
        name: fields[name].mapTo(sheet.page, QPoint(0, 0)).y()
        for name in ("start", "chance", "strand", "ground", "gravity", "facts")
    }
    assert list(heights) == sorted(heights, key=heights.__getitem__)


def test_an_empty_waterfall_takes_no_room(sheet: Sheet) -> None:
    sheet.click(RISK, START)
    tall = sheet.page.inspector.amount.height()
    sheet.press(Qt.Key.Key_Delete)
    assert sheet.shown(RISK, AMOUNT) == "–"
    sheet.qtbot.waitUntil(lambda: sheet.page.inspector.amount.height() < tall - 140)
    assert msgspec.structs.asdict(find_part(sheet.document.case, RISK))["start"] is None
