"""The formats of a briefing, declared as a table: a new one is a file here and one row below."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dsa_sim.language import Language
from dsa_sim.marking import mark
from dsa_sim.model.case import Case
from dsa_sim.model.plan import BriefingPlan, Template
from dsa_sim.report.redaction.hiding import Hidden

if TYPE_CHECKING:
    from dsa_sim.report.briefing.blocks import Briefing, House


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an export should be: the scenario in view, the language, and what differs by format.

    `template` overrides that of the case's plan; `more` and `fewer` are codes of parts that are in
    or out whatever the plan says; `before` gives the case at its last briefing. `deck` is a
    presentation of the firm whose layouts slides take, `document` one whose styles, header and
    footer Word takes; `pictures` puts charts on slides as pictures; `attached` is the text of the
    case file, for a PDF that carries its case. `hidden` is left out; nothing is attached then.
    """

    scenario: str | None
    lang: Language
    template: Template | None = None
    more: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()
    before: Callable[[], Case | None] | None = None
    hidden: Hidden = frozenset()
    house: "House | None" = None
    deck: Path | None = None
    document: Path | None = None
    pictures: bool = False
    attached: str = ""

    def __post_init__(self) -> None:
        """Refuse to attach what is to be left out.

        Raises:
            ValueError: a case is attached, and something is hidden.
        """
        if self.attached and self.hidden:
            raise ValueError("a case is not attached to a briefing that leaves something out")


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a writer is given: what is to be left out is neither in the briefing nor in its case.

    `inspect` refuses a text that would tell it all the same; None where nothing is left out.
    Without `has_model` the briefing is of several cases, and `case` has its paper alone.
    """

    briefing: "Briefing"
    case: Case
    wanted: Wanted
    inspect: Callable[[str], None] | None
    has_model: bool = True


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format: the ending of its files, its name, and the module here whose `write` makes it."""

    ending: str
    name: str
    title: str
    writer: str
    usual: Template | None = None
    """The document it is for, where that is not the one of the case's plan."""
    has_slides: bool = False
    """Takes the presentation of a firm, and charts as pictures."""
    is_packed: bool = False
    """Nothing can be read in the finished file: its writer passes the texts to `inspect`."""
    only: Template | None = None
    """The document it holds, whichever is chosen for the others."""

    def template(self, plan: BriefingPlan) -> Template:
        """The document that is made of a plan unless another one is asked for.

        Who planned a single page gets that in every format.
        """
        usual = plan.template if plan.template == "summary" else self.usual
        return self.only or usual or plan.template

    @property
    def kind(self) -> str:
        """The ending without its full stop."""
        return self.ending.removeprefix(".")

    def write(self, order: Order) -> bytes:
        """The bytes of the file; the writer is imported when it is first needed."""
        module = import_module(f"dsa_sim.report.writers.{self.writer}")
        made: bytes = module.write(order)
        return made


FORMATS = (
    Format(
        ending=".pdf", name="PDF", title=mark("PDF: archivable, for screen readers"),
        writer="pdf", is_packed=True,
    ),
    Format(
        ending=".pptx", name="PowerPoint", title=mark("PowerPoint: charts that can be edited"),
        writer="slides", usual="board", has_slides=True,
    ),
    Format(
        ending=".xlsx", name="Excel", title=mark("Excel: live formulas"), writer="workbook",
        only="memorandum",
    ),
    Format(
        ending=".docx", name="Word", title=mark("Word: memorandum to edit"), writer="memorandum"
    ),
)  # fmt: skip
ENDINGS = tuple(row.ending for row in FORMATS)


def format_of(ending: str) -> Format:
    """The format with that ending, in whatever case.

    Raises:
        ValueError: there is none.
    """
    for row in FORMATS:
        if row.ending == ending.lower():
            return row
    raise ValueError(f"a briefing is written as {', '.join(ENDINGS)}, not as “{ending}”")
