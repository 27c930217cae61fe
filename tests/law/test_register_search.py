"""Search of the register, and names close to a misspelt one."""

import pytest

from dsa_sim.law.register import register
from dsa_sim.law.register_search import close_names, search_register


def found(query: str) -> list[str]:
    return [entry.name for entry in search_register(query)]


def test_an_empty_search_gives_the_whole_register() -> None:
    assert search_register("  ") == register().services


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("bing", "Bing"),
        ("x", "X"),
        ("ali", "AliExpress"),
        ("google se", "Google Search"),
        ("search google", "Google Search"),
        ("Twitter", "X"),
    ],
)
def test_the_name_comes_before_everything_else(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_provider_and_group_are_searched_too() -> None:
    assert {"Facebook", "Instagram"} <= set(found("meta"))
    assert {"Bing", "LinkedIn"} <= set(found("microsoft"))


def test_accents_and_case_do_not_matter() -> None:
    assert found("AMAZÓN") == found("amazon") != []


def test_every_word_must_be_found() -> None:
    assert found("bing aliexpress") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Bnig", "Bing"), ("aliexpres", "AliExpress"), ("tik tok", "TikTok"), ("Snap", "Snapchat")],
)
def test_a_misspelt_name_finds_its_neighbour(typed: str, meant: str) -> None:
    assert meant in close_names(typed)


def test_nothing_is_close_to_nonsense() -> None:
    assert close_names("qqqqqqqq") == ()
    assert close_names("") == ()
