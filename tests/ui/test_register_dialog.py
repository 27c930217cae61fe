"""A new case from the register, through the real window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QPushButton

from dsa_sim.law.register import register
from dsa_sim.ui.context import today
from dsa_sim.ui.dialogs.register_dialog import RegisterDialog
from tests.ui.conftest import commands_of

RETURN, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window):
    return open_window(example=False)


@pytest.fixture
def dialog(window, qtbot):
    made = RegisterDialog(window.context, window)
    qtbot.addWidget(made)
    made.show()
    return made


def names(dialog):
    listing = dialog.services.services
    return [listing.item(n).text() for n in range(listing.count())]


def facts(dialog):
    return dialog.facts.toPlainText()


def choose(qtbot, dialog, text):
    dialog.services.line.clear()
    qtbot.keyClicks(dialog.services.line, text)


def answer(monkeypatch, act):
    """Let `act` do with the dialog what a person would while it is open."""

    def exec_(dialog):
        dialog.show()
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(RegisterDialog, "exec", exec_)


def test_every_designated_service_is_listed_once(dialog):
    assert sorted(names(dialog)) == sorted(entry.name for entry in register().services)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("bing", "Bing"), ("Microsoft", "LinkedIn"), ("twitter", "X"), ("ALIBABA", "AliExpress")],
)
def test_a_service_is_found_by_name_provider_alias_or_group(dialog, qtbot, typed, found):
    choose(qtbot, dialog, typed)
    assert found in names(dialog)
    assert len(names(dialog)) < len(register().services)


def test_arrow_keys_move_through_the_list_from_the_search_line(dialog, qtbot):
    line, first = dialog.services.line, dialog.key
    qtbot.keyClick(line, DOWN)
    second = dialog.key
    assert second != first
    assert register().entry(second).name == dialog.name.text()
    qtbot.keyClick(line, UP)
    qtbot.keyClick(line, UP)
    assert dialog.key == first
    assert line.accessibleDescription().startswith(register().entry(first).name)


def test_nothing_found_says_so_and_creates_nothing(dialog, qtbot):
    choose(qtbot, dialog, "no such platform")
    assert dialog.services.none.isVisible()
    assert not dialog.create_button.isEnabled()
    qtbot.keyClick(dialog.services.line, RETURN)
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_facts_come_with_their_status_in_words(dialog, qtbot):
    choose(qtbot, dialog, "aliexpress")
    shown = facts(dialog).replace("\N{NO-BREAK SPACE}", " ")
    assert "€ 124 bn, year to 31 Mar 2026" in shown
    assert "Derived" in shown
    assert "Unchecked" in shown
    assert "14 Mar 2024" in shown


def test_a_turnover_nobody_researched_is_never_zero(dialog, qtbot):
    groups = {g.key for g in register().groups if not g.turnover_researched}
    entry = next(e for e in register().services if register().group_of(e).key in groups)
    choose(qtbot, dialog, entry.name)
    assert "Not researched" in facts(dialog)
    assert "€ 0" not in facts(dialog).replace("\N{NO-BREAK SPACE}", " ")


def test_an_ended_designation_is_marked(dialog, qtbot):
    choose(qtbot, dialog, "Stripchat")
    item = dialog.services.services.item(0)
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "designation ended" in spoken
    assert "27 May 2025" in facts(dialog)


def test_enter_on_the_search_line_makes_the_case(window, qtbot, monkeypatch):
    def act(dialog):
        choose(qtbot, dialog, "Bing")
        qtbot.keyClick(dialog.services.line, RETURN)

    answer(monkeypatch, act)
    qtbot.mouseClick(window.start_page.register, LEFT)
    case = window.document.case
    assert [p.register for p in case.platforms] == ["bing"]
    assert case.as_of == today()
    assert all(s.decision_on >= case.as_of for s in case.strands)
    assert window.document.place.path is None
    assert window.page_name == "summary"
    assert window.windowTitle().startswith(case.title)
    save = next(a for a in window.findChildren(QAction) if a.text() == "Save")
    assert save.isEnabled()


def test_a_double_click_makes_the_case_and_it_opens_on_its_summary(window, qtbot, monkeypatch):
    def act(dialog):
        choose(qtbot, dialog, "AliExpress")
        listing = dialog.services.services
        place = listing.visualItemRect(listing.item(0)).center()
        qtbot.mouseClick(listing.viewport(), LEFT, pos=place)
        qtbot.mouseDClick(listing.viewport(), LEFT, pos=place)

    answer(monkeypatch, act)
    commands_of(window).new_from_register()
    case = window.document.case
    assert "aliexpress" in {p.register for p in case.platforms}
    assert case.infringements
    assert all(i.chance is None and i.start is None for i in case.infringements)
    assert window.page_name == "summary"


def test_a_name_typed_on_the_start_page_and_enter_make_the_case(window, qtbot):
    start = window.start_page
    assert start.search.hasFocus()
    assert not start.results.isVisible()
    qtbot.keyClicks(start.search, "alibaba")
    assert start.results.isVisible()
    qtbot.keyClick(start.search, RETURN)
    assert [p.register for p in window.document.case.platforms] == ["aliexpress"]
    assert window.page_name == "summary"
    window.show_start()
    assert start.search.text() == ""
    assert not start.results.isVisible()


def test_what_no_service_answers_begins_nothing_on_the_start_page(window, qtbot):
    start = window.start_page
    for typed in ("", "no such platform"):
        qtbot.keyClicks(start.search, typed)
        qtbot.keyClick(start.search, RETURN)
        qtbot.keyClick(start.search, RETURN, Qt.KeyboardModifier.ControlModifier)
        assert window.page_name == ""
    assert not start.create_button.isEnabled()
    assert not start.fill_button.isEnabled()


def test_cancel_leaves_everything_as_it_was(window, qtbot, monkeypatch):
    def act(dialog):
        cancel = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Cancel")
        qtbot.mouseClick(cancel, LEFT)

    answer(monkeypatch, act)
    qtbot.mouseClick(window.start_page.register, LEFT)
    assert window.page_name == ""


def test_the_file_menu_has_it_with_a_shortcut(window):
    found = next(a for a in window.findChildren(QAction) if a.text() == "New from the register…")
    assert found.shortcut().toString() == "Ctrl+Shift+N"


def test_what_is_typed_into_and_chosen_from_has_a_name(dialog):
    assert dialog.services.line.accessibleName()
    assert dialog.services.services.accessibleName()
    assert dialog.facts.accessibleName()


def test_the_foot_says_how_far_the_law_data_reach_and_how_old_they_are(window, qtbot, monkeypatch):
    window.show()
    window.files.new_from_register("temu")
    qtbot.waitUntil(lambda: "Law data as of 6 Oct 2026" in window.rail._foot.text())
    monkeypatch.setattr("dsa_sim.ui.window.today", lambda: date(2027, 2, 10))
    window._refresh_frame()
    assert window.rail._foot.text().endswith("Law data as of 6 Oct 2026 (4 months old)")


def test_the_limitation_card_says_what_the_record_may_lack(window, qtbot):
    window.show()
    window.files.new_from_register("aliexpress")
    window.show_page("proceedings")
    panel = window.page.limitation
    qtbot.waitUntil(lambda: "need not be complete" in panel.gap.text())
    assert panel.gap.isVisibleTo(panel)
