"""What one strand costs in each trial: outcome, findings, fine, appeal, periodic penalties."""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from dsa_sim.model.amounts import Bases
from dsa_sim.model.case import Case, Infringement, Periodic, Strand
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import can_be_decided
from dsa_sim.model.decision_days import DayBases, base_key, day_bases
from dsa_sim.model.decisions import CappedFine, apply_maximum
from dsa_sim.model.distributions import level_together, normal_quantile, normal_table
from dsa_sim.model.draw import Draw, Flags
from dsa_sim.model.findings import with_a_finding
from dsa_sim.model.kept import Kept
from dsa_sim.model.payment import cost_of_time
from dsa_sim.model.projection import projection_factor


@dataclass(frozen=True, kw_only=True)
class Paid:
    """What a strand costs in each trial: arrays of shape (trials,) or (1,), in euro.

    `fine` is that under Art. 74(1), `procedural` the procedural fines, both after appeal; `shares`
    are what each infringement of `names` adds to either; `binds` tells where a maximum took
    something away. `time_cost` is what a pending appeal costs, `defence` what counsel
    costs, both apart from the fine.
    """

    fine: Array
    procedural: Array
    periodic: tuple[Array, ...]
    binds: Flags
    time_cost: Array
    defence: Array
    names: tuple[str, ...]
    shares: tuple[Array, ...]


@dataclass(frozen=True, kw_only=True)
class Imposed:
    """What the decisions of a strand impose in each trial of a block, before any appeal.

    `fined` goes by base (see `base_key`); `decided` tells where the strand ends with a decision,
    `found` where that finds anything.
    """

    decided: Flags
    found: Flags
    fined: dict[str, CappedFine]

    def without_shares(self) -> "Imposed":
        """The same with one share for all infringements of a decision, which takes less memory."""
        fined = {k: replace(one, shares=one.fine[np.newaxis]) for k, one in self.fined.items()}
        return replace(self, fined=fined)


