"""Tables as people write them, with the years that they mean: what the import is tested with.

Every table says its unit and its currency somewhere, in one of the ways in use; each is made
from a number, so that a table that was misread can be made again.
"""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import xlsxwriter

UNITS: dict[int, tuple[str, ...]] = {
    3: ("thousand", "thousands", "'000", "’000", "k", "Tsd.", "milliers", "Tausend", "000s"),
    4: ("ten thousand", "10 thousand"),
    5: ("lakh",),
    6: ("million", "millions", "m", "mn", "Mio.", "mln", "Millionen", "MM"),
    7: ("10 million", "crore"),
    8: ("100 million", "hundred million"),
    9: ("bn", "billion", "Mrd.", "milliards", "Md", "Milliarden"),
    12: ("trn", "trillion"),
}
GLUED: dict[int, tuple[str, ...]] = {
    3: ("{sign}'000", "{sign}k", "k{code}", "T{code}", "{code}'000", "{sign}000"),
    6: ("{sign}m", "{code}m", "M{code}", "{sign}mn"),
    9: ("{sign}bn", "{code}bn"),
}
"""Units written together with a sign (€, £, HK$) or a code (EUR, SEK)."""

CURRENCIES: dict[str, tuple[str, ...]] = {
    "EUR": ("€", "euro", "euros", "EUR"),
    "GBP": ("£", "GBP", "pounds sterling"),
    "USD": ("US$", "USD", "US dollars", "$"),
    "SEK": ("SEK", "Swedish kronor", "kr"),
    "CHF": ("CHF", "Swiss francs"),
    "HKD": ("HK$", "HKD"),
    "TWD": ("NT$", "New Taiwan dollars"),
    "PLN": ("zł", "PLN"),
    "CNY": ("RMB", "CNY", "yuan"),
    "JPY": ("JPY", "yen", "¥"),
    "INR": ("₹", "INR"),
    "KRW": ("KRW", "won"),
    "NOK": ("NOK",),
}
HEADINGS = {
    "en": ("Financial year", "Revenue", "Employees", "Source", "Currency", "Unit"),
    "de": ("Geschäftsjahr", "Umsatzerlöse", "Mitarbeitende", "Quelle", "Währung", "Einheit"),
    "fr": ("Exercice", "Chiffre d'affaires", "Effectif", "Source", "Devise", "Unité"),
}
PROFIT = {
    "en": "Operating income",
    "de": "Betriebsergebnis",
    "fr": "Résultat d'exploitation",
}
ALL_AMOUNTS = {
    "en": "All amounts in {unit}",
    "de": "Alle Beträge in {unit}",
    "fr": "Tous les montants en {unit}",
}
PLACES = ("heading", "below", "title", "titles", "foot", "columns", "cells", "corner", "format")
Cell = str | Decimal | date | int


@dataclass(frozen=True, kw_only=True)
class Written:
    """A table in a file, with the years it means: last day, currency, turnover."""

    data: bytes
    years: tuple[tuple[date, str, Decimal], ...]
    recipe: str


