"""What a person reads and types: translation, number and date formats, typed fields, words.

This module is light: importing it and translating loads neither Babel nor the model. The rest
is imported by name where it is needed: `formats`, `parsing` and `words`.
"""

from dsa_sim.language.languages import LANGUAGES, LanguageInfo, system_language
from dsa_sim.language.translation import Language, mark

__all__ = ["LANGUAGES", "Language", "LanguageInfo", "mark", "system_language"]
