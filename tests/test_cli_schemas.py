"""What `--json` prints is what the published schemas say, in every language."""

import inspect
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dsa_sim import frames
from dsa_sim.cli import main
from dsa_sim.cli.commands import COMMANDS
from dsa_sim.cli.parser import parser_of
from dsa_sim.cli.schemas import CASE_FILE, NAMES, RECORDS, schema_text
from dsa_sim.cli.table_command import TABLES
from dsa_sim.law.by_language import ByLanguage
from dsa_sim.law.register import register
from dsa_sim.model import edits
from dsa_sim.storage import read_case, write_case
from dsa_sim.storage.migrations import CURRENT_FORMAT
from dsa_sim.storage.shape import CaseFile

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "docs" / "schema"
CASES = ROOT / "tests" / "cases"
EXAMPLE = str(ROOT / "assets" / "examples" / "aliexpress.dsacase")
E2, E4, E5, S1, S5 = (str(CASES / f"{name}.dsacase") for name in ("e2", "e4", "e5", "s01", "s05"))
FEW = ("--trials", "1000")
NO_JSON = {"help", "completion"}
"""These print nothing that a script would take apart."""


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) in (0, 2)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def require_declared(found: dict[str, Any]) -> None:
    """Refuse what is not declared: a field too many or too few, another kind of value."""
    name, schema = found["command"], schema_of(found["command"])
    assert found.pop("format") == 1
    del found["command"]
    errors = []
    for type_ in RECORDS[name]:
        try:
            msgspec.convert(found, type_, dec_hook=_in_one_language)
        except msgspec.ValidationError as error:
            errors.append(str(error))
            continue
        shape = schema["$defs"][type_.__name__]
        assert {*shape["required"]} <= {"format", "command", *found} <= {*shape["properties"]}
        return
    pytest.fail("; ".join(errors))


def _in_one_language(kind: type, value: object) -> object:
    assert issubclass(kind, ByLanguage)
    return kind({"en": value})


def schema_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return found


def test_the_published_schemas_are_those_of_the_types() -> None:
    """`python -m dsa_sim.cli.schemas docs/schema` renews them."""
    found = {path.stem: path.read_text("utf-8") for path in SCHEMAS.iterdir()}
    assert found == {name: schema_text(name) for name in NAMES}


def test_every_command_has_a_record() -> None:
    names = [command.name for command in COMMANDS]
    assert list(RECORDS) == [name for name in names if name not in NO_JSON]
    for name in names:
        options = parser_of(name).format_usage()
        assert ("--json" in options) is (name in RECORDS)


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
@pytest.mark.parametrize("case", [EXAMPLE, E2, E4, E5, S1, S5])
def test_what_a_case_comes_to_is_declared(capsys, case: str, lang: str) -> None:
    for words in (
        ["check", case], ["check", case, E4, "nowhere.dsacase"], ["assess", case],
        ["dates", case, "--all"], ["simulate", case, *FEW], ["sensitivity", case, *FEW],
        ["portfolio", case, *FEW, "--severity", "0.5"],
    ):  # fmt: skip
        require_declared(printed(capsys, *words, "--lang", lang))


def test_a_scenario_weights_and_a_case_without_a_result_are_declared(capsys, tmp_path) -> None:
    case = read_case(E4).case
    weighed, empty = tmp_path / "weighed.dsacase", tmp_path / "empty.dsacase"
    write_case(
        weighed, edits.change(case, case.scenarios[0].id, weight=Decimal("0.25")), expected=None
    )
    write_case(empty, edits.change(case, "case", infringements=()), expected=None)
    for words in (
        ["assess", E4, "--scenario", "binding"], ["simulate", E4, *FEW, "--scenario", "binding"],
        ["simulate", str(weighed), *FEW, "--weighted"], ["simulate", str(empty), *FEW],
    ):  # fmt: skip
        require_declared(printed(capsys, *words))


@pytest.mark.parametrize(("path", "target"), [("chance", "1e9"), ("start", "5e7")])
def test_solutions_and_their_absence_are_declared(capsys, path, target) -> None:
    words = ["--input", f"infringement-1.{path}", "--target", target, "--result", "mean", *FEW]
    require_declared(printed(capsys, "solve", E5, *words))


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_the_law_and_the_register_are_declared(capsys, lang: str) -> None:
    for query in ("74", "34", "33", "risk", "recital 117", "40(12)"):
        require_declared(printed(capsys, "law", query, "--lang", lang))
    require_declared(printed(capsys, "register", "--lang", lang))
    for entry in register().services[::4]:
        require_declared(printed(capsys, "register", entry.name, "--lang", lang))


def test_what_was_written_is_declared(capsys, tmp_path) -> None:
    case, briefing = tmp_path / "case.dsacase", str(tmp_path / "{name}.pdf")
    for words, written in (
        (["new", "--platform", "Bing", "-o", str(case)], case),
        (["dates", str(case), "--ics", str(tmp_path / "x.ics")], tmp_path / "x.ics"),
        (["table", "maxima", E4, "-o", str(tmp_path / "x.csv")], tmp_path / "x.csv"),
        (["portfolio", E4, *FEW, "-o", str(tmp_path / "x.pdf")], tmp_path / "x.pdf"),
    ):  # fmt: skip
        found = printed(capsys, *words)
        assert found["written"] == str(written)
        assert written.exists()
        require_declared(found)
    words = ["brief", E4, E5, "-o", briefing, "--template", "summary", "--redact", "chances"]
    found = printed(capsys, *words)
    assert [Path(row["written"]).name for row in found["briefings"]] == ["e4.pdf", "e5.pdf"]
    assert all(row["left_out"] for row in found["briefings"])
    require_declared(found)


def test_of_several_briefings_those_before_a_refused_one_are_told(capsys, tmp_path) -> None:
    broken = tmp_path / "broken.dsacase"
    broken.write_text("{", encoding="utf-8")
    words = ["brief", E4, str(broken), "-o", str(tmp_path / "{name}.pdf"), "--template", "summary"]
    assert main([*words, "--json"]) == 2
    printed = capsys.readouterr()
    (row,) = json.loads(printed.out)["briefings"]
    assert row["written"] == str(tmp_path / "e4.pdf")
    assert "broken.dsacase" in printed.err


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_declared(capsys, name: str) -> None:
    few = FEW if name in ("trials", "sensitivity", "grid") else ()
    of_case = "case" in inspect.signature(getattr(frames, name)).parameters
    found = printed(capsys, "table", name, *([E5] if of_case else []), *few)
    assert found["table"] == name
    columns = [column["name"] for column in found["columns"]]
    assert all(list(row) == columns for row in found["rows"])
    require_declared(found)


def test_the_schema_of_a_case_is_that_of_its_file() -> None:
    schema = schema_of(CASE_FILE)
    shape = schema["$defs"]["CaseFile"]
    assert shape["properties"]["format"] == {"const": CURRENT_FORMAT}
    assert {*shape["properties"]} == {*CaseFile.__struct_fields__}
    assert r"\Z" not in json.dumps(schema).replace("\\\\", "\\")
