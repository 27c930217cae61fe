"""Turnovers from other people's tables: read as they were written, or asked about."""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.language.field_problems import FieldProblem
from dsa_sim.language.tables import Sheet
from dsa_sim.language.year_tables.cells import Money, read_money
from dsa_sim.language.year_tables.copying import copied
from dsa_sim.language.year_tables.days import orders_of, read_day
from dsa_sim.language.year_tables.money_words import said_in
from dsa_sim.language.year_tables.number_formats import format_says
from dsa_sim.language.year_tables.rows import (
    Matching,
    ReadRow,
    first_matching,
    missing,
    read_rows,
)
from dsa_sim.model.case import Case
from dsa_sim.storage.case_file import read_case
from dsa_sim.storage.tables import decode_tables, read_tables
from tests.table_generator import Written, write

TABLES = Path(__file__).parents[1] / "tables"
LANG = Language()
Year = tuple[str, str, int]
Table = tuple[Sheet, Matching]


@pytest.fixture(scope="module")
def case() -> Case:
    """A case in euro without a financial year."""
    whole = read_case(asset_path("examples", "aliexpress.dsacase")).case
    return msgspec.structs.replace(whole, financial_years=())


def opened(name: str, case: Case) -> Table:
    sheet = read_tables(TABLES / name).sheets[0]
    return sheet, first_matching(sheet, case)


def typed(text: str, case: Case) -> Table:
    sheet = decode_tables(text.encode()).sheets[0]
    return sheet, first_matching(sheet, case)


def rows_of(table: Table, case: Case) -> list[ReadRow]:
    sheet, matching = table
    return [
        row for row in read_rows(LANG, matching.layout(sheet), matching, case) if not row.is_note
    ]


def years_of(table: Table, case: Case) -> list[Year]:
    """The years that come in; empty where anything is asked or refused."""
    rows = rows_of(table, case)
    if is_asked(table) or any(row.problems for row in rows):
        return []
    years = [row.new.year for row in rows if row.new is not None]
    return [(f"{y.ends_on}", y.currency, int(y.revenue)) for y in years]


def is_asked(table: Table) -> bool:
    sheet, matching = table
    return bool(missing(matching) or matching.reading(matching.layout(sheet)).questions)


def codes(table: Table, case: Case) -> set[str]:
    return {p.problem.code for row in rows_of(table, case) for p in row.problems}


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("a1_gbp000.csv", [("2024-12-31", "GBP", 12_400_000_000),
                           ("2023-12-31", "GBP", 11_250_000_000)]),
        ("a2_sek.csv", [("2024-12-31", "SEK", 130_000_000_000),
                        ("2023-12-31", "SEK", 121_000_000_000)]),
        ("a3_100m.csv", [("2024-12-31", "CNY", 941_168_000_000),
                         ("2025-12-31", "CNY", 996_347_000_000)]),
        ("t01_years_across.csv", [("2021-12-31", "EUR", 9_800_000_000),
                                  ("2022-12-31", "EUR", 10_400_000_000),
                                  ("2023-12-31", "EUR", 11_250_000_000),
                                  ("2024-12-31", "EUR", 12_400_000_000)]),
        ("t02_100million_yuan.csv", [("2024-03-31", "CNY", 941_168_000_000),
                                     ("2025-03-31", "CNY", 996_347_000_000)]),
        ("t03_ten_thousand.csv", [("2023-12-31", "CNY", 941_168_000_000),
                                  ("2024-12-31", "CNY", 996_347_000_000)]),
        ("w02_unit_row_below.csv", [("2024-12-31", "GBP", 12_400_000_000)]),
        ("w04_unit_column.csv", [("2024-12-31", "GBP", 12_400_000_000)]),
        ("w05_unit_footer.csv", [("2024-12-31", "EUR", 12_400_000_000),
                                 ("2023-12-31", "EUR", 11_250_000_000)]),
        ("x11_percent.xlsx", [("2024-12-31", "EUR", 12_400_000_000)]),
        ("x12_year_format.xlsx", [("2024-12-31", "EUR", 12_400_000_000),
                                  ("2023-12-31", "EUR", 11_250_000_000)]),
        ("x13_mmmyy.xlsx", [("2024-12-31", "EUR", 12_400_000_000)]),
    ],
)  # fmt: skip
def test_a_table_from_a_report_is_read_as_it_stands(
    name: str, years: list[Year], case: Case
) -> None:
    assert years_of(opened(name, case), case) == years


