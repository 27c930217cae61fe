"""The briefing as a Word memorandum that counsel can edit: headings, tables, pictures, contents."""

import io
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
)
from dsa_sim.report.writers.formats import Order
from dsa_sim.report.writers.office import (
    chart_picture,
    clean_archive,
    describe,
    picture_logo,
    readable,
)

_WIDTH = 6.3
_PAPER = {"a4": (8.268, 11.693), "us-letter": (8.5, 11.0)}


def write(order: Order) -> bytes:
    """The memorandum of a briefing, on the paper that the plan of its case wants."""
    return write_memorandum(order.briefing, paper=order.case.plan.paper)


def write_memorandum(briefing: Briefing, *, paper: str = "a4") -> bytes:
    """Write the briefing as a Word file."""
    return _Memo(briefing, paper).finished()


class _Memo:
    def __init__(self, briefing: Briefing, paper: str) -> None:
        from docx import Document

        self._briefing = briefing
        self._document = Document()
        self._language = briefing.lang.info.locale.replace("_", "-")
        self._figures = 0
        self._set_up(paper)

    def finished(self) -> bytes:
        self._head()
        if not self._briefing.is_compact:
            self._contents()
        for section in self._briefing.sections:
            if section.title:
                self._document.add_heading(readable(section.title), level=1)
            for block in section.blocks:
                self._block(block)
        describe(self._document.core_properties, self._briefing, language=self._language)
        made = io.BytesIO()
        self._document.save(made)
        return clean_archive(made.getvalue())

    def _set_up(self, paper: str) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Inches, Pt

        section = self._document.sections[0]
        section.page_width, section.page_height = map(Inches, _PAPER[paper])
        section.left_margin = section.right_margin = Inches(0.95)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Calibri", Pt(10.5)
        style.paragraph_format.space_after = Pt(6)
        language = style.element.get_or_add_rPr()
        tag = language.makeelement(qn("w:lang"), {qn("w:val"): self._language})
        language.append(tag)
        self._footer(section)

    def _footer(self, section: Any) -> None:
        from docx.shared import Pt

        paragraph = section.footer.paragraphs[0]
        run = paragraph.add_run(f"{readable(self._briefing.foot)} · ")
        run.font.size = Pt(7)
        for text, field in _parts(self._briefing.page_words):
            made = paragraph.add_run(text)
            made.font.size = Pt(7)
            if field:
                _field(made, field)

    def _head(self) -> None:
        from docx.shared import Inches, Pt

        briefing, document = self._briefing, self._document
        if (logo := picture_logo(briefing)) is not None:
            document.add_picture(logo, width=Inches(1.7))
        for text in (briefing.house.firm, briefing.mark):
            if text:
                run = document.add_paragraph().add_run(readable(text))
                run.bold, run.font.size = True, Pt(10)
        document.add_heading(readable(briefing.title), level=0)
        document.add_paragraph(readable(briefing.subtitle), style="Subtitle")
        self._facts(briefing.facts)

    def _contents(self) -> None:
        """A table of contents: headings now, page numbers once the word processor updates it."""
        lang = self._briefing.lang
        paragraph = self._document.add_paragraph()
        paragraph.add_run(lang.tr("Contents")).bold = True
        paragraph = self._document.add_paragraph()
        titles = "\n".join(readable(s.title) for s in self._briefing.sections)
        run = paragraph.add_run()
        _field(run, 'TOC \\o "1-2" \\h \\z \\u', shown=titles, is_dirty=True)

    def _block(self, block: Block) -> None:
        document = self._document
        match block:
            case Heading(text=text, level=level):
                document.add_heading(readable(text), level=level)
            case Paragraph(text=text, tone=tone):
                run = document.add_paragraph().add_run(readable(text))
                run.bold, run.italic = tone == "lead", tone in ("quiet", "caveat")
            case Facts():
                self._facts(block)
            case Bullets(items=items):
                for item in items:
                    document.add_paragraph(readable(item), style="List Bullet")
            case Table():
                self._table(block)
            case ChartBlock():
                self._chart(block)

    def _facts(self, facts: Facts) -> None:
        from docx.shared import Inches

        table = self._document.add_table(rows=0, cols=2)
        for name, value in facts.rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = readable(name), readable(value)
            cells[0].width, cells[1].width = Inches(2.1), Inches(_WIDTH - 2.1)
        self._document.add_paragraph()

    def _table(self, table: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Inches, Pt

        made = self._document.add_table(rows=1, cols=len(table.columns))
        made.style = "Light Grid Accent 1"
        made.autofit = False
        shares = sum(column.share for column in table.columns)
        for column, across in zip(table.columns, made.columns, strict=True):
            across.width = Inches(_WIDTH * column.share / shares)
        lines = [table.heads, *table.texts]
        for n, line in enumerate(lines):
            cells = made.rows[0].cells if n == 0 else made.add_row().cells
            for column, cell, text in zip(table.columns, cells, line, strict=True):
                cell.width = Inches(_WIDTH * column.share / shares)
                cell.text = readable(text)
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(0)
                    if column.right:
                        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                    for run in paragraph.runs:
                        run.font.size = Pt(8)
                        run.bold = n == 0 or table.rows[n - 1].strong
        # The headings stand on every page that the table goes on to.
        properties = made.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
        self._document.add_paragraph()

    def _chart(self, block: ChartBlock) -> None:
        from docx.shared import Inches

        size = (_WIDTH, block.inches)
        image = chart_picture(block, self._briefing.lang, size)
        self._document.add_picture(image, width=Inches(_WIDTH))
        inline = self._document.inline_shapes[-1]._inline
        inline.docPr.set("descr", readable(block.text_alternative))
        inline.docPr.set("name", "chart")
        if not block.caption:
            return
        self._figures += 1
        caption = self._document.add_paragraph(style="Caption")
        words = self._briefing.lang.tr("Figure {n}", n=self._figures)
        caption.add_run(f"{words}: {readable(block.caption)}")


def _parts(words: str) -> list[tuple[str, str]]:
    """The words "Page {page} of {pages}" taken apart: text, and the field that follows it."""
    first, _, rest = words.partition("{page}")
    middle, _, last = rest.partition("{pages}")
    return [(first, ""), ("", "PAGE"), (middle, ""), ("", "NUMPAGES"), (last, "")]


def _field(run: Any, code: str, *, shown: str = "", is_dirty: bool = False) -> None:
    """A field that the word processor fills; `shown` stands there until it does."""
    from docx.oxml.ns import qn

    element = run._r

    def put(kind: str) -> None:
        attributes = {qn("w:fldCharType"): kind}
        if kind == "begin" and is_dirty:
            attributes[qn("w:dirty")] = "true"
        element.append(element.makeelement(qn("w:fldChar"), attributes))

    put("begin")
    instruction = element.makeelement(qn("w:instrText"), {qn("xml:space"): "preserve"})
    instruction.text = f" {code} "
    element.append(instruction)
    put("separate")
    for n, line in enumerate(shown.split("\n") if shown else ["1"]):
        if n:
            element.append(element.makeelement(qn("w:br"), {}))
        text = element.makeelement(qn("w:t"), {qn("xml:space"): "preserve"})
        text.text = line
        element.append(text)
    put("end")
