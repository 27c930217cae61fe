"""Where the official text can be read: addresses in EUR-Lex, made here and opened by nobody.

The address of the act is its European Legislation Identifier (ELI); what follows the # leads to
the article in the page. Where a page has no such mark it opens at its beginning.
"""

from __future__ import annotations

from dsa_sim.language_folders import ENGLISH, fact
from dsa_sim.law.info import law_info


def official_text_url(*, language: str = ENGLISH, article: int | None = None) -> str:
    """Return the address of the Regulation, or of an article of it, in a language of the program.

    The language is a code such as `fr` or `fr_BE`; English if it is unknown.
    """
    act = law_info().eli.removeprefix("data.europa.eu/")
    mark = "" if article is None else f"#art_{article}"
    return f"https://eur-lex.europa.eu/{act}/{fact(language, 'eur_lex')}{mark}"


def recital_url(number: int, *, language: str = ENGLISH) -> str:
    """Return the address of a recital in a language of the program."""
    return f"{official_text_url(language=language)}#rct_{number}"
