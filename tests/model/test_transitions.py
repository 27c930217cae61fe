"""What the law spares a provider for a time: Arts 24(2) and 30(2)."""

from datetime import date

import pytest
from msgspec.structs import replace

from dsa_sim.language import Language
from dsa_sim.language.problem_words import problem_text
from dsa_sim.model.alleged import Infringement
from dsa_sim.model.case import Case, Designation, Platform, Proceeding, Provider, Strand
from dsa_sim.model.checks import infringement_problems
from dsa_sim.model.periods import counted_periods
from dsa_sim.model.transition_checks import transition_problems

DECISION = date(2026, 10, 15)


def alleged(code: str, start: date | None, end: date | None = None) -> Infringement:
    return Infringement(
        id="i", title="Alleged", strand="s", platform="p", provisions=(code,),
        period_start=start, period_end=end,
    )  # fmt: skip


def case_of(infringement: Infringement) -> Case:
    return Case(
        title="Case", as_of=date(2026, 11, 28), provider=Provider(name="Test BV"),
        platforms=(
            Platform(
                id="p", name="p", service="marketplace",
                designation=Designation(notified_on=date(2023, 4, 25)),
            ),
        ),
        proceedings=(
            Proceeding(
                id="pr", title="pr", strands=(Strand(id="s", title="s", decision_on=DECISION),)
            ),
        ),
        infringements=(infringement,),
    )  # fmt: skip


def test_before_the_first_publication_was_due_nothing_counts() -> None:
    found = alleged("24(2)", date(2022, 11, 16), date(2023, 2, 16))
    codes = {p.code for p in infringement_problems(case_of(found), found)}
    assert "never_applied" in codes
    later = replace(found, period_end=date(2023, 6, 30))
    (counted,) = counted_periods(case_of(later), later, decision_on=DECISION)
    assert (counted.counted_from, counted.clipped) == (date(2023, 2, 17), True)


@pytest.mark.parametrize("code", ["30", "30(1)", "30(2)", "30(1)(a)"])
def test_traders_already_on_the_service_have_twelve_months(code: str) -> None:
    found = alleged(code, date(2023, 9, 1), date(2024, 6, 30))
    (problem,) = transition_problems(found)
    assert problem in infringement_problems(case_of(found), found)
    assert problem.severity == "note"
    assert problem.facts["day"] == date(2024, 2, 17)
    assert problem.facts["end"] == date(2025, 2, 17)
    told = problem_text(Language("en"), problem)
    assert "until 17 Feb 2025" in told
    assert "Art. 30(2)" in told


@pytest.mark.parametrize(
    ("code", "start"), [("30(1)", date(2025, 2, 17)), ("30(7)", date(2024, 3, 1)), ("16", None)]
)
def test_nothing_is_said_after_them_or_of_other_duties(code: str, start: date | None) -> None:
    assert not list(transition_problems(alleged(code, start)))
