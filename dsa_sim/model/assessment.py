"""A case under one scenario, worked through: maxima, worksheets, decisions, problems.

The assessment takes every estimate at its central value and "fined" as given, except where the
base says otherwise: a strand that certainly ends without a non-compliance decision brings no
fine under Art. 74(1), an infringement without fault none at all, and neither does one that the
law rules out (see `counting`). A total of nothing that is assessed is no total.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np

from dsa_sim.model import maxima as maxima_module
from dsa_sim.model.case import Case, Scenario
from dsa_sim.model.chain import Array
from dsa_sim.model.checks import check_case
from dsa_sim.model.counting import Coverage, ExclusionReason, Exclusions, coverage, exclusions
from dsa_sim.model.decisions import AppliedCap, applied_cap, apply_maximum, float_not_above
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.maxima import Maximum, StrandMaxima, other_person
from dsa_sim.model.problems import Problem
from dsa_sim.model.worksheet import (
    Basis,
    FineKind,
    Step,
    StepInput,
    StepName,
    Worksheet,
    worksheet,
)

__all__ = [
    "Assessment",
    "Basis",
    "Decision",
    "FineKind",
    "Share",
    "Step",
    "StepInput",
    "StepName",
    "Worksheet",
    "assess",
]

NotCounted = Literal["", "no_decision", "no_fault", "no_maximum", "no_amount"] | ExclusionReason


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one infringement contributes to a fine, in euro, or why nothing."""

    infringement: str
    eur: float
    not_counted: NotCounted = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision with fines under one maximum.

    `person` is another person than the provider to whom it is addressed (empty: the provider).
    `sum_eur` is the sum of the amounts fined before the maximum, `fine_eur` after it (None
    where no maximum can be computed). `cap` is the reading applied; `fine_other_cap_eur` is
    the fine under the other reading. `counted` is False where the strand certainly ends
    without a decision, or nothing in it can be fined: then the fine is zero whatever the
    amounts. `finable` is how many of its infringements can still bring a fine.
    """

    strand: str
    kind: FineKind
    cap: AppliedCap
    sum_eur: float
    maximum: Maximum | None
    fine_eur: float | None
    fine_other_cap_eur: float | None
    maximum_binds: bool
    shares: tuple[Share, ...]
    counted: bool
    finable: int
    person: str = ""

    @property
    def is_open(self) -> bool:
        """True where nothing in it that could be fined has an amount yet."""
        return self.counted and all(s.not_counted for s in self.shares)

    @property
    def maximum_eur(self) -> Decimal | None:
        """The statutory maximum in euro and cents: per decision or per infringement, as `cap`."""
        return self.maximum.amount if self.maximum else None

    def most_eur(self, cap: AppliedCap) -> Decimal | None:
        """The most that the decision can impose under a reading; None without a maximum."""
        if self.maximum is None:
            return None
        return self.maximum.amount * self._maxima(cap)

    @property
    def range_eur(self) -> tuple[Decimal, Decimal]:
        """What the most under the reading applied may lie between; both the same if certain."""
        assert self.maximum is not None
        low, high = self.maximum.range_eur or (self.maximum.amount, self.maximum.amount)
        return low * self._maxima(self.cap), high * self._maxima(self.cap)

    def _maxima(self, cap: AppliedCap) -> int:
        return 1 if cap == "per_decision" else max(self.finable, 1)


@dataclass(frozen=True, kw_only=True)
class TotalMaximum:
    """What stands beside a total: the sum of the maxima of the decisions that may bring a fine.

    `amount` is in euro and cents, `decisions` how many it adds up, `infringements` how many of
    theirs can be fined; `per_decision` and `per_infringement` are the sums under either reading
    of the maximum, `cap` the one applied (None: both, by authority). `units` are how many
    decisions have one maximum, and how many infringements each one of their own. `maxima` are
    those added, for their rate, law and year; `kind` is that of the fines they limit. `lowest` and
    `highest` are what the sum may come to where growth or exchange rate of a year are not certain.
    """

    kind: FineKind
    amount: Decimal
    per_decision: Decimal
    per_infringement: Decimal
    cap: AppliedCap | None
    decisions: int
    infringements: int
    units: tuple[int, int]
    maxima: tuple[Maximum, ...]
    lowest: Decimal
    highest: Decimal

    @property
    def range_eur(self) -> tuple[Decimal, Decimal] | None:
        """What the sum may lie between; None where the turnover behind it is certain."""
        return None if self.lowest == self.highest else (self.lowest, self.highest)

    @property
    def other_cap(self) -> Decimal:
        """The sum under the reading that is not applied; of two applied, that per infringement."""
        return self.per_decision if self.cap == "per_infringement" else self.per_infringement

    @property
    def rate(self) -> Decimal | None:
        """The rate, where all maxima have the same."""
        rates = {m.rate for m in self.maxima}
        return rates.pop() if len(rates) == 1 else None

    @property
    def laws(self) -> tuple[str, ...]:
        """The articles that set the maxima, each once."""
        return tuple(dict.fromkeys(m.law for m in self.maxima))

    @property
    def turnover_eur(self) -> float:
        """The turnover behind the maxima in euro; the highest where years differ."""
        return max(float(m.turnover.euro) for m in self.maxima)

    @property
    def precision_eur(self) -> Decimal | None:
        """How finely the sum is known; None where no maximum says how finely it is."""
        known = [m.precision_eur for m in self.maxima if m.precision_eur is not None]
        return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything computed from a case under one scenario (None: the base case).

    `case` is the case as the scenario sees it; `coverage` says what of it is assessed.
    """

    scenario: Scenario | None
    case: Case
    strands: tuple[StrandMaxima, ...]
    worksheets: tuple[Worksheet, ...]
    decisions: tuple[Decision, ...]
    coverage: Coverage

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is missing, doubtful or worth knowing; computed when first asked for."""
        return check_case(self.case, self.strands)

    @property
    def total_eur(self) -> float | None:
        """The sum of all fines in euro at likely amounts, if all that has one is fined.

        None where one of them cannot be computed, or where nothing is assessed.
        """
        return self._sum_of([d.fine_eur for d in self.decisions])

    @property
    def total_other_cap_eur(self) -> float | None:
        """The same under the other reading of the maximum (recital 117)."""
        return self._sum_of([d.fine_other_cap_eur for d in self.decisions])

    def _sum_of(self, fines: list[float | None]) -> float | None:
        if None in fines or not self.coverage.is_priced:
            return None
        return float(sum(f for f in fines if f is not None))

    @cached_property
    def maximum(self) -> TotalMaximum | None:
        """The maximum that stands beside totals: of fines under Art. 74(1), or its like.

        Where only procedural fines are left it is theirs; None where no decision can bring a fine
        or a maximum cannot be computed. Before anything is alleged every open strand counts.
        """
        return self.maximum_of("infringement") or self.maximum_of("procedural")

    def maximum_of(self, kind: FineKind) -> TotalMaximum | None:
        """The sum of the maxima of the decisions that can still bring fines of a kind."""
        decisions = [d for d in self.decisions if d.kind == kind and d.counted]
        if not self.case.infringements and kind == "infringement":
            decisions = [
                _expected(self.case, s) for s in self.strands if s.strand.outcomes.decision
            ]
        maxima = [d.maximum for d in decisions]
        if not decisions or None in maxima:
            return None
        caps = {d.cap for d in decisions}
        return TotalMaximum(
            kind=kind,
            amount=_added(d.most_eur(d.cap) for d in decisions),
            per_decision=_added(d.most_eur("per_decision") for d in decisions),
            per_infringement=_added(d.most_eur("per_infringement") for d in decisions),
            cap=caps.pop() if len(caps) == 1 else None,
            decisions=len(decisions),
            infringements=sum(d.finable for d in decisions),
            units=(
                sum(d.cap == "per_decision" for d in decisions),
                sum(max(d.finable, 1) for d in decisions if d.cap == "per_infringement"),
            ),
            maxima=tuple(m for m in maxima if m is not None),
            lowest=_added(d.range_eur[0] for d in decisions),
            highest=_added(d.range_eur[1] for d in decisions),
        )

    @property
    def maximum_eur(self) -> Decimal | None:
        """The amount of `maximum`."""
        return self.maximum.amount if self.maximum else None

    def worksheet(self, infringement: str) -> Worksheet:
        """The worksheet of the infringement with that identifier."""
        return next(w for w in self.worksheets if w.infringement.id == infringement)

    def fines_eur(self, kind: FineKind) -> float | None:
        """The sum of the fines of one kind in euro; None where one cannot be computed."""
        fines = [d.fine_eur for d in self.decisions if d.kind == kind]
        return None if None in fines else float(sum(f for f in fines if f is not None))


def assess(case: Case, scenario: str | None = None) -> Assessment:
    """Work through a case under the scenario with that identifier (None: the base case).

    Raises:
        KeyError: no scenario carries the identifier.
    """
    return _assess(case, scenario_of(case, scenario))


@lru_cache(maxsize=64)
def _assess(case: Case, scenario: Scenario | None) -> Assessment:
    seen = apply_scenario(case, scenario)
    strands = tuple(maxima_module.strand_maxima(seen, s) for s in seen.strands)
    by_strand = {s.strand.id: s for s in strands}
    sheets = tuple(worksheet(seen, i, by_strand[i.strand]) for i in seen.infringements)
    ruled_out = exclusions(seen)
    decisions = tuple(
        _decision(seen, s, kind, person, group, ruled_out)
        for s in strands
        for kind in _FINE_KINDS
        for person, group in _groups(seen, sheets, s, kind).items()
    )
    return Assessment(
        scenario=scenario,
        case=seen,
        strands=strands,
        worksheets=sheets,
        decisions=decisions,
        coverage=coverage(seen, ruled_out),
    )


_FINE_KINDS: tuple[FineKind, ...] = ("infringement", "procedural")


def _groups(
    case: Case, sheets: tuple[Worksheet, ...], strand: StrandMaxima, kind: FineKind
) -> dict[str, tuple[Worksheet, ...]]:
    """The worksheets of each decision by its addressee: two persons share no maximum."""
    found: dict[str, tuple[Worksheet, ...]] = {}
    for sheet in sheets:
        if sheet.infringement.strand == strand.strand.id and sheet.kind == kind:
            person = other_person(sheet.infringement, case.provider.name)
            found[person] = (*found.get(person, ()), sheet)
    return found


def _expected(case: Case, strand: StrandMaxima) -> Decision:
    """The decision that a strand may end in, before anything is alleged in it."""
    return Decision(
        strand=strand.strand.id, kind="infringement", sum_eur=0.0, fine_eur=0.0,
        cap=applied_cap(case, strand.proceeding.authority), maximum=strand.of("infringement"),
        fine_other_cap_eur=0.0, maximum_binds=False, shares=(), counted=True, finable=0,
    )  # fmt: skip


def _added(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((a for a in amounts if a is not None), Decimal(0))


def _decision(
    case: Case,
    strand: StrandMaxima,
    kind: FineKind,
    person: str,
    sheets: tuple[Worksheet, ...],
    ruled_out: Exclusions,
) -> Decision:
    maximum = strand.of_infringement(sheets[0].infringement, case.provider.name)
    # A procedural fine needs no non-compliance decision (Art. 74(2)).
    decided = kind == "procedural" or strand.strand.outcomes.decision > 0
    reasons = [
        _not_counted(w, ruled_out, decided=decided, has_maximum=maximum is not None) for w in sheets
    ]
    finable = sum(reason in _CAN_BE_FINED for reason in reasons)
    counted = finable > 0
    amounts = np.array(
        [
            [w.amount_eur or 0.0 if reason in _CAN_BE_FINED else 0.0]
            for w, reason in zip(sheets, reasons, strict=True)
        ]
    )  # fmt: skip
    cap = applied_cap(case, strand.proceeding.authority)
    if maximum is None:
        # Another person's fine stays open with that person's turnover; it stops no other total.
        unknown = None if counted and not person else 0.0
        return Decision(
            strand=strand.strand.id, kind=kind, cap=cap, sum_eur=float(amounts.sum()),
            maximum=None, fine_eur=unknown, fine_other_cap_eur=unknown, person=person,
            maximum_binds=False, counted=counted and not person, finable=finable,
            shares=_shares(sheets, amounts * 0.0, reasons),
        )  # fmt: skip
    limit = float_not_above(maximum.amount)
    fine = apply_maximum(amounts, maximum=limit, cap=cap)
    other = apply_maximum(amounts, maximum=limit, cap=_other(cap))
    weight = 1.0 if counted else 0.0
    return Decision(
        strand=strand.strand.id,
        kind=kind,
        cap=cap,
        sum_eur=float(fine.total[0]),
        maximum=maximum,
        fine_eur=float(fine.fine[0]) * weight,
        person=person,
        finable=finable,
        fine_other_cap_eur=float(other.fine[0]) * weight,
        maximum_binds=bool(fine.binds[0]) and counted,
        shares=_shares(sheets, fine.shares * weight, reasons),
        counted=counted,
    )


def _other(cap: AppliedCap) -> AppliedCap:
    return "per_infringement" if cap == "per_decision" else "per_decision"


_CAN_BE_FINED: frozenset[NotCounted] = frozenset({"", "no_maximum", "no_amount"})


def _not_counted(
    sheet: Worksheet, ruled_out: Exclusions, *, decided: bool, has_maximum: bool
) -> NotCounted:
    excluded = ruled_out.get(sheet.infringement.id)
    if excluded is not None and not excluded.overridden:
        return excluded.reason
    if not decided:
        return "no_decision"
    if sheet.infringement.fault == "none":
        return "no_fault"
    if not has_maximum:
        return "no_maximum"
    return "no_amount" if sheet.amount_eur is None else ""


def _shares(
    sheets: tuple[Worksheet, ...], shares: Array, reasons: list[NotCounted]
) -> tuple[Share, ...]:
    return tuple(
        Share(infringement=w.infringement.id, eur=float(share[0]), not_counted=reason)
        for w, share, reason in zip(sheets, shares, reasons, strict=True)
    )
