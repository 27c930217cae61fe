"""A text that is not understood leaves the case as it was before the typing, in every field."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import around, exactly
from dsa_sim.ui.dialogs.settings_dialog import SettingsDialog
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.widgets.fields import TextField, TypedField


@pytest.fixture
def window(open_window):
    return open_window()


def type_into(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def leave(line: QLineEdit) -> None:
    line.clearFocus()
    QApplication.processEvents()


@pytest.mark.parametrize("name", [*(entry.name for entry in PAGES), "strand"])
def test_no_field_of_any_page_takes_the_beginning_of_a_wrong_text(window, name: str) -> None:
    if name == "strand":
        window.show_page("infringements")
        window.go_to(window.document.case.strands[-1].id)
    else:
        window.show_page(name)
    QApplication.processEvents()
    document, before = window.document, window.document.case
    found = window.page.findChildren(TypedField)
    fields = [f for f in found if f.line.isEnabled() and f.line.isVisible()]
    for field in fields:
        for text in ("3 ?", "1.3.2026 ?", "30?0", "0.4?"):
            type_into(field.line, text)
            if not field.is_wrong:
                continue  # provisions are taken as they are written
            assert document.case == before, (field.line.accessibleName(), text)
            assert document.undo_label == ""
            assert field.line.text() == text
            leave(field.line)
            assert field.is_wrong, text
            assert field.line.text() == text
            assert document.case == before
        QTest.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def page_field(window, page: str, target: str) -> TypedField:
    window.show_page(page)
    window.go_to(target)
    focused = QApplication.focusWidget()
    while not isinstance(focused, TypedField):
        focused = focused.parentWidget()
    return focused


@pytest.mark.parametrize(
    ("page", "target", "wrong", "right", "value"),
    [
        ("infringements", "traders.chance", "300", "30", exactly("0.3")),
        (
            "infringements", "traders.chance", "20 - 40 - 30", "20 - 30 - 40",
            around("0.2", "0.3", "0.4"),
        ),
        ("infringements", "traders.duration", "1x", "2", exactly(2)),
        ("infringements", "traders.other_penalties", "1e15", "5000", exactly(5000)),
        ("infringements", "traders.recurrence", "5 % or so", "5 %", exactly("0.05")),
        ("exposure", "case.reserve_eur", "1e15", "1 m", Decimal(1_000_000)),
    ],
)  # fmt: skip
def test_a_rejected_text_changes_nothing(window, page, target, wrong, right, value) -> None:
    field = page_field(window, page, target)
    document, before = window.document, window.document.case
    type_into(field.line, wrong)
    assert field.is_wrong
    assert document.case == before
    assert document.undo_label == ""
    leave(field.line)
    assert (field.is_wrong, field.line.text()) == (True, wrong)
    assert field.message.isVisible()
    type_into(field.line, right)
    owner, _, name = target.partition(".")
    assert getattr(find_part(document.case, owner), name) == value
    assert not field.is_wrong
    document.undo()
    assert document.case == before


def test_a_chance_set_before_comes_back(window) -> None:
    window.context.apply("edit", lambda c: change(c, "traders", chance=exactly("0.55")))
    field = page_field(window, "infringements", "traders.chance")
    before = window.document.case
    type_into(field.line, "30")
    assert find_part(window.document.case, "traders").chance == exactly("0.3")
    QTest.keyClicks(field.line, "0")
    assert window.document.case == before
    assert window.document.undo_label == "edit"
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert find_part(window.document.case, "traders").chance == exactly("0.3")


def test_a_date_of_a_decision(window) -> None:
    strand = window.document.case.strands[-1]
    window.show_page("infringements")
    window.go_to(f"{strand.id}.decision_on")
    field = window.page.strand_inspector.fields["decision_on"]
    before = window.document.case
    type_into(field.line, "1.3.2027")
    assert window.document.case != before
    QTest.keyClicks(field.line, "5")
    assert field.is_wrong
    assert window.document.case == before


def test_three_chances_that_do_not_add_up_any_more(window) -> None:
    strand = next(s for s in window.document.case.strands if s.outcomes.decision == 1)
    window.show_page("infringements")
    window.go_to(f"{strand.id}.outcomes")
    field = window.page.strand_inspector.fields["outcomes"]
    before = window.document.case
    type_into(field.fields["decision"].line, "50")
    type_into(field.fields["closed"].line, "50")
    made = find_part(window.document.case, strand.id).outcomes
    assert (made.decision, made.closed) == (Decimal("0.5"), Decimal("0.5"))
    QTest.keyClicks(field.fields["closed"].line, "0")
    assert window.document.case == before
    assert window.document.undo_label == ""
    assert field.fields["decision"].line.text().startswith("50")
    assert "add to 100" in field.sum.text()
    QTest.keyClick(field.fields["closed"].line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.fields["decision"].line.text().startswith("100")
    assert not field.fields["decision"].line.property("wrong")


def test_a_new_year_is_a_draft_again(window) -> None:
    window.show_page("provider")
    panel = window.page.years
    panel.add_button.click()
    before = window.document.case
    line = panel.binder.fields["revenue"].line
    type_into(line, "12")
    assert len(window.document.case.financial_years) == len(before.financial_years) + 1
    QTest.keyClicks(line, "x")
    assert window.document.case == before
    assert panel.is_draft
    assert window.document.undo_label == ""
    assert line.text() == "12x"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, " bn")
    assert window.document.case.financial_years[-1].revenue == Decimal(12_000_000_000)
    window.document.undo()
    assert window.document.case == before


def test_a_new_due_date_is_only_begun_again(window) -> None:
    window.show_page("proceedings")
    page = window.page
    due = page.events.fields.due
    before = window.document.case
    due.add.click()
    line = due.rows[-1].on.line
    type_into(line, "1.3.2027")
    assert window.document.case != before
    QTest.keyClicks(line, "5")
    assert window.document.case == before
    assert window.document.undo_label == ""
    assert line.text() == "1.3.20275"


def test_a_colour_of_the_briefing(window) -> None:
    window.show_page("slides")
    colour = window.page.colour
    type_into(colour, "#7a1f5c")
    QTest.keyClick(colour, Qt.Key.Key_Return)
    before = window.document.case
    colour.selectAll()
    QTest.keyClick(colour, Qt.Key.Key_Delete)
    assert window.document.case.plan.colour == ""
    QTest.keyClicks(colour, "red")
    assert (window.document.case, colour.text(), colour.is_wrong) == (before, "red", True)


def test_a_number_of_the_settings(window, qtbot) -> None:
    dialog = SettingsDialog(window.settings, window.context.lang, window)
    qtbot.addWidget(dialog)
    dialog.show()
    line = dialog.fields["trials"]
    assert isinstance(line, TextField)
    before = window.settings.chosen("trials")
    type_into(line, "200000")
    assert window.settings.chosen("trials") == "200000"
    QTest.keyClicks(line, "x")
    assert window.settings.chosen("trials") == before
    assert "whole number" in line.accessibleDescription()
    assert line.property("wrong")


def test_a_first_reference_share_is_typed_in_one_field(window) -> None:
    window.context.apply("edit", lambda c: change(c, "case", method="precedent"))
    before = window.document.case
    assert before.reference is None
    field = page_field(window, "methods", "case.reference")
    type_into(field.line, "7 %")
    assert window.document.case.reference.share == exactly("0.07")
    QTest.keyClicks(field.line, "x")
    assert (window.document.case, window.document.undo_label) == (before, "edit")
    assert (field.is_wrong, field.line.text()) == (True, "7 %x")
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert window.document.case.reference.share == exactly("0.07")
    window.document.undo()
    assert window.document.case == before
    assert field.line.text() == ""
