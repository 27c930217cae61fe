"""A briefing of a case as a file, in the format that the ending of its name asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.model.plan import Template
from dsa_sim.report.briefing.blocks import House
from dsa_sim.report.charts.picture_files import write_whole
from dsa_sim.report.redaction.hiding import Hidden, redacted

if TYPE_CHECKING:
    from dsa_sim.report.redaction.leaks import Secrets
    from dsa_sim.report.writers.slides import ChartsAs

ENDINGS = (".pdf", ".pptx", ".xlsx", ".docx")
"""The formats of a briefing, by the endings of their files."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an export should be: the scenario in view, the language, and what differs by format.

    `template` overrides that of the case's plan; `deck` is a presentation of the firm whose
    layouts slides take; `pictures` puts charts on slides as pictures; `hidden` is left out.
    """

    scenario: str | None
    lang: Language
    template: Template | None = None
    hidden: Hidden = frozenset()
    house: House | None = None
    deck: Path | None = None
    pictures: bool = False


def export_briefing(
    case: Case, target: Path, wanted: Wanted, *, cancelled: Callable[[], bool] | None = None
) -> None:
    """Make the briefing of a case and write it; the ending of `target` names the format.

    Raises:
        ValueError: another ending than those of `ENDINGS`, or a deck that is no presentation.
        LeakError: the file would still tell something that is hidden; it is not written.
        KeyError: no scenario carries the identifier.
        OSError: the file cannot be written; what was there before is left alone.
        CancelledError: `cancelled` said so.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"a briefing is written as {', '.join(ENDINGS)}, not as “{ending}”")
    secrets = _secrets(case, wanted)
    if secrets is not None:
        secrets.require_absent_in_name(target.name)
    if wanted.template is not None:
        plan = msgspec.structs.replace(case.plan, template=wanted.template)
        case = msgspec.structs.replace(case, plan=plan)
    made = _made(case, ending, wanted, secrets, cancelled)
    if secrets is not None and ending != ".pdf":
        from dsa_sim.report.redaction.leaks import pieces_of

        secrets.require_absent(pieces_of(made))
    write_whole(target, made)


def _secrets(case: Case, wanted: Wanted) -> "Secrets | None":
    """What must not be in the file; None where nothing is left out."""
    if not wanted.hidden:
        return None
    from dsa_sim.report.redaction.leaks import Secrets

    firm = wanted.house.firm if wanted.house else ""
    return Secrets(case, wanted.hidden, wanted.lang, firm=firm)


def _made(
    case: Case, ending: str, wanted: Wanted, secrets: "Secrets | None",
    cancelled: Callable[[], bool] | None,
) -> bytes:  # fmt: skip
    """The bytes of the file."""
    from dsa_sim.report.briefing.document import compared_of, make_briefing

    briefing = make_briefing(
        case, scenario=wanted.scenario, lang=wanted.lang, house=_house(wanted),
        hidden=wanted.hidden, cancelled=cancelled,
    )  # fmt: skip
    if ending == ".pdf":
        from dsa_sim.report.writers.pdf import write_pdf

        inspect = None if secrets is None else secrets.require_absent_on_pages
        return write_pdf(briefing, paper=case.plan.paper, layout=case.plan.layout, inspect=inspect)
    if ending == ".pptx":
        from dsa_sim.report.writers.slides import write_slides

        charts: ChartsAs = "pictures" if wanted.pictures else "native"
        return write_slides(briefing, charts=charts, template=wanted.deck)
    if ending == ".docx":
        from dsa_sim.report.writers.memorandum import write_memorandum

        return write_memorandum(briefing, paper=case.plan.paper)
    from dsa_sim.report.writers.workbook import write_workbook

    shown = redacted(case, wanted.hidden, wanted.lang)
    return write_workbook(briefing, shown, compared_of(shown, wanted.scenario))


def _house(wanted: Wanted) -> House | None:
    """The look of the firm; of one that must not be named the colour alone."""
    if wanted.house is None or "names" not in wanted.hidden:
        return wanted.house
    return House(colour=wanted.house.colour)
