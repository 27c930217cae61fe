"""What the method of a case and the strands of its decisions still lack: inputs and reasons."""

from collections.abc import Iterator

from dsa_sim.model.case import Case, Strand
from dsa_sim.model.counting import closed_owners, open_points
from dsa_sim.model.inputs import name_at
from dsa_sim.model.judgements import with_earlier_reasons
from dsa_sim.model.methods import method_of
from dsa_sim.model.problems import Problem, note, warning


def reason_problems(case: Case) -> Iterator[Problem]:
    """The reasons that were written for an earlier value."""
    scenarios, closed = {s.id: s.title for s in case.scenarios}, closed_owners(case)
    for found in with_earlier_reasons(case):
        name = name_at(case, found.target)
        if found.owner in scenarios:
            yield note(
                "override_reason_for_earlier_value", found.owner,
                scenario=scenarios[found.owner], input=name,
            )  # fmt: skip
        elif found.owner not in closed:
            yield note("reason_for_earlier_value", found.target, judged=name_at(case, found.target))


def method_problems(case: Case) -> Iterator[Problem]:
    """What the method lacks that holds for the whole case or a platform."""
    if case.method != "judgement" and not case.method_reason.strip():
        yield warning("method_without_reason", "case.method")
    yield from method_of(case).problems(case)
    yield from _severity_problems(case)


def _severity_problems(case: Case) -> Iterator[Problem]:
    """Amounts that are drawn each by itself, though one authority sets them all."""
    if case.severity is not None:
        if case.severity.maximum > 0 and not case.severity_note.reason.strip():
            yield warning("severity_without_reason", "case.severity")
        return
    method = method_of(case)
    starts = [method.start(case, i).share for i in case.infringements if not open_points(case, i)]
    own = [s for s in starts if s.estimate is not None and s.estimate.is_uncertain]
    if len({s.address for s in own}) > 1:
        yield note("amounts_independent", "case.severity")


def after_decision_problems(strand: Strand) -> Iterator[Problem]:
    """Assumptions on an appeal or a periodic penalty that have no reason yet."""
    appeal = strand.appeal if strand.outcomes.decision else None
    if appeal is not None and appeal.confirmed != 1 and not appeal.note.reason.strip():
        yield warning("appeal_without_reason", f"{strand.id}.appeal.reason")
    if strand.decision_means != "open" and not strand.decision_means_note.reason.strip():
        yield warning("decision_means_without_reason", f"{strand.id}.decision_means")
    for item in strand.periodic:
        counts = item.chance.maximum > 0 and item.daily_share.maximum > 0
        if counts and not item.note.reason.strip():
            yield warning("periodic_without_reason", f"{item.id}.reason")
