#!/usr/bin/env python3
"""Set up, run, test and maintain dsa_sim. Needs Python 3.11 or newer and nothing else.

usage: python3 dev.py COMMAND [--no-system] [further arguments]

  run [FILE]     open the program; without a display, write the example's briefing PDF
  test           run every test on all cores (with arguments: pytest with them)
  lint           check style, format and types
  bench          run every benchmark in turn
  soak [STEPS]   edit, undo, save and recover at random (100 000 steps) and watch the memory
  kills [N]      kill a process that saves at random moments (10 000 times); lost or left: nothing
  fuzz [N]       read N damaged files of every kind (10 000) and look for what is no clear refusal
  screenshots    draw every page into docs/pictures (briefings: those of the documents)
  translations   collect the texts of the program, update and compile the catalogues
  bundle         make the program that needs no Python (--pack: and pack it; --test: try it)
  docs           make a site of docs/ in build/site
  lock           renew the requirement files with uv (--upgrade: newest versions)

The first start makes the virtual environment .venv beside this file and installs the locked
packages into it. On Linux it also looks for the system libraries Qt needs; as root on Debian or
Ubuntu it installs what is missing, unless --no-system declines.
"""

# The file must parse on every Python 3.7 or newer, so that an old one is told what it lacks.
# Imports beyond these few are made where needed: this runs before every start of the program.
from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OLDEST_PYTHON = (3, 11)
RUNTIME_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
BUNDLE_LOCK = "requirements-bundle.lock"
DOCS_LOCK = "requirements-docs.lock"
EXAMPLE = ("assets", "examples", "aliexpress.dsacase")
HEADLESS_COMMANDS = frozenset(
    {
        "check", "assess", "dates", "simulate", "sensitivity", "solve", "portfolio", "new", "brief",
        "table", "law", "register", "help", "completion", "-h", "--help", "--version",
    }
)  # fmt: skip

# Shared library to Debian package, for all that Qt's modules and window plugins link to.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libGLdispatch.so.0": "libglvnd0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
ARCH_PACKAGES = (
    "dbus fontconfig libglvnd libxkbcommon-x11 wayland xcb-util-cursor xcb-util-image "
    "xcb-util-keysyms xcb-util-renderutil xcb-util-wm"
)
"""What Arch calls all of these."""

WITHOUT_QT = "DSA_SIM_TESTS_WITHOUT_QT"
"""The environment variable that tells the tests to keep Qt out of reach."""

