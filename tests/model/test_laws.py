"""Laws that hold for every case: properties, not examples."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.model import edits
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import (
    Case,
    FinancialYear,
    Infringement,
    Platform,
    Proceeding,
    Provider,
    Scenario,
    StartingAmount,
    Strand,
)
from dsa_sim.model.chain import run_chain
from dsa_sim.model.decisions import AppliedCap, apply_maximum, float_not_above
from dsa_sim.model.estimate import around, between, exactly
from dsa_sim.model.inputs import apply_override, override, read, targets
from tests.strategies import cases

amounts = st.floats(min_value=0, max_value=1e12)
shares = st.floats(min_value=0, max_value=10)


def one_case(revenue: Decimal, *amounts_eur: Decimal) -> Case:
    return Case(
        title="t",
        as_of=date(2026, 1, 1),
        provider=Provider(name="p"),
        platforms=(Platform(id="platform", name="x"),),
        financial_years=(
            FinancialYear(
                id="y", scope="group", ends_on=date(2025, 12, 31), currency="EUR", revenue=revenue
            ),
        ),
        proceedings=(
            Proceeding(
                id="p",
                title="p",
                strands=(Strand(id="s", title="s", decision_on=date(2026, 6, 1)),),
            ),
        ),
        infringements=tuple(
            Infringement(
                id=f"i{n}",
                title="i",
                strand="s",
                platform="platform",
                provisions=("20",),
                start=StartingAmount(unit="eur", estimate=exactly(a)),
            )
            for n, a in enumerate(amounts_eur)
        ),
    )


@given(st.lists(amounts, min_size=1, max_size=12), amounts, st.booleans())
def test_no_fine_is_above_its_maximum(given_eur: list[float], maximum: float, each: bool) -> None:
    column = np.array(given_eur)[:, None]
    fine = apply_maximum(
        column, maximum=maximum, cap="per_infringement" if each else "per_decision"
    )
    if each:
        assert (fine.shares <= maximum).all()
    else:
        assert fine.fine[0] <= maximum
    assert fine.shares.sum() == pytest.approx(fine.fine[0], rel=1e-9, abs=1e-6)
    assert (fine.shares <= column * (1 + 1e-12)).all()


@pytest.mark.parametrize("cap", ["per_decision", "per_infringement"])
@pytest.mark.parametrize("maximum", [0.0, 4.0, 7.0, 20.0])
def test_writing_over_the_amounts_changes_no_bit(cap: AppliedCap, maximum: float) -> None:
    given_eur = np.array([[0.0, 5.0, 0.0, 3.0], [0.0, 6.0, 1.0, 4.0]])
    fine = apply_maximum(given_eur, maximum=maximum, cap=cap)
    over = apply_maximum(given_eur.copy(), maximum=maximum, cap=cap, overwrite=True)
    for one, other in zip(vars(fine).values(), vars(over).values(), strict=True):
        assert np.array_equal(one, other)
    free = ~fine.binds
    assert np.array_equal(fine.shares[:, free], given_eur[:, free])


@given(amounts, shares, shares, shares, shares, amounts)
def test_the_chain_follows_its_formula(
    start: float, duration: float, recurrence: float, plus: float, minus: float, other: float
) -> None:
    chain = run_chain(
        start=np.array([start]),
        duration=np.array([duration]),
        recurrence=np.array([recurrence]),
        aggravating=np.array([plus]),
        mitigating=np.array([minus]),
        other_penalties=np.array([other]),
    )
    expected = max(0.0, start * duration * (1 + recurrence) * max(0.0, 1 + plus - minus) - other)
    assert chain.amount[0] == pytest.approx(expected, rel=1e-9, abs=1e-3)
    assert chain.amount[0] >= 0


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_more_turnover_never_lowers_a_maximum(first: int, second: int) -> None:
    low, high = sorted((Decimal(first) / 100, Decimal(second) / 100))
    for kind in ("infringement", "procedural", "periodic"):
        found = [assess(one_case(r)).strands[0].of(kind) for r in (low, high)]  # type: ignore[arg-type]
        assert found[0] is not None
        assert found[1] is not None
        assert found[0].amount <= found[1].amount


@given(st.integers(0, 10**15))
def test_a_maximum_is_the_largest_amount_in_cents_that_does_not_exceed(cents: int) -> None:
    revenue = Decimal(cents) / 100
    found = assess(one_case(revenue)).strands[0].of("infringement")
    assert found is not None
    exact = Fraction(revenue) * Fraction(6, 100)
    assert Fraction(found.amount) <= exact < Fraction(found.amount) + Fraction(1, 100)


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_a_float_limit_never_exceeds_the_exact_one(amount: Decimal) -> None:
    assert Fraction(float_not_above(amount)) <= Fraction(amount)


@given(cases())
def test_every_case_can_be_assessed_under_every_scenario(case: Case) -> None:
    for scenario in (None, *(s.id for s in case.scenarios)):
        shown = assess(case, scenario)
        for decision in shown.decisions:
            if decision.fine_eur is None or decision.maximum_eur is None:
                continue
            if decision.cap == "per_decision":
                assert Fraction(decision.fine_eur) <= Fraction(decision.maximum_eur)
            assert sum(s.eur for s in decision.shares) == pytest.approx(
                decision.fine_eur, rel=1e-9, abs=1e-3
            )


@given(cases())
def test_an_override_with_the_base_value_changes_nothing(case: Case) -> None:
    for target in targets(case):
        value = read(case, target)
        if value is None or value == ():
            continue
        assert apply_override(case, override(case, target, value)) == case


@given(cases())
def test_removing_any_part_leaves_a_sound_case(case: Case) -> None:
    names = [p.id for name in edits.NAMED_COLLECTIONS for p in getattr(case, name)]
    names += [x.id for p in case.proceedings for x in (p, *p.strands, *p.events)]
    for name in names:
        smaller = edits.remove(case, name)
        assert name not in {i for i, _ in edits.identifiers(smaller)}
        assess(smaller)


def test_procedural_fines_have_their_own_maximum_and_need_no_decision() -> None:
    case = one_case(Decimal(10**9), Decimal(50_000_000), Decimal(90_000_000))
    case = edits.change(case, "i1", ground="74(2)(a)")
    fines = {d.kind: d.fine_eur for d in assess(case).decisions}
    assert fines == {"infringement": 50e6, "procedural": 10e6}


def test_without_fault_there_is_no_fine() -> None:
    case = edits.change(one_case(Decimal(10**9), Decimal(10**6)), "i0", fault="none")
    shown = assess(case)
    assert shown.total_eur == 0
    assert shown.decisions[0].shares[0].not_counted == "no_fault"
    assert "no_fault_no_fine" in {p.code for p in shown.problems}


def test_a_missing_year_leaves_the_total_open_and_says_so() -> None:
    case = msgspec.structs.replace(one_case(Decimal(10**9), Decimal(10**6)), financial_years=())
    shown = assess(case)
    assert shown.total_eur is None
    assert shown.maximum_eur is None
    assert [p.code for p in shown.problems if p.severity == "error"] == ["no_year_of_scope"]


def test_national_authorities_read_the_maximum_per_infringement() -> None:
    case = edits.change(
        one_case(Decimal(10**9), Decimal(50_000_000), Decimal(70_000_000)), "p",
        authority="national", member_state="IE",
    )  # fmt: skip
    decision = assess(case).decisions[0]
    assert decision.cap == "per_infringement"
    assert decision.fine_eur == 110e6
    assert decision.fine_other_cap_eur == 60e6
    assert decision.maximum is not None
    assert decision.maximum.law == "Art. 52(3)"


def test_income_is_the_base_of_the_lower_maxima_only_where_chosen() -> None:
    case = one_case(Decimal(10**9))
    case = edits.change(case, "y", income=Decimal(10**8))
    case = edits.change(case, "provider", income_base="income")
    found = {m.kind: m.amount for m in assess(case).strands[0].maxima}
    assert found["infringement"] == Decimal("60000000.00")
    assert found["procedural"] == Decimal("1000000.00")


def test_adjustments_lower_the_turnover() -> None:
    from dsa_sim.model.case import Adjustment

    case = edits.change(
        one_case(Decimal(10**9)), "y",
        adjustments=(Adjustment(amount=Decimal(-(10**8)), reason="Rebates"),),
    )  # fmt: skip
    assert assess(case).maximum_eur == Decimal("54000000.00")


@pytest.mark.parametrize(
    ("estimate", "central"),
    [(exactly(3), 3), (between(2, 6), 4), (around(2, 3, 6), 3)],
)
def test_the_central_value(estimate: object, central: int) -> None:
    assert estimate.central == central  # type: ignore[attr-defined]


@pytest.mark.parametrize("numbers", [(3, 2), (2, 7, 6)])
def test_estimates_out_of_order_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="low ≤ likely ≤ high"):
        (between if len(numbers) == 2 else around)(*numbers)


def test_a_scenario_duplicates_renames_and_resets() -> None:
    case = one_case(Decimal(10**9), Decimal(10**6))
    case = edits.add(case, "scenarios", Scenario(id="a", title="A"))
    case = edits.set_override(case, "a", override(case, "i0.fault", "none", reason="why"))
    case = edits.duplicate_scenario(case, "a", title="A (copy)")
    assert [s.title for s in case.scenarios] == ["A", "A (copy)"]
    assert assess(case, case.scenarios[1].id).total_eur == 0
    case = edits.reset_override(case, case.scenarios[1].id, "i0.fault")
    assert assess(case, case.scenarios[1].id).total_eur == 10**6
    assert assess(case, "a").total_eur == 0


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E+999999999", "1E-40", "0E+500", "2E15"])
def test_absurd_numbers_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="an estimate must"):
        exactly(Decimal(text))
