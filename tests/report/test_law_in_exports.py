"""Every export says which law data it rests on, and whether they came as a pack."""

import io
import json
import zipfile
from datetime import date
from functools import cache

import msgspec
import pytest
from pypdf import PdfReader

from dsa_sim.frames.tables import frame_of_rows
from dsa_sim.language import Language, law_pack_words
from dsa_sim.language.assessment_record import record
from dsa_sim.language.register_case import new_from_register
from dsa_sim.language.simulation_record import _run
from dsa_sim.law.pack import Pack
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.writers import office
from dsa_sim.report.writers.calendar_file import write_calendar
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.report.writers.table_file import table_bytes
from dsa_sim.report.writers.workbook import write_workbook

LANG = Language("en")
REACH = "2026-10-06"
TOLD = f"{REACH} (unverified pack of 2027-03-01)"


@pytest.fixture(params=[None, TOLD], ids=["built in", "pack"])
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What every export says: with the data of the program, and with those of a pack."""
    if request.param is None:
        return REACH
    pack = Pack(
        law_version=date.fromisoformat(REACH), issued_on=date(2027, 3, 1), files={},
        signed="not_signed", signer="", key="",
    )  # fmt: skip
    monkeypatch.setattr(law_pack_words, "pack_in_use", lambda: pack)
    return TOLD


@cache
def case() -> Case:
    made = new_from_register("temu", LANG, as_of=date.fromisoformat(REACH))
    return change(made, "case", trials=1000)


def unzipped(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_every_document_says_it(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_DPI", 30)
    briefing = make_briefing(case(), scenario=None, lang=LANG)
    pages = PdfReader(io.BytesIO(write_pdf(briefing))).pages
    assert all(told in " ".join(page.extract_text().split()) for page in pages)
    assert told in unzipped(write_memorandum(briefing))
    assert told in unzipped(write_slides(briefing))
    assert told in unzipped(write_workbook(briefing, case(), compared_of(case(), None)))


def test_every_day_of_a_calendar_says_it(told: str) -> None:
    made = write_calendar(case(), None, LANG, since=date(2020, 1, 1)).decode()
    lines = made.replace("\r\n ", "")
    assert lines.count(f"Law data {told}") == lines.count("BEGIN:VEVENT") > 0


def test_what_programs_read_says_it(told: str) -> None:
    frame = frame_of_rows(("A",), [["1"]], case(), "Table")
    for made in (record(assess(case()), LANG), _run(None, 1, 1), frame.attrs):
        found = msgspec.to_builtins(made)
        assert found["law_version"] == REACH
        assert ("law_pack" in found) == (told != REACH)
    assert ("law_pack" in json.loads(table_bytes(frame, "json"))) == (told != REACH)
    assert ("issued_on" in unzipped(table_bytes(frame, "xlsx"))) == (told != REACH)
