"""The briefing as PDF: text in order, tagged, bookmarked, fonts embedded, nothing hidden in it."""

import getpass
import io
import shutil
import socket
import subprocess
from datetime import date
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.report.writers.pdf import preview_pages, write_pdf

HOSTILE = [
    '#sys.inputs #panic("x") #import "@preview/x:1.0.0"',
    "*bold* _it_ [b] $x^2$ `raw` <label> @ref = heading \\ // comment /* */ ~",
    "\\u{41} {page} %s {0} {title}",
    "W" * 260,
    "速卖通 🙂 שלום עליכם مرحبا",
    "line one\nline two\r\n\ttab\x00\x07\u202e\u200b end",
    " ",
    "-- --- ... 'quotes' \"double\"",
]


def texts_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture(scope="module")
def english(case: Case) -> bytes:
    return write_pdf(make_briefing(case, scenario=None, lang=Language("en")))


def test_the_text_is_there_in_order(english: bytes, case: Case) -> None:
    text = flat(texts_of(english))
    places = [
        text.index(words)
        for words in (
            case.title,
            "Contents",
            "Which fines may",
            "1 outcome in 20 is above",
            "Gravity, fault",
            "€ 7,463,680,000",
            "Each input held at its P10",
            "What the scenarios change",
            "Every input at its likely value",
            "Facts and their sources",
            "What it says, in short",
            "The Commission has published no guidelines",
        )
    ]
    assert places == sorted(places)
    # The letters of the charts are text too.
    assert "Scenarios against the 6 % maximum" in text


