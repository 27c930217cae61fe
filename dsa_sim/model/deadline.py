"""What a deadline of a case is: the day, who must act, and how that day was reached."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dsa_sim.law import Status
from dsa_sim.law.calendars import weakest
from dsa_sim.law.deadline_rules import Actor, deadline_rule
from dsa_sim.law.deadlines import PeriodEnd, Regime
from dsa_sim.model.case import Source

Remark = Literal[
    "notification_unknown",  # counted from the decision: the day it was notified is not known
    "month_only",  # only the month of the start is known; its first day is taken
    "opinion_assumed",  # the Board is taken to use all its time
    "stated_start",  # a start entered in the case wins over the counted one
    "not_moved",  # a fixed day on a weekend or holiday stays where it is
    "weekend_unsettled",  # limitation ends on a weekend; whether it moves is not settled
    "restarted",  # limitation ran afresh from the last investigative act
    "suspended",  # time before the Court is added
    "absolute_binds",  # twice the period ends before the restarted one
    "fine_imposed",  # a fine was imposed in time; the limit matters if it is annulled
    "final_by_time",  # no action is on record: final when the time for one ran out
    "final_by_judgment",  # taken as final on the day of the judgment; an appeal moves it
    "record_gap",  # the case comes from the register, whose record may lack an act
    "start_range",  # the register knows only between which days the duties began
    "steps_not_counted",  # steps to enforce and time to pay are not in the case
]


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One day by which something must be done, by whom, and how that day was reached.

    `code` is that of the rule in `deadlines.json`, `other` for any other day fixed by a letter.
    `where` is the identifier of the event, platform or infringement it comes from; `about` that
    part's title or what the letter asks for. `on` is the last day in time. `fixed` tells whether
    a letter or decision fixed the day; else `end` shows how it was counted from `runs_from`.
    `earliest` is True where the law gives only a lower bound (at least 14 days). `assumed` is
    True where the start is an assumption (no day of notification, only a month, no word on when
    a decision became final). `remarks` say why, and what else to know; `note` is what the case
    has to say of it. `calendar` is whose holidays played a part, empty for none.
    """

    code: str
    where: str
    about: str
    on: date
    who: Actor
    regime: Regime
    calendar: str
    law: str
    status: Status
    fixed: bool = False
    runs_from: date | None = None
    end: PeriodEnd | None = None
    earliest: bool = False
    assumed: bool = False
    note: str = ""
    remarks: tuple[Remark, ...] = ()


def counted_deadline(
    code: str,
    *,
    where: str,
    about: str,
    end: PeriodEnd,
    runs_from: date | None,
    source: Source | None = None,
    remarks: tuple[Remark, ...] = (),
    earliest: bool = False,
    assumed: bool = False,
) -> Deadline:
    """A deadline that the law counts, as reliable as its rules and the `source` of its start."""
    rule = deadline_rule(code)
    return Deadline(
        code=code,
        where=where,
        about=about,
        on=end.last_day,
        who=rule.who,
        regime=rule.regime,
        calendar=end.calendar,
        law=rule.law,
        status=weakest(end.status, source_status(source)) if source else end.status,
        runs_from=runs_from,
        end=end,
        earliest=earliest,
        assumed=assumed,
        remarks=remarks,
    )


def source_status(source: Source) -> Status:
    """What a source says of a fact, in the words of the law; an illustration is nobody's fact."""
    return "unchecked" if source.status == "illustration" else source.status
