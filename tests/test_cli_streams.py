"""What is printed arrives whatever the console is set to, and no letter stops a command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dsa_sim.cli.commands import BY_NAME
from dsa_sim.storage import write_case
from dsa_sim.storage.example import example_case

ROOT = Path(__file__).parents[1]
NAME = "判決 → Łódź"
SETTINGS = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ASCII": {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
}
PRINTED = (
    ("check", "CASE"),
    ("assess", "CASE"),
    ("assess", "CASE", "--json"),
    ("simulate", "CASE"),
    ("simulate", "CASE", "--json"),
    ("sensitivity", "CASE"),
    ("sensitivity", "CASE", "--json"),
    ("solve", "CASE", "--input", "INPUT", "--target", "1e8"),
    ("solve", "CASE", "--input", "INPUT", "--target", "1e8", "--json"),
    ("dates", "CASE"),
    ("law", "74(2)", "--lang", "fr"),
    ("law", "74(2)", "--json"),
    ("register",),
    ("register", "--json"),
    ("table", "infringements", "CASE", "-o", "-"),
    ("portfolio", "CASE", "OTHER"),
    ("portfolio", "CASE", "OTHER", "--json"),
    ("new", "--platform", "TikTok", "-o", f"{NAME}.dsacase"),
    ("brief", "CASE", "-o", f"{NAME}.xlsx"),
    ("help",),
    ("completion", "bash"),
    ("--version", "--verbose"),
)
"""Every command, its text and its JSON; CASE and OTHER are case files, INPUT an input of both."""

# All of them in one process whose standard output is one file after the other, which saves imports.
RUN_ALL = """
import json, os, sys
from dsa_sim.cli import main
for number, words in enumerate(json.loads(sys.argv[1])):
    file = os.open(f"{number}.txt", os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(file, 1)
    try:
        # As the words of a command line arrive, whatever the encoding of names is.
        status = main([os.fsdecode(word.encode()) for word in words])
    except SystemExit as ended:
        status = ended.code
    sys.stdout.flush()
    print(number, status, file=sys.stderr)
"""


def environment(settings: dict[str, str]) -> dict[str, str]:
    left = {k: v for k, v in os.environ.items() if k not in ("PYTHONUTF8", "PYTHONIOENCODING")}
    return left | {"PYTHONPATH": str(ROOT)} | settings


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A case that has letters of everywhere in its texts, and the address of one of its inputs."""
    path = tmp_path_factory.mktemp("case") / f"{NAME}.dsacase"
    found = example_case()
    proceeding, *others = found.proceedings
    strands = tuple(msgspec.structs.replace(s, title=NAME) for s in proceeding.strands)
    named = msgspec.structs.replace(proceeding, strands=strands)
    made = msgspec.structs.replace(
        found, title=NAME, trials=2000, proceedings=(named, *others),
        provider=msgspec.structs.replace(found.provider, name=NAME),
    )  # fmt: skip
    write_case(path, made, expected=None)
    return path, f"{found.infringements[0].id}.chance"


def copy_of(path: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(path, folder / "other.dsacase"))


def test_every_command_is_tried() -> None:
    assert set(BY_NAME) <= {words[0] for words in PRINTED}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_output_into_a_file_is_utf_8(case, tmp_path: Path, settings: dict[str, str]) -> None:
    path, address = case
    told = {"CASE": str(path), "OTHER": str(copy_of(path, tmp_path)), "INPUT": address}
    commands = [[told.get(word, word) for word in words] for words in PRINTED]
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, json.dumps(commands)], cwd=tmp_path, check=False,
        env=environment(settings), capture_output=True,
    )  # fmt: skip
    said = done.stderr.decode("utf-8")

    assert done.returncode == 0, said
    for number, words in enumerate(PRINTED):
        assert f"{number} 0" in said.splitlines(), (words, said)
        text = (tmp_path / f"{number}.txt").read_text("utf-8")
        assert text, words
        if "--json" in words:
            json.loads(text)
        if words[0] == "portfolio":
            assert NAME in text, words


@pytest.mark.skipif(sys.platform == "win32", reason="consoles are told from files otherwise")
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_a_console_shows_what_it_can(case, tmp_path: Path, settings: dict[str, str]) -> None:
    path, _ = case
    words = ["portfolio", str(path), str(copy_of(path, tmp_path))]
    master, slave = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "dsa_sim", *words], stdout=slave, stderr=slave,
        env=environment(settings), cwd=ROOT,
    ) as running:  # fmt: skip
        os.close(slave)
        shown = b""
        try:
            while part := os.read(master, 4096):
                shown += part
        except OSError:
            pass  # The other side has closed it.
    os.close(master)

    assert running.returncode == 0, shown
    assert b"Traceback" not in shown
    assert b"??" in shown


def test_a_name_that_no_drive_takes_is_one_line(case, tmp_path: Path) -> None:
    path, _ = case
    words = ["brief", str(path), "-o", str(tmp_path / f"{'判' * 100}.pdf")]
    done = subprocess.run(
        [sys.executable, "-m", "dsa_sim", *words], cwd=ROOT, check=False, capture_output=True
    )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"too long" in done.stderr
