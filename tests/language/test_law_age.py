"""How old the law data are, in words and in the window."""

from datetime import date

import pytest

from dsa_sim.language import Language
from dsa_sim.language.law_age import law_data_words, whole_months

EN = Language("en")


@pytest.mark.parametrize(
    ("day", "months"),
    [("2026-10-06", 0), ("2026-11-05", 0), ("2026-11-06", 1), ("2027-01-05", 2),
     ("2027-01-06", 3), ("2027-10-06", 12), ("2026-10-01", -1)],
)  # fmt: skip
def test_whole_months(day: str, months: int) -> None:
    assert whole_months(date(2026, 10, 6), date.fromisoformat(day)) == months


def test_the_age_is_said_from_three_months_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsa_sim.language.law_age.law_version", lambda: "2026-10-06")
    assert law_data_words(EN, date(2027, 1, 5)) == "Law data as of 6 Oct 2026"
    assert law_data_words(EN, date(2027, 1, 6)) == "Law data as of 6 Oct 2026 (3 months old)"
    assert law_data_words(EN, date(2026, 9, 1)) == "Law data as of 6 Oct 2026"
