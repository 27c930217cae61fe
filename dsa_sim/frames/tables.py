"""A table of the window as a frame: the cells' exact values, under the headings that are read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dsa_sim.language import formats
from dsa_sim.language.law_pack_words import version_facts
from dsa_sim.language.parsing import parse_date, parse_estimate, parse_money
from dsa_sim.language.quantities import rounded
from dsa_sim.language.tables import Amount, Share, Written
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case, Estimate

if TYPE_CHECKING:
    import pandas as pd

_EMPTY = ("", "–")


def frame_of_rows(
    heads: Sequence[str], rows: Iterable[Sequence[Written]], case: Case, title: str
) -> "pd.DataFrame":
    """The frame of a table that is called `title`, from its headings and exact values.

    A column of amounts, shares, numbers or days alone (or empty cells) has the type of a frame's;
    one of several kinds keeps its values as they are. Amounts are to the cent.
    """
    import pandas as pd

    cells = list(zip(*rows, strict=True)) or [()] * len(heads)
    named = list(zip(heads, map(_column, cells), strict=True))
    made = pd.DataFrame({n: column for n, (_, (column, _)) in enumerate(named)})
    made.columns = pd.Index(list(_apart(_head(head, unit) for head, (_, unit) in named)))
    units = {name: unit for name, (_, (_, unit)) in zip(made, named, strict=True) if unit}
    made.attrs |= {
        "frame": title, "title": case.title, "as_of": case.as_of.isoformat(),
        **version_facts(), "units": units,
    }  # fmt: skip
    return made


def typed_rows(lang: Language, rows: Iterable[Sequence[str]]) -> list[list[Written]]:
    """Rows of exact texts as the program writes them, with the values they stand for.

    A text is taken for a value only where that value would be written just so.
    """
    return [[typed(lang, text) for text in row] for row in rows]


def typed(lang: Language, text: str) -> Written:
    """What an exact text stands for: an amount, a share, a day, a number; else the text."""
    for read in (_amount, _share, _day, _number):
        value = read(lang, text)
        if value is not None:
            return value
    return text


def _amount(lang: Language, text: str) -> Amount | None:
    eur = parse_money(lang, text)
    is_same = isinstance(eur, Decimal) and formats.exact_amount(lang, eur) == text
    return Amount(value=eur) if isinstance(eur, Decimal) and is_same else None


def _share(lang: Language, text: str) -> Share | None:
    share = _value(parse_estimate(lang, text, "share"))
    is_same = share is not None and formats.rate(lang, share) == text
    return Share(value=share) if share is not None and is_same else None


def _day(lang: Language, text: str) -> date | None:
    day = parse_date(lang, text)
    return day if isinstance(day, date) and formats.day(lang, day) == text else None


def _number(lang: Language, text: str) -> Decimal | None:
    number = _value(parse_estimate(lang, text, "number"))
    return number if number is not None and formats.number(lang, number) == text else None


def _value(found: object) -> Decimal | None:
    return found.value if isinstance(found, Estimate) else None


def _column(cells: Sequence[Written]) -> tuple["pd.Series[Any]", str]:
    """A column and its unit, by what stands in all its cells that are not empty."""
    import pandas as pd

    kinds = {type(cell) for cell in cells if cell not in _EMPTY}
    if len(kinds) != 1:
        is_text = not kinds
        return pd.Series(list(cells), dtype="string" if is_text else "object"), ""
    dtype, unit, value = _COLUMNS[kinds.pop()]
    if dtype == "string":
        return pd.Series(list(cells), dtype=dtype), unit
    return pd.Series([None if c in _EMPTY else value(c) for c in cells], dtype=dtype), unit


_COLUMNS: dict[type, tuple[str, str, Callable[[Any], object]]] = {
    Amount: ("object", "EUR", lambda cell: rounded(cell.value, 2)),
    Share: ("float64", "0-1", lambda cell: float(cell.value)),
    Decimal: ("object", "", lambda cell: cell),
    date: ("datetime64[s]", "day", lambda cell: cell),
    str: ("string", "", lambda cell: cell),
}


def _head(head: str, unit: str) -> str:
    return f"{head} (€)" if unit == "EUR" and "€" not in head else head


def _apart(names: Iterable[str]) -> Iterator[str]:
    """The names, each once: one that comes again has a number."""
    taken: set[str] = set()
    for name in names:
        made, number = name, 2
        while made in taken:
            made, number = f"{name} {number}", number + 1
        taken.add(made)
        yield made
