"""The briefing as slides: what is on each, where it stands, and that nothing else comes along."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Inches

from dsa_sim.language import Language
from dsa_sim.language.tables import Column, Table, rows_of
from dsa_sim.model.case import BriefingPlan, Case
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, House, Paragraph, Section
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.charts.native import NativeChart, serial
from dsa_sim.report.charts.timeline import timeline_data
from dsa_sim.report.writers.deck_template import Frame, frame_of
from dsa_sim.report.writers.native_charts import series_of
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.storage import read_case
from tests.report.office_programs import converted, needs_office

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
LANG = Language("en")


@pytest.fixture(scope="module")
def case() -> Case:
    return msgspec.structs.replace(read_case(EXAMPLE).case, trials=20_000)


@pytest.fixture(scope="module")
def briefing(case: Case) -> Briefing:
    return make_briefing(planned(case, "memorandum"), scenario=None, lang=LANG)


@pytest.fixture(scope="module")
def board(case: Case) -> Briefing:
    return make_briefing(planned(case, "board"), scenario=None, lang=LANG)


def planned(case: Case, template: str) -> Case:
    return msgspec.structs.replace(case, plan=BriefingPlan(template=template))


def opened(made: bytes) -> Any:
    return Presentation(io.BytesIO(made))


def parts_of(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def kinds_of(slide: Any) -> list[int]:
    return [p.placeholder_format.type for p in slide.placeholders]


# What is on each slide


@pytest.mark.parametrize("charts", ["native", "pictures"])
def test_a_section_of_the_board_is_one_slide(board: Briefing, charts: str) -> None:
    slides = list(opened(write_slides(board, charts=charts)).slides)
    assert 8 <= len(slides) == 1 + len(board.sections) <= 9
    for slide, section in zip(slides[1:], board.sections, strict=True):
        assert slide.shapes.title.text_frame.text == section.title
        texts = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        said = [b.text for b in section.blocks if isinstance(b, Paragraph)]
        assert all(text in texts for text in said)
        drawn = [s for s in slide.shapes if s.has_chart or s.has_table or s.shape_type == 13]
        wanted = [b for b in section.blocks if isinstance(b, ChartBlock | Table)]
        assert len(drawn) == len(wanted)
        assert all(s._element.xpath(".//p:cNvPr")[0].get("descr") for s in drawn)


def test_letters_on_a_slide_of_the_board_can_be_read(board: Briefing) -> None:
    made = write_slides(board)
    for slide in opened(made).slides:
        for shape in slide.shapes:
            is_foot = shape.is_placeholder and shape.placeholder_format.type in (13, 15)
            runs = shape._element.xpath(".//a:r | .//a:fld")
            sizes = [int(run.find(qn("a:rPr")).get("sz")) for run in runs]
            assert all(size >= (1000 if is_foot else 1400) for size in sizes), shape.name
    charts = [part for name, part in parts_of(made).items() if "charts/chart" in name]
    found = [int(n) for part in charts for n in re.findall(rb' sz="(\d+)"', part)]
    assert found
    assert min(found) >= 1400


def test_placeholders_of_the_layout_are_used_in_the_order_in_which_they_are_read(
    board: Briefing,
) -> None:
    cover, *others = opened(write_slides(board)).slides
    assert kinds_of(cover) == [3, 4, 15, 13]
    assert any(2 in kinds_of(slide) or 7 in kinds_of(slide) for slide in others)
    for number, slide in enumerate(others, start=2):
        *content, foot, last = slide.shapes
        assert content[0] == slide.shapes.title
        texts = [n for n, s in enumerate(content) if n and s.has_text_frame]
        drawn = [n for n, s in enumerate(content) if not s.has_text_frame]
        assert max(drawn) < min(texts, default=100)
        assert foot.placeholder_format.type == 15
        assert foot.text_frame.text == board.foot
        assert last.placeholder_format.type == 13
        assert last._element.xpath(".//a:fld[@type='slidenum']")
        assert last.text_frame.text in ("", str(number))


@pytest.mark.parametrize(("code", "said"), [("en", "en-GB"), ("de", "de-DE"), ("fr", "fr-FR")])
def test_every_run_says_its_language(case: Case, code: str, said: str) -> None:
    made = make_briefing(planned(case, "board"), scenario=None, lang=Language(code))
    for slide in opened(write_slides(made)).slides:
        parts = [slide._element, *(s.chart._chartSpace for s in slide.shapes if s.has_chart)]
        runs = [run for part in parts for run in part.xpath(".//a:r | .//a:fld")]
        assert runs
        assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {said}


def test_what_a_slide_cannot_hold_goes_on_on_the_next(board: Briefing) -> None:
    long = "Words that a reader has to go through, one after the other. " * 4
    texts = tuple(Paragraph(text=f"{n}. {long}".strip()) for n in range(20))
    section = replace(board.sections[0], blocks=(board.sections[0].blocks[0], *texts))
    slides = list(opened(write_slides(replace(board, sections=(section,)))).slides)[1:]
    assert len(slides) > 1
    shown = "\n".join(s.text_frame.text for x in slides for s in x.shapes if s.has_text_frame)
    assert all(text.text in shown for text in texts)
    for slide in slides:
        require_room(slide, 13.333, 7.5)


# Presentations of firms


def frames(slide: Any) -> list[tuple[str, Frame]]:
    return [(shape.name, frame_of(shape)) for shape in slide.shapes]


def require_room(slide: Any, width: float, height: float) -> None:
    """Nothing lies beyond the slide, and no two shapes lie on each other."""
    for name, frame in frames(slide):
        assert frame.width > 0 and frame.height > 0, name
        assert frame.left >= -0.01 and frame.right <= width + 0.01, name
        assert frame.top >= -0.01 and frame.bottom <= height + 0.01, name
    for (name, one), (other, two) in combinations(frames(slide), 2):
        assert not one.overlaps(two), (name, other, one, two)


def default_deck() -> Any:
    return Presentation()


def sized(width: float, height: float) -> Any:
    """A deck of another size, its placeholders scaled with it."""
    deck = Presentation()
    across, down = Inches(width) / deck.slide_width, Inches(height) / deck.slide_height
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.shapes:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = int(shape.left * across), int(shape.width * across)
                shape.top, shape.height = int(shape.top * down), int(shape.height * down)
    return deck


def portrait() -> Any:
    return sized(7.5, 10)


def cropped() -> Any:
    """A wider page whose placeholders stayed where they were, and a lower one."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(5.625)
    return deck


