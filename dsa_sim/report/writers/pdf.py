"""The briefing as PDF: set by typst, tagged, bookmarked, fonts embedded, charts as vectors.

The template is an asset; everything a person typed reaches it as data and stays text. The same
briefing gives the same bytes: the only date in the file is the as-of date of the case, and
neither user, host nor path is in it.
"""

import base64
import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, TypeVar

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.language.tables import Table
from dsa_sim.model.plan import BriefingPlan, Layout, Paper
from dsa_sim.report.briefing.blocks import (
    Block,
    Briefing,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    House,
    Paragraph,
    Section,
)
from dsa_sim.report.charts import lettering
from dsa_sim.report.charts.figures import printed
from dsa_sim.report.charts.picture_files import chart_svg
from dsa_sim.report.charts.style import LookName
from dsa_sim.report.writers.formats import Order
from dsa_sim.report.writers.office import stamp

T = TypeVar("T")

Standards = tuple[Literal["a-2a", "a-3a", "ua-1"], ...]
STANDARDS: Standards = ("a-2a", "ua-1")
"""Archivable (PDF/A-2a) and made for screen readers (PDF/UA-1)."""
_WITH_CASE: Standards = ("a-3a", "ua-1")
"""The same for one that carries a file (PDF/A-3a)."""

# The width of the text on the page; matches the margins of the template.
_CHART_WIDTH: dict[Paper, float] = {"a4": 6.45, "us-letter": 6.69}
# A chart on a landscape page, as wide as the text and as high as fits below its heading.
_SLIDE_CHART = {"a4": (9.7, 5.0), "us-letter": (9.2, 5.1)}
# What a line of text beside such a chart takes of its height, and how many letters it has.
_SLIDE_LINE, _SLIDE_LETTERS, _LEAST_SLIDE_CHART = 0.34, 100, 2.2
# Unbroken runs of letters and signs longer than this would leave a narrow column.
_LONGEST_WORD = 26
_ACCENT = "#0b5fa5"
# A table of more lines goes on over the page; so many of its letters stand side by side.
_MOST_LINES, _PAGE_LETTERS = 14, 105
_BREAK_EVERY = 13
_SVG_TEXT = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]+)<")
_LOOK = frozenset(
    {"align", "colour", "fonts", "kind", "language", "layout", "paper", "tone"}
)  # fmt: skip
"""What says how the pages look, in words of the program."""


def write(order: Order) -> bytes:
    """The PDF of a briefing, as the plan of its case wants it."""
    plan = order.case.plan
    return write_pdf(
        order.briefing, paper=plan.paper, layout=layout_of(plan), inspect=order.inspect,
        attached=order.wanted.attached,
    )  # fmt: skip


def layout_of(plan: BriefingPlan) -> Layout:
    """How the pages of a plan lie: those of a board always across, as slides do."""
    return "slides" if plan.template == "board" else plan.layout


def write_pdf(
    briefing: Briefing,
    *,
    paper: Paper = "a4",
    layout: Layout = "memo",
    inspect: Callable[[str], None] | None = None,
    attached: str = "",
) -> bytes:
    """Set the briefing as a PDF.

    `slides` are landscape pages with one chart each, `memo` is a portrait memorandum. `inspect`
    is given every text of the pages before they are set; what it raises stops the writing.
    `attached` is the text of a case file that the PDF carries.

    Raises:
        ValueError: the library that sets pages is missing; the sentence says so.
    """

    def pdf(compiler: Any) -> bytes:
        standards = list(_WITH_CASE if attached else STANDARDS)
        made = compiler.compile(
            format="pdf", pdf_standards=standards, timestamp=stamp(briefing.as_of)
        )
        assert isinstance(made, bytes)
        return made

    _require_typesetter(briefing.lang)
    data = _data(briefing, paper, layout)
    if inspect is not None:
        inspect("\n".join(_inspected(data)))
    return _compiled(data, pdf, attached)


