"""The back-test on the page of methods, through real widgets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from dsa_sim.model.backtest import backtest


@pytest.fixture
def card(open_window):
    return open_window("methods").page.backtest


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rows(card):
    return [[plain(text) for text in row.texts] for row in card.table.model().rows]


def choose(qtbot, card, words):
    chip = next(b for b in card.cases.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_it_begins_with_what_it_is_worth(card):
    texts = [plain(one.text()) for one in card.findChildren(QLabel)]
    assert texts[0] == "Back-test on the decisions so far"
    assert texts[1].startswith("3 decisions are too few to rely on.")
    assert any("X, 5 Dec 2025: a fine of € 120 m. Maximum € 144 m, 6 % (Art. 74(1))" in text
               for text in texts)  # fmt: skip


def test_a_case_is_chosen_by_its_chip(qtbot, card):
    assert rows(card)[3] == [
        "Bands of the maximum", "High", "€ 86.5 m", "€ 144 m", "72 – 120 %", "holds the fine",
    ]  # fmt: skip
    choose(qtbot, card, "Temu")
    assert plain(card.decided.text()).startswith("Temu, 28 May 2026: a fine of € 200 m.")
    assert rows(card)[6] == [
        "Earlier decisions", "Medium", "€ 235 m", "€ 235 m", "118 %", "above the fine",
    ]  # fmt: skip
    choose(qtbot, card, "AliExpress (its business segment)")
    assert rows(card)[0] == ["Counsel’s judgement", "–", "–", "–", "–", "no answer"]


def test_every_answer_but_the_same_share_of_turnover_is_there(qtbot, card):
    seen = 0
    for chip in card.cases.findChildren(QPushButton):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        seen += len(rows(card))
    assert seen == len([a for a in backtest() if a.reference_of != "turnover"])


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_it_fits_without_scrolling_sideways(qtbot, open_window, size):
    window = open_window("methods")
    window.resize(*size)
    table = window.page.backtest.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
