"""Search for provisions by number, word and tier, in English, French and German."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.law import PlatformFacts, articles, binding, search, search_provisions
from dsa_sim.law.search_words import one_letter_apart

MARKETPLACE = PlatformFacts(service="marketplace", designation_notified=date(2023, 4, 25))
SEARCH_ENGINE = PlatformFacts(service="search_engine", designation_notified=date(2023, 4, 25))
SMALL_HOST = PlatformFacts(service="hosting", micro_or_small=True)


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


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_an_article_is_found_by_its_own_heading_and_every_keyword(language: str) -> None:
    for article in articles():
        for text in (article.heading(language), *article.keywords.of(language)):
            assert str(article.number) in codes(text, language=language), text


@given(st.text(max_size=30))
def test_any_query_is_answered(query: str) -> None:
    for hit in search_provisions(query):
        assert 9 <= hit.ref.article <= 48


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Rückverfolgbarkeit von Unternehmern", "30"),
        ("Rueckverfolgbarkeit", "30"),
        ("ruckverfolgbarkeit", "30"),
        ("Melde- und Abhilfeverfahren", "16"),
        ("Dark Patterns", "25"),
        ("Werbearchiv", "39"),
        ("Minderjährigenschutz", "28"),
        ("MINDERJAEHRIGENSCHUTZ", "28"),
        ("Jugendschutz", "28"),
        ("Empfehlungssystem", "27"),
        ("Risikobewertung", "34"),
        ("systemische Risiken", "34"),
        ("Risiko", "34"),
        ("Datenzugang für Forscher", "40"),
        ("Forschern", "40"),
        ("Händlerprüfungen", "30"),
        ("AGB", "14"),
        ("Aufsichtsgebühr", "43"),
        ("Streitbeilegung", "21"),
        ("Artikel 34 Absatz 1", "34(1)"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_german_words_find_their_article(query: str, first: str, language: str) -> None:
    assert first in codes(query, language=language)[:2]


def test_part_of_a_german_compound_is_enough_from_five_letters() -> None:
    assert "37" in codes("prüfung")
    assert "30" in codes("prüfung")  # Händlerprüfung
    assert "34" in codes("bewertung")  # Risikobewertung
    assert codes("ewe") == []


def test_a_compound_nobody_has_is_found_by_the_word_it_begins_with() -> None:
    assert codes("Werbearchivpflicht") == ["39"]


@pytest.mark.parametrize(
    ("misspelt", "first"),
    [
        ("traceabilty", "30"),
        ("tracaebility", "30"),
        ("resaerchers", "40"),
        ("Empfelungssysteme", "27"),
        ("minros", "28"),
    ],
)
def test_one_wrong_letter_is_forgiven_in_longer_words(misspelt: str, first: str) -> None:
    assert codes(misspelt)[0] == first
    assert search_provisions(misspelt)[0].score < search_provisions("risk")[-1].score


def test_short_words_are_taken_as_they_are_written() -> None:
    assert codes("adz") == []
    assert codes("minrosx") == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("minors", "minor", True),
        ("minor", "minors", True),
        ("minros", "minors", True),
        ("minars", "minors", True),
        ("minrso", "minors", False),
        ("minors", "minors", False),
        ("iminors", "minors", True),
        ("mnior", "minors", False),
    ],
)
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    assert one_letter_apart(one, other) is apart


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_apart_works_both_ways(one: str, other: str) -> None:
    assert one_letter_apart(one, other) == one_letter_apart(other, one)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("marketplace", {"29", "30", "31", "32"}),
        ("hosting", {"16", "17", "18"}),
        ("hébergeur", {"16", "17", "18"}),
        ("Hostingdienst", {"16", "17", "18"}),
        ("place de marché", {"30", "31", "32"}),
        ("search engine", {"24", "34", "40"}),
        ("Suchmaschine", {"24", "34", "40"}),
        ("VLOP", {"33", "34", "35", "39", "40"}),
    ],
)
def test_the_name_of_a_tier_finds_what_binds_it(query: str, expected: set[str]) -> None:
    assert expected <= set(codes(query))


def test_a_tier_narrows_a_search_and_lists_itself_without_one() -> None:
    def found(query: str, tier: str) -> list[str]:
        return [hit.ref.code for hit in search_provisions(query, tier=tier)]

    assert found("", "hosting") == ["16", "17", "18"]
    assert found("  ", "marketplace") == ["29", "30", "31", "32"]
    assert found("illegal", "hosting") == ["16"]
    assert found("minors", "vlop_vlose") == ["34", "14"]  # 14(5) and (6) bind VLOPs alone
    assert found("", "online_platform_and_search_engine") == ["24"]
    assert search_provisions("illegal", tier="none_voluntary") == ()


@pytest.mark.parametrize("facts", [MARKETPLACE, SEARCH_ENGINE, SMALL_HOST])
@pytest.mark.parametrize("query", ["illegal", "transparency", "complaint", "report", "users"])
def test_what_binds_the_platform_comes_first_then_what_may(
    query: str, facts: PlatformFacts
) -> None:
    hits = search_provisions(query, facts=facts)
    order = ["bound", "open", "not_bound"]
    ranks = [order.index(hit.binding.status) for hit in hits if hit.binding]
    assert len(ranks) == len(hits)
    assert ranks == sorted(ranks)
    for hit in hits:
        assert hit.binding == binding(hit.ref, facts)
    assert {h.ref.code for h in hits} == set(codes(query))


def test_the_reason_why_something_does_not_bind_comes_with_it() -> None:
    statuses = {h.ref.code: h.binding for h in search_provisions("illegal", facts=SEARCH_ENGINE)}
    assert (statuses["16"].status, statuses["16"].source) == ("open", "Art. 3(g), (j)")
    assert statuses["31"].reason == "search_engine_not_online_platform"


def test_an_article_named_by_its_number_stays_on_top() -> None:
    hits = search_provisions("30", facts=SEARCH_ENGINE)
    assert hits[0].ref.code == "30"
    assert hits[0].binding is not None
    assert hits[0].binding.status == "not_bound"
    assert search_provisions("30")[0].binding is None


def test_german_headings_and_keywords_are_there_and_marked() -> None:
    for article in articles():
        assert article.heading("de") == article.headings.text("de") != article.headings.text("en")
        assert 4 <= len(article.keywords.of("de")) <= 8, article.number
        assert article.heading_status.of("de") == (
            "checked" if article.number == 9 else "unchecked"
        )


@given(st.sampled_from([w for a in articles() for w in a.keywords.of("de")]))
def test_a_word_is_found_however_its_umlauts_are_written(word: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    written_out = word.casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        written_out = written_out.replace(umlaut, letters)
    assert set(codes(word)) == set(codes(plain)) == set(codes(written_out))


@given(st.text(max_size=20), st.sampled_from([MARKETPLACE, SEARCH_ENGINE, SMALL_HOST]))
def test_facts_change_the_order_and_nothing_else(query: str, facts: PlatformFacts) -> None:
    with_facts = search_provisions(query, facts=facts)
    assert {h.ref for h in with_facts} == {h.ref for h in search_provisions(query)}


def test_nothing_is_made_ready_where_nothing_is_sought() -> None:
    search._index.cache_clear()
    assert search_provisions("") == ()
    assert search_provisions("  ", tier="hosting") != ()
    assert search._index.cache_info().currsize == 0
