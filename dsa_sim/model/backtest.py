"""Back-test: what each fining method would have said of the fines already imposed.

A decided case is put as the register has it: the infringements of the strand that was decided,
the turnover of the year before the decision, no judgement of anybody. Each method then runs with
what it has by itself:

    amount of an infringement = (share × times + plus) × base
    answer = min(sum over the infringements of the decision, maximum of the decision)

once with the lowest and once with the highest value of each estimate. `bands` takes the band of
a gravity, `precedent` the range of the *other* fines (each read against the group) × the factor
of a gravity; the Commission published no grade of gravity, so each is tried. A method that lacks
an input gives no answer, and the codes of what it lacks; nothing is filled in for it.

Turnovers that are no row of `turnover.json` are left out: the one there is was worked back from
the fine itself. Three decisions: nothing here is a rate of success.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import cache
from typing import Literal

import numpy as np
from msgspec.structs import replace as changed

from dsa_sim.law.precedents import Precedent, PrecedentBase, precedents
from dsa_sim.model.amounts import Bases, amount_chain, counted_years, has_amount
from dsa_sim.model.case import Case, Gravity, Method, Reference, ShareOf
from dsa_sim.model.chain import Array
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.maxima import Maximum, strand_maxima
from dsa_sim.model.method_comparison import shares_read, spanning
from dsa_sim.model.methods import METHODS
from dsa_sim.model.part import GRADES
from dsa_sim.model.register_case import CaseTexts, case_from_register

Finding = Literal["no_answer", "too_low", "holds", "too_high"]
"""Whether a range has the fine within it, stays below it, or begins above it."""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A fine, the turnover it is held against, and the case as it stood when it was decided.

    `case` has the infringements of that decision alone; `maximum` is that of Art. 74(1).
    """

    fine: Precedent
    base: PrecedentBase
    case: Case
    maximum: Maximum

    @property
    def key(self) -> str:
        """The fine and whose turnover it is held against: "temu-2026.group"."""
        return f"{self.fine.key}.{self.base.scope}"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a method would have said: from `low_eur` to `high_eur`, or what is `missing` (codes).

    `gravity` is the grade tried, "open" where the method does not rest on it; `reference_of` what
    the share of the `references` (keys of the other fines) is of, "" where there is none.
    """

    decided: Decided
    method: Method
    gravity: Gravity
    reference_of: ShareOf | Literal[""] = ""
    references: tuple[str, ...] = ()
    low_eur: float | None = None
    high_eur: float | None = None
    missing: tuple[str, ...] = ()

    @property
    def finding(self) -> Finding:
        """How the range stands to the fine."""
        fine = float(self.decided.fine.amount_eur)
        if self.low_eur is None or self.high_eur is None:
            return "no_answer"
        if self.high_eur < fine:
            return "too_low"
        return "too_high" if self.low_eur > fine else "holds"

    @property
    def of_fine(self) -> tuple[float, float] | None:
        """Both ends as shares of the fine: 1 is the fine itself."""
        fine = float(self.decided.fine.amount_eur)
        if self.low_eur is None or self.high_eur is None:
            return None
        return self.low_eur / fine, self.high_eur / fine


@cache
def backtest() -> tuple[Answer, ...]:
    """Every decided case by every method, in the order of the decisions and of the methods."""
    return tuple(answer for decided in decided_cases() for answer in _answers(decided))


@cache
def decided_cases() -> tuple[Decided, ...]:
    """The fines with each turnover of the year before that is known apart from the fine."""
    cases = (
        _decided(fine, base)
        for fine in precedents()
        for base in fine.bases
        if base.of_the_decision and base.group is not None
    )
    return tuple(case for case in cases if case is not None)


def _decided(fine: Precedent, base: PrecedentBase) -> Decided | None:
    # The day after, strands still open stand on that day: what was decided is alone on its own.
    case = case_from_register(
        fine.platform, language="en", texts=_NO_TEXTS, as_of=fine.decided_on + timedelta(days=1)
    )
    case = changed(case, provider=changed(case.provider, turnover_scope=base.scope))
    strand = next(s for s in case.strands if s.decision_on == fine.decided_on)
    maximum = strand_maxima(case, strand).of("infringement")
    if maximum is None:
        return None
    alone = changed(case, infringements=case.infringements_of(strand.id))
    return Decided(fine=fine, base=base, case=alone, maximum=maximum)


_NO_TEXTS = CaseTexts(**dict.fromkeys((field.name for field in fields(CaseTexts)), "–"))


def _answers(decided: Decided) -> Iterator[Answer]:
    for code, method in METHODS.items():
        grades: tuple[Gravity, ...] = GRADES if method.rests_on_gravity else ("open",)
        for reference in _references(decided, code):
            for gravity in grades:
                yield _answer(decided, code, gravity, reference)


def _references(decided: Decided, method: Method) -> Iterator[Reference | None]:
    """The shares of the other fines, of the maximum and of turnover; None where none is taken."""
    if method != "precedent":
        yield None
        return
    for of in ("maximum", "turnover"):
        shares = shares_read(of)
        shares.pop(decided.fine.key, None)
        if not shares:
            yield None
            return
        yield Reference(of=of, share=spanning(shares.values()), precedents=tuple(shares))


def _answer(
    decided: Decided, code: Method, gravity: Gravity, reference: Reference | None
) -> Answer:
    case = _graded(decided.case, code, gravity, reference)
    made = Answer(
        decided=decided, method=code, gravity=gravity,
        reference_of=reference.of if reference else "",
        references=reference.precedents if reference else (),
    )  # fmt: skip
    if not all(has_amount(case, i) for i in case.infringements):
        return replace(made, missing=_missing(case))
    low, high = _range(case, decided.maximum)
    return replace(made, low_eur=low, high_eur=high)


def _graded(case: Case, code: Method, gravity: Gravity, reference: Reference | None) -> Case:
    alleged = tuple(changed(i, gravity=gravity) for i in case.infringements)
    return changed(case, method=code, reference=reference, infringements=alleged)


def _missing(case: Case) -> tuple[str, ...]:
    """The codes of what the method lacks, by its own checks, each once."""
    method = METHODS[case.method]
    own = (p.code for i in case.infringements for p in method.problems_of(i))
    return tuple(dict.fromkeys((*(p.code for p in method.problems(case)), *own)))


def _range(case: Case, maximum: Maximum) -> tuple[float, float]:
    """The decision's amount with every estimate at its lowest and at its highest."""
    total = np.zeros(2)
    day = next(s.decision_on for s in case.strands if s.id == maximum.strand)
    most = np.array([float(maximum.amount)])
    for i in case.infringements:
        bases = Bases(
            turnover=np.array([float(maximum.turnover.euro)]), maximum=most,
            years=np.array([counted_years(case, i, decision_on=day)]),
        )  # fmt: skip
        total = total + amount_chain(case, i, bases=bases, value=_ends).amount
    low, high = np.minimum(total, most)
    return float(low), float(high)


def _ends(_: str, estimate: Estimate) -> Array:
    return np.array([float(estimate.minimum), float(estimate.maximum)])
