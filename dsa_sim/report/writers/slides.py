"""The briefing as PowerPoint slides: native charts that can be edited, or pictures."""

import io
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any, Literal

from dsa_sim.language.tables import Table
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, Heading, Section
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.charts.native import NativeChart
from dsa_sim.report.writers.formats import Order
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

ChartsAs = Literal["native", "pictures"]

WIDTH, HEIGHT = 13.333, 7.5
_LEFT, _TOP, _BODY = 0.6, 0.4, 1.35
_ROWS = 9
_LINES = 14
_TEXT_PT, _TABLE_PT, _FOOT_PT = 16, 11, 8
# How many letters a title may have in which size, and the size of those that have more.
_TITLE_SIZES = ((100, 26), (140, 20))
_SMALLEST_TITLE = 16
# The lowest row of a table, a line of its text and what surrounds it, in inches.
_ROW, _LINE, _PADDING = 0.36, 0.19, 0.12
_LETTERS_AN_INCH = 11
_LETTERS_ON_A_LINE = 105


def write(order: Order) -> bytes:
    """The slides of a briefing, with the charts and in the layouts that are wanted."""
    charts: ChartsAs = "pictures" if order.wanted.pictures else "native"
    return write_slides(order.briefing, charts=charts, template=order.wanted.deck)


def write_slides(
    briefing: Briefing, *, charts: ChartsAs = "native", template: Path | None = None
) -> bytes:
    """Write the briefing as slides.

    With a `template` (a .pptx of the firm) its layouts and colours are used; its own slides are
    left out.

    Raises:
        OSError: the template cannot be read.
        ValueError: the template is no presentation.
    """
    return _Deck(briefing, charts, template).finished()


