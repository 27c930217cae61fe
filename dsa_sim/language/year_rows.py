"""Rows of a table as financial years: each is a year to bring in, or a list of problems.

Nothing here changes a case; what is read is shown first, and brought in by
`model.year_import.bring_in` in one edit.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from dsa_sim.language import formats
from dsa_sim.language.field_problems import FieldProblem
from dsa_sim.language.tables import Sheet, Value
from dsa_sim.language.translation import Language
from dsa_sim.language.year_cells import (
    DecimalSign,
    Money,
    decimal_sign,
    is_month_first,
    is_nothing,
    read_code,
    read_currency,
    read_day,
    read_money,
)
from dsa_sim.language.year_columns import (
    AMOUNTS,
    CODES,
    NEEDED,
    NO_HEADING,
    currency_of,
    guess,
    power_of,
)
from dsa_sim.model.case import Adjustment, Case, FinancialYear, Source
from dsa_sim.model.part import TurnoverScope
from dsa_sim.model.year_import import NewYear, replaced, year_of

AS_HEADED = -1
"""The unit that the headings of each column say."""

_YEAR_ENDS = (12, 31)
_SMALL = 10**6


@dataclass(frozen=True, kw_only=True)
class Matching:
    """How a table is to be read; every choice is the person's, the first one a guess.

    `columns` has the field of each column ("" for none); `power` is the unit of the amounts as
    a power of ten or `AS_HEADED`; `currency`, `scope` and `year_end` count where a row has none
    of its own; `sign` is "" where the columns show their decimal sign themselves.
    """

    heading: int
    columns: tuple[str, ...]
    currency: str = "EUR"
    scope: TurnoverScope = "group"
    power: int = AS_HEADED
    sign: DecimalSign = ""
    year_end: tuple[int, int] = _YEAR_ENDS
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """What is wrong in a row: in which field and column (None: it has none), and what to do."""

    field: str
    column: int | None
    problem: FieldProblem


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """A row of the table (`number` counts from 0) and what became of it.

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


def first_matching(table: Sheet, case: Case, *, origin: str = "") -> Matching:
    """The matching to begin with: guessed from headings, cells, and the years of the case."""
    found = guess(table)
    return with_columns(
        Matching(
            heading=found.heading,
            columns=found.columns,
            scope=case.provider.turnover_scope,
            year_end=_usual_end(case),
            origin=origin,
        ),
        table,
        case,
    )


def with_columns(matching: Matching, table: Sheet, case: Case) -> Matching:
    """The matching with the currency that the headings of its columns say, else the case's."""
    said = (
        currency_of(table, matching.heading, n)
        for n, field in enumerate(matching.columns)
        if field == "revenue"
    )
    usual = case.financial_years[-1].currency if case.financial_years else "EUR"
    return replace(matching, currency=next((c for c in said if c), "") or usual)


def missing(matching: Matching) -> tuple[str, ...]:
    """The fields without which there is no year and for which no column is chosen."""
    return tuple(field for field in NEEDED if field not in matching.columns)


def unit_said(table: Sheet, matching: Matching) -> int:
    """The power of ten that the headings say for the turnover; 0 where they say none."""
    if "revenue" not in matching.columns:
        return 0
    return power_of(table, matching.heading, matching.columns.index("revenue"))


def read_rows(lang: Language, table: Sheet, matching: Matching, case: Case) -> tuple[ReadRow, ...]:
    """Every row below the headings that is not empty, as a year or with its problems."""
    if missing(matching):
        return ()
    reader = _Reader(lang, table, matching, case)
    start = matching.heading + 1 if matching.heading != NO_HEADING else 0
    numbers = (n for n in range(start, len(table.rows)) if any(c != "" for c in table.rows[n]))
    return _once(lang, tuple(reader.read(n) for n in numbers))


def is_small(rows: tuple[ReadRow, ...]) -> bool:
    """True where no turnover reaches a million: the unit may have been missed."""
    found = [row.new.year.revenue for row in rows if row.new is not None]
    return bool(found) and max(found) < _SMALL


