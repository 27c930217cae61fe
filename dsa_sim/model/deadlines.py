"""What is due when in a case: fixed by letters, counted from events, and barred by limitation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dsa_sim.law import LawLookupError
from dsa_sim.law.calendars import calendar
from dsa_sim.law.deadline_rules import deadline_rule, deadline_rules
from dsa_sim.law.deadlines import period_end
from dsa_sim.law.limitation import enforcement
from dsa_sim.model.case import Case, DueDate, Event, EventKind, Platform, Proceeding
from dsa_sim.model.deadline import (
    Deadline,
    Remark,
    counted_deadline,
    source_status,
)
from dsa_sim.model.limitation import infringement_limitation, limitation_deadlines
from dsa_sim.model.periods import platform_facts
from dsa_sim.model.register_links import start_is_range

__all__ = [
    "Deadline", "NextDeadlines", "Remark", "case_deadlines", "infringement_limitation",
    "next_deadlines",
]  # fmt: skip

_DUE_CODES: dict[EventKind, str] = {
    "request_for_information": "reply",
    "preliminary_findings": "observations",
    "decision": "measures",
    "fine": "measures",
    "interim_measures": "measures",
    "commitments_binding": "measures",
    "action_plan_decision": "measures",
    "action_plan": "action_plan",
}
_DUE_LAW: dict[EventKind, str] = {
    "interim_measures": "Art. 70",
    "commitments_binding": "Art. 71(1)",
    "action_plan_decision": "Art. 75(3)",
}
_REQUEST_LAW = {"": "Art. 67(2), (3)", "simple": "Art. 67(2)", "by_decision": "Art. 67(3)"}
_ACTIONABLE: frozenset[EventKind] = frozenset({
    "decision", "fine", "commitments_binding", "interim_measures", "action_plan_decision",
    "designation",
})  # fmt: skip
_DECISIONS: frozenset[EventKind] = frozenset({"decision", "fine"})
_OWN = frozenset({"board_opinion", "annulment_action", "payment", "section5_duties"})
"""Rules that run from an event and are counted in a way of their own."""
_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class NextDeadlines:
    """Deadlines around a day: those to come, the soonest first; the past ones, the latest first."""

    coming: tuple[Deadline, ...]
    past: tuple[Deadline, ...]


def case_deadlines(case: Case) -> tuple[Deadline, ...]:
    """Every deadline of a case, the earliest first.

    Days fixed by letters; periods counted from events of the Commission's proceedings; the start
    of the Section 5 duties; limitation of every alleged infringement that has ended, and of the
    enforcement of every fine that has become final. For a national proceeding there are only the
    days that its letters fix: its periods are those of national law.
    """
    found = [
        *(d for platform in case.platforms for d in _platform_deadlines(case, platform)),
        *(d for p in case.proceedings for d in _proceeding_deadlines(case, p)),
        *(
            d
            for infringement in case.infringements
            for d in limitation_deadlines(case, infringement)
        ),
    ]
    return tuple(sorted(found, key=lambda d: (d.on, d.code, d.where)))


def next_deadlines(case: Case, today: date) -> NextDeadlines:
    """The deadlines of a case from a day on, and those before it."""
    found = case_deadlines(case)
    return NextDeadlines(
        coming=tuple(d for d in found if d.on >= today),
        past=tuple(d for d in reversed(found) if d.on < today),
    )


def _proceeding_deadlines(case: Case, proceeding: Proceeding) -> Iterator[Deadline]:
    for event in proceeding.events:
        yield from (_fixed(proceeding, event, due) for due in event.due)
    if proceeding.authority != "commission":
        return
    for event in proceeding.events:
        yield from _counted(event)
        if event.kind == "fine":
            # Where the decision itself fixes the day of payment, that day wins.
            if not any(due.kind == "payment" for due in event.due):
                yield _from_event("payment", event)
            yield from _enforcement(case, proceeding, event)
    yield from _actions(proceeding)


def _fixed(proceeding: Proceeding, event: Event, due: DueDate) -> Deadline:
    """A day that the letter itself fixes: it wins over every counted day and is never moved."""
    code = _due_code(event, due)
    holidays = _calendar_passed_over(proceeding, due.on)
    return Deadline(
        code=code,
        where=event.id,
        about=event.title if code == "action_plan" else due.what or event.title,
        on=due.on,
        who="provider",
        regime="fixed_by_letter",
        calendar=holidays or "",
        law=_due_law(proceeding, event, code),
        status=source_status(due.source),
        fixed=True,
        runs_from=event.on,
        note=due.note,
        remarks=("not_moved",) if holidays is not None else (),
    )


def _due_code(event: Event, due: DueDate) -> str:
    if event.kind in _DECISIONS and due.kind == "action_plan":
        return "action_plan"
    return _DUE_CODES.get(event.kind, "other")


def _due_law(proceeding: Proceeding, event: Event, code: str) -> str:
    if proceeding.authority != "commission":
        return ""
    if code == "reply":
        return _REQUEST_LAW[event.request]
    if code in ("observations", "measures", "action_plan"):
        return _DUE_LAW.get(event.kind) or deadline_rule(code).law
    return ""


def _calendar_passed_over(proceeding: Proceeding, day: date) -> str | None:
    """Whose weekend or holiday the day is, empty where that is not known; None on a working day."""
    national = proceeding.authority == "national"
    code = proceeding.member_state if national else "commission"
    try:
        working = calendar(code).is_working_day(day)
    except LawLookupError:
        code, working = "", day.weekday() < _SATURDAY
    return None if working else code


def _counted(event: Event) -> Iterator[Deadline]:
    """The periods that the law counts from an event of the Commission's proceeding."""
    for rule in deadline_rules():
        # A day that the letter fixes wins over those that the law counts.
        if rule.trigger == event.kind and rule.count and rule.code not in _OWN and not event.due:
            yield _from_event(rule.code, event, earliest=rule.minimum)
    if event.kind == "action_plan":
        opinion = _from_event("board_opinion", event, received=True)
        yield opinion
        yield _plan_decision(event, opinion)


