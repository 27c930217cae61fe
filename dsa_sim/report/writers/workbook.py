"""The briefing as an Excel workbook: live formulas for maxima, worksheets and scenarios.

Finance can change a turnover, a rate or an assumption and see what follows. The statutory maxima
are computed in whole cents by long division on the sheet *Cents*: a plain ROUNDDOWN of 6 % is a
cent out now and then, because a spreadsheet counts in binary fractions. What a simulation gave
stands as values and says so. There are no macros.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dsa_sim.language.coverage_words import foot_words
from dsa_sim.language.tables import Amount, Column, Row, Share, Table, row_of
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.model.sensitivity import TRIALS
from dsa_sim.model.streams import whole_blocks
from dsa_sim.report.briefing.blocks import (
    Briefing,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.document import compared_of
from dsa_sim.report.charts.chart_data import scenario_title
from dsa_sim.report.charts.drivers_data import TornadoData
from dsa_sim.report.writers import workbook_charts
from dsa_sim.report.writers.formats import Order
from dsa_sim.report.writers.office import PROGRAM, clean_archive, readable, stamp
from dsa_sim.report.writers.workbook_cells import Placed, protect, row_height, set_up_page
from dsa_sim.report.writers.workbook_model import ModelSheets

_VALUES = (
    "summary",
    "portfolio",
    "exposure",
    "drivers",
    "questions",
    "points",
    "since",
    "methods",
    "proceedings",
    "assumptions",
    "legal",
    "glossary",
    "caveats",
)
"""The sections that stand in the workbook as text and values: what the live sheets do not hold."""

_SIMULATED = ("portfolio", "exposure", "drivers")
"""Those whose numbers the simulation gave."""

_SUMMARY_WIDTHS = (34, 90)
_SECTION_WIDTHS = (40, *[28] * 7)
_NEAR = 6
"""So many rows may be repeated on each page."""
_LINE, _TITLE = 15, 24
"""Points of a line of text, and of a title."""


def write(order: Order) -> bytes:
    """The workbook of a briefing, with the model of its case."""
    case = order.case
    compared = compared_of(case, order.wanted.scenario) if order.has_model else ()
    return write_workbook(order.briefing, case, compared)


def write_workbook(briefing: Briefing, case: Case, compared: tuple[Assessment, ...]) -> bytes:
    """Write the workbook.

    `case` and `compared` are what the briefing was made from (see `document.compared_of`); without
    any there are values alone, and no model.
    """
    return _Book(briefing, case, compared).finished()


class _Book:
    def __init__(self, briefing: Briefing, case: Case, compared: tuple[Assessment, ...]) -> None:
        import xlsxwriter

        self._briefing, self._case, self._compared = briefing, case, compared
        self._made = io.BytesIO()
        self._section = ""
        self._placed: list[tuple[str, Placed]] = []
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
        summary = self._sheet(self._briefing.lang.tr("Summary"), _SUMMARY_WIDTHS)
        if self._compared:
            protect(summary)
        model = charts = None
        if self._compared:
            model = ModelSheets(self._book, self._formats, self._briefing, self._compared)
            charts = self._sheet(self._briefing.lang.tr("Charts"), workbook_charts.WIDTHS)
            protect(charts)
            model.write()
        self._summary(summary, model)
        for section in _without_numbers(self._briefing):
            if section.code in _VALUES and section.code != "summary":
                self._section_sheet(section)
        if model is not None and charts is not None:
            drivers = self._found("drivers", self._briefing.lang.tr("Input"))
            added = self._found("exposure", self._briefing.lang.tr("Alleged infringement"))
            workbook_charts.fill(charts, model, drivers, added)
        self._book.close()
        return clean_archive(self._made.getvalue())

    def _found(self, section: str, head: str) -> Placed | None:
        """The table of a section whose first column is headed so, as it stands on its sheet."""
        of_section = (placed for code, placed in self._placed if code == section)
        return next((p for p in of_section if p.table.heads[0] == head and p.table.rows), None)

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
        sheet = self._book.add_worksheet(sheet_name(name, self._book.sheetnames))
        for n, width in enumerate(widths):
            sheet.set_column(n, n, width)
        set_up_page(sheet, self._briefing, self._case.plan.paper)
        return sheet

    def _summary(self, sheet: Any, model: ModelSheets | None) -> None:
        briefing = self._briefing
        row = 0
        for text in (briefing.house.firm, briefing.mark):
            if text:
                sheet.write_string(row, 0, readable(text), self._formats["strong"])
                row += 1
        self._title(sheet, row, briefing.title, _SUMMARY_WIDTHS)
        row += 2
        for name, value in briefing.facts.rows:
            sheet.write_string(row, 0, readable(name), self._formats["quiet"])
            sheet.write_string(row, 1, readable(value), self._formats["text"])
            sheet.set_row(row, row_height([name, value], _SUMMARY_WIDTHS))
            row += 1
        row = self._live(sheet, row + 1, model) if model is not None else row + 1
        for section in briefing.sections:
            if section.code == "summary":
                self._blocks(sheet, section, row, _SUMMARY_WIDTHS)

    def _live(self, sheet: Any, row: int, model: ModelSheets) -> int:
        """The key figures of the model, and which cells of the workbook are alive."""
        lang = self._briefing.lang
        row = self._key_figures(sheet, row, model)
        note = lang.tr(
            "Blue and yellow cells are inputs: change them and the maxima, worksheets and "
            "scenarios follow. Sentences and the results of the simulation (violet cells) do not: "
            "they are as of the day of this workbook."
        )
        sheet.merge_range(row, 0, row, 1, note, self._formats["note"])
        sheet.set_row(row, row_height([note], [sum(_SUMMARY_WIDTHS)]))
        return row + 2

    def _key_figures(self, sheet: Any, row: int, model: ModelSheets) -> int:
        """The first total with its maximum, live, and what the totals leave out."""
        lang, first = self._briefing.lang, self._compared[0]
        title = scenario_title(first, lang)
        names = (
            lang.tr("Total: {scenario}", scenario=title), lang.tr("Maximum beside the total"),
            lang.tr("What it is"),
        )  # fmt: skip
        for name, cell in zip(names, model.key_figures, strict=True):
            if cell is not None:
                sheet.write_string(row, 0, readable(name), self._formats["quiet"])
                model.put(sheet, row, 1, cell)
                row += 1
        left_out = foot_words(self._compared, lang, of_sum=True)
        if left_out:
            sheet.write_string(row, 0, lang.tr("Not included"), self._formats["quiet"])
            sheet.write_string(row, 1, readable(left_out), self._formats["text"])
            sheet.set_row(row, row_height([left_out], [_SUMMARY_WIDTHS[1]]))
            row += 1
        return row + 1

    def _section_sheet(self, section: Section) -> None:
        self._section = section.code
        sheet = self._sheet(section.title, _SECTION_WIDTHS)
        row = 0
        self._title(sheet, row, section.title, _SECTION_WIDTHS)
        row += 1
        if section.code in _SIMULATED:
            self._sentence(sheet, row, self._simulated(section.code), _SECTION_WIDTHS, "note")
            row += 1
        self._blocks(sheet, section, row + 1, _SECTION_WIDTHS)
        self._repeat(sheet)

    def _repeat(self, sheet: Any) -> None:
        """Repeat the title on every page, and the headings where there is one table near it."""
        heads = [p.first for _, p in self._placed if p.sheet == sheet.get_name()]
        is_near = len(heads) == 1 and heads[0] <= _NEAR
        sheet.repeat_rows(0, heads[0] - 1 if is_near else 0)

    def _simulated(self, code: str) -> str:
        """That values are those of a simulation, with its trials and its seed."""
        lang, trials = self._briefing.lang, self._case.trials
        words = lang.tr("Values of the simulation, not formulas.")
        if not self._compared:
            # Each case of a portfolio has a seed of its own: the foot tells them all.
            return f"{words} {self._briefing.foot}"
        trials = whole_blocks(min(TRIALS, trials) if code == "drivers" else trials)
        run = lang.ntr("{n} trial", "{n} trials", trials)
        seed = lang.tr("seed {seed}", seed=self._case.seed)
        return f"{words} {run}, {seed}."

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
                case Facts(cells=rows):
                    for fact in rows:
                        self._row(sheet, row, fact, widths, "text")
                        row += 1
                case Table():
                    row = self._table(sheet, row, block, widths)
                case ChartBlock(data=TornadoData() as data):
                    row = self._drivers(sheet, row, data, widths)

    def _table(self, sheet: Any, row: int, table: Table, widths: Sequence[int]) -> int:
        """A table from that row on, to be sorted and filtered; the row below it and its distance.

        A table of Excel needs a row and headings that differ.
        """
        self._row(sheet, row, row_of(*table.heads), widths, "head")
        if table.rows and len({head.casefold() for head in table.heads} - {""}) == len(table.heads):
            columns = [
                {
                    "header": readable(column.title),
                    "header_format": self._formats["head_sorted" if column.right else "head"],
                }
                for column in table.columns
            ]
            last = row + len(table.rows), len(columns) - 1
            sheet.add_table(row, 0, *last, {"columns": columns, "style": None})
        note = self._simulated(self._section) if self._section in _SIMULATED else ""
        placed = Placed(sheet=sheet.get_name(), first=row + 1, table=table, note=note)
        self._placed.append((self._section, placed))
        for n, line in enumerate(table.rows, start=1):
            self._row(sheet, row + n, line, widths, "text")
        return row + len(table.rows) + 2

    def _drivers(self, sheet: Any, row: int, data: TornadoData, widths: Sequence[int]) -> int:
        """The plotted values of the drivers, the widest first."""
        lang = self._briefing.lang
        heads = (
            lang.tr("Input"), lang.tr("Result at its low end"), lang.tr("Result at its high end"),
        )  # fmt: skip
        columns = tuple(Column(title=head, right=n > 0) for n, head in enumerate(heads))
        table = data.cells(lang).only("input", "low", "high")
        return self._table(sheet, row, replace(table, columns=columns), widths)

    def _title(self, sheet: Any, row: int, words: str, widths: Sequence[int]) -> None:
        self._sentence(sheet, row, words, [w * _LINE // _TITLE for w in widths], "title")
        lines = row_height([words], [sum(widths[:2]) * _LINE // _TITLE]) // _LINE
        sheet.set_row(row, lines * _TITLE)

    def _sentence(
        self, sheet: Any, row: int, words: str, widths: Sequence[int], style: str = "text"
    ) -> None:
        """Words across the first two columns."""
        sheet.merge_range(row, 0, row, 1, readable(words), self._formats[style])
        sheet.set_row(row, row_height([words], [widths[0] + widths[1]]))

    def _row(self, sheet: Any, row: int, line: Row, widths: Sequence[int], style: str) -> None:
        """A row of cells: numbers and days as such, those of the simulation marked."""
        look = "sim_" if self._section in _SIMULATED else ""
        for n, cell in enumerate(line.cells):
            match cell.value:
                case Amount(value=number):
                    sheet.write_number(row, n, float(number), self._formats[f"{look}money"])
                case Share(value=number):
                    sheet.write_number(row, n, float(number), self._formats[f"{look}share"])
                case Decimal() as number:
                    sheet.write_number(row, n, float(number), self._formats[f"{look}plain"])
                case date() as day:
                    sheet.write_datetime(row, n, day, self._formats["day"])
                case _:
                    sheet.write_string(row, n, readable(cell.text), self._formats[style])
        sheet.set_row(row, row_height(line.texts, widths))


_NUMBERS = {
    "money": "#,##0.00", "rate": "0.000000", "share": "0.00##%", "number": "0.0000",
    "whole": "0", "day": "yyyy-mm-dd", "plain": "#,##0.######",
}  # fmt: skip
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "strong": {"bold": True, "text_wrap": False},
    "quiet": {"font_color": "#565f6c"},
    "text": {},
    "note": {"italic": True, "font_color": "#565f6c"},
    "reason": {"font_color": "#565f6c", "font_size": 9},
    "head": {"bold": True, "bottom": 1, "bg_color": "#f3f6fa"},
    "head_right": {"bold": True, "bottom": 1, "bg_color": "#f3f6fa", "align": "right"},
    # The button that sorts and filters stands at the right of its heading.
    "head_sorted": {
        "bold": True,
        "bottom": 1,
        "bg_color": "#f3f6fa",
        "align": "right",
        "indent": 2,
    },
    "law": {"font_color": "#565f6c", "font_size": 9},
    "total": {"num_format": _NUMBERS["money"], "bold": True, "top": 1},
}
_LOOKS: dict[str, dict[str, Any]] = {
    "": {},
    # What is entered: in the base case, by a scenario itself, and where no formula follows it.
    "in_": {"font_color": "#0000ff", "bg_color": "#eef4ff", "locked": False},
    "set_": {"font_color": "#0000ff", "bg_color": "#fff2cc", "bold": True, "locked": False},
    "free_": {"locked": False},
    # What a scenario takes over from the base case, and what the simulation gave.
    "as_": {"font_color": "#7a828e", "italic": True},
    "sim_": {"bg_color": "#f1eef8"},
}
_STYLES |= {
    f"{look}{name}": {
        "num_format": number, **({"align": "left"} if name == "day" else {}), **style
    }
    for look, style in _LOOKS.items()
    for name, number in _NUMBERS.items()
}  # fmt: skip


def _without_numbers(briefing: Briefing) -> Iterator[Section]:
    """The sections under their plain titles: sheets are found by name, not by number."""
    annexes = 0
    for section in briefing.sections:
        annexes += section.is_annex
        number = briefing.lang.tr("Annex {n}: {title}", n=annexes, title="")
        title = section.title.removeprefix(number) if section.is_annex else section.title
        yield replace(section, title=title)


_LONGEST_NAME = 31
_RESERVED_NAME = "history"
_NAME_ENDS = "' "


def sheet_name(words: str, taken: Iterable[str] = ()) -> str:
    """The words as a sheet can be called in Excel.

    At most 31 letters (as Excel counts them: one beyond the 16 bits of most is two), none of those
    it forbids, no apostrophe at either end, no line break. A name that is `taken`, whatever its
    case, or that Excel keeps for itself gets a number.
    """
    spaced = "".join(" " if c in "[]:*?/\\" or c.isspace() else c for c in readable(words))
    plain = _cut_name(spaced, _LONGEST_NAME) or "–"
    forbidden = {_RESERVED_NAME, *(name.casefold() for name in taken)}
    name, number = plain, 2
    while name.casefold() in forbidden:
        ending = f" {number}"
        name = _cut_name(plain, _LONGEST_NAME - len(ending)) + ending
        number += 1
    return name


def _cut_name(words: str, most: int) -> str:
    """The beginning of a name, without what it must not begin or end with."""
    cut = words.strip(_NAME_ENDS)
    while len(cut.encode("utf-16-le")) // 2 > most:
        cut = cut[:-1].rstrip(_NAME_ENDS)
    return cut
