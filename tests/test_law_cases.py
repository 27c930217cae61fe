"""Small cases of law that once failed, each with the right answer (see `tests/cases/law`)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dsa_sim.language import Language
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.maximum_words import maximum_amount, other_reading
from dsa_sim.language.problem_words import problem_text
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case, FinancialYear
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.storage import read_case

CASES = Path(__file__).parent / "cases" / "law"
LANG = Language("en")


def case_of(name: str) -> Case:
    return read_case(CASES / f"{name}.dsacase").case


def codes(shown: Assessment, where: str = "") -> dict[str, str]:
    """The problems below a part, by code with their severity."""
    return {p.code: p.severity for p in shown.problems if p.where.startswith(where)}


@pytest.mark.parametrize("name", ["t01b_missingyear", "t18_apple"])
def test_a_year_that_must_have_ended_is_missed(name: str) -> None:
    assert codes(assess(case_of(name)))["later_year_missing"] == "warning"


def test_a_year_is_not_missed_before_it_has_ended() -> None:
    case = case_of("t01b_missingyear")
    moved = change(case, case.strands[0].id, decision_on=date(2025, 12, 31))
    assert "later_year_missing" not in codes(assess(moved))


def test_a_year_of_52_weeks_is_missed_a_day_earlier() -> None:
    year = FinancialYear(
        id="y", scope="group", currency="USD", revenue=Decimal(1),
        starts_on=date(2024, 9, 29), ends_on=date(2025, 9, 27),
    )  # fmt: skip
    assert year.days == 364
    assert year.next_ends_on == date(2026, 9, 26)


@pytest.mark.parametrize(
    ("name", "outside", "counted"),
    [
        ("t04_ended", {"i35late": "never_applied"}, "20000000.00"),
        ("t19_designated_not_yet", {"i34": "never_applied"}, "0.00"),
        (
            "t05_search",
            {"i20": "not_binding", "i25": "not_binding", "i27": "not_binding"},
            "60000000.00",
        ),
        ("t06_hosting", {"i20": "not_binding", "i34": "not_competent"}, "3999999.98"),
        ("t14_timebarred", {"i34": "time_barred"}, "0.00"),
    ],
)
def test_what_the_law_rules_out_is_in_no_total(
    name: str, outside: dict[str, str], counted: str
) -> None:
    case = case_of(name)
    shown, run = assess(case), simulate(case, trials=20_000)
    assert {
        s.infringement: s.not_counted for d in shown.decisions for s in d.shares if s.not_counted
    } == outside
    assert set(shown.coverage.excluded) == set(outside)
    assert f"{shown.total_eur:.2f}" == counted
    assert run.mean_eur == pytest.approx(float(counted), abs=0.02)
    contributions = dict(run.contributions_eur)
    assert all(contributions[name] == 0 for name in outside)
    said = left_out_words(shown, LANG)
    assert "can bring no fine as entered" in said
    for name_ in outside:
        found = codes(shown, f"{name_}.counts_reason")
        assert "error" in found.values()


@pytest.mark.parametrize("name", ["t04_ended", "t05_search", "t06_hosting", "t14_timebarred"])
def test_a_reason_brings_it_back_and_is_printed(name: str) -> None:
    case = case_of(name)
    before = assess(case)
    reason = "An act of the authority interrupted the period."
    for excluded in before.coverage.excluded:
        case = change(case, excluded, counts_reason=reason)
    shown = assess(case)
    assert shown.coverage.excluded == ()
    assert (shown.total_eur or 0) >= (before.total_eur or 0)
    notes = [problem_text(LANG, p) for p in shown.problems if p.code == "counts_all_the_same"]
    assert len(notes) == len(before.coverage.excluded)
    assert all(reason in note for note in notes)


def test_limitation_is_told_with_its_day() -> None:
    (problem,) = [p for p in assess(case_of("t14_timebarred")).problems if p.code == "time_barred"]
    text = problem_text(LANG, problem).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 Dec 2028" in text
    assert "1 Jun 2029" in text
    assert "Art. 77" in text


def test_a_decision_on_the_last_day_is_in_time() -> None:
    case = case_of("t14_timebarred")
    moved = change(case, case.strands[0].id, decision_on=date(2028, 12, 1))
    assert assess(moved).coverage.excluded == ()


def test_a_periodic_penalty_rests_on_the_year_before_its_own_decision() -> None:
    case = case_of("t08_periodic")
    (found,) = assess(case).strands[0].periodic
    assert found.imposed_on == date(2026, 6, 1)
    assert found.own is not None
    assert found.with_decision is not None
    assert found.own.amount == Decimal("1000000.00")
    assert found.with_decision.amount == Decimal("500000.00")
    assert simulate(case, trials=10_000).periodic_mean_eur == pytest.approx(30e6)
    with_it = change(case, "pp", decision_on=case.strands[0].decision_on)
    assert simulate(with_it, trials=10_000).periodic_mean_eur == pytest.approx(15e6)


@pytest.mark.parametrize(
    ("name", "total", "other"),
    [
        ("t13_cap_by_authority", "59999999.99", "150000000.00"),
        ("t13_cap_per_infringement", "150000000.00", "59999999.99"),
    ],
)
def test_both_readings_of_the_maximum_are_in_sight(name: str, total: str, other: str) -> None:
    shown = assess(case_of(name))
    assert f"{shown.total_eur:.2f}" == total
    assert f"{shown.total_other_cap_eur:.2f}" == other
    assert shown.maximum is not None
    assert shown.maximum.per_decision == Decimal("59999999.99")
    assert shown.maximum.per_infringement == Decimal("179999999.97")
    assert other_reading(shown.maximum, LANG)


def test_art_24_2_counts_from_the_first_publication() -> None:
    case = case_of("t15_242")
    (alleged,) = case.infringements
    longer = change(case, alleged.id, period_end=date(2023, 12, 31))
    (period,) = assess(longer).worksheets[0].periods
    assert period.counted_from == date(2023, 2, 17)
    assert assess(case).coverage.excluded == (alleged.id,)


def test_art_30_gave_twelve_months_for_traders_already_there() -> None:
    texts = [problem_text(LANG, p) for p in assess(case_of("t22_art30")).problems]
    assert any("30(2)" in text for text in texts)


def test_two_persons_have_two_maxima() -> None:
    case = case_of("t16_persons")
    shown = assess(case)
    assert [d.person for d in shown.decisions] == ["", "Auditor KG"]
    assert shown.coverage.unpriced == ("io",)
    assert shown.total_eur == pytest.approx(10e6)
    assert codes(shown, "io")["addressee_own_turnover"] == "warning"
    year = FinancialYear(
        id="kg", scope="entity", person="Auditor KG", ends_on=date(2025, 12, 31),
        currency="EUR", revenue=Decimal(50_000_000),
    )  # fmt: skip
    case = msgspec.structs.replace(case, financial_years=(*case.financial_years, year))
    shown = assess(case)
    own = next(d for d in shown.decisions if d.person)
    assert own.maximum_eur == Decimal("500000.00")
    assert own.fine_eur == pytest.approx(500_000)
    assert shown.total_eur == pytest.approx(10_500_000)
    assert shown.maximum is not None
    assert shown.maximum.amount == Decimal("10500000.00")
    assert shown.maximum.decisions == 2
    assert simulate(case, trials=10_000).procedural_mean_eur == pytest.approx(10_500_000)


def test_a_national_authority_reaches_other_persons_under_art_52() -> None:
    (problem,) = [
        p for p in assess(case_of("t20_national_person")).problems
        if p.code == "addressee_own_turnover"
    ]  # fmt: skip
    assert "Art. 52(3)" in problem_text(LANG, problem)
    assert "74" not in problem_text(LANG, problem)


def test_where_a_person_has_no_turnover_that_is_what_is_said_to_be_missing() -> None:
    said = left_out_words(assess(case_of("t20_national_person")), LANG)
    assert said == "not assessed: the live allegation lacks an amount, a chance or a turnover"


def test_several_addressees_are_an_open_question() -> None:
    shown = assess(case_of("t21_parent_addressee"))
    assert codes(shown, "ix.addressee") == {"addressee_joint": "note"}
    assert shown.total_eur == pytest.approx(1_000_000)


def test_joint_liability_takes_the_turnover_of_the_group() -> None:
    case = case_of("t21_parent_addressee")
    own = FinancialYear(
        id="own", scope="entity", ends_on=date(2025, 12, 31), currency="EUR",
        revenue=Decimal(10_000_000),
    )  # fmt: skip
    case = msgspec.structs.replace(case, financial_years=(*case.financial_years, own))
    alone = change(case, "provider", turnover_scope="entity")
    joint = change(alone, "provider", liability="joint")
    assert assess(alone).maximum_eur == Decimal("600000.00")
    assert assess(joint).maximum_eur == Decimal("6000000.00")


def test_an_annulment_takes_procedural_fines_too() -> None:
    run = simulate(case_of("t24_appeal_procedural"), trials=20_000)
    assert run.mean_eur == 0
    assert run.procedural_mean_eur == 0


def test_an_uncertain_annulment_takes_its_share_of_them() -> None:
    case = case_of("t24_appeal_procedural")
    strand = case.strands[0]
    assert strand.appeal is not None
    half = msgspec.structs.replace(strand.appeal, chance=exactly("0.5"))
    run = simulate(change(case, strand.id, appeal=half), trials=65_536)
    assert run.procedural_mean_eur == pytest.approx(5e6, rel=1e-3)


def test_the_maximum_of_a_total_adds_those_of_its_decisions() -> None:
    shown = assess(read_case(CASES.parent / "e8.dsacase").case)
    assert shown.maximum is not None
    counted = [d for d in shown.decisions if d.counted]
    assert shown.maximum.decisions == len(counted)
    assert shown.maximum.amount == sum(d.maximum.amount for d in counted if d.maximum)
    if len(counted) > 1:
        assert "decisions" in maximum_amount(shown, LANG)
