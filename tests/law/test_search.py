"""Search for provisions by number and by word, in English and French."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.law import articles, search_provisions


def codes(query: str, *, language: str = "en", limit: int = 50) -> list[str]:
    return [hit.ref.code for hit in search_provisions(query, language=language, limit=limit)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("traceability", "30"),
        ("KYBC", "30"),
        ("know your business customer", "30"),
        ("dark patterns", "25"),
        ("Dark  Pattern", "25"),
        ("manipulative design", "25"),
        ("children", "28"),
        ("minors", "28"),
        ("systemic risk", "34"),
        ("systemic risks", "34"),
        ("researchers", "40"),
        ("researcher", "40"),
        ("ad repository", "39"),
        ("trusted flagger", "22"),
        ("terms of service", "14"),
        ("statement of reasons", "17"),
        ("influencers", "26"),
        ("supervisory fee", "43"),
        ("n&a", "16"),
        ("traçabilité", "30"),
        ("tracabilite", "30"),
        ("TRAÇABILITÉ DES PROFESSIONNELS", "30"),
        ("interfaces trompeuses", "25"),
        ("mineurs", "28"),
        ("évaluation des risques", "34"),
        ("chercheurs", "40"),
        ("l'information", "10"),
        ("droit à l’information", "32"),
        ("redevance", "43"),
        ("algorithmes", "27"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_find_their_article_in_either_language(query: str, first: str, language: str) -> None:
    found = codes(query, language=language)
    assert found
    assert first in found[:2]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("34", ["34"]),
        ("art. 34", ["34"]),
        ("Article 34(1)", ["34(1)"]),
        ("34.1", ["34(1)"]),
        ("34(1)(b)", ["34(1)(b)"]),
        ("34(9)", ["34"]),  # no such paragraph: the article is offered
        ("99", []),
        ("8(1)", []),
        ("", []),
        ("  ?! ", []),
        ("xylophone", []),
        ("traceability xylophone", []),
    ],
)
def test_numbers_find_their_provision(query: str, expected: list[str]) -> None:
    assert codes(query) == expected


def test_the_beginning_of_a_number_finds_its_articles_in_order() -> None:
    assert codes("4")[:9] == [str(number) for number in range(40, 49)]
    assert codes("9")[0] == "9"


def test_the_beginning_of_a_word_is_enough() -> None:
    assert codes("trace") == ["30"]
    assert codes("recom")[:2] == ["27", "38"]


def test_every_word_must_be_found() -> None:
    both = set(codes("risk minors"))
    assert both == {"34"}
    assert both < set(codes("risk"))
    assert both < set(codes("minors"))


def test_a_number_and_a_word_go_together() -> None:
    assert codes("34 risk") == ["34"]
    assert codes("28 risk") == []


def test_a_short_plural_is_not_the_beginning_of_everything() -> None:
    assert codes("ads") == ["26", "39", "46"]


def test_hits_speak_the_language_asked_for_and_say_where_they_matched() -> None:
    hit = search_provisions("dark patterns", language="fr")[0]
    assert hit.heading == "Conception et organisation des interfaces en ligne"
    assert hit.summary.startswith("Les plateformes")
    assert (hit.matched_by, hit.matched_text) == ("keyword", "dark patterns")
    assert search_provisions("34(1)")[0].matched_by == "number"
    assert search_provisions("protection of minors")[0].matched_by == "heading"


def test_the_limit_holds_and_the_best_come_first() -> None:
    hits = search_provisions("illegal", limit=3)
    assert len(hits) == 3
    everything = search_provisions("illegal")
    assert everything[:3] == hits
    scores = [hit.score for hit in everything]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_article_is_found_by_its_own_heading_and_every_keyword(language: str) -> None:
    for article in articles():
        for text in (article.heading(language), *article.keywords.of(language)):
            assert str(article.number) in codes(text, language=language), text


@given(st.text(max_size=30))
def test_any_query_is_answered(query: str) -> None:
    for hit in search_provisions(query):
        assert 9 <= hit.ref.article <= 48