class StrandTrials:
    """A strand made ready for drawing."""

    def __init__(
        self,
        case: Case,
        strand: Strand,
        infringements: tuple[Infringement, ...],
        made: Kept,
    ) -> None:
        self.case, self.strand = case, strand
        kept = tuple(i for i in infringements if can_be_decided(strand, i))
        self.groups: dict[str, tuple[Infringement, ...]] = {}
        for i in kept:
            key = base_key(case, i)
            self.groups[key] = (*self.groups.get(key, ()), i)
        proceeding = next(p for p in case.proceedings if strand in p.strands)
        self._authority = f"outcomes.{proceeding.authority}{proceeding.member_state}"
        self._strength = {g.id: float(g.strength) for g in case.shared_facts}
        self._chances = {i.id: float(i.chance.mean) for i in kept if i.chance is not None}
        self._amounts = {i.id: made.amount(case, i) for i in kept}
        # A strand in which nothing is modelled, or certainly nothing decided, needs no turnover.
        needed = bool(kept or strand.periodic)
        self.bases: DayBases | None = day_bases(case, strand, kept) if needed else None

    def run(self, draw: Draw) -> Paid:
        """What the strand costs in each trial of a block."""
        if self.bases is None:
            nothing = np.zeros(1)
            return Paid(
                fine=nothing,
                procedural=nothing,
                periodic=(),
                binds=np.zeros(1, dtype=bool),
                time_cost=nothing,
                defence=self._defence(draw, nothing, self._decided(draw)),
                names=(),
                shares=(),
            )
        return self.paid(draw, self.imposed(draw))

    def imposed(self, draw: Draw) -> Imposed:
        """What is imposed in each trial of a block."""
        decided = self._decided(draw)
        any_found = np.zeros(1, dtype=bool)
        findings = self._findings(draw)
        fined = {}
        for key, group in self.groups.items():
            found = [findings[i.id] for i in group]
            if key == "infringement":
                found = [decided & one for one in found]
                any_found = np.any(found, axis=0) if self.strand.periodic else any_found
            fined[key] = self._capped(draw, key, group, found)
        return Imposed(decided=decided, found=any_found, fined=fined)

    def paid(self, draw: Draw, imposed: Imposed) -> Paid:
        """What is paid of what is imposed, and beside it."""
        fine = procedural = before = np.zeros(1)
        binds = np.zeros(1, dtype=bool)
        shares: list[Array] = []
        appeal = self._appeal_factor(draw)
        for key, one in imposed.fined.items():
            before = before + one.fine
            fined = self._after_appeal(draw, key, one, appeal)
            if key == "infringement":
                fine = fined.fine
            else:
                procedural = procedural + fined.fine
            binds = binds | fined.binds
            shares.extend(fined.shares)
        return Paid(
            fine=fine,
            procedural=procedural,
            periodic=tuple(
                self._periodic(draw, item, decided=imposed.decided, found=imposed.found)
                for item in self.strand.periodic
            ),
            binds=binds,
            time_cost=self._time_cost(draw, before),
            defence=self._defence(draw, before, imposed.decided),
            names=tuple(i.id for group in self.groups.values() for i in group),
            shares=tuple(shares),
        )

    @property
    def adds_up(self) -> bool:
        """Whether an infringement only adds its amount to what the others of its decision bring.

        It does not where it decides what else is found, nor where each has a maximum of its own.
        """
        return (
            self.bases is not None
            and self.bases.cap == "per_decision"
            and self.strand.decision_means == "open"
            and not self.strand.periodic
        )

    def with_numbers(self, case: Case, infringement: Infringement, made: Kept) -> "StrandTrials":
        """The strand with other numbers of one infringement: facts and bases are as they were."""
        name, new = infringement.id, copy(self)
        if name not in self._amounts:
            return new
        assert infringement.chance is not None
        new.case = case
        new.groups = {
            key: tuple(infringement if i.id == name else i for i in group)
            for key, group in self.groups.items()
        }
        new._chances = self._chances | {name: float(infringement.chance.mean)}
        new._amounts = self._amounts | {name: made.amount(case, infringement)}
        return new

    def imposed_beside(
        self, draw: Draw, base: "StrandTrials", known: Imposed, name: str
    ) -> Imposed:
        """What is imposed where `base` (which `adds_up`) imposes what is `known`.

        One infringement alone has other numbers there: the rest is not drawn again.
        """
        assert self.bases is not None
        key = next((k for k, group in self.groups.items() if name in {i.id for i in group}), None)
        if key is None:
            return known
        # A sum is at least as large as each of its parts, in floats too: none falls below nothing.
        rest = known.fined[key].total - base._alone(draw, key, name, known.decided)
        amounts = (rest + self._alone(draw, key, name, known.decided))[np.newaxis]
        maximum = self._of_turnover(draw, key, self.bases.maxima[key])
        fined = apply_maximum(amounts, maximum=maximum, cap=self.bases.cap, overwrite=True)
        return replace(known, fined=known.fined | {key: fined})

    def _alone(self, draw: Draw, key: str, name: str, decided: Flags) -> Array:
        """What one infringement adds to a decision before the maximum."""
        infringement = next(i for i in self.groups[key] if i.id == name)
        found = self._found(draw, infringement)
        hit = decided & found if key == "infringement" else found
        return self._added(draw, key, infringement, hit, out=np.empty(draw.size))

    def _findings(self, draw: Draw) -> dict[str, Flags]:
        """Which infringements are found, given a decision.

        Where a decision means at least one finding, trials of the block without any take the
        findings of trials with some: what is left is the distribution given that there is one.
        """
        found = {i.id: self._found(draw, i) for group in self.groups.values() for i in group}
        of_decision = [i.id for i in self.groups.get("infringement", ())]
        if self.strand.decision_means == "open" or not of_decision:
            return found
        flags = np.array([np.broadcast_to(found[name], draw.size) for name in of_decision])
        given = with_a_finding(flags, [self._chances[name] for name in of_decision])
        return found | dict(zip(of_decision, given, strict=True))

    def _found(self, draw: Draw, i: Infringement) -> Flags:
        """Whether an infringement is found, given a decision."""
        chance = self._chances[i.id]
        strength = self._strength.get(i.shared_facts or "", 0.0)
        if strength == 0.0 or chance in (0.0, 1.0):
            return draw.happens(f"{i.id}.chance", chance)
        facts = f"{i.shared_facts}.facts"
        if strength == 1.0:
            return draw.happens(facts, chance)
        common = draw.looked_up(facts, normal_table())
        own = draw.looked_up(f"{i.id}.chance", normal_table())
        level = level_together(strength, common, own)
        return np.asarray(level < normal_quantile(chance))

    def _capped(
        self,
        draw: Draw,
        key: str,
        infringements: tuple[Infringement, ...],
        found: list[Flags],
    ) -> CappedFine:
        """The fine for the infringements that fall under one maximum."""
        assert self.bases is not None
        amounts = np.empty((len(infringements), draw.size))
        for row, i, seen in zip(amounts, infringements, found, strict=True):
            self._added(draw, key, i, seen, out=row)
        maximum = self._of_turnover(draw, key, self.bases.maxima[key])
        return apply_maximum(amounts, maximum=maximum, cap=self.bases.cap, overwrite=True)

    def _added(self, draw: Draw, key: str, i: Infringement, found: Flags, *, out: Array) -> Array:
        """The amount of an infringement where it is found and fined, put into `out`."""
        hit = found if i.fined is None else found & draw.chance(f"{i.id}.fined", i.fined)
        return np.multiply(self._amount(draw, key, i, out=out), hit, out=out)

    def _amount(self, draw: Draw, key: str, i: Infringement, *, out: Array) -> Array:
        assert self.bases is not None
        bases = Bases(
            turnover=self._of_turnover(draw, key, self.bases.turnover[key]),
            maximum=self._of_turnover(draw, key, self.bases.maxima[key]),
            years=self._of_day(draw, self.bases.years.get(i.id, np.zeros(1))),
        )
        return self._amounts[i.id].run(draw, bases, out=out)

    def _of_day(self, draw: Draw, table: Array) -> Array:
        if len(table) == 1:
            return table
        return draw.looked_up(f"{self.strand.id}.decision_on", table)

    def _of_turnover(self, draw: Draw, key: str, table: Array) -> Array:
        """What rests on the turnover of a base or a periodic penalty: it moves with it."""
        assert self.bases is not None
        amounts = self._of_day(draw, table)
        for turnover, counts in self.bases.projected[key]:
            factor = projection_factor(draw, turnover)
            amounts = amounts * np.where(self._of_day(draw, counts) > 0, factor, 1.0)
        return amounts

    def _after_appeal(
        self, draw: Draw, key: str, fined: CappedFine, factor: Array | None
    ) -> CappedFine:
        """A fine after appeal: Art. 81 covers every fine, procedural ones too.

        A maximum binds where it limited the decision, or an increase by the Court.
        """
        appeal = self.strand.appeal
        if appeal is None or factor is None:
            return fined
        assert self.bases is not None
        if not appeal.increased:
            return replace(fined, fine=fined.fine * factor, shares=fined.shares * factor)
        maximum = self._of_turnover(draw, key, self.bases.maxima[key])
        again = apply_maximum(fined.shares * factor, maximum=maximum, cap=self.bases.cap)
        return replace(again, binds=fined.binds | again.binds)

    def _time_cost(self, draw: Draw, fine: Array) -> Array:
        """What an appeal costs while it is pending, where one is brought."""
        appeal, payment = self.strand.appeal, self.strand.payment
        if not self.groups or appeal is None or payment is None:
            return np.zeros(1)
        name = self.strand.id
        cost = cost_of_time(
            fine,
            rate=draw.value(f"{name}.payment.rate", payment.rate),
            years=draw.value(f"{name}.payment.years", payment.years),
        )
        return cost * draw.chance(f"{name}.appeal", appeal.chance)

    def _appeal_factor(self, draw: Draw) -> Array | None:
        """What an appeal makes of the fines, as a factor (trials,); None without one."""
        appeal = self.strand.appeal
        if appeal is None or not self.groups:
            return None
        name = f"{self.strand.id}.appeal"
        appealed = draw.chance(name, appeal.chance)
        annulled = float(appeal.annulled)
        reduced = annulled + float(appeal.reduced)
        confirmed = reduced + float(appeal.confirmed)
        # One stream for all: the outcomes are nested, so that they exclude each other.
        within = f"{name}.outcome"
        is_annulled = draw.happens(within, annulled)
        is_reduced = draw.happens(within, reduced) & ~is_annulled
        factor = np.where(is_annulled, 0.0, 1.0)
        if appeal.reduction is not None and appeal.reduced:
            cut = 1.0 - draw.value(f"{name}.reduction", appeal.reduction)
            factor = np.where(is_reduced, cut, factor)
        if appeal.increase is not None and appeal.increased:
            raised = 1.0 + draw.value(f"{name}.increase", appeal.increase)
            factor = np.where(draw.happens(within, confirmed), factor, raised)
        return np.where(appealed, factor, 1.0)

    def _periodic(self, draw: Draw, item: Periodic, *, decided: Flags, found: Flags) -> Array:
        """What a periodic penalty comes to (Art. 76(1), (2))."""
        assert self.bases is not None
        if item.id not in self.bases.daily_maxima:
            return np.zeros(1)
        imposed = draw.chance(f"{item.id}.chance", item.chance)
        if item.trigger == "76(1)(e)":
            imposed &= found
        elif item.trigger == "76(1)(d)":
            imposed &= self._commitments(draw) & ~decided
        daily = self._of_turnover(draw, item.id, self.bases.daily_maxima[item.id])
        amount = daily * draw.value(f"{item.id}.daily_share", item.daily_share)
        amount = amount * draw.value(f"{item.id}.days", item.days)
        if item.definitive is not None:
            amount = amount * draw.value(f"{item.id}.definitive", item.definitive)
        return amount * imposed

    def _decided(self, draw: Draw) -> Flags:
        """Whether the strand ends with a decision."""
        return self._ends_within(draw, float(self.strand.outcomes.decision))

    def _commitments(self, draw: Draw) -> Flags:
        """Whether the strand ends with a decision or with commitments."""
        outcomes = self.strand.outcomes
        return self._ends_within(draw, float(outcomes.decision + outcomes.commitments))

    def _ends_within(self, draw: Draw, chance: float) -> Flags:
        """Whether the strand ends in one of its first outcomes, that have a chance together.

        One stream for all: outcomes are nested, so that they exclude each other. Strands of one
        authority end alike as far as the case says, by a Gaussian copula (`Case.linked_outcomes`).
        """
        name, linked = f"{self.strand.id}.outcomes", self.case.linked_outcomes
        if linked is None or not linked.maximum or chance in (0.0, 1.0):
            return draw.happens(name, chance)
        common = draw.looked_up(self._authority, normal_table())
        own = draw.looked_up(name, normal_table())
        level = level_together(draw.value("case.linked_outcomes", linked), common, own)
        return draw.happens_at(name, chance, level)

    def _defence(self, draw: Draw, fine: Array, decided: Flags) -> Array:
        """What defending the strand costs, and the appeal where one is brought against a fine.

        Commitments end the contest: what it would have cost is saved.
        """
        name, cost = self.strand.id, np.zeros(1)
        if self.strand.defence is not None:
            cost = draw.value(f"{name}.defence", self.strand.defence)
            if self.strand.outcomes.commitments:
                cost = cost * (decided | ~self._commitments(draw))
        appeal = self.strand.appeal
        if appeal is not None and appeal.cost is not None:
            brought = draw.chance(f"{name}.appeal", appeal.chance) & (fine > 0)
            cost = cost + draw.value(f"{name}.appeal.cost", appeal.cost) * brought
        return cost
