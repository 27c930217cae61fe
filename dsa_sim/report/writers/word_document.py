"""The empty document that a briefing in Word begins with: ours, or that of a firm."""

from typing import Any

from dsa_sim.report.writers.word_styles import Look

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
_COMPATIBLE_WITH = "15"
"""The version of Word whose layout is meant; below it Word says that it is in an old mode."""


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
