"""The recipe for a format of the briefing, followed: a file and a row."""

from pathlib import Path

from tests.recipes.house import House

WRITER = '''"""The briefing as plain text."""

from dsa_sim.report.writers.formats import Order
from dsa_sim.report.writers.office import plain_lines


def write(order: Order) -> bytes:
    """Each section with its lines."""
    briefing = order.briefing
    sections = ("; ".join((s.title, *plain_lines(s, briefing.lang))) for s in briefing.sections)
    return "\\n".join((briefing.title, *sections)).encode()
'''

ASKED = """
import pathlib, tempfile
from dsa_sim.asset_files import asset_path
from dsa_sim.cli.parser import parser_of
from dsa_sim.cli.program import main
from dsa_sim.language import Language
from dsa_sim.report.redaction.leaks import LeakError
from dsa_sim.report.writers import plain
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.storage.case_file import read_case
from dsa_sim.ui.dialogs.export_dialog import ExportDialog
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings

lang = Language("en")
example = asset_path("examples", "aliexpress.dsacase")
case = read_case(example).case
out = pathlib.Path(tempfile.mkdtemp())

brief = parser_of("brief").format_help()
found["help"] = "OUT.{pdf,pptx,xlsx,docx,text}" in brief
found["listed"] = "Excel, Word or Plain text" in " ".join(brief.split())
found["status"] = main(["brief", str(example), "-o", str(out / "a.text")])
found["written"] = (out / "a.text").read_text()
found["refused"] = main(["brief", str(example), "-o", str(out / "a.txt")])

hidden = Wanted(scenario=None, lang=lang, hidden=frozenset({"names"}))
export_briefing(case, out / "b.text", hidden)
found["hidden"] = "AliExpress" in (out / "b.text").read_text()
plain.write = lambda order: b"About AliExpress"
try:
    export_briefing(case, out / "c.text", hidden)
except LeakError as error:
    found["leak"] = str(error)
found["left"] = (out / "c.text").exists()

program = Program(lang, settings=Settings(out / "s.ini"), look="light")
window = program.window
window.files.open_example()
dialog = ExportDialog(window.context, window)
dialog.format.set_value(".text")
found["offered"] = [dialog.chosen.kind, dialog.slide_row.isVisibleTo(dialog), dialog.wanted.deck]
window.document.mark_saved(window.document.place)
window.context.runner.close()
"""


def test_a_format_is_a_file_and_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.write("dsa_sim/report/writers/plain.py", WRITER)
    house.replace(
        "dsa_sim/report/writers/formats.py",
        'writer="memorandum"\n    ),\n',
        'writer="memorandum"\n    ),\n'
        '    Format(ending=".text", name="Plain text", title=mark("Plain text: for messages"),\n'
        '           writer="plain"),\n',
    )
    assert len(house.touched) <= 3
    found = house.ask(ASKED)
    assert found["help"]
    assert found["listed"]
    assert (found["status"], found["refused"]) == (0, 2)
    assert "AliExpress" in found["written"]
    assert "Statutory maxima" in found["written"]
    assert not found["hidden"]
    assert "Nothing was written" in found["leak"]
    assert not found["left"]
    assert found["offered"] == ["text", False, None]
