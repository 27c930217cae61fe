"""The command line as a person or a script uses it."""

import json
from pathlib import Path

import pytest

from dsa_sim.cli import main
from dsa_sim.law import law_version

ROOT = Path(__file__).parent.parent
EXAMPLE = str(ROOT / "assets" / "examples" / "aliexpress.dsacase")
E4 = str(ROOT / "tests" / "cases" / "e4.dsacase")


def assessed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["assess", *words, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_assess_prints_what_it_promises(capsys: pytest.CaptureFixture[str]) -> None:
    found = assessed(capsys, EXAMPLE)
    assert {"maxima", "infringements", "decisions", "total_eur", "law_version"} <= set(found)
    assert found["law_version"] == law_version()
    first = found["maxima"][0]  # type: ignore[index]
    assert first["amount_eur"] == "7463681203.90"
    assert first["financial_year_end"] == "2026-03-31"
    step = found["infringements"][0]["steps"][0]  # type: ignore[index]
    assert set(step) == {"name", "value", "formula", "source"}
    assert step["formula"].split() == ["0.3", "%", "×", "€", "124,394,686,731.78"]


@pytest.mark.parametrize("name", ["binding", "Turnover of € 1.9 bn", "turnover of € 1.9 BN"])
def test_a_scenario_goes_by_title_or_identifier(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    decision = assessed(capsys, E4, "--scenario", name)["decisions"][0]  # type: ignore[index]
    assert decision["maximum_eur"] == "114000000.00"
    assert decision["maximum_binds"] is True
    assert decision["shares_eur"] == {"a": 42.75e6, "b": 33.25e6, "c": 38e6}


@pytest.mark.parametrize(
    "words",
    [
        ["assess", "nowhere.dsacase", "--json"],
        ["check", str(ROOT / "README.md")],
        ["assess", EXAMPLE, "--scenario", "no such scenario"],
        ["brief", EXAMPLE, "-o", "briefing.txt"],
        ["brief", EXAMPLE, "-o", "/nowhere/at/all/briefing.pdf"],
    ],
)
def test_bad_input_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_check_lists_problems_in_words(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    e7 = str(ROOT / "tests" / "cases" / "e7.dsacase")
    assert main(["check", e7, "--lang", lang]) == 0
    printed = capsys.readouterr().out
    words = {"en": "is not an online platform", "fr": "n’est pas une plateforme en ligne"}
    assert words[lang] in printed


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_brief_writes_a_pdf(tmp_path: Path, lang: str) -> None:
    target = tmp_path / "briefing.pdf"
    assert main(["brief", EXAMPLE, "-o", str(target), "--lang", lang]) == 0
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_file_changed_by_hand_opens_with_a_notice(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    changed = tmp_path / "changed.dsacase"
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    changed.write_text(text.replace("996347000000", "996347000001"), encoding="utf-8")
    assert main(["check", str(changed)]) == 0
    assert "changed outside the program" in capsys.readouterr().err
