"""The page Periodic penalties, through the real window."""

import pytest

from dsa_sim.report.charts.figures import overlaps
from dsa_sim.ui.widgets.clipping import cut_texts


@pytest.fixture
def page(open_window):
    return open_window("periodic").page


def strands(page):
    return page.context.case.strands


def typed(qtbot, field, text):
    field.line.setFocus()
    field.line.clear()
    qtbot.keyClicks(field.line, text)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_daily_maximum_is_exact_and_explained(page):
    said = plain(page.cards[strands(page)[0].id].maximum.text())
    # Known to RMB 10 m of turnover: the last two digits are open.
    assert "€ 17,040,400" in said
    assert "5 %" in said
    assert "365 days" in said


def test_a_penalty_is_added_edited_and_taken_back(page, qtbot):
    before = page.context.case
    card = page.cards[strands(page)[0].id]
    card.add.click()
    (item,) = card.items.values()
    typed(qtbot, item.fields["daily_share"], "10 %")
    typed(qtbot, item.fields["days"], "100 days")
    made = strands(page)[0].periodic[0]
    assert (str(made.daily_share.value), str(made.days.value)) == ("0.1", "100")
    assert "€ 170 m" in plain(item.said.text())
    while page.context.document.undo_label:
        page.context.document.undo()
    assert page.context.case == before
    assert not card.items


def test_a_penalty_is_removed(page):
    card = page.cards[strands(page)[0].id]
    card.add.click()
    (item,) = card.items.values()
    item._remove()
    assert not strands(page)[0].periodic


def test_chart_and_labels_have_room(page, qtbot):
    card = page.cards[strands(page)[0].id]
    card.add.click()
    (item,) = card.items.values()
    typed(qtbot, item.fields["daily_share"], "5-10-30 %")
    typed(qtbot, item.fields["days"], "30-60-150 days")
    qtbot.waitUntil(lambda: not cut_texts(page.window()))
    item.chart.draw_now()
    assert not overlaps(item.chart.chart.figure)
