"""Which page shows a target."""

from dsa_sim.model.address import split
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.counting import open_input
from dsa_sim.model.edits import find_part
from dsa_sim.model.inputs import Input, rows_of
from dsa_sim.ui.pages import page_of

STEPS = "worksheet:"
"""Targets that begin so name a step of the worksheet, not an input."""
PAGE = "page:"
"""Targets that begin so name a page as a whole."""
TO_ASSESS = f"{PAGE}infringements"
"""The target of the list in which everything alleged is assessed."""
FILL_OPEN = "fill the open ones"
"""The target of the dialog that offers starting ranges for everything open."""
NEXT_OPEN = "next open"
"""The target of the next allegation that lacks something; going there again leads to another."""


def first_page(case: Case) -> str:
    """The name of the page on which a case opens; of a blank one there is nothing to sum up."""
    known = case.infringements or case.financial_years or any(p.register for p in case.platforms)
    return "summary" if known else "provider"


def next_open(shown: Assessment, after: str) -> Infringement | None:
    """The next live allegation that is open, as listed, behind the one with that identifier."""
    case = shown.case
    listed = [i for s in case.strands for i in case.infringements_of(s.id)]
    place = next((n for n, i in enumerate(listed, start=1) if i.id == after), 0)
    around = (*listed[place:], *listed[:place])
    return next((i for i in around if i.id in shown.coverage.open), None)


def missing_input(shown: Assessment, infringement: Infringement) -> str:
    """The target of the input that an allegation outside the totals needs to be counted."""
    if infringement.id in shown.coverage.excluded:
        return f"{infringement.id}.counts_reason"
    return open_input(shown.case, infringement) or infringement.id


def _row_of(case: Case, identifier: str, path: str) -> Input | None:
    """The row of an input, of the reason behind it, or of a part of the value that is meant."""
    try:
        rows = rows_of(type(find_part(case, identifier)))
    except KeyError:
        return None
    holder = path.removesuffix(".reason")
    return next(
        (r for r in rows if path in (r.field, r.note) or r.field.startswith(f"{holder}.")), None
    )


def page_for(case: Case, target: str, current: str) -> str:
    """The name of the page on which a target is shown; `current` where nothing has it."""
    if target.startswith(PAGE):
        return target.removeprefix(PAGE)
    if target.startswith(STEPS):
        return "worksheet"
    if target in ("case.infringements", "case.proceedings"):
        return page_of("Infringement")
    if target in ("case.reserve_eur", "case.tolerance_eur"):
        return "exposure"
    identifier, path = split(target)
    row = _row_of(case, identifier, path)
    if row is not None and row.page:
        return row.page
    if identifier in ("case", "provider"):
        return page_of(identifier)
    try:
        part = find_part(case, identifier)
    except KeyError:
        return current
    return page_of(type(part).__name__)
