"""`dsa-sim brief`: every format, many cases at once, and what it refuses."""

from pathlib import Path

import pytest

from dsa_sim.cli import main
from dsa_sim.model.edits import change
from dsa_sim.storage import read_case, write_case

EXAMPLE = str(Path(__file__).parents[1] / "assets" / "examples" / "aliexpress.dsacase")


@pytest.fixture
def cases(tmp_path: Path) -> list[str]:
    """Two small cases."""
    case = change(read_case(EXAMPLE).case, "case", trials=2000)
    paths = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.dsacase"
        write_case(path, change(case, "case", title=name), expected=None)
        paths.append(str(path))
    return paths


@pytest.mark.parametrize("ending", ["pdf", "pptx", "xlsx", "docx"])
def test_many_cases_are_written_at_once_with_progress(cases, tmp_path, capsys, ending) -> None:
    out = str(tmp_path / f"{{name}}-briefing.{ending}")
    assert main(["brief", *cases, "-o", out, "--template", "summary", "--lang", "de"]) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(tmp_path / f"{n}-briefing.{ending}") for n in ("one", "two")]
    assert "1/2 one.dsacase" in said.err
    assert all(Path(name).stat().st_size > 5000 for name in said.out.split())


def test_the_same_bytes_again_and_others_on_another_day(cases, tmp_path) -> None:
    made = []
    for n, more in enumerate(([], [], ["--as-of", "2026-11-01"])):
        out = tmp_path / f"{n}.pdf"
        assert main(["brief", cases[0], "-o", str(out), *more]) == 0
        made.append(out.read_bytes())
    assert made[0] == made[1] != made[2]


def test_redaction_is_an_option(cases, tmp_path) -> None:
    from pypdf import PdfReader

    out = tmp_path / "out.pdf"
    words = ["--redact", "names", "--redact", "reasons"]
    assert main(["brief", cases[0], "-o", str(out), *words]) == 0
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "AliExpress" not in text
    assert "Platform 1" in text


def test_what_it_refuses(cases, tmp_path, capsys) -> None:
    assert main(["brief", *cases, "-o", str(tmp_path / "same.pdf")]) == 2
    assert "{name}.pdf" in capsys.readouterr().err
    assert main(["brief", cases[0], "-o", str(tmp_path / "x.odt")]) == 2
    assert ".docx" in capsys.readouterr().err
    (tmp_path / "no.pptx").write_bytes(b"nothing")
    words = ["-o", str(tmp_path / "x.pptx"), "--deck", str(tmp_path / "no.pptx")]
    assert main(["brief", cases[0], *words]) == 2
    assert "no.pptx" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["brief", cases[0], "-o", "x.pdf", "--redact", "everything"])
