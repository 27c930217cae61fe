"""The page Commit or contest, through the real window."""

from msgspec.structs import replace

from dsa_sim.report.charts.figures import overlaps
from dsa_sim.ui.widgets.clipping import cut_texts
from tests.ui.test_periodic_page import (  # noqa: F401 - fixtures
    page,
    plain,
    strands,
    typed,
)


def weighing(page):  # noqa: F811
    page.window().show_page("commit")
    shown = page.window().page
    card = shown.cards[strands(shown)[0].id]
    card.begin.click()
    return shown, card


def drawn_texts(canvas) -> list[str]:
    """What stands in the chart to be shown; nothing while there is none."""
    if canvas.view is None or not canvas.isVisible():
        return []
    canvas.draw_now()
    texts = [t.get_text() for t in canvas.chart.figure.texts]
    return texts + [i.text for i in canvas.chart.scene.items if hasattr(i, "text")]


def test_an_offer_is_weighed_and_taken_back(page, qtbot):  # noqa: F811
    before = page.context.case
    shown, card = weighing(page)
    typed(qtbot, card.inputs.fields["cost"], "80 m")
    shown.context.runner.wait()
    # Without a chance of rejection nothing is called cheaper.
    assert plain(card.commit.figure.text()) == "–"
    assert "Not weighed yet" in card.said.text()
    typed(qtbot, card.inputs.fields["rejected"], "0 %")
    shown.context.runner.wait()
    qtbot.waitUntil(lambda: plain(card.commit.figure.text()) == "€ 80.0 m")
    assert strands(shown)[0].offer.cost.value == 80_000_000
    assert plain(card.commit.figure.text()) == "€ 80.0 m"
    assert "worth offering up to a cost of" in card.limit.meaning.text()
    assert "Art. 76(1)(a)–(c)" in card.said.text()
    while shown.context.document.undo_label:
        shown.context.document.undo()
    assert shown.context.case == before


def test_the_cheaper_way_is_said_in_words(page, qtbot):  # noqa: F811
    shown, card = weighing(page)
    typed(qtbot, card.inputs.fields["cost"], "80 m")
    typed(qtbot, card.inputs.fields["rejected"], "20 %")
    shown.context.runner.wait()
    # The answer to the last text may come later than the one to the text before.
    qtbot.waitUntil(lambda: "cheaper way" in drawn_texts(card.chart))
    assert not overlaps(card.chart.chart.figure)
    # Wrapped texts get their height at a later turn.
    qtbot.waitUntil(lambda: not cut_texts(shown))


def test_an_offer_is_removed(page):  # noqa: F811
    shown, card = weighing(page)
    card.remove.click()
    assert strands(shown)[0].offer is None


def test_an_edit_that_changes_nothing_of_the_tree_leaves_it_in_sight(page, qtbot):  # noqa: F811
    shown, card = weighing(page)
    typed(qtbot, card.inputs.fields["cost"], "80 m")
    typed(qtbot, card.inputs.fields["rejected"], "20 %")
    qtbot.waitUntil(lambda: card.chart.view is not None)
    shown.context.runner.wait()
    before = card.chart.view
    shown.context.apply("Rename", lambda case: replace(case, title="Another title"))
    shown.context.runner.wait()
    assert card.chart.view is not before
    assert card.chart.view.draws_as(before)