@pytest.mark.parametrize("name", ["w01_unit_one_heading.csv", "t13_us_ambiguous.csv"])
def test_what_is_unsure_is_asked(name: str, case: Case) -> None:
    assert is_asked(opened(name, case))


def test_an_adjustment_in_percent_is_a_share_of_the_turnover(case: Case) -> None:
    (row,) = rows_of(opened("x11_percent.xlsx", case), case)
    assert row.new is not None
    assert row.new.year.adjustments[0].amount == Decimal(-620_000_000)


def test_an_answer_is_enough(case: Case) -> None:
    sheet, matching = opened("w01_unit_one_heading.csv", case)
    answers = replace(matching.answers, units={2: 6, 3: 6})
    table = sheet, replace(matching, answers=answers)
    (row,) = rows_of(table, case)
    assert row.new is not None
    assert row.new.year.income == 1_200_000_000
    assert row.new.year.adjustments[0].amount == -1_200_000_000
    sheet, matching = opened("t13_us_ambiguous.csv", case)
    table = sheet, replace(matching, answers=replace(matching.answers, order="mdy"))
    assert [year for year, _, _ in years_of(table, case)] == ["2024-06-07", "2023-06-02"]


@pytest.mark.parametrize(
    ("text", "powers", "currencies"),
    [
        ("Turnover (£'000)", (3,), ("GBP",)),
        ("RMB’000", (3,), ("CNY",)),
        ("US$'000", (3,), ("USD",)),
        ("€000s", (3,), ("EUR",)),
        ("Umsatz (T€)", (3,), ("EUR",)),
        ("Umsatz in TEUR", (3,), ("EUR",)),
        ("Tsd. €", (3,), ("EUR",)),
        ("Umsatzerlöse (Mrd. €)", (9,), ("EUR",)),
        ("Chiffre d’affaires (M€)", (6,), ("EUR",)),
        ("en milliards d'euros", (9,), ("EUR",)),
        ("CA en Md€", (9,), ("EUR",)),
        ("in Millionen Schweizer Franken", (6,), ("CHF",)),
        ("Revenue (HK$ m)", (6,), ("HKD",)),
        ("NT$ bn", (9,), ("TWD",)),
        ("mln zł", (6,), ("PLN",)),
        ("Omsättning (MSEK)", (6,), ("SEK",)),
        ("売上高 (億円)", (8,), ("JPY",)),
        ("人民币万元", (4,), ("CNY",)),
        ("Revenue (INR crore)", (7,), ("INR",)),
        ("Revenue (₹ lakh)", (5,), ("INR",)),
        ("10 million RMB", (7,), ("CNY",)),
        ("RMB ten thousand", (4,), ("CNY",)),
        ("Revenue (trn)", (12,), ()),
        ("(in millions, except per share data)", (6,), ()),
        ("Amounts in thousands of new Taiwan dollars", (3,), ("TWD",)),
        ("CHF 1'000", (3,), ("CHF",)),
        ("£'000,000", (6,), ("GBP",)),
        ("TURNOVER (EUR M)", (6,), ("EUR",)),
        ("ALL AMOUNTS IN THOUSANDS", (3,), ()),
        ("Revenue (TRY m)", (6,), ("TRY",)),
        ("Turnover (EUR)", (), ("EUR",)),
        ("45 million users", (), ()),
        ("Segment B", (), ()),
        ("12 months to 30 June 2024", (), ()),
    ],
)
def test_what_a_text_says_of_amounts(
    text: str, powers: tuple[int, ...], currencies: tuple[str, ...]
) -> None:
    said = said_in(text)
    assert (said.powers, said.currencies) == (powers, currencies)


@pytest.mark.parametrize("text", ["kr m", "$ million", "¥ bn", "Dollars in millions", "€ mil"])
def test_a_sign_of_several_meanings_keeps_them_all(text: str) -> None:
    said = said_in(text)
    assert max(len(said.powers), len(said.currencies)) > 1


