"""Dates of application, E6 among them: Arts 33(6), 92 and 93(2)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.law import (
    ApplicationDate,
    PlatformFacts,
    add_months,
    application_date,
    articles,
    parse_provision,
)

FIRST_WAVE = PlatformFacts(service="marketplace", designation_notified=date(2023, 4, 25))
TEMU = PlatformFacts(service="marketplace", designation_notified=date(2024, 5, 31))
TEMU_BY_DATA = PlatformFacts(
    service="marketplace",
    designation_notified=date(2024, 5, 31),
    designation_applies=date(2024, 9, 29),
)
SECOND_WAVE = PlatformFacts(service="online_platform", designation_notified=date(2023, 12, 20))
PLATFORM = PlatformFacts(service="online_platform")
VLOSE = PlatformFacts(service="search_engine", designation_notified=date(2023, 4, 25))
HOST = PlatformFacts(service="hosting", designation_notified=date(2023, 4, 25))


def applies(code: str, facts: PlatformFacts) -> ApplicationDate:
    ref = parse_provision(code)
    assert ref is not None
    return application_date(ref, facts)


@pytest.mark.parametrize(
    ("code", "facts", "day", "reason", "source"),
    [
        # E6
        ("34", FIRST_WAVE, date(2023, 8, 25), "designation", "Art. 33(6)"),
        ("16", FIRST_WAVE, date(2023, 8, 25), "anticipated", "Art. 92"),
        ("16", TEMU, date(2024, 2, 17), "general", "Art. 93(2)"),
        ("34", TEMU, date(2024, 9, 30), "designation", "Art. 33(6)"),
        ("34", TEMU_BY_DATA, date(2024, 9, 29), "designation", "Art. 33(6)"),
        ("20", PLATFORM, date(2024, 2, 17), "general", "Art. 93(2)"),
        # designated before the general date, in effect after it
        ("16", SECOND_WAVE, date(2024, 2, 17), "general", "Art. 93(2)"),
        ("35(1)", SECOND_WAVE, date(2024, 4, 20), "designation", "Art. 33(6)"),
        # the early list
        # nothing was due before the first publication, though Art. 93(2) has it apply earlier
        ("24(2)", PLATFORM, date(2023, 2, 17), "first_publication", "Art. 24(2)"),
        ("24(2)", VLOSE, date(2023, 2, 17), "first_publication", "Art. 24(2)"),
        ("24(3)", FIRST_WAVE, date(2022, 11, 16), "early", "Art. 93(2)"),
        ("24(1)", PLATFORM, date(2024, 2, 17), "general", "Art. 93(2)"),
        ("24", PLATFORM, date(2022, 11, 16), "early", "Art. 93(2)"),
        ("33(4)", PLATFORM, date(2022, 11, 16), "early", "Art. 93(2)"),
        ("37(7)", FIRST_WAVE, date(2022, 11, 16), "early", "Art. 93(2)"),
        ("40(13)", FIRST_WAVE, date(2022, 11, 16), "early", "Art. 93(2)"),
        ("43(1)", FIRST_WAVE, date(2022, 11, 16), "early", "Art. 93(2)"),
        # the fee is on the early list, its payment a duty of Section 5
        ("43(3)", FIRST_WAVE, date(2023, 8, 25), "designation", "Art. 33(6)"),
        ("40(12)", FIRST_WAVE, date(2023, 8, 25), "designation", "Art. 33(6)"),
        ("37", VLOSE, date(2023, 8, 25), "designation", "Art. 33(6)"),
        # never, without a designation; hosting services are not designated (Art. 33(1))
        ("34", PLATFORM, None, "not_designated", "Art. 33(6)"),
        ("14(5)", PLATFORM, None, "not_designated", "Art. 33(6)"),
        ("34", HOST, None, "not_designated", "Art. 33(6)"),
        ("16", HOST, date(2024, 2, 17), "general", "Art. 93(2)"),
        # designated services outside Section 5
        ("14(5)", FIRST_WAVE, date(2023, 8, 25), "notification", "Art. 33(4)"),
        ("14(6)", SECOND_WAVE, date(2024, 2, 17), "notification", "Art. 33(4)"),
        ("14(5)", TEMU, date(2024, 5, 31), "notification", "Art. 33(4)"),
        ("14", TEMU, date(2024, 2, 17), "general", "Art. 93(2)"),
        ("99", PLATFORM, None, "unknown_provision", "Art. 99"),
    ],
)
def test_a_provision_applies_from_its_day(
    code: str, facts: PlatformFacts, day: date | None, reason: str, source: str
) -> None:
    result = applies(code, facts)
    assert (result.date, result.reason, result.source) == (day, reason, source)


def test_section_5_ends_with_the_designation_and_the_rest_does_not() -> None:
    facts = PlatformFacts(
        service="online_platform",
        designation_applies=date(2023, 8, 25),
        designation_ceases=date(2025, 9, 27),
    )
    assert applies("34", facts).until == date(2025, 9, 27)  # Art. 33(6)
    assert applies("14(5)", facts).until == date(2025, 9, 27)
    assert applies("16", facts).until is None
    assert applies("16", facts).date == date(2023, 8, 25)  # Art. 92


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 4, 25), 4, date(2023, 8, 25)),
        (date(2024, 5, 31), 4, date(2024, 9, 30)),
        (date(2023, 10, 31), 4, date(2024, 2, 29)),
        (date(2024, 10, 31), 4, date(2025, 2, 28)),
        (date(2023, 12, 20), 4, date(2024, 4, 20)),
        (date(2023, 8, 31), 4, date(2023, 12, 31)),
    ],
)
def test_calendar_months_end_with_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(st.dates(date(2022, 11, 16), date(2035, 12, 31)))
def test_no_obligation_starts_before_the_early_list_or_section_5_before_its_four_months(
    notified: date,
) -> None:
    facts = PlatformFacts(service="marketplace", designation_notified=notified)
    start = add_months(notified, 4)
    for article in articles():
        for paragraph in article.obligations:
            day = application_date(paragraph.ref, facts).date
            assert day is not None
            assert day >= date(2022, 11, 16)
            if article.number in range(33, 44):
                assert day == start
            else:
                assert day <= max(date(2024, 2, 17), notified)
