"""The recipe for an input, followed: a field of the case, a row of the table, a use of it."""

from pathlib import Path

from tests.recipes.house import House

ASKED = """
import msgspec
from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.language.input_text import parse_input
from dsa_sim.language.input_words import target_words
from dsa_sim.language.judgement_words import judgement_rows
from dsa_sim.language.worksheet_words import estimate_words
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Infringement, Scenario
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.inputs import override, read, targets
from dsa_sim.model.judgements import resigned
from dsa_sim.model.movement import movement
from dsa_sim.model.sensitivity import tornado
from dsa_sim.report.redaction.hiding import redacted
from dsa_sim.storage.case_file import decode_case, encode_case, read_case
from datetime import date

lang = Language("en")
case = read_case(asset_path("examples", "aliexpress.dsacase")).case
first = next(i for i in case.infringements if i.start is not None)
address = f"{first.id}.cooperation"
changed = change(case, first.id, cooperation=between("0.2", "0.6"), cooperation_reason="It helped")
changed = msgspec.structs.replace(changed, trials=4096)

try:
    change(case, first.id, cooperation=exactly(2))
except ValueError as error:
    found["bounds"] = str(error)
found["saved"] = decode_case(encode_case(changed))[0] == changed
found["matrix"] = address in set(targets(case))
set_so = override(changed, address, exactly("0.1"))
with_scenario = msgspec.structs.replace(
    changed, scenarios=(Scenario(id="less", title="Less", overrides=(set_so,)),)
)
found["scenario saved"] = decode_case(encode_case(with_scenario))[0] == with_scenario
found["in a scenario"] = [
    float(assess(with_scenario, name).worksheet(first.id).amount_eur) for name in (None, "less")
]
found["typed"] = str(parse_input(lang, changed, address, "20 %").value)
found["name"] = target_words(lang, changed, address)
swings = tornado(changed, result="mean", trials=4096).swings
found["tornado"] = {s.input.path: s.width for s in swings}.get(address, 0)
found["worksheet"] = estimate_words(assess(changed).worksheet(first.id).steps[0], lang)
found["judged"] = [r.name for r in judgement_rows(lang, changed) if "ooperation" in r.name]
again = resigned(changed, change(changed, first.id, cooperation=exactly("0.3")),
                 author="A. B.", on=date(2026, 1, 1))
found["stale reason"] = find_part(again, first.id).cooperation_signoff.earlier_value
moved = movement(msgspec.structs.replace(case, trials=4096), changed, trials=4096)
found["movement"] = [m.change.field for m in moved.moves]
found["redacted"] = find_part(redacted(changed, {"reasons"}, lang), first.id).cooperation_reason

from PySide6.QtWidgets import QApplication
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
import tempfile, pathlib
program = Program(lang, settings=Settings(pathlib.Path(tempfile.mkdtemp()) / "s.ini"), look="light")
window = program.window
window.show()
window.files.open_example()
window.document.apply("test", lambda _: changed)
window.go_to(address)
for _ in range(20):
    QApplication.processEvents()
at = QApplication.focusWidget()
found["field"] = at.accessibleName()
found["shown"] = at.text()
at.setText("25 %")
at.textEdited.emit("25 %")
found["entered"] = str(find_part(window.document.case, first.id).cooperation.value)
window.document.mark_saved(window.document.place)
window.context.runner.close()
"""


def test_an_input_is_a_field_and_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.replace(
        "dsa_sim/model/alleged.py",
        "    duration: Annotated[Estimate, DURATION] | None = None\n",
        "    cooperation: Annotated[Estimate, BAND] | None = None\n"
        "    cooperation_reason: LongText = \"\"\n"
        "    cooperation_signoff: Signoff = Signoff()\n"
        "    duration: Annotated[Estimate, DURATION] | None = None\n",
    )  # fmt: skip
    house.replace(
        "dsa_sim/model/inputs.py",
        '    _fact(Infringement, "aggravating"',
        '    Input(owner=Infringement, field="cooperation", name=mark("Cooperation"),\n'
        '          section="steps", note="cooperation_reason"),\n'
        '    _fact(Infringement, "aggravating"',
    )  # fmt: skip
    # What it does is a formula's matter: here, what the amount of counsel is multiplied by.
    house.replace(
        "dsa_sim/model/methods/judgement.py",
        '            base="euro" if in_euro else "turnover",\n',
        '            base="euro" if in_euro else "turnover",\n'
        "            times=None if infringement.cooperation is None else Term(\n"
        '                estimate=infringement.cooperation, unit="share",\n'
        '                address=f"{infringement.id}.cooperation"),\n',
    )
    assert len(house.touched) <= 4
    found = house.ask(ASKED)
    assert "between 0 and 1" in found["bounds"]
    assert found["saved"]
    assert found["matrix"]
    assert found["scenario saved"]
    base, less = found["in a scenario"]
    assert 0 < less < base
    assert found["typed"] == "0.2"
    assert found["name"].endswith(": Cooperation")
    assert found["tornado"] > 0
    assert "20" in found["worksheet"]
    assert "60" in found["worksheet"]
    assert len(found["judged"]) == 1
    assert found["stale reason"]
    assert found["movement"] == ["cooperation"]
    assert found["redacted"] == ""
    assert found["field"] == "Cooperation"
    assert "20" in found["shown"]
    assert found["entered"] == "0.25"
