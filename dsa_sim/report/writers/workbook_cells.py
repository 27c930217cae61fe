"""What the sheets of the workbook share: cells, their formats, and how a scenario inherits.

A column of a scenario holds as entered values only what the scenario sets itself. Everything else
is a formula that refers to the column of the base case, so that it follows when that is changed.
Inputs have names and bounds; every other cell of these sheets is protected, without a password.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any, Literal

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import Amount, Share, Table
from dsa_sim.model.address import split
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case, walk
from dsa_sim.model.inputs import row_at
from dsa_sim.model.kinds import Kind
from dsa_sim.model.part import EARLIEST, LATEST
from dsa_sim.report.briefing.blocks import Briefing
from dsa_sim.report.writers.office import readable

SheetName = Literal["inputs", "cents", "model", "scenarios"]
Style = Literal["money", "share", "number", "whole", "day"]
FIRST = 2
"""The column of the base case in the sheet of the model."""
MODEL_WIDTHS, MODEL_COLUMN = (46, 26), 24
"""Letters in the first columns of that sheet, and in the column of an assessment."""
_LINE, _TALLEST = 15, 409
"""Points of a line of text, and of the tallest row that a spreadsheet has."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An input: a number or a day (None: open), and the inputs of the case that it depends on.

    `targets` are named as scenarios name what they set (see `model.inputs`). `follows` is False
    where no formula depends on it, so that changing it there would change nothing. `name` is its
    address where it is not the first of the targets; what has neither is no input of the case.
    `kind` bounds it where its input does not.
    """

    value: float | date | None
    style: Style
    targets: tuple[str, ...] = ()
    follows: bool = True
    name: str = ""
    kind: Kind | None = None

    @property
    def address(self) -> str:
        """The address by which the cell is named; empty where it is no input."""
        return self.name or next(iter(self.targets), "")


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A formula, and what it comes to when the workbook is written."""

    text: str
    value: float | str
    style: str = "money"


SheetCell = Entry | Formula | str | None


