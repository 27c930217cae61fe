"""The recipe for a fining method, followed: a file, its code and a row."""

from pathlib import Path

from tests.recipes.house import House

METHOD = '''"""A flat amount for each infringement."""

from collections.abc import Iterator

from dsa_sim.marking import mark
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.estimate import between
from dsa_sim.model.methods.method import FiningMethod, Start, Term
from dsa_sim.model.problems import Problem, warning


class Flat(FiningMethod):
    """The same share of turnover for everything."""

    code = "flat"
    name = mark("Flat")
    meaning = mark("The same for everything.")

    def start(self, case: Case, infringement: Infringement) -> Start:
        """One share."""
        share = Term(estimate=between("0.001", "0.003"), unit="share")
        return Start(share=share, base="turnover")
'''

ASKED = """
import msgspec, tempfile, pathlib
from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.language.words import choices
from dsa_sim.language.worksheet_lines import amount_table
from dsa_sim.model.assessment import assess
from dsa_sim.model.inputs import override
from dsa_sim.model.method_comparison import compare_methods
from dsa_sim.model.simulation import simulate
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.storage.case_file import decode_case, encode_case, read_case

lang = Language("en")
case = read_case(asset_path("examples", "aliexpress.dsacase")).case
case = msgspec.structs.replace(case, method="flat", method_reason="simple", trials=4096)
found["saved"] = decode_case(encode_case(case))[0] == case
seen = assess(case)
found["amount"] = [w.steps[0].value_eur / float(w.turnover.euro) for w in seen.worksheets]
found["mean"] = float(simulate(case, trials=4096).mean_eur)
found["offered"] = dict(choices(lang, "method")).get("flat")
found["compared"] = [r.method for r in compare_methods(case)]
found["words"] = amount_table(lang, seen.worksheets[0]).texts[0][1]
found["scenario"] = override(case, "case.method", "flat").choice
out = pathlib.Path(tempfile.mkdtemp())
for ending in (".pdf", ".xlsx", ".docx", ".pptx"):
    export_briefing(case, out / f"x{ending}", Wanted(scenario=None, lang=lang))
found["sizes"] = [p.stat().st_size for p in out.iterdir()]

from PySide6.QtWidgets import QApplication
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
program = Program(lang, settings=Settings(out / "s.ini"), look="light")
window = program.window
window.show()
window.files.open_example()
window.document.apply("test", lambda _: case)
window.go_to("page:methods")
for _ in range(20):
    QApplication.processEvents()
found["page"] = window.page.method.value
window.document.mark_saved(window.document.place)
window.context.runner.close()
"""


def test_a_method_is_a_file_its_code_and_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.write("dsa_sim/model/methods/flat.py", METHOD)
    house.replace(
        "dsa_sim/model/part.py",
        'Method = Literal["judgement", "bands", "value_of_sales", "precedent"]',
        'Method = Literal["judgement", "bands", "value_of_sales", "precedent", "flat"]',
    )
    house.replace(
        "dsa_sim/model/methods/__init__.py",
        "ValueOfSales(), EarlierDecisions())",
        "ValueOfSales(), EarlierDecisions(), Flat())",
    )
    house.replace(
        "dsa_sim/model/methods/__init__.py",
        "from dsa_sim.model.methods.judgement import CounselsJudgement\n",
        "from dsa_sim.model.methods.flat import Flat\n"
        "from dsa_sim.model.methods.judgement import CounselsJudgement\n",
    )
    assert len(house.touched) <= 3
    found = house.ask(ASKED)
    assert found["saved"]
    assert all(abs(share - 0.002) < 1e-9 for share in found["amount"])
    assert found["mean"] > 0
    assert found["offered"] == "Flat"
    assert "flat" in found["compared"]
    assert found["words"].startswith("0.2")
    assert found["scenario"] == "flat"
    assert min(found["sizes"]) > 5000
    assert found["page"] == "flat"
