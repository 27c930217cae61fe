"""The simulations behind a briefing, run once before it is laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

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
    """What was simulated for a briefing.

    `exposures` are by the identifier of the scenario (empty: the base case), None where nothing
    can be computed; the rest is of the scenario in view, by strand where there are several.
    """

    scenario: str
    exposures: dict[str, Exposure | None]
    tornado: Tornado | None
    weighed: tuple[tuple[str, CommitOrContest], ...]
    dated: tuple[tuple[str, ByDecisionDate], ...]

    @property
    def exposure(self) -> Exposure | None:
        """The exposure of the scenario in view."""
        return self.exposures[self.scenario]


def run_all(
    case: Case, compared: Sequence[Assessment], view: Assessment, cancelled: Cancelled | None = None
) -> Runs:
    """Simulate what a briefing shows.

    Raises:
        CancelledError: `cancelled` said so.
    """
    names = dict.fromkeys([*(a.scenario.id if a.scenario else "" for a in compared)])
    scenario = view.scenario.id if view.scenario else ""
    names.setdefault(scenario)
    exposures = {name: _simulated(case, name, cancelled) for name in names}
    if exposures[scenario] is None:
        return Runs(scenario=scenario, exposures=exposures, tornado=None, weighed=(), dated=())
    return Runs(
        scenario=scenario,
        exposures=exposures,
        tornado=tornado(case, scenario or None, result="mean", cancelled=cancelled),
        weighed=tuple(_weighed(case, view, scenario, cancelled)),
        dated=tuple(_dated(case, view, scenario, cancelled)),
    )


def without_runs(compared: Sequence[Assessment], view: Assessment) -> Runs:
    """No simulation at all, for a briefing that hides the chances."""
    names = [*(a.scenario.id if a.scenario else "" for a in compared)]
    scenario = view.scenario.id if view.scenario else ""
    exposures = dict.fromkeys([*names, scenario])
    return Runs(scenario=scenario, exposures=exposures, tornado=None, weighed=(), dated=())


def _simulated(case: Case, name: str, cancelled: Cancelled | None) -> Exposure | None:
    try:
        return simulate(case, name or None, cancelled=cancelled)
    except IncompleteError:
        return None


def _weighed(
    case: Case, view: Assessment, scenario: str, cancelled: Cancelled | None
) -> list[tuple[str, CommitOrContest]]:
    found = []
    for strand in view.case.strands:
        weighed = commit_or_contest(case, strand.id, scenario=scenario or None, cancelled=cancelled)
        if weighed is not None:
            found.append((strand.title, weighed))
    return found


def _dated(
    case: Case, view: Assessment, scenario: str, cancelled: Cancelled | None
) -> list[tuple[str, ByDecisionDate]]:
    """Strands in which a decision is possible and something is alleged."""
    alleged = {i.strand for i in view.case.infringements}
    work_out = partial(
        by_decision_date, case, scenario=scenario or None,
        trials=whole_blocks(min(DATED_TRIALS, case.trials)), cancelled=cancelled,
    )  # fmt: skip
    return [
        (s.title, work_out(s.id))
        for s in view.case.strands
        if s.outcomes.decision and s.id in alleged
    ]
