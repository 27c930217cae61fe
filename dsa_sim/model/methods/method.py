"""What a fining method is: where the amount of an alleged infringement starts, and from what.

A starting amount is (share × times + plus) × base, in every method. The worksheet, the simulation,
the tornado and the workbook all read these terms, so that none of them knows a method by name.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from dsa_sim.model.case import Case, Infringement, Method, ShareOf
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.kinds import Unit
from dsa_sim.model.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Term:
    """One number of a starting amount, with the user's reason; an `estimate` of None is open.

    `address` names the input that gives it, "" where none does; `rests_on` are the fields of the
    infringement that it comes from besides.
    """

    estimate: Estimate | None
    unit: Unit
    address: str = ""
    reason: str = ""
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Start:
    """The terms of a starting amount: (`share` × `times` + `plus`) × `base`.

    `base` is what the share is taken of: the turnover or the maximum, a term of its own, or
    "euro", where the share is an amount already. "years" are the years that an infringement counts.
    """

    share: Term
    base: ShareOf | Literal["euro"] | Term
    times: Term | Literal["years"] | None = None
    plus: Term | None = None

    @property
    def terms(self) -> tuple[Term | Literal["years"], ...]:
        """Every term there is, as a worksheet lists them."""
        listed = (self.base, self.share, self.times, self.plus)
        return tuple(t for t in listed if isinstance(t, Term) or t == "years")

    @property
    def _needed(self) -> tuple[Term, ...]:
        """The terms without which there is no amount; what is added may be left out."""
        return tuple(t for t in (self.share, self.base, self.times) if isinstance(t, Term))

    @property
    def is_complete(self) -> bool:
        """True where an amount can be reached."""
        return all(t.estimate is not None for t in self._needed)

    @property
    def open_address(self) -> str:
        """The address of the first input that is missing; empty where none is, or has one."""
        return next((t.address for t in self._needed if t.estimate is None), "")

    @property
    def needs_turnover(self) -> bool:
        """True where the amount is a share of the turnover or of the maximum."""
        return self.base in ("turnover", "maximum")


class FiningMethod(ABC):
    """A way from an alleged infringement to an amount. None of them is the Commission's.

    The chain that follows the start is the same in all of them but for what the flags say:
    `years_in_start`: the duration is in the start; `recurrence_aggravates`: recurrence is one of
    the aggravating circumstances; `has_deterrence`: a deterrence factor is a step of its own;
    `rests_on_gravity`: while the gravity is open there is no amount.
    """

    code: ClassVar[Method]
    name: ClassVar[str]
    meaning: ClassVar[str]
    years_in_start: ClassVar[bool] = False
    recurrence_aggravates: ClassVar[bool] = False
    has_deterrence: ClassVar[bool] = False
    rests_on_gravity: ClassVar[bool] = False

    @abstractmethod
    def start(self, case: Case, infringement: Infringement) -> Start:
        """The terms of the starting amount of an infringement; what is open stays open in them."""

    def share_of(self, case: Case) -> ShareOf:
        """What a share is measured by where it is shown."""
        return "turnover"

    def shared(self, case: Case) -> tuple[Term, ...]:
        """The inputs of the method on which several infringements may rest."""
        return ()

    def problems(self, case: Case) -> Iterator[Problem]:
        """What the method lacks that holds for the whole case or a platform."""
        return iter(())

    def problems_of(self, infringement: Infringement) -> Iterator[Problem]:
        """What an alleged infringement lacks of its own to reach an amount."""
        return iter(())
