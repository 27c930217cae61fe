"""The guide for keeping the law current explains every column and shows errors as they come."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from dsa_sim.cli.described import arguments_of
from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.schemas import SHAPES
from dsa_sim.storage.law_tables import headings, law_tables
from dsa_sim.storage.law_workbook import LawWorkbookError, read_workbook, write_workbook
from tests.law_sheets import Sheets, cells, change, heading, saved, shipped

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "keeping-the-law-current.md").read_text(encoding="utf-8")
KEPT = {"record", "precedents", "turnover", "rates", "register", "holidays"}
TABLES = {table.sheet: table for table in law_tables()}


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return cells(write_workbook(shipped()))


def row_of(sheets: Sheets, sheet: str, group: str) -> int:
    """The row of a sheet that is of a group, the first of all counted from 0."""
    column = sheets[sheet][1].index("group")
    return next(n for n, row in enumerate(sheets[sheet]) if n > 1 and row[column] == group)


SLIPS: list[Callable[[Sheets], object]] = [
    change("turnover", "status", "sure"),
    change("turnover", "amount", "402.800.000.000"),
    change("turnover", "ends_on", date(2026, 12, 31)),
    change("turnover", "checked", ""),
    change("rates", "days", ""),
    change("rates", "days", 305),
    heading("rates", "days", "number of days"),
    change("record.events", "title.en", ""),
    change("record.events", "platforms", "twitter"),
    change("record.events", "on", date(2023, 4, 24), 3),
    change("record.events.due", "events.key", "temu-fine"),
    change("record.proceedings", "opened_on", date(2023, 12, 17)),
    change("record.proceedings.strands", "decided_on", date(2025, 12, 4)),
    change("register.groups", "turnover_researched", False),
    lambda s: change("turnover", "group", "p-d-d", row_of(s, "turnover", "pdd"))(s),
    change("holidays.calendars.years.days", "name", "new_years_eve"),
    change("precedents.split", "amount_eur", "46000000"),
    lambda s: change(
        "precedents.bases", "turnover_eur", "53200000000", row_of(s, "precedents.bases", "pdd")
    )(s),
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_reads_as_the_guide_says(sheets: Sheets, slip: Callable[[Sheets], object]) -> None:
    slipped = deepcopy(sheets)
    slip(slipped)
    with pytest.raises(LawWorkbookError) as caught:
        read_workbook(saved(slipped))
    assert f"| `{caught.value}` |" in GUIDE


def test_every_error_of_the_guide_is_tried() -> None:
    assert len(re.findall(r"^\| `sheet ", GUIDE, re.MULTILINE)) == len(SLIPS)


def test_every_sheet_and_column_that_a_keeper_fills_is_explained() -> None:
    for sheet, table in TABLES.items():
        if sheet.partition(".")[0] in KEPT:
            assert f"`{sheet}`" in GUIDE
            columns = [name for name, _ in (*table.references, *headings(table.own, (ENGLISH,)))]
            for name in columns:
                assert name == ENGLISH or f"`{name.removesuffix('.en')}`" in GUIDE, (sheet, name)


def test_every_sheet_that_the_guide_names_is_there() -> None:
    named = set(re.findall(r"`((?:[a-z_]+\.)+[a-z_]+)`", GUIDE))
    known = {*TABLES, *(name for t in TABLES.values() for name, _ in t.references)}
    known |= {name for t in TABLES.values() for name, _ in headings(t.own, ("en", "fr", "de"))}
    known |= {name.removesuffix(".en") for name in known}
    assert {
        name for name in named - known if not name.endswith((".md", ".pem", ".json", ".dsalaw"))
    } == set()


def test_every_option_that_the_guide_names_is_there() -> None:
    known = {name for argument in arguments_of("law") for name in argument.names}
    used = re.findall(r"dsa-sim law([^`]*)`", GUIDE)
    options = {word for line in used for word in line.split() if word.startswith("-")}
    assert options <= known
    for name in re.findall(r"\(`(--[a-z-]+)`\)", GUIDE):
        assert name in known


def test_the_overview_names_every_data_file() -> None:
    overview = (DOCS / "law-data.md").read_text(encoding="utf-8")
    for file in SHAPES:
        assert f"| `{file}` |" in overview
