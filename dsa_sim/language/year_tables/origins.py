"""In words: the unit and currency of a column, and where a table says them."""

from dsa_sim.language.symbols import currency_name
from dsa_sim.language.translation import Language
from dsa_sim.language.year_tables.money_words import legal_tender
from dsa_sim.language.year_tables.readings import POWERS, ColumnReading, Told


def unit_words(lang: Language, power: int) -> str:
    """A unit as a power of ten: "millions"."""
    tr = lang.tr
    words = {
        0: tr("single units"),
        3: tr("thousands"),
        4: tr("ten thousands"),
        5: tr("hundred thousands"),
        6: tr("millions"),
        7: tr("ten millions"),
        8: tr("hundred millions"),
        9: tr("thousand millions (bn)"),
        12: tr("million millions (trillions)"),
    }
    return words.get(power) or tr("times 10 to the power of {n}", n=power)


def unit_choices(lang: Language, told: Told) -> tuple[tuple[object, str], ...]:
    """The units to choose among, the likeliest first where one is asked for."""
    likely = [p for p in told.choices if isinstance(p, int)]
    others = [p for p in POWERS if p not in likely]
    if told.value is not None and told.value not in (*likely, *others):
        others.append(int(told.value))
    powers = tuple((p, unit_words(lang, p)) for p in (*likely, *others))
    if told.origin in ("column", "cells"):
        return ((0, lang.tr("as each row says")), *powers[1:])
    return powers


def currency_choices(lang: Language, told: Told, usual: str) -> tuple[tuple[object, str], ...]:
    """The currencies to choose among: what may be meant, the usual one, then all."""
    likely = [str(c) for c in told.choices] or [usual]
    codes = dict.fromkeys((*likely, "EUR", "USD", "GBP", *sorted(legal_tender())))
    named = tuple(
        (code, lang.ptr("currency", "{code}: {name}", code=code, name=currency_name(lang, code)))
        for code in codes
    )
    if told.value == "":
        return (("", lang.tr("as each row says")), *named)
    return named


def origin_words(lang: Language, column: ColumnReading) -> str:
    """Where the unit and the currency of a column come from, or that they are to be chosen."""
    unit, currency = _words(lang, column.unit), _words(lang, column.currency)
    if unit == currency:
        return unit
    return lang.tr("Unit: {unit} Currency: {currency}", unit=unit, currency=currency)


def _words(lang: Language, told: Told) -> str:
    tr = lang.tr
    if told.is_open:
        if told.text:
            return tr("Unsure from “{text}”: please choose.", text=told.text[:60])
        return tr("Said nowhere: please choose.")
    return {
        "heading": tr("From the heading."),
        "below": tr("From the line below the heading."),
        "corner": tr("From the corner of the table: “{text}”.", text=told.text[:60]),
        "title": tr("From the title: “{text}”.", text=told.text[:60]),
        "foot": tr("From the note below: “{text}”.", text=told.text[:60]),
        "sheet": tr("From the name of the sheet."),
        "cells": tr("From the cells."),
        "column": tr("From a column of its own."),
        "format": tr("From the number format of the cells."),
        "own": tr("As this program writes it."),
        "chosen": tr("Chosen here."),
        "currency": tr("A currency is named and no larger unit."),
    }[told.origin]
