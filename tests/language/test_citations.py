"""Citations as lawyers of each language write them."""

import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.maximum_words import maximum_name
from dsa_sim.model.assessment import assess
from dsa_sim.storage import read_case


@pytest.mark.parametrize(
    ("english", "french", "german"),
    [
        ("Art. 74(1)", "article 74, paragraphe 1", "Art. 74 Abs. 1"),
        ("Art. 74(1)(c)", "article 74, paragraphe 1, point c)", "Art. 74 Abs. 1 Buchst. c"),
        ("Art. 34", "article 34", "Art. 34"),
        ("76(1)(e)", "76, paragraphe 1, point e)", "76 Abs. 1 Buchst. e"),
        ("Arts 56(3), 66(2)", "articles 56, paragraphe 3, 66, paragraphe 2",
         "Art. 56 Abs. 3, 66 Abs. 2"),
        ("Art. 78(1), (2)", "article 78, paragraphe 1, paragraphe 2", "Art. 78 Abs. 1, Abs. 2"),
        ("OJ L 277, 27.10.2022, p. 1", "OJ L 277, 27.10.2022, p. 1", "OJ L 277, 27.10.2022, p. 1"),
        ("§ 33 (in 2026)", "§ 33 (in 2026)", "§ 33 (in 2026)"),
    ],
)  # fmt: skip
def test_a_citation_is_written_as_in_the_language(english: str, french: str, german: str) -> None:
    assert Language("en").cited(english) == english
    assert Language("fr").cited(english) == french
    assert Language("de").cited(english) == german
    assert Language("de").cited(german) == german


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_maximum_names_its_article_in_the_language(code: str) -> None:
    case = read_case(asset_path("examples", "aliexpress.dsacase")).case
    assert "74(1)" not in maximum_name(assess(case).maximum, Language(code))
    assert "74(1)" in maximum_name(assess(case).maximum, Language("en"))
