"""On a small screen the window is in sight, and every page and dialog can be used in it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QScrollArea

from dsa_sim.language import LANGUAGES
from dsa_sim.ui.dialogs.settings_dialog import SettingsDialog
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.widgets.clipping import covered_texts, cut_texts
from dsa_sim.ui.window import SMALLEST, placed_within

LAPTOP = QRect(0, 24, 1366, 704)
NO_SCROLLING_SIDEWAYS = 1024
"""From this width on no page may need to be scrolled sideways."""


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        (QRect(100, 100, 1000, 600), QRect(100, 100, 1000, 600)),
        (QRect(0, 0, 1440, 900), LAPTOP),
        (QRect(2600, 1200, 1200, 700), QRect(166, 28, 1200, 700)),
        (QRect(-500, -90, 1200, 700), QRect(0, 24, 1200, 700)),
    ],
)
def test_a_window_is_placed_within_the_screen(wanted: QRect, placed: QRect) -> None:
    assert placed_within(LAPTOP, wanted) == placed


def test_a_window_from_a_larger_screen_comes_back_into_this_one(open_window) -> None:
    window = open_window(example=False)
    window.setGeometry(3000, 2000, 1440, 900)
    window.settings.geometry = window.saveGeometry()
    window.take_place()
    room, placed = window.screen().availableGeometry(), window.geometry()
    assert room.contains(placed.topLeft())
    least = window.minimumSize()
    assert placed.width() <= max(room.width(), least.width())
    assert placed.height() <= max(room.height(), least.height())


def settle(window, page: str) -> None:
    """Show a page and wait until its results are there and its texts have their heights."""
    window.show_page(page)
    for _ in range(4):
        QApplication.processEvents()
        window.context.runner.wait()
    QApplication.processEvents()


def faults_on(window, page: str) -> list[str]:
    """What is cut, covered or beyond reach on a page."""
    settle(window, page)
    scrolls = any(
        area.isVisible() and area.horizontalScrollBar().maximum()
        for area in window.page.findChildren(QScrollArea)
    )
    cut = cut_texts(window)
    if scrolls and window.width() < NO_SCROLLING_SIDEWAYS:
        # Texts that a person can scroll to are not lost.
        cut = [text for text in cut if not text.startswith("beyond the edge")]
    return [f"{page}: {fault}" for fault in (*cut, *covered_texts(window))]


@pytest.mark.parametrize("size", [(1024, 640), SMALLEST])
@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_text_is_cut_on_any_page(open_window, code: str, size: tuple[int, int]) -> None:
    window = open_window(code=code, size=size)
    assert (window.width(), window.height()) == size
    assert [fault for page in PAGES for fault in faults_on(window, page.name)] == []


def test_every_judgement_can_be_scrolled_to(open_window) -> None:
    window = open_window("review", size=SMALLEST)
    QApplication.processEvents()
    table = window.page.table
    table.selectRow(table.model().rowCount() - 1)
    area = next(a for a in window.page.findChildren(QScrollArea) if a.isAncestorOf(table))
    assert area.verticalScrollBar().maximum() > 0
    assert table.height() >= table.verticalHeader().length()


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_captions_of_the_settings_keep_all_their_lines(open_window, code: str) -> None:
    window = open_window(code=code, example=False)
    dialog = SettingsDialog(window.settings, window.context.lang, window)
    dialog.resize(dialog.minimumWidth(), SMALLEST[1])
    dialog.show()
    for _ in range(3):
        QApplication.processEvents()
    assert cut_texts(dialog) == []
    assert covered_texts(dialog) == []
