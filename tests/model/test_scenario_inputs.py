"""Inputs that lie within a value a part may have: an appeal, an offer, a periodic penalty."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from dsa_sim.model.case import Appeal, Case, Offer, Override, Periodic, Scenario, Strand
from dsa_sim.model.edits import add, change, remove_value
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.inputs import (
    apply_override,
    apply_scenario,
    check_overrides,
    input_of,
    override,
    read,
    targets,
    value_of,
)
from dsa_sim.model.simulation import simulate
from tests.model.test_simulation_laws import MILLION, a_case, alleged


def with_all() -> Case:
    strand = Strand(
        id="s", title="s", decision_on=date(2026, 7, 1),
        appeal=Appeal(chance=exactly(1), annulled=Decimal(1), confirmed=Decimal(0)),
        offer=Offer(cost=exactly(MILLION)),
        periodic=(
            Periodic(id="pp", title="p", chance=exactly(1), daily_share=exactly("0.1"),
                     days=exactly(10)),
        ),
    )  # fmt: skip
    return a_case(alleged("a", "1", exactly(10 * MILLION)), strand=strand)


def test_they_are_offered_only_where_the_value_is() -> None:
    there, missing = set(targets(with_all())), set(targets(a_case(alleged("a"))))
    nested = {"s.appeal.chance", "s.offer.cost", "pp.chance", "pp.days"}
    assert nested <= there
    assert not nested & missing
    with pytest.raises(KeyError):
        input_of(a_case(alleged("a")), "s.appeal.chance")


def test_a_scenario_without_an_appeal_pays_the_fine() -> None:
    case = with_all()
    made = (override(case, "s.appeal.chance", exactly(0)), override(case, "pp.chance", exactly(0)))
    case = add(case, "scenarios", Scenario(id="x", title="x", overrides=made))
    seen = apply_scenario(case, case.scenarios[0])
    assert seen.strands[0].appeal.annulled == 1
    assert simulate(case, "x", trials=500).mean_eur == 10 * MILLION
    assert simulate(case, trials=500).fines_mean_eur == 0


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("s.appeal.reduction", between("0.1", "0.2")),
        ("s.offer.breached", exactly("0.3")),
        ("pp.daily_share", exactly("0.5")),
        ("pp.definitive", exactly("0.5")),
    ],
)
def test_a_value_can_be_set_and_read_again(target: str, value) -> None:
    case = with_all()
    made = override(case, target, value)
    assert value_of(made) == value
    assert read(apply_override(case, made), target) == value


def test_a_value_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="share of the daily maximum"):
        override(with_all(), "pp.daily_share", exactly(2))


def test_an_override_of_what_is_gone_is_named() -> None:
    made = Override(target="s.appeal.chance", estimate=exactly(1))
    case = add(with_all(), "scenarios", Scenario(id="x", title="x", overrides=(made,)))
    check_overrides(case)
    with pytest.raises(ValueError, match="no input"):
        check_overrides(change(case, "s", appeal=None))


def test_the_overrides_of_a_value_go_with_it() -> None:
    case = with_all()
    made = (override(case, "s.appeal.chance", exactly(0)), override(case, "pp.chance", exactly(0)))
    case = add(case, "scenarios", Scenario(id="x", title="x", overrides=made))
    without = remove_value(case, "s", "appeal")
    check_overrides(without)
    assert without.strands[0].appeal is None
    assert [o.target for o in without.scenarios[0].overrides] == ["pp.chance"]


def test_every_input_that_a_scenario_sets_can_be_saved():
    """Those of an appeal and an offer have an address of three names."""
    from dsa_sim.storage.case_file import decode_case, encode_case
    from tests.storage.sample import sample_case

    case = sample_case()
    overrides = tuple(override(case, target, read(case, target)) for target in targets(case)
                      if read(case, target) not in (None, ()))  # fmt: skip
    assert any(o.target.count(".") == 2 for o in overrides)
    scenario = Scenario(id="all-set", title="All", overrides=overrides)
    changed = msgspec.structs.replace(case, scenarios=(scenario,))
    assert decode_case(encode_case(changed))[0] == changed
