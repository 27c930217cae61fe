"""What a briefing is made of: frozen values that every file format is written from.

Texts are in the language of the briefing already; nothing here knows a file format.
"""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Literal

from dsa_sim.language import Language
from dsa_sim.language.tables import Cell, Row, Table, Written, row_of
from dsa_sim.report.charts.kind import ChartData

Tone = Literal["body", "lead", "quiet", "caveat"]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading inside a section; level 2 is the first below the section's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph: `lead` stands out, `quiet` stands back, a `caveat` stands in a frame."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Names with their values, one below the other; `exact` is what the values stand for."""

    rows: tuple[tuple[str, str], ...]
    exact: tuple[Written, ...] = ()

    @property
    def cells(self) -> tuple[Row, ...]:
        """The facts as rows of typed cells."""
        return tuple(
            row_of(name, Cell(text=text, value=value))
            for (name, text), value in zip_longest(self.rows, self.exact)
        )


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChartBlock:
    """A chart by its data, with its caption and its text alternative.

    The caption is what the chart `shows` and what its figures `say`, a sentence each.
    `code` names it within its briefing ("exposure.exceedance"). One that stands below a heading
    that says the same has no title of its own (`is_titled`).
    """

    data: ChartData
    shows: str
    text_alternative: str
    says: str = ""
    code: str = ""
    is_titled: bool = True
    height: float | None = None
    """In inches, where it is another one than that at which the chart reads best."""

    @property
    def caption(self) -> str:
        """Both sentences; empty where there is none."""
        return " ".join(text for text in (self.shows, self.says) if text)

    @property
    def message(self) -> str:
        """What its figures say, else what it shows, as a title: without its full stop."""
        return (self.says or self.shows).removesuffix(".")

    @property
    def inches(self) -> float:
        """How high the chart stands on a page of text."""
        from dsa_sim.report.charts.catalogue import preferred_height

        return preferred_height(self.data) if self.height is None else self.height


Block = Heading | Paragraph | Table | Facts | Bullets | ChartBlock


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section; its title is a bookmark, its `code` names it ("summary").

    Without a title its blocks follow the section before it. One that `is_slide` fits on a page of
    its own; an annex (`is_annex`) stands behind the document proper.
    """

    title: str
    blocks: tuple[Block, ...]
    code: str = ""
    is_slide: bool = False
    is_annex: bool = False


@dataclass(frozen=True, kw_only=True)
class House:
    """The look of a firm: its name, its logo as `logo.as_logo` makes it, and one colour.

    The colour reads "#0b5fa5"; everything is empty where there is none. `without_logo` is the code
    of the reason why a logo was left out.
    """

    firm: str = ""
    logo: bytes = b""
    colour: str = ""
    without_logo: str = ""

    @property
    def has_vector_logo(self) -> bool:
        """True where the logo is an SVG."""
        return self.logo.startswith(b"<svg")


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """A briefing as data, for every format.

    `mark` is empty where the case has none; `as_of` is the date the file carries; `foot` stands
    at the foot of every page; `house` is the look of the firm; a compact one fits on a page.
    `legal` is the section on the legal basis, for notes, where the plan leaves it out too.
    """

    title: str
    subtitle: str
    lang: Language
    mark: str
    as_of: date
    facts: Facts
    sections: tuple[Section, ...]
    foot: str
    page_words: str
    house: House = House()
    is_compact: bool = False
    legal: Section | None = None
