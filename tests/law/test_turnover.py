"""Turnover by financial year and the euro's average rates: what is there, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dsa_sim.law.by_language import plain_value
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.register import register
from dsa_sim.law.turnover import (
    average_rate,
    average_rates,
    load_rates,
    load_turnover,
    turnover_of,
    turnover_years,
)

# first day, last day, daily rates, USD, CNY, GBP: computed apart from the program's data
AVERAGES = [
    ("2019-01-01", "2019-12-31", 255, "1.11947", "7.73549", "0.87777"),
    ("2020-01-01", "2020-12-31", 257, "1.14220", "7.87470", "0.88970"),
    ("2021-01-01", "2021-12-31", 258, "1.18274", "7.62823", "0.85960"),
    ("2022-01-01", "2022-12-31", 257, "1.05305", "7.07880", "0.85276"),
    ("2023-01-01", "2023-12-31", 255, "1.08127", "7.66002", "0.86979"),
    ("2024-01-01", "2024-12-31", 256, "1.08238", "7.78747", "0.84662"),
    ("2025-01-01", "2025-12-31", 255, "1.12998", "8.11850", "0.85679"),
    ("2026-01-01", "2026-04-13", 70, "1.16963", "8.09021", "0.86852"),
    ("2023-04-01", "2024-03-31", 253, "1.08452", "7.77780", "0.86300"),
    ("2024-04-01", "2025-03-31", 256, "1.07415", "7.75063", "0.84156"),
    ("2025-04-01", "2026-03-31", 255, "1.15912", "8.22921", "0.86482"),
    ("2023-07-01", "2024-06-30", 254, "1.08157", "7.81531", "0.85898"),
    ("2024-07-01", "2025-06-30", 255, "1.08802", "7.84756", "0.84053"),
    ("2023-10-01", "2024-09-28", 254, "1.08402", "7.81141", "0.85528"),
    ("2024-09-29", "2025-09-27", 254, "1.10559", "7.97085", "0.84577"),
]

# group, year end, scope, euro billions and how finely they were worked out elsewhere
EUROS = [
    ("alphabet", "2025-12-31", "group", "356.5", "0.1"),
    ("amazon", "2025-12-31", "group", "634.4", "0.1"),
    ("apple", "2025-09-27", "group", "376.4", "0.1"),
    ("apple", "2024-09-28", "group", "360.7", "0.1"),
    ("microsoft", "2025-06-30", "group", "258.9", "0.1"),
    ("meta", "2025-12-31", "group", "177.849", "0.001"),
    ("meta", "2024-12-31", "group", "152.0", "0.1"),
    ("alibaba", "2026-03-31", "group", "124.4", "0.1"),
    ("alibaba", "2026-03-31", "segment", "16.9", "0.1"),
    ("bytedance", "2024-12-31", "group", "143.2", "0.1"),
    ("pdd", "2025-12-31", "group", "53.2", "0.1"),
    ("pdd", "2024-12-31", "group", "50.6", "0.1"),
    ("booking-holdings", "2025-12-31", "group", "23.8", "0.1"),
    ("booking-holdings", "2024-12-31", "group", "21.9", "0.1"),
    ("snap", "2025-12-31", "group", "5.25", "0.01"),
    ("pinterest", "2025-12-31", "group", "3.73", "0.01"),
    ("x-group", "2025-12-31", "group", "16.5", "0.1"),
    ("x-group", "2025-12-31", "segment", "2.83", "0.01"),
    ("x-group", "2024-12-31", "entity", "2.40", "0.01"),
    ("wikimedia", "2025-06-30", "group", "0.19", "0.01"),
    ("shein-group", "2023-12-31", "entity", "7.6", "0.1"),
    ("zalando", "2024-12-31", "group", "10.57", "0.01"),
]


@pytest.mark.parametrize(("first", "last", "days", "usd", "cny", "gbp"), AVERAGES)
def test_an_average_is_that_of_the_daily_rates(
    first: str, last: str, days: int, usd: str, cny: str, gbp: str
) -> None:
    for currency, per_euro in {"USD": usd, "CNY": cny, "GBP": gbp}.items():
        rate = average_rate(currency, date.fromisoformat(first), date.fromisoformat(last))
        assert rate is not None
        assert (rate.per_euro, rate.days) == (Decimal(per_euro), days)
        assert rate.complete == (last != "2026-04-13")


def test_every_currency_has_every_financial_year_in_use() -> None:
    ends = Counter((r.currency, r.ends_on.month, r.ends_on.year) for r in average_rates())
    currencies = {rate.currency for rate in average_rates()}
    assert currencies == {
        *("USD", "CNY", "GBP", "JPY", "CHF", "SEK", "DKK", "PLN", "CZK", "HUF", "NOK", "KRW"),
        *("INR", "CAD", "AUD", "SGD", "HKD"),
    }
    for currency in currencies:
        for year in range(2019, 2027):
            assert ends[currency, 3, year] == ends[currency, 6, year] == 1
            assert ends[currency, 9, year] == 2  # to 30 September, and 52 or 53 weeks
            assert ends[currency, 12, year] == (year < 2026)


def test_a_year_that_goes_on_is_marked() -> None:
    for rate in average_rates():
        year_to_date = rate.starts_on == date(2026, 1, 1)
        assert rate.complete is not year_to_date


def test_weeks_of_apples_years_follow_each_other() -> None:
    years = sorted(
        (r for r in average_rates() if r.currency == "USD" and r.ends_on.month == 9),
        key=lambda r: r.starts_on,
    )
    weeks = [r for r in years if r.ends_on.weekday() == 5 and r.starts_on.weekday() == 6]
    assert [((r.ends_on - r.starts_on).days + 1) // 7 for r in weeks] == [52] * 4 + [53] + [52] * 3
    for earlier, later in pairwise(weeks):
        assert (later.starts_on - earlier.ends_on).days == 1


def test_a_period_nobody_averaged_has_no_rate() -> None:
    assert average_rate("USD", date(2025, 1, 1), date(2025, 12, 30)) is None
    assert average_rate("XXX", date(2025, 1, 1), date(2025, 12, 31)) is None


@pytest.mark.parametrize(("group", "ends_on", "scope", "billions", "unit"), EUROS)
def test_turnover_converts_at_the_average_of_its_own_year(
    group: str, ends_on: str, scope: str, billions: str, unit: str
) -> None:
    rows = [y for y in turnover_of(group) if (str(y.ends_on), y.scope) == (ends_on, scope)]
    euros = rows[0].euros()
    assert euros is not None
    assert abs(euros / 10**9 - Fraction(billions)) <= Fraction(unit) / 2 + Fraction(1, 1000)


def test_the_quotient_is_exact() -> None:
    year = turnover_of("meta")[0]
    assert year.euros() == Fraction(200_966_000_000) / Fraction("1.12998")
    assert msgspec.structs.replace(year, currency="EUR").euros() == year.amount
    assert msgspec.structs.replace(year, currency="BRL").euros() is None


def test_every_turnover_has_the_rate_of_its_year() -> None:
    assert [year for year in turnover_years() if year.euros() is None] == []


def test_years_come_newest_first_the_group_before_its_parts() -> None:
    ends = [year.ends_on for year in turnover_of("apple")]
    assert ends == [date(2025, 9, 27), date(2024, 9, 28)]
    assert turnover_of("nobody") == ()
    scopes = [(year.ends_on.year, year.scope) for year in turnover_of("x-group")]
    assert scopes == [(2025, "group"), (2025, "segment"), (2025, "segment"), (2024, "entity")]


def test_the_register_says_whose_turnover_was_researched() -> None:
    researched = {group.key for group in register().groups if group.turnover_researched}
    assert researched == {year.group for year in turnover_years()}


def test_precision_is_that_of_the_report() -> None:
    precision = {y.group: y.precision for y in turnover_years() if y.scope == "group"}
    assert precision["alphabet"] == 100_000_000
    assert precision["meta"] == 1_000_000
    assert turnover_of("alibaba")[-1].precision == 1_000_000
    for year in turnover_years():
        if year.precision is not None:
            assert year.precision < year.amount


def test_what_nobody_published_says_so() -> None:
    for year in turnover_years():
        if year.group in {"bytedance", "aylo"} or year.basis == "projected":
            assert year.note is not None, year
            assert year.status in {"unchecked", "derived"}, year
        assert (year.checked is None) == (year.status == "unchecked")
        assert (year.what is None) == (year.scope == "group")


def test_numbers_are_written_as_text() -> None:
    """A number in JSON would pass through a binary fraction in other programs."""
    for name, load in (("turnover.json", load_turnover), ("rates.json", load_rates)):
        written = json.loads((DATA_FOLDER / name).read_text(encoding="utf-8"))
        (rows,) = written.values()
        assert rows == json.loads(msgspec.json.encode(load(), enc_hook=plain_value))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def change_row(folder: Path, name: str, index: int, **values: object) -> None:
    document: Any = json.loads((folder / name).read_text(encoding="utf-8"))
    (rows,) = document.values()
    rows[index] |= values
    (folder / name).write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("group", "Meta Platforms", "expected a key"),
        ("group", "", "expected a key"),
        ("currency", "usd", "three capital letters"),
        ("currency", "US$", "three capital letters"),
        ("amount", "0", "above 0"),
        ("amount", "-1", "above 0"),
        ("amount", "NaN", "above 0"),
        ("amount", "Infinity", "above 0"),
        ("amount", "1,5", "decimal"),
        ("precision", "0", "above 0"),
        ("ends_on", "2024-12-31", "before starts_on"),
        ("ends_on", "2026-12-31", "730 days"),
        ("ends_on", "2025-02-28", "59 days"),
        ("ends_on", "31.12.2025", "date"),
        ("scope", "company", "company"),
        ("status", "sure", "sure"),
        ("source", " ", "where the row comes from"),
        ("checked", None, "the day it was compared"),
        ("basis", "guessed", "guessed"),
        ("colour", 1, "unknown key"),
    ],
)
def test_a_broken_year_is_named(folder: Path, key: str, value: object, reason: str) -> None:
    change_row(folder, "turnover.json", 0, **{key: value})
    with pytest.raises(LawDataError) as caught:
        load_turnover(folder)
    assert str(caught.value).startswith(f"turnover.json: $.years[0].{key}: ")
    assert reason in caught.value.reason


def test_a_part_of_a_group_needs_its_name(folder: Path) -> None:
    change_row(folder, "turnover.json", 0, scope="segment")
    with pytest.raises(LawDataError, match=r"turnover\.json: \$\.years\[0\]\.what: .*'segment'"):
        load_turnover(folder)


def test_a_year_given_twice_is_refused(folder: Path) -> None:
    first = turnover_years()[0]
    dates = {"starts_on": str(first.starts_on), "ends_on": str(first.ends_on)}
    change_row(folder, "turnover.json", 3, group=first.group, **dates)
    with pytest.raises(LawDataError, match=r"turnover\.json: \$\.years\[3\]: .*already taken"):
        load_turnover(folder)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("currency", "Dollar", "three capital letters"),
        ("currency", "EUR", "needs no rate"),
        ("per_euro", "0", "above 0"),
        ("per_euro", "-1.1", "above 0"),
        ("days", 0, "1 to 261"),
        ("days", 262, "1 to 261"),
        ("days", "255", "`int`"),
        ("ends_on", "2017-12-31", "before starts_on"),
        ("ends_on", "2020-12-31", "1096 days"),
        ("ends_on", "2018-03-31", "90 days"),
        ("source", "", "where the row comes from"),
        ("complete", "yes", "`bool`"),
    ],
)
def test_a_broken_rate_is_named(folder: Path, key: str, value: object, reason: str) -> None:
    change_row(folder, "rates.json", 0, **{key: value})
    with pytest.raises(LawDataError) as caught:
        load_rates(folder)
    assert str(caught.value).startswith(f"rates.json: $.rates[0].{key}: ")
    assert reason in caught.value.reason


def test_a_short_period_is_sound_where_the_year_goes_on(folder: Path) -> None:
    change_row(folder, "rates.json", 0, ends_on="2018-03-31", days=60, complete=False)
    assert load_rates(folder)[0].days == 60


def test_a_rate_given_twice_is_refused(folder: Path) -> None:
    first = average_rates()[0]
    dates = {"starts_on": str(first.starts_on), "ends_on": str(first.ends_on)}
    change_row(folder, "rates.json", 2, **dates)
    with pytest.raises(LawDataError, match=r"rates\.json: \$\.rates\[2\]: .*already taken"):
        load_rates(folder)
