"""From when and until when an alleged infringement counts, provision by provision."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dsa_sim import law
from dsa_sim.model.case import Case, Infringement, Platform
from dsa_sim.model.problems import Problem, error, note, warning


@dataclass(frozen=True, kw_only=True)
class CountedPeriod:
    """The part of the alleged period in which a provision applied to the platform.

    `counted_from` is None where the provision never applied; `until` is the last day (the day
    of the decision for an ongoing infringement); `source` cites the rule on application.
    """

    provision: str
    counted_from: date | None
    until: date
    clipped: bool
    source: str


# The law of a run does not change, and every edit asks the same questions again.
_application = lru_cache(maxsize=1024)(law.application_date)


def platform_of(case: Case, infringement: Infringement) -> Platform:
    """The platform on which the infringement is alleged."""
    return next(p for p in case.platforms if p.id == infringement.platform)


def platform_facts(case: Case, platform: Platform) -> law.PlatformFacts:
    """What the law asks about a platform to tell which provisions bind it."""
    designation = platform.designation
    return law.PlatformFacts(
        service=platform.service,
        designation_notified=designation.notified_on if designation else None,
        designation_applies=designation.applies_from if designation else None,
        designation_ceases=designation.ceases_on if designation else None,
        micro_or_small=case.provider.size == "micro_or_small",
        eu_established=case.provider.eu_established,
    )


def counted_periods(
    case: Case, infringement: Infringement, *, decision_on: date
) -> tuple[CountedPeriod, ...]:
    """The counted period of each provision of the infringement (Arts 33(6), 92, 93(2))."""
    if infringement.period_start is None:
        return ()
    facts = platform_facts(case, platform_of(case, infringement))
    return tuple(
        _counted(infringement, infringement.period_start, code, facts, decision_on)
        for code in infringement.provisions
    )


def _counted(
    infringement: Infringement,
    start: date,
    code: str,
    facts: law.PlatformFacts,
    decision_on: date,
) -> CountedPeriod:
    reference = law.parse_provision(code)
    until = min(infringement.period_end or decision_on, decision_on)
    if reference is None:
        return CountedPeriod(
            provision=code, counted_from=start, until=until, clipped=False, source=""
        )
    applies = _application(reference, facts)
    counted = None if applies.date is None else max(start, applies.date)
    ends = until if applies.until is None else min(until, applies.until - timedelta(days=1))
    if counted is not None and counted > ends:
        counted = None
    return CountedPeriod(
        provision=code, counted_from=counted, until=ends,
        clipped=counted != start or ends != until, source=applies.source,
    )  # fmt: skip


def period_problems(
    case: Case, infringement: Infringement, *, decision_on: date
) -> tuple[Problem, ...]:
    """What is wrong or worth knowing about the period of an alleged infringement."""
    where = f"{infringement.id}.period_start"
    start, end = infringement.period_start, infringement.period_end
    if start is None:
        # A procedural infringement is committed on a day, and its fine needs no duration.
        return () if infringement.is_procedural else (note("no_period", where),)
    if end is not None and end < start:
        return (error("period_reversed", where, start=start, end=end),)
    if start >= decision_on:
        return (error("period_after_decision", where, start=start, day=decision_on),)
    found: list[Problem] = []
    if end is not None and end > decision_on:
        found.append(warning("period_beyond_decision", where, end=end, day=decision_on))
    for counted in counted_periods(case, infringement, decision_on=decision_on):
        if counted.counted_from is None:
            found.append(
                warning("never_applied", where, provision=counted.provision, source=counted.source)
            )
        elif counted.clipped:
            found.append(
                note(
                    "period_clipped",
                    where,
                    provision=counted.provision,
                    alleged=start,
                    start=counted.counted_from,
                    end=counted.until,
                    source=counted.source,
                )
            )
    return tuple(found)
