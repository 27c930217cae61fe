"""Proceedings of a national authority cite no article of the Commission's."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dsa_sim.language import Language
from dsa_sim.language.input_words import value_words
from dsa_sim.language.national_words import (
    NATIONAL,
    fine_title,
    fines_heading,
    ground_law,
    ground_reference,
    has_national,
    outcome_law,
)
from dsa_sim.language.register_case import new_from_register
from dsa_sim.language.words import WORDS, meaning, word
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, Outcomes, StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.charts.chart_data import comparison_data

EN = Language("en")
# Arts 66 to 79 speak of what the Commission may do.
OF_THE_COMMISSION = re.compile(r"\bArts? (6[6-9]|7\d)\b|Commission’s proceedings of")


def national_case() -> Case:
    """LinkedIn before the Irish authority alone."""
    case = new_from_register("linkedin", EN, as_of=date(2026, 10, 6))
    assert {p.authority for p in case.proceedings if p.strands} == {"national"}
    return case


@pytest.mark.parametrize("kind", ["ground", "outcome", "trigger", "event_kind"])
def test_no_word_of_a_national_authority_cites_a_power_of_the_commission(kind: str) -> None:
    for code in WORDS[kind]:
        told = f"{word(EN, kind, code, 'national')} {meaning(EN, kind, code, 'national')}"
        if kind == "event_kind" and code not in NATIONAL[kind]:
            assert not re.search(r"Art. 7\d", told), code
        else:
            assert not OF_THE_COMMISSION.search(told), code


@pytest.mark.parametrize("kind", ["ground", "outcome", "trigger"])
def test_every_code_that_can_be_fined_has_its_national_word(kind: str) -> None:
    assert set(NATIONAL[kind]) == set(WORDS[kind])


def test_where_the_law_has_them() -> None:
    assert outcome_law("commission", "closed") == "Art. 73(5)"
    assert {outcome_law("national", c) for c in WORDS["outcome"]} == {"", "Art. 51(2)"}
    assert ground_law("commission", "74(2)(b)") == "Art. 74(2)(b)"
    assert ground_law("national", "74(1)(a)") == ground_law("national", "74(2)(b)") == "Art. 52(3)"
    assert ground_law("national", "74(2)(f)") == ""
    assert fine_title(EN, "national", procedural=False) == "Fine for infringements"
    assert fine_title(EN, "commission", procedural=True) == "Procedural fine under Art. 74(2)"


def test_outcomes_and_grounds_of_a_national_case_are_worded_so() -> None:
    case = national_case()
    (strand,) = case.strands
    assert fines_heading(EN, national=has_national(case)) == "Fines for infringements"
    outcomes = Outcomes(decision=Decimal(1))
    told = value_words(EN, case, f"{strand.id}.outcomes", outcomes)
    assert told == "Decision on an infringement"
    silent = change(case, case.infringements[0].id, ground="74(2)(b)", provisions=())
    assert ground_reference(EN, silent, silent.infringements[0]) == "Art. 52(3)"


def test_the_briefing_of_a_national_case_cites_arts_51_and_52() -> None:
    case = national_case()
    legal = next(
        s for s in make_briefing(case, scenario=None, lang=EN).sections if s.code == "legal"
    )
    cited = {row[0] for block in legal.blocks for row in getattr(block, "texts", ())}
    assert "Art. 52(3)" in cited
    assert not any(re.match(r"Art. 7[0-9]", c) for c in cited)


def test_a_blank_case_names_no_authority_in_its_title() -> None:
    source = (Path(__file__).parents[2] / "dsa_sim" / "ui" / "files.py").read_text("utf-8")
    assert "Proceedings of the Commission" not in source


def test_tables_over_a_national_case_name_no_article_of_the_commission() -> None:
    case = national_case()
    made = case
    for alleged in case.infringements:
        made = change(
            made, alleged.id, chance=exactly("0.5"),
            start=StartingAmount(unit="turnover_share", estimate=exactly("0.001")),
        )  # fmt: skip
    compared = comparison_data((assess(made),), EN)
    assert "Maximum for infringements" in compared.table(EN)[0]
    assert "Fines for infringements" in compared.table(EN)[0]
    # The open questions of law are those of the Regulation.
    sections = make_briefing(made, scenario=None, lang=EN).sections
    assert not any("under Art. 74(1)" in repr(s) for s in sections if s.code != "questions")
