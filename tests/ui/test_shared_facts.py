"""Findings that rest on the same facts, entered through real widgets."""

from decimal import Decimal

import pytest

from dsa_sim.model.simulation import simulate


@pytest.fixture
def window(open_window):
    return open_window("infringements")


def field_of(window, identifier):
    from dsa_sim.ui.pages.infringements.shared import SharedFactsField

    window.go_to(f"{identifier}.shared_facts")
    return window.page.findChild(SharedFactsField)


def test_two_findings_are_tied_and_untied(window):
    first, second = (i.id for i in window.document.case.infringements[:2])

    field_of(window, first).group.edited.emit("+")
    group = window.document.case.shared_facts[0]
    field_of(window, second).group.edited.emit(group.id)
    assert [i.shared_facts for i in window.document.case.infringements[:2]] == [group.id] * 2
    assert window.document.undo_label == "Change of shared facts"

    field = field_of(window, second)
    field.strength.line.setText("80 %")
    field.strength.line.textEdited.emit("80 %")
    assert window.document.case.shared_facts[0].strength == Decimal("0.8")

    for identifier in (first, second):
        field_of(window, identifier).group.edited.emit("")
    assert window.document.case.shared_facts == ()


def test_a_range_is_no_strength(window):
    first = window.document.case.infringements[0].id
    field = field_of(window, first)
    field.group.edited.emit("+")
    field.strength.line.setText("20–80 %")
    field.strength.line.textEdited.emit("20–80 %")

    assert field.strength.line.text() == "20–80 %"
    assert window.document.case.shared_facts[0].strength == Decimal("0.5")


def test_the_chance_of_a_fine_counts_in_the_simulation(window):
    first = window.document.case.infringements[0].id
    window.go_to(f"{first}.fined")
    field = window.page.inspector.fields["fined"] if hasattr(window.page, "inspector") else None
    if field is None:
        from dsa_sim.ui.pages.infringements.inspector import InfringementInspector

        field = window.page.findChild(InfringementInspector).fields["fined"]
    before = simulate(window.document.case, trials=20_000).chance_any_fine
    field.line.setText("50 %")
    field.line.textEdited.emit("50 %")
    after = simulate(window.document.case, trials=20_000).chance_any_fine

    assert after == pytest.approx(before / 2, abs=0.02)
