"""Pages that share a line of the rail: ten lines, every page within reach as before."""

import pytest
from PySide6.QtWidgets import QPushButton

from dsa_sim.ui.dialogs.find_entries import found
from dsa_sim.ui.pages import IN_RAIL, PAGES, entry_of, tabs_of
from tests.ui.conftest import commands_of


@pytest.fixture
def window(open_window):
    return open_window("methods")


def tabs(window) -> list[QPushButton]:
    return [b for b in window.header.tabs.findChildren(QPushButton) if not b.isHidden()]


def test_the_rail_has_ten_lines_at_most(window) -> None:
    assert len(IN_RAIL) <= 10
    assert list(window.rail._items) == [entry.name for entry in IN_RAIL]
    assert all(entry_of(entry.host) in IN_RAIL for entry in PAGES)


def test_methods_and_precedents_share_a_line(window) -> None:
    assert [b.text() for b in tabs(window)] == ["Methods", "Precedents"]
    assert window.rail._items["methods"].text() == "Methods and precedents"
    tabs(window)[1].click()
    assert window.page_name == "precedents"
    assert window.rail._items["methods"].isChecked()
    assert [b.isChecked() for b in tabs(window)] == [False, True]


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_every_page_is_reached_by_its_address(window, name) -> None:
    window.go_to(f"page:{name}")
    assert window.page_name == name
    assert len(tabs(window)) == len(tabs_of(name))
    assert window.rail._items[entry_of(name).host].isChecked()


def test_a_page_of_its_own_has_no_tabs(window) -> None:
    window.show_page("provider")
    assert not window.header.tabs.isVisible()


def test_a_line_of_the_rail_is_found_by_its_name_and_by_those_of_its_pages(window) -> None:
    for words in ("Methods and precedents", "Precedents", "Worksheet"):
        assert words in [entry.title for entry in found(commands_of(window), words)]