def test_it_is_tagged_and_names_title_and_language(english: bytes, case: Case) -> None:
    catalog = PdfReader(io.BytesIO(english)).trailer["/Root"]
    assert str(catalog["/MarkInfo"]["/Marked"]) == "True"
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "en"
    assert str(catalog["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"
    assert PdfReader(io.BytesIO(english)).metadata.title == case.title  # type: ignore[union-attr]
    metadata = catalog["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in metadata
    assert "pdfaid:part" in metadata


def test_pictures_have_their_text_alternative(english: bytes) -> None:
    def alternatives(node: object) -> list[str]:
        found = []
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            found += alternatives(node.get("/K", []))
        elif isinstance(node, list):
            for part in node:
                found += alternatives(part)
        return found

    root = PdfReader(io.BytesIO(english)).trailer["/Root"]["/StructTreeRoot"]
    made = alternatives(root["/K"])
    # The answer, three of the exposure, two of the scenarios, the drivers, two waterfalls, the
    # precedents and the timeline.
    assert len(made) == 11
    assert any("Segment turnover only" in text for text in made)
    assert all(made)


def test_bookmarks_follow_the_sections(english: bytes, case: Case) -> None:
    outline = PdfReader(io.BytesIO(english)).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    briefing = make_briefing(case, scenario=None, lang=Language("en"))
    assert [t for t in titles if t != case.title] == [s.title for s in briefing.sections]


def test_every_font_is_embedded(english: bytes) -> None:
    fonts = {}
    for page in PdfReader(io.BytesIO(english)).pages:
        stack = [page["/Resources"]]
        while stack:
            resources = stack.pop().get_object()
            for font in resources.get("/Font", {}).values():
                fonts[str(font.get_object()["/BaseFont"])] = font.get_object()
            forms = [form.get_object() for form in resources.get("/XObject", {}).values()]
            stack += [form["/Resources"] for form in forms if "/Resources" in form]
    assert fonts
    for name, font in fonts.items():
        assert "Inter" in name
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "/ToUnicode" in font


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed")
def test_another_program_finds_the_fonts_embedded(english: bytes, tmp_path: Path) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(english)
    lines = subprocess.run(
        ["pdffonts", path], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert lines
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


def test_every_page_has_its_foot(english: bytes, case: Case) -> None:
    pages = PdfReader(io.BytesIO(english)).pages
    for number, page in enumerate(pages, 1):
        text = flat(page.extract_text())
        assert f"Page {number} of {len(pages)}" in text
        assert f"Confidential · Draft: not fully assessed · {case.title[:6]}" in text


def test_the_same_briefing_gives_the_same_bytes(english: bytes, case: Case) -> None:
    again = write_pdf(make_briefing(case, scenario=None, lang=Language("en")))
    assert again == english
    info = PdfReader(io.BytesIO(english)).metadata
    assert info is not None
    assert info.creation_date is not None
    assert info.creation_date.date() == case.as_of


def test_nothing_of_the_machine_is_in_the_file(english: bytes) -> None:
    content = english + texts_of(english).encode()
    catalog = PdfReader(io.BytesIO(english)).trailer["/Root"]
    content += catalog["/Metadata"].get_data()
    for secret in (
        str(Path.home()),
        str(Path(__file__).resolve().parents[2]),
        socket.gethostname(),
    ):
        if len(secret) > 4:
            assert secret.encode() not in content
    if len(getpass.getuser()) > 4:
        assert getpass.getuser().encode() not in content
    assert PdfReader(io.BytesIO(english)).metadata.author is None  # type: ignore[union-attr]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_person_typed_stays_text(words: str, case: Case) -> None:
    first = msgspec.structs.replace(case.infringements[0], title=words[:300], facts=words)
    scenario = msgspec.structs.replace(case.scenarios[0], title=words[:300], note=words)
    hostile = msgspec.structs.replace(
        case,
        title=words[:300],
        note=words,
        infringements=(first, *case.infringements[1:]),
        scenarios=(scenario,),
    )
    made = write_pdf(make_briefing(hostile, scenario="upheld", lang=Language("en")))
    text = texts_of(made)
    if words.isascii() and words.isprintable() and " " in words.strip():
        assert flat(words) in flat(text)
    assert "Statutory maxima" in text


def test_a_word_longer_than_a_column_stays_on_the_page(case: Case) -> None:
    first = msgspec.structs.replace(case.infringements[0], title="W" * 260)
    long = msgspec.structs.replace(case, infringements=(first, *case.infringements[1:]))
    made = write_pdf(make_briefing(long, scenario=None, lang=Language("en")))
    for page in PdfReader(io.BytesIO(made)).pages:
        width = float(page.mediabox.width)
        ends: list[float] = []

        def visit(text: str, _cm: object, tm: list[float], _f: object, size: float) -> None:
            if text.strip("W\n ") == "" and "W" in text:
                ends.append(tm[4])  # noqa: B023 - read within the same turn

        page.extract_text(visitor_text=visit)
        assert all(end < width for end in ends)


def test_french_sets_its_language_and_spaces(case: Case) -> None:
    made = write_pdf(make_briefing(case, scenario=None, lang=Language("fr")))
    assert PdfReader(io.BytesIO(made)).trailer["/Root"]["/Lang"] == "fr"
    text = texts_of(made)
    assert "7 463 680 000" in flat(text.replace("\N{NARROW NO-BREAK SPACE}", " "))


def test_it_can_be_set_on_letter_paper(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=Language("en"))
    box = PdfReader(io.BytesIO(write_pdf(briefing, paper="us-letter"))).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612, 792)


def test_the_file_is_written_whole_and_leaves_nothing_beside_it(case: Case, tmp_path: Path) -> None:
    wanted = Wanted(scenario=None, lang=Language("en"))
    path = tmp_path / "briefing.pdf"
    export_briefing(case, path, wanted)
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OSError, match="missing"):
        export_briefing(case, tmp_path / "missing" / "briefing.pdf", wanted)


def test_the_as_of_date_is_the_only_date_in_the_file(case: Case) -> None:
    later = msgspec.structs.replace(case, as_of=date(2026, 9, 30))
    made = write_pdf(make_briefing(later, scenario=None, lang=Language("en")))
    info = PdfReader(io.BytesIO(made)).metadata
    assert info is not None
    assert info.creation_date is not None
    assert info.modification_date is not None
    assert info.creation_date.date() == info.modification_date.date() == date(2026, 9, 30)


def test_a_system_without_the_library_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    briefing = make_briefing(case, lang=Language("en"), scenario=None)
    monkeypatch.setattr("dsa_sim.report.writers.pdf.find_spec", lambda name: None)
    for write in (write_pdf, preview_pages):
        with pytest.raises(ValueError, match="typst"):
            write(briefing)
