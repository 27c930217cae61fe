"""The workbook: it computes what the program computes, also when somebody changes an input."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from dsa_sim.language import Language
from dsa_sim.language.coverage_words import nothing_assessed
from dsa_sim.language.maximum_words import maximum_amount
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case, Outcomes, PlanItem, Reference, Scenario, StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.inputs import override
from dsa_sim.model.plan import Template
from dsa_sim.report.briefing.blocks import Briefing
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.redaction.hiding import redacted
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.report.writers.workbook import sheet_name, write_workbook
from dsa_sim.storage import read_case
from tests.report.office_programs import converted, needs_office

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
CASES = Path(__file__).parents[1] / "cases"
SMALL = (
    "exports/FacebookOpen", "exports/FacebookPart", "law/t06_hosting", "law/t08_periodic",
    "law/t13_cap_per_infringement", "law/t14_timebarred", "law/t16_persons", "e4", "s05",
)  # fmt: skip
LANG = Language("en")
LANGUAGES = ("en", "fr", "de")
READS_AS_VALUE = re.compile(
    r"\d{1,2}\.? [^\W\d]+\.? \d{4}|(€\s)?[\d.,\s]+(%|€|([mb]n?|Mio\.|Mrd\.|M|Md)( €)?)?"
).fullmatch
TITLE = "Illegal products: assessing and mitigating the risk"


@pytest.fixture(scope="module")
def case() -> Case:
    return few_trials(read_case(EXAMPLE).case)


def few_trials(case: Case) -> Case:
    return msgspec.structs.replace(case, trials=2000)


def book(case: Case, lang: Language = LANG) -> bytes:
    made = make_briefing(case, scenario=None, lang=lang)
    return write_workbook(made, case, compared_of(case, None))


def rows_of(data: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()


def recalculated(data: bytes, folder: Path) -> bytes:
    path = folder / "book.xlsx"
    path.write_bytes(data)
    return converted(folder, path, "xlsx").read_bytes()


def part_of(data: bytes, sheet: str) -> tuple[str, str]:
    """The name and the text of the part that holds a sheet."""
    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    name = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return name, archive.read(name).decode()


def entered(data: bytes, sheet: str, cells: dict[str, float]) -> bytes:
    """The workbook after somebody typed numbers into cells that hold numbers."""
    name, xml = part_of(data, sheet)
    for cell, value in cells.items():
        xml, count = re.subn(
            rf'(<c r="{cell}"[^>]*?)(/>|><v>[^<]*</v></c>)', rf"\g<1>><v>{value}</v></c>", xml
        )
        assert count == 1, cell
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, xml.encode() if part == name else old.read(part))
    return made.getvalue()


def row_below(data: bytes, heading: str, label: str, sheet: str = "Model") -> int:
    """The number of the row with a label, the first below a heading that begins so."""
    names = [str(row[0]) for row in rows_of(data, sheet)]
    start = next(n for n, name in enumerate(names) if name.startswith(heading))
    return names.index(label, start) + 1


def assert_results(data: bytes, compared: tuple[Assessment, ...]) -> None:
    """The comparison of scenarios says what the program says, to the cent."""
    rows = rows_of(data, "Scenarios")[2:]
    assert len(rows) == len(compared)
    for row, shown in zip(rows, compared, strict=True):
        total = shown.total_eur
        assert row[3] == (
            nothing_assessed(shown.coverage, LANG)
            if total is None
            else pytest.approx(total, abs=0.005)
        )
        found = shown.maximum
        if found is None:
            assert row[5] == maximum_amount(shown, LANG)
            continue
        assert row[5] == pytest.approx(float(found.amount), abs=0.005)
        assert row[8] == pytest.approx(float(found.other_cap), abs=0.005)
        assert row[7] == sum(found.units)


# What is in it


def test_it_has_formulas_names_and_no_macros(case: Case) -> None:
    made = book(case)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        texts = {n: archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")}
    assert sum(text.count("<f>") for text in texts.values()) > 150
    assert "Turnover_group_2026" in texts["xl/workbook.xml"]
    assert "Total_base" in texts["xl/workbook.xml"]
    assert not any("vba" in name for name in texts)


def test_a_scenario_enters_only_what_it_sets(case: Case) -> None:
    made = book(case)
    _, xml = part_of(made, "Model")
    start = row_below(made, "Hidden links", "Starting amount")
    finding = row_below(made, "Hidden links", "Chance of a finding")
    decision = row_below(made, "Marketplace", "Chance: Non-compliance decision")
    assert all(f"<f>$C{start}</f>" in cell_of(xml, f"{c}{start}") for c in "DEF")
    assert cell_of(xml, f"D{finding}").endswith("<v>1</v></c>")
    assert "<f>" not in cell_of(xml, f"D{finding}")
    assert f"<f>$C{finding}</f>" in cell_of(xml, f"E{finding}")
    looks = {style_of(xml, f"{column}{finding}") for column in "CDE"}
    assert len(looks) == len(("entered", "set by the scenario", "taken over"))
    assert "<f>" not in cell_of(xml, f"D{decision}")
    assert f"<f>$C{decision}</f>" in cell_of(xml, f"F{decision}")


def style_of(xml: str, cell: str) -> str:
    return cell_of(xml, cell).split('s="')[1].split('"')[0]


def cell_of(xml: str, cell: str) -> str:
    found = re.search(rf'<c r="{cell}".*?(?:/>|</c>)', xml)
    assert found is not None, cell
    return found[0]


def test_results_of_the_simulation_are_numbers_with_trials_and_seed(case: Case) -> None:
    made = book(case)
    rows = rows_of(made, "Exposure")
    assert rows[1][0] == (
        f"Values of the simulation, not formulas. 65,536 trials, seed {case.seed}."
    )
    values = {row[0]: row[1] for row in rows}
    assert isinstance(values["Expected: the average of all outcomes"], float)
    assert 0 < values["Chance of any fine"] <= 1
    drivers = rows_of(made, "What drives it")
    assert any(isinstance(row[1], float) and isinstance(row[2], float) for row in drivers)


def test_inputs_have_names_and_bounds_and_all_formulas_are_protected(case: Case) -> None:
    made = book(case)
    names = named(made)
    free = 0
    for title in ("Inputs", "Model", "Scenarios", "Cents", "Summary"):
        _, xml = part_of(made, title)
        assert re.search(r'<sheetProtection sheet="1"[^>]*/>', xml)
        assert "password" not in xml
        bounded = set(re.findall(r'<dataValidation [^>]*sqref="([A-Z0-9]+)"', xml))
        unlocked = unlocked_cells(made, xml)
        free += len(unlocked)
        assert not unlocked & set(re.findall(r'<c r="([A-Z0-9]+)"[^>]*><f>', xml))
        assert unlocked <= bounded
        assert {f"'{title}'!{cell}" for cell in unlocked} <= set(names.values())
    assert free > 60
    assert names["Scenario1_Infringement1_chance"] != names["Infringement1_chance"]


def test_bounds_are_those_of_the_kind_of_input(case: Case) -> None:
    made = book(case)
    _, xml = part_of(made, "Model")
    for name, low, high in (("chance", 0, 1), ("duration", 0, 100), ("recurrence", 0, 100)):
        cell = named(made)[f"Infringement1_{name}"].split("!")[1]
        assert re.search(
            rf'sqref="{cell}"[^>]*><formula1>{low}</formula1><formula2>{high}</formula2>', xml
        )


def named(data: bytes) -> dict[str, str]:
    """The defined names of a workbook, with the cell of each."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/workbook.xml").decode().replace("&apos;", "'")
    found = dict(re.findall(r'<definedName name="([^"]+)">([^<]+)</definedName>', xml))
    plain = {name: place.replace("$", "").replace("'", "") for name, place in found.items()}
    return {name: re.sub(r"^(.*)!", r"'\1'!", place) for name, place in plain.items()}


