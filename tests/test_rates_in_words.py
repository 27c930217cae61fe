"""No rate is written into a sentence: a row of the law data that changes it changes every word."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dsa_sim.language import Language, catalogues
from dsa_sim.language.assessment_record import record
from dsa_sim.language.backtest_words import decided_words
from dsa_sim.language.law_record import plain_row
from dsa_sim.language.summary_words import summary_paragraph
from dsa_sim.language.tables import Table
from dsa_sim.law import rules
from dsa_sim.model import assessment
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change
from dsa_sim.model.simulation import simulate
from dsa_sim.report.briefing.blocks import ChartBlock, Facts, Heading, Paragraph
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.storage import read_case

LANG = Language("en")
CASES = Path(__file__).parent / "cases"
DATA = Path(rules.__file__).parent / "data"


@pytest.fixture
def ten_percent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The law as it would be with a maximum of 10 % for decisions from 2027 on."""
    document = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
    row = next(r for r in document["rules"] if r["code"] == "infringement")
    later = json.loads(json.dumps(row)) | {"rate": "0.10", "valid_from": "2027-01-01"}
    row["valid_to"] = "2026-12-31"
    document["rules"].insert(1, later)
    (tmp_path / "rules.json").write_text(json.dumps(document), encoding="utf-8")
    made = rules.load_rules(tmp_path)
    monkeypatch.setattr(rules, "_rules", lambda: made)
    assessment._assess.cache_clear()
    yield
    assessment._assess.cache_clear()


def later_case() -> Case:
    case = read_case(CASES / "e5.dsacase").case
    for strand in case.strands:
        case = change(case, strand.id, decision_on=date(2027, 3, 1))
    return change(case, "case", trials=4096)


def texts_of(case: Case) -> list[str]:
    """Every text of the briefing, the summary and the record."""
    found = [
        summary_paragraph(assess(case), simulate(case), LANG),
        json.dumps(plain_row(LANG, record(assess(case), LANG))),
    ]
    briefing = make_briefing(case, scenario=None, lang=LANG)
    # What an earlier fine was a share of is a fact of that decision, whatever the rate is later.
    for section in (s for s in briefing.sections if s.code != "precedents"):
        for block in section.blocks:
            match block:
                case Heading(text=text) | Paragraph(text=text):
                    found.append(text)
                case Facts(rows=rows) | Table(texts=rows):
                    found += (str(cell) for row in rows for cell in row)
                case ChartBlock(text_alternative=text, caption=caption):
                    found += (text, caption)
    return [text for text in found if text not in decided_words(LANG).values()]


def test_a_new_rate_changes_every_word(ten_percent) -> None:
    case = later_case()
    shown = assess(case)
    assert shown.maximum is not None
    assert shown.maximum.rate == Decimal("0.10")
    texts = texts_of(case)
    plain = [t.replace("\N{NO-BREAK SPACE}", " ") for t in texts]
    assert [t for t in plain if re.search(r"(?<![\d.,])6 %", t)] == []
    assert any("10 % maximum" in t for t in plain)
    assert any("10 %" in t and "Art. 74(1)" in t for t in plain)


def test_the_rate_of_today_is_six_percent() -> None:
    texts = [
        t.replace("\N{NO-BREAK SPACE}", " ") for t in texts_of(read_case(CASES / "e5.dsacase").case)
    ]
    assert any("6 % maximum" in t for t in texts)


def test_no_text_of_the_program_holds_a_rate_of_the_law() -> None:
    """Six, one and five percent stand in the law data alone."""
    held = re.compile(r"(?<![\d.,–-])[651]\s?%|\b(?:six|one|five) per ?cent")
    messages = [forms for m in catalogues.template() if m.id for forms in _forms(m.id)]
    assert [text for text in messages if held.search(text)] == []


def _forms(identifier: str | tuple[str, ...]) -> tuple[str, ...]:
    return (identifier,) if isinstance(identifier, str) else identifier
