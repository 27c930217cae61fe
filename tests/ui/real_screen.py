"""A screen of one's own (Xvfb) with a window manager, and a person at it who counts actions.

An action is a click, a word that is typed, or a key with what is held with it. The person sees
what anybody sees: titles of windows, blue buttons, what is on the clipboard, files on the disk.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import numpy as np
import PySide6
import pytest
from PySide6.QtGui import QImage

from dsa_sim.ui.theme import LIGHT
from tests.ui.conftest import PATIENCE

TOOLS = ("Xvfb", "openbox", "xdotool")
SIZE = (1440, 900)
ROOT = Path(__file__).parents[2]
POLL = 0.05
STANDING, LONG_STANDING, CARET = 4, 20, 800
"""Looks in a row that see the same, before what moves nobody acts; bytes of a caret."""
FULL_ROWS = 3
"""Rows of pixels of full width above the words of a button; the frame of a field has fewer."""


def missing_here() -> list[str]:
    """What a screen of one's own would need and this computer has not."""
    tools = [tool for tool in TOOLS if shutil.which(tool) is None]
    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if tools or not plugin.exists():
        return [*tools, *([] if plugin.exists() else [plugin.name])]
    said = subprocess.run(["ldd", plugin], capture_output=True, text=True, check=False).stdout
    return sorted({line.split()[0] for line in said.splitlines() if "not found" in line})


_MISSING = missing_here()
needs_a_screen = pytest.mark.skipif(bool(_MISSING), reason=f"not here: {', '.join(_MISSING)}")

_WHAT_IS_COPIED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
def look():
    image = app.clipboard().image()
    if not image.isNull():
        image.save(sys.argv[1])
        app.quit()
timer = QTimer(interval=100)
timer.timeout.connect(look)
timer.start()
app.exec()
"""


class WaitedInVainError(AssertionError):
    """A minute went by, and what was waited for did not come."""


def wait_until(found: Callable[[], object], what: str) -> None:
    """Look again and again until something is there, for a minute at most."""
    end = time.monotonic() + PATIENCE / 1000
    while not found():
        if time.monotonic() > end:
            raise WaitedInVainError(f"waited a minute for {what}")
        time.sleep(POLL)


@dataclass(frozen=True, kw_only=True)
class Button:
    """Where a button is on the screen."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def x(self) -> int:
        return (self.left + self.right) // 2

    @property
    def y(self) -> int:
        return (self.top + self.bottom) // 2

    @property
    def height(self) -> int:
        return self.bottom - self.top


