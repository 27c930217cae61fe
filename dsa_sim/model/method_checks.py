"""What the method of a case and the strands of its decisions still lack: inputs and reasons."""

from collections.abc import Iterator

from dsa_sim.model.case import Case, Strand
from dsa_sim.model.inputs import name_at
from dsa_sim.model.judgements import with_earlier_reasons
from dsa_sim.model.methods import method_of
from dsa_sim.model.problems import Problem, note, warning


def reason_problems(case: Case) -> Iterator[Problem]:
    """The reasons that were written for an earlier value."""
    scenarios = {s.id: s.title for s in case.scenarios}
    for found in with_earlier_reasons(case):
        name = name_at(case, found.target)
        if found.owner in scenarios:
            yield note(
                "override_reason_for_earlier_value", found.owner,
                scenario=scenarios[found.owner], input=name,
            )  # fmt: skip
        else:
            yield note("reason_for_earlier_value", found.target, judged=name_at(case, found.target))


def method_problems(case: Case) -> Iterator[Problem]:
    """What the method lacks that holds for the whole case or a platform."""
    if case.method != "judgement" and not case.method_reason.strip():
        yield warning("method_without_reason", "case.method")
    yield from method_of(case).problems(case)


def after_decision_problems(strand: Strand) -> Iterator[Problem]:
    """Assumptions on an appeal or a periodic penalty that have no reason yet."""
    appeal = strand.appeal
    if appeal is not None and appeal.confirmed != 1 and not appeal.note.reason.strip():
        yield warning("appeal_without_reason", f"{strand.id}.appeal.reason")
    for item in strand.periodic:
        counts = item.chance.maximum > 0 and item.daily_share.maximum > 0
        if counts and not item.note.reason.strip():
            yield warning("periodic_without_reason", f"{item.id}.reason")
