"""What the office formats share: text, pictures, and archives without traces of their making."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from dsa_sim.language import Language
from dsa_sim.language.joining import named
from dsa_sim.language.tables import Table
from dsa_sim.report.briefing.blocks import (
    Block,
    Briefing,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.logo import picture_of
from dsa_sim.report.charts.lettering import shown
from dsa_sim.report.charts.style import LookName

PROGRAM = "dsa_sim"
_DPI = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Parts of the libraries' templates that tell of the machine they were once made on.
_DROPPED = re.compile(r"printerSettings|thumbnail", re.IGNORECASE)
_REFERENCE = re.compile(r"<Relationship [^>]*(?:printerSettings|thumbnail)[^>]*/>", re.IGNORECASE)
_OVERRIDE = re.compile(
    r"<(?:Override|Default) [^>]*(?:printerSettings|thumbnail)[^>]*/>", re.IGNORECASE
)
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")


def stamp(on: date) -> datetime:
    """The time a file carries: the first moment of the as-of date of its case."""
    return datetime.combine(on, time(), tzinfo=UTC)


_LONGEST_PROPERTY = 255


def _cut(text: str) -> str:
    """A text as long as a property of an office document may be; the pages have it whole."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1]}…"


def describe(about: Any, briefing: Briefing, *, language: str) -> None:
    """Fill the properties of a document (python-pptx, python-docx): what it is, and no person."""
    about.title, about.subject = (
        _cut(readable(text)) for text in (briefing.title, briefing.subtitle)
    )
    about.author, about.last_modified_by, about.comments = PROGRAM, "", ""
    about.keywords, about.category, about.language = "", "", language
    about.created = about.modified = stamp(briefing.as_of).replace(tzinfo=None)
    about.last_printed = about.created
    about.revision = 1


def chart_picture(
    block: ChartBlock, lang: Language, size: tuple[float, float], look: LookName = "print"
) -> io.BytesIO:
    """The chart as a PNG of that width and height in inches."""
    from dsa_sim.report.charts.figures import printed

    drawn = printed(block.data, lang=lang, size_inches=size, with_title=block.is_titled, look=look)
    image = io.BytesIO()
    drawn.figure.savefig(image, format="png", dpi=_DPI, metadata={"Software": None})
    image.seek(0)
    return image


def picture_logo(briefing: Briefing) -> io.BytesIO | None:
    """The logo of the firm as a picture that office programs show; None where it has none."""
    logo = briefing.house.logo
    return io.BytesIO(picture_of(logo)) if logo else None


def clean_archive(data: bytes, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The archive with fixed times, in a fixed order, without parts that tell of a machine.

    `change` may change parts by their names.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in _in_order(old.namelist()):
            if _DROPPED.search(name):
                continue
            part = _without_references(name, old.read(name))
            if name.endswith(".xlsx"):
                # The values behind a chart, with the time at which the library wrote them.
                part = clean_archive(part, _without_times)
            if change is not None:
                part = change(name, part)
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, part)
    return made.getvalue()


def _without_times(name: str, part: bytes) -> bytes:
    if name != "docProps/core.xml":
        return part
    return _TIME.sub(rb"\g<1>1980-01-01T00:00:00Z<", part)


def _in_order(names: list[str]) -> list[str]:
    """The list of types first, as readers expect, then by name."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


def _without_references(name: str, part: bytes) -> bytes:
    if name.endswith(".rels"):
        return _REFERENCE.sub("", part.decode("utf-8")).encode("utf-8")
    if name == "[Content_Types].xml":
        return _OVERRIDE.sub("", part.decode("utf-8")).encode("utf-8")
    return part


def readable(text: str) -> str:
    """The text without characters that no document can hold; line breaks stay."""
    return "\n".join(shown(line) for line in text.splitlines())


def plain_lines(section: Section, lang: Language) -> list[str]:
    """A section as lines of text, for speaker notes: charts left out."""
    return [line for block in section.blocks for line in block_lines(block, lang)]


def block_lines(block: Block, lang: Language) -> list[str]:
    """A block as lines of text; none for a chart."""
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return [text]
        case Bullets(items=items):
            return [f"– {item}" for item in items]
        case Facts(rows=rows):
            return [named(lang, name, value) for name, value in rows]
        case Table(heads=heads, texts=rows):
            head = " | ".join(heads)
            return [head, *(" | ".join(cell.replace("\n", "; ") for cell in row) for row in rows)]
    return []


def legal_lines(briefing: Briefing) -> list[str]:
    """The legal basis of a briefing in lines, its title first."""
    found = briefing.legal
    return [found.title, *plain_lines(found, briefing.lang)] if found is not None else []
