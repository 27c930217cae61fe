"""Which page shows a target."""

from dsa_sim.model.address import split
from dsa_sim.model.case import Case
from dsa_sim.model.edits import find_part
from dsa_sim.model.inputs import Input, rows_of
from dsa_sim.ui.pages import page_of

STEPS = "worksheet:"
"""Targets that begin so name a step of the worksheet, not an input."""
PAGE = "page:"
"""Targets that begin so name a page as a whole."""


def first_page(case: Case) -> str:
    """The name of the page on which a case opens: the first that has something to show or ask."""
    if any(alleged.start is not None for alleged in case.infringements):
        return "exposure"
    if case.infringements and case.financial_years:
        return page_of("Event")
    return "provider"


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