class _Deck:
    def __init__(self, briefing: Briefing, charts: ChartsAs, template: Path | None) -> None:
        self._briefing, self._charts = briefing, charts
        self._notes = legal_lines(briefing)
        self._deck = _presentation(template)
        self._own_look = template is None
        self._title_layout = _layout(self._deck, 0)
        self._plain_layout = _layout(self._deck, None)
        self._width = self._deck.slide_width / 914400
        self._across = self._width - 2 * _LEFT
        self._height = self._deck.slide_height / 914400

    def finished(self) -> bytes:
        self._title_slide()
        for section in self._briefing.sections:
            self._section(section)
        describe(self._deck.core_properties, self._briefing, language=self._briefing.lang.code)
        made = io.BytesIO()
        self._deck.save(made)
        return clean_archive(made.getvalue())

    # Slides

    def _title_slide(self) -> None:
        briefing = self._briefing
        slide = self._slide(readable(briefing.title), self._title_layout)
        lines = [briefing.subtitle, *block_lines(briefing.facts)]
        if briefing.house.firm:
            lines.insert(0, briefing.house.firm)
        if briefing.mark:
            lines.insert(0, briefing.mark)
        self._text(slide, lines, top=2.2 if self._own_look else _BODY + 0.6)
        self._logo(slide)
        self._note(slide, [])

    def _section(self, section: Section) -> None:
        texts: list[str] = []
        heading = section.title
        for block in section.blocks:
            match block:
                case ChartBlock():
                    self._flush(section, heading, texts)
                    self._chart_slide(section, block)
                case Table():
                    self._flush(section, heading, texts)
                    self._table_slides(section, block)
                case Heading(text=text):
                    self._flush(section, heading, texts)
                    heading = text
                case _:
                    texts += block_lines(block)
        self._flush(section, heading, texts)

    def _flush(self, section: Section, title: str, texts: list[str]) -> None:
        for page in _pages_of(texts):
            slide = self._slide(title or section.title)
            self._text(slide, page, top=_BODY)
            self._note(slide, self._notes)
        texts.clear()

    def _chart_slide(self, section: Section, block: ChartBlock) -> None:
        slide = self._slide(block.caption or section.title)
        native = native_chart(block.data, self._briefing.lang)
        if native is not None and native.is_empty:
            self._text(slide, [self._nothing(block)], top=_BODY)
        elif native is None or self._charts == "pictures":
            self._picture(slide, block)
        else:
            frame = self._native(slide, native)
            frame._element.nvGraphicFramePr.cNvPr.set("descr", readable(block.text_alternative))
        worksheet = plain_lines(section) if section.code == "worksheets" else []
        self._note(slide, [block.text_alternative, *worksheet, *self._notes])

    def _nothing(self, block: ChartBlock) -> str:
        """Why there is no chart: what its text alternative says, or that it has no data."""
        told = block.text_alternative
        nothing = self._briefing.lang.tr("There is no chart, because no value can be computed yet.")
        return f"{nothing} {told}" if told else nothing

    def _native(self, slide: Any, chart: NativeChart) -> Any:
        from pptx.util import Inches

        place = (_LEFT, _BODY, self._across, self._height - _BODY - 0.75)
        frame = slide.shapes.add_chart(_chart_type(chart), *map(Inches, place), _chart_data(chart))
        colours = _colours(self._briefing.house.colour) if self._own_look else ()
        _style(frame.chart, chart, colours)
        return frame

    def _picture(self, slide: Any, block: ChartBlock) -> None:
        from pptx.util import Inches

        size = (self._across, self._height - _BODY - 0.75)
        image = chart_picture(block, self._briefing.lang, size)
        shape = slide.shapes.add_picture(image, Inches(_LEFT), Inches(_BODY), width=Inches(size[0]))
        shape._element.nvPicPr.cNvPr.set("descr", readable(block.text_alternative))
        shape.name = "chart"

    def _table_slides(self, section: Section, table: Table) -> None:
        room = self._height - _BODY - 0.75
        for rows in _portions(table, across=self._across, room=room):
            slide = self._slide(table.summary or section.title)
            self._table(slide, table, rows)
            self._note(slide, self._notes)

    def _table(self, slide: Any, table: Table, shown: range) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Inches, Pt

        rows = table.rows[shown.start : shown.stop]
        width = self._across
        frame = slide.shapes.add_table(
            len(rows) + 1, len(table.columns), Inches(_LEFT), Inches(_BODY), Inches(width),
            Inches(_ROW * (len(rows) + 1)),
        )  # fmt: skip
        grid, shares = frame.table, sum(c.share for c in table.columns)
        for n, column in enumerate(table.columns):
            grid.columns[n].width = Inches(width * column.share / shares)
        lines = [table.heads, *(row.texts for row in rows)]
        for r, row in enumerate(lines):
            for c, text in enumerate(row):
                cell = grid.cell(r, c)
                cell.text = _cut(readable(text))
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = Pt(_TABLE_PT)
                    paragraph.font.bold = r == 0 or rows[r - 1].strong
                    if table.columns[c].right:
                        paragraph.alignment = PP_ALIGN.RIGHT

    # Parts of a slide

    def _slide(self, title: str, layout: Any = None) -> Any:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Inches, Pt

        slide = self._deck.slides.add_slide(layout or self._plain_layout)
        shape = slide.shapes.title
        if shape is None:
            shape = slide.shapes.add_textbox(
                Inches(_LEFT), Inches(_TOP), Inches(self._across), Inches(0.8)
            )
        shape.text_frame.text = readable(title)
        if self._own_look:
            shape.left, shape.top = Inches(_LEFT), Inches(_TOP)
            shape.width, shape.height = Inches(self._across), Inches(0.85)
            shape.text_frame.word_wrap = True
            for paragraph in shape.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.bold = Pt(_title_size(title)), True
                paragraph.alignment = PP_ALIGN.LEFT
                paragraph.font.color.rgb = _rgb(self._briefing.house.colour or "#1b2431")
        for other in list(slide.placeholders):
            if other != shape and not (other.has_text_frame and other.text_frame.text):
                other._element.getparent().remove(other._element)
        self._foot(slide)
        return slide

    def _text(self, slide: Any, lines: list[str], *, top: float) -> None:
        from pptx.util import Inches, Pt

        box = slide.shapes.add_textbox(
            Inches(_LEFT), Inches(top), Inches(self._across),
            Inches(self._height - top - 0.7),
        )  # fmt: skip
        frame = box.text_frame
        frame.word_wrap = True
        for n, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.text = readable(line)
            paragraph.font.size, paragraph.space_after = Pt(_TEXT_PT), Pt(6)

    def _foot(self, slide: Any) -> None:
        from pptx.util import Inches, Pt

        number = len(self._deck.slides)
        top = self._height - 0.45
        box = slide.shapes.add_textbox(
            Inches(_LEFT), Inches(top), Inches(self._across), Inches(0.35)
        )
        box.text_frame.word_wrap = True
        paragraph = box.text_frame.paragraphs[0]
        paragraph.text = f"{readable(self._briefing.foot)} · {number}"
        paragraph.font.size = Pt(_FOOT_PT)

    def _logo(self, slide: Any) -> None:
        from pptx.util import Inches

        if (logo := picture_logo(self._briefing)) is not None:
            place = Inches(self._width - 2.6), Inches(_TOP)
            slide.shapes.add_picture(logo, *place, width=Inches(2.0))

    def _note(self, slide: Any, lines: list[str]) -> None:
        parts = [*lines, self._briefing.foot]
        slide.notes_slide.notes_text_frame.text = "\n".join(readable(line) for line in parts)


def _presentation(template: Path | None) -> Any:
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError
    from pptx.util import Inches

    if template is None:
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        return deck
    try:
        deck = Presentation(str(template))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise ValueError(f"{template.name} is no presentation that can be read") from error
    # The slides of the template are examples; its layouts are what is wanted.
    listed = deck.slides._sldIdLst
    for entry in list(listed):
        deck.part.drop_rel(entry.rId)
        listed.remove(entry)
    return deck


