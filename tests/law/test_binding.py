"""Which provisions bind which platform: each row with the article that says so; E7 among them."""

from __future__ import annotations

from datetime import date

import pytest

from dsa_sim.law import Binding, PlatformFacts, ProvisionRef, articles, binding, parse_provision

NOTIFIED = date(2023, 4, 25)
ORDINARY = {
    "intermediary": PlatformFacts(service="intermediary"),
    "hosting": PlatformFacts(service="hosting"),
    "platform": PlatformFacts(service="online_platform"),
    "marketplace": PlatformFacts(service="marketplace"),
    "search": PlatformFacts(service="search_engine"),
    "vlop": PlatformFacts(service="online_platform", designation_notified=NOTIFIED),
    "vlop marketplace": PlatformFacts(service="marketplace", designation_notified=NOTIFIED),
    "vlose": PlatformFacts(service="search_engine", designation_notified=NOTIFIED),
    "small platform": PlatformFacts(service="online_platform", micro_or_small=True),
    "small marketplace": PlatformFacts(service="marketplace", micro_or_small=True),
    "small search": PlatformFacts(service="search_engine", micro_or_small=True),
    "small vlop": PlatformFacts(
        service="marketplace", designation_notified=NOTIFIED, micro_or_small=True
    ),
    "abroad": PlatformFacts(service="hosting", eu_established=False),
    "host designated by mistake": PlatformFacts(service="hosting", designation_notified=NOTIFIED),
}


def bind(code: str, facts: PlatformFacts, on: date | None = None) -> Binding:
    ref = parse_provision(code)
    assert ref is not None
    return binding(ref, facts, on=on)