def preview_pages(
    briefing: Briefing, *, paper: Paper = "a4", layout: Layout = "memo", ppi: float = 60
) -> tuple[bytes, ...]:
    """The pages of the PDF as pictures (PNG), exactly as they will be exported."""

    def pictures(compiler: Any) -> tuple[bytes, ...]:
        made = compiler.compile(format="png", ppi=ppi)
        pages = made if isinstance(made, list) else [made]
        return tuple(page for page in pages if page is not None)

    _require_typesetter(briefing.lang)
    return _compiled(_data(briefing, paper, layout), pictures)


def _require_typesetter(lang: Language) -> None:
    """Refuse where the library that sets pages is missing: it is not made for every system.

    Raises:
        ValueError: a sentence in the language.
    """
    if find_spec("typst") is None:
        raise ValueError(
            lang.tr(
                "A PDF needs the package typst, which is not installed: it is not made for every "
                "system. PowerPoint, Word and Excel are written without it."
            )
        )


def _compiled(data: dict[str, Any], compile_: Callable[[Any], T], attached: str = "") -> T:
    """What `compile_` makes of the data with a compiler that has the fonts they need."""
    import typst

    rare = _rare(data)
    if rare:
        # What the bundled fonts lack, such as Chinese letters, may be in a font of the system.
        try:
            return compile_(_compiler({**data, "fallback": True}, attached, system=True))
        except typst.TypstError:
            data = _replaced(data, rare)
    return compile_(_compiler(data, attached, system=False))


def _compiler(data: dict[str, Any], attached: str, *, system: bool) -> Any:
    import typst

    template = asset_path("typst", "briefing.typ")
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=_fonts(system=system),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "attached": attached},
    )


@cache
def _fonts(*, system: bool) -> Any:
    import matplotlib as mpl
    import typst

    # The second family comes with the chart library; it has the letters that Inter lacks.
    second = Path(mpl.get_data_path(), "fonts", "ttf")
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=False,
        font_paths=[asset_path("fonts"), second],
    )


def _data(briefing: Briefing, paper: Paper, layout: Layout) -> dict[str, Any]:
    lang = briefing.lang
    plain: dict[str, Any] = _mapped(
        {
            "title": _titled(briefing.title),
            "subtitle": briefing.subtitle,
            "mark": briefing.mark,
            "foot": briefing.foot,
            "page_words": briefing.page_words,
            "facts": [list(row) for row in briefing.facts.rows],
            "sections": [
                {
                    "title": s.title,
                    "slide": s.is_slide,
                    "annex": s.is_annex,
                    "blocks": [
                        {**_block(b, lang, _drawing(b, s, paper, layout)), "leads": leads}
                        for b, leads in _leading(s.blocks)
                    ],
                }
                for s in briefing.sections
            ],
            "contents": lang.tr("Contents"),
            "attachment": lang.tr("The case from which this briefing was made"),
        },
        _readable,
    )
    return {
        **plain,
        "name": lettering.shown(_titled(briefing.title)),
        "language": briefing.lang.code,
        "paper": paper,
        "layout": layout,
        "compact": briefing.is_compact,
        "firm": lettering.shown(briefing.house.firm),
        "colour": briefing.house.colour or _ACCENT,
        "svg": _logo(briefing.house),
        "fonts": [lettering.FAMILY, lettering.FALLBACK_FAMILY],
        "fallback": False,
    }


def _logo(house: House) -> str:
    """The logo as SVG, a PNG wrapped in one; empty where there is none."""
    if not house.logo:
        return ""
    if house.has_vector_logo:
        return house.logo.decode("utf-8")
    # Width and height stand in the head of a PNG.
    width, height = (int.from_bytes(house.logo[at : at + 4], "big") for at in (16, 20))
    data = base64.b64encode(house.logo).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" '
        f'xlink:href="data:image/png;base64,{data}"/></svg>'
    )


