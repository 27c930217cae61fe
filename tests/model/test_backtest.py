"""The methods on the decided cases, worked by hand from the turnovers of the law data.

Maxima are 6 % of the turnover floored to the cent (Art. 74(1)): X alone in 2024, USD 2.6 bn;
PDD Holdings in 2025; Alibaba in the year to 31 March 2026, and its international commerce.
"""

from fractions import Fraction
from math import floor

import pytest

from dsa_sim.law.precedents import precedents
from dsa_sim.model.backtest import Answer, backtest, decided_cases
from dsa_sim.model.method_comparison import share_of_precedents
from dsa_sim.model.methods import METHODS

X, TEMU = ("x-2025", "entity"), ("temu-2026", "group")
ALIEXPRESS, AIDC = ("aliexpress-2026", "group"), ("aliexpress-2026", "segment")
MAXIMA = {
    X: "144126831.61",
    TEMU: "3191229907.00",
    ALIEXPRESS: "7463681203.90",
    AIDC: "1013200538.08",
}
# The fine of Temu is 6.27 % of its maximum and 0.38 % of its turnover, that of AliExpress 7.37 %
# and 0.44 %: what is left of them without the case's own.
LEFT = {
    X: {"maximum": ("0.0627", "0.0737"), "turnover": ("0.0038", "0.0044")},
    TEMU: {"maximum": ("0.0737", "0.0737"), "turnover": ("0.0044", "0.0044")},
    ALIEXPRESS: {"maximum": ("0.0627", "0.0627"), "turnover": ("0.0038", "0.0038")},
    AIDC: {"maximum": ("0.0627", "0.0627"), "turnover": ("0.0038", "0.0038")},
}
BANDS = {"low": ("0", "0.1"), "medium": ("0.1", "0.2"), "high": ("0.2", "1")}
FACTORS = {"low": Fraction(1, 2), "medium": Fraction(1), "high": Fraction(2)}
# Check mark, advertisement repository and researchers; one infringement each in the others.
NUMBER = {X: 3, TEMU: 1, ALIEXPRESS: 1, AIDC: 1}


def of(key: tuple[str, str], method: str, reference_of: str = "") -> dict[str, Answer]:
    return {
        a.gravity: a
        for a in backtest()
        if (a.decided.fine.key, a.decided.base.scope) == key
        and (a.method, a.reference_of) == (method, reference_of)
    }


def range_of(answer: Answer) -> tuple[float, float]:
    assert answer.low_eur is not None
    assert answer.high_eur is not None
    return answer.low_eur, answer.high_eur


def test_the_cases_stand_as_they_were_decided():
    found = {(d.fine.key, d.base.scope): d for d in decided_cases()}

    assert {key: str(d.maximum.amount) for key, d in found.items()} == MAXIMA
    assert {key: len(d.case.infringements) for key, d in found.items()} == NUMBER
    for decided in found.values():
        turnover = decided.maximum.turnover
        assert turnover.display == decided.base.turnover_eur
        assert turnover.year.ends_on == decided.base.year_ends_on < decided.fine.decided_on
        assert decided.maximum.amount == Fraction(floor(turnover.euro * 6), 100)


def test_a_turnover_worked_back_from_the_fine_is_no_test():
    left_out = [
        base for fine in precedents() for base in fine.bases
        if base.of_the_decision and base.group is None
    ]  # fmt: skip

    assert [base.what.text("en") for base in left_out] == [
        "X alone, worked back from a claim that the fine is nearly 6%"
    ]
    assert left_out[0] not in [d.base for d in decided_cases()]


@pytest.mark.parametrize("key", MAXIMA)
@pytest.mark.parametrize("gravity", BANDS)
def test_bands(key, gravity):
    maximum = Fraction(MAXIMA[key])
    low, high = (min(NUMBER[key] * Fraction(share) * maximum, maximum) for share in BANDS[gravity])

    assert range_of(of(key, "bands")[gravity]) == pytest.approx((float(low), float(high)))


