"""A frame as a file: its values come back, no text becomes a formula, bytes repeat."""

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from dsa_sim import frames
from dsa_sim.frames.tables import frame_of_rows
from dsa_sim.language import Language
from dsa_sim.language.tables import TABLE_FORMATS, Amount, Share
from dsa_sim.report.writers import table_file
from dsa_sim.report.writers.table_file import UnwritableTableError, csv_text, table_bytes
from dsa_sim.storage import read_case
from dsa_sim.storage.tables import decode_tables

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
EVIL = ("=1+1", "+1", "-1", "@x", "\tx", "＝1", "'=1", "=cmd|' /C calc'!A0")
DE = Language("de")


@pytest.fixture(scope="module")
def case():
    return read_case(EXAMPLE).case


@pytest.fixture(scope="module")
def mixed(case):
    """A table of the window with a column of each kind, and one of several."""
    rows = [
        ["Calais", Amount(value=1_400_000.256), Share(value=0.0625), date(2026, 3, 31), Decimal(7),
         Amount(value=Decimal("0.10"))],
        ["Genoa", "–", "", "", "–", Share(value=0.5)],
    ]  # fmt: skip
    heads = ("Harbour", "Levy", "Share", "Since", "Ships", "Ships")
    return frame_of_rows(heads, rows, case, "Harbours")


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_table_of_the_window_has_typed_columns(mixed, case):
    assert list(mixed.columns) == ["Harbour", "Levy (€)", "Share", "Since", "Ships", "Ships 2"]
    assert list(map(str, mixed.dtypes)) == [
        "string", "object", "float64", "datetime64[s]", "object", "object",
    ]  # fmt: skip
    assert mixed["Levy (€)"].tolist() == [Decimal("1400000.26"), None]
    assert mixed["Ships"].tolist() == [Decimal(7), None]
    assert mixed.attrs["title"] == case.title
    assert mixed.attrs["frame"] == "Harbours"


def test_csv_is_international_or_in_the_form_of_a_language(mixed):
    assert csv_text(mixed).splitlines() == [
        "Harbour,Levy (€),Share,Since,Ships,Ships 2",
        "Calais,1400000.26,0.0625,2026-03-31,7,0.1",
        "Genoa,,,,,50%",
    ]
    assert csv_text(mixed, DE).splitlines() == [
        "Harbour;Levy (€);Share;Since;Ships;Ships 2",
        "Calais;1400000,26;0,0625;2026-03-31;7;0,1",
        "Genoa;;;;;50%",
    ]
    assert not table_bytes(mixed, "csv").startswith(b"\xef\xbb\xbf")
    # Spreadsheets, and the import of this program, know the letters by this sign.
    assert table_bytes(mixed, "csv", DE).startswith(b"\xef\xbb\xbf")
    assert decode_tables(table_bytes(mixed, "csv", DE)).sheets[0].rows[1][1] == "1400000,26"


def test_exact_amounts_stay_exact(case):
    found = frames.maxima(case)
    back = pd.read_csv(io.StringIO(csv_text(found)), dtype=str)
    assert [Decimal(x) for x in back["amount_eur"]] == found["amount_eur"].tolist()
    said = json.loads(table_bytes(found, "json"))
    assert [Decimal(row["amount_eur"]) for row in said["rows"]] == found["amount_eur"].tolist()
    table, _ = sheets(table_bytes(found, "xlsx")).values()
    place = table[0].index("amount_eur")
    assert [row[place] for row in table[1:]] == [float(x) for x in found["amount_eur"]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_text_becomes_a_formula(case, kind):
    made = frame_of_rows(("=head", "x"), [[text, text] for text in EVIL], case, "=title")
    content = table_bytes(made, kind)
    if kind == "csv":
        lines = content.decode().splitlines()
        cells = [cell for line in lines for cell in line.split(",")]
        assert all(cell.strip('"')[:1] not in "=+-@\t＝" for cell in cells if cell)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = "".join(parts.read(n).decode() for n in parts.namelist() if "worksheets" in n)
    assert "<f>" not in text
    assert 't="s"' in text
    assert sheets(content)["Table"][0][0] == "=head"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_same_frame_gives_the_same_bytes(case, kind):
    for made in (frames.turnover(case), frames.record()):
        assert table_bytes(made, kind) == table_bytes(made, kind)


def test_the_workbook_says_what_the_table_is_of(case):
    found = sheets(table_bytes(frames.exposure(case, trials=500), "xlsx"))
    about = {row[0]: row[1] for row in found["About"]}
    assert about["title"] == case.title
    assert about["trials"] == "65536"
    assert about["law_version"] == frames.register().attrs["law_version"]
    assert list(sheets(table_bytes(frames.turnover(case), "xlsx", DE))) == ["Tabelle", "Angaben"]


def test_an_empty_frame_has_its_headings(case):
    made = frames.turnover(case).iloc[:0]
    for kind in ("csv", "xlsx", "json"):
        assert table_bytes(made, kind)
    assert csv_text(made).startswith("year,scope")
    assert frame_of_rows(("a", "b"), [], case, "x").shape == (0, 2)


def test_more_rows_than_a_sheet_holds_are_refused(case, monkeypatch):
    monkeypatch.setattr(table_file, "MOST_ROWS", 2)
    with pytest.raises(UnwritableTableError, match="A sheet holds 2 rows"):
        table_bytes(frames.maxima(case), "xlsx")


def test_parquet_without_its_package_is_refused(case, monkeypatch):
    monkeypatch.setattr(table_file, "can_write_parquet", lambda: False)
    with pytest.raises(UnwritableTableError, match="pyarrow"):
        table_bytes(frames.maxima(case), "parquet")


def test_parquet_keeps_values_and_attrs(case, mixed):
    pytest.importorskip("pyarrow")
    for made in (frames.turnover(case), frames.trials(case, n=500), frames.maxima(case)):
        back = pd.read_parquet(io.BytesIO(table_bytes(made, "parquet")))
        assert back.attrs == made.attrs
        for name in made:
            pairs = zip(back[name].tolist(), made[name].tolist(), strict=True)
            assert all((pd.isna(a) and pd.isna(b)) or a == b for a, b in pairs)
    back = pd.read_parquet(io.BytesIO(table_bytes(mixed, "parquet")))
    assert back["Ships 2"].tolist() == ["0.1", "50%"]


def test_the_formats_are_those_declared():
    assert set(table_file._WRITERS) == set(TABLE_FORMATS)
