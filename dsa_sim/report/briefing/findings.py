"""What every section of a briefing is made of: the case, its assessments and its simulations."""

from dataclasses import dataclass

from dsa_sim.language import Language
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.briefing.runs import Runs
from dsa_sim.report.redaction.hiding import Hidden


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The case without what is `hidden`, the scenarios `compared`, and the one in `view`."""

    case: Case
    compared: tuple[Assessment, ...]
    view: Assessment
    runs: Runs
    lang: Language
    hidden: Hidden
    before: Case | None = None
    """The case as it was at an earlier briefing, without what is hidden."""

    @property
    def exposure(self) -> Exposure | None:
        """The exposure of the scenario in view; None where it cannot be told."""
        return self.runs.exposure

    @property
    def are_names_told(self) -> bool:
        """Whether companies may be named: a decision so far may be the client's."""
        return "names" not in self.hidden
