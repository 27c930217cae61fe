"""Judgements are found, signed, and lose their review with their value."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dsa_sim.model.case import Case, Factor, Override, Signoff
from dsa_sim.model.edits import change, set_override
from dsa_sim.model.estimate import exactly
from dsa_sim.model.judgements import judgements, resigned, reviewed, with_signoff
from tests.storage.sample import sample_case
from tests.strategies import cases, signoffs

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
    assert signed == Signoff(author="C. Roux", made_on=TODAY)
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
