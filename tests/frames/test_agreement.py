"""Frames say what `assess --json`, `simulate --json` and `sensitivity --json` say."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd
import pytest

from dsa_sim import frames
from dsa_sim.language import Language
from dsa_sim.language.assessment_record import record as assessment_record
from dsa_sim.language.law_record import plain_row
from dsa_sim.language.register_case import new_from_register
from dsa_sim.language.simulation_record import exposure_record, tornado_record
from dsa_sim.law import law_version
from dsa_sim.law.precedents import precedents
from dsa_sim.law.record import record
from dsa_sim.law.register import register
from dsa_sim.model.assessment import assess
from dsa_sim.model.by_decision_date import by_decision_date
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.sensitivity import grid, tornado
from dsa_sim.model.simulation import simulate
from dsa_sim.model.uncertain import inputs_of
from dsa_sim.storage import read_case

ROOT = Path(__file__).parents[2]
LANG = Language("en")
TRIALS = 65_536
PATHS = [
    *sorted((ROOT / "assets" / "examples").glob("*.dsacase")),
    *sorted((ROOT / "tests" / "cases").glob("*.dsacase")),
]
KEYS = [entry.key for entry in register().services][::3][:10]
NAMES = [*(path.stem for path in PATHS), *KEYS]
SIMULATED = {"exposure", "contributions", "trials", "sensitivity", "grid", "decision_dates"}


def opened(name: str) -> Case:
    path = next((p for p in PATHS if p.stem == name), None)
    if path is not None:
        case = read_case(path).case
    else:
        case = new_from_register(name, LANG, as_of=date.fromisoformat(law_version()))
    return msgspec.structs.replace(case, trials=TRIALS)


def scenarios(case: Case) -> list[str | None]:
    return [None, *(s.id for s in case.scenarios)]


def everything() -> list[Any]:
    cases = {name: opened(name) for name in NAMES}
    return [
        pytest.param(case, scenario, id=f"{name}-{scenario or 'base'}")
        for name, case in cases.items()
        for scenario in scenarios(case)
    ]


ALL = pytest.mark.parametrize(("case", "scenario"), everything())


def plain(value: Any) -> Any:
    """A value of a frame as `--json` has it: amounts rounded to the cent, exact ones as text."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return round(value, 2) if isinstance(value, float) else value


def lines(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(map(plain, row)) for row in frame[list(columns)].itertuples(index=False)]