class _Reader:
    """Reads rows of one table; what its columns say is found out once."""

    def __init__(self, lang: Language, table: Sheet, matching: Matching, case: Case) -> None:
        self._lang, self._table, self._matching, self._case = lang, table, matching, case
        self._places = {f: n for n, f in enumerate(matching.columns) if f}

    def read(self, number: int) -> ReadRow:
        """One row as a year, a note, or a list of problems."""
        cells = {f: self._table.rows[number][n] for f, n in self._places.items()}
        if self._is_note(cells):
            return ReadRow(number=number, is_note=True)
        values: dict[str, Any] = {}
        problems: list[RowProblem] = []
        self._take_codes(cells, values, problems)
        self._take_days(cells, values, problems)
        self._take_amounts(cells, values, problems)
        self._take_texts(cells, values, number)
        if problems:
            return ReadRow(number=number, problems=tuple(problems))
        return self._made(number, values)

    def _is_note(self, cells: dict[str, Value]) -> bool:
        """True where a row has no turnover, and no last day or other words in its place."""
        if not is_nothing(cells["revenue"]):
            return False
        day = cells["ends_on"]
        read = read_day(self._lang, day, year_end=self._matching.year_end)
        return is_nothing(day) or isinstance(read, FieldProblem)

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
        for field, kind in CODES.items():
            if field in cells and not is_nothing(cells[field]):
                self._keep(field, read_code(self._lang, kind, cells[field]), values, problems)
        if "currency" in cells and not is_nothing(cells["currency"]):
            read = read_currency(self._lang, str(cells["currency"]))
            self._keep("currency", read, values, problems)

    def _take_days(
        self, cells: dict[str, Value], values: dict[str, Any], problems: list[RowProblem]
    ) -> None:
        end = self._matching.year_end
        for field in ("starts_on", "ends_on"):
            if field not in cells:
                continue
            if is_nothing(cells[field]):
                if field == "ends_on":
                    message = self._lang.tr("The last day of the year is missing.")
                    empty = FieldProblem(code="empty", message=message)
                    problems.append(self._wrong(field, empty))
                continue
            month_first = self._month_first[field]
            read = read_day(self._lang, cells[field], year_end=end, month_first=month_first)
            self._keep(field, read, values, problems)
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
        self, cells: dict[str, Value], values: dict[str, Any], problems: list[RowProblem]
    ) -> None:
        for field in AMOUNTS:
            if field not in cells:
                continue
            if is_nothing(cells[field]):
                if field == "revenue":
                    message = self._lang.tr("The turnover is missing.")
                    empty = FieldProblem(code="empty", message=message)
                    problems.append(self._wrong(field, empty))
                continue
            read = self._money(field, cells[field], values)
            self._keep(field, read, values, problems)

    def _money(self, field: str, cell: Value, values: dict[str, Any]) -> Decimal | FieldProblem:
        own = values.get("currency")
        currency = own or self._matching.currency
        sign, power = self._signs[field], self._powers[field]
        read = read_money(self._lang, cell, currency=currency, power=power, sign=sign)
        if not isinstance(read, Money):
            return read
        if read.currency not in (None, currency):
            if own or field != "revenue":
                return self._other_currency(currency, str(read.currency))
            known = read_currency(self._lang, str(read.currency))
            if isinstance(known, FieldProblem):
                return known
            values["currency"] = known
        if read.value < 0 and field in ("revenue", "precision"):
            message = self._lang.tr(
                "A turnover is not negative; a minus sign or parentheses make it so."
            )
            return FieldProblem(code="negative", message=message)
        return read.value

    def _other_currency(self, expected: str, found: str) -> FieldProblem:
        message = self._lang.tr(
            "The amount is expected in {expected}, not in {found}.", expected=expected, found=found
        )
        return FieldProblem(code="other_currency", message=message)

    def _take_texts(self, cells: dict[str, Value], values: dict[str, Any], number: int) -> None:
        for field, longest in (("source", 10_000), ("adjustment_reason", 10_000)):
            if field in cells:
                cell = cells[field]
                text = cell.isoformat() if isinstance(cell, date) else str(cell)
                values[field] = text[:longest]
        if "source" not in cells and self._matching.origin:
            row = formats.number(self._lang, number + 1)
            values["source"] = self._lang.tr(
                "{origin}, row {row}", origin=self._matching.origin, row=row
            )

    def _made(self, number: int, values: dict[str, Any]) -> ReadRow:
        parts = self._parts(values)
        given = frozenset({*parts, "scope", "ends_on", "currency"})
        try:
            year = FinancialYear(
                **{
                    "id": "imported",
                    "scope": self._matching.scope,
                    "currency": self._matching.currency,
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

    @cached_property
    def _signs(self) -> dict[str, DecimalSign]:
        chosen = self._matching.sign
        places = {f: n for f, n in self._places.items() if f in AMOUNTS}
        own = {f: chosen or decimal_sign(self._cells(n)) for f, n in places.items()}
        # a column that does not tell is written as its neighbours are
        shared = set(own.values()) - {""}
        usual = shared.pop() if len(shared) == 1 else ""
        return {f: sign or usual for f, sign in own.items()}

    @cached_property
    def _powers(self) -> dict[str, int]:
        chosen, heading = self._matching.power, self._matching.heading
        if chosen != AS_HEADED:
            return dict.fromkeys(AMOUNTS, chosen)
        return {
            f: power_of(self._table, heading, n) for f, n in self._places.items() if f in AMOUNTS
        }

    @cached_property
    def _month_first(self) -> dict[str, bool]:
        return {
            f: is_month_first(self._cells(n))
            for f, n in self._places.items()
            if f in ("starts_on", "ends_on")
        }

    def _cells(self, column: int) -> list[Value]:
        start = self._matching.heading + 1
        return [row[column] for row in self._table.rows[start:]]


def _once(lang: Language, rows: tuple[ReadRow, ...]) -> tuple[ReadRow, ...]:
    """The rows, a second one for the same year marked as a problem."""
    seen: dict[tuple[str, date], int] = {}
    done = []
    for row in rows:
        if row.new is not None:
            key = (row.new.year.scope, row.new.year.ends_on)
            first = seen.setdefault(key, row.number)
            if first != row.number:
                done.append(_doubled(lang, row, first))
                continue
        done.append(row)
    return tuple(done)


def _doubled(lang: Language, row: ReadRow, first: int) -> ReadRow:
    message = lang.tr(
        "Row {row} gives the same year already: leave one of them out.",
        row=formats.number(lang, first + 1),
    )
    problem = FieldProblem(code="twice", message=message)
    wrong = RowProblem(field="ends_on", column=None, problem=problem)
    return ReadRow(number=row.number, problems=(wrong,))


def _usual_end(case: Case) -> tuple[int, int]:
    """The month and day on which the years of the case end; 31 December where they differ."""
    ends = {(y.ends_on.month, y.ends_on.day) for y in case.financial_years}
    return ends.pop() if len(ends) == 1 else _YEAR_ENDS


def _year_before(end: date) -> date:
    """The first day of the year that ends on that day, as a financial year counts it."""
    year = FinancialYear(id="x", scope="group", ends_on=end, currency="EUR", revenue=Decimal(0))
    return year.first_day
