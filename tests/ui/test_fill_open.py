"""Starting ranges for all open amounts at once: from the register to a chart in three actions."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.method_comparison import shares_read
from dsa_sim.model.starting_ranges import offered, open_ones
from dsa_sim.ui.dialogs.fill_dialog import FillDialog

KEY = "temu"


class Person:
    """Counts what a person does: a command given, a text typed, a key that ends it."""

    def __init__(self, qtbot):
        self.qtbot, self.actions = qtbot, 0

    def command(self, window, key: Qt.Key) -> None:
        self.actions += 1
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.qtbot.keyClick(window, key, held)

    def type(self, text: str) -> None:
        self.actions += 1
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def press(self, key: Qt.Key) -> None:
        self.actions += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def window(open_window):
    window = open_window("", example=False, size=(1440, 900))
    assert window.files.new_from_register(KEY)
    return window


def test_a_register_case_has_a_chart_after_three_actions(qtbot, window) -> None:
    window.show_page("exposure")
    shares = {r.infringement.id: r.share for r in offered(window.document.case, "precedents")}
    before, person = window.document.case, Person(qtbot)
    assert open_ones(before)
    failed: list[BaseException] = []

    def answer() -> None:
        if not isinstance(QApplication.activeModalWidget(), FillDialog):
            QTimer.singleShot(100, answer)
            return
        try:
            person.type("50 %")
            person.press(Qt.Key.Key_Return)
        except BaseException as wrong:  # noqa: BLE001 - told below, outside the dialog
            failed.append(wrong)
            QApplication.activeModalWidget().reject()

    QTimer.singleShot(300, answer)
    person.command(window, Qt.Key.Key_F)
    assert not failed, failed
    assert person.actions == 3
    case = window.document.case
    assert not open_ones(case)
    for infringement in open_ones(before):
        now = find_part(case, infringement.id)
        assert now.start.estimate == shares[infringement.id]
        assert now.chance == exactly(Decimal("0.5"))
        assert "fines so far" in now.start_note.reason
        assert (now.start_note.reviewer, now.start_note.reviewed_on) == ("", None)
    window.show_page("exposure")
    qtbot.waitUntil(lambda: window.context.exposure(None) is not None)
    assert window.context.exposure(None).mean_eur > 0
    window.document.undo()
    assert window.document.case == before


def test_what_is_not_ticked_stays_open_and_so_do_chances(qtbot, window) -> None:
    before = window.document.case
    first, *others = open_ones(before)
    dialog = FillDialog(window.context, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    case = window.document.case
    assert find_part(case, first.id) == find_part(before, first.id)
    assert all(find_part(case, i.id).start is not None for i in others)
    assert all(find_part(case, i.id).chance is None for i in others)


def test_a_wrong_chance_changes_nothing(qtbot, window) -> None:
    before = window.document.case
    dialog = FillDialog(window.context, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.chance.line, "half")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert window.document.case is before


def test_bands_need_a_gravity_and_scale_by_the_maximum(window) -> None:
    case = window.document.case
    first, second, *_ = open_ones(case)
    case = change(case, first.id, gravity="medium")
    ranges = {r.infringement.id: r.share for r in offered(case, "bands")}
    assert ranges[first.id] == between(Decimal("0.006"), Decimal("0.012"))
    assert ranges[second.id] is None


def test_the_share_of_a_whole_decision_is_divided_and_the_own_fine_left_out(window) -> None:
    case, read = window.document.case, shares_read("turnover")
    whole = {r.infringement.id: r.share for r in offered(case, "precedents_whole")}
    # Of Temu's case the fine against Temu is no precedent; that against AliExpress is.
    assert set(whole.values()) == {exactly(read["aliexpress-2026"])}
    for divided in offered(case, "precedents"):
        strand = divided.infringement.strand
        assert divided.parts == len(case.infringements_of(strand))
        share = divided.share.value
        assert abs(share * divided.parts - read["aliexpress-2026"]) < Decimal("0.0001")
    words = FillDialog(window.context, window)._reason(offered(case, "precedents")[-1])
    assert "divided equally among" in words
    assert "the fine of this case is left out" in words
    other = window.document.case
    other = change(other, other.platforms[0].id, register=None)
    assert {r.share for r in offered(other, "precedents_whole")} == {
        between(min(read.values()), max(read.values()))
    }


def test_precedents_say_nothing_of_procedural_fines(window) -> None:
    case = window.document.case
    first = open_ones(case)[0]
    case = change(case, first.id, ground="74(2)(a)")
    assert {r.infringement.id: r.share for r in offered(case, "precedents")}[first.id] is None


def test_nothing_is_offered_where_nothing_is_open(open_window) -> None:
    window = open_window("infringements")
    assert not window.page.fill.isVisible()
    window.files.new_from_register(KEY)
    window.show_page("infringements")
    assert window.page.fill.isVisible()
