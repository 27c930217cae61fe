"""What is typed or pasted passes the one rule of what a text may hold."""

from dsa_sim.model.case import AssumptionNote
from dsa_sim.model.edits import change
from dsa_sim.storage.example import example_case
from dsa_sim.ui.document import Document


def test_what_is_typed_or_pasted_is_fit_before_it_is_in_the_case() -> None:
    document = Document(example_case())
    before = document.case
    document.apply("edit", lambda case: change(case, "case", title="A\x07B"))
    assert document.case.title == "AB"
    alleged = before.infringements[0].id
    note = AssumptionNote(reason="so\x0bfar \ud800")
    document.apply("edit", lambda case: change(case, alleged, chance_note=note))
    assert document.case.infringements[0].chance_note.reason == "so\nfar "
    assert document.case.infringements[1] is before.infringements[1]