def _layout(deck: Any, wanted: int | None) -> Any:
    """The layout with that number; else one with a title alone, the shortest that has a title."""
    layouts = list(deck.slide_layouts)
    if wanted is not None and wanted < len(layouts):
        return layouts[wanted]
    titled = [x for x in layouts if any(p.placeholder_format.type == 1 for p in x.placeholders)]
    return min(titled or layouts, key=lambda x: len(list(x.placeholders)))


def _pages_of(texts: list[str]) -> Iterator[list[str]]:
    """Lines of text in portions that a slide can hold."""
    page: list[str] = []
    used = 0
    for text in texts:
        needed = 1 + len(text) // _LETTERS_ON_A_LINE
        if page and used + needed > _LINES:
            yield page
            page, used = [], 0
        page.append(text)
        used += needed
    if page:
        yield page


def _portions(table: Table, *, across: float, room: float) -> Iterator[range]:
    """The rows of a table in portions that a slide can hold; lengths in inches."""
    shares = sum(column.share for column in table.columns)
    letters = [max(1.0, across * c.share / shares * _LETTERS_AN_INCH) for c in table.columns]
    start, used = 0, _ROW
    for n, row in enumerate(table.texts):
        lines = max(
            sum(max(1, ceil(len(line) / width)) for line in _cut(cell).split("\n"))
            for cell, width in zip(row, letters, strict=True)
        )
        height = max(_ROW, _PADDING + _LINE * lines)
        if n > start and (used + height > room or n - start == _ROWS):
            yield range(start, n)
            start, used = n, _ROW
        used += height
    yield range(start, len(table.rows))


def _title_size(title: str) -> int:
    """Points in which a title fits on its two lines."""
    return next((size for longest, size in _TITLE_SIZES if len(title) <= longest), _SMALLEST_TITLE)


def _cut(text: str, longest: int = 260) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#").upper())


def _chart_type(chart: NativeChart) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE as TYPE

    return {
        "bar": TYPE.BAR_CLUSTERED, "stacked_bar": TYPE.BAR_STACKED, "column": TYPE.COLUMN_CLUSTERED,
        "stacked_column": TYPE.COLUMN_STACKED, "line": TYPE.LINE,
        "scatter": TYPE.XY_SCATTER_LINES_NO_MARKERS,
    }[chart.kind]  # fmt: skip


def _chart_data(chart: NativeChart) -> Any:
    from dsa_sim.report.writers.chart_workbooks import CategoryData, PointsData

    if chart.kind == "scatter":
        points = PointsData(number_format="General")
        for row in chart.series:
            series = points.add_series(readable(row.name))
            for x, y in zip(row.x, row.values, strict=True):
                series.add_data_point(x, y)
        return points
    data = CategoryData(number_format="General")
    data.categories = [readable(name) for name in chart.categories]
    for row in chart.series:
        data.add_series(readable(row.name), row.values)
    return data


def _colours(first: str) -> tuple[str, ...]:
    """The colours of the printed charts, the first one that of the firm where it has one."""
    return (first or "#0b5fa5", "#e69f00", "#009e73", "#56b4e9", "#d55e00")


def _style(drawn: Any, chart: NativeChart, colours: tuple[str, ...]) -> None:
    from pptx.util import Pt

    drawn.font.size = Pt(12)
    shown = [row for row in chart.series if not row.is_hidden]
    drawn.has_legend = len(shown) > 1
    if drawn.has_legend:
        drawn.legend.include_in_layout = False
    drawn.has_title = False
    axis = drawn.category_axis if chart.kind == "scatter" else drawn.value_axis
    axis.has_title = True
    axis.axis_title.text_frame.text = chart.unit
    axis.has_major_gridlines = chart.kind != "scatter"
    if chart.kind == "scatter":
        drawn.value_axis.tick_labels.number_format = "0%"
        drawn.value_axis.tick_labels.number_format_is_linked = False
        drawn.value_axis.maximum_scale, drawn.value_axis.minimum_scale = 1.0, 0.0
    if chart.kind == "column":
        drawn.value_axis.tick_labels.number_format = "0.0%"
        drawn.value_axis.tick_labels.number_format_is_linked = False
        drawn.category_axis.has_title, axis.has_title = True, False
        drawn.category_axis.axis_title.text_frame.text = chart.unit
    if chart.kind == "bar":
        drawn.category_axis.reverse_order = True
    number = 0
    for series, row in zip(drawn.plots[0].series, chart.series, strict=True):
        if row.is_hidden:
            series.format.fill.background()
            series.format.line.fill.background()
            continue
        if colours:
            colour = _rgb(colours[number % len(colours)])
            if chart.kind in ("line", "scatter"):
                series.format.line.color.rgb = colour
                series.smooth = False
            else:
                series.format.fill.solid()
                series.format.fill.fore_color.rgb = colour
        number += 1
    if chart.kind not in ("line", "scatter"):
        drawn.plots[0].gap_width = 60
