"""How the words of a search are compared: umlauts, plurals, compounds, one wrong letter.

An `Index` holds the texts of articles (or of anything with a number) and finds those that have a
word. It is made once; a search then looks at each different word once, not at each text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from typing import Generic, Literal, TypeVar

import msgspec

from dsa_sim.language_folders import keywords

Place = Literal["number", "heading", "keyword", "tier", "summary"]
Quality = Literal["whole", "beginning", "inside", "close"]

# Rank of a whole word found in each place.
_WEIGHTS: dict[Place, int] = {"number": 80, "heading": 40, "keyword": 24, "tier": 12, "summary": 8}
# A word of which only the beginning was typed weighs three quarters, one inside a longer word
# half: so nothing beats the place where a word was found. A misspelt one comes after everything.
_SIXTEENTHS: dict[Quality, int] = {"whole": 16, "beginning": 12, "inside": 8, "close": 2}
_WHOLE_TEXT = 100
_OWN_LANGUAGE = 2
_WRITTEN_OUT = re.compile("(?<=[aou])e")
_SHORTEST_STEM = 4
_SHORTEST_INSIDE = 5
_SHORTEST_MISSPELT = 6


class Text(msgspec.Struct, frozen=True):
    """A piece of text with its words, as the search sees them, and their stems."""

    place: Place
    language: str
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, place: Place, language: str, text: str) -> Text:
        """Take a text apart into words."""
        found = tuple(words(text))
        return cls(place, language, text, found, stems(found))


Found = tuple[int, Text]
"""A score with the text that earned most of it."""

Key = TypeVar("Key", bound=Hashable)


class Index(Generic[Key]):
    """Texts by the key of what they describe, and every word of them with the texts it is in."""

    def __init__(self, texts: Iterable[tuple[Key, list[Text]]]) -> None:
        self._of_word: dict[str, list[tuple[Key, Text]]] = {}
        self._whole: dict[tuple[str, ...], dict[Key, Text]] = {}
        for key, found in texts:
            for text in found:
                self._add(key, text)
        self._vocabulary = [(word, stem(word), _bare(word)) for word in self._of_word]

    def _add(self, key: Key, text: Text) -> None:
        for word in text.words:
            self._of_word.setdefault(word, []).append((key, text))
        if text.place != "number":
            self._whole.setdefault(text.stems, {}).setdefault(key, text)

    def scores(self, query: str, language: str) -> dict[Key, Found]:
        """The score and the best text of everything in which all the words are found."""
        typed = words(query)
        own = language[:2].lower()
        found: dict[Key, list[Found]] = {}
        for n, word in enumerate(without_fillers(typed)):
            best = self._best(word, own)
            found = {k: [*found.get(k, []), best[k]] for k in best if n == 0 or k in found}
        whole = self._whole.get(stems(typed), {})
        return {key: _total(bests, whole.get(key)) for key, bests in found.items()}

    def _best(self, word: str, own: str) -> dict[Key, Found]:
        best: dict[Key, Found] = {}
        for key, text, quality in self._matches(word):
            weight = _WEIGHTS[text.place] * _SIXTEENTHS[quality] // 16
            weight += _OWN_LANGUAGE if text.language == own and quality != "close" else 0
            if key not in best or weight > best[key][0]:
                best[key] = (weight, text)
        return best

    def _matches(self, typed: str) -> Iterator[tuple[Key, Text, Quality]]:
        found = list(self._words_like(typed)) or list(self._words_close_to(typed))
        for word, quality in found:
            for key, text in self._of_word[word]:
                yield key, text, quality

    def _words_like(self, typed: str) -> Iterator[tuple[str, Quality]]:
        base, bare = stem(typed), _bare(typed)
        start = base if len(base) >= _SHORTEST_STEM else typed
        part = bare if len(bare) >= _SHORTEST_INSIDE else ""
        for word, other, other_bare in self._vocabulary:
            if other == base or other_bare == bare:
                yield word, "whole"
            elif word.startswith(start):
                yield word, "beginning"
            elif part and part in word:
                yield word, "inside"

    def _words_close_to(self, typed: str) -> Iterator[tuple[str, Quality]]:
        if len(typed) < _SHORTEST_MISSPELT:
            return
        bare = _bare(typed)
        for word, _, other in self._vocabulary:
            if (
                one_letter_apart(typed, word)
                or (len(bare) >= _SHORTEST_MISSPELT and one_letter_apart(bare, other))
                or (len(word) > _SHORTEST_MISSPELT and typed.startswith(word))
            ):
                yield word, "close"


def words(text: str) -> list[str]:
    """The words of a text, small, without accents and however umlauts are written.

    `Prüfung`, `Pruefung` and `prufung` are all `prufung`; English words lose an e in the same
    places on both sides, which does no harm.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", _WRITTEN_OUT.sub("", plain))


def without_fillers(typed: list[str]) -> list[str]:
    """The words without articles and prepositions; all of them if nothing else is left."""
    return [word for word in typed if word not in _fillers()] or typed


@cache
def _fillers() -> frozenset[str]:
    return frozenset(words(" ".join(keywords("search")["fillers"])))


@cache
def _plurals() -> tuple[tuple[str, str], ...]:
    """Endings of plurals with those of the singular, the longest first."""
    pairs = (rule.split(">") for rule in keywords("search")["plurals"])
    return tuple(sorted(((many, one) for many, one in pairs), key=lambda pair: -len(pair[0])))


@cache
def _endings() -> tuple[str, ...]:
    """Endings of words that are parts of compounds, the longest first."""
    return tuple(sorted(keywords("search")["endings"], key=len, reverse=True))


def stem(word: str) -> str:
    """Cut a plural ending: policies, researchers, risques, réseaux."""
    for ending, single in _plurals():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: len(word) - len(ending)] + single
    return word


def stems(typed: Iterable[str]) -> tuple[str, ...]:
    """The words without their plural endings."""
    return tuple(stem(word) for word in typed)


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether a letter was changed, left out, added, or swapped with the next."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, others = one[start:], other[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:] == others
    return swapped or rest[1:] in (others[1:], others) or rest == others[1:]


def _total(bests: list[Found], whole: Text | None) -> Found:
    top = max(bests, key=lambda pair: pair[0])[1]
    total = sum(weight for weight, _ in bests)
    return (total, top) if whole is None else (total + _WHOLE_TEXT, whole)


def _bare(word: str) -> str:
    """Cut an ending within compounds: Prüfungen, Kinder, Risiken; short words stay as they are."""
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_INSIDE:
            return word[: len(word) - len(ending)]
    return word
