"""What counts in a total: which alleged infringements can still bring a fine, and which cannot.

An allegation that cannot lead to a fine in law (barred by time, on a provision that does not bind
the service or did not apply in the alleged period, before an authority that may not act) stays in
sight and out of every total, until the user says with a reason why it counts all the same.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dsa_sim import law
from dsa_sim.law.competence import competence
from dsa_sim.model.amounts import has_amount
from dsa_sim.model.case import Case, Infringement, Strand
from dsa_sim.model.limitation import infringement_limitation, proceeding_of
from dsa_sim.model.maxima import other_person, persons_year
from dsa_sim.model.methods import method_of
from dsa_sim.model.periods import counted_periods, platform_facts, platform_of

ExclusionReason = Literal["time_barred", "not_binding", "never_applied", "not_competent"]
Open = Literal["no_gravity", "no_amount", "no_chance", "no_person_turnover"]

# The law of a run does not change, and every edit asks the same questions again.
_binding = lru_cache(maxsize=1024)(law.binding)


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """Why an alleged infringement can bring no fine, and where the law says so.

    `provision` is the (first) provision concerned; `last_day` that of the power to fine, where
    time has run. `overridden` is True where the user gave a reason to count it all the same.
    """

    reason: ExclusionReason
    source: str
    provision: str = ""
    last_day: date | None = None
    overridden: bool = False


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What of a case stands behind its totals, as identifiers of alleged infringements.

    `excluded` cannot bring a fine in law, `closed` belong to a strand that certainly ends without
    a decision; all others are live. Of these `unpriced` have no amount yet and `open` no amount
    or no chance: the sum of amounts leaves out the former, the exposure the latter.
    `without_turnover` are against another person whose turnover is not entered.
    """

    live: tuple[str, ...]
    unpriced: tuple[str, ...]
    open: tuple[str, ...]
    excluded: tuple[str, ...]
    closed: tuple[str, ...]
    without_turnover: tuple[str, ...] = ()
    has_periodic: bool = False

    @property
    def is_priced(self) -> bool:
        """True where a sum of amounts says something: an amount, or nothing that needs one."""
        return len(self.unpriced) < len(self.live) or self.is_settled

    @property
    def is_modelled(self) -> bool:
        """True where an exposure says something: at least one live allegation is assessed."""
        return len(self.open) < len(self.live) or self.has_periodic or self.is_settled

    @property
    def is_settled(self) -> bool:
        """True where something was alleged and nothing of it can bring a fine."""
        return not self.live and bool(self.excluded or self.closed)

    @property
    def is_complete(self) -> bool:
        """True where every live allegation has both an amount and a chance."""
        return not self.open and self.is_modelled


def exclusion(case: Case, infringement: Infringement) -> Exclusion | None:
    """Why an alleged infringement can bring no fine whatever is found; None where it can.

    Arts 33(6), 92, 93(2) (application), 56(2) (competence), 77 (limitation); who is bound says
    each provision. With several provisions it is excluded where none of them is left.
    """
    found = (
        _not_competent(case, infringement)
        or _not_binding(case, infringement)
        or _never_applied(case, infringement)
        or _time_barred(case, infringement)
    )
    if found is None or not infringement.counts_reason.strip():
        return found
    return Exclusion(
        reason=found.reason, source=found.source, provision=found.provision,
        last_day=found.last_day, overridden=True,
    )  # fmt: skip


Exclusions = dict[str, Exclusion]
"""What is ruled out, by the identifier of the alleged infringement; overridden ones too."""


def exclusions(case: Case) -> Exclusions:
    """Why each alleged infringement can bring no fine; those that can are not there."""
    found = ((i.id, exclusion(case, i)) for i in case.infringements)
    return {name: one for name, one in found if one is not None}


def is_excluded(case: Case, infringement: Infringement) -> bool:
    """Whether an alleged infringement stands outside every total."""
    found = exclusion(case, infringement)
    return found is not None and not found.overridden


def can_be_decided(strand: Strand, infringement: Infringement) -> bool:
    """Whether the strand can still end so that this is fined; Art. 74(2) needs no decision."""
    return infringement.is_procedural or strand.outcomes.decision > 0


def is_closed(case: Case, strand: Strand) -> bool:
    """Whether nothing alleged in a strand can be fined any more: it ends without a decision."""
    alleged = case.infringements_of(strand.id)
    return strand.outcomes.decision == 0 and not any(can_be_decided(strand, i) for i in alleged)


def closed_owners(case: Case) -> dict[str, str]:
    """The parts of strands that are closed, and the strands, by the strand they belong to."""
    return {
        part.id: strand.id
        for strand in case.strands
        if is_closed(case, strand)
        for part in (strand, *case.infringements_of(strand.id))
    }


