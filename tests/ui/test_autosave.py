"""Unsaved work survives a kill, is offered once, and goes with a save."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from dsa_sim.language import Language
from dsa_sim.model.edits import change
from dsa_sim.storage import read_case, write_case
from dsa_sim.ui import autosave, files
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from tests.storage.sample import sample_case

LANG = Language("en")
CASE = sample_case()


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(files.Files, "may_leave", lambda self: True)
    made = Program(LANG, settings=Settings(tmp_path / "s.ini")).window
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def answers(monkeypatch):
    """What the question about found work is answered with, and what was told."""
    given = {"restore": True, "asked": 0, "told": 0}

    def wanted(self, title, snapshot) -> bool:
        given["asked"] += 1
        return bool(given["restore"])

    def told(self, name, kept) -> None:
        given["told"] += 1

    monkeypatch.setattr(autosave.Recovery, "_wanted", wanted)
    monkeypatch.setattr(autosave.Recovery, "_tell_aside", told)
    return given


def rename(window, title: str) -> None:
    window.document.apply("x", partial(change, identifier="case", title=title))


def kept(tmp_path: Path) -> list[str]:
    folder = tmp_path / "recovery"
    return sorted(p.suffix for p in folder.glob("*.recovery*")) if folder.exists() else []


def write_now(window) -> None:
    window.autosave.write_soon()
    window.context.runner.wait()


def test_a_snapshot_comes_with_an_edit_and_goes_with_a_save(window, tmp_path) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, CASE, expected=None)
    window.files.open_path(path)
    assert kept(tmp_path) == []
    rename(window, "Edited")
    write_now(window)
    assert kept(tmp_path) == [".recovery"]
    window.files.save()
    assert kept(tmp_path) == []


def test_undoing_everything_needs_no_snapshot(window, tmp_path) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, CASE, expected=None)
    window.files.open_path(path)
    rename(window, "Edited")
    write_now(window)
    window.document.undo()
    assert kept(tmp_path) == []


KILLED = """
import os, sys
from functools import partial
from pathlib import Path
from dsa_sim.language import Language
from dsa_sim.model.edits import change
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
window = Program(Language("en"), settings=Settings(Path(sys.argv[1]))).window
window.show()
if len(sys.argv) > 2:
    window.files.open_path(Path(sys.argv[2]))
else:
    window.files.new_blank()
window.document.apply("x", partial(change, identifier="case", title="Never saved"))
window.autosave.write_soon()
window.context.runner.wait()
print("ready", flush=True)
window.program = window
import time
time.sleep(60)
"""


def kill_after_an_edit(tmp_path: Path, *arguments: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "s.ini"), *arguments],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert process.stdout is not None
    with process, process.stdout as said:
        assert said.readline() == "ready\n"
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))


def test_work_on_a_file_is_restored_after_a_kill(window, tmp_path, answers) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, CASE, expected=None)
    before = path.read_bytes()
    kill_after_an_edit(tmp_path, str(path))
    assert path.read_bytes() == before
    assert window.files.open_path(path)
    assert window.document.case == change(CASE, "case", title="Never saved")
    assert window.document.is_modified
    window.document.undo()
    assert window.document.case == CASE
    window.document.redo()
    window.files.save()
    assert read_case(path).case.title == "Never saved"
    assert kept(tmp_path) == []


def test_a_case_that_was_never_saved_is_offered_at_the_start(window, tmp_path, answers) -> None:
    kill_after_an_edit(tmp_path)
    window.files.offer_unsaved()
    assert window.document.case.title == "Never saved"
    assert window.document.is_modified
    assert answers["asked"] == 1


def test_work_that_does_not_fit_any_more_is_set_aside(window, tmp_path, answers) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, CASE, expected=None)
    kill_after_an_edit(tmp_path, str(path))
    other = change(CASE, "case", title="By a colleague")
    write_case(path, other, expected=None, overwrite=True)
    assert window.files.open_path(path)
    assert window.document.case == other
    assert answers == {"restore": True, "asked": 0, "told": 1}
    assert kept(tmp_path) == [".aside"]


def test_work_that_is_not_wanted_now_is_not_written_over(window, tmp_path, answers) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, CASE, expected=None)
    kill_after_an_edit(tmp_path, str(path))
    answers["restore"] = False
    window.files.open_path(path)
    assert window.document.case == CASE
    rename(window, "Other work")
    write_now(window)
    assert kept(tmp_path) == [".aside", ".recovery"]


def test_the_work_of_a_living_window_is_not_offered(window, tmp_path, answers) -> None:
    window.files.new_blank()
    rename(window, "Mine")
    write_now(window)
    assert autosave.Recovery(LANG, window, tmp_path / "recovery").unsaved() is None
    assert answers["asked"] == 0
