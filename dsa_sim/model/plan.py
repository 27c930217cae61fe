"""What goes into a briefing and how it looks: the user's choice, saved with the case."""

from typing import Annotated, Literal

import msgspec

from dsa_sim.model.estimate import LongText, ShortText
from dsa_sim.model.part import Part

Template = Literal["summary", "board", "memorandum"]
Paper = Literal["a4", "us-letter"]
Layout = Literal["memo", "slides"]

PARTS = (
    "question", "summary", "infringements", "maxima", "exposure", "drivers", "scenarios",
    "questions", "commitments", "dates", "points", "since", "worksheets", "decisions", "periodic",
    "precedents", "methods", "proceedings", "assumptions", "legal", "glossary", "caveats",
)  # fmt: skip
"""The codes of the parts that a briefing may have, in the order of the memorandum."""

LARGEST_LOGO = 1_000_000
"""Letters of a logo in base64."""


class PlanItem(Part, frozen=True, kw_only=True):
    """A section or a chart of the briefing by its code: whether it is shown, and in which words.

    `title` and `note` are empty where the program's own words stand and nothing is added.
    """

    code: ShortText
    shown: bool = True
    title: ShortText = ""
    note: LongText = ""


class BriefingPlan(Part, frozen=True, kw_only=True):
    """The plan of the briefing: its template, what differs from it, and the look of the firm.

    The order of `items` is that of the sections; sections that are not among them keep theirs.
    `logo` is a PNG or SVG in base64; `colour` reads "#0b5fa5". Both are empty for none, as are
    `addressee` and `author`: to whom a memorandum is, and from whom.
    """

    template: Template = "memorandum"
    paper: Paper = "a4"
    layout: Layout = "memo"
    items: Annotated[tuple[PlanItem, ...], msgspec.Meta(max_length=500)] = ()
    firm: ShortText = ""
    logo: Annotated[str, msgspec.Meta(max_length=LARGEST_LOGO)] = ""
    colour: Annotated[str, msgspec.Meta(pattern=r"^(#[0-9a-f]{6})?\Z")] = ""
    addressee: ShortText = ""
    author: ShortText = ""
