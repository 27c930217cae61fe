"""A case under one scenario, worked through: maxima, worksheets, decisions, problems.

The assessment takes every estimate at its central value and "fined" as given, except where the
base says otherwise: a strand that certainly ends without a non-compliance decision brings no
fine under Art. 74(1), and an infringement without fault none at all.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np

from dsa_sim.model import maxima as maxima_module
from dsa_sim.model.case import Case, Scenario
from dsa_sim.model.checks import check_case
from dsa_sim.model.decisions import AppliedCap, applied_cap, apply_maximum, float_not_above
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.maxima import Maximum, StrandMaxima
from dsa_sim.model.methods import Array
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

NotCounted = Literal["", "no_decision", "no_fault", "no_maximum", "no_amount"]


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one infringement contributes to a fine, in euro, or why nothing."""

    infringement: str
    eur: float
    not_counted: NotCounted = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision with fines under one maximum.

    `sum_eur` is the sum of the amounts fined before the maximum, `fine_eur` after it (None
    where no maximum can be computed). `cap` is the reading applied; `fine_other_cap_eur` is
    the fine under the other reading. `counted` is False where the strand certainly ends
    without a decision: then the fine is zero whatever the amounts.
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

    @property
    def maximum_eur(self) -> Decimal | None:
        """The statutory maximum in euro and cents: per decision or per infringement, as `cap`."""
        return self.maximum.amount if self.maximum else None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything computed from a case under one scenario (None: the base case).

    `case` is the case as the scenario sees it. `total_eur` is None where a maximum is missing.
    """

    scenario: Scenario | None
    case: Case
    strands: tuple[StrandMaxima, ...]
    worksheets: tuple[Worksheet, ...]
    decisions: tuple[Decision, ...]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is missing, doubtful or worth knowing; computed when first asked for."""
        return check_case(self.case, self.strands)

    @property
    def total_eur(self) -> float | None:
        """The sum of all fines in euro; None where one of them cannot be computed."""
        fines = [d.fine_eur for d in self.decisions]
        return None if None in fines else float(sum(f for f in fines if f is not None))

    @property
    def maximum_eur(self) -> Decimal | None:
        """The highest 6 % maximum among the strands that can end in a fine, for the headline."""
        amounts = [d.maximum_eur for d in self.decisions if d.kind == "infringement" and d.counted]
        amounts = amounts or [m.amount for s in self.strands for m in s.maxima[:1]]
        return max((a for a in amounts if a is not None), default=None)

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
    decisions = tuple(
        _decision(seen, s, kind, group)
        for s in strands
        for kind in _FINE_KINDS
        if (group := _group(sheets, s, kind))
    )
    return Assessment(
        scenario=scenario,
        case=seen,
        strands=strands,
        worksheets=sheets,
        decisions=decisions,
    )


_FINE_KINDS: tuple[FineKind, ...] = ("infringement", "procedural")


def _group(
    sheets: tuple[Worksheet, ...], strand: StrandMaxima, kind: FineKind
) -> tuple[Worksheet, ...]:
    return tuple(w for w in sheets if w.infringement.strand == strand.strand.id and w.kind == kind)


def _decision(
    case: Case, strand: StrandMaxima, kind: FineKind, sheets: tuple[Worksheet, ...]
) -> Decision:
    maximum = strand.of(kind)
    # A procedural fine needs no non-compliance decision (Art. 74(2)).
    counted = kind == "procedural" or strand.strand.outcomes.decision > 0
    reasons = [_not_counted(w, counted=counted, has_maximum=maximum is not None) for w in sheets]
    amounts = np.array(
        [
            [0.0 if w.infringement.fault == "none" else w.amount_eur or 0.0]
            for w in sheets
        ]
    )  # fmt: skip
    cap = applied_cap(case, strand.proceeding.authority)
    if maximum is None:
        return Decision(
            strand=strand.strand.id, kind=kind, cap=cap, sum_eur=float(amounts.sum()),
            maximum=None, fine_eur=None if counted else 0.0, fine_other_cap_eur=None,
            maximum_binds=False, counted=counted, shares=_shares(sheets, amounts * 0.0, reasons),
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
        fine_other_cap_eur=float(other.fine[0]) * weight,
        maximum_binds=bool(fine.binds[0]) and counted,
        shares=_shares(sheets, fine.shares * weight, reasons),
        counted=counted,
    )


def _other(cap: AppliedCap) -> AppliedCap:
    return "per_infringement" if cap == "per_decision" else "per_decision"


def _not_counted(sheet: Worksheet, *, counted: bool, has_maximum: bool) -> NotCounted:
    if not counted:
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