def unlocked_cells(data: bytes, xml: str) -> set[str]:
    """The cells of a sheet that a person may change while it is protected."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    made = re.findall(
        r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1].split("</cellX")[0]
    )
    free = {str(n) for n, style in enumerate(made) if 'locked="0"' in style}
    return {
        cell for cell, style in re.findall(r'<c r="([A-Z0-9]+)" s="(\d+)"', xml) if style in free
    }


def parts_of(data: bytes, kind: str) -> list[str]:
    """The texts of the parts of a kind: "charts", "tables", "worksheets"."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if re.match(rf"xl/{kind}/[a-z]+\d+\.xml", n)]
        return [archive.read(n).decode() for n in names]


def test_every_sheet_prints_landscape_with_mark_foot_and_page_numbers(case: Case) -> None:
    title = "2026 & more"
    made = book(msgspec.structs.replace(case, title=title, mark="none"))
    sheets = parts_of(made, "worksheets")
    for xml in sheets:
        assert 'orientation="landscape"' in xml
        assert '<pageSetUpPr fitToPage="1"/>' in xml
        assert 'fitToHeight="0"' in xml
        foot = re.search("<oddFooter>(.*?)</oddFooter>", xml)
        assert foot is not None
        # A digit right after the size would belong to it, and a single “&” would be a code.
        assert foot[1].startswith("&amp;L&amp;7 2026 &amp;&amp; more")
        assert foot[1].endswith("Page &amp;P of &amp;N")
    assert all("Confidential" in xml for xml in map(head_of, parts_of(book(case), "worksheets")))
    names = CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        titles = archive.read("xl/workbook.xml").decode().count("_xlnm.Print_Titles")
    assert titles == len(names) - len(("Summary", "Charts"))


