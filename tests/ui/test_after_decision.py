"""Appeal, cost of time and the days of the decision, entered in the inspector of a strand."""

from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.model.case import Appeal, Case, Payment
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import between, exactly
from tests.ui.test_infringements import Sight, example  # noqa: F401

STRAND = "risks"


@pytest.fixture
def sight(qtbot, example: Case) -> Sight:  # noqa: F811
    made = Sight(qtbot, example)
    made.choose(STRAND)
    return made


def strand(sight: Sight):
    return find_part(sight.case, STRAND)


def switch(sight: Sight, name: str, code: str) -> None:
    sight.strand.fields[name]._buttons[code].click()


def test_an_appeal_begins_without_effect_and_goes_again(sight: Sight) -> None:
    assert not sight.strand.after.appeal.isVisibleTo(sight.page)
    switch(sight, "appeal", "yes")
    assert strand(sight).appeal == Appeal(chance=exactly(1))
    assert sight.strand.after.appeal.isVisibleTo(sight.page)
    switch(sight, "appeal", "no")
    assert strand(sight).appeal is None
    sight.document.undo()
    assert strand(sight).appeal == Appeal(chance=exactly(1))


def test_chance_ends_and_reduction_reach_the_case(sight: Sight) -> None:
    switch(sight, "appeal", "yes")
    fields = sight.strand.fields
    sight.type(fields["appeal.chance"].line, "80")
    ends = fields["appeal.ends"].fields
    sight.type(ends["confirmed"].line, "60")
    assert strand(sight).appeal.confirmed == 1
    assert fields["appeal.ends"].sum.objectName() == "problem"
    sight.type(ends["reduced"].line, "40")
    assert "by how much" in sight.strand.after.appeal.missing.text()
    sight.type(fields["appeal.reduction"].line, "10-30 %")
    assert strand(sight).appeal == Appeal(
        chance=exactly("0.8"), reduced=Decimal("0.4"), confirmed=Decimal("0.6"),
        reduction=between("0.1", "0.3"),
    )  # fmt: skip
    assert not sight.strand.after.appeal.missing.text()


def test_the_reason_of_an_appeal_is_kept(sight: Sight) -> None:
    switch(sight, "appeal", "yes")
    sight.type(sight.strand.fields["appeal.reason"], "as in X")
    assert strand(sight).appeal.note.reason == "as in X"


def test_the_cost_of_time_is_entered(sight: Sight) -> None:
    switch(sight, "payment", "guarantee")
    assert "Without an appeal" in sight.strand.after.payment.meaning.text()
    fields = sight.strand.fields
    sight.type(fields["payment.rate"].line, "1-2 %")
    sight.type(fields["payment.years"].line, "3")
    switch(sight, "payment", "provisional")
    assert strand(sight).payment == Payment(
        way="provisional", rate=between("0.01", "0.02"), years=exactly(3)
    )
    switch(sight, "payment", "")
    assert strand(sight).payment is None


def test_days_of_a_decision_stay_in_order(sight: Sight) -> None:
    fields = sight.strand.fields
    sight.type(fields["decision_latest"].line, "5 Feb 2027")
    assert strand(sight).decision_latest == date(2027, 2, 5)
    sight.type(fields["decision_earliest"].line, "5 Aug 2026")
    assert strand(sight).decision_earliest is None
    assert "between its earliest and its latest day" in fields["decision_earliest"].message.text()
    sight.type(fields["decision_earliest"].line, "1 Jul 2026")
    assert strand(sight).decision_earliest == date(2026, 7, 1)


def test_another_strand_shows_its_own(sight: Sight) -> None:
    switch(sight, "appeal", "yes")
    sight.choose("commitments")
    assert not sight.strand.after.appeal.isVisibleTo(sight.page)
    assert find_part(sight.case, "commitments").appeal is None


@pytest.mark.parametrize("field", ["appeal", "payment", "decision_latest"])
def test_a_problem_leads_to_the_field(qtbot, example: Case, field: str) -> None:  # noqa: F811
    case = change(example, STRAND, appeal=Appeal(chance=exactly(1)))
    sight = Sight(qtbot, case)
    sight.page.go_to(f"{STRAND}.{field}")
    wanted = sight.strand.fields[field]
    focused = sight.page.focusWidget()
    assert focused is wanted or wanted.isAncestorOf(focused)
