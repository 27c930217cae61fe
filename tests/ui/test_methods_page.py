"""The page Methods through real widgets."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from dsa_sim.model.assessment import assess
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.method_comparison import METHODS, compare_methods, share_of_precedents


@pytest.fixture
def window(open_window):
    return open_window("methods")


def cells(table, row):
    return list(table.model().rows[row].texts)


def type_into(field, text):
    field.line.setText(text)
    field.line.textEdited.emit(text)
    field.line.editingFinished.emit()


def test_all_methods_stand_side_by_side_on_the_same_facts(window):
    table = window.page.table
    rows = [cells(table, n) for n in range(table.model().rowCount())]

    assert [row[0].partition(" (")[0] for row in rows] == [
        "Counsel’s judgement", "Bands of the maximum", "Value of sales", "Earlier decisions",
    ]  # fmt: skip
    assert "in use" in rows[0][0]
    assert rows[1][1] != "–"
    assert rows[3][1:] == ["–", "–", "7"]


def test_a_method_is_chosen_by_a_click_and_taken_back(window, qtbot):
    table = window.page.table
    place = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert window.document.case.method == "bands"
    assert window.document.undo_label == "Change of method"
    window.document.undo()
    assert window.document.case.method == "judgement"


def test_the_value_of_sales_asks_for_sales_and_proportions(window):
    window.page._choose("value_of_sales")
    fields = window.page.inputs.fields
    first = window.document.case.infringements[0]

    type_into(fields["aliexpress.eu_revenue_eur"], "2 bn")
    type_into(fields[f"{first.id}.proportion"], "10 %")

    case = window.document.case
    assert case.platforms[0].eu_revenue_eur == exactly(2_000_000_000)
    sheet = assess(case).worksheet(first.id)
    # 25 August 2023 to 20 July 2026 is three years in half-year steps: 2 bn × 10 % × 3.
    assert sheet.steps[0].value_eur == pytest.approx(600_000_000)
    assert window.page.table.model().index(2, 3).data() == "6"


def test_the_fines_so_far_give_a_reference(window):
    window.page._choose("precedent")
    window.page.take.click()

    reference = window.document.case.reference
    assert (reference.share.minimum, reference.share.maximum) == (
        Decimal("0.0627"), Decimal("0.0737"),
    )  # fmt: skip
    assert set(reference.precedents) == {"temu-2026", "aliexpress-2026"}
    assert cells(window.page.table, 3)[1] != "–"


def test_wrong_input_keeps_its_text_and_leaves_the_case(window):
    window.page._choose("bands")
    first = window.document.case.infringements[0]
    field = window.page.inputs.fields[f"{first.id}.band"]
    type_into(field, "a lot")

    assert field.line.text() == "a lot"
    assert window.document.case.infringements[0].band is None


def test_an_emptied_reference_share_changes_nothing(window):
    window.page._choose("precedent")
    window.page.take.click()
    before = window.document.case
    type_into(window.page.inputs.fields["case.reference"], "")

    assert window.document.case.reference == before.reference


def test_the_comparison_changes_nothing_but_the_method(window):
    case = window.document.case
    results = compare_methods(case, None)

    assert [r.method for r in results] == list(METHODS)
    assert results[0].assessment.total_eur == assess(case).total_eur
    by_bands = change(case, "case", method="bands")
    assert results[1].assessment.total_eur == assess(by_bands).total_eur


def test_the_share_of_turnover_is_that_of_the_record():
    share, _ = share_of_precedents("turnover")

    assert (share.minimum, share.maximum) == (Decimal("0.0038"), Decimal("0.0044"))
