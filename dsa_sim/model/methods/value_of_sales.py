"""Value of sales: a proportion of what the service earns in the Union, for each year."""

from collections.abc import Iterator

from dsa_sim.marking import mark
from dsa_sim.model.case import Case, Infringement, Platform
from dsa_sim.model.methods.method import FiningMethod, Start, Term
from dsa_sim.model.periods import platform_of
from dsa_sim.model.problems import Problem, warning


class ValueOfSales(FiningMethod):
    """By analogy with the 2006 Guidelines on antitrust fines (points 19–25, 28 and 30)."""

    code = "value_of_sales"
    name = mark("Value of sales")
    meaning = mark(
        "A proportion of the service’s revenue in the Union for each year, by analogy with "
        "the 2006 Guidelines on antitrust fines."
    )
    years_in_start = True
    recurrence_aggravates = True
    has_deterrence = True

    def start(self, case: Case, infringement: Infringement) -> Start:
        """Sales × (proportion × years + entry fee)."""
        name, i = infringement.id, infringement
        fee = Term(estimate=i.entry_fee, unit="share", address=f"{name}.entry_fee")
        return Start(
            base=_sales(platform_of(case, i)),
            share=Term(
                estimate=i.proportion, unit="share", address=f"{name}.proportion",
                reason=i.start_note.reason,
            ),
            times="years",
            plus=None if i.entry_fee is None else fee,
        )  # fmt: skip

    def shared(self, case: Case) -> tuple[Term, ...]:
        """What each service earns in the Union."""
        return tuple(map(_sales, case.platforms))

    def problems(self, case: Case) -> Iterator[Problem]:
        """Services on which something is alleged without a revenue, or without a reason for it."""
        platforms = (platform_of(case, i) for i in case.infringements)
        for platform in dict.fromkeys(platforms):
            where = f"{platform.id}.eu_revenue_eur"
            if platform.eu_revenue_eur is None:
                yield warning("no_eu_revenue", where, platform=platform.name)
            elif not platform.eu_revenue_note.reason.strip():
                yield warning("eu_revenue_without_reason", where, platform=platform.name)

    def problems_of(self, infringement: Infringement) -> Iterator[Problem]:
        """No proportion of the sales."""
        if infringement.proportion is None:
            yield warning("no_proportion", f"{infringement.id}.proportion")


def _sales(platform: Platform) -> Term:
    return Term(
        estimate=platform.eu_revenue_eur, unit="eur", address=f"{platform.id}.eu_revenue_eur",
        reason=platform.eu_revenue_note.reason,
    )  # fmt: skip
