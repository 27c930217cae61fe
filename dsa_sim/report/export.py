"""A briefing of a case as a file, in the format that the ending of its name asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.model.plan import Template
from dsa_sim.report.blocks import House
from dsa_sim.report.redaction import Hidden, redacted

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
        KeyError: no scenario carries the identifier.
        OSError: the file cannot be written; what was there before is left alone.
        CancelledError: `cancelled` said so.
    """
    from dsa_sim.report.briefing import compared_of, make_briefing

    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"a briefing is written as {', '.join(ENDINGS)}, not as “{ending}”")
    if wanted.template is not None:
        plan = msgspec.structs.replace(case.plan, template=wanted.template)
        case = msgspec.structs.replace(case, plan=plan)
    briefing = make_briefing(
        case, scenario=wanted.scenario, lang=wanted.lang, house=wanted.house,
        hidden=wanted.hidden, cancelled=cancelled,
    )  # fmt: skip
    if ending == ".pdf":
        from dsa_sim.report.pdf import write_pdf

        write_pdf(briefing, target, paper=case.plan.paper, layout=case.plan.layout)
    elif ending == ".pptx":
        from dsa_sim.report.slides import write_slides

        charts = "pictures" if wanted.pictures else "native"
        write_slides(briefing, target, charts=charts, template=wanted.deck)  # type: ignore[arg-type]
    elif ending == ".docx":
        from dsa_sim.report.memorandum import write_memorandum

        write_memorandum(briefing, target, paper=case.plan.paper)
    else:
        from dsa_sim.report.workbook import write_workbook

        shown = redacted(case, wanted.hidden, wanted.lang)
        write_workbook(briefing, shown, compared_of(shown, wanted.scenario), target)
