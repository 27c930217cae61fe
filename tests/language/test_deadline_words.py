"""Every code of a deadline has words, and the sentence on how a day was reached tells all."""

from datetime import date
from typing import get_args

import pytest

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.deadline_words import (
    _REMARKS,
    calendar_words,
    deadline_how,
    deadline_label,
    deadline_status,
    deadline_title,
    event_day,
    is_reliable,
    regime_words,
    status_words,
    who_words,
)
from dsa_sim.language.joining import all_quoted, joined
from dsa_sim.law import Status
from dsa_sim.law.calendars import calendar
from dsa_sim.law.deadline_rules import Actor, deadline_rules
from dsa_sim.law.deadlines import PeriodEnd, Regime
from dsa_sim.model.case import SourceStatus
from dsa_sim.model.deadlines import Deadline, Remark

ENGLISH = Language("en")


def end(**changes: object) -> PeriodEnd:
    values: dict[str, object] = {
        "counted_on": date(2026, 12, 25),
        "last_day": date(2027, 1, 4),
        "regime": "regulation_1182_71",
        "calendar": "commission",
        "skipped": (
            (date(2026, 12, 25), "Midwinter"),
            (date(2026, 12, 26), ""),
            (date(2026, 12, 27), ""),
        ),
        "calendar_known": True,
        "source": "Art. 3(4)",
        "status": "checked",
    }
    return PeriodEnd(**{**values, **changes})  # type: ignore[arg-type]


def deadline(**changes: object) -> Deadline:
    values: dict[str, object] = {
        "code": "board_opinion",
        "where": "e1",
        "about": "Plan",
        "on": date(2027, 1, 4),
        "who": "board",
        "regime": "regulation_1182_71",
        "calendar": "commission",
        "law": "Art. 75(3)",
        "status": "checked",
        "runs_from": date(2026, 11, 25),
        "end": end(),
    }
    return Deadline(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_code_has_words_that_can_be_told_apart(code: str) -> None:
    lang = Language(code)
    for words, codes in (
        (deadline_label, ("other", *(rule.code for rule in deadline_rules()))),
        (regime_words, get_args(Regime)),
        (who_words, get_args(Actor)),
        (status_words, {*get_args(Status), *get_args(SourceStatus)}),
    ):
        made = [words(lang, c) for c in codes]  # type: ignore[operator]
        assert all(made)
        assert len(set(made)) == len(made)


def test_a_title_says_what_it_is_about() -> None:
    assert deadline_title(ENGLISH, deadline()) == "Opinion of the Board on the action plan: Plan"
    assert deadline_title(ENGLISH, deadline(about="")) == "Opinion of the Board on the action plan"
    assert deadline_title(ENGLISH, deadline(code="other", about="Send the files")) == (
        "Send the files"
    )


def test_a_counted_day_tells_start_rules_and_days_passed_over() -> None:
    # Without a calendar that is known, the name that came with the day stands.
    assert deadline_how(ENGLISH, deadline(end=end(calendar=""))) == (
        "Counted from 25 Nov 2026 under: Regulation 1182/71 (acts of the institutions); the "
        "period would end on 25 Dec 2026 and ends on 4 Jan 2027, passing over Midwinter "
        "(25 Dec 2026), a weekend (Art. 75(3))."
    )


def test_a_period_that_ends_as_counted_says_only_that() -> None:
    plain = end(counted_on=date(2027, 1, 4), skipped=())
    how = deadline_how(ENGLISH, deadline(end=plain))
    assert "the period ends on 4 Jan 2027" in how
    assert "passing over" not in how


def test_an_action_tells_the_days_for_distance() -> None:
    action = deadline(
        code="annulment_action",
        regime="court_action",
        end=end(regime="court_action", calendar="court", skipped=()),
    )
    assert "with the days for distance, on 4 Jan 2027" in deadline_how(ENGLISH, action)


def test_a_day_fixed_by_a_letter_wins_and_says_so() -> None:
    how = deadline_how(ENGLISH, deadline(fixed=True, end=None))
    assert how.startswith("Fixed by the letter or decision of 25 Nov 2026 itself")
    unknown = deadline_how(ENGLISH, deadline(fixed=True, end=None, runs_from=None))
    assert unknown.startswith("Fixed by the letter or decision itself")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"earliest": True}, "the letter may give longer"),
        ({"assumed": True}, "its start is an assumption"),
        *(({"remarks": (remark,)}, words) for remark, words in _REMARKS.items()),
        ({"note": "Another source: 24 April."}, "Another source: 24 April ("),
        ({"end": end(calendar_known=False)}, "only weekends count: holidays of the Commission"),
    ],
)
def test_each_reservation_is_in_the_sentence(changes: dict[str, object], words: str) -> None:
    assert words in deadline_how(ENGLISH, deadline(**changes))
    assert words not in deadline_how(ENGLISH, deadline())


def test_every_remark_has_words_and_stands_for_the_assumption_it_explains() -> None:
    assert set(_REMARKS) == set(get_args(Remark))
    how = deadline_how(ENGLISH, deadline(assumed=True, remarks=("notification_unknown",)))
    assert "the day it was notified is not known" in how
    assert "its start is an assumption" not in how


def test_holidays_have_their_names_in_the_language() -> None:
    for code in LANGUAGES:
        how = deadline_how(Language(code), deadline())
        assert calendar("commission").holiday_name(date(2026, 12, 25), code) in how
        assert "Midwinter" not in how


@pytest.mark.parametrize("status", get_args(Status))
def test_only_what_is_checked_and_not_assumed_is_reliable(status: str) -> None:
    assert is_reliable(deadline(status=status)) == (status in ("checked", "derived"))
    assert not is_reliable(deadline(status=status, assumed=True))
    assert "assumed start" in deadline_status(ENGLISH, deadline(status=status, assumed=True))


def test_calendars_of_institutions_and_of_member_states_have_words() -> None:
    assert calendar_words(ENGLISH, "commission") == "holidays of the Commission"
    assert calendar_words(ENGLISH, "court") == "holidays of the Court of Justice"
    assert calendar_words(ENGLISH, "IE") == "public holidays, IE"
    assert calendar_words(ENGLISH, "") == ""


def test_an_event_of_which_only_the_month_is_known_shows_no_day() -> None:
    assert event_day(ENGLISH, date(2024, 3, 1), "month") == "≈ Mar 2024"
    assert event_day(ENGLISH, date(2024, 3, 1), "day") == "1 Mar 2024"


def test_parts_and_names_are_joined_as_the_language_does() -> None:
    french, english = Language("fr"), Language("en")
    assert joined(french, ("un", "", "deux")) == "un\N{NARROW NO-BREAK SPACE}; deux"
    assert joined(english, ("one", "two")) == "one; two"
    assert (
        all_quoted(french, ("Bing",)) == "«\N{NARROW NO-BREAK SPACE}Bing\N{NARROW NO-BREAK SPACE}»"
    )
    assert all_quoted(english, ("Bing", "X")) == "“Bing”, “X”"
