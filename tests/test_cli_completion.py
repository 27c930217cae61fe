"""What shells complete, asked of the shells themselves where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from dsa_sim.cli import main
from dsa_sim.cli.commands import COMMANDS
from dsa_sim.cli.described import arguments_of
from dsa_sim.cli.help_command import TOPICS
from dsa_sim.cli.parser import SHELLS
from dsa_sim.cli.table_command import TABLES

NAMES = [command.name for command in COMMANDS]
ENDINGS = {"powershell": "ps1"}
PROGRAMS = {"powershell": "pwsh"}

ASKED = [
    ("check --le", ["--level"]),
    ("check --level ", ["note", "warning", "error"]),
    ("check --level w", ["warning"]),
    ("brief --template b", ["board"]),
    ("brief x.dsacase --redact n", ["names", "notes"]),
    ("help exit", ["exit-codes"]),
    ("help ", list(TOPICS)),
    ("table ", list(TABLES)),
    ("table decision", ["decision_dates", "decisions"]),
    ("completion ", list(SHELLS)),
    ("--lang ", ["en", "fr", "de"]),
    ("--lang fr sim", ["simulate"]),
    ("simulate --trials ", []),
]


@pytest.fixture(params=SHELLS)
def script(request: pytest.FixtureRequest, tmp_path: Path, capsys) -> tuple[str, Path]:
    """A shell that is installed, and its script in a file."""
    shell = request.param
    if shutil.which(PROGRAMS.get(shell, shell)) is None:
        pytest.skip(f"{shell} is not installed")
    return shell, written(shell, tmp_path, capsys)


def written(shell: str, folder: Path, capsys) -> Path:
    assert main(["completion", shell]) == 0
    path = folder / f"dsa-sim.{ENDINGS.get(shell, shell)}"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def bash_completes(script: Path, line: str) -> list[str]:
    """The replies of the function that bash calls when the tab key is pressed after `line`."""
    words = ["dsa-sim", *line.split(" ")]
    asked = (
        f"source {script}; COMP_WORDS=({' '.join(word or chr(34) * 2 for word in words)}); "
        f"COMP_CWORD={len(words) - 1}; _dsa_sim; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    return [word for word in run("bash", "-c", asked, cwd=script.parent).split("\n") if word]


def fish_completes(script: Path, line: str) -> list[str]:
    asked = f"source {script}; complete -C 'dsa-sim {line}'"
    lines = run("fish", "--no-config", "-c", asked, cwd=script.parent).splitlines()
    return [found.split("\t")[0] for found in lines]


def test_the_script_is_one_that_the_shell_takes(script) -> None:
    shell, path = script
    check = {
        "bash": ["bash", "-n", str(path)],
        "zsh": ["zsh", "-n", str(path)],
        "fish": ["fish", "--no-config", "-n", str(path)],
        "powershell": ["pwsh", "-NoProfile", "-File", str(path)],
    }
    assert run(*check[shell], cwd=path.parent) == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(("line", "expected"), [("", NAMES), ("br", ["brief"]), *ASKED])
def test_bash_completes(tmp_path, capsys, line, expected) -> None:
    assert bash_completes(written("bash", tmp_path, capsys), line) == expected


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("name", ["", *NAMES])
def test_bash_completes_every_option_and_leaves_files_to_readline(tmp_path, capsys, name) -> None:
    path = written("bash", tmp_path, capsys)
    options = [option for one in arguments_of(name) for option in one.names]
    line = f"{name} -".lstrip()
    assert sorted(bash_completes(path, line)) == sorted(options)
    assert bash_completes(path, f"{name} x=y{'z' * 9}".lstrip()) == []
    registered = run("bash", "-c", f"source {path}; complete -p dsa-sim", cwd=tmp_path)
    assert registered.strip() == "complete -o default -F _dsa_sim dsa-sim"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_after_a_table_and_after_an_equals_sign(tmp_path, capsys) -> None:
    path = written("bash", tmp_path, capsys)
    assert bash_completes(path, "table maxima ") == []
    # bash takes the sign for a word of its own
    assert bash_completes(path, "check --lang = f") == ["fr"]
    assert bash_completes(path, "check --lang =") == ["en", "fr", "de"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("line", "expected"), ASKED)
def test_fish_completes(tmp_path, capsys, line, expected) -> None:
    found = fish_completes(written("fish", tmp_path, capsys), line)
    # what stands without an option may be a file as well
    assert {word for word in found if not word.startswith("dsa-sim.")} == set(expected)


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_commands_and_files(tmp_path, capsys) -> None:
    path = written("fish", tmp_path, capsys)
    (tmp_path / "one.dsacase").write_text("", encoding="utf-8")
    assert set(NAMES) <= set(fish_completes(path, ""))
    assert "one.dsacase" in fish_completes(path, "check ")
    assert "one.dsacase" in fish_completes(path, "brief -o ")
    assert "one.dsacase" in fish_completes(path, "table maxima ")
    assert "one.dsacase" not in fish_completes(path, "help ")
    assert "one.dsacase" not in fish_completes(path, "law ")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_knows_the_function_and_every_option(tmp_path, capsys) -> None:
    path = written("zsh", tmp_path, capsys)
    asked = (
        "autoload -Uz compinit && compinit -u -D; source {path}; print $_comps[dsa-sim]\n"
        "_arguments() {{ print -l -- \"$@\" }}\n"
        "words=(dsa-sim brief x); CURRENT=3; _dsa-sim"
    )  # fmt: skip
    first, *specs = run("zsh", "-fc", asked.format(path=path), cwd=tmp_path).splitlines()
    assert first == "_dsa-sim"
    for one in arguments_of("brief"):
        for name in one.names:
            assert any(f"{name}[" in spec for spec in specs)
    assert any(spec.endswith(":(summary board memorandum)") for spec in specs)
    assert specs[-1] == "*:file:_files"
    table = run("zsh", "-fc", asked.format(path=path).replace("brief", "table"), cwd=tmp_path)
    assert table.splitlines()[-2:] == [f"1: :({' '.join(TABLES)})", "*:file:_files"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_script_has_every_command_option_and_choice(tmp_path, capsys, shell) -> None:
    text = written(shell, tmp_path, capsys).read_text(encoding="utf-8")
    for name in NAMES:
        assert name in text
        for one in arguments_of(name):
            for word in (*one.names, *one.choices):
                assert (word.lstrip("-") if shell == "fish" else word) in text
