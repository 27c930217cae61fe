"""The command `table`, as a person or a script uses it."""

import io
import json
from pathlib import Path

import msgspec
import pandas as pd
import pytest

from dsa_sim import frames
from dsa_sim.cli import main
from dsa_sim.cli.table_command import TABLES
from dsa_sim.storage import read_case, write_case

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "assets" / "examples" / "aliexpress.dsacase")
LAW = ("backtest", "precedents", "register", "record")
FEW = ("--trials", "500")


def printed(capsys, *words: str) -> str:
    assert main(["table", *words]) == 0
    return capsys.readouterr().out


def refused(capsys, *words: str) -> str:
    assert main(["table", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err.strip()


def test_every_frame_is_a_table():
    assert sorted(frames.FRAMES) == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_printed_as_csv(capsys, name):
    words = [name] if name in LAW else [name, EXAMPLE]
    if name in ("exposure", "contributions", "trials", "sensitivity", "decision_dates", "grid"):
        words += FEW
    if name == "grid":
        words += ["--steps", "2"]
    text = printed(capsys, *words)
    found = pd.read_csv(io.StringIO(text))
    assert list(found.columns)[:3] == [c.name for c in frames.FRAMES[name].columns][:3]
    assert len(found) > 0


def test_a_name_may_have_hyphens(capsys):
    assert printed(capsys, "decision-dates", EXAMPLE, *FEW).startswith("strand,decided_on")


def test_csv_is_international_unless_a_language_is_asked_for(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    here = printed(capsys, "maxima", EXAMPLE)
    assert "2026-03-31,124394686731.78,365,17040368.04" in here
    german = printed(capsys, "maxima", EXAMPLE, "--lang", "de")
    assert "2026-03-31;124394686731,78;365;17040368,04" in german
    assert printed(capsys, "maxima", EXAMPLE, "--lang", "en") == here


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_it_writes_a_file_and_replaces_none_unasked(capsys, tmp_path, ending):
    target = tmp_path / f"maxima.{ending}"
    assert printed(capsys, "maxima", EXAMPLE, "-o", str(target)).strip() == str(target)
    before = target.read_bytes()
    target.write_text("mine")
    assert "--force" in refused(capsys, "maxima", EXAMPLE, "-o", str(target))
    assert target.read_text() == "mine"
    printed(capsys, "maxima", EXAMPLE, "-o", str(target), "--force")
    assert target.read_bytes() == before


def test_the_format_may_be_named(capsys, tmp_path):
    target = tmp_path / "maxima.txt"
    printed(capsys, "maxima", EXAMPLE, "-o", str(target), "--format", "json")
    said = json.loads(target.read_text("utf-8"))
    assert said["rows"][0]["amount_eur"] == "7463681203.90"
    assert json.loads(printed(capsys, "maxima", EXAMPLE, "--format", "json")) == said
    assert printed(capsys, "maxima", EXAMPLE, "-o", "-").startswith("strand,kind")


def test_options_reach_the_frame(capsys):
    case = read_case(EXAMPLE).case
    said = json.loads(
        printed(capsys, "trials", EXAMPLE, *FEW, "--seed", "7", "--scenario", "All findings upheld",
                "--format", "json")
    )  # fmt: skip
    assert (said["trials"], said["seed"], said["scenario"]) == (500, 7, "all-upheld")
    found = frames.trials(case, "all-upheld", 500, seed=7)
    assert [row["total_eur"] for row in said["rows"]] == found["total_eur"].tolist()
    name = case.infringements[1].id
    sheet = pd.read_csv(io.StringIO(printed(capsys, "worksheet", EXAMPLE, "--infringement", name)))
    assert set(sheet["infringement"]) == {name}
    strand = case.strands[0].id
    days = printed(capsys, "decision_dates", EXAMPLE, "--strand", strand, *FEW)
    assert set(pd.read_csv(io.StringIO(days))["strand"]) == {strand}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("maxima",), "name its file"),
        (("register", EXAMPLE), "takes no file"),
        (("maxima", EXAMPLE, "--trials", "500"), "takes no --trials"),
        (("scenarios", EXAMPLE, "--scenario", "base"), "takes no --scenario"),
        (("grid", str(ROOT / "tests" / "cases" / "e1_euro.dsacase")), "two uncertain inputs"),
        (("grid", EXAMPLE, "--down", "x", "--across", "y"), "There is no input “x”"),
        (("worksheet", EXAMPLE, "--infringement", "x"), "The case has no “x”"),
        (("decision_dates", EXAMPLE, "--strand", "x"), "The case has no “x”"),
        (("trials", EXAMPLE, "--trials", "0"), "no whole number"),
        (("sensitivity", EXAMPLE, "--result", "P12"), "There is no result"),
        (("maxima", EXAMPLE, "--format", "xlsx"), "needs a file"),
        (("maxima", EXAMPLE, "-o", "maxima.doc"), "ends in one of .csv"),
        (("maxima", EXAMPLE, "--scenario", "none"), "There is no scenario"),
        (("maxima", "missing.dsacase"), "missing.dsacase"),
        (("maxima", EXAMPLE, "-o", "no/such/folder/x.csv"), "“no/such/folder” is not there"),
    ],
)
def test_what_cannot_be_is_refused(capsys, words, told):
    assert told in refused(capsys, *words, "--lang", "en")


def test_what_is_left_out_is_told(capsys, tmp_path):
    case = read_case(EXAMPLE).case
    first, *others = case.infringements
    bare = msgspec.structs.replace(first, chance=None)
    path = tmp_path / "open.dsacase"
    changed = msgspec.structs.replace(case, infringements=(bare, *others), scenarios=())
    write_case(path, changed, expected=None)
    assert main(["table", "exposure", str(path), *FEW, "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert f"left out: “{first.id}”" in told.err
    assert told.out.startswith("result,amount_eur")


def test_a_case_without_a_maximum_has_no_exposure(capsys, tmp_path):
    case = msgspec.structs.replace(read_case(EXAMPLE).case, financial_years=(), scenarios=())
    path = tmp_path / "bare.dsacase"
    write_case(path, case, expected=None)
    assert refused(capsys, "exposure", str(path), *FEW, "--lang", "en")
    assert printed(capsys, "maxima", str(path)).count("\n") == 1
