"""The guide for keeping the law current shows rows that can be read and errors as they come."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dsa_sim.law.by_language import read_value
from dsa_sim.law.calendars import HolidayYear, load_holidays
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.precedents import Precedent, load_precedents
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.record import load_record
from dsa_sim.law.record_rows import RecordEvent, RecordProceeding
from dsa_sim.law.register import load_register
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.law.schemas import SHAPES
from dsa_sim.law.turnover import AverageRate, TurnoverYear, load_rates, load_turnover

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "keeping-the-law-current.md").read_text(encoding="utf-8")

ROWS: dict[tuple[str, str], type] = {
    ("record.json", "events"): RecordEvent,
    ("record.json", "proceedings"): RecordProceeding,
    ("precedents.json", "precedents"): Precedent,
    ("turnover.json", "years"): TurnoverYear,
    ("rates.json", "rates"): AverageRate,
    ("register.json", "services"): RegisterEntry,
    ("holidays.json", "years"): HolidayYear,
}

Loader = Callable[[Path], object]

# file, what is right, what is written by mistake, who notices
SLIPS: list[tuple[str, str, str, Loader]] = [
    ("turnover.json", '"status": "checked"', '"status": "sure"', load_turnover),
    ("turnover.json", '"402800000000"', '"402.800.000.000"', load_turnover),
    ("turnover.json", '"ends_on": "2025-12-31"', '"ends_on": "2026-12-31"', load_turnover),
    ("turnover.json", '"checked": "2026-11-23"', '"checked": null', load_turnover),
    ("rates.json", '"days": 255, ', "", load_rates),
    ("rates.json", '"days": 255', '"days": 305', load_rates),
    ("rates.json", "},\n", "}\n", load_rates),
    ("precedents.json", '"45000000"', '"46000000"', load_precedents),
    ("precedents.json", '"53187165116.71"', '"53200000000"', load_precedents),
    ("turnover.json", '"group": "pdd"', '"group": "p-d-d"', load_precedents),
]

# file, place, the mistaken value, who notices
MISTAKES: list[tuple[str, list[str | int], object, Loader]] = [
    ("record.json", ["events", 0, "platforms", 0], "twitter", load_record),
    ("record.json", ["events", 1, "on"], "2023-04-24", load_record),
    ("record.json", ["proceedings", 0, "opened_on"], "2023-12-17", load_record),
    ("record.json", ["proceedings", 0, "strands", 0, "decided_on"], "2025-12-04", load_record),
    ("register.json", ["groups", 0, "turnover_researched"], False, load_register),
    (
        "holidays.json",
        ["calendars", 0, "years", 0, "days", 0, "name"],
        "new_years_eve",
        load_holidays,
    ),
]


def test_every_example_row_can_be_read() -> None:
    shown = re.findall(
        r"A row of `([a-z_.]+)`, list `([a-z]+)`[a-z, ]*:\n\n```json\n(.*?)```", GUIDE, re.DOTALL
    )
    assert {(file, rows) for file, rows, _ in shown} >= set(ROWS)
    for file, rows, text in shown:
        kind = ROWS.get((file, rows))
        if kind is not None:
            msgspec.json.decode(text, type=kind, dec_hook=read_value)


def test_every_line_of_an_example_row_is_explained_or_plain() -> None:
    plain = {"title", "facts", "name"}
    for kind in ROWS.values():
        for field in msgspec.structs.fields(kind):
            assert f"`{field.encode_name}`" in GUIDE or field.encode_name in plain, field


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


@pytest.mark.parametrize(("file", "right", "wrong", "load"), SLIPS)
def test_a_slip_reads_as_the_guide_says(
    folder: Path, file: str, right: str, wrong: str, load: Loader
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    _assert_in_guide(folder, load)


@pytest.mark.parametrize(("file", "keys", "value", "load"), MISTAKES)
def test_a_mistake_reads_as_the_guide_says(
    folder: Path, file: str, keys: list[str | int], value: object, load: Loader
) -> None:
    document: Any = json.loads((folder / file).read_text(encoding="utf-8"))
    parent = document
    for key in keys[:-1]:
        parent = parent[key]
    parent[keys[-1]] = value
    (folder / file).write_text(json.dumps(document), encoding="utf-8")
    _assert_in_guide(folder, load)


def _assert_in_guide(folder: Path, load: Loader) -> None:
    with pytest.raises(LawDataError) as caught:
        load(folder)
    assert f"`{_unnumbered(str(caught.value))}`" in _unnumbered(GUIDE)


def _unnumbered(text: str) -> str:
    """Leave out how many characters stand before a missing comma: that moves with the data."""
    return re.sub(r"byte \d+", "byte …", text)


def test_the_overview_names_every_data_file() -> None:
    overview = (DOCS / "law-data.md").read_text(encoding="utf-8")
    for file in SHAPES:
        assert f"| `{file}` |" in overview
