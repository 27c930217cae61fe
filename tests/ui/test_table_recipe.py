"""The recipe for a table: declared once, it is shown, sorted, copied and written everywhere."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import Cell, Column, Table, amount_cell, row_of, share_cell
from dsa_sim.report.briefing.blocks import Section
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.report.writers.workbook import write_workbook
from dsa_sim.storage import read_case
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.widgets.table_view import TableView

LANG = Language("en")
EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
AMOUNTS = (1_400_000.25, 900_000_000.5, 20_000.75)


def harbours(lang: Language) -> Table:
    """A made-up table with a cell of each kind."""
    rows = (
        ("Calais", AMOUNTS[0], 0.5, date(2026, 3, 31)),
        ("Antwerp", AMOUNTS[1], 0.125, date(2025, 12, 1)),
        ("Genoa", AMOUNTS[2], 0.0625, date(2026, 11, 5)),
    )
    return Table(
        columns=(
            Column(name="harbour", title="Harbour", share=2, wide=True),
            Column(name="levy", title="Levy", right=True),
            Column(name="share", title="Share", right=True),
            Column(name="since", title="Since"),
        ),
        rows=tuple(
            row_of(
                name,
                amount_cell(lang, eur),
                share_cell(lang, share),
                Cell(text=formats.day(lang, day), value=day),
                key=name.lower(),
            )
            for name, eur, share, day in rows
        ),
        summary="Levies of harbours",
    )


@pytest.fixture
def view(qtbot, tmp_path) -> TableView:
    program = Program(LANG, settings=Settings(tmp_path / "s.ini"), look="light")
    qtbot.addWidget(program.window)
    table = harbours(LANG)
    made = TableView(program.window.context, table.summary, table.columns)
    qtbot.addWidget(made)
    made.set_rows(table.rows)
    made.show()
    return made


def keys(view: TableView) -> list[str]:
    return [row.key for row in view.model().rows]


def test_the_view_shows_every_cell_as_it_reads(view):
    model, table = view.model(), harbours(LANG)
    shown = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert shown == [list(texts) for texts in table.texts]
    across = Qt.Orientation.Horizontal
    assert [model.headerData(n, across) for n in range(4)] == list(table.heads)


@pytest.mark.parametrize(
    ("column", "first_to_last"),
    [
        (0, ["antwerp", "calais", "genoa"]),
        (1, ["genoa", "calais", "antwerp"]),
        (2, ["genoa", "antwerp", "calais"]),
        (3, ["antwerp", "calais", "genoa"]),
    ],
)
def test_it_is_sorted_by_the_exact_values(view, column, first_to_last):
    view.tools.sort_by(column)
    assert keys(view) == first_to_last
    view.tools.sort_by(column)
    assert keys(view) == first_to_last[::-1]
    view.tools.sort_by(column)
    assert keys(view) == [row.key for row in harbours(LANG).rows]


def test_it_is_copied_with_all_digits(view):
    view.tools.copy_rows()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Harbour\tLevy\tShare\tSince",
        "Calais\t1400000.25\t50%\t2026-03-31",
        "Antwerp\t900000000.5\t12.5%\t2025-12-01",
        "Genoa\t20000.75\t6.25%\t2026-11-05",
    ]


def test_a_click_opens_its_row(view, qtbot):
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["antwerp"]
    assert view.current == "antwerp"


def test_only_some_columns_may_be_shown():
    assert harbours(LANG).only("since", "harbour").heads == ("Since", "Harbour")


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """A briefing with nothing but the table, in every format."""
    case = msgspec.structs.replace(read_case(EXAMPLE).case, trials=2000)
    section = Section(title="Harbours", code="caveats", blocks=(harbours(LANG),))
    made = replace(make_briefing(case, scenario=None, lang=LANG), sections=(section,))
    return {
        "pdf": write_pdf(made),
        "docx": write_memorandum(made),
        "pptx": write_slides(made),
        "xlsx": write_workbook(made, case, compared_of(case, None)),
    }


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def text_of(ending: str, made: bytes) -> str:
    if ending == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return "\n".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx"])
def test_documents_and_slides_have_it_as_it_reads(written, ending):
    found, table = plain(text_of(ending, written[ending])), harbours(LANG)
    assert [
        t for texts in (table.heads, *table.texts) for t in texts if plain(t) not in found
    ] == []


def test_the_workbook_has_its_numbers(written):
    found = text_of("xlsx", written["xlsx"])
    numbers = (*AMOUNTS, 0.5, 0.125, 0.0625)
    assert [x for x in numbers if f"<v>{x:.16g}</v>" not in found] == []
    assert all(row.texts[0] in found for row in harbours(LANG).rows)
