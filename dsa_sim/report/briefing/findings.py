"""What every section of a briefing is made of: the case, its assessments and its simulations."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dsa_sim.language import Language
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.briefing.runs import Runs
from dsa_sim.report.redaction.hiding import Hidden, redacted


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The case without what is `hidden`, the scenarios `compared`, and the one in `view`."""

    case: Case
    compared: tuple[Assessment, ...]
    view: Assessment
    runs: Runs
    lang: Language
    hidden: Hidden
    earlier: Callable[[], Case | None] | None = None
    """Gives the case as it was at an earlier briefing, with what is hidden."""

    @cached_property
    def before(self) -> Case | None:
        """The case at an earlier briefing without what is hidden, made when a part asks for it."""
        found = None if self.earlier is None else self.earlier()
        return None if found is None else redacted(found, self.hidden, self.lang)

    @property
    def exposure(self) -> Exposure | None:
        """The exposure of the scenario in view; None where it cannot be told."""
        return self.runs.exposure

    @property
    def are_names_told(self) -> bool:
        """Whether companies may be named: a decision so far may be the client's."""
        return "names" not in self.hidden
