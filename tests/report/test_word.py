"""Briefings in Word: styles, fields, links, what is told of pictures and tables, and one page."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.storage import read_case
from tests.report.office_programs import all_converted, needs_office

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*.dsacase"))
EXAMPLE = ROOT / "assets" / "examples" / "aliexpress.dsacase"
LANGUAGES = ("en", "fr", "de")


def example(**changes: object) -> Case:
    return planned(EXAMPLE, **changes)


def planned(file: Path, **changes: object) -> Case:
    case = msgspec.structs.replace(read_case(file).case, trials=2000)
    return msgspec.structs.replace(case, plan=msgspec.structs.replace(case.plan, **changes))


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return make_briefing(example(), scenario=None, lang=Language("de"))


@pytest.fixture(scope="module")
def memorandum(briefing: Briefing) -> bytes:
    return write_memorandum(briefing)


def document_of(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


# What is in it


def test_it_has_headings_tables_pictures_and_a_foot(briefing: Briefing, memorandum: bytes) -> None:
    document = document_of(memorandum)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [s.title for s in briefing.sections]
    charts = [b for s in briefing.sections for b in s.blocks if isinstance(b, ChartBlock)]
    assert len(document.inline_shapes) == len(charts)
    told = [s._inline.docPr.get("descr") for s in document.inline_shapes]
    assert told == [b.text_alternative for b in charts]
    assert len(document.tables) > 10
    assert briefing.foot in document.sections[0].footer.paragraphs[0].text


def test_the_contents_link_to_the_headings(briefing: Briefing, memorandum: bytes) -> None:
    body = document_of(memorandum).element.body
    links = body.xpath(".//w:hyperlink")
    shown = ["".join(link.xpath("./w:r/w:t/text()")) for link in links]
    assert shown == [s.title for s in briefing.sections]
    for link in links:
        anchor = link.get(qn("w:anchor"))
        [title] = link.xpath("./w:r/w:t/text()")
        [heading] = body.xpath(f'.//w:p[w:bookmarkStart/@w:name="{anchor}"]')
        assert heading.text == title
        assert f"PAGEREF {anchor}" in link.xpath("./w:fldSimple/@w:instr")[0]
    kinds = body.xpath(".//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]


def test_figures_are_numbered_by_fields(briefing: Briefing, memorandum: bytes) -> None:
    document = document_of(memorandum)
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    charts = [b for s in briefing.sections for b in s.blocks if isinstance(b, ChartBlock)]
    assert len(captions) == len([b for b in charts if b.caption]) > 5
    for n, caption in enumerate(captions, start=1):
        [field] = caption._p.xpath("./w:fldSimple")
        assert "SEQ Figure" in field.get(qn("w:instr"))
        assert "".join(caption._p.xpath(".//w:t/text()")).startswith(f"Abbildung {n}: ")


def test_the_annexes_begin_on_a_page_of_their_own(briefing: Briefing, memorandum: bytes) -> None:
    first = next(s.title for s in briefing.sections if s.is_annex)
    paragraphs = document_of(memorandum).paragraphs
    breaks = [p.text for p in paragraphs if p.paragraph_format.page_break_before]
    assert breaks == [first]


# How it is made


def test_nothing_is_formatted_but_by_styles(memorandum: bytes) -> None:
    document = document_of(memorandum)
    styles = {s.style_id for s in document.styles}
    for element in document.element.body.xpath(".//w:rPr/*"):
        assert element.tag == qn("w:rStyle")
    used = document.element.body.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val")
    assert set(used) < styles
    assert not document.element.body.xpath(".//w:pPr/w:spacing | .//w:pPr/w:jc")
    assert len(document.element.body.xpath(".//w:p[not(w:pPr/w:pStyle)]")) == 0


def test_no_paragraph_is_blank(memorandum: bytes) -> None:
    paragraphs = document_of(memorandum).element.body.xpath("./w:p")
    blank = [p for p in paragraphs if not p.xpath(".//w:t[text()] | .//w:drawing")]
    assert not blank


def test_tables_repeat_their_heads_keep_their_rows_whole_and_say_what_they_are(memorandum) -> None:
    body = document_of(memorandum).element.body
    assert len(body.xpath(".//w:tr[not(w:trPr/w:cantSplit)]")) == 0
    for table in body.xpath("./w:tbl"):
        heads = [bool(row.xpath("./w:trPr/w:tblHeader")) for row in table.tr_lst]
        is_facts = "Facts" in table.tblStyle_val
        assert heads == [n == 0 and not is_facts for n in range(len(heads))]
        for told in ("w:tblCaption", "w:tblDescription"):
            assert table.tblPr.xpath(f"./{told}/@w:val")[0]


def test_letters_and_language_are_those_of_theme_and_styles(memorandum: bytes) -> None:
    styles = part(memorandum, "word/styles.xml")
    assert not re.search(r'<w:rFonts[^>]* w:(?:ascii|hAnsi)="', styles)
    assert re.findall(r'<w:lang w:val="([^"]*)"', styles)[0] == "de-DE"
    assert "w:lang" not in part(memorandum, "word/document.xml")


def test_the_colour_of_the_firm_is_that_of_headings_and_rules(briefing: Briefing) -> None:
    ours = msgspec.structs.replace(example().plan, colour="#7a1f5c", firm="Hopper & Partners")
    case = msgspec.structs.replace(example(), plan=ours)
    made = write_memorandum(make_briefing(case, scenario=None, lang=briefing.lang))
    assert "7A1F5C" in part(made, "word/theme/theme1.xml")
    styles = part(made, "word/styles.xml")
    assert styles.count("7A1F5C") > 3
    assert "0B5FA5" not in styles


# One page


def require_one_page(folder: Path, cases: dict[str, Case]) -> None:
    """Each case as a single page in each language, as LibreOffice lays it out."""
    written = []
    for name, case in cases.items():
        for code in LANGUAGES:
            made = make_briefing(case, scenario=None, lang=Language(code))
            written.append(folder / f"{name}-{code}.docx")
            written[-1].write_bytes(write_memorandum(made, paper=case.plan.paper))
    pages = {p.name: len(PdfReader(p).pages) for p in all_converted(folder, written, "pdf")}
    assert pages == {file.with_suffix(".pdf").name: 1 for file in written}


def single_pages(files: list[Path], paper: str) -> dict[str, Case]:
    return {file.stem: planned(file, template="summary", paper=paper) for file in files}


def wordy() -> Case:
    """The example with a name of 200 letters wherever there is one, and twice the scenarios."""
    case = example(template="summary", paper="us-letter")
    long = "Obligations of a very large online platform towards those who use it " * 3
    more = [msgspec.structs.replace(s, id=f"{s.id}2") for s in case.scenarios]
    case = msgspec.structs.replace(case, scenarios=(*case.scenarios, *more))
    for part_of in ("platforms", "proceedings", "infringements", "scenarios"):
        parts = [
            msgspec.structs.replace(
                p, **{"name" if part_of == "platforms" else "title": f"{n} {long}".strip()}
            )
            for n, p in enumerate(getattr(case, part_of))
        ]
        case = msgspec.structs.replace(case, **{part_of: tuple(parts)})
    proceedings = tuple(
        msgspec.structs.replace(
            p, strands=tuple(msgspec.structs.replace(s, title=long.strip()) for s in p.strands)
        )
        for p in case.proceedings
    )
    provider = msgspec.structs.replace(case.provider, name=long.strip(), group=long.strip())
    return msgspec.structs.replace(
        case, title=long.strip(), provider=provider, proceedings=proceedings
    )


@needs_office
def test_the_page_is_one_page(tmp_path: Path) -> None:
    chosen = [file for file in CASES if file.stem in {"e7", "s06"}]
    require_one_page(tmp_path, {"wordy": wordy(), **single_pages(chosen, "a4")})


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_page_is_one_page_for_every_case(tmp_path: Path, paper: str) -> None:
    require_one_page(tmp_path, single_pages([EXAMPLE, *CASES], paper))


def test_no_text_of_the_page_is_too_small_to_read() -> None:
    made = make_briefing(example(template="summary"), scenario=None, lang=Language("en"))
    styles = document_of(write_memorandum(made)).styles
    sizes = {s.name: s.font.size.pt for s in styles if getattr(s, "font", None) and s.font.size}
    assert min(size for name, size in sizes.items() if name != "Footer") == 8.5
