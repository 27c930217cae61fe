"""In what unit and currency each column of amounts is, where that is said, and what is to ask.

What stands nearer to the figures counts: the cell, its own column of units, the line below the
heading, the heading; then titles, notes at the foot and the name of the sheet. Two that
contradict each other, signs with several meanings, and silence are questions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

from dsa_sim.language.tables import Value
from dsa_sim.language.year_tables.cells import (
    DecimalSign,
    decimal_sign,
    is_nothing,
    said_by_cell,
)
from dsa_sim.language.year_tables.days import is_year_alone, orders_of, year_end_in
from dsa_sim.language.year_tables.headings import AMOUNTS, NO_HEADING, is_own
from dsa_sim.language.year_tables.layout import Layout, Note, Place
from dsa_sim.language.year_tables.money_words import Said, folded, said_in
from dsa_sim.language.year_tables.number_formats import format_says
from dsa_sim.language_folders import ENGLISH, keywords, own_keywords

Origin = Place | Literal["cells", "column", "format", "own", "chosen", "currency", ""]
"""Where a unit or a currency is said: a place, the cells themselves, a column of its own, the
number format, this program's own headings, the person; `currency`: a currency stands alone."""

POWERS = (0, 3, 4, 5, 6, 7, 8, 9, 12)
"""The units that are offered, as powers of ten."""

_Saying = tuple[str, Origin, tuple[int | str, ...]]
"""What stands there, where, and what it may mean; nothing where nobody knows."""

_NEAR: tuple[Place, ...] = ("below", "heading")
_PLAUSIBLE_FROM = Decimal(10**6)
"""Less is no turnover of a platform that the Regulation's fines are computed for."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A unit or a currency, and who says so: `text` is what stands there.

    `value` is None where it is not known; `choices` are then what it may be, the likeliest
    first (empty: nothing is known). An `origin` of "cells" or "column" means: row by row.
    """

    value: int | str | None = None
    origin: Origin = ""
    text: str = ""
    choices: tuple[int | str, ...] = ()

    @property
    def is_open(self) -> bool:
        """True where the person must say it."""
        return self.value is None


@dataclass(frozen=True, kw_only=True)
class ColumnReading:
    """How the amounts of a column are read; `unit` has a power of ten, `currency` a code."""

    column: int
    field: str
    unit: Told
    currency: Told
    sign: DecimalSign = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a whole table is read; every part may be changed by the person.

    `columns` are those of amounts; `all_orders` the orders of day, month and year that days in
    digits may have, `orders` those left after the person chose; `year_end` is the day on which
    a year alone ends, with its origin; `year_alone`: there are such years.
    """

    columns: tuple[ColumnReading, ...]
    orders: tuple[str, ...]
    all_orders: tuple[str, ...]
    year_end: tuple[int, int]
    year_end_origin: Origin
    year_alone: bool
    english: bool

    @property
    def questions(self) -> int:
        """How many answers are still needed."""
        told = [t for c in self.columns for t in (c.unit, c.currency)]
        return sum(t.is_open for t in told) + (len(self.orders) > 1)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the person said: units and currencies by column, the order of days, a year's end."""

    units: Mapping[int, int] = field(default_factory=dict)
    currencies: Mapping[int, str] = field(default_factory=dict)
    order: str = ""
    sign: DecimalSign = ""
    year_end: tuple[int, int] | None = None


def read_columns(
    layout: Layout, columns: Sequence[str], answers: Answers, *, usual_end: tuple[int, int]
) -> Reading:
    """How the columns of a table are read, given which field each is and what the person said."""
    return _Interpreter(layout, columns, answers).reading(usual_end)


