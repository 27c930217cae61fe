"""The deadlines of a case: fixed by letters, counted from events, barred by limitation."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from dsa_sim.language import Language
from dsa_sim.language.deadline_words import deadline_how
from dsa_sim.model.case import (
    Case,
    Designation,
    DueDate,
    Event,
    EventKind,
    Infringement,
    Platform,
    Proceeding,
    Provider,
    Source,
    Strand,
)
from dsa_sim.model.deadlines import (
    Deadline,
    case_deadlines,
    infringement_limitation,
    next_deadlines,
)
from tests.strategies import cases

CHECKED = Source(text="a release", status="checked", checked_on=date(2026, 10, 6))
DECIDED = date(2026, 7, 20)


def event(kind: EventKind, on: date, **more: Any) -> Event:
    values: dict[str, Any] = {
        "id": f"{kind.replace('_', '-')}-{on}", "kind": kind, "on": on,
        "title": kind.replace("_", " "), "source": CHECKED, **more,
    }  # fmt: skip
    return Event(**values)


def case_of(*events: Event, as_of: date = date(2026, 11, 25), **more: Any) -> Case:
    """A case with one proceeding of the Commission, one strand and what is passed."""
    proceeding = Proceeding(
        id="p1", title="Case", opened_on=date(2024, 3, 14), events=events,
        strands=(Strand(id="s1", title="Risks", decision_on=DECIDED),),
        authority=more.pop("authority", "commission"),
        member_state=more.pop("member_state", ""),
    )  # fmt: skip
    values: dict[str, Any] = {"platforms": (Platform(id="shop", name="Shop"),), **more}
    return Case(
        title="Case", as_of=as_of, provider=Provider(name="Provider"), proceedings=(proceeding,),
        **values,
    )  # fmt: skip


def alleged(ended: date | None, *provisions: str) -> Infringement:
    return Infringement(
        id="i1", title="Risk assessment", strand="s1", platform="shop", provisions=provisions,
        period_start=date(2023, 8, 25), period_end=ended,
    )  # fmt: skip


def only(case: Case, code: str) -> Deadline:
    (found,) = [d for d in case_deadlines(case) if d.code == code]
    return found


# Fixed by the letter


@pytest.mark.parametrize(
    ("kind", "code", "law"),
    [
        ("preliminary_findings", "observations", "Art. 79(2)"),
        ("decision", "measures", "Art. 73(3)"),
        ("fine", "measures", "Art. 73(3)"),
        ("interim_measures", "measures", "Art. 70"),
        ("commitments_binding", "measures", "Art. 71(1)"),
        ("action_plan", "action_plan", "Art. 75(2)"),
        ("retention_order", "other", ""),
    ],
)
def test_a_day_fixed_by_a_letter(kind: EventKind, code: str, law: str) -> None:
    due = DueDate(on=date(2026, 9, 1), what="the thing", source=CHECKED)
    found = only(case_of(event(kind, DECIDED, due=(due,))), code)
    about = kind.replace("_", " ") if code == "action_plan" else "the thing"
    assert (found.on, found.about, found.law) == (due.on, about, law)
    assert (found.fixed, found.regime, found.end) == (True, "fixed_by_letter", None)
    assert (found.status, found.runs_from) == ("checked", DECIDED)


def test_a_decision_fixes_days_for_measures_and_for_the_action_plan() -> None:
    """Arts 73(3) and 75(2)."""
    dues = (
        DueDate(on=date(2026, 9, 1), what="Information on the measures"),
        DueDate(on=date(2026, 10, 20), kind="action_plan", what="The plan"),
    )
    case = case_of(event("fine", DECIDED, due=dues))
    measures, plan = only(case, "measures"), only(case, "action_plan")
    assert (measures.on, measures.law) == (date(2026, 9, 1), "Art. 73(3)")
    assert (plan.on, plan.law, plan.about) == (date(2026, 10, 20), "Art. 75(2)", "fine")


@pytest.mark.parametrize(
    ("request_kind", "law"),
    [("simple", "Art. 67(2)"), ("by_decision", "Art. 67(3)"), ("", "Art. 67(2), (3)")],
)
def test_a_reply_cites_the_kind_of_request(request_kind: str, law: str) -> None:
    letter = event(
        "request_for_information", date(2024, 3, 14), request=request_kind,
        due=(DueDate(on=date(2024, 4, 5)), DueDate(on=date(2024, 4, 26), note="or the 24th")),
    )  # fmt: skip
    found = [d for d in case_deadlines(case_of(letter)) if d.code == "reply"]
    assert [(d.on, d.law, d.note) for d in found] == [
        (date(2024, 4, 5), law, ""),
        (date(2024, 4, 26), law, "or the 24th"),
    ]
    assert {d.status for d in found} == {"unchecked"}


def test_a_fixed_day_is_never_moved() -> None:
    """Easter Monday 2026 is a holiday of the Commission; the letter wins."""
    due = DueDate(on=date(2026, 4, 6))
    found = only(case_of(event("request_for_information", date(2026, 3, 2), due=(due,))), "reply")
    assert (found.on, found.remarks, found.calendar) == (due.on, ("not_moved",), "commission")


def test_a_letter_that_fixes_no_day_gives_no_deadline() -> None:
    assert case_deadlines(case_of(event("request_for_information", date(2024, 3, 14)))) == ()


# National proceedings


def test_a_national_proceeding_uses_the_calendar_of_its_member_state() -> None:
    """17 March 2026 is a holiday in Ireland, a Tuesday elsewhere."""
    due = DueDate(on=date(2026, 3, 17))
    letter = event("request_for_information", date(2026, 2, 2), due=(due,))
    irish = only(case_of(letter, authority="national", member_state="IE"), "reply")
    french = only(case_of(letter, authority="national", member_state="FR"), "reply")
    assert (irish.calendar, irish.remarks, irish.law) == ("IE", ("not_moved",), "")
    assert (french.calendar, french.remarks) == ("", ())


def test_a_national_proceeding_without_a_known_calendar_knows_weekends() -> None:
    due = DueDate(on=date(2026, 3, 14))
    letter = event("request_for_information", date(2026, 2, 2), due=(due,))
    for state in ("", "ZZ"):
        found = only(case_of(letter, authority="national", member_state=state), "reply")
        assert (found.calendar, found.remarks) == ("", ("not_moved",))


def test_periods_of_national_proceedings_are_left_to_national_law() -> None:
    events = (
        event("preliminary_findings", date(2025, 6, 18)),
        event("fine", DECIDED, amount_eur=Decimal(1)),
        event("action_plan", date(2026, 8, 3)),
    )
    case = case_of(
        *events, authority="national", member_state="IE",
        infringements=(alleged(date(2025, 1, 1), "34"),),
    )  # fmt: skip
    assert case_deadlines(case) == ()
    assert infringement_limitation(case, case.infringements[0]) is None


# Counted from events


def test_observations_have_at_least_fourteen_days() -> None:
    """Art. 79(2)."""
    found = only(case_of(event("preliminary_findings", date(2025, 6, 18))), "observations")
    assert found.on == date(2025, 7, 2)
    assert (found.earliest, found.who, found.fixed) == (True, "provider", False)
    # What the findings themselves allow takes the place of the minimum.
    due = DueDate(on=date(2025, 8, 29))
    fixed = only(
        case_of(event("preliminary_findings", date(2025, 6, 18), due=(due,))), "observations"
    )
    assert (fixed.on, fixed.earliest) == (due.on, False)


def test_the_board_has_a_month_and_then_the_commission() -> None:
    """Art. 75(3); 21 April 2025 is Easter Monday."""
    case = case_of(event("action_plan", date(2025, 3, 21)))
    board, commission = only(case, "board_opinion"), only(case, "plan_decision")
    assert (board.on, board.who, board.assumed) == (date(2025, 4, 22), "board", False)
    assert (commission.on, commission.who) == (date(2025, 5, 22), "commission")
    assert (commission.assumed, commission.remarks) == (True, ("opinion_assumed",))
    assert commission.runs_from == board.on


@pytest.mark.parametrize(
    "kind", ["decision", "fine", "commitments_binding", "interim_measures", "designation"]
)
def test_a_decision_can_be_challenged(kind: EventKind) -> None:
    """Art. 263(6) TFEU: two months and ten days, from notification."""
    found = only(case_of(event(kind, DECIDED, notified_on=date(2026, 7, 22))), "annulment_action")
    assert found.on == date(2026, 10, 2)  # 22 September + 10, a Friday
    assert (found.who, found.regime, found.calendar) == ("applicant", "court_action", "court")
    assert (found.assumed, found.remarks) == (False, ())
    assert found.end is not None
    assert found.end.counted_on == date(2026, 9, 22)


def test_without_a_day_of_notification_the_start_is_assumed() -> None:
    found = only(case_of(event("fine", DECIDED)), "annulment_action")
    assert found.on == date(2026, 9, 30)
    assert (found.assumed, found.remarks) == (True, ("notification_unknown",))
    monthly = only(case_of(event("fine", date(2026, 7, 1), precision="month")), "annulment_action")
    assert (monthly.assumed, monthly.remarks) == (True, ("month_only",))


def test_a_fine_and_its_decision_are_challenged_once_two_requests_twice() -> None:
    both = case_of(event("decision", DECIDED), event("fine", DECIDED))
    assert only(both, "annulment_action").where == f"fine-{DECIDED}"
    requests = [
        event("request_for_information", DECIDED, id=f"r{n}", request="by_decision")
        for n in range(2)
    ]
    found = [d for d in case_deadlines(case_of(*requests)) if d.code == "annulment_action"]
    assert [d.where for d in found] == ["r0", "r1"]
    simple = event("request_for_information", DECIDED, request="simple")
    assert case_deadlines(case_of(simple)) == ()


def test_a_deadline_is_as_reliable_as_its_event() -> None:
    known = event("preliminary_findings", date(2023, 6, 14), notified_on=date(2023, 6, 14))
    assert only(case_of(known), "observations").status == "checked"
    doubted = msgspec.structs.replace(known, source=Source(text="the press"))
    assert only(case_of(doubted), "observations").status == "unchecked"
    drawn = msgspec.structs.replace(known, source=Source(status="illustration"))
    assert only(case_of(drawn), "observations").status == "unchecked"


# The start of the Section 5 duties


def designated(**more: Any) -> Case:
    designation = Designation(notified_on=date(2023, 4, 25), **more)
    return case_of(platforms=(Platform(id="shop", name="Shop", designation=designation),))


def test_the_section_5_duties_start_after_four_months() -> None:
    """Art. 33(6)."""
    found = only(designated(), "section5_duties")
    assert (found.on, found.where, found.about) == (date(2023, 8, 25), "shop", "Shop")
    assert found.end is not None
    stated = only(designated(applies_from=date(2023, 8, 28)), "section5_duties")
    assert (stated.on, stated.end, stated.remarks) == (date(2023, 8, 28), None, ("stated_start",))


# Limitation

ENDED = date(2025, 1, 31)


def limits(case: Case) -> dict[str, Deadline]:
    return {d.code: d for d in case_deadlines(case) if d.code.startswith("limitation")}


def test_limitation_runs_from_the_end_of_the_infringement() -> None:
    """Art. 77(1), (2), (4)."""
    case = case_of(infringements=(alleged(ENDED, "34"),))
    found = limits(case)
    assert {code: d.on for code, d in found.items()} == {
        "limitation": date(2030, 1, 31),
        "limitation_absolute": date(2035, 1, 31),
    }
    assert {d.where for d in found.values()} == {"i1"}
    assert {d.who for d in found.values()} == {"commission"}
    assert found["limitation"].runs_from == ENDED
    # Both fall on no weekend: 31 January 2030 is a Thursday, 31 January 2035 a Wednesday.
    assert all(d.remarks == () for d in found.values())


def test_an_infringement_that_goes_on_has_no_limit_yet() -> None:
    case = case_of(infringements=(alleged(None, "34"),))
    assert limits(case) == {}
    found = infringement_limitation(case, case.infringements[0])
    assert found is not None
    assert found.starts_on is None


def test_acts_of_the_proceeding_restart_it() -> None:
    """Art. 77(3), (4)."""
    case = case_of(
        event("opening", date(2024, 3, 14)),
        event("preliminary_findings", date(2025, 6, 18), due=(DueDate(on=date(2025, 9, 1)),)),
        infringements=(alleged(ENDED, "34"),),
    )
    found = limits(case)["limitation"]
    assert (found.on, found.runs_from) == (date(2030, 6, 18), date(2025, 6, 18))
    assert found.remarks == ("restarted",)
    assert found.status == "inferred"
    explained = infringement_limitation(case, case.infringements[0])
    assert explained is not None
    assert [r.act.key for r in explained.restarts] == ["preliminary-findings-2025-06-18"]
    assert [why for _, why in explained.ignored] == ["before_start"]


@pytest.mark.parametrize(
    ("provisions", "restarts"),
    [
        ((), True),  # it names nothing: taken to concern everything
        (("34(1)", "35"), True),
        (("28",), False),
        (("67(2)",), True),  # an article of procedure names no obligation
        (("67(2)", "28"), False),
    ],
)
def test_an_act_restarts_only_the_infringements_it_concerns(
    provisions: tuple[str, ...], restarts: bool
) -> None:
    """Art. 77(3): an act in respect of an infringement."""
    letter = event("request_for_information", date(2026, 3, 2), provisions=provisions)
    found = limits(case_of(letter, infringements=(alleged(ENDED, "34"),)))["limitation"]
    assert found.on == (date(2031, 3, 2) if restarts else date(2030, 1, 31))


def test_time_before_the_court_is_added() -> None:
    """Art. 77(5): 1 October 2026 to 1 October 2028 is 731 days, with 29 February 2028."""
    events = (event("appeal", date(2026, 10, 1)), event("judgment", date(2028, 10, 1)))
    found = limits(case_of(*events, infringements=(alleged(ENDED, "34"),)))
    # 31 January 2030 + 731 days: 2030 and 2031 have 365 each, and one day more.
    assert found["limitation"].on == date(2032, 2, 1)
    assert found["limitation"].remarks == ("suspended", "weekend_unsettled")
    # 31 January 2035 + 365 is 2036, a leap year: + 366 is 31 January 2037.
    assert found["limitation_absolute"].on == date(2037, 1, 31)


def test_a_pending_action_leaves_the_limits_open() -> None:
    case = case_of(event("appeal", date(2026, 10, 1)), infringements=(alleged(ENDED, "34"),))
    assert limits(case) == {}
    found = infringement_limitation(case, case.infringements[0])
    assert found is not None
    assert found.suspended_since == date(2026, 10, 1)


def test_a_fine_that_was_imposed_is_remarked() -> None:
    case = case_of(event("fine", DECIDED), infringements=(alleged(ENDED, "34"),))
    assert "fine_imposed" in limits(case)["limitation"].remarks


def test_the_absolute_limit_binds() -> None:
    acts = (event("inspection", date(2029, 6, 1)), event("inspection", date(2034, 5, 1)))
    found = limits(case_of(*acts, infringements=(alleged(ENDED, "34"),)))
    assert found["limitation"].on == found["limitation_absolute"].on == date(2035, 1, 31)
    assert "absolute_binds" in found["limitation"].remarks
    assert found["limitation"].end is not None
    assert found["limitation"].end.counted_on == date(2039, 5, 1)


# Enforcement


def test_a_fine_becomes_final_when_no_action_was_brought() -> None:
    """Art. 78: the time for an action ends on 30 September 2026."""
    fine = event("fine", DECIDED, notified_on=DECIDED, amount_eur=Decimal(550_000_000))
    found = only(case_of(fine, as_of=date(2026, 10, 1)), "enforcement")
    assert (found.on, found.runs_from) == (date(2031, 9, 30), date(2026, 9, 30))
    assert (found.assumed, found.remarks) == (True, ("final_by_time", "steps_not_counted"))
    # On the last day an action is still in time.
    waiting = case_of(fine, as_of=date(2026, 9, 30))
    assert "enforcement" not in {d.code for d in case_deadlines(waiting)}


def test_an_appeal_keeps_a_fine_from_becoming_final_until_judgment() -> None:
    fine = event("fine", DECIDED, notified_on=DECIDED)
    appeal = event("appeal", date(2026, 9, 28))
    judgment = event("judgment", date(2028, 2, 29))
    later = date(2028, 6, 1)
    assert "enforcement" not in {d.code for d in case_deadlines(case_of(fine, appeal, as_of=later))}
    found = only(case_of(fine, appeal, judgment, as_of=later), "enforcement")
    assert (found.on, found.remarks[0]) == (date(2033, 2, 28), "final_by_judgment")


# All of them


def test_deadlines_are_split_at_a_day() -> None:
    letters = tuple(
        event("request_for_information", date(2026, 1, 5), id=f"r{n}",
              due=(DueDate(on=date(2026, 2, 2) + timedelta(days=n)),))
        for n in range(3)
    )  # fmt: skip
    found = next_deadlines(case_of(*letters), date(2026, 2, 3))
    assert [d.on.day for d in found.coming] == [3, 4]
    assert [d.on.day for d in found.past] == [2]
    after = next_deadlines(case_of(*letters), date(2026, 3, 1))
    assert [d.on.day for d in after.past] == [4, 3, 2]


@given(cases())
@settings(max_examples=60)
def test_every_case_has_its_deadlines_in_order(case: Case) -> None:
    found = case_deadlines(case)
    assert found == case_deadlines(case)
    assert all(a.on <= b.on for a, b in pairwise(found))
    for deadline in found:
        assert deadline.fixed is (deadline.regime == "fixed_by_letter")
        assert deadline.end is None or deadline.end.last_day == deadline.on
        assert deadline.runs_from is not None
    split = next_deadlines(case, case.as_of)
    assert len(split.coming) + len(split.past) == len(found)


# Payment, and observations that come late


def test_a_fine_is_usually_to_be_paid_in_three_months_which_is_not_checked() -> None:
    found = only(case_of(event("fine", DECIDED, notified_on=date(2026, 7, 22))), "payment")
    assert (found.on, found.status, found.law) == (date(2026, 10, 22), "unchecked", "")
    told = deadline_how(Language("en"), found)
    assert "the period usual in decisions" in told
    assert "bank guarantee" in told


def test_a_day_of_payment_that_the_decision_fixes_wins() -> None:
    due = DueDate(on=date(2026, 11, 2), kind="payment", what="The fine", source=CHECKED)
    case = case_of(event("fine", DECIDED, due=(due,)))
    assert not [d for d in case_deadlines(case) if d.code == "payment"]
    assert only(case, "measures").on == due.on


def test_late_observations_need_not_be_considered() -> None:
    found = only(case_of(event("preliminary_findings", DECIDED)), "observations")
    told = deadline_how(Language("en"), found)
    assert "what comes later need not be considered" in told
    assert "Implementing Reg. (EU) 2023/1201, Art. 4(1), (4)" in told
