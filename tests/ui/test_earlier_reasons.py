"""A reason whose value changed says so, in every place, until it is confirmed or rewritten."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import exactly
from dsa_sim.model.inputs import override
from dsa_sim.model.judgements import with_earlier_reasons
from dsa_sim.ui.widgets.fields import ReasonField


@pytest.fixture
def window(open_window):
    return open_window(person="C. Roux")


def type_into(line, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QApplication.processEvents()


def marked(window) -> list[str]:
    return [j.target for j in with_earlier_reasons(window.document.case)]


def test_a_changed_chance_marks_its_reason_until_it_is_confirmed(window) -> None:
    window.show_page("infringements")
    window.go_to("illegal-products.chance")
    fields = window.page.inspector.fields
    reason: ReasonField = fields["chance_reason"]
    assert not reason.mark.isVisible()
    type_into(fields["chance"].line, "37 %")
    assert marked(window) == ["illegal-products.chance"]
    assert reason.mark.isVisible()
    assert not fields["fined_reason"].mark.isVisible()
    assert any(p.code == "reason_for_earlier_value" for p in window.context.base().problems)
    QTest.mouseClick(reason.holds, Qt.MouseButton.LeftButton)
    assert marked(window) == []
    assert not reason.mark.isVisible()
    assert find_part(window.document.case, "illegal-products").chance == exactly("0.37")
    window.document.undo()
    assert reason.mark.isVisible()
    window.document.undo()
    assert not reason.mark.isVisible()
    assert marked(window) == []


def test_another_reason_takes_the_mark_away(window) -> None:
    window.show_page("infringements")
    window.go_to("traders.chance")
    fields = window.page.inspector.fields
    type_into(fields["chance"].line, "37 %")
    type_into(fields["chance_reason"], "x")
    assert marked(window) == []
    window.document.undo()
    assert marked(window) == ["traders.chance"]


def test_typing_that_ends_at_the_same_value_marks_nothing(window) -> None:
    window.show_page("infringements")
    window.go_to("traders.chance")
    line = window.page.inspector.fields["chance"].line
    before, shown = window.document.case, line.text().replace("\N{NO-BREAK SPACE}", " ")
    type_into(line, "37 %")
    type_into(line, "999")
    assert window.document.case == before
    type_into(line, shown)
    assert window.document.case == before
    assert window.document.undo_label == ""


def test_every_page_shows_the_mark_of_its_reasons(window) -> None:
    case = window.document.case
    strand = next(s for s in case.strands if s.outcomes.decision == 1)
    window.context.apply("edit", lambda c: change(c, "case", method_reason="m", cap_reason="c"))
    window.context.apply(
        "edit", lambda c: change(c, "case", method="bands", cap_reading="per_decision")
    )
    window.show_page("methods")
    assert window.page.reason.mark.isVisible()
    QTest.mouseClick(window.page.reason.holds, Qt.MouseButton.LeftButton)
    assert "case.method" not in marked(window)
    window.show_page("provider")
    reason = window.page._binder.fields["case.cap_reason"]
    assert reason.mark.isVisibleTo(window.page)
    reason.holds.click()
    assert marked(window) == []
    note = strand.decision_note
    assert note.reason
    window.context.apply(
        "edit",
        lambda c: change(c, strand.id, decision_on=strand.decision_on.replace(day=2)),
    )
    window.show_page("infringements")
    window.go_to(f"{strand.id}.decision_on")
    QApplication.processEvents()
    reason = window.page.strand_inspector.fields["decision_reason"]
    assert reason.mark.isVisible()
    reason.holds.click()
    assert marked(window) == []


def test_a_circumstance_has_its_own_mark(window) -> None:
    window.show_page("infringements")
    window.go_to("traders.chance")
    rows = window.page.inspector.aggravating
    for n, share in enumerate(("10 %", "20 %")):
        rows.add.click()
        type_into(rows.rows[n].share.line, share)
        type_into(rows.rows[n].reason, "w")
    assert marked(window) == []
    type_into(rows.rows[1].share.line, "30 %")
    assert [r.reason.mark.isVisibleTo(rows) for r in rows.rows] == [False, True]
    rows.rows[1].reason.holds.click()
    assert marked(window) == []


def test_the_review_list_tells_and_confirms(window) -> None:
    window.context.apply("edit", lambda c: change(c, "illegal-products", chance=exactly("0.37")))
    window.show_page("review")
    page = window.page
    names = [row.judgement.target for row in page._rows.values()]
    page.table.selectRow(
        names.index("illegal-products.fined") if "illegal-products.fined" in names else 0
    )
    assert not page.holds.isEnabled()
    page.table.selectRow(names.index("illegal-products.chance"))
    assert page.holds.isEnabled()
    row = list(page._rows.values())[names.index("illegal-products.chance")]
    assert row.told_reason.endswith("(reason written for an earlier value)")
    page.holds.click()
    assert marked(window) == []
    window.document.undo()
    assert marked(window) == ["illegal-products.chance"]


def test_a_scenario_keeps_who_signed_and_marks_the_reason(window) -> None:
    window.show_page("scenarios")
    page, target = window.page, "illegal-products.chance"
    scenario = next(
        s for s in window.document.case.scenarios if target in {o.target for o in s.overrides}
    )
    known = next(o for o in scenario.overrides if o.target == target)
    assert known.reason
    places = [
        (row, column)
        for row in range(page._table.rowCount())
        for column in range(3, page._table.columnCount())
        if page._place(row, column) == (scenario, target)
    ]
    page._table.setCurrentCell(*places[0])
    made = override(window.document.case, target, exactly("0.31"), reason=known.reason)
    page.set_current(scenario.id, made)
    assert marked(window) == [target]
    assert page.reason.mark.isVisible()
    page.reason.holds.click()
    assert marked(window) == []
    assert not page.reason.mark.isVisible()