def dark() -> Any:
    deck = Presentation()
    colours = deck.slide_master._element.find(qn("p:clrMap"))
    for name, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(name, value)
    return deck


def only(deck: Any, number: int) -> Any:
    for n, layout in reversed(list(enumerate(deck.slide_layouts))):
        if n != number:
            deck.slide_layouts.remove(layout)
    return deck


def one_layout() -> Any:
    return only(Presentation(), 0)


def without_placeholders() -> Any:
    deck = only(Presentation(), 6)
    for page in (deck.slide_master, *deck.slide_layouts):
        for placeholder in list(page.placeholders):
            placeholder._element.getparent().remove(placeholder._element)
    return deck


DECKS = {
    made.__name__: made
    for made in (default_deck, portrait, cropped, dark, one_layout, without_placeholders)
}


@pytest.mark.parametrize("charts", ["native", "pictures"])
@pytest.mark.parametrize("name", [*DECKS, "own"])
def test_nothing_overlaps_in_any_deck(
    board: Briefing, tmp_path: Path, name: str, charts: str
) -> None:
    firm = None
    if name != "own":
        firm = tmp_path / "firm.pptx"
        DECKS[name]().save(firm)
    deck = opened(write_slides(board, template=firm, charts=charts))
    assert len(deck.slides) > len(board.sections)
    for slide in deck.slides:
        require_room(slide, deck.slide_width / 914400, deck.slide_height / 914400)


def test_every_slide_of_the_memorandum_keeps_to_its_frames(briefing: Briefing) -> None:
    for slide in opened(write_slides(briefing)).slides:
        require_room(slide, 13.333, 7.5)


def test_the_logo_of_the_firm_stands_where_nothing_else_is(board: Briefing, tmp_path: Path) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (300, 100), "#7a1f5c").save(picture, "png")
    ours = replace(board, house=House(firm="Hopper & Partners", logo=picture.getvalue()))
    for name in (None, "portrait", "cropped", "without_placeholders"):
        firm = None if name is None else tmp_path / f"{name}.pptx"
        if name is not None:
            DECKS[name]().save(firm)
        deck = opened(write_slides(ours, template=firm))
        require_room(deck.slides[0], deck.slide_width / 914400, deck.slide_height / 914400)
    assert any(s.shape_type == 13 for s in opened(write_slides(ours)).slides[0].shapes)


MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("potx", "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"),
        ("ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
        ("pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
        ("potm", "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"),
    ],
)
def test_other_kinds_of_presentations_are_taken(
    board: Briefing, tmp_path: Path, ending: str, content: str
) -> None:
    made = io.BytesIO()
    firm = Presentation()
    firm.core_properties.author = "A. Former Partner"
    firm.slides.add_slide(firm.slide_layouts[0]).shapes.title.text = "An old client"
    firm.save(made)
    path = tmp_path / f"firm.{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts_of(made.getvalue()).items():
            archive.writestr(name, part.replace(MAIN.encode(), content.encode()))
    found = parts_of(write_slides(board, template=path))
    assert MAIN in found["[Content_Types].xml"].decode()
    assert content not in found["[Content_Types].xml"].decode()
    whole = b"".join(found.values())
    assert b"An old client" not in whole
    assert b"A. Former Partner" not in whole


HOSTILE = Path(__file__).with_name("decks")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("badlayout", "slideLayout1.xml is damaged"), ("laughs", "slideLayout1.xml is damaged"),
        ("nomaster", "no slide master"), ("nolayouts", "no layouts"), ("nosize", "no slide size"),
        ("norels", "presentation.xml.rels is missing"), ("bomb", "larger than 150 MB"),
    ],
)  # fmt: skip
def test_a_deck_that_cannot_be_taken_is_refused_in_one_line(
    board: Briefing, name: str, said: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(f"“{name}.pptx”")) as caught:
        write_slides(board, template=HOSTILE / f"{name}.pptx")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["macro", "external"])
def test_macros_and_links_to_other_places_stay_behind(board: Briefing, name: str) -> None:
    path = HOSTILE / f"{name}.pptx"
    found = parts_of(write_slides(board, template=path))
    assert not any("vba" in part for part in found)
    whole = b"".join(found.values())
    assert b"vbaProject" not in whole
    assert b"External" not in whole
    assert b"evil.example" not in whole
    for part, text in found.items():
        if part.endswith(".rels"):
            continue
        folder, _, leaf = part.rpartition("/")
        rows = found.get(f"{folder}/_rels/{leaf}.rels", b"")
        asked = set(re.findall(rb'r:(?:id|embed|link|pict)="([^"]*)"', text))
        assert asked <= set(re.findall(rb'Id="([^"]*)"', rows)), part


def test_a_file_that_is_no_presentation_is_named(board: Briefing, tmp_path: Path) -> None:
    (tmp_path / "no.pptx").write_bytes(b"nothing")
    with zipfile.ZipFile(tmp_path / "empty.pptx", "w"):
        pass
    for name in ("no.pptx", "empty.pptx", "gone.pptx"):
        with pytest.raises(ValueError, match=re.escape(name)):
            write_slides(board, template=tmp_path / name)


# The charts and the long texts


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
        drawn = series_of(chart)
        assert [s.name for s in drawn] == [s.name for s in native.series]
        for series, row in zip(drawn, native.series, strict=True):
            assert tuple(series.values) == pytest.approx(row.values)
        if native.kind not in ("scatter", "dots"):
            said = [serial(c) if isinstance(c, date) else c for c in native.categories]
            assert [str(c) for c in chart.plots[0].categories] == list(map(str, said))


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
    made = make_briefing(planned(case, "board"), scenario=None, lang=LANG)
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
    assert b"An old client" not in b"".join(parts_of(made).values())


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
    sizes = [s.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt for s in list(slides)[1:]]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


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


def error_bars(series: Any) -> tuple[list[float], list[float]]:
    """How far the ranges of a series reach below and above its values."""
    [bars] = series._element.findall(qn("c:errBars"))
    kind = bars.find(qn("c:errBarType")).get("val")
    fixed = bars.find(qn("c:val"))
    if fixed is not None:
        away = float(fixed.get("val"))
        return [away * (kind == "minus")], [away * (kind == "plus")]
    below, above = (
        [float(v.text) for v in bars.find(qn(f"c:{name}")).iter(qn("c:v"))]
        for name in ("minus", "plus")
    )
    return below, above


def native_charts(made: Briefing) -> list[NativeChart]:
    return [
        native
        for section in made.sections
        for block in section.blocks
        if isinstance(block, ChartBlock) and (native := native_chart(block.data, made.lang))
        if not native.is_empty
    ]


