"""Every code of a case has words, in every language."""

import ast
from pathlib import Path
from typing import get_args

import pytest

import dsa_sim
from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.glossary import GLOSSARY, explanation, term
from dsa_sim.language.words import WORDS, choices, meaning, status_inside, word, word_inside
from dsa_sim.model import case, plan

KINDS = {
    "turnover_scope": case.TurnoverScope,
    "year_reading": case.YearReading,
    "cap_reading": case.CapReading,
    "day_divisor": case.DayDivisor,
    "income_base": case.IncomeBase,
    "gravity": case.Gravity,
    "fault": case.Fault,
    "service": case.Service,
    "enterprise_size": case.EnterpriseSize,
    "authority": case.Authority,
    "year_basis": case.YearBasis,
    "source_status": case.SourceStatus,
    "confidentiality": case.ConfidentialityMark,
    "ground": case.GroundCode,
    "event_kind": case.EventKind,
    "method": case.Method,
    "year_rounding": case.YearRounding,
    "share_of": case.ShareOf,
    "trigger": case.Trigger,
    "payment_way": case.PaymentWay,
    "request_kind": case.RequestKind,
    "answer": case.Answer,
    "date_precision": case.DatePrecision,
    "template": plan.Template,
    "layout": plan.Layout,
    "paper": plan.Paper,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_a_kind_are_those_of_the_model(kind):
    assert tuple(WORDS[kind]) == get_args(KINDS[kind])


def test_outcomes_and_units_of_a_start_have_words():
    assert set(WORDS["outcome"]) == set(case.Outcomes.__struct_fields__)
    assert set(WORDS["start_unit"]) == {"eur", "turnover_share"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_labels_of_a_kind_can_be_told_apart(code):
    lang = Language(code)
    for kind in WORDS:
        labels = [label for _, label in choices(lang, kind)]
        assert len(set(labels)) == len(labels)
        assert all(labels)


def test_labels_and_meanings_are_translated():
    lang = Language("fr")
    assert word(lang, "ground", "74(1)(c)") == "Non-respect d’engagements contraignants"
    assert "juristes d’entreprise" in meaning(lang, "confidentiality", "prepared_for_external")
    assert meaning(lang, "gravity", "high") == ""


@pytest.mark.parametrize("mark", ["prepared_for_external", "confidential"])
def test_in_house_marks_warn_about_privilege(mark):
    assert "privileged" in meaning(Language("en"), "confidentiality", mark)
    assert meaning(Language("en"), "confidentiality", "external_advice") == ""


def test_an_unknown_code_is_an_error_of_the_program():
    with pytest.raises(KeyError):
        word(Language("en"), "gravity", "enormous")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_term_is_explained_in_one_line(code):
    lang = Language(code)
    for name in GLOSSARY:
        assert 0 < len(term(lang, name)) <= 40
        assert 0 < len(explanation(lang, name)) <= 130
        assert "\n" not in explanation(lang, name)


GERMAN_INSIDE = {
    "source_status": ["geprüft", "ungeprüft", "abgeleitet", "gefolgert", "Beispiel"],
    "request_kind": ["nicht bekannt", "einfaches Verlangen", "Auskunftsbeschluss"],
    "answer": [
        "noch nicht bekannt",
        "vollständige Antwort",
        "unrichtige, unvollständige oder irreführende Antwort",
        "keine fristgerechte Antwort",
    ],
    "gravity": ["nicht bewertet", "niedrig", "mittel", "hoch"],
    "year_basis": ["berichtet", "prognostiziert"],
}


@pytest.mark.parametrize("kind", GERMAN_INSIDE)
def test_a_german_noun_keeps_its_capital_within_a_sentence(kind):
    words = [word_inside(Language("de"), kind, code) for code in WORDS[kind]]
    assert words == GERMAN_INSIDE[kind]
    english = [word_inside(Language("en"), kind, code) for code in WORDS[kind]]
    assert english == [label.lower() for _, label in choices(Language("en"), kind)]


def test_a_status_with_more_behind_it_keeps_its_nouns():
    assert status_inside(Language("de"), "Beispiel, ab angenommenem Beginn").startswith("Beispiel")
    assert status_inside(Language("de"), "Ungeprüft, ab angenommenem Beginn").endswith("Beginn")
    assert status_inside(Language("en"), "Illustration") == "illustration"


def lowered(tree):
    """Where a text that a person reads is made small without asking its language."""
    says = {"tr", "ntr", "ptr"}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr != "lower":
            continue
        text = node.func.value
        calls = [n.func for n in ast.walk(text) if isinstance(n, ast.Call)]
        names = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
        named = {n.attr for n in ast.walk(text) if isinstance(n, ast.Attribute)}
        spoken = any(name in says or name.startswith(("word", "status")) for name in names)
        spoken |= any(name.endswith("_status") for name in names)
        first = isinstance(text, ast.Subscript) and isinstance(text.slice, ast.Slice)
        if spoken or first or named & {"status", "title", "label", "_name"}:
            yield node.lineno


def test_only_the_language_makes_a_word_small():
    """`.lower()` takes the capitals of all German nouns; `joining.inside` knows better."""
    package = Path(dsa_sim.__file__).parent
    places = [
        f"{path.relative_to(package).as_posix()}:{line}"
        for path in sorted(package.rglob("*.py"))
        for line in lowered(ast.parse(path.read_text("utf-8")))
    ]
    allowed = ("language/joining.py", "law/", "language_folders.py")
    assert [place for place in places if not place.startswith(allowed)] == []


def test_what_makes_a_word_small_is_found():
    source = 'a = word(lang, "k", c).lower()\nb = self._name.lower()\nc = text[:1].lower()\n'
    assert list(lowered(ast.parse(source))) == [1, 2, 3]
