"""Counsel's judgement: a starting amount that is the user's own."""

from collections.abc import Iterator

from dsa_sim.marking import mark
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.methods.method import FiningMethod, Start, Term
from dsa_sim.model.problems import Problem, warning


class CounselsJudgement(FiningMethod):
    """An amount in euro, or a share of turnover (Art. 74(4) names what it should rest on)."""

    code = "judgement"
    name = mark("Counsel’s judgement")
    meaning = mark("A starting amount in euro or as a share of turnover; the user’s own.")

    def start(self, case: Case, infringement: Infringement) -> Start:
        """The assumed amount."""
        address, assumed = f"{infringement.id}.start", infringement.start
        if assumed is None:
            return Start(share=Term(estimate=None, unit="eur", address=address), base="euro")
        in_euro, reason = assumed.unit == "eur", infringement.start_note.reason
        return Start(
            share=Term(
                estimate=assumed.estimate, unit="eur" if in_euro else "share", address=address,
                reason=reason,
            ),
            base="euro" if in_euro else "turnover",
        )  # fmt: skip

    def problems_of(self, infringement: Infringement) -> Iterator[Problem]:
        """No starting amount, or none that is reasoned."""
        where = f"{infringement.id}.start"
        if infringement.start is None:
            yield warning("no_starting_amount", where)
        elif not infringement.start_note.reason.strip():
            yield warning("amount_without_reason", where)
