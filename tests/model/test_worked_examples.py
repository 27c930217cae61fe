"""The worked examples E1–E4 and E6–E8 of the model, each a case file of its own."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.storage import read_case

CASES = Path(__file__).parent.parent / "cases"


def assessed(name: str, scenario: str | None = None) -> Assessment:
    return assess(read_case(CASES / f"{name}.dsacase").case, scenario)


@pytest.mark.parametrize(
    ("name", "kind", "turnover", "amount"),
    [
        ("e1_usd", "infringement", "177849165471.96", "10670949928.31"),
        ("e1_usd", "procedural", "177849165471.96", "1778491654.71"),
        ("e1_usd", "periodic", "177849165471.96", "24362899.37"),
        ("e1_cny", "infringement", "124394686731.78", "7463681203.90"),
        ("e1_cny", "procedural", "124394686731.78", "1243946867.31"),
        ("e1_cny", "periodic", "124394686731.78", "17040368.04"),
        ("e1_euro", "infringement", "164501000123.45", "9870060007.40"),
        ("e1_cent", "infringement", "2500000000.17", "150000000.01"),
        ("e3", "periodic", "36600000000.00", "5000000.00"),
    ],
)
def test_maxima_are_exact(name: str, kind: str, turnover: str, amount: str) -> None:
    """E1, E3: Arts 74(1), 74(2), 76(1), from the unrounded quotient, floored once."""
    found = assessed(name).strands[0].of(kind)  # type: ignore[arg-type]
    assert found is not None
    assert (found.turnover.display, found.amount) == (Decimal(turnover), Decimal(amount))


def test_a_leap_year_is_divided_by_its_days() -> None:
    """E3: the year to 31 March 2024 has 366 days."""
    found = assessed("e3").strands[0].of("periodic")
    assert found is not None
    assert found.divisor == 366


@pytest.mark.parametrize(
    ("scenario", "year_end"),
    [
        (None, date(2026, 3, 31)),
        ("march", date(2025, 3, 31)),
        ("boundary", date(2025, 3, 31)),
    ],
)
def test_the_preceding_year_ended_before_the_decision(scenario: str | None, year_end: date) -> None:
    """E2: a year that ends on the day of the decision has not ended before it."""
    assert assessed("e2", scenario).strands[0].maxima[0].turnover.year.ends_on == year_end


@pytest.mark.parametrize(
    ("scenario", "maximum", "fine", "binds", "shares"),
    [
        (None, "126000000.00", 120e6, False, (45e6, 35e6, 40e6)),
        ("binding", "114000000.00", 114e6, True, (42.75e6, 33.25e6, 38e6)),
        ("each", "114000000.00", 120e6, False, (45e6, 35e6, 40e6)),
    ],
)
def test_a_decision_on_three_infringements(
    scenario: str | None, maximum: str, fine: float, binds: bool, shares: tuple[float, ...]
) -> None:
    """E4: the maximum per decision cuts pro rata; per infringement it does not bind."""
    decision = assessed("e4", scenario).decisions[0]
    assert decision.maximum_eur == Decimal(maximum)
    assert decision.fine_eur == pytest.approx(fine)
    assert decision.maximum_binds is binds
    assert [s.eur for s in decision.shares] == pytest.approx(shares)


@pytest.mark.parametrize(
    ("infringement", "provision", "counted_from"),
    [
        ("first", "34", date(2023, 8, 25)),
        ("first", "16", date(2023, 8, 25)),
        ("second", "16", date(2024, 2, 17)),
        ("second", "34", date(2024, 9, 30)),
        ("third", "20", date(2024, 2, 17)),
    ],
)
def test_an_earlier_start_is_clipped(infringement: str, provision: str, counted_from: date) -> None:
    """E6: Arts 33(6), 92, 93(2)."""
    shown = assessed("e6")
    periods = {p.provision: p for p in shown.worksheet(infringement).periods}
    assert periods[provision].counted_from == counted_from
    assert periods[provision].clipped
    told = [
        p for p in shown.problems if p.code == "period_clipped" and p.where.startswith(infringement)
    ]
    assert provision in {p.facts["provision"] for p in told}


def test_a_search_engine_is_not_an_online_platform() -> None:
    """E7: Section 3 does not bind it, Art. 16 is open, Art. 34 is fine."""
    problems = assessed("e7").problems
    found = {
        (p.where.partition(".")[0], p.code) for p in problems if p.where.endswith("provisions")
    }
    assert found == {("advertising", "provision_not_binding"), ("notices", "provision_open")}


def test_strands_end_apart() -> None:
    """E8: one strand brings a fine, the other ended in commitments and brings none."""
    shown = assessed("e8")
    fines = {d.strand: d.fine_eur for d in shown.decisions}
    assert fines["commitments"] == 0
    assert fines["risks"] == pytest.approx(391_843_263.205)
    assert shown.total_eur == fines["risks"]
    ends = {s.strand.id: s.maxima[0].turnover.year.ends_on for s in shown.strands}
    assert ends == {"risks": date(2026, 3, 31), "commitments": date(2025, 3, 31)}


def test_breached_commitments_are_a_ground_of_their_own() -> None:
    """E8: Art. 74(1)(c)."""
    shown = assessed("e8", "breached")
    decision = next(d for d in shown.decisions if d.strand == "commitments")
    assert decision.counted
    assert decision.fine_eur == pytest.approx(decision.sum_eur)
    grounds = {
        w.infringement.ground for w in shown.worksheets if w.infringement.strand == "commitments"
    }
    assert grounds == {"74(1)(c)"}


def test_the_example_has_its_maximum() -> None:
    example = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
    shown = assess(read_case(example).case)
    assert shown.maximum_eur == Decimal("7463681203.90")
    alleged = {code for i in shown.case.infringements for code in i.provisions}
    assert alleged == {"16", "20", "26", "27", "30", "34", "35", "38", "39", "40"}
    early = assess(read_case(example).case, "early-decision")
    assert early.maximum_eur == Decimal("7713027199.07")
