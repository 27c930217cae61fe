"""The sheet *Charts* of the workbook: native charts on its own cells, so that they follow inputs.

What the charts need that stands on no sheet in one piece (the maxima of the decisions, the ends of
the drivers) stands below them as formulas that refer to where it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dsa_sim.language import formats
from dsa_sim.report.charts.style import PRINT
from dsa_sim.report.writers.workbook_cells import (
    Formula,
    Placed,
    Range,
    Sheets,
    number_in,
    row_height,
    words_in,
)
from dsa_sim.report.writers.workbook_model import ModelSheets

WIDTHS = (62, 34, 34)
"""Of the columns of the sheet, in letters."""
_WIDTH, _ROW, _BAR = 880, 20, 22
_LOWEST, _AROUND = 300, 110
"""Pixels of a chart, of a row of the sheet and of a category; and what a chart has around them."""
_DECIMALS = {1: "#,##0", 10**6: "#,##0,,", 10**9: "#,##0.0,,,"}
"""How a cell shows an amount in each unit of an axis."""


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A chart of bars: its title, its categories, and its series by name with their colours.

    A series without a colour only lifts the next one; then the bars are stacked.
    """

    title: str
    categories: Range
    series: tuple[tuple[str, Range, str], ...]

    @property
    def is_stacked(self) -> bool:
        """True where a series lifts the next one."""
        return any(not colour for _, _, colour in self.series)


class ChartSheet:
    """Writes the sheet from the top: cells that only charts need, each chart below its own."""

    def __init__(self, sheet: Any, sheets: Sheets) -> None:
        self._sheet, self._sheets, self._row = sheet, sheets, 0
        sheets.text(sheet, 0, 0, sheet.get_name(), "title")
        sheet.set_row(0, 24)
        self._row = 2

    def cells(
        self, heads: Sequence[str], lines: Sequence[tuple[str | Formula, ...]]
    ) -> tuple[Range, ...]:
        """Write cells below a heading; the range of each column."""
        for n, head in enumerate(heads):
            self._sheets.text(self._sheet, self._row, n, head, "head_right" if n else "head")
        self._sheet.set_row(self._row, row_height(heads, WIDTHS))
        for row, line in enumerate(lines, start=self._row + 1):
            names = [words_in(cell) for cell in line]
            self._sheet.set_row(row, row_height(names, WIDTHS))
            for n, cell in enumerate(line):
                if isinstance(cell, Formula):
                    self._sheets.formula(self._sheet, row, n, cell)
                else:
                    self._sheets.text(self._sheet, row, n, cell)
        first = self._row + 1
        self._row = first + len(lines) + 1
        return tuple(
            Range(
                sheet=self._sheet.get_name(), first=first, column=n,
                values=tuple(number_in(line[n]) for line in lines),
            )
            for n in range(len(heads))
        )  # fmt: skip

    def say(self, words: str) -> None:
        """Write a note above what follows."""
        self._sheets.text(self._sheet, self._row, 0, words, "note")
        self._sheet.set_row(self._row, row_height([words], WIDTHS))
        self._row += 1

    def draw(self, chart: Bars) -> None:
        """Draw a chart below what is there."""
        made = self._sheets.book.add_chart(
            {"type": "bar", "subtype": "stacked"} if chart.is_stacked else {"type": "bar"}
        )
        for name, values, colour in chart.series:
            fill = {"color": colour} if colour else {"none": True}
            made.add_series({
                "name": name, "categories": chart.categories.text, "values": values.text,
                "fill": fill, "border": {"none": True}, "gap": 60,
            })  # fmt: skip
        made.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 12}})
        # XlsxWriter calls the axis of the bars' lengths x: the first bar stands at the top.
        made.set_y_axis({"reverse": True, "num_font": {"size": 9}, "crossing": "max"})
        made.set_x_axis(self._amounts(chart))
        hidden = [n for n, (_, _, colour) in enumerate(chart.series) if not colour]
        shown = len(chart.series) - len(hidden)
        made.set_legend(
            {"position": "bottom", "delete_series": hidden} if shown > 1 else {"none": True}
        )
        bars = len(chart.categories.values) * (1 if chart.is_stacked else len(chart.series))
        height = max(_LOWEST, _AROUND + _BAR * bars)
        made.set_size({"width": _WIDTH, "height": height})
        self._sheet.insert_chart(self._row, 0, made, {"description": chart.title})
        self._row += height // _ROW + 2

    def _amounts(self, chart: Bars) -> dict[str, Any]:
        """The axis of the amounts, in the unit that suits the largest."""
        largest = max(value for _, values, _ in chart.series for value in values.values)
        unit = formats.unit_for(self._sheets.lang, largest)
        return {
            "name": unit.label, "num_format": _DECIMALS[unit.divisor], "min": 0,
            "name_font": {"size": 9, "bold": False}, "num_font": {"size": 9},
            "major_gridlines": {"visible": True, "line": {"color": PRINT.grid}},
        }  # fmt: skip


def fill(sheet: Any, model: ModelSheets, drivers: Placed | None, added: Placed | None) -> None:
    """Write the charts of a case: decisions, scenarios, drivers, and what each part adds.

    `drivers` and `added` are the tables of those sheets, None where there is none.
    """
    tr, made = model.sheets.lang.tr, ChartSheet(sheet, model.sheets)
    names, totals, most = model.scenarios
    if model.decisions:
        heads = tr("Decision"), tr("Most that can be imposed"), tr("Fine")
        decided, limits, fines = made.cells(heads, model.decisions)
        made.draw(_against(tr("The most each decision can impose"), decided, fines, limits, heads))
    heads = tr("Scenario"), tr("Maximum beside the total"), tr("Total")
    made.draw(_against(tr("Scenarios against the maximum"), names, totals, most, heads))
    if drivers is not None:
        made.say(drivers.note)
        heads = tr("Input"), tr("From"), tr("Moves it by")
        who, start, width = made.cells(heads, _ends(drivers))
        series = ((heads[1], start, ""), (heads[2], width, PRINT.accent))
        made.draw(Bars(title=tr("What drives it"), categories=who, series=series))
    if added is not None:
        made.say(added.note)
        only = (tr("In the expected fines"), added.column(1), PRINT.accent)
        title = tr("What each infringement adds to the expected fines")
        made.draw(Bars(title=title, categories=added.column(0), series=(only,)))


def _against(title: str, names: Range, amounts: Range, most: Range, heads: Sequence[str]) -> Bars:
    series = ((heads[2], amounts, PRINT.accent), (heads[1], most, PRINT.axis))
    return Bars(title=title, categories=names, series=series)


def _ends(drivers: Placed) -> list[tuple[str | Formula, ...]]:
    """Of each driver its name, its lower end and how far it reaches."""
    lines: list[tuple[str | Formula, ...]] = []
    names, low, high = (drivers.column(n) for n in range(3))
    for n, (first, last) in enumerate(zip(low.values, high.values, strict=True)):
        name, ends = drivers.table.texts[n][0], f"{low.cell(n)},{high.cell(n)}"
        lines.append((
            Formula(text=names.cell(n), value=name, style="text"),
            Formula(text=f"MIN({ends})", value=min(first, last)),
            Formula(text=f"MAX({ends})-MIN({ends})", value=abs(last - first)),
        ))  # fmt: skip
    return lines
