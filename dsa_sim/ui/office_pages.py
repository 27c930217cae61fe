"""Slides and Word documents of a briefing as LibreOffice prints them, and what is wrong there.

For pictures of documents (dev.py screenshots briefings): the program itself needs no office.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree as ET

import msgspec

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.model.plan import Template
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted

PRINTED: tuple[tuple[Template, str], ...] = (("board", "pptx"), ("memorandum", "docx"))
"""The documents that offices open, and the ending of each."""

_TOUCH = 2.0
"""Points by which boxes of letters may overlap: they hold the room above and below letters too."""


class Line(NamedTuple):
    """A line of text on a page: what it says and its box, in points from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class PrintedPage(NamedTuple):
    """The size of a page in points and the lines on it."""

    width: float
    height: float
    lines: tuple[Line, ...]


def can_print() -> bool:
    """Whether the two programs that this takes are there."""
    return all(shutil.which(name) for name in ("soffice", "pdftotext"))


def office_faults(case: Case, code: str, texts: Sequence[str] = ()) -> Iterator[str]:
    """What is wrong on the pages that LibreOffice makes of the case's documents.

    `texts` are sentences of another language that must not stand there.
    """
    with TemporaryDirectory(prefix="dsa-sim-") as made:
        for template, ending in PRINTED:
            plan = msgspec.structs.replace(case.plan, template=template)
            target = Path(made) / f"{template}.{ending}"
            wanted = Wanted(scenario=None, lang=Language(code), template=template)
            export_briefing(msgspec.structs.replace(case, plan=plan), target, wanted)
            pages = printed(target)
            yield from (f"{ending}: {fault}" for fault in page_faults(pages))
            said = " ".join(line.text for page in pages for line in page.lines)
            yield from (f"{ending}: not translated: {text}" for text in texts if text in said)


def printed(file: Path) -> tuple[PrintedPage, ...]:
    """The pages that LibreOffice makes of a file."""
    folder = file.parent
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    listed = subprocess.run(
        ["pdftotext", "-bbox-layout", str(file.with_suffix(".pdf")), "-"],
        check=True, capture_output=True,
    )  # fmt: skip
    return tuple(_pages(listed.stdout))


def _pages(listed: bytes) -> Iterator[PrintedPage]:
    for page in ET.fromstring(listed).iterfind(".//{*}page"):  # noqa: S314 - of our own making
        lines = (
            Line(" ".join(word.text or "" for word in line), *_box(line))
            for line in page.iterfind(".//{*}line")
        )
        yield PrintedPage(float(page.attrib["width"]), float(page.attrib["height"]), tuple(lines))


def _box(part: ET.Element) -> tuple[float, float, float, float]:
    left, top, right, bottom = (
        float(part.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")
    )
    return left, top, right, bottom


def page_faults(pages: Sequence[PrintedPage]) -> Iterator[str]:
    """Lines that leave their page, and lines that lie on each other."""
    for number, page in enumerate(pages, start=1):
        for line in page.lines:
            if not _is_within(line, page):
                yield f"page {number}: “{line.text}” leaves the page"
        for one, other in combinations(page.lines, 2):
            if _overlap(one, other):
                yield f"page {number}: “{one.text}” and “{other.text}” lie on each other"


def _is_within(line: Line, page: PrintedPage) -> bool:
    inside = line.left >= -_TOUCH and line.right <= page.width + _TOUCH
    return inside and line.top >= -_TOUCH and line.bottom <= page.height + _TOUCH


def _overlap(one: Line, other: Line) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    # Lines of one text are set closer than the boxes of their letters.
    least = min(one.bottom - one.top, other.bottom - other.top)
    return wide > _TOUCH and high > max(_TOUCH, least / 2)
