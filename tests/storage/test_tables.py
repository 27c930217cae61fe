"""Tables of files: CSV as programs and countries write it, spreadsheets, and what is no table."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from dsa_sim.language import Language
from dsa_sim.language.tables import Sheet
from dsa_sim.storage.joined_sheets import joinable, joined
from dsa_sim.storage.number_formats import read_through
from dsa_sim.storage.table_errors import TableFileError, describe_table
from dsa_sim.storage.tables import decode_tables, read_tables, table_of_text

ROWS = [["Year end", "Turnover"], ["31.03.2024", "1.234,5"]]


def cells(data: bytes) -> list[list[object]]:
    return [list(row) for row in decode_tables(data).sheets[0].rows]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_as_it_is_written(delimiter: str, encoding: str) -> None:
    def quoted(cell: str) -> str:
        return f'"{cell}"' if delimiter in cell else cell

    text = "\r\n".join(delimiter.join(map(quoted, row)) for row in ROWS)
    assert cells(text.encode(encoding)) == ROWS


def test_letters_of_western_europe_survive() -> None:
    assert cells("Exercice clos;Chiffre d’affaires\n2024;é €".encode("cp1252"))[1] == [
        "2024",
        "é €",
    ]


def test_the_line_by_which_excel_names_its_delimiter_is_no_row() -> None:
    assert cells(b"sep=;\nYear end;Turnover\n31.03.2024;1.234,5") == ROWS


def xlsx(rows: str) -> bytes:
    """A workbook of one sheet with the least that makes one."""
    made = io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            "</Types>",
        )
        folder.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        folder.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
            '<sheet name="Figures" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        folder.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        folder.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        )
    return made.getvalue()


def test_a_workbook_is_read_with_its_numbers() -> None:
    text = '<c r="A1" t="inlineStr"><is><t>Turnover</t></is></c>'
    found = decode_tables(
        xlsx(f'<row r="1">{text}</row><row r="2"><c r="A2"><v>1234.5</v></c></row>')
    )
    sheet = found.sheets[0]
    assert sheet.name == "Figures"
    assert sheet.rows[0][0] == "Turnover"
    assert float(sheet.rows[1][0]) == 1234.5


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, code: str) -> None:
    with pytest.raises(TableFileError) as error:
        decode_tables(data)
    assert error.value.code == code
    assert describe_table(error.value, Language("fr")) != describe_table(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableFileError) as error:
        read_tables(tmp_path / "none.csv")
    assert error.value.code == "not_found"


def test_what_was_copied_in_a_spreadsheet_is_a_table() -> None:
    assert [list(r) for r in table_of_text("2024\t1,5\n2023\t2,5").rows] == [
        ["2024", "1,5"], ["2023", "2,5"],
    ]  # fmt: skip


def ods(cells_of_rows: list[list[str]]) -> bytes:
    """A sheet as LibreOffice writes it, with the least that makes one."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table, text = (office.replace("office:1", f"{name}:1") for name in ("table", "text"))
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in cells_of_rows
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        folder.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
            f'xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}" '
            'office:version="1.2"><office:body><office:spreadsheet><table:table '
            f'table:name="Figures">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        folder.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return made.getvalue()


def test_a_sheet_of_libreoffice_is_read(tmp_path: Path) -> None:
    path = tmp_path / "figures.ods"
    path.write_bytes(ods(ROWS))
    (sheet,) = read_tables(path).sheets
    assert [list(row) for row in sheet.rows] == ROWS


