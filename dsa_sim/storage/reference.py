"""The generated parts of `docs/case-file.md`: every field, every message, the format history.

`python -m dsa_sim.storage.reference docs/case-file.md` renews them; a test compares.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
import msgspec.inspect as types

from dsa_sim.storage.errors import EXAMPLES, KINDS, NOTICES, SENTENCES, CaseFileError, Notice
from dsa_sim.storage.migrations import HISTORY
from dsa_sim.storage.shape import CaseFile, kind_of, plain, without_null


def renewed(text: str) -> str:
    """The text of the page with its generated parts made anew.

    Raises:
        ValueError: a part has no place in the page.
    """
    for name, make in SECTIONS.items():
        pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        found = pattern.findall(text)
        if len(found) != 1:
            raise ValueError(f"the page needs one place for “{name}”, it has {len(found)}")
        before, after = found[0]
        made = f"{before}\n{make()}\n{after}".replace("\\", "\\\\")
        text = pattern.sub(made, text)
    return text


def fields() -> str:
    """A heading, a description and a table for every kind of part, the document first."""
    return "\n".join(_part(info) for info in _parts())


def messages() -> str:
    """A table of every error and notice with an example."""
    errors = [CaseFileError(c, path=None, where="", **EXAMPLES[c]) for c in SENTENCES]
    notices = [Notice(code=c, params=tuple(EXAMPLES[c].items())) for c in NOTICES]
    shown = {f"`{error.code}`": str(error) for error in errors}
    shown |= {f"`{notice.code}` (notice)": str(notice) for notice in notices}
    rows = [f"| {code} | {_cell(sentence)} |" for code, sentence in shown.items()]
    return "\n".join(["| code | example |", "|---|---|", *rows]) + "\n"


def history() -> str:
    """A table of every format there has been."""
    rows = ["| format | since | program | what changed |", "|---|---|---|---|"]
    rows += [f"| {c.format} | {c.introduced} | {c.program} | {c.what} |" for c in HISTORY]
    return "\n".join(rows) + "\n"


SECTIONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"fields": fields, "messages": messages, "history": history}
)
"""The generated parts of the page by name."""


def _parts() -> Iterator[types.StructType]:
    waiting, seen = [types.type_info(CaseFile)], set[type]()
    while waiting:
        info = waiting.pop(0)
        if not isinstance(info, types.StructType) or info.cls in seen:
            continue
        seen.add(info.cls)
        yield info
        waiting += [_item(field.type) for field in info.fields]


def _item(type_: types.Type) -> types.Type:
    type_ = without_null(type_)
    return without_null(type_.item_type) if isinstance(type_, types.VarTupleType) else type_


def _part(info: types.StructType) -> str:
    text = inspect.getdoc(info.cls) or ""
    about = re.sub(r"\n\nRaises:\n.*", "", text, flags=re.DOTALL)
    rows = ["| key | value | if left out |", "|---|---|---|"]
    rows += [f"| `{f.encode_name}` | {_value(f.type)} | {_default(f)} |" for f in info.fields]
    return f"### {info.cls.__name__}\n\n{about}\n\n" + "\n".join(rows) + "\n"


def _value(type_: types.Type) -> str:
    type_ = without_null(type_)
    if isinstance(type_, types.VarTupleType):
        return f"list, at most {type_.max_length}: {_value(type_.item_type)}"
    if isinstance(type_, types.StructType):
        return f"[{type_.cls.__name__}](#{type_.cls.__name__.lower()})"
    if isinstance(type_, types.LiteralType):
        return "one of " + ", ".join(f"`{choice}`" for choice in type_.values)
    if isinstance(type_, types.StrType) and type_.max_length:
        return f"text, at most {type_.max_length} characters"
    return _cell(KINDS[kind_of(type_)])


def _default(field: types.Field) -> str:
    if field.required:
        return "**required**"
    if field.default in (None, "", ()):
        return "nothing"
    if isinstance(field.default, msgspec.Struct):
        return "empty"
    value = plain(field.default)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text("utf-8")), "utf-8", newline="\n")
