"""The forms of the command line: the window's own, the commands, the help, and what is refused."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev
from dsa_sim.cli import main
from dsa_sim.cli.commands import BY_NAME, COMMANDS
from dsa_sim.cli.help_command import TOPICS
from dsa_sim.cli.parser import ARGUMENTS
from dsa_sim.cli.program import expanded

ROOT = Path(__file__).parent.parent
EXAMPLE = str(ROOT / "assets" / "examples" / "aliexpress.dsacase")
E4 = str(ROOT / "tests" / "cases" / "e4.dsacase")
NAMES = [command.name for command in COMMANDS]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Path | None, str]]]:
    """What windows were opened on, in place of opening them."""
    opened: list[tuple[Path | None, str]] = []

    def run(path: Path | None, language: str = "") -> int:
        opened.append((path, language))
        return 0

    monkeypatch.setitem(sys.modules, "dsa_sim.app", SimpleNamespace(run=run))
    yield opened


def ended(*words: str) -> int:
    """The exit status, also where argparse ends the program itself."""
    try:
        return main(list(words))
    except SystemExit as end:
        return int(end.code or 0)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert ended(*words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    return line


@pytest.mark.parametrize("words", [["help"], ["--help"], ["-h"], ["--lang", "de", "help"]])
def test_the_help_lists_every_command_with_a_line(capsys, windows, words) -> None:
    assert ended(*words) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    for command in COMMANDS:
        assert [command.name, *command.about.split()] in lines
    assert not windows


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_explained_in_either_order(capsys, name) -> None:
    said = []
    for words in (["help", name], [name, "--help"], ["--help", name]):
        assert ended(*words) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] == said[2]
    assert said[0].startswith(f"usage: dsa-sim {name} ")


def test_every_command_has_its_arguments_and_its_function() -> None:
    assert list(ARGUMENTS) == NAMES
    for command in COMMANDS:
        module, _, function = command.run.partition(".")
        assert callable(getattr(import_module(f"dsa_sim.cli.{module}"), function))


def test_no_command_waits_for_a_display() -> None:
    assert {*NAMES, "-h", "--help", "--version"} == dev.HEADLESS_COMMANDS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["breif", "x"], "Did you mean “brief”?"),
        (["chekc"], "Did you mean “check”?"),
        (["CHECK", EXAMPLE], "Did you mean “check”?"),
        (["qqqq"], "dsa-sim help"),
        (["help", "breif"], "Did you mean “brief”?"),
        (["nofile.dsacase"], "“nofile.dsacase” is not there"),
        (["no/such"], "is not there"),
        (["\0"], "no command or file"),
        (["x" * 5000 + ".dsacase"], "is not there"),
        ([str(ROOT / "docs")], "is a folder"),
        (["--lang", "de", str(ROOT)], "is a folder"),
        ([EXAMPLE, E4], "one case"),
        (["--nothing"], "“--nothing” is not taken here"),
        (["check"], "What is missing: FILE."),
        (["check", EXAMPLE, "--scenaro", "x"], "Did you mean “--scenario”?"),
        (["check", EXAMPLE, "--scenario"], "--scenario: a value is missing."),
        (["--lang", "xx", "check", EXAMPLE], "--lang: “xx” is none of"),
        (["simulate", EXAMPLE, "--s", "1"], "“--s” could be"),
        (["simulate", EXAMPLE, "--json=1"], "--json: no value is taken."),
        (["table", "nothing"], "“nothing” is none of"),
        (["check", str(ROOT / "docs")], "a folder"),
        (["brief", str(ROOT / "docs"), "-o", "x.pdf"], "a folder"),
        (["table", "maxima", E4, "-o", str(ROOT), "--format", "csv"], "is a folder"),
        (["new", "--platform", "Bing", "-o", str(ROOT), "--force"], "is a folder"),
        (["brief", E4, "-o", "x.pdf", "--as-of", "soon"], "--as-of: “soon” is no day"),
    ],
)  # fmt: skip
def test_what_is_meant_by_no_word_is_refused_before_a_window(capsys, windows, words, told) -> None:
    line = refused(capsys, *words, *([] if "--lang" in words else ["--lang", "en"]))
    assert told in line
    assert "argument" not in line
    assert not windows


def test_a_file_that_is_there_opens_the_window(windows, tmp_path, monkeypatch) -> None:
    named = tmp_path / "check"
    named.write_bytes(Path(E4).read_bytes())
    monkeypatch.chdir(tmp_path)
    for words in (
        [], [EXAMPLE], [EXAMPLE, "--lang", "fr"], ["--lang", "fr", EXAMPLE], ["--", "check"],
        ["./check"], ["--lang", "de"],
    ):  # fmt: skip
        assert main(words) == 0
    assert windows == [
        (None, ""), (Path(EXAMPLE), ""), (Path(EXAMPLE), "fr"), (Path(EXAMPLE), "fr"),
        (Path("check"), ""), (Path("check"), ""), (None, "de"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "fr", "assess", E4, "--json"],
        ["--json", "--lang=fr", "assess", E4],
        ["--scenario", "binding", "--json", "assess", E4, "--lang", "fr"],
    ],
)
def test_options_may_stand_before_the_command(capsys, words) -> None:
    rest = [word for word in words if word != "assess"]
    assert main(["assess", *rest]) == 0
    expected = capsys.readouterr().out
    assert main(words) == 0
    assert capsys.readouterr().out == expected


def test_where_no_shell_does_it_patterns_are_files(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.dsacase", "a.dsacase", "c.txt"):
        (tmp_path / name).touch()
    words = ["*.dsacase", "-o", "{name}.pdf", "*.none", "--reason=*"]
    assert expanded(words) == ["a.dsacase", "b.dsacase", *words[1:]]


def test_every_exit_code_is_explained(capsys) -> None:
    assert main(["help", "exit-codes"]) == 0
    codes = [int(line.split()[0]) for line in capsys.readouterr().out.splitlines()]
    assert codes == sorted(set(codes))
    assert {0, 2} <= set(codes)
    assert set(TOPICS) == {*BY_NAME, "exit-codes"}


@pytest.mark.parametrize("name", ["law", "new", "register", "help"])
def test_the_arguments_of_a_command_load_no_other(name: str) -> None:
    code = (
        f"import sys; from dsa_sim.cli.parser import parser_of; parser_of({name!r})\n"
        "print([m for m in ('msgspec', 'numpy', 'dsa_sim.model', 'dsa_sim.report') "
        "if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout.strip() == "[]", run.stderr


@pytest.mark.parametrize("words", ["['--version']", f"[{EXAMPLE!r}]", "['nowhere.dsacase']"])
def test_what_is_no_command_loads_no_command(words: str) -> None:
    code = (
        "import sys, types; sys.modules['dsa_sim.app'] = types.SimpleNamespace(run=lambda *_: 0)\n"
        "from dsa_sim.cli import main\n"
        f"try: main({words})\n"
        "except SystemExit: pass\n"
        "heavy = ('babel', 'msgspec', 'numpy', 'dsa_sim.model', 'dsa_sim.cli.parser')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "[]", run.stderr
