"""Texts put together as a language does it: with its own quotation marks, semicolon and colon."""

from collections.abc import Iterable

from dsa_sim.language.translation import Language


def quoted(lang: Language, text: str) -> str:
    """A name between the quotation marks of the language: “Fine”, « Amende »."""
    first, last = lang.info.quotes
    return f"{first}{text}{last}"


def all_quoted(lang: Language, names: Iterable[str]) -> str:
    """Names in quotation marks with commas between them; a dash where there is none."""
    return ", ".join(quoted(lang, name) for name in names) or "–"


def sentence(words: str) -> str:
    """Words made a sentence: a capital at the beginning, a full stop at the end."""
    return f"{words[:1].upper()}{words[1:]}."


def inside(lang: Language, words: str, *, is_noun: bool = False) -> str:
    """A label as it stands within a sentence: without its capital, unless a noun keeps it."""
    keeps = is_noun and lang.info.nouns_capital
    return words if keeps else words[:1].lower() + words[1:]


def named(lang: Language, name: str, value: str) -> str:
    """A name and its value: "Total: € 5 m", in French with a space before the colon."""
    return f"{name}{lang.info.colon}{value}"


def joined(lang: Language, parts: Iterable[str]) -> str:
    """Parts of a sentence with semicolons between them; empty ones are left out."""
    return lang.info.semicolon.join(part for part in parts if part)
