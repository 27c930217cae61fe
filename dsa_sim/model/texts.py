"""What a text of a case may hold: one rule for what is typed, pasted, imported and read.

Every export takes what passes here. Letters that no font has stay: exports show a box for them.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_TEXTLESS = (type(None), int, Decimal, date)

_HALVES = "\ud800-\udfff"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_LINE_ENDS = "\x0b\x0c\x85"
"""Ends of lines and pages of other programs."""
_HALF = re.compile(f"[{_HALVES}]")
_UNFIT = re.compile(f"[{_HALVES}{_CONTROLS}{_NO_CHARACTERS}{_LINE_ENDS}]")


def fit_text(text: str) -> str:
    """The text without what no document can hold: control characters, halves, no characters.

    Ends of lines of other programs become ordinary ones. A text that holds none is itself.
    """
    if not _UNFIT.search(text):
        return text
    return _UNFIT.sub(lambda found: "\n" if found[0] in _LINE_ENDS else "", text)


def half_character(text: str) -> int | None:
    """Where half of a character stands, as no file in UTF-8 can hold it; None where none does."""
    found = _HALF.search(text)
    return found.start() if found else None


def fitted(value: T, before: Any = None) -> T:
    """A case, a part of one or its JSON value with texts that `fit_text` lets through.

    What is one with a part of `before` was looked at there. What needs no change is itself.
    """
    made: Any = value
    match made:
        case str():
            return fit_text(made)  # type: ignore[return-value]
        case tuple() | list():
            known = set(map(id, before)) if isinstance(before, tuple) else set()
            items = [item if id(item) in known else fitted(item) for item in made]
            if any(new is not old for new, old in zip(items, made, strict=True)):
                made = type(made)(items)
            return made  # type: ignore[no-any-return]
        case dict():
            return {key: fitted(item) for key, item in made.items()}  # type: ignore[return-value]
        case msgspec.Struct():
            return _fitted_part(made, before)  # type: ignore[return-value]
    return value


def _fitted_part(part: msgspec.Struct, before: Any) -> msgspec.Struct:
    changes = {}
    for name in part.__struct_fields__:
        value, earlier = getattr(part, name), getattr(before, name, None)
        if value is earlier or isinstance(value, _TEXTLESS):
            continue
        if (new := fitted(value, earlier)) is not value:
            changes[name] = new
    return msgspec.structs.replace(part, **changes) if changes else part
