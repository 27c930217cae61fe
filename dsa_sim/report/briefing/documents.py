"""The three documents, declared: which parts each has, in which order, and which are annexes.

A part is known by its code, whatever the document makes of it, so that the plan of a case holds
for each of them. Annexes are left out of the page and of the slides until somebody asks for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dsa_sim.model.plan import Template
from dsa_sim.report.briefing import board, memorandum, one_page
from dsa_sim.report.briefing.assumptions import (
    assumptions_section,
    caveats_section,
    legal_section,
    points_section,
    questions_section,
)
from dsa_sim.report.briefing.blocks import Section
from dsa_sim.report.briefing.exposure import (
    commitments_section,
    drivers_section,
    exposure_section,
    methods_section,
    periodic_section,
)
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.briefing.maxima import maxima_section
from dsa_sim.report.briefing.record import precedents_section, proceedings_section
from dsa_sim.report.briefing.results import (
    decisions_section,
    infringements_section,
    scenarios_section,
    worksheets_section,
)

Make = Callable[[Findings], Section]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a document: its code, what makes it, and whether it is in unless left out."""

    code: str
    make: Make
    is_shown: bool = True
    is_annex: bool = False

    def section(self, found: Findings) -> Section:
        """The part as a section under its code."""
        return replace(self.make(found), is_annex=self.is_annex)


FULL: dict[str, Make] = {
    "question": memorandum.question,
    "summary": memorandum.summary,
    "infringements": lambda f: infringements_section(f.view, f.lang),
    "maxima": lambda f: maxima_section(f.view, f.lang),
    "exposure": lambda f: exposure_section(f.view, f.runs, f.lang),
    "drivers": lambda f: drivers_section(f.view, f.runs, f.lang),
    "scenarios": lambda f: scenarios_section(f.case, f.compared, f.view, f.runs, f.lang),
    "questions": lambda f: questions_section(f.lang),
    "commitments": lambda f: commitments_section(f.runs, f.lang),
    "dates": memorandum.dates,
    "points": lambda f: points_section(f.view, f.lang),
    "since": memorandum.since,
    "worksheets": lambda f: worksheets_section(f.view, f.lang),
    "decisions": lambda f: decisions_section(f.view, f.lang),
    "periodic": lambda f: periodic_section(f.view, f.runs, f.lang),
    "precedents": lambda f: precedents_section(f.compared, f.view, f.lang),
    "methods": lambda f: methods_section(f.case, f.view, f.lang, decided=f.are_names_told),
    "proceedings": lambda f: proceedings_section(f.case, f.lang),
    "assumptions": lambda f: assumptions_section(f.view, f.lang),
    "legal": lambda f: legal_section(f.view, f.lang),
    "glossary": memorandum.glossary,
    "caveats": lambda f: caveats_section((f.view.case,), f.lang),
}
"""Every part at its full length, in the order of the memorandum."""

_FIRST_ANNEX = "worksheets"
_ON_REQUEST = frozenset({"since"})

_ONE_PAGE: dict[str, Make] = {
    "summary": one_page.summary,
    "drivers": one_page.drivers_part,
    "scenarios": one_page.scenarios,
    "dates": one_page.dates,
    "points": one_page.points,
    "caveats": one_page.caveats,
}
_BOARD: dict[str, Make] = {
    "summary": board.summary,
    "exposure": board.exposure,
    "drivers": board.drivers_slide,
    "scenarios": board.scenarios,
    "precedents": board.precedents,
    "dates": board.dates,
    "commitments": board.options,
    "assumptions": board.assumptions,
}


def _memorandum() -> tuple[Part, ...]:
    annexes_from = list(FULL).index(_FIRST_ANNEX)
    return tuple(
        Part(code=code, make=make, is_shown=code not in _ON_REQUEST, is_annex=n >= annexes_from)
        for n, (code, make) in enumerate(FULL.items())
    )


def _short(own: Mapping[str, Make]) -> tuple[Part, ...]:
    """A short document: its own parts, and all others as annexes that are off."""
    parts = [Part(code=code, make=make) for code, make in own.items()]
    annexes = (
        Part(code=code, make=make, is_shown=False, is_annex=True)
        for code, make in FULL.items()
        if code not in own and code != "question"
    )
    return (*parts, *annexes)


DOCUMENTS: dict[Template, tuple[Part, ...]] = {
    "summary": _short(_ONE_PAGE),
    "board": _short(_BOARD),
    "memorandum": _memorandum(),
}
"""The parts of each document in its order."""
