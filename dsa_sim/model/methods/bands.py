"""Bands of the maximum: a share of it by gravity."""

from dsa_sim.marking import mark
from dsa_sim.model.case import Case, Infringement, ShareOf
from dsa_sim.model.estimate import Estimate, between
from dsa_sim.model.methods.method import FiningMethod, Start, Term

GRAVITY_BANDS: dict[str, Estimate] = {
    "low": between(0, "0.10"),
    "medium": between("0.10", "0.20"),
    "high": between("0.20", 1),
}
"""Shares of the maximum by gravity, by analogy with EDPB Guidelines 04/2022, paragraph 60."""


class Bands(FiningMethod):
    """The band of the gravity, which the user may narrow."""

    code = "bands"
    name = mark("Bands of the maximum")
    meaning = mark(
        "A share of the maximum by gravity, by analogy with the EDPB’s Guidelines 04/2022 "
        "for the GDPR."
    )
    rests_on_gravity = True

    def start(self, case: Case, infringement: Infringement) -> Start:
        """The band as it was narrowed, or that of the gravity; open while the gravity is."""
        band = infringement.band or GRAVITY_BANDS.get(infringement.gravity)
        return Start(
            share=Term(
                estimate=band, unit="share", address=f"{infringement.id}.band",
                reason=infringement.start_note.reason, rests_on=("gravity",),
            ),
            base="maximum",
        )  # fmt: skip

    def share_of(self, case: Case) -> ShareOf:
        """The maximum."""
        return "maximum"
