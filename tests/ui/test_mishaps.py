"""What nobody expected keeps the work, tells the person once, and tells nobody of the case."""

import faulthandler
import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.exceptions import capture_exceptions

from dsa_sim import app, diagnostics
from dsa_sim.language import Language
from dsa_sim.model.edits import change
from dsa_sim.storage.recovery import read_snapshot, unsaved_snapshots
from dsa_sim.ui.mishaps import Mishaps, mishap_box
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from tests.storage.sample import sample_case
from tests.ui.conftest import commands_of

ROOT = Path(__file__).parents[2]
MARK = "Mandantin Quendelin"
PLACES = ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA")

# The robot of pytest-qt would take every error for a fault of the test; one test below asks it.
pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    """The program on unsaved work, watched, with a log of its own."""
    monkeypatch.setattr(diagnostics, "log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    watched = faulthandler.is_enabled()
    diagnostics.begin()
    made = Program(Language("en"), settings=Settings(tmp_path / "s.ini"), look="light")
    qtbot.addWidget(made.window)
    made.window.files.may_leave = lambda: True
    made.window.files._begin(sample_case())
    rename(made, MARK)
    made.window.show()
    mishaps = Mishaps(made)
    mishaps.watch()
    yield made
    mishaps.end()
    made.window.context.runner.close()
    diagnostics.end()
    if watched:
        faulthandler.enable(sys.__stderr__)


@pytest.fixture
def told(qtbot):
    """What the person was told; each time they choose a button: the one to go on, or to copy."""
    seen: list[str] = []
    wanted = {"button": "Go on"}

    def choose() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QMessageBox):
            seen.append(shown.text())
            next(b for b in shown.buttons() if b.text() == wanted["button"]).click()

    clock = QTimer(interval=10)
    clock.timeout.connect(choose)
    clock.start()
    yield seen, wanted
    clock.stop()


