"""Charts drawn by PowerPoint itself, so that a reader can edit them.

What the library has no words for (error bars, marks over columns, entries left out of a legend) is
written into the chart's XML by the functions at the end. Colours are those of the theme, one for
each meaning, so that a chart follows the presentation that it is put into.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dsa_sim.report.charts.native import Meaning, NativeChart, Series
from dsa_sim.report.writers.chart_workbooks import CategoryData, PointsData
from dsa_sim.report.writers.deck_template import Frame
from dsa_sim.report.writers.office import readable

Palette = dict[Meaning, tuple[Any, float]]
"""For each meaning a colour of the theme, and by how much it is lightened (0–1)."""

_LETTERS = 14
_POINTS_KINDS = ("scatter", "dots")
_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
    "line": XL_CHART_TYPE.LINE, "scatter": XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
    "dots": XL_CHART_TYPE.XY_SCATTER,
}  # fmt: skip
_SIDES = {
    "above": XL_LABEL_POSITION.ABOVE, "below": XL_LABEL_POSITION.BELOW,
    "left": XL_LABEL_POSITION.LEFT, "right": XL_LABEL_POSITION.RIGHT,
}  # fmt: skip
_MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle": XL_MARKER_STYLE.TRIANGLE, "square": XL_MARKER_STYLE.SQUARE,
    "dash": XL_MARKER_STYLE.DASH,
}  # fmt: skip
_MARKER_PT = {"dash": 16}

_THEME = MSO_THEME_COLOR
FIRM: Palette = {
    "accent": (_THEME.ACCENT_1, 0.0), "soft": (_THEME.ACCENT_1, 0.6), "mark": (_THEME.TEXT_1, 0.0),
    "quiet": (_THEME.TEXT_1, 0.35), "procedural": (_THEME.ACCENT_2, 0.0),
    "periodic": (_THEME.ACCENT_3, 0.0), "up": (_THEME.ACCENT_5, 0.0),
    "down": (_THEME.ACCENT_6, 0.0),
}  # fmt: skip
OWN: Palette = FIRM | {"soft": (_THEME.ACCENT_4, 0.0)}
"""The theme of our own presentation has our quiet colour in this place (see `deck_template`)."""


def draw_chart(slide: Any, chart: NativeChart, frame: Frame, palette: Palette) -> Any:
    """The chart in a place of the slide."""
    place = map(Inches, (frame.left, frame.top, frame.width, frame.height))
    shape = slide.shapes.add_chart(_TYPES[chart.kind], *place, _data(chart))
    drawn = shape.chart
    drawn.font.size, drawn.font.color.theme_color = Pt(_LETTERS), MSO_THEME_COLOR.TEXT_1
    drawn.has_title = False
    _axes(drawn, chart)
    if chart.kind not in ("line", *_POINTS_KINDS):
        has_marks = any(row.marker for row in chart.series)
        drawn.plots[0].gap_width = 400 if has_marks and not chart.is_of_shares else 40
        if chart.stands_on is not None:
            drawn.plots[0].overlap = 100
        _lay_over(drawn, chart)
    for series, row in zip(series_of(drawn), chart.series, strict=True):
        _dress(series, row, chart, palette)
    _legend(drawn, chart)
    return shape


def series_of(drawn: Any) -> list[Any]:
    """The series of a chart in the order of its data, whatever plot they stand in."""
    return sorted(
        drawn.series, key=lambda series: int(series._element.find(qn("c:idx")).get("val"))
    )


def _data(chart: NativeChart) -> Any:
    data: Any
    if chart.kind in _POINTS_KINDS:
        data = PointsData(number_format="General")
        for row in chart.series:
            series = data.add_series(readable(row.name))
            for x, y in zip(row.x, row.values, strict=True):
                series.add_data_point(x, y)
        return data
    data = CategoryData(number_format="General")
    data.categories = [
        name if isinstance(name, date) else readable(name) for name in chart.categories
    ]
    for row in chart.series:
        data.add_series(readable(row.name), row.values)
    return data


# Axes and legend


def _axes(drawn: Any, chart: NativeChart) -> None:
    """The unit at the axis of amounts, and the form of the numbers of both."""
    across, up = drawn.category_axis, drawn.value_axis
    amounts = across if chart.is_of_shares or chart.kind in _POINTS_KINDS else up
    up.has_major_gridlines = across.has_major_gridlines = False
    ruled = across if chart.kind == "dots" else up
    ruled.has_major_gridlines = True
    for line in (ruled.major_gridlines.format.line, across.format.line, up.format.line):
        _quiet_line(line)
    if chart.unit:
        _titled(amounts, chart.unit)
    if chart.note:
        _titled(across, chart.note)
    _formats(across, up, chart)
    if chart.kind == "bar":
        # As many as there are from above, the other axis at the foot all the same.
        across.reverse_order, across.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
        _at_the_end(drawn.value_axis)
    if chart.stands_on is not None:
        up.crosses_at = chart.stands_on
    if chart.kind == "dots":
        _rowed(drawn, chart)
    if chart.kind in _POINTS_KINDS:
        across.minimum_scale, across.maximum_scale = chart.ends
        across.major_unit = chart.step


def _formats(across: Any, up: Any, chart: NativeChart) -> None:
    """How the numbers at the axes read: as shares, years or months where they are."""
    if chart.is_of_shares or chart.kind == "scatter":
        _numbers(up, "0%")
        up.minimum_scale = 0.0
    if chart.is_dated:
        _numbers(across, "yyyy")
    elif isinstance(next(iter(chart.categories), None), date):
        _numbers(across, "mmm yyyy")


def _titled(axis: Any, text: str) -> None:
    axis.has_title = True
    axis.axis_title.text_frame.text = readable(text)
    for run in axis.axis_title.text_frame.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(_LETTERS), False
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _rowed(drawn: Any, chart: NativeChart) -> None:
    """Rows counted from above, with the other axis at the foot all the same."""
    up = drawn.value_axis
    rows = int(max(max(v or 0.0 for v in row.values) for row in chart.series))
    up.minimum_scale, up.maximum_scale = 0.5, rows + 0.5
    up.reverse_order, up.visible = True, False
    _at_the_end(drawn.category_axis)


def _numbers(axis: Any, form: str) -> None:
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False


def _legend(drawn: Any, chart: NativeChart) -> None:
    """The names of the series that no label names, where there are two or more."""
    named = [n for n, row in enumerate(chart.series) if not row.is_hidden and not row.labels]
    drawn.has_legend = len(named) > 1
    if not drawn.has_legend:
        return
    drawn.legend.include_in_layout = False
    drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
    drawn.legend.font.size = Pt(_LETTERS)
    drawn.legend.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    for n in range(len(chart.series)):
        if n not in named:
            _without_entry(drawn.legend, n)


# Series


def _dress(series: Any, row: Series, chart: NativeChart, palette: Palette) -> None:
    """A series as its row says: bar, line or marks, with its ranges and labels."""
    is_line = chart.kind in ("line", *_POINTS_KINDS) or row.marker is not None
    if row.is_hidden:
        series.format.fill.background()
        series.format.line.fill.background()
    elif row.marker is not None and len(row.values) > 1:
        series.format.line.fill.background()
    elif is_line:
        _colour(series.format.line.color, row.meaning, palette)
        series.format.line.width = Pt(2.25)
        if row.hollow and row.meaning == "mark":
            # Without a line to draw, this colour fills the mark where no hollow one is known.
            series.format.line.color.brightness = 0.65
    else:
        series.format.fill.solid()
        _colour(series.format.fill.fore_color, row.meaning, palette)
        for n, meaning in enumerate(row.meanings):
            fill = series.points[n].format.fill
            fill.solid()
            _colour(fill.fore_color, meaning, palette)
    if is_line:
        series.smooth = False
        _mark(series, row, palette)
    if row.low:
        _error_bars(series, row, palette)
    for n, text in enumerate(row.labels):
        if text:
            _label(series.points[n], text, row, n, is_line=is_line)


def _mark(series: Any, row: Series, palette: Palette) -> None:
    """Its marks; on a line without a marker none."""
    if row.marker in (None, "none"):
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    hollow = sorted(row.hollow)
    # Where all are hollow the series says so: not every program reads it point by point.
    places = [series, *(series.points[n] for n in hollow if len(hollow) < len(row.values))]
    for n, place in enumerate(places):
        marker = place.marker
        marker.style, marker.size = _MARKERS[row.marker], _MARKER_PT.get(row.marker, 11)
        _colour(marker.format.line.color, row.meaning, palette)
        marker.format.fill.solid()
        if n or len(hollow) == len(row.values):
            marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
            marker.format.line.width = Pt(1.75)
        else:
            _colour(marker.format.fill.fore_color, row.meaning, palette)


def _label(point: Any, text: str, row: Series, number: int, *, is_line: bool) -> None:
    label = point.data_label
    label.text_frame.text, label.text_frame.word_wrap = readable(text), False
    if is_line:
        label.position = _SIDES[row.side(number)]
    for paragraph in label.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.color.theme_color = Pt(_LETTERS), MSO_THEME_COLOR.TEXT_1


def _colour(colour: Any, meaning: Meaning, palette: Palette) -> None:
    colour.theme_color, brightness = palette[meaning]
    if brightness:
        colour.brightness = brightness


# What the library has no words for


def _quiet_line(line: Any) -> None:
    """A thin line in the colour of the text, let through by the ground."""
    line.width = Pt(0.75)
    line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    colour = line._ln.find(f".//{qn('a:schemeClr')}")
    etree.SubElement(colour, qn("a:alpha")).set("val", "22000")


def _at_the_end(axis: Any) -> None:
    """The axis at the foot, where the other one counts from above."""
    axis._element.find(qn("c:crosses")).set("val", "max")


def _without_entry(legend: Any, number: int) -> None:
    entry = etree.Element(qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", str(number))
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    before = legend._element.findall(qn("c:legendEntry")) or [
        legend._element.find(qn("c:legendPos"))
    ]
    before[-1].addnext(entry)


_AFTER_ERROR_BARS = ("cat", "val", "xVal", "yVal", "smooth", "shape", "extLst")


def _error_bars(series: Any, row: Series, palette: Palette) -> None:
    """The range of each value, as far below and above it as `low` and `high` lie."""
    along_x = bool(row.x)
    centres = row.x if along_x else row.values
    more, less = _away(row.high, centres, 1), _away(row.low, centres, -1)
    bars = etree.Element(qn("c:errBars"))
    if along_x or row.marker is None:
        etree.SubElement(bars, qn("c:errDir")).set("val", "x" if along_x else "y")
    # The one range of a series that reaches to one side: as all programs read it.
    one_sided = len(centres) == 1 and 0.0 in (more[0], less[0])
    side = ("minus" if more[0] == 0.0 else "plus") if one_sided else "both"
    values = (("errBarType", side), ("errValType", "fixedVal" if one_sided else "cust"))
    for name, value in (*values, ("noEndCap", "1" if row.meaning == "soft" else "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    if one_sided:
        etree.SubElement(bars, qn("c:val")).set("val", repr((more[0] or 0.0) + (less[0] or 0.0)))
    else:
        for name, away in (("plus", more), ("minus", less)):
            etree.SubElement(bars, qn(f"c:{name}")).append(_literal(away))
    look = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    # A range that is soft in the picture is a broad band there.
    look.set("w", str(Pt(9 if row.meaning == "soft" else 2.25)))
    fill = etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:schemeClr"))
    theme, lighter = palette[row.meaning]
    fill.set("val", MSO_THEME_COLOR.to_xml(theme))
    if lighter:
        etree.SubElement(fill, qn("a:lumMod")).set("val", str(round(100_000 * (1 - lighter))))
        etree.SubElement(fill, qn("a:lumOff")).set("val", str(round(100_000 * lighter)))
    place = next(x for x in series._element if etree.QName(x).localname in _AFTER_ERROR_BARS)
    place.addprevious(bars)


def _away(
    ends: Sequence[float | None], centres: Sequence[float | None], sign: int
) -> list[float | None]:
    """How far the ends of ranges lie from their values."""
    return [
        None if end is None or centre is None else max(0.0, sign * (end - centre))
        for end, centre in zip(ends, centres, strict=True)
    ]


def _literal(values: Sequence[float | None]) -> Any:
    literal = etree.Element(qn("c:numLit"))
    etree.SubElement(literal, qn("c:formatCode")).text = "General"
    etree.SubElement(literal, qn("c:ptCount")).set("val", str(len(values)))
    for n, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(literal, qn("c:pt"))
            point.set("idx", str(n))
            etree.SubElement(point, qn("c:v")).text = repr(value)
    return literal


def _lay_over(drawn: Any, chart: NativeChart) -> None:
    """Series with marks become lines without a line, over the columns and on the same axes."""
    over = [n for n, row in enumerate(chart.series) if row.marker is not None]
    if not over:
        return
    below = drawn.plots[0]._element
    lines = etree.Element(qn("c:lineChart"))
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    found = below.findall(qn("c:ser"))
    for n in over:
        for element in found[n].findall(qn("c:invertIfNegative")):
            found[n].remove(element)
        lines.append(found[n])
    etree.SubElement(lines, qn("c:marker")).set("val", "1")
    for axis in below.findall(qn("c:axId")):
        etree.SubElement(lines, qn("c:axId")).set("val", axis.get("val"))
    below.addnext(lines)
