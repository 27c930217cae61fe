"""Whether plain JSON values have the shape of the case types, checked place by place.

The shape is read from the types themselves; nothing about a field is repeated here. The check
comes before any value is constructed, so that no number is computed that should be refused.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec
import msgspec.inspect as types

from dsa_sim.model.case import (
    BriefingPlan,
    Case,
    FinancialYear,
    Infringement,
    Override,
    Part,
    Platform,
    Proceeding,
)
from dsa_sim.model.law_stamp import LawStamp
from dsa_sim.model.texts import half_character
from dsa_sim.storage.errors import CaseFileError, excerpt
from dsa_sim.storage.json_text import InexactNumber, RepeatedKey


class CaseFile(Part, frozen=True, kw_only=True):
    """A whole case file.

    `format` is the number of the format; `program` the program that wrote it; `checksum` tells
    whether the file was changed since; `law` is what the case was last worked through with.
    """

    format: int
    program: str = ""
    checksum: str = ""
    law: LawStamp | None = None
    case: Case


_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIELDS_OF_PATTERN = (
    (Platform, "id", "identifier"),
    (Platform, "register", "register_key"),
    (FinancialYear, "currency", "currency"),
    (Infringement, "provisions", "provision"),
    (Proceeding, "member_state", "country"),
    (Override, "target", "target"),
    (BriefingPlan, "colour", "colour"),
)


def check_shape(value: Any, type_: type, where: str = "") -> None:
    """Refuse a JSON value that does not have the shape of a type.

    Raises:
        CaseFileError: with the path of the first value that does not fit.
    """
    _check(value, _shape_of(type_), where)


@cache
def _shape_of(type_: type) -> types.Type:
    """What a type is made of; finding that takes far longer than checking a file by it."""
    return types.type_info(type_)


def kind_of(type_: types.Type) -> str:
    """The kind of value (a key of `errors.KINDS`, or `choice`) that a type takes."""
    if isinstance(type_, types.StrType) and type_.pattern:
        return pattern_kinds().get(type_.pattern, "pattern")
    return _KINDS[type(type_)]


def without_null(type_: types.Type) -> types.Type:
    """The type behind its alternatives and bounds: an optional type without its null."""
    while isinstance(type_, types.Metadata | types.UnionType):
        if isinstance(type_, types.Metadata):
            type_ = type_.type
        else:
            type_ = next(t for t in type_.types if not isinstance(t, types.NoneType))
    return type_


@cache
def pattern_kinds() -> MappingProxyType[str, str]:
    """The kind of text that a pattern of the case types stands for."""

    def pattern(owner: type[Part], field: str) -> str:
        fields: tuple[types.Field, ...] = types.type_info(owner).fields  # type: ignore[attr-defined]
        type_ = without_null(next(f.type for f in fields if f.name == field))
        inner = type_.item_type if isinstance(type_, types.VarTupleType) else type_
        assert isinstance(inner, types.StrType)
        return inner.pattern or ""

    return MappingProxyType({pattern(o, field): kind for o, field, kind in _FIELDS_OF_PATTERN})


def _check(value: Any, type_: types.Type, where: str) -> None:
    if value is None and isinstance(type_, types.UnionType) and type_.includes_none:
        return
    inner = without_null(type_)
    _CHECKS[type(inner)](value, inner, where)


def _check_object(value: Any, type_: types.StructType, where: str) -> None:
    _require(dict, value, type_, where)
    fields = {field.encode_name: field for field in type_.fields}
    if isinstance(value, RepeatedKey):
        raise CaseFileError("duplicate_key", where=where, key=excerpt(value.key))
    for key in value:
        if key not in fields:
            near = get_close_matches(key[:100], fields, n=1) or list(fields)
            known = ", ".join(near)
            raise CaseFileError("unknown_key", where=where, key=excerpt(key), known=known)
    for name, field in fields.items():
        if name in value:
            _check(value[name], field.type, f"{where}.{name}" if where else name)
        elif field.required:
            raise CaseFileError("missing_key", where=where, key=name)


def _check_list(value: Any, type_: types.VarTupleType, where: str) -> None:
    _require(list, value, type_, where)
    if type_.max_length is not None and len(value) > type_.max_length:
        raise CaseFileError("too_long", where=where, length=len(value), limit=type_.max_length)
    for n, item in enumerate(value):
        _check(item, type_.item_type, f"{where}[{n}]")


def _check_text(value: Any, type_: types.StrType, where: str) -> None:
    _require(str, value, type_, where)
    if type_.max_length is not None and len(value) > type_.max_length:
        raise CaseFileError("too_long", where=where, length=len(value), limit=type_.max_length)
    if type_.pattern is not None and not re.search(type_.pattern, value):
        raise _bad_form(value, type_, where)
    half = half_character(value)
    if half is not None:
        raise CaseFileError("bad_text", where=where, position=half + 1)


def _check_decimal(value: Any, type_: types.DecimalType, where: str) -> None:
    if isinstance(value, InexactNumber):
        if _DECIMAL.fullmatch(value.text):
            raise CaseFileError("not_exact", where=where, text=excerpt(value.text))
        raise _bad_form(value.text, type_, where)
    if isinstance(value, int) and not isinstance(value, bool):
        return
    _require(str, value, type_, where)
    if not _DECIMAL.fullmatch(value):
        raise _bad_form(value, type_, where)


def _check_date(value: Any, type_: types.DateType, where: str) -> None:
    _require(str, value, type_, where)
    try:
        if not _DATE.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(value)
    except ValueError:
        raise _bad_form(value, type_, where) from None


def _check_integer(value: Any, type_: types.IntType, where: str) -> None:
    if isinstance(value, InexactNumber):
        raise _bad_form(value.text, type_, where)
    _require(int, value, type_, where)
    low = value if type_.ge is None else type_.ge
    high = value if type_.le is None else type_.le
    if not low <= value <= high:
        raise CaseFileError("out_of_range", where=where, low=low, high=high, text=str(value))


def _check_truth(value: Any, type_: types.BoolType, where: str) -> None:
    _require(bool, value, type_, where)


def _check_choice(value: Any, type_: types.LiteralType, where: str) -> None:
    _require(str, value, type_, where)
    if value not in type_.values:
        choices = ", ".join(str(choice) for choice in type_.values)
        raise CaseFileError("not_a_choice", where=where, choices=choices, text=excerpt(value))


def _require(wanted: type, value: Any, type_: types.Type, where: str) -> None:
    if isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool)):
        return
    raise CaseFileError("wrong_type", where=where, expected=kind_of(type_), found=_found(value))


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return "true_or_false"
    names = {dict: "object", list: "list", str: "text", int: "number", type(None): "null"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "number")


def _bad_form(text: str, type_: types.Type, where: str) -> CaseFileError:
    return CaseFileError("bad_form", where=where, expected=kind_of(type_), text=excerpt(text))


_KINDS: dict[type[types.Type], str] = {
    types.StructType: "object",
    types.VarTupleType: "list",
    types.StrType: "text",
    types.DecimalType: "decimal",
    types.DateType: "date",
    types.IntType: "whole_number",
    types.BoolType: "true_or_false",
    types.LiteralType: "text",
}

_CHECKS: dict[type[types.Type], Callable[[Any, Any, str], None]] = {
    types.StructType: _check_object,
    types.VarTupleType: _check_list,
    types.StrType: _check_text,
    types.DecimalType: _check_decimal,
    types.DateType: _check_date,
    types.IntType: _check_integer,
    types.BoolType: _check_truth,
    types.LiteralType: _check_choice,
}


def plain(value: Any) -> Any:
    """The JSON value of a part of a case: fields at their default are left out."""
    if isinstance(value, msgspec.Struct):
        pairs = ((field, getattr(value, field.name)) for field in _fields_of(type(value)))
        return {f.encode_name: plain(v) for f, v in pairs if f.required or v != f.default}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}" if value else "0"
    return value


@cache
def _fields_of(type_: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(type_)
