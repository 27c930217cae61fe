"""Findings of one decision together: the chance that there is none, and what is left without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from dsa_sim.model.case import Case, Infringement, Strand
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import Coverage, can_be_decided, coverage
from dsa_sim.model.decision_days import base_key
from dsa_sim.model.distributions import normal_quantile, normal_share, normal_table
from dsa_sim.model.draw import Flags

_EVERY = 16
"""One of so many normal levels serves: four thousand of them are enough for a remark."""


@dataclass(frozen=True, kw_only=True)
class JointFindings:
    """The findings of a strand given a decision; chances as fractions of 1.

    `none` is the chance that nothing is found; `alone` the chance of each finding as it is
    judged, `together` that given that there is at least one; both as pairs of identifier and
    chance, in the order of the case.
    """

    none: float
    alone: tuple[tuple[str, float], ...]
    together: tuple[tuple[str, float], ...]


def joint_findings(
    case: Case, strand: Strand, seen: Coverage | None = None
) -> JointFindings | None:
    """How the findings of a decision fit together; None where none is assessed.

    `seen` may pass the coverage of the case that was worked out already.

    With independent findings the chance of none is the product of (1 − chance); findings that
    rest on shared facts are independent given the level of these (a Gaussian copula), over which
    it is averaged. Procedural infringements have decisions of their own and are left out.
    """
    counted = _counted(case, strand, seen or coverage(case))
    if not counted:
        return None
    chances = {i.id: float(i.chance.mean) for i in counted if i.chance is not None}
    none = prod(_none(case, group) for group in _groups(counted).values())
    alone = tuple(chances.items())
    some = 1.0 - none
    return JointFindings(
        none=none,
        alone=alone,
        together=tuple((name, min(chance / some, 1.0) if some > 0 else 0.0)
                       for name, chance in alone),
    )  # fmt: skip


def with_a_finding(flags: Flags, chances: Sequence[float]) -> Flags:
    """Findings (infringements, trials), trials without any given those of trials with some.

    Each trial with a finding lends its own in turn, so that all stay as likely relative to each
    other. Where no trial has one, single findings stand in, by their chances.
    """
    some = flags.any(axis=0)
    if some.all():
        return flags
    empty = np.flatnonzero(~some)
    lent = np.flatnonzero(some)
    made = flags.copy()
    if len(lent):
        made[:, empty] = flags[:, lent[np.arange(len(empty)) % len(lent)]]
        return made
    total = sum(chances)
    if total <= 0.0:
        return made
    ends = np.cumsum(np.array(chances) / total)
    which = np.searchsorted(ends, (np.arange(len(empty)) + 0.5) / len(empty))
    made[np.minimum(which, len(chances) - 1), empty] = True
    return made


def _counted(case: Case, strand: Strand, seen: Coverage) -> tuple[Infringement, ...]:
    out = {*seen.open, *seen.excluded}
    return tuple(
        i
        for i in case.infringements_of(strand.id)
        if i.id not in out
        and i.chance is not None
        and base_key(case, i) == "infringement"
        and can_be_decided(strand, i)
    )


def _groups(counted: Sequence[Infringement]) -> dict[str, list[Infringement]]:
    """The findings that hang together; one of its own facts is a group of itself."""
    groups: dict[str, list[Infringement]] = {}
    for i in counted:
        groups.setdefault(i.shared_facts or f".{i.id}", []).append(i)
    return groups


def _none(case: Case, group: Sequence[Infringement]) -> float:
    """The chance that nothing of a group is found."""
    chances = [float(i.chance.mean) for i in group if i.chance is not None]
    strength = next(
        (float(g.strength) for g in case.shared_facts if g.id == group[0].shared_facts), 0.0
    )
    if strength == 0.0 or len(chances) == 1 or max(chances) == 1.0:
        return prod(1.0 - chance for chance in chances)
    if strength == 1.0:
        return 1.0 - max(chances)
    return float(np.mean(_none_given(chances, strength)))


def _none_given(chances: Sequence[float], strength: float) -> Array:
    """The chance of none at each of many equally likely levels of the shared facts."""
    levels = normal_table()[_EVERY // 2 :: _EVERY]
    none = np.ones(len(levels))
    for chance in chances:
        if chance > 0.0:
            edge = (normal_quantile(chance) - np.sqrt(strength) * levels) / np.sqrt(1 - strength)
            none *= 1.0 - normal_share(edge)
    return none
