"""Charts on the clipboard: as a picture with what it needs to stand by itself, and as a table."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import to_tsv
from dsa_sim.model.case import Case
from dsa_sim.ui.widgets.canvas import ChartView

_FOOT_PT = 7.0
_DPI = 300
_MARGIN_PT = 6.0
_INK = "#3d4754"


def foot_of(lang: Language, case: Case) -> str:
    """What a picture says of itself where it stands alone: case, date and caveat."""
    return lang.tr(
        "{case}, as of {day}. Amounts below the statutory maximum are this case’s own assumptions: "
        "not a forecast, not legal advice.",
        case=case.title, day=formats.day(lang, case.as_of),
    )  # fmt: skip


def picture_to_copy(view: ChartView, case: Case) -> QMimeData:
    """The chart as it goes on paper, with title and foot: a picture and a drawing (SVG)."""
    from dsa_sim.report.charts.picture_files import chart_bytes

    chart, foot = view.printed(), foot_of(view.lang, case)
    data = QMimeData()
    data.setImageData(_with_foot(QImage.fromData(chart_bytes(chart, ".png")), foot))
    data.setData("image/svg+xml", _svg_with_foot(chart_bytes(chart, ".svg").decode(), foot))
    return data


def _with_foot(picture: QImage, foot: str) -> QImage:
    """The picture with a line of text, or two, below it."""
    margin = round(_MARGIN_PT / 72 * _DPI)
    font = QFont()
    font.setPixelSize(round(_FOOT_PT / 72 * _DPI))
    height = round(font.pixelSize() * 2.8) + margin
    made = QImage(picture.width(), picture.height() + height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    made.setDotsPerMeterX(round(_DPI / 0.0254))
    made.setDotsPerMeterY(round(_DPI / 0.0254))
    painter = QPainter(made)
    painter.drawImage(0, 0, picture)
    painter.setFont(font)
    painter.setPen(QColor(_INK))
    room = QRectF(margin, picture.height(), made.width() - 2 * margin, height)
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), foot)
    painter.end()
    return made


def _svg_with_foot(drawn: str, foot: str) -> bytes:
    """The drawing in a frame that has the text below it."""
    from xml.etree import ElementTree as ET

    start = drawn.index("<svg ")
    root = ET.fromstring(drawn[start:])  # noqa: S314 - our own drawing
    width, height = (float(n) for n in root.attrib["viewBox"].split()[2:])
    lines = _lines(foot, round(width / (_FOOT_PT * 0.5)))
    taller = height + (len(lines) + 0.6) * _FOOT_PT * 1.3
    texts = "".join(
        f'<text x="{_MARGIN_PT}" y="{height + (n + 1) * _FOOT_PT * 1.3:.1f}" fill="{_INK}" '
        f'font-family="sans-serif" font-size="{_FOOT_PT}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{taller:.1f}pt" '
        f'viewBox="0 0 {width} {taller:.1f}"><rect width="100%" height="100%" fill="white"/>'
        f"{drawn[start:]}{texts}</svg>"
    ).encode()


def _lines(text: str, room: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, max(room, 20))


def data_to_copy(view: ChartView) -> QMimeData:
    """The values of the chart: as a table to read (HTML), and as numbers for a spreadsheet."""
    from dsa_sim.frames.tables import typed_rows

    data = QMimeData()
    head, *body = view.rows
    lines = [_html_row("th", head), *(_html_row("td", row) for row in body)]
    data.setHtml(f"<table><caption>{escape(view.title)}</caption>{''.join(lines)}</table>")
    data.setText(to_tsv(view.lang, [head, *typed_rows(view.lang, body)]))
    return data


def _html_row(kind: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{kind}>{escape(text)}</{kind}>" for text in cells) + "</tr>"
