"""What a frame holds, declared once: the frame itself, its docstring and the docs follow."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from dsa_sim.language.law_pack_words import version_facts

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame  # noqa: PLC0414 - others name it by this room

    from dsa_sim.model.case import Case

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Kind = Literal[
    "text", "exact", "exact_eur", "eur", "share", "number", "whole", "days", "flag", "day"
]

DTYPES: Mapping[Kind, str] = {
    "text": "string",
    "exact": "object",
    "exact_eur": "object",
    "eur": "float64",
    "share": "float64",
    "number": "float64",
    "whole": "Int64",
    "days": "Int64",
    "flag": "boolean",
    "day": "datetime64[s]",
}
"""The type that pandas gives a column; `object` columns hold `decimal.Decimal`."""

UNITS: Mapping[Kind, str] = {
    "exact_eur": "EUR",
    "eur": "EUR",
    "share": "0-1",
    "days": "days",
    "day": "day",
}
"""The unit of a column by its kind; others have none."""


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: what stands in it, and how it is read from what a row is made of.

    A name with a part in angle brackets stands for a column for each such part of the case.
    `unit` is given where it is not that of the kind.
    """

    name: str
    kind: Kind
    meaning: str
    value: Callable[[T], object]
    unit: str = ""

    @property
    def dtype(self) -> str:
        """The type that pandas gives the column."""
        return DTYPES[self.kind]

    @property
    def shown_unit(self) -> str:
        """The unit of what stands in the column; empty where it has none."""
        return self.unit or UNITS.get(self.kind, "")

    @property
    def type_words(self) -> str:
        """The type as a reader knows it."""
        return "Decimal" if self.dtype == "object" else self.dtype


@dataclass(frozen=True, kw_only=True)
class Frame(Generic[T]):
    """A frame: what a row is, where the figures come from, and its columns."""

    name: str
    row: str
    source: str
    columns: tuple[Column[T], ...]

    def documents(self, function: F) -> F:
        """Give the function that makes the frame a docstring with its columns."""
        lines = [
            f"    {c.name} ({', '.join(w for w in (c.type_words, c.shown_unit) if w)}): {c.meaning}"
            for c in self.columns
        ]
        about = (function.__doc__ or "").rstrip()
        function.__doc__ = "\n".join(
            (about, "", f"A row is {self.row}. Source: {self.source}.", "", "Columns:", *lines)
        )
        FRAMES[self.name] = self
        return function

    def filled(
        self, items: Iterable[T], *, case: "Case | None" = None, **about: object
    ) -> "DataFrame":
        """The frame with a row for each item; `about` goes into its `attrs`."""
        import pandas as pd

        rows = tuple(items)
        made = pd.DataFrame(
            {c.name: pd.Series([c.value(row) for row in rows], dtype=c.dtype)
             for c in self.columns}
        )  # fmt: skip
        return self.described(made, case=case, **about)

    def described(self, made: "DataFrame", *, case: "Case | None", **about: object) -> "DataFrame":
        """The same frame with `attrs` that say what it is and what makes it repeatable."""
        made.attrs["frame"] = self.name
        if case is not None:
            made.attrs |= {"title": case.title, "as_of": case.as_of.isoformat()}
        made.attrs |= {
            **about,
            **version_facts(),
            "units": {name: unit for name, unit in self._units(made) if unit},
        }
        return made

    def column_of(self, name: str) -> Column[T]:
        """The declaration of a column of the frame; several may share one.

        Raises:
            KeyError: the frame has no such column.
        """
        for column in self.columns:
            begins, bracket, rest = column.name.partition("<")
            ends = rest.partition(">")[2]
            is_one = name.startswith(begins) and name.endswith(ends) if bracket else False
            if column.name == name or is_one:
                return column
        raise KeyError(name)

    def _units(self, made: "DataFrame") -> Iterable[tuple[str, str]]:
        return ((str(name), self.column_of(str(name)).shown_unit) for name in made.columns)


FRAMES: dict[str, Frame[Any]] = {}
"""Every frame by the name of its function."""
