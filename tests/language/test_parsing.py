"""Typed fields: what is understood, what is refused, and that nothing raises."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language import formats as f
from dsa_sim.language import parsing as p
from dsa_sim.language.field_problems import MESSAGES
from dsa_sim.model.case import EARLIEST, LATEST, StartingAmount
from dsa_sim.model.estimate import Estimate, around, between, exactly, tenths

EN, FR = Language("en"), Language("fr")
LANGS = st.sampled_from([Language(code) for code in LANGUAGES])
UNITS = st.sampled_from(["share", "eur", "number", "days"])
M, BN = 10**6, 10**9


def code_of(found):
    assert isinstance(found, p.FieldProblem), found
    assert found.message
    return found.code


@pytest.mark.parametrize("lang", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("3 %", "share", exactly("0.03")),
        ("3%", "share", exactly("0.03")),
        ("3 per cent", "share", exactly("0.03")),
        ("3 pour cent", "share", exactly("0.03")),
        ("2–5 %", "share", between("0.02", "0.05")),
        ("2-5%", "share", between("0.02", "0.05")),
        ("2 % - 5 %", "share", between("0.02", "0.05")),
        ("2 to 5 %", "share", between("0.02", "0.05")),
        ("de 2 à 5 %", "share", between("0.02", "0.05")),
        ("between 2 and 5 %", "share", between("0.02", "0.05")),
        ("2–3–6 %", "share", around("0.02", "0.03", "0.06")),
        ("-5 – −2 %", "share", between("-0.05", "-0.02")),
        ("−2–5 %", "share", between("-0.02", "0.05")),
        ("\u00a02\u202f…\u20095\u00a0% ", "share", between("0.02", "0.05")),
        ("€ 45m", "eur", exactly(45 * M)),
        ("€45 m", "eur", exactly(45 * M)),
        ("45 mn", "eur", exactly(45 * M)),
        ("45 M€", "eur", exactly(45 * M)),
        ("45 MIO. EUR", "eur", exactly(45 * M)),
        ("45 millions d’euros", "eur", exactly(45 * M)),
        ("45 million euro", "eur", exactly(45 * M)),
        ("2 Mrd", "eur", exactly(2 * BN)),
        ("2 Md€", "eur", exactly(2 * BN)),
        ("2 bn", "eur", exactly(2 * BN)),
        ("950 k€", "eur", exactly(950_000)),
        ("1 234 567", "eur", exactly(1_234_567)),
        ("1'234'567", "eur", exactly(1_234_567)),
        ("45", "eur", exactly(45)),
        ("2–5 m", "eur", between(2 * M, 5 * M)),
        ("€2-5m", "eur", between(2 * M, 5 * M)),
        ("€ 2 m – € 5 m", "eur", between(2 * M, 5 * M)),
        ("500 k - 2 m", "eur", between(500_000, 2 * M)),
        ("2", "number", exactly(2)),
        ("1–2–3", "number", around(1, 2, 3)),
        ("30 days", "days", exactly(30)),
        ("30 jours", "days", exactly(30)),
        ("30-90", "days", between(30, 90)),
    ],
)
def test_what_any_language_understands(lang, text, unit, expected):
    assert p.parse_estimate(lang, text, unit) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (EN, "1.5 bn", 1_500 * M),
        (EN, "1,234,567.89", "1234567.89"),
        (EN, "1 234 567.89", "1234567.89"),
        (EN, "1,500 m", 1_500 * M),
        (EN, "1,234", 1234),
        (EN, "1.234", "1.234"),
        (EN, "1 billion", BN),
        (EN, "0.10 m", 100_000),
        (EN, ".5 m", 500_000),
        (FR, "1,5 Mrd", 1_500 * M),
        (FR, "1,48 Md€", 1_480 * M),
        (FR, "1,48 milliard d'euros", 1_480 * M),
        (FR, "12,5 M€", "12500000"),
        (FR, "1 234 567,89", "1234567.89"),
        (FR, "1,234", "1.234"),
        (FR, "0,123", "0.123"),
    ],
)
def test_separators_are_those_of_the_language(lang, text, expected):
    assert p.parse_estimate(lang, text, "eur") == exactly(expected)


def test_no_digit_is_lost():
    found = p.parse_estimate(EN, "164,501,000,123.45", "eur")
    assert found.value.as_tuple() == Decimal("164501000123.45").as_tuple()
    assert str(p.parse_estimate(EN, "1.50 bn", "eur").value) == "1500000000"
    assert str(p.parse_estimate(EN, "0.30 %", "share").value) == "0.003"


@pytest.mark.parametrize(
    ("lang", "text", "unit", "code"),
    [
        (EN, "", "share", "empty"),
        (EN, " \u00a0 ", "share", "empty"),
        (EN, "1" * 201, "eur", "too_long"),
        (EN, "1,5 Mrd", "eur", "decimal_sign"),
        (EN, "0,123", "eur", "decimal_sign"),
        (EN, "1.234.567", "eur", "decimal_sign"),
        (EN, "1,23,456", "eur", "number_form"),
        (EN, "5.", "eur", "number_form"),
        (EN, "1 234,567", "eur", "decimal_sign"),
        (FR, "1.5 bn", "eur", "decimal_sign"),
        (FR, "1.234", "eur", "ambiguous_number"),
        (FR, "1,234,567.89", "eur", "decimal_sign"),
        (FR, "1 billion", "eur", "ambiguous_word"),
        (EN, "1e9", "eur", "not_understood"),
        (EN, "inf", "eur", "not_understood"),
        (EN, "m", "eur", "not_understood"),
        (EN, "2 – 5 –", "share", "not_understood"),
        (EN, "--5 %", "share", "not_understood"),
        (EN, "3 % %", "share", "not_understood"),
        (EN, "1 234 5", "eur", "not_understood"),
        (EN, "٣ %", "share", "not_understood"),
        (EN, "3", "share", "needs_percent"),
        (EN, "3 m", "share", "needs_percent"),
        (EN, "3 %", "eur", "needs_amount"),
        (EN, "3 %", "number", "needs_number"),
        (EN, "3 m", "days", "needs_days"),
        (EN, "$ 45 m", "eur", "other_currency"),
        (EN, "45 m GBP", "eur", "other_currency"),
        (EN, "€ 3 %", "share", "mixed_units"),
        (EN, "€ 3 – 45 %", "share", "mixed_units"),
        (EN, "$ 2 – € 5 m", "eur", "mixed_units"),
        (EN, "2 m – 5", "eur", "unit_at_end"),
        (EN, "2 m – 3 – 5 bn", "eur", "unit_at_end"),
        (EN, "5–2 %", "share", "order"),
        (EN, "€ 950,000 – 1.2 m", "eur", "order"),
        (EN, "1–2–3–4 %", "share", "too_many"),
        (EN, "2,000,000 bn", "eur", "too_large"),
        (EN, "0.00000000001 %", "share", "too_fine"),
    ],
)
def test_what_is_refused_and_why(lang, text, unit, code):
    assert code_of(p.parse_estimate(lang, text, unit)) == code


def test_a_refusal_says_how_to_write_it_in_the_language_of_the_field():
    english = p.parse_estimate(EN, "1,5 bn", "eur").message
    assert english == "“1,5” is written another way in this language: 1.5."
    french = p.parse_estimate(FR, "1.234", "eur").message
    assert "1,234 ou 1\u202f234" in french
    assert "2\u00a0–\u00a05\u00a0M€" in p.parse_estimate(FR, "x", "eur").message


def test_limits_of_a_field():
    found = p.parse_estimate(EN, "0–200 %", "share", lowest=Decimal(0), highest=Decimal(1))
    assert code_of(found) == "too_high"
    assert "100\u00a0%" in found.message
    assert code_of(p.parse_estimate(EN, "-1", "number", lowest=Decimal(0))) == "too_low"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.3 %", StartingAmount(unit="turnover_share", estimate=exactly("0.003"))),
        ("€ 45 m", StartingAmount(unit="eur", estimate=exactly(45 * M))),
        ("2–5 m", StartingAmount(unit="eur", estimate=between(2 * M, 5 * M))),
        ("45 EUR", StartingAmount(unit="eur", estimate=exactly(45))),
    ],
)
def test_the_unit_of_a_start_comes_from_its_text(text, expected):
    assert p.parse_start(EN, text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("45", "needs_unit"),
        ("0", "needs_unit"),
        ("120 %", "too_high"),
        ("-5 m", "too_low"),
        ("5 days", "needs_unit"),
        ("$ 5 m", "other_currency"),
        ("", "empty"),
    ],
)
def test_starts_that_are_refused(text, code):
    assert code_of(p.parse_start(EN, text)) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("55 %", exactly("0.55")),
        ("55", exactly("0.55")),
        ("0", exactly(0)),
        ("0 %", exactly(0)),
        ("100 %", exactly(1)),
        ("40–60", between("0.4", "0.6")),
        ("0.5 %", exactly("0.005")),
    ],
)
def test_chances(text, expected):
    assert p.parse_chance(EN, text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.5", "needs_percent"),
        ("1", "needs_percent"),
        ("120", "too_high"),
        ("-5 %", "too_low"),
        ("perhaps", "not_understood"),
    ],
)
def test_chances_that_are_refused(text, code):
    assert code_of(p.parse_chance(EN, text)) == code


def test_one_chance_is_no_range():
    assert p.parse_one_chance(EN, "55 %") == Decimal("0.55")
    assert code_of(p.parse_one_chance(EN, "40–60 %")) == "one_number"


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("RMB 1 023 670 m", "CNY", 1_023_670 * M),
        ("¥1,023,670m", "CNY", 1_023_670 * M),
        ("1,023,670 million yuan", "CNY", 1_023_670 * M),
        ("US$ 200,966 m", "USD", 200_966 * M),
        ("$200,966m", "USD", 200_966 * M),
        ("200,966 m USD", "USD", 200_966 * M),
        ("−5 m", "EUR", -5 * M),
        ("€ −5 m", "EUR", -5 * M),
        ("CHF 3", "CHF", 3),
    ],
)
def test_money_in_its_currency(text, currency, expected):
    assert p.parse_money(EN, text, currency) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("£ 5 m", "other_currency"),
        ("¥ 5 m", "other_currency"),
        ("5–6 m", "one_number"),
        ("5 %", "needs_amount"),
        ("-1", "too_low"),
    ],
)
def test_money_that_is_refused(text, code):
    assert code_of(p.parse_money(EN, text, "USD", lowest=Decimal(0))) == code


def test_counts_are_whole():
    assert p.parse_count(EN, "104.3 m") == 104_300_000
    assert p.parse_count(FR, "45 000 000") == 45_000_000
    assert code_of(p.parse_count(EN, "1.5")) == "not_whole"
    assert code_of(p.parse_count(EN, "-1")) == "too_low"
    assert code_of(p.parse_count(EN, "1–2")) == "one_number"


@pytest.mark.parametrize("lang", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "31 Mar 2026",
        "31 March 2026",
        "31 mars 2026",
        "31st March, 2026",
        "March 31, 2026",
        "31/03/2026",
        "31.3.2026",
        "31-03-2026",
        "31. 3. 2026",
        "2026-03-31",
        "2026/3/31",
        "31\u00a0MARS\u202f2026",
    ],
)
def test_dates_that_are_understood(lang, text):
    assert p.parse_date(lang, text) == date(2026, 3, 31)


def test_french_days_and_accents():
    assert p.parse_date(FR, "1er août 2025") == date(2025, 8, 1)
    assert p.parse_date(FR, "1 aout 2025") == date(2025, 8, 1)
    assert p.parse_date(FR, "3 févr. 2025") == date(2025, 2, 3)
    assert p.parse_date(FR, "14 juil 2025") == date(2025, 7, 14)


def test_the_day_comes_before_the_month():
    assert p.parse_date(EN, "01/02/2026") == date(2026, 2, 1)
    assert code_of(p.parse_date(EN, "03/31/2026")) == "no_such_day"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("soon", "date_form"),
        ("12 jui 2025", "date_form"),
        ("1" * 300, "date_form"),
        ("31/03/26", "year_digits"),
        ("31 June 2026", "no_such_day"),
        ("29/2/2025", "no_such_day"),
        ("1/1/1989", "date_range"),
        ("1/1/2150", "date_range"),
        ("٣١/٠٣/2026", "date_form"),
    ],
)
def test_dates_that_are_refused(text, code):
    assert code_of(p.parse_date(EN, text)) == code


def test_a_period_may_end_with_the_decision():
    assert p.parse_period_end(EN, "decision") is None
    assert p.parse_period_end(FR, "Décision") is None
    assert p.parse_period_end(EN, "") is None
    assert p.parse_period_end(EN, "31/3/2026") == date(2026, 3, 31)
    assert code_of(p.parse_period_end(EN, "never")) == "date_form"


NUMBERS = st.decimals(min_value=0, max_value=10**15, places=10, allow_nan=False)
ESTIMATES = st.lists(NUMBERS, min_size=1, max_size=3).map(
    lambda n: [exactly, between, around][len(n) - 1](*sorted(n))
)


@given(LANGS, ESTIMATES, UNITS)
@example(FR, between(1, 1), "days")
def test_what_is_shown_is_understood(lang, x, unit):
    back = p.parse_estimate(lang, f.estimate(lang, x, unit), unit)
    assert isinstance(back, Estimate)
    assert back == x


@given(LANGS, st.lists(NUMBERS.filter(bool), min_size=3, max_size=3, unique=True), UNITS)
def test_tenths_are_understood_as_they_are_shown(lang, numbers, unit):
    x = tenths(*sorted(numbers))
    assert p.parse_estimate(lang, f.estimate(lang, x, unit), unit) == x


@pytest.mark.parametrize("lang", [EN, FR, Language("de")], ids=["en", "fr", "de"])
@pytest.mark.parametrize(
    "text",
    ["1 %–2 %–4 % (1 in 10)", "1–2–4 % 1 von 10", "1-2-4 %, 1 sur 10", "1–2–4 % (P10/P50/P90)"],
)
def test_tenths_are_understood_in_any_language(lang, text):
    expected = tenths("0.01", "0.02", "0.04", at_most=1)
    assert p.parse_estimate(lang, text, "share", highest=Decimal(1)) == expected
    assert p.parse_chance(lang, text) == expected
    assert p.parse_chance(lang, text.replace(" %", "").replace("1–2–4,", "1–2–4")) == expected
    assert p.parse_start(lang, text).estimate == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2–4 % (1 in 10)", "tenths"),
        ("4 % (1 in 10)", "tenths"),
        ("0–2–4 % (1 in 10)", "tenths"),
        ("20–50–100 % (1 in 10)", "tenths_below"),
        ("(1 in 10)", "empty"),
    ],
)
def test_tenths_that_are_refused(text, code):
    assert code_of(p.parse_estimate(EN, text, "share", highest=Decimal(1))) == code


@given(LANGS, st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_exact_amounts_are_understood(lang, x):
    assert p.parse_money(lang, f.exact_amount(lang, x)) == x


@given(
    LANGS,
    st.decimals(min_value=-(10**15), max_value=10**15, places=2),
    st.sampled_from(["CNY", "USD", "EUR", "CHF"]),
    st.sampled_from([None, Decimal(10**7), Decimal(10**9), Decimal(1)]),
)
def test_reported_amounts_are_understood(lang, x, currency, precision):
    assert p.parse_money(lang, f.original_amount(lang, x, currency, precision), currency) == x


@given(LANGS, st.dates(min_value=EARLIEST, max_value=LATEST.replace(year=LATEST.year - 1)))
def test_dates_are_understood_as_they_are_shown(lang, on):
    assert p.parse_date(lang, f.day(lang, on)) == on
    assert p.parse_date(lang, f.long_day(lang, on)) == on


PIECES = st.sampled_from(
    [*"0123456789.,'’ -–−%€$¥m", "bn", "to", " k", "Md", "1e9", "NaN", "inf", "mars", "\x00"]
)
TEXTS = st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join)


@given(LANGS, TEXTS, UNITS)
def test_no_text_raises(lang, text, unit):
    results = (
        p.parse_estimate(lang, text, unit),
        p.parse_start(lang, text),
        p.parse_chance(lang, text),
        p.parse_one_chance(lang, text),
        p.parse_money(lang, text, "CNY"),
        p.parse_count(lang, text),
        p.parse_date(lang, text),
        p.parse_period_end(lang, text),
    )
    for found in results:
        if isinstance(found, p.FieldProblem):
            assert found.code in MESSAGES
            assert found.message


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "Nov 2023"), (EN, "november 2023"), (EN, "11/2023"), (EN, "2023-11"),
        (FR, "novembre 2023"), (FR, "nov. 2023"), (EN, "novembre 2023"), (FR, "11.2023"),
        (EN, "≈ Nov 2023"), (EN, " Nov, 2023 "),
    ],
)  # fmt: skip
def test_a_month_alone_is_read_as_one(lang: Language, text: str) -> None:
    found = p.parse_event_date(lang, text)
    assert found == p.EventDate(on=date(2023, 11, 1), precision="month")


def test_the_date_of_an_event_may_be_a_day() -> None:
    found = p.parse_event_date(EN, "14 Mar 2024")
    assert found == p.EventDate(on=date(2024, 3, 14))
    assert p.event_date_understood(EN, p.EventDate(on=date(2024, 3, 14))) == f.long_day(
        EN, date(2024, 3, 14)
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [("13/2023", "no_such_day"), ("Nov 23", "year_digits"), ("Nov 1066", "date_range"),
     ("2023", "date_form"), ("some month", "date_form"), ("", "empty")],
)  # fmt: skip
def test_a_month_that_is_none_is_refused(text: str, code: str) -> None:
    assert code_of(p.parse_event_date(EN, text)) == code


@given(LANGS, st.dates(date(1993, 11, 1), date(2099, 12, 31)))
def test_a_month_that_is_shown_is_read_again(lang: Language, on: date) -> None:
    value = p.EventDate(on=on.replace(day=1), precision="month")
    assert p.parse_event_date(lang, p.show_event_date(lang, value)) == value
