"""The recipe for a page, followed: a folder with `page.py`, and a row."""

from pathlib import Path

from tests.recipes.house import House

PAGE = '''"""A page that greets."""

from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.widgets.cards import label


class GreetingPage(Page):
    """Says how many infringements are alleged."""

    def __init__(self, context: Context):
        super().__init__(context)
        self.said = label(name="caption")
        self.root.addWidget(self.said)

    def refresh(self) -> None:
        """Say it."""
        self.said.setText(str(len(self.context.case.infringements)))
'''

ASKED = """
import tempfile, pathlib
from dsa_sim.language import Language
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from PySide6.QtWidgets import QApplication
out = pathlib.Path(tempfile.mkdtemp())
program = Program(Language("en"), settings=Settings(out / "s.ini"), look="light")
window = program.window
window.show()
window.files.open_example()
window.show_page("greeting")
for _ in range(5):
    QApplication.processEvents()
found["page"] = type(window.page).__name__
found["says"] = window.page.said.text()
found["alleged"] = str(len(window.document.case.infringements))
from dsa_sim.ui.dialogs.find_entries import found as find
found["command"] = [e.title for e in find(program.commands, "Greeting")]
window.document.mark_saved(window.document.place)
window.context.runner.close()
"""


def test_a_page_is_a_folder_and_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.write("dsa_sim/ui/pages/greeting/__init__.py", '"""A greeting."""\n')
    house.write("dsa_sim/ui/pages/greeting/page.py", PAGE)
    house.replace(
        "dsa_sim/ui/pages/__init__.py",
        "PAGES: tuple[PageEntry, ...] = (\n",
        "PAGES: tuple[PageEntry, ...] = (\n"
        '    PageEntry(name="greeting", group=mark("Case"), title=mark("Greeting"),\n'
        '              place="greeting.page:GreetingPage"),\n',
    )
    assert len(house.touched) <= 3
    found = house.ask(ASKED)
    assert found["page"] == "GreetingPage"
    assert found["says"] == found["alleged"]
    assert "Greeting" in found["command"]
