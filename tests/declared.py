"""What must be declared together: asked before the first test runs, and told by name."""

from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import msgspec.inspect

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.model.case import Case, Estimate, Factor, Override, Part, StartingAmount
from dsa_sim.model.inputs import INPUTS
from dsa_sim.model.kinds import kinds_of
from dsa_sim.model.methods import METHODS
from dsa_sim.model.part import Method

HELD_ELSEWHERE = {(Factor, "share"), (StartingAmount, "estimate")}
"""Numbers that stand within the value of an input, and are no inputs of their own."""


def undeclared() -> list[str]:
    """A sentence for each field, row, method or word that lacks its counterpart."""
    return [*_fields_without_a_row(), *_fields_without_a_kind(), *_methods(), *_words()]


def _parts(kind: type[Part]) -> Iterator[tuple[type[Part], str]]:
    """Every kind of part that a case holds, with the path within the part that has a name."""
    seen: set[tuple[type[Part], str]] = set()
    waiting: list[tuple[type[Part], str]] = [(kind, "")]
    while waiting:
        owner, path = waiting.pop()
        if (owner, path) in seen or owner is Override:
            continue
        seen.add((owner, path))
        yield owner, path
        for field in msgspec.structs.fields(owner):
            for held in _held(field.type):
                named = "id" in held.__struct_fields__ or held.__name__ == "Provider"
                waiting.append((held, "" if named else f"{path}{field.name}."))


def _held(hint: Any) -> Iterator[type[Part]]:
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    for inner in get_args(hint):
        yield from _held(inner)


def _holds(hint: Any, kind: type) -> bool:
    return hint is kind or any(_holds(inner, kind) for inner in get_args(hint))


def _fields_without_a_row() -> Iterator[str]:
    rows = {(row.owner, row.field) for row in INPUTS}
    listed = {row.field for row in INPUTS}
    for owner, path in _parts(Case):
        for field in msgspec.structs.fields(owner):
            if (owner, field.name) in HELD_ELSEWHERE or not _holds(field.type, Estimate):
                continue
            name = f"{path}{field.name}"
            if (owner, name) not in rows and name not in listed:
                yield f"{owner.__name__}.{name} is an estimate and has no row in model/inputs.py"


def _fields_without_a_kind() -> Iterator[str]:
    for owner, _ in _parts(Case):
        for field in msgspec.structs.fields(owner):
            if not _holds(field.type, Estimate) or (owner, field.name) in HELD_ELSEWHERE:
                continue
            if field.name not in kinds_of(owner):
                yield f"{owner.__name__}.{field.name} is an estimate without a kind and bounds"


def _methods() -> Iterator[str]:
    for code in set(get_args(Method)) ^ set(METHODS):
        yield f"the fining method “{code}” is not both in model/part.py and model/methods"


def _words() -> Iterator[str]:
    for row in INPUTS:
        for text in (row.name, row.held_name, row.caption, row.hint, row.open_words):
            for code in LANGUAGES:
                if code != "en" and text and _is_words(text) and not _has(code, text):
                    yield f"“{text}” of {row.owner.__name__}.{row.field} is not translated ({code})"


def _is_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _has(code: str, text: str) -> bool:
    from dsa_sim.language.translation import _catalogue

    return text in getattr(_catalogue(Language(code).code), "_catalog", {})
