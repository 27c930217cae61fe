"""The empty document that a briefing in Word begins with: ours, or that of a firm."""

import io
from pathlib import Path
from typing import Any

from dsa_sim.language import Language
from dsa_sim.marking import mark
from dsa_sim.report.writers.firm_package import OFFICE, FirmPackage, PackageKind, Relations
from dsa_sim.report.writers.word_styles import Look, add_styles, text_width

_PAPER = {"a4": (8.268, 11.693), "us-letter": (8.5, 11.0)}
_KEPT_PARTS = frozenset({
    "fontTable", "footer", "font", "header", "image", "numbering", "settings", "styles", "theme",
})  # fmt: skip
"""The kinds of parts that a document goes on with; all others may tell of those before."""

_KEPT_SETTINGS = frozenset({
    "autoHyphenation", "bordersDoNotSurroundFooter", "bordersDoNotSurroundHeader",
    "characterSpacingControl", "clrSchemeMapping", "compat", "consecutiveHyphenLimit",
    "decimalSymbol", "defaultTabStop", "doNotHyphenateCaps", "evenAndOddHeaders", "gutterAtTop",
    "hyphenationZone", "listSeparator", "mirrorMargins", "themeFontLang",
})  # fmt: skip
_DROPPED = (
    "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
    "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel",
    "cellMerge", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "commentRangeStart", "commentRangeEnd", "commentReference", "dataBinding",
    "rsid",
)  # fmt: skip
"""The elements that tell of changes and comments, or take text from parts that are dropped."""

_REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORD = PackageKind(
    kept={
        "": ("officeDocument",),
        "officeDocument": (
            "styles", "numbering", "settings", "theme", "fontTable", "header", "footer", "image",
        ),
        "header": ("image",),
        "footer": ("image",),
        "numbering": ("image",),
        "theme": ("image",),
        "fontTable": ("font",),
    },
    content={
        "officeDocument": f"{OFFICE}.wordprocessingml.document.main+xml",
        "theme": f"{OFFICE}.theme+xml",
        **{
            kind: f"{OFFICE}.wordprocessingml.{kind}+xml"
            for kind in ("styles", "numbering", "settings", "fontTable", "header", "footer")
        },
    },
    roots={
        "officeDocument": f"{_W}document", "header": f"{_W}hdr", "footer": f"{_W}ftr",
        "fontTable": f"{_W}fonts", "theme": f"{_A}theme",
        **{kind: f"{_W}{kind}" for kind in ("styles", "numbering", "settings")},
    },
    needed=("", "officeDocument"),
    binary=("image", "font"),
    endings=(".docx", ".dotx", ".docm", ".dotm"),
)  # fmt: skip

_COMPATIBLE_WITH = "15"
"""The version of Word whose layout is meant; below it Word says that it is in an old mode."""


_LEAST_WIDTH = 1.0
"""In inches: where the text has less room, nothing can be read."""


def own_document(paper: str, look: Look) -> Any:
    """An empty document with nothing but paper, margins and the fonts and colour of its theme."""
    from docx import Document
    from docx.shared import Inches, Mm

    document = Document()
    keep_what_may_travel(document)
    for part in (document.styles.element, document.part.numbering_part.element):
        for child in list(part):
            part.remove(child)
    _set_theme(document, look)
    _set_layout(document.settings.element)
    section = document.sections[0]
    section.page_width, section.page_height = map(Inches, _PAPER[paper])
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = map(Mm, (13, 17) if look.is_compact else (24, 25))
    section.header_distance, section.footer_distance = Mm(8), Mm(8 if look.is_compact else 11)
    return document


def _set_theme(document: Any, look: Look) -> None:
    """One family of letters, and the colour of the firm where headings and rules take theirs."""
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    theme = document.part.part_related_by(KIND.THEME)
    colour = look.colour.removeprefix("#").upper().encode()
    theme._blob = theme.blob.replace(b"4F81BD", colour).replace(b'"Cambria"', b'"Calibri"')


