"""What a person can pass on when something went wrong: versions, system, and a log.

Nothing here tells of a case. The log names the type of an error and where in the program it
happened, never its message, which may hold what was typed; paths begin at the person's own folder.
"""

import faulthandler
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

import platformdirs

from dsa_sim import __version__

LIBRARIES = (
    "PySide6-Essentials", "numpy", "matplotlib", "pandas", "msgspec", "babel", "typst",
    "platformdirs", "icalendar", "holidays", "pyrage", "python-calamine", "python-pptx", "lxml",
    "XlsxWriter", "python-docx", "cryptography",
)  # fmt: skip
_LOG, _CRASHES = "dsa-sim.log", "crashes.log"
_MOST_BYTES = 64 * 1024
_LINES_SHOWN = 40
_MOST_ALIKE = 3
_FRAMES = 30
_log = logging.getLogger("dsa_sim.diagnostics")
_log.propagate = False
_log.setLevel(logging.INFO)
_log.addHandler(logging.NullHandler())
_noted: Counter[str] = Counter()
_open = ExitStack()


class _SilentHandler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name in logging
        """Do without a log where it cannot be written: that is no reason to stop anybody."""


def log_folder() -> Path:
    """Where the log is kept."""
    return platformdirs.user_log_path("dsa-sim", appauthor=False)


def begin(folder: Path | None = None) -> None:
    """Keep a log from here on, and have the interpreter write there when it crashes."""
    folder = folder or log_folder()
    end()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _watch_crashes(folder / _CRASHES)
        handler = _SilentHandler(
            folder / _LOG, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
        _open.callback(handler.close)
        _open.callback(_log.removeHandler, handler)
    _log.info("started: dsa-sim %s, process %d", __version__, os.getpid())


def end() -> None:
    """Let the log go."""
    _open.close()
    _noted.clear()


def note(error: BaseException) -> bool:
    """Put an error into the log; False where one from the same place is known already.

    What happens with every repaint is written a few times and no more.
    """
    said = "\n".join(_told(error))
    _noted[said] += 1
    if _noted[said] <= _MOST_ALIKE:
        _log.error("%s", said)
    return _noted[said] == 1


def report() -> str:
    """Versions, system, folders and the last lines of the log, as text to pass on."""
    parts = (("", _facts()), ("Log", _tail(_LOG)), ("Crashes", _tail(_CRASHES)))
    return "\n".join(line for title, lines in parts for line in _section(title, lines))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    if title:
        yield ""
        yield f"{title}:"
    yield from lines


def _facts() -> Iterator[str]:
    # Imported here and below: every start loads this file, hardly any needs these.
    import platform

    yield f"dsa-sim {__version__}"
    yield f"Law data of {_law()}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()})"
    yield f"Qt {_version('PySide6-Essentials')}"
    yield f"System {platform.platform()}, {platform.machine()}"
    yield f"Text {sys.getfilesystemencoding()}, output {getattr(sys.stdout, 'encoding', None)}"
    yield from (f"{name} {_version(name)}" for name in LIBRARIES)
    for name, folder in (("Program", Path(__file__).parent), *_folders(), ("Log", log_folder())):
        yield f"{name} in {_shown(folder)}"


def _folders() -> Iterator[tuple[str, Path]]:
    yield "Settings", platformdirs.user_config_path("dsa-sim", appauthor=False)
    yield "Unsaved work", platformdirs.user_state_path("dsa-sim", appauthor=False)


def _law() -> str:
    from dsa_sim.law import LawDataError, law_version

    try:
        return law_version()
    except LawDataError:
        return "a day unknown: they cannot be read"


def _version(library: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not found"


def _shown(path: Path | str) -> str:
    """A path, or a text with paths, without the name of the person in it."""
    home = os.path.expanduser("~")  # noqa: PTH111 - never fails
    return str(path).replace(home, "~") if len(home) > 1 else str(path)


def _tail(name: str) -> Iterator[str]:
    with suppress(OSError):
        text = (log_folder() / name).read_text("utf-8", errors="replace")
        yield from map(_shown, text.splitlines()[-_LINES_SHOWN:])


def _told(error: BaseException) -> Iterator[str]:
    """The types of an error and of those behind it, and where they happened."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        number = getattr(current, "errno", None)
        yield f"{type(current).__qualname__}{'' if number is None else f' {number}'}"
        for frame, line in list(walk_tb(current.__traceback__))[-_FRAMES:]:
            yield f"    {frame.f_globals.get('__name__')}:{line} {frame.f_code.co_name}"
        current = current.__cause__ or current.__context__


def _watch_crashes(path: Path) -> None:
    large = path.exists() and path.stat().st_size > _MOST_BYTES
    file = _open.enter_context(path.open("w" if large else "a", encoding="utf-8"))
    faulthandler.enable(file)
    _open.callback(faulthandler.disable)
