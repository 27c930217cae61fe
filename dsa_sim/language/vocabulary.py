"""The words of the program's own texts: what is no secret, because every export may hold it."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from dsa_sim.asset_files import asset_path
from dsa_sim.language.languages import LANGUAGES, SOURCE_LANGUAGE
from dsa_sim.language.translation import DOMAIN
from dsa_sim.law.register import register

_WORD = re.compile(r"[^\W\d_]+")


@cache
def own_words() -> frozenset[str]:
    """Every word of the program's texts in all languages, and of dates, in small letters.

    Names of the register that the texts mention are left out, unless they are words, too.
    """
    from babel import Locale

    english: set[str] = set()
    found: set[str] = set()
    for code in LANGUAGES:
        for message, translations in _messages(code):
            english.update(_WORD.findall(message))
            for text in translations:
                found.update(_WORD.findall(text.casefold()))
        locale = Locale.parse(code)
        for names in (*locale.months["format"].values(), *locale.days["format"].values()):
            found.update(_WORD.findall(" ".join(map(str, names.values())).casefold()))
    small = {word for word in english if word.islower()}
    found.update(word.casefold() for word in english)
    return frozenset(found - (_register_words() - small))


def is_own(text: str) -> bool:
    """Tell whether the text holds nothing but words of the program."""
    words = _WORD.findall(text.casefold())
    return all(word in own_words() for word in words)


@cache
def own_abbreviations() -> frozenset[str]:
    """The words of one or two letters of the program's texts as they are spelled: “EU”."""
    texts = " ".join(
        text
        for code in LANGUAGES
        for message, translations in _messages(code)
        for text in (message, *translations)
    )
    names = {name for service in register().services for name in (service.name, *service.aliases)}
    return frozenset(word for word in _WORD.findall(texts) if len(word) <= 2) - names


@cache
def own_messages(change: Callable[[str], str]) -> str:
    """All texts of the program in all languages as one, each of them changed."""
    texts = (
        text
        for code in LANGUAGES
        for message, translations in _messages(code)
        for text in (message, *translations)
    )
    return "\n".join(map(change, texts))


def _messages(code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    from babel.messages.mofile import read_mo

    if code == SOURCE_LANGUAGE:
        return
    with asset_path("translations", code, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
        for message in read_mo(file):
            if message.id:
                yield " ".join(_forms(message.id)), _forms(message.string or "")


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _register_words() -> set[str]:
    """The words of every name in the register."""
    known = register()
    names = [n for s in known.services for n in (s.name, *s.aliases)]
    names += [p.name for p in known.providers] + [g.name for g in known.groups]
    return {word for name in names for word in _WORD.findall(name.casefold())}
