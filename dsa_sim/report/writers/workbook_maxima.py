"""The sheets *Inputs* and *Cents* of the workbook: turnovers, and maxima in whole cents.

A spreadsheet counts in binary fractions, in which a rate of a turnover is a cent out now and then:
long division in whole numbers, four digits at a time, is not.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from dsa_sim.language import formats
from dsa_sim.language.words import word
from dsa_sim.model.case import ExchangeRate
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.kinds import GROWTH, PER_EURO, TURNOVER, Kind, Unit
from dsa_sim.model.maxima import Maximum, StrandMaxima, Turnover
from dsa_sim.report.writers.workbook_cells import Formula, Sheets, address, bounded, row_height

Key = tuple[str, str, Decimal, Decimal]
"""A turnover: its financial year, whether turnover or income is taken, amount and exchange rate.

A scenario that sets the growth or the rate of a year has a turnover of its own.
"""
_CentKey = tuple[Key, Decimal, int]
"""A maximum: the turnover, the rate, and the days it is divided by (1: not divided)."""

_STYLES: dict[Unit, str] = {"eur": "money", "share": "share"}
_ANY_AMOUNT = replace(TURNOVER, lowest=-(10**15), highest=10**15)
"""What is added to a turnover, or taken from it."""

_INPUT_WIDTHS = (44, 10, 24, 22, 14, 24, 24, 60, 14)
_CHUNK = 4
_CHUNKS = 5
_SCALE = 6
"""Decimals of an exchange rate that the long division keeps."""
_PARTS = 10_000
"""A rate is counted in ten-thousandths; what is left of `_SCALE` is divided out at the end."""
_LAST = 2
_RATE, _EURO, _GROWTH, _AMOUNT = 4, 6, 8, 6
"""Columns: exchange rate, euro and likely growth of the inputs, the amount of a maximum."""


def maxima_of(found: StrandMaxima) -> Iterator[Maximum]:
    """Every maximum of a strand: of the provider, of other persons, of periodic penalties."""
    yield from found.maxima
    yield from (maximum for _, maximum in found.persons)
    yield from (dated.own for dated in found.periodic if dated.own is not None)


class MaximaSheets:
    """Writes both sheets, and knows where a turnover and a maximum stand."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets, self._lang = sheets, sheets.lang
        self._turnovers: dict[Key, int] = {}
        self._first: dict[tuple[str, str], tuple[int, Estimate | None]] = {}
        self._cents: dict[_CentKey, int] = {}
        self._rates: dict[ExchangeRate, int] = {}

    def maximum(self, maximum: Maximum) -> Formula:
        """A reference to a maximum."""
        place = self._sheets.ref("cents", self._cents[_cent_key(maximum)], _AMOUNT)
        return Formula(text=place, value=float(maximum.amount))

    def turnover(self, turnover: Turnover) -> Formula:
        """A reference to a turnover in euro."""
        place = self._sheets.ref("inputs", self._turnovers[_key(turnover)], _EURO)
        return Formula(text=place, value=float(turnover.euro))

    def write_inputs(self) -> None:
        """Write the turnovers and their conversion into euro."""
        tr = self._lang.tr
        sheet = self._sheets.new("inputs", _INPUT_WIDTHS)
        sheet.repeat_rows(0)
        heads = [
            tr("Turnover"), tr("Currency"), tr("As reported"), tr("Adjustments"), tr("To € 1"),
            tr("After adjustments"), tr("In euro"), tr("Source and legal basis"),
        ]  # fmt: skip
        if any(m.turnover.year.growth for m in self._all()):
            heads.append(tr("Likely growth"))
        for n, head in enumerate(heads):
            self._sheets.text(sheet, 0, n, head, "head" if n in (0, 1, 7) else "head_right")
        for maximum in self._all():
            key = _key(maximum.turnover)
            if key not in self._turnovers:
                self._turnovers[key] = len(self._turnovers) + 1
                self._turnover_row(sheet, self._turnovers[key], maximum.turnover)

    def _all(self) -> Iterator[Maximum]:
        for shown in self._sheets.compared:
            for strand in shown.strands:
                yield from maxima_of(strand)

    def _turnover_row(self, sheet: Any, row: int, turnover: Turnover) -> None:
        year, styles = turnover.year, self._sheets.formats
        adjusted = sum((a.amount for a in year.adjustments), Decimal(0))
        adjusted = adjusted if turnover.base == "turnover" else Decimal(0)
        self._sheets.text(sheet, row, 0, self._turnover_name(turnover))
        self._sheets.text(sheet, row, 1, year.currency)
        short = f"{year.scope}_{year.ends_on.year}_{row}"
        first, of_first = self._first.setdefault((year.id, turnover.base), (row, year.growth))
        as_reported = float(turnover.entered - adjusted)
        if first != row:
            # A scenario with a growth or a rate of its own takes over what is reported.
            for column, value in ((2, as_reported), (3, float(adjusted))):
                self._taken_over(sheet, row, column, first, value, "money")
        else:
            self._entered(sheet, row, 2, as_reported, TURNOVER, f"Turnover_{short}")
            self._entered(sheet, row, 3, float(adjusted), _ANY_AMOUNT, f"Adjustments_{short}")
        self._exchange(sheet, row, turnover, short)
        grown = "=C{n}+D{n}".format(n=row + 1)
        if year.growth is not None:
            growth = float(year.growth.central)
            if first != row and year.growth == of_first:
                self._taken_over(sheet, row, _GROWTH, first, growth, "share")
            else:
                self._entered(sheet, row, _GROWTH, growth, GROWTH, f"Growth_{short}")
            grown = f"=ROUND(({grown[1:]})*(1+{address(row, _GROWTH)}),2)"
        sheet.write_formula(row, 5, grown, styles["money"], float(turnover.original))
        euro = "=F{n}/E{n}".format(n=row + 1)
        sheet.write_formula(row, _EURO, euro, styles["money"], float(turnover.euro))
        behind = self._behind(turnover)
        self._sheets.text(sheet, row, 7, behind, "law")
        sheet.set_row(row, row_height([behind], [_INPUT_WIDTHS[7]]))

    def _entered(
        self, sheet: Any, row: int, column: int, value: float, kind: Kind, name: str
    ) -> None:
        style = "in_rate" if kind is PER_EURO else f"in_{_STYLES[kind.unit]}"
        sheet.write_number(row, column, value, self._sheets.formats[style])
        bounded(sheet, row, column, (kind.lowest, kind.highest), self._lang)
        self._sheets.define(name, "inputs", row, column)

    def _taken_over(
        self, sheet: Any, row: int, column: int, first: int, value: float, style: str
    ) -> None:
        made = Formula(text=address(first, column), value=value, style=f"as_{style}")
        self._sheets.formula(sheet, row, column, made)

    def _turnover_name(self, turnover: Turnover) -> str:
        lang, year = self._lang, turnover.year
        scope = year.person.strip() or word(lang, "turnover_scope", year.scope)
        name = lang.tr("{scope}, year to {day}", scope=scope, day=formats.day(lang, year.ends_on))
        if turnover.base == "income":
            name += f" ({word(lang, 'income_base', 'income')})"
        return name

    def _behind(self, turnover: Turnover) -> str:
        """The source of a turnover, and the articles of the maxima that rest on it."""
        laws = dict.fromkeys(m.law for m in self._all() if _key(m.turnover) == _key(turnover))
        adjusted = self._lang.tr("Art. 3(x); Art. 5(1) of Regulation 139/2004")
        parts = [turnover.year.source.text, *laws]
        parts += [adjusted] if turnover.base == "turnover" and turnover.year.adjustments else []
        return " · ".join(p for p in parts if p)

    def _exchange(self, sheet: Any, row: int, turnover: Turnover, short: str) -> None:
        """The exchange rate: entered once, for every other turnover that has the same."""
        rate, per_euro = turnover.rate, float(turnover.per_euro)
        if rate is None:
            sheet.write_number(row, _RATE, 1.0, self._sheets.formats["rate"])
        elif rate in self._rates:
            self._taken_over(sheet, row, _RATE, self._rates[rate], per_euro, "rate")
        else:
            self._rates[rate] = row
            self._entered(sheet, row, _RATE, per_euro, PER_EURO, f"Rate_{short}")

    def write_cents(self) -> None:
        """Write the maxima, each by long division."""
        tr = self._lang.tr
        widths = [44, 22, 14, 10, 8, *[16] * 22]
        sheet = self._sheets.new("cents", widths)
        sheet.repeat_rows(0, 1)
        note = tr(
            "Each row divides turnover × percentage by the exchange rate, four digits at a time, "
            "in whole numbers: what does not exceed the maximum, to the cent."
        )
        self._sheets.note(sheet, note, widths[:_AMOUNT])
        heads = [
            tr("Maximum"), tr("Cents of the turnover"), tr("Rate × 1 000 000"), "%",
            tr("Days"), tr("Cents"), tr("In euro"),
        ]  # fmt: skip
        for n, head in enumerate(heads):
            self._sheets.text(sheet, 1, n, head, "head_right" if n else "head")
        for maximum in self._all():
            key = _cent_key(maximum)
            if key not in self._cents:
                self._cents[key] = len(self._cents) + 2
                self._cent_row(sheet, self._cents[key], maximum)

    def _cent_row(self, sheet: Any, row: int, maximum: Maximum) -> None:
        turnover, days = maximum.turnover, maximum.divisor or 1
        rate = formats.rate(self._lang, maximum.rate)
        day = formats.day(self._lang, turnover.year.ends_on)
        name = self._lang.tr("{rate}, year to {day}", rate=rate, day=day)
        self._sheets.text(sheet, row, 0, name)
        styles, n = self._sheets.formats, row + 1
        whole, source = styles["whole"], self._turnovers[_key(turnover)]
        original, per_euro = (self._sheets.ref("inputs", source, c) for c in (5, _RATE))
        length = _CHUNK * _CHUNKS
        digits = str(int(turnover.original * 100)).rjust(length, "0")
        padded = f'=RIGHT(REPT("0",{length})&TEXT(ROUND({original}*100,0),"0"),{length})'
        sheet.write_formula(row, 1, padded, whole, digits)
        scaled = round(turnover.per_euro * 10**_SCALE)
        sheet.write_formula(row, 2, f"=ROUND({per_euro}*10^{_SCALE},0)", whole, scaled)
        sheet.write_number(row, 3, float(maximum.rate), styles["share"])
        sheet.write_number(row, 4, days, whole)
        total = self._divided(sheet, row, digits, scaled, maximum.rate)
        cents = int(maximum.amount * 100)
        by_day = f"=INT(({total})/E{n})-IF(INT(({total})/E{n})*E{n}>({total}),1,0)"
        sheet.write_formula(row, 5, by_day if days > 1 else f"={total}", whole, cents)
        sheet.write_formula(row, _AMOUNT, f"=F{n}/100", styles["total"], float(maximum.amount))

    def _divided(self, sheet: Any, row: int, digits: str, scaled: int, rate: Decimal) -> str:
        """The steps of the division; what they add up to, as part of a formula."""
        whole, n, first = self._sheets.formats["whole"], row + 1, 7
        total, remainder, left = "0", "0", 0
        for chunk in range(_CHUNKS + 1):
            t, q, r = (address(row, first + 3 * chunk + k) for k in range(3))
            part, shift, added = "0", _LAST, 0
            if chunk < _CHUNKS:
                start, shift = _CHUNK * chunk, _CHUNK
                part = f"VALUE(MID(B{n},{1 + start},{_CHUNK}))*ROUND(D{n}*{_PARTS},0)"
                added = int(digits[start : start + _CHUNK]) * round(rate * _PARTS)
            value = left * 10**shift + added
            quotient, left = divmod(value, scaled)
            sheet.write_formula(t, f"={remainder}*10^{shift}+{part}", whole, value)
            whole_times = f"=INT({t}/C{n})-IF(INT({t}/C{n})*C{n}>{t},1,0)"
            sheet.write_formula(q, whole_times, whole, quotient)
            sheet.write_formula(r, f"={t}-{q}*C{n}", whole, left)
            total = q if chunk == 0 else f"({total})*10^{shift}+{q}"
            remainder = r
        return total


def _key(turnover: Turnover) -> Key:
    return turnover.year.id, turnover.base, turnover.original, turnover.per_euro


def _cent_key(maximum: Maximum) -> _CentKey:
    return _key(maximum.turnover), maximum.rate, maximum.divisor or 1
