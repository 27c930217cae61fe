"""What the answer to a request for information becomes (Art. 67(2), (3), 74(2)(a), (b))."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, Event, Outcomes, Proceeding, Provider, Source
from dsa_sim.model.edits import add_event, add_proceeding, change, find_part, remove
from dsa_sim.model.requests import (
    AnswerWords,
    answer_becomes_infringement,
    answer_ground,
    answer_identifier,
    answer_infringement,
)
from dsa_sim.storage import read_case

WORDS = AnswerWords(title="Incomplete answer", facts="Asked on 6 Nov 2023.", strand="Procedural")
REQUEST = Event(
    id="request", on=date(2026, 9, 1), kind="request_for_information", title="Traders",
    request="by_decision", answer="none", source=Source(text="letter", status="checked"),
)  # fmt: skip


@pytest.fixture(scope="module")
def example() -> Case:
    return read_case(asset_path("examples", "aliexpress.dsacase")).case


def asked(case: Case, event: Event = REQUEST) -> Case:
    return add_event(case, event, proceeding=case.proceedings[0].id)


@pytest.mark.parametrize(
    ("kind", "request_", "answer", "ground"),
    [
        ("request_for_information", "simple", "incomplete", "74(2)(a)"),
        ("request_for_information", "by_decision", "incomplete", "74(2)(a)"),
        ("request_for_information", "", "incomplete", "74(2)(a)"),
        ("request_for_information", "by_decision", "none", "74(2)(b)"),
        ("request_for_information", "simple", "none", None),
        ("request_for_information", "", "none", None),
        ("request_for_information", "by_decision", "open", None),
        ("request_for_information", "by_decision", "complete", None),
        ("inspection", "by_decision", "none", None),
    ],
)
def test_the_ground_of_an_answer(kind, request_, answer, ground) -> None:
    event = Event(
        id="e", on=date(2026, 1, 1), title="e", kind=kind, request=request_, answer=answer
    )
    assert answer_ground(event) == ground


def test_the_answer_is_alleged_in_the_strand_that_may_still_be_decided(example: Case) -> None:
    case = answer_becomes_infringement(asked(example), "request", words=WORDS)
    made = answer_infringement(case, "request")
    assert made is not None
    assert case.infringements[-1] is made
    assert (made.title, made.facts) == (WORDS.title, WORDS.facts)
    assert made.ground == "74(2)(b)"
    assert made.is_procedural
    assert made.facts_source == REQUEST.source
    assert made.strand == "risks", "not the strand that ended in commitments"
    assert made.platform == "aliexpress"
    assert case.strands == asked(example).strands


def test_a_strand_is_made_where_the_proceeding_has_none(example: Case) -> None:
    second = Proceeding(id="second", title="Second", events=(REQUEST,))
    case = answer_becomes_infringement(add_proceeding(example, second), "request", words=WORDS)
    owner = find_part(case, "second")
    assert isinstance(owner, Proceeding)
    assert [s.title for s in owner.strands] == ["Procedural"]
    assert owner.strands[0].decision_on == example.as_of
    made = answer_infringement(case, "request")
    assert made is not None
    assert made.strand == owner.strands[0].id


def test_a_new_strand_is_not_decided_before_the_request(example: Case) -> None:
    late = Event(
        id="late", on=date(2027, 2, 1), title="Late", kind="request_for_information",
        answer="incomplete",
    )  # fmt: skip
    second = Proceeding(id="second", title="Second", events=(late,))
    case = answer_becomes_infringement(add_proceeding(example, second), "late", words=WORDS)
    assert case.strands[-1].decision_on == date(2027, 2, 1)


def test_where_every_strand_has_ended_the_first_one_takes_it(example: Case) -> None:
    ended = Outcomes(commitments=Decimal(1), decision=Decimal(0))
    case = change(asked(example), "risks", outcomes=ended)
    made = answer_infringement(answer_becomes_infringement(case, "request", words=WORDS), "request")
    assert made is not None
    assert made.strand == case.proceedings[0].strands[0].id


def test_a_second_time_changes_nothing(example: Case) -> None:
    once = answer_becomes_infringement(asked(example), "request", words=WORDS)
    assert answer_becomes_infringement(once, "request", words=replace(WORDS, title="x")) is once
    again = answer_becomes_infringement(
        remove(once, answer_identifier("request")), "request", words=WORDS
    )
    assert again == once


def test_the_procedural_fine_has_its_own_maximum(example: Case) -> None:
    case = answer_becomes_infringement(asked(example), "request", words=WORDS)
    sheet = next(
        w for w in assess(case).worksheets if w.infringement.id == answer_identifier("request")
    )
    assert sheet.infringement.ground == "74(2)(b)"
    assert sheet.amount_eur is None, "how much is left to the person"
    strand = next(s for s in assess(case).strands if s.strand.id == "risks")
    procedural = strand.of("procedural")
    assert procedural is not None
    assert str(procedural.amount) == "1243946867.31"


def test_what_cannot_be_alleged_is_refused(example: Case) -> None:
    answered = asked(example, Event(id="a", on=date(2026, 1, 1), title="a"))
    with pytest.raises(ValueError, match="no ground"):
        answer_becomes_infringement(answered, "a", words=WORDS)
    with pytest.raises(KeyError):
        answer_becomes_infringement(example, "nothing", words=WORDS)
    empty = Case(
        title="t", as_of=date(2026, 1, 1), provider=Provider(name="p"),
        proceedings=(Proceeding(id="x", title="x", events=(REQUEST,)),),
    )  # fmt: skip
    with pytest.raises(ValueError, match="platform"):
        answer_becomes_infringement(empty, "request", words=WORDS)


def test_identifiers_stay_apart_and_short_enough() -> None:
    long, other = "e" * 64, "e" * 63 + "f"
    assert answer_identifier("request") == "answer-of-request"
    assert len(answer_identifier(long)) <= 64
    assert answer_identifier(long) != answer_identifier(other)


def test_an_event_needs_a_proceeding(example: Case) -> None:
    with pytest.raises(KeyError):
        add_event(example, REQUEST, proceeding="risks")
    case = asked(example)
    assert case.proceedings[0].events[-1] == REQUEST
    assert remove(case, "request") == example
