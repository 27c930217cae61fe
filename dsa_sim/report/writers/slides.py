"""The briefing as PowerPoint slides: native charts that can be edited, or pictures.

A section that is a slide stands on one: its message, its charts or table, and its words below
them. The others take a slide for each portion of text, chart and table.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from dsa_sim.language.tables import Table
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, Heading, Section
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.charts.style import LookName
from dsa_sim.report.writers.deck_template import (
    Frame,
    Places,
    content_layout,
    cover_layout,
    foot_placeholders,
    frame_of,
    own_deck,
    places_of,
    put,
    text_placeholder,
)
from dsa_sim.report.writers.firm_deck import firm_deck
from dsa_sim.report.writers.formats import Order
from dsa_sim.report.writers.native_charts import FIRM, OWN, draw_chart
from dsa_sim.report.writers.office import (
    block_lines,
    chart_picture,
    clean_archive,
    describe,
    legal_lines,
    picture_logo,
    plain_lines,
    readable,
)
from dsa_sim.report.writers.slide_room import (
    column_widths,
    cut_to,
    fitting_size,
    portions_of,
    row_height,
    shortened,
    table_height,
    table_portions,
    text_height,
)

ChartsAs = Literal["native", "pictures"]

_TITLE_SIZES = (26, 24, 20, 18, 16, 14)
_COVER_SIZES = (36, 32, 28, 24, 20, 18, 16, 14)
_TEXT_SIZES = (18, 16, 14)
_TEXT_PT, _TABLE_PT, _FOOT_PT = 16, 11, 10
_SLIDE_PT = 14
"""The smallest letters on a slide that is one section."""
_ROWS = 9
_CHART_SHARE = 0.55
"""The least part of the body that a chart takes beside its text."""
_GAP = 0.12
_LOGO = Frame(0.0, 0.0, 2.0, 0.75)


def write(order: Order) -> bytes:
    """The slides of a briefing, with the charts and in the layouts that are wanted."""
    charts: ChartsAs = "pictures" if order.wanted.pictures else "native"
    return write_slides(order.briefing, charts=charts, template=order.wanted.deck)


def write_slides(
    briefing: Briefing, *, charts: ChartsAs = "native", template: Path | None = None
) -> bytes:
    """Write the briefing as slides.

    With a `template` (a presentation of the firm) its layouts and colours are used; its own
    slides are left out.

    Raises:
        OSError: the template cannot be read.
        ValueError: the template is no presentation, or not one to be trusted.
    """
    return _Deck(briefing, charts, template).finished()


class _Deck:
    def __init__(self, briefing: Briefing, charts: ChartsAs, template: Path | None) -> None:
        self._briefing, self._charts = briefing, charts
        self._notes = legal_lines(briefing)
        if template is None:
            self._deck, self._palette = own_deck(briefing.house.colour), OWN
        else:
            self._deck, self._palette = firm_deck(template, briefing.lang), FIRM
        self._layout = content_layout(self._deck)
        self._places = places_of(self._deck, self._layout)

    def finished(self) -> bytes:
        self._cover()
        for section in self._briefing.sections:
            if section.is_slide:
                self._one_slide(section)
            else:
                self._portions(section)
        self._say_language()
        describe(self._deck.core_properties, self._briefing, language=self._briefing.lang.code)
        made = io.BytesIO()
        self._deck.save(made)
        return clean_archive(made.getvalue())

    # Slides

    def _cover(self) -> None:
        briefing, layout = self._briefing, cover_layout(self._deck)
        places = places_of(self._deck, layout, is_cover=True)
        slide = self._slide(briefing.title, layout, places, sizes=_COVER_SIZES)
        lines = [t for t in (briefing.mark, briefing.house.firm, briefing.subtitle) if t]
        lines += block_lines(briefing.facts, briefing.lang)
        body = places.body
        size = fitting_size(lines, _TEXT_SIZES, body.width, body.height) or _SLIDE_PT
        held = next(portions_of(lines, size, body.width, body.height))
        self._text(slide, held, body, size)
        self._logo(slide)
        self._close(slide, places, lines[len(held) :])

    def _one_slide(self, section: Section) -> None:
        """The section on one slide; what a small one cannot hold goes on on the next."""
        charts, tables, texts = self._sorted(section)
        body, texts = self._places.body, list(texts)
        slide = self._slide(section.title)
        room = body.height * (1 - _CHART_SHARE) if charts else body.height
        rest: Iterator[range] = iter(())
        if tables:
            rest = table_portions(tables[0], _SLIDE_PT, body.width, body.height)
            rows = next(rest)
            room -= self._table(slide, tables[0], rows, body, _SLIDE_PT) + _GAP
        size = fitting_size(texts, _TEXT_SIZES, body.width, room) or _SLIDE_PT
        held = next(portions_of(texts, size, body.width, room), [])
        if text_height(held, size, body.width) > room:
            held = []
        high = text_height(held, size, body.width)
        upper, lower = body.cut_at(body.height - high)
        across = zip(charts, upper.columns(max(1, len(charts))), strict=False)
        for block, frame in across:
            self._chart(slide, block, frame.cut_at(frame.height - _GAP)[0], "slide")
        if held:
            self._text(slide, held, lower, size)
        said = [block.text_alternative for block in charts]
        self._close(slide, self._places, [*said, *self._notes])
        for rows in rest:
            self._table_slide(section.title, tables[0], rows, _SLIDE_PT)
        for table in tables[1:]:
            self._table_slides(section.title, table, _SLIDE_PT)
        self._text_slides(section.title, texts[len(held) :], _SLIDE_PT)

    def _sorted(self, section: Section) -> tuple[list[ChartBlock], list[Table], list[str]]:
        """The charts, the tables and the lines of a section; a chart without values is a line."""
        blocks, lang = section.blocks, self._briefing.lang
        charts = [b for b in blocks if isinstance(b, ChartBlock)]
        empty = [b for b in charts if self._is_empty(b)]
        texts = [line for b in blocks if not isinstance(b, Table) for line in block_lines(b, lang)]
        return (
            [b for b in charts if b not in empty],
            [b for b in blocks if isinstance(b, Table)],
            [*map(self._nothing, empty), *texts],
        )

    def _portions(self, section: Section) -> None:
        """A slide for each portion of text, chart and table."""
        texts: list[str] = []
        heading = section.title
        for block in section.blocks:
            match block:
                case ChartBlock():
                    self._text_slides(heading, texts, _TEXT_PT)
                    self._chart_slide(section, block)
                case Table():
                    self._text_slides(heading, texts, _TEXT_PT)
                    self._table_slides(block.summary or section.title, block, _TABLE_PT)
                case Heading(text=text):
                    self._text_slides(heading, texts, _TEXT_PT)
                    heading = text
                case _:
                    texts += block_lines(block, self._briefing.lang)
                    continue
            texts = []
        self._text_slides(heading, texts, _TEXT_PT)

    def _text_slides(self, title: str, texts: Sequence[str], size: float) -> None:
        body = self._places.body
        for held in portions_of(texts, size, body.width, body.height):
            slide = self._slide(title)
            self._text(slide, held, body, size)
            self._close(slide, self._places, self._notes)

    def _chart_slide(self, section: Section, block: ChartBlock) -> None:
        slide = self._slide(block.message or section.title)
        if self._is_empty(block):
            self._text(slide, [self._nothing(block)], self._places.body, _TEXT_PT)
        else:
            self._chart(slide, block, self._places.body, "print")
        worksheet = (
            plain_lines(section, self._briefing.lang) if section.code == "worksheets" else []
        )
        self._close(
            slide, self._places, [block.text_alternative, *worksheet, *self._notes]
        )  # fmt: skip

    def _table_slides(self, title: str, table: Table, size: float) -> None:
        body = self._places.body
        for rows in table_portions(table, size, body.width, body.height, most=_ROWS):
            self._table_slide(title, table, rows, size)

    def _table_slide(self, title: str, table: Table, rows: range, size: float) -> None:
        slide = self._slide(title)
        self._table(slide, table, rows, self._places.body, size)
        self._close(slide, self._places, self._notes)

    # Parts of a slide

    def _slide(
        self, title: str, layout: Any = None, places: Places | None = None,
        sizes: Sequence[float] = _TITLE_SIZES,
    ) -> Any:  # fmt: skip
        """A slide with its title, in the size in which that fits."""
        slide = self._deck.slides.add_slide(layout or self._layout)
        frame = (places or self._places).title
        said = readable(title)
        # Bold letters are wider than those that are measured.
        size = fitting_size([said], sizes, 0.93 * frame.width, frame.height)
        if size is None:
            size = sizes[-1]
            said = cut_to(said, size, frame.width, frame.height)
        shape = slide.shapes.title
        if shape is None:
            shape = _text_box(slide, frame, "title")
        elif frame_of(shape) != frame:
            put(shape, frame)
        _fill(shape, [said], size, is_bold=True)
        return slide

    def _text(self, slide: Any, lines: Sequence[str], frame: Frame, size: float) -> None:
        """Paragraphs in the placeholder for text, put into the place."""
        shape = text_placeholder(slide)
        if shape is None:
            shape = _text_box(slide, frame, "text")
        else:
            put(shape, frame)
            # Behind what is there already: read after it.
            slide.shapes._spTree.append(shape._element)
        _fill(shape, lines, size)

    def _is_empty(self, block: ChartBlock) -> bool:
        native = native_chart(block.data, self._briefing.lang)
        return native is not None and native.is_empty

    def _nothing(self, block: ChartBlock) -> str:
        """Why there is no chart: what its text alternative says, or that it has no data."""
        told = block.text_alternative
        nothing = self._briefing.lang.tr("There is no chart, because no value can be computed yet.")
        return f"{nothing} {told}" if told else nothing

    def _chart(self, slide: Any, block: ChartBlock, frame: Frame, look: LookName) -> None:
        native = native_chart(block.data, self._briefing.lang)
        if native is None or self._charts == "pictures":
            shape = self._picture(slide, block, frame, look)
        else:
            shape = draw_chart(slide, native, frame, self._palette)
        _describe(shape, readable(block.text_alternative))

    def _picture(self, slide: Any, block: ChartBlock, frame: Frame, look: LookName) -> Any:
        image = chart_picture(block, self._briefing.lang, (frame.width, frame.height), look)
        shape = slide.shapes.add_picture(image, 0, 0)
        put(shape, frame)
        shape.name = "chart"
        return shape

    def _table(self, slide: Any, table: Table, shown: range, frame: Frame, size: float) -> float:
        """The rows of a table in the place; gives how high it becomes."""
        from pptx.util import Inches

        rows = table.rows[shown.start : shown.stop]
        high = table_height(table, shown, size, frame.width)
        made = slide.shapes.add_table(len(rows) + 1, len(table.columns), 0, 0, 1, 1)
        put(made, Frame(frame.left, frame.top, frame.width, high))
        widths = column_widths(table, frame.width)
        grid = made.table
        for column, wide in zip(grid.columns, widths, strict=True):
            column.width = Inches(wide)
        lines = [table.heads, *([shortened(t) for t in row.texts] for row in rows)]
        for r, row in enumerate(lines):
            grid.rows[r].height = Inches(row_height(row, size, widths))
            for c, text in enumerate(row):
                is_bold = r == 0 or rows[r - 1].strong
                _fill_cell(
                    grid.cell(r, c), text, size, is_bold=is_bold, is_right=table.columns[c].right
                )
        _describe(made, readable(table.summary) or slide.shapes[0].text_frame.text)
        return high

    def _close(self, slide: Any, places: Places, notes: Sequence[str]) -> None:
        """The foot and the number, and what the speaker reads; no placeholder stays empty."""
        for shape in list(slide.placeholders):
            if not (shape.has_text_frame and shape.text_frame.text):
                shape._element.getparent().remove(shape._element)
        number = len(self._deck.slides)
        given = {is_number: p for p, is_number in foot_placeholders(slide.slide_layout)}
        for is_number, frame in ((False, places.foot), (True, places.number)):
            if is_number in given:
                slide.shapes.clone_placeholder(given[is_number])
                shape = slide.shapes[-1]
                put(shape, frame)
            else:
                shape = _text_box(slide, frame, "number" if is_number else "foot")
            said = cut_to(readable(self._briefing.foot), _FOOT_PT, frame.width, frame.height)
            _fill(shape, [str(number) if is_number else said], _FOOT_PT)
            if is_number:
                _as_slide_number(shape)
        parts = [*notes, self._briefing.foot]
        slide.notes_slide.notes_text_frame.text = "\n".join(readable(line) for line in parts)

    def _logo(self, slide: Any) -> None:
        """The logo of the firm in a corner where nothing else is; nowhere if there is none."""
        if (logo := picture_logo(self._briefing)) is None:
            return
        shape = slide.shapes.add_picture(logo, 0, 0)
        by = min(_LOGO.width / shape.width, _LOGO.height / shape.height)
        wide, high = shape.width * by, shape.height * by
        page = frame_of(shape)
        page = Frame(0, 0, self._deck.slide_width / 914400, self._deck.slide_height / 914400)
        taken = [frame_of(other) for other in slide.shapes if other != shape]
        for left in (page.right - wide - 0.6, 0.6):
            for top in (0.4, page.bottom - high - 0.9):
                place = Frame(left, top, wide, high)
                if not any(place.overlaps(other) for other in taken):
                    put(shape, place)
                    _describe(shape, readable(self._briefing.house.firm))
                    return
        shape._element.getparent().remove(shape._element)

    def _say_language(self) -> None:
        """The language on every run, so that each is spelt and read aloud in it."""
        from dsa_sim.language.languages import LANGUAGES

        code = LANGUAGES[self._briefing.lang.code].locale.replace("_", "-")
        for slide in self._deck.slides:
            parts = [slide._element, slide.notes_slide._element]
            parts += [s.chart._chartSpace for s in slide.shapes if s.has_chart]
            for part in parts:
                for run in part.xpath(".//a:r | .//a:fld"):
                    run.get_or_add_rPr().set("lang", code)


def _text_box(slide: Any, frame: Frame, name: str) -> Any:
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    put(shape, frame)
    shape.name = name
    return shape


def _fill(shape: Any, lines: Sequence[str], size: float, *, is_bold: bool = False) -> None:
    """Paragraphs without bullets, in letters of that size."""
    from pptx.util import Pt

    frame = shape.text_frame
    frame.word_wrap = True
    for n, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.text = readable(line)
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(6 if len(lines) > 1 else 0)
        _plain(paragraph)
        for run in paragraph.runs:
            run.font.size = Pt(size)
            if is_bold:
                run.font.bold = True


def _plain(paragraph: Any) -> None:
    """No bullet and no indent, whatever the layout has."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert_element_before(
        properties.makeelement(f"{{{_A}}}buNone", {}), "a:tabLst", "a:defRPr", "a:extLst"
    )


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _fill_cell(cell: Any, text: str, size: float, *, is_bold: bool, is_right: bool) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    cell.text = readable(text)
    for paragraph in cell.text_frame.paragraphs:
        if is_right:
            paragraph.alignment = PP_ALIGN.RIGHT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), is_bold


def _as_slide_number(shape: Any) -> None:
    """The run as a field: the number follows where slides are moved."""
    run = shape.text_frame.paragraphs[0]._p.xpath("./a:r")[0]
    run.tag = f"{{{_A}}}fld"
    run.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")
    run.set("type", "slidenum")


def _describe(shape: Any, text: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)
