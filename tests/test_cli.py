"""The command line as a person or a script uses it."""

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from dsa_sim.cli import main
from dsa_sim.language import Language, formats
from dsa_sim.law import law_version
from dsa_sim.law.register import register
from dsa_sim.storage import read_case

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


# The law, the register, a new case


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("74", ["Up to 6 %", "Up to 1 %", "Art. 74(1)(c)", "negligence or intent"]),
        ("74(2)", ["Up to 1 %", "Art. 74(2)(f)"]),
        ("76(1)(e)", ["Up to 5 % a day", "action plan"]),
        ("Art. 34", ["Risk assessment", "Art. 33(6)", "VLOP"]),
        ("traceability", ["Art. 30", "Traceability of traders"]),
        ("40", ["40(12)", "16 Nov 2022"]),
        ("67(3)", ["Requests for information", "67(3)"]),
        ("77", ["Limitation period"]),
        ("recital 117", ["Recital 117"]),
    ],
)
def test_law_prints_rule_source_status_and_day_of_the_check(
    capsys: pytest.CaptureFixture[str], query: str, expected: list[str]
) -> None:
    out = printed(capsys, "law", query)
    for text in (*expected, "OJ L 277", "Checked on", "eur-lex.europa.eu/eli/reg/2022/2065"):
        assert text in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_paragraph_prints_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "law", "74(2)")
    assert "Art. 74(1)" not in out
    point = printed(capsys, "law", "74(1)(b)")
    assert "74(1)(a)" not in point


def test_words_list_what_else_answers(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "law", "risk")
    first, _, others = out.partition("Also found:")
    assert first.startswith("Art. 34  Risk assessment")
    assert "Art. 35" in others


def test_law_speaks_french_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Évaluation des risques" in printed(capsys, "law", "34", "--lang", "fr")
    row = json.loads(printed(capsys, "law", "74", "--json"))["found"][0]["row"]
    assert [maximum["rate"] for maximum in row["maxima"]] == ["0.06", "0.01"]
    assert row["maxima"][0]["grounds"][0]["text"].startswith("Infringes")


