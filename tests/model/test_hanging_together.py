"""Amounts of one authority, findings of one decision: against exact answers by quadrature."""

from decimal import Decimal
from pathlib import Path

import msgspec
import numpy as np
import pytest

from dsa_sim.model.case import Case, SharedFacts
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.findings import joint_findings, with_a_finding
from dsa_sim.model.simulation import simulate
from dsa_sim.storage import read_case
from tests.model.quadrature import Answer, exact
from tests.model.test_weighted import RISKS
from tests.model.test_worked_examples import CASES

TRIALS = 1 << 20
SHARES = (0.05, 0.5, 0.9, 0.95, 0.99)
NEAR = 2e-3
NEAR_P5 = 1e-2
"""P5 is known to its law alone (`test_accuracy`): three standard errors are more."""


def e5(*, severity: str = "", shared: str = "", needs_finding: bool = False) -> Case:
    case = read_case(CASES / "e5.dsacase").case
    if severity:
        case = msgspec.structs.replace(case, severity=exactly(severity))
    if shared:
        group = SharedFacts(id="same", title="Same", strength=Decimal(shared))
        alleged = tuple(msgspec.structs.replace(i, shared_facts="same") for i in case.infringements)
        case = msgspec.structs.replace(case, shared_facts=(group,), infringements=alleged)
    if needs_finding:
        case = with_meaning(case, "finding")
    return case


def with_meaning(case: Case, meaning: str) -> Case:
    proceedings = tuple(
        msgspec.structs.replace(
            p,
            strands=tuple(
                msgspec.structs.replace(s, decision_means=meaning)  # type: ignore[arg-type]
                for s in p.strands
            ),
        )
        for p in case.proceedings
    )
    return msgspec.structs.replace(case, proceedings=proceedings)


def off(case: Case, answer: Answer, seed: int = 1) -> dict[str, float]:
    """How far each figure is from the exact one, as a share of it."""
    run = simulate(case, trials=TRIALS, seed=seed)
    got = {"mean": run.mean_eur} | {f"P{q:.0%}": run.quantile_eur(q) for q in SHARES}
    right = {"mean": answer.mean} | {f"P{q:.0%}": answer.quantile(q) for q in SHARES}
    return {
        name: abs(got[name] - amount) / amount for name, amount in right.items() if amount > 1e6
    }


def too_far(errors: dict[str, float]) -> dict[str, float]:
    """The errors that are larger than they may be."""
    return {n: e for n, e in errors.items() if e > (NEAR_P5 if n == "P5%" else NEAR)}


def test_one_attitude_moves_the_amount_that_one_outcome_in_twenty_exceeds() -> None:
    """E5: € 481 m by themselves, € 506 m with a severity of one half, 591 with shared facts."""
    p95 = [
        exact(RISKS, 6e8, severity=severity, shared=shared).quantile(0.95) / 1e6
        for severity, shared in ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
    ]
    assert p95 == [pytest.approx(x, abs=1.0) for x in (481.2, 505.6, 590.5)]


@pytest.mark.parametrize(
    ("severity", "shared", "needs_finding"),
    [
        ("0.5", "", False),
        ("0.9", "", False),
        ("", "", True),
        ("", "0.5", True),
        ("0.5", "0.5", False),
        ("0.5", "0.5", True),
    ],
)
def test_figures_are_within_two_per_mille_of_the_exact_ones(
    severity: str, shared: str, needs_finding: bool
) -> None:
    case = e5(severity=severity, shared=shared, needs_finding=needs_finding)
    answer = exact(
        RISKS, 6e8, severity=float(severity or 0), shared=float(shared or 0),
        needs_finding=needs_finding,
    )  # fmt: skip
    assert too_far(off(case, answer)) == {}


