"""Tries the bundle where there is neither Python nor a network: what `dev.py bundle --test` runs.

As root on Debian or Ubuntu the Debian package is installed into a fresh system of its own
(debootstrap) and runs there, cut off from the network. Elsewhere the folder runs as it lies, with
an empty search path, and in a network of its own where the system allows that. Each step is one
command as a person would type it; the first that fails ends the trial with what it printed.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
TREE = ROOT / "build" / "bundle-tree"
PICTURE = ROOT / "build" / "bundle" / "window.png"
EXAMPLE = ROOT / "assets" / "examples" / "aliexpress.dsacase"
SCREEN = ":97"
PATIENCE = 60
"""Seconds until what has not come is taken not to come."""

ENDINGS = ("pdf", "pptx", "xlsx", "docx")
STEPS = (
    "--version",
    "--help",
    "law 74",
    "register Bing",
    "new --platform Bing -o made.dsacase",
    "check made.dsacase",
    "check example.dsacase --lang de",
    "assess example.dsacase --json",
    "simulate example.dsacase",
    "sensitivity example.dsacase --trials 2000",
    "dates example.dsacase --ics dates.ics",
    *(f"brief example.dsacase -o briefing.{ending} --lang fr" for ending in ENDINGS),
    "brief example.dsacase -o picture.pptx --pictures",
    "table maxima example.dsacase -o table.csv",
    "table maxima example.dsacase -o table.xlsx",
)
WRITTEN = {
    "made.dsacase": b"{", "dates.ics": b"BEGIN:VCALENDAR", "briefing.pdf": b"%PDF-",
    "briefing.pptx": b"PK", "briefing.xlsx": b"PK", "briefing.docx": b"PK", "picture.pptx": b"PK",
    "table.csv": b"", "table.xlsx": b"PK",
}  # fmt: skip


class Failed(Exception):  # noqa: N818 - it is told as it is
    """A step of the trial did not do what it should; the text says which and how."""


def try_it(program: Path) -> None:
    """Run every step on the bundle; exit with status 1 at the first that fails."""
    if not program.exists():
        sys.exit("there is no bundle yet: python3 dev.py bundle --pack")
    try:
        with TemporaryDirectory(prefix="dsa-sim-") as made:
            _try_in(program, Path(made))
    except Failed as failure:
        sys.exit(f"FAILED: {failure}")


def _try_in(program: Path, made: Path) -> None:
    package = next(program.parent.glob("dsa-sim_*.deb"), None)
    in_tree = package is not None and os.geteuid() == 0 and bool(shutil.which("debootstrap"))
    if in_tree:
        work = _tree_with(package) / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        command = ["unshare", "--net", "chroot", str(TREE), "/usr/bin/env", "-i", "-C", "/work"]
        command += ["PATH=/usr/bin:/bin", "HOME=/work", "LANG=C.UTF-8"]
        where = "a Debian of its own"
    else:
        work, command = made, [*_without_network(), "env", "-i", f"HOME={made}", "LANG=C.UTF-8"]
        command.append(f"PATH={program}")
        where = "an empty search path"
    print(f"in {where}, {'with' if 'unshare' not in command else 'without'} a network")
    shutil.copyfile(EXAMPLE, work / "example.dsacase")
    for step in STEPS:
        _run([*command, "dsa-sim", *step.split()], work)
    for name, start in WRITTEN.items():
        if not (work / name).read_bytes().startswith(start):
            raise Failed(f"{name} is not what its name says")
    _no_python(command, work)
    if sys.platform.startswith("linux"):
        _see_window(command, work)
    print("every step passed")


def _without_network() -> list[str]:
    """The words before a command that cut it off, where this system lets one."""
    alone = ["unshare", "--net", "--map-root-user"]
    tried = subprocess.run([*alone, "true"], check=False, capture_output=True)
    return alone if tried.returncode == 0 else []


def _run(command: Sequence[str], folder: Path) -> str:
    began = time.monotonic()
    done = subprocess.run(
        command, check=False, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", errors="replace",
    )  # fmt: skip
    told = " ".join(command[command.index("dsa-sim") :]) if "dsa-sim" in command else command[-1]
    print(f"  {time.monotonic() - began:5.2f} s  {told}", flush=True)
    if done.returncode != 0 or "Traceback" in done.stderr:
        raise Failed(f"{told} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _no_python(command: Sequence[str], folder: Path) -> None:
    found = subprocess.run(
        [*command, "python3", "--version"], check=False, cwd=folder, capture_output=True
    )
    if found.returncode == 0:
        raise Failed("there is a Python here, so that the trial shows nothing")


def _tree_with(package: Path | None) -> Path:
    """A Debian with nothing but its base and the package, installed as a person installs it."""
    assert package is not None
    if not (TREE / "usr/bin/apt-get").exists():
        shutil.rmtree(TREE, ignore_errors=True)
        release = dict(
            line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines()
        )
        suite = release["VERSION_CODENAME"].strip('"')
        print(f"making a Debian {suite} in {TREE.relative_to(ROOT)}")
        _quietly(["debootstrap", "--variant=minbase", suite, str(TREE)])
    shutil.copyfile(package, TREE / "dsa-sim.deb")
    _quietly(["chroot", str(TREE), "apt-get", "-qq", "update"])
    _quietly([
        "chroot", str(TREE), "apt-get", "-qq", "-y", "install", "--reinstall",
        "--no-install-recommends", "/dsa-sim.deb",
    ])  # fmt: skip
    return TREE


def _quietly(command: Sequence[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=env)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")


# --- the window ----------------------------------------------------------------------------------


def _see_window(command: Sequence[str], work: Path) -> None:
    """Open the example in a window on a screen of its own, and keep a picture of it."""
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        print(f"  the window was not tried: {', '.join(missing)} not here")
        return
    # The screen is reached by a file, for a system that is cut off from the network.
    sockets = Path("/tmp/.X11-unix")  # noqa: S108 - the place every X server has
    inside = TREE / "tmp/.X11-unix" if "chroot" in command else sockets
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1440x900x24"])
    try:
        _wait(lambda: (sockets / f"X{SCREEN[1:]}").exists(), "the screen")
        if inside != sockets:
            inside.mkdir(parents=True, exist_ok=True)
            _quietly(["mount", "--bind", str(sockets), str(inside)])
        _look(command, work)
    finally:
        screen.terminate()
        if inside != sockets:
            subprocess.run(["umount", str(inside)], check=False)


def _look(command: Sequence[str], work: Path) -> None:
    from PIL import ImageGrab

    began = time.monotonic()
    shown = [*command, f"DISPLAY={SCREEN}", "dsa-sim-window", "example.dsacase"]
    window = subprocess.Popen(shown, cwd=work, stdin=subprocess.DEVNULL)
    try:
        titled = ["xdotool", "search", "--onlyvisible", "--name", "example.dsacase"]
        seen = partial(
            subprocess.run, titled, capture_output=True, env={**os.environ, "DISPLAY": SCREEN}
        )
        _wait(lambda: seen().returncode == 0, "the window", window)
        print(f"  {time.monotonic() - began:5.2f} s  the window is there", flush=True)
        before = None
        while before != (before := ImageGrab.grab(xdisplay=SCREEN).tobytes()):
            time.sleep(1)
        picture = ImageGrab.grab(xdisplay=SCREEN)
        picture.save(PICTURE)
        if len(picture.getcolors(2**24) or ()) < 50:
            raise Failed(f"the window shows next to nothing: {PICTURE.relative_to(ROOT)}")
        print(f"  look at {PICTURE.relative_to(ROOT)}")
    finally:
        window.terminate()


def _wait(
    found: Callable[[], object], what: str, process: subprocess.Popen[bytes] | None = None
) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        if time.monotonic() > end or (process and process.poll() is not None):
            raise Failed(f"waited in vain for {what}")
        time.sleep(0.05)