@pytest.mark.parametrize(
    ("code", "who", "status", "reason", "source"),
    [
        # E7: a search engine and Sections 2, 3 and 5
        ("26", "vlose", "not_bound", "search_engine_not_online_platform", "Art. 3(i), (j)"),
        ("16", "vlose", "open", "search_engine_hosting_open", "Art. 3(g), (j)"),
        ("34", "vlose", "bound", "tier_bound", "Art. 34"),
        # Sections 3 and 4 address online platforms; 24(2) and 24(3) search engines too
        ("20(1)", "search", "not_bound", "search_engine_not_online_platform", "Art. 3(i), (j)"),
        ("30", "vlose", "not_bound", "search_engine_not_online_platform", "Art. 3(i), (j)"),
        ("24(1)", "search", "not_bound", "search_engine_not_online_platform", "Art. 3(i), (j)"),
        ("24(2)", "search", "bound", "tier_bound", "Art. 24(2)"),
        ("24(3)", "search", "bound", "tier_bound", "Art. 24(3)"),
        ("24", "search", "bound", "partly_bound", "Art. 24"),
        ("24", "platform", "bound", "tier_bound", "Art. 24"),
        ("17(1)", "search", "open", "search_engine_hosting_open", "Art. 3(g), (j)"),
        ("18", "search", "open", "search_engine_hosting_open", "Art. 3(g), (j)"),
        ("15(1)", "search", "bound", "tier_bound", "Art. 15(1)"),
        ("42", "search", "not_bound", "not_designated", "Art. 33(4)"),
        # each tier includes those before it
        ("9", "intermediary", "bound", "tier_bound", "Art. 9"),
        ("12", "marketplace", "bound", "tier_bound", "Art. 12"),
        ("16", "hosting", "bound", "tier_bound", "Art. 16"),
        ("16", "intermediary", "not_bound", "not_hosting", "Art. 3(g)"),
        ("16", "marketplace", "bound", "tier_bound", "Art. 16"),
        ("20", "hosting", "not_bound", "not_online_platform", "Art. 3(i)"),
        ("24(2)", "hosting", "not_bound", "not_online_platform", "Art. 3(i)"),
        ("20", "platform", "bound", "tier_bound", "Art. 20"),
        ("28(1)", "marketplace", "bound", "tier_bound", "Art. 28(1)"),
        ("30", "platform", "not_bound", "not_marketplace", "Art. 30(1)"),
        ("30", "marketplace", "bound", "tier_bound", "Art. 30"),
        ("30(1)(a)", "marketplace", "bound", "tier_bound", "Art. 30(1)"),
        # Section 5 and 14(5), (6) need a designation
        ("34", "platform", "not_bound", "not_designated", "Art. 33(4)"),
        ("34", "vlop", "bound", "tier_bound", "Art. 34"),
        ("38", "vlop", "bound", "tier_bound", "Art. 38"),
        ("14(5)", "platform", "not_bound", "not_designated", "Art. 33(4)"),
        ("14(6)", "vlop", "bound", "tier_bound", "Art. 14(6)"),
        ("14", "platform", "bound", "partly_bound", "Art. 14"),
        ("14", "vlop", "bound", "tier_bound", "Art. 14"),
        ("34", "host designated by mistake", "not_bound", "not_designated", "Art. 33(4)"),
        # micro and small enterprises
        ("15(1)", "small platform", "not_bound", "micro_small_exempt", "Art. 15(2)"),
        ("20", "small platform", "not_bound", "micro_small_exempt", "Art. 19(1)"),
        ("24(3)", "small platform", "bound", "tier_bound", "Art. 24(3)"),
        ("24", "small platform", "bound", "partly_bound", "Art. 24"),
        ("30", "small marketplace", "not_bound", "micro_small_exempt", "Art. 29(1)"),
        ("16", "small marketplace", "bound", "tier_bound", "Art. 16"),
        ("20", "small vlop", "bound", "tier_bound", "Art. 20"),  # Art. 19(2)
        ("30", "small vlop", "bound", "tier_bound", "Art. 30"),  # Art. 29(2)
        ("15(1)", "small vlop", "bound", "tier_bound", "Art. 15(1)"),  # Art. 15(2)
        ("24(2)", "small search", "bound", "tier_bound", "Art. 24(2)"),  # 19(1): platforms only
        # no establishment in the Union
        ("13(1)", "hosting", "not_bound", "non_eu_only", "Art. 13(1)"),
        ("13", "hosting", "not_bound", "non_eu_only", "Art. 13(1)"),
        ("13(2)", "hosting", "not_bound", "non_eu_only", "Art. 13(1)"),
        ("13(4)", "hosting", "not_bound", "non_eu_only", "Art. 13(1)"),
        ("13(2)", "abroad", "bound", "tier_bound", "Art. 13(2)"),
        ("13(4)", "abroad", "bound", "tier_bound", "Art. 13(4)"),
        ("13", "abroad", "bound", "tier_bound", "Art. 13"),
        # no duty of a provider
        ("45", "vlop", "not_bound", "no_duty", "Art. 45(1)"),
        ("44(2)", "vlop", "not_bound", "no_duty", "Art. 44(2)"),
        ("25(2)", "platform", "not_bound", "not_an_obligation", "Art. 25(2)"),
        ("19", "platform", "not_bound", "not_an_obligation", "Art. 19(1)"),
        ("99", "platform", "not_bound", "unknown_provision", "Art. 99"),
        ("34(9)", "vlop", "not_bound", "unknown_provision", "Art. 34(9)"),
    ],
)
def test_a_provision_binds_or_says_why_not(
    code: str, who: str, status: str, reason: str, source: str
) -> None:
    result = bind(code, ORDINARY[who])
    assert (result.status, result.reason, result.source) == (status, reason, source)
    assert result.ref.code == code


def test_a_partly_binding_article_names_the_paragraphs_that_bind() -> None:
    partly = bind("24", ORDINARY["search"])
    assert dict(partly.params) == {"provisions": ("24(2)", "24(3)")}
    assert dict(bind("14", ORDINARY["platform"]).params) == {
        "provisions": ("14(1)", "14(2)", "14(3)", "14(4)")
    }


