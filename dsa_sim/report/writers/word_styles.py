"""The styles of a briefing in Word: ours, where the document does not have its own of that name."""

from dataclasses import dataclass
from typing import Any

from dsa_sim.asset_files import asset_path

_SMALLEST = 17
"""In half points: no text of a single page is smaller, but that at its foot."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What styles differ by: the colour ("#0b5fa5"), the language ("de-DE"), a single page."""

    colour: str = "#0b5fa5"
    language: str = "en"
    is_compact: bool = False


def add_styles(document: Any, look: Look) -> dict[str, str]:
    """Give the document those of our styles that it lacks; what it calls each of them, by our id.

    A firm writes its tables in the first style of its own, whatever that is called.
    """
    styles = document.styles.element
    theirs = {(s.type, _name(s)): s.styleId for s in styles.style_lst}
    if tables := styles.xpath('./w:style[@w:type="table"][@w:customStyle="1"]'):
        theirs.setdefault((tables[0].type, "briefing table"), tables[0].styleId)
    ours = _our_styles(document, look)
    taken, ids, lacking = set(theirs.values()), {}, []
    for style in ours.style_lst:
        found = theirs.get((style.type, _name(style)))
        if found is None:
            lacking.append(style)
            found = style.styleId if style.styleId not in taken else f"{style.styleId}Briefing"
        ids[style.styleId] = found
    if not len(styles):
        styles.append(ours[0])
    defaults = {s.type for s in styles.style_lst if s.default}
    for style in lacking:
        _rename(style, ids)
        if style.type in defaults:
            style.default = None
        styles.append(style)
    _speak(styles, look.language)
    return ids


def _name(style: Any) -> str:
    """The name of a style as word processors compare it."""
    return str(style.name_val or "").lower()


def _our_styles(document: Any, look: Look) -> Any:
    from docx.oxml import parse_xml

    text = asset_path("word", "styles.xml").read_text(encoding="utf-8")
    filled = {
        "accent": look.colour.removeprefix("#").upper(), "language": look.language,
        "across": round(text_width(document) * 1440), "bullets": _bullet_list(document),
    }  # fmt: skip
    for name, value in filled.items():
        text = text.replace(f"{{{name}}}", str(value))
    ours = parse_xml(text)
    if look.is_compact:
        _tighten(ours)
    return ours


def text_width(document: Any) -> float:
    """How wide the text stands on the page, in inches."""
    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return float((section.page_width - margins) / 914400)


def _tighten(styles: Any) -> None:
    """Half the space and four fifths of the size: for a document of one page."""
    from docx.oxml.ns import qn

    for spacing in styles.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if spacing.get(side) is not None:
                spacing.set(side, str(int(spacing.get(side)) // 2))
    for size in (*styles.iter(qn("w:sz")), *styles.iter(qn("w:szCs"))):
        before = int(size.get(qn("w:val")))
        smaller = min(before, max(_SMALLEST, round(before * 0.8)))
        size.set(qn("w:val"), str(smaller))


def _rename(style: Any, ids: dict[str, str]) -> None:
    """Call a style of ours, and those it rests on, as the document does."""
    from docx.oxml.ns import qn

    style.styleId = ids[style.styleId]
    for tag in ("w:basedOn", "w:next"):
        for other in style.findall(qn(tag)):
            other.set(qn("w:val"), ids[other.get(qn("w:val"))])


def _speak(styles: Any, language: str) -> None:
    """Set the language of all styles: a firm's may say that its texts are in another one."""
    from docx.oxml.ns import qn

    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    for style in styles.xpath('./w:style[@w:type="paragraph"][@w:default="1"]'):
        look = style.get_or_add_rPr()
        if look.find(qn("w:lang")) is None:
            look.append(look.makeelement(qn("w:lang"), {qn("w:val"): language}))


def _bullet_list(document: Any) -> int:
    """The number of a list of points, which is made for it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = document.part.numbering_part.element
    numbers = [int(n) for n in numbering.xpath("./w:abstractNum/@w:abstractNumId")]
    number = max(numbers, default=0) + 1
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(len(numbering.xpath("./w:numPicBullet")), made)
    return int(numbering.add_num(number).numId)
