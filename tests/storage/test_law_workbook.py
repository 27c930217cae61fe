"""The law data as a workbook: the same there and back, and a slip is named by its place."""

import json
from collections.abc import Callable

import pytest

from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.schemas import SHAPES
from dsa_sim.storage.law_cells import CellError, row_of
from dsa_sim.storage.law_tables import Field, law_tables
from dsa_sim.storage.law_workbook import LawWorkbookError, read_workbook, write_workbook
from dsa_sim.storage.table_errors import TableFileError
from tests.law_sheets import Sheets, cells, change, heading, saved, shipped


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_workbook(shipped())


def test_all_data_come_back_to_the_byte(workbook: bytes) -> None:
    texts = read_workbook(workbook)
    assert set(texts) == set(SHAPES)
    for name, text in texts.items():
        assert text == (DATA_FOLDER / name).read_text("utf-8"), name


def test_another_program_may_save_it(workbook: bytes) -> None:
    assert read_workbook(saved(cells(workbook))) == read_workbook(workbook)


def test_each_table_is_a_sheet_with_a_name_that_spreadsheets_take(workbook: bytes) -> None:
    names = [table.sheet for table in law_tables()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31
    assert list(cells(workbook))[1:] == names


def test_every_column_says_what_it_holds(workbook: bytes) -> None:
    for name, rows in list(cells(workbook).items())[1:]:
        assert all(rows[0]) and all(rows[1]), name


def test_columns_may_stand_in_another_order_and_rows_be_empty(workbook: bytes) -> None:
    sheets = cells(workbook)
    sheets["rates"] = [row[::-1] for row in sheets["rates"]]
    sheets["turnover"].insert(5, [""] * len(sheets["turnover"][0]))
    sheets["my notes"] = [["to do"]]
    assert read_workbook(saved(sheets)) == read_workbook(workbook)


def test_a_row_that_was_added_is_in_the_file(workbook: bytes) -> None:
    sheets = cells(workbook)
    head, last = sheets["rates"][1], list(sheets["rates"][-1])
    last[head.index("currency")] = "XTS"
    last[head.index("per_euro")] = 11.25
    sheets["rates"].append(last)
    before = shipped()["rates.json"]["rates"]
    after = json.loads(read_workbook(saved(sheets))["rates.json"])["rates"]
    assert after[:-1] == before
    assert after[-1] == before[-1] | {"currency": "XTS", "per_euro": "11.25"}


SLIPS: list[tuple[Callable[[Sheets], object], str]] = [
    (change("turnover", "status", "sure"), "sheet turnover, row 3, column status: invalid enum"),
    (change("rates", "days", 305, 4), "sheet rates, row 5, column days: expected 1 to 26"),
    (change("rates", "days", "many"), "row 3, column days: holds “many”: expected a whole number"),
    (change("rates", "days", ""), "row 3, column days: is empty: expected a whole number."),
    (change("rates", "complete", "perhaps"), "column complete: holds “perhaps”: expected TRUE"),
    (change("rates", "starts_on", ""), "column starts_on: is empty: expected a day."),
    (
        change("record.events", "platforms", "x; twitter"),
        "sheet record.events, row 3, column platforms: 'twitter' is not in register.json",
    ),
    (change("record.events", "title.en", ""), "column title.en: is empty: English must"),
    (
        change("record.events.due", "events.key", "no-such"),
        "row 3, column events.key: no row of the sheet record.events is “no-such”",
    ),
    (
        change("record.events.due", "status", "sure"),
        "sheet record.events.due, row 3, column status: invalid enum",
    ),
    (
        change("register.services", "recipients.number", ""),
        "sheet register.services, row 3, column recipients.number: is empty",
    ),
    (change("law", "law_version", "soon"), "sheet law, row 3, column law_version: expected a date"),
    (heading("rates", "days", "dayz"), "sheet rates, column days: the heading is missing in row 2"),
    (lambda s: s["rates"][1].append("mine"), "sheet rates, column mine: is no column of this"),
    (lambda s: s.pop("rates"), "sheet rates: is missing"),
    (lambda s: s["rates"].append(s["rates"][2]), "is already taken by an earlier row"),
    (lambda s: s["record.events"].append(s["record.events"][2]), "already taken by an earlier row"),
]


@pytest.mark.parametrize(("slip", "said"), SLIPS)
def test_a_slip_is_named_by_its_place(
    workbook: bytes, slip: Callable[[Sheets], object], said: str
) -> None:
    sheets = cells(workbook)
    slip(sheets)
    with pytest.raises(LawWorkbookError) as caught:
        read_workbook(saved(sheets))
    assert said in str(caught.value)


def test_half_a_letter_is_refused_in_its_cell() -> None:
    field = Field(name="note", shape="cell")
    with pytest.raises(CellError, match="type the text anew") as caught:
        row_of((field,), {"note": "\ud800"}, ("en",))
    assert caught.value.heading == "note"


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(TableFileError):
        read_workbook(b"PK\x03\x04 nothing")
