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
from dsa_sim.language.tables import Column, Table, rows_of
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import AssumptionNote, BriefingPlan, Case, PlanItem
from dsa_sim.model.edits import change
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, House, Paragraph, Section
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.charts.catalogue import native_chart
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


def test_each_native_chart_holds_the_plotted_values_and_no_others(briefing: Briefing) -> None:
    wanted = [
        native
        for section in briefing.sections
        for block in section.blocks
        if isinstance(block, ChartBlock) and (native := native_chart(block.data, LANG))
    ]
    deck = Presentation(io.BytesIO(write_slides(briefing)))
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert len(charts) == len(wanted) > 5
    for chart, native in zip(charts, wanted, strict=True):
        plot = chart.plots[0]
        assert [s.name for s in plot.series] == [s.name for s in native.series]
        for series, row in zip(plot.series, native.series, strict=True):
            assert tuple(series.values) == pytest.approx(row.values)
        if native.kind != "scatter":
            assert list(plot.categories) == list(native.categories)


def test_pictures_are_there_where_they_are_wanted(briefing: Briefing) -> None:
    deck = Presentation(io.BytesIO(write_slides(briefing, charts="pictures")))
    shapes = [s for slide in deck.slides for s in slide.shapes]
    assert not any(s.has_chart for s in shapes)
    pictures = [s for s in shapes if s.shape_type == 13]
    charts = [b for s in briefing.sections for b in s.blocks if isinstance(b, ChartBlock)]
    assert len(pictures) == len(charts)
    assert all(p._element.nvPicPr.cNvPr.get("descr") for p in pictures)


def test_every_slide_has_title_foot_and_notes(briefing: Briefing) -> None:
    deck = Presentation(io.BytesIO(write_slides(briefing)))
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text
        texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
        assert any(briefing.foot in text for text in texts)
        assert briefing.foot in slide.notes_slide.notes_text_frame.text


def test_the_notes_hold_worksheet_and_legal_basis(case: Case) -> None:
    made = make_briefing(plan(case, template="board"), scenario=None, lang=LANG)
    deck = Presentation(io.BytesIO(write_slides(made)))
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all("Art. 74(1)" in text for text in notes[1:])
    whole = Presentation(io.BytesIO(write_slides(make_briefing(case, scenario=None, lang=LANG))))
    notes = [slide.notes_slide.notes_text_frame.text for slide in whole.slides]
    assert any("Starting amount |" in text for text in notes)


def test_a_presentation_of_the_firm_gives_its_layouts(briefing: Briefing, tmp_path: Path) -> None:
    firm = Presentation()
    firm.slide_width, firm.slide_height = 9144000, 5143500
    firm.slide_master.name = "House style"
    firm.slides.add_slide(firm.slide_layouts[0]).shapes.title.text = "An old client"
    firm.save(tmp_path / "firm.pptx")
    made = write_slides(briefing, template=tmp_path / "firm.pptx")
    deck = Presentation(io.BytesIO(made))
    assert (deck.slide_width, deck.slide_height) == (9144000, 5143500)
    assert "An old client" not in unpacked(made)
    (tmp_path / "no.pptx").write_bytes(b"nothing")
    with pytest.raises(ValueError, match=r"no\.pptx"):
        write_slides(briefing, template=tmp_path / "no.pptx")


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


def test_a_table_of_long_texts_goes_on_where_a_slide_is_full(briefing: Briefing) -> None:
    long = "Words that take several lines of a column as narrow as this one. " * 3
    columns = tuple(Column(title=f"Column {n}") for n in range(5))
    rows = tuple((f"Row {n}", long, long, long, long) for n in range(9))
    table = Table(columns=columns, rows=rows_of(rows), summary="A table")
    made = replace(briefing, sections=(Section(title="Tables", blocks=(table,)),))
    slides = Presentation(io.BytesIO(write_slides(made))).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    firsts = [[row.cells[0].text for row in list(t.rows)[1:]] for t in tables]
    assert len(tables) > 1
    assert [name for names in firsts for name in names] == [row[0] for row in rows]


def test_a_long_title_is_smaller_so_that_it_keeps_to_its_place(briefing: Briefing) -> None:
    titles = ("Short", "A title of many words " * 6, "A title of many words " * 8)
    sections = tuple(Section(title=t.strip(), blocks=(Paragraph(text="x"),)) for t in titles)
    slides = Presentation(io.BytesIO(write_slides(replace(briefing, sections=sections)))).slides
    sizes = [s.shapes.title.text_frame.paragraphs[0].font.size.pt for s in list(slides)[1:]]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


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


def test_a_name_that_looks_like_a_formula_stays_a_text_in_the_charts_of_a_deck(case: Case) -> None:
    """The workbooks within native charts have names of scenarios and infringements in them."""
    evil = '=HYPERLINK("http://example.invalid","Open")'
    infringements = tuple(
        msgspec.structs.replace(i, title=evil if n == 0 else f"http://example.invalid/{n}")
        for n, i in enumerate(case.infringements)
    )
    scenarios = tuple(msgspec.structs.replace(s, title=f"+{evil}") for s in case.scenarios)
    hostile = msgspec.structs.replace(
        case, title=evil, infringements=infringements, scenarios=scenarios[:1]
    )
    deck = write_slides(make_briefing(hostile, scenario=None, lang=LANG))
    books = [
        (name, sheet)
        for outer in [zipfile.ZipFile(io.BytesIO(deck))]
        for name in outer.namelist()
        if name.endswith(".xlsx")
        for inner in [zipfile.ZipFile(io.BytesIO(outer.read(name)))]
        for part in inner.namelist()
        if part.startswith("xl/worksheets")
        for sheet in [inner.read(part).decode()]
    ]
    assert books
    for name, sheet in books:
        assert "<f>" not in sheet, name
        assert "hyperlink" not in sheet.lower(), name


@pytest.mark.parametrize("length", [255, 256, 300])
def test_titles_of_any_length_are_written(case: Case, length: int) -> None:
    title = "T" * length
    made = make_briefing(msgspec.structs.replace(case, title=title), scenario=None, lang=LANG)
    deck = Presentation(io.BytesIO(write_slides(made)))
    assert len(deck.core_properties.title) <= 255
    assert title in unpacked(write_memorandum(made))
