"""The register, the record and the precedents in words: nothing without source and status."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.law_text import TIERS, law_texts
from dsa_sim.language.precedent_words import fine_words
from dsa_sim.language.register_words import (
    STRAND_STATES,
    application_fact,
    event_facts,
    events_fact,
    facts_of,
    list_row,
    status_words,
    turnover_fact,
    turnover_status,
    turnover_words,
)
from dsa_sim.law import articles
from dsa_sim.law.by_language import Status
from dsa_sim.law.provisions import Tier
from dsa_sim.law.record_rows import StrandState
from dsa_sim.law.register import register
from dsa_sim.law.turnover import TurnoverYear, turnover_of

EN = Language("en")
SAID_WITHOUT_SOURCE = {"Not known", "Not researched", "None on record"}


def year(**changes: object) -> TurnoverYear:
    known: dict[str, object] = {
        "group": "somebody", "scope": "group", "what": None, "starts_on": date(2025, 1, 1),
        "ends_on": date(2025, 12, 31), "currency": "EUR", "amount": Decimal(2_500_000_000),
        "precision": None, "basis": "reported", "note": None, "source": "accounts",
        "status": "checked", "checked": date(2026, 10, 6),
    }  # fmt: skip
    return TurnoverYear(**{**known, **changes})  # type: ignore[arg-type]


def test_every_code_has_its_words() -> None:
    assert set(TIERS) == set(get_args(Tier))
    assert set(STRAND_STATES) == set(get_args(StrandState))
    for status in get_args(Status):
        assert status_words(EN, status)


@pytest.mark.parametrize("lang", [Language(code) for code in LANGUAGES], ids=str)
def test_each_fact_of_each_service_has_a_status_or_says_that_nothing_is_known(
    lang: Language,
) -> None:
    unknown = {lang.tr(text) for text in SAID_WITHOUT_SOURCE}
    for entry in register().services:
        for fact in (*facts_of(lang, entry), events_fact(lang, entry), *event_facts(lang, entry)):
            assert fact.lines
            assert all(fact.lines)
            assert (fact.status and fact.source) or set(fact.lines) <= unknown


def test_what_nobody_researched_is_said_and_never_zero() -> None:
    for entry in register().services:
        group = register().group_of(entry)
        shown = next(f for f in facts_of(EN, entry) if f.name == "Turnover")
        assert ("Not researched" in shown.lines) == (not turnover_of(group.key))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "checked"),
        ({"currency": "USD"}, "derived"),
        ({"currency": "USD", "status": "unchecked"}, "unchecked"),
        ({"status": "inferred"}, "inferred"),
    ],
)
def test_a_turnover_is_worth_no_more_than_its_conversion(
    changes: dict[str, object], expected: str
) -> None:
    assert turnover_status(year(**changes)) == expected


def test_a_turnover_says_of_what_year_and_that_it_is_projected() -> None:
    plain = turnover_words(EN, year()).replace("\N{NO-BREAK SPACE}", " ")
    assert plain == "€ 2.50 bn, year to 31 Dec 2025"
    assert "projected" in turnover_words(EN, year(basis="projected"))


def test_without_a_rate_the_amount_stays_in_its_currency() -> None:
    shown = turnover_words(EN, year(currency="ZZZ")).replace("\N{NO-BREAK SPACE}", " ")
    assert shown.startswith("ZZZ 2,500 m")


def test_each_article_and_paragraph_has_its_text() -> None:
    for article in articles():
        for ref in (article.ref, *(p.ref for p in article.paragraphs)):
            text = law_texts(EN, ref.citation, limit=1)[0]
            assert text.citation == ref.citation
            assert text.title == article.heading("en")
            assert all(fact.lines for fact in text.facts)
            assert any(fact.name == "Whom it binds" for fact in text.facts)


@pytest.mark.parametrize("code", ["52(3)", "52(4)", "74(1)(a)", "74(2)(f)", "76(1)(e)"])
def test_what_sets_a_maximum_says_how_high(code: str) -> None:
    text = law_texts(EN, code, limit=1)[0]
    lines = [line for fact in text.facts for line in fact.lines]
    assert any(line.startswith("Up to ") for line in lines)
    assert any(code in line or code in fact.name for fact in text.facts for line in fact.lines)


def test_each_reading_of_a_fine_says_how_contested_it_is_and_where_it_comes_from() -> None:
    for fine in fine_words(EN):
        assert fine.split
        assert fine.behind
        assert fine.bases
        for base in fine.bases:
            assert base.contested
            assert base.behind
            assert base.of_maximum.endswith("%")


@pytest.mark.parametrize(
    ("key", "month", "told"),
    [
        ("whatsapp-channels", "≈ May 2026", "between 15 May 2026 and 26 May 2026"),
        ("xnxx", "≈ Nov 2024", "between 10 Nov 2024 and 15 Nov 2024"),
    ],
)
def test_a_start_known_as_a_range_is_no_exact_day(key: str, month: str, told: str) -> None:
    entry = register().entry(key)
    assert entry is not None
    assert any(cell.startswith(month) for cell in list_row(EN, entry))
    assert told in application_fact(EN, entry).lines[0]


@pytest.mark.parametrize(
    ("group", "ended"),
    [("microsoft", "30 Jun 2026"), ("apple", "26 Sept 2026"), ("zalando", ""), ("alibaba", "")],
)
def test_a_turnover_says_which_year_has_ended_since(group: str, ended: str) -> None:
    found = next(g for g in register().groups if g.key == group)
    lines = " ".join(turnover_fact(EN, found).lines)
    assert ("Out of date: the year to" in lines) is bool(ended)
    assert ended in lines
    # A figure that nobody reported says so, here the middle of the company's guidance.
    assert ("guidance" in lines) is (group == "zalando")
