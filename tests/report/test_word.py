"""Briefings in Word: styles, fields, links, what is told of pictures and tables, and one page."""

import base64
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image
from pypdf import PdfReader

from dsa_sim.language import Language
from dsa_sim.language.tables import Table
from dsa_sim.model.case import Case
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, House
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.storage import read_case
from dsa_sim.storage.example import example_case
from dsa_sim.ui.briefing_pictures import faults
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


@pytest.fixture(scope="module")
def short() -> Briefing:
    return make_briefing(example(template="summary"), scenario=None, lang=Language("de"))


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


def test_a_row_that_heads_others_is_as_wide_as_they_are(briefing: Briefing, memorandum) -> None:
    [worksheets] = [
        b for s in briefing.sections if s.code == "worksheets" for b in s.blocks
        if isinstance(b, Table)
    ]  # fmt: skip
    heads = [t[0] for t in worksheets.texts if t[0] and not any(t[1:])]
    body = document_of(memorandum).element.body
    wide = body.xpath(f".//w:tr[count(w:tc)=1][.//w:gridSpan/@w:val={len(worksheets.columns)}]")
    assert ["".join(row.xpath(".//w:t/text()")) for row in wide] == heads
    assert len(heads) > 2


def test_letters_and_language_are_those_of_theme_and_styles(memorandum: bytes) -> None:
    styles = part(memorandum, "word/styles.xml")
    assert not re.search(r'<w:rFonts[^>]* w:(?:ascii|hAnsi)="', styles)
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', styles)) == {"de-DE"}
    assert styles.count('w:default="1"') == 3
    assert "w:lang" not in part(memorandum, "word/document.xml")


def test_the_colour_of_the_firm_is_that_of_headings_and_rules(briefing: Briefing) -> None:
    ours = msgspec.structs.replace(example().plan, colour="#7a1f5c", firm="Hopper & Partners")
    case = msgspec.structs.replace(example(), plan=ours)
    made = write_memorandum(make_briefing(case, scenario=None, lang=briefing.lang))
    assert "7A1F5C" in part(made, "word/theme/theme1.xml")
    styles = part(made, "word/styles.xml")
    assert styles.count("7A1F5C") > 3
    assert "0B5FA5" not in styles


def logo(svg: bytes, briefing: Briefing) -> Any:
    ours = replace(briefing, house=House(firm="Hopper", logo=svg))
    return document_of(write_memorandum(ours)).inline_shapes[0]._inline


def test_a_drawn_logo_becomes_a_picture_in_its_shape(short: Briefing) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="50">'
        '<rect width="9" height="9"/></svg>'
    )
    square, wide = (logo(svg.format(w=w).encode(), short) for w in (50, 5000))
    assert square.docPr.get("descr") == "Hopper"
    assert (square.extent.cx, square.extent.cy) == (Mm(14), pytest.approx(Mm(14), rel=0.01))
    assert wide.extent.cx == Mm(50)
    assert wide.extent.cy == pytest.approx(Mm(0.5), rel=0.1)


# A document of the firm


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
CLIENT = "An old client of the firm"


