"""The briefing as a Word memorandum that counsel can edit: headings, tables, pictures, contents."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

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
from dsa_sim.report.writers.formats import Order
from dsa_sim.report.writers.office import (
    chart_picture,
    clean_archive,
    describe,
    picture_logo,
    readable,
)
from dsa_sim.report.writers.word_document import (
    firm_document,
    footers,
    has_footer,
    own_document,
)
from dsa_sim.report.writers.word_fields import add_contents, add_words, mark_heading
from dsa_sim.report.writers.word_styles import Look, add_styles, text_width

_LOGO_MM = (50, 14)
_SHORT_NAME = 18
"""Names of facts of fewer letters take less of the width."""

_TONES = {
    "body": "BodyText", "lead": "BriefingLead", "quiet": "BriefingQuiet",
    "caveat": "BriefingCaveat",
}  # fmt: skip
_LEAD_INS = {"body": "BriefingLeadIn", "quiet": "BriefingQuietLeadIn"}
"""The styles of paragraphs that stay with what they lead in to."""


def write(order: Order) -> bytes:
    """The memorandum of a briefing, on the paper that the plan of its case wants."""
    wanted = order.wanted.document
    return write_memorandum(order.briefing, paper=order.case.plan.paper, document=wanted)


def write_memorandum(
    briefing: Briefing, *, paper: str = "a4", document: Path | None = None
) -> bytes:
    """Write the briefing as a Word file.

    With a `document` (a .docx or .dotx of the firm) its styles, header, footer and page set-up
    are used, and neither `paper` nor the logo; its own text is left out.

    Raises:
        ValueError: the document cannot be taken; in one line that says why.
    """
    return _Memo(briefing, paper, document).finished()


class _Memo:
    def __init__(self, briefing: Briefing, paper: str, firms: Path | None) -> None:
        self._briefing, self._lang = briefing, briefing.lang
        self._language = briefing.lang.info.locale.replace("_", "-")
        look = Look(
            colour=briefing.house.colour or Look().colour, language=self._language,
            is_compact=briefing.is_compact,
        )  # fmt: skip
        if firms is None:
            self._document = own_document(paper, look)
            self._styles = add_styles(self._document, look)
        else:
            self._document, self._styles = firm_document(firms, briefing.lang, look)
        self._is_own = firms is None
        self._across = text_width(self._document)
        self._figures = 0
        self._title = readable(briefing.title)
        """The heading above what is written, by which tables and charts are called."""

    def finished(self) -> bytes:
        self._head()
        if not self._briefing.is_compact:
            self._contents()
        self._sections()
        self._foot()
        describe(self._document.core_properties, self._briefing, language=self._language)
        made = io.BytesIO()
        self._document.save(made)
        return clean_archive(made.getvalue())

    def _add(self, text: str, style: str) -> Any:
        """A paragraph of the text in the style, which is called as in our own list of styles."""
        paragraph = self._document.add_paragraph(readable(text))
        paragraph._p.style = self._styles[style]
        return paragraph

    # Around the sections

    def _foot(self) -> None:
        """The foot of every page; where the firm has one of its own, the end of the last."""
        foot = readable(self._briefing.foot)
        if has_footer(self._document):
            self._add(foot, "BriefingQuiet")
            return
        for footer in footers(self._document):
            paragraph = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
            paragraph._p.style = self._styles["Footer"]
            paragraph.add_run(f"{foot} · ")
            pages = {"page": ("PAGE", "1"), "pages": ("NUMPAGES", "1")}
            add_words(paragraph, self._briefing.page_words, pages)

    def _head(self) -> None:
        briefing = self._briefing
        if self._is_own:
            self._logo()
        for text in (briefing.house.firm if self._is_own else "", briefing.mark):
            if text:
                self._add(text, "BriefingMark")
        self._add(briefing.title, "Title")
        self._add(briefing.subtitle, "Subtitle")
        self._facts(briefing.facts)

    def _logo(self) -> None:
        from docx.shared import Mm

        logo = picture_logo(self._briefing)
        if logo is None:
            return
        run = self._add("", "BriefingLogo").add_run()
        widest, height = map(Mm, _LOGO_MM)
        picture = run.add_picture(logo, height=height)
        if picture.width > widest:
            picture.width, picture.height = widest, round(picture.height * widest / picture.width)
        _describe_picture(picture, self._briefing.house.firm or "Logo", "")

    def _contents(self) -> None:
        """The titles of the sections with links to them, in the order in which they follow."""
        titled = [s for s in self._briefing.sections if s.title]
        if not titled:
            return
        self._add(self._lang.tr("Contents"), "TOCHeading")
        lines = [self._add("", "TOC1") for _ in titled]
        marks = [(readable(s.title), f"_Toc{n:06}") for n, s in enumerate(titled, start=1)]
        add_contents(lines, marks)

    def _sections(self) -> None:
        number, was_annex = 0, False
        for section in self._briefing.sections:
            if section.title:
                number += 1
                heading = self._heading(section.title, 1)
                mark_heading(heading, number)
                if section.is_annex and not was_annex:
                    heading.paragraph_format.page_break_before = True
            was_annex = was_annex or section.is_annex
            self._blocks(section)

    def _blocks(self, section: Section) -> None:
        for block, following in pairwise((*section.blocks, None)):
            if isinstance(block, Paragraph):
                leads_in = isinstance(following, Table | Facts | Bullets | ChartBlock)
                style = _LEAD_INS.get(block.tone) if leads_in else None
                self._add(block.text, style or _TONES[block.tone])
            elif block is not None:
                self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                self._heading(text, level)
            case Facts():
                self._facts(block)
            case Bullets(items=items):
                for item in items:
                    self._add(item, "ListBullet")
            case Table():
                self._table(block)
            case ChartBlock():
                self._chart(block)

    def _heading(self, text: str, level: int) -> Any:
        self._title = readable(text)
        return self._add(text, f"Heading{min(level, 3)}")

    # Tables

    def _facts(self, facts: Facts) -> None:
        if not facts.rows:
            return
        is_narrow = all(len(name) < _SHORT_NAME for name, _ in facts.rows)
        first = 0.19 if is_narrow else 0.38
        table = self._grid(len(facts.rows), (first, 1 - first), "BriefingFacts", self._title)
        for row, pair in zip(table.rows, facts.rows, strict=True):
            for cell, text, style in zip(
                row.cells, pair, ("BriefingFactName", "BriefingFact"), strict=True
            ):
                self._fill(cell, text, style)

    def _table(self, table: Table) -> None:
        if self._document.element.body[-2].tag.endswith("}tbl") and table.summary:
            # Two tables without a word between them would become one.
            self._add(table.summary, "BriefingQuietLeadIn")
        shares = [column.share / sum(c.share for c in table.columns) for column in table.columns]
        made = self._grid(len(table.rows) + 1, shares, "BriefingTable", table.summary)
        head, *rows = made.rows
        for column, cell, text in zip(table.columns, head.cells, table.heads, strict=True):
            self._fill(cell, text, f"BriefingTable{'Figure' if column.right else ''}Head")
        head._tr.get_or_add_trPr().append(_switch("w:tblHeader"))
        for made_row, row, texts in zip(rows, table.rows, table.texts, strict=True):
            first, *others = made_row.cells
            if row.strong and others and not any(texts[1:]):
                # It is the heading of the rows below it, and as wide as they are.
                self._fill(first.merge(others[-1]), texts[0], "BriefingTableHead")
                continue
            for column, cell, text in zip(table.columns, made_row.cells, texts, strict=True):
                style = f"BriefingTable{'Figure' if column.right else 'Text'}"
                self._fill(cell, text, style, is_strong=row.strong)

    def _grid(self, rows: int, shares: Any, style: str, told: str) -> Any:
        """An empty table of so many rows, with what it is called for those who hear it."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Inches

        table = self._document.add_table(rows=rows, cols=len(shares))
        table._tbl.tblStyle_val = self._styles[style]
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Inches(self._across * share)
        for row in table._tbl.tr_lst:
            row.get_or_add_trPr().append(_switch("w:cantSplit"))
            for cell, share in zip(row.tc_lst, shares, strict=True):
                cell.width = Inches(self._across * share)
        for tag, text in (("w:tblCaption", self._title), ("w:tblDescription", readable(told))):
            table._tbl.tblPr.append(OxmlElement(tag, attrs={qn("w:val"): text}))
        return table

    def _fill(self, cell: Any, text: str, style: str, *, is_strong: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._styles[style]
        run = paragraph.add_run(readable(text))
        if is_strong:
            run._r.style = self._styles["Strong"]

    # Charts

    def _chart(self, block: ChartBlock) -> None:
        from docx.shared import Inches

        image = chart_picture(block, self._lang, (self._across, block.inches))
        holder = self._add("", "BriefingChart" if block.caption else "BriefingBareChart")
        picture = holder.add_run().add_picture(image, width=Inches(self._across))
        name = readable(block.caption) or self._title
        _describe_picture(picture, name, readable(block.text_alternative))
        if not block.caption:
            return
        self._figures += 1
        caption = self._add("", "Caption")
        number = (r"SEQ Figure \* ARABIC", str(self._figures))
        add_words(caption, self._lang.tr("Figure {n}", n="{n}"), {"n": number})
        caption.add_run(f"{self._lang.info.colon}{readable(block.caption)}")


def _describe_picture(picture: Any, title: str, told: str) -> None:
    """What a picture shows, for those who hear it."""
    about = picture._inline.docPr
    about.set("name", title)
    about.set("descr", told or title)


def _switch(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)
