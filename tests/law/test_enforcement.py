"""The penalty articles and those on enforcement as reference; what answers to a query."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dsa_sim.law import LawDataError, articles, grounds
from dsa_sim.law.deadline_rules import load_deadlines
from dsa_sim.law.enforcement import (
    Reference,
    article,
    enforcement_articles,
    load_enforcement,
    recital,
    reference,
)
from dsa_sim.law.links import official_text_url, recital_url
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.rules import load_rules

# Paragraphs of the Official Journal text; 0 stands for an article with a single, unnumbered one.
PARAGRAPHS = {
    3: 0, 33: 6, 49: 4, 50: 3, 51: 6, 52: 4, 54: 0, 56: 7, 65: 3, 66: 4, 67: 6, 68: 2, 69: 10,
    70: 2, 71: 3, 72: 2, 73: 5, 74: 4, 75: 4, 76: 2, 77: 5, 78: 5, 79: 5, 80: 2, 81: 0, 82: 3,
    83: 0, 92: 0, 93: 2,
}  # fmt: skip


def first(query: str) -> Reference:
    return reference(query)[0]


def test_every_article_and_paragraph_is_there_once_and_in_order() -> None:
    found = {row.number: row for row in enforcement_articles() if row.division == "article"}
    assert list(found) == sorted(PARAGRAPHS)
    for number, count in PARAGRAPHS.items():
        parts = [p.paragraph for p in found[number].paragraphs if p.point is None]
        assert parts == ([None] if count == 0 else list(range(1, count + 1))) or number == 3
    assert [row.number for row in enforcement_articles() if row.division == "recital"] == [
        117, 144, 145,
    ]  # fmt: skip


def test_every_row_has_its_words_in_two_languages_its_source_and_its_status() -> None:
    for row in enforcement_articles():
        for words in (row.summary, *(p.text for p in row.paragraphs)):
            assert words.text("en").endswith(".") or "§" in words.text("en")
            assert words.text("fr").endswith(".")
            assert words.text("en") != words.text("fr") or len(words.text("en")) < 14
        for language in ("en", "fr", "de"):
            assert row.keywords.of(language)
        assert all(p.checked is not None or p.status == "unchecked" for p in row.paragraphs)


def test_what_was_written_from_memory_is_marked() -> None:
    unchecked = {
        (row.number, p.paragraph)
        for row in enforcement_articles()
        for p in row.paragraphs
        if p.status == "unchecked"
    }
    assert {number for number, _ in unchecked} == {49, 50, 51}
    assert (51, 5) not in unchecked
    assert all(row.heading_status.of("fr") == "unchecked" for row in enforcement_articles()
               if row.division == "article" and row.number != 33)  # fmt: skip


def test_every_maximum_and_every_deadline_of_the_dsa_rests_on_a_row() -> None:
    resting = {code for row in enforcement_articles() for p in row.paragraphs for code in p.rules}
    maxima = {rule.code for rule in load_rules()}
    deadlines = {rule.code for rule in load_deadlines().rules}
    assert resting <= maxima | deadlines
    # The action for annulment rests on the Treaty, the time to pay on the decision itself.
    assert (maxima | deadlines) - resting == {"annulment_action", "payment"}


@pytest.mark.parametrize(
    ("query", "citation"),
    [
        ("74", "Art. 74"),
        ("Art. 74(2)", "Art. 74(2)"),
        ("74(2)(b)", "Art. 74(2)(b)"),
        ("article 76, paragraphe 1", "Art. 76(1)"),
        ("Artikel 77 Absatz 3 Buchstabe a", "Art. 77(3)(a)"),
        ("3(x)", "Art. 3(x)"),
        ("Art. 3, point x", "Art. 3(x)"),
        ("34", "Art. 34"),
        ("34(1)", "Art. 34(1)"),
        ("recital 117", "Recital 117"),
        ("considérant 144", "Recital 144"),
        ("Erwägungsgrund 145", "Recital 145"),
        ("traceability", "Art. 30"),
        ("Rückverfolgbarkeit", "Art. 30"),
        ("fines", "Art. 74"),
        ("Zwangsgeld", "Art. 76"),
        ("prescription", "Art. 77"),
        ("right to be heard", "Art. 79"),
        ("interim measures", "Art. 70"),
        ("ne bis in idem", "Recital 144"),
        ("action plan", "Art. 75"),
    ],
)
def test_a_query_finds_its_reference(query: str, citation: str) -> None:
    assert first(query).citation == citation


@pytest.mark.parametrize("query", ["", "99", "74(9)", "77(3)(z)", "recital 1", "3(y)", "zebra"])
def test_what_the_data_do_not_hold_answers_with_nothing(query: str) -> None:
    assert reference(query) == ()


def test_a_penalty_article_comes_with_its_rule_and_its_grounds() -> None:
    found = first("74(2)")
    (rule,) = found.maxima
    assert (rule.rate_text, rule.kind, rule.citation) == ("0.01", "procedural", "Art. 74(2)")
    assert rule.grounds == grounds("procedural")
    assert [line.rules for line in found.lines] == [("procedural",)]
    (one,) = first("74(2)(b)").maxima
    assert [g.code for g in one.grounds] == ["74(2)(b)"]
    kinds = dict.fromkeys(rule.kind for rule in first("74").maxima)
    assert [*kinds] == ["infringement", "procedural"]
    assert first("34").maxima == ()


def test_an_article_on_duties_comes_with_tier_paragraphs_and_notes() -> None:
    found = first("34")
    assert found.tier == "vlop_vlose"
    assert [line.citation for line in found.lines] == ["Art. 34(1)", "Art. 34(2)", "Art. 34(3)"]
    assert all(line.source and line.status == "checked" for line in found.lines)
    # Art. 33 has rows of both kinds: the paragraphs speak from the enforcement data.
    assert first("33(6)").lines[0].rules == ("section5_duties",)
    assert first("33(6)").lines[0].tier == "vlop_vlose"


def test_every_reference_can_be_found_by_its_own_keywords() -> None:
    for row in enforcement_articles():
        for language in ("en", "fr", "de"):
            for word in row.keywords.of(language):
                found = reference(word, language=language, limit=100)
                # "1 %" and the like read as a number, and a number names an article.
                if word.rstrip(" %").isdigit():
                    continue
                assert (row.division, row.number) in {(r.division, r.number) for r in found}, word


def test_look_ups() -> None:
    fines = article(74)
    assert fines is not None
    assert fines.headings.text("en") == "Fines"
    assert fines.paragraph_citation(fines.paragraphs[1]) == "Art. 74(2)"
    assert article(99) is None
    assert recital(1) is None


def test_the_official_text_is_linked_by_article_and_language() -> None:
    assert official_text_url(language="fr", article=74) == (
        "https://eur-lex.europa.eu/eli/reg/2022/2065/oj/fra#art_74"
    )
    assert official_text_url() == "https://eur-lex.europa.eu/eli/reg/2022/2065/oj/eng"
    assert official_text_url(language="xx") == official_text_url(language="en_GB")
    assert recital_url(117, language="de").endswith("/deu#rct_117")
    assert len({official_text_url(article=a.number) for a in articles()}) == 40


@pytest.mark.parametrize(
    ("row", "key", "value", "path", "reason"),
    [
        (1, "number", 3, "$.rows[1].number", "already taken"),
        (0, "heading", None, "$.rows[0].heading", "have a heading"),
        (0, "paragraphs", [], "$.rows[0].paragraphs", "at least one"),
        (0, "status", "sure", "$.rows[0].status", "sure"),
    ],
)
def test_a_broken_row_is_named(
    tmp_path: Path, row: int, key: str, value: object, path: str, reason: str
) -> None:
    folder = Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))
    _change(folder, lambda rows: rows[row].__setitem__(key, value))
    with pytest.raises(LawDataError) as caught:
        load_enforcement(folder)
    assert caught.value.path == path
    assert reason in caught.value.reason


def test_a_rule_that_is_none_and_a_paragraph_given_twice_are_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))
    _change(folder, lambda rows: rows[1]["paragraphs"][3].__setitem__("rules", ["tax"]))
    with pytest.raises(LawDataError, match=r"rows\[1\].paragraphs\[3\].rules\[0\]: 'tax'"):
        load_enforcement(folder)
    _change(folder, lambda rows: rows[1]["paragraphs"][3].__setitem__("paragraph", 1))
    with pytest.raises(LawDataError, match=r"rows\[1\].paragraphs\[3\].paragraph"):
        load_enforcement(folder)


def _change(folder: Path, change) -> None:
    file = folder / "enforcement.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    change(document["rows"])
    file.write_text(json.dumps(document), encoding="utf-8")
