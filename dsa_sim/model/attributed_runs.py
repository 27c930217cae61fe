"""What each of several changes of a case moves, whatever their order: every set of them run once.

Movement and the differences between scenarios attribute alike (`attribution`).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsa_sim.model.assessment import assess
from dsa_sim.model.attribution import EXACT_UP_TO, contributions, in_cents, orders_of
from dsa_sim.model.case import Case
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.kept import Kept
from dsa_sim.model.simulation import simulate

TRIALS = 1 << 16

Step = Callable[[Case], Case]
Results = tuple[Decimal | None, float | None]
"""The statutory maximum, and the expected amount, in euro; None where there is none."""


class AttributedRuns:
    """The results of a case with some of its changes made, each set of changes worked out once.

    `steps` lead from `start` to `end`; those that are no figures (the first of the pair is False)
    are always made. `first` and `last` are the results at both ends.

    Raises:
        CancelledError: `cancelled` said so.
    """

    def __init__(
        self,
        start: Case,
        end: Case,
        steps: Sequence[tuple[bool, Step]],
        trials: int,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._start, self._steps = start, steps
        self._trials, self._cancelled, self._kept = trials, cancelled, Kept()
        self._numbers: dict[int, int] = {}
        for place, (is_figure, _) in enumerate(steps):
            if is_figure:
                self._numbers[place] = len(self._numbers)
        self._known: dict[frozenset[int], Results] = {}
        self.orders = orders_of(len(self._numbers))
        self.first, self.last = self._results(start), self._results(end)

    @property
    def is_sampled(self) -> bool:
        """True where not every order of the changes is looked at."""
        return len(self._numbers) > EXACT_UP_TO

    def maxima(self) -> tuple[list[Decimal | None], Decimal]:
        """What each change adds to the statutory maximum, and what none of them explains."""
        added, rest = self._attributed(0)
        return in_cents(added), in_cents([rest])[0] or Decimal(0)

    def means(self) -> tuple[list[float | None], float]:
        """The same for the expected amount."""
        added, rest = self._attributed(1)
        return [None if amount is None else float(amount) for amount in added], float(rest)

    def _attributed(self, result: int) -> tuple[list[Fraction | None], Fraction]:
        first, last = _exact(self.first[result]), _exact(self.last[result])
        if first is None or last is None:
            return [None] * len(self._numbers), Fraction(0)
        added = contributions(self.orders, lambda made: _exact(self._of(made)[result]))
        return list(added), last - first - sum(added, Fraction(0))

    def _of(self, made: frozenset[int]) -> Results:
        """The results with those changes made, and every text as it is in the end."""
        if made not in self._known:
            steps = [
                step
                for place, (_, step) in enumerate(self._steps)
                if place not in self._numbers or self._numbers[place] in made
            ]
            self._known[made] = self._results(_taken(self._start, steps))
        return self._known[made]

    def _results(self, case: Case) -> Results:
        maximum = assess(case).maximum_eur
        try:
            found = simulate(
                case, trials=self._trials, threads=1, cancelled=self._cancelled, kept=self._kept,
                ordered=False,
            )  # fmt: skip
        except IncompleteError:
            return maximum, None
        return maximum, found.mean_eur if found.coverage.is_modelled else None


def _exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def _taken(case: Case, steps: list[Step]) -> Case:
    """The case after the steps; one that cannot be taken yet waits for the others.

    Two fields may only change together (the first and last day of a period, say): one waits for
    the other, and without it changes nothing.
    """
    waiting = list(steps)
    while waiting:
        left = []
        for step in waiting:
            try:
                case = step(case)
            except (ValueError, KeyError):
                left.append(step)
        if len(left) == len(waiting):
            break
        waiting = left
    return case