@dataclass(frozen=True, kw_only=True)
class Range:
    """Cells below each other on a sheet, with the numbers in them (words: nought)."""

    sheet: str
    first: int
    column: int
    values: tuple[float, ...]

    @property
    def text(self) -> str:
        """The cells as charts refer to them."""
        last = address(self.first + len(self.values) - 1, self.column, fixed=True)
        return f"={self.cell(0)}:{last}"

    def cell(self, n: int) -> str:
        """One of the cells, as a formula refers to it."""
        sheet = self.sheet.replace("'", "''")
        return f"'{sheet}'!{address(self.first + n, self.column, fixed=True)}"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A table as it stands on a sheet, its first row of values in the row `first`.

    `note` says of which run of the simulation its values are, empty where of none.
    """

    sheet: str
    first: int
    table: Table
    note: str = ""

    def column(self, n: int) -> Range:
        """The cells of one of its columns."""
        exact = (row.cells[n].value for row in self.table.rows)
        values = tuple(float(v.value) if isinstance(v, Amount | Share) else 0.0 for v in exact)
        return Range(sheet=self.sheet, first=self.first, column=n, values=values)


class Sheets:
    """The book as the live sheets write it: one column for each assessment compared."""

    def __init__(
        self, book: Any, formats_: dict[str, Any], briefing: Briefing,
        compared: tuple[Assessment, ...],
    ) -> None:  # fmt: skip
        self.book, self.formats, self.briefing = book, formats_, briefing
        self.lang, self.compared = briefing.lang, compared
        tr = self.lang.tr
        self.names: dict[SheetName, str] = {
            "inputs": tr("Inputs"), "cents": tr("Cents"), "model": tr("Model"),
            "scenarios": tr("Scenarios"),
        }  # fmt: skip
        self._set = [
            frozenset(o.target for o in a.scenario.overrides) if a.scenario else frozenset()
            for a in compared
        ]
        self._parts = _part_names(compared[0].case)
        self._named: set[str] = set()

    def new(self, name: SheetName, widths: Sequence[int]) -> Any:
        """A new sheet with columns of those widths."""
        sheet = self.book.add_worksheet(self.names[name])
        for n, width in enumerate(widths):
            sheet.set_column(n, n, width)
        set_up_page(sheet, self.briefing, self.compared[0].case.plan.paper)
        protect(sheet)
        return sheet

    def text(self, sheet: Any, row: int, column: int, words: str, style: str = "text") -> None:
        """Write words, whatever they begin with, as words."""
        sheet.write_string(row, column, readable(words), self.formats[style])

    def note(self, sheet: Any, words: str, widths: Sequence[int]) -> None:
        """A sentence across the first row and columns of those widths, above the headings."""
        sheet.merge_range(0, 0, 0, len(widths) - 1, readable(words), self.formats["note"])
        sheet.set_row(0, row_height([words], [sum(widths)]))
        sheet.set_row(1, 30)

    def ref(self, name: SheetName, row: int, column: int) -> str:
        """A cell as other sheets refer to it."""
        sheet = self.names[name].replace("'", "''")
        return f"'{sheet}'!{address(row, column, fixed=True)}"

    def define(self, name: str, sheet: SheetName, row: int, column: int) -> None:
        """Give a cell a name; the first of several cells that would have it keeps it."""
        if name not in self._named:
            self._named.add(name)
            self.book.define_name(name, f"={self.ref(sheet, row, column)}")

    def formula(self, sheet: Any, row: int, column: int, made: Formula) -> None:
        """Write a formula with its value, for programs that do not compute."""
        text = made.text if made.text.startswith("=") else f"={made.text}"
        sheet.write_formula(row, column, text, self.formats[made.style], made.value)

    def line(
        self, sheet: Any, row: int, name: str, cells: Sequence[SheetCell], *, law: str = "",
        style: str = "text",
    ) -> None:  # fmt: skip
        """A row of the model: its name, its legal basis, and a cell for each assessment."""
        self.text(sheet, row, 0, name, style)
        if law:
            self.text(sheet, row, 1, law, "law")
        words = [name, law, *map(words_in, cells)]
        widths = [*MODEL_WIDTHS, *[MODEL_COLUMN] * len(cells)]
        sheet.set_row(row, row_height(words, widths))
        for n, cell in enumerate(cells):
            column = FIRST + n
            match cell:
                case str():
                    self.text(sheet, row, column, cell)
                case Formula():
                    self.formula(sheet, row, column, cell)
                case Entry() if n and self._inherits(n, cell, cells[0]):
                    self._inherited(sheet, row, column, cell)
                case Entry():
                    self._entered(sheet, row, n, cell)

    def _inherits(self, n: int, cell: Entry, base: SheetCell) -> bool:
        """Whether a scenario leaves an input as the base case has it."""
        return (
            isinstance(base, Entry)
            and (base.value, base.style, base.targets) == (cell.value, cell.style, cell.targets)
            and not self._set[n].intersection(cell.targets)
        )

    def _inherited(self, sheet: Any, row: int, column: int, cell: Entry) -> None:
        base, style = address(row, FIRST, fixed_column=True), f"as_{cell.style}"
        if cell.value is None:
            # A reference to an empty cell would read as nought.
            made = Formula(text=f'IF({base}="","",{base})', value="", style=style)
        elif isinstance(cell.value, date):
            days = (cell.value - _DAY_ZERO).days
            made = Formula(text=base, value=float(days), style=style)
        else:
            made = Formula(text=base, value=cell.value, style=style)
        self.formula(sheet, row, column, made)

    def _entered(self, sheet: Any, row: int, n: int, cell: Entry) -> None:
        """An input in the column of an assessment, with its name and its bounds."""
        column = FIRST + n
        if not cell.address:
            self._number(sheet, row, column, cell.value, cell.style)
            return
        look = ("set" if n else "in") if cell.follows else "free"
        self._number(sheet, row, column, cell.value, f"{look}_{cell.style}")
        whole = cell.style == "whole"
        bounded(sheet, row, column, self._bounds(n, cell), self.lang, whole=whole)
        scenario = f"Scenario{n}_" if n else ""
        self.define(scenario + self._name(cell.address), "model", row, column)

    def _number(
        self, sheet: Any, row: int, column: int, value: float | date | None, style: str
    ) -> None:
        match value:
            case None:
                sheet.write_blank(row, column, None, self.formats[style])
            case date():
                sheet.write_datetime(row, column, value, self.formats[style])
            case _:
                sheet.write_number(row, column, value, self.formats[style])

    def _bounds(self, n: int, cell: Entry) -> "Bounds":
        """Between which values an input lies: those of its kind, or of what it counts."""
        if cell.style == "day":
            return EARLIEST, LATEST - timedelta(days=1)
        row = row_at(self.compared[n].case, cell.address)
        kind = cell.kind or (row.number if row is not None else None)
        if kind is not None:
            return kind.lowest, kind.highest
        return 0, 1 if cell.style in ("share", "whole") else None

    def _name(self, address_: str) -> str:
        """The name of an input, which tells nothing that was typed: "Infringement2_chance"."""
        identifier, path = split(address_)
        return f"{self._parts[identifier]}_{path.replace('.', '_')}"


Bounds = tuple[date, date] | tuple[int, int | None]
"""The lowest and the highest value of an input; None: any amount."""


def _part_names(case: Case) -> dict[str, str]:
    """What each part of the case is called in names: its kind and its number."""
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for visit in walk(case):
        kind = type(visit.part).__name__
        seen[kind] += 1
        names[visit.name] = kind if kind in ("Case", "Provider") else f"{kind}{seen[kind]}"
    return names


def bounded(
    sheet: Any, row: int, column: int, bounds: Bounds, lang: Language, *, whole: bool = False
) -> None:
    """Let a cell take nothing beyond its bounds, and whole numbers alone where it counts."""
    low, high = bounds
    number = "integer" if whole else "decimal"
    if isinstance(low, date):
        assert isinstance(high, date)
        allowed = {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
        said = lang.tr(
            "A date from {low} to {high}.", low=formats.day(lang, low), high=formats.day(lang, high)
        )
    elif high is None:
        allowed = {"validate": number, "criteria": ">=", "value": low}
        said = lang.tr("A number of at least {low}.", low=str(low))
    else:
        allowed = {"validate": number, "criteria": "between", "minimum": low, "maximum": high}
        said = lang.tr("A number from {low} to {high}.", low=str(low), high=str(high))
    sheet.data_validation(row, column, row, column, {**allowed, "error_message": said})


def protect(sheet: Any) -> None:
    """Protect all cells but the inputs, without a password: whoever wants can lift it."""
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})


_DAY_ZERO = date(1899, 12, 30)
"""The day from which spreadsheets count."""


def address(row: int, column: int, *, fixed: bool = False, fixed_column: bool = False) -> str:
    """A cell by its address, "C7"; with dollar signs where it is fixed."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed or fixed_column))


