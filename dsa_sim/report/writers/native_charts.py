"""Charts drawn by PowerPoint itself, so that a reader can edit them.

What the library has no words for (error bars, marks over columns, entries left out of a legend) is
written into the chart's XML by the functions at the end. Colours are those of the theme, one for
each meaning, so that a chart follows the presentation that it is put into.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
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
    "bar": XL_CHART_TYPE.BAR_CLUSTERED, "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
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
        drawn.plots[0].gap_width = 60
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
    amounts = across if chart.kind in (*_POINTS_KINDS, "column") else up
    up.has_major_gridlines = across.has_major_gridlines = False
    if chart.kind != "scatter":
        ruled = across if chart.kind == "dots" else up
        ruled.has_major_gridlines = True
        _quiet_line(ruled.major_gridlines.format.line)
    for axis in (across, up):
        _quiet_line(axis.format.line)
    if chart.unit:
        amounts.has_title = True
        amounts.axis_title.text_frame.text = readable(chart.unit)
        for run in amounts.axis_title.text_frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(_LETTERS), False
            run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    if chart.kind in ("column", "scatter"):
        _numbers(up, "0%" if chart.kind == "scatter" else "0.0%")
    if chart.kind == "scatter":
        up.maximum_scale, up.minimum_scale = 1.0, 0.0
    if chart.kind == "bar":
        across.reverse_order = True
    if chart.kind == "dots":
        rows = max(max(v or 0.0 for v in row.values) for row in chart.series)
        up.minimum_scale, up.maximum_scale = 0.5, rows + 0.5
        up.reverse_order, up.visible = True, False
        # At the foot, though the rows are counted from above.
        _at_the_end(drawn)
    if chart.is_dated:
        _numbers(amounts, "mmm yyyy")
    amounts.minimum_scale, amounts.maximum_scale = chart.ends


def _numbers(axis: Any, form: str) -> None:
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False


def _legend(drawn: Any, chart: NativeChart) -> None:
    """The names of the series that no label names, where there are two or more."""
    named = [n for n, row in enumerate(chart.series) if not row.is_hidden and not row.labels]
    drawn.has_legend = len(named) > 1 or (len(named) == 1 < len(chart.series) and bool(
        chart.series[named[0]].name
    ))  # fmt: skip
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
    elif row.marker is not None:
        series.format.line.fill.background()
    elif is_line:
        _colour(series.format.line.color, row.meaning, palette)
        series.format.line.width = Pt(2.25)
    else:
        series.format.fill.solid()
        _colour(series.format.fill.fore_color, row.meaning, palette)
        for n in sorted(row.hollow):
            _hollow(series.points[n].format, row, palette)
    if is_line:
        series.smooth = False
        _mark(series, row, palette)
    if row.low:
        _error_bars(series, row, chart, palette)
    for n, text in enumerate(row.labels):
        if text:
            _label(series.points[n], text, row, n, is_line=is_line)


def _mark(series: Any, row: Series, palette: Palette) -> None:
    """Its marks; on a line without a marker none."""
    if row.marker is None:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style = _MARKERS[row.marker]
    series.marker.size = _MARKER_PT.get(row.marker, 11)
    series.marker.format.fill.solid()
    _colour(series.marker.format.fill.fore_color, row.meaning, palette)
    _colour(series.marker.format.line.color, row.meaning, palette)
    for n in sorted(row.hollow):
        marker = series.points[n].marker
        marker.style, marker.size = _MARKERS[row.marker], series.marker.size
        _hollow(marker.format, row, palette)


def _hollow(form: Any, row: Series, palette: Palette) -> None:
    form.fill.solid()
    form.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    _colour(form.line.color, row.meaning, palette)
    form.line.width = Pt(1.75)


def _label(point: Any, text: str, row: Series, number: int, *, is_line: bool) -> None:
    label = point.data_label
    label.text_frame.text = readable(text)
    if is_line:
        label.position = _SIDES[row.side(number)]
    for run in label.text_frame.paragraphs[0].runs:
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


def _at_the_end(drawn: Any) -> None:
    """The axis of amounts at the foot, where the other counts from above."""
    across = drawn._chartSpace.findall(f".//{qn('c:valAx')}")[0]
    crosses = across.find(qn("c:crosses"))
    crosses.set("val", "max")


def _without_entry(legend: Any, number: int) -> None:
    entry = etree.Element(qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", str(number))
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    before = legend._element.findall(qn("c:legendEntry")) or [
        legend._element.find(qn("c:legendPos"))
    ]
    before[-1].addnext(entry)


_AFTER_ERROR_BARS = ("cat", "val", "xVal", "yVal", "smooth", "shape", "extLst")


def _error_bars(series: Any, row: Series, chart: NativeChart, palette: Palette) -> None:
    """The range of each value, as far below and above it as `low` and `high` lie."""
    along_x = bool(row.x)
    centres: Sequence[float | None] = row.x if along_x else row.values
    bars = etree.Element(qn("c:errBars"))
    if chart.kind != "line" and (along_x or row.marker is None):
        etree.SubElement(bars, qn("c:errDir")).set("val", "x" if along_x else "y")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    for name, ends, sign in (("plus", row.high, 1), ("minus", row.low, -1)):
        away = [
            None if end is None or centre is None else max(0.0, sign * (end - centre))
            for end, centre in zip(ends, centres, strict=True)
        ]
        etree.SubElement(bars, qn(f"c:{name}")).append(_literal(away))
    look = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    look.set("w", str(Pt(2.25)))
    fill = etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:schemeClr"))
    theme, _ = palette["quiet" if row.marker is None else row.meaning]
    fill.set("val", MSO_THEME_COLOR.to_xml(theme))
    element = series._element
    place = next(x for x in element if etree.QName(x).localname in _AFTER_ERROR_BARS)
    place.addprevious(bars)


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
