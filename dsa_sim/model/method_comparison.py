"""The four methods on the same facts, side by side."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from dsa_sim.law.precedents import precedents
from dsa_sim.model.amounts import has_amount
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case, Method, ShareOf
from dsa_sim.model.estimate import Estimate, between, exactly
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.methods import METHODS


@dataclass(frozen=True, kw_only=True)
class MethodResult:
    """What a case comes to under one method; `missing` are infringements without an amount."""

    method: Method
    assessment: Assessment
    missing: tuple[str, ...]


def compare_methods(case: Case, scenario: str | None = None) -> tuple[MethodResult, ...]:
    """The case under a scenario, assessed by each method with everything else the same.

    Raises:
        KeyError: no scenario carries the identifier.
    """
    seen = apply_scenario(case, scenario_of(case, scenario))
    seen = msgspec.structs.replace(seen, scenarios=())
    return tuple(_by(msgspec.structs.replace(seen, method=method)) for method in METHODS)


def _by(case: Case) -> MethodResult:
    return MethodResult(
        method=case.method,
        assessment=assess(case),
        missing=tuple(i.id for i in case.infringements if not has_amount(case, i)),
    )


def share_of_precedents(of: ShareOf) -> tuple[Estimate, tuple[str, ...]]:
    """The range of the shares read from the fines so far, and their keys."""
    shares = shares_read(of)
    return spanning(shares.values()), tuple(shares)


def shares_read(of: ShareOf) -> dict[str, Decimal]:
    """The share that each fine so far is of the group's turnover or maximum, by its key.

    Shares are rounded to a hundredth of a percent.

    Fines whose only group base is that of a later year are left out: they were not imposed
    against it. Three decisions at most: not a prediction.
    """
    shares: dict[str, Decimal] = {}
    for fine in precedents():
        base = next((b for b in fine.bases if b.scope == "group" and b.of_the_decision), None)
        if base is None:
            continue
        share = fine.share_of_turnover(base) if of == "turnover" else fine.share_of_maximum(base)
        shares[fine.key] = round(Decimal(share.numerator) / Decimal(share.denominator), 4)
    return shares


def spanning(shares: Collection[Decimal]) -> Estimate:
    """The range from the lowest to the highest share; one value where they are the same."""
    low, high = min(shares), max(shares)
    return exactly(low) if low == high else between(low, high)
