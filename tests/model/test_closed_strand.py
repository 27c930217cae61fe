"""A strand that certainly ends without a decision needs no turnover to simulate the others."""

import json
from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.cli import main
from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law import law_version
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, Outcomes, Periodic, StartingAmount
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import ENDINGS, Wanted
from dsa_sim.storage import write_case

OPEN, CLOSED, STRAND = (
    "tiktok-2024-researchers",
    "tiktok-lite-2024-risk",
    "tiktok-lite-2024-rewards",
)
MODELLED = {
    "chance": exactly("0.5"),
    "start": StartingAmount(unit="turnover_share", estimate=exactly("0.001")),
}


@pytest.fixture(scope="module")
def case() -> Case:
    """TikTok as in the register: the strand on TikTok Lite was closed by commitments in 2024."""
    made = new_from_register("TikTok", Language("en"), as_of=date.fromisoformat(law_version()))
    made = change(made, "case", trials=2000)
    return change(change(made, OPEN, **MODELLED), CLOSED, **MODELLED)


def test_the_rest_is_simulated(case: Case) -> None:
    (closed,) = [s for s in assess(case).strands if s.strand.id == STRAND]
    assert closed.maxima == ()
    without = simulate(change(case, CLOSED, chance=None, start=None))
    found = simulate(case)
    assert found.mean_eur == without.mean_eur > 0
    assert dict(found.contributions_eur)[CLOSED] == 0.0
    assert CLOSED not in found.left_out


def test_it_is_assessed_at_nothing(case: Case) -> None:
    found = assess(case)
    (decision,) = [d for d in found.decisions if d.strand == STRAND]
    assert (decision.fine_eur, decision.counted, decision.maximum) == (0.0, False, None)
    assert found.total_eur == pytest.approx(164_604_683.27)


@pytest.mark.parametrize(
    "changes",
    [
        (STRAND, {"outcomes": Outcomes(commitments=Decimal("0.9"), decision=Decimal("0.1"))}),
        (CLOSED, {"ground": "74(2)(b)"}),
        (STRAND, {"periodic": (
            Periodic(
                id="later", title="Commitments", trigger="76(1)(d)", chance=exactly("0.5"),
                daily_share=exactly("0.1"), days=exactly(30), from_on=date(2027, 1, 1),
            ),
        )}),
    ],
)  # fmt: skip
def test_what_may_still_cost_something_needs_its_turnover(case: Case, changes) -> None:
    part, fields = changes
    with pytest.raises(IncompleteError):
        simulate(change(case, part, **fields))


def test_commands_and_briefings_do_not_fail(case: Case, tmp_path, capsys) -> None:
    file = tmp_path / "case.dsacase"
    write_case(file, case, expected=None)
    printed = {}
    for command in ("assess", "simulate", "sensitivity"):
        assert main([command, str(file), "--json"]) == 0
        printed[command] = json.loads(capsys.readouterr().out)
    (decision,) = [d for d in printed["assess"]["decisions"] if d["strand"] == STRAND]
    assert Decimal(str(decision["fine_eur"])) == 0
    assert printed["simulate"]["mean_eur"] > 0
    for ending in ENDINGS:
        wanted = Wanted(scenario=None, lang=Language("en"), template="board")
        export_briefing(case, tmp_path / f"out{ending}", wanted)
