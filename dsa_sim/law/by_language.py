"""Texts of the law data in every language that has them, and how they are read and written.

In a file such a text is an object by language, `{"en": "Fines", "fr": "Amendes"}`. English is
always there and stands in for the others, unless the folder of a language translates it
(`language_folders.law_texts`): so a new language touches no file of the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

import msgspec

from dsa_sim.language_folders import ENGLISH, law_texts

Numbered = Annotated[int, msgspec.Meta(ge=1)]
"""The number of an article, a paragraph or a recital."""
Point = Annotated[str, msgspec.Meta(pattern="^[a-z]$", max_length=1)]
"""The letter of a point."""
Status = Literal["checked", "unchecked", "derived", "inferred", "open"]
"""How far a row can be relied on; `docs/law-data.md` says what each word means."""

T = TypeVar("T")


class ByLanguage(Generic[T]):
    """A value in each language in which the data have it; it never changes.

    `ValueError`: English is missing, or a key is no code of a language.
    """

    by_code: ClassVar[Any]
    """The type of the values by language."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, T]) -> None:
        if ENGLISH not in values:
            raise ValueError(f"Object missing required field `{ENGLISH}`")
        for code in values:
            if not (len(code) == 2 and code.isascii() and code.islower()):
                raise ValueError(f"Object contains unknown field `{code}`")
        self._values = values

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the data have a value, in the order of the file."""
        return tuple(self._values)

    def of(self, language: str) -> T:
        """The value in a language code such as `fr` or `fr_BE`; English where there is none."""
        code = language[:2].lower()
        return self._values[code] if code in self._values else self._instead(code)

    def _instead(self, code: str) -> T:  # noqa: ARG002 - texts look into the folder of the language
        return self._values[ENGLISH]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByLanguage) and self._values == other._values

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._values})"


class Words(ByLanguage[str]):
    """A text of the law data."""

    by_code = dict[str, str]
    __slots__ = ()

    def text(self, language: str) -> str:
        """The text in a language code such as `fr` or `fr_BE`; English if it is unknown."""
        return self.of(language)

    def _instead(self, code: str) -> str:
        return _translated(code, self._values[ENGLISH])


class Keywords(ByLanguage[tuple[str, ...]]):
    """Words by which an article or a tier is also known; used by the search alone."""

    by_code = dict[str, tuple[str, ...]]
    __slots__ = ()

    def _instead(self, code: str) -> tuple[str, ...]:
        return tuple(_translated(code, word) for word in self._values[ENGLISH])


class Statuses(ByLanguage[Status]):
    """How far a text can be relied on in each language."""

    by_code = dict[str, Status]
    __slots__ = ()

    def _instead(self, code: str) -> Status:
        return "unchecked" if law_texts(code) else self._values[ENGLISH]


def read_value(kind: type, value: object) -> object:
    """The value of a file as its type, for msgspec's `dec_hook`."""
    if not issubclass(kind, ByLanguage):
        raise NotImplementedError(kind)
    try:
        return kind(msgspec.convert(value, kind.by_code))
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def plain_value(value: object) -> object:
    """The value as it stands in a file, for msgspec's `enc_hook`."""
    if not isinstance(value, ByLanguage):
        raise NotImplementedError(type(value))
    return {code: value.of(code) for code in value.languages}


def schema_of(kind: type) -> dict[str, Any]:
    """What a file must have for a type, for msgspec's `schema_hook`."""
    if not issubclass(kind, ByLanguage):
        raise NotImplementedError(kind)
    by_code = msgspec.json.schema(kind.by_code)
    return {"title": kind.__name__, **by_code, "required": [ENGLISH]}


def _translated(code: str, english: str) -> str:
    return law_texts(code).get(english, english)
