"""Limitation explains itself, and the data on deadlines is strict."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.law import LawDataError
from dsa_sim.law.deadline_rules import counting_rule, deadline_rules, load_deadlines
from dsa_sim.law.deadlines import action_end, add_period, count_period, period_end
from dsa_sim.law.limitation import Act, Suspension, limitation
from dsa_sim.law.reading import DATA_FOLDER

ENDED = date(2024, 6, 15)


def test_every_restart_is_told_with_the_day_it_led_to() -> None:
    found = limitation(
        ended_on=ENDED,
        acts=[
            Act(on=date(2027, 5, 1), kind="preliminary_findings", key="findings"),
            Act(on=date(2025, 3, 1), kind="request_for_information", key="request"),
            Act(on=date(2026, 4, 1), kind="opening", key="opening"),
        ],
    )
    assert [(r.act.key, r.last_day, r.law) for r in found.restarts] == [
        ("request", date(2030, 3, 1), "Art. 77(3)(a)"),
        ("opening", date(2031, 4, 1), "Art. 77(3)(c)"),
        ("findings", date(2032, 5, 1), "Art. 77(3)"),
    ]
    assert (found.starts_on, found.runs_from) == (ENDED, date(2027, 5, 1))
    # Preliminary findings are not on the list of Art. 77(3), which is not closed.
    assert found.restarts[2].status == "inferred"


def test_acts_without_effect_are_told_with_the_reason() -> None:
    acts = [
        Act(on=date(2023, 1, 1), kind="inspection"),
        Act(on=date(2025, 1, 1), kind="commitments_offered"),
        Act(on=date(2029, 6, 16), kind="inspection"),
    ]
    found = limitation(ended_on=ENDED, acts=acts)
    assert found.ignored == (
        (acts[0], "before_start"),
        (acts[1], "no_interruption"),
        (acts[2], "after_lapse"),
    )
    assert found.last_day == date(2029, 6, 15)


def test_an_act_on_the_day_the_infringement_ceases_counts() -> None:
    found = limitation(ended_on=ENDED, acts=[Act(on=ENDED, kind="inspection")])
    assert [r.last_day for r in found.restarts] == [date(2029, 6, 15)]
    assert found.ignored == ()


def test_while_an_infringement_goes_on_no_time_runs() -> None:
    request = Act(on=date(2024, 1, 1), kind="request_for_information")
    found = limitation(ended_on=None, acts=[request])
    assert (found.starts_on, found.last_day, found.absolute_last) == (None, None, None)
    assert found.ignored == ((request, "before_start"),)


def test_a_pending_case_stops_the_clock() -> None:
    found = limitation(
        ended_on=ENDED, suspensions=[Suspension(began_on=date(2027, 1, 1), ended_on=None)]
    )
    assert found.suspended_since == date(2027, 1, 1)
    assert found.last_day is None


def test_suspended_days_are_told() -> None:
    stay = Suspension(began_on=date(2027, 1, 1), ended_on=date(2027, 3, 2))
    found = limitation(ended_on=ENDED, suspensions=[stay])
    assert (found.suspended_days, found.absolute_suspended_days) == (60, 60)
    assert found.last_day == date(2029, 8, 14)  # 15 June 2029 and 60 days


def test_twice_the_period_binds_where_restarts_go_beyond() -> None:
    acts = [Act(on=date(2029, 1, 1), kind="inspection"), Act(on=date(2033, 1, 1), kind="opening")]
    found = limitation(ended_on=ENDED, acts=acts)
    assert found.absolute_binds
    assert found.ordinary_last == date(2038, 1, 1)
    assert found.last_day == found.absolute_last == date(2034, 6, 15)
    assert [r.last_day for r in found.restarts] == [date(2034, 1, 1), date(2034, 6, 15)]


def test_a_stay_must_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Suspension(began_on=date(2026, 1, 2), ended_on=date(2026, 1, 1))


def test_that_limitation_is_not_moved_is_told_as_a_reading() -> None:
    assert counting_rule("limitation_end").status == "inferred"
    assert limitation(ended_on=ENDED).status == "inferred"


# How a counted day explains itself


def test_the_steps_lead_to_the_last_day() -> None:
    found = action_end(notified_on=date(2025, 10, 15))
    assert [(s.way, s.on) for s in found.steps] == [
        ("as_counted", date(2025, 12, 15)),
        ("distance", date(2025, 12, 25)),
        ("rolled", date(2025, 12, 29)),
    ]
    assert found.skipped == (
        (date(2025, 12, 25), "Christmas Day"),
        (date(2025, 12, 26), "Day after Christmas Day"),
        (date(2025, 12, 27), ""),
        (date(2025, 12, 28), ""),
    )
    assert "Art. 263(6) TFEU" in found.source
    assert "Art. 60" in found.source


def test_a_result_is_as_reliable_as_its_weakest_rule() -> None:
    # 2023 is published and every rule applied is checked.
    assert count_period(runs_from=date(2023, 3, 1), count=14, unit="days").status == "checked"
    # The rule on two working days was not compared with the text.
    assert count_period(runs_from=date(2023, 3, 3), count=2, unit="days").status == "unchecked"
    # The list of 2026 was not compared.
    assert count_period(runs_from=date(2026, 3, 2), count=14, unit="days").status == "unchecked"


def test_years_without_a_list_are_told() -> None:
    assert count_period(runs_from=date(2025, 3, 3), count=14, unit="days").calendar_known
    assert not count_period(runs_from=date(2030, 3, 4), count=14, unit="days").calendar_known
    # From a known year into an unknown one: the turn of the year matters.
    assert not count_period(runs_from=date(2027, 12, 17), count=14, unit="days").calendar_known


def test_working_days_tell_what_they_passed_over() -> None:
    found = count_period(runs_from=date(2025, 4, 16), count=1, unit="working_days")
    assert found.last_day == date(2025, 4, 22)
    assert [name for _, name in found.skipped] == [
        "Maundy Thursday", "Good Friday", "", "", "Easter Monday",
    ]  # fmt: skip


def test_national_holidays_count_where_the_act_is_done_in_a_member_state() -> None:
    """Reg. 1182/71, Art. 2(1): 17 March is a holiday in Ireland alone."""
    ireland = count_period(runs_from=date(2026, 3, 3), count=14, unit="days", whose="IE")
    assert (ireland.last_day, ireland.calendar) == (date(2026, 3, 18), "IE")
    assert count_period(runs_from=date(2026, 3, 3), count=14, unit="days").last_day == date(
        2026, 3, 17
    )


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="fixes the day"):
        period_end("reply", runs_from=ENDED)
    with pytest.raises(ValueError, match="notification or from publication"):
        action_end()
    with pytest.raises(ValueError, match="notification or from publication"):
        action_end(notified_on=ENDED, published_on=ENDED)
    with pytest.raises(ValueError, match="at least 1"):
        count_period(runs_from=ENDED, count=0, unit="working_days")
    with pytest.raises(ValueError, match="calendar"):
        add_period(ENDED, 3, "working_days")


# The data


def test_every_rule_has_words_and_a_source() -> None:
    for rule in deadline_rules():
        assert rule.title.text("en")
        assert rule.title.text("fr")
        # The decision itself sets the time to pay, not the law.
        assert rule.law.startswith("Art. ") or rule.code == "payment"
        assert rule.source


BROKEN: list[tuple[list[str | int], object, str]] = [
    (["rules", 0, "count"], 14, r"rules\[0\].count: expected null where a letter"),
    (["rules", 1, "count"], None, r"rules\[1\].count: expected null where a letter"),
    (["rules", 1, "count"], 0, r"rules\[1\].count: expected from 1"),
    (["rules", 1, "unit"], None, r"rules\[1\].unit: expected a unit"),
    (["rules", 1, "calendar"], "", r"rules\[1\].calendar: expected a calendar"),
    (["rules", 1, "checked"], None, r"rules\[1\].checked: expected the day"),
    (["rules", 1, "code"], "reply", r"rules\[1\].code: 'reply' is already"),
    (["rules", 12, "count"], 9, r"rules\[12\].count: expected twice"),
    (["counting", 0, "number"], 3, r"counting\[0\].number: expected a number for"),
    (["counting", 6, "number"], None, r"counting\[6\].number: expected a number for"),
    (["counting", 6, "number"], 0, r"counting\[6\].number: expected from 1"),
    (["counting", 0, "source"], "", r"counting\[0\].source: expected where"),
    (["interruptions"], [], r"interruptions: no row for inspection"),
    (["interruptions", 0, "kind"], "letter", r"interruptions\[0\].kind"),
]


@pytest.mark.parametrize(("keys", "value", "message"), BROKEN)
def test_broken_data_names_the_place(
    tmp_path: Path, keys: list[str | int], value: object, message: str
) -> None:
    document: Any = json.loads((DATA_FOLDER / "deadlines.json").read_text(encoding="utf-8"))
    parent = document
    for key in keys[:-1]:
        parent = parent[key]
    parent[keys[-1]] = value
    (tmp_path / "deadlines.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match=message) as caught:
        load_deadlines(tmp_path)
    assert caught.value.file == "deadlines.json"
