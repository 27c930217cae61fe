"""What the folder of a language holds as data, beside its catalogue of translations.

`assets/translations/<code>/language.json` has what nobody can translate sentence by sentence:
how the language is called by others (`facts`), and the words that people type in it (`keywords`),
as topic, meaning and words:

    {"facts": {"eur_lex": "fra"}, "keywords": {"numbers": {"days": ["j", "jour", "jours"]}}}

`keywords("numbers")["days"]` are the words of all languages, English first: what a person types
is understood whichever language the window speaks, and what a language has no words for is
understood in English. A new topic or meaning is a line in the English folder and one in each
language that has words for it; code asks by meaning and names no language. Words are written
small, as `casefold` leaves them; how they are compared is told by the module that asks.

`law.json`, which may be missing, translates texts of the law data that have no text in the
language: English to its words, headings and summaries and the words of the search alike.

Files are read when first asked for, once.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from dsa_sim.asset_files import asset_path

ENGLISH = "en"
"""The language that has everything and stands in for the others."""

_FILE = "language.json"
_LAW_FILE = "law.json"


class LanguageFolder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `language.json` of one language says; both may be left out."""

    facts: dict[str, str] = {}
    keywords: dict[str, dict[str, tuple[str, ...]]] = {}


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder, English first."""
    folders = (path.name for path in asset_path("translations").iterdir() if path.is_dir())
    return tuple(sorted(folders, key=lambda code: (code != ENGLISH, code)))


@cache
def keywords(topic: str) -> Mapping[str, tuple[str, ...]]:
    """The words of every language for each meaning of a topic, each word once.

    `KeyError`: the English folder has no such topic.
    """
    meanings = _folder(ENGLISH).keywords[topic]
    own = [own_keywords(code, topic) for code in languages()]
    return {
        meaning: tuple(dict.fromkeys(word for words in own for word in words.get(meaning, ())))
        for meaning in meanings
    }


def own_keywords(language: str, topic: str) -> Mapping[str, tuple[str, ...]]:
    """The words of one language alone for each meaning of a topic; none where it has none."""
    return _folder(language).keywords.get(topic, {})


def fact(language: str, name: str) -> str:
    """What others call a language, from a code such as `fr` or `fr_BE`; as English if unknown."""
    return _folder(language[:2].lower()).facts.get(name) or _folder(ENGLISH).facts[name]


@cache
def law_texts(language: str) -> Mapping[str, str]:
    """Texts of the law data as the folder of a language translates them, by their English."""
    path = asset_path("translations", language, _LAW_FILE)
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str])


@cache
def _folder(language: str) -> LanguageFolder:
    path = asset_path("translations", language, _FILE)
    if not path.is_file():
        return LanguageFolder()
    return msgspec.json.decode(path.read_bytes(), type=LanguageFolder)