@pytest.mark.parametrize("key", MAXIMA)
@pytest.mark.parametrize("gravity", FACTORS)
@pytest.mark.parametrize("share_of", ["maximum", "turnover"])
def test_earlier_decisions_without_its_own(key, gravity, share_of):
    answer = of(key, "precedent", share_of)[gravity]
    exact = answer.decided.maximum.turnover.euro
    base = exact if share_of == "turnover" else Fraction(MAXIMA[key])
    low, high = (
        NUMBER[key] * Fraction(share) * FACTORS[gravity] * base for share in LEFT[key][share_of]
    )

    assert range_of(answer) == pytest.approx((float(low), float(high)))
    assert key[0] not in answer.references


def test_the_answers_to_the_cent():
    """The figures a reader can check with a pocket calculator."""
    cents = {
        # 3 infringements × 10 % and × 20 % of € 144 126 831.61; × 20 %, and no more than all
        (X, "bands", "medium"): (43_238_049.48, 86_476_098.97),
        (X, "bands", "high"): (86_476_098.97, 144_126_831.61),
        # 3 × 6.27 % and × 7.37 % of € 144 126 831.61
        (X, "precedent", "medium"): (27_110_257.03, 31_866_442.47),
        (TEMU, "bands", "low"): (0, 319_122_990.70),
        # 7.37 % of € 3 191 229 907.00, by half, once, twice
        (TEMU, "precedent", "low"): (117_596_822.07, 117_596_822.07),
        (TEMU, "precedent", "medium"): (235_193_644.15, 235_193_644.15),
        (TEMU, "precedent", "high"): (470_387_288.29, 470_387_288.29),
        (ALIEXPRESS, "bands", "low"): (0, 746_368_120.39),
        # 6.27 % of € 7 463 681 203.90
        (ALIEXPRESS, "precedent", "medium"): (467_972_811.48, 467_972_811.48),
        (AIDC, "bands", "high"): (202_640_107.62, 1_013_200_538.08),
        # 6.27 % of € 1 013 200 538.08
        (AIDC, "precedent", "medium"): (63_527_673.74, 63_527_673.74),
    }
    for (key, method, gravity), ends in cents.items():
        answer = of(key, method, "maximum" if method == "precedent" else "")[gravity]
        assert range_of(answer) == pytest.approx(ends, abs=0.005)


def test_how_they_stand_to_the_fines_of_120_200_and_550_million():
    assert {k: [a.finding for a in of(k, "bands").values()] for k in MAXIMA} == {
        X: ["too_low", "too_low", "holds"],
        TEMU: ["holds", "too_high", "too_high"],
        ALIEXPRESS: ["holds", "too_high", "too_high"],
        AIDC: ["too_low", "too_low", "holds"],
    }
    assert {k: [a.finding for a in of(k, "precedent", "maximum").values()] for k in MAXIMA} == {
        X: ["too_low", "too_low", "too_low"],
        TEMU: ["too_low", "too_high", "too_high"],
        ALIEXPRESS: ["too_low", "too_low", "too_high"],
        AIDC: ["too_low", "too_low", "too_low"],
    }
    # 43 238 049.48 and 86 476 098.97 of 120 million
    assert of(X, "bands")["medium"].of_fine == pytest.approx((0.360317, 0.720634), abs=1e-6)


@pytest.mark.parametrize("key", MAXIMA)
def test_methods_without_a_figure_of_their_own_say_what_they_lack(key):
    judgement, sales = of(key, "judgement")["open"], of(key, "value_of_sales")["open"]

    assert judgement.missing == ("no_starting_amount",)
    assert sales.missing == ("no_eu_revenue", "no_proportion")
    for answer in (judgement, sales):
        assert (answer.low_eur, answer.high_eur, answer.of_fine) == (None, None, None)
        assert answer.finding == "no_answer"


def test_every_method_is_run_on_every_case():
    ran = {((a.decided.fine.key, a.decided.base.scope), a.method) for a in backtest()}

    assert ran == {(key, method) for key in MAXIMA for method in METHODS}


def test_no_answer_exceeds_the_maximum():
    for answer in backtest():
        assert (answer.high_eur or 0) <= float(answer.decided.maximum.amount)


def test_a_case_of_today_takes_all_the_fines():
    share, keys = share_of_precedents("maximum")

    assert keys == ("temu-2026", "aliexpress-2026")
    assert (str(share.minimum), str(share.maximum)) == ("0.0627", "0.0737")
