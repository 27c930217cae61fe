"""The tables that the law data files are made of, as the types of their rows have them.

A list of rows in a file is a table; a list within a row is a table of its own, whose rows name the
row that they belong to. What a cell may hold follows from the type of the field: nothing about a
field is said here a second time.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import NODEFAULT
from msgspec import inspect as types

from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.by_language import ByLanguage, Keywords
from dsa_sim.law.schemas import SHAPES

CellKind = Literal["text", "number", "amount", "day", "yes_no", "list"]
Shape = Literal["cell", "by_language", "group", "rows"]

_CELLS: Mapping[type, CellKind] = {
    types.StrType: "text", types.LiteralType: "text", types.IntType: "number",
    types.DecimalType: "amount", types.DateType: "day", types.BoolType: "yes_no",
    types.VarTupleType: "list",
}  # fmt: skip
_KEYS = ("key", "code")
_SINCE = "valid_from"
_NAME_OF_ENTRY = "key"


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a row: one cell, one for each language, several, or a table of its own."""

    name: str
    shape: Shape
    kind: CellKind = "text"
    may_be_nothing: bool = False
    may_be_left_out: bool = False
    choices: tuple[str, ...] = ()
    inner: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet: the file it is of, the way to its list in it, its fields, the table it belongs to.

    Rows of a table without a name in `list_of` are the file itself: one row. `of` is "rows" for
    rows with fields, "words" for texts without a name, "names" for texts that each have a key.
    """

    file: str
    sheet: str
    list_of: str
    about: str
    fields: tuple[Field, ...]
    of: Literal["rows", "words", "names"] = "rows"
    parent: Table | None = None

    @property
    def own(self) -> tuple[Field, ...]:
        """The fields that are in this sheet."""
        return tuple(field for field in self.fields if field.shape != "rows")

    @property
    def keys(self) -> tuple[Field, ...]:
        """The fields by which rows of another sheet name a row of this one."""
        named = tuple(field for field in self.own if field.name in _KEYS)[:1]
        if named:
            return (*named, *(field for field in self.own if field.name == _SINCE))
        leading = []
        for field in self.own:
            if field.shape != "cell" or not (field.kind == "number" or field.choices):
                break
            leading.append(field)
        return tuple(leading)

    @property
    def ancestors(self) -> tuple[Table, ...]:
        """The tables it lies in, the outermost first; the file itself is none."""
        if self.parent is None or not self.parent.list_of:
            return ()
        return (*self.parent.ancestors, self.parent)

    @property
    def references(self) -> tuple[tuple[str, Field], ...]:
        """The first columns: which row of the tables around it a row belongs to."""
        return tuple(
            (f"{table.list_of}.{key.name}", key) for table in self.ancestors for key in table.keys
        )


@cache
def law_tables() -> tuple[Table, ...]:
    """Every table of every law data file, each before the tables within it."""
    return tuple(table for file in sorted(SHAPES) for table in _tables_of(file))


def _tables_of(file: str) -> Iterator[Table]:
    stem = Path(file).stem
    info = types.type_info(SHAPES[file])
    assert isinstance(info, types.StructType)
    root = Table(file=file, sheet=stem, list_of="", about=_about(info), fields=_fields(info))
    if root.own:
        yield root
    alone = len(info.fields) == 1
    for field in info.fields:
        yield from _within(root, field, stem if alone else f"{stem}.{field.encode_name}")


def _within(parent: Table, field: types.Field, sheet: str) -> Iterator[Table]:
    """The table of a field and those in it; nothing for a field that is a cell."""
    kind = field.type
    item = (
        kind.item_type if isinstance(kind, types.VarTupleType)
        else kind.value_type if isinstance(kind, types.DictType) else None
    )  # fmt: skip
    around = {"file": parent.file, "sheet": sheet, "list_of": field.encode_name, "parent": parent}
    if isinstance(item, types.StructType):
        table = Table(about=_about(item), fields=_fields(item), **around)  # type: ignore[arg-type]
        yield table
        for inner in item.fields:
            yield from _within(table, inner, f"{sheet}.{inner.encode_name}")
    elif isinstance(item, types.CustomType):
        text = Field(name="", shape="by_language")
        if isinstance(kind, types.DictType):
            name = Field(name=_NAME_OF_ENTRY, shape="cell")
            yield Table(about="", fields=(name, text), of="names", **around)  # type: ignore[arg-type]
        else:
            yield Table(about="", fields=(text,), of="words", **around)  # type: ignore[arg-type]


def _about(info: types.StructType) -> str:
    """What the type says about its rows, without the markup of code."""
    text = inspect.cleandoc(info.cls.__doc__ or "")
    generated = text.startswith(f"{info.cls.__name__}(")
    return "" if generated else text.replace("`", "").replace(" None ", " nothing ")


def _fields(info: types.StructType) -> tuple[Field, ...]:
    return tuple(_field(field) for field in info.fields)


def _field(field: types.Field) -> Field:
    kind, nothing = _without_none(field.type)
    left_out = field.default is not NODEFAULT
    made = {"name": field.encode_name, "may_be_nothing": nothing, "may_be_left_out": left_out}
    if isinstance(kind, types.StructType):
        return Field(shape="group", inner=_fields(kind), **made)  # type: ignore[arg-type]
    if isinstance(kind, types.CustomType):
        assert issubclass(kind.cls, ByLanguage)
        of = "list" if issubclass(kind.cls, Keywords) else "text"
        return Field(shape="by_language", kind=of, **made)  # type: ignore[arg-type]
    if isinstance(kind, types.DictType) or (
        isinstance(kind, types.VarTupleType) and not isinstance(kind.item_type, types.StrType)
    ):
        return Field(shape="rows", **made)  # type: ignore[arg-type]
    choices = tuple(str(v) for v in kind.values) if isinstance(kind, types.LiteralType) else ()
    return Field(shape="cell", kind=_CELLS[type(kind)], choices=choices, **made)  # type: ignore[arg-type]


def _without_none(kind: types.Type) -> tuple[types.Type, bool]:
    if not isinstance(kind, types.UnionType):
        return kind, False
    (rest,) = (one for one in kind.types if not isinstance(one, types.NoneType))
    return rest, True


def headings(
    fields: tuple[Field, ...], languages: tuple[str, ...], prefix: str = ""
) -> Iterator[tuple[str, Field]]:
    """The columns of fields, in order: a heading such as `title.fr`, and the field it is of."""
    for field in fields:
        name = f"{prefix}{field.name}"
        if field.shape == "cell":
            yield name, field
        elif field.shape == "by_language":
            for code in languages:
                yield (f"{name}.{code}" if field.name else f"{prefix}{code}"), field
        elif field.shape == "group":
            yield from headings(field.inner, languages, f"{name}.")


_EXPECTED: Mapping[CellKind, str] = {
    "text": "text",
    "number": "a whole number",
    "amount": "an amount or a rate as text, with a point and without separators",
    "day": "a day",
    "yes_no": "TRUE or FALSE",
    "list": "none, one or several, with semicolons between them",
}


def expected(field: Field, heading: str) -> str:
    """What a cell of a column holds, in words."""
    words = f"one of: {', '.join(c for c in field.choices if c)}" if field.choices else (
        _EXPECTED[field.kind]
    )  # fmt: skip
    if field.shape == "by_language":
        code = heading.rpartition(".")[2]
        words = f"{words}, in the language {code}"
        return words if code == ENGLISH and not field.may_be_nothing else f"{words}; or empty"
    empty = field.may_be_nothing or field.may_be_left_out or "" in field.choices
    return f"{words}; or empty" if empty else words
