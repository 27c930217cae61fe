"""Checks: what is missing, doubtful or worth knowing in a case. They never raise."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from dsa_sim import law
from dsa_sim.model.case import Case, Infringement, Platform, Proceeding, Scenario, Strand
from dsa_sim.model.competence_checks import (
    addressee_problems,
    competence_problems,
    request_problems,
    state_problems,
)
from dsa_sim.model.counting import Exclusion, can_be_decided, coverage, exclusion, last_day_to_fine
from dsa_sim.model.findings import joint_findings
from dsa_sim.model.inputs import name_at
from dsa_sim.model.maxima import StrandMaxima, strand_maxima
from dsa_sim.model.method_checks import (
    after_decision_problems,
    method_problems,
    reason_problems,
)
from dsa_sim.model.methods import method_of
from dsa_sim.model.periods import period_problems, platform_facts, platform_of
from dsa_sim.model.problems import Problem, Severity, error, note, warning
from dsa_sim.model.transition_checks import transition_problems
from dsa_sim.model.year_checks import year_problems

DESIGNATION_THRESHOLD = 45_000_000
"""Average monthly active recipients in the Union (Art. 33(1))."""

# The law of a run does not change, and every edit asks the same questions again.
_binding = lru_cache(maxsize=1024)(law.binding)

_WORTH_SAYING = 0.005
"""A chance of less is not remarked on."""

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


def check_case(case: Case, strands: tuple[StrandMaxima, ...] | None = None) -> tuple[Problem, ...]:
    """All problems of a case, errors first, each once.

    `strands` may pass maxima that were computed already.
    """
    if strands is None:
        strands = tuple(strand_maxima(case, s) for s in case.strands)
    found = [
        *_case_problems(case),
        *year_problems(case),
        *method_problems(case),
        *reason_problems(case),
        *(p for s in strands for p in (*s.problems, *_strand_problems(case, s))),
        *(p for s in case.strands for p in after_decision_problems(s)),
        *_finding_problems(case),
        *(p for x in case.platforms for p in _platform_problems(x)),
        *(p for x in case.proceedings for p in _proceeding_problems(case, x)),
        *(p for i in case.infringements for p in infringement_problems(case, i)),
        *(p for s in case.scenarios for p in _scenario_problems(case, s)),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda p: _ORDER[p.severity]))


def infringement_problems(case: Case, infringement: Infringement) -> tuple[Problem, ...]:
    """The problems of one alleged infringement; a strand that is closed asks for nothing."""
    strand = next(s for s in case.strands if s.id == infringement.strand)
    if not can_be_decided(strand, infringement):
        return ()
    ruled_out = exclusion(case, infringement)
    asked = ruled_out is None or ruled_out.overridden
    return (
        *provision_problems(case, infringement),
        *competence_problems(case, infringement),
        *addressee_problems(case, infringement),
        *period_problems(case, infringement, decision_on=strand.decision_on),
        *transition_problems(infringement),
        *counting_problems(case, infringement, ruled_out),
        *(method_of(case).problems_of(infringement) if asked else ()),
        *_judgement_problems(infringement),
    )


def counting_problems(
    case: Case, infringement: Infringement, found: Exclusion | None
) -> Iterator[Problem]:
    """Why an alleged infringement stands outside every total, or counts all the same."""
    where = f"{infringement.id}.counts_reason"
    strand = next(s for s in case.strands if s.id == infringement.strand)
    if found is None:
        yield from _barred_by_the_latest_day(case, infringement, strand)
        return
    if found.reason == "time_barred" and found.last_day is not None:
        make = note if found.overridden else error
        yield make(
            "time_barred", where,
            last=found.last_day, day=strand.decision_on, source=found.source,
        )  # fmt: skip
    if found.overridden:
        yield note("counts_all_the_same", where, why=infringement.counts_reason.strip())
    elif found.reason != "time_barred":
        yield error("outside_totals", where)


def _barred_by_the_latest_day(
    case: Case, infringement: Infringement, strand: Strand
) -> Iterator[Problem]:
    """A decision that may come only after the power to fine has lapsed (Art. 77)."""
    latest = strand.decision_latest
    last = last_day_to_fine(case, infringement) if latest else None
    if latest is not None and last is not None and last < latest:
        where = f"{infringement.id}.period_end"
        yield warning("may_be_time_barred", where, last=last, day=latest)


def provision_problems(case: Case, infringement: Infringement) -> tuple[Problem, ...]:
    """Which alleged provisions do not bind the platform, or perhaps not (E7)."""
    where = f"{infringement.id}.provisions"
    if infringement.ground == "74(1)(a)" and not infringement.provisions:
        return (warning("no_provision", where),)
    facts = platform_facts(case, platform_of(case, infringement))
    platform = platform_of(case, infringement).name
    found = []
    for code in infringement.provisions:
        reference = law.parse_provision(code)
        if reference is None or law.provision(code) is None:
            found.append(error("provision_unknown", where, provision=code))
            continue
        binding = _binding(reference, facts)
        if binding.status == "bound":
            continue
        name = "provision_open" if binding.status == "open" else "provision_not_binding"
        found.append(
            warning(
                name,
                where,
                provision=code,
                platform=platform,
                reason=binding.reason,
                source=binding.source,
            )
        )
    return tuple(found)


def _case_problems(case: Case) -> Iterator[Problem]:
    if not case.strands:
        yield error("no_strand", "case.proceedings")
    if not case.infringements:
        yield warning("no_infringement", "case.infringements")
    if case.cap_reading != "by_authority" and not case.cap_reason.strip():
        yield warning("cap_reading_without_reason", "case.cap_reading")
    if case.provider.turnover_scope != "group" and not case.provider.scope_note.reason.strip():
        yield warning("scope_without_reason", "provider.turnover_scope")


def _proceeding_problems(case: Case, proceeding: Proceeding) -> Iterator[Problem]:
    yield from state_problems(case, proceeding)
    yield from request_problems(proceeding)


def _strand_problems(case: Case, strand: StrandMaxima) -> Iterator[Problem]:
    identifier = strand.strand.id
    opened = strand.proceeding.opened_on
    if opened is not None and strand.strand.decision_on <= opened:
        yield warning(
            "decision_before_opening", f"{identifier}.decision_on",
            day=strand.strand.decision_on, opened=opened,
        )  # fmt: skip
    if strand.strand.outcomes.decision == 0:
        yield note("strand_without_decision", f"{identifier}.outcomes", strand=strand.strand.title)
    alleged = case.infringements_of(identifier)
    cap = case.cap_reading
    if cap == "by_authority":
        cap = "per_decision" if strand.proceeding.authority == "commission" else "per_infringement"
    if cap == "per_infringement" and len(alleged) > 1:
        yield note(
            "maximum_counts_infringements", identifier,
            count=len(alleged), strand=strand.strand.title,
        )  # fmt: skip
    counted = Counter((i.platform, code) for i in alleged for code in i.provisions)
    for (_, code), times in counted.items():
        if times > 1:
            yield note("provision_alleged_twice", identifier, provision=code, count=times)


def _finding_problems(case: Case) -> Iterator[Problem]:
    """Decisions that may come without any finding, which one of non-compliance has."""
    seen = coverage(case)
    for strand in case.strands:
        if strand.decision_means != "open" or not strand.outcomes.decision:
            continue
        joint = joint_findings(case, strand, seen)
        if joint is not None and joint.none >= _WORTH_SAYING:
            chance = Decimal(f"{joint.none:.4f}")
            yield note("decision_without_finding", f"{strand.id}.decision_means", chance=chance)


def _platform_problems(platform: Platform) -> Iterator[Problem]:
    designation = platform.designation
    if designation is not None and designation.source.status != "checked":
        yield note("designation_not_checked", f"{platform.id}.designation", platform=platform.name)
    recipients = platform.eu_recipients
    if designation is None and recipients is not None and recipients >= DESIGNATION_THRESHOLD:
        yield note(
            "above_threshold", f"{platform.id}.eu_recipients",
            platform=platform.name, recipients=recipients,
        )  # fmt: skip


def _judgement_problems(i: Infringement) -> Iterator[Problem]:
    if i.chance is None:
        yield note("no_chance", f"{i.id}.chance")
    elif not i.chance_note.reason.strip():
        yield warning("chance_without_reason", f"{i.id}.chance")
    if i.fault == "none":
        yield note("no_fault_no_fine", f"{i.id}.fault")
    for field, value, reason in (
        ("duration", i.duration, i.duration_reason),
        ("recurrence", i.recurrence, i.recurrence_reason),
        ("other_penalties", i.other_penalties, i.other_penalties_reason),
    ):
        if value is not None and not reason.strip():
            yield warning("step_without_reason", f"{i.id}.{field}", step=field)
    for field, factors in (("aggravating", i.aggravating), ("mitigating", i.mitigating)):
        if any(not f.reason.strip() for f in factors):
            yield warning("step_without_reason", f"{i.id}.{field}", step=field)


def _scenario_problems(case: Case, scenario: Scenario) -> Iterator[Problem]:
    for made in scenario.overrides:
        if not made.reason.strip():
            yield warning(
                "override_without_reason",
                scenario.id,
                scenario=scenario.title,
                input=name_at(case, made.target),
            )
