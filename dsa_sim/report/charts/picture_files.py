"""Charts as files: PDF, SVG and PNG, with fonts embedded and nothing about the maker inside."""

import io
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from dsa_sim.report.charts.chart import Chart, settings
from dsa_sim.report.charts.lettering import shown
from dsa_sim.whole_files import write_whole

ENDINGS = (".pdf", ".svg", ".png")
PNG_DPI = 300


class UnknownEndingError(ValueError):
    """A chart can be saved as PDF, SVG or PNG; `ending` is what was asked for."""

    def __init__(self, ending: str) -> None:
        """Say what was asked for and what there is."""
        super().__init__(f"charts are saved as .pdf, .svg or .png, not as “{ending}”")
        self.ending = ending


def save_chart(chart: Chart, path: Path) -> None:
    """Write the chart as its look and size are; the ending of `path` names the format.

    A PDF embeds its fonts and its text can be searched; an SVG draws its letters as outlines,
    so that it looks the same in every program, and carries its text alternative; a PNG has 300
    dots to the inch. The same chart gives the same bytes.

    Raises:
        UnknownEndingError: another ending than .pdf, .svg or .png.
        OSError: the file cannot be written; what was there before is left alone.
    """
    write_whole(path, chart_bytes(chart, path.suffix.lower()))


def chart_bytes(chart: Chart, ending: str) -> bytes:
    """The chart as a file of that ending (".pdf", ".svg", ".png").

    Raises:
        UnknownEndingError: another ending.
    """
    if ending == ".svg":
        return chart_svg(chart, text_as_text=False).encode()
    if ending == ".pdf":
        metadata = {"Title": chart.title, "Creator": None, "Producer": None, "CreationDate": None}
        return _saved(chart, "pdf", metadata)
    if ending == ".png":
        metadata = {"Title": _latin(chart.title), "Software": None}
        return _saved(chart, "png", metadata, dpi=PNG_DPI)
    raise UnknownEndingError(ending)


def chart_svg(chart: Chart, *, text_as_text: bool) -> str:
    """The chart as SVG text, its letters as text (the font must be at hand) or as outlines."""
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with settings({"svg.fonttype": "none" if text_as_text else "path"}):
        drawn = _saved(chart, "svg", nothing).decode()
    start = drawn.index(">", drawn.index("<svg ")) + 1
    title, told = (escape(shown(t)) for t in (chart.title, chart.text_alternative))
    words = f"<title>{title}</title><desc>{told}</desc>"
    return f"{drawn[:start]}\n {words}{drawn[start:]}"


def _saved(
    chart: Chart, kind: str, metadata: Mapping[str, str | None], *, dpi: float | None = None
) -> bytes:
    buffer = io.BytesIO()
    # Type 42 embeds the font itself, so that its text can be searched and copied.
    with settings({"pdf.fonttype": 42, "svg.hashsalt": "dsa_sim", "path.simplify": False}):
        chart.figure.savefig(buffer, format=kind, metadata=metadata, dpi=dpi or chart.figure.dpi)
    return buffer.getvalue()


def _latin(text: str) -> str:
    """The text in the letters that the text fields of a PNG take."""
    return text.encode("latin-1", "replace").decode("latin-1")