def write(seed: int) -> Written:
    """The table of that number."""
    return _Writer(random.Random(seed)).table()


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self._any = chance.choice
        self._chance = chance
        self.language = self._any(tuple(HEADINGS))
        self.currency = self._any(tuple(CURRENCIES))
        self.power = self._any(tuple(UNITS))
        self.across = chance.random() < 0.3
        self.workbook = chance.random() < 0.4
        self.place = self._any(PLACES)
        if self.place == "format" and not self.workbook:
            self.place = "heading"
        if self.place == "corner" and not self.across:
            self.place = "title"
        self.separators = self._any((("", "."), ("", ","), (",", "."), (".", ","), (" ", ","),
                                     ("’", "."), ("\u202f", ",")))  # fmt: skip
        self.glue, self.money = self._unit()
        self.places = self._any((0, 0, 0, 1, 2, 3))
        self.scaled = self.workbook and chance.random() < 0.15 and self.power in (3, 6, 9)

    def table(self) -> Written:
        ends, labels = self._years()
        amounts = [self._amount() for _ in ends]
        rows = self._rows(labels, amounts)
        data = self._book(rows) if self.workbook else self._text(rows)
        recipe = f"{self.place} {self.glue} {self.separators} {'across' if self.across else ''}"
        years = tuple(
            (end, self.currency, a.scaleb(self.power)) for end, a in zip(ends, amounts, strict=True)
        )
        return Written(data=data, years=years, recipe=recipe)

    def _unit(self) -> tuple[str, str]:
        """The words of unit and currency together, and the currency alone."""
        name = self._any(CURRENCIES[self.currency])
        glued = GLUED.get(self.power, ())
        if glued and self._chance.random() < 0.3:
            names = [n for n in CURRENCIES[self.currency] if " " not in n and not n.isalpha()]
            signs = names or [self.currency]
            text = self._any(glued).format(sign=self._any(signs), code=self.currency)
            return text, self.currency
        unit = self._any(UNITS[self.power])
        if self.language == "de" and unit in ("billion", "trillion"):
            unit = {"billion": "Mrd.", "trillion": "Billionen"}[unit]
        if self.language == "fr" and unit in ("billion", "trillion"):
            unit = {"billion": "milliards", "trillion": "trn"}[unit]
        text = f"{name} {unit}" if self._chance.random() < 0.6 else f"{unit} {name}"
        return text, name

    # Years

    def _years(self) -> tuple[list[date], list[Cell]]:
        month = self._any((12, 12, 12, 3, 6, 9))
        count, last = self._chance.randint(1, 5), self._chance.randint(2019, 2026)
        years = sorted(range(last, last - count, -1), reverse=self._chance.random() < 0.5)
        ends = [_month_end(year, month) for year in years]
        styles: list[Callable[[date], Cell]] = [
            lambda d: f"{d:%Y-%m-%d}", lambda d: f"{d.day}.{d.month}.{d.year}",
            lambda d: f"{d.day} {d:%B} {d.year}", lambda d: f"{d:%b}-{d:%y}",
            lambda d: f"Year ended {d.day} {d:%B} {d.year}", lambda d: f"{d:%b %Y}",
            lambda d: f"{d:%m/%d/%Y}", lambda d: f"{d:%d/%m/%Y}",
            lambda d: f"{d.day} {d:%b} {d:%y}",
        ]  # fmt: skip
        if month == 12:
            styles += [lambda d: d.year, lambda d: f"FY{d.year}", lambda d: f"FY {d.year}",
                       lambda d: str(d.year), lambda d: f"FY{d:%y}"] * 2  # fmt: skip
        if self.workbook:
            styles += [self._dated, self._dated]
        style = self._any(styles)
        return ends, [style(end) for end in ends]

    def _dated(self, end: date) -> Cell:
        return end

    # Amounts

    def _amount(self) -> Decimal:
        digits = self._chance.randint(2, max(3, min(7, 13 - self.power)))
        number = self._chance.randint(10 ** (digits - 1), 10**digits - 1)
        return Decimal(number).scaleb(-self.places if self.power > 5 else 0)

    def _written(self, amount: Decimal) -> Cell:
        if self.workbook and self.place != "cells":
            return amount.scaleb(self.power) if self.scaled else amount
        group, point = self.separators
        text = f"{amount:,f}".replace(",", "G").replace(".", "P")
        text = text.replace("G", group).replace("P", point)
        return f"{text} {self.glue}" if self.place == "cells" else text

    # Rows

    def _rows(self, labels: list[Cell], amounts: list[Decimal]) -> list[list[Cell]]:
        year, revenue, staff, source, money, unit = HEADINGS[self.language]
        heads: list[Cell] = [year, revenue]
        if self.place == "heading":
            heads[1] = self._any((f"{revenue} ({self.glue})", f"{revenue}, {self.glue}",
                                  f"{revenue} in {self.glue}"))  # fmt: skip
        columns: list[list[Cell]] = [list(labels), [self._written(a) for a in amounts]]
        if self._chance.random() < 0.3:
            heads.append(staff)
            columns.append([self._chance.randint(1000, 90000) for _ in labels])
        if self._chance.random() < 0.3:
            heads.append(PROFIT[self.language])
            columns.append([self._written(a.scaleb(-1)) for a in amounts])
        if self._chance.random() < 0.15:
            heads.append("Growth")
            columns.append([f"{self._chance.randint(1, 30)}%" for _ in labels])
        if self.place == "columns":
            heads += [unit, money]
            words = self._any(UNITS[self.power][:1] if self.power != 9 else ("bn",))
            columns += [[words] * len(labels), [self.currency] * len(labels)]
        if self._chance.random() < 0.3:
            heads.append(source)
            columns.append(["Annual report"] * len(labels))
        if self.place == "corner":
            heads[0] = f"({self.glue})"
        self._note_formats(heads, columns)
        rows = [heads, *(list(row) for row in zip(*columns, strict=True))]
        if self.place == "below":
            rows.insert(1, ["", self.glue, *[""] * (len(heads) - 2)])
        turned = [list(row) for row in zip(*rows, strict=True)] if self.across else rows
        return self._with_notes(turned)

    def _with_notes(self, rows: list[list[Cell]]) -> list[list[Cell]]:
        words = ALL_AMOUNTS[self.language].format(unit=self.glue)
        if self.place == "title":
            return [[self._any((words, f"({self.glue})", f"Example SE, {self.glue}"))], *rows]
        if self.place == "titles":
            return [["Example SE", f"in {self.glue}"], *rows]
        if self.place == "foot":
            return [*rows, [words]]
        if self.place != "title" and self._chance.random() < 0.2:
            rows = [*rows, [self._any(("Monthly users in millions", "Source: annual reports",
                                       "* restated", "Note: 45 million users"))]]  # fmt: skip
        return [["Example SE"], *rows] if self._chance.random() < 0.2 else rows

    def _note_formats(self, heads: list[Cell], columns: list[list[Cell]]) -> None:
        code = self._any(("", "#,##0", "#,##0.00"))
        if self.place == "format":
            sign = self.currency
            unit = {3: "k", 6: "m", 9: "bn"}.get(self.power, "")
            code = f'#,##0.00 "{sign} {unit}"'.replace(" unit", "")
            if not unit:
                self.place, heads[1] = "heading", f"{heads[1]} ({self.glue})"
        if self.scaled:
            code = "#,##0.0" + "," * (self.power // 3)
        self.amount_format = code
        self.date_format = self._any(("dd/mm/yyyy", "mmm-yy", "yyyy-mm-dd"))

    # Files

    def _text(self, rows: list[list[Cell]]) -> bytes:
        made = io.StringIO()
        csv.writer(made, delimiter=self._any((";", ",", "\t"))).writerows(rows)
        return made.getvalue().encode("utf-8")

    def _book(self, rows: list[list[Cell]]) -> bytes:
        made = io.BytesIO()
        options = {"in_memory": True, "date_1904": self._chance.random() < 0.2}
        with xlsxwriter.Workbook(made, options) as book:
            sheet = book.add_worksheet("Figures")
            amounts = book.add_format({"num_format": self.amount_format})
            days = book.add_format({"num_format": self.date_format})
            for n, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(n, column, cell, days)
                    elif isinstance(cell, Decimal):
                        sheet.write_number(n, column, float(cell), amounts)
                    elif isinstance(cell, int):
                        sheet.write_number(n, column, cell)
                    else:
                        sheet.write_string(n, column, cell)
        return made.getvalue()


def _month_end(year: int, month: int) -> date:
    following = date(year + (month == 12), month % 12 + 1, 1)
    return following - timedelta(days=1)