@ALL
def test_maxima(case: Case, scenario: str | None) -> None:
    said = plain_row(LANG, assessment_record(assess(case, scenario), LANG))
    found = frames.maxima(case, scenario)
    keys = ("strand", "kind", "rate", "turnover_eur", "financial_year_end", "amount_eur", "law")
    columns = ["rate_share" if key == "rate" else key for key in keys]

    def of(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return [tuple(row[key] for key in keys) for row in rows]

    alone = (found["periodic"] == "") & (found["person"] == "")
    assert lines(found[alone], *columns) == of(said["maxima"])
    assert lines(found[found["person"] != ""], "person", *columns) == [
        (row["person"], *of([row])[0]) for row in said["persons_maxima"]
    ]
    for reading in ("own", "with_decision"):
        chosen = found[found["reading"] == reading]
        rows = [(p["id"], p[reading]) for p in said["periodic_maxima"] if p[reading]]
        assert lines(chosen, "periodic", *columns) == [(name, *of([m])[0]) for name, m in rows]


@ALL
def test_infringements_decisions_and_worksheets(case: Case, scenario: str | None) -> None:
    said = plain_row(LANG, assessment_record(assess(case, scenario), LANG))
    found = frames.infringements(case, scenario)
    assert lines(found, "infringement", "title", "strand", "amount_eur") == [
        (i["id"], i["title"], i["strand"], i["amount_eur"]) for i in said["infringements"]
    ]
    shares = {name: eur for d in said["decisions"] for name, eur in d["shares_eur"].items()}
    assert dict(lines(found, "infringement", "fine_eur")) == shares
    states = found.groupby("state")["infringement"].agg(list).to_dict()
    coverage = said["coverage"]
    assert states.get("open", []) == coverage["not_assessed"]
    assert states.get("closed", []) == coverage["closed"]
    assert states.get("excluded", []) == list(coverage["excluded"])

    keys = ("strand", "kind", "person", "cap", "counted", "sum_eur", "maximum_eur", "fine_eur",
            "fine_other_cap_eur", "maximum_binds")  # fmt: skip
    decided = frames.decisions(case, scenario)
    assert lines(decided, *keys) == [tuple(d[key] for key in keys) for d in said["decisions"]]

    steps = frames.worksheet(case, scenario)
    assert lines(steps, "infringement", "step", "value_eur") == [
        (i["id"], step["name"], step["value"]) for i in said["infringements"] for step in i["steps"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_scenarios(name: str) -> None:
    case = opened(name)
    said = [plain_row(LANG, assessment_record(assess(case, s), LANG)) for s in scenarios(case)]
    found = frames.scenarios(case)
    assert lines(found, "scenario", "total_eur", "total_other_cap_eur", "maximum_eur") == [
        (one["scenario"] or "base", one["total_eur"], one["total_other_cap_eur"],
         one["maximum"] and one["maximum"]["amount_eur"])
        for one in said
    ]  # fmt: skip


@ALL
def test_exposure_contributions_and_trials(case: Case, scenario: str | None) -> None:
    try:
        run = simulate(case, scenario)
    except IncompleteError:
        with pytest.raises(IncompleteError):
            frames.exposure(case, scenario)
        with pytest.raises(IncompleteError):
            frames.trials(case, scenario)
        return
    said = plain_row(LANG, exposure_record(run))
    found = frames.exposure(case, scenario)
    results = {name: plain(eur) for name, eur in lines(found, "result", "amount_eur")}
    chances = found.set_index("result")["chance_share"].dropna().to_dict()
    parts = frames.contributions(case, scenario)
    table = frames.trials(case, scenario)
    assert len(table) == TRIALS
    for frame in (found, parts, table):
        assert frame.attrs["trials"] == said["trials"]
        assert frame.attrs["seed"] == said["seed"]
        assert frame.attrs["scenario"] == scenario
        assert frame.attrs["left_out"] == said["left_out"]
        assert frame.attrs["law_version"] == said["law_version"]
    if said["mean_eur"] is None:
        assert set(results.values()) == {None}
        assert not chances
        assert table["total_eur"].isna().all()
        assert parts["mean_eur"].isna().all()
        return
    for name in ("mean_eur", "mean_error_eur", "periodic_mean_eur", "time_cost_mean_eur"):
        assert results[name.removesuffix("_eur")] == said[name]
    for name, eur in said["quantiles_eur"].items():
        assert results[name] == eur
    assert {f"if_paid_{n.removesuffix('_eur')}": x for n, x in said["if_paid"].items()} == {
        name: eur for name, eur in results.items() if name.startswith("if_paid")
    }
    assert chances == {name: x for name, x in said.items() if name.startswith("chance")}
    alleged = parts[parts["kind"] != "periodic"]
    assert dict(lines(alleged, "part", "mean_eur")) == said["contributions_eur"]
    assert parts["mean_eur"].sum() == pytest.approx(run.mean_eur)

    # What stands in a row happened together, and is all that is paid.
    fines = [c for c in table if c.startswith("fine_")]
    procedural = [c for c in table if c.startswith("procedural_") and c != "procedural_eur"]
    alleged_names = [c for c in table if c.startswith("infringement_")]
    penalties = [c for c in table if c.startswith("penalty_")]
    assert len(alleged_names) == len(case.infringements)

    def same(a: "pd.Series[float]", b: "pd.Series[float]") -> bool:
        return bool(((a - b).abs() <= 1e-9 * b.abs() + 0.005).all())

    assert same(table[fines].sum(axis=1), table["fines_eur"])
    assert same(table[procedural].sum(axis=1), table["procedural_eur"])
    assert same(table[alleged_names].sum(axis=1), table["fines_eur"] + table["procedural_eur"])
    assert same(table[penalties].sum(axis=1), table["periodic_eur"])
    three = table[["fines_eur", "procedural_eur", "periodic_eur"]].sum(axis=1)
    assert same(three, table["total_eur"])
    assert table["total_eur"].mean() == pytest.approx(run.mean_eur)
    assert table["time_cost_eur"].mean() == pytest.approx(run.time_cost_mean_eur)
    assert table["maximum_binds"].mean() == run.chance_maximum_binds
    assert sorted(table["total_eur"]) == run.ascending_eur.tolist()
    means = {c[len("infringement_") : -len("_eur")]: table[c].mean() for c in alleged_names}
    assert means == pytest.approx(dict(run.contributions_eur))


@pytest.mark.parametrize("name", ["aliexpress", "e4", "e5", "s01", "s05"])
def test_sensitivity(name: str) -> None:
    case = opened(name)
    for scenario in scenarios(case):
        seen = apply_scenario(case, scenario_of(case, scenario))
        for result in ("mean", "P95", "chance_any_fine"):
            run = tornado(case, scenario, result=result, trials=500)
            said = plain_row(LANG, tornado_record(run, seen, LANG, scenario=scenario, seed=1))
            found = frames.sensitivity(case, scenario, result=result, trials=500)
            base = found.attrs["base"]
            assert (base if result.startswith("chance") else round(base, 2)) == said["base"]
            assert found["path"].tolist() == [row["path"] for row in said["rows"]]
            assert found["low_held"].tolist() == [row["low_held"] for row in said["rows"]]
            assert found["point_chance"].tolist() == [row["point_chance"] for row in said["rows"]]
            assert found["high_result"].tolist() == [swing.high for swing in run.swings]
            assert found["low_result"].tolist() == [swing.low for swing in run.swings]


def test_grid() -> None:
    case = opened("aliexpress")
    down, across = (item.path for item in inputs_of(case)[:2])
    found = frames.grid(case, down=down, across=across, steps=3, trials=500)
    run = grid(case, down=down, across=across, steps=3, trials=500)
    assert found["result"].tolist() == run.results.ravel().tolist()
    assert tuple(found["down_held"].unique()) == run.down_values
    assert tuple(found["across_held"].unique()) == run.across_values
    assert (found.attrs["down"], found.attrs["across"]) == (down, across)


def test_a_grid_is_of_the_inputs_that_move_most() -> None:
    case = opened("aliexpress")
    first, second, *_ = frames.sensitivity(case, trials=500)["path"]
    found = frames.grid(case, steps=2, trials=500)
    assert (found.attrs["across"], found.attrs["down"]) == (first, second)
    chosen = frames.grid(case, steps=2, trials=500, down=first)
    assert (chosen.attrs["across"], chosen.attrs["down"]) == (second, first)
    with pytest.raises(ValueError, match="two uncertain inputs"):
        frames.grid(opened("e1_euro"), trials=500)


def test_decision_dates() -> None:
    case = opened("aliexpress")
    found = frames.decision_dates(case, trials=500)
    for strand in case.strands:
        rows = by_decision_date(case, strand.id, trials=500).rows
        chosen = found[found["strand"] == strand.id]
        assert lines(
            chosen, "decided_on", "financial_year_end", "maximum_eur", "mean_eur", "p95_eur"
        ) == [
            tuple(
                map(plain, (row.decision_on.isoformat(),
                            row.year_ends_on and row.year_ends_on.isoformat(),
                            row.maximum_eur, row.mean_eur, row.p95_eur))
            )
            for row in rows
        ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_and_turnover(name: str) -> None:
    case = opened(name)
    assert lines(frames.deadlines(case), "due_on", "deadline", "where") == [
        (d.on.isoformat(), d.code, d.where) for d in case_deadlines(case)
    ]
    found = frames.turnover(case)
    assert found["revenue_in_currency"].tolist() == [y.revenue for y in case.financial_years]
    maxima = frames.maxima(case)
    known = set(found["turnover_eur"]) | set(found["income_eur"])
    assert set(maxima["turnover_eur"]) <= known


def test_the_law_data() -> None:
    assert frames.register()["service"].tolist() == [e.key for e in register().services]
    assert frames.record()["event"].tolist() == [e.key for e in record().events]
    found = frames.precedents()
    assert len(found) == sum(len(p.bases) for p in precedents())
    # A share of the maximum is one of the turnover by its rate.
    shares = found["of_turnover_share"] / found["of_maximum_share"]
    assert shares.tolist() == pytest.approx([0.06] * len(found))


def test_the_exposure_is_frozen() -> None:
    """Asking for the trials changes nothing that the simulation gives."""
    case = opened("s05")
    before = simulate(case)
    frames.trials(case)
    after = simulate(case)
    assert dataclasses.replace(before, total_eur=0, block_means_eur=0) == dataclasses.replace(
        after, total_eur=0, block_means_eur=0
    )
    assert (before.total_eur == after.total_eur).all()
