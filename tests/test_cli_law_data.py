"""The command `law` on the data themselves: as a workbook, and back."""

from pathlib import Path

import pytest

from dsa_sim.cli import main
from dsa_sim.law.reading import DATA_FOLDER


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


def test_a_workbook_makes_the_files_and_writes_those_that_differ(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "law.xlsx"
    assert main(["law", "--to-xlsx", str(book)]) == 0
    assert main(["law", "--from-xlsx", str(book), "-o", str(folder)]) == 0
    for file in DATA_FOLDER.glob("*.json"):
        assert (folder / file.name).read_bytes() == file.read_bytes()
    capsys.readouterr()
    (folder / "rates.json").write_text("{}", encoding="utf-8")
    assert main(["law", "--from-xlsx", str(book), "-o", str(folder)]) == 2
    assert "rates.json is there already" in said(capsys)
    assert main(["law", "--from-xlsx", str(book), "-o", str(folder), "--force"]) == 0
    assert capsys.readouterr().out.splitlines() == ["rates.json was written."]


def test_the_data_of_a_folder_become_a_workbook_once_they_are_sound(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "law.xlsx"
    assert main(["law", "--to-xlsx", str(book), "--from", str(folder)]) == 2
    assert "law.json: $: cannot be read" in said(capsys)
    assert not book.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "what to do with the data"),
        (["--from-xlsx", "none.xlsx", "-o", "."], "is not there"),
        (["--from-xlsx", __file__], "Say with -o"),
        (["--from-xlsx", __file__, "-o", "."], "not a spreadsheet"),
        (["--from-xlsx", __file__, "-o", __file__], "is no folder"),
    ],
)
def test_what_cannot_be_done_is_told(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", *words]) == 2
    assert told in said(capsys)
