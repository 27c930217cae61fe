"""Citations of the law as lawyers of a language write them: "Art. 74(1)", "Art. 74 Abs. 1".

The law data and the case cite in the English way. How a language writes the parts stands in its
folder (`facts`: article, articles, paragraph, point); what is not there is written in English.
"""

import re
from functools import lru_cache

from dsa_sim.language_folders import fact

_PLACE = re.compile(r"(\d+[a-z]?)((?:\([0-9]{1,2}\)|\([a-z]\))+)")
_ALONE = re.compile(r"(?<=, )((?:\([0-9]{1,2}\)|\([a-z]\))+)")
_WORD = re.compile(r"\bArt(s?)\.? (?=\d)")
_PART = re.compile(r"\(([0-9a-z]{1,2})\)")


@lru_cache(maxsize=1000)
def cited(language: str, citation: str) -> str:
    """A citation, or several in one text, in the manner of the language with that code."""
    text = _PLACE.sub(lambda m: m.group(1) + _parts(language, m.group(2)), citation)
    text = _ALONE.sub(lambda m: _parts(language, m.group(1)).lstrip(", "), text)
    return _WORD.sub(lambda m: fact(language, "articles" if m.group(1) else "article"), text)


def _parts(language: str, parts: str) -> str:
    """Paragraph and point behind the number of an article."""
    found = []
    for part in _PART.findall(parts):
        kind = "paragraph" if part.isdigit() else "point"
        found.append(fact(language, kind).replace("{n}", part))
    return "".join(found)
