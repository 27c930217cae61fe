"""The limitation period of each alleged infringement, from the events of its proceeding."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dsa_sim import law
from dsa_sim.law.deadline_rules import counting_rule
from dsa_sim.law.deadlines import PeriodEnd
from dsa_sim.law.limitation import Act, Limitation, Suspension, limitation
from dsa_sim.model.case import Case, Event, Infringement, Proceeding
from dsa_sim.model.deadline import Deadline, Remark, counted_deadline

_SATURDAY = 5
# The obligations of providers end before this article; what follows is procedure.
_FIRST_PROCEDURAL_ARTICLE = 49


def proceeding_of(case: Case, infringement: Infringement) -> Proceeding:
    """The proceeding with the strand of the infringement."""
    return next(p for p in case.proceedings for s in p.strands if s.id == infringement.strand)


def infringement_limitation(case: Case, infringement: Infringement) -> Limitation | None:
    """Until when the Commission may fine an alleged infringement, with every restart (Art. 77).

    Counted from the end of the alleged period; without one it goes on and no time runs. Acts
    are the events of the proceeding of its strand that concern it: those that name none of the
    articles alleged, but others, are left out (Art. 77(3): an act in respect of an infringement).
    Acts of other proceedings are not seen. None for a national proceeding: national law decides.
    """
    proceeding = proceeding_of(case, infringement)
    if proceeding.authority != "commission":
        return None
    events = [e for e in proceeding.events if concerns(e, infringement)]
    return limitation(
        ended_on=infringement.period_end,
        acts=(Act(on=e.on, kind=e.kind, key=e.id) for e in events),
        suspensions=suspensions(proceeding),
    )


def concerns(event: Event, infringement: Infringement) -> bool:
    """True unless the event names obligations and none of those that are alleged."""
    named = _articles(event.provisions)
    alleged = _articles(infringement.provisions)
    return not named or not alleged or not named.isdisjoint(alleged)


def suspensions(proceeding: Proceeding) -> Iterator[Suspension]:
    """The times during which a decision of the proceeding was before the Court (Art. 77(5)).

    From an appeal to the next judgment; the last one may still be pending.
    """
    began_on: date | None = None
    for event in sorted(proceeding.events, key=lambda e: e.on):
        if event.kind == "appeal" and began_on is None:
            began_on = event.on
        elif event.kind == "judgment" and began_on is not None:
            yield Suspension(began_on=began_on, ended_on=event.on)
            began_on = None
    if began_on is not None:
        yield Suspension(began_on=began_on)


def limitation_deadlines(case: Case, infringement: Infringement) -> Iterator[Deadline]:
    """The last days of the power to fine an infringement; none while they cannot be known."""
    found = infringement_limitation(case, infringement)
    if found is None:
        return
    if found.last_day is not None:
        yield _ordinary(case, infringement, found, found.last_day)
    if found.absolute_last is not None:
        yield _absolute(case, infringement, found, found.absolute_last)


def _ordinary(case: Case, infringement: Infringement, found: Limitation, on: date) -> Deadline:
    last = _last_restart(case, infringement, found)
    month_only = last is not None and last.precision == "month"
    remarks: dict[Remark, bool] = {
        "month_only": month_only,
        "restarted": last is not None,
        "suspended": found.suspended_days > 0,
        "absolute_binds": found.absolute_binds,
        # An act can move this limit, but not the one that binds at the latest.
        "record_gap": not found.absolute_binds and _from_register(case, infringement),
    }
    return counted_deadline(
        "limitation",
        where=infringement.id,
        about=infringement.title,
        end=_end(found, on, counted_on=found.ordinary_last or on),
        runs_from=found.runs_from,
        source=last.source if last is not None else None,
        remarks=_remarks(case, infringement, on, remarks),
        assumed=month_only,
    )


def _absolute(case: Case, infringement: Infringement, found: Limitation, on: date) -> Deadline:
    return counted_deadline(
        "limitation_absolute",
        where=infringement.id,
        about=infringement.title,
        end=_end(found, on, counted_on=on),
        runs_from=found.starts_on,
        remarks=_remarks(case, infringement, on, {"suspended": found.absolute_suspended_days > 0}),
    )


def _end(found: Limitation, on: date, *, counted_on: date) -> PeriodEnd:
    return PeriodEnd(
        counted_on=counted_on,
        last_day=on,
        regime="dsa_limitation",
        calendar="",
        skipped=(),
        calendar_known=True,
        source=f"{found.law}; {counting_rule('limitation_end').law}",
        status=found.status,
    )


def _remarks(
    case: Case, infringement: Infringement, on: date, told: dict[Remark, bool]
) -> tuple[Remark, ...]:
    """The remarks that hold, and those that hold of either limit."""
    strand = next(s for s in case.strands if s.id == infringement.strand)
    events = proceeding_of(case, infringement).events
    fined = any(e.kind == "fine" and e.on == strand.decision_on <= on for e in events)
    both: dict[Remark, bool] = {
        "weekend_unsettled": on.weekday() >= _SATURDAY,
        "fine_imposed": fined,
    }
    return tuple(remark for remark, holds in {**told, **both}.items() if holds)


def _from_register(case: Case, infringement: Infringement) -> bool:
    """True where the events of the platform were filled in from the record."""
    return any(p.register for p in case.platforms if p.id == infringement.platform)


def _last_restart(case: Case, infringement: Infringement, found: Limitation) -> Event | None:
    if not found.restarts:
        return None
    key = found.restarts[-1].act.key
    return next(e for e in proceeding_of(case, infringement).events if e.id == key)


@lru_cache(maxsize=4096)
def _articles(codes: tuple[str, ...]) -> frozenset[int]:
    references = (law.parse_provision(code) for code in codes)
    return frozenset(
        r.article for r in references if r is not None and r.article < _FIRST_PROCEDURAL_ARTICLE
    )
