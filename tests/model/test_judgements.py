"""Judgements are found, signed, and lose their review with their value."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.language import Language
from dsa_sim.language.judgement_words import judgement_rows
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.tables import Table
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import AssumptionNote, Case, Factor, Override, Signoff
from dsa_sim.model.checks import check_case
from dsa_sim.model.edits import change, set_override
from dsa_sim.model.estimate import exactly
from dsa_sim.model.judgements import (
    confirmed,
    confirmed_at,
    judgements,
    resigned,
    reviewed,
    with_earlier_reasons,
    with_signoff,
)
from dsa_sim.model.problems import note
from dsa_sim.report.briefing.assumptions import assumptions_section
from dsa_sim.report.redaction.hiding import redacted
from dsa_sim.storage import decode_case, encode_case, read_case
from tests.storage.sample import sample_case
from tests.strategies import cases, signoffs

CASES = Path(__file__).parents[1] / "cases"

TODAY = date(2026, 11, 25)


def of(case: Case, owner: str, field: str):
    """The judgement of a part about a field."""
    return next(j for j in judgements(case) if j.owner == owner and field in dict(j.values))


def test_every_noted_field_of_the_full_sample_is_a_judgement() -> None:
    found = judgements(sample_case())
    assert len({j.key for j in found}) == len(found)
    targets = {j.target for j in found}
    assert {
        "case.reference.of", "case.provision_classes.probable", "case.cap_reading", "case.method",
        "provider.turnover_scope", "provider.year_reading", "shop.eu_revenue_eur",
        "main.decision_on", "main.outcomes", "main.appeal.chance", "main.payment.way",
        "main.offer.cost", "compel.chance", "risk.chance", "risk.fined", "risk.start",
        "risk.duration", "risk.recurrence", "risk.other_penalties", "risk.aggravating",
        "risk.mitigating", "same.strength",
    } <= targets  # fmt: skip


def test_a_changed_value_loses_its_review_and_no_other_does() -> None:
    before = sample_case()
    after = resigned(
        before, change(before, "risk", chance=exactly("0.9")), author="C. Roux", on=TODAY
    )
    signed = of(after, "risk", "chance").signoff
    assert signed == Signoff(author="C. Roux", made_on=TODAY, earlier_value=True)
    others = [j for j in judgements(after) if j.key != ("risk", ("chance_note",))]
    old = {j.key: j for j in judgements(before)}
    assert all(j.signoff == old[j.key].signoff for j in others)
    assert of(after, "risk", "chance").reason == of(before, "risk", "chance").reason


def test_without_a_name_nobody_is_noted_but_the_review_lapses() -> None:
    before = sample_case()
    after = resigned(before, change(before, "risk", duration=exactly(2)), author="", on=TODAY)
    signed = of(after, "risk", "duration").signoff
    assert (signed.author, signed.made_on) == ("A. Durand", date(2026, 3, 1))
    assert (signed.reviewer, signed.reviewed_on) == ("", None)


def test_a_reason_or_a_signature_alone_lets_the_review_stand() -> None:
    before = sample_case()
    reworded = change(before, "case", cap_reason="As recital 117 says")
    assert resigned(before, reworded, author="C", on=TODAY) == reworded
    signed = reviewed(before, of(before, "risk", "start"), reviewer="D", on=TODAY)
    assert resigned(before, signed, author="C", on=TODAY) == signed


def test_new_circumstances_and_overrides_are_signed_by_their_author() -> None:
    before = sample_case()
    added = change(before, "risk", aggravating=(*before.infringements[0].aggravating,
                                                Factor(share=exactly("0.3"))))  # fmt: skip
    added = set_override(added, "milder", Override(target="risk.fined", estimate=exactly("0.5")))
    after = resigned(before, added, author="C", on=TODAY)
    assert after.infringements[0].aggravating[1].signoff == Signoff(author="C", made_on=TODAY)
    assert after.scenarios[0].overrides[-1].signoff == Signoff(author="C", made_on=TODAY)
    assert after.infringements[0].aggravating[0] == before.infringements[0].aggravating[0]


@settings(max_examples=60, deadline=None)
@given(cases(), signoffs, st.data())
def test_any_judgement_can_be_signed_and_nothing_else_changes(case, signoff, data) -> None:
    found = data.draw(st.sampled_from(judgements(case)))
    signed = with_signoff(case, found, signoff)
    again = {j.key: j for j in judgements(signed)}
    assert again[found.key].signoff == signoff
    assert again[found.key].values == found.values
    assert with_signoff(signed, again[found.key], found.signoff) == case


def changed(before: Case, **values) -> Case:
    """The case with other values of the infringement, signed as the window does."""
    return resigned(before, change(before, "risk", **values), author="C. Roux", on=TODAY)


def test_a_reason_whose_value_changes_is_one_for_an_earlier_value() -> None:
    before = sample_case()
    assert not list(with_earlier_reasons(before))
    after = changed(before, chance=exactly("0.9"))
    (marked,) = with_earlier_reasons(after)
    assert (marked.target, marked.reason) == ("risk.chance", of(before, "risk", "chance").reason)
    assert [p for p in check_case(after) if p.code == "reason_for_earlier_value"] == [
        note("reason_for_earlier_value", "risk.chance", judged="Chance of a finding")
    ]
    again = changed(after, chance=exactly("0.8"))
    assert [m.target for m in with_earlier_reasons(again)] == ["risk.chance"]
    assert confirmed(after, marked).infringements[0].chance_note == AssumptionNote(
        reason=marked.reason, author="C. Roux", made_on=TODAY
    )


def test_another_reason_or_none_takes_the_mark_away() -> None:
    marked = changed(sample_case(), chance=exactly("0.9"))
    note_ = marked.infringements[0].chance_note
    for reason in ("Because of the new evidence", ""):
        other = msgspec.structs.replace(note_, reason=reason)
        after = resigned(marked, change(marked, "risk", chance_note=other), author="C", on=TODAY)
        assert not list(with_earlier_reasons(after))
        assert after.infringements[0].chance_note.author == "C. Roux"
    together = changed(sample_case(), chance=exactly("0.9"), chance_note=AssumptionNote(reason="x"))
    assert not list(with_earlier_reasons(together))


def test_a_first_value_makes_no_reason_old() -> None:
    empty = change(sample_case(), "risk", chance=None, chance_note=AssumptionNote(reason="First"))
    after = changed(empty, chance=exactly("0.4"))
    assert not after.infringements[0].chance_note.earlier_value
    without = change(sample_case(), "risk", chance_note=AssumptionNote())
    assert not list(with_earlier_reasons(changed(without, chance=exactly("0.4"))))


def test_the_same_value_again_marks_nothing() -> None:
    before = sample_case()
    assert changed(before, chance=before.infringements[0].chance) == before


def test_an_override_of_a_scenario_is_marked_with_its_scenario() -> None:
    scenario = sample_case().scenarios[0]
    made = Override(target="risk.fined", estimate=exactly("0.5"), reason="The worst case")
    before = set_override(sample_case(), scenario.id, made)
    other = msgspec.structs.replace(made, estimate=exactly("0.123"))
    after = resigned(before, set_override(before, scenario.id, other), author="C", on=TODAY)
    (problem,) = (p for p in check_case(after) if p.code.endswith("for_earlier_value"))
    assert (problem.where, problem.facts["input"]) == (scenario.id, "Chance of a fine")
    (marked,) = with_earlier_reasons(after)
    cleared = confirmed_at(after, scenario.id, marked.signed)
    assert not list(with_earlier_reasons(cleared))


def test_removing_a_circumstance_leaves_the_others_as_signed() -> None:
    signed = Signoff(author="A", made_on=TODAY, reviewer="B", reviewed_on=TODAY)
    three = tuple(
        Factor(share=exactly(f"0.{n}"), reason=f"reason {n}", signoff=signed) for n in (1, 2, 3)
    )
    before = change(sample_case(), "risk", aggravating=three)
    for gone in range(3):
        kept = (*three[:gone], *three[gone + 1 :])
        after = resigned(before, change(before, "risk", aggravating=kept), author="C", on=TODAY)
        assert after.infringements[0].aggravating == kept
    weighed = (msgspec.structs.replace(three[0], share=exactly("0.5")), *three[1:])
    after = resigned(before, change(before, "risk", aggravating=weighed), author="C", on=TODAY)
    first = after.infringements[0].aggravating[0].signoff
    assert first == Signoff(author="C", made_on=TODAY, earlier_value=True)


def test_a_mark_is_kept_in_the_file_and_left_out_where_there_is_none() -> None:
    before = sample_case()
    after = changed(before, chance=exactly("0.9"), duration=exactly(3))
    text = encode_case(after).decode()
    assert text.count('"earlier_value": true') == 2
    assert decode_case(text.encode())[0] == after
    assert "earlier_value" not in encode_case(before).decode()


@pytest.mark.parametrize("hidden", [("notes",), ("names",), ("reasons",)])
def test_a_mark_stays_with_its_reason_where_something_is_hidden(hidden) -> None:
    after = changed(sample_case(), chance=exactly("0.9"), duration=exactly(3))
    shown = list(with_earlier_reasons(redacted(after, frozenset(hidden), Language())))
    assert len(shown) == (0 if hidden == ("reasons",) else 2)


def test_the_briefing_says_which_reason_is_for_an_earlier_value() -> None:
    after = changed(sample_case(), chance=exactly("0.9"))
    section = assumptions_section(assess(after), Language())
    (table,) = (b for b in section.blocks if isinstance(b, Table) and b.summary == "Judgements")
    told = [row[2] for row in table.texts if "earlier value" in row[2]]
    reason = after.infringements[0].chance_note.reason.rstrip(". ")
    assert told == [f"{reason} (reason written for an earlier value)"]


def test_every_kind_of_judgement_can_be_told_of() -> None:
    case = sample_case()
    for found in judgements(case):
        case = with_signoff(case, found, msgspec.structs.replace(found.signoff, earlier_value=True))
    told = [p for p in check_case(case) if p.code.endswith("for_earlier_value")]
    assert len(told) >= 20
    texts = [problem_text(Language(), p) for p in told]
    assert all("written for an earlier value" in text for text in texts)
    assert any(text.startswith("Chance of a finding: ") for text in texts)


def test_a_default_that_nobody_chose_is_printed_as_not_assessed() -> None:
    case = read_case(CASES / "law" / "t13_cap_by_authority.dsacase").case
    rows = {r.judgement.target: r.value for r in judgement_rows(Language("en"), case)}
    assert rows["a.outcomes"].endswith("(default, not assessed)")
    assert rows["provider.turnover_scope"].endswith("(default, not assessed)")
    note = msgspec.structs.replace(case.strands[0].outcomes_note, reason="The findings say so.")
    judged = change(case, "a", outcomes_note=note)
    rows = {r.judgement.target: r.value for r in judgement_rows(Language("en"), judged)}
    assert "not assessed" not in rows["a.outcomes"]