def open_points(case: Case, infringement: Infringement) -> tuple[Open, ...]:
    """What an alleged infringement lacks to be assessed; without fault an amount is not needed."""
    found: list[Open] = []
    if infringement.fault != "none":
        if not has_amount(case, infringement):
            needs_gravity = method_of(case).rests_on_gravity and infringement.gravity == "open"
            found.append("no_gravity" if needs_gravity else "no_amount")
        person = other_person(infringement, case.provider.name)
        if person and persons_year(case, infringement) is None:
            found.append("no_person_turnover")
    if infringement.chance is None:
        found.append("no_chance")
    return tuple(found)


def open_input(case: Case, infringement: Infringement) -> str:
    """The address of the first input that an alleged infringement lacks; empty if it lacks none."""
    points, name = open_points(case, infringement), infringement.id
    if not points:
        return ""
    if points[0] == "no_amount":
        return method_of(case).start(case, infringement).open_address or f"{name}.start"
    named = {
        "no_gravity": f"{name}.gravity",
        "no_person_turnover": "case.financial_years",
        "no_chance": f"{name}.chance",
    }
    return named[points[0]]


def coverage(case: Case, ruled_out: Exclusions | None = None) -> Coverage:
    """What of a case (as a scenario sees it) stands behind its totals.

    `ruled_out` may pass exclusions that were worked out already.
    """
    strands = {s.id: s for s in case.strands}
    found_out = exclusions(case) if ruled_out is None else ruled_out
    out = {name for name, one in found_out.items() if not one.overridden}
    excluded = tuple(i for i in case.infringements if i.id in out)
    rest = tuple(i for i in case.infringements if i.id not in out)
    live = tuple(i for i in rest if can_be_decided(strands[i.strand], i))
    lively = {i.id for i in live}
    points = {i.id: open_points(case, i) for i in live}
    return Coverage(
        live=tuple(i.id for i in live),
        unpriced=tuple(name for name, found in points.items() if set(found) - {"no_chance"}),
        open=tuple(name for name, found in points.items() if found),
        excluded=tuple(i.id for i in excluded),
        closed=tuple(i.id for i in rest if i.id not in lively),
        without_turnover=tuple(n for n, f in points.items() if "no_person_turnover" in f),
        has_periodic=any(p.chance.maximum > 0 for s in case.strands for p in s.periodic),
    )


def _not_competent(case: Case, infringement: Infringement) -> Exclusion | None:
    """Section 5 before a national authority: the Commission alone may act on it (Art. 56(2))."""
    if proceeding_of(case, infringement).authority != "national":
        return None
    facts = platform_facts(case, platform_of(case, infringement))
    found = []
    for code in infringement.provisions:
        reference = law.parse_provision(code)
        if reference is None:
            return None
        row = competence(reference, facts, authority="national", opened=False)
        if row.reason != "section5":
            return None
        found.append(Exclusion(reason="not_competent", source=row.source, provision=code))
    return found[0] if found else None


def _not_binding(case: Case, infringement: Infringement) -> Exclusion | None:
    facts = platform_facts(case, platform_of(case, infringement))
    found = []
    for code in infringement.provisions:
        reference = law.parse_provision(code)
        if reference is None or law.provision(code) is None:
            return None
        row = _binding(reference, facts)
        if row.status != "not_bound":
            return None
        found.append(Exclusion(reason="not_binding", source=row.source, provision=code))
    return found[0] if found else None


def _never_applied(case: Case, infringement: Infringement) -> Exclusion | None:
    """None of the provisions applied to the service in the alleged period."""
    strand = next(s for s in case.strands if s.id == infringement.strand)
    start, end = infringement.period_start, infringement.period_end
    if start is None or start >= strand.decision_on or (end is not None and end < start):
        return None
    periods = counted_periods(case, infringement, decision_on=strand.decision_on)
    if not periods or any(p.counted_from is not None for p in periods):
        return None
    return Exclusion(
        reason="never_applied", source=periods[0].source, provision=periods[0].provision
    )


def last_day_to_fine(case: Case, infringement: Infringement) -> date | None:
    """The last day of the power to fine (Art. 77); None while no end can be known."""
    if infringement.period_end is None:
        # No time runs while the infringement goes on.
        return None
    found = infringement_limitation(case, infringement)
    if found is None:
        return None
    return min((d for d in (found.last_day, found.absolute_last) if d is not None), default=None)


def _time_barred(case: Case, infringement: Infringement) -> Exclusion | None:
    """The power to fine has lapsed before the day of the decision (Art. 77)."""
    last = last_day_to_fine(case, infringement)
    strand = next(s for s in case.strands if s.id == infringement.strand)
    if last is None or last >= strand.decision_on:
        return None
    found = infringement_limitation(case, infringement)
    return Exclusion(reason="time_barred", source=found.law if found else "", last_day=last)
