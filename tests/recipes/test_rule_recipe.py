"""The recipe for a rule of law, followed: a row of `law/data`, and no number anywhere in code."""

from pathlib import Path
from typing import Any

from tests.recipes.house import House


def new_maximum(data: Any) -> None:
    """Seven per cent from 2027 on: the old row gets its last day, the new one its first."""
    old = next(row for row in data["rules"] if row["code"] == "infringement")
    new = {**old, "rate": "0.07", "valid_from": "2027-01-01", "source": "made up"}
    old["valid_to"] = "2026-12-31"
    data["rules"].append(new)


def new_deadline(data: Any) -> None:
    """Something due three weeks after preliminary findings."""
    observations = next(row for row in data["rules"] if row["code"] == "observations")
    words = {"en": "Copy for the archive", "fr": "Copie aux archives", "de": "Kopie fürs Archiv"}
    new = {
        **observations,
        "code": "copy",
        "title": words,
        "count": 3,
        "unit": "weeks",
        "note": None,
    }
    data["rules"].append({**new, "law": "Art. 79(9)", "who": "interested_parties"})


def its_paragraph(data: Any) -> None:
    """Where the law has it, to be looked up."""
    article = next(
        row for row in data["rows"] if row["division"] == "article" and row["number"] == 79
    )
    words = {"en": "A copy is kept.", "fr": "Une copie.", "de": "Eine Kopie."}
    last = article["paragraphs"][-1]
    article["paragraphs"].append({**last, "paragraph": 9, "text": words, "rules": ["copy"]})


BEGIN = """
import re
from datetime import date
from dsa_sim.asset_files import asset_path
from dsa_sim.cli.program import main
from dsa_sim.language import Language
from dsa_sim.model.assessment import assess
from dsa_sim.storage.case_file import read_case

lang = Language("de")
example = asset_path("examples", "aliexpress.dsacase")
case = read_case(example).case
"""

MAXIMUM_ASKED = f"""{BEGIN}
from dsa_sim.model.edits import change
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.office import plain_lines

for name, on in (("before", date(2026, 12, 31)), ("from", date(2027, 1, 2))):
    seen = case
    for strand in case.strands:
        seen = change(seen, strand.id, decision_on=on, decision_earliest=None, decision_latest=None)
    maxima = [m for s in assess(seen).strands for m in s.maxima if m.kind == "infringement"]
    sections = make_briefing(seen, scenario=None, lang=lang).sections
    text = " ".join(line for s in sections for line in plain_lines(s, lang))
    found[name] = [[str(m.rate) for m in maxima], re.findall("Höchstbetrag ([0-9]+).%:", text)]
found["looked up"] = main(["law", "74(1)"])
"""

DEADLINE_ASKED = f"""{BEGIN}
from dsa_sim.language.deadline_words import deadline_label, deadline_how, who_words
from dsa_sim.language.register_case import new_from_register
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.report.writers.calendar_file import write_calendar

due = [(c, d) for c in (case, new_from_register("x", lang, as_of=date(2026, 11, 1)))
       for d in case_deadlines(c) if d.code == "copy"]
chosen, deadline = due[0]
found["due"] = [deadline_label(lang, deadline.code), (deadline.on - deadline.runs_from).days]
found["who"] = [who_words(lang, deadline.who), "Art. 79 Abs. 9" in deadline_how(lang, deadline)]
sheet = write_calendar(chosen, None, lang, contents="full", since=date(2020, 1, 1))
found["law"] = main(["law", "79(9)"])
found["calendar"] = "Kopie fürs Archiv" in sheet.decode()
"""


def test_a_maximum_that_changes_is_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.change_data("rules.json", new_maximum)
    found = house.ask(MAXIMUM_ASKED)
    assert len(house.touched) == 1
    assert [{*told} for told in found["before"]] == [{"0.06"}, {"6"}]
    assert {*found["from"][0]} == {"0.07"}
    assert "7" in found["from"][1]
    assert found["looked up"] == 0


def test_a_deadline_is_a_row_and_its_paragraph(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.change_data("deadlines.json", new_deadline)
    house.change_data("enforcement.json", its_paragraph)
    found = house.ask(DEADLINE_ASKED)
    assert len(house.touched) <= 3
    assert found["due"][0] == "Kopie fürs Archiv"
    assert found["due"][1] >= 21
    assert found["who"] == ["Beteiligte", True]
    assert found["law"] == 0
    assert found["calendar"]
