"""Common severity, what a decision means, and weights of scenarios, as a person enters them."""

from decimal import Decimal

from PySide6.QtTest import QTest

from dsa_sim.model.edits import find_part
from dsa_sim.model.estimate import exactly


def type_into(field, text: str) -> None:
    field.line.setText(text)
    field.line.textEdited.emit(text)
    field.line.editingFinished.emit()


def test_the_common_severity_is_entered_with_its_reason(open_window) -> None:
    window = open_window("methods")
    page = window.page
    type_into(page.together["case.severity"], "40 %")
    assert window.document.case.severity.value == Decimal("0.4")
    window.go_to("case.severity")
    assert window.page_name == "methods"
    assert "amounts_independent" not in {p.code for p in window.context.assessment().problems}


def test_a_decision_may_mean_a_finding(open_window, qtbot) -> None:
    window = open_window("infringements")
    strand = next(s for s in window.document.case.strands if s.outcomes.decision)
    window.go_to(f"{strand.id}.decision_means")
    inspector = window.page.findChild(type_of("StrandInspector"))
    said = inspector.joint.text()
    assert "without any finding" in said
    field = inspector.fields["decision_means"]
    field.set_value("finding")
    field.edited.emit("finding")
    assert find_part(window.document.case, strand.id).decision_means == "finding"
    qtbot.waitUntil(lambda: "with a decision" in inspector.joint.text())


def type_of(name: str):
    from dsa_sim.ui.pages.infringements import strand_inspector

    return getattr(strand_inspector, name)


def test_scenarios_are_weighed(open_window, qtbot) -> None:
    window = open_window("scenarios")
    page = window.page
    first, second, *_ = window.document.case.scenarios
    page.weigh(first.id, "30 %")
    assert find_part(window.document.case, first.id).weight == Decimal("0.3")
    page.weigh(second.id, "80 %")
    assert find_part(window.document.case, second.id).weight is None
    assert "no more than 100" in page._reason.text()
    qtbot.waitUntil(lambda: "expected €" in page.weighed.text())
    assert "base case: 70\xa0%" in page.weighed.text()
    page.weigh(first.id, "")
    assert find_part(window.document.case, first.id).weight is None
    qtbot.waitUntil(lambda: page.weighed.text() == "")


def test_the_growth_of_a_year_is_entered_with_its_reason(open_window) -> None:
    window = open_window()
    name = window.document.case.financial_years[0].id
    window.go_to(f"{name}.growth")
    fields = window.page.years.binder.fields
    for field, text in ((fields["growth"].line, "-5 %"), (fields["growth_note"], "Guidance")):
        field.setFocus()
        QTest.keyClicks(field, text)
    year = window.document.case.financial_years[0]
    assert year.growth == exactly("-0.05")
    assert year.growth_note.reason == "Guidance"
    window.document.undo()
    window.document.undo()
    assert window.document.case.financial_years[0].growth is None
