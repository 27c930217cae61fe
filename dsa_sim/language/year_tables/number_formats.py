"""What the number format of a cell says: a percentage, a currency, thousands, a month alone."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dsa_sim.language.year_tables.money_words import Said, said_in

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|([€£¥₩₹₽₺₪₫₴₱฿])|(\$)')
_SILENT = re.compile(r"\[[^\]]*\]|[_*].")
_SCALE = re.compile(r"(?<=[0#?]),+(?![0#?,])")


@dataclass(frozen=True, kw_only=True)
class FormatSays:
    """What a format says: `thousands` is by how many thousands a number is shown divided."""

    percent: bool = False
    thousands: int = 0
    amounts: Said = field(default_factory=Said)
    year_alone: bool = False
    month_alone: bool = False


@lru_cache(maxsize=1000)
def format_says(code: str) -> FormatSays:
    """What a format in Excel's language says of the cells that have it."""
    first = _section(code)
    literals = " ".join("".join(map(str, found)) for found in _LITERAL.findall(first))
    bare = _SILENT.sub("", _LITERAL.sub("", first)).lower()
    dated = "y" in bare
    scale = _SCALE.search(bare)
    return FormatSays(
        percent="%" in bare,
        thousands=len(scale.group()) if scale else 0,
        amounts=said_in(literals) if literals.strip() else Said(),
        year_alone=dated and not re.search("[md]", bare),
        month_alone=dated and "m" in bare and "d" not in bare,
    )


def _section(code: str) -> str:
    """The part for positive numbers: up to the first semicolon outside quotes."""
    quoted = False
    for n, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            return code[:n]
    return code