class Faulty(QWidget):
    """Fails when it is asked to, and in every painting."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0
        self.asked.connect(self.fail)

    def fail(self) -> None:
        raise ValueError(MARK)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - the name in Qt
        self.painted += 1
        self.fail()


def rename(program: Program, title: str) -> None:
    document = program.window.document
    document.apply("x", partial(change, identifier="case", title=title))


def kept(program: Program) -> list[str]:
    found = unsaved_snapshots(program.settings.recovery_folder)
    return [read_snapshot(snapshot.path)[0].title for snapshot in found]


def test_an_error_in_a_slot_keeps_the_work_and_is_told(qtbot, program, told) -> None:
    seen, _ = told
    widget = Faulty()
    qtbot.addWidget(widget)
    QTimer.singleShot(0, widget.asked.emit)
    qtbot.waitUntil(lambda: bool(seen))

    assert kept(program) == [MARK]
    assert seen[0].startswith("The program met an error that nobody expected. Your work up to")
    log = (diagnostics.log_folder() / "dsa-sim.log").read_text("utf-8")
    assert "ValueError" in log
    assert "tests.ui.test_mishaps" in log
    assert MARK not in log


def test_an_error_in_every_painting_is_told_once(qtbot, program, told) -> None:
    seen, _ = told
    widget = Faulty()
    qtbot.addWidget(widget)
    clock = QTimer(widget, interval=5)
    clock.timeout.connect(widget.update)
    clock.start()
    QTimer.singleShot(0, widget.show)
    qtbot.waitUntil(lambda: bool(seen) and widget.painted > 10)
    again = widget.painted
    qtbot.waitUntil(lambda: widget.painted > again + 10)

    assert len(seen) == 1


def test_an_error_in_a_thread_is_told(qtbot, program, told) -> None:
    seen, _ = told
    widget = Faulty()
    qtbot.addWidget(widget)
    threading.Thread(target=widget.fail).start()
    qtbot.waitUntil(lambda: bool(seen))

    assert kept(program) == [MARK]


def test_an_error_while_one_is_told_asks_nothing_more(qtbot, program, told) -> None:
    seen, _ = told
    one, other = Faulty(), QObject()
    qtbot.addWidget(one)

    def meanwhile() -> None:
        raise KeyError(MARK)

    def both() -> None:
        QTimer.singleShot(0, other, meanwhile)
        one.fail()

    QTimer.singleShot(0, other, both)
    qtbot.waitUntil(lambda: len(seen) == 1)
    qtbot.waitUntil(lambda: "KeyError" in diagnostics.report())
    later: list[None] = []
    QTimer.singleShot(100, other, lambda: later.append(None))
    qtbot.waitUntil(lambda: bool(later))

    assert len(seen) == 1


def test_copied_diagnostics_tell_nothing_of_the_case(qtbot, program, told) -> None:
    seen, wanted = told
    wanted["button"] = "Copy diagnostics"
    widget = Faulty()
    qtbot.addWidget(widget)
    QTimer.singleShot(0, widget.asked.emit)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: "ValueError" in QGuiApplication.clipboard().text())

    assert MARK not in QGuiApplication.clipboard().text()


def test_escape_and_the_end_of_the_program_are_answers(qtbot, program) -> None:
    def leave() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, QMessageBox)
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        ended.append(shown.clickedButton().text())

    ended: list[str] = []
    QTimer.singleShot(50, leave)
    Mishaps(program)._tell()
    QTimer.singleShot(50, lambda: QApplication.activeModalWidget().done(0))
    Mishaps(program)._tell()

    assert ended == ["Go on"]


def test_the_menu_copies_them_too(program) -> None:
    QGuiApplication.clipboard().clear()
    action = next(a for a in commands_of(program.window)._all if a.text() == "Copy diagnostics")
    action.trigger()

    assert QGuiApplication.clipboard().text() == diagnostics.report()


def test_work_that_cannot_be_kept_is_said(qtbot, program, told, monkeypatch) -> None:
    seen, _ = told

    def refuse(_self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(program.window.autosave), "write_now", refuse)
    QTimer.singleShot(0, Faulty().fail)
    qtbot.waitUntil(lambda: bool(seen))

    assert "The work could not be kept: The disk is full." in seen[0]


def test_what_is_saved_needs_no_keeping(qtbot, program, told, tmp_path) -> None:
    seen, _ = told
    assert program.window.files.save_to(tmp_path / "a.dsacase")
    QTimer.singleShot(0, Faulty().fail)
    qtbot.waitUntil(lambda: bool(seen))

    assert len(seen) == 1
    assert seen[0].endswith("Nothing is lost: everything is saved.")


def test_the_hooks_before_are_called_as_well(qtbot, program, told, monkeypatch) -> None:
    seen, _ = told
    with capture_exceptions() as errors:
        mishaps = Mishaps(program)
        mishaps.watch()
        QTimer.singleShot(0, Faulty().fail)
        qtbot.waitUntil(lambda: bool(seen))
        mishaps.end()

    assert [kind for kind, _, _ in errors] == [ValueError]


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_the_question_speaks_the_language_of_the_window(qtbot, code: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = mishap_box(Language(code), "", parent)

    assert len({button.text() for button in box.buttons()}) == 2
    for text, english in ((box.windowTitle(), "Something"), (box.text(), "The program met")):
        assert text.startswith(english) == (code == "en")


def test_a_window_that_cannot_open_is_told_where_there_is_no_console(
    qapp, told, monkeypatch
) -> None:
    seen, wanted = told
    wanted["button"] = "Copy diagnostics"

    def fail(*_: object, **__: object) -> None:
        raise ValueError(MARK)

    monkeypatch.setattr(app, "Program", fail)
    monkeypatch.setattr(diagnostics, "begin", lambda: None)
    for console, expected in ((sys.__stderr__, 0), (None, 1)):
        monkeypatch.setattr(sys, "__stderr__", console)
        with pytest.raises(ValueError, match=MARK):
            app.run(None, "en")
        assert len(seen) == expected
    assert "cannot start" in seen[0]


def test_the_window_opens_without_streams(tmp_path: Path) -> None:
    code = (
        "import sys; sys.stdin = sys.stdout = sys.stderr = None\n"
        "from PySide6.QtWidgets import QApplication\n"
        "QApplication.exec = lambda *_: QApplication.processEvents() or 0\n"
        "from dsa_sim.cli import main\n"
        "sys.exit(main([]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True,
        env=os.environ | dict.fromkeys(PLACES, str(tmp_path)) | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip

    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert list(tmp_path.rglob("dsa-sim.log"))
