"""The window as a program: opened, shown, and run until it is closed."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from dsa_sim import diagnostics
from dsa_sim.ui.mishaps import Mishaps, tell_not_started
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.window import MainWindow

__all__ = ["Program", "run"]


def run(path: Path | None, language: str = "") -> int:
    """Open the window, on the start page or on a file, and stay until it is closed.

    `language` is a code such as "fr"; without one the setting, then the system decides.
    """
    diagnostics.begin()
    settings = Settings()
    lang = settings.language(language)
    try:
        program = Program(lang, settings=settings)
    except Exception:
        if sys.__stderr__ is None:
            # Without a console nobody would see why there is no window.
            tell_not_started(lang)
        raise
    mishaps = Mishaps(program)
    mishaps.watch()
    window = program.window
    window.take_place()
    window.show()
    if path is not None:
        window.files.open_path(path)
    elif any(program.settings.recovery_folder.glob("unsaved-*")):
        # An earlier run left a case that was never saved.
        QTimer.singleShot(0, partial(_offer_unsaved, window))
    # Charts are drawn by a library that takes a moment to load: after the window is there.
    QTimer.singleShot(0, _warm_up)
    try:
        return program.application.exec()
    finally:
        mishaps.end()


def _offer_unsaved(window: MainWindow) -> None:
    window.files.offer_unsaved()


def _warm_up() -> None:
    from threading import Thread

    Thread(target=_load_charts, daemon=True).start()


def _load_charts() -> None:
    import dsa_sim.report.charts.figures  # noqa: F401
