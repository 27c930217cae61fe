"""The briefing as an Excel workbook: live formulas for maxima, worksheets and scenarios.

Finance can change a turnover, a rate or an assumption and see what follows. The statutory maxima
are computed in whole cents by long division on the sheet *Cents*: a plain ROUNDDOWN of 6 % is a
cent out now and then, because a spreadsheet counts in binary fractions. What a simulation gave
stands as values and says so. There are no macros.
"""

import io
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.report.blocks import Briefing, Bullets, Facts, Heading, Paragraph, Section, Table
from dsa_sim.report.office import PROGRAM, clean_archive, readable, stamp
from dsa_sim.report.saving import write_whole
from dsa_sim.report.workbook_model import ModelSheets, set_up_page

_VALUES = ("summary", "exposure", "drivers", "assumptions", "proceedings", "legal", "caveats")
"""The sections that stand in the workbook as text and values."""

_SUMMARY_WIDTHS = (34, 90)
_SECTION_WIDTHS = (40, *[28] * 6)
_LINE, _TITLE, _TALLEST = 15, 24, 409
"""Points of a line of text, of a title, and of the tallest row that a spreadsheet has."""


def write_workbook(
    briefing: Briefing, case: Case, compared: tuple[Assessment, ...], path: Path | None = None
) -> bytes:
    """Write the workbook to `path` (None: only give the bytes back).

    `case` and `compared` are what the briefing was made from (see `briefing.compared_of`).

    Raises:
        OSError: the file cannot be written; what was there before is left alone.
    """
    made = _Book(briefing, case, compared).finished()
    if path is not None:
        write_whole(path, made)
    return made


class _Book:
    def __init__(self, briefing: Briefing, case: Case, compared: tuple[Assessment, ...]) -> None:
        import xlsxwriter

        self._briefing, self._case, self._compared = briefing, case, compared
        self._made = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._made,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False},
        )  # fmt: skip
        self._formats: dict[str, Any] = {
            name: self._book.add_format({"text_wrap": True, "valign": "top", **style})
            for name, style in _STYLES.items()
        }

    def finished(self) -> bytes:
        self._describe()
        self._summary()
        ModelSheets(self._book, self._formats, self._briefing, self._compared).write()
        for section in self._briefing.sections:
            if section.code in _VALUES and section.code != "summary":
                self._section_sheet(section)
        self._book.close()
        return clean_archive(self._made.getvalue())

    def _describe(self) -> None:
        briefing = self._briefing
        self._book.set_properties(
            {
                "title": readable(briefing.title), "subject": readable(briefing.subtitle),
                "author": PROGRAM, "created": stamp(briefing.as_of).replace(tzinfo=None),
            }
        )  # fmt: skip
        self._book.set_calc_mode("auto")

    def _sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(sheet_name(name))
        for n, width in enumerate(widths):
            sheet.set_column(n, n, width)
        set_up_page(sheet, self._briefing, self._case.plan.paper)
        return sheet

    def _summary(self) -> None:
        lang, briefing = self._briefing.lang, self._briefing
        sheet = self._sheet(lang.tr("Summary"), _SUMMARY_WIDTHS)
        row = 0
        for text in (briefing.house.firm, briefing.mark):
            if text:
                sheet.write_string(row, 0, readable(text), self._formats["strong"])
                row += 1
        self._title(sheet, row, briefing.title)
        row += 2
        for name, value in briefing.facts.rows:
            sheet.write_string(row, 0, readable(name), self._formats["quiet"])
            sheet.write_string(row, 1, readable(value), self._formats["text"])
            row += 1
        row += 1
        note = lang.tr(
            "Blue cells are inputs: change them and the maxima, worksheets and scenarios follow. "
            "Results of the simulation are values; they do not follow."
        )
        sheet.merge_range(row, 0, row, 1, note, self._formats["note"])
        sheet.set_row(row, 34)
        row += 2
        for section in briefing.sections:
            if section.code == "summary":
                self._blocks(sheet, section, row, _SUMMARY_WIDTHS)

    def _section_sheet(self, section: Section) -> None:
        sheet = self._sheet(section.title, _SECTION_WIDTHS)
        row = 0
        self._title(sheet, row, section.title)
        row += 1
        if section.code in ("exposure", "drivers"):
            words = self._briefing.lang.tr("Values of the simulation, not formulas.")
            sheet.write_string(row, 0, words, self._formats["note"])
            row += 1
        self._blocks(sheet, section, row + 1, _SECTION_WIDTHS)

    def _blocks(self, sheet: Any, section: Section, row: int, widths: Sequence[int]) -> None:
        strong = self._formats["strong"]
        for block in section.blocks:
            match block:
                case Heading(text=words):
                    sheet.write_string(row + 1, 0, readable(words), strong)
                    row += 2
                case Paragraph() | Bullets():
                    for words in [block.text] if isinstance(block, Paragraph) else block.items:
                        self._sentence(sheet, row, words, widths)
                        row += 1
                case Facts(rows=rows):
                    for fact in rows:
                        self._row(sheet, row, fact, widths, "text")
                        row += 1
                case Table(columns=columns, rows=rows):
                    self._row(sheet, row, [column.title for column in columns], widths, "head")
                    for n, line in enumerate(rows, start=1):
                        self._row(sheet, row + n, line, widths, "text")
                    row += len(rows) + 2

    def _title(self, sheet: Any, row: int, words: str) -> None:
        sheet.write_string(row, 0, readable(words), self._formats["title"])
        sheet.set_row(row, _TITLE)

    def _sentence(self, sheet: Any, row: int, words: str, widths: Sequence[int]) -> None:
        """Words across the first two columns."""
        sheet.merge_range(row, 0, row, 1, readable(words), self._formats["text"])
        sheet.set_row(row, row_height([words], [widths[0] + widths[1]]))

    def _row(
        self, sheet: Any, row: int, cells: Sequence[str], widths: Sequence[int], style: str
    ) -> None:
        for n, cell in enumerate(cells):
            sheet.write_string(row, n, readable(cell), self._formats[style])
        sheet.set_row(row, row_height(cells, widths))