@pytest.mark.parametrize(
    ("inside", "said"),
    [("EncryptedPackage", "protected with a password"), ("Workbook", "old version of Excel")],
)
def test_locked_and_old_workbooks_are_told_apart(inside: str, said: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + inside.encode("utf-16-le")
    with pytest.raises(TableFileError) as caught:
        decode_tables(data)
    assert said in describe_table(caught.value, Language())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_what_libreoffice_writes_is_read(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_text("Year end;Turnover\n2024;1234", encoding="utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    for kind in ("ods", "xlsx"):
        subprocess.run(
            ["soffice", profile, "--headless", "--infilter=CSV:59,34,76", "--convert-to", kind,
             "--outdir", str(tmp_path), str(tmp_path / "figures.csv")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        (sheet,) = read_tables(tmp_path / f"figures.{kind}").sheets
        assert [[str(cell) for cell in row] for row in sheet.rows] == [
            ["Year end", "Turnover"], ["2024", "1234"],
        ]  # fmt: skip


def book(*cells: tuple[float, str], **options: bool) -> bytes:
    """A workbook with numbers below each other, each in its format."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as workbook:
        sheet = workbook.add_worksheet()
        for n, (number, code) in enumerate(cells):
            sheet.write_number(n, 0, number, workbook.add_format({"num_format": code}))
    return made.getvalue()


def test_a_workbook_says_the_formats_of_its_cells() -> None:
    codes = ("0%", "mmm-yy", "yyyy", "#,##0,,", "[$£-809]#,##0")
    (sheet,) = decode_tables(book(*((45_627, code) for code in codes))).sheets
    assert [sheet.formats[n, 0] for n in range(len(codes))] == list(codes)


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    (sheet,) = decode_tables(book((44_195, "dd/mm/yyyy"), date_1904=True)).sheets
    assert sheet.rows[0][0] == date(2024, 12, 31)


@pytest.mark.parametrize("name", ["inf.xlsx", "unique4000000000.xlsx"])
def test_a_hostile_workbook_ends_nothing(name: str) -> None:
    """Infinite amounts are text; a file that promises four thousand million texts is refused."""
    data = (Path(__file__).parents[1] / "tables" / name).read_bytes()
    if name == "inf.xlsx":
        assert decode_tables(data).sheets[0].rows[1][1] == "inf"
        return
    with pytest.raises(TableFileError) as error:
        decode_tables(data)
    assert error.value.code == "damaged"


def test_how_many_cells_a_large_document_says_it_has_is_no_promise_of_a_part() -> None:
    made = io.BytesIO(ods(ROWS))
    with zipfile.ZipFile(made, "a") as folder:
        folder.writestr("meta.xml", '<m xmlns:meta="urn:m" meta:cell-count="18034"/>')
    assert [list(row) for row in decode_tables(made.getvalue()).sheets[0].rows] == ROWS


def test_an_encoding_that_there_is_not_is_told() -> None:
    data = ods([["Year", "Turnover"]])
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        files = {name: folder.read(name) for name in folder.namelist()}
    files["content.xml"] = files["content.xml"].replace(b"UTF-8", b"UTF-9999999999998")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name, content in files.items():
            folder.writestr(name, content)
    with pytest.raises(TableFileError) as error:
        decode_tables(made.getvalue())
    assert error.value.code == "damaged"


@pytest.mark.parametrize("mark", [b"<a ", b'<a b="', b"<!-- ", b"<? "])
def test_a_tag_that_does_not_end_is_refused_before_it_takes_long(mark: bytes) -> None:
    with pytest.raises(TableFileError) as error:
        read_through(b"<x>" + mark + b"> " * 5_000_000, start=lambda *_: None)
    assert error.value.code == "damaged"


def test_long_texts_are_read_through() -> None:
    heard: list[str] = []
    long = b"<x>" + b"text " * 1_000_000 + b"</x>"
    read_through(long, start=lambda *_: None, text=heard.append)
    assert len("".join(heard)) == 5_000_000


def test_a_sheet_of_libreoffice_says_percentages_and_currencies() -> None:
    data = ods([["a", "b"]])
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        content = folder.read("content.xml").decode()
    cell = '<table:table-cell office:value-type="{kind}" office:value="0.5"{more}/>'
    row = cell.format(kind="percentage", more="") + cell.format(
        kind="currency", more=' office:currency="SEK"'
    )
    start = content.index("<table:table-row>")
    content = content[:start] + f"<table:table-row>{row}</table:table-row>" + content[start:]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == "content.xml" else old.read(name))
    (sheet,) = decode_tables(made.getvalue()).sheets
    assert sheet.formats == {(0, 0): "0%", (0, 1): "[$SEK]0"}


def sheet(name: str, text: str) -> Sheet:
    return replace(table_of_text(text), name=name)


def test_sheets_are_joined_by_their_years() -> None:
    both = (
        sheet("Turnover", "Year;Turnover (EUR m)\n2024;12400\n2023;11250\n"),
        sheet("Income", "Financial year;Income\n31 Dec 2024;900000\n2022;800000\nin EUR k;\n"),
        sheet("Notes", "Prepared by finance\n"),
    )
    assert joinable(both)
    assert joined(both).rows == (
        ("Year", "Turnover (EUR m)", "Income (in EUR k)"),
        ("2022", "", "800000"),
        ("2023", "11250", ""),
        ("2024", "12400", "900000"),
    )


def test_sheets_with_the_same_headings_stand_below_each_other() -> None:
    both = (
        sheet("2024", "Year;Turnover (EUR m)\n2024;12400\n"),
        sheet("2023", "Year;Turnover (EUR m)\n2023;11250\n"),
    )
    assert joined(both).rows[1:] == (("2024", "12400"), ("2023", "11250"))


def test_one_sheet_with_years_is_not_joined() -> None:
    one = (sheet("Turnover", "Year;Turnover (EUR m)\n2024;12400\n"), sheet("Notes", "a\n"))
    assert not joinable(one)
    with pytest.raises(ValueError, match="fewer than two"):
        joined(one)
