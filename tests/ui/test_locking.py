"""Locking a case in the window: asked for when it is opened, kept when it is saved."""

import pytest

from dsa_sim.language import Language
from dsa_sim.storage import Seal, is_sealed_file, read_case
from dsa_sim.ui import files
from dsa_sim.ui.dialogs.passphrase_dialog import PassphraseDialog
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings

LANG = Language("en")
WORDS = "correct horse battery"
pytestmark = pytest.mark.usefixtures("quick_lock")


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(files.Files, "may_leave", lambda self: True)
    made = Program(LANG, settings=Settings(tmp_path / "s.ini")).window
    qtbot.addWidget(made)
    made.show()
    made.files.new_blank()
    made.files.save_to(tmp_path / "a.dsacase")
    return made


def entering(monkeypatch, *texts: str) -> list[str]:
    """Let the dialogs that come be filled in; an empty text cancels. What they said is kept."""
    left, said = list(texts), []

    def run(dialog: PassphraseDialog) -> int:
        text = left.pop(0)
        said.append(dialog.windowTitle())
        dialog.first.setText(text)
        dialog.second.setText(text)
        return int(bool(text))

    monkeypatch.setattr(PassphraseDialog, "exec", run)
    return said


def test_a_case_is_locked_opened_again_and_unlocked(window, tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.dsacase"
    entering(monkeypatch, WORDS)
    assert window.files.lock()
    assert is_sealed_file(path)
    window._refresh_frame()
    assert "Locked" in window.rail._foot.text()
    case = window.document.case
    entering(monkeypatch, "wrong words here", WORDS)
    assert window.files.open_path(path)
    assert window.document.case == case
    assert window.document.place.seal == Seal(passphrase=WORDS)
    assert window.files.save()
    assert is_sealed_file(path)
    monkeypatch.setattr(
        files.QMessageBox, "question", lambda *_: files.QMessageBox.StandardButton.Yes
    )
    assert window.files.unlock()
    assert read_case(path).case == case


def test_who_cancels_keeps_the_open_case(window, tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.dsacase"
    entering(monkeypatch, WORDS, "")
    assert window.files.lock()
    window.files.new_blank()
    before = window.document.case
    assert not window.files.open_path(path)
    assert window.document.case is before


def test_a_save_that_fails_leaves_the_lock_as_it_was(window, tmp_path, monkeypatch) -> None:
    entering(monkeypatch, WORDS)
    monkeypatch.setattr(window.files, "save", lambda: False)
    assert not window.files.lock()
    assert window.document.place.seal is None


def test_a_new_passphrase_is_long_enough_and_entered_twice(qtbot) -> None:
    dialog = PassphraseDialog(LANG, None, title="t", said="s", is_new=True)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.first, "short")
    assert "At least 8" in dialog.message.text()
    qtbot.keyClicks(dialog.first, " but now long enough")
    assert "twice" in dialog.message.text()
    qtbot.keyClicks(dialog.second, "short but now long enough")
    assert dialog.accept_button.isEnabled()
    assert dialog.first.echoMode() == dialog.first.EchoMode.Password
