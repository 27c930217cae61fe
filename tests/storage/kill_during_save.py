"""Kill a process that saves, many times, and look at what is left; figures as JSON.

    python -m tests.storage.kill_during_save [KILLS] [SEED]        (or: dev.py kills)

Each kill has a seed of its own: whether a case, a snapshot of unsaved work or an export is being
written, and whether the process dies at a certain line of the code that writes, which can be
repeated, or after some microseconds, which meets it within a call of the system. After each kill
the file must be the old or the new one and readable, its previous version too, and once its folder
was used again no temporary file may be left. A neighbour saves in the same folders all the while:
nobody may sweep what it is writing.

It is a program of its own, since it forks, which a test process with threads must not.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from dsa_sim import whole_files
from dsa_sim.storage import case_file, encode_case, files, read_case, write_case
from dsa_sim.storage import recovery as snapshots
from dsa_sim.storage.files import backup_of, replace_bytes
from dsa_sim.storage.recovery import unsaved_snapshots, write_snapshot
from dsa_sim.whole_files import sweep, write_whole
from tests.storage.sample import sample_case

VERSIONS = tuple(msgspec.structs.replace(sample_case(), title=f"version {n}") for n in range(8))
DATA = tuple(encode_case(version) for version in VERSIONS)
WATCHED = frozenset(str(m.__file__) for m in (whole_files, files, case_file, snapshots))
NEIGHBOUR_REST = 0.005

LOST = "neither the old nor the new version was there"
LOST_BACKUP = "the previous version could not be read"
LEFT = "temporary files left after the next use"
NEIGHBOUR_FAILED = "a save of the neighbour failed"
FAULTS = (LOST, LOST_BACKUP, LEFT, NEIGHBOUR_FAILED)


# Working a case out takes much longer than writing it: kills are to meet the writing.
case_file.encode_case = snapshots.encode_case = lambda case, **_: DATA[VERSIONS.index(case)]


@dataclass(frozen=True)
class Kind:
    """Something that is saved: where, as which version, and how its folder is next used."""

    path: Path
    save: Callable[[int], object]
    use_again: Callable[[], object]

    def left(self) -> list[Path]:
        """Temporary files of this file, not those of its neighbour."""
        digest = sha256(self.path.name.encode()).hexdigest()[:12]
        return list(self.path.parent.glob(f".dsacase-{digest}-*.tmp"))


def kinds_in(folder: Path) -> dict[str, Kind]:
    """Everything that can be killed while it is saved, each as version 0."""
    case, export, recovery = folder / "case.dsacase", folder / "briefing.pdf", folder / "recovery"
    snapshot = recovery / "unsaved-1.recovery"
    made = {
        "case": Kind(
            case,
            lambda n: write_case(case, VERSIONS[n], expected=None, overwrite=True),
            lambda: read_case(case),
        ),
        "snapshot": Kind(
            snapshot,
            lambda n: write_snapshot(snapshot, VERSIONS[n], file=case, seal=None),
            lambda: unsaved_snapshots(recovery),
        ),
        "export": Kind(export, lambda n: write_whole(export, DATA[n]), lambda: sweep(folder)),
    }
    for kind in made.values():
        kind.save(0)
    return made


def kill_many(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill so many savers; the figures, among them every way in which something was lost."""
    kinds = kinds_in(folder)
    lines = {name: _lines_of(kind) for name, kind in kinds.items()}
    neighbour = _start(partial(_save_for_ever, folder))
    found: Counter[str] = Counter()
    current = dict.fromkeys(kinds, 0)
    for number in range(kills):
        rng = random.Random(f"{seed}:{number}")
        name = rng.choices(list(kinds), (3, 1, 1))[0]
        kind, old = kinds[name], current[name]
        new = (old + rng.randrange(1, len(VERSIONS))) % len(VERSIONS)
        _kill_a_saver(kind, new, rng, lines[name])
        happened = Counter({"kills": 1, f"of {name}s": 1})
        happened["in the middle"] += bool(kind.left())
        now = _version_in(kind.path)
        current[name] = now if now >= 0 else old
        happened["the new version was there"] += now == new
        happened[LOST] += now not in (old, new)
        kind.use_again()
        happened[LEFT] += _stays(kind)
        happened[LOST_BACKUP] += name == "case" and _version_in(backup_of(kind.path)) < 0
        found.update(happened)
        for words in FAULTS:
            if happened[words]:
                print(f"seed {seed}, kill {number}: {words}", file=sys.stderr)
    (folder / "stop").touch()
    found[NEIGHBOUR_FAILED] = int(os.waitpid(neighbour, 0)[1] != 0)
    found["saves of a neighbour meanwhile"] = len(list((folder / "count").iterdir()))
    return dict(found)


def _stays(kind: Kind) -> int:
    """How many temporary files are not about to be removed by the neighbour, who sweeps as well."""
    for _ in range(100):
        if not kind.left():
            return 0
        time.sleep(0.01)
    return len(kind.left())


def _kill_a_saver(kind: Kind, new: int, rng: random.Random, lines: int) -> None:
    at_line = rng.randrange(lines) if rng.random() < 0.5 else None

    def save() -> None:
        if at_line is not None:
            sys.settrace(_killing(at_line))
        kind.save(new)
        sys.settrace(None)
        if at_line is None:
            signal.pause()

    child = _start(save)
    if at_line is None:
        time.sleep(rng.uniform(0, 0.015))
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _start(job: Callable[[], object]) -> int:
    """Do a job in a process of its own, which has all modules already; its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        job()
        status = 0
    finally:
        os._exit(status)


def _killing(at_line: int) -> Any:
    left = iter(range(at_line))
    return _tracing(lambda: next(left, None) is None and os.kill(os.getpid(), signal.SIGKILL))


def _tracing(at_line: Callable[[], object]) -> Any:
    """A trace that calls at each line of the code that writes."""

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            at_line()
        return trace

    return trace


def _lines_of(kind: Kind) -> int:
    passed: list[None] = []
    sys.settrace(_tracing(lambda: passed.append(None)))
    try:
        kind.save(0)
    finally:
        sys.settrace(None)
    return len(passed)


def _version_in(path: Path) -> int:
    """Which version a file is, byte for byte; -1 where it is none."""
    with contextlib.suppress(OSError, ValueError):
        data = path.read_bytes()
        return DATA.index(data if path.suffix != ".recovery" else data.partition(b"\n")[2])
    return -1


def _save_for_ever(folder: Path) -> None:
    """Save until told to stop; each save leaves a mark, a failure ends the process as one."""
    count = folder / "count"
    count.mkdir()
    paths = (folder / "neighbour.dsacase", folder / "recovery" / "neighbour.dsacase")
    number = 0
    while not (folder / "stop").exists():
        for path in paths:
            replace_bytes(path, DATA[number % 8], expected=None, overwrite=True)
        (count / str(number)).touch()
        number += 1
        time.sleep(NEIGHBOUR_REST)


def main(kills: int, seed: int) -> int:
    """Print the figures; 1 where anything was lost or left behind."""
    folder = Path(tempfile.mkdtemp(prefix="dsa-sim-kills-"))
    begun = time.monotonic()
    try:
        found = kill_many(folder, kills, seed)
    finally:
        shutil.rmtree(folder)
    found["seconds"] = round(time.monotonic() - begun)
    print(json.dumps(found, indent=2))
    return int(any(found[words] for words in FAULTS))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*given, *(10_000, 1)[len(given) :]))
