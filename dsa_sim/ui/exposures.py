"""The exposures that the window shows: a quick one with the keystroke, the full one behind it.

A quick run has few trials and the same seed. Where it is short enough it is made at once, so
that the first picture follows the keystroke; where not, in the worker. The full run starts when
typing pauses. Until something newer is there the last valid exposure stays.
"""

from collections import deque
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from dsa_sim.ui.document import Document
from dsa_sim.ui.runner import Cancelled, Runner

if TYPE_CHECKING:
    from dsa_sim.model.case import Case
    from dsa_sim.model.decision_days import IncompleteError
    from dsa_sim.model.simulation import Exposure

QUICK_TRIALS = 65_536
QUICK_SECONDS = 0.008
"""Where two quick runs in a row took longer than this, they are made in the worker."""
SURELY_QUICK = 24
"""With more infringements the first run is made in the worker too: the page appears without it."""
PAUSE_MS = 120
"""How long typing pauses before the full run starts: it would slow the painting down."""

_QUICK, _FULL = "exposure, quick: ", "exposure, full: "


@dataclass
class _State:
    """What is known of one scenario; `revision` is that of the document it was asked for.

    `case` is the one that the exposure is of, which may be an earlier one.
    """

    revision: int = -1
    exposure: "Exposure | None" = None
    case: "Case | None" = None
    refusal: "IncompleteError | None" = None
    is_full: bool = False


@dataclass(frozen=True, kw_only=True)
class _Quick:
    """A run of few trials, and how long it took."""

    exposure: "Exposure"
    seconds: float


class Exposures(QObject):
    """Gives the exposure of a scenario as far as it is known, and says when more is known."""

    changed = Signal()
    """The exposure of a scenario became fuller, or turned out not to be computable."""

    def __init__(self, document: Document, runner: Runner, parent: QObject | None = None):
        super().__init__(parent)
        self._document, self._runner = document, runner
        self._states: dict[str, _State] = {}
        self._quick_seconds: deque[float] = deque(maxlen=2)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask_full)
        runner.done.connect(self._take)
        runner.failed.connect(self._give_up)

    def of(self, scenario: str | None) -> "Exposure | None":
        """The last valid exposure of a scenario; what is missing is asked for."""
        return self._state(scenario).exposure

    def case_of(self, scenario: str | None) -> "Case":
        """The case that the exposure of a scenario is of; without one, the case as it is now."""
        state = self._state(scenario)
        return self._document.case if state.exposure is None else state.case or self._document.case

    def known(self) -> "dict[str, Exposure | None]":
        """The last valid exposure of every scenario (empty: the base case) that has one.

        None where nothing can be simulated; what is not worked out yet is missing, and asked for.
        """
        names = [None, *(s.id for s in self._document.case.scenarios)]
        states = {name or "": self._state(name) for name in names}
        return {
            name: state.exposure
            for name, state in states.items()
            if state.exposure is not None or state.refusal is not None
        }

    def is_recalculating(self, scenario: str | None) -> bool:
        """True while a full run for the case as it is now is still to come."""
        state = self._state(scenario)
        return not state.is_full and state.refusal is None

    def is_awaited(self) -> bool:
        """True while the full run of any scenario that is shown is still to come."""
        return any(
            state.revision == self._document.revision
            and not state.is_full
            and state.refusal is None
            for state in self._states.values()
        )

    def refusal(self, scenario: str | None) -> "IncompleteError | None":
        """Why nothing can be simulated; None where it can."""
        return self._state(scenario).refusal

    def forget(self) -> None:
        """Let go of everything: another case is open."""
        self._states.clear()
        self._quick_seconds.clear()

    def _state(self, scenario: str | None) -> _State:
        state = self._states.setdefault(scenario or "", _State())
        if state.revision != self._document.revision:
            state.revision, state.is_full, state.refusal = self._document.revision, False, None
            self._begin(scenario, state)
        return state

    def _begin(self, scenario: str | None, state: _State) -> None:
        job = partial(_quick, self._document.case, scenario)
        if scenario not in (None, self._document.scenario):
            # Beside the scenario in view others can wait until typing pauses.
            self._pause.start()
            return
        if self._is_slow():
            self._runner.ask(_QUICK + (scenario or ""), job)
        else:
            try:
                self._take_quick(state, job(_never))
            except Exception as error:  # noqa: BLE001 - whatever it is, the page must say so
                self._refuse(state, error)
                return
        self._pause.start()

    def _is_slow(self) -> bool:
        seconds = self._quick_seconds
        if not seconds:
            return len(self._document.case.infringements) > SURELY_QUICK
        return len(seconds) == seconds.maxlen and min(seconds) > QUICK_SECONDS

    def _take_quick(self, state: _State, quick: "_Quick") -> None:
        self._quick_seconds.append(quick.seconds)
        if not state.is_full:
            state.exposure, state.case = quick.exposure, self._document.case

    @Slot()
    def _ask_full(self) -> None:
        # The scenario in view first.
        seen = self._document.scenario or ""
        for key, state in sorted(self._states.items(), key=lambda item: item[0] != seen):
            if state.revision == self._document.revision and not state.is_full:
                self._runner.ask(_FULL + key, partial(_full, self._document.case, key or None))

    @Slot(str, object)
    def _take(self, key: str, result: object) -> None:
        state = self._asked(key)
        if state is None:
            return
        if isinstance(result, _Quick):
            self._take_quick(state, result)
        else:
            state.exposure, state.is_full = result, True  # type: ignore[assignment]
            state.case = self._document.case
        # The scenario in view at once; the others together, so that charts are drawn once.
        if key.endswith(f": {self._document.scenario or ''}") or not self._is_awaiting():
            self.changed.emit()

    def _is_awaiting(self) -> bool:
        return any(self._runner.is_asked(_FULL + key) for key in self._states)

    @Slot(str, object)
    def _give_up(self, key: str, error: Exception) -> None:
        from dsa_sim.model.decision_days import IncompleteError

        state = self._asked(key)
        if state is not None and isinstance(error, IncompleteError):
            self._refuse(state, error)
            self.changed.emit()

    def _asked(self, key: str) -> _State | None:
        kind = next((k for k in (_QUICK, _FULL) if key.startswith(k)), None)
        return None if kind is None else self._states.get(key.removeprefix(kind))

    def _refuse(self, state: _State, error: Exception) -> None:
        from dsa_sim.model.decision_days import IncompleteError

        if not isinstance(error, IncompleteError):
            raise error
        # An old figure beside the reason why there is none would mislead.
        state.exposure, state.refusal = None, error


def _never() -> bool:
    return False


def _quick(case: "Case", scenario: str | None, cancelled: Cancelled) -> _Quick:
    from dsa_sim.model.simulation import simulate

    trials = min(QUICK_TRIALS, case.trials)
    begin = perf_counter()
    made = simulate(case, scenario, trials=trials, threads=1, cancelled=cancelled)
    return _Quick(exposure=made, seconds=perf_counter() - begin)


def _full(case: "Case", scenario: str | None, cancelled: Cancelled) -> "Exposure":
    from dsa_sim.model.simulation import simulate

    # One thread: the other core is for the window.
    made = simulate(case, scenario, threads=1, cancelled=cancelled)
    _ = made.ascending_eur  # sorted here and not in the thread of the window
    return made
