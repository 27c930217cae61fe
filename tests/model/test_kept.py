"""What one run leaves to the next changes no bit of it."""

from decimal import Decimal

import msgspec
import numpy as np
import pytest

from dsa_sim.model.case import Case
from dsa_sim.model.counting import exclusions
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import around, exactly
from dsa_sim.model.kept import Kept
from dsa_sim.model.sensitivity import ends
from dsa_sim.model.simulation import simulate
from dsa_sim.model.streams import BLOCK
from dsa_sim.model.uncertain import held, inputs_of
from dsa_sim.storage import read_case
from tests.model.test_worked_examples import CASES


def a_case(name: str, **changes: object) -> Case:
    return msgspec.structs.replace(read_case(CASES / f"{name}.dsacase").case, **changes)


@pytest.mark.parametrize(
    "case",
    [
        a_case("e5"), a_case("e5", severity=around("0.1", "0.4", "0.9")), a_case("s02"),
        a_case("s05"), a_case("s08"), a_case("s10"),
    ],
)  # fmt: skip
def test_held_inputs_give_the_same_trials_with_what_is_kept(case: Case) -> None:
    kept = Kept()
    for item in inputs_of(case)[:8]:
        for number in (*ends(item), ends(item)[0]):
            moved = held(case, item.path, number)
            alone = simulate(moved, trials=BLOCK)
            after_others = simulate(moved, trials=BLOCK, kept=kept)
            assert np.array_equal(alone.total_eur, after_others.total_eur)
            assert alone.coverage == after_others.coverage


def test_another_turnover_method_or_year_is_noticed() -> None:
    case, kept = a_case("s05"), Kept()
    simulate(case, trials=BLOCK, kept=kept)
    strand = case.strands[0]
    years = tuple(msgspec.structs.replace(y, revenue=y.revenue * 2) for y in case.financial_years)
    risk = case.infringements[0].id
    for other in (
        msgspec.structs.replace(case, financial_years=years),
        msgspec.structs.replace(case, severity=exactly("0.5")),
        change(case, strand.id, decision_on=strand.decision_on.replace(year=2020)),
        change(case, risk, chance=exactly(1), aggravating=()),
        msgspec.structs.replace(case, infringements=case.infringements[1:]),
    ):
        try:
            alone = simulate(other, trials=BLOCK)
        except IncompleteError:
            with pytest.raises(IncompleteError):
                simulate(other, trials=BLOCK, kept=kept)
            continue
        after_others = simulate(other, trials=BLOCK, kept=kept)
        assert np.array_equal(alone.total_eur, after_others.total_eur)
        assert kept.exclusions(other) == exclusions(other)


def test_means_need_no_order() -> None:
    case = a_case("s05")
    ordered, drawn = (simulate(case, trials=BLOCK, ordered=o) for o in (True, False))
    assert drawn.mean_eur == ordered.mean_eur
    assert drawn.chance_any_fine == ordered.chance_any_fine
    assert np.array_equal(np.sort(drawn.total_eur), ordered.total_eur)
    assert Decimal(drawn.mean_error_eur) == pytest.approx(Decimal(ordered.mean_error_eur))
