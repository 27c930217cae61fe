"""What the folder of a language holds beside its catalogue: facts and keywords as data."""

import pytest

from dsa_sim import language_folders
from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.languages import SOURCE_LANGUAGE
from dsa_sim.language.parsing import FieldProblem, parse_estimate
from dsa_sim.language_folders import fact, keywords, languages, own_keywords

ENGLISH = language_folders._folder("en")
ONE_MEANING = ("scales", "scales_of_this_language", "currencies", "numbers", "dates")
"""Topics in which a word can mean one thing only."""


def test_every_language_has_a_folder_and_english_comes_first() -> None:
    assert languages()[0] == SOURCE_LANGUAGE
    assert set(languages()) == set(LANGUAGES)


@pytest.mark.parametrize("code", languages())
def test_a_folder_says_nothing_that_english_does_not_ask(code: str) -> None:
    folder = language_folders._folder(code)
    assert set(folder.facts) <= set(ENGLISH.facts)
    for topic, meanings in folder.keywords.items():
        assert set(meanings) <= set(ENGLISH.keywords[topic]), f"{code}: {topic}"
        for words in meanings.values():
            assert words == tuple(word.casefold() for word in words)


@pytest.mark.parametrize("topic", ONE_MEANING)
def test_a_word_has_one_meaning_in_a_topic(topic: str) -> None:
    words = [word for words in keywords(topic).values() for word in words]
    assert len(words) == len(set(words))


def test_words_of_all_languages_are_known_english_first() -> None:
    days = keywords("numbers")["days"]
    assert days[0] == "d"
    assert {"jours", "tage"} < set(days)
    assert "jours" in own_keywords("fr", "numbers")["days"]
    assert own_keywords("xx", "numbers") == {}
    with pytest.raises(KeyError):
        keywords("no such topic")


def test_a_fact_falls_back_to_english() -> None:
    assert fact("fr_BE", "eur_lex") == "fra"
    assert fact("xx", "eur_lex") == "eng"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_word_that_differs_between_languages_is_read_in_its_own_alone(code: str) -> None:
    assert str(parse_estimate(Language("en"), "€ 2 billion", "eur")).count("2000000000")
    refused = parse_estimate(Language(code), "€ 2 billion", "eur")
    assert isinstance(refused, FieldProblem)
    assert refused.code == "ambiguous_word"
