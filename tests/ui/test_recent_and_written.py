"""Files opened last, and what can be done with a file that was written."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMessageBox

from tests.ui.conftest import commands_of


@pytest.fixture
def window(open_window):
    return open_window()


def recent_actions(window) -> list[QAction]:
    menu = commands_of(window)._recent
    menu.aboutToShow.emit()
    return menu.actions()


def test_a_file_opened_last_is_opened_from_the_menu(window, tmp_path: Path) -> None:
    path = tmp_path / "one & two.dsacase"
    assert window.files.save_to(path)
    window.files.new_blank()
    (action, *_) = recent_actions(window)
    assert str(tmp_path) in action.text()
    action.trigger()
    assert window.document.place.path == path.resolve()


def test_one_file_is_one_entry_whatever_path_leads_to_it(window, tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    window.files.save_to(folder / "case.dsacase")
    window.files.open_path(tmp_path / "link" / "case.dsacase")
    window.files.open_path(folder / ".." / "real" / "case.dsacase")
    assert window.settings.recent == [(folder / "case.dsacase").resolve()]


@pytest.mark.parametrize(("is_away", "stays"), [(True, True), (False, False)])
def test_a_file_whose_folder_is_away_stays_in_the_list(
    window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_away: bool, stays: bool
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _: None)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "case.dsacase"
    window.files.save_to(path)
    window.files.new_blank()
    path.unlink()
    for rest in folder.iterdir():
        rest.unlink()
    if is_away:
        folder.rmdir()
    assert not window.files.open_path(path)
    assert (path.resolve() in window.settings.recent) == stays


def test_a_file_that_was_written_is_opened_or_shown(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    exporter = window.exporter
    assert exporter.open_button.isHidden()
    path = tmp_path / "briefing.pdf"
    with qtbot.waitSignal(exporter.finished, timeout=120_000):
        exporter.write_briefing(path)
    assert not exporter.open_button.isHidden()
    exporter.open_button.click()
    exporter.folder_button.click()
    assert asked == [str(path), str(tmp_path)]


def test_the_focus_in_the_rail_follows_the_page(window) -> None:
    window.rail.focus_page("exposure")
    window.show_page("scenarios")
    assert window.rail._items["scenarios"].hasFocus()
    window.page.filter.setFocus()
    window.show_page("exposure")
    assert not window.rail._items["exposure"].hasFocus()