def firm(path: Path, *, footer: str = "", table: bool = False) -> Path:
    """A document as a firm has it: own styles, a header, and traces of the matters before."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.left_margin = Mm(200), Mm(40)
    section.header.paragraphs[0].text = "Hopper LLP"
    link = section.header.part.relate_to("https://old.example", KIND.HYPERLINK, is_external=True)
    section.header.paragraphs[0]._p.append(parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>hopper.example</w:t></w:r>'
        "</w:hyperlink>"
    ))  # fmt: skip
    section.header.paragraphs[0]._p.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="1" w:author="{CLIENT}"><w:r><w:t> London</w:t></w:r></w:ins>'
    ))  # fmt: skip
    section.header.paragraphs[0]._p.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>{CLIENT}</w:delText></w:r>'
        "</w:del>"
    ))  # fmt: skip
    if footer:
        section.footer.paragraphs[0].text = footer
    heading = document.styles["Heading 1"]
    heading.font.name, heading.element.styleId = "Garamond", "berschrift1"
    document.styles["Caption"].delete()
    if table:
        document.styles.add_style("Hopper Table", WD_STYLE_TYPE.TABLE)
    document.add_paragraph(CLIENT)
    document.add_picture(io.BytesIO(PICTURE))
    document.sections[-1].first_page_header.paragraphs[0].text = CLIENT
    document.add_section()
    document.sections[-1].first_page_header.paragraphs[0].text = "Hopper LLP, page one"
    document.add_comment(document.paragraphs[0].runs, text=CLIENT, author=CLIENT)
    document.core_properties.title = document.core_properties.author = CLIENT
    document.save(path)
    return path


def template_of(file: Path, path: Path, kind: str) -> Path:
    """The same file as a template or with macros, by its type."""
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(main, kind.encode()))
    return path


def test_the_firm_gives_styles_header_and_pages_and_nothing_of_others(short, tmp_path) -> None:
    made = write_memorandum(short, document=firm(tmp_path / "firm.docx"))
    document = document_of(made)
    assert len(document.sections) == 1
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (200, 40)
    assert "".join(section.header._element.xpath(".//w:t/text()")) == (
        "Hopper LLPhopper.example London"
    )
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert {p._p.style for p in headings} == {"berschrift1"}
    assert document.styles["Heading 1"].font.name == "Garamond"
    assert document.styles["Caption"].style_id == "Caption"
    assert len([s for s in document.styles if s.element.default]) == 4
    assert short.foot in section.footer.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        everything = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
    for name, text in everything.items():
        assert CLIENT not in text, name
        assert "old.example" not in text, name
        assert "External" not in text, name
        assert "rsid" not in text, name
    assert len([n for n in everything if "media" in n]) == len(document.inline_shapes)
    assert not [n for n in everything if re.search("comments|custom|glossary|app.xml", n)]
    assert document.core_properties.title == short.title


def test_the_foot_stands_at_the_end_where_the_firm_has_a_footer(short, tmp_path) -> None:
    file = firm(tmp_path / "firm.docx", footer="Registered in England")
    document = document_of(write_memorandum(short, document=file))
    assert document.sections[0].footer.paragraphs[0].text == "Registered in England"
    assert document.paragraphs[-1].text == short.foot


def test_tables_take_the_style_that_the_firm_has_for_them(short, tmp_path) -> None:
    file = firm(tmp_path / "firm.docx", table=True)
    document = document_of(write_memorandum(short, document=file))
    assert "Hopper Table" in {t.style.name for t in document.tables}


@pytest.mark.parametrize("kind", [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
])  # fmt: skip
def test_a_template_or_a_file_with_macros_gives_a_plain_document(short, tmp_path, kind) -> None:
    file = template_of(firm(tmp_path / "firm.docx"), tmp_path / "firm.dotx", kind)
    made = write_memorandum(short, document=file)
    assert document_of(made).sections[0].page_width.mm == pytest.approx(200, abs=0.1)
    assert kind not in part(made, "[Content_Types].xml")


@pytest.mark.parametrize("data", [b"nothing", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_document_is_said_by_name(short, tmp_path, data: bytes) -> None:
    (tmp_path / "no.docx").write_bytes(data)
    with pytest.raises(ValueError, match=r"“no\.docx”"):
        write_memorandum(replace(short, lang=Language("en")), document=tmp_path / "no.docx")


def changed(file: Path, path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The file with some of its parts other ones."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.pop(name) and None


def put(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def swapped(name: str, other: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: parts[other]})


DOCTYPE = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("word/document.xml"), "document.xml is missing"),
        (without("word/_rels/document.xml.rels"), "document.xml.rels is missing"),
        (without("word/styles.xml"), "styles.xml is missing"),
        (without("_rels/.rels"), "_rels/.rels is missing"),
        (put("word/styles.xml", b"<w:", DOCTYPE), "styles.xml is damaged"),
        (put("word/document.xml", b"</w:body>", b""), "document.xml is damaged"),
        (swapped("word/styles.xml", "word/settings.xml"), "styles.xml is damaged"),
        (put("word/settings.xml", b"wordprocessingml/2006/main", b"x"), "settings.xml is damaged"),
        (put("word/numbering.xml", b'w:numId="1"', b'w:numId="x"'), "is no Word document"),
        (put("word/styles.xml", b"<w:", b" " * 11_000_000 + b"<w:"), "larger than 10 MB"),
        (put("word/document.xml", b"http://schemas.openxmlformats.org/wordprocessingml", b"urn:x"),
         "document.xml is damaged"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_taken_is_refused_in_one_line(
    short, tmp_path, change, said: str
) -> None:
    file = changed(firm(tmp_path / "firm.docx"), tmp_path / "odd.docx", change)
    with pytest.raises(ValueError, match=r"“odd\.docx”") as refused:
        write_memorandum(replace(short, lang=Language("en")), document=file)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_bomb_in_a_part_that_stays_behind_is_not_even_unpacked(short, tmp_path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/embeddings/bomb.bin"] = b"\0" * 120_000_000
        parts["word/vbaProject.bin"] = b"macro"

    file = changed(firm(tmp_path / "firm.docx"), tmp_path / "odd.docx", change)
    made = write_memorandum(short, document=file)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
    assert not [name for name in names if "bomb" in name or "vba" in name]


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


# Every page


@pytest.mark.slow
@needs_office
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="no program that draws a PDF")
def test_the_pages_are_filled_and_nothing_stands_in_the_margin(tmp_path: Path) -> None:
    """As LibreOffice lays them out; the document proper may end anywhere, and so may the last."""
    made = {
        code: make_briefing(
            msgspec.structs.replace(example_case(code), trials=4096),
            scenario=None, lang=Language(code),
        )
        for code in LANGUAGES
    }  # fmt: skip
    files = [tmp_path / f"{code}.docx" for code in made]
    for file, briefing in zip(files, made.values(), strict=True):
        file.write_bytes(write_memorandum(briefing))
    found = {}
    for code, printed in zip(made, all_converted(tmp_path, files, "pdf"), strict=True):
        annex = next(s.title for s in made[code].sections if s.is_annex)
        texts = [page.extract_text().lstrip() for page in PdfReader(printed).pages]
        [first] = [n for n, text in enumerate(texts) if text.startswith(annex)]
        pages = pictures_of(printed, ppi=36)
        found[code] = list(faults(pages, ends=(first - 1, len(pages) - 1), ppi=36))
    assert found == {code: [] for code in made}


def pictures_of(printed: Path, ppi: int) -> list[Any]:
    subprocess.run(
        ["pdftoppm", "-r", str(ppi), "-png", str(printed), str(printed.with_suffix(""))],
        check=True,
    )
    files = sorted(printed.parent.glob(f"{printed.stem}-*.png"))
    return [np.asarray(Image.open(file).convert("RGB")) for file in files]