def _leading(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it leads to the one behind it: both then stand on one page."""
    for block, following in zip_longest(blocks, blocks[1:]):
        yield block, isinstance(following, Table | ChartBlock | Facts)


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """How a chart is drawn: its size in inches, and its look."""

    size: tuple[float, float]
    look: LookName = "print"


def _drawing(block: Block, section: Section, paper: Paper, layout: Layout) -> _Drawing:
    if not isinstance(block, ChartBlock):
        return _Drawing(size=(0.0, 0.0))
    if layout == "memo":
        return _Drawing(size=(_CHART_WIDTH[paper], block.inches))
    wide, high = _SLIDE_CHART[paper]
    if not section.is_slide:
        return _Drawing(size=(wide, high))
    lines = sum(_lines(b) for b in section.blocks)
    high = max(_LEAST_SLIDE_CHART, high + _SLIDE_LINE - lines * _SLIDE_LINE)
    return _Drawing(size=(wide, high), look="slide")


def _lines(block: Block) -> int:
    """How many lines of text a block takes beside a chart on a slide."""
    match block:
        case Paragraph(text=text):
            return 1 + len(text) // _SLIDE_LETTERS
        case Facts(rows=rows):
            return len(rows)
    return 0


def _block(block: Block, lang: Language, drawing: _Drawing) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _titled(block.text), "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", **asdict(block)}
        case Facts():
            return {"kind": "facts", "rows": block.rows}
        case Bullets():
            return {"kind": "bullets", **asdict(block)}
        case Table():
            return {"kind": "table", **_table(block)}
        case ChartBlock():
            chart = printed(
                block.data, lang=lang, size_inches=drawing.size, with_title=block.is_titled,
                look=drawing.look,
            )  # fmt: skip
            return {
                "kind": "chart",
                "caption": block.caption,
                "text_alternative": block.text_alternative,
                "svg": chart_svg(chart, text_as_text=True),
            }


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [
            {"title": c.title, "share": c.share, "align": "right" if c.right else "left"}
            for c in table.columns
        ],
        "rows": table.texts,
        "summary": table.summary,
        "strong": [n for n, row in enumerate(table.rows) if row.strong],
        "breaks": _table_lines(table) > _MOST_LINES,
    }


def _table_lines(table: Table) -> int:
    """About how many lines the rows of a table take on a page."""
    shares = sum(column.share for column in table.columns)
    letters = [max(1.0, _PAGE_LETTERS * column.share / shares) for column in table.columns]
    return sum(
        max(
            sum(1 + int(len(line) / wide) for line in cell.split("\n"))
            for cell, wide in zip(row, letters, strict=True)
        )
        for row in table.texts
    )


def _titled(text: str) -> str:
    """The text of a heading; a dash where it has none, because bookmarks need one."""
    return text if lettering.shown(text) else "–"


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text changed; pictures are left as they are."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {k: v if k == "svg" else _mapped(v, change) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(v, change) for v in value]
    return value


def _readable(text: str) -> str:
    """The text without characters that no page can show; lines stay lines, long words break."""
    return "\n".join(_breakable(lettering.shown(line)) for line in text.splitlines())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key != "svg":
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _inspected(value: Any) -> Iterator[str]:
    """Every text that people read on the pages, those within charts included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "svg":
                yield from (html.unescape(text) for text in _SVG_TEXT.findall(part))
            elif key not in _LOOK:
                yield from _inspected(part)
    elif isinstance(value, list):
        for part in value:
            yield from _inspected(part)


def _rare(data: dict[str, Any]) -> frozenset[str]:
    """What neither bundled font has: letters, and letters with marks that no letter unites."""
    used = {part for text in _texts(data) for part in lettering.CLUSTER.findall(text)}
    return frozenset(
        part for part in used if part.strip() and not lettering.is_drawn(part)
    )  # fmt: skip


def _replaced(data: dict[str, Any], rare: frozenset[str]) -> dict[str, Any]:
    def change(text: str) -> str:
        return lettering.CLUSTER.sub(
            lambda m: lettering.REPLACEMENT if m.group() in rare else m.group(), text
        )

    changed: dict[str, Any] = _mapped(data, change)
    return changed


def _breakable(text: str) -> str:
    """The text with places to break in runs that no column could hold."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD or "\N{NO-BREAK SPACE}" in word else _broken(word)
        for word in text.split(" ")
    )


def _broken(word: str) -> str:
    parts = (word[n : n + _BREAK_EVERY] for n in range(0, len(word), _BREAK_EVERY))
    return "\N{ZERO WIDTH SPACE}".join(parts)
