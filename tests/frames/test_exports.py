"""The briefing, in its blocks and in the workbook, has the figures of the frames."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from dsa_sim import frames
from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.language.result_table import result_table
from dsa_sim.law import law_version
from dsa_sim.law.register import register
from dsa_sim.model.case import BriefingPlan, Case
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.simulation import simulate
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.writers.workbook import write_workbook
from dsa_sim.storage import read_case

ROOT = Path(__file__).parents[2]
LANG = Language("en")
PATHS = [
    *sorted((ROOT / "assets" / "examples").glob("*.dsacase")),
    *sorted((ROOT / "tests" / "cases").glob("*.dsacase")),
]
KEYS = [entry.key for entry in register().services][::3][:10]


def cases() -> list[Case]:
    on = date.fromisoformat(law_version())
    opened = [read_case(path).case for path in PATHS]
    opened += [new_from_register(key, LANG, as_of=on) for key in KEYS]
    # The live sheets are in every workbook; the summary needs the fewest simulations.
    plan = BriefingPlan(template="summary")
    return [msgspec.structs.replace(case, trials=1_000, plan=plan) for case in opened]


def numbers_of(content: bytes) -> set[Decimal]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    cells = (cell for sheet in sheets for row in sheet for cell in row)
    return {round(Decimal(cell), 2) for cell in cells if isinstance(cell, float)}


@pytest.mark.parametrize("case", cases(), ids=[*(p.stem for p in PATHS), *KEYS])
def test_the_workbook_has_the_maxima_and_fines_of_the_frames(case):
    briefing = make_briefing(case, scenario=None, lang=LANG)
    shown = numbers_of(write_workbook(briefing, case, compared_of(case, None)))
    decided = frames.decisions(case)
    wanted = {eur for eur in decided["maximum_eur"] if eur is not None}
    wanted |= {round(Decimal(eur), 2) for eur in decided["fine_eur"].dropna() if eur}
    assert {eur for eur in wanted if not near(eur, shown)} == set()


def near(eur: Decimal, shown: set[Decimal]) -> bool:
    """Whether a cell has the amount: spreadsheets count in binary, and round to 15 digits."""
    return any(abs(eur - other) <= Decimal("0.01") for other in shown)


@pytest.mark.parametrize("case", cases(), ids=[*(p.stem for p in PATHS), *KEYS])
def test_the_table_of_results_has_the_exposure(case):
    try:
        run = simulate(case)
    except IncompleteError:
        return
    if not run.coverage.is_modelled:
        return
    found = frames.exposure(case).set_index("result")
    for row in result_table(LANG, run).rows:
        either = found.loc[row.key].dropna().tolist()
        assert either == [row.cells[1].value.value]
