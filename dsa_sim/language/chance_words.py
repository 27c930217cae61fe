"""Chances in words: a person's own table turns them into numbers where they are typed, and back.

By default the numbers are those of the yardstick of the Professional Head of Intelligence
Assessment (United Kingdom): a remote chance is at most 5 %, unlikely 25–35 %, likely 55–75 %,
almost certain at least 95 %. The end or the middle of each is taken, and 50 % is even. People
differ widely in what they mean by such words (Mosteller and Youtz, "Quantifying Probabilistic
Expressions", Statistical Science 5(1), 1990): hence a table of one's own, and a case that keeps
numbers alone.
"""

import re
from decimal import Decimal
from itertools import pairwise

from dsa_sim.language.translation import Language
from dsa_sim.language_folders import keywords, own_keywords

CODES = ("remote", "unlikely", "even", "likely", "near_certain")
"""The words of the table, from the least to the most likely."""

DEFAULT_TABLE = "5 30 50 65 95"
"""The percentages of the words, in their order."""

_TOPIC = "chances"
_TABLE = re.compile(r"[0-9]{1,2}(?: [0-9]{1,2}){4}")


def is_table(text: str) -> bool:
    """Tell whether a text is a table: five whole percentages that rise, none of 0 or 100."""
    if not _TABLE.fullmatch(text):
        return False
    percents = [int(part) for part in text.split()]
    return percents[0] > 0 and all(a < b for a, b in pairwise(percents))


def chance_table(lang: Language) -> dict[str, Decimal]:
    """The chance behind each word."""
    percents = (lang.chances or DEFAULT_TABLE).split()
    return {code: Decimal(p) / 100 for code, p in zip(CODES, percents, strict=True)}


def chance_of(lang: Language, text: str) -> Decimal | None:
    """The chance that a word of any language stands for; None where it is no such word."""
    typed = " ".join(text.split()).casefold()
    known = keywords(_TOPIC)
    return next((x for code, x in chance_table(lang).items() if typed in known[code]), None)


def chance_word(lang: Language, chance: Decimal) -> str:
    """The word nearest to a chance, the less likely one in between; none for 0 and 1."""
    if chance in (0, 1):
        return ""
    table = chance_table(lang)
    code = min(table, key=lambda code: (abs(table[code] - chance), table[code]))
    own = own_keywords(lang.code, _TOPIC).get(code) or keywords(_TOPIC)[code]
    return own[0]