def head_of(xml: str) -> str:
    found = re.search("<oddHeader>(.*?)</oddHeader>", xml)
    assert found is not None
    return found[1]


def test_drivers_and_contributions_are_tables_and_charts_rest_on_cells(case: Case) -> None:
    made = book(case)
    heads = [re.findall(r'<tableColumn [^>]*name="([^"]+)"', xml) for xml in
             parts_of(made, "tables")]  # fmt: skip
    assert ["Input", "Result at its low end", "Result at its high end"] in heads
    assert ["Alleged infringement", "In the expected fines", "Share"] in heads
    charts = parts_of(made, "charts")
    titles = {re.findall("<a:t>([^<]*)</a:t>", xml)[0] for xml in charts}
    assert titles == {
        "The most each decision can impose", "Scenarios against the maximum", "What drives it",
        "What each infringement adds to the expected fines",
    }  # fmt: skip
    for xml in charts:
        places = re.findall(r"<c:f>([^<]+)</c:f>", xml)
        assert len(places) >= 2
        assert all(re.fullmatch(r"'?[A-Z][a-z ]+'?!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", p) for p in places)
    rows = rows_of(made, "Charts")
    said = [row[0] for row in rows if str(row[0]).startswith("Values of the simulation")]
    assert len(said) == len(("drivers", "contributions"))
    assert all(f"seed {case.seed}" in words for words in said)
    assert rows[3][1] == pytest.approx(float(assess(case).maximum_eur), abs=0.005)
    assert rows[3][2] == pytest.approx(assess(case).total_eur, abs=0.005)


@pytest.mark.parametrize("template", ["summary", "board", "memorandum"])
def test_it_holds_the_same_whichever_document_is_chosen(
    case: Case, tmp_path: Path, template: Template
) -> None:
    path = tmp_path / "book.xlsx"
    export_briefing(case, path, Wanted(scenario=None, lang=LANG, template=template))
    names = CalamineWorkbook.from_path(str(path)).sheet_names
    assert {"Exposure", "What drives it", "Proceedings and deadlines", "Terms"} < set(names)
    assert not any(name.startswith("Annex") for name in names)


def test_without_chances_none_is_shown(case: Case) -> None:
    hidden = frozenset({"chances"})
    shown = redacted(case, hidden, LANG)
    briefing = make_briefing(case, scenario=None, lang=LANG, hidden=hidden)
    made = write_workbook(briefing, shown, compared_of(shown, None))
    names = [row[0] for row in rows_of(made, "Model")]
    assert "Chance of a finding" not in names
    assert not any(str(name).startswith("Chance") for name in names)
    assert_results(made, compared_of(shown, None))


def test_a_case_of_which_nothing_is_assessed_has_no_total(tmp_path: Path) -> None:
    case = few_trials(read_case(CASES / "exports" / "FacebookOpen.dsacase").case)
    [row] = rows_of(book(case), "Scenarios")[2:]
    assert row[3].startswith("not assessed: none of the 22")
    assert row[5:8] == [
        float(assess(case).maximum_eur),
        "6\xa0% maximum (Art. 74(1), Art. 52(3)), 4 decisions + 4 infringements", 8.0,
    ]  # fmt: skip


def test_a_case_assessed_in_part_says_so_on_the_first_sheet_and_beside_totals() -> None:
    case = few_trials(read_case(CASES / "exports" / "FacebookPart.dsacase").case)
    made = book(case)
    said = "of 22 live allegations"
    assert any(said in str(row[1]) for row in rows_of(made, "Summary"))
    assert said in rows_of(made, "Scenarios")[2][9]
    assert any(said in str(row[2]) for row in rows_of(made, "Model") if row[0] == "Not included")


