"""What the method of a case and the strands of its decisions still lack: inputs and reasons."""

from collections.abc import Iterator

from dsa_sim.model.case import Case, Infringement, Strand
from dsa_sim.model.judgements import with_earlier_reasons
from dsa_sim.model.periods import platform_of
from dsa_sim.model.problems import Problem, note, warning


def reason_problems(case: Case) -> Iterator[Problem]:
    """The reasons that were written for an earlier value."""
    scenarios = {s.id: s.title for s in case.scenarios}
    for found in with_earlier_reasons(case):
        if found.owner in scenarios:
            yield note(
                "override_reason_for_earlier_value", found.owner,
                scenario=scenarios[found.owner], input=found.target,
            )  # fmt: skip
        else:
            yield note("reason_for_earlier_value", found.target, judged=found.values[0][0])


def method_problems(case: Case) -> Iterator[Problem]:
    """What the method lacks that holds for the whole case or a platform."""
    if case.method != "judgement" and not case.method_reason.strip():
        yield warning("method_without_reason", "case.method")
    if case.method == "precedent":
        yield from _reference_problems(case)
    if case.method == "value_of_sales":
        yield from _sales_problems(case)


def amount_problems(case: Case, infringement: Infringement) -> Iterator[Problem]:
    """What an alleged infringement lacks of its own to reach an amount by the method."""
    if case.method == "judgement":
        where = f"{infringement.id}.start"
        if infringement.start is None:
            yield warning("no_starting_amount", where)
        elif not infringement.start_note.reason.strip():
            yield warning("amount_without_reason", where)
    elif case.method == "value_of_sales" and infringement.proportion is None:
        yield warning("no_proportion", f"{infringement.id}.proportion")


def after_decision_problems(strand: Strand) -> Iterator[Problem]:
    """Assumptions on an appeal or a periodic penalty that have no reason yet."""
    appeal = strand.appeal
    if appeal is not None and appeal.confirmed != 1 and not appeal.note.reason.strip():
        yield warning("appeal_without_reason", f"{strand.id}.appeal.reason")
    for item in strand.periodic:
        counts = item.chance.maximum > 0 and item.daily_share.maximum > 0
        if counts and not item.note.reason.strip():
            yield warning("periodic_without_reason", f"{item.id}.reason")


def _reference_problems(case: Case) -> Iterator[Problem]:
    if case.reference is None:
        yield warning("no_reference", "case.reference")
    elif not case.reference.note.reason.strip():
        yield warning("reference_without_reason", "case.reference")


def _sales_problems(case: Case) -> Iterator[Problem]:
    platforms = (platform_of(case, i) for i in case.infringements)
    for platform in dict.fromkeys(platforms):
        where = f"{platform.id}.eu_revenue_eur"
        if platform.eu_revenue_eur is None:
            yield warning("no_eu_revenue", where, platform=platform.name)
        elif not platform.eu_revenue_note.reason.strip():
            yield warning("eu_revenue_without_reason", where, platform=platform.name)
