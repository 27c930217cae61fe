"""Every code of a case has words, in every language."""

from typing import get_args

import pytest

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.glossary import GLOSSARY, explanation, term
from dsa_sim.language.words import WORDS, choices, meaning, word
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
