"""Tables of files: CSV as programs and countries write it, spreadsheets, and what is no table."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from dsa_sim.language import Language
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
