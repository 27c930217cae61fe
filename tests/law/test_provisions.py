"""Provisions of Arts 9-48: citations as people type them, tiers, headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.law import ProvisionRef, articles, parse_provision, provision, resolve


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("34", "34"),
        ("34(1)", "34(1)"),
        ("34(1)(b)", "34(1)(b)"),
        ("Art. 34(1)", "34(1)"),
        ("Art.34(1)", "34(1)"),
        ("art 34 par. 1", "34(1)"),
        ("Article 34 (1)", "34(1)"),
        ("ARTICLE 34", "34"),
        ("Arts 34", "34"),
        ("34.1", "34(1)"),
        ("34.1.b", "34(1)(b)"),
        ("34 § 1", "34(1)"),
        ("article 34, paragraph 1, point (b)", "34(1)(b)"),
        ("article 34, paragraphe 1, point b)", "34(1)(b)"),
        ("  Art.\u00a034 ( 1 ) ( B ) ", "34(1)(b)"),
        ("38", "38"),
        ("40(12)", "40(12)"),
        ("Article 99(9)", "99(9)"),
    ],
)
def test_citations_are_read_as_people_type_them(typed: str, code: str) -> None:
    ref = parse_provision(typed)
    assert ref is not None
    assert ref.code == code
    assert ref.citation == f"Art. {code}"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "traceability",
        "34(",
        "34(1",
        "0",
        "34(0)",
        "34(1)(bb)",
        "34 risk",
        "34 35",
        "-34",
        "34b",
    ],
)
def test_what_is_no_citation_is_not_read(typed: str) -> None:
    assert parse_provision(typed) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_not_but_never_fails(typed: str) -> None:
    ref = parse_provision(typed)
    assert ref is None or parse_provision(ref.code) == ref


@given(
    st.integers(1, 999), st.integers(1, 99), st.one_of(st.none(), st.sampled_from("abcdefghijkz"))
)
def test_code_and_citation_are_read_back(article: int, paragraph: int, point: str | None) -> None:
    ref = ProvisionRef(article=article, paragraph=paragraph, point=point)
    assert parse_provision(ref.code) == ref
    assert parse_provision(ref.citation) == ref


@pytest.mark.parametrize(
    "nonsense",
    [
        {"article": 0},
        {"article": 34, "paragraph": 0},
        {"article": 34, "point": "a"},
        {"article": 34, "paragraph": 1, "point": "A"},
    ],
)
def test_a_reference_refuses_nonsense(nonsense: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"numbered|point"):
        ProvisionRef(**nonsense)  # type: ignore[arg-type]


def test_references_sort_in_the_order_of_the_regulation() -> None:
    refs = [parse_provision(code) for code in ("40(12)", "40(2)", "9", "40", "40(12)(b)")]
    ordered = sorted((ref for ref in refs if ref), key=lambda ref: ref.sort_key)
    assert [ref.code for ref in ordered] == ["9", "40", "40(2)", "40(12)", "40(12)(b)"]


@pytest.mark.parametrize(
    ("code", "tier", "kind"),
    [
        ("9", "intermediary", "obligation"),
        ("13(1)", "intermediary_non_eu", "obligation"),
        ("13(2)", "intermediary_non_eu", "obligation"),
        ("13(4)", "intermediary_non_eu", "obligation"),
        ("14", "intermediary", "obligation"),
        ("14(5)", "vlop_vlose", "obligation"),
        ("16", "hosting", "obligation"),
        ("16(3)", "hosting", "procedural"),
        ("19", "online_platform", "procedural"),
        ("24(2)", "online_platform_and_search_engine", "obligation"),
        ("25", "online_platform", "obligation"),
        ("25(2)", "online_platform", "procedural"),
        ("30", "marketplace", "obligation"),
        ("33", "vlop_vlose", "procedural"),
        ("34", "vlop_vlose", "obligation"),
        ("34(1)(b)", "vlop_vlose", "obligation"),
        ("38", "vlop_vlose", "obligation"),
        ("45(2)", "none_voluntary", "procedural"),
    ],
)
def test_a_provision_knows_whom_it_binds(code: str, tier: str, kind: str) -> None:
    found = provision(code)
    assert found is not None
    assert found.ref.code == code
    assert (found.tier, found.kind) == (tier, kind)
    assert found.in_section5 == (33 <= found.article.number <= 43)


@pytest.mark.parametrize("code", ["8", "49", "34(9)", "38(1)", "16(7)(a)", "words"])
def test_what_does_not_exist_is_not_found(code: str) -> None:
    assert provision(code) is None


def test_an_article_covers_its_paragraphs_and_a_point_its_paragraph() -> None:
    article, point = provision("30"), provision("30(1)(a)")
    assert article is not None
    assert point is not None
    assert [p.paragraph for p in article.paragraphs] == [1, 2, 3, 4, 5, 6, 7]
    assert [p.paragraph for p in article.obligations] == [1, 2, 3, 5, 6, 7]
    assert [p.paragraph for p in point.paragraphs] == [1]
    assert article.article == point.article


def test_headings_notes_and_sections_speak_both_languages() -> None:
    found = provision("30(4)")
    assert found is not None
    assert found.heading("en") == "Traceability of traders"
    assert found.heading("fr") == "Traçabilité des professionnels"
    assert "complaint" in found.note("en")
    assert "réclamation" in found.note("fr")
    section = found.article.section
    assert section.title is not None
    assert (section.chapter, section.section) == ("III", 4)
    assert "contrats à distance" in section.title.text("fr")


def test_an_article_or_a_plain_paragraph_has_no_note() -> None:
    for code in ("30", "30(1)"):
        found = provision(code)
        assert found is not None
        assert found.note("en") == ""


def test_the_data_hold_articles_9_to_48_complete() -> None:
    numbers = [article.number for article in articles()]
    assert numbers == list(range(9, 49))
    paragraphs = [p for article in articles() for p in article.paragraphs]
    assert len(paragraphs) == 190
    assert sum(p.is_obligation for p in paragraphs) == 98


def test_paragraphs_are_numbered_without_gaps() -> None:
    for article in articles():
        numbers = [p.paragraph for p in article.paragraphs]
        assert numbers in ([None], list(range(1, len(numbers) + 1))), article.number


def test_every_article_has_its_own_words_in_both_languages() -> None:
    for article in articles():
        assert resolve(article.ref) is not None
        for language in ("en", "fr"):
            assert article.heading(language)
            assert article.summary(language).endswith(".")
            assert article.keywords.of(language)
        assert article.summary("en") != article.summary("fr")


def test_the_exemption_of_small_firms_never_reaches_hosting_or_section_5() -> None:
    exempt = {p.article for a in articles() for p in a.paragraphs if p.micro_small_exempt}
    assert exempt == {15, *range(20, 29), *range(30, 33)}  # Arts 15(2), 19(1), 29(1)
    not_relieved = provision("24(3)")
    assert not_relieved is not None
    assert not not_relieved.paragraphs[0].micro_small_exempt  # Art. 19(1)


def test_unchecked_french_and_our_own_classification_are_marked() -> None:
    for article in articles():
        assert article.heading_status.of("en") == "checked"
        assert article.heading_status.of("fr") == "unchecked"
        assert {p.classification_status for p in article.paragraphs} == {"inferred"}