def test_what_counts_in_no_total_is_nought_with_its_reason() -> None:
    case = few_trials(read_case(CASES / "law" / "t14_timebarred.dsacase").case)
    made = book(case)
    title = case.infringements[0].title
    rows = rows_of(made, "Model")
    names = ("Can be fined (1) or not (0)", "If fined", "Adds nothing because")
    found = [rows[row_below(made, title, name) - 1][2] for name in names]
    assert found == [0.0, 0.0, not_counted("time_barred", LANG)]


def test_sheets_have_names_that_excel_takes() -> None:
    assert sheet_name("History") == "History 2"
    assert sheet_name("summary", ["Summary", "Summary 2"]) == "summary 3"
    assert sheet_name("'[a]:\nb'") == "a   b"
    long = sheet_name("x" * 40, ["X" * 31])
    assert (len(long), long[-2:]) == (31, " 2")
    assert sheet_name("") == "–"
    assert sheet_name(f"{'x' * 30}'y") == "x" * 30
    assert sheet_name("''") == "–"
    assert sheet_name("a\u2028b\tc\nd") == "a b c d"
    assert sheet_name("\N{GRINNING FACE}" * 16) == "\N{GRINNING FACE}" * 15
    assert sheet_name("STRASSE", ["straße"]) == "STRASSE 2"


