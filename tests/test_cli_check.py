"""`dsa-sim check`: what needs attention in one case or many, and the exit status of each way."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.cli import main
from dsa_sim.cli.check_command import LEVELS, CheckRecord
from dsa_sim.cli.refusal import EXIT_CODES
from dsa_sim.language import Language
from dsa_sim.language.problem_words import problem_text
from dsa_sim.model import edits
from dsa_sim.model.assessment import assess
from dsa_sim.storage import read_case, write_case

CASES = Path(__file__).parent / "cases"
CLEAN, NOTED, ERRED = (str(CASES / f"{name}.dsacase") for name in ("e4", "e5", "e7"))


def severities(path: str) -> list[str]:
    return [p.severity for p in assess(read_case(path).case).problems]


@pytest.fixture
def warned(tmp_path: Path) -> str:
    """A case with a warning and no error."""
    path = tmp_path / "warned.dsacase"
    case = read_case(NOTED).case
    write_case(path, edits.change(case, case.infringements[0].id, start=None), expected=None)
    return str(path)


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    main(["check", *words, "--json", "--lang", "en"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_cases_are_what_the_tests_take_them_for(warned: str) -> None:
    assert set(severities(NOTED)) == {"note"}
    assert "error" in severities(ERRED)
    assert "warning" in severities(warned)
    assert "error" not in severities(warned)


def test_strict_ends_with_one_where_something_matters(warned, capsys) -> None:
    for words, status in (
        ([NOTED], 0), ([warned], 1), ([ERRED], 1), ([NOTED, warned], 1),
        ([NOTED, "--level", "note"], 1), ([warned, "--level", "error"], 0),
        ([ERRED, "--level", "error"], 1), ([NOTED, "nowhere.dsacase"], 2),
        ([ERRED, "nowhere.dsacase"], 2),
    ):  # fmt: skip
        assert main(["check", *words, "--strict"]) == status, words
        assert main(["check", *words]) == (2 if status == 2 else 0), words


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_leaves_out_what_matters_less(capsys, level) -> None:
    found = checked(capsys, ERRED, NOTED, "--level", level)
    kept = LEVELS[LEVELS.index(level) :]
    for one in found["files"]:
        expected = [s for s in severities(one["file"]) if s in kept]
        assert [p["severity"] for p in one["problems"]] == expected


def test_several_cases_have_a_line_for_each_problem(warned, capsys) -> None:
    assert main(["check", warned, "nowhere.dsacase", ERRED, "--lang", "en"]) == 2
    printed = capsys.readouterr()
    names = [line.partition(": ")[0] for line in printed.out.splitlines()]
    assert names == [warned] * len(severities(warned)) + [ERRED] * len(severities(ERRED))
    (line,) = printed.err.splitlines()
    assert line == "dsa-sim: nowhere.dsacase: There is no such file."


def test_the_record_says_what_the_lines_say(warned, capsys) -> None:
    found = checked(capsys, warned, "nowhere.dsacase")
    assert (found["format"], found["command"]) == (1, "check")
    assert found["refused"] == ["nowhere.dsacase"]
    (one,) = found["files"]
    shown = assess(read_case(warned).case)
    texts = [problem_text(Language("en"), p) for p in shown.problems]
    assert [p["text"] for p in one["problems"]] == texts
    assert set(found) == {"format", "command", *CheckRecord.__struct_fields__}


def test_a_scenario_that_one_of_the_cases_lacks_is_told_with_its_file(capsys) -> None:
    assert main(["check", CLEAN, NOTED, "--scenario", "binding", "--lang", "en"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dsa-sim: {NOTED}: There is no scenario “binding”.")


@pytest.mark.parametrize(
    ("raised", "status"), [(KeyboardInterrupt, 130), (RuntimeError, 3), (BrokenPipeError, 0)]
)
def test_every_end_has_its_code(monkeypatch, capsys, raised, status) -> None:
    def fail(*_: object) -> int:
        raise raised

    monkeypatch.setattr("dsa_sim.cli.check_command.check", fail)
    monkeypatch.setattr("sys.stderr.close", lambda: None)
    monkeypatch.setattr("sys.excepthook", sys.__excepthook__)
    assert main(["check", NOTED]) == status
    assert status in EXIT_CODES
    assert ("Traceback" in capsys.readouterr().err) is (status == 3)