def number_in(cell: SheetCell) -> float:
    """The number that a cell shows; nought where it shows words."""
    value = cell.value if isinstance(cell, Formula) else 0.0
    return float(value) if isinstance(value, float | int) else 0.0


def words_in(cell: SheetCell) -> str:
    """The words that a cell shows; empty where it is a number."""
    shown = cell.value if isinstance(cell, Formula) else cell
    return shown if isinstance(shown, str) else ""


def row_height(cells: Iterable[str], widths: Sequence[int]) -> float:
    """Points in which texts stand whole in columns of so many digits.

    Spreadsheets other than Excel do not find it themselves when they open the file.
    """
    lines = (
        sum(max(1, ceil(len(line) / width)) for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=False)
    )
    return float(min(_TALLEST, _LINE * max(lines)))


def quoted(words: str) -> str:
    """Words as they stand in a formula, which holds no more than 255 letters of them."""
    return '"{}"'.format(readable(words).replace("\n", " ")[:255].replace('"', '""'))


def added(cells: Sequence[str]) -> str:
    """The sum of cells, in which words count as nothing; nought of none."""
    return f"SUM({','.join(cells)})" if cells else "0"


def set_up_page(sheet: Any, briefing: Briefing, paper: str) -> None:
    """Landscape, as wide as the paper, with the foot of the briefing."""
    sheet.set_landscape()
    sheet.set_paper(9 if paper == "a4" else 1)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    pages = briefing.page_words.replace("{page}", "&P").replace("{pages}", "&N")
    sheet.set_header(f"&L&8 {_on_margin(briefing.mark)}&R&8 {_on_margin(briefing.title)}")
    sheet.set_footer(f"&L&7 {_on_margin(briefing.foot, most=190)}&R&7 {pages}")


def _on_margin(text: str, *, most: int = 110) -> str:
    """A text as it stands at the head or the foot of a page, where “&” begins a code.

    Excel takes 255 letters of both sides together.
    """
    words = readable(text).replace("\n", " ")
    while len(words.replace("&", "&&")) > most:
        words = f"{words[:-2]}…"
    return words.replace("&", "&&")
