"""What all tests of the window share."""

import gc
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from dsa_sim.language import Language
from dsa_sim.storage.example import example_case
from dsa_sim.ui import files
from dsa_sim.ui.actions import Actions
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.window import MainWindow

PATIENCE = 60_000
"""Milliseconds that a test waits for an event at most: any machine may be slow at any moment."""

TRIALS = 131_072
"""Trials of the worked example in tests: what is computed is tested where it is computed."""

_TESTS = count(1)


def commands_of(window: MainWindow) -> Actions:
    """The commands of a window, which are a child of it."""
    return window.findChild(Actions)


@pytest.fixture(autouse=True)
def no_windows_pile_up() -> Iterator[None]:
    """Let windows go between tests: they are in cycles, and each holds its simulations.

    Within a test the collector rests, so that a window of an earlier test is never destroyed in
    the middle of an event of this one. The program itself has one window as long as it runs.
    """
    gc.disable()
    yield
    gc.enable()
    if next(_TESTS) % 4 == 0:
        gc.collect()


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """The robot of pytest-qt, waiting for what happens however long the machine takes."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE)
    qtbot.waitSignal = partial(qtbot.waitSignal, timeout=PATIENCE)
    return qtbot


@pytest.fixture(autouse=True, scope="session")
def example_with_few_trials() -> Iterator[None]:
    """Open the worked example in English and with fewer trials: most tests need no more of it."""
    few = msgspec.structs.replace(example_case(), trials=TRIALS)
    kept, files.example_case = files.example_case, lambda _language: few
    yield
    files.example_case = kept
    if QGuiApplication.instance() is not None:
        # Without a screen Qt keeps the clipboard until after Python is gone, and what was put
        # there by Python with it.
        QGuiApplication.clipboard().clear()


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Copy a case file: one that two tests open at a time is in use, which asks a question."""

    def copy(path: Path) -> Path:
        target = tmp_path / "copies" / path.name
        target.parent.mkdir(exist_ok=True)
        return Path(shutil.copyfile(path, target))

    return copy


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Open a window of the program, on the exposure of the example unless told otherwise.

    What is left unsaved is let go without a question, which nobody would answer; the worker of
    the window ends with the test. Further arguments are settings that a person has chosen.
    """
    windows: list[MainWindow] = []

    def opened(
        page: str = "",
        *,
        code: str = "en",
        example: bool = True,
        size: tuple[int, int] | None = None,
        **chosen: str,
    ) -> MainWindow:
        settings = Settings(tmp_path / "s.ini")
        for name, choice in chosen.items():
            settings.choose(name, choice)
        window = Program(Language(code), settings=settings, look="light").window
        windows.append(window)
        qtbot.addWidget(window)
        window.files.may_leave = lambda: True
        if size is not None:
            window.resize(*size)
        with qtbot.waitExposed(window, timeout=PATIENCE):
            window.show()
        window.activateWindow()
        if example:
            window.files.open_example()
        if page or example:
            window.show_page(page or "exposure")
        return window

    yield opened
    for window in windows:
        window.context.runner.close()
