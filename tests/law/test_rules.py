"""Statutory maxima and their grounds: Arts 52(3)-(4), 74(1)-(2) and 76(1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.law import LawLookupError, application_rule, ground, grounds, maximum_rule
from dsa_sim.law.rules import Authority, load_rules

DECISION = date(2026, 7, 20)

MAXIMA: list[tuple[str, Authority, str, str, str, bool | None, str]] = [
    # kind, authority, rate, unit, base, fault, where from
    (
        "infringement",
        "commission",
        "0.06",
        "per_decision_or_infringement",
        "turnover",
        True,
        "Art. 74(1)",
    ),
    (
        "procedural",
        "commission",
        "0.01",
        "per_decision_or_infringement",
        "income_or_turnover",
        True,
        "Art. 74(2)",
    ),
    ("periodic", "commission", "0.05", "per_day", "daily_average", False, "Art. 76(1)"),
    (
        "infringement",
        "national",
        "0.06",
        "per_decision_or_infringement",
        "turnover",
        None,
        "Art. 52(3)",
    ),
    (
        "procedural",
        "national",
        "0.01",
        "per_decision_or_infringement",
        "income_or_turnover",
        None,
        "Art. 52(3)",
    ),
    ("periodic", "national", "0.05", "per_day", "daily_average", None, "Art. 52(4)"),
]


@pytest.mark.parametrize(("kind", "authority", "rate", "unit", "base", "fault", "where"), MAXIMA)
def test_each_maximum_has_its_exact_rate_and_base(
    kind: str,
    authority: Authority,
    rate: str,
    unit: str,
    base: str,
    fault: bool | None,
    where: str,
) -> None:
    rule = maximum_rule(kind, authority=authority, on=DECISION)
    assert rule.rate == Decimal(rate)
    assert (rule.unit, rule.base_code, rule.requires_fault) == (unit, base, fault)
    assert rule.citation == where


@pytest.mark.parametrize(
    ("authority", "first"),
    [
        ("commission", date(2022, 11, 16)),  # Chapter IV, Sections 4-6: Art. 93(2)
        ("national", date(2024, 2, 17)),  # Art. 52 is in Chapter IV, Section 1: Art. 93(2)
    ],
)
@pytest.mark.parametrize("kind", ["infringement", "procedural", "periodic"])
def test_a_maximum_starts_on_its_day(authority: Authority, first: date, kind: str) -> None:
    assert maximum_rule(kind, authority=authority, on=first).valid_from == first
    with pytest.raises(LawLookupError) as caught:
        maximum_rule(kind, authority=authority, on=date.fromordinal(first.toordinal() - 1))
    assert caught.value.code == "not_in_force"
    assert caught.value.params["first"] == first


def test_rules_start_when_the_dates_of_application_say() -> None:
    early, general = application_rule("early"), application_rule("general")
    assert set(early.chapter_sections) == {"IV.4", "IV.5", "IV.6"}
    # A rule that takes the place of an earlier one starts when that one ends.
    for rule in {rule.code: rule for rule in reversed(load_rules())}.values():
        expected = early.date if rule.authority == "commission" else general.date
        assert rule.valid_from == expected


def test_national_rules_answer_to_their_own_code() -> None:
    own = maximum_rule("national_periodic", authority="national", on=DECISION)
    assert own == maximum_rule("periodic", authority="national", on=DECISION)


def test_an_unknown_rule_or_a_wrong_authority_is_named() -> None:
    with pytest.raises(LawLookupError, match=r"unknown_rule.*surcharge"):
        maximum_rule("surcharge", authority="commission", on=DECISION)
    with pytest.raises(LawLookupError, match="unknown_rule"):
        maximum_rule("national_periodic", authority="commission", on=DECISION)
    with pytest.raises(LawLookupError, match="unknown_rule"):
        grounds("surcharge")


@pytest.mark.parametrize(
    ("rule_code", "codes"),
    [
        ("infringement", ["74(1)(a)", "74(1)(b)", "74(1)(c)"]),
        ("procedural", [f"74(2)({letter})" for letter in "abcdef"]),
        ("periodic", [f"76(1)({letter})" for letter in "abcde"]),
        ("national_infringement", ["52(3)"]),
        ("national_procedural", ["52(3):information", "52(3):reply", "52(3):inspection"]),
        ("national_periodic", ["52(4)"]),
    ],
)
def test_grounds_belong_to_their_rule(rule_code: str, codes: list[str]) -> None:
    assert [entry.code for entry in grounds(rule_code)] == codes
    for code in codes:
        assert ground(code).rule_code == rule_code
        assert ground(code).citation.startswith("Art. " + code.partition(":")[0])


def test_a_ground_says_itself_in_every_language() -> None:
    text = ground("74(1)(c)").text
    assert "commitment" in text.text("en")
    assert "engagement" in text.text("fr_BE")
    assert "Zusage" in text.text("de_AT")
    assert text.text("it") == text.text("en")


def test_an_unknown_ground_is_named() -> None:
    with pytest.raises(LawLookupError, match=r"74\(1\)\(d\)"):
        ground("74(1)(d)")
