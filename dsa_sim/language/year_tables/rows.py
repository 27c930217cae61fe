"""Rows of a table as financial years: each is a year to bring in, or a list of problems.

Nothing here changes a case; what is read is shown first, and brought in by
`model.year_import.bring_in` in one edit.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dsa_sim.language.field_problems import FieldProblem
from dsa_sim.language.quantities import scaled
from dsa_sim.language.tables import Sheet, Value
from dsa_sim.language.translation import Language
from dsa_sim.language.year_tables.cells import (
    Money,
    is_nothing,
    read_code,
    read_currency,
    read_money,
    sound,
)
from dsa_sim.language.year_tables.days import YEAR_END, is_projected, read_day
from dsa_sim.language.year_tables.headings import AMOUNTS, CODES, NEEDED, matched
from dsa_sim.language.year_tables.layout import Layout, is_across, laid_out
from dsa_sim.language.year_tables.money_words import said_in
from dsa_sim.language.year_tables.number_formats import format_says
from dsa_sim.language.year_tables.readings import Answers, ColumnReading, Reading, read_columns
from dsa_sim.model.case import Adjustment, Case, FinancialYear, Source
from dsa_sim.model.part import TurnoverScope
from dsa_sim.model.year_import import NewYear, replaced, year_of

_SLASHED = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}")
_SINGLE = frozenset({"", "1", "units", "unit", "einheiten", "unités", "single", "full"})


@dataclass(frozen=True, kw_only=True)
class Matching:
    """How a table is to be read; every choice is the person's, the first one a guess.

    `columns` has the field of each column ("" for none); `answers` is what the person said of
    units, currencies and days; `scope` and `usual_end` count where a row or the table says
    nothing of its own; `origin` names the file for the source of a year.
    """

    across: bool
    heading: int | None
    columns: tuple[str, ...]
    answers: Answers = field(default_factory=Answers)
    scope: TurnoverScope = "group"
    usual_end: tuple[int, int] = YEAR_END
    origin: str = ""

    def layout(self, sheet: Sheet) -> Layout:
        """The table with a row a year."""
        return laid_out(sheet, across=self.across, heading=self.heading)

    def reading(self, layout: Layout) -> Reading:
        """How the columns are read."""
        return read_columns(layout, self.columns, self.answers, usual_end=self.usual_end)


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """What is wrong in a row: in which field and column (None: it has none), and what to do."""

    field: str
    column: int | None
    problem: FieldProblem


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """A row of the table with a row a year (`number` counts from 0) and what became of it.

    `new` is the year where there is no problem. `old` is the year that the case has for the
    same scope and last day; `same` says that nothing would change. A row without turnover and
    without a last day that can be read is no year but a note: `is_note`.
    """

    number: int
    new: NewYear | None = None
    problems: tuple[RowProblem, ...] = ()
    old: FinancialYear | None = None
    same: bool = False
    is_note: bool = False


def first_matching(sheet: Sheet, case: Case, *, origin: str = "") -> Matching:
    """The matching to begin with: guessed from headings, cells, and the years of the case."""
    matching = Matching(
        across=is_across(sheet),
        heading=None,
        columns=(),
        scope=case.provider.turnover_scope,
        usual_end=_usual_end(case),
        origin=origin,
    )
    return matched_anew(matching, sheet)


def matched_anew(matching: Matching, sheet: Sheet) -> Matching:
    """The matching with its columns guessed again, for another row of headings or direction."""
    layout = matching.layout(sheet)
    columns = matched(layout.sheet, layout.heading, across=layout.across)
    return replace(matching, columns=columns, answers=Answers())


def missing(matching: Matching) -> tuple[str, ...]:
    """The fields without which there is no year and for which no column is chosen."""
    return tuple(f for f in NEEDED if f not in matching.columns)


def read_rows(lang: Language, sheet: Sheet, matching: Matching, case: Case) -> tuple[ReadRow, ...]:
    """Every row below the headings that is not empty, as a year or with its problems."""
    if missing(matching):
        return ()
    layout = matching.layout(sheet)
    reader = _Reader(lang, layout, matching, case)
    return _once(lang, layout, tuple(reader.read(n) for n in layout.body))


class _Reader:
    """Reads rows of one table; what its columns say is found out once."""

    def __init__(self, lang: Language, layout: Layout, matching: Matching, case: Case) -> None:
        self._lang, self._layout, self._matching, self._case = lang, layout, matching, case
        self._reading = matching.reading(layout)
        self._places = {f: n for n, f in enumerate(matching.columns) if f}

    def read(self, number: int) -> ReadRow:
        """One row as a year, a note, or a list of problems."""
        row = self._layout.sheet.rows[number]
        cells = {f: row[n] for f, n in self._places.items()}
        if self._is_note(cells, number):
            return ReadRow(number=number, is_note=True)
        values: dict[str, Any] = {}
        problems: list[RowProblem] = []
        self._take_codes(cells, values, problems)
        self._take_days(cells, values, problems, number)
        self._take_amounts(cells, values, problems, number)
        self._take_texts(cells, values, number)
        if problems:
            return ReadRow(number=number, problems=tuple(problems))
        return self._made(number, values)

    def _is_note(self, cells: dict[str, Value], number: int) -> bool:
        """True where a row has no turnover, and no last day or other words in its place."""
        if not is_nothing(cells["revenue"]):
            return False
        day = cells["ends_on"]
        return is_nothing(day) or isinstance(self._day("ends_on", day, number), FieldProblem)

    def _code(self, field_name: str, number: int) -> str:
        """The number format of the cell of a field."""
        return self._layout.sheet.formats.get((number, self._places[field_name]), "")

    def _day(self, field_name: str, cell: Value, number: int) -> date | FieldProblem:
        if len(self._reading.orders) > 1 and isinstance(cell, str) and _SLASHED.search(cell):
            message = self._lang.tr("Choose above whether the day or the month comes first.")
            return FieldProblem(code="day_order", message=message)
        return read_day(
            self._lang,
            cell,
            code=self._code(field_name, number),
            year_end=self._reading.year_end,
            order=self._reading.orders[0],
        )

    def _wrong(self, field: str, problem: FieldProblem) -> RowProblem:
        return RowProblem(field=field, column=self._places.get(field), problem=problem)

    def _keep(
        self, field: str, read: object, values: dict[str, Any], problems: list[RowProblem]
    ) -> None:
        if isinstance(read, FieldProblem):
            problems.append(self._wrong(field, read))
        else:
            values[field] = read

    def _take_codes(
        self, cells: dict[str, Value], values: dict[str, Any], problems: list[RowProblem]
    ) -> None:
        for name, kind in CODES.items():
            if name in cells and not is_nothing(cells[name]):
                self._keep(name, read_code(self._lang, kind, cells[name]), values, problems)
        if "currency" in cells and not is_nothing(cells["currency"]):
            read = read_currency(self._lang, str(cells["currency"]))
            self._keep("currency", read, values, problems)

    def _take_days(
        self,
        cells: dict[str, Value],
        values: dict[str, Any],
        problems: list[RowProblem],
        number: int,
    ) -> None:
        for name in ("starts_on", "ends_on"):
            if name not in cells:
                continue
            if is_nothing(cells[name]):
                if name == "ends_on":
                    message = self._lang.tr("The last day of the year is missing.")
                    empty = FieldProblem(code="empty", message=message)
                    problems.append(self._wrong(name, empty))
                continue
            self._keep(name, self._day(name, cells[name], number), values, problems)
        if is_projected(cells["ends_on"]):
            values.setdefault("basis", "projected")
        if "days" in cells and not is_nothing(cells["days"]) and "ends_on" in values:
            self._take_length(cells["days"], values, problems)

    def _take_length(self, cell: Value, values: dict[str, Any], problems: list[RowProblem]) -> None:
        text = str(cell).strip()
        if not (text.isascii() and text.isdecimal() and 0 < int(text[:4]) <= 2 * 366):
            message = self._lang.tr("The number of days is a whole number from 1 to 732.")
            problems.append(self._wrong("days", FieldProblem(code="days", message=message)))
            return
        first = values["ends_on"] - timedelta(days=int(text[:4]) - 1)
        if values.get("starts_on", first) != first:
            message = self._lang.tr("The days do not agree with the first and the last day.")
            problems.append(self._wrong("days", FieldProblem(code="days", message=message)))
        elif first != _year_before(values["ends_on"]):
            values["starts_on"] = first

    def _take_amounts(
        self,
        cells: dict[str, Value],
        values: dict[str, Any],
        problems: list[RowProblem],
        number: int,
    ) -> None:
        for column in sorted(self._reading.columns, key=lambda c: AMOUNTS.index(c.field)):
            cell = cells[column.field]
            if is_nothing(cell):
                if column.field == "revenue":
                    message = self._lang.tr("The turnover is missing.")
                    empty = FieldProblem(code="empty", message=message)
                    problems.append(self._wrong(column.field, empty))
                continue
            read = self._money(column, cells, values, number)
            self._keep(column.field, read, values, problems)

    def _money(
        self, column: ColumnReading, cells: dict[str, Value], values: dict[str, Any], number: int
    ) -> Decimal | FieldProblem:
        read = read_money(
            self._lang,
            cells[column.field],
            code=self._code(column.field, number),
            sign=column.sign,
            english=self._reading.english,
        )
        if isinstance(read, FieldProblem):
            return read
        if read.percent:
            return self._share(column.field, read.value, values)
        currency = self._settled_currency(column, read, cells, values)
        if isinstance(currency, FieldProblem):
            return currency
        shown = format_says(self._code(column.field, number)).thousands
        power = self._power(column, read, cells, shown)
        if isinstance(power, FieldProblem):
            return power
        if read.value < 0 and column.field in ("revenue", "precision"):
            message = self._lang.tr(
                "A turnover is not negative; a minus sign or parentheses make it so."
            )
            return FieldProblem(code="negative", message=message)
        return sound(self._lang, scaled(read.value, power))

    def _share(
        self, field_name: str, share: Decimal, values: dict[str, Any]
    ) -> Decimal | FieldProblem:
        """An adjustment of -5 % is five hundredths of the turnover of its row."""
        revenue = values.get("revenue")
        if field_name == "adjustment" and isinstance(revenue, Decimal):
            return sound(self._lang, revenue * share)
        message = self._lang.tr("This is a percentage; an amount is expected.")
        return FieldProblem(code="percent", message=message)

    def _power(
        self, column: ColumnReading, read: Money, cells: dict[str, Value], shown: int
    ) -> int | FieldProblem:
        """The unit of one amount: what its cell says, else its row, else its column.

        `shown` is by how many thousands its number format divides it.
        """
        if len(read.powers) == 1 and column.unit.origin != "format":
            return read.powers[0]
        if len(read.powers) > 1 and column.unit.origin != "chosen":
            return self._unsure(cells[column.field])
        if column.unit.origin == "column" and "unit" in cells:
            return self._row_unit(cells["unit"], shown)
        if not isinstance(column.unit.value, int):
            message = self._lang.tr("Choose above in what unit this column is.")
            return FieldProblem(code="unit_open", message=message)
        return column.unit.value

    def _row_unit(self, cell: Value, shown: int) -> int | FieldProblem:
        text = str(cell)
        said = said_in(text, english=self._reading.english)
        alone = said.currencies and not (said.powers or said.rest)
        single = alone or text.strip().casefold() in _SINGLE
        powers = (0,) if single else said.powers
        if len(powers) != 1 or (said.rest and not single):
            return self._unsure(cell)
        if not shown:
            return powers[0]
        # the format divides: what the row says holds for what is shown, the cell has the whole
        return 0 if powers[0] in (0, 3 * shown) else self._unsure(cell)

    def _unsure(self, cell: Value) -> FieldProblem:
        message = self._lang.tr("“{text}” names no unit for sure.", text=str(cell)[:60])
        return FieldProblem(code="unit_unsure", message=message)

    def _settled_currency(
        self, column: ColumnReading, read: Money, cells: dict[str, Value], values: dict[str, Any]
    ) -> str | FieldProblem:
        """The currency of the row, with which that of each of its amounts must agree."""
        told = column.currency
        own = values.get("currency") or self._row_currency(cells) or told.value or ""
        if isinstance(own, FieldProblem):
            return own
        if read.currencies:
            if own and own not in read.currencies:
                return self._other_currency(str(own), read.currencies[0])
            own = own or (read.currencies[0] if len(read.currencies) == 1 else "")
        if not own:
            message = self._lang.tr("Choose above in what currency this column is.")
            return FieldProblem(code="currency_open", message=message)
        if told.value and told.value != own and told.origin != "column":
            return self._other_currency(str(own), str(told.value))
        values["currency"] = str(own)
        return str(own)

    def _row_currency(self, cells: dict[str, Value]) -> str:
        """The currency in the column of units: "EUR m"."""
        said = said_in(str(cells.get("unit", "")))
        return said.currencies[0] if len(said.currencies) == 1 else ""

    def _other_currency(self, expected: str, found: str) -> FieldProblem:
        message = self._lang.tr(
            "The amount is expected in {expected}, not in {found}.", expected=expected, found=found
        )
        return FieldProblem(code="other_currency", message=message)

    def _take_texts(self, cells: dict[str, Value], values: dict[str, Any], number: int) -> None:
        for name, longest in (("source", 10_000), ("adjustment_reason", 10_000)):
            if name in cells:
                cell = cells[name]
                text = cell.isoformat() if isinstance(cell, date) else str(cell)
                values[name] = text[:longest]
        if "source" not in cells and self._matching.origin:
            values["source"] = self._place(number)

    def _place(self, number: int) -> str:
        """Where a year stands in the file."""
        tr, origin, name = self._lang.tr, self._matching.origin, self._layout.names[number]
        if self._layout.across:
            return tr("{origin}, column {column}", origin=origin, column=name)
        return tr("{origin}, row {row}", origin=origin, row=name)

    def _made(self, number: int, values: dict[str, Any]) -> ReadRow:
        parts = self._parts(values)
        given = frozenset({*parts, "scope", "ends_on", "currency"})
        try:
            year = FinancialYear(
                **{
                    "id": "imported",
                    "scope": self._matching.scope,
                    **parts,
                }
            )
        except ValueError:
            message = self._lang.tr("A financial year lasts between one day and two years.")
            wrong = self._wrong("starts_on", FieldProblem(code="refused", message=message))
            return ReadRow(number=number, problems=(wrong,))
        new = NewYear(year=year, given=given)
        old = year_of(self._case, year)
        same = old is not None and replaced(old, new) == old
        return ReadRow(number=number, new=new, old=old, same=same)

    def _parts(self, values: dict[str, Any]) -> dict[str, Any]:
        plain = ("scope", "starts_on", "ends_on", "currency", "revenue", "income", "precision")
        parts = {name: values[name] for name in plain if name in values}
        adjustment = values.get("adjustment")
        if adjustment is not None:
            reason = values.get("adjustment_reason", "")
            parts["adjustments"] = (Adjustment(amount=adjustment, reason=reason),)
        if "basis" in values:
            parts["basis"] = values["basis"]
        elif values["ends_on"] > self._case.as_of:
            # a year that has not ended cannot have been reported
            parts["basis"] = "projected"
        if "source" in values or "source_status" in values:
            parts["source"] = Source(
                text=values.get("source", ""), status=values.get("source_status", "unchecked")
            )
        return parts


def _once(lang: Language, layout: Layout, rows: tuple[ReadRow, ...]) -> tuple[ReadRow, ...]:
    """The rows, a second one for the same year marked as a problem."""
    seen: dict[tuple[str, date], int] = {}
    done = []
    for row in rows:
        if row.new is not None:
            key = (row.new.year.scope, row.new.year.ends_on)
            first = seen.setdefault(key, row.number)
            if first != row.number:
                done.append(_doubled(lang, row, layout, first))
                continue
        done.append(row)
    return tuple(done)


def _doubled(lang: Language, row: ReadRow, layout: Layout, first: int) -> ReadRow:
    name = layout.names[first]
    message = lang.tr("Row {row} gives the same year already: leave one of them out.", row=name)
    if layout.across:
        message = lang.tr(
            "Column {column} gives the same year already: leave one of them out.", column=name
        )
    problem = FieldProblem(code="twice", message=message)
    wrong = RowProblem(field="ends_on", column=None, problem=problem)
    return ReadRow(number=row.number, problems=(wrong,))


def _usual_end(case: Case) -> tuple[int, int]:
    """The month and day on which the years of the case end; 31 December where they differ."""
    ends = {(y.ends_on.month, y.ends_on.day) for y in case.financial_years}
    return ends.pop() if len(ends) == 1 else YEAR_END


def _year_before(end: date) -> date:
    """The first day of the year that ends on that day, as a financial year counts it."""
    year = FinancialYear(id="x", scope="group", ends_on=end, currency="EUR", revenue=Decimal(0))
    return year.first_day