def test_amounts_at_full_severity_all_stand_at_one_rank() -> None:
    """With every finding certain and one attitude, quantiles add up below the maximum."""
    case = e5(severity="1")
    alleged = tuple(msgspec.structs.replace(i, chance=exactly(1)) for i in case.infringements)
    whole = msgspec.structs.replace(case, infringements=alleged)
    singly = [
        simulate(msgspec.structs.replace(whole, infringements=(i,)), trials=TRIALS) for i in alleged
    ]
    for share in (0.05, 0.25, 0.5):
        together = simulate(whole, trials=TRIALS).quantile_eur(share)
        assert together == pytest.approx(sum(s.quantile_eur(share) for s in singly), rel=2e-3)


def test_a_severity_of_nothing_changes_no_bit() -> None:
    plain, nothing = simulate(e5(), trials=65_536), simulate(e5(severity="0"), trials=65_536)
    assert np.array_equal(plain.total_eur, nothing.total_eur)


def test_an_uncertain_severity_lies_between_its_ends() -> None:
    def p95(strength: object) -> float:
        case = msgspec.structs.replace(e5(), severity=strength)  # type: ignore[arg-type]
        return simulate(case, trials=TRIALS).quantile_eur(0.95)

    assert p95(exactly("0.2")) < p95(between("0.2", "0.8")) < p95(exactly("0.8"))


def test_the_chance_of_a_decision_without_a_finding_is_told() -> None:
    case = e5()
    joint = joint_findings(case, case.strands[0])
    assert joint is not None
    assert joint.none == pytest.approx(0.4 * 0.6 * 0.3 * 0.7 * 0.5)
    name, together = joint.together[0]
    assert name == case.infringements[0].id
    assert together == pytest.approx(0.6 / (1 - joint.none))


def test_one_finding_alone_is_certain_where_a_decision_needs_it() -> None:
    case = e5(needs_finding=True)
    one = msgspec.structs.replace(case, infringements=case.infringements[:1])
    joint = joint_findings(one, one.strands[0])
    assert joint is not None
    assert joint.none == pytest.approx(0.4)
    assert joint.together[0][1] == 1.0
    assert simulate(one, trials=65_536).chance_any_fine == 1.0


@pytest.mark.parametrize("strength", [0.0, 0.5, 0.9])
def test_findings_on_shared_facts_are_missing_together(strength: float) -> None:
    case = e5(shared=str(strength))
    two = msgspec.structs.replace(case, infringements=case.infringements[:2])
    joint = joint_findings(two, two.strands[0])
    # no amount is nothing, so that the mass at nothing is that of no finding
    none = float(exact(RISKS[:2], 6e8, shared=strength).mass[0])
    assert joint is not None
    assert joint.none == pytest.approx(none, abs=1e-3)


def test_on_the_same_facts_the_less_likely_finding_comes_with_the_other() -> None:
    case = e5(shared="1")
    joint = joint_findings(case, case.strands[0])
    assert joint is not None
    assert joint.none == pytest.approx(0.3)


def test_trials_without_a_finding_take_those_of_others_in_turn() -> None:
    flags = np.array([[True, False, False, False], [False, False, True, False]])
    given = with_a_finding(flags, [0.5, 0.5])
    assert given.tolist() == [[True, True, False, False], [False, False, True, True]]


def test_where_no_trial_has_a_finding_single_ones_stand_in() -> None:
    given = with_a_finding(np.zeros((2, 4), dtype=bool), [0.3, 0.1])
    assert given.sum(axis=0).tolist() == [1, 1, 1, 1]
    assert given.sum(axis=1).tolist() == [3, 1]


def test_the_contract_prints_the_exact_answers() -> None:
    """The table of docs/model.md, row by row, to the digits printed."""
    text = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
    lines = text.partition("| Severity |")[2].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    assert len(rows) == 7
    for severity, shared, needs, *printed in rows:
        answer = exact(
            RISKS, 6e8, severity=float(severity), shared=float(shared), needs_finding=needs == "yes"
        )
        amounts = [answer.mean, *(answer.quantile(q) for q in (0.5, 0.9, 0.95))]
        assert printed == [f"{amount / 1e6:.1f}" for amount in amounts]
