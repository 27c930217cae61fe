"""Financial years from elsewhere, brought into a case in one edit or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from dsa_sim.model.case import Case, FinancialYear
from dsa_sim.model.edits import add, change, new_identifier

MOST_YEARS = 200
"""A case takes no more financial years."""

Duplicates = Literal["replace", "add", "skip"]
"""What happens to a year that the case has already."""


@dataclass(frozen=True, kw_only=True)
class NewYear:
    """A year to bring in; `given` names the fields of which something was said.

    Its identifier means nothing: the case gives it one.
    """

    year: FinancialYear
    given: frozenset[str]


def year_of(case: Case, year: FinancialYear) -> FinancialYear | None:
    """The year of the same turnover scope with the same last day that the case has."""
    same = (year.scope, year.ends_on)
    return next((y for y in case.financial_years if (y.scope, y.ends_on) == same), None)


def replaced(old: FinancialYear, new: NewYear) -> FinancialYear:
    """A year of the case with what is said of it now; the rest stays, its identifier too.

    The day on which a source was checked is no part of a table: it stays with the same source.
    """
    said = {name: getattr(new.year, name) for name in new.given}
    source, before = new.year.source, old.source
    if (source.text, source.status) == (before.text, before.status):
        said.pop("source", None)
    return msgspec.structs.replace(old, **said)


def bring_in(case: Case, years: Sequence[NewYear], *, duplicates: Duplicates) -> Case:
    """The case with those years; those it has already are replaced, doubled or left alone.

    Raises:
        ValueError: the case would have more years than it takes.
    """
    before = case
    for new in years:
        old = year_of(before, new.year)
        if old is None or duplicates == "add":
            case = _with_year(case, new.year)
        elif duplicates == "replace":
            case = change(case, old.id, **_changes(old, new))
    if len(case.financial_years) > MOST_YEARS:
        raise ValueError(f"a case takes {MOST_YEARS} financial years")
    return case


def _with_year(case: Case, year: FinancialYear) -> Case:
    stem = f"{year.scope}-{year.ends_on.year}"
    named = msgspec.structs.replace(year, id=new_identifier(case, stem))
    return add(case, "financial_years", named)


def _changes(old: FinancialYear, new: NewYear) -> dict[str, object]:
    after = replaced(old, new)
    return {name: getattr(after, name) for name in new.given}
