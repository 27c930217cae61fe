"""Briefings as PowerPoint, Excel and Word: what is in them, what is not, and that they open."""

import getpass
import io
import re
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from dsa_sim.language import Language
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import AssumptionNote, BriefingPlan, Case, PlanItem
from dsa_sim.model.edits import change
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, House, Paragraph, Section
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.redaction.hiding import ALL, redacted
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import ENDINGS, Wanted
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.report.writers.pdf import preview_pages, write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.report.writers.workbook import write_workbook
from dsa_sim.storage import read_case
from tests.report.office_programs import converted, needs_office

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
LANG = Language("en")
LANGUAGES = ("en", "fr", "de")


@pytest.fixture(scope="module")
def case() -> Case:
    return msgspec.structs.replace(read_case(EXAMPLE).case, trials=20_000)


@pytest.fixture(scope="module")
def briefing(case: Case) -> Briefing:
    return make_briefing(case, scenario=None, lang=LANG)


def workbook(case: Case, made: Briefing) -> bytes:
    return write_workbook(made, case, compared_of(case, None))


def unpacked(data: bytes) -> str:
    """Every part of an archive as one text, and those of the workbooks within it."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            texts.append(unpacked(part) if name.endswith(".xlsx") else f"{name}\n")
            texts.append(re.sub(r"<[^>]*>", "", part.decode("utf-8", errors="ignore")))
            texts.append(part.decode("utf-8", errors="ignore"))
    return "\n".join(texts)


def plan(case: Case, **changes: object) -> Case:
    return msgspec.structs.replace(case, plan=BriefingPlan(**changes))


# What is in them


# The look and the plan


def test_the_plan_chooses_orders_titles_and_annotates(case: Case) -> None:
    items = (
        PlanItem(code="maxima", title="How high it can go", note="Exact to the cent."),
        PlanItem(code="exposure.exceedance", shown=False),
        PlanItem(code="legal", shown=False),
    )
    made = make_briefing(plan(case, items=items), scenario=None, lang=LANG)
    codes = [s.code for s in made.sections]
    assert "legal" not in codes
    maxima = next(s for s in made.sections if s.code == "maxima")
    assert maxima.title == "How high it can go"
    assert maxima.blocks[0] == Paragraph(text="Exact to the cent.")
    charts = [b.code for s in made.sections for b in s.blocks if isinstance(b, ChartBlock)]
    assert "exposure.exceedance" not in charts
    assert "exposure.distribution" in charts
    turned = (PlanItem(code="caveats"), PlanItem(code="summary"))
    again = make_briefing(plan(case, items=turned), scenario=None, lang=LANG)
    codes = [s.code for s in again.sections]
    assert codes.index("caveats") < codes.index("summary")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_summary_fits_on_one_page(case: Case, code: str) -> None:
    made = make_briefing(plan(case, template="summary"), scenario=None, lang=Language(code))
    assert len(preview_pages(made, ppi=20)) == 1


def test_templates_grow(case: Case) -> None:
    numbers = [
        len(make_briefing(plan(case, template=t), scenario=None, lang=LANG).sections)
        for t in ("summary", "board", "memorandum")
    ]
    assert numbers == sorted(set(numbers))


def test_the_firm_stands_on_every_format(briefing: Briefing, case: Case) -> None:
    ours = replace(briefing, house=House(firm="Hopper & Partners", colour="#7a1f5c"))
    assert "Hopper &amp; Partners" in unpacked(write_slides(ours))
    assert "Hopper &amp; Partners" in unpacked(write_memorandum(ours))
    assert "Hopper &amp; Partners" in unpacked(workbook(case, ours))
    assert "7A1F5C" in unpacked(write_slides(ours)).upper()
    assert write_pdf(ours) != write_pdf(briefing)


def test_landscape_slides_and_letter_paper(briefing: Briefing) -> None:
    from pypdf import PdfReader

    memo = PdfReader(io.BytesIO(write_pdf(briefing, paper="us-letter")))
    slides = PdfReader(io.BytesIO(write_pdf(briefing, layout="slides")))
    assert (memo.pages[0].mediabox.width, memo.pages[0].mediabox.height) == (612, 792)
    assert slides.pages[0].mediabox.width > slides.pages[0].mediabox.height
    assert len(slides.pages) > len(memo.pages)


@pytest.mark.parametrize(("paper", "number"), [("a4", "9"), ("us-letter", "1")])
def test_every_sheet_is_printed_on_the_paper_of_the_plan(
    case: Case, briefing: Briefing, paper: str, number: str
) -> None:
    made = workbook(plan(case, paper=paper), briefing)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        found = [re.findall(r'paperSize="(\d+)"', archive.read(n).decode()) for n in sheets]
    assert len(found) > 5
    assert found == [[number]] * len(found)


def test_text_stands_whole_in_the_rows_of_the_workbook(case: Case) -> None:
    long = "Reasons that fill many a line of a narrow column. " * 8
    noted = change(case, "case", cap_reason=long.strip())
    made = workbook(noted, make_briefing(noted, scenario=None, lang=LANG))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        shared = archive.read("xl/sharedStrings.xml").decode()
        strings = re.findall(r"<si>(.*?)</si>", shared, re.DOTALL)
        place = next(n for n, text in enumerate(strings) if long.strip() in text)
        sheets = [archive.read(n).decode() for n in archive.namelist() if "/sheet" in n]
    rows = [
        r
        for sheet in sheets
        for r in re.findall(r"<row .*?</row>", sheet)
        if f"<v>{place}</v>" in r
    ]
    [height] = [float(found) for r in rows for found in re.findall(r' ht="([\d.]+)"', r)]
    assert height >= 15 * len(long) / 28


# What is not in them


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_case_gives_the_same_bytes_without_traces(
    case: Case, tmp_path: Path, ending: str
) -> None:
    wanted = Wanted(scenario=None, lang=LANG, template="board")
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    export_briefing(case, first, wanted)
    export_briefing(case, second, wanted)
    assert first.read_bytes() == second.read_bytes()
    text = first.read_bytes().decode("latin-1")
    if ending != ".pdf":
        text = unpacked(first.read_bytes())
        with zipfile.ZipFile(first) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    traces = [str(tmp_path), "python-docx", "Steve Canny", "printerSettings"]
    # A short name is found by chance in compressed bytes.
    traces += [n for n in (socket.gethostname(), getpass.getuser()) if len(n) > 5]
    for trace in traces:
        assert trace not in text, trace


def test_text_that_begins_like_a_formula_is_text(case: Case) -> None:
    evil = '=HYPERLINK("http://example.org","x")'
    odd = change(case, "traders", title=evil, facts="+1+1")
    made = make_briefing(odd, scenario=None, lang=LANG)
    data = workbook(odd, made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if "sheets/sheet" in n]
    formulas = [f for sheet in sheets for f in re.findall(r"<f>(.*?)</f>", sheet)]
    assert formulas
    assert not any("HYPERLINK" in f for f in formulas)
    assert "hyperlinks" not in "".join(sheets)


@settings(max_examples=8, deadline=None)
@given(
    st.sets(st.sampled_from(ALL), min_size=1),
    # Letters of which no word is made: what is sought must not be in the program's own texts.
    st.lists(st.text("jkqvwxz", min_size=9, max_size=12), min_size=8, max_size=8, unique=True),
    st.sampled_from(ENDINGS),
)  # fmt: skip
def test_what_is_redacted_appears_nowhere(tmp_path_factory, hidden, words, ending) -> None:
    name, group, platform, person, reason, note, facts, why = (w.capitalize() for w in words)
    case = msgspec.structs.replace(read_case(EXAMPLE).case, trials=2000, note=note, title=name)
    case = change(case, "provider", name=f"{name} B.V.", group=group)
    case = change(case, case.platforms[0].id, name=platform)
    signed = AssumptionNote(reason=reason, author=person)
    case = change(
        case, "traders", chance_note=signed, facts=facts, addressee=platform,
        title=f"What {platform} did", chance=msgspec.convert({"value": "0.7331"},
        type(case.infringements[0].chance)),
    )  # fmt: skip
    case = change(case, "case", cap_reason=why)
    path = tmp_path_factory.mktemp("redacted") / f"out{ending}"
    wanted = Wanted(scenario=None, lang=LANG, hidden=frozenset(hidden))
    export_briefing(case, path, wanted)
    text = pdf_text(path) if ending == ".pdf" else unpacked(path.read_bytes())
    gone = {
        "names": (name, group, platform, person), "reasons": (reason, why),
        "notes": (note, facts, person), "chances": ("73.3", "0.7331"),
    }  # fmt: skip
    for hide in hidden:
        for word in gone[hide]:
            assert word.casefold() not in text.casefold(), (hide, word)


def pdf_text(path: Path) -> str:
    from pypdf import PdfReader

    reader = PdfReader(path)
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join([*pages, *bookmarks(reader.outline), str(reader.metadata)])


def bookmarks(outline: Any) -> Iterator[str]:
    """The titles of bookmarks, without the numbers of their places."""
    for item in outline:
        if isinstance(item, list):
            yield from bookmarks(item)
        else:
            yield str(item.title)


def test_redacting_keeps_the_maxima(case: Case) -> None:
    plain = assess(case)
    hidden = assess(redacted(case, frozenset(ALL), LANG))
    assert [m.amount for s in hidden.strands for m in s.maxima] == [
        m.amount for s in plain.strands for m in s.maxima
    ]
    assert hidden.total_eur == plain.total_eur


# Other programs


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("ending", ["pptx", "docx", "xlsx"])
def test_libreoffice_opens_and_prints_what_we_export(
    case: Case, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"briefing.{ending}"
    export_briefing(case, path, Wanted(scenario=None, lang=LANG, template="memorandum"))
    printed = converted(tmp_path, path, "pdf")
    text = pdf_text(printed)
    assert "AliExpress" in text
    # The workbook has the maximum to the cent; elsewhere it is rounded as its turnover is.
    assert ("7,463,681,203.90" if ending == "xlsx" else "7,463,680,000") in text


def test_a_section_without_blocks_is_left_out(briefing: Briefing) -> None:
    assert all(isinstance(s, Section) and s.blocks for s in briefing.sections)


@pytest.mark.parametrize("length", [255, 256, 300])
def test_titles_of_any_length_are_written(case: Case, length: int) -> None:
    title = "T" * length
    made = make_briefing(msgspec.structs.replace(case, title=title), scenario=None, lang=LANG)
    deck = Presentation(io.BytesIO(write_slides(made)))
    assert len(deck.core_properties.title) <= 255
    assert title in unpacked(write_memorandum(made))
