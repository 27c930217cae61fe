"""Translation through gettext: English messages in the source, catalogues in the assets."""

import gettext
from dataclasses import dataclass
from functools import cache

from dsa_sim.asset_files import asset_path
from dsa_sim.language.languages import LANGUAGES, SOURCE_LANGUAGE, LanguageInfo, symbols
from dsa_sim.marking import mark

__all__ = ["DOMAIN", "Language", "mark"]

DOMAIN = "dsa_sim"

_CITATIONS = frozenset({"law", "one_law", "five_law", "code", "codes", "provision", "citation"})
"""Named places that take citations of the law."""


@dataclass(frozen=True)
class Language:
    """A language to speak to a person in: cheap, frozen, handed on as a constructor argument.

    Messages are English sentences with named places, "{count} cases", filled by keywords.
    `numbers` is the code of another language whose separators numbers take; empty: its own.
    `chances` is a person's table of chances in words (`chance_words`); empty: the default.

    Raises:
        ValueError: the program does not speak a language with that code.
    """

    code: str = SOURCE_LANGUAGE
    numbers: str = ""
    chances: str = ""

    def __post_init__(self) -> None:
        """Refuse languages the program does not speak."""
        for code in (self.code, self.numbers or self.code):
            if code not in LANGUAGES:
                spoken = ", ".join(LANGUAGES)
                raise ValueError(f"no language “{code}”; there are: {spoken}")

    @property
    def info(self) -> LanguageInfo:
        """The row of the table of languages."""
        return LANGUAGES[self.code]

    def tr(self, message: str, /, **params: object) -> str:
        """The message in this language, with its named places filled."""
        return self._filled(_catalogue(self.code).gettext(message), params)

    def ntr(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """The message in the form this language has for `n` things; {n} is the number."""
        text = _catalogue(self.code).ngettext(singular, plural, n)
        return self._filled(text, {"n": self._count(n), **params})

    def ptr(self, context: str, message: str, /, **params: object) -> str:
        """The message in this language where one English word needs a word for each context."""
        return self._filled(_catalogue(self.code).pgettext(context, message), params)

    def cited(self, citation: str) -> str:
        """A citation of the law as lawyers of this language write it."""
        # Texts without a citation need no folder of the language to be read.
        from dsa_sim.language.citations import cited

        return cited(self.code, citation)

    def _filled(self, text: str, params: dict[str, object]) -> str:
        for name in _CITATIONS.intersection(params):
            params[name] = self.cited(str(params[name]))
        return text.format(**params) if params else text

    def _count(self, n: int) -> str:
        grouped = f"{n:,}".replace("-", "\N{MINUS SIGN}")
        if abs(n) < 1000:
            return grouped  # there is nothing that Babel would have to be loaded for
        return grouped.replace(",", symbols(self.numbers or self.code).group)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """The compiled catalogue; without one the English of the source is shown."""
    if code == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    folder = asset_path("translations")
    return gettext.translation(DOMAIN, localedir=folder, languages=[code], fallback=True)
