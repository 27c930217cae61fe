"""The keyboard alone reaches everything: Tab goes round every page and every dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dsa_sim.language import LANGUAGES
from dsa_sim.ui.dialogs.export_dialog import ExportDialog
from dsa_sim.ui.dialogs.fill_dialog import FillDialog
from dsa_sim.ui.dialogs.law_data_dialog import LawDataDialog
from dsa_sim.ui.dialogs.override_dialog import OverrideDialog
from dsa_sim.ui.dialogs.register_dialog import RegisterDialog
from dsa_sim.ui.dialogs.settings_dialog import SettingsDialog
from dsa_sim.ui.dialogs.terms import TermsDialog
from dsa_sim.ui.pages import PAGES

TAB = Qt.Key.Key_Tab
MOST = 400
"""Presses of Tab after which somebody would have given up."""


def can_be_reached(widget: QWidget) -> bool:
    """Whether a widget in sight of its window takes the keyboard by Tab."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def reached_by_tab(qtbot) -> dict[QWidget, bool]:
    """What Tab leads to from where the keyboard is, until it is there again.

    With each, whether it looks other with the keyboard than without.
    """
    start = QApplication.focusWidget()
    here, found, presses = start, {}, 0
    while True:
        with_keyboard = here.grab().toImage()
        qtbot.keyClick(here, TAB)
        before, here = here, QApplication.focusWidget()
        found[before] = found.get(before, False) or before.grab().toImage() != with_keyboard
        if here is start:
            return found
        presses += 1
        assert presses < MOST, f"Tab does not leave {here.accessibleName()}"


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"


def goes_round(qtbot, window: QWidget) -> None:
    """Tab reaches all that can be reached, leaves it again, and one sees where one is."""
    reached = reached_by_tab(qtbot)
    there = [w for w in window.findChildren(QWidget) if can_be_reached(w)]
    assert [name_of(w) for w in there if w not in reached] == []
    assert [name_of(w) for w, is_seen in reached.items() if not is_seen] == []


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_tab_goes_round_every_page(open_window, qtbot, page) -> None:
    window = open_window(page, size=(1440, 900))
    qtbot.waitUntil(lambda: not window.context.exposures.is_awaited())
    QApplication.processEvents()
    window.header.export.setFocus()
    goes_round(qtbot, window)


def dialogs(window) -> list[QDialog]:
    context = window.context
    return [
        FillDialog(context, window), RegisterDialog(context, window), ExportDialog(context, window),
        SettingsDialog(window.settings, context.lang, window), TermsDialog(context.lang, window),
        OverrideDialog(context.case, context.case.strands[0].id + ".outcomes", None, context.lang,
                       window),
        LawDataDialog(context, window),
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(7))
def test_tab_goes_round_every_dialog(open_window, qtbot, number) -> None:
    window = open_window(example=False)
    window.files.new_from_register("temu")
    dialog = dialogs(window)[number]
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
    goes_round(qtbot, dialog)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_menu_has_a_letter_of_its_own(open_window, code) -> None:
    window = open_window(example=False, code=code)
    titles = [action.text() for action in window.menuBar().actions()]
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(letters)) == len(letters) == 4


def test_tab_goes_round_the_start_page(open_window, qtbot) -> None:
    window = open_window(example=False)
    goes_round(qtbot, window)
    qtbot.keyClicks(window.start_page.search, "te")
    goes_round(qtbot, window)
