"""Names to be hidden: which there are, in which forms they may stand, and what replaces them.

A name hides the forms in which people write it: inflected, spaced, hyphenated, in other letters.
Names of one or two letters are matched as they are spelled, as whole words; so are names that
are words of the program's own language ("Search"), since every text may hold those.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dsa_sim.language import Language
from dsa_sim.language.vocabulary import is_own, own_abbreviations
from dsa_sim.language_folders import keywords
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.model.case import Case

_BETWEEN = r"[\s_.,()/&+'’·\-‐-―\u00ad\u200b-\u200d\u2060]"
"""What may stand between the words of a name."""
_WITHIN = r"[\s_.·\-‐-―\u00ad\u200b-\u200d\u2060]"
"""What may stand between the letters of a word that somebody spaced or hyphenated."""
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_JOINS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_SPELLED = 2
"""Letters of the longest name that is matched as it is spelled alone."""
_SPACED = 5
"""Letters of the shortest word whose letters may be spaced."""
_INSIDE = 6
"""Letters of the shortest name that is found within longer words, too."""
_SHORTEST_WORD = 3
_PASSES = 5
_LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "as", "bv", "co", "coltd", "gmbh", "inc", "kg", "llc", "llp", "lp", "ltd", "nv",
        "oy", "plc", "sa", "sarl", "sas", "se", "spa", "srl", "sro",
    }
)  # fmt: skip
"""What stands behind a comma in a name and is no name of its own."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name, and the neutral words that stand for it; `is_part` for one word of a name."""

    text: str
    neutral: str
    is_part: bool = False

    @property
    def letters(self) -> str:
        """The name without what stands between its words."""
        return "".join(_WORD.findall(self.text))

    @property
    def is_ordinary(self) -> bool:
        """True where every text may hold the name as words."""
        if len(self.letters) <= _SPELLED:
            return self.letters in own_abbreviations()
        return is_own(self.text)


class HiddenNames:
    """Names that are replaced by neutral words, and searched for in what was written."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Make them ready; of two that read alike the first one's neutral words stand."""
        seen: dict[str, Name] = {}
        # What is a whole name of its own is no part of another one: “WhatsApp”.
        for name in sorted(names, key=lambda n: n.is_part):
            if name.letters:
                seen.setdefault(_key(name), name)
        # The longest first: "TikTok Technology" before "TikTok".
        self.names = tuple(sorted(seen.values(), key=lambda n: len(n.letters), reverse=True))
        self._forms = [_form(name) for name in self.names]
        self._compiled: dict[tuple[int, ...], re.Pattern[str]] = {}

    def replaced(self, text: str) -> str:
        """The text with neutral words in the place of every name."""
        text = unicodedata.normalize("NFC", text)
        text = self._put(text, self._present(text))
        for _ in range(_PASSES):
            # What stood close to a name may only now stand alone: “TikTokX”.
            if self.found(text) is None:
                break
            again = (n for n in self._present(text) if not self.names[n].is_ordinary)
            text = self._put(text, tuple(again))
        return text

    def _put(self, text: str, numbers: tuple[int, ...]) -> str:
        """All names at once, so that no neutral word is taken for a name in its turn."""
        if not numbers:
            return text

        def put(found: re.Match[str]) -> str:
            name = self.names[numbers[(found.lastindex or 1) - 1]]
            return found[0] if _is_innocent(name, found) else name.neutral

        return self._pattern(numbers).sub(put, text)

    def found(self, text: str) -> Name | None:
        """A name that stands in the text; None where there is none.

        Names that are words of the program are not searched for: nothing tells them apart.
        """
        text = unicodedata.normalize("NFC", text)
        for n in self._present(text):
            name = self.names[n]
            matches = self._pattern((n,)).finditer(text)
            if not name.is_ordinary and any(not _is_innocent(name, m) for m in matches):
                return name
        return None

    def _present(self, text: str) -> tuple[int, ...]:
        """The numbers of the names whose letters the text holds: a quick first look."""
        plain = squeezed(text)
        return tuple(n for n, x in enumerate(self.names) if x.letters.casefold() in plain)

    def _pattern(self, numbers: tuple[int, ...]) -> re.Pattern[str]:
        if numbers not in self._compiled:
            self._compiled[numbers] = re.compile("|".join(f"({self._forms[n]})" for n in numbers))
        return self._compiled[numbers]


def companies(case: Case, lang: Language) -> Iterator[Name]:
    """The names of platforms, provider and group, and what the register knows of them."""
    for n, platform in enumerate(case.platforms, start=1):
        yield from _named(platform.name, lang.tr("Platform {n}", n=n))
    yield from _named(case.provider.name, lang.tr("Provider"))
    yield from _named(case.provider.group, lang.tr("Group"))
    for infringement in case.infringements:
        yield from _named(infringement.addressee, lang.tr("N. N."))
    yield from _relatives(case, lang)


