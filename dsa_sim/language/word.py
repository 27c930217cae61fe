"""What a code is called, and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Word:
    """The English label of a code and, where there is more to say, its meaning in a line.

    `is_noun`: the label begins with a noun, which keeps its capital in some languages.
    """

    label: str
    meaning: str = ""
    is_noun: bool = False