def _from_event(
    code: str, event: Event, *, earliest: bool = False, received: bool = False
) -> Deadline:
    """A deadline counted from the notification of an event, or (`received`) from its own day."""
    end = period_end(code, runs_from=event.runs_from)
    remarks = _start_remarks(event, received=received)
    return counted_deadline(
        code,
        where=event.id,
        about=event.title,
        end=end,
        runs_from=event.runs_from,
        source=event.source,
        remarks=remarks,
        earliest=earliest,
        assumed=bool(remarks),
    )


def _plan_decision(event: Event, opinion: Deadline) -> Deadline:
    """The Commission's month after the Board's opinion, taken to come on its last day."""
    end = period_end("plan_decision", runs_from=opinion.on)
    return counted_deadline(
        "plan_decision",
        where=event.id,
        about=event.title,
        end=end,
        runs_from=opinion.on,
        source=event.source,
        remarks=("opinion_assumed", *opinion.remarks),
        assumed=True,
    )


def _actions(proceeding: Proceeding) -> Iterator[Deadline]:
    """The last day for an action against each decision; a fine and its decision are one."""
    fined = {e.runs_from for e in proceeding.events if e.kind == "fine"}
    for event in proceeding.events:
        if event.kind == "decision" and event.runs_from in fined:
            continue
        if event.kind in _ACTIONABLE or event.request == "by_decision":
            yield _from_event("annulment_action", event)


def _enforcement(case: Case, proceeding: Proceeding, fine: Event) -> Iterator[Deadline]:
    found = _final(case, proceeding, fine)
    if found is None:
        return
    final_on, remark = found
    yield counted_deadline(
        "enforcement",
        where=fine.id,
        about=fine.title,
        end=enforcement(final_on=final_on),
        runs_from=final_on,
        source=fine.source,
        remarks=(remark, *_start_remarks(fine, received=False), "steps_not_counted"),
        assumed=True,
    )


def _final(case: Case, proceeding: Proceeding, fine: Event) -> tuple[date, Remark] | None:
    """When a fine became final, as far as the record goes by the as-of date; None if it has not."""
    court = sorted(
        (e for e in proceeding.events if e.kind in ("appeal", "judgment") and e.on >= fine.on),
        key=lambda e: e.on,
    )
    if not any(e.kind == "appeal" for e in court):
        ends = period_end("annulment_action", runs_from=fine.runs_from).last_day
        return (ends, "final_by_time") if ends < case.as_of else None
    last = court[-1]
    if last.kind == "judgment" and last.on <= case.as_of:
        return last.on, "final_by_judgment"
    return None


def _platform_deadlines(case: Case, platform: Platform) -> Iterator[Deadline]:
    """The first day of the Section 5 duties; a start stated in the case wins (Art. 33(6))."""
    starts = platform_facts(case, platform).designation_start
    if platform.designation is None or starts is None:
        return
    end = period_end("section5_duties", runs_from=platform.designation.notified_on)
    counted = end.last_day == starts
    ranged = start_is_range(platform)
    remarks: tuple[Remark, ...] = () if counted else ("stated_start",)
    found = counted_deadline(
        "section5_duties",
        where=platform.id,
        about=platform.name,
        end=end,
        runs_from=platform.designation.notified_on,
        source=platform.designation.source,
        remarks=("start_range",) if ranged else remarks,
        assumed=ranged,
    )
    yield found if counted else _moved(found, starts)


def _start_remarks(event: Event, *, received: bool) -> tuple[Remark, ...]:
    """Why the start of a period is an assumption; nothing where its day is known."""
    if event.notified_on is not None:
        return ()
    if event.precision == "month":
        return ("month_only",)
    return () if received else ("notification_unknown",)


def _moved(deadline: Deadline, on: date) -> Deadline:
    """The same deadline on a day stated in the case, without the counting that it overrides."""
    return replace(deadline, on=on, end=None)
