"""`dsa-sim portfolio`: several cases as one, its formats, and what it refuses."""

import json
from pathlib import Path

import pytest

from dsa_sim.cli import main
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.storage import ListedPortfolio, Seal, read_case, write_case, write_portfolio

E5 = Path(__file__).parent / "cases" / "e5.dsacase"
FEW = ["--trials", "65536"]


@pytest.fixture
def cases(tmp_path: Path) -> list[str]:
    """E5 with few trials, and its first three findings as another case of the provider."""
    whole = change(read_case(E5).case, "case", trials=65_536)
    three = change(whole, "case", title="Three", infringements=whole.infringements[:3])
    paths = []
    for name, case in (("one", whole), ("two", three)):
        path = tmp_path / f"{name}.dsacase"
        write_case(path, case, expected=None)
        paths.append(str(path))
    return paths


def record(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["portfolio", *words, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_one_case_has_the_record_of_its_simulation(cases, capsys) -> None:
    found = record(capsys, cases[0])
    assert main(["simulate", cases[0], "--json"]) == 0
    alone = json.loads(capsys.readouterr().out)
    assert (alone.pop("format"), alone.pop("command")) == (1, "simulate")
    assert found["cases"] == [{"name": "E5: an exact distribution", **alone}]
    same = ("mean_eur", "quantiles_eur", "chance_any_fine", "if_paid", "mean_error_eur")
    assert {n: found["total"][n] for n in same} == {n: alone[n] for n in same}


def test_a_common_severity_moves_the_total_and_is_told(cases, capsys) -> None:
    apart, joined = (record(capsys, *cases, *more) for more in ([], ["--severity", "0.5"]))
    p95 = [found["total"]["quantiles_eur"]["P95"] for found in (apart, joined)]
    assert p95[1] > 1.05 * p95[0]
    assert joined["severity"] == [0.5, 0.5, 0.5]
    assert "severity_without_reason" in [p["code"] for p in joined["problems"]]
    assert (joined["maximum_eur"], joined["decisions"]) == ("1200000000.00", 2)


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_it_is_printed_with_what_each_case_leaves_out(cases, capsys, lang) -> None:
    case = read_case(cases[1]).case
    first = change(case, case.infringements[0].id, chance=None)
    write_case(Path(cases[1]), first, expected=None, overwrite=True)
    assert main(["portfolio", *cases, "--lang", lang, "--severity", "30–60 %"]) == 0
    said = capsys.readouterr().out
    assert "E5: an exact distribution" in said
    # the case is told with how many of its allegations lack something
    assert any("Three" in line and "1" in line and "3" in line for line in said.splitlines())


def test_a_case_without_an_allegation_is_told(cases, capsys) -> None:
    empty = change(read_case(cases[1]).case, "case", infringements=())
    write_case(Path(cases[1]), empty, expected=None, overwrite=True)
    assert main(["portfolio", *cases, "--lang", "en"]) == 0
    assert "“Three”: nothing is alleged yet." in capsys.readouterr().out
    assert main(["portfolio", cases[1], "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "1 case without a total: nothing is assessed yet." in said
    assert "expected" not in said


@pytest.mark.parametrize("ending", ["pdf", "pptx", "xlsx", "docx"])
def test_a_briefing_in_every_format_is_the_same_again(cases, tmp_path, capsys, ending) -> None:
    made = []
    for n in range(2):
        out = tmp_path / f"{n}.{ending}"
        assert main(["portfolio", *cases, "-o", str(out), "--lang", "de"]) == 0
        assert capsys.readouterr().out.strip() == str(out)
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) > 5000


def test_a_briefing_tells_its_cases_and_what_is_not_included(cases, tmp_path) -> None:
    from pypdf import PdfReader

    case = read_case(cases[1]).case
    first = change(case, case.infringements[0].id, chance=None)
    write_case(Path(cases[1]), first, expected=None, overwrite=True)
    out = tmp_path / "out.pdf"
    words = ["--severity", "0.5", "--reason", "One unit decides", "--lang", "en"]
    assert main(["portfolio", *cases, *words, "-o", str(out)]) == 0
    text = " ".join("".join(page.extract_text() for page in PdfReader(out).pages).split())
    for said in ("Three", "One unit decides", "1 of 3 live allegations", "1 of 8 live allegations",
                 "Draft", "65,536 simulated outcomes"):  # fmt: skip
        assert said in text


def test_a_case_is_seen_under_its_scenario(cases, capsys) -> None:
    example = str(Path(__file__).parents[1] / "assets" / "examples" / "aliexpress.dsacase")
    scenario = read_case(example).case.scenarios[0]
    base = record(capsys, cases[0], example, *FEW)
    other = record(
        capsys, cases[0], example, "--scenario", f"{example}={scenario.title}", *FEW
    )  # fmt: skip
    assert other["cases"][1]["scenario"] == scenario.id
    assert other["total"]["mean_eur"] != base["total"]["mean_eur"]
    asked = ["--scenario", f"{example}={scenario.title}", *FEW, "--lang", "en"]
    assert main(["portfolio", cases[0], example, *asked]) == 0
    assert scenario.title in " ".join(capsys.readouterr().out.split())


def test_cases_with_one_title_are_told_apart_by_their_files(cases, capsys, tmp_path) -> None:
    copy = tmp_path / "copy.dsacase"
    copy.write_bytes(Path(cases[0]).read_bytes())
    found = record(capsys, cases[0], str(copy))
    title = read_case(cases[0]).case.title
    assert [c["name"] for c in found["cases"]] == [f"{title} (one)", f"{title} (copy)"]
    assert "counted_twice" in [p["code"] for p in found["problems"]]


def test_a_saved_portfolio_has_its_cases_severity_and_scenarios(cases, capsys, tmp_path) -> None:
    """Its paths lead from its own folder; options come before what it says."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    saved = folder / "client.dsaportfolio"
    listed = ListedPortfolio(
        cases=tuple((Path(path), None) for path in cases), severity=exactly("0.5"),
        severity_reason="One unit decides",
    )  # fmt: skip
    write_portfolio(saved, listed)
    assert "../one.dsacase" in saved.read_text(encoding="utf-8")
    found = record(capsys, str(saved))
    options = ["--severity", "0.5", "--reason", "One unit decides"]
    assert found == record(capsys, *cases, *options)
    assert record(capsys, str(saved), "--severity", "0")["severity"] == [0.0, 0.0, 0.0]
    assert main(["portfolio", str(saved), cases[0], "--lang", "en"]) == 2
    assert "twice" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("{}", "format"),
        ('{"format": 2, "cases": [{"path": "a.dsacase"}]}', "newer"),
        ('{"format": 1, "cases": []}', "cases"),
        (
            '{"format": 1, "cases": [{"path": "a.dsacase"}], "severity": {"value": "2"}}',
            "a strength",
        ),
        ('{"format": 1, "cases": [{"path": "nowhere.dsacase"}]}', "nowhere.dsacase"),
        ('{"format": 1, "cases": [{"way": "a.dsacase"}]}', "way"),
    ],
)
def test_a_damaged_portfolio_is_refused_with_its_place(tmp_path, capsys, text, said) -> None:
    path = tmp_path / "x.dsaportfolio"
    path.write_text(text, encoding="utf-8")
    assert main(["portfolio", str(path), "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


def test_what_it_refuses(cases, tmp_path, capsys) -> None:
    twice = str(tmp_path / "." / "one.dsacase")
    for words, said in (
        ([cases[0], twice], "twice"),
        ([*cases, "--severity", "1.5"], "from 0 to 1"),
        ([*cases, "--severity", "much"], "--severity"),
        ([*cases, "--scenario", "nowhere=x"], "nowhere"),
        ([*cases, "--scenario", f"{cases[0]}=x"], "no scenario"),
        ([*cases, "-o", str(tmp_path / "x.odt")], ".docx"),
        ([*cases, "--trials", "many"], "many"),
    ):
        assert main(["portfolio", *words, "--lang", "en"]) == 2
        assert said in capsys.readouterr().err


def test_a_case_that_cannot_be_simulated_is_named(cases, capsys) -> None:
    case = read_case(cases[1]).case
    write_case(
        Path(cases[1]), change(case, "case", financial_years=()), expected=None, overwrite=True
    )
    assert main(["portfolio", *cases, "--lang", "en"]) == 2
    assert "“Three”" in capsys.readouterr().err


@pytest.mark.usefixtures("quick_lock")
def test_each_locked_case_asks_for_its_passphrase(cases, capsys, monkeypatch) -> None:
    """The variable opens those that it fits; the others are asked for on the terminal."""
    for path, words in zip(cases, ("correct horse", "battery staple"), strict=True):
        case = read_case(path).case
        write_case(Path(path), case, expected=None, overwrite=True, seal=Seal(passphrase=words))
    monkeypatch.setenv("DSA_SIM_PASSPHRASE", "correct horse")
    assert main(["portfolio", *cases, "--lang", "en"]) == 2
    assert "passphrase" in capsys.readouterr().err
    asked = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "battery staple"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("dsa_sim.cli.case_commands.getpass", answer)
    assert main(["portfolio", *cases, "--lang", "en"]) == 0
    assert asked == ["Passphrase of two.dsacase: "]


def test_a_portfolio_without_the_library_of_pages_is_refused_in_a_line(
    cases, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dsa_sim.report.writers.pdf.find_spec", lambda name: None)
    target = tmp_path / "sum.pdf"
    assert main(["portfolio", *cases, "-o", str(target)]) == 2
    assert "typst" in capsys.readouterr().err
    assert not target.exists()
