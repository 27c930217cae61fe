"""The set-up: what it does on a fresh machine, and what it leaves alone on a prepared one."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]
LDD_REPORT = """\
Qt/plugins/platforms/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
PySide6/QtGui.abi3.so:
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
"""


LOCKS = (dev.RUNTIME_LOCK, dev.DEV_LOCK, dev.BUNDLE_LOCK)


@pytest.fixture
def place(tmp_path: Path) -> dev.Place:
    """A checkout as cloned: lock files and nothing prepared."""
    for name in LOCKS:
        (tmp_path / name).write_text(f"contents of {name}\n", encoding="utf-8")
    return dev.Place(tmp_path)


class Machine:
    """Stands for the commands of a machine: records them, and acts out venv, pip and apt-get."""

    def __init__(self, place: dev.Place) -> None:
        self.place = place
        self.commands: list[str] = []
        self.pip_fails, self.pip_tells = False, ""
        self.missing: list[str] = []
        self.on_pip: Callable[[], None] = lambda: None

    def call(self, command: Sequence[str | Path], **_: object) -> int:
        words = [str(word) for word in command]
        self.commands.append(" ".join(words))
        if words[1:3] == ["-m", "venv"]:
            self.make_venv()
        if "pip" in words:
            self.on_pip()
            if self.pip_fails:
                self.place.pip_log.write_text(self.pip_tells, encoding="utf-8")
            return 1 if self.pip_fails else 0
        if words[0] == "apt-get" and "install" in words:
            self.missing.clear()
        return 0

    def listen(self, command: Sequence[str | Path], **_: object) -> tuple[int, str]:
        if command[0] == "ldd":
            return 0, "".join(f"\t{name} => not found\n" for name in self.missing)
        return 0, ""

    def make_venv(self) -> None:
        self.place.python.parent.mkdir(parents=True)
        self.place.python.touch()
        config = f"version = {dev.python_series()}.1\n"
        (self.place.venv / "pyvenv.cfg").write_text(config, encoding="utf-8")

    def ran(self, part: str) -> int:
        return sum(part in command for command in self.commands)


@pytest.fixture
def machine(place: dev.Place, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(place)
    monkeypatch.setattr(dev, "call", made.call)
    monkeypatch.setattr(dev, "listen", made.listen)
    monkeypatch.setattr(dev, "on_linux", lambda: True)
    monkeypatch.setattr(dev, "can_use_apt", lambda: False)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return made


# --- the virtual environment


def test_a_fresh_checkout_is_prepared_with_hashes(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.ran("-m venv") == 1
    assert machine.ran("--require-hashes") == 1
    assert machine.ran(dev.DEV_LOCK) == 0
    assert not place.marker.exists()


def test_a_prepared_checkout_costs_no_command(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    machine.commands.clear()
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.commands == []


def test_the_development_packages_include_the_runtime(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.DEV_LOCK)
    assert dev.is_ready(place, dev.RUNTIME_LOCK)
    assert machine.ran("pip install") == 1


def test_the_runtime_does_not_include_development(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert not dev.is_ready(place, dev.DEV_LOCK)


def test_a_changed_lock_is_installed_in_place(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    (place.root / dev.RUNTIME_LOCK).write_text("newer\n", encoding="utf-8")
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.ran("-m venv") == 1
    assert machine.ran("pip install") == 2


def test_a_failed_installation_is_said_and_redone(place: dev.Place, machine: Machine) -> None:
    machine.pip_fails = True
    with pytest.raises(dev.SetUpError, match="could not be installed"):
        dev.prepare(place, dev.RUNTIME_LOCK)
    assert not dev.is_ready(place, dev.RUNTIME_LOCK)
    machine.pip_fails = False
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.ran("-m venv") == 2
    assert dev.is_ready(place, dev.RUNTIME_LOCK)


# What pip wrote, shortened, where each of these stood in the way.
NOTHING_FOUND = "ERROR: No matching distribution found for six==1.16.0\n"
UNREACHED = (
    "Could not fetch URL https://index.invalid/simple/six/: connection error: "
    "HTTPSConnectionPool(host='index.invalid', port=443): Max retries exceeded (Caused by {})\n"
)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (
            UNREACHED.format("NewConnectionError('[Errno -2] Name or service')"),
            "could not be reached",
        ),
        (UNREACHED.format("ProxyError('Cannot connect to proxy.')"), "HTTPS_PROXY"),
        (UNREACHED.format("SSLError(SSLCertVerificationError(1, ''))"), "PIP_CERT"),
        ("", "no six==1.16.0 made for this system"),
        ("OSError: [Errno 28] No space left on device\n", "disk is full"),
        ("[WinError 206] The filename or extension is too long\n", "path became too long"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n", "changed on the way"),
        ("[WinError 5] Access is denied: 'x.pyd'\n", "could not be written"),
    ],
)
def test_a_failed_installation_names_its_reason(
    told: str, reason: str, place: dev.Place, machine: Machine
) -> None:
    machine.pip_fails, machine.pip_tells = True, told + NOTHING_FOUND
    with pytest.raises(dev.SetUpError, match=reason):
        dev.prepare(place, dev.RUNTIME_LOCK)


def test_the_bundle_has_an_environment_of_its_own(
    place: dev.Place, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[str] = []
    monkeypatch.setattr(dev, "hand_over", lambda own, words: handed.extend([own.venv.name, *words]))
    machine.place = dev.Place(place.root, "build/bundle-venv")
    monkeypatch.chdir(place.root)
    dev.bundle(place, ["--test"], system=False)
    assert handed == ["bundle-venv", "installers/bundle.py", "--test"]
    assert machine.ran(dev.BUNDLE_LOCK) == 1
    assert not place.venv.exists()


def test_an_interrupted_update_is_redone_from_nothing(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    (place.root / dev.RUNTIME_LOCK).write_text("newer\n", encoding="utf-8")

    def interrupt() -> None:
        raise KeyboardInterrupt

    machine.on_pip = interrupt
    with pytest.raises(KeyboardInterrupt):
        dev.prepare(place, dev.RUNTIME_LOCK)
    (place.venv / "half-installed").touch()
    machine.on_pip = lambda: None
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert not (place.venv / "half-installed").exists()
    assert dev.is_ready(place, dev.RUNTIME_LOCK)


def test_another_python_gets_a_new_environment(
    place: dev.Place,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    before = dev.python_series()
    monkeypatch.setattr(dev, "python_series", lambda: "3.99")
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.ran("-m venv") == 2
    assert f"This is Python 3.99; making .venv anew (it was for {before})" in capfd.readouterr().err


def test_a_python_that_is_gone_gets_a_new_environment(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    place.python.unlink()
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.ran("-m venv") == 2
    assert place.python.exists()


def test_a_folder_that_is_no_environment_is_left_alone(place: dev.Place, machine: Machine) -> None:
    place.venv.mkdir()
    (place.venv / "precious.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(dev.SetUpError, match="not a virtual environment"):
        dev.prepare(place, dev.RUNTIME_LOCK)
    assert (place.venv / "precious.txt").read_text(encoding="utf-8") == "mine"


def test_a_missing_lock_file_is_named(place: dev.Place, machine: Machine) -> None:
    (place.root / dev.DEV_LOCK).unlink()
    with pytest.raises(dev.SetUpError, match=re.escape(dev.DEV_LOCK)):
        dev.prepare(place, dev.DEV_LOCK)


def test_what_another_process_prepared_meanwhile_is_not_done_again(
    place: dev.Place, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait_while_another_prepares(_: int) -> bool:
        monkeypatch.setattr(dev, "_try_lock", lambda _: True)
        machine.make_venv()
        dev.install(place, dev.RUNTIME_LOCK)
        machine.commands.clear()
        return True

    monkeypatch.setattr(dev, "_try_lock", wait_while_another_prepares)
    dev.prepare(place, dev.RUNTIME_LOCK)
    assert machine.commands == []


def test_two_processes_take_turns(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import dev; from pathlib import Path\n"
        "with dev.one_at_a_time(Path(sys.argv[2])): print('inside', flush=True)"
    )
    lock = tmp_path / "build" / "dev.lock"
    with dev.one_at_a_time(lock):
        other = subprocess.Popen(
            [sys.executable, "-c", program, str(ROOT), str(lock)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert other.stderr is not None
        assert "waiting for it" in other.stderr.readline()
        assert other.poll() is None
    out, _ = other.communicate(timeout=60)
    assert out == "inside\n"


def test_a_python_without_venv_is_told_the_package(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(dev.SetUpError, match=rf"python{dev.python_series()}-venv"):
        dev.ensure_venv_module(system=True)


# --- an old Python


@pytest.mark.parametrize("version", [(3, 8, 10), (3, 10, 99), (2, 7, 18)])
def test_an_old_python_is_told(version: tuple[int, ...]) -> None:
    with pytest.raises(dev.SetUpError, match=r"needs 3\.11 or newer"):
        dev.check_python(version)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_passes(version: tuple[int, ...]) -> None:
    dev.check_python(version)


def test_an_old_python_can_read_the_file_at_all() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert names <= sys.stdlib_module_names


# --- the system libraries of Qt


def test_missing_libraries_are_read_from_the_report() -> None:
    assert dev.unresolved(LDD_REPORT) == ["libEGL.so.1", "libxcb-cursor.so.0"]


def test_the_loader_names_its_library() -> None:
    message = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
    assert dev.library_not_opened(message) == "libEGL.so.1"
    assert dev.library_not_opened("version `GLIBC_2.34' not found") is None


def test_an_unknown_library_asks_for_all_packages() -> None:
    assert dev.debian_packages(["libEGL.so.1"]) == ["libegl1"]
    assert set(dev.debian_packages(["libnew.so.9"])) == set(dev.DEBIAN_PACKAGES.values())


def test_what_loads_is_remembered(place: dev.Place, machine: Machine) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    dev.check_qt(place, system=True)
    machine.missing = ["libEGL.so.1"]
    dev.check_qt(place, system=True)
    assert machine.ran("apt-get") == 0


def test_a_new_kind_of_display_is_checked_anew(
    place: dev.Place, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.prepare(place, dev.RUNTIME_LOCK)
    dev.check_qt(place, system=True)
    machine.missing = ["libxcb-cursor.so.0"]
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(dev.SetUpError, match=r"libxcb-cursor\.so\.0"):
        dev.check_qt(place, system=True)


def test_root_on_debian_is_told_and_served(
    place: dev.Place,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "can_use_apt", lambda: True)
    dev.prepare(place, dev.RUNTIME_LOCK)
    machine.missing = ["libEGL.so.1", "libGL.so.1"]
    dev.check_qt(place, system=True)
    said = capfd.readouterr().err
    assert "missing here: libEGL.so.1, libGL.so.1" in said
    assert next(command for command in machine.commands if "apt-get" in command).endswith("update")
    assert machine.ran("install --no-install-recommends libegl1 libgl1") == 1


def test_no_system_declines_and_goes_on(
    place: dev.Place,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "can_use_apt", lambda: True)
    dev.prepare(place, dev.RUNTIME_LOCK)
    machine.missing = ["libEGL.so.1"]
    dev.check_qt(place, system=False)
    assert machine.ran("apt-get") == 0
    assert "libEGL.so.1" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "sudo apt-get install -y libegl1"),
        ("dnf", "sudo dnf install -y 'libEGL.so.1()(64bit)'"),
        ("none", "Install the packages of your system"),
    ],
)
def test_others_get_the_one_command(
    monkeypatch: pytest.MonkeyPatch, tool: str, command: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == tool else None)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    assert command in dev.missing_advice(["libEGL.so.1"])


# --- the commands


def test_without_a_display_the_briefing_is_written(
    place: dev.Place, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    assert dev.run(place, [], system=True) == 0
    out = place.build / "aliexpress-briefing.pdf"
    assert machine.commands[-1].endswith(
        f"-m dsa_sim brief {place.root.joinpath(*dev.EXAMPLE)} -o {out} --force"
    )
    said = capfd.readouterr()
    assert "There is no display here" in said.err
    assert said.out == f"The briefing is here: {out}\n"


def test_the_briefing_can_be_of_another_case_and_elsewhere(
    place: dev.Place, machine: Machine, tmp_path: Path
) -> None:
    dev.run(place, [str(tmp_path / "a.dsacase"), "--out", str(tmp_path / "b.pdf")], system=True)
    assert machine.commands[-1].endswith(f"brief {tmp_path / 'a.dsacase'} -o {tmp_path / 'b.pdf'}")


@pytest.mark.parametrize(
    ("environ", "args"),
    [({"DISPLAY": ":0"}, []), ({"QT_QPA_PLATFORM": "offscreen"}, []), ({}, ["assess", "x"])],
)
def test_the_program_is_started_where_it_can_be(
    place: dev.Place,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    args: list[str],
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "hand_over", lambda _, args: started.append(list(args)) or 0)
    assert dev.run(place, args, system=True) == 0
    assert started == [["-m", "dsa_sim", *args]]


def test_every_check_of_lint_runs_though_one_fails(
    place: dev.Place, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(command: Sequence[str | Path], **rest: object) -> int:
        return machine.call(command, **rest) or int("check" in command)

    monkeypatch.setattr(dev, "call", call)
    assert dev.lint(place, [], system=True) == 1
    assert machine.ran("-m ruff format --check") == 1
    assert machine.ran("-m mypy") == 1


@pytest.mark.parametrize(
    ("command", "module"),
    [
        ("test", "pytest"),
        ("kills", "tests.storage.kill_during_save"),
        ("screenshots", "dsa_sim.ui.screenshots"),
        ("translations", "dsa_sim.language.catalogues"),
    ],
)
def test_further_arguments_are_passed_on(
    place: dev.Place,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    module: str,
) -> None:
    monkeypatch.chdir(place.root)
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "hand_over", lambda _, args: started.append(list(args)) or 0)
    assert dev.COMMANDS[command](place, ["-x", "y"], system=True) == 0
    assert started == [["-m", module, "-x", "y"]]
    assert dev.is_ready(place, dev.DEV_LOCK)


def test_the_checkout_is_found_from_anywhere(place: dev.Place) -> None:
    path = dev.program_environment(place)["PYTHONPATH"]
    assert path.split(os.pathsep)[0] == str(place.root)


@pytest.mark.parametrize("args", [[], ["fly"]])
def test_an_unknown_command_is_refused(args: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev.py", *args], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


# --- the lock files


@pytest.mark.parametrize("lock", [*LOCKS, dev.DOCS_LOCK])
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 10
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+( ;[^\\]+)? \\\n", entry), entry[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry)
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|(^|\s)/", text)


def test_the_other_locks_contain_the_runtime_lock() -> None:
    runtime, *others = (
        set(re.findall(r"(?m)^\S+==\S+", (ROOT / lock).read_text(encoding="utf-8")))
        for lock in LOCKS
    )
    assert all(runtime <= other for other in others)


def test_every_platform_finds_its_qt() -> None:
    """Qt's wheels are one for each platform, so each platform's has its own hash."""
    text = (ROOT / dev.RUNTIME_LOCK).read_text(encoding="utf-8")
    (entry,) = re.findall(r"(?ms)^pyside6-essentials==.*?(?=^\S)", text)
    assert entry.count("sha256:") >= 4
