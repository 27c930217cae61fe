"""`dsa-sim brief`: every format, many cases at once, and what it refuses."""

from pathlib import Path

import pytest
from pypdf import PdfReader

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
    assert main(["brief", cases[0], "-o", "x.pdf", "--redact", "everything"]) == 2


def test_a_document_of_the_firm_is_read_before_the_work_begins(cases, tmp_path, capsys) -> None:
    from docx import Document

    document, out = tmp_path / "firm.docx", tmp_path / "out.docx"
    words = ["brief", cases[0], "-o", str(out), "--template", "summary", "--document"]
    assert main([*words, str(document)]) == 2
    assert "firm.docx” is not there" in capsys.readouterr().err
    document.write_bytes(b"nothing")
    assert main([*words, str(document)]) == 2
    said = capsys.readouterr().err
    assert "firm.docx” is no Word document that can be read" in said
    assert said.count("\n") == 1
    (tmp_path / "firm.pdf").write_bytes(b"nothing")
    assert main([*words, str(tmp_path / "firm.pdf")]) == 2
    assert "has to end in one of .docx, .dotx, .docm, .dotm" in capsys.readouterr().err
    firm = Document()
    firm.sections[0].header.paragraphs[0].text = "Hopper LLP"
    firm.save(document)
    assert main([*words, str(document)]) == 0
    assert Document(str(out)).sections[0].header.paragraphs[0].text == "Hopper LLP"


def test_a_folder_among_the_cases_is_refused_before_the_work(cases, tmp_path, capsys) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    words = ["brief", cases[0], str(folder), "-o", str(tmp_path / "{name}.pdf")]
    assert main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"“{folder}” is a folder" in line
    assert not list(tmp_path.glob("*.pdf"))


def test_two_cases_never_become_one_file(cases, tmp_path, capsys) -> None:
    other = tmp_path / "other" / "One.dsacase"
    other.parent.mkdir()
    other.write_bytes(Path(cases[0]).read_bytes())
    out = tmp_path / "{name}.pdf"
    for files in ([cases[1], cases[0], str(other)], [cases[1], cases[0], cases[0]]):
        assert main(["brief", *files, "-o", str(out), "--force"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert files[1] in said.err
        assert files[2] in said.err
    assert not list(tmp_path.glob("*.pdf"))


def test_what_a_briefing_is_made_of_is_never_replaced(cases, tmp_path, capsys) -> None:
    deck = tmp_path / "firm.pptx"
    deck.write_bytes(b"the firm's")
    words = ["brief", cases[0], "-o", str(deck), "--deck", str(deck), "--force"]
    assert main(words) == 2
    assert "firm.pptx" in capsys.readouterr().err
    assert deck.read_bytes() == b"the firm's"


def test_nothing_is_replaced_unasked(cases, tmp_path, capsys) -> None:
    there = tmp_path / "two.pdf"
    there.write_bytes(b"another client's")
    words = ["brief", *cases, "-o", str(tmp_path / "{name}.pdf"), "--template", "summary"]
    assert main(words) == 2
    assert "two.pdf is there already; --force" in capsys.readouterr().err
    assert there.read_bytes() == b"another client's"
    assert not (tmp_path / "one.pdf").exists()
    assert main([*words, "--force"]) == 0
    assert there.read_bytes().startswith(b"%PDF")
    with pytest.raises(SystemExit):
        main(["brief", "--help"])
    assert "--force" in capsys.readouterr().out


def test_a_pdf_carries_its_case_where_that_is_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "made.pdf"
    assert main(["brief", EXAMPLE, "-o", str(target), "--template", "summary", "--attach"]) == 0
    reader = PdfReader(target)
    (name, files), *others = reader.attachments.items()
    assert not others
    assert name == "case.dsacase"
    carried = tmp_path / "carried.dsacase"
    carried.write_bytes(files[0])
    case, whole = read_case(carried).case, read_case(EXAMPLE).case
    assert case.infringements == whole.infringements
    assert case.briefed == ()
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "pdfuaid:part" in metadata
    again = tmp_path / "again.pdf"
    assert main(["brief", EXAMPLE, "-o", str(again), "--template", "summary", "--attach"]) == 0
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("more", [["-o", "x.docx"], ["-o", "x.pdf", "--redact", "names"]])
def test_a_case_is_never_attached_where_it_would_tell_more(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["brief", EXAMPLE, *more, "--attach"]) == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("option", "ending", "wanted"),
    [("--deck", ".pdf", ".pptx"), ("--document", ".pdf", ".docx"), ("--deck", ".docx", ".pptx")],
)
def test_what_a_firm_brings_along_for_another_format_is_refused_not_passed_over(
    cases, tmp_path, capsys, option: str, ending: str, wanted: str
) -> None:
    firm = tmp_path / f"firm{wanted}"
    firm.write_bytes(b"nothing")
    target = tmp_path / f"out{ending}"
    assert main(["brief", cases[0], "-o", str(target), option, str(firm)]) == 2
    said = capsys.readouterr().err
    assert f"{option} is for a briefing that ends in {wanted}." in said
    assert said.count("\n") == 1
    assert not target.exists()
