"""The simulations behind a briefing, each run once, when a section first asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from dsa_sim.model.assessment import Assessment
from dsa_sim.model.by_decision_date import TRIALS as DATED_TRIALS
from dsa_sim.model.by_decision_date import ByDecisionDate, by_decision_date
from dsa_sim.model.case import Case
from dsa_sim.model.commitments import CommitOrContest, commit_or_contest
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.sensitivity import Tornado, tornado
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.model.streams import whole_blocks

Cancelled = Callable[[], bool]


@dataclass(frozen=True, kw_only=True)
class Runs:
    """What is simulated for a briefing; nothing where chances are left out (`are_hidden`).

    Each raises a CancelledError where `cancelled` says so.
    """

    case: Case
    compared: tuple[Assessment, ...]
    view: Assessment
    cancelled: Cancelled | None = None
    are_hidden: bool = False

    @property
    def scenario(self) -> str:
        """The identifier of the scenario in view; empty for the base case."""
        return self.view.scenario.id if self.view.scenario else ""

    @cached_property
    def exposures(self) -> dict[str, Exposure | None]:
        """By the identifier of the scenario (empty: the base case); None: cannot be computed."""
        names = dict.fromkeys([*(a.scenario.id if a.scenario else "" for a in self.compared)])
        names.setdefault(self.scenario)
        return {name: None if self.are_hidden else self._simulated(name) for name in names}

    @property
    def exposure(self) -> Exposure | None:
        """The exposure of the scenario in view."""
        return self.exposures[self.scenario]

    @cached_property
    def tornado(self) -> Tornado | None:
        """What moves the expected amount of the scenario in view."""
        if self.exposure is None:
            return None
        return tornado(
            self.case, self.scenario or None, result="mean", cancelled=self.cancelled
        )  # fmt: skip

    @cached_property
    def weighed(self) -> tuple[tuple[str, CommitOrContest], ...]:
        """Commit or contest, with the title of each strand in which it can be weighed."""
        if self.exposure is None:
            return ()
        weigh = partial(
            commit_or_contest, self.case, scenario=self.scenario or None, cancelled=self.cancelled
        )
        weighed = ((s.title, weigh(s.id)) for s in self.view.case.strands)
        return tuple((title, found) for title, found in weighed if found is not None)

    @cached_property
    def dated(self) -> tuple[tuple[str, ByDecisionDate], ...]:
        """By day of the decision: strands in which one is possible and something is alleged."""
        if self.exposure is None:
            return ()
        alleged = {i.strand for i in self.view.case.infringements}
        work_out = partial(
            by_decision_date, self.case, scenario=self.scenario or None,
            trials=whole_blocks(min(DATED_TRIALS, self.case.trials)), cancelled=self.cancelled,
        )  # fmt: skip
        return tuple(
            (s.title, work_out(s.id))
            for s in self.view.case.strands
            if s.outcomes.decision and s.id in alleged
        )

    def _simulated(self, name: str) -> Exposure | None:
        try:
            return simulate(self.case, name or None, cancelled=self.cancelled)
        except IncompleteError:
            return None
