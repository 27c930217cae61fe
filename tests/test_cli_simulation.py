"""The commands that simulate, as a person or a script uses them."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.cli import main
from dsa_sim.law import law_version
from dsa_sim.model import edits
from dsa_sim.model.case import Case
from dsa_sim.model.sensitivity import tornado
from dsa_sim.model.simulation import simulate
from dsa_sim.model.uncertain import holdable_inputs_of, input_at
from dsa_sim.storage import read_case, write_case

CASES = Path(__file__).parent / "cases"
E4, E5, S5 = (str(CASES / f"{name}.dsacase") for name in ("e4", "e5", "s05"))
FEW = ("--trials", "20000")


def as_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json", "--lang", "en"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.strip().splitlines()
    return line.replace("\N{NO-BREAK SPACE}", " ")


def test_simulate_prints_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "simulate", S5, *FEW, "--seed", "7")
    exposure = simulate(read_case(S5).case, trials=20_000, seed=7)
    assert set(found) == {
        "mean_eur", "mean_error_eur", "quantiles_eur", "chance_any_fine", "chance_maximum_binds",
        "contributions_eur", "periodic_mean_eur", "time_cost_mean_eur", "left_out", "scenario",
        "defence_mean_eur", "trials", "seed", "law_version", "chance_of_payment", "chance_of_none",
        "if_paid", "draft", "live", "excluded", "edges_eur", "quantile_errors_eur", "format",
        "command",
    }  # fmt: skip
    assert list(found["quantiles_eur"]) == ["P5", "P10", "P50", "P90", "P95", "P99"]
    assert found["mean_eur"] == pytest.approx(exposure.mean_eur, abs=0.005)
    assert found["quantiles_eur"]["P95"] == pytest.approx(exposure.quantile_eur(0.95), abs=0.005)
    assert found["chance_maximum_binds"] == exposure.chance_maximum_binds
    assert (found["trials"], found["seed"], found["scenario"]) == (65_536, 7, None)
    assert found["law_version"] == law_version()
    parts = sum(found["contributions_eur"].values()) + found["periodic_mean_eur"]
    assert parts == pytest.approx(found["mean_eur"], rel=1e-6)


def test_trials_and_seed_are_those_of_the_case(capsys: pytest.CaptureFixture[str]) -> None:
    case = read_case(E5).case
    found = as_json(capsys, "simulate", E5)
    assert (found["trials"], found["seed"]) == (case.trials, case.seed)


def test_a_scenario_counts_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    base = as_json(capsys, "simulate", E4, *FEW)
    found = as_json(capsys, "simulate", E4, *FEW, "--scenario", "Turnover of € 1.9 bn")
    assert found["scenario"] == "binding"
    assert found["mean_eur"] == pytest.approx(114e6)
    assert found["mean_eur"] < base["mean_eur"]
    assert found["chance_maximum_binds"] == 1.0


@pytest.mark.parametrize("name", ["binding", "BINDING", " turnover of € 1.9 BN "])
def test_a_scenario_goes_by_identifier_or_title(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert as_json(capsys, "simulate", E4, *FEW, "--scenario", name)["scenario"] == "binding"


def test_a_wrong_scenario_is_told_both_names_of_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = refused(capsys, "simulate", E4, "--scenario", "none such", "--lang", "fr")
    assert "« Turnover of € 1.9 bn » (binding)" in line.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_a_wrong_input_is_told_every_input_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["solve", E5, "--input", "nothing.chance", "--target", "1e9", "--lang", "en"]
    assert main(words) == 2
    first, *told = capsys.readouterr().err.splitlines()
    assert first == "dsa-sim: There is no input “nothing.chance”. There are:"
    case = read_case(E5).case
    assert [line.split()[0] for line in told] == [i.path for i in holdable_inputs_of(case)]
    assert any(line.endswith("Infringement 1: Chance of a finding") for line in told)


def test_solve_takes_an_input_that_is_one_value(capsys: pytest.CaptureFixture[str]) -> None:
    case = read_case(E4).case
    assert not input_at(case, "a.start").is_uncertain
    found = as_json(
        capsys, "solve", E4, "--input", "a.start", "--result", "mean", "--target", "100e6", *FEW
    )
    assert found["value"] == pytest.approx(25e6)


def test_an_infringement_without_an_amount_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "open.dsacase"
    case = edits.change(read_case(E5).case, "infringement-2", start=None)
    write_case(target, case, expected=None)
    assert as_json(capsys, "simulate", str(target), *FEW)["left_out"] == ["infringement-2"]
    assert main(["simulate", str(target), *FEW, "--lang", "en"]) == 0
    assert "left out: “Infringement 2”" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("en", "19 in 20 outcomes"), ("fr", "P95")])
def test_simulate_speaks_plainly(capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    assert main(["simulate", S5, *FEW, "--lang", lang]) == 0
    printed = capsys.readouterr()
    assert words in printed.out
    assert "Infringement 8" in printed.out
    assert max(map(len, printed.out.splitlines())) <= 100
    # No progress where nobody looks.
    assert printed.err == ""


def test_sensitivity_prints_the_tornado(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "sensitivity", E5, *FEW, "--result", "p90")
    swings = tornado(read_case(E5).case, result="P90", trials=20_000).swings
    assert found["result"] == "P90"
    assert [row["path"] for row in found["rows"]] == [s.input.path for s in swings]
    row = next(r for r in found["rows"] if r["path"] == "infringement-4.chance")
    assert row["name"] == "Infringement 4: Chance of a finding"
    assert (row["low_held"], row["high_held"], row["point_chance"]) == (0.0, 1.0, True)
    assert row["low_result"] < found["base"] < row["high_result"]
    assert set(row) == {
        "path", "name", "low_held", "high_held", "low_result", "high_result", "point_chance"
    }  # fmt: skip


def test_sensitivity_in_words_names_input_and_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", E5, *FEW, "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "infringement-4.chance" in printed
    assert "Infringement 4: Starting" in printed


def test_solve_finds_what_meets_the_target(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(
        capsys, "solve", E5, "--input", "infringement-4.start", "--result", "mean",
        "--target", "2e8", *FEW,
    )  # fmt: skip
    assert found["input"] == "infringement-4.start"
    assert found["reached"] == pytest.approx(2e8, rel=1e-6)
    assert 0 < found["value"] < 1


@pytest.mark.parametrize("as_record", [True, False])
def test_solve_says_what_cannot_be_reached(
    capsys: pytest.CaptureFixture[str], as_record: bool
) -> None:
    words = ["solve", E5, "--input", "infringement-1.chance", "--target", "1e9", *FEW]
    if as_record:
        found = as_json(capsys, *words)
        assert found["value"] is None
        assert found["result"] == "P95"
        assert found["reachable"][1] <= 600e6
        return
    assert main([*words, "--lang", "en"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "cannot be reached" in printed
    assert "the result lies between" in printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["solve", E5, "--input", "infringement-1.chance", "--target", "much"], "much"),
        (["solve", E5, "--input", "infringement-1.chance", "--target", "nan"], "nan"),
        (["sensitivity", E5, "--result", "P42"], "P99"),
        (["simulate", E5, "--trials", "0"], "100,000,000"),
        (["simulate", E5, "--seed", "-1"], "-1"),
        (["simulate", E5, "--scenario", "none such"], "none such"),
        (["simulate", "nowhere.dsacase"], "nowhere"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    assert expected in refused(capsys, *words, "--lang", "en")


@pytest.mark.parametrize(
    "words",
    [
        ["simulate"],
        ["sensitivity"],
        ["solve", "--input", "infringement-1.chance", "--target", "1e8"],
    ],
)
def test_a_missing_turnover_is_said_in_the_words_of_the_problem(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]
) -> None:
    target = tmp_path / "incomplete.dsacase"
    case = edits.remove(read_case(E5).case, "y2025")
    write_case(target, case, expected=None)
    line = refused(capsys, words[0], str(target), *words[1:], "--lang", "en")
    assert "No financial year for this turnover scope" in line


def test_progress_is_told_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["simulate", E5, "--trials", "200000", "--json", "--lang", "en"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["trials"] == 262_144
    assert "25" in printed.err
    assert printed.err.endswith("\r")


def weighed(tmp_path: Path) -> str:
    case = read_case(E4).case
    (scenario, *_) = case.scenarios
    return str(write(edits.change(case, scenario.id, weight=Decimal("0.25")), tmp_path))


def write(case: Case, folder: Path) -> Path:
    path = folder / "weighed.dsacase"
    write_case(path, case, expected=None)
    return path


def test_scenarios_are_weighed_on_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = weighed(tmp_path)
    name = read_case(Path(path)).case.scenarios[0].id
    found = as_json(capsys, "simulate", path, *FEW, "--weighted")
    base = as_json(capsys, "simulate", path, *FEW)
    other = as_json(capsys, "simulate", path, *FEW, "--scenario", name)
    assert found["weights"] == {"base": 0.75, name: 0.25}
    assert found["mean_eur"] == pytest.approx(
        0.75 * base["mean_eur"] + 0.25 * other["mean_eur"], abs=0.02
    )
    assert main(["simulate", path, *FEW, "--weighted", "--lang", "en"]) == 0
    assert "Weighed together" in capsys.readouterr().out


def test_weights_are_asked_for_where_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert "weight" in refused(capsys, "simulate", E4, *FEW, "--weighted")
