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
_LONGEST_TEXT = 10_000
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


def read_rows(
    lang: Language, layout: Layout, matching: Matching, case: Case
) -> tuple[ReadRow, ...]:
    """Every row below the headings that is not empty, as a year or with its problems.

    `layout` is that of the matching.
    """
    if missing(matching):
        return ()
    reader = _Reader(lang, layout, matching, case)
    return _once(lang, layout, tuple(reader.read(n) for n in layout.body))


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """A row while it is read: its cells by field, what they say by now, and what is wrong."""

    number: int
    cells: dict[str, Value]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """True where something stands in the cell of a field."""
        return name in self.cells and not is_nothing(self.cells[name])


class _Reader:
    """Reads rows of one table; what its columns say is found out once."""

    def __init__(self, lang: Language, layout: Layout, matching: Matching, case: Case) -> None:
        self._lang, self._layout, self._matching, self._case = lang, layout, matching, case
        self._reading = matching.reading(layout)
        self._places = {f: n for n, f in enumerate(matching.columns) if f}

    def read(self, number: int) -> ReadRow:
        """One row as a year, a note, or a list of problems."""
        row = self._layout.sheet.rows[number]
        draft = _Draft(number=number, cells={f: row[n] for f, n in self._places.items()})
        if self._is_note(draft):
            return ReadRow(number=number, is_note=True)
        self._take_codes(draft)
        self._take_days(draft)
        self._take_amounts(draft)
        self._take_texts(draft)
        if draft.problems:
            return ReadRow(number=number, problems=tuple(draft.problems))
        return self._made(number, draft.values)

    def _is_note(self, draft: _Draft) -> bool:
        """True where a row has no turnover, and no last day or other words in its place."""
        if draft.has("revenue"):
            return False
        return not draft.has("ends_on") or isinstance(self._day("ends_on", draft), FieldProblem)

    def _code(self, field_name: str, number: int) -> str:
        """The number format of the cell of a field."""
        return self._layout.sheet.formats.get((number, self._places[field_name]), "")

    def _day(self, field_name: str, draft: _Draft) -> date | FieldProblem:
        cell = draft.cells[field_name]
        if len(self._reading.orders) > 1 and isinstance(cell, str) and _SLASHED.search(cell):
            message = self._lang.tr("Choose above whether the day or the month comes first.")
            return FieldProblem(code="day_order", message=message)
        return read_day(
            self._lang,
            cell,
            code=self._code(field_name, draft.number),
            year_end=self._reading.year_end,
            order=self._reading.orders[0],
        )

    def _wrong(self, field: str, problem: FieldProblem) -> RowProblem:
        return RowProblem(field=field, column=self._places.get(field), problem=problem)

    def _keep(self, name: str, read: object, draft: _Draft) -> None:
        if isinstance(read, FieldProblem):
            draft.problems.append(self._wrong(name, read))
        else:
            draft.values[name] = read

    def _take_codes(self, draft: _Draft) -> None:
        for name, kind in CODES.items():
            if draft.has(name):
                self._keep(name, read_code(self._lang, kind, draft.cells[name]), draft)
        if draft.has("currency"):
            read = read_currency(self._lang, str(draft.cells["currency"]))
            self._keep("currency", read, draft)

    def _take_days(self, draft: _Draft) -> None:
        for name in ("starts_on", "ends_on"):
            if draft.has(name):
                self._keep(name, self._day(name, draft), draft)
        if not draft.has("ends_on"):
            message = self._lang.tr("The last day of the year is missing.")
            self._keep("ends_on", FieldProblem(code="empty", message=message), draft)
        if is_projected(draft.cells["ends_on"]):
            draft.values.setdefault("basis", "projected")
        if draft.has("days") and "ends_on" in draft.values:
            self._take_length(draft)

    def _take_length(self, draft: _Draft) -> None:
        text, values = str(draft.cells["days"]).strip(), draft.values
        if not (text.isascii() and text.isdecimal() and 0 < int(text[:4]) <= 2 * 366):
            message = self._lang.tr("The number of days is a whole number from 1 to 732.")
            self._keep("days", FieldProblem(code="days", message=message), draft)
            return
        first = values["ends_on"] - timedelta(days=int(text[:4]) - 1)
        if values.get("starts_on", first) != first:
            message = self._lang.tr("The days do not agree with the first and the last day.")
            self._keep("days", FieldProblem(code="days", message=message), draft)
        elif first != _year_before(values["ends_on"]):
            values["starts_on"] = first

    def _take_amounts(self, draft: _Draft) -> None:
        for column in sorted(self._reading.columns, key=lambda c: AMOUNTS.index(c.field)):
            if draft.has(column.field):
                self._keep(column.field, self._money(column, draft), draft)
            elif column.field == "revenue":
                message = self._lang.tr("The turnover is missing.")
                self._keep("revenue", FieldProblem(code="empty", message=message), draft)

    def _money(self, column: ColumnReading, draft: _Draft) -> Decimal | FieldProblem:
        code = self._code(column.field, draft.number)
        read = read_money(
            self._lang,
            draft.cells[column.field],
            code=code,
            sign=column.sign,
            english=self._reading.english,
        )
        if isinstance(read, FieldProblem):
            return read
        if read.percent:
            return self._share(column.field, read.value, draft.values)
        currency = self._settled_currency(column, read, draft)
        if isinstance(currency, FieldProblem):
            return currency
        power = self._power(column, read, draft.cells, format_says(code).thousands)
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
        self, column: ColumnReading, read: Money, draft: _Draft
    ) -> str | FieldProblem:
        """The currency of the row, with which that of each of its amounts must agree."""
        told = column.currency
        own = draft.values.get("currency") or self._row_currency(draft.cells) or told.value or ""
        if read.currencies:
            if own and own not in read.currencies:
                return self._other_currency(str(own), read.currencies[0])
            own = own or (read.currencies[0] if len(read.currencies) == 1 else "")
        if not own:
            message = self._lang.tr("Choose above in what currency this column is.")
            return FieldProblem(code="currency_open", message=message)
        if told.value and told.value != own and told.origin != "column":
            return self._other_currency(str(own), str(told.value))
        draft.values["currency"] = str(own)
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

    def _take_texts(self, draft: _Draft) -> None:
        for name in ("source", "adjustment_reason"):
            if name in draft.cells:
                cell = draft.cells[name]
                text = cell.isoformat() if isinstance(cell, date) else str(cell)
                draft.values[name] = text[:_LONGEST_TEXT]
        if "source" not in draft.cells and self._matching.origin:
            draft.values["source"] = self._place(draft.number)

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
            year = FinancialYear(**{"id": "imported", "scope": self._matching.scope, **parts})
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