def test_a_billion_is_a_thousand_million_in_english_alone() -> None:
    assert said_in("EUR billion", english=True).powers == (9,)
    assert said_in("EUR billion", english=False).powers == (9, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("FY2024", date(2024, 12, 31)),
        ("FY24", date(2024, 12, 31)),
        ("2024", date(2024, 12, 31)),
        ("Year ended 30 June 2024", date(2024, 6, 30)),
        ("Twelve months to 30 June 2024", date(2024, 6, 30)),
        ("Exercice clos le 30 juin 2024", date(2024, 6, 30)),
        ("Geschäftsjahr zum 30. September 2024", date(2024, 9, 30)),
        ("Dec-24", date(2024, 12, 31)),
        ("Februar 2024", date(2024, 2, 29)),
        ("30 Jun 24", date(2024, 6, 30)),
        ("20241231", date(2024, 12, 31)),
        ("2024-12-31 00:00:00", date(2024, 12, 31)),
    ],
)
def test_a_last_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(LANG, text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Q1 2024", "part_of_year"),
        ("H1 2024", "part_of_year"),
        ("3. Quartal 2024", "part_of_year"),
        ("1er semestre 2024", "part_of_year"),
        ("nine months to 30 September 2024", "part_of_year"),
        ("2023/24", "two_years"),
        ("2023/26", "date_form"),
    ],
)
def test_what_is_no_year_is_refused_with_the_reason(text: str, code: str) -> None:
    assert getattr(read_day(LANG, text), "code", "") == code


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["6/7/2024", "6/2/2023"], ("dmy", "mdy")),
        (["6/7/2024", "31/12/2023"], ("dmy",)),
        (["6/30/2024"], ("mdy",)),
        (["7.6.2024"], ("dmy",)),
        (["6/6/2024"], ("dmy",)),
        (["2024-12-31"], ("dmy",)),
    ],
)
def test_the_order_of_day_and_month(texts: list[str], orders: tuple[str, ...]) -> None:
    assert orders_of(texts) == orders


@pytest.mark.parametrize(
    ("code", "percent", "thousands", "power", "currency"),
    [
        ("0%", True, 0, (), ()),
        ("#,##0,", False, 1, (), ()),
        ("0.0,,", False, 2, (), ()),
        ("[$£-809]#,##0", False, 0, (), ("GBP",)),
        ('#,##0.0 "€ m"', False, 0, (6,), ("EUR",)),
        ('#,##0.00" bn";[Red]-#,##0.00" bn"', False, 0, (9,), ()),
    ],
)
def test_what_a_number_format_says(
    code: str, percent: bool, thousands: int, power: tuple[int, ...], currency: tuple[str, ...]
) -> None:
    says = format_says(code)
    assert (says.percent, says.thousands) == (percent, thousands)
    assert (says.amounts.powers, says.amounts.currencies) == (power, currency)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        # nothing says a unit or a currency
        ("Year;Turnover\n2024;12400\n", True),
        # a currency column, and figures that cannot be whole euros
        ("Year;Turnover;Currency\n2024;12400;EUR\n", True),
        ("Year;Turnover;Currency\n2024;12400000000;EUR\n", False),
        # the heading and the title contradict each other
        ("All amounts in thousands\nYear;Turnover (EUR m)\n2024;12400\n", True),
        # users are no money
        ("Year;Turnover (EUR m)\n2024;12400\nMonthly users in thousands;\n", False),
        # something is said that nobody knows
        ("Year;Turnover (EUR gazillions)\n2024;12400\n", True),
        # a part of the turnover may not be the turnover
        ("Year;Advertising revenue (EUR m)\n2024;12400\n", True),
        ("Year;Revenue (EUR m);Revenue (USD m)\n2024;12400;13500\n", True),
        ("Year;Revenue (EUR m);Cost of revenue (EUR m)\n2024;12400;3000\n", False),
        # a sign of several currencies
        ("Year;Revenue ($ m)\n2024;12400\n", True),
        # day and month, settled by a title
        ("Years ended 30 June, EUR m\n;2023;2024\nRevenue;900;950\n", False),
    ],
)
def test_silence_and_contradiction_are_questions(text: str, question: bool, case: Case) -> None:
    table = typed(text, case)
    assert is_asked(table) is question
    assert bool(years_of(table, case)) is not question


