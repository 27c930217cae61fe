"""Which changes of a case can move a result, by what is declared of the fields.

An input does where its row says so (`Input.exposure`); any other field by its type: free text,
sources and who signed move nothing, but for texts that are compared with one another.
"""

from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from dsa_sim.model.case import (
    AssumptionNote,
    BriefingPlan,
    ConfidentialityMark,
    Part,
    Signoff,
    Source,
)
from dsa_sim.model.estimate import LongText, ShortText
from dsa_sim.model.inputs import Input, part_in, rows_of

_UNREAD = (Source, Signoff, AssumptionNote, BriefingPlan, ConfidentialityMark)
"""What no result reads."""


def is_figure(owner: type[Part], path: str, before: Any, after: Any) -> bool:
    """Tell whether a changed value at a path of a part can move a result."""
    rows = [r for r in rows_of(owner) if f"{r.field}.".startswith(f"{path}.")]
    if rows:
        return any(_counts(row, before, after) for row in rows) and _bare(before) != _bare(after)
    return not _is_words(_hint(owner, path)) and _bare(before) != _bare(after)


def _counts(row: Input, before: Any, after: Any) -> bool:
    if row.value_kind == "text":
        # That there is such a reason counts, not how it is worded.
        return row.exposure and bool(before.strip()) != bool(after.strip())
    return row.exposure


@cache
def _hint(owner: type[Part], path: str) -> Any:
    """The declared type at a path, with its annotations."""
    first, _, rest = path.partition(".")
    hint = get_type_hints(owner, include_extras=True)[first]
    return _hint(part_in(hint), rest) if rest else hint


def _is_words(hint: Any) -> bool:
    """Tell whether a type is free text, or a value that no result reads."""
    if hint in _UNREAD or hint in (ShortText, LongText):
        return True
    if get_origin(hint) is Annotated and get_origin(get_args(hint)[0]) is tuple:
        return _is_words(get_args(get_args(hint)[0])[0])
    return False


def _bare(value: Any) -> Any:
    """A value without the words in it."""
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, Part):
        kind = type(value)
        fields = (f for f in kind.__struct_fields__ if not _is_words(_hint(kind, f)))
        return tuple(_bare(getattr(value, field)) for field in fields)
    return value