class _Interpreter:
    def __init__(self, layout: Layout, columns: Sequence[str], answers: Answers) -> None:
        self._layout, self._columns, self._answers = layout, columns, answers
        self._places = {f: n for n, f in enumerate(columns) if f}
        self._english = _is_english(_texts(layout))

    def reading(self, usual_end: tuple[int, int]) -> Reading:
        days = [c for f, n in self._places.items() if f in ("ends_on", "starts_on")
                for c in self._layout.cells(n)]  # fmt: skip
        end, origin = self._year_end(usual_end)
        order, orders = self._answers.order, orders_of(days)
        return Reading(
            columns=self._amounts(),
            orders=(order,) if order else orders,
            all_orders=orders,
            year_end=end,
            year_end_origin=origin,
            year_alone=any(is_year_alone(day) for day in days),
            english=self._english,
        )

    def _amounts(self) -> tuple[ColumnReading, ...]:
        places = {f: n for f, n in self._places.items() if f in AMOUNTS}
        currencies = self._currencies(places)
        units = self._units(places, currencies)
        signs = self._signs(places)
        return tuple(
            ColumnReading(column=n, field=f, unit=units[f], currency=currencies[f], sign=signs[f])
            for f, n in places.items()
        )

    # Units

    def _units(self, places: Mapping[str, int], currencies: Mapping[str, Told]) -> dict[str, Told]:
        told = {f: self._unit(n) for f, n in places.items()}
        first = told.get("revenue", Told())
        if first.is_open and not first.choices and "revenue" in places:
            first = self._silent(places["revenue"], currencies["revenue"])
        done = {}
        for f, n in places.items():
            own = told[f]
            if own.is_open and not own.choices:
                # silence follows the turnover's silence; its words do not speak for others
                plain = first.origin in ("currency", "own", "column")
                own = first if f == "revenue" or plain or self._is_percent(n) else _asked(first)
            done[f] = own
        return done

    def _unit(self, column: int) -> Told:
        if column in self._answers.units:
            return Told(value=self._answers.units[column], origin="chosen")
        if "unit" in self._places:
            return Told(value=0, origin="column")
        if self._all_say(column, "powers"):
            return Told(value=0, origin="cells")
        told = self._told(column, "powers")
        shown = self._shown_in(column)
        if shown is None:
            return Told(choices=_choices(told))
        if not shown:
            return told
        # the format divides: headings speak of what is shown, the cell holds the whole
        if told.value in (None, 3 * shown) and not told.choices:
            return Told(value=0, origin="format")
        return Told(choices=(0, *_choices(told)))

    def _formatted(self, column: int) -> Iterator[tuple[Value, str]]:
        """The cells of a column with their number formats."""
        return zip(self._layout.cells(column), self._layout.codes(column), strict=True)

    def _shown_in(self, column: int) -> int | None:
        """By how many thousands the figures are shown divided; None where they differ."""
        pairs = self._formatted(column)
        shown = {format_says(code).thousands for cell, code in pairs if isinstance(cell, Decimal)}
        return shown.pop() if len(shown) == 1 else None if shown else 0

    def _silent(self, column: int, currency: Told) -> Told:
        """The unit where nothing says one: single units where that is plain, else a question."""
        layout = self._layout
        if layout.heading != NO_HEADING and is_own(layout.sheet.rows[layout.heading]):
            return Told(value=0, origin="own")
        # "Turnover (EUR)" says euros; a column of codes or a format says less, so size must, too
        plain = currency.origin in (*_NEAR, "cells")
        beside = currency.origin in ("column", "format")
        if plain or (beside and self._largest(column) >= _PLAUSIBLE_FROM):
            return Told(value=0, origin="currency", text=currency.text)
        return Told()

    def _largest(self, column: int) -> Decimal:
        digits = (
            cell if isinstance(cell, Decimal) else _digits(str(cell))
            for cell in self._layout.cells(column)
        )
        return max((abs(d) for d in digits), default=Decimal(0))

    def _is_percent(self, column: int) -> bool:
        filled = [(c, code) for c, code in self._formatted(column) if not is_nothing(c)]
        return bool(filled) and all(
            format_says(code).percent or "%" in str(c) for c, code in filled
        )

    # Currencies

    def _currencies(self, places: Mapping[str, int]) -> dict[str, Told]:
        told = {f: self._currency(n) for f, n in places.items()}
        usual = told.get("revenue", Told())
        # a year has one currency: what is silent has that of the turnover
        return {f: usual if t.is_open and not t.choices else t for f, t in told.items()}

    def _currency(self, column: int) -> Told:
        if column in self._answers.currencies:
            return Told(value=self._answers.currencies[column], origin="chosen")
        if "currency" in self._places and any(
            not is_nothing(c) for c in self._layout.cells(self._places["currency"])
        ):
            return self._beside(column, "currency")
        if "unit" in self._places and self._unit_says("currencies"):
            return self._beside(column, "unit")
        if self._all_say(column, "currencies"):
            return Told(value="", origin="cells")
        return self._told(column, "currencies")

    def _beside(self, column: int, field_name: str) -> Told:
        """Row by row, from a column of its own; a question where a row says nothing there."""
        cells = self._layout.cells(self._places[field_name])
        amounts = self._layout.cells(column)
        gaps = any(is_nothing(c) and not is_nothing(a) for c, a in zip(cells, amounts, strict=True))
        told = self._told(column, "currencies")
        if gaps and told.value is None:
            return told
        return Told(value=told.value or "", origin="column")

    def _unit_says(self, what: str) -> bool:
        cells = self._layout.cells(self._places["unit"])
        return all(getattr(said_in(str(c)), what) for c in cells if not is_nothing(c))

    # What is said, and where

    def _all_say(self, column: int, what: str) -> bool:
        """True where every filled cell says it itself, in words."""
        filled = [c for c in self._layout.cells(column) if not is_nothing(c)]
        return bool(filled) and all(
            isinstance(c, str) and getattr(said_by_cell(c, english=self._english), what)
            for c in filled
        )

    def _told(self, column: int, what: str) -> Told:
        """What is said of a column outside its cells; open where it is unsure or contradicted."""
        near = self._said(self._near(column), what)
        far = self._said((n for n in self._layout.notes if self._speaks(n, column, what)), what)
        formats = self._format_says(column, what)
        said = [*near, *far, *formats]
        if not said:
            return Told()
        first_text, first_origin, meanings = said[0]
        every = [set(m) for _, _, m in said]
        common = [m for m in meanings if all(m in other for other in every)]
        if len(common) == 1:
            return Told(value=common[0], origin=first_origin, text=first_text)
        choices = tuple(dict.fromkeys(m for _, _, ms in said for m in ms))
        return Told(origin=first_origin, text=first_text, choices=choices)

    def _near(self, column: int) -> list[Note]:
        heading = self._layout.heading_of(column)
        below = [n for n in self._layout.notes if n.place == "below" and n.is_over(column)]
        return [*below, Note(text=heading, place="heading")]

    def _speaks(self, note: Note, column: int, what: str) -> bool:
        if note.place == "below" or not note.is_over(column):
            return False
        said = said_in(note.text, english=self._english)
        if what == "powers" and not said.currencies and note.place in ("title", "foot"):
            # "Monthly users in millions" says nothing of money
            return not set(folded(note.text).split()) & set(keywords("table_words")["not_money"])
        return True

    def _said(self, notes: Iterable[Note], what: str) -> list[_Saying]:
        found: list[_Saying] = []
        for note in notes:
            said = said_in(note.text, english=self._english)
            meanings = getattr(said, what)
            if meanings:
                found.append((note.text, note.place, meanings))
            elif what == "powers" and _hides_unit(note, said):
                # "(EUR gazillions)": something is said, nobody knows what
                found.append((note.text, note.place, ()))
        return found

    def _format_says(self, column: int, what: str) -> list[_Saying]:
        codes = {code for cell, code in self._formatted(column) if isinstance(cell, Decimal)}
        if what == "powers":
            codes = {code for code in codes if not format_says(code).thousands}
        meanings = {getattr(format_says(code).amounts, what) for code in codes} - {()}
        return [(", ".join(map(str, m)), "format", m) for m in sorted(meanings)]

    def _signs(self, places: Mapping[str, int]) -> dict[str, DecimalSign]:
        chosen = self._answers.sign
        own = {f: chosen or decimal_sign(self._layout.cells(n)) for f, n in places.items()}
        # a column that does not tell is written as its neighbours are
        shared = {decimal_sign(self._layout.cells(n)) for n in self._numbers()} - {""}
        usual: DecimalSign = shared.pop() if len(shared) == 1 else ""
        return {f: sign or usual for f, sign in own.items()}

    def _numbers(self) -> list[int]:
        """The columns of numbers as texts, whatever they are."""
        days = {self._places.get(f) for f in ("ends_on", "starts_on", "days")}
        return [n for n in range(len(self._columns)) if n not in days]

    def _year_end(self, usual: tuple[int, int]) -> tuple[tuple[int, int], Origin]:
        if self._answers.year_end:
            return self._answers.year_end, "chosen"
        column = self._places.get("ends_on")
        heading = "" if column is None else self._layout.heading_of(column)
        notes = [Note(text=heading, place="heading"), *self._layout.notes]
        ends = {end: n.place for n in reversed(notes) if (end := year_end_in(n.text))}
        if len(ends) == 1:
            (end, place), *_ = ends.items()
            return end, place
        return usual, ""