def test_a_title_says_when_years_end(case: Case) -> None:
    table = typed("Years ended 30 June, EUR m\n;2023;2024\nRevenue;900;950\n", case)
    assert [day for day, _, _ in years_of(table, case)] == ["2023-06-30", "2024-06-30"]


def test_units_over_groups_of_columns_hold_for_what_stands_below(case: Case) -> None:
    text = ";EUR m;GBP k;\nYear;Turnover;Income;Source\n2024;12400;900;Accounts\n"
    sheet, matching = typed(text, case)
    reading = matching.reading(matching.layout(sheet))
    read = {c.field: (c.unit.value, c.currency.value) for c in reading.columns}
    assert read == {"revenue": (6, "EUR"), "income": (3, "GBP")}
    assert codes((sheet, matching), case) == {"other_currency"}


@pytest.mark.parametrize(
    ("first", "second", "amounts"),
    [
        ("12 400", "9,5", [12_400_000_000, 9_500_000]),  # a space groups, so the comma does not
        ("12 400", "9,500", [12_400_000_000, 9_500_000]),
        ("9,800", "900", [9_800_000_000, 900_000_000]),  # "9,8" or "900,000" were decimals
        ("1,234,567", "1,234", [1_234_567_000_000, 1_234_000_000]),
        ("9,41,168", "900", [941_168_000_000, 900_000_000]),  # India
        ("9,812", "9,413", []),  # nothing tells
    ],
)
def test_the_decimal_sign_is_shown_by_the_column(
    first: str, second: str, amounts: list[int], case: Case
) -> None:
    table = typed(f"Year;Revenue (EUR m)\n2024;{first}\n2023;{second}\n", case)
    assert [amount for _, _, amount in years_of(table, case)] == amounts
    if not amounts:
        assert codes(table, case) == {"ambiguous_number"}


@pytest.mark.parametrize(
    "cell", ["12,400 (1)", "~12,400", "12-400", "49 100 million", "1e400", "inf", "12400 apples"]
)
def test_a_cell_that_says_more_than_an_amount_is_refused(cell: str, case: Case) -> None:
    table = typed(f"Year;Revenue (EUR m)\n2024;{cell}\n", case)
    assert codes(table, case)


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_what_the_program_copies_it_reads_again(code: str) -> None:
    lang = Language(code)
    whole = read_case(asset_path("examples", "aliexpress.dsacase")).case
    rows = copied(lang, whole.financial_years)
    texts = tuple(tuple("" if c is None else c for c in row) for row in rows)
    sheet = Sheet(name="", rows=texts)  # type: ignore[arg-type]
    matching = first_matching(sheet, whole)
    read = read_rows(lang, matching.layout(sheet), matching, whole)
    assert [row.same for row in read] == [True] * len(whole.financial_years)


def outcome(table: Written, case: Case) -> str:
    sheet = decode_tables(table.data).sheets[0]
    matched = sheet, first_matching(sheet, case)
    if is_asked(matched):
        return "asked"
    rows = rows_of(matched, case)
    if not rows or any(row.problems for row in rows):
        return "asked"
    years = (row.new.year for row in rows if row.new is not None)
    read = tuple((y.ends_on, y.currency, y.revenue) for y in years)
    return "read" if read == table.years else f"misread: {table.recipe}"


def outcomes(numbers: range, case: Case) -> Counter[str]:
    return Counter(outcome(write(n), case) for n in numbers)


def test_no_table_is_misread_in_silence(case: Case) -> None:
    # DSA_SIM_TABLES=20000 reads as many: a minute
    found = outcomes(range(int(os.environ.get("DSA_SIM_TABLES", "2000"))), case)
    assert set(found) == {"read", "asked"}
    assert found["read"] > 4 * found["asked"]


@pytest.mark.parametrize("letters", ["A" * 299, "EUR " * 70, "AB" * 140])
def test_a_cell_of_many_capitals_is_passed_over_at_once(letters: str) -> None:
    """It was read in every way in which it can be cut into codes of currencies: for ever."""
    assert isinstance(read_money(Language("en"), letters), FieldProblem)
    minus = read_money(Language("en"), "EUR -5")
    assert isinstance(minus, Money) and minus.value == -5
