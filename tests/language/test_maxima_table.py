"""The maxima of each decision as a table: rounded to read, exact to copy."""

from decimal import Decimal

import msgspec

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.language.maxima_table import maxima_table
from dsa_sim.language.tables import Amount
from dsa_sim.model.assessment import assess
from dsa_sim.storage import read_case
from tests.model.test_worked_examples import CASES

LANG = Language("en")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_amounts_are_rounded_and_exact_where_they_are_copied() -> None:
    strands = assess(read_case(CASES / "e5.dsacase").case).strands
    made = maxima_table(LANG, strands)
    assert [plain(c.title) for c in made.columns][3:] == ["6 %", "1 %", "5 % a day"]
    (row,) = made.rows
    assert plain(row.cells[3].text) == "€ 600 m"
    assert "Art. 74(1)" in row.cells[3].tooltip
    assert row.cells[3].value == Amount(value=Decimal("600000000.00"))


def test_without_a_turnover_it_says_so() -> None:
    case = read_case(asset_path("examples", "aliexpress.dsacase")).case
    strands = assess(msgspec.structs.replace(case, financial_years=())).strands
    assert len(strands) == 2
    for row in maxima_table(LANG, strands).rows:
        assert {cell.text for cell in row.cells[3:]} == {"not yet"}
        assert row.tooltip
