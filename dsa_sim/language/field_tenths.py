"""How a field says that low and high are tenths: "1 – 2 – 4 % (1 in 10)", in every language."""

import re
from functools import cache

from dsa_sim.language.field_numbers import simplified
from dsa_sim.language.languages import NO_BREAK_SPACE
from dsa_sim.language.translation import Language
from dsa_sim.language_folders import keywords, own_keywords

_TOPIC, _MEANING = "numbers", "tenths"


def tenths_sign(lang: Language) -> str:
    """What stands behind three numbers that are tenths, in the language: "1 in 10"."""
    own = own_keywords(lang.code, _TOPIC).get(_MEANING) or keywords(_TOPIC)[_MEANING]
    return own[0].replace(" ", NO_BREAK_SPACE)


def without_tenths(text: str) -> tuple[str, bool]:
    """A text without the sign of tenths at its end, and whether it had one."""
    plain = simplified(text)
    without = _sign().sub("", plain)
    return (without, True) if without != plain else (text, False)


@cache
def _sign() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in keywords(_TOPIC)[_MEANING])
    return re.compile(rf"(?:^|[ ,;(]+)(?:{words})\)?$", re.IGNORECASE)