@pytest.mark.parametrize("query", ["99", "34(9)", "no such word at all"])
def test_law_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], query: str) -> None:
    assert main(["law", query]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert len(err.strip().splitlines()) == 1


def test_register_lists_every_service(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "register")
    for entry in register().services:
        assert entry.name in out
    assert "not researched" in out
    assert "€ 124 bn" in out
    assert "B.V. *" in out
    assert max(map(len, out.splitlines())) <= 100
    rows = json.loads(printed(capsys, "register", "--json"))["services"]
    assert [row["name"] for row in rows] == [entry.name for entry in register().services]
    assert {row["turnover"] for row in rows if isinstance(row["turnover"], str)} == {
        "not researched"
    }


def test_register_shows_one_with_events_and_days_due(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "register", "bing")
    for text in ("Microsoft", "14 Mar 2024", "17 May 2024", "27 May 2024", "Request by decision"):
        assert text in out
    found = json.loads(printed(capsys, "register", "Bing", "--json"))
    assert found["category"] == "vlose"
    due = {day["on"] for event in found["events"] for day in event["due"]}
    assert {"2024-04-05", "2024-05-27"} <= due
    assert all(event["source"] and event["status"] for event in found["events"])


def test_new_makes_the_same_case_each_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.dsacase", tmp_path / "two.dsacase"
    printed(capsys, "new", "--platform", "Bing", "-o", str(one))
    printed(capsys, "new", "--platform", "bing", "-o", str(two))
    assert one.read_bytes() == two.read_bytes()
    case = read_case(one).case
    assert [p.register for p in case.platforms] == ["bing"]
    # A decision still open would lie in the past on the day the law data reach to.
    assert case.as_of == date.today()  # noqa: DTZ011
    assert all(s.decision_on >= case.as_of for s in case.strands)


def test_new_keeps_to_the_day_it_is_given(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "x.dsacase"
    printed(capsys, "new", "--platform", "X", "-o", str(target), "--as-of", "2024-03-31")
    case = read_case(target).case
    assert case.as_of.isoformat() == "2024-03-31"
    events = [event for p in case.proceedings for event in p.events]
    assert events
    assert max(event.on for event in events) <= case.as_of


def test_new_overwrites_only_when_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "bing.dsacase"
    target.write_text("mine", encoding="utf-8")
    words = ["new", "--platform", "Bing", "-o", str(target)]
    assert main(words) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"
    assert main([*words, "--force"]) == 0
    assert read_case(target).case.platforms


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--platform", "Bnig"], "Bing"),
        (["--platform", "Instagramm"], "Instagram"),
        (["--platform", "qqqq"], "dsa-sim register"),
        (["--platform", "Bing", "--as-of", "tomorrow"], "2026-10-06"),
        (["--platform", "Bing", "--as-of", "1066-10-14"], "2026-10-06"),
    ],
)
def test_new_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], told: str
) -> None:
    target = tmp_path / "case.dsacase"
    assert main(["new", *words, "-o", str(target)]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert len(err.strip().splitlines()) == 1
    assert not target.exists()


def test_new_to_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--platform", "Bing", "-o", "/nowhere/at/all.dsacase"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_dates_lists_what_is_due_from_the_as_of_date_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = printed(capsys, "dates", EXAMPLE)
    assert "20 Oct 2026" in out
    assert "Art. 77(1)" in out
    assert "[Checked]" in out
    days = printed(capsys, "dates", EXAMPLE, "--all")
    assert len(days) > len(out)


def test_dates_writes_the_same_calendar_each_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    printed(capsys, "dates", EXAMPLE, "--ics", str(one))
    printed(capsys, "dates", EXAMPLE, "--ics", str(two))
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert main(["dates", EXAMPLE, "--ics", str(tmp_path / "dates.txt")]) == 2


@pytest.mark.parametrize("platform", ["WhatsApp", "TikTok", "AliExpress"])
@pytest.mark.parametrize("more", [[], ["--all"]])
def test_the_calendar_holds_the_days_of_the_list(capsys, tmp_path, platform, more) -> None:
    case, target = tmp_path / "case.dsacase", tmp_path / "dates.ics"
    printed(capsys, "new", "--platform", platform, "-o", str(case))
    listed = printed(capsys, "dates", str(case), *more)
    printed(capsys, "dates", str(case), "--ics", str(target), *more)
    found = Calendar.from_ical(target.read_bytes())
    days = {formats.day(Language("en"), event["dtstart"].dt) for event in found.walk("VEVENT")}
    firsts = [line.split("  ")[0] for line in listed.splitlines() if line[:1].isdigit()]
    assert days == set(firsts)
    assert bool(days) is (bool(more) or platform != "WhatsApp")


def test_dates_says_that_a_calendar_is_empty_and_replaces_nothing(capsys, tmp_path) -> None:
    case, target = tmp_path / "case.dsacase", tmp_path / "dates.ics"
    printed(capsys, "new", "--platform", "WhatsApp", "-o", str(case))
    assert main(["dates", str(case), "--ics", str(target)]) == 0
    assert "Nothing is due" in capsys.readouterr().err
    target.write_bytes(b"another client's")
    assert main(["dates", str(case), "--ics", str(target), "--all"]) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_bytes() == b"another client's"
    assert main(["dates", str(case), "--ics", str(target), "--all", "--force"]) == 0
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 2


@pytest.mark.usefixtures("quick_lock")
def test_a_locked_case_takes_its_passphrase_from_the_environment(tmp_path, capsys, monkeypatch):
    from dsa_sim.storage import Seal, write_case

    path = tmp_path / "locked.dsacase"
    case = read_case(Path(__file__).parent / "cases" / "e4.dsacase").case
    write_case(path, case, expected=None, seal=Seal(passphrase="correct horse"))
    assert main(["assess", str(path)]) == 2
    assert "locked with a passphrase" in capsys.readouterr().err
    monkeypatch.setenv("DSA_SIM_PASSPHRASE", "correct horse")
    assert main(["assess", str(path)]) == 0
    monkeypatch.setenv("DSA_SIM_PASSPHRASE", "wrong horse")
    assert main(["assess", str(path)]) == 2
    assert "does not open" in capsys.readouterr().err
    monkeypatch.setenv("DSA_SIM_PASSPHRASE", "half \udc80")
    assert main(["assess", str(path)]) == 2
    assert "The passphrase has a character that is none." in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "yesterday"])
def test_a_day_that_no_case_can_mean_is_refused_in_one_line(
    day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", EXAMPLE, "-o", str(tmp_path / "x.pdf"), "--as-of", day]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--as-of" in line


def test_a_folder_or_a_presentation_that_is_missing_is_named_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, deck = tmp_path / "none", tmp_path / "firm.pptx"
    assert main(["brief", EXAMPLE, "-o", str(folder / "x.pdf"), "--lang", "en"]) == 2
    assert f"“{folder}” is not there" in capsys.readouterr().err
    words = ["brief", EXAMPLE, "-o", str(tmp_path / "x.pptx"), "--deck", str(deck), "--lang", "en"]
    assert main(words) == 2
    assert f"“{deck}” is not there" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_assess_speaks_to_a_person_as_the_language_writes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["assess", E4, "--lang", "de"]) == 0
    said = capsys.readouterr().out
    assert "Geldbuße: 120\u00a0Mio.\u00a0€" in said
    assert "Art. 74 Abs. 1" in said
    assert "Art. 74(1)" not in said
    assert "None" not in said
