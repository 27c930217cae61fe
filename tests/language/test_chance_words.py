"""Chances in words: a person's table, in every language, there and back."""

from decimal import Decimal

import pytest

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.chance_words import CODES, chance_table, chance_word, is_table
from dsa_sim.language.parsing import FieldProblem, parse_chance, parse_one_chance
from dsa_sim.language_folders import keywords
from dsa_sim.model.estimate import exactly

OWN = "1 20 49 75 99"


@pytest.mark.parametrize(
    ("text", "chance"),
    [
        ("remote", "0.05"), ("unlikely", "0.3"), ("even", "0.5"), ("Likely", "0.65"),
        ("near certain", "0.95"), ("sehr unwahrscheinlich", "0.05"), ("unwahrscheinlich", "0.3"),
        ("Wahrscheinlich ", "0.65"), ("nahezu sicher", "0.95"), ("peu probable", "0.3"),
        ("probable", "0.65"), ("quasi\N{NO-BREAK SPACE}certain", "0.95"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_of_any_language_is_a_chance(code: str, text: str, chance: str) -> None:
    assert parse_chance(Language(code), text) == exactly(chance)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("table", ["", OWN])
def test_the_word_of_a_chance_gives_it_again(code: str, table: str) -> None:
    lang = Language(code, chances=table)
    for chance in chance_table(lang).values():
        assert parse_one_chance(lang, chance_word(lang, chance)) == chance


def test_the_own_table_counts() -> None:
    assert parse_chance(Language(chances=OWN), "likely") == exactly("0.75")
    assert chance_word(Language(chances=OWN), Decimal("0.7")) == "likely"
    assert chance_word(Language(), Decimal("0.8")) == "likely"
    assert chance_word(Language(), Decimal("0.81")) == "near certain"
    assert chance_word(Language(), Decimal(1)) == chance_word(Language(), Decimal(0)) == ""


@pytest.mark.parametrize(
    "wrong",
    ["", "5 30 50 65", "5 30 50 65 95 99", "5 50 30 65 95", "5 5 50 65 95", "0 30 50 65 95",
     "5 30 50 65 100", "5, 30, 50, 65, 95", "five"],
)  # fmt: skip
def test_a_table_has_five_rising_percentages(wrong: str) -> None:
    assert not is_table(wrong)
    assert is_table(OWN)


def test_no_word_means_two_chances() -> None:
    words = [word for code in CODES for word in keywords("chances")[code]]
    assert len(words) == len(set(words))
    assert isinstance(parse_chance(Language(), "maybe"), FieldProblem)