def _is_english(texts: Iterable[str]) -> bool:
    """True where the words of a table are English and of no other language it may be in."""
    words = _words(texts)
    english, others = _telling()
    return bool(words & english) and not words & others


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Words that tell a table is English, and those that tell of another language."""
    english = frozenset(own_keywords(ENGLISH, "table_words")["telling"])
    return english, frozenset(keywords("table_words")["telling"]) - english


def _texts(layout: Layout) -> list[str]:
    heads = () if layout.heading == NO_HEADING else layout.sheet.rows[layout.heading]
    return [*(str(h) for h in heads), *(note.text for note in layout.notes)]


def _words(texts: Iterable[str]) -> set[str]:
    return {word.strip("().,:;'") for text in texts for word in folded(text).split()}


def _hides_unit(note: Note, said: Said) -> bool:
    """True where a currency stands with a word beside it that nobody knows."""
    if not said.currencies or not said.rest or note.place not in ("heading", "below"):
        return False
    inside = note.text.partition("(")[2].rpartition(")")[0]
    within = said_in(inside) if inside else said
    return bool(within.currencies and within.rest)


def _choices(told: Told) -> tuple[int | str, ...]:
    return told.choices or (() if told.value is None else (told.value,))


def _asked(first: Told) -> Told:
    """A question, with the turnover's unit as the likeliest answer."""
    return Told(choices=_choices(first)) if not first.is_open or first.choices else Told()


def _digits(text: str) -> Decimal:
    digits = "".join(c for c in text.partition("(")[0] if c.isascii() and c.isdigit())
    return Decimal(digits[:30] or 0)
