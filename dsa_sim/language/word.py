"""What a code is called, and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Word:
    """The English label of a code and, where there is more to say, its meaning in a line."""

    label: str
    meaning: str = ""
