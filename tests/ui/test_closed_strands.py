"""Strands that ended without a decision fold away and ask for nothing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from dsa_sim.asset_files import asset_path
from dsa_sim.model.case import Outcomes
from dsa_sim.model.checks import check_case, infringement_problems
from dsa_sim.model.edits import change, find_part
from dsa_sim.storage import read_case

CLOSED, LINKS, RISK = "commitments", "hidden-links", "illegal-products"


def _listed(window) -> list[str]:
    return [row.identifier for row in window.page.table.rows_model.rows]


def _click(qtbot, window, identifier: str) -> None:
    table = window.page.table
    index = table.rows_model.index(table.rows_model.row_of(identifier), 0)
    place = table.visualRect(index).topLeft() + QPoint(20, 20)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_closed_strand_shows_its_count_and_unfolds_by_a_click(qtbot, open_window) -> None:
    window = open_window("infringements")
    assert LINKS not in _listed(window)
    assert RISK in _listed(window)
    row = window.page.table.rows_model.rows[-1]
    assert (row.identifier, row.fold) == (CLOSED, "▸")
    assert row.detail.endswith("6 allegations")
    _click(qtbot, window, CLOSED)
    assert LINKS in _listed(window)
    _click(qtbot, window, CLOSED)
    assert LINKS not in _listed(window)


@pytest.mark.parametrize(
    ("key", "back"),
    [(Qt.Key.Key_Right, Qt.Key.Key_Left), (Qt.Key.Key_Return, Qt.Key.Key_Space)],
)
def test_keys_unfold_and_fold(qtbot, open_window, key: Qt.Key, back: Qt.Key) -> None:
    window = open_window("infringements")
    table = window.page.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), key)
    assert LINKS in _listed(window)
    qtbot.keyClick(table, back)
    assert LINKS not in _listed(window)


def test_it_is_remembered_and_what_is_asked_for_is_unfolded(qtbot, open_window) -> None:
    window = open_window("infringements")
    window.page.go_to(f"{LINKS}.chance")
    assert LINKS in _listed(window)
    window.show_page("review")
    window.show_page("infringements")
    assert LINKS in _listed(window)


def test_the_search_reaches_folded_allegations(open_window) -> None:
    window = open_window("infringements")
    window.page.search.setText("Art. 16")
    assert LINKS in _listed(window)


def test_the_review_folds_them_too(qtbot, open_window) -> None:
    window = open_window("review")
    table = window.page.table
    keys = [row.key for row in table._rows.rows]
    assert not any(key.startswith(LINKS) for key in keys)
    assert keys[-1] == f"fold:{CLOSED}"
    place = table.visualRect(table.model().index(len(keys) - 1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert any(row.key.startswith(LINKS) for row in table._rows.rows)


def test_a_closed_strand_asks_for_nothing() -> None:
    case = read_case(asset_path("examples", "aliexpress.dsacase")).case
    bare = change(case, LINKS, start=None, chance=None, provisions=())
    assert infringement_problems(bare, find_part(bare, LINKS)) == ()
    assert not [p for p in check_case(bare) if p.where.startswith(LINKS)]
    opened = change(bare, CLOSED, outcomes=Outcomes())
    assert {"no_chance", "no_provision"} <= {p.code for p in check_case(opened)}
