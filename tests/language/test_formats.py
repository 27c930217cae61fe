"""Amounts, shares, rates and dates as each language writes them (N: no-break, n: narrow)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.language import Language
from dsa_sim.language import formats as f
from dsa_sim.model.case import StartingAmount
from dsa_sim.model.estimate import around, between, exactly

EN, FR = Language("en"), Language("fr")


def spaced(text):
    """N and n stand for the two no-break spaces, so that a reader can see them."""
    return text.replace("\u00a0", "N").replace("\u202f", "n")


@pytest.mark.parametrize(
    ("x", "english", "french"),
    [
        (412_345_678, "€N412Nm", "412NM€"),
        (1.48e9, "€N1.48Nbn", "1,48NMd€"),
        (Decimal("7463681203.90"), "€N7.46Nbn", "7,46NMd€"),
        (Fraction(10**9, 3), "€N333Nm", "333NM€"),
        (45_000_000, "€N45.0Nm", "45,0NM€"),
        (999_600_000, "€N1.00Nbn", "1,00NMd€"),
        (999_499_999, "€N999Nm", "999NM€"),
        (999_600, "€N1.00Nm", "1,00NM€"),
        (950_123, "€N950,000", "950n000N€"),
        (412, "€N412", "412N€"),
        (0.4, "€N0.40", "0,40N€"),
        (0, "€N0", "0N€"),
        (-0.0, "€N0", "0N€"),
        (-37_300_000, "−€N37.3Nm", "−37,3NM€"),
        (1.02367e12, "€N1,020Nbn", "1n020NMd€"),
        (None, "–", "–"),
    ],
)
def test_amounts_have_three_significant_digits(x, english, french):
    assert spaced(f.amount(EN, x)) == english
    assert spaced(f.amount(FR, x)) == french


def test_nothing_can_have_its_own_words():
    assert f.amount(EN, None, none="not researched") == "not researched"
    assert f.exact_amount(EN, None) == "–"


def test_rounding_is_half_to_even():
    assert spaced(f.amount(EN, 2_125_000_000)) == "€N2.12Nbn"
    assert spaced(f.amount(EN, 2_135_000_000)) == "€N2.14Nbn"


@pytest.mark.parametrize("x", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_not_a_number_is_refused(x):
    with pytest.raises(ValueError, match="cannot be shown"):
        f.amount(EN, x)


@given(st.decimals(min_value=1, max_value=10**14, places=2))
def test_a_rounded_amount_is_within_half_a_unit_of_its_third_digit(x):
    text = f.amount(EN, x).replace(",", "")
    unit = 10**9 if text.endswith("bn") else 10**6 if text.endswith("m") else 1
    shown = Decimal(text.split("\u00a0")[1]) * unit
    assert abs(shown - x) <= max(Decimal("0.5"), Decimal(5).scaleb(x.adjusted() - 3))


def test_exact_amounts_show_every_cent():
    x = Decimal("7463681203.90")
    assert spaced(f.exact_amount(EN, x)) == "€N7,463,681,203.90"
    assert spaced(f.exact_amount(FR, x)) == "7n463n681n203,90N€"
    assert spaced(f.exact_amount(FR, -x)) == "−7n463n681n203,90N€"


@pytest.mark.parametrize(
    ("x", "currency", "precision", "english", "french"),
    [
        ("1023670000000", "CNY", "10000000", "CNYN1,023,670Nm", "1n023n670NMNCNY"),
        ("200966000000", "USD", None, "USDN200,966Nm", "200n966NMNUSD"),
        ("2000000000", "EUR", None, "€N2Nbn", "2NMd€"),
        ("2000000000", "EUR", "1000000", "€N2,000Nm", "2n000NM€"),
        ("2000000000", "USD", None, "USDN2Nbn", "2NMdNUSD"),
        ("164501000123.45", "EUR", None, "€N164,501,000,123.45", "164n501n000n123,45N€"),
        ("1000000.50", "USD", "1000000", "USDN1,000,000.50", "1n000n000,50NUSD"),
        ("0", "CNY", None, "CNYN0", "0NCNY"),
    ],
)
def test_reported_amounts_lose_no_digit(x, currency, precision, english, french):
    fine = None if precision is None else Decimal(precision)
    assert spaced(f.original_amount(EN, Decimal(x), currency, fine)) == english
    assert spaced(f.original_amount(FR, Decimal(x), currency, fine)) == french


@pytest.mark.parametrize(
    ("x", "english"),
    [
        (0.55, "55N%"),
        (0.0026, "0.26N%"),
        (0.00004, "0.004N%"),
        (0.003761, "0.376N%"),
        (Fraction(1, 3), "33.3N%"),
        (0, "0N%"),
        (1, "100N%"),
        (Decimal("12.34"), "1,234N%"),
        (Decimal("-0.05"), "−5N%"),
        (0.9994, "99.9N%"),
        (0.9996, "more than 99.9N%"),
        (1 - 1e-9, "more than 99.9N%"),
        (0.0001, "0.01N%"),
        (0.00000123456, "less than 0.001N%"),
    ],
)
def test_shares_have_up_to_three_significant_digits(x, english):
    assert spaced(f.share(EN, x)) == english


def test_percentages_in_french_have_a_narrow_space_and_a_comma():
    assert spaced(f.share(FR, 0.0026)) == "0,26n%"
    assert spaced(f.rate(FR, Decimal("0.06"))) == "6n%"


def test_rates_are_exact():
    assert spaced(f.rate(EN, Decimal("0.06"))) == "6N%"
    assert spaced(f.rate(EN, Decimal("0.0123456"))) == "1.23456N%"
    assert f.exchange_rate(FR, Decimal("8.22921")) == "8,22921"
    assert f.exchange_rate(EN, Decimal("1.10")) == "1.10"


def test_numbers_in_a_fixed_unit_and_their_signs():
    assert f.amount_in(EN, 56_040_000, signed=True) == "+56"
    assert f.amount_in(EN, -37_300_000, signed=True) == "−37.3"
    assert f.amount_in(EN, 0, signed=True) == "0"
    assert f.amount_in(EN, 1_600_000_000) == "1,600"
    assert f.amount_in(FR, 7_463_681_203, "bn") == "7,46"
    assert spaced(f.signed_amount(EN, 56_000_000)) == "+€N56.0Nm"
    assert spaced(f.signed_amount(FR, -37_300_000)) == "−37,3NM€"


@pytest.mark.parametrize(
    ("largest", "divisor", "english", "french"),
    [
        (7.5e9, 10**9, "€ bn", "Md€"),
        (1.6e9, 10**6, "€ m", "M€"),
        (1_500_000, 1, "€", "€"),
    ],
)
def test_axes_choose_a_unit(largest, divisor, english, french):
    assert f.unit_for(EN, largest).divisor == divisor
    assert f.unit_for(EN, largest).label == english
    assert f.unit_for(FR, largest).label == french


def test_dates_in_words():
    assert f.day(EN, date(2026, 3, 31)) == "31 Mar 2026"
    assert f.day(FR, date(2026, 3, 31)) == "31 mars 2026"
    assert f.long_day(EN, date(2026, 9, 1)) == "1 September 2026"
    assert f.long_day(FR, date(2026, 9, 1)) == "1er septembre 2026"


def test_periods_run_to_the_decision():
    start, end = date(2023, 8, 25), date(2025, 6, 18)
    assert f.period(EN, start, end) == "25 Aug 2023 – 18 Jun 2025"
    assert f.period(EN, start, None) == "25 Aug 2023 – decision"
    assert f.period(FR, start, None) == "25 août 2023 – décision"
    assert f.period(EN, None, end) == "start not stated – 18 Jun 2025"


@pytest.mark.parametrize(
    ("start", "end", "english"),
    [
        ("2023-08-25", "2026-07-20", "2 y 11 m"),  # 2 years, 10 months, 26 days
        ("2024-01-01", "2024-12-31", "1 y"),
        ("2024-01-01", "2025-01-31", "1 y 1 m"),
        ("2024-02-01", "2024-02-29", "1 m"),
        ("2024-01-01", "2024-01-30", "30 days"),
        ("2024-01-01", "2024-01-01", "1 day"),
        ("2024-01-01", "2024-03-14", "2 m"),
        ("2024-01-01", "2024-03-15", "3 m"),
        ("2024-01-01", "2024-12-20", "1 y"),
    ],
)
def test_durations_count_both_days_to_the_nearest_month(start, end, english):
    assert f.duration(EN, date.fromisoformat(start), date.fromisoformat(end)) == english


def test_a_duration_needs_its_days_in_order():
    assert f.duration(FR, date(2023, 8, 25), date(2026, 7, 20)) == "2 a 11 m"
    with pytest.raises(ValueError, match="before it starts"):
        f.duration(EN, date(2024, 1, 2), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("x", "unit", "english", "french"),
    [
        (
            around("0.0015", "0.003", "0.006"),
            "share",
            "0.15 – 0.30 – 0.60 %",
            "0,15 – 0,30 – 0,60 %",
        ),
        (between("0.02", "0.05"), "share", "2 – 5 %", "2 – 5 %"),
        (between("-0.02", "0.05"), "share", "−2 – 5 %", "−2 – 5 %"),
        (exactly(45_000_000), "eur", "€ 45 m", "45 M€"),
        (between(5_000_000, 1_200_000_000), "eur", "€ 5 – 1,200 m", "5 – 1 200 M€"),
        (exactly("1234567.89"), "eur", "€ 1,234,567.89", "1 234 567,89 €"),
        (exactly(0), "eur", "€ 0", "0 €"),
        (around(1, "1.5", 2), "number", "1.0 – 1.5 – 2.0", "1,0 – 1,5 – 2,0"),
        (exactly(1), "days", "1 day", "1 jour"),
        (between(30, 90), "days", "30 – 90 days", "30 – 90 jours"),
    ],
)
def test_estimates_are_written_as_one_would_type_them(x, unit, english, french):
    assert f.estimate(EN, x, unit).replace("\u00a0", " ") == english
    plain = f.estimate(FR, x, unit).replace("\u00a0", " ").replace("\u202f", " ")
    assert plain == french


@pytest.mark.parametrize(
    ("x", "unit", "english", "french"),
    [
        (
            around("0.02", "0.03", "0.06"),
            "share",
            "likely 3 %, between 2 % and 6 %",
            "probable 3 %, entre 2 % et 6 %",
        ),
        (exactly(45_000_000), "eur", "45 million euro", "45 millions d’euros"),
        (exactly(1_480_000_000), "eur", "1.48 billion euro", "1,48 milliard d’euros"),
        (exactly(1), "eur", "1 euro", "1 euro"),
        (
            between(500_000, 2_000_000),
            "eur",
            "anything between 500,000 euro and 2 million euro",
            "toute valeur entre 500 000 euros et 2 millions d’euros",
        ),
    ],
)
def test_what_was_understood_is_said_in_words(x, unit, english, french):
    assert f.understood(EN, x, unit).replace("\u00a0", " ") == english
    plain = f.understood(FR, x, unit).replace("\u00a0", " ").replace("\u202f", " ")
    assert plain == french


def test_a_starting_amount_says_what_it_is_a_share_of():
    share = StartingAmount(unit="turnover_share", estimate=exactly("0.03"))
    money = StartingAmount(unit="eur", estimate=exactly(45_000_000))
    assert spaced(f.understood(EN, share)) == "3N% of turnover"
    assert spaced(f.understood(EN, share, is_of_income=True)) == "3N% of income"
    assert spaced(f.starting_amount(EN, share)) == "3N%"
    assert f.understood(EN, money) == "45 million euro"
    assert spaced(f.starting_amount(EN, money)) == "€N45Nm"


def test_currencies_have_names():
    assert f.currency_name(EN, "CNY") == "Chinese Yuan"
    assert f.currency_name(FR, "USD") == "dollar des États-Unis"
    assert f.currency_name(EN, "XQZ") == "XQZ"


@pytest.mark.parametrize(
    ("code", "x", "said"),
    [
        ("en", 0.05, "+ 5 percentage points"), ("en", 0.01, "+ 1 percentage point"),
        ("en", -0.005, "− 0.5 percentage points"), ("fr", 0.01, "+ 1 point de pourcentage"),
        ("fr", -0.005, "− 0,5 point de pourcentage"), ("fr", 0.05, "+ 5 points de pourcentage"),
        ("de", 0.01, "+ 1 Prozentpunkt"), ("de", -0.125, "− 12,5 Prozentpunkte"),
    ],
)  # fmt: skip
def test_shares_differ_by_points(code: str, x: float, said: str) -> None:
    assert f.signed_points(Language(code), x) == said
