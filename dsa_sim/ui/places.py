"""Which page shows a target."""

from dsa_sim.model.case import Case
from dsa_sim.model.edits import find_part
from dsa_sim.ui.pages import page_of

STEPS = "worksheet:"
"""Targets that begin so name a step of the worksheet, not an input."""
PAGE = "page:"
"""Targets that begin so name a page as a whole."""


_METHOD = ("case.method", "case.method_reason", "case.year_rounding", "case.reference")
_METHOD_FIELDS = (
    "band", "proportion", "entry_fee", "deterrence", "eu_revenue_eur", "eu_revenue_note",
)  # fmt: skip


def first_page(case: Case) -> str:
    """The name of the page on which a case opens: the first that has something to show or ask."""
    if any(alleged.start is not None for alleged in case.infringements):
        return "exposure"
    if case.infringements and case.financial_years:
        return page_of("Event")
    return "provider"


def page_for(case: Case, target: str, current: str) -> str:
    """The name of the page on which a target is shown; `current` where nothing has it."""
    if target.startswith(PAGE):
        return target.removeprefix(PAGE)
    if target.startswith(STEPS):
        return "worksheet"
    if target in ("case.infringements", "case.proceedings"):
        return page_of("Infringement")
    if target in ("case.reserve_eur", "case.tolerance_eur", "case.provision_classes"):
        return "exposure"
    identifier, _, path = target.partition(".")
    if path.partition(".")[0] == "offer":
        return "commit"
    if target in _METHOD or path in _METHOD_FIELDS:
        return "methods"
    if identifier in ("case", "provider"):
        return page_of(identifier)
    try:
        part = find_part(case, identifier)
    except KeyError:
        return current
    return page_of(type(part).__name__)
