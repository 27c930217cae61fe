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
from dataclasses import dataclass
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

NEEDED = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LOCALAPPDATA", "APPDATA")
"""What a program finds its system by; nothing here leads to a Python."""

ENDINGS = ("pdf", "pptx", "xlsx", "docx")
STEPS = (
    "--version",
    "--version --verbose",
    "--help",
    "law 74",
    "law --in-use",
    "law --to-xlsx law.xlsx",
    "law --new-key key.txt",
    "law --export-pack law.dsalaw --sign key.txt",
    "register Bing",
    "new --platform Bing -o made.dsacase",
    "check made.dsacase example.dsacase --lang de --json",
    "help brief",
    "completion bash",
    "assess example.dsacase --json",
    "simulate example.dsacase",
    "sensitivity example.dsacase --trials 2000",
    "solve example.dsacase --input illegal-products.start --target 3e8",
    "portfolio example.dsacase made.dsacase",
    "dates example.dsacase --ics dates.ics",
    *(f"brief example.dsacase -o briefing.{ending} --lang fr" for ending in ENDINGS),
    "brief example.dsacase -o picture.pptx --pictures",
    "table maxima example.dsacase -o table.csv",
    "table maxima example.dsacase -o table.xlsx",
)
WRITTEN = {
    "law.xlsx": b"PK", "law.dsalaw": b"{", "made.dsacase": b"{",
    "dates.ics": b"BEGIN:VCALENDAR", "briefing.pdf": b"%PDF-",
    "briefing.pptx": b"PK", "briefing.xlsx": b"PK", "briefing.docx": b"PK", "picture.pptx": b"PK",
    "table.csv": b"", "table.xlsx": b"PK",
}  # fmt: skip


class FailedError(Exception):
    """A step of the trial did not do what it should; the text says which and how."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the trial runs: the words before a command, its surroundings, the folder it works in.

    `program` is the folder in which the two programs are found there.
    """

    before: tuple[str, ...]
    environment: dict[str, str]
    folder: Path
    program: str

    def command(self, name: str, *words: str) -> list[str]:
        """One command as it is run here."""
        return [*self.before, f"{self.program}/{name}", *words]


def try_it(program: Path) -> None:
    """Run every step on the bundle; exit with status 1 at the first that fails."""
    if not program.exists():
        sys.exit("there is no bundle yet: python3 dev.py bundle --pack")
    try:
        with TemporaryDirectory(prefix="dsa-sim-") as made:
            _try_in(_in_a_tree(program) or _as_it_lies(program, Path(made)))
    except FailedError as failure:
        sys.exit(f"FAILED: {failure}")


def _try_in(place: Place) -> None:
    shutil.copyfile(EXAMPLE, place.folder / "example.dsacase")
    for step in STEPS:
        _run(place, step)
    for name, start in WRITTEN.items():
        if not (place.folder / name).read_bytes().startswith(start):
            raise FailedError(f"{name} is not what its name says")
    if sys.platform.startswith("linux"):
        _see_window(place)
    print("every step passed")


def _in_a_tree(program: Path) -> Place | None:
    """In a Debian of its own without Python, the package installed; None where that cannot be."""
    package = next(program.parent.glob("dsa-sim_*.deb"), None)
    tools = [shutil.which(name) for name in ("debootstrap", "unshare", "chroot")]
    if package is None or not all(tools) or os.geteuid() != 0:
        return None
    folder = _tree_with(package) / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if list(TREE.glob("usr/bin/python3*")):
        raise FailedError("there is a Python in the tree, so that the trial shows nothing")
    print("in a Debian of its own, without Python, without a network")
    before = (str(tools[1]), "--net", str(tools[2]), str(TREE), "env", "-C", "/work")
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/work", "LANG": "C.UTF-8"}
    return Place(before=before, environment=environment, folder=folder, program="/usr/bin")


def _as_it_lies(program: Path, made: Path) -> Place:
    """The folder itself, with nothing on the search path."""
    alone = [tool for tool in [shutil.which("unshare")] if tool]
    before = (*alone, "--net", "--map-root-user") if alone else ()
    if not alone or subprocess.run([*before, "/bin/true"], check=False).returncode != 0:
        before = ()
    print(f"with an empty search path, {'without' if before else 'with'} a network")
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    environment = {**kept, "PATH": str(program), "HOME": str(made), "LANG": "C.UTF-8"}
    return Place(before=before, environment=environment, folder=made, program=str(program))


def _run(place: Place, step: str) -> None:
    began = time.monotonic()
    done = subprocess.run(
        place.command("dsa-sim", *step.split()), check=False, cwd=place.folder,
        env=place.environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        errors="replace",
    )  # fmt: skip
    print(f"  {time.monotonic() - began:5.2f} s  dsa-sim {step}", flush=True)
    if done.returncode != 0 or done.stderr or "not found" in done.stdout:
        raise FailedError(f"{step} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _tree_with(package: Path) -> Path:
    """A Debian with nothing but its base and the package, installed as a person installs it."""
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
        raise FailedError(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")


# --- the window ----------------------------------------------------------------------------------


def _see_window(place: Place) -> None:
    """Open the example in a window on a screen of its own, and keep a picture of it."""
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        print(f"  the window was not tried: {', '.join(missing)} not here")
        return
    # The screen is reached by a file, for a system that is cut off from the network.
    sockets = Path("/tmp/.X11-unix")  # noqa: S108 - the place every X server has
    inside = TREE / "tmp/.X11-unix" if str(TREE) in place.before else sockets
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1440x900x24"])
    try:
        _wait(lambda: (sockets / f"X{SCREEN[1:]}").exists(), "the screen")
        if inside != sockets:
            inside.mkdir(parents=True, exist_ok=True)
            _quietly(["mount", "--bind", str(sockets), str(inside)])
        _look(place)
    finally:
        screen.terminate()
        if inside != sockets:
            subprocess.run(["umount", str(inside)], check=False)


def _look(place: Place) -> None:
    from PIL import ImageGrab

    began = time.monotonic()
    window = subprocess.Popen(
        place.command("dsa-sim-window", "example.dsacase"), cwd=place.folder,
        env={**place.environment, "DISPLAY": SCREEN}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
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
            raise FailedError(f"the window shows next to nothing: {PICTURE.relative_to(ROOT)}")
        print(f"  look at {PICTURE.relative_to(ROOT)}")
    finally:
        window.terminate()


def _wait(
    found: Callable[[], object], what: str, process: subprocess.Popen[bytes] | None = None
) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        if time.monotonic() > end or (process and process.poll() is not None):
            raise FailedError(f"waited in vain for {what}")
        time.sleep(0.05)