_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "strong": {"bold": True, "text_wrap": False},
    "quiet": {"font_color": "#565f6c"},
    "text": {},
    "note": {"italic": True, "font_color": "#565f6c"},
    "head": {"bold": True, "bottom": 1, "bg_color": "#f3f6fa"},
    "law": {"font_color": "#565f6c", "font_size": 9},
    "money": {"num_format": "#,##0.00"},
    "total": {"num_format": "#,##0.00", "bold": True, "top": 1},
    "whole": {"num_format": "0"},
    "rate": {"num_format": "0.000000"},
    "share": {"num_format": "0.0000%"},
    "number": {"num_format": "0.0000"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "in_money": {"num_format": "#,##0.00", "font_color": "#0000ff", "bg_color": "#eef4ff"},
    "in_rate": {"num_format": "0.000000", "font_color": "#0000ff", "bg_color": "#eef4ff"},
    "in_share": {"num_format": "0.0000%", "font_color": "#0000ff", "bg_color": "#eef4ff"},
    "in_number": {"num_format": "0.0000", "font_color": "#0000ff", "bg_color": "#eef4ff"},
}


def sheet_name(words: str) -> str:
    """The words as a sheet can be called: at most 31 letters, without the signs it forbids."""
    plain = "".join(" " if c in "[]:*?/\\" else c for c in readable(words)).strip().strip("'")
    return plain[:31] or "–"


def row_height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Points in which texts stand whole in columns of so many digits.

    Spreadsheets other than Excel do not find it themselves when they open the file.
    """
    lines = (
        sum(max(1, ceil(len(line) / width)) for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=False)
    )
    return float(min(_TALLEST, _LINE * max(lines)))
