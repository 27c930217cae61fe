"""The chart of how a strand may end: no label meets another, and the tree is told."""

import pytest

from dsa_sim.language import Language
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.outcome_tree import outcome_tree
from dsa_sim.report.charts.figures import draw, overlaps
from dsa_sim.report.charts.outcome_tree import OutcomeTreeData
from dsa_sim.report.charts.takeaways import takeaway
from dsa_sim.storage import read_case
from tests.model.test_commitments import case_with
from tests.model.test_worked_examples import CASES

LANG = Language("en")


def data(chance: str = "", **outcomes: str) -> OutcomeTreeData:
    """The tree of E4 as it ends so; with a `chance`, all three of its findings have that one."""
    case, strand = case_with(None, **outcomes)
    if chance:
        for infringement in case.infringements:
            case = change(case, infringement.id, chance=exactly(chance))
    found = outcome_tree(case, strand, trials=65_536)
    assert found is not None
    return OutcomeTreeData(title="Systemic risks", found=found)


def said(made: OutcomeTreeData) -> str:
    return takeaway(made, LANG).replace("\N{NO-BREAK SPACE}", " ")


MANY = {"decision": "0.5", "closed": "0.2", "commitments": "0.3"}


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@pytest.mark.parametrize("size", [(5.0, 2.6), (6.0, 3.0), (9.0, 3.2), (12.0, 5.0)])
def test_labels_do_not_meet(language: str, size: tuple[float, float]) -> None:
    for made in (data("0.5", **MANY), data(decision="1"), data("0", decision="1")):
        chart = draw(made, lang=Language(language), size_inches=size)
        assert not overlaps(chart.figure)


def test_the_table_and_the_text_tell_every_branch() -> None:
    made = data(**MANY)
    head, *rows = made.table(LANG)
    assert head == ("Branch", "Chance", "Expected from there on")
    assert [row[0] for row in rows] == [
        "Closed without a finding", "Commitments", "Decision",
        "Decision → Something to pay",
    ]  # fmt: skip
    assert rows[2][1:] == ("50\u00a0%", "€\u00a0120,000,000.00")
    text = made.text_alternative(LANG)
    assert "Commitments: 30\u00a0%, expected €\u00a00." in text
    assert "in all €\u00a060.0\u00a0m" in text


def test_the_sentence_is_chosen_by_the_figures() -> None:
    assert said(data(**MANY)) == "A decision comes with a chance of 50 %. It always brings € 120 m."
    assert said(data("0", decision="1")) == "Nothing is to be paid, however the strand ends."
    several = said(data("0.5", decision="1"))
    assert several.startswith("A decision is certain. It brings a payment in 87.4 % of cases, typ")
    one = case_with(None, decision="1")[0]
    for n, infringement in enumerate(one.infringements):
        one = change(one, infringement.id, chance=exactly("0" if n else "0.5"))
    found = outcome_tree(one, one.strands[0].id, trials=65_536)
    assert found is not None
    assert "and then always" in said(OutcomeTreeData(title="x", found=found))


def test_a_range_of_payments_stands_beside_the_fine() -> None:
    case = read_case(CASES / "s02.dsacase").case
    strand = case.strands[0].id
    found = outcome_tree(case, strand, trials=65_536)
    assert found is not None
    made = OutcomeTreeData(title="x", found=found)
    chart = draw(made, lang=LANG, size_inches=(9.0, 3.2))
    texts = [item.text for item in chart.scene.items if hasattr(item, "text")]
    assert any(text.startswith("8 in 10 from") for text in texts)