QT_MODULES = ("QtCore.abi3.so", "QtGui.abi3.so", "QtWidgets.abi3.so", "QtSvg.abi3.so")
QT_PLUGINS = {
    "": ("Qt/plugins/platforms/libqoffscreen.so",),
    "x11": ("Qt/plugins/platforms/libqxcb.so",),
    "wayland": (
        "Qt/plugins/platforms/libqwayland.so",
        "Qt/plugins/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    ),
}


class SetUpError(Exception):
    """What stands in the way and what to do about it, in words for the person at the terminal."""


class Place:
    """A checkout and its virtual environment.

    The stamp says what was installed completely; the marker says that work on it is unfinished.
    """

    def __init__(self, root: Path, venv: str = ".venv") -> None:
        self.root = root
        self.venv = root / venv
        scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        self.python = self.venv / scripts
        self.stamp = self.venv / "dsa-sim.stamp"
        self.marker = self.venv / "dsa-sim.unfinished"
        self.build = root / "build"
        self.pip_log = self.build / "pip.log"

    def lock_hash(self, lock: str) -> str:
        """The SHA-256 of a requirement file; SetUpError where the file is missing."""
        try:
            return sha256((self.root / lock).read_bytes()).hexdigest()
        except FileNotFoundError:
            raise SetUpError(f"{lock} is missing; this checkout is incomplete.") from None

    def read_stamp(self) -> dict[str, str]:
        """What the stamp records, key to value; empty where there is none."""
        try:
            lines = self.stamp.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return {}
        return dict(line.split(" ", 1) for line in lines if " " in line)

    def add_to_stamp(self, entries: Mapping[str, str]) -> None:
        """Record entries beside those already there, in one step."""
        lines = [f"{key} {value}\n" for key, value in {**self.read_stamp(), **entries}.items()]
        fresh = self.stamp.with_suffix(".new")
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(self.stamp)


def say(text: str) -> None:
    """Tell the person at the terminal, at once, and not on the program's own output."""
    print(text, file=sys.stderr, flush=True)


def call(
    command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> int:
    """Run a command that may talk but never ask; its exit status, 127 where it is missing."""
    import subprocess

    try:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        return 127
    return done.returncode


def listen(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run a command and return its exit status and all it printed."""
    import subprocess

    try:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError:
        return 127, f"{command[0]}: not found"
    return done.returncode, done.stdout


# --- the virtual environment ---------------------------------------------------------------------


def check_python(version: tuple[int, ...]) -> None:
    """SetUpError where the running Python is too old for the program."""
    if version[:2] < OLDEST_PYTHON:
        need, have = (".".join(map(str, number)) for number in (OLDEST_PYTHON, version[:3]))
        raise SetUpError(
            f"this is Python {have}, and dsa_sim needs {need} or newer. Install a newer Python "
            f"and start again with it, for example: python{need} dev.py run"
        )


def python_series() -> str:
    """The running Python's series, as ``3.11``; the environment belongs to one series."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def is_ready(place: Place, lock: str) -> bool:
    """Whether the environment holds exactly what this lock file says."""
    stamp = place.read_stamp()
    return (
        stamp.get(lock) == place.lock_hash(lock)
        and stamp.get("python") == python_series()
        and not place.marker.exists()
        and place.python.exists()
    )


@contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """Hold the only permission to set up; wait for another dev.py that has it.

    The permission ends with the process, however it ends, so a crash leaves nothing to clear.
    """
    file.parent.mkdir(exist_ok=True)
    with file.open("a+b") as handle:
        if not _try_lock(handle.fileno()):
            say("Another dev.py is setting up here; waiting for it.")
            _wait_for_lock(handle.fileno())
        yield


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(handle: int) -> None:
        import time

        while not _try_lock(handle):
            time.sleep(0.2)

else:

    def _try_lock(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _wait_for_lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def prepare(place: Place, lock: str, *, system: bool = True) -> None:
    """Bring the environment to what the lock file says; costs nothing where it is so already."""
    if is_ready(place, lock):
        return
    with one_at_a_time(place.build / "dev.lock"):
        if is_ready(place, lock):
            return
        reason = why_remake(place)
        if reason is not None:
            make_environment(place, reason, system=system)
        install(place, lock)


def why_remake(place: Place) -> str | None:
    """Why the environment must be made (anew), as a sentence; None where it will do."""
    config = place.venv / "pyvenv.cfg"
    if place.marker.exists():
        return "An earlier installation did not finish; starting afresh."
    if not place.venv.exists() or not any(place.venv.iterdir()):
        return "Making the virtual environment .venv."
    if not config.exists():
        raise SetUpError(
            f"{place.venv} exists but is not a virtual environment. Move it away and start again."
        )
    made_with = environment_series(config.read_text(encoding="utf-8", errors="replace"))
    if made_with != python_series():
        return f"This is Python {python_series()}; making .venv anew (it was for {made_with})."
    if not place.python.exists():
        return "The Python that .venv was made with is gone; making it anew."
    if listen([place.python, "-m", "pip", "--version"])[0] != 0:
        return "The virtual environment .venv does not work; making it anew."
    return None


def environment_series(config: str) -> str:
    """The Python series named in the text of a pyvenv.cfg, as ``3.11``; empty if it names none."""
    for line in config.splitlines():
        key, _, value = line.partition("=")
        if key.strip() in ("version", "version_info"):
            return ".".join(value.strip().split(".")[:2])
    return ""


def make_environment(place: Place, reason: str, *, system: bool) -> None:
    """Make .venv from nothing, marked unfinished until everything is installed."""
    import shutil

    say(reason)
    ensure_venv_module(system=system)
    try:
        if place.venv.exists():
            shutil.rmtree(place.venv)
        place.venv.mkdir(parents=True)
    except OSError as error:
        raise SetUpError(
            f"{place.venv} cannot be made anew ({error.strerror}). Close the programs that "
            "use it, or remove it by hand, and start again."
        ) from None
    place.marker.touch()
    base = getattr(sys, "_base_executable", None) or sys.executable
    if call([base, "-m", "venv", place.venv], env=clean_environment()) != 0:
        raise SetUpError("the virtual environment could not be made; the reason is above.")


def ensure_venv_module(*, system: bool) -> None:
    """See to it that Python can make environments: Debian ships that part as its own package."""
    from importlib.util import find_spec

    if find_spec("venv") and find_spec("ensurepip"):
        return
    package = f"python{python_series()}-venv"
    if system and can_use_apt():
        say(f"This Python lacks venv and ensurepip; installing {package} with apt-get.")
        install_with_apt([package])
        if call([sys.executable, "-c", "import ensurepip"]) == 0:
            return
    raise SetUpError(
        f"this Python lacks the modules venv and ensurepip. Install them ({venv_advice(package)})."
    )


def venv_advice(debian_package: str) -> str:
    """How each kind of Linux calls the part of Python that makes environments."""
    series = python_series()
    commands = {
        "Debian, Ubuntu": f"apt-get install {debian_package}",
        "Fedora": f"dnf install python{series}",
        "openSUSE": f"zypper install python{series.replace('.', '')}",
        "Arch": "pacman -S python",
    }
    return "; ".join(f"{system}: {as_root()}{command}" for system, command in commands.items())


def install(place: Place, lock: str) -> None:
    """Install the locked packages and stamp the environment; SetUpError where pip fails."""
    say(f"Installing the packages of {lock}; the first time this takes a few minutes.")
    hashes = {lock: place.lock_hash(lock), "python": python_series()}
    if lock == DEV_LOCK:
        # The development lock is made under the constraint of the runtime lock and contains it.
        hashes[RUNTIME_LOCK] = place.lock_hash(RUNTIME_LOCK)
    place.marker.touch()
    options = ["--require-hashes", "--only-binary", ":all:", "--no-input"]
    options += ["--disable-pip-version-check", "--no-warn-script-location"]
    if not sys.stderr.isatty():
        options.append("--quiet")
    place.pip_log.unlink(missing_ok=True)
    options += ["--log", str(place.pip_log)]
    pip = [str(place.python), "-m", "pip", "install", *options, "-r", str(place.root / lock)]
    if call(pip, env=clean_environment()) != 0:
        try:
            told = place.pip_log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            told = ""
        raise SetUpError(
            f"the packages could not be installed: {why_pip_failed(told)} pip's own message is "
            "above. The next start tries again."
        )
    place.add_to_stamp(hashes)
    place.marker.unlink()


# What pip writes when it fails, and what that means; the first that is found is the reason, since
# a machine that reaches nothing also finds no packages.
PIP_FAILURES = {
    r"No space left on device|not enough space on the disk": (
        "the disk is full. Make room (about 1 GB)."
    ),
    r"File name too long|WinError 206|Long Path support": (
        "a path became too long for this system. Move this folder nearer to the root of the disk, "
        "or allow long paths."
    ),
    r"407 Proxy Authentication|ProxyError|Cannot connect to proxy": (
        "the proxy did not let pip through. Set HTTPS_PROXY to its address, with name and "
        "password where it asks for them."
    ),
    r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError": (
        "the certificate of the package index is not trusted here, as where a firm looks into "
        "connections. Set PIP_CERT to the file with the firm's root certificate."
    ),
    r"getaddrinfo failed|name resolution|Name or service|nodename nor servname"
    r"|NewConnectionError|ConnectTimeout|ReadTimeout|Network is unreachable": (
        "the package index could not be reached. Is this machine online? Behind a proxy, set "
        "HTTPS_PROXY to its address."
    ),
    r"DO NOT MATCH THE HASHES": (
        "a package is not the one that was locked: it was changed on the way, or replaced."
    ),
    r"Permission denied|WinError 5\b|Access is denied": (
        "a file could not be written. Close the programs that use this folder, and see whether "
        "you may write into it."
    ),
}


def why_pip_failed(told: str) -> str:
    """What stood in the way of an installation, read from all that pip wrote, as sentences."""
    import platform
    import re

    for pattern, reason in PIP_FAILURES.items():
        if re.search(pattern, told):
            return reason
    missing = re.search(r"No matching distribution found for (\S+)", told)
    if missing:
        return (
            f"there is no {missing.group(1)} made for this system ({sys.platform}, "
            f"{platform.machine()}, Python {python_series()}). Another Python of 64 bits may help."
        )
    return "the reason is not one that is known here."


def clean_environment() -> dict[str, str]:
    """The environment without what would make Python or pip work somewhere else.

    Settings about where packages come from and how to reach that place are kept.
    """
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
    unwanted |= {"PIP_NO_DEPS", "PIP_DRY_RUN", "PIP_NO_BINARY", "__PYVENV_LAUNCHER__"}
    return {key: value for key, value in os.environ.items() if key not in unwanted}


# --- the system libraries of Qt, on Linux --------------------------------------------------------


def on_linux() -> bool:
    """Whether this is Linux: elsewhere Qt brings all it needs, and there is always a display."""
    return sys.platform.startswith("linux")


def display_kinds(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The kinds of display a Linux environment offers: ``wayland``, ``x11``, both or none."""
    names = (("wayland", "WAYLAND_DISPLAY"), ("x11", "DISPLAY"))
    return tuple(kind for kind, name in names if environ.get(name))


def check_qt(place: Place, *, system: bool, optional: bool = False) -> None:
    """See to it that Qt's system libraries load on Linux; remembered in the stamp.

    Where something is missing: installs it if that is possible and not declined; otherwise says
    what to run, and stops unless declined or optional.
    """
    if not on_linux():
        return
    kinds = display_kinds(os.environ)
    key, value = "qt:" + "+".join(kinds), place.lock_hash(RUNTIME_LOCK)
    if place.read_stamp().get(key) == value:
        return
    with one_at_a_time(place.build / "dev.lock"):
        missing = missing_libraries(place, kinds)
        if missing and system and can_use_apt():
            install_libraries(missing)
            missing = missing_libraries(place, kinds)
        if not missing:
            place.add_to_stamp({key: value})
            return
    advice = missing_advice(missing)
    if system and not optional:
        raise SetUpError(f"{advice}\nWith --no-system dev.py goes on without them.")
    say(f"{advice}\nGoing on without them.")


def install_libraries(missing: Sequence[str]) -> None:
    """Say which libraries are missing and install their Debian packages."""
    packages = debian_packages(missing)
    say(f"Qt needs system libraries that are missing here: {', '.join(missing)}.")
    say(f"Installing with apt-get: {' '.join(packages)}.")
    install_with_apt(packages)


def missing_libraries(place: Place, kinds: Iterable[str]) -> list[str]:
    """The shared libraries that Qt's modules and the plugins for these displays do not find.

    SetUpError where Qt does not load for another reason than a missing library.
    """
    files = [found for name in _qt_files(kinds) for found in _in_pyside(place, name)]
    _, report = listen(["ldd", *files], env={**os.environ, "LC_ALL": "C"})
    missing = unresolved(report)
    if missing:
        return missing
    status, output = listen([place.python, "-c", "import PySide6.QtWidgets"])
    if status == 0:
        return []
    named = library_not_opened(output)
    if named is None:
        raise SetUpError(f"Qt does not load:\n{output.strip()}")
    return [named]


def _qt_files(kinds: Iterable[str]) -> list[str]:
    plugins = [file for kind in ("", *kinds) for file in QT_PLUGINS[kind]]
    return [*QT_MODULES, *plugins]


def _in_pyside(place: Place, name: str) -> list[Path]:
    return sorted(place.venv.glob(f"lib/python*/site-packages/PySide6/{name}"))


def unresolved(report: str) -> list[str]:
    """The libraries that a report of ``ldd`` calls not found, sorted, each once."""
    lines = (line.split() for line in report.splitlines() if "=> not found" in line)
    return sorted({words[0] for words in lines if words})


def library_not_opened(message: str) -> str | None:
    """The library named in the dynamic loader's complaint; None where there is no such thing."""
    import re

    found = re.search(r"(\S+\.so[.\d]*): cannot open shared object file", message)
    return found.group(1) if found else None


def debian_packages(libraries: Iterable[str]) -> list[str]:
    """The Debian packages of these libraries; all known ones where a library is not known."""
    wanted = list(libraries)
    if not set(wanted) <= set(DEBIAN_PACKAGES):
        wanted = list(DEBIAN_PACKAGES)
    return sorted({DEBIAN_PACKAGES[library] for library in wanted})


def missing_advice(missing: Sequence[str]) -> str:
    """What is missing and the one command that installs it, for this Linux."""
    import shutil

    text = f"Qt needs system libraries that are missing here: {', '.join(missing)}."
    if shutil.which("apt-get"):
        packages = " ".join(debian_packages(missing))
        return f"{text}\nInstall them with: {as_root()}apt-get install -y {packages}"
    if shutil.which("pacman"):
        return f"{text}\nInstall them with: {as_root()}pacman -S --needed {ARCH_PACKAGES}"
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            # Packages of these systems can be named by the library they provide.
            provided = " ".join(f"'{library}()(64bit)'" for library in missing)
            return f"{text}\nInstall them with: {as_root()}{tool} install -y {provided}"
    return f"{text}\nInstall the packages of your system that contain them."


def as_root() -> str:
    """The prefix with which a command must be run to be run as root: empty where it is so."""
    return "" if is_root() else "sudo "


def is_root() -> bool:
    """Whether this process may change the system; false where there is no such notion."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_use_apt() -> bool:
    """Whether dev.py may install system packages: as root on Debian, Ubuntu and their kin."""
    import shutil

    return is_root() and Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def install_with_apt(packages: Sequence[str]) -> None:
    """Install Debian packages without asking; a failure shows when one looks again."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=120"]
    if call([*apt, "update"], env=env) != 0:
        say("apt-get could not refresh its lists; trying with the old ones.")
    if call([*apt, "install", "--no-install-recommends", *packages], env=env) != 0:
        say("apt-get did not succeed; its own message is above.")


# --- the commands --------------------------------------------------------------------------------


def program_environment(place: Place) -> dict[str, str]:
    """The environment in which the checkout's own package is found first."""
    env = clean_environment()
    others = os.environ.get("PYTHONPATH")
    env["PYTHONPATH"] = os.pathsep.join([str(place.root), *([others] if others else [])])
    return env


def hand_over(place: Place, args: Sequence[str]) -> int:
    """Become the environment's Python with these arguments; on Windows, wait for it."""
    command = [str(place.python), "-P", *args]
    env = program_environment(place)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(place.python, command, env)  # noqa: S606 - no shell is wanted
    import subprocess

    return subprocess.run(command, check=False, env=env).returncode


def run(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Open the program, or do its main job without a window where there is no display."""
    prepare(place, RUNTIME_LOCK, system=system)
    headless = not has_display(os.environ)
    window = not HEADLESS_COMMANDS.intersection(args)
    check_qt(place, system=system, optional=headless or not window)
    if window and headless:
        return brief_instead(place, args)
    return hand_over(place, ["-m", "dsa_sim", *args])


def has_display(environ: Mapping[str, str]) -> bool:
    """Whether a window can be expected to open: elsewhere than on Linux, always."""
    if not on_linux():
        return True
    return bool(display_kinds(environ) or environ.get("QT_QPA_PLATFORM"))


def brief_instead(place: Place, args: Sequence[str]) -> int:
    """Write the briefing PDF of the named case, or of the example, and say where it is."""
    import argparse

    parser = argparse.ArgumentParser(prog="dev.py run", add_help=False)
    parser.add_argument("case", nargs="?", type=Path, default=place.root.joinpath(*EXAMPLE))
    parser.add_argument("-o", "--out", type=Path)
    options, others = parser.parse_known_args(args)
    case = options.case.resolve()
    out = (options.out or place.build / f"{case.stem}-briefing.pdf").resolve()
    say("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can")
    say(f"open. Writing the briefing of {case.name} instead.")
    out.parent.mkdir(parents=True, exist_ok=True)
    # What an earlier run left in the build folder is this tool's own.
    force = () if options.out else ("--force",)
    command = [place.python, "-P", "-m", "dsa_sim", "brief", case, "-o", out, *force, *others]
    status = call(command, env=program_environment(place))
    if status == 0:
        print(f"The briefing is here: {out}", flush=True)
    else:
        say("The briefing could not be written; the reason is above.")
    return status


def test(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Run every test once, or pytest with the arguments that are given."""
    prepare(place, DEV_LOCK, system=system)
    check_qt(place, system=system)
    os.chdir(place.root)
    return hand_over(place, ["-m", "pytest", *args]) if args else every_test(place)


def every_test(place: Place) -> int:
    """Every test once, on all cores: those of the window, and the others with Qt out of reach."""
    on_all_cores = ["-m", "pytest", "-n", "auto", "--dist", "worksteal", "-q"]
    others = [*on_all_cores, "-p", "no:pytest-qt", "tests", "--ignore=tests/ui"]
    failed = run_each(place, [others], without_qt=True)
    return run_each(place, [[*on_all_cores, "tests/ui"]]) or failed


def lint(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Check style, format and types; every check runs, and one failure is a failure."""
    prepare(place, DEV_LOCK, system=system)
    checks = (["ruff", "check", *args], ["ruff", "format", "--check", *args], ["mypy", *args])
    return run_each(place, [["-m", *check] for check in checks])


def bench(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Run every benchmark in turn."""
    prepare(place, DEV_LOCK, system=system)
    check_qt(place, system=system)
    scripts = sorted((place.root / "benchmarks").glob("bench_*.py"))
    if not scripts:
        raise SetUpError("there is no benchmark in benchmarks/ (bench_*.py).")
    return run_each(place, [[str(script.relative_to(place.root)), *args] for script in scripts])


def soak(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Let a random person work on a document for a long time."""
    prepare(place, DEV_LOCK, system=system)
    check_qt(place, system=system)
    os.chdir(place.root)
    return hand_over(place, ["-m", "tests.ui.test_random_person", *args])


def kills(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Kill a process that saves, many times, and look at what is left."""
    prepare(place, DEV_LOCK, system=system)
    os.chdir(place.root)
    return hand_over(place, ["-m", "tests.storage.kill_during_save", *args])


def fuzz(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Read damaged files without end (--kind, --seed, --keep FOLDER)."""
    prepare(place, DEV_LOCK, system=system)
    os.chdir(place.root)
    return hand_over(place, ["-m", "tests.fuzz", *args])


def run_each(place: Place, jobs: Iterable[Sequence[str]], *, without_qt: bool = False) -> int:
    """Run Python with each list of arguments in turn; 1 if any of them failed.

    `without_qt` keeps Qt out of reach of tests, as if it were not installed.
    """
    env = program_environment(place) | ({WITHOUT_QT: "1"} if without_qt else {})
    failed = []
    for job in jobs:
        say(f"--- {' '.join(job).removeprefix('-m ')}")
        if call([place.python, *job], cwd=place.root, env=env) != 0:
            failed.append(" ".join(job).removeprefix("-m "))
    for name in failed:
        say(f"failed: {name}")
    return 1 if failed else 0


def screenshots(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Draw the pages of the program."""
    prepare(place, DEV_LOCK, system=system)
    check_qt(place, system=system)
    os.chdir(place.root)
    if args[:1] == ["briefings"]:
        return hand_over(place, ["-m", "dsa_sim.ui.briefing_pictures", *args[1:]])
    return hand_over(place, ["-m", "dsa_sim.ui.screenshots", *args])


def translations(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Collect the marked texts, update every language's catalogue and compile it."""
    prepare(place, DEV_LOCK, system=system)
    os.chdir(place.root)
    return hand_over(place, ["-m", "dsa_sim.language.catalogues", *args])


def bundle(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Make the program that needs no Python, in an environment without what only tests need."""
    own = Place(place.root, "build/bundle-venv")
    prepare(own, BUNDLE_LOCK, system=system)
    os.chdir(place.root)
    return hand_over(own, ["installers/bundle.py", *args])


def docs(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Make the site of the documentation; a warning is an error."""
    own = Place(place.root, "build/docs-venv")
    prepare(own, DOCS_LOCK, system=system)
    os.chdir(place.root)
    return hand_over(own, ["-m", "mkdocs", "build", "--strict", *args])


def lock(place: Place, args: Sequence[str], *, system: bool) -> int:
    """Renew the requirement files: every platform, hashes, no address of any index."""
    import shutil

    del system
    beside = shutil.which("uv", path=str(place.python.parent))
    uv = beside or shutil.which("uv")
    if uv is None:
        raise SetUpError("this needs the program uv on the search path (pip install uv).")
    made = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    made += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    made += args
    program = "pyproject.toml"
    outcomes = [[program, "-o", RUNTIME_LOCK]]
    for group, file in (("dev", DEV_LOCK), ("bundle", BUNDLE_LOCK)):
        outcomes.append([program, "--group", group, "--constraints", RUNTIME_LOCK, "-o", file])
    # The site is made without the program.
    outcomes.append(["--group", "docs", "-o", DOCS_LOCK])
    for outcome in outcomes:
        if call([*made, *outcome], cwd=place.root) != 0:
            raise SetUpError("uv could not renew the lock; its own message is above.")
    return 0


COMMANDS = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "soak": soak,
    "kills": kills,
    "fuzz": fuzz,
    "screenshots": screenshots,
    "translations": translations,
    "bundle": bundle,
    "docs": docs,
    "lock": lock,
}


def main(argv: Sequence[str]) -> int:
    """Do the command; exit status 2 for an unknown one, 1 where set-up failed."""
    words = [word for word in argv if word != "--no-system"]
    if not words or words[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if words else 2
    if words[0] not in COMMANDS:
        say(f"dev.py: there is no command {words[0]!r}; python3 dev.py --help lists them.")
        return 2
    place = Place(Path(__file__).resolve().parent)
    try:
        check_python(sys.version_info[:3])
        return COMMANDS[words[0]](place, words[1:], system=len(words) == len(argv))
    except SetUpError as error:
        say(f"dev.py: {error}")
        return 1
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