class Person:
    """Somebody with keyboard and mouse before a screen; counts what they do."""

    def __init__(self, display: str, folder: Path) -> None:
        self.actions, self.folder = 0, folder
        home = folder / "home"
        home.mkdir()
        unwanted = ("XDG_", "QT_", "WAYLAND", "DBUS", "LC_", "LANGUAGE")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(unwanted)}
        self.environment = kept | {
            "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(home), "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"),
        }  # fmt: skip

    def key(self, keys: str) -> None:
        """Press a key, with those held that stand before it."""
        self._act("key", "--clearmodifiers", keys)

    def opens(self, keys: str, title: str) -> None:
        """Press a key that gives the keyboard to another window, which is called so."""
        before = self._do("getactivewindow")
        self.key(keys)
        wait_until(lambda: self._do("getactivewindow") not in ("", before), "another window")
        self.sees(title)

    def type(self, text: str) -> None:
        """Type a word."""
        self._act("type", "--clearmodifiers", "--delay", "4", text)

    def names(self, file: Path) -> None:
        """Type the whole name of a file into a dialog that asks for one, and have it written."""
        self.type(str(file))
        self.key("Return")
        wait_until(lambda: file.exists() and file.stat().st_size, f"the file {file.name}")

    def click(self, x: int, y: int) -> None:
        """Click somewhere."""
        self._act("mousemove", str(x), str(y), "click", "1")

    def waits(self) -> None:
        """Wait longer than a busy program takes to show what it does: before keys that go there.

        A caret that blinks is no change.
        """
        looks: list[np.ndarray] = []

        def stands() -> bool:
            looks[:] = [*looks, np.frombuffer(self._screen(), np.uint8)][-LONG_STANDING:]
            changed = (int((look != looks[0]).sum()) for look in looks[1:])
            return len(looks) == LONG_STANDING and max(changed) < CARET

        wait_until(stands, "the screen to stand still")

    def _act(self, *words: str) -> None:
        """Do something once nothing moves on the screen, as somebody does who looks at it."""
        looks: list[bytes] = []

        def stands() -> bool:
            looks[:] = [*looks, self._screen()][-STANDING:]
            return len(looks) == STANDING and len(set(looks)) == 1

        wait_until(stands, "the screen to stand still")
        self.actions += 1
        self._do(*words)

    def _screen(self) -> bytes:
        return (self.folder / "Xvfb_screen0").read_bytes()

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False,
            timeout=60,
        )  # fmt: skip
        return done.stdout.strip()

    @property
    def title(self) -> str:
        """The title of the window that has the keyboard."""
        return self._do("getactivewindow", "getwindowname")

    def sees(self, title: str) -> None:
        """Wait until the window with the keyboard is called so, or begins so."""
        wait_until(lambda: self.title.startswith(title), f"the window “{title}”")

    def pixels(self) -> np.ndarray:
        """What is on the screen: rows of pixels, blue, green and red."""
        data = self._screen()
        head = np.frombuffer(data[:100], ">u4")
        size, width, height, line, colours = (int(head[n]) for n in (0, 4, 5, 12, 19))
        start = size + colours * 12
        rows = np.frombuffer(data, np.uint8, line * height, start).reshape(height, line)
        return rows[:, : width * 4].reshape(height, width, 4)[:, :, :3]

    def keep_picture(self) -> None:
        """Keep what is on the screen as a picture in the folder of the test."""
        rows = np.ascontiguousarray(self.pixels())
        height, width = rows.shape[:2]
        kept = QImage(rows.data, width, height, width * 3, QImage.Format.Format_BGR888)
        kept.save(str(self.folder / "screen.png"))

    def blue_button(self, *, below: int = 0, right_of: int = 0) -> Button:
        """The first main button from the top that is in sight there, once it moves no more."""
        looks: list[Button | None] = []

        def stands() -> bool:
            there = (b for b in self._blue() if b.y > below and b.x > right_of)
            looks.append(next(there, None))
            last = looks[-STANDING:]
            return last[0] is not None and last == [last[0]] * STANDING

        wait_until(stands, "a blue button")
        return looks[-1]

    def _blue(self) -> list[Button]:
        accent = [int(LIGHT.accent[n : n + 2], 16) for n in (5, 3, 1)]
        is_blue = (self.pixels() == accent).all(axis=2)
        edges = np.diff(np.pad(is_blue, ((0, 0), (1, 1))).astype(np.int8), axis=1)
        rows: dict[tuple[int, int], list[int]] = {}
        for y in np.flatnonzero(is_blue.any(axis=1)):
            ends = zip(np.flatnonzero(edges[y] == 1), np.flatnonzero(edges[y] == -1), strict=True)
            for left, right in ends:
                if right - left > 50:
                    rows.setdefault((int(left), int(right)), []).append(int(y))
        found = [
            Button(left=left, right=right, top=ys[0], bottom=ys[-1])
            for (left, right), ys in rows.items()
            if len(ys) >= FULL_ROWS and ys[FULL_ROWS - 1] - ys[0] == FULL_ROWS - 1
        ]
        return sorted(found, key=lambda button: button.top)

    def copied_picture(self) -> Path:
        """What another program finds on the clipboard: a picture, once it is there."""
        target = self.folder / "copied.png"
        subprocess.run(
            [sys.executable, "-c", _WHAT_IS_COPIED, str(target)], env=self.environment,
            check=True, timeout=PATIENCE / 1000,
        )  # fmt: skip
        return target


@contextmanager
def own_screen(folder: Path) -> Iterator[str]:
    """A screen that nobody sees: its name as a display; its pixels are in the folder."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24",
         "-nolisten", "tcp", "-fbdir", str(folder)],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def _started(person: Person, *command: str) -> Iterator[subprocess.Popen]:
    with (person.folder / "said").open("ab") as log:
        process = subprocess.Popen(
            command, env=person.environment, cwd=person.folder, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def program_of(person: Person) -> Iterator[subprocess.Popen]:
    """The program, started by a person, until they are done with it."""
    with _started(person, sys.executable, "-m", "dsa_sim") as program:
        try:
            person.sees("DSA fine simulator")
            yield program
        except BaseException:
            person.keep_picture()
            raise


@contextmanager
def before_a_screen(folder: Path) -> Iterator[Person]:
    """A person before a screen with a window manager and nothing else."""
    with own_screen(folder) as display:
        person = Person(display, folder)
        with _started(person, "openbox", "--sm-disable"):
            yield person


def again_if_lost(scenario: Callable[[Path], None]) -> Callable[[Path], None]:
    """A test of what somebody does before a screen, done again where it got lost, twice at most.

    A window manager on a busy computer now and then gives the keyboard to nobody. What the program
    does wrong it does wrong every time.
    """

    @wraps(scenario)
    def test(tmp_path: Path) -> None:
        for turn in ("first", "second", "third"):
            (tmp_path / turn).mkdir()
            try:
                return scenario(tmp_path / turn)
            except AssertionError:
                if turn == "third":
                    raise
        return None

    return test


@contextmanager
def at_the_program(folder: Path) -> Iterator[Person]:
    """A person before a screen with the program on it."""
    with before_a_screen(folder) as person, program_of(person):
        yield person
