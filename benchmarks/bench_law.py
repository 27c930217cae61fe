"""The law data: what loading all of them adds to start-up, and how fast the provision search is.

Start: from the start of the process to an interactive window, without and with every file of
the law room read before the window shows, the modules of the room imported in both. The starts
are taken in turn, in changing order, and the least disturbed of each kind are compared, because a
few milliseconds drown in what else a machine does; the goal is a ratio of at most 1.05 in this
run. The start page needs none of the law, and the program imports the room only with the first
case: a further row, without a goal, tells what that spares.
Search: the time of a query as somebody types it; the goal is a median under one frame, 16 ms.
"""

import importlib
import inspect
import os
import pkgutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

START_GOAL = 1.05
SEARCH_GOAL_MS = 16.0
STARTS = 25
SEARCHES = 5

# Arguments: the settings, and loaders as MODULE:NAME (no name: only import).
START = """
import sys
from importlib import import_module
from pathlib import Path
from PySide6.QtCore import QTimer
import dsa_sim.app as app
from dsa_sim.language import Language
from dsa_sim.ui.settings import Settings
settings, *loaders = sys.argv[1:]
program = app.Program(Language("en"), settings=Settings(Path(settings)))
for module, name in (loader.split(":") for loader in loaders):
    part = import_module(module)
    if name:
        getattr(part, name)()
program.window.show()
QTimer.singleShot(0, program.application.quit)
program.application.exec()
"""

# A tool of the maintainers, and the index of the search, which is built from the data.
NO_DATA = ("dsa_sim.law.schemas", "dsa_sim.law.search")

# Words, synonyms, a number, and what is nowhere; each is typed letter by letter.
QUERIES = (
    *("34", "Art. 34(1)(b)", "risk assessment", "dark patterns", "traceability of traders"),
    *("évaluation des risques", "publicité", "researchers", "minors", "nothing of the kind"),
)


def loaders() -> list[str]:
    """What the program calls to have the data, as MODULE:NAME: the cached look-ups of the room.

    They read each file once and keep it. Found by looking, so that a new file counts at once.
    """
    import dsa_sim.law

    found: list[str] = []
    for part in pkgutil.iter_modules(dsa_sim.law.__path__, "dsa_sim.law."):
        if part.name not in NO_DATA:
            own = vars(importlib.import_module(part.name)).items()
            found.extend(f"{part.name}:{n}" for n, v in own if _is_loader(v, part.name))
    return found


def _is_loader(value: object, module: str) -> bool:
    cached = hasattr(value, "cache_clear") and getattr(value, "__module__", "") == module
    return cached and callable(value) and not inspect.signature(value).parameters


def _load(loader: str) -> None:
    module, name = loader.split(":")
    getattr(importlib.import_module(module), name)()


def _forget(loader: str) -> None:
    module, name = loader.split(":")
    getattr(importlib.import_module(module), name).cache_clear()


def _start(*arguments: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", START, *arguments], check=True, cwd=ROOT)
    return time.perf_counter() - begin


def start_up(what: str, plain: list[str], loaded: list[str], *, goal: str = "") -> tuple[str, ...]:
    """Measure start-up with some loaders against others: a row of the table."""
    times: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as folder:
        settings = str(Path(folder) / "settings.ini")
        _start(settings, *loaded)
        for round_ in range(STARTS):
            for kind in (0, 1) if round_ % 2 else (1, 0):
                times[kind].append(_start(settings, *(plain, loaded)[kind]))
    low, high = (min(column) * 1000 for column in times)
    return what, f"{high / low:.3f} x", goal, f"{low:.0f} ms without, {high:.0f} ms with"


def loading(all_loaders: list[str]) -> tuple[str, ...]:
    """Measure the loaders alone, modules imported: a row of the table without a goal."""
    times = []
    for _ in range(STARTS):
        for loader in all_loaders:
            _forget(loader)
        begin = time.perf_counter()
        for loader in all_loaders:
            _load(loader)
        times.append((time.perf_counter() - begin) * 1000)
    detail = f"{len(all_loaders)} look-ups"
    return "reading and checking the files", f"{statistics.median(times):.1f} ms", "", detail


def search() -> tuple[str, ...]:
    """Measure a search for every beginning of every query: a row of the table."""
    from dsa_sim.law import search_provisions

    begin = time.perf_counter()
    search_provisions("risk")
    first = (time.perf_counter() - begin) * 1000
    times = []
    for typed in (query[: n + 1] for query in QUERIES for n in range(len(query))):
        for language in ("en", "fr") * SEARCHES:
            begin = time.perf_counter()
            search_provisions(typed, language=language)
            times.append((time.perf_counter() - begin) * 1000)
    late = sorted(times)[int(0.95 * len(times))]
    detail = f"95 % within {late:.1f} ms, worst {max(times):.1f} ms, first {first:.1f} ms"
    measured = f"{statistics.median(times):.1f} ms"
    return "provision search, median", measured, f"{SEARCH_GOAL_MS:.0f} ms", detail


def print_table(rows: tuple[tuple[str, ...], ...]) -> None:
    """Print the rows under their heads, aligned."""
    table = (("what", "measured", "goal at most", "in detail"), *rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def main() -> None:
    """Measure everything; the search first, so that its first query pays for the loading."""
    found = search()
    data = loaders()
    room = [f"{loader.split(':')[0]}:" for loader in data]
    print_table(
        (
            start_up("start-up with all law data", room, data, goal=f"{START_GOAL} x"),
            start_up("the same with importing the room", [], data),
            loading(data),
            found,
        )
    )


if __name__ == "__main__":
    main()
