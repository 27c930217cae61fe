"""One worked example and more for each method, computed by hand."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from dsa_sim.model.amounts import Bases, amount_chain, has_amount, rounded_years
from dsa_sim.model.case import (
    Case,
    Factor,
    FinancialYear,
    Infringement,
    Method,
    Platform,
    Proceeding,
    Provider,
    Reference,
    StartingAmount,
    Strand,
    YearRounding,
)
from dsa_sim.model.chain import Array
from dsa_sim.model.decision_days import day_bases
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import Estimate, around, between, exactly

MILLION = 1e6


def a_case(method: Method, **more: object) -> Case:
    """Turnover € 10 bn: maximum € 600 m, procedural € 100 m. A service earns € 400 m."""
    return Case(
        title="t",
        as_of=date(2026, 1, 1),
        method=method,
        provider=Provider(name="p"),
        platforms=(Platform(id="platform", name="x", eu_revenue_eur=exactly(400 * 10**6)),),
        financial_years=(
            FinancialYear(
                id="y", scope="group", ends_on=date(2025, 12, 31), currency="EUR",
                revenue=Decimal(10**10),
            ),
        ),
        proceedings=(
            Proceeding(
                id="p", title="p",
                strands=(Strand(id="s", title="s", decision_on=date(2026, 7, 1)),),
            ),
        ),
        infringements=(
            Infringement(
                id="i", title="i", strand="s", platform="platform", provisions=("20",),
                period_start=date(2024, 2, 17), period_end=date(2025, 7, 16),
            ),
        ),
        **more,
    )  # type: ignore[arg-type]  # fmt: skip


def amount(case: Case, **changes: object) -> float:
    """The amount before the maximum of the one infringement, likely values, in millions."""
    case = change(case, "i", **changes)
    infringement = case.infringements[0]
    assert has_amount(case, infringement)
    bases = day_bases(case, case.strands[0], case.infringements)
    kind = "procedural" if infringement.is_procedural else "infringement"

    def central(_name: str, estimate: Estimate) -> Array:
        return np.array([float(estimate.central)])

    chain = amount_chain(
        case, infringement, value=central,
        bases=Bases(
            turnover=bases.turnover[kind], maximum=bases.maxima[kind],  # type: ignore[index]
            years=bases.years.get("i", np.zeros(1)),
        ),
    )  # fmt: skip
    return float(chain.amount[0]) / MILLION


def circumstances(*shares: str) -> tuple[Factor, ...]:
    return tuple(Factor(share=exactly(s), reason="why") for s in shares)


def test_judgement_in_euro() -> None:
    # 10 × 1.5 = 15; × (1 + 0.2) = 18; × (1 + 0.2 + 0.1 − 0.1) = 21.6; − 1 = 20.6
    assert amount(
        a_case("judgement"),
        start=StartingAmount(unit="eur", estimate=around(5 * 10**6, 10**7, 3 * 10**7)),
        duration=exactly("1.5"),
        recurrence=exactly("0.2"),
        aggravating=circumstances("0.2", "0.1"),
        mitigating=circumstances("0.1"),
        other_penalties=exactly(10**6),
    ) == pytest.approx(20.6)


def test_judgement_as_a_share_of_turnover() -> None:
    # 0.2 % of 10 000 = 20; × (1 − 0.25) = 15. A deterrence factor belongs to another method.
    assert amount(
        a_case("judgement"),
        start=StartingAmount(unit="turnover_share", estimate=exactly("0.002")),
        mitigating=circumstances("0.25"),
        deterrence=exactly(3),
    ) == pytest.approx(15)


def test_judgement_never_falls_below_nothing() -> None:
    start = StartingAmount(unit="eur", estimate=exactly(10**7))
    assert amount(a_case("judgement"), start=start, other_penalties=exactly(11 * 10**6)) == 0
    # Mitigating by 150 % leaves nothing, not a negative amount.
    assert amount(a_case("judgement"), start=start, mitigating=circumstances("1.5")) == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # The middle of 0–10 % of 600
        ({"gravity": "low"}, 30),
        # The middle of 10–20 % of 600, less 20 %
        ({"gravity": "medium", "mitigating": circumstances("0.2")}, 72),
        # The middle of 20–100 % of 600
        ({"gravity": "high"}, 360),
        # Narrowed by the user to 20–30 %: 25 % of 600, duration 2
        ({"gravity": "high", "band": between("0.2", "0.3"), "duration": exactly(2)}, 300),
        # A procedural infringement has the 1 % as its maximum: 15 % of 100
        ({"gravity": "medium", "ground": "74(2)(a)"}, 15),
    ],
)
def test_bands(changes: dict[str, object], expected: float) -> None:
    assert amount(a_case("bands"), **changes) == pytest.approx(expected)


def test_value_of_sales() -> None:
    # 17 Feb 2024 to 16 Jul 2025 is seventeen months: 1.5 years in half-year steps.
    # 400 × (20 % × 1.5 + 15 %) = 180; × (1 + 0.1 + 0.5 recurrence − 0.2) = 252;
    # × 1.2 deterrence = 302.4; − 2.4 = 300
    assert amount(
        a_case("value_of_sales"),
        proportion=exactly("0.2"),
        entry_fee=exactly("0.15"),
        recurrence=exactly("0.5"),
        aggravating=circumstances("0.1"),
        mitigating=circumstances("0.2"),
        deterrence=exactly("1.2"),
        other_penalties=exactly(2_400_000),
        duration=exactly(9),  # is in the start already: not counted
    ) == pytest.approx(300)


def test_value_of_sales_pro_rata_without_entry_fee() -> None:
    # 516 days: 400 × 10 % × 516 / 365.25 = 56.509…
    case = a_case("value_of_sales", year_rounding="pro_rata")
    assert amount(case, proportion=exactly("0.1")) == pytest.approx(40 * 516 / 365.25)


def test_value_of_sales_runs_to_the_decision_and_from_the_day_of_application() -> None:
    # Alleged from 2020, Art. 20 applies from 17 Feb 2024; to 1 Jul 2026: 2 years, 4½ months: 2.5
    case = a_case("value_of_sales")
    changes = {"proportion": exactly("0.1"), "period_start": date(2020, 1, 1), "period_end": None}
    assert amount(case, **changes) == pytest.approx(400 * 0.1 * 2.5)


@pytest.mark.parametrize(
    ("first", "last", "rounding", "years"),
    [
        (date(2025, 1, 1), date(2025, 1, 1), "half_years", 0.5),
        (date(2025, 1, 1), date(2025, 6, 30), "half_years", 0.5),
        (date(2025, 1, 1), date(2025, 7, 1), "half_years", 1),
        (date(2025, 1, 1), date(2025, 12, 31), "half_years", 1),
        # Six months are six months, whether they have 181 or 184 days, and a leap year is a year.
        (date(2025, 7, 1), date(2025, 12, 31), "half_years", 0.5),
        (date(2024, 1, 1), date(2024, 12, 31), "half_years", 1),
        (date(2024, 1, 1), date(2025, 1, 1), "half_years", 1.5),
        (date(2024, 1, 1), date(2024, 12, 31), "pro_rata", 366 / 365.25),
        (date(2024, 1, 1), date(2024, 1, 1), "pro_rata", 1 / 365.25),
    ],
)
def test_years_are_rounded(first: date, last: date, rounding: YearRounding, years: float) -> None:
    """Point 24 of the 2006 Guidelines."""
    assert rounded_years(first, last, rounding) == pytest.approx(years)


@pytest.mark.parametrize(
    ("reference", "gravity", "expected"),
    [
        # 9 % of the maximum of 600 is 54; low half of it, high twice
        (Reference(of="maximum", share=exactly("0.09")), "medium", 54),
        (Reference(of="maximum", share=exactly("0.09")), "low", 27),
        (Reference(of="maximum", share=exactly("0.09")), "high", 108),
        # 0.4 % of the turnover of 10 000
        (Reference(of="turnover", share=between("0.002", "0.006")), "medium", 40),
        # A factor of the user's own
        (
            Reference(of="turnover", share=exactly("0.004"), factor_high=Decimal("2.5")),
            "high",
            100,
        ),
    ],
)
def test_precedent(reference: Reference, gravity: str, expected: float) -> None:
    case = a_case("precedent", reference=reference)
    assert amount(case, gravity=gravity) == pytest.approx(expected)
    # 50 × 1.2 × (1 + 0.25) for every 40: the rest of the chain is the same in every method
    more = {"duration": exactly("1.2"), "recurrence": exactly("0.25")}
    assert amount(case, gravity=gravity, **more) == pytest.approx(expected * 1.5)


@pytest.mark.parametrize("method", ["judgement", "value_of_sales", "precedent"])
def test_a_method_without_its_inputs_reaches_no_amount(method: Method) -> None:
    case = a_case(method)
    assert not has_amount(case, case.infringements[0])
