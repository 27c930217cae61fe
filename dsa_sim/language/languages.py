"""The languages of the program: one row here and one folder of translations each."""

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, kw_only=True)
class LanguageInfo:
    """What the program must know about a language beyond its translations.

    `locale` names Babel's data; `system_names` are the beginnings of the names which operating
    systems give it; `first_of_month` is how the first day is written in a date; `quotes` stand
    around a name, `semicolon` between parts of a sentence, `colon` after a name, each with its
    spaces; `nouns_capital`: nouns keep their capital within a sentence.
    """

    code: str
    name: str
    locale: str
    system_names: tuple[str, ...]
    percent_space: str = NO_BREAK_SPACE
    first_of_month: str = "1"
    quotes: tuple[str, str] = ("“", "”")
    semicolon: str = "; "
    colon: str = ": "
    nouns_capital: bool = False


LANGUAGES: Mapping[str, LanguageInfo] = {
    row.code: row
    for row in (
        LanguageInfo(code="en", name="English", locale="en_GB", system_names=("en",)),
        LanguageInfo(
            code="fr",
            name="Français",
            locale="fr_FR",
            system_names=("fr",),
            percent_space=NARROW_SPACE,
            first_of_month="1er",
            quotes=(f"«{NARROW_SPACE}", f"{NARROW_SPACE}»"),
            semicolon=f"{NARROW_SPACE}; ",
            colon=f"{NO_BREAK_SPACE}: ",
        ),
        LanguageInfo(
            code="de",
            name="Deutsch",
            locale="de_DE",
            system_names=("de", "german"),
            quotes=("„", "“"),
            nouns_capital=True,
        ),
    )
}

SOURCE_LANGUAGE = "en"
"""The language in which the messages stand in the source."""


@dataclass(frozen=True, kw_only=True)
class Symbols:
    """How a language writes digits and months; months are in order, January first."""

    decimal: str
    group: str
    short_months: tuple[str, ...]
    long_months: tuple[str, ...]


@cache
def symbols(code: str) -> Symbols:
    """The symbols of the language with that code; Babel is loaded when first asked."""
    from babel import Locale

    locale = Locale.parse(LANGUAGES[code].locale)
    digits = locale.number_symbols["latn"]
    months = locale.months["format"]
    return Symbols(
        decimal=digits["decimal"],
        group=digits["group"],
        short_months=tuple(months["abbreviated"][n] for n in range(1, 13)),
        long_months=tuple(months["wide"][n] for n in range(1, 13)),
    )


def system_language(environment: Mapping[str, str] | None = None) -> str:
    """The code of the language the operating system asks for, English where it is not spoken.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides; without any of them (Windows,
    a program started from the macOS desktop) the locale of the process does.
    """
    variables = os.environ if environment is None else environment
    for name in _VARIABLES:
        if variables.get(name):
            return _language_named(variables[name])
    return _language_named(_locale_of_process())


def _locale_of_process() -> str:
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a locale name which Python cannot take apart
        return ""


def _language_named(name: str) -> str:
    """The code of a language from "fr_FR.UTF-8" or, as Windows says it, "French_France"."""
    wanted = name.casefold()
    for row in LANGUAGES.values():
        if wanted.startswith(row.system_names):
            return row.code
    return SOURCE_LANGUAGE