FIRST_WAVE = PlatformFacts(
    service="marketplace", designation_notified=NOTIFIED, designation_ceases=date(2026, 1, 1)
)
PLAIN = ORDINARY["platform"]
SMALL = ORDINARY["small vlop"]


@pytest.mark.parametrize(
    ("code", "facts", "on", "reason", "day"),
    [
        ("34", FIRST_WAVE, date(2023, 8, 24), "not_yet_applicable", date(2023, 8, 25)),  # 33(6)
        ("34", FIRST_WAVE, date(2023, 8, 25), "tier_bound", None),
        ("34", FIRST_WAVE, date(2025, 12, 31), "tier_bound", None),
        ("34", FIRST_WAVE, date(2026, 1, 1), "designation_ended", date(2026, 1, 1)),  # 33(6)
        ("14(5)", FIRST_WAVE, date(2026, 1, 1), "designation_ended", date(2026, 1, 1)),
        ("16", FIRST_WAVE, date(2023, 8, 24), "not_yet_applicable", date(2023, 8, 25)),  # 92
        ("16", FIRST_WAVE, date(2026, 1, 1), "tier_bound", None),
        ("20", PLAIN, date(2024, 2, 16), "not_yet_applicable", date(2024, 2, 17)),  # 93(2)
        ("20", PLAIN, date(2024, 2, 17), "tier_bound", None),
        ("24", PLAIN, date(2023, 1, 1), "partly_bound", None),  # 24(2), (3) early: 93(2)
        ("24(2)", PLAIN, date(2023, 2, 16), "not_yet_applicable", date(2023, 2, 17)),
        ("24(2)", PLAIN, date(2023, 2, 17), "tier_bound", None),
        ("24", PLAIN, date(2022, 11, 15), "not_yet_applicable", date(2022, 11, 16)),
        ("20", SMALL, date(2023, 4, 24), "micro_small_exempt", None),  # not yet designated
        ("20", SMALL, date(2023, 8, 25), "tier_bound", None),  # 19(2)
    ],
)
def test_time_decides_too(
    code: str, facts: PlatformFacts, on: date, reason: str, day: date | None
) -> None:
    result = bind(code, facts, on)
    assert result.reason == reason
    assert dict(result.params).get("date") == day


def test_an_open_question_is_not_open_before_the_law_applies() -> None:
    result = bind("16", ORDINARY["search"], date(2024, 2, 16))
    assert (result.status, result.reason) == ("not_bound", "not_yet_applicable")


def test_a_small_firm_is_exempt_again_once_its_designation_has_ended() -> None:
    facts = PlatformFacts(
        service="online_platform",
        designation_notified=NOTIFIED,
        designation_ceases=date(2026, 1, 1),
        micro_or_small=True,
    )
    assert bind("20", facts, date(2025, 12, 31)).status == "bound"
    assert bind("20", facts, date(2026, 1, 1)).reason == "micro_small_exempt"


def test_every_provision_answers_for_every_platform() -> None:
    days = (None, date(2022, 1, 1), date(2026, 7, 20))
    for article in articles():
        refs = [article.ref, *(p.ref for p in article.paragraphs)]
        for ref in refs:
            for facts in ORDINARY.values():
                for on in days:
                    result = binding(ref, facts, on=on)
                    assert result.ref == ref
                    assert result.source.startswith("Art. ")
                    if on == days[1]:
                        assert result.status == "not_bound"


def test_an_article_is_bound_exactly_if_one_of_its_paragraphs_is() -> None:
    for article in articles():
        for facts in ORDINARY.values():
            whole = binding(ProvisionRef(article=article.number), facts).status
            parts = {binding(p.ref, facts).status for p in article.paragraphs}
            expected = next(s for s in ("bound", "open", "not_bound") if s in parts)
            assert whole == expected
