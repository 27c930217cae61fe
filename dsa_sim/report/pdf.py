"""The briefing as PDF: set by typst, tagged, bookmarked, fonts embedded, charts as vectors.

The template is an asset; everything a person typed reaches it as data and stays text. The same
briefing gives the same bytes: the only date in the file is the as-of date of the case, and
neither user, host nor path is in it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.report import lettering
from dsa_sim.report.blocks import (
    Block,
    Briefing,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from dsa_sim.report.figures import Chart, preferred_height, printed
from dsa_sim.report.saving import chart_svg, write_whole

Paper = Literal["a4", "us-letter"]

STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
"""Archivable (PDF/A-2a) and made for screen readers (PDF/UA-1)."""

# The width of the text on the page; matches the margins of the template.
_CHART_WIDTH: dict[Paper, float] = {"a4": 6.45, "us-letter": 6.69}
# Unbroken runs of letters and signs longer than this would leave a narrow column.
_LONGEST_WORD = 26
_BREAK_EVERY = 13


def write_pdf(briefing: Briefing, path: Path | None = None, *, paper: Paper = "a4") -> bytes:
    """Set the briefing as a PDF and write it to `path` (None: only give its bytes back).

    Raises:
        OSError: the file cannot be written; what was there before is left alone.
    """
    made = _compiled(_data(briefing, paper), briefing)
    if path is not None:
        write_whole(path, made)
    return made


def _compiled(data: dict[str, Any], briefing: Briefing) -> bytes:
    import typst

    rare = _rare_letters(data)
    if rare:
        # Letters the bundled fonts lack, such as Chinese ones, may be in a font of the system.
        try:
            return _set({**data, "fallback": True}, briefing, fonts=_fonts(system=True))
        except typst.TypstError:
            data = _replaced(data, rare)
    return _set(data, briefing, fonts=_fonts(system=False))


def _set(data: dict[str, Any], briefing: Briefing, *, fonts: Any) -> bytes:
    import typst

    template = asset_path("typst", "briefing.typ")
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    stamp = datetime.combine(briefing.as_of, time(), tzinfo=UTC)
    made = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=stamp)
    assert isinstance(made, bytes)
    return made


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


def _data(briefing: Briefing, paper: Paper) -> dict[str, Any]:
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
                {"title": s.title, "blocks": [_block(b, lang, paper) for b in s.blocks]}
                for s in briefing.sections
            ],
        },
        _readable,
    )
    return {
        **plain,
        "name": lettering.shown(_titled(briefing.title)),
        "language": briefing.lang.code,
        "paper": paper,
        "fonts": [lettering.FAMILY, lettering.FALLBACK_FAMILY],
        "fallback": False,
    }


def _block(block: Block, lang: Language, paper: Paper) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _titled(block.text), "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", **asdict(block)}
        case Facts():
            return {"kind": "facts", **asdict(block)}
        case Bullets():
            return {"kind": "bullets", **asdict(block)}
        case Table():
            return {"kind": "table", **asdict(block)}
        case ChartBlock():
            return {
                "kind": "chart",
                "caption": block.caption,
                "text_alternative": block.text_alternative,
                "svg": chart_svg(_chart(block, lang, paper), text_as_text=True),
            }


def _titled(text: str) -> str:
    """The text of a heading; a dash where it has none, because bookmarks need one."""
    return text if lettering.shown(text) else "–"


def _chart(block: ChartBlock, lang: Language, paper: Paper) -> Chart:
    size = (_CHART_WIDTH[paper], preferred_height(block.data))
    return printed(block.data, lang=lang, size_inches=size)


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


def _rare_letters(data: dict[str, Any]) -> frozenset[str]:
    """The characters that neither bundled font has."""
    used = frozenset(letter for text in _texts(data) for letter in text)
    return frozenset(letter for letter in used - {"\n"} if not lettering.drawn_by_some(letter))


def _replaced(data: dict[str, Any], rare: frozenset[str]) -> dict[str, Any]:
    table = str.maketrans(dict.fromkeys(rare, lettering.REPLACEMENT))
    changed: dict[str, Any] = _mapped(data, lambda text: text.translate(table))
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