def _set_layout(settings: Any) -> None:
    """Lay out as Word does today, and break long words where columns are narrow."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    [mode] = settings.xpath('.//w:compatSetting[@w:name="compatibilityMode"]')
    mode.set(qn("w:val"), _COMPATIBLE_WITH)
    [tabs] = settings.xpath("./w:defaultTabStop")
    tabs.addnext(OxmlElement("w:autoHyphenation"))


def firm_document(path: Path, lang: Language, look: Look) -> tuple[Any, dict[str, str]]:
    """A document or template of a firm without its body: styles, header, footer, page set-up.

    With it what it calls each of our styles, which it has now (see `add_styles`). Neither its
    properties, comments, changes and macros nor what it refers to outside are in it.

    Raises:
        ValueError: the file cannot be taken; in one line that names it and says why.
    """
    from docx import Document

    unread = mark("“{name}” is no Word document that can be read.")
    package = FirmPackage(path, lang, _WORD, unread=unread)
    kept = package.look(_pass)
    try:
        document = Document(io.BytesIO(kept))
        keep_what_may_travel(document)
        _empty_body(document.element.body)
        _drop_unused(document.part)
        for part in (document.part, *_around(document.part)):
            drop_relations(part)
            _accept_changes(part.element)
            _drop_unused(part)
        _require_numbering(document.part)
        for root in (document.styles.element, document.part.numbering_part.element):
            _accept_changes(root)
        styles = add_styles(document, look)
        has_room = text_width(document) > _LEAST_WIDTH
    except Exception as error:  # the library raises what it likes at a damaged file
        raise package.unreadable() from error
    if not has_room:
        raise package.unreadable()
    return document, styles


def _pass(root: Any, part: str, kind: str, kept: Relations) -> None:
    """Let any part pass: what it must not hold is taken out of the document as a whole."""


def _empty_body(body: Any) -> None:
    """Leave nothing of the body but the set-up of its last pages, in one column."""
    from docx.oxml import OxmlElement

    sections = body.xpath("./w:sectPr | ./w:p/w:pPr/w:sectPr")
    last = sections.pop() if sections else OxmlElement("w:sectPr")
    for earlier in reversed(sections):
        _inherit(last, earlier)
    for child in list(body):
        body.remove(child)
    for child in last.xpath("./w:cols | ./w:footnotePr | ./w:endnotePr | ./w:type"):
        last.remove(child)
    body.append(last)


def _inherit(section: Any, earlier: Any) -> None:
    """A section has the headers and footers of the one before where it has none of its own."""
    from docx.oxml.ns import qn

    kind = qn("w:type")
    has = {(child.tag, child.get(kind)) for child in section}
    for child in earlier.xpath("./w:headerReference | ./w:footerReference"):
        if (child.tag, child.get(kind)) not in has:
            section.insert(0, child)


def _drop_unused(part: Any) -> None:
    """Drop pictures, headers and footers that nothing shows any more."""
    shown = set(part.element.xpath(f"//@*[namespace-uri() = '{_REFERENCES}']"))
    for name, relation in list(part.rels.items()):
        if name not in shown and relation.reltype.endswith(("/image", "/header", "/footer")):
            del part.rels[name]


def _around(part: Any) -> list[Any]:
    """The headers and footers of a document."""
    kinds = ("/header", "/footer")
    return [r.target_part for r in part.rels.values() if r.reltype.endswith(kinds)]


def has_footer(document: Any) -> bool:
    """Tell whether anything stands at the foot of the pages."""
    return any(
        part.element.xpath(".//w:t | .//w:drawing | .//w:pict | .//w:fldSimple | .//w:instrText")
        for part in _around(document.part)
        if part.element.tag.endswith("}ftr")
    )


def footers(document: Any) -> list[Any]:
    """The footer of every kind of page that the document has."""
    section = document.sections[0]
    found = [section.footer]
    if section.different_first_page_header_footer:
        found.append(section.first_page_footer)
    if document.settings.odd_and_even_pages_header_footer:
        found.append(section.even_page_footer)
    return found


def _accept_changes(root: Any) -> None:
    """Take changes over, drop comments, and what tells at which sitting something was written."""
    for element in root.xpath("//*[@w:rsidR or @w:rsidRPr or @w:rsidSect or @w:rsidRDefault]"):
        for name in [name for name in element.attrib if "}rsid" in name]:
            del element.attrib[name]
    for tag in _DROPPED:
        for element in root.xpath(f".//w:{tag}"):
            element.getparent().remove(element)
    for tag in ("ins", "moveTo"):
        for element in root.xpath(f".//w:{tag}"):
            _unwrap(element)


def _unwrap(element: Any) -> None:
    """Put what is in an element in its place."""
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def _require_numbering(part: Any) -> None:
    """Give a document without lists the place in which lists are declared."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    if not any(relation.reltype == KIND.NUMBERING for relation in part.rels.values()):
        numbering = Document().part.numbering_part
        for child in list(numbering.element):
            numbering.element.remove(child)
        part.relate_to(numbering, KIND.NUMBERING)


def keep_what_may_travel(document: Any) -> None:
    """Drop every part and setting that a document of its own kind does not need."""
    package, part = document.part.package, document.part
    for name, relation in list(package.rels.items()):
        if relation.is_external or relation.target_part is not part:
            del package.rels[name]
    settings = document.settings.element
    for setting in list(settings):
        if setting.tag.rpartition("}")[2] not in _KEPT_SETTINGS:
            settings.remove(setting)
    drop_relations(part)


def drop_relations(part: Any) -> None:
    """Drop what a part refers to but need not, and what is outside of the document."""
    for name, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external or kind not in _KEPT_PARTS:
            del part.rels[name]
    element = getattr(part, "element", None)
    if element is None:
        return
    for holder in element.xpath(f"//*[@*[namespace-uri() = '{_REFERENCES}']]"):
        names = {k: v for k, v in holder.attrib.items() if k.startswith(f"{{{_REFERENCES}}}")}
        lost = [name for name, relation in names.items() if relation not in part.rels]
        if not lost or holder.getparent() is None:
            continue
        if holder.tag.endswith("}hyperlink"):
            _unwrap(holder)
        elif len(lost) == len(names):
            holder.getparent().remove(holder)
        else:
            for name in lost:
                del holder.attrib[name]
