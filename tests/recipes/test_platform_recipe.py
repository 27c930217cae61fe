"""The recipe for a platform, followed: its rows, its turnover and its designation."""

from pathlib import Path
from typing import Any

from tests.recipes.house import House

PLAIN = {"note": None, "source": "made up", "status": "unchecked", "checked": None}


def in_register(data: Any) -> None:
    """Friendly, of Friendly Ltd in Dublin, of the Friendly group."""
    group = {"key": "friendly-group", "name": "Friendly Inc.", "year_end": "12-31"}
    data["groups"].append({**group, "turnover_researched": True, **PLAIN})
    provider = {"key": "friendly-ltd", "name": "Friendly Ltd", "group": "friendly-group"}
    data["providers"].append({**provider, "member_state": "IE", "eu_established": True, **PLAIN})
    service = {
        "key": "friendly", "name": "Friendly", "aliases": ["Amici"], "provider": "friendly-ltd",
        "service": "marketplace", "category": "vlop", "designated_on": "2026-03-02",
        "notified_on": None, "applies_from": "2026-07-02", "applies_from_latest": None,
        "applies_from_status": "derived", "ended_on": None, "ceases_on": None, "recipients": None,
    }  # fmt: skip
    names = [row["name"].casefold() for row in data["services"]]
    place = sum(name < "friendly" for name in names)
    data["services"].insert(place, {**service, **PLAIN})


def in_record(data: Any) -> None:
    """Its designation, in the order of the days."""
    like = next(row for row in data["events"] if row["kind"] == "designation")
    event = {**like, "key": "friendly-designation-2026-03-02", "platforms": ["friendly"],
             "on": "2026-03-02", **PLAIN}  # fmt: skip
    place = sum(row["on"] <= event["on"] for row in data["events"])
    data["events"].insert(place, event)


def in_turnover(data: Any) -> None:
    """Two billion a year."""
    data["years"].append({
        "group": "friendly-group", "scope": "group", "what": None, "starts_on": "2025-01-01",
        "ends_on": "2025-12-31", "currency": "EUR", "amount": "2000000000", "precision": None,
        "basis": "reported", **PLAIN,
    })  # fmt: skip


ASKED = """
import contextlib, io, pathlib, tempfile
from datetime import date
from dsa_sim.cli.program import main
from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.model.assessment import assess
from dsa_sim.report.redaction.hiding import redacted
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.storage.case_file import read_case
from dsa_sim.ui.dialogs.register_dialog import RegisterDialog
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings

lang = Language("fr")
out = pathlib.Path(tempfile.mkdtemp())

def printed(*argv):
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main(list(argv)) == 0
    return told.getvalue()

found["listed"] = "Friendly" in printed("register")
found["by another name"] = "Friendly Ltd" in printed("register", "amici")
printed("new", "--platform", "Friendly", "-o", str(out / "f.dsacase"), "--as-of", "2026-11-01")
case = read_case(out / "f.dsacase").case
found["case"] = [case.provider.name, case.provider.group, case.platforms[0].name]
found["years"] = [str(y.revenue) for y in case.financial_years]
found["events"] = [e.kind for p in case.proceedings for e in p.events]
hidden = frozenset({"names"})
export_briefing(case, out / "f.pdf", Wanted(scenario=None, lang=lang))
export_briefing(case, out / "f.xlsx", Wanted(scenario=None, lang=lang, hidden=hidden))
found["sizes"] = [(out / name).stat().st_size for name in ("f.pdf", "f.xlsx")]

program = Program(lang, settings=Settings(out / "s.ini"), look="light")
window = program.window
window.files.open_example()
dialog = RegisterDialog(window.context, window)
dialog.services.line.setText("friend")
found["offered"] = dialog.key
window.document.mark_saved(window.document.place)
window.context.runner.close()
"""


def test_a_platform_is_its_rows(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.change_data("register.json", in_register)
    house.change_data("record.json", in_record)
    house.change_data("turnover.json", in_turnover)
    assert len(house.touched) <= 3
    found = house.ask(ASKED)
    assert found["listed"]
    assert found["by another name"]
    assert found["case"] == ["Friendly Ltd", "Friendly Inc.", "Friendly"]
    assert found["years"] == ["2000000000"]
    assert "designation" in found["events"]
    assert min(found["sizes"]) > 5000
    assert found["offered"] == "friendly"