@pytest.mark.parametrize("template", ["board", "memorandum"])
def test_labels_marks_and_ranges_are_those_of_the_figure(case: Case, template: str) -> None:
    made = make_briefing(planned(case, template), scenario=None, lang=LANG)
    charts = [s.chart for x in opened(write_slides(made)).slides for s in x.shapes if s.has_chart]
    ranged = labelled = marked = 0
    for chart, native in zip(charts, native_charts(made), strict=True):
        for series, row in zip(series_of(chart), native.series, strict=True):
            texts = [
                "".join(t.text or "" for t in label.iter(qn("a:t")))
                for label in series._element.iter(qn("c:dLbl"))
            ]
            assert texts == [label.replace("\n", "") for label in row.labels if label]
            labelled += len(texts)
            if row.marker not in (None, "none"):
                shown = series._element.find(f"{qn('c:marker')}/{qn('c:symbol')}").get("val")
                assert shown == row.marker
                marked += 1
            if row.low:
                centres = row.x or row.values
                below, above = error_bars(series)
                lows = [c - away for c, away in zip(centres, below, strict=True)]
                highs = [c + away for c, away in zip(centres, above, strict=True)]
                assert lows == pytest.approx(row.low)
                assert highs == pytest.approx(row.high)
                ranged += 1
    assert min(ranged, labelled, marked) > 1


def test_a_contested_reading_is_hollow(board: Briefing) -> None:
    [native] = [c for c in native_charts(board) if any(row.hollow for row in c.series)]
    charts = [s.chart for x in opened(write_slides(board)).slides for s in x.shapes if s.has_chart]
    [drawn] = [
        c for c in charts if [s.name for s in series_of(c)] == [r.name for r in native.series]
    ]
    for series, row in zip(series_of(drawn), native.series, strict=True):
        fill = series.marker.format.fill.fore_color.theme_color
        assert (fill == MSO_THEME_COLOR.BACKGROUND_1) == bool(row.hollow)
        assert bool(row.hollow) == ("contested" in row.labels[0] or "later year" in row.labels[0])


def test_the_timeline_has_a_row_for_each_event_and_ranges_for_its_spans(case: Case) -> None:
    data = timeline_data(case, LANG)
    native = native_chart(data, LANG)
    assert native is not None
    now, *rows = native.series
    assert now.x == (serial(case.as_of),) * 2
    assert len(rows) == len(data.marks) + len(data.bars)
    on = sorted(serial(m.on) for m in data.marks)
    assert sorted(row.x[0] for row in rows if not row.low) == on
    spans = {(serial(bar.starts), serial(bar.ends)) for bar in data.bars}
    assert {(row.low[0], row.high[0]) for row in rows if row.low} == spans
    many = replace(data, marks=data.marks * 3)
    assert native_chart(many, LANG) is None


@pytest.mark.slow
@needs_office
def test_libreoffice_reads_the_marks_and_ranges_of_a_deck(board: Briefing, tmp_path: Path) -> None:
    """Written anew by another program, the charts have the same values, labels and ranges."""
    path = tmp_path / "board.pptx"
    path.write_bytes(write_slides(board))
    deck = Presentation(str(converted(tmp_path, path, "pptx")))
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    for chart, native in zip(charts, native_charts(board), strict=True):
        drawn = {series.name: series for series in series_of(chart)}
        for row in native.series:
            series = drawn[row.name]
            # It fills the rows of all series up to one length.
            found = [value for value in series.values if value is not None]
            assert found == pytest.approx([v for v in row.values if v is not None])
            if row.low:
                assert series._element.findall(qn("c:errBars"))
            shown = series._element.find(f"{qn('c:marker')}/{qn('c:symbol')}")
            if row.marker not in (None, "none"):
                assert shown is not None
                assert shown.get("val") != "none"
            texts = ["".join(t.text or "" for t in series._element.iter(qn("a:t")))]
            assert all(part in texts[0] for label in row.labels for part in label.split("\n"))


@pytest.mark.parametrize("name", ["cx", "cy"])
def test_a_deck_with_a_size_that_is_no_number_is_refused(
    board: Briefing, name: str, tmp_path: Path
) -> None:
    """Found by damaging decks: the library raised amid the slides."""
    deck, path = Presentation(), tmp_path / "odd.pptx"
    size = deck.slide_layouts[0].placeholders[0]
    size.width, size.height = 1_000_000, 1_000_000
    size._element.xfrm.find(qn("a:ext")).set(name, "wide")
    deck.save(str(path))
    with pytest.raises(ValueError, match=r"“odd\.pptx” is no presentation that can be read"):
        write_slides(board, template=path)


def test_a_deck_of_which_no_slide_can_be_made_is_refused(board: Briefing, tmp_path: Path) -> None:
    deck, path = Presentation(), tmp_path / "odd.pptx"
    place = deck.slide_layouts[1].placeholders[1]
    next(place._element.iter(qn("p:ph"))).set("idx", "-1")
    deck.save(str(path))
    with pytest.raises(ValueError, match=r"“odd\.pptx” is no presentation that can be read"):
        write_slides(board, template=path)
