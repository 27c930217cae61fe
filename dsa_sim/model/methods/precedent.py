"""Earlier decisions: a share read from them, scaled by gravity."""

from collections.abc import Iterator

from dsa_sim.marking import mark
from dsa_sim.model.case import Case, Infringement, Reference, ShareOf
from dsa_sim.model.estimate import exactly
from dsa_sim.model.methods.method import FiningMethod, Start, Term
from dsa_sim.model.part import GRADES
from dsa_sim.model.problems import Problem, warning


class EarlierDecisions(FiningMethod):
    """The reference share of the case × the factor of the gravity."""

    code = "precedent"
    name = mark("Earlier decisions")
    meaning = mark("A reference share from the three DSA fines so far, scaled by gravity.")
    rests_on_gravity = True

    def start(self, case: Case, infringement: Infringement) -> Start:
        """Reference share × factor; open without a reference or while the gravity is open."""
        return Start(
            share=_share(case.reference),
            times=_factor(case.reference, infringement.gravity),
            base=self.share_of(case),
        )

    def share_of(self, case: Case) -> ShareOf:
        """What the reference share is of."""
        return case.reference.of if case.reference is not None else "turnover"

    def shared(self, case: Case) -> tuple[Term, ...]:
        """The reference share and the factors of the gravities."""
        if case.reference is None:
            return ()
        factors = (_factor(case.reference, gravity) for gravity in GRADES)
        return (_share(case.reference), *factors)

    def problems(self, case: Case) -> Iterator[Problem]:
        """No reference share, or none that is reasoned."""
        if case.reference is None:
            yield warning("no_reference", "case.reference")
        elif not case.reference.note.reason.strip():
            yield warning("reference_without_reason", "case.reference")


def _share(reference: Reference | None) -> Term:
    if reference is None:
        return Term(estimate=None, unit="share", address="case.reference")
    return Term(
        estimate=reference.share, unit="share", address="case.reference",
        reason=reference.note.reason,
    )  # fmt: skip


def _factor(reference: Reference | None, gravity: str) -> Term:
    """The factor by which a gravity scales the reference share; open while the gravity is."""
    if reference is None or gravity not in GRADES:
        return Term(estimate=None, unit="number")
    field = f"factor_{gravity}"
    factor = exactly(getattr(reference, field))
    return Term(estimate=factor, unit="number", address=f"case.reference.{field}")