@pytest.mark.parametrize("title", ["Summary", "History", "a\nb", "charts", f"{'x' * 30}'y"])
def test_a_section_of_any_title_has_its_sheet(case: Case, title: str) -> None:
    items = (PlanItem(code="exposure", title=title), PlanItem(code="legal", title=title))
    planned = msgspec.structs.replace(case.plan, items=items)
    names = CalamineWorkbook.from_filelike(
        io.BytesIO(book(msgspec.structs.replace(case, plan=planned)))
    ).sheet_names
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("name", ["aliexpress", "s02", "s05", "exports/FacebookPart"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_day_share_or_amount_is_text(name: str, code: str) -> None:
    lang = Language(code)
    folder = EXAMPLE.parent if name == "aliexpress" else CASES
    data = book(few_trials(read_case(folder / f"{name}.dsacase").case), lang)
    # The inputs are followed by the reasons that were typed for them; what is typed stays text.
    sheets = {
        lang.tr(title)
        for title in ("Proceedings and deadlines", "Assumptions and facts", "Methods", "Precedents")
    }
    for sheet in sheets & set(CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names):
        for row in rows_of(data, sheet):
            assert not [cell for cell in row if isinstance(cell, str) and READS_AS_VALUE(cell)]


# What LibreOffice makes of it


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("code", LANGUAGES)
def test_libreoffice_computes_what_is_written(case: Case, tmp_path: Path, code: str) -> None:
    assert_same(book(case, Language(code)), tmp_path)


def assert_same(made: bytes, folder: Path) -> bytes:
    """Recalculating changes no cell of any sheet; what was recalculated."""
    again = recalculated(made, folder)
    for name in CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names:
        rows, others = rows_of(made, name), rows_of(again, name)
        assert len(rows) == len(others), name
        for row, other in zip(rows, others, strict=True):
            for cell, found in zip(row, other, strict=False):
                assert not str(found).startswith("#"), (name, row[0], found)
                if isinstance(cell, float):
                    assert found == pytest.approx(cell, abs=0.005), (name, row[0])
                else:
                    assert found == cell, (name, row[0])
    return again


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_column_is_too_narrow_for_its_numbers(code: str, tmp_path: Path) -> None:
    case = few_trials(read_case(CASES / "exports" / "FacebookPart.dsacase").case)
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(case, Language(code)))
    pages = PdfReader(converted(tmp_path, path, "pdf")).pages
    assert not any("##" in page.extract_text() for page in pages)


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("name", SMALL)
def test_small_cases_come_to_what_the_program_says(name: str, tmp_path: Path) -> None:
    case = few_trials(read_case(CASES / f"{name}.dsacase").case)
    again = assert_same(book(case), tmp_path)
    assert_results(again, compared_of(case, None))


def share(value: str) -> StartingAmount:
    return StartingAmount(unit="turnover_share", estimate=exactly(value))


def doubled(case: Case, identifier: str) -> Case:
    year = next(y for y in case.financial_years if y.id == identifier)
    return change(case, identifier, revenue=year.revenue * 2)


def dearer(case: Case) -> Case:
    rate = assess(case).strands[0].maxima[0].turnover.rate
    assert rate is not None
    return change(case, rate.id, per_euro=rate.per_euro * 2)


EDITS: dict[str, tuple[str, str, str, float, Callable[[Case], Case]]] = {
    "start": (
        "Model", TITLE[:16], "Starting amount", 0.006,
        lambda c: change(c, "illegal-products", start=share("0.006")),
    ),
    "start above the maximum": (
        "Model", TITLE[:16], "Starting amount", 0.9,
        lambda c: change(c, "illegal-products", start=share("0.9")),
    ),
    "duration": (
        "Model", "Hidden links", "Duration", 1.5,
        lambda c: change(c, "hidden-links", duration=exactly("1.5")),
    ),
    "fault": (
        "Model", "Hidden links", "Can be fined (1) or not (0)", 0.0,
        lambda c: change(c, "hidden-links", fault="none"),
    ),
    "outcome": (
        "Model", "Marketplace", "Chance: Non-compliance decision", 1.0,
        lambda c: change(c, "commitments", outcomes=Outcomes()),
    ),
}  # fmt: skip


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("name", EDITS)
def test_scenarios_follow_an_input_of_the_base_case(case: Case, tmp_path: Path, name: str) -> None:
    sheet, heading, label, value, changed = EDITS[name]
    made = book(case)
    row = row_below(made, heading, label, sheet)
    again = recalculated(entered(made, sheet, {f"C{row}": value}), tmp_path)
    assert_results(again, compared_of(changed(case), None))


def test_a_doubled_start_moves_all_findings_upheld(case: Case) -> None:
    changed = change(case, "illegal-products", start=share("0.006"))
    upheld = compared_of(changed, None)[1]
    assert upheld.total_eur == pytest.approx(1_293_704_742.01, abs=0.005)


@pytest.mark.slow
@needs_office
def test_scenarios_follow_turnover_and_rate(case: Case, tmp_path: Path) -> None:
    made = book(case)
    turnover = assess(case).strands[0].maxima[0].turnover
    day = turnover.year.ends_on.year
    row = next(
        n for n, row in enumerate(rows_of(made, "Inputs"), start=1)
        if str(day) in str(row[0]) and row[2] == float(turnover.original)
    )  # fmt: skip
    rate = turnover.rate
    assert rate is not None
    typed = {f"C{row}": float(turnover.original * 2), f"E{row}": float(rate.per_euro * 3)}
    again = recalculated(entered(made, "Inputs", typed), tmp_path)
    changed = change(doubled(case, turnover.year.id), rate.id, per_euro=rate.per_euro * 3)
    assert_results(again, compared_of(changed, None))


def by_method(case: Case, method: str) -> Case:
    """The example under another method, with a scenario that sets one input of it."""
    platform = case.platforms[0].id
    case = change(case, platform, eu_revenue_eur=exactly(2_000_000_000))
    for n, i in enumerate(case.infringements):
        case = change(
            case, i.id, gravity=("low", "medium", "high")[n % 3], proportion=exactly("0.02"),
            entry_fee=exactly("0.01"), recurrence=exactly("0.1"),
        )  # fmt: skip
    reference = Reference(of="maximum", share=exactly("0.03"))
    case = msgspec.structs.replace(case, method=method, reference=reference)
    mine = Scenario(
        id="mine", title="Mine",
        overrides=(
            override(case, "illegal-products.gravity", "high"),
            override(case, "illegal-products.proportion", exactly("0.05")),
            override(case, "illegal-products.band", exactly("0.4")),
        ),
    )  # fmt: skip
    other = Scenario(id="other", title="Other", overrides=(override(case, "case.method", "bands"),))
    return msgspec.structs.replace(case, scenarios=(*case.scenarios, mine, other))


@pytest.mark.slow
@needs_office
def test_a_scenario_with_a_growth_and_a_rate_of_its_own_has_its_own_maximum(
    case: Case, tmp_path: Path
) -> None:
    turnover = assess(case).strands[0].maxima[0].turnover
    assert turnover.rate is not None
    mine = Scenario(
        id="mine", title="Mine",
        overrides=(
            override(case, f"{turnover.year.id}.growth", exactly("0.1")),
            override(case, f"{turnover.rate.id}.expected", exactly("9")),
        ),
    )  # fmt: skip
    odd = msgspec.structs.replace(case, scenarios=(*case.scenarios, mine))
    assert_results(assert_same(book(odd), tmp_path), compared_of(odd, None))


CHANGES: dict[str, tuple[str, str, float, Callable[[Case], Case]]] = {
    "bands": (
        TITLE[:16], "Starting amount", 0.25,
        lambda c: change(c, "illegal-products", band=exactly("0.25")),
    ),
    "precedent": (
        "", "Reference share", 0.05,
        lambda c: msgspec.structs.replace(
            c, reference=Reference(of="maximum", share=exactly("0.05"))
        ),
    ),
    "value_of_sales": (
        "", "Revenue in the Union: AliExpress", 3e9,
        lambda c: change(c, c.platforms[0].id, eu_revenue_eur=exactly(3_000_000_000)),
    ),
}  # fmt: skip


@pytest.mark.slow
@needs_office
def test_a_scenario_by_a_method_whose_inputs_are_open_has_no_error(
    case: Case, tmp_path: Path
) -> None:
    by_sales = override(case, "case.method", "value_of_sales")
    mine = Scenario(id="mine", title="Mine", overrides=(by_sales,))
    odd = msgspec.structs.replace(case, scenarios=(mine,))
    assert_results(assert_same(book(odd), tmp_path), compared_of(odd, None))


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("method", CHANGES)
def test_every_method_is_live(case: Case, tmp_path: Path, method: str) -> None:
    heading, label, value, changed = CHANGES[method]
    odd = by_method(case, method)
    made = book(odd)
    assert_results(assert_same(made, tmp_path), compared_of(odd, None))
    row = row_below(made, heading, label)
    again = recalculated(entered(made, "Model", {f"C{row}": value}), tmp_path)
    assert_results(again, compared_of(changed(odd), None))


@pytest.mark.slow
@needs_office
def test_the_maxima_of_a_thousand_turnovers_are_right_to_the_cent(
    case: Case, tmp_path: Path
) -> None:
    import xlsxwriter

    from dsa_sim.report.writers.workbook import _STYLES
    from dsa_sim.report.writers.workbook_cells import Sheets
    from dsa_sim.report.writers.workbook_maxima import MaximaSheets

    random = Random(20261125)
    shown = assess(case)
    first = shown.strands[0].maxima
    years, expected = [], []
    for _ in range(340):
        digits = random.randint(6, 13)
        original = Decimal(random.randrange(10**digits, 10 ** (digits + 1))).scaleb(-2)
        rate = Decimal(random.randrange(300_000, 2_000_000_000)).scaleb(-6)
        euro = Fraction(original) / Fraction(rate)
        years.append((original, rate))
        for maximum in first:
            exact = euro * Fraction(maximum.rate) / (maximum.divisor or 1)
            expected.append(int(exact * 100 // 1))
    strands = []
    for n, (original, rate) in enumerate(years):
        found = []
        for maximum in first:
            year = msgspec.structs.replace(
                maximum.turnover.year, id=f"y{n}", revenue=original, adjustments=()
            )
            known = maximum.turnover.rate
            assert known is not None
            turnover = replace(
                maximum.turnover, year=year, original=original,
                rate=msgspec.structs.replace(known, per_euro=rate),
            )  # fmt: skip
            found.append(replace(maximum, turnover=turnover))
        strands.append(replace(shown.strands[0], maxima=tuple(found)))
    odd = replace(shown, strands=tuple(strands))
    book = xlsxwriter.Workbook(str(tmp_path / "cents.xlsx"))
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    briefing = Briefing(
        title="t", subtitle="s", lang=LANG, mark="", as_of=case.as_of, foot="f", page_words="",
        facts=make_briefing(case, scenario=None, lang=LANG).facts, sections=(),
    )  # fmt: skip
    sheets = MaximaSheets(Sheets(book, styles, briefing, (odd,)))
    sheets.write_inputs()
    sheets.write_cents()
    book.close()
    made = CalamineWorkbook.from_path(converted(tmp_path, tmp_path / "cents.xlsx", "xlsx"))
    rows = made.get_sheet_by_name("Cents").to_python()[2:]
    wrong = [(row[:6], cents) for row, cents in zip(rows, expected, strict=True) if row[5] != cents]
    assert len(rows) == 1020
    assert wrong == []
