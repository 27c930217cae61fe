"""The log and the diagnostics tell what happened, and nothing of a case or a person."""

import faulthandler
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsa_sim import __version__, cli, diagnostics
from dsa_sim.cli import main
from dsa_sim.cli.refusal import FAULT
from dsa_sim.law import law_version
from dsa_sim.model import assessment

ROOT = Path(__file__).parents[1]
MARK = "Mandantin Quendelin"
CASE = ROOT / "assets" / "examples" / "aliexpress.dsacase"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log, kept in a folder of a person whose name must not be told."""
    home = tmp_path / MARK
    folder = home / "log"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setattr(diagnostics, "log_folder", lambda: folder)
    watched = faulthandler.is_enabled()
    diagnostics.begin()
    yield folder / "dsa-sim.log"
    diagnostics.end()
    if watched:
        faulthandler.enable(sys.__stderr__)


def failed(text: str = MARK) -> Exception:
    """An error as bad as can be: its message, its cause and the file it is about tell a name."""
    try:
        try:
            Path(f"/nowhere/{text}.dsacase").read_bytes()
        except OSError as error:
            raise ValueError(f"{text} owes 5") from error
    except ValueError as error:
        return error
    raise AssertionError


def test_the_log_has_types_and_places_and_no_text(log: Path) -> None:
    diagnostics.note(failed())
    text = log.read_text("utf-8")

    assert re.search(r"ERROR ValueError\n {4}tests.test_diagnostics:\d+ failed\n", text)
    assert re.search(r"FileNotFoundError 2\n {4}tests.test_diagnostics:\d+ failed\n", text)
    assert f"started: dsa-sim {__version__}" in text
    for word in (*MARK.split(), "owes", "nowhere"):
        assert word not in text


def test_an_error_that_comes_again_and_again_does_not_fill_the_log(log: Path) -> None:
    known = [diagnostics.note(failed()) for _ in range(1000)]

    assert known == [True, *[False] * 999]
    assert log.read_text("utf-8").count("ERROR") == 3


def test_the_log_stays_small(log: Path) -> None:
    for _ in range(400):
        diagnostics._noted.clear()
        diagnostics.note(failed())
    files = list(log.parent.glob("dsa-sim.log*"))

    assert len(files) == 2
    assert all(file.stat().st_size <= 64 * 1024 for file in files)


def test_without_a_folder_there_is_no_log_and_no_trouble(tmp_path, capsys) -> None:
    (tmp_path / "file").touch()
    try:
        diagnostics.begin(tmp_path / "file" / "log")
        assert diagnostics.note(failed())
    finally:
        diagnostics.end()
    assert capsys.readouterr() == ("", "")


def test_the_report_has_versions_folders_and_the_log_and_no_name(log: Path) -> None:
    diagnostics.note(failed())
    told = diagnostics.report()

    assert f"dsa-sim {__version__}" in told
    assert f"Law data of {law_version()}" in told
    assert re.search(r"^numpy \d", told, re.MULTILINE)
    assert "Log in ~" in told
    assert "FileNotFoundError 2" in told
    for word in MARK.split():
        assert word not in told


def test_every_library_is_in_the_report() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=!~ ;\[]", line)[0] for line in project["dependencies"]}
    more = {re.split(r"[<>=!~ ;\[]", line)[0] for group in project["optional-dependencies"].values()
            for line in group}  # fmt: skip

    assert needed <= set(diagnostics.LIBRARIES) <= needed | more


def test_a_crash_of_the_interpreter_is_in_the_report(log: Path) -> None:
    crash = (
        "import faulthandler, pathlib, sys; from dsa_sim import diagnostics;"
        "diagnostics.begin(pathlib.Path(sys.argv[1])); faulthandler._sigsegv()"
    )
    done = subprocess.run(
        [sys.executable, "-c", crash, str(log.parent)], cwd=ROOT, check=False, capture_output=True
    )
    told = diagnostics.report()

    assert done.returncode != 0
    assert "Segmentation fault" in told or "access violation" in told
    assert MARK not in told


def test_the_command_line_prints_the_same(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version", "--verbose"]) == 0
    assert capsys.readouterr().out == f"{diagnostics.report()}\n"


def test_an_error_of_a_command_is_in_the_log(log: Path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError(MARK)

    monkeypatch.setattr(assessment, "assess", fail)
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    assert main(["check", str(CASE)]) == FAULT
    text = log.read_text("utf-8")

    assert "ERROR ValueError" in text
    assert f"{cli.__name__}.check_command" in text
    assert MARK not in text


@pytest.mark.parametrize(
    "words",
    [("check", str(CASE)), ("check", "gone.dsacase"), ("--version",), ("assess", str(CASE))],
)
def test_a_program_without_streams_works(tmp_path: Path, words: tuple[str, ...]) -> None:
    code = (
        "import sys; given = sys.argv[1:]; sys.stdin = sys.stdout = sys.stderr = None\n"
        "from dsa_sim.cli import main\n"
        "sys.exit(main(given))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, check=False, capture_output=True,
        env=os.environ | {"HOME": str(tmp_path)},
    )  # fmt: skip

    assert done.stderr == b""
    assert done.returncode == (2 if "gone.dsacase" in words else 0)
