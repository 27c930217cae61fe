"""What a client reads speaks of the case, not of the program or of those who made it."""

import json
import re
from datetime import date

import pytest
from msgspec.structs import replace

from dsa_sim.language import Language
from dsa_sim.language.precedent_words import hindsight, is_hindsight
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law.precedents import precedent_of
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.register import register
from dsa_sim.model.case import StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.report.briefing.document import make_briefing

EN = Language("en")
AS_OF = date(2026, 11, 28)
# "the programme" of an affiliate or of rewards is a fact of the record.
OWN = re.compile(
    r"\b(?:the|this) program\b|\bprogram['’]s\b|\bfounding\b|\b(?:the|this) project\b"
    r"|\benter (?:an|the|it)\b|\bProjekts?\b|\bce programme\b|\bdu programme propre\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", sorted(p.name for p in DATA_FOLDER.glob("*.json")))
def test_no_text_of_the_law_data_speaks_of_its_makers(file: str) -> None:
    text = (DATA_FOLDER / file).read_text(encoding="utf-8")
    assert not OWN.findall(json.dumps(json.loads(text), ensure_ascii=False))


@pytest.mark.parametrize("key", [e.key for e in register().services])
def test_a_briefing_of_a_case_from_the_register_speaks_of_the_case(key: str) -> None:
    case = new_from_register(key, EN, as_of=AS_OF)
    briefing = make_briefing(case, scenario=None, lang=EN)
    told = [s for s in briefing.sections if s.title != EN.tr("What needs attention")]
    assert not OWN.findall(repr(told))


def test_hindsight_is_said_only_of_a_case_that_puts_amounts_on_the_decision() -> None:
    case = new_from_register("aliexpress", EN, as_of=AS_OF)
    found = precedent_of("aliexpress")
    assert found is not None
    assert not is_hindsight(case, found)
    assert "prove nothing" not in hindsight(EN, case, found)
    decided = next(s.id for s in case.strands if s.decision_on == found.decided_on)
    alleged = next(i for i in case.infringements if i.strand == decided)
    amount = StartingAmount(unit="turnover_share", estimate=exactly("0.001"))
    made = change(case, alleged.id, start=amount, chance=exactly("0.5"))
    assert "prove nothing" in hindsight(EN, made, found)
    before = replace(made, as_of=date(2026, 7, 1))
    assert not is_hindsight(before, found)