def people(case: Case, lang: Language, authors: Iterable[str]) -> Iterator[Name]:
    """The names of authors and reviewers; no word that a company of the case is called by."""
    taken = {word.casefold() for name in companies(case, lang) for word in _WORD.findall(name.text)}
    for author in authors:
        for name in _named(author, lang.tr("N. N.")):
            if not name.is_part or name.text.casefold() not in taken:
                yield name


def _relatives(case: Case, lang: Language) -> Iterator[Name]:
    """What the register knows of the providers of the case: groups, services, other names."""
    known = register()
    entries = {
        n: entry
        for n, platform in enumerate(case.platforms, start=1)
        if (entry := _entry(platform.register, platform.name)) is not None
    }
    groups = {g.key: g for g in map(known.group_of, entries.values())}
    for n, entry in entries.items():
        for name in (entry.name, *entry.aliases):
            yield from _known(name, lang.tr("Platform {n}", n=n))
    for group in groups.values():
        yield from _known(group.name, lang.tr("Group"))
    for provider in known.providers:
        if provider.group in groups:
            yield from _known(provider.name, lang.tr("Provider"))
    for entry in known.services:
        if known.group_of(entry).key in groups and entry not in entries.values():
            for name in (entry.name, *entry.aliases):
                yield from _known(name, lang.tr("Another service"))


def _entry(key: str, name: str) -> RegisterEntry | None:
    return register().entry(key or name) or register().entry(name)


def _known(name: str, neutral: str) -> Iterator[Name]:
    """A name of the register, unless all its words name nobody ("Maps")."""
    if any(_names_somebody(word) for word in _WORD.findall(name)):
        yield from _named(name, neutral)


def _named(name: str, neutral: str) -> Iterator[Name]:
    """The name, the names it lists ("SpaceX, xAI and X"), and its own words."""
    if not name.strip():
        return
    yield Name(text=name, neutral=neutral)
    parts = [part.strip() for part in _between_names().split(name)]
    for part in parts if len(parts) > 1 else ():
        named = Name(text=part, neutral=neutral)
        is_form = not part or part.islower() or named.letters.casefold() in _LEGAL_FORMS
        if not is_form and any(map(_names_somebody, _WORD.findall(part))):
            yield named
    words = _WORD.findall(name)
    for word in words if len(words) > 1 else ():
        if len(word) >= _SHORTEST_WORD and not word.islower() and _names_somebody(word):
            yield Name(text=word, neutral=neutral, is_part=True)


@cache
def _between_names() -> re.Pattern[str]:
    return re.compile(rf"[,;/()]|\s(?:{'|'.join(keywords('names')['and'])})\s|\s&\s")


@cache
def _inflected() -> str:
    return f"(?:{'|'.join(keywords('names')['inflection'])})?"


@cache
def _naming_nobody() -> frozenset[str]:
    """Words of names that are no name: forms of companies, particles, countries."""
    return frozenset(keywords("names")["naming_nobody"])


def _names_somebody(word: str) -> bool:
    return word.casefold() not in _naming_nobody()


def _key(name: Name) -> str:
    short = len(name.letters) <= _SPELLED
    return name.letters if short else name.letters.casefold()


def squeezed(text: str) -> str:
    """The text without what may stand between letters, in small ones."""
    return _JOINS.sub("", text).casefold()


def _form(name: Name) -> str:
    """The pattern of every form in which the name may stand."""
    words = _WORD.findall(name.text)
    between = f"{_BETWEEN}{{0,4}}"
    if len(name.letters) <= _SPELLED:
        return _START + between.join(map(re.escape, words)) + _END
    if name.is_ordinary:
        spelled = between.join(map(re.escape, words))
        upper = between.join(re.escape(word.upper()) for word in words)
        return f"{_START}(?:{spelled}|{upper}){_inflected()}{_END}"
    spaced = between.join(_spaced(word) for word in words)
    form = f"{_START}{spaced}{_inflected()}{_END}"
    if len(name.letters) >= _INSIDE:
        form += "|" + between.join(map(re.escape, words))
    return f"(?i:{form})"


def _spaced(word: str) -> str:
    if len(word) < _SPACED:
        return re.escape(word)
    return f"{_WITHIN}{{0,2}}".join(map(re.escape, word))


def _is_innocent(name: Name, found: re.Match[str]) -> bool:
    """True where the match is no name: part of an ordinary word, or ordinary words in a row."""
    if len(name.letters) <= _SPELLED or name.is_ordinary:
        return False
    text, start, end = found.string, found.start(), found.end()
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[start:end]
    return (len(word) > len(found[0]) or word.islower()) and is_own(word)
